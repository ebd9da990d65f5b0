//! Lists of accounts of identity providers, read whole: whose list, which rule, which result, and why.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domain::values::{FindingResult, Findings, FindingsFormat};
use formats::findings::{FindingsError, detect, limits, read, read_on};
use jiff::civil::date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

const FACTOR: &str = "account_second_factor";
const ADMIN: &str = "administrator_second_factor";
const SIGN_IN: &str = "account_sign_in";

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/findings/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn list(bytes: &[u8]) -> Findings {
    assert_eq!(detect(bytes, "upload"), Some(FindingsFormat::Accounts), "recognised by its headings");
    let found = read_on(bytes, FindingsFormat::Accounts, "users.csv", Some(date(2026, 2, 20))).unwrap();
    assert_eq!(usize::try_from(found.counts.total()).unwrap(), found.items.len());
    found
}

fn refused(text: &str) -> FindingsError {
    let error = read(text.as_bytes(), FindingsFormat::Accounts).expect_err("it is to be refused");
    assert!(error.to_string().starts_with("Account list: ") && !error.hint().is_empty(), "{error}");
    error
}

/// Account and result of a rule, with the detail.
fn of<'a>(found: &'a Findings, rule: &str) -> Vec<(&'a str, char, &'a str)> {
    let of_rule = found.items.iter().filter(|item| item.id == rule);
    let short = |name: &'a str| name.split(['.', '@', '_']).next().unwrap();
    let sign = |result| match result {
        FindingResult::Pass => 'p',
        FindingResult::Fail => 'f',
        FindingResult::Unknown => 'u',
        FindingResult::Informational => 'i',
        FindingResult::NotApplicable => 'n',
    };
    of_rule.map(|item| (short(item.resource.as_deref().unwrap()), sign(item.result), item.detail.as_str())).collect()
}

fn results(found: &Findings, rule: &str) -> String {
    of(found, rule).iter().map(|(name, result, _)| format!("{name} {result}")).collect::<Vec<_>>().join(", ")
}

#[test]
fn r185_accounts_of_google_workspace_are_findings_with_their_reasons_for_both_frameworks() {
    let found = list(&file("accounts-google.csv"));
    assert_eq!((found.tool.as_str(), found.target.as_deref()), ("Google Workspace", Some("example.com")));
    assert_eq!(results(&found, FACTOR), "ada p, bo f, cy p, di p, ed f");
    assert_eq!(results(&found, ADMIN), "ada p, bo f", "of administrators alone");
    assert_eq!(results(&found, SIGN_IN), "ada p, bo p, cy f, di p, ed u");
    assert_eq!(results(&found, "account_not_in_use"), "fy i, gus i", "counted, and no failure");
    let counts = &found.counts;
    assert_eq!((counts.pass, counts.fail, counts.unknown, counts.informational), (7, 4, 1, 2));
    let [.., (_, _, why)] = of(&found, ADMIN)[..] else { panic!("no administrator") };
    assert_eq!(why, "No second factor is enrolled: the list says \u{201c}False\u{201d}. The provider demands one.");
    assert!(of(&found, SIGN_IN)[2].2.contains("2025-11-22, 90 days before the day of the list, 2026-02-20"));
    assert!(of(&found, SIGN_IN)[4].2.contains("no day to count from"));
    let admin = found.items.iter().find(|item| item.id == ADMIN).unwrap();
    assert_eq!(admin.severity.as_deref(), Some("critical"));
    let named: Vec<_> = admin.requirements.iter().map(|one| format!("{} {}", one.list, one.id)).collect();
    assert_eq!(named, ["ISO/IEC 27001:2022 A.8.2", "ISO/IEC 27001:2022 A.8.5", "SOC 2 CC6.1", "SOC 2 CC6.3"]);
    assert!(
        found.notes[0].contains("Google Workspace, by its heading `2sv Enrolled [READ ONLY]`"),
        "{:?}",
        found.notes
    );
    assert!(found.notes[1].contains("7; of these active 5, suspended or closed 2"), "{:?}", found.notes);
    assert!(found.notes[1].contains("administrators 2, not said 0"), "{:?}", found.notes);
}

#[test]
fn r185_accounts_of_entra_leave_open_what_their_cells_leave_open() {
    let found = list(&file("accounts-entra.csv"));
    assert_eq!((found.tool.as_str(), found.target.as_deref()), ("Microsoft Entra ID", Some("example.onmicrosoft.com")));
    assert_eq!(results(&found, FACTOR), "ada p, bo f, cy p, di u");
    assert_eq!(results(&found, ADMIN), "ada p, di u");
    assert_eq!(results(&found, SIGN_IN), "ada p, bo p, cy u, di p");
    assert_eq!(of(&found, ADMIN)[1].2, "The list leaves open whether a second factor is enrolled.");
    assert_eq!(of(&found, SIGN_IN)[2].2, "The list leaves open when it last signed in.");
    assert_eq!(results(&found, "account_not_in_use"), "ed i", "a disabled administrator is no failure");
}

