//! The reading pages over the demonstration, in process: every page answers, says how its figures were read, and keeps
//! to the content security policy.

use super::encode;
use crate::serve::{Doors, router};
use crate::web::people::tests::each_id_once;
use app::{App, Clock, Config};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::reports::COVERAGE_IS_NOT_READINESS;
use jiff::civil::date;
use tower::ServiceExt;

const TOKEN: &str = "a token of this test";

/// A server over the demonstration, and a cookie of a signed-in browser.
struct Reader {
    router: Router,
    cookie: String,
    _folder: tempfile::TempDir,
}

impl Reader {
    async fn new() -> Reader {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::by_hand(0);
        let app = App::open(&Config::folder(folder.path()), clock.clone()).unwrap();
        let who = app.local_operator("cli").unwrap();
        crate::demo::fill(&app, &who, &clock, date(2026, 11, 21)).unwrap();
        let router = router(Doors::of_demonstration(app, TOKEN));
        let sign_in = Request::post("/demo")
            .header(header::HOST, "127.0.0.1")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("key={}", TOKEN.replace(' ', "+"))))
            .unwrap();
        let answer = router.clone().oneshot(sign_in).await.unwrap();
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Reader { router, cookie, _folder: folder }
    }

    /// A page of the demonstration: its status and its text.
    async fn read(&self, path: &str) -> (StatusCode, String) {
        let request = Request::get(format!("/o/fathom{path}"))
            .header(header::HOST, "127.0.0.1")
            .header(header::COOKIE, &self.cookie)
            .body(Body::empty())
            .unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 8 * 1024 * 1024).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    async fn page(&self, path: &str) -> String {
        let (status, text) = self.read(path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        each_id_once(path, &text);
        text
    }
}

/// Every view of coverage carries the sentence, and no page has anything inline that the policy would refuse (R18).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_reading_page_answers_and_says_that_coverage_is_not_readiness() {
    let reader = Reader::new().await;
    let of_coverage = [
        "/",
        "/?as-of=2026-06-30",
        "/coverage",
        "/coverage?direction=criteria",
        "/what-if",
        "/what-if?without=CC6.1",
        "/items/A.5.15",
        "/crosswalks/truvo-2026-05",
        "/crosswalks-compared",
        "/claims",
        "/evidence-kinds",
    ];
    for path in of_coverage {
        let text = reader.page(path).await;
        assert!(text.contains(COVERAGE_IS_NOT_READINESS), "{path}");
        assert!(!text.contains(" style=") && !text.contains("<style") && !text.contains(" onclick"), "{path}");
        assert_eq!(domain::reports::wording::check(&text), [], "{path}");
    }
    for path in ["/frameworks", "/frameworks/iso27001-2022", "/frameworks/iso27001-2013", "/crosswalks"] {
        reader.page(path).await;
    }
}

/// The map draws each of the 93 controls as a link to its explanation, and the figure has its denominator (R14, R17).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_map_has_a_cell_for_every_control_and_each_leads_to_its_explanation() {
    let reader = Reader::new().await;
    let text = reader.page("/coverage").await;
    assert_eq!(text.matches("class=\"cell cell-").count(), 93);
    assert!(text.contains("href=\"/o/fathom/items/A.5.7\""));
    assert!(text.contains("Crosswalk</dt><dd>truvo-2026-05"), "the crosswalk stands on the page");
    let scoped = reader.page("/coverage?categories=security&mode=broad").await;
    assert!(scoped.contains("Mode</dt><dd>broad") && scoped.contains("Categories</dt><dd>Security</dd>"));
    assert!(scoped.contains("/items/A.5.7?categories=security&amp;mode=broad"), "the reading travels with the links");
}

