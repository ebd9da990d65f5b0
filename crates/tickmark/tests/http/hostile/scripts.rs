//! In a real browser: every page that shows what was typed, with the policy and without it.

use super::assurance;
use super::cast::Cast;
use super::expected::What;
use super::payloads;
use super::routes::PAGES;
use app::{Failure, Visitor};
use axum::http::header;
use axum::response::Html;
use axum::routing::get;
use domain::command::Command as Change;
use domain::values::staff::AccessKind;
use domain::values::{AccessRequest, Control, Position, Status};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
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

#[expect(clippy::disallowed_methods, reason = "only a test asks whether it runs where nothing may be left out")]
fn nothing_may_be_missing() -> bool {
    std::env::var("CI").is_ok_and(|v| v == "true")
}

/// A browser; `None` where there is no Chromium and none is demanded.
async fn browser(folder: &std::path::Path) -> Option<(Ends, WebDriver)> {
    let spawned = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let Ok(child) = spawned else {
        assert!(!nothing_may_be_missing(), "chromedriver is missing: apt-get install chromium chromium-driver");
        eprintln!("not run: chromedriver is missing (apt-get install chromium chromium-driver)");
        return None;
    };
    let mut child = Ends(child);
    let mut lines = BufReader::new(child.0.stdout.take()?).lines().map_while(Result::ok);
    let port = lines.find_map(|line| Some(line.split("successfully on port ").nth(1)?.trim_matches('.').to_owned()))?;
    // What it prints later is read away, so that it never waits for a reader.
    std::thread::spawn(move || lines.for_each(drop));
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
        caps.add_arg(flag).unwrap();
    }
    Some((child, WebDriver::new(format!("http://127.0.0.1:{port}"), caps).await.unwrap()))
}

/// Every payload into the texts of controls, and as many as fit into everything else; answers how many were taken.
fn planted(cast: &Cast) -> usize {
    let app = &cast.doors.app;
    let founder = app.local_operator("cli").unwrap();
    let payloads = payloads::all();
    let mut next = payloads.iter().cycle().cloned();
    let mut one = || next.next().unwrap();
    let mut taken = 0;
    let mut does = |change: Change| match app.change("alpha", &founder, None, change) {
        Ok(_) => taken += 1,
        Err(Failure::Refused(_)) => {}
        Err(fault) => panic!("{fault:?}"),
    };
    for i in 0..payloads.len().div_ceil(5) {
        let control = Control {
            id: format!("XSS-{i}"),
            name: one(),
            activity: one(),
            owner: one(),
            kind: one(),
            policy: one(),
            status: Status::Planned,
            frequency: None,
            links: BTreeMap::new(),
        };
        does(Change::AddControl { control });
    }
    for i in 0..20 {
        let position = Position { title: one(), duties: one(), reports_to: String::new() };
        does(Change::SetPosition { id: format!("position-{i}"), position });
        let request = AccessRequest {
            person: "demo-dora-member".to_owned(),
            system: one(),
            level: one(),
            kind: AccessKind::Grant,
            reason: one(),
        };
        does(Change::AskAccess { request });
        does(Change::SuspendMember { person: "demo-dora-member".to_owned(), reason: one() });
        does(Change::ResumeMember { person: "demo-dora-member".to_owned() });
        does(Change::RetireControl { id: format!("XSS-{}", 100 + i), reason: one() });
        let visitor = Visitor { address: "192.0.2.9".to_owned(), agent: one(), device: None };
        app.enter_demonstration(Some("demo-paul-programme"), &visitor).unwrap();
        assurance::plant(cast, &mut one, &mut does);
    }
    taken
}

/// Opens every page; answers what ran.
async fn opened(cast: &Cast, policy: bool) -> Option<Vec<String>> {
    // A page that does it wrong, so that the test can fail.
    let wrong = || async { Html("<h1>wrong</h1><img src=x onerror=__ran=1>") };
    let mut router = cast.router.clone().route("/wrong", get(wrong));
    if !policy {
        let bare = |mut response: axum::response::Response| async move {
            response.headers_mut().remove(header::CONTENT_SECURITY_POLICY);
            response
        };
        router = router.layer(axum::middleware::map_response(bare));
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://127.0.0.1:{}", listener.local_addr().unwrap().port());
    let server = tokio::spawn(async move { axum::serve(listener, router).await });
    let folder = tempfile::tempdir().unwrap();
    let (_driver, page) = browser(folder.path()).await?;
    page.goto(format!("{base}/sign-in")).await.unwrap();
    let (name, secret) = cast.cookies["paul-programme"].split_once('=').unwrap();
    page.add_cookie(Cookie::new(name, secret)).await.unwrap();
    let inside = |what: &What| !matches!(what, What::Open | What::Elsewhere);
    let shown = PAGES.iter().filter(|(method, path, what, _)| {
        // A file to keep is no page.
        *method == "GET" && inside(what) && !path.contains('.') && !path.ends_with("checkpoint")
    });
    let mut paths: Vec<String> = shown.map(|(_, path, ..)| cast.path(path)).collect();
    for id in ["XSS-0", "XSS-50", "XSS-101"] {
        paths.extend(["", "/revision", "/history"].map(|rest| format!("/o/alpha/controls/{id}{rest}")));
    }
    let (mut ran, mut seen) = (Vec::new(), 0);
    for path in paths {
        if let Err(dialog) = page.goto(format!("{base}{path}")).await {
            ran.push(format!("{path}: {dialog}"));
            continue;
        }
        let asked = "return [typeof window.__ran, document.documentElement.innerText.includes('__ran')];";
        match page.execute(asked, vec![]).await {
            Ok(said) => {
                seen += usize::from(said.json()[1] == true);
                if said.json()[0] != "undefined" {
                    ran.push(path);
                }
            }
            Err(dialog) => ran.push(format!("{path}: {dialog}")),
        }
    }
    page.goto(format!("{base}/wrong")).await.unwrap();
    let noticed = page.execute("return typeof window.__ran;", vec![]).await.unwrap();
    // This page has no policy of its own in either case.
    assert_eq!(noticed.json(), "number", "a script that runs is noticed");
    assert!(seen >= 20, "only {seen} pages show what was typed");
    page.quit().await.unwrap();
    server.abort();
    Some(ran)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_script_that_somebody_typed_runs_with_the_policy_or_without() {
    let cast = Cast::gathered();
    assert!(payloads::all().len() >= 500, "{}", payloads::all().len());
    let taken = planted(&cast);
    assert!(taken > 250, "only {taken} texts were taken");
    for policy in [false, true] {
        let Some(ran) = opened(&cast, policy).await else { return };
        assert!(ran.is_empty(), "with the policy: {policy}; something ran:\n{}", ran.join("\n"));
    }
}
