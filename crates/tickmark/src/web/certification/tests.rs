//! The pages on certification, in process: each form done, refused with nothing lost, and not offered to who may not.

use crate::web::people::tests::Firm;

const ONE: &str = "/certification/projects/CT-1";
const BODY: &str = "name=Northern+Certification&country=Sweden&markets=Sweden&plan_days=30&close_days=90";
const SEEN: &str = "form=checks&by=SWEDAC&number=42&standards=ISO/IEC+17021-1:2015,+ISO/IEC+27006-1:2024&iso27001=yes&valid_until=2028-01-31&source=register&on=2026-11-20";
const PLAN: &str = "title=First+certificate&body=CB-1&standard=&scope=Billing&markets=Japan&stage1_days=2&stage2_days=5&people=40&owner=&engagement=&combined=";
const RECORD: &str =
    "first=2026-11-20&last=2026-11-20&auditors=Jane+Rivers&covered=9.2.2,+A.5.15&outcome=after_actions&summary=Read";

/// A firm with a project of a body that `piet-maas` looked up.
async fn planned() -> Firm {
    let firm = Firm::new();
    let said = firm.done("piet-maas", "/certification/bodies", BODY).await;
    assert_eq!(said.to, "/o/firm/certification/bodies/CB-1");
    firm.done("piet-maas", "/certification/bodies/CB-1/checks", SEEN).await;
    let said = firm.done("piet-maas", "/certification/projects", PLAN).await;
    assert_eq!(said.to, "/o/firm/certification/projects/CT-1");
    firm
}

