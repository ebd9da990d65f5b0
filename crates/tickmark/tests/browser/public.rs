//! The pages that need no account, in a real browser: the public statement, which framework first, the scorecard, the door to
//! documents. Wide and narrow, light and dark, with nothing that the policy would refuse.

use crate::chromium::{Ends, browser, start};
use std::process::Command;
use thirtyfour::prelude::*;

fn demo() -> (Ends, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.args(["demo", "--no-browser", "--port", "0"]);
    start(&mut command, |line| Some(line.trim().strip_prefix("Address")?.trim().to_owned())).expect("the demo starts")
}

async fn overflow(page: &WebDriver) -> i64 {
    let script = "return document.documentElement.scrollWidth - document.documentElement.clientWidth;";
    page.execute(script, vec![]).await.expect("a measure").json().as_i64().expect("a number")
}

async fn heading(page: &WebDriver) -> String {
    page.find(By::Css("main h1")).await.expect("a heading").text().await.expect("text")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_without_an_account_fit_a_narrow_screen() {
    let (_demo, address) = demo();
    let base = address.split("/demo").next().expect("an address").to_owned();
    for width in [1440, 390] {
        let folder = tempfile::tempdir().expect("a folder");
        let Some((_driver, page)) = browser(width, folder.path()).await else {
            return;
        };
        page.goto(&address).await.expect("the door");
        page.find(By::Css(".frame main h1")).await.expect("the overview");
        page.goto(format!("{base}/o/fathom/public-statement")).await.expect("the page that sets it");
        assert!(overflow(&page).await <= 1, "the page that sets it overflows at {width}");
        let turn_on = "const on = document.querySelector('input[name=on][value=yes]'); on.checked = true; \
             document.querySelectorAll('input[name=documents]').forEach(box => { box.checked = true; }); \
             on.form.submit();";
        page.execute(turn_on, vec![]).await.expect("a form");
        page.find(By::Css("main h1")).await.expect("the page again");
        for (path, dark) in [("statement-of/fathom", false), ("statement-of/fathom", true), ("shared", false)] {
            page.goto(format!("{base}/{path}")).await.expect("a page");
            if dark {
                let dark = "document.documentElement.dataset.theme = 'dark'; \
                    return getComputedStyle(document.body).backgroundColor;";
                page.execute(dark, vec![]).await.expect("a colour");
            }
            assert!(!heading(&page).await.is_empty() && overflow(&page).await <= 1, "/{path} at {width}");
        }
        for path in ["scorecard", "which-first", "which-first?sent=yes&markets=europe&asked=iso&engineers=30"] {
            page.goto(format!("{base}/{path}")).await.expect("a page");
            assert!(!heading(&page).await.is_empty() && overflow(&page).await <= 1, "/{path} at {width}");
        }
        // The first page of a paper is drawn, so that the policy lets the picture stand.
        page.goto(format!("{base}/o/fathom/papers/board/first-page")).await.expect("a page");
        let picture = "const p = document.querySelector('.first-page img'); return p.complete && p.naturalWidth > 100;";
        let drawn = page.execute(picture, vec![]).await.expect("a measure");
        assert!(drawn.json().as_bool() == Some(true) && overflow(&page).await <= 1, "at {width}");
        page.quit().await.expect("the browser ends");
    }
}
