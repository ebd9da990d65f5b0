//! One full round of a request in a real browser: the auditor asks, the organisation answers, the auditor gives it back, the
//! organisation answers again, the auditor accepts; hostile words that do not run, the line under every page; and how often
//! one is reminded.

use crate::chromium::{Ends, browser, start};
use std::process::Command;
use thirtyfour::prelude::*;

/// Of the CPA firm, as the demonstration has her.
const AUDITOR: &str = "demo-caroline-mbeki";
/// Owner and programme manager.
const MANAGER: &str = "demo-noor-haddad";
const HOSTILE: &str = "<img src=x onerror=window.hostile=1> Who approved it?";

fn demo() -> (Ends, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.args(["demo", "--no-browser", "--port", "0"]);
    start(&mut command, |line| Some(line.trim().strip_prefix("Address")?.trim().to_owned())).expect("the demo starts")
}

/// A browser on the demonstration.
struct Tab {
    page: WebDriver,
    base: String,
}

impl Tab {
    async fn opened(page: WebDriver, address: &str) -> Tab {
        page.goto(address).await.expect("the door opens by the address alone");
        page.find(By::Css(".frame main h1")).await.expect("the first page");
        Tab { page, base: address.split("/demo").next().expect("an address").to_owned() }
    }

    /// Looks through the eyes of somebody, beginning where they begin.
    async fn become_(&self, person: &str) {
        let script = "const done = arguments[arguments.length - 1]; fetch('/demo/as', { method: 'POST', body: new \
            URLSearchParams({ person: arguments[0] }) }).then((a) => done(a.status));";
        self.page.goto(format!("{}/profile", self.base)).await.expect("a page of ours");
        let status = self.page.execute_async(script, vec![person.into()]).await.expect("an answer");
        assert_eq!(status.json().as_u64(), Some(200), "through the eyes of {person}");
    }

    async fn go(&self, path: &str) {
        self.page.goto(format!("{}{path}", self.base)).await.expect("a page");
        self.page.find(By::Css(".frame main h1")).await.expect("its heading");
    }

    async fn path(&self) -> String {
        self.page.current_url().await.expect("an address").path().to_owned()
    }

    /// Writes into a field of the form that is posted to an address with this end.
    async fn write(&self, end: &str, field: &str, value: &str) {
        let script = "const form = document.querySelector(`form[action$='${arguments[0]}']`); for (let part = form; part; part = \
            part.parentElement) if (part.tagName === 'DETAILS') part.open = true; form.elements[arguments[1]].value = arguments[2];";
        self.page.execute(script, vec![end.into(), field.into(), value.into()]).await.expect(field);
    }

    /// Presses the button of that form, and waits for the page that says what was done.
    async fn send(&self, end: &str, done: &str) {
        let button = self.page.find(By::Css(format!("form[action$='{end}'] button[type=submit]"))).await.expect(end);
        button.click().await.expect("a click");
        // It fades in and out, so that what is seen of it depends on the moment; its words do not.
        let flash = self.page.find(By::Css("[data-flash]")).await.expect("what was done");
        let said = flash.prop("textContent").await.expect("its words").unwrap_or_default();
        assert!(said.contains(done), "{end}: {said}");
    }

    /// Gives an answer back as a person does: opens the fold, writes why, presses the button.
    async fn give_back(&self, why: &str) {
        let fold = "//details[.//form[contains(@action, '/return')]]/summary";
        self.page.find(By::XPath(fold)).await.expect("the way back").click().await.expect("it opens");
        let reason = self.page.find(By::Css("textarea[name=return-reason]")).await.expect("the reason");
        assert!(reason.is_displayed().await.expect("a look"), "it is seen once the fold is open");
        reason.send_keys(why).await.expect("it takes words");
        self.send("/return", "Gave it back").await;
    }

