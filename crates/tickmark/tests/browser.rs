//! The pages in a real browser: Chromium, driven through its WebDriver, against the demo organisation.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use thirtyfour::prelude::*;

/// A child process that ends with the test.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a program and waits for the line that `found` takes its answer from.
fn start(command: &mut Command, found: impl Fn(&str) -> Option<String>) -> Option<(Ends, String)> {
    let mut child = Ends(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?);
    let output = child.0.stdout.take()?;
    let mut lines = BufReader::new(output).lines();
    let answer = lines.by_ref().map_while(Result::ok).find_map(|line| found(&line))?;
    // What it prints later is read away, so that it never waits for a reader.
    std::thread::spawn(move || lines.for_each(drop));
    Some((child, answer))
}

fn demo() -> (Ends, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.args(["demo", "--no-browser", "--port", "0"]);
    start(&mut command, |line| Some(line.trim().strip_prefix("Address")?.trim().to_owned())).expect("the demo starts")
}

#[expect(clippy::disallowed_methods, reason = "only a test asks whether it runs where nothing may be left out")]
fn nothing_may_be_missing() -> bool {
    std::env::var("CI").is_ok_and(|v| v == "true")
}

/// A driver on a free port, and a browser of its own; `None` where there is no Chromium and none is demanded.
async fn browser(width: u32, folder: &std::path::Path) -> Option<(Ends, WebDriver)> {
    let mut command = Command::new("chromedriver");
    command.arg("--port=0");
    let port = |line: &str| Some(line.split("successfully on port ").nth(1)?.trim_end_matches('.').trim().to_owned());
    let Some((driver, port)) = start(&mut command, port) else {
        assert!(!nothing_may_be_missing(), "chromedriver is missing: apt-get install chromium chromium-driver");
        eprintln!("not run: chromedriver is missing (apt-get install chromium chromium-driver)");
        return None;
    };
    let mut caps = DesiredCapabilities::chrome();
    let profile = format!("--user-data-dir={}", folder.display());
    let size = format!("--window-size={width},1400");
    for flag in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        &profile,
        &size,
    ] {
        caps.add_arg(flag).expect("a flag");
    }
    let session = WebDriver::new(format!("http://127.0.0.1:{port}"), caps).await.expect("a browser session");
    session.set_implicit_wait_timeout(Duration::from_secs(5)).await.expect("a time-out");
    Some((driver, session))
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
