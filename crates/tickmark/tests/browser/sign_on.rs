//! Single sign-on as a person meets it: the program itself, a real provider (npm's `oidc-provider`), a real browser.

#[path = "../../../identity/tests/oidc/real_provider.rs"]
mod real_provider;

use crate::chromium::{Ends, browser, start};
use app::{App, Clock, Config};
use domain::values::{Profile, Role, SignOn};
use real_provider::RealProvider;
use std::path::Path;
use std::process::Command;
use thirtyfour::prelude::*;

const SECRET: &str = "a secret: with % and +";
const ACCOUNTS: &str = r#"[
    {"sub":"ada","email":"ada@example.org","email_verified":true,"name":"Ada Lovelace"},
    {"sub":"eve","email":"ada@example.org","email_verified":false,"name":"Eve"}
]"#;

/// A server over an organisation that signs in at a provider; both end with the test.
struct House {
    base: String,
    provider: RealProvider,
    _server: Ends,
    _folder: tempfile::TempDir,
}

impl House {
    /// `None` where there is no Node and none is demanded.
    fn new() -> Option<House> {
        // The provider must know our address before we start, and we its own: a port that was free a moment ago will do.
        let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        let base = format!("http://localhost:{port}");
        let provider = RealProvider::start(&[
            "--redirect-uri",
            &format!("{base}/sign-on/acme/callback"),
            "--backchannel-logout-uri",
            &format!("http://127.0.0.1:{port}/sign-on/acme/logout"),
            "--client-secret",
            SECRET,
            "--accounts",
            ACCOUNTS,
        ])?;
        let internal = provider.issuer.trim_start_matches("http://").to_owned();
        let folder = tempfile::tempdir().expect("a folder");
        begin(folder.path(), &provider.issuer, &internal);
        let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
        command.args(["serve", "--port", &port.to_string(), "--allow-internal", &internal, "--data"]);
        command.arg(folder.path());
        let answers = |line: &str| line.starts_with("Tickmark answers").then(String::new);
        let (server, _) = start(&mut command, answers).expect("the server starts");
        Some(House { base, provider, _server: server, _folder: folder })
    }
}

/// An organisation with single sign-on, and one person who is invited to it.
fn begin(folder: &Path, issuer: &str, internal: &str) {
    let config = Config { internal: vec![internal.to_owned()], ..Config::folder(folder) };
    let app = App::open(&config, Clock::system()).expect("an installation");
    let owner = app.local_operator("cli").expect("the operator");
    let documents = app::library::documents(app::library::STARTING);
    app.create("acme", &owner, "Acme Cloud", documents, Profile::default()).expect("an organisation");
    let roles = [Role::ProgrammeManager].into();
    app.invite("acme", &owner, None, "Ada Lovelace", "ada@example.org", roles).expect("an invitation");
    let sign_on = SignOn {
        issuer: issuer.to_owned(),
        client_id: "tickmark".to_owned(),
        enforced: false,
        break_glass: None,
        link_by_email: true,
    };
    app.set_sign_on("acme", &owner, None, Some(sign_on), Some(SECRET)).expect("single sign-on");
    let found = app.test_sign_on("acme", &owner).expect("the provider answers");
    assert!(found.contains("it tells us when somebody signs out there"), "{found}");
}

async fn text(page: &WebDriver, css: &str) -> String {
    page.find(By::Css(css)).await.expect(css).text().await.expect("text")
}

async fn path(page: &WebDriver) -> String {
    page.current_url().await.expect("an address").path().to_owned()
}