#[test]
fn r185_accounts_of_okta_have_every_state_and_a_question_is_no_second_factor() {
    let found = list(&file("accounts-okta.csv"));
    assert_eq!(found.tool, "Okta");
    assert_eq!(results(&found, FACTOR), "ada p, bo f, ed u");
    assert_eq!(results(&found, ADMIN), "ada u, bo u, ed u", "there is no such column");
    assert_eq!(of(&found, ADMIN)[0].2, "The list has no column that says whether the account administers.");
    assert_eq!(results(&found, SIGN_IN), "ada p, bo p, ed f");
    assert_eq!(results(&found, "account_not_in_use"), "cy i, di i");
    assert!(of(&found, "account_not_in_use")[0].2.contains("\u{201c}STAGED\u{201d}: nobody has begun to use it"));
    assert!(found.notes[1].contains("not yet used 1, not said 0. Of the active 3: administrators 0, not said 3"));
}

#[test]
fn a_plain_list_is_read_and_an_account_of_unknown_state_never_passes() {
    let found = list(&file("accounts-plain.csv"));
    assert_eq!((found.tool.as_str(), found.target.as_deref()), ("Accounts", None));
    assert_eq!(results(&found, FACTOR), "ada p, bo f, di u");
    assert_eq!(results(&found, SIGN_IN), "ada p, bo u, di u");
    assert_eq!(of(&found, FACTOR)[2].2, "The list leaves open whether the account is active.");
    assert_eq!(results(&found, ADMIN), "ada p");
    assert!(found.notes.iter().any(|note| note.contains("separated by semicolons")), "{:?}", found.notes);
}

#[test]
fn without_the_day_of_the_list_no_days_are_counted() {
    let found = read(&file("accounts-google.csv"), FindingsFormat::Accounts).unwrap();
    assert_eq!(results(&found, SIGN_IN), "ada u, bo u, cy u, di u, ed u");
    assert!(of(&found, SIGN_IN)[0].2.contains("the day of the list is not said"), "{:?}", of(&found, SIGN_IN));
    assert_eq!(results(&found, FACTOR), "ada p, bo f, cy p, di p, ed f");
    let early = read_on(&file("accounts-google.csv"), FindingsFormat::Accounts, "u", Some(date(2026, 2, 17))).unwrap();
    assert_eq!(results(&early, SIGN_IN), "ada u, bo p, cy p, di p, ed u", "a sign-in after the day is no pass");
}

#[test]
fn a_workbook_means_the_same_as_its_text() {
    let text = String::from_utf8(file("accounts-plain.csv")).unwrap();
    let (mut book, day) = (Workbook::new(), Format::new().set_num_format("yyyy-mm-dd"));
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(';')) {
            match (cell, ExcelDateTime::parse_from_str(cell)) {
                ("", _) => {}
                ("yes" | "no", _) => drop(sheet.write_boolean(row, column, cell == "yes").unwrap()),
                (_, Ok(moment)) => drop(sheet.write_datetime_with_format(row, column, moment, &day).unwrap()),
                _ => drop(sheet.write_string(row, column, cell).unwrap()),
            }
        }
    }
    let (book, plain) = (list(&book.save_to_buffer().unwrap()), list(text.as_bytes()));
    for rule in [FACTOR, ADMIN, SIGN_IN] {
        assert_eq!(results(&book, rule), results(&plain, rule));
    }
}

