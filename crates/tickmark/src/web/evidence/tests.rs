//! The pages of evidence over a small organisation, in process: handing in without script and in pieces, judging by somebody
//! else, what is refused with nothing lost, and what is not offered to who may not.

mod import;

use crate::web::people::tests::Firm;
use axum::http::StatusCode;
use domain::command::{Command, EvidenceCommand};
use domain::values::EvidenceRequest;

/// The boundary of the forms of these tests.
const BOUNDARY: &str = "cut-here";

/// A form with files, as a browser sends it.
fn form(fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    for (name, bytes) in files {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: text/plain\r\n\r\n"
        );
        body.extend(head.bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    body
}

fn whole<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [
        ("title", "Review of accounts"),
        ("kind", "access_review"),
        ("form", "document"),
        ("from", "2026-07-01"),
        ("until", "2026-09-30"),
        ("captured", "2026-09-30"),
        ("system", "Okta"),
        ("environment", "production"),
        ("classification", "internal"),
        ("control", "AC-1"),
    ];
    let kept = usual.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    kept.chain(more.iter().copied()).collect()
}

async fn hand_in(
    firm: &Firm,
    who: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &[u8])],
) -> crate::web::people::tests::Said {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    firm.send(who, "/evidence", &kind, form(fields, files)).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_item_is_handed_in_without_script_and_accepted_by_somebody_else() {
    let firm = Firm::new();
    let empty = firm.page("olga-berg", "/evidence").await;
    assert!(empty.contains("No evidence yet"), "{empty}");
    let files: [(&str, &[u8]); 2] = [("accounts.csv", b"who,level\nann,admin\n"), ("note.txt", b"Read line by line.")];
    let said = hand_in(&firm, "piet-maas", &whole(&[]), &files).await;
    assert_eq!((said.status, said.to.as_str()), (StatusCode::SEE_OTHER, "/o/firm/evidence/EV-1"), "{}", said.text);
    let page = firm.page("piet-maas", "/evidence/EV-1").await;
    for words in [
        "Review of accounts",
        "accounts.csv",
        "ann,admin",
        "Read line by line.",
        "waits to be judged",
        "Rules of evidence",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains(">Accept<"), "whoever handed it in does not accept it");
    assert!(!page.contains("All twelve are kept"), "{page}");
    for words in [
        "judged rules are kept. Not judged: ",
        "4 (0 of 2 files read now; every reading checks the hash)",
        "5 (not judged yet;",
        "(not judged)",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let own = "version=1&judgement=accept&judgement-note=";
    firm.forbidden("piet-maas", "/evidence/EV-1/judgement", own).await;
    firm.refused("olga-berg", "/evidence/EV-1/judgement", "version=2&judgement=accept", &["not the newest"]).await;
    firm.refused(
        "olga-berg",
        "/evidence/EV-1/judgement",
        "version=1&judgement=reject&judgement-note=",
        &["reason is empty"],
    )
    .await;
    let no = "version=1&judgement=reject&judgement-note=The+list+has+no+date";
    firm.done("olga-berg", "/evidence/EV-1/judgement", no).await;
    let page = firm.page("piet-maas", "/evidence/EV-1").await;
    let (first, _) = page.split_once("id=\"files\"").expect("files come after what is most pressing");
    for words in ["Version 1 was rejected", "The list has no date", "/evidence/EV-1/revision"] {
        assert!(first.contains(words), "{words}: {page}");
    }
    firm.done("olga-berg", "/evidence/EV-1/judgement", own).await;
    assert!(!firm.page("piet-maas", "/evidence/EV-1").await.contains("was rejected: it counts nowhere"));
    let list = firm.page("olga-berg", "/evidence").await;
    assert!(list.contains("1 of 1") && list.contains("Accepted"), "{list}");
    let twelve = firm.page("olga-berg", "/evidence/EV-1?read=1").await;
    assert!(twelve.contains("2 of 2 files read now and unchanged"), "{twelve}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_form_comes_back_with_its_words_and_its_files() {
    let firm = Firm::new();
    let before = firm.entries();
    let fields = whole(&[("title", ""), ("system", "Kept words"), ("ran:AC-1", "2026-09-12")]);
    let said = hand_in(&firm, "piet-maas", &fields, &[("kept.csv", b"a,b\n")]).await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["title is empty", "Kept words", "kept.csv", "2026-09-12", "name=\"upload\""] {
        assert!(said.text.contains(words), "{words}: {}", said.text);
    }
    assert_eq!(firm.entries(), before);
    let (_, rest) = said.text.split_once("name=\"upload\" value=\"").expect("the file waits");
    let id = rest.split('"').next().unwrap();
    let said = hand_in(&firm, "piet-maas", &whole(&[("upload", id)]), &[]).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    assert!(firm.page("piet-maas", "/evidence/EV-1").await.contains("kept.csv"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_field_that_cannot_be_read_is_named_on_the_page_that_comes_back() {
    let firm = Firm::new();
    for (name, value, words) in [
        ("from", "soon", "first day of the period"),
        ("kind", "", "ype of evidence is empty"),
        ("rows", "many", "number of rows"),
        ("until", "2026-01-01", "last day of the period"),
        ("ran:AC-1", "2026-06-01", "AC-1 cannot have run on 2026-06-01"),
        ("captured", "2027-01-01", "lies in the future"),
        ("upload", "00ff", "no such upload"),
        ("control", "XX-9", "o control is known as"),
    ] {
        let said = hand_in(&firm, "piet-maas", &whole(&[(name, value)]), &[]).await;
        let refused = [StatusCode::UNPROCESSABLE_ENTITY, StatusCode::FORBIDDEN, StatusCode::NOT_FOUND];
        assert!(
            refused.contains(&said.status) && said.text.contains(words),
            "{name}={value}: {} {}",
            said.status,
            said.text
        );
    }
    assert!(firm.page("olga-berg", "/evidence").await.contains("No evidence yet"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_in_pieces_goes_on_where_it_stood_and_belongs_to_who_began_it() {
    let firm = Firm::new();
    let urlencoded = "application/x-www-form-urlencoded";
    let begun = firm.send("piet-maas", "/evidence/uploads", urlencoded, b"name=big.txt&size=10&type=".to_vec()).await;
    assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.text);
    let id = serde_json::from_str::<serde_json::Value>(&begun.text).unwrap()["id"].as_str().unwrap().to_owned();
    let at = format!("/evidence/uploads/{id}");
    let binary = "application/octet-stream";
    let first = firm.send("piet-maas", &format!("{at}?offset=0"), binary, b"01234".to_vec()).await;
    assert!(first.status == StatusCode::OK && first.text.contains("\"offset\":5"), "{}", first.text);
    let twice = firm.send("piet-maas", &format!("{at}?offset=0"), binary, b"01234".to_vec()).await;
    assert!(twice.status == StatusCode::CONFLICT && twice.text.contains("\"offset\":5"), "{}", twice.text);
    let early = firm.send("piet-maas", &format!("{at}/finish"), binary, Vec::new()).await;
    assert!(early.status == StatusCode::CONFLICT && early.text.contains("5 of the 10"), "{}", early.text);
    for path in [at.clone(), format!("{at}?offset=5"), format!("{at}/finish"), format!("{at}/abandonment")] {
        let other = if path == at {
            firm.get("carl-diaz", &path).await
        } else {
            firm.send("carl-diaz", &path, binary, b"x".to_vec()).await
        };
        assert_eq!(other.status, StatusCode::NOT_FOUND, "{path}: {}", other.text);
    }
    let nowhere = firm.send("piet-maas", &at, binary, b"56789".to_vec()).await;
    assert!(nowhere.status == StatusCode::UNPROCESSABLE_ENTITY && nowhere.text.contains("offset"), "{}", nowhere.text);
    firm.send("piet-maas", &format!("{at}?offset=5"), binary, b"56789".to_vec()).await;
    let finished = firm.send("piet-maas", &format!("{at}/finish"), binary, Vec::new()).await;
    assert!(finished.status == StatusCode::OK && finished.text.contains("text/plain"), "{}", finished.text);
    let said = hand_in(&firm, "piet-maas", &whole(&[("upload", &id)]), &[]).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    let file = firm.get("olga-berg", "/evidence/EV-1/files/1/0").await;
    assert_eq!(
        (file.status, file.kind.as_str(), file.text.as_str()),
        (StatusCode::OK, "application/octet-stream", "0123456789")
    );
    let none = firm.send("ivan-roth", "/evidence/uploads", urlencoded, b"name=x&size=1&type=".to_vec()).await;
    assert_eq!(none.status, StatusCode::FORBIDDEN, "an auditor hands nothing in: {}", none.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn hostile_names_and_words_stay_words() {
    let firm = Firm::new();
    let evil = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>";
    let files: [(&str, &[u8]); 2] = [
        ("..%2f<b>x<b>.html", b"<!doctype html><script>alert(3)</script>"),
        ("d.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(4)</script></svg>"),
    ];
    let fields = whole(&[("title", evil), ("note", evil), ("system", evil)]);
    let said = hand_in(&firm, "piet-maas", &fields, &files).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    for path in ["/evidence", "/evidence/EV-1", "/evidence/EV-1/revision", "/controls/AC-1"] {
        let page = firm.page("piet-maas", path).await;
        assert!(!page.contains("<script>alert") && !page.contains("<img src=x"), "{path}: {page}");
    }
    let page = firm.page("piet-maas", "/evidence/EV-1").await;
    assert_eq!(page.matches("It is not shown").count(), 2, "neither a web page nor a drawing is shown: {page}");
    let none = firm.get("piet-maas", "/evidence/EV-1/files/1/0/pages/0").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
    assert_eq!(firm.get("piet-maas", "/evidence/EV-1/files/1/9").await.status, StatusCode::NOT_FOUND);
    assert_eq!(firm.get("piet-maas", "/evidence/EV-1/files/7/0").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_item_is_revised_linked_held_and_withdrawn() {
    let firm = Firm::new();
    hand_in(&firm, "piet-maas", &whole(&[]), &[("one.txt", b"1")]).await;
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let fields = whole(&[("title", "Second words"), ("keep", "one.txt")]);
    let said = firm.send("piet-maas", "/evidence/EV-1/revision", &kind, form(&fields, &[("two.txt", b"2")])).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    let page = firm.page("olga-berg", "/evidence/EV-1").await;
    assert!(
        page.contains("Second words")
            && page.contains("one.txt")
            && page.contains("two.txt")
            && page.contains("2 versions"),
        "{page}"
    );
    firm.refused("piet-maas", "/evidence/EV-1/links", "control=AC-2&ran=2026-01-01", &["cannot have run"]).await;
    firm.done("piet-maas", "/evidence/EV-1/links", "control=AC-2&ran=2026-09-01").await;
    firm.done("piet-maas", "/evidence/EV-1/links/removal", "control=AC-1").await;
    firm.refused("olga-berg", "/evidence/EV-1/hold", "reason=", &["reason is empty"]).await;
    firm.done("olga-berg", "/evidence/EV-1/hold", "reason=Court").await;
    let held = firm.page("olga-berg", "/evidence/retention").await;
    assert!(held.contains("Court") && held.contains("Second words"), "{held}");
    firm.done("olga-berg", "/evidence/EV-1/release", "reason=Over").await;
    firm.refused("piet-maas", "/evidence/EV-1/withdrawal", "reason=", &["reason is empty"]).await;
    firm.done("piet-maas", "/evidence/EV-1/withdrawal", "reason=Wrong+quarter").await;
    let page = firm.page("piet-maas", "/evidence/EV-1").await;
    assert!(
        page.contains("it counts nowhere") && page.contains("Wrong quarter") && !page.contains("value=\"accept\""),
        "{page}"
    );
    firm.forbidden("piet-maas", "/evidence/retention", "framework=soc2-tsc-2017&months=24").await;
    firm.refused("olga-berg", "/evidence/retention", "framework=soc2-tsc-2017&months=6", &["shorter", "second person"])
        .await;
    firm.done("olga-berg", "/evidence/retention", "framework=soc2-tsc-2017&months=24").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_asked_hands_in_and_sees_what_is_theirs_alone() {
    let firm = Firm::new();
    let due = "control=AC-1&person=demo-dora-lund&wanted=The+list&due=2026-12-01&from=&until=";
    firm.refused("piet-maas", "/evidence/requests", &due.replace("2026-12-01", "2026-01-01"), &["is over", "The list"])
        .await;
    firm.done("piet-maas", "/evidence/requests", due).await;
    let asked = firm.page("dora-lund", "/evidence/requests").await;
    assert!(asked.contains("Asked of you") && asked.contains("The list") && asked.contains("answers=RQ-1"), "{asked}");
    let begin = firm.page("dora-lund", "/evidence/new?answers=RQ-1").await;
    assert!(begin.contains("It answers RQ-1") && begin.contains("value=\"AC-1\" checked"), "{begin}");
    let said = hand_in(&firm, "dora-lund", &whole(&[("answers", "RQ-1")]), &[("list.txt", b"x")]).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    hand_in(&firm, "piet-maas", &whole(&[("title", "Not for her")]), &[("y.txt", b"y")]).await;
    let list = firm.page("dora-lund", "/evidence").await;
    assert!(list.contains("EV-1") && !list.contains("Not for her"), "{list}");
    assert_eq!(firm.get("dora-lund", "/evidence/EV-2").await.status, StatusCode::NOT_FOUND);
    assert_eq!(firm.get("dora-lund", "/evidence/EV-2/files/1/0").await.status, StatusCode::NOT_FOUND);
    assert_eq!(firm.get("dora-lund", "/evidence/wrong").await.status, StatusCode::FORBIDDEN);
    let wrong = firm.page("olga-berg", "/evidence/wrong").await;
    assert!(wrong.contains("Wrong now"));
    let request = EvidenceRequest {
        control: "AC-2".into(),
        person: "demo-carl-diaz".into(),
        wanted: "Another".into(),
        period: None,
        due: jiff::civil::date(2026, 12, 1),
    };
    let ask = Command::Evidence(EvidenceCommand::AskEvidence { request });
    firm.doors.app.change("firm", &firm.doors.app.demo_actor("piet-maas"), None, ask).unwrap();
    firm.refused("piet-maas", "/evidence/requests/RQ-2/close", "reason=", &["reason is empty"]).await;
    firm.done("piet-maas", "/evidence/requests/RQ-2/close", "reason=Not+needed").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r177_reuse_stands_with_its_mapping_its_mode_and_its_denominators() {
    let firm = Firm::new();
    let page = firm.page("olga-berg", "/evidence/reuse").await;
    for words in ["of 93", "Crosswalk", "Categories", "Mode", "not evidence", "What each missing item would unlock"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let first = page.find("Unlocks").expect("a table");
    assert!(page[first..].contains("A control has to come first."), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_file_twice_is_pointed_out_and_the_page_of_a_control_shows_its_runs() {
    let firm = Firm::new();
    for title in ["First", "Second"] {
        hand_in(&firm, "piet-maas", &whole(&[("title", title)]), &[("same.txt", b"same")]).await;
    }
    let twice = firm.page("olga-berg", "/evidence/twice").await;
    assert!(twice.contains("EV-1") && twice.contains("EV-2") && twice.contains("1 pair"), "{twice}");
    let control = firm.page("piet-maas", "/controls/AC-1").await;
    assert!(
        control.contains("Runs and evidence") && control.contains("/evidence/EV-2") && control.contains("2026-09-30"),
        "{control}"
    );
    assert!(control.contains("Ran on 1 day, shown by 2 items of evidence"), "a day is one run: {control}");
    let operation = "nature=detective&execution=manual&key=yes&systems=Okta%0APortal&limit=&evidence=access_review&valid-from=2026-11-20";
    let page = firm.page("piet-maas", "/controls/AC-1").await;
    assert!(page.contains("by its status; no step is recorded yet") && page.contains("First carried out"), "{page}");
    assert!(!page.contains(">Stands<"), "the stage and the days of its life are two things: {page}");
    firm.done("piet-maas", "/controls/AC-1/operation", operation).await;
    let plan = firm.page("olga-berg", "/evidence/plan").await;
    assert!(plan.contains("Kept for") && plan.contains("of 123"), "both frameworks have their whole: {plan}");
    assert!(plan.contains("Changes can be rolled back") && plan.contains("No control in use"), "three packs: {plan}");
    let control = firm.page("piet-maas", "/controls/AC-1").await;
    assert!(
        control.contains("Okta, Portal") && control.contains("Detective") && control.contains("Access review"),
        "{control}"
    );
    let typed = "nature=detective&systems=Kept&valid-from=tomorrow";
    firm.refused("piet-maas", "/controls/AC-1/operation", typed, &["no date", "Kept"]).await;
    firm.refused("piet-maas", "/controls/AC-1/life", "step=designed&on=2026-11-02", &["wording"]).await;
    firm.forbidden("olga-berg", "/controls/AC-1/operation", operation).await;
}

/// Measured by hand, with the figure on the terminal: `cargo test --release -- --ignored ten_thousand --nocapture`.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "writes 10,000 items; a measurement"]
async fn ten_thousand_items_are_listed_in_time() {
    let firm = Firm::new();
    let who = firm.doors.app.demo_actor("piet-maas");
    for n in 10..50 {
        let id = format!("MC-{n}");
        let control = domain::values::Control { id, name: format!("Measured {n}"), ..Default::default() };
        firm.doors.app.change("firm", &who, None, Command::AddControl { control }).unwrap();
    }
    for n in 0..10_000 {
        let typed = whole(&[("title", "One of many")]);
        let typed = typed.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let mut new = super::meant::new(&typed, jiff::civil::date(2026, 11, 21)).unwrap();
        new.controls = [(format!("MC-{}", 10 + n % 40), new.evidence.period.until)].into();
        firm.doors.app.add_evidence("firm", &who, None, new).unwrap();
    }
    let mut took: Vec<u128> = Vec::new();
    for n in 0..300 {
        // Another page each time, so that none is answered from memory.
        let path = format!("/evidence?from={}&search=many&n={n}", n * 30);
        let begun = tokio::time::Instant::now();
        assert!(firm.page("piet-maas", &path).await.contains("10000"));
        took.push(begun.elapsed().as_micros());
    }
    took.sort_unstable();
    eprintln!("10,000 items: p50 {} us, p99 {} us", took[150], took[297]);
}
