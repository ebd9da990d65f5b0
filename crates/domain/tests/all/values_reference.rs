//! Ids and references in every usual spelling (R5, R6).

use crate::library;
use domain::values::lookup::{Lookup, lookup};
use domain::values::reference::canonical;
use domain::values::{Categories, Category, Mode, Reference};

#[test]
fn r5_one_control_in_every_usual_spelling() {
    let spellings = [
        "A.5.7",
        "A 5.7",
        "a5.7",
        "A5.7",
        "a.5.7",
        " A.5.7 ",
        "A.5.7.",
        "Annex A 5.7",
        "annex a 5.7",
        "ANNEX A.5.7",
        "A-5.7",
        "ISO 27002 5.7",
        "ISO/IEC 27002 5.7",
        "iso 27002: 5.7",
        "5.7 (ISO 27002)",
        "5.7 in ISO 27002",
        "ISO/IEC 27002:2022 5.7",
        "ISO/IEC 27001:2022 A.5.7",
        "ISO 27001 A 5.7",
    ];
    for typed in spellings {
        assert_eq!(canonical(typed), "A.5.7", "`{typed}`");
    }
}

#[test]
fn r5_criteria_and_clauses_keep_their_own_spelling() {
    let table = [
        ("CC6.1", "CC6.1"),
        ("cc 6.1", "CC6.1"),
        ("cc6.1", "CC6.1"),
        ("TSC CC6.1", "CC6.1"),
        ("A1.2", "A1.2"),
        ("a1.2", "A1.2"),
        ("PI1.4", "PI1.4"),
        ("p 6.7", "P6.7"),
        ("c1.1", "C1.1"),
        ("6.1.2", "6.1.2"),
        ("ISO 27001 6.1.2", "6.1.2"),
        ("A 1.2", "A.1.2"),
        ("Acme", "Acme"),
        ("", ""),
        ("own-control", "own-control"),
        ("X-1a", "X-1a"),
    ];
    for (typed, right) in table {
        assert_eq!(canonical(typed), right, "`{typed}`");
    }
}

#[test]
fn r5_theme_follows_from_the_first_digit() {
    let themes = [('5', "organizational"), ('6', "people"), ('7', "physical"), ('8', "technological")];
    let iso = library::iso_document();
    for control in iso.audited(domain::values::ItemKind::Control) {
        let digit = control.id.chars().nth(2).unwrap();
        let theme = themes.iter().find(|(d, _)| *d == digit).unwrap().1;
        assert_eq!(control.group.as_deref(), Some(theme), "{}", control.id);
    }
}

#[test]
fn r6_references_as_people_write_them() {
    let item = |id: &str| Reference::Item(id.into());
    let range = |a: &str, b: &str| Reference::Range(a.into(), b.into());
    let table = [
        ("A 5.7", item("A.5.7")),
        ("A.8.26-A.8.29", range("A.8.26", "A.8.29")),
        ("A 8.26-8.29", range("A.8.26", "A.8.29")),
        ("A 8.26 - 29", range("A.8.26", "A.8.29")),
        ("A 8.26\u{2013}8.29", range("A.8.26", "A.8.29")),
        ("A.8.26 to A.8.29", range("A.8.26", "A.8.29")),
        ("CC6.1-CC6.8", range("CC6.1", "CC6.8")),
        ("CC6.1-6.8", range("CC6.1", "CC6.8")),
        ("A.8.x", Reference::Broad("A.8".into())),
        ("A 8.x broadly", Reference::Broad("A.8".into())),
        ("clause 6.1.2", Reference::Clause("6.1.2".into())),
        ("Clause 6.1.2", Reference::Clause("6.1.2".into())),
    ];
    for (written, meant) in table {
        assert_eq!(Reference::parse(written), Ok(meant.clone()), "`{written}`");
        assert_eq!(Reference::parse(&meant.to_string()), Ok(meant), "printed and read again");
    }
    for wrong in ["", "   ", "clause", "clause six", "clause 6..1"] {
        assert!(Reference::parse(wrong).is_err(), "`{wrong}`");
    }
}

#[test]
fn r5_bare_digits_are_a_control_only_where_no_clause_has_them() {
    let iso = library::iso_document();
    let found = |typed: &str| match lookup(&iso, typed) {
        Lookup::Found(item) => item.id.clone(),
        Lookup::Either { clause, control } => format!("{} or {}", clause.id, control.id),
        Lookup::Missing => "nothing".to_owned(),
    };
    let table = [
        ("5.7", "A.5.7"),
        ("8.34", "A.8.34"),
        ("7.14", "A.7.14"),
        ("6.1.2", "6.1.2"),
        ("clause 6.1.2", "6.1.2"),
        ("Clause 6.1.2", "6.1.2"),
        ("cl. 9.3.2", "9.3.2"),
        ("clause 5.7", "nothing"),
        ("clause A.5.7", "nothing"),
        ("10.2", "10.2"),
        ("9.9", "nothing"),
        ("5.1", "5.1 or A.5.1"),
        ("5.2", "5.2 or A.5.2"),
        ("5.3", "5.3 or A.5.3"),
        ("6.1", "6.1 or A.6.1"),
        ("6.2", "6.2 or A.6.2"),
        ("6.3", "6.3 or A.6.3"),
        ("7.1", "7.1 or A.7.1"),
        ("7.4", "7.4 or A.7.4"),
        ("8.1", "8.1 or A.8.1"),
        ("8.3", "8.3 or A.8.3"),
        ("clause 5.1", "5.1"),
        ("A.5.1", "A.5.1"),
        ("A 5.1", "A.5.1"),
        ("ISO 27002 5.1", "A.5.1"),
        ("CC6.1", "nothing"),
        ("", "nothing"),
    ];
    for (typed, right) in table {
        assert_eq!(found(typed), right, "`{typed}`");
    }
}

#[test]
fn r33_categories_and_modes_are_read_in_usual_spellings_only() {
    for (typed, right) in [
        ("security", Category::Security),
        ("CC", Category::Security),
        ("Processing Integrity", Category::ProcessingIntegrity),
        ("processing-integrity", Category::ProcessingIntegrity),
        ("PI1", Category::ProcessingIntegrity),
        ("P", Category::Privacy),
        ("C", Category::Confidentiality),
        ("A1", Category::Availability),
    ] {
        assert_eq!(Category::parse(typed), Some(right), "{typed}");
    }
    assert_eq!(
        Categories::parse("security, Availability;PI").unwrap().ids(),
        "security,availability,processing_integrity"
    );
    assert_eq!(Categories::parse("all").unwrap(), Categories::ALL);
    assert_eq!(Categories::parse("security,annex a"), Err("annex a".to_owned()));
    assert_eq!(Mode::parse("published"), None, "figures as claimed are claims, not a mode");
    let set = Categories::SECURITY.with(Category::Privacy);
    assert_eq!(serde_json::from_str::<Categories>(&serde_json::to_string(&set).unwrap()).unwrap(), set);
}
