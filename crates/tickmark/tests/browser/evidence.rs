//! Handing in evidence in a real browser: files dropped and pasted, sent in pieces with their progress, found again after a
//! reload; accepted by somebody else; hostile names and words that do not run.

use crate::chromium::{Ends, browser, start};
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use thirtyfour::prelude::*;

fn demo() -> (Ends, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
    command.args(["demo", "--no-browser", "--port", "0"]);
    start(&mut command, |line| Some(line.trim().strip_prefix("Address")?.trim().to_owned())).expect("the demo starts")
}

/// Puts files into the drop zone as a person drags them there.
const DROP: &str = r#"
    const zone = document.querySelector("[data-evidence-drop]");
    const data = new DataTransfer();
    for (const [name, size] of arguments[0]) data.items.add(new File([new Uint8Array(size).fill(97)], name, { type: "text/plain" }));
    zone.dispatchEvent(new DragEvent("dragenter", { bubbles: true, cancelable: true, dataTransfer: data }));
    zone.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: data }));
"#;

/// Pastes a picture as the clipboard hands it over after a screenshot.
const PASTE: &str = r#"
    const done = arguments[arguments.length - 1];
    const canvas = Object.assign(document.createElement("canvas"), { width: 120, height: 80 });
    const draw = canvas.getContext("2d");
    draw.fillStyle = "teal";
    draw.fillRect(10, 10, 60, 40);
    canvas.toBlob((blob) => {
        const data = new DataTransfer();
        data.items.add(new File([blob], "image.png", { type: "image/png" }));
        document.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData: data }));
        done(true);
    }, "image/png");
"#;

