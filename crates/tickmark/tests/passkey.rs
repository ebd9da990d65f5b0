//! A passkey in a real browser: Chromium with a virtual authenticator, against a real installation.

use serde_json::json;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use thirtyfour::prelude::*;

const ADDRESS: &str = "mira@acme.example";
const PASSWORD: &str = "quiet harbour lantern 9";

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

/// A server on a free port over a new folder, and the link of its first account.
fn served(folder: &std::path::Path) -> (Ends, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.arg("serve").arg("--data").arg(folder).args(["--port", "0"]);
    start(&mut command, |line| line.contains("/begin#").then(|| line.trim().to_owned())).expect("the server starts")
}

#[expect(clippy::disallowed_methods, reason = "only a test asks whether it runs where nothing may be left out")]
fn nothing_may_be_missing() -> bool {
    std::env::var("CI").is_ok_and(|v| v == "true")
}

/// A browser with a device that always finds its owner; `None` where there is no Chromium and none is demanded.
async fn browser(folder: &std::path::Path) -> Option<(Ends, WebDriver)> {
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
    for flag in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        &profile,
    ] {
        caps.add_arg(flag).expect("a flag");
    }
    let page = WebDriver::new(format!("http://127.0.0.1:{port}"), caps).await.expect("a browser session");
    page.set_implicit_wait_timeout(Duration::from_secs(10)).await.expect("a time-out");
    page.cdp().send_raw("WebAuthn.enable", json!({})).await.expect("virtual authenticators");
    let device = json!({ "options": {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": true,
        "hasUserVerification": true,
        "isUserVerified": true,
        "automaticPresenceSimulation": true,
    }});
    page.cdp().send_raw("WebAuthn.addVirtualAuthenticator", device).await.expect("a device");
    Some((driver, page))
}

async fn write(page: &WebDriver, name: &str, text: &str) {
    let field = page.find(By::Css(format!("main input[name={name}]:not([type=hidden])"))).await.expect("a field");
    field.send_keys(text).await.expect("keys");
}

async fn click(page: &WebDriver, css: &str) {
    page.find(By::Css(css)).await.unwrap_or_else(|e| panic!("{css}: {e}")).click().await.expect("a click");
}

async fn waits_for(page: &WebDriver, heading: &str) {
    let found = page.find(By::XPath(format!("//h1[contains(., '{heading}')]"))).await;
    assert!(found.is_ok(), "{heading}: {}", page.source().await.unwrap_or_default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passkey_is_set_up_signs_in_and_proves_again() {
    let (data, folder) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (_server, link) = served(data.path());
    let Some((_driver, page)) = browser(folder.path()).await else {
        return;
    };
    let base = link.split("/begin").next().expect("an address").to_owned();
    page.goto(&link).await.expect("the door");
    // The secret was handed over by script and has left the address.
    write(&page, "name", "Mira Holt").await;
    write(&page, "email", ADDRESS).await;
    write(&page, "password", PASSWORD).await;
    assert_eq!(page.current_url().await.expect("an address").fragment(), None);
    click(&page, "main button.primary").await;
    waits_for(&page, "Add a second factor").await;
    page.goto(format!("{base}/profile/passkeys/new")).await.expect("a page");
    write(&page, "name", "Office laptop").await;
    click(&page, "[data-passkey-start]").await;
    waits_for(&page, "The passkey is added").await;
    assert_eq!(page.find_all(By::Css(".codes li")).await.expect("recovery codes").len(), 10);

    page.goto(format!("{base}/confirm?to=/profile")).await.expect("a page");
    click(&page, "[data-passkey-start]").await;
    waits_for(&page, "Your profile").await;
    assert!(page.source().await.expect("a page").contains("last used"), "the passkey proved it");

    page.delete_all_cookies().await.expect("no cookies");
    page.goto(format!("{base}/sign-in?to=/profile")).await.expect("the door");
    write(&page, "email", "nobody@acme.example").await;
    click(&page, "[data-passkey-start]").await;
    let problem = page.find(By::Css("[data-passkey-error]:not([hidden])")).await.expect("a sentence");
    assert!(problem.text().await.expect("words").contains("Try again"), "a stranger's address opens nothing");
    page.goto(format!("{base}/sign-in?to=/profile")).await.expect("the door");
    write(&page, "email", ADDRESS).await;
    click(&page, "[data-passkey-start]").await;
    waits_for(&page, "Your profile").await;
    page.quit().await.expect("the browser ends");
}
