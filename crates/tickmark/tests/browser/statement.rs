//! The editor of the Statement of Applicability with the keyboard alone: along its rows, a decision by a letter, words, and on.

use crate::chromium::{Ends, browser, start};
use std::process::Command;
use thirtyfour::prelude::*;

fn demo() -> (Ends, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.args(["demo", "--no-browser", "--port", "0"]);
    start(&mut command, |line| Some(line.trim().strip_prefix("Address")?.trim().to_owned())).expect("the demo starts")
}

/// The arrow key, as a driver says them.
const DOWN: &str = "\u{e015}";
/// The other one.
const UP: &str = "\u{e013}";

async fn press(page: &WebDriver, keys: &str) {
    page.action_chain().send_keys(keys).perform().await.expect("keys");
}

/// What a script says.
async fn said(page: &WebDriver, script: &str) -> serde_json::Value {
    page.execute(script, vec![]).await.expect("a script").json().clone()
}

/// The row on which the keys act.
async fn here(page: &WebDriver) -> String {
    let script = "return document.querySelector('tr.here')?.id ?? '';";
    said(page, script).await.as_str().unwrap_or_default().to_owned()
}

/// The page of an entry, once it is there.
async fn entry(page: &WebDriver, control: &str) {
    let heading = By::XPath(format!("//main//h1[starts-with(., '{control} ')]"));
    page.find(heading).await.unwrap_or_else(|_| panic!("the page of {control}"));
}

/// Looks through the eyes of who writes the statement.
async fn entered(page: &WebDriver, address: &str) -> String {
    page.goto(address).await.expect("the door opens by the address alone");
    page.find(By::Css(".frame main h1")).await.expect("the overview");
    let base = address.split("/demo").next().expect("an address").to_owned();
    let script = "const done = arguments[arguments.length - 1]; fetch('/demo/as', { method: 'POST', body: new \
        URLSearchParams({ person: 'demo-noor-haddad' }) }).then((a) => done(a.status));";
    let status = page.execute_async(script, vec![]).await.expect("an answer");
    assert_eq!(status.json().as_u64(), Some(200));
    base
}

#[tokio::test(flavor = "multi_thread")]
async fn the_statement_is_edited_with_the_keyboard_alone() {
    let (_demo, address) = demo();
    let folder = tempfile::tempdir().expect("a folder");
    let Some((_driver, page)) = browser(1440, folder.path()).await else {
        return;
    };
    let base = entered(&page, &address).await;
    page.goto(format!("{base}/o/fathom/statement")).await.expect("the statement");
    page.find(By::Css("form[data-decide] tbody tr")).await.expect("its rows, to be decided");
    let mut went = Vec::new();
    for keys in ["j", DOWN, DOWN, UP, "k", "j"] {
        press(&page, keys).await;
        went.push(here(&page).await);
    }
    assert_eq!(went, ["A.5.1", "A.5.2", "A.5.3", "A.5.2", "A.5.1", "A.5.2"], "j, down, down, up, k, j");
    press(&page, "x").await;
    let ticked = "return [...document.querySelectorAll('[data-decide] input:checked')].map((box) => box.value);";
    assert_eq!(said(&page, ticked).await, serde_json::json!(["A.5.2"]));
    press(&page, "x").await;
    assert_eq!(said(&page, ticked).await, serde_json::json!([]), "the same key lets go of it");

    press(&page, "e").await;
    entry(&page, "A.5.2").await;
    let form = "const f = document.querySelector('[data-entry] form'); return [f.elements.decision.value, document.activeElement.name];";
    assert_eq!(said(&page, form).await, serde_json::json!(["excluded", "exclusion"]), "the words come next");
    let why = "Roles are those of the parent company, and nobody here has one of them";
    press(&page, why).await;
    let enter = page.action_chain().key_down(Key::Control).send_keys(Key::Enter).key_up(Key::Control);
    enter.perform().await.expect("Ctrl Enter saves and goes on");
    entry(&page, "A.5.3").await;
    assert_eq!(said(&page, form).await[1], "decision", "the cursor stands where the next form begins");

    page.goto(format!("{base}/o/fathom/statement#A.5.2")).await.expect("the statement");
    page.find(By::Css("tr.here")).await.expect("the row that the address names");
    let row = said(&page, "return document.querySelector('tr.here').textContent;").await;
    assert!(row.as_str().is_some_and(|row| row.contains("Excluded") && row.contains(why)), "{row}");
    press(&page, "a").await;
    entry(&page, "A.5.2").await;
    assert_eq!(said(&page, form).await, serde_json::json!(["applicable", "reason"]), "a reason comes next");
    page.quit().await.expect("the browser ends");
}
