//! The working pages over the demonstration, in process: what is sent is done once or refused with nothing lost.

use crate::serve::{Doors, router};
use crate::web::people::tests::each_id_once;
use app::{App, Clock, Config};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use domain::reports::COVERAGE_IS_NOT_READINESS;
use jiff::civil::date;
use tower::ServiceExt;

const TOKEN: &str = "token-of-this-test";
const FORM: &str = "application/x-www-form-urlencoded";

/// What a server answered.
struct Said {
    status: StatusCode,
    head: HeaderMap,
    bytes: Vec<u8>,
}

impl Said {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    fn head(&self, name: header::HeaderName) -> &str {
        self.head.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }
}

/// A server over the demonstration, and the cookies of two signed-in browsers.
struct Worker {
    router: Router,
    cookies: [String; 2],
    _folder: tempfile::TempDir,
}

impl Worker {
    async fn new() -> Worker {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::by_hand(0);
        let app = App::open(&Config::folder(folder.path()), clock.clone()).unwrap();
        let who = app.local_operator("cli").unwrap();
        crate::demo::fill(&app, &who, &clock, date(2026, 11, 21)).unwrap();
        let router = router(Doors::of_demonstration(app, TOKEN));
        let mut worker = Worker { router, cookies: [String::new(), String::new()], _folder: folder };
        for at in 0..2 {
            let said = worker.send(0, "/demo", FORM, format!("key={TOKEN}").into_bytes()).await;
            worker.cookies[at] = said.head(header::SET_COOKIE).split(';').next().unwrap().to_owned();
        }
        // The second browser belongs to somebody else.
        let said = worker.send(1, "/demo/as", FORM, b"person=demo-erik-lindqvist".to_vec()).await;
        worker.cookies[1] = said.head(header::SET_COOKIE).split(';').next().unwrap().to_owned();
        worker
    }

    async fn call(&self, request: Request<Body>) -> Said {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        let (status, head) = (answer.status(), answer.headers().clone());
        let bytes = to_bytes(answer.into_body(), 16 * 1024 * 1024).await.unwrap().to_vec();
        Said { status, head, bytes }
    }

    async fn send(&self, browser: usize, path: &str, kind: &str, body: Vec<u8>) -> Said {
        let request = Request::post(path)
            .header(header::HOST, "127.0.0.1")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, kind)
            .header(header::COOKIE, &self.cookies[browser]);
        self.call(request.body(Body::from(body)).unwrap()).await
    }

    async fn post(&self, path: &str, form: &str) -> Said {
        self.send(0, &format!("/o/fathom{path}"), FORM, form.as_bytes().to_vec()).await
    }

    async fn get_as(&self, browser: usize, path: &str) -> Said {
        let request = Request::get(format!("/o/fathom{path}"))
            .header(header::HOST, "127.0.0.1")
            .header(header::COOKIE, &self.cookies[browser]);
        self.call(request.body(Body::empty()).unwrap()).await
    }

    async fn page(&self, path: &str) -> String {
        let said = self.get_as(0, path).await;
        assert_eq!(said.status, StatusCode::OK, "{path}: {}", said.text());
        let text = said.text();
        each_id_once(path, &text);
        text
    }

    /// Uploads a file; answers the path of its preview inside the organisation.
    async fn upload(&self, name: &str, content: &str) -> String {
        let body = format!(
            "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{content}\r\n--cut--\r\n"
        );
        let said = self.send(0, "/o/fathom/import", "multipart/form-data; boundary=cut", body.into_bytes()).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
        said.head(header::LOCATION).strip_prefix("/o/fathom").unwrap().to_owned()
    }

    /// The newest entry of the history, as its page says it.
    async fn entries(&self) -> String {
        let text = self.page("/history").await;
        let (_, rest) = text.split_once("the sum of ").unwrap();
        rest.split(' ').next().unwrap().to_owned()
    }
}