/// Waits until as many files as this are received.
async fn received(page: &WebDriver, wanted: usize) {
    for _ in 0..900 {
        let done =
            page.execute("return document.querySelectorAll('.upload.done').length", vec![]).await.expect("a count");
        if done.json().as_u64() == Some(wanted as u64) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let list = page.find(By::Css("[data-uploads-list]")).await.expect("the list").text().await.unwrap_or_default();
    panic!("{wanted} files are not received: {list}");
}

async fn set(page: &WebDriver, name: &str, value: &str) {
    let script = "const f = document.querySelector('form[data-evidence]').elements[arguments[0]]; f.value = arguments[1]; \
        f.dispatchEvent(new Event('input', { bubbles: true }));";
    page.execute(script, vec![name.into(), value.into()]).await.expect("a field");
}

async fn text(page: &WebDriver, css: &str) -> String {
    page.find(By::Css(css)).await.expect(css).text().await.expect("text")
}

/// Looks through the eyes of somebody of the demonstration.
async fn become_(page: &WebDriver, base: &str, person: &str) {
    let script = "const done = arguments[arguments.length - 1]; fetch('/demo/as', { method: 'POST', body: new \
        URLSearchParams({ person: arguments[0] }) }).then((a) => done(a.status));";
    page.goto(format!("{base}/profile")).await.expect("a page of ours");
    let status = page.execute_async(script, vec![person.into()]).await.expect("an answer");
    assert_eq!(status.json().as_u64(), Some(200), "through the eyes of {person}");
}

async fn fill(page: &WebDriver, title: &str) {
    set(page, "title", title).await;
    set(page, "kind", "system_configuration").await;
    set(page, "from", "2026-07-01").await;
    set(page, "until", "2026-09-30").await;
    set(page, "system", "Identity provider").await;
}

/// The door, and the eyes of a programme manager who may hand in.
async fn entered(page: &WebDriver, address: &str) -> String {
    page.goto(address).await.expect("the door opens by the address alone");
    page.find(By::Css(".frame main h1")).await.expect("the overview");
    let base = address.split("/demo").next().expect("an address").to_owned();
    become_(page, &base, "demo-erik-lindqvist").await;
    base
}

async fn with_browser(folder: &Path) -> Option<(Ends, Ends, WebDriver, String)> {
    let (driver, page) = browser(1440, folder).await?;
    let (served, address) = demo();
    let base = entered(&page, &address).await;
    Some((driver, served, page, base))
}

#[tokio::test(flavor = "multi_thread")]
async fn r168_files_are_dropped_and_pasted_handed_in_and_accepted_by_somebody_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some((_driver, _served, page, base)) = with_browser(folder.path()).await else {
        return;
    };
    page.goto(format!("{base}/o/fathom/evidence/new?control=AC-01")).await.expect("the form");
    let hostile = "<img src=x onerror=window.hostile=1>.txt";
    let files = serde_json::json!([["accounts.txt", 3_000_000], [hostile, 12]]);
    page.execute(DROP, vec![files]).await.expect("two files are dropped");
    page.find(By::Css(".upload progress, .upload.done")).await.expect("their progress is shown");
    received(&page, 2).await;
    // A reload loses no file that was received.
    page.refresh().await.expect("a reload");
    received(&page, 2).await;
    page.execute_async(PASTE, vec![]).await.expect("a picture is pasted");
    received(&page, 3).await;
    let form = page
        .execute("return document.querySelector('input[name=form]:checked').value", vec![])
        .await
        .expect("the form");
    assert_eq!(form.json().as_str(), Some("screenshot"));
    let hidden =
        page.execute("return document.querySelector('[data-for-form=list]').hidden", vec![]).await.expect("a group");
    assert_eq!(hidden.json().as_bool(), Some(true), "fields of lists are not in the way of a screenshot");
    fill(&page, "<script>window.hostile=2</script> policy").await;
    page.find(By::Css("form[data-evidence] button[type=submit]"))
        .await
        .expect("the button")
        .click()
        .await
        .expect("a click");
    page.find(By::Css("#checks")).await.expect("the page of the item");
    let (path, heading) =
        (page.current_url().await.expect("an address").path().to_owned(), text(&page, "main h1").await);
    assert!(heading.contains("<script>window.hostile=2</script> policy"), "{heading}");
    let names = text(&page, ".evidence-files").await;
    assert!(names.contains("accounts.txt") && names.contains("screenshot-") && names.contains("img src=x"), "{names}");
    let ran = page
        .execute("return [window.hostile ?? null, document.images[0]?.naturalWidth ?? 0]", vec![])
        .await
        .expect("a look");
    assert_eq!(ran.json()[0], serde_json::Value::Null, "a name or a title ran as script");
    assert_eq!(ran.json()[1].as_u64(), Some(120), "the picture is shown, drawn anew");
    let head = "const done = arguments[arguments.length - 1]; fetch(location.pathname + '/files/1/0').then((a) => \
        done([a.headers.get('content-disposition'), a.headers.get('content-security-policy'), a.status]));";
    let head = page.execute_async(head, vec![]).await.expect("a download");
    assert!(head.json()[0].as_str().is_some_and(|d| d.starts_with("attachment;")), "{:?}", head.json());
    assert!(head.json()[1].as_str().is_some_and(|c| c.contains("sandbox")), "{:?}", head.json());
    assert!(page.find_all(By::Css("button[value=accept]")).await.expect("a search").is_empty(), "one's own item");
    become_(&page, &base, "demo-noor-haddad").await;
    page.goto(format!("{base}{path}")).await.expect("the item");
    page.find(By::Css("button[value=accept]")).await.expect("Accept is offered").click().await.expect("a click");
    page.find(By::Css(".flash")).await.expect("it is said");
    assert!(text(&page, ".state-line").await.contains("Accepted"));
    page.quit().await.expect("the browser ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_a_reload_cut_off_goes_on_where_it_stood() {
    let folder = tempfile::tempdir().expect("a folder");
    let Some((_driver, _served, page, base)) = with_browser(folder.path()).await else {
        return;
    };
    page.goto(format!("{base}/o/fathom/evidence/new")).await.expect("the form");
    // Begun by hand: half of a file is there, and the tab knows its id, as after a reload in the middle.
    let half = r#"
        const done = arguments[arguments.length - 1];
        const base = document.querySelector("[data-evidence-drop]").dataset.uploads;
        const begin = new URLSearchParams({ name: "half.txt", size: 200000, type: "text/plain" });
        (async () => {
            const { id } = await (await fetch(base, { method: "POST", body: begin })).json();
            const bytes = new Uint8Array(100000).fill(97);
            await fetch(`${base}/${id}?offset=0`, { method: "POST", body: bytes, headers: { "content-type": "application/octet-stream" } });
            sessionStorage.setItem(`tickmark-uploads ${location.pathname}${location.search}`, JSON.stringify([id]));
            done(id);
        })();
    "#;
    let id = page.execute_async(half, vec![]).await.expect("half of a file").json().as_str().expect("an id").to_owned();
    page.refresh().await.expect("a reload");
    page.find(By::XPath("//li[contains(., 'choose half.txt again')]")).await.expect("it is found again");
    page.execute(DROP, vec![serde_json::json!([["half.txt", 200_000]])]).await.expect("the same file is dropped");
    received(&page, 1).await;
    let held = page.execute("return document.querySelector('input[name=upload]').value", vec![]).await.expect("an id");
    assert_eq!(held.json().as_str(), Some(id.as_str()), "the same upload went on");
    page.quit().await.expect("the browser ends");
}