/// An item is found in any usual spelling; what is not known is refused with the nearest right id (R5).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_item_is_explained_in_any_spelling_and_an_unknown_one_names_the_nearest() {
    let reader = Reader::new().await;
    for spelling in ["/items/A.5.4", "/items/a%205.4", "/items/A5.4"] {
        assert!(reader.page(spelling).await.contains("<h1>A.5.4 Management responsibilities</h1>"), "{spelling}");
    }
    assert!(reader.page("/items/clause%209.2.2").await.contains("<h1>9.2.2 Internal audit programme</h1>"));
    let (status, text) = reader.read("/items/5.1").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "a clause and a control: {text}");
    let clauses = reader.page("/frameworks/iso27001-2022?kind=clauses").await;
    assert!(clauses.contains("/items/clause%205.1\""), "a clause is linked as one");
    assert!(reader.page("/items/clause%205.1").await.contains("<h1>5.1 "));
    assert!(reader.page("/items/A.9.2.1").await.contains("not adopted it"), "an old number is read from the library");
    let (status, text) = reader.read("/items/A.5.77").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(text.contains("Did you mean \u{201c}A.5.7\u{201d}?"), "{text}");
    let (status, text) = reader.read("/coverage?categories=securty").await;
    assert_eq!(status, StatusCode::NOT_FOUND, "{text}");
}

/// Leaving out a criterion takes away what only it holds up, and nothing is recorded (R15).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_if_takes_away_and_changes_nothing() {
    let reader = Reader::new().await;
    let before = reader.page("/what-if").await;
    let after = reader.page("/what-if?without=cc%208.1").await;
    assert!(after.contains("Without CC8.1") && after.contains("would no longer be covered"));
    assert!(after.contains("/items/A.8.32"), "change management rests on CC8.1 alone");
    let entry = |text: &str| text.split("As of entry ").nth(1).map(|t| t[..60].to_owned());
    assert_eq!(entry(&before), entry(&after));
    let (status, _) = reader.read("/what-if?without=CC99").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

/// The explorer filters by attribute, by novelty and by words; both directions show their counterparts (R259).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_explorer_filters_and_shows_counterparts_in_both_directions() {
    let reader = Reader::new().await;
    let new = reader.page("/frameworks/iso27001-2022?show=new").await;
    assert!(new.contains("<strong>11</strong> of 93 controls"), "11 controls are new in 2022");
    let detective = reader.page("/frameworks/iso27001-2022?control_type=detective&q=monitoring").await;
    assert!(detective.contains("A.8.16") && !detective.contains("id=\"A.5.1\""));
    let criteria = reader.page("/frameworks/soc2-tsc-2017?group=privacy").await;
    assert!(criteria.contains("<strong>18</strong> of 61 criteria"));
    let logical = reader.page("/frameworks/soc2-tsc-2017?q=CC6.1").await;
    assert!(logical.contains("/items/A.5.15"), "criteria lead to controls");
}

/// Claims show the published figure beside the derived one with its denominator (R19, R29).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_stands_beside_what_the_rows_give() {
    let reader = Reader::new().await;
    let text = reader.page("/claims?show=differ").await;
    let row = text.split("id=\"PC044\"").nth(1).and_then(|t| t.split("</tr>").next()).unwrap();
    assert!(
        row.contains("74 %") && row.contains("65.6 %") && row.contains("61 of 93") && row.contains("Differs"),
        "{row}"
    );
    assert!(text.contains("Contradictions by rule"));
    let rows = reader.page("/crosswalks/truvo-2026-05?control=A%205.15&overlap=full").await;
    assert!(rows.contains("<strong>2</strong> of 61 rows"), "CC6.1 and CC6.3 name A.5.15");
}

#[test]
fn an_id_stays_readable_in_an_address_and_nothing_escapes_from_it() {
    assert_eq!(encode("A.5.7"), "A.5.7");
    assert_eq!(encode("a b&c=d/e"), "a%20b%26c%3Dd%2Fe");
}

#[test]
fn a_gap_workbook_of_the_library_says_that_it_counts_no_controls_of_anybody() {
    let catalogue = app::library::catalogue_of(app::ask::DEFAULT_CROSSWALK);
    let answer = app::library::ask(&catalogue, date(2026, 11, 22), &app::ask::GapOf::default()).unwrap();
    for sheet in app::tables::gap_sheets(&answer, None) {
        let said = sheet.title.iter().any(|line| line.starts_with("Of the crosswalk alone: no controls"));
        assert!(said, "{}: {:?}", sheet.name, sheet.title);
    }
}