    /// Chooses on the profile how often to be reminded; the choice stands there when the page is opened again.
    async fn reminded(&self, rhythm: &str, done: &str) {
        self.go("/profile").await;
        let choice = format!("form[action='/profile/reminders'] input[value={rhythm}]");
        self.page.find(By::Css(&choice)).await.expect("the choice").click().await.expect("it is chosen");
        self.send("/profile/reminders", done).await;
        self.go("/profile").await;
        let kept = self.page.find(By::Css(&choice)).await.expect("the choice");
        assert!(kept.is_selected().await.expect("a look"), "{rhythm} is kept");
    }

    async fn main(&self) -> String {
        self.page.find(By::Css("main")).await.expect("the page").text().await.expect("its words")
    }

    async fn ran(&self) -> bool {
        let found = self.page.execute("return window.hostile ?? null", vec![]).await.expect("a look");
        !found.json().is_null()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_goes_round_between_auditor_and_organisation() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some((_driver, page)) = browser(1440, folder.path()).await else {
        return;
    };
    let (_served, address) = demo();
    let tab = Tab::opened(page, &address).await;
    let request = asked(&tab).await;
    tab.become_(MANAGER).await;
    tab.go(&request).await;
    let shown = tab.main().await;
    assert!(shown.contains("<img src=x onerror=window.hostile=1>") && !tab.ran().await, "{shown}");
    tab.write("/answer", "text", "It was approved by telephone.").await;
    tab.send("/answer", "Answered it").await;
    assert!(tab.main().await.contains("waits for an auditor"), "the organisation does not accept its own answer");
    tab.become_(AUDITOR).await;
    tab.go(&request).await;
    tab.give_back("Please add the note that was written afterwards.").await;
    tab.become_(MANAGER).await;
    tab.go(&request).await;
    assert!(tab.main().await.contains("The auditor gave the last answer back"), "the reason stands above the form");
    tab.write("/answer", "text", "The note lies with the change.").await;
    tab.write("/answer", "more-evidence", "").await;
    tab.send("/answer", "Answered it").await;
    tab.become_(AUDITOR).await;
    tab.go(&request).await;
    tab.send("/acceptance", "Accepted the answer").await;
    let shown = tab.main().await;
    for words in ["approved by telephone", "written afterwards", "lies with the change", "accepted it"] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(
        tab.page
            .find_all(By::Css("form[action$='/answer'], form[action$='/return']"))
            .await
            .expect("a search")
            .is_empty()
    );
    let foot = tab.page.find(By::Css(".watermark")).await.expect("the line").text().await.expect("its words");
    assert!(
        foot.starts_with("Shown to Caroline Mbeki on ") && foot.ends_with("UTC. Each reading is recorded."),
        "{foot}"
    );
    tab.reminded("never", "You are not reminded any more.").await;
    tab.reminded("daily", "You are reminded daily.").await;
    tab.page.quit().await.expect("the browser ends");
}

/// The auditor begins in the room of the one engagement, and asks for something there; answers its path.
async fn asked(tab: &Tab) -> String {
    tab.become_(AUDITOR).await;
    tab.page.goto(format!("{}/", tab.base)).await.expect("the start");
    tab.page.find(By::Css("#requests")).await.expect("the requests of the room");
    assert_eq!(tab.path().await, "/o/fathom/room/EN-2", "the first page of an external auditor");
    tab.go("/o/fathom/room/EN-2/requests/new").await;
    tab.write("/requests", "title", "Approval of the change of EX-1").await;
    tab.write("/requests", "text", HOSTILE).await;
    tab.write("/requests", "about", "control/CH-01").await;
    tab.write("/requests", "due", "2099-12-31").await;
    tab.send("/room/EN-2/requests", "Put it on the list").await;
    assert!(!tab.ran().await);
    let link = tab.page.find(By::PartialLinkText("Approval of the change of EX-1")).await.expect("the new line");
    link.click().await.expect("a click");
    tab.page.find(By::Css("#turn")).await.expect("whose turn it is");
    tab.path().await
}
