//! A browser of its own for one test: Chromium, driven through its WebDriver.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use thirtyfour::prelude::*;

/// A child process that ends with the test.
pub(crate) struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts a program and waits for the line that `found` takes its answer from.
pub(crate) fn start(command: &mut Command, found: impl Fn(&str) -> Option<String>) -> Option<(Ends, String)> {
    let mut child = Ends(command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?);
    let output = child.0.stdout.take()?;
    let mut lines = BufReader::new(output).lines();
    let answer = lines.by_ref().map_while(Result::ok).find_map(|line| found(&line))?;
    // What it prints later is read away, so that it never waits for a reader.
    std::thread::spawn(move || lines.for_each(drop));
    Some((child, answer))
}

#[expect(clippy::disallowed_methods, reason = "only a test asks whether it runs where nothing may be left out")]
fn nothing_may_be_missing() -> bool {
    std::env::var("CI").is_ok_and(|v| v == "true")
}

/// A driver on a free port, and a browser with nothing in it; `None` where there is no Chromium and none is demanded.
pub(crate) async fn browser(width: u32, folder: &std::path::Path) -> Option<(Ends, WebDriver)> {
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
        &size,
        // The provider's own pages ask for a font from elsewhere: nothing of a test leaves this machine.
        "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
        &profile,
    ] {
        caps.add_arg(flag).expect("a flag");
    }
    let session = WebDriver::new(format!("http://127.0.0.1:{port}"), caps).await.expect("a browser session");
    session.set_implicit_wait_timeout(Duration::from_secs(10)).await.expect("a time-out");
    Some((driver, session))
}
