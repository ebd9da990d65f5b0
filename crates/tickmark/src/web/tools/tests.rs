//! The tools over the demonstration, in process.

use crate::serve::{Doors, router};
use app::{App, Clock, Config};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use jiff::civil::date;
use tower::ServiceExt;

const TOKEN: &str = "token-of-this-test";

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
        let entered = Request::post("/demo")
            .header(header::HOST, "127.0.0.1")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(format!("key={TOKEN}")));
        let answer = router.clone().oneshot(entered.unwrap()).await.unwrap();
        let cookie = answer.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
        Reader { router, cookie, _folder: folder }
    }

    async fn page(&self, path: &str) -> (u16, String) {
        let request = Request::get(format!("/o/fathom/tools{path}"))
            .header(header::HOST, "127.0.0.1")
            .header(header::COOKIE, &self.cookie)
            .body(Body::empty());
        let answer = self.router.clone().oneshot(request.unwrap()).await.unwrap();
        let status = answer.status().as_u16();
        let bytes = to_bytes(answer.into_body(), 16 * 1024 * 1024).await.unwrap();
        (status, String::from_utf8_lossy(&bytes).into_owned())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_is_drawn_bucket_by_bucket() {
    let reader = Reader::new().await;
    let (status, empty) = reader.page("/window").await;
    assert_eq!(status, 200);
    assert!(empty.contains("Nothing asked yet") && empty.contains("Try an example"), "{empty}");
    let asked = "/window?frequency=monthly&from=2026-01-15&until=2026-04-30&runs=2026-01-20%0A2026-02-03+2026-04-01";
    let (status, text) = reader.page(asked).await;
    assert_eq!(status, 200, "{text}");
    for (class, said) in [
        ("cell-partial", "2026-01 (2026-01-01 to 2026-01-31): partly inside, with a run"),
        ("cell-full", "2026-02 (2026-02-01 to 2026-02-28): inside the window, with a run"),
        ("cell-none", "2026-03 (2026-03-01 to 2026-03-31): inside the window, no run: missing"),
    ] {
        assert!(text.contains(&format!("class=\"cell {class}\" role=\"img\" title=\"{said}\"")), "{class}: {text}");
    }
    assert!(text.contains("3 buckets lie wholly inside the window; 1 without a run."), "{text}");
    assert!(text.contains("2026-03-01 to 2026-03-31</li>") && text.contains("2026-03-02"), "{text}");
    assert!(text.contains("value=\"2026-01-15\""), "what was typed stays");
    for (wrong, sentence) in [
        ("/window?frequency=monthly&from=2026-02-01&until=2026-01-01", "The window is reversed"),
        ("/window?frequency=monthly&from=2026-02-01&until=2046-01-01", "longer than 10 years"),
        ("/window?frequency=monthly&from=2026-02-01&until=2026-03-01&runs=soon", "soon"),
        ("/window?frequency=often&from=2026-02-01&until=2026-03-01", "often"),
    ] {
        let (status, text) = reader.page(wrong).await;
        assert!(status == 422 && text.contains(sentence), "{wrong}: {status} {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_population_is_held_against_its_limit() {
    let reader = Reader::new().await;
    let asked = "/window?limit=2&judged=2026-03-10&events=L-1+2026-03-02+2026-03-04%0AL-2+2026-03-02+2026-03-05%0AL-3+2026-03-01%0AL-4+2026-03-09";
    let (status, text) = reader.page(asked).await;
    assert_eq!(status, 200, "{text}");
    for (state, id) in [("On time", "L-1"), ("Late", "L-2"), ("Missing", "L-3"), ("Pending", "L-4")] {
        let (_, row) = text.split_once(&format!(">{state}</th>")).unwrap();
        let row = row.split("</tr>").next().unwrap();
        assert!(row.contains(id) && row.contains("1 of 4"), "{state}: {row}");
    }
    let (status, text) = reader.page("/window?limit=2&events=L-1").await;
    assert!(status == 422 && text.contains("no line of an event"), "{status} {text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sample_size_says_its_way() {
    let reader = Reader::new().await;
    let (status, empty) = reader.page("/sample").await;
    assert!(status == 200 && empty.contains("Nothing asked yet") && empty.contains("Common practice of audit firms"));
    let (_, text) = reader.page("/sample?profile=default&frequency=monthly&population=6&risk=low").await;
    assert!(text.contains("Test 2 of 6") && text.contains("The table gives 2."), "{text}");
    let (_, text) = reader.page("/sample?confidence=0.95&tolerable_rate=0.05&items=1000").await;
    assert!(text.contains("Test 59 of 1000"), "{text}");
    for (wrong, said) in [
        ("/sample?profile=defalt&frequency=monthly&population=6&risk=low", "defalt"),
        ("/sample?profile=default&frequency=monthly&population=six&risk=low", "no number of items"),
        ("/sample?profile=default&frequency=half_yearly&population=2&risk=low", "has no row for"),
        ("/sample?confidence=95&tolerable_rate=0.05&items=10", "between 0 and 1"),
    ] {
        let (status, text) = reader.page(wrong).await;
        assert!(status == 422 && text.contains(said), "{wrong}: {status} {text}");
    }
}