const LIST: &str =
    "Control ID,Name,SOC 2 criteria,In place\r\nNEW-1,Brand new,\"CC6.1, CC6.2\",Yes\r\nNEW-2,Another,A1.2,No\r\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_working_page_answers_and_no_form_stands_on_an_earlier_day() {
    let worker = Worker::new().await;
    let pages = [
        "/gap",
        "/gap?view=clauses",
        "/gap?view=families",
        "/gap?view=saas",
        "/controls",
        "/look-alikes",
        "/controls/AC-05",
        "/controls/AC-05/history",
        "/import",
        "/inheritance",
        "/suggestions",
        "/assessments",
        "/assessments?kind=controls",
        "/assessments/6.1.3",
        "/assessments/A.5.1",
        "/scope",
        "/history",
        "/history/9",
    ];
    for path in pages {
        let text = worker.page(path).await;
        assert!(!text.contains("style=") && !text.contains("<style") && !text.contains("javascript:"), "{path}");
        assert_eq!(text.contains(COVERAGE_IS_NOT_READINESS), path.starts_with("/gap"), "{path}");
        let past = worker.page(&format!("{path}{}as-of=2026-10-01", if path.contains('?') { "&" } else { "?" })).await;
        // Signing out belongs to the frame, on every day.
        let main = past.split_once("<main").map(|(_, main)| main).unwrap_or_default();
        assert!(!main.contains("method=\"post\""), "{path} as of an earlier day has a form");
    }
    // A place beyond any list is none, and no fault.
    for path in ["/controls", "/evidence", "/engagements/EN-2/readings", "/people", "/policies", "/risks"] {
        for from in [u64::from(u32::MAX), u64::MAX] {
            assert!(worker.page(&format!("{path}?from={from}")).await.contains("<h1>"), "{path} from {from}");
        }
    }
    for path in ["/controls/new", "/controls/AC-05/revision", "/inheritance/A.7.12"] {
        assert!(worker.page(path).await.contains("method=\"post\""), "{path}");
        assert_eq!(
            worker.get_as(0, &format!("{path}?as-of=2026-10-01")).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_id_stands_twice_where_forms_and_sections_share_words() {
    let worker = Worker::new().await;
    for path in [
        "/public-statement",
        "/tools/window",
        "/tools/sample",
        "/holidays",
        "/certification/readiness",
        "/controls/RM-04",
        "/engagements/EN-2",
        "/risks/RI-7",
        "/suppliers/SU-2",
    ] {
        // The page itself is read for ids that stand twice.
        let page = worker.page(path).await;
        let named = page.split("<label class=\"field-label\" for=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for name in named {
            let field = page.split_once(&format!(" id=\"{name}\"")).map(|(before, _)| before).unwrap_or_default();
            let tag = field.rsplit('<').next().unwrap_or_default();
            let tag = tag.split(' ').next().unwrap_or_default();
            assert!(["input", "select", "textarea"].contains(&tag), "{path}: the label of {name} leads to <{tag}>");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_import_is_previewed_then_done_once_and_its_file_can_be_had_back() {
    let worker = Worker::new().await;
    let before = worker.entries().await;
    let preview = worker.upload("mine.csv", LIST).await;
    assert!(worker.page(&preview).await.contains("Import 2 controls"));
    assert_eq!(worker.entries().await, before, "a preview changes nothing");
    assert_eq!(worker.get_as(1, &preview).await.status, StatusCode::NOT_FOUND, "another person has no part in it");
    let said = worker.post(&format!("{preview}/confirmation"), "save=My+sheet&map-id=A").await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text());
    assert_eq!(worker.post(&format!("{preview}/confirmation"), "").await.status, StatusCode::NOT_FOUND);
    assert!(worker.page("/controls/NEW-1").await.contains("Brand new"));
    let again = worker.upload("mine.csv", LIST).await;
    assert!(worker.page(&format!("{again}?saved=My+sheet")).await.contains("Nothing would change"));
    let file = worker.get_as(0, &format!("/history/{before}/file")).await;
    assert_eq!(file.bytes, LIST.as_bytes());
    assert!(file.head(header::CONTENT_DISPOSITION).starts_with("attachment"));
    assert!(file.head(header::CONTENT_SECURITY_POLICY).contains("sandbox"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_with_one_bad_row_imports_nothing_and_says_what_would_be_right() {
    let worker = Worker::new().await;
    let before = worker.entries().await;
    let preview = worker.upload("bad.csv", "Control ID,Name,Criteria\r\nB-1,Good,CC6.1\r\nB-2,Bad,CC6.99\r\n").await;
    let text = worker.page(&preview).await;
    assert!(text.contains("1 row is refused") && text.contains("Did you mean CC6.1?"), "{text}");
    let refused = worker.post(&format!("{preview}/confirmation"), "").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(worker.entries().await, before);
    let unknown = worker.upload("columns.csv", "Alpha;Beta;Gamma\r\n1;One;CC6.1\r\n").await;
    assert!(worker.page(&unknown).await.contains("which column is which"));
    assert!(worker.page(&format!("{unknown}?map-id=A&map-name=B&map-criteria=C")).await.contains("Import 1 control"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_form_comes_back_with_the_sentence_and_with_what_was_typed() {
    let worker = Worker::new().await;
    let before = worker.entries().await;
    let forms = [
        ("/controls", "id=&name=Kept+words", "The id of the control is empty.", "Kept words"),
        ("/controls/AC-05/revision", "name=&activity=Kept+words", "The name of the control is empty.", "Kept words"),
        ("/controls/AC-05/links", "item=A.5.99&reason=Kept+words", "A.5.99", "Kept words"),
        ("/controls/AC-05/retirement", "retirement-reason=+", "The reason is empty.", "AC-05"),
        (
            "/inheritance/A.7.12",
            "provider=Nimbus&justification=Kept+words&report=R",
            "The start of the report is empty.",
            "Kept words",
        ),
        ("/inheritance/A.7.7", "provider=Nimbus&justification=x", "can never be inherited", "Nimbus"),
        (
            "/suggestions/tickmark-suggestions/s-a-5-33/decision",
            "decision=accept&reason=",
            "The reason is empty.",
            "s-a-5-33",
        ),
        ("/assessments/A.5.2/steps/review", "on=2031-01-01", "lies in the future", "A.5.2"),
        (
            "/scope",
            "services=Kept+words&hosting=cloud&mode=literal&crosswalk=truvo-2026-05",
            "No trust services category is in scope.",
            "Kept words",
        ),
    ];
    for (path, form, sentence, kept) in forms {
        let said = worker.post(path, form).await;
        let text = said.text();
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {text}");
        assert!(text.contains(sentence) && text.contains(kept), "{path}: {text}");
    }
    assert_eq!(worker.entries().await, before, "nothing was changed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_control_lives_from_its_first_line_to_its_return() {
    let worker = Worker::new().await;
    let done = async |path: &str, form: &str| {
        let said = worker.post(path, form).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{path}: {}", said.text());
    };
    done("/controls", "id=Q%2F1+new&name=Odd+id&status=in_place").await;
    let page = "/controls/Q%2F1%20new";
    done(&format!("{page}/links"), "item=clause+9.2.1&reason=It+does&extent=partial").await;
    assert!(worker.page(page).await.contains("It does"));
    done(&format!("{page}/links/removal"), "framework=iso27001-2022&item=9.2.1").await;
    done(&format!("{page}/retirement"), "retirement-reason=Replaced").await;
    assert!(worker.page(page).await.contains("This control is retired"));
    done(&format!("{page}/return"), "status=planned").await;
    let past = worker.page(&format!("{page}/history")).await;
    assert!(past.contains("5 entries are about this control") && past.contains("Replaced"), "{past}");
    done("/assessments/4.4", "practice=informal&working=yes&managed=no&kept=&then=5.1").await;
    done("/assessments/4.4", "practice=informal&working=yes&managed=no&kept=&then=5.1").await;
    assert!(worker.page("/assessments?practice=informal").await.contains("4.4"));
    // A bare 5.1 could be the control: every way to the clause calls it so.
    for page in ["/assessments", "/assessments/4.4"] {
        let text = worker.page(page).await;
        assert!(text.contains("/assessments/clause%205.1\"") && !text.contains("/assessments/5.1"), "{page}: {text}");
    }
    let page = "/assessments/clause%205.1";
    assert!(worker.page(page).await.contains(&format!("action=\"/o/fathom{page}\"")));
    done(page, "practice=informal&working=yes&managed=no&kept=&then=5.2").await;
    assert!(worker.page("/assessments/clause%205.2").await.contains("Save, then 5.3"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_downloaded_is_never_shown_by_the_browser() {
    let worker = Worker::new().await;
    for (path, begins) in [("/gap.xlsx", &b"PK"[..]), ("/gap.csv", b"Control,Title")] {
        let said = worker.get_as(0, path).await;
        assert_eq!(said.status, StatusCode::OK, "{path}");
        assert!(said.bytes.starts_with(begins) && said.bytes.len() > 1_000, "{path}");
        assert!(said.head(header::CONTENT_DISPOSITION).starts_with("attachment; filename="), "{path}");
        assert_eq!(said.head(header::X_CONTENT_TYPE_OPTIONS), "nosniff", "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_organisation_is_begun_at_the_door_and_a_taken_or_empty_name_is_refused() {
    let worker = Worker::new().await;
    let begin = async |name: &str| worker.send(0, "/organisations", FORM, format!("name={name}").into_bytes()).await;
    let said = begin("Acme+Cloud").await;
    assert_eq!((said.status, said.head(header::LOCATION)), (StatusCode::SEE_OTHER, "/o/acme-cloud/scope"));
    let get = async |path: &str| {
        let request = Request::get(path).header(header::HOST, "127.0.0.1").header(header::COOKIE, &worker.cookies[0]);
        worker.call(request.body(Body::empty()).unwrap()).await
    };
    assert_eq!(get("/o/acme-cloud/").await.status, StatusCode::OK);
    assert_eq!(begin("Acme+Cloud").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(begin("").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(get("/").await.text().contains("/o/acme-cloud/"), "the door lists both");
}

#[test]
fn a_form_that_comes_back_leads_to_the_page_that_it_is_about() {
    let shown = |method, path| super::visit::shown(&method, path);
    assert_eq!(shown(Method::GET, "/o/firm/testing/PO-1"), "/o/firm/testing/PO-1");
    assert_eq!(shown(Method::POST, "/o/firm/testing/PO-1/freeze"), "/o/firm/testing/PO-1");
    assert_eq!(shown(Method::POST, "/organisations"), "/organisations");
}