/// That, with Stage 1 held although something was missing here.
async fn at_stage1() -> Firm {
    let firm = planned().await;
    let visit = "form=visits&kind=stage1&first=2026-11-20&last=2026-11-20&remote=yes&auditors=&note=";
    firm.done("piet-maas", &format!("{ONE}/visits"), visit).await;
    let step = "form=steps&to=stage1&on=2026-11-20&note=&because=the+body+began";
    firm.done("piet-maas", &format!("{ONE}/steps"), step).await;
    firm.done("piet-maas", &format!("{ONE}/visits/1/record"), RECORD).await;
    firm
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_finding_is_offered_for_the_last_visit_that_was_held() {
    let firm = at_stage1().await;
    let coming = "form=visits&kind=stage2&first=2026-12-10&last=2026-12-11&auditors=&note=";
    firm.done("piet-maas", &format!("{ONE}/visits"), coming).await;
    let page = firm.page("piet-maas", ONE).await;
    assert!(page.contains("value=\"1\" selected>1: Stage 1"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r224_r225_an_empty_page_begins_with_the_body_and_who_may_not_sees_why() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/certification").await;
    assert!(page.contains("No certification is planned") && page.contains("Add a certification body"), "{page}");
    let page = firm.page("ivan-roth", "/certification").await;
    assert!(!page.contains("Add a certification body") && page.contains("ou may not"), "{page}");
    firm.not_offered("ivan-roth", "/certification/bodies/new", "ou may not").await;
    let wrong = BODY.replace("plan_days=30", "plan_days=soon");
    firm.refused("piet-maas", "/certification/bodies", &wrong, &["is no whole number", "Northern Certification"]).await;
    firm.done("piet-maas", "/certification/bodies", BODY).await;
    let page = firm.page("", "/certification/bodies/CB-1").await;
    assert!(page.contains("was not looked up"), "{page}");
    let wrong = SEEN.replace("27006-1:2024", "27006-1");
    firm.refused("piet-maas", "/certification/bodies/CB-1/checks", &wrong, &["names no edition", "SWEDAC"]).await;
    firm.done("piet-maas", "/certification/bodies/CB-1/checks", SEEN).await;
    let page = firm.page("", "/certification/bodies/CB-1").await;
    assert!(page.contains("Accredited for ISO/IEC 27001") && page.contains("2028-01-31"), "{page}");
    let moved = format!("form=change&{}&reason=it+moved", BODY.replace("Sweden", "Norway"));
    firm.done("piet-maas", "/certification/bodies/CB-1", &moved).await;
    let old = PLAN.replace("standard=", "standard=ISO/IEC+27001:2013");
    firm.refused("piet-maas", "/certification/projects", &old, &["certifies nobody any more", "Billing"]).await;
    firm.done("piet-maas", "/certification/projects", PLAN).await;
    let page = firm.page("", "/certification").await;
    assert!(page.contains("Japan is not among the markets"), "{page}");
    assert!(page.contains("/o/firm/certification/bodies/CB-1\">The body</a>"), "a warning leads to its reason: {page}");
    firm.forbidden("carl-diaz", &format!("{ONE}/steps"), "to=gap_done&on=2026-11-20").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r216_r217_r231_a_project_shows_what_is_missing_and_where_to_do_it() {
    let firm = planned().await;
    let page = firm.page("piet-maas", ONE).await;
    assert!(page.contains("missing before") && page.contains("were judged by nobody"), "{page}");
    assert!(page.contains("/o/firm/clauses"), "each has its page: {page}");
    assert!(page.contains("Stage 1: 2 days") && page.contains("Published: Stage 1 takes one or two days."), "{page}");
    assert!(
        page.contains("Stage 2: 5 days") && page.contains("Published: Stage 2 takes three to eight days."),
        "{page}"
    );
    let overview = firm.page("piet-maas", "/certification").await;
    assert!(overview.contains("/certification/readiness") && overview.contains("/certification/calendar"));
    let step = "form=steps&to=stage1&on=2026-11-20&note=kept+words&because=";
    let said = ["No management review has approved minutes", "kept words"];
    let said = [said[0].to_lowercase(), said[1].to_owned()];
    firm.refused("piet-maas", &format!("{ONE}/steps"), step, &[&said[0], &said[1]]).await;
    let change = format!("{}&reason=one+day+more", PLAN.replace("stage2_days=5", "stage2_days=6"));
    assert!(firm.page("piet-maas", &format!("{ONE}/plan")).await.contains("Billing"));
    firm.done("piet-maas", &format!("{ONE}/plan"), &change).await;
    assert!(firm.page("", ONE).await.contains("Stage 2: 6 days"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r156_r221_a_visit_is_recorded_and_a_concern_is_a_nonconformity() {
    let firm = at_stage1().await;
    let page = firm.page("", ONE).await;
    assert!(page.contains("The body went on without") && page.contains("the body began"), "{page}");
    assert!(page.contains("2 clauses and controls covered"), "{page}");
    let wrong = RECORD.replace("A.5.15", "A.9.99");
    firm.refused("piet-maas", &format!("{ONE}/visits/1/record"), &wrong, &["A.9.99", "Jane Rivers"]).await;
    let found = "form=findings&visit=1&kind=concern&on=2026-11-20&title=Scope&statement=Unclear&item=4.3&owner=demo-carl-diaz&nonconformity=";
    let wrong = found.replace("concern", "major");
    firm.refused("piet-maas", &format!("{ONE}/findings"), &wrong, &["ends in areas of concern", "Unclear"]).await;
    firm.done("piet-maas", &format!("{ONE}/findings"), found).await;
    let page = firm.page("", ONE).await;
    assert!(page.contains("/o/firm/nonconformities/NC-1") && page.contains("is not answered"), "{page}");
    let tasks = firm.page("carl-diaz", "/tasks").await;
    assert!(tasks.contains("Finding 1 needs an answer"), "it is his: {tasks}");
    let answer = "how=verified&on=2026-11-21&note=Letter";
    firm.refused("piet-maas", &format!("{ONE}/findings/1/answers"), answer, &["is not carried out"]).await;
    firm.done("piet-maas", "/nonconformities/NC-1/correction", "correction=Mended&on=2026-11-21").await;
    firm.done("piet-maas", "/nonconformities/NC-1/cause", "cause=Haste").await;
    firm.done("piet-maas", "/nonconformities/NC-1/no-action", "reason=mended+at+once").await;
    firm.done("piet-maas", &format!("{ONE}/findings/1/answers"), answer).await;
    let coverage = firm.page("", &format!("{ONE}/coverage")).await;
    assert!(coverage.contains("2 of 123 items covered by 1 visit"), "{coverage}");
    let never = firm.page("", &format!("{ONE}/coverage?show=never")).await;
    assert!(never.contains("121 of 123 shown"), "{never}");
    assert!(firm.page("", "/history").await.contains("recorded visit"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r222_r223_a_certificate_shows_its_days_the_next_surveillance_and_its_status() {
    let firm = at_stage1().await;
    firm.done("piet-maas", &format!("{ONE}/steps"), "to=stage1_closed&on=2026-11-20&note=").await;
    firm.done("piet-maas", &format!("{ONE}/visits"), "kind=stage2&first=2026-11-20&last=2026-11-20").await;
    firm.done("piet-maas", &format!("{ONE}/visits/2/days"), "first=2026-11-21&last=2026-11-21&reason=ill").await;
    firm.done("piet-maas", &format!("{ONE}/steps"), "to=stage2&on=2026-11-21&because=the+body+began").await;
    let record = RECORD.replace("2026-11-20", "2026-11-21").replace("after_actions", "goes_on");
    firm.done("piet-maas", &format!("{ONE}/visits/2/record"), &record).await;
    firm.done("piet-maas", &format!("{ONE}/steps"), "to=decision_pending&on=2026-11-21").await;
    let decision = "form=certificates&number=IS+1&on=2026-11-21&statement=ST-9&scope=Billing&note=";
    firm.refused("piet-maas", &format!("{ONE}/certificates"), decision, &["ST-9", "IS 1"]).await;
    firm.done("piet-maas", &format!("{ONE}/certificates"), &decision.replace("ST-9", "Version+3")).await;
    let page = firm.page("", ONE).await;
    assert!(page.contains("Certificate IS 1") && page.contains("2029-11-20"), "{page}");
    assert!(page.contains("For the next surveillance") && page.contains("Use of marks"), "{page}");
    assert!(page.contains("Lapsed since the last visit"), "{page}");
    firm.done("piet-maas", &format!("{ONE}/marks"), "form=marks&on=2026-11-21&note=Web+site").await;
    firm.done("piet-maas", &format!("{ONE}/changes"), "form=changes&kind=site&on=2026-12-01&what=Lyon").await;
    assert!(firm.page("", ONE).await.contains("The body was not told"));
    firm.done("piet-maas", &format!("{ONE}/changes/1/report"), "on=2026-11-21&answer=Next+time&stage1=yes").await;
    let visit = "kind=surveillance1&first=2027-06-01&last=2027-06-02";
    firm.done("piet-maas", &format!("{ONE}/visits"), visit).await;
    firm.done("piet-maas", &format!("{ONE}/visits/3/cancellation"), "reason=later").await;
    let suspend = "form=steps&to=suspended&on=2026-11-21&ground=&note=asked&because=";
    firm.refused("piet-maas", &format!("{ONE}/steps"), suspend, &["The ground is empty"]).await;
    firm.done("piet-maas", &format!("{ONE}/steps"), &suspend.replace("ground=", "ground=own_request")).await;
    let page = firm.page("", "/certification").await;
    assert!(page.contains("Suspended") && page.contains("2027-05-21"), "six months: {page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn projects_and_bodies_are_taken_along_as_files() {
    let empty = Firm::new();
    assert!(!empty.page("piet-maas", "/certification").await.contains("export.csv"), "nothing to take along yet");
    let firm = planned().await;
    let page = firm.page("ivan-roth", "/certification").await;
    assert!(page.contains("/certification/export.csv") && page.contains("/certification/export.xlsx"), "{page}");
    let csv = firm.get("ivan-roth", "/certification/export.csv").await;
    assert!(csv.text.contains("CT-1,First certificate,CB-1,Northern Certification,"), "{}", csv.text);
    let book = firm.get("ivan-roth", "/certification/export.xlsx").await;
    assert!(book.kind.contains("spreadsheetml") && book.text.starts_with("PK"), "{}", book.kind);
}