#[test]
fn headings_are_known_in_any_case_and_too_few_are_not_recognised() {
    let odd = "E-MAIL , last LOGIN,\"mfa\"\na@b,2026-02-01 10:00,TRUE\n";
    assert_eq!(list(odd.as_bytes()).tool, "Accounts");
    let titled = "Users of example.com\n\nuser,ENABLED,Is admin\na,yes,no\n";
    assert_eq!(results(&list(titled.as_bytes()), FACTOR), "a u");
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(odd.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(list(&utf16).items.len(), list(odd.as_bytes()).items.len());
    for text in [
        "email,name\na,b\n",
        "email,status\na,active\n",
        "status,mfa,admin\nactive,yes,no\n",
        "Control ID,Owner,Status\nAC-1,a,Yes\n",
    ] {
        assert_eq!(detect(text.as_bytes(), "list.csv"), None, "{text}");
    }
    let error = refused("email,name\na,b\n");
    assert!(
        matches!(&error, FindingsError::Field { place, field, .. } if place == "row 1" && field == "headings"),
        "{error}"
    );
}

#[test]
fn a_broken_row_is_named_with_its_field_and_what_would_be_right() {
    let head = "Email,Status,MFA,MFA enforced,Admin,Last login\na@b,active,yes,yes,no,2026-02-01\n";
    for (row, wanted) in [
        (",active,yes,,no,", "row 3: `Email` is empty; right would be the name under which the account signs in"),
        (
            "A@B,active,yes,,no,",
            "row 3: `Email` is `A@B`, which stands in row 2 already; right would be one row for each account",
        ),
        ("c@b,asleep,yes,,no,", "row 3: `Status` is `asleep`; right would be yes or no, active, suspended"),
        ("c@b,active,maybe,,no,", "row 3: `MFA` is `maybe`; right would be yes or no"),
        ("c@b,active,enabled,,no,", "row 3: `MFA` is `enabled`; right would be yes or no"),
        ("c@b,active,yes,perhaps,no,", "row 3: `MFA enforced` is `perhaps`; right would be yes or no"),
        ("c@b,active,yes,,root,", "row 3: `Admin` is `root`; right would be yes or no"),
        (
            "c@b,active,yes,,no,02/01/2026",
            "row 3: `Last login` is `02/01/2026`; right would be a day such as 2026-03-31",
        ),
        ("c@b,active,yes,,no,2026-02-30", "row 3: `Last login` is `2026-02-30`; right would be a day"),
        ("c@b,active,yes,,no,2026-02-01 soon", "row 3: `Last login` is `2026-02-01 soon`"),
    ] {
        let error = refused(&format!("{head}{row}\n"));
        assert!(error.to_string().starts_with(&format!("Account list: {wanted}")), "{error}");
    }
    let long = refused(&format!("{head}{},active,yes,,no,\n", "x".repeat(limits::MAX_RESOURCE_CHARS + 1)));
    assert!(long.to_string().contains("`Email` has more than 1000 characters"), "{long}");
    let twice = refused("Email,Status,MFA,mfa [new]\na,active,yes,no\n");
    assert!(twice.to_string().contains("row 1: `MFA` stands over two columns"), "{twice}");
}

#[test]
fn a_list_that_is_no_table_is_refused_whole() {
    let empty = refused("Email,Status,MFA\n");
    assert!(matches!(empty, FindingsError::Sheet { .. }), "{empty}");
    let unclosed = refused("Email,Status,MFA\na,active,\"yes\nb,active,no\n");
    assert!(unclosed.to_string().contains("never closed"), "{unclosed}");
    let rows: String = (0..=50_000).map(|row| format!("a{row},active,yes\n")).collect();
    let many = refused(&format!("Email,Status,MFA\n{rows}"));
    assert!(many.to_string().contains("more than 50000 rows"), "{many}");
    let whole = file("accounts-google.csv");
    for cut in 0..whole.len() {
        // Never a panic, and never a pass that the whole list does not have.
        if let Ok(part) = read_on(&whole[..cut], FindingsFormat::Accounts, "cut", Some(date(2026, 2, 20))) {
            assert!(part.counts.pass <= 7, "cut at {cut}");
        }
    }
}

#[test]
fn factors_of_which_none_is_a_second_one_are_none() {
    for (factors, expected) in [
        ("Okta Verify", 'p'),
        ("\"Password\nSMS Authentication\"", 'p'),
        ("One-time password", 'p'),
        ("2", 'p'),
        ("Password", 'f'),
        ("\"Password\nSecurity Question\"", 'f'),
        ("Password / Question", 'f'),
        ("none", 'f'),
        ("0", 'f'),
        ("no", 'f'),
        ("-", 'u'),
    ] {
        let text = format!("Login,Status,Factors\na,ACTIVE,{factors}\n");
        assert_eq!(of(&list(text.as_bytes()), FACTOR)[0].1, expected, "{factors}");
    }
}

#[test]
fn states_and_sign_ins_in_the_words_of_the_providers() {
    for (column, word, in_use) in [
        ("Suspended", "TRUE", false),
        ("Suspended", "false", true),
        ("Block credential", "False", true),
        ("accountEnabled", "false", false),
        ("Status", "RECOVERY", true),
        ("Status", "Pending user action", false),
    ] {
        let found = list(format!("user,{column},mfa\na,{word},yes\n").as_bytes());
        assert_eq!(found.items[0].id == FACTOR, in_use, "{column} {word}");
    }
    for (word, expected) in [
        ("2026-02-20T23:59:59+02:00", 'p'),
        ("\"2026/02/01, 10:00\"", 'p'),
        ("2026-02-21", 'p'),
        ("2026-02-22", 'u'),
        ("1970-01-01T00:00:00.000Z", 'u'),
        ("Never logged in", 'u'),
        ("N/A", 'u'),
        ("2025-11-22", 'f'),
    ] {
        let found = list(format!("user,status,last sign-in\na,active,{word}\n").as_bytes());
        assert_eq!(of(&found, SIGN_IN)[0].1, expected, "{word}");
    }
}
