//! Importing findings in the browser, over files that real tools wrote: previewed, handed in for chosen controls, listed on the
//! page of the item by result; and what comes back when a file cannot be read.

use crate::web::people::tests::{Firm, Said};
use axum::http::StatusCode;

const BOUNDARY: &str = "cut-here";

fn real(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/../formats/tests/findings/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Chooses a file, as a browser without script sends it.
async fn choose(firm: &Firm, who: &str, name: &str, bytes: &[u8]) -> Said {
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
    );
    let mut body = head.into_bytes();
    body.extend(bytes);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").bytes());
    firm.send(who, "/evidence/import", &format!("multipart/form-data; boundary={BOUNDARY}"), body).await
}

/// The path of the preview, inside the organisation.
async fn previewed(firm: &Firm, name: &str, bytes: &[u8]) -> String {
    let said = choose(firm, "piet-maas", name, bytes).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    said.to.strip_prefix("/o/firm").unwrap().to_owned()
}

/// The part of an item's page that lists its findings: the files themselves stand above it.
async fn listed(firm: &Firm, path: &str) -> String {
    let page = firm.page("olga-berg", path).await;
    let (_, rest) = page.split_once("id=\"findings\"").expect("the findings are listed");
    rest.split("id=\"checks\"").next().unwrap().to_owned()
}

