//! Tokens: issued once with a secret that is shown once, never further than the asker may go, and revoked at once.

use crate::web::people::tests::{Firm, MINUTE};
use axum::http::StatusCode;
use domain::command::Command;

const SCRIPT: &str = "kind=api&name=Board+figures&until=2027-01-31&action=read_programme&action=read_control";

fn secret(page: &str) -> String {
    let at = page.find("tkm_").expect("a secret");
    page[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
}

fn id_of(page: &str) -> String {
    let (_, rest) = page.split_once("/tokens/token-").expect("a token that can be revoked");
    format!("token-{}", rest.split('/').next().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_is_shown_once_opens_the_api_and_ends_when_it_is_revoked() {
    let firm = Firm::new();
    let said = firm.post("", "/tokens", SCRIPT).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text);
    let secret = secret(&said.text);
    assert!(secret.starts_with("tkm_a") && said.text.contains("http://localhost:4242/api/v1/me"), "{}", said.text);
    assert!(firm.doors.app.who_by_token(&secret).unwrap().is_some_and(|who| who.is_token()));
    let list = firm.page("", "/tokens").await;
    assert!(list.contains("Board figures") && !list.contains(&secret), "{list}");
    firm.done("", &format!("/tokens/{}/revocation", id_of(&list)), "").await;
    assert!(firm.doors.app.who_by_token(&secret).unwrap().is_none());
    assert!(firm.page("", "/tokens").await.contains("Revoked"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_controls_of_a_collectors_token_can_be_searched() {
    let firm = Firm::new();
    let page = firm.page("", "/tokens/new?kind=collector").await;
    let boxes = page.split("data-picks").nth(1).expect("a list that the script gives a search");
    assert!(boxes.contains(r#"name="control""#), "{page}");
    assert!(include_str!("../../../assets/tickmark.js").contains("[data-picks]"), "the script of every page does it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_token_keeps_what_was_typed() {
    let firm = Firm::new();
    let forms = [
        ("kind=api&name=&until=2027-01-31&action=read_programme", "The name of the token is empty."),
        ("kind=api&name=Kept+words&until=2027-01-31", "The list of actions is empty."),
        ("kind=api&name=Kept+words&until=2029-01-31&action=read_programme", "at most 365 days"),
        ("kind=api&name=Kept+words&until=soon&action=read_programme", "is no date"),
        ("kind=collector&name=Kept+words&until=2027-01-31", "The list of controls is empty."),
    ];
    for (form, sentence) in forms {
        let kept = if form.contains("Kept") { "Kept words" } else { "2027-01-31" };
        firm.refused("", "/tokens", form, &[sentence, kept]).await;
    }
    let again = firm.post("", "/tokens", "kind=api&name=&until=2027-01-31&action=read_programme").await;
    assert!(again.text.contains(r#"value="read_programme" checked"#), "{}", again.text);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_not_issue_is_told_whom_to_ask_and_offered_nothing() {
    let firm = Firm::new();
    let page = firm.page("dora-lund", "/tokens").await;
    assert!(
        !page.contains("/tokens/new") && page.contains("Ask Olga Berg, Piet Maas or Local operator"),
        "{}",
        page.split("<main").last().unwrap_or_default()
    );
    firm.forbidden("dora-lund", "/tokens", SCRIPT).await;
    firm.not_offered("dora-lund", "/tokens/new", "Ask Olga Berg, Piet Maas or Local operator").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sees_no_doors_sees_own_tokens_only() {
    let firm = Firm::new();
    let assign = Command::AssignControl { id: "AC-1".to_owned(), person: Some("demo-carl-diaz".to_owned()) };
    firm.doors.app.change("firm", &firm.founder(), None, assign).unwrap();
    firm.post("", "/tokens", SCRIPT).await;
    let form = firm.page("carl-diaz", "/tokens/new?kind=collector").await;
    assert!(form.contains(r#"value="AC-1""#) && !form.contains(r#"value="AC-2""#), "{form}");
    let said = firm.post("carl-diaz", "/tokens", "kind=collector&name=Scanner&until=2027-01-31&control=AC-1").await;
    assert!(secret(&said.text).starts_with("tkm_c"), "{}", said.text);
    let own = firm.page("carl-diaz", "/tokens").await;
    assert!(own.contains("Scanner") && !own.contains("Board figures"), "{own}");
    let all = firm.page("olga-berg", "/tokens").await;
    assert!(all.contains("Scanner") && all.contains("Board figures"), "{all}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_is_issued_on_a_fresh_proof_only() {
    let firm = Firm::new();
    let cookie = firm.browser("");
    firm.clock.set(firm.clock.now_us() + 6 * MINUTE);
    let before = firm.entries();
    let said = firm.post_in(&cookie, "/tokens", SCRIPT).await;
    assert!(!said.text.contains("tkm_a"), "{}", said.text);
    assert_eq!(firm.entries(), before);
    assert!(!firm.page("", "/tokens?as-of=2026-11-20").await.contains("method=\"post\" action=\"/o/"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_token_may_do_is_said_of_no_object_in_particular() {
    let form = Firm::new().page("", "/tokens/new").await;
    for right in ["Read a control", "Read an engagement", "Read evidence"] {
        assert!(form.contains(right), "{right}: {form}");
    }
    assert!(!form.contains("Read a evidence") && !form.contains("Read a engagement"), "{form}");
}
