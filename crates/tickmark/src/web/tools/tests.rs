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
    let twice = "/window?limit=2&events=L-1+2026-03-02%0AL-2+2026-03-02%0AL-1+2026-03-05";
    let (status, text) = reader.page(twice).await;
    assert!(status == 422 && text.contains("the id \u{201c}L-1\u{201d} stands twice, as item 1"), "{status} {text}");
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
        ("/sample?profile=forum&frequency=half_yearly&population=2&risk=low", "has no row for"),
        ("/sample?confidence=95&tolerable_rate=0.05&items=10", "between 0 and 1"),
    ] {
        let (status, text) = reader.page(wrong).await;
        assert!(status == 422 && text.contains(said), "{wrong}: {status} {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn r218_r219_r220_a_cycle_is_drawn_with_the_periods_of_soc2_between() {
    let reader = Reader::new().await;
    let (status, empty) = reader.page("/certification").await;
    assert!(status == 200 && empty.contains("Nothing asked yet") && empty.contains("Try an example"), "{empty}");
    let asked = "/certification?decision=2026-03-16&surveillance=2027-03-26&soc2=2025-07-01&months=12";
    let (status, text) = reader.page(asked).await;
    assert_eq!(status, 200, "{text}");
    for said in [
        "Certificate: Certificate in force from 2026-03-16 to 2029-03-15; It can be restored from 2029-03-16 to 2029-09-15.",
        "First surveillance due, 2027-03-16; Second surveillance, target, 2028-03-16; Surveillance held on 2027-03-26.",
        "Recertification is open from 2028-12-15 to 2029-03-15.",
        "SOC 2 period from 2025-07-01 to 2026-06-30; SOC 2 period from 2026-07-01 to 2027-06-30",
        "published as the visit of year 2",
        "published as the visit of year 3",
        "published as year 4, and done before the expiry",
        "A visit is needed in 2027 and 2028. None is recorded in 2028. The first was 10 days after 2027-03-16.",
    ] {
        assert!(text.contains(said), "`{said}`: {text}");
    }
    assert!(text.contains(">2025</text>") && text.contains(">2030</text>"), "the years of every period are drawn");
    for (asked, said) in [
        ("stage2=2026-08-31&judged=2027-03-01", "What follows: new Stage 2."),
        ("stage2=2026-08-31&verified=2026-09-30&judged=2027-03-01", "Within the limit"),
        ("expired=2029-03-15&renewed=2029-09-15", "2032-03-15"),
        ("expired=2029-03-15&renewed=2029-09-16", "new Stage 2 at least"),
        ("standard=ISO/IEC+27001:2013&seen=2025-11-01", "Not current"),
    ] {
        let (status, text) = reader.page(&format!("/certification?{asked}")).await;
        assert!(status == 200 && text.contains(said), "{asked}: {status} {text}");
    }
    for (wrong, said) in [
        ("decision=2026-02-30", "decision: \u{201c}2026-02-30\u{201d} is no date"),
        ("decision=2026-03-16&surveillance=2026-03-01", "surveillance[0]: 2026-03-01 is not after the decision"),
        ("decision=2026-03-16&soc2=2026-01-01&months=none", "is no number of months"),
        ("decision=2026-03-16&soc2=2026-01-01&months=99", "a period of 99 months is not drawn"),
        ("stage2=2026-08-31", "as_of is missing"),
        ("standard=ISO/IEC+27001&seen=2026-03-01", "names no edition"),
    ] {
        let (status, text) = reader.page(&format!("/certification?{wrong}")).await;
        assert!(status == 422 && text.to_lowercase().contains(&said.to_lowercase()), "{wrong}: {status} {text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn r150_soc2_asks_for_no_review_of_this_form_and_does_not_close_the_clause() {
    let reader = Reader::new().await;
    let (status, text) = reader.page("/review").await;
    let said = "A SOC 2 examination asks for no management review of this form; its report does not close the clause.";
    assert!(status == 200 && text.contains(said), "{status} {text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_rules_of_the_management_system_have_pages_that_answer_and_refuse() {
    let reader = Reader::new().await;
    let whole = "correction=x&cause=x&similar_cases=x&action=x&said=evidence";
    let above = "level=high&appetite=low&decision=retain&owner=ana&said=owner_signed";
    for (asked, said) in [
        ("/nonconformity?asked=yes&cause=x", "Action carried out, or the reason why none is needed"),
        (&format!("/nonconformity?asked=yes&{whole}&effectiveness=effective"), "It can be closed"),
        (&format!("/nonconformity?asked=yes&{whole}&effectiveness=ineffective"), "Cause found"),
        ("/independence?auditor=ana&items=A.5.15;ben;ana%0A9.2.2;-;-;eve", "Not independent"),
        ("/independence?auditor=ana&items=A.5.15;ben%0A9.2.2;-;-;eve", "The auditor has no part in what is listed."),
        (&format!("/acceptance?{above}"), "The signature of the next level of management"),
        (&format!("/acceptance?{above},next_level_signed&reason=x&expiry=2026-12-31&judged=2027-01-01"), "has run out"),
        (&format!("/acceptance?{above},next_level_signed&reason=x&expiry=2026-12-31"), "The decision stands"),
        ("/review?asked=yes&inputs=a,b&held=2026-09-08&interval=12", "Feedback from interested parties"),
        ("/statement?judged=2026-03-31&entries=A.5.1;no%0AA.7.8;yes;inherited;risk", "is excluded without a reason"),
        ("/statement?judged=2026-03-31&entries=A.5.1;no&treatments=RI-1;OWN-1", "SOA-12"),
    ] {
        let (status, text) = reader.page(asked).await;
        assert!(status == 200 && text.contains(said), "{asked}: {status} {text}");
    }
    for (wrong, said) in [
        ("/nonconformity?asked=yes&effectiveness=good", "No effectiveness is known as"),
        ("/independence?items=A.5.15;ben", "Auditor is missing"),
        ("/independence?auditor=ana&items=;ben", "control is missing"),
        ("/acceptance?level=hgh&appetite=low&decision=retain", "no level is known as"),
        ("/acceptance?level=high&appetite=low&decision=retain&expiry=soon", "is no date"),
        ("/review?asked=yes&held=soon&interval=12", "is no date"),
        ("/review?asked=yes&held=2026-09-08&interval=none", "is no whole number"),
        ("/statement?judged=2026-03-31&entries=A.5.1;maybe", "entries[0].applicable"),
        ("/statement?entries=A.5.1;yes", "as_of is missing"),
    ] {
        let (status, text) = reader.page(wrong).await;
        assert!(status == 422 && text.to_lowercase().contains(&said.to_lowercase()), "{wrong}: {status} {text}");
    }
    for tool in ["statement", "review", "nonconformity", "independence", "acceptance"] {
        let (status, text) = reader.page(&format!("/{tool}")).await;
        assert!(status == 200 && text.contains("Nothing asked yet"), "{tool}: {status}");
        let (_, example) = text.split_once(&format!("/o/fathom/tools/{tool}?")).unwrap();
        let example = example.split('"').next().unwrap().replace("&amp;", "&");
        let (status, text) = reader.page(&format!("/{tool}?{example}")).await;
        assert!(status == 200 && text.contains("The answer"), "{tool} {example}: {status} {text}");
    }
}