fn fields(more: &str) -> String {
    format!(
        "title=Cloud+scan&kind=monitoring_report&from=2026-11-21&until=2026-11-21&captured=2026-11-21&collected=2026-11-21&system=Prowler&environment=production&query=prowler+aws&completeness=All+accounts&accuracy=Three+compared&classification=internal&note=n&control=AC-1{more}"
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn findings_are_previewed_and_become_an_item_that_lists_them() {
    let firm = Firm::new();
    let before = firm.entries();
    let to = previewed(&firm, "prowler.ocsf.json", &real("prowler.ocsf.json")).await;
    let page = firm.page("piet-maas", &to).await;
    for words in [
        "4 findings: 2 pass, 2 fail.",
        "GuardDuty detector is enabled and not suspended",
        "Prowler 5.46.0",
        "aws 123456789012",
        "cc_6_8",
        "value=\"2026-11-21\"",
        "Nothing is handed in yet",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(firm.entries(), before, "a preview changes nothing");
    let said = firm.done("piet-maas", &to, &fields("")).await;
    assert_eq!(said.to, "/o/firm/evidence/EV-1");
    let item = firm.page("olga-berg", "/evidence/EV-1").await;
    for words in [
        "Cloud scan",
        "prowler.ocsf.json",
        "summary-prowler.ocsf.json.txt",
        "It is no opinion on a control",
        "2 of 4",
        "arn:aws:s3:::drafts",
        "Seen to be complete",
        "All accounts",
    ] {
        assert!(item.contains(words), "{words}: {item}");
    }
    let passed = listed(&firm, "/evidence/EV-1?result=pass").await;
    assert!(!passed.contains("GuardDuty detector is enabled"), "a failed check is not among those that passed");
    let failed = listed(&firm, "/evidence/EV-1?result=fail").await;
    assert!(failed.contains("GuardDuty detector is enabled") && failed.contains("2 findings"), "{failed}");
    // Asked twice, it happened once: the file no longer waits, and the item is the one that there is.
    let entries = firm.entries();
    firm.post("piet-maas", &to, &fields("")).await;
    assert_eq!(firm.entries(), entries);
    // The number of findings is counted, whatever somebody sends.
    let json = firm.page("olga-berg", "/evidence").await;
    assert!(json.contains("Cloud scan"), "{json}");
    assert!(item.contains("<dt>Rows</dt><dd>4</dd>"), "{item}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_format_is_recognised_by_its_content() {
    let firm = Firm::new();
    for (name, words) in [
        ("bandit.sarif", "7 findings: 7 fail."),
        ("environment-1.6.cdx.json", "12 findings: 12 informational."),
        ("lynis-report.dat", "2 fail"),
        ("oscap-small.xml", "1 pass, 1 fail, 1 unknown, 1 informational"),
        ("oscap-small.arf.xml", "host.example"),
    ] {
        let to = previewed(&firm, "whatever.txt", &real(name)).await;
        let page = firm.page("piet-maas", &to).await;
        assert!(page.contains(words), "{name}, {words}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_cannot_be_read_comes_back_with_its_place_and_what_would_be_right() {
    let firm = Firm::new();
    let cut = real("prowler.ocsf.json");
    for (name, bytes, words) in [
        ("notes.txt", b"nothing of the kind".as_slice(), ["notes.txt looks like none of the formats", "SARIF"]),
        ("cut.ocsf.json", &cut[..cut.len() / 2], ["cut.ocsf.json: OCSF: line ", "copied whole"]),
        ("old.sarif", br#"{"version":"2.1.0","runs":3}"#, ["SARIF: ", "runs"]),
    ] {
        let said = choose(&firm, "piet-maas", name, bytes).await;
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", said.text);
        for word in words {
            assert!(said.text.contains(word), "{name} lacks {word}: {}", said.text);
        }
    }
    let none = choose(&firm, "piet-maas", "", b"").await;
    assert!(none.text.contains("The file is empty"), "{}", none.text);
    assert!(firm.page("olga-berg", "/evidence").await.contains("No evidence yet"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_import_comes_back_with_what_was_typed_and_a_day_that_the_file_does_not_name_is_asked_for() {
    let firm = Firm::new();
    let bare = br#"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"<b>Odd</b>"}},"results":[{"ruleId":"<script>alert(1)</script>","message":{"text":"\"><img src=x>"}}]}]}"#;
    let to = previewed(&firm, "bare.sarif", bare).await;
    let page = firm.page("piet-maas", &to).await;
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script>alert"), "{page}");
    assert!(!page.contains("<img src=x>") && !page.contains("<b>Odd</b>"), "{page}");
    let typed = fields("").replace("from=2026-11-21", "from=");
    firm.refused("piet-maas", &to, &typed, &["first day of the period is empty", "Cloud scan", "All accounts"]).await;
    let beyond = fields("&ran:AC-1=2026-06-01");
    firm.refused("piet-maas", &to, &beyond, &["AC-1 cannot have run on 2026-06-01"]).await;
    let of_nothing = fields("").replace("&control=AC-1", "");
    firm.refused("piet-maas", &to, &of_nothing, &["which own control", "Cloud scan"]).await;
    firm.done("piet-maas", &to, &fields("")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_not_hand_in_is_told_so_and_an_upload_belongs_to_who_sent_it() {
    let firm = Firm::new();
    firm.not_offered("ivan-roth", "/evidence/import", "may not").await;
    let said = choose(&firm, "ivan-roth", "bandit.sarif", &real("bandit.sarif")).await;
    assert_eq!(said.status, StatusCode::FORBIDDEN, "{}", said.text);
    let to = previewed(&firm, "bandit.sarif", &real("bandit.sarif")).await;
    assert_eq!(firm.get("", &to).await.status, StatusCode::NOT_FOUND, "somebody else's upload is not there");
    let entries = firm.entries();
    assert_eq!(firm.post("", &to, &fields("")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(firm.entries(), entries);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r185_accounts_of_a_provider_are_counted_from_the_day_of_their_export() {
    let firm = Firm::new();
    let to = previewed(&firm, "users.csv", &real("accounts-google.csv")).await;
    let page = firm.page("piet-maas", &to).await;
    for words in [
        "14 findings: 4 pass, 3 fail, 5 unknown, 2 informational.",
        "What the list comes to",
        "Google Workspace",
        "Requirements that the rules of Tickmark name (7)",
        "Day of the export",
        "no days without a sign-in are counted",
        "name=\"personal\" value=\"yes\" checked",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let dated = firm.page("piet-maas", &format!("{to}?day=2026-02-20")).await;
    for words in ["14 findings: 7 pass, 4 fail, 1 unknown, 2 informational.", "value=\"2026-02-20\"", "90 days before"]
    {
        assert!(dated.contains(words), "{words}: {dated}");
    }
    for (day, words) in [("soon", "the day of the export: “soon” is no date"), ("2036-01-01", "has not come yet")] {
        let said = firm.get("piet-maas", &format!("{to}?day={day}")).await;
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{day}");
        assert!(said.text.to_lowercase().contains(words), "{words}: {}", said.text);
    }
    let typed = fields("&personal=yes").replace("2026-11-21", "2026-02-20").replace("monitoring_report", "access_log");
    firm.done("piet-maas", &to, &typed).await;
    let item = firm.page("olga-berg", "/evidence/EV-1").await;
    assert!(item.contains("<dt>Rows</dt><dd>7</dd>") && item.contains("Holds personal data"), "{item}");
    let failed = listed(&firm, "/evidence/EV-1?result=fail").await;
    for words in
        ["4 findings", "bo.lind@example.com", "critical", "The provider demands one.", "2025-11-22, 90 days before"]
    {
        assert!(failed.contains(words), "{words}: {failed}");
    }
}
