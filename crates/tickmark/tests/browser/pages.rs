//! The pages in a real browser: Chromium, driven through its WebDriver, against the demo organisation.

use crate::chromium::{Ends, browser, start};
use std::process::Command;
use thirtyfour::prelude::*;

fn demo() -> (Ends, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.args(["demo", "--no-browser", "--port", "0"]);
    start(&mut command, |line| Some(line.trim().strip_prefix("Address")?.trim().to_owned())).expect("the demo starts")
}

/// The pages that the navigation leads to.
const PAGES: [&str; 14] = [
    "",
    "coverage",
    "gap",
    "what-if",
    "controls",
    "import",
    "assessments",
    "inheritance",
    "frameworks",
    "crosswalks",
    "suggestions",
    "claims",
    "history",
    "scope",
];

async fn heading(page: &WebDriver) -> String {
    page.find(By::Css("main h1")).await.expect("a heading").text().await.expect("text")
}

#[tokio::test(flavor = "multi_thread")]
async fn r32_every_page_opens_and_no_page_overflows_or_breaks_the_policy() {
    let (_demo, address) = demo();
    for width in [1440, 390] {
        let folder = tempfile::tempdir().expect("a folder");
        let Some((_driver, page)) = browser(width, folder.path()).await else {
            return;
        };
        page.goto(&address).await.expect("the door opens by the address alone");
        page.find(By::Css(".frame main h1")).await.expect("the overview");
        let base = address.split("/demo").next().expect("an address");
        for path in PAGES {
            page.goto(format!("{base}/o/fathom/{path}")).await.expect("a page");
            assert!(!heading(&page).await.is_empty(), "/{path}");
            let wide = page
                .execute("return document.documentElement.scrollWidth - document.documentElement.clientWidth;", vec![])
                .await
                .expect("a measure");
            assert!(wide.json().as_i64().is_some_and(|w| w <= 1), "/{path} overflows at {width}: {:?}", wide.json());
            let broken = page.find_all(By::Css("main h1, main [class]")).await.expect("elements").len();
            assert!(broken > 1, "/{path} is empty");
        }
        page.quit().await.expect("the browser ends");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn r14_a_cell_of_the_map_leads_to_its_explanation() {
    let (_demo, address) = demo();
    let folder = tempfile::tempdir().expect("a folder");
    let Some((_driver, page)) = browser(1440, folder.path()).await else {
        return;
    };
    page.goto(&address).await.expect("the door");
    page.find(By::Css(".frame main h1")).await.expect("the overview");
    let base = address.split("/demo").next().expect("an address");
    page.goto(format!("{base}/o/fathom/coverage")).await.expect("coverage");
    let cells = page.find_all(By::Css("a.cell")).await.expect("cells");
    assert_eq!(cells.len(), 93, "one cell for each control of Annex A");
    cells[6].click().await.expect("a click");
    // The next page is waited for: its heading is looked for until it is there.
    let next = page.find(By::XPath("//main//h1[contains(., 'Threat intelligence')]")).await;
    assert!(next.is_ok(), "the seventh cell leads to A.5.7, not to {}", heading(&page).await);
    page.quit().await.expect("the browser ends");
}