/// Waits until the browser has come so far.
async fn arrives(page: &WebDriver, at: &str) {
    for _ in 0..600 {
        if path(page).await == at {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the browser is at {}, not at {at}", path(page).await);
}

/// From our sign-in page to the provider's, and back as this account.
async fn sign_in(page: &WebDriver, house: &House, account: &str) {
    page.goto(format!("{}/sign-on?to=/o/acme/scope", house.base)).await.expect("our page");
    let field = page.find(By::Name("organisation")).await.expect("the organisation");
    field.clear().await.expect("an empty field");
    field.send_keys("acme").await.expect("its short name");
    page.find(By::XPath("//button[contains(., 'Use single sign-on')]"))
        .await
        .expect("a button")
        .click()
        .await
        .expect("on");
    let account_field = page.find(By::Name("account")).await.expect("the provider's page, without a click");
    assert!(page.current_url().await.expect("an address").as_str().starts_with(&house.provider.issuer));
    account_field.send_keys(account).await.expect("an account");
    page.find(By::Css("form button")).await.expect("a button").click().await.expect("signed in there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_signs_in_at_the_provider_and_is_out_here_as_soon_as_they_are_out_there() {
    let Some(house) = House::new() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let Some((_driver, page)) = browser(1440, folder.path()).await else { return };

    sign_in(&page, &house, "ada").await;
    page.find(By::Css(".frame main h1")).await.expect("a page of the organisation");
    assert_eq!(path(&page).await, "/o/acme/scope", "where the way led before the sign-in");
    let session = page.get_named_cookie("tickmark-session").await.expect("a session");
    assert_eq!(session.http_only, Some(true));
    assert!(page.get_named_cookie("tickmark-sign-on").await.is_err(), "the cookie of the way is gone");
    assert!(!page.source().await.expect("a page").contains("eyJ"), "no token stands in a page");

    // Back to the callback: the state was used.
    page.goto(format!("{}/sign-on/acme/callback?code=c&state=guess", house.base)).await.expect("a page");
    assert_eq!(text(&page, "h1").await, "You are not signed in");
    page.goto(format!("{}/o/acme/scope", house.base)).await.expect("a page");
    assert_eq!(path(&page).await, "/o/acme/scope", "a stranger's callback ends no session");

    // Out at the provider, which tells us before it answers.
    page.goto(format!("{}/session/end?client_id=tickmark", house.provider.issuer)).await.expect("the provider's page");
    page.find(By::Css("button[name=logout]")).await.expect("a button").click().await.expect("signed out there");
    arrives(&page, "/session/end/success").await;
    page.goto(format!("{}/o/acme/scope", house.base)).await.expect("a page");
    assert_eq!(path(&page).await, "/sign-in", "the session here is over as well");

    page.quit().await.expect("the browser ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_the_provider_has_not_verified_opens_nothing() {
    let Some(house) = House::new() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let Some((_driver, page)) = browser(1440, folder.path()).await else { return };

    sign_in(&page, &house, "eve").await;
    page.find(By::XPath("//h1[contains(., 'You are not signed in')]")).await.expect("a calm page");
    let said = text(&page, "main").await;
    assert!(said.contains("The provider knows you, and nobody here is linked to you."), "{said}");
    assert!(said.contains("has not verified your address"), "{said}");
    page.goto(format!("{}/o/acme/scope", house.base)).await.expect("a page");
    assert_eq!(path(&page).await, "/sign-in");

    // The provider knows the browser and asks nothing; we refuse as before.
    sign_in_again(&page, &house).await;
    page.quit().await.expect("the browser ends");
}

/// The provider still knows the browser, and sends it straight back.
async fn sign_in_again(page: &WebDriver, house: &House) {
    page.goto(format!("{}/sign-on", house.base)).await.expect("our page");
    let known = page.find(By::Name("organisation")).await.expect("the organisation");
    assert_eq!(known.value().await.expect("a value").as_deref(), Some("acme"), "the browser is known again");
    page.find(By::XPath("//button[contains(., 'Use single sign-on')]"))
        .await
        .expect("a button")
        .click()
        .await
        .expect("on");
    page.find(By::XPath("//h1[contains(., 'You are not signed in')]")).await.expect("refused again");
}
