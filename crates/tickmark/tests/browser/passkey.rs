//! A passkey in a real browser: Chromium with a virtual authenticator, against a real installation.

use crate::chromium::{Ends, browser, start};
use serde_json::json;
use std::process::Command;
use thirtyfour::prelude::*;

const ADDRESS: &str = "mira@acme.example";
const PASSWORD: &str = "quiet harbour lantern 9";

/// A server on a free port over a new folder, and the link of its first account.
fn served(folder: &std::path::Path) -> (Ends, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.arg("serve").arg("--data").arg(folder).args(["--port", "0"]);
    start(&mut command, |line| line.contains("/begin#").then(|| line.trim().to_owned())).expect("the server starts")
}

/// A browser with a device that always finds its owner; `None` where there is no Chromium and none is demanded.
async fn with_device(folder: &std::path::Path) -> Option<(Ends, WebDriver)> {
    let (driver, page) = browser(1440, folder).await?;
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
    let Some((_driver, page)) = with_device(folder.path()).await else {
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
