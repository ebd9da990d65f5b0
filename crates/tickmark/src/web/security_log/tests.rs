//! The security log: for owners, chosen by kind and person, page by page, and as files that run nothing.

use crate::web::people::tests::Firm;
use app::Visitor;
use axum::http::StatusCode;

fn visitor(agent: &str) -> Visitor {
    Visitor { address: "203.0.113.7".to_owned(), agent: agent.to_owned(), ..Visitor::default() }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn notes_are_shown_chosen_and_turned_page_by_page() {
    let firm = Firm::new();
    for _ in 0..60 {
        firm.doors.app.enter_demonstration(Some("demo-olga-berg"), &visitor("Firefox/140 Linux")).unwrap();
        firm.clock.set(firm.clock.now_us() + 1_000_000);
    }
    firm.forbidden("dora-lund", "/webhooks", "url=https%3A%2F%2F93.184.216.34&active=yes&all=yes").await;
    let page = firm.page("", "/security-log").await;
    assert!(page.contains("Signed in") && page.contains("203.0.113.7") && page.contains("Firefox, Linux"), "{page}");
    let (_, next) = page.split_once(r#"rel="next" href="/o/firm"#).expect("an older page");
    let next = next.split('"').next().unwrap().replace("&amp;", "&");
    let older = firm.page("", &next).await;
    assert!(older.contains("Newest") && older.contains("Olga Berg"), "{older}");
    let refused = firm.page("", "/security-log?what=refused").await;
    assert!(refused.contains("to set a webhook") && refused.contains("Dora Lund"), "{refused}");
    assert!(!refused.contains("<strong>Signed in</strong>"), "{refused}");
    let hers = firm.page("", "/security-log?person=demo-olga-berg&search=203.0.113").await;
    assert!(!hers.contains("to set a webhook") && hers.contains("203.0.113.7"));
    assert!(firm.page("", "/security-log?what=alarms").await.contains("Nothing fits"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_files_hold_every_note_and_no_formula() {
    let firm = Firm::new();
    let hostile = "=HYPERLINK(\"https://evil.example\",\"x\")\r\n@next";
    firm.doors.app.enter_demonstration(Some("demo-olga-berg"), &visitor(hostile)).unwrap();
    let csv = firm.get("", "/security-log.csv").await;
    assert!(csv.kind.starts_with("text/csv") && csv.text.contains("Olga Berg"), "{}", csv.text);
    assert!(
        csv.text.contains("HYPERLINK") && !csv.text.contains(",=HYPER") && !csv.text.contains(",\"=HYPER"),
        "{}",
        csv.text
    );
    let lines = firm.get("", "/security-log.jsonl").await;
    let notes: Vec<serde_json::Value> =
        lines.text.lines().map(|l| serde_json::from_str(l).expect("a line of JSON")).collect();
    assert!(notes.iter().any(|n| n["agent"] == hostile && n["person"] == "demo-olga-berg"), "{}", lines.text);
    let chosen = firm.get("", "/security-log.jsonl?what=refused").await;
    assert_eq!(chosen.text, "");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_but_an_owner_reads_it() {
    let firm = Firm::new();
    for person in ["piet-maas", "mina-sato", "carl-diaz", "dora-lund", "ivan-roth"] {
        for path in ["/security-log", "/security-log.csv", "/security-log.jsonl"] {
            assert_eq!(firm.get(person, path).await.status, StatusCode::FORBIDDEN, "{person} {path}");
        }
    }
    assert_eq!(firm.get("olga-berg", "/security-log").await.status, StatusCode::OK);
}
