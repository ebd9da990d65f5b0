//! The pages on internal audits, in process: each form done, refused with nothing lost, and not offered to who may not.

use crate::web::people::tests::{Firm, MINUTE, NOON};
use domain::values::audit::AuditProgramme;
use jiff::civil::date;

const PLACE: &str = "/internal-audits";
const PROGRAMME: &str = "title=Internal+audits&from=2026-01-01&years=3&frequency=Once&methods=Interviews\
    &responsibilities=Piet+plans&planning=Importance&reporting=To+management&procedure=&important=a+5.24%3A+incidents\
    &look_back=365&weeks_least=4&weeks_most=8";
const PLAN: &str =
    "title=Access&from=2026-11-02&until=2026-11-29&scope=9.1%2C+A+5.18%2C+AC-1&criteria=ISO&methods=Interviews&hired=";
const FOUND: &str = "form=findings&class=minor&item=AC-1&line=&title=Leavers+keep+access&statement=Four+of+ten&evidence=&owner=&nonconformity=";

/// The hash of what the form of a programme says.
fn sha256() -> String {
    let text = |words: &str| words.to_owned();
    let programme = AuditProgramme {
        title: text("Internal audits"),
        frequency: text("Once"),
        methods: text("Interviews"),
        responsibilities: text("Piet plans"),
        planning: text("Importance"),
        reporting: text("To management"),
        important: [(text("A.5.24"), text("incidents"))].into(),
        ..AuditProgramme::usual(date(2026, 1, 1))
    };
    programme.sha256()
}

/// A firm with an approved programme: `AP-1`.
async fn with_programme() -> Firm {
    let firm = Firm::new();
    let said = firm.done("piet-maas", &format!("{PLACE}/programmes"), PROGRAMME).await;
    assert_eq!(said.to, "/o/firm/internal-audits/programmes/AP-1");
    let one = format!("{PLACE}/programmes/AP-1");
    firm.done("piet-maas", &format!("{one}/proposal"), "").await;
    firm.refused("mina-sato", &format!("{one}/approval"), "version=1&sha256=00", &["has changed since you read it"])
        .await;
    firm.done("mina-sato", &format!("{one}/approval"), &format!("version=1&sha256={}", sha256())).await;
    firm
}

/// One whose audit `IA-1` Ivan has begun.
async fn in_fieldwork() -> Firm {
    let firm = with_programme().await;
    let said = firm.done("piet-maas", PLACE, PLAN).await;
    assert_eq!(said.to, "/o/firm/internal-audits/IA-1");
    let at = |noun: &str| format!("{PLACE}/IA-1/{noun}");
    firm.done("piet-maas", &at("auditors"), "person=demo-ivan-roth&items=&competence=Lead+auditor").await;
    firm.done("piet-maas", &at("announcement"), "on=2026-11-20&note=From+Monday").await;
    firm.done("ivan-roth", &at("start"), "on=2026-11-21").await;
    firm
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_empty_page_says_what_to_do_first_and_who_may() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", PLACE).await;
    assert!(
        page.contains("There is no programme of internal audits yet") && page.contains("Write the programme"),
        "{page}"
    );
    assert!(page.contains("no internal audit: collectors"), "scans are no audit: {page}");
    let page = firm.page("mina-sato", PLACE).await;
    assert!(!page.contains("Write the programme</a>") && page.contains("ou may not"), "{page}");
    firm.not_offered("mina-sato", &format!("{PLACE}/new"), "may not plan internal audits").await;
    firm.forbidden("mina-sato", PLACE, PLAN).await;
    firm.refused("piet-maas", &format!("{PLACE}/programmes"), "title=Kept&from=soon&years=3", &["is no date", "Kept"])
        .await;
    let wrong = PROGRAMME.replace("years=3", "years=9");
    firm.refused("piet-maas", &format!("{PLACE}/programmes"), &wrong, &["9 is not possible", "Interviews"]).await;
    let reasonless = PROGRAMME.replace("a+5.24%3A+incidents", "A.5.24");
    firm.refused("piet-maas", &format!("{PLACE}/programmes"), &reasonless, &["has no reason"]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r126_a_programme_is_written_approved_changed_and_closed() {
    let firm = with_programme().await;
    let one = format!("{PLACE}/programmes/AP-1");
    let page = firm.page("", &one).await;
    for words in ["Active", "Frequency", "365 days for a part", "incidents", "Version 1"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    for words in ["Links both ways", "A.5.24", "object=audit_programme:AP-1", "As of"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(firm.page("", "/search.json?q=ap-1").await.contains("/internal-audits/programmes/AP-1"));
    firm.refused("piet-maas", &format!("{one}/revision"), PROGRAMME, &["is so already"]).await;
    assert!(firm.page("piet-maas", &format!("{one}/revision")).await.contains("A.5.24: incidents"));
    firm.done("piet-maas", &format!("{one}/revision"), &PROGRAMME.replace("Once", "Twice")).await;
    let page = firm.page("", PLACE).await;
    assert!(page.contains("The approved version stays in force"), "{page}");
    firm.forbidden("mina-sato", &format!("{one}/closing"), "note=").await;
    firm.done("piet-maas", &format!("{one}/closing"), "note=over").await;
    assert!(firm.page("", &one).await.contains("Closed"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r129_an_audit_goes_from_its_plan_to_its_end_on_its_page() {
    let firm = in_fieldwork().await;
    let at = |noun: &str| format!("{PLACE}/IA-1/{noun}");
    let list = firm.page("ivan-roth", &at("checklist")).await;
    assert!(list.contains("0 of 4 lines answered") && list.contains("What was seen"), "{list}");
    assert!(
        !firm.page("mina-sato", &at("checklist")).await.contains("What was seen"),
        "who does not audit answers nothing"
    );
    firm.refused("ivan-roth", &at("lines/1"), "result=conforms&note=&seen=0", &["The note is empty."]).await;
    for line in 1..=3 {
        let sample = "population=40&size=8&picked=every+fifth";
        let said = firm
            .done(
                "ivan-roth",
                &at(&format!("lines/{line}")),
                &format!("result=conforms&note=Seen&seen=0&show=open&{sample}"),
            )
            .await;
        assert!(said.to.ends_with(&format!("show=open#line-{}", line + 1)), "{}", said.to);
    }
    firm.refused(
        "ivan-roth",
        &at("lines/1"),
        "result=finding&note=Late&seen=0",
        &["has changed since you read it", "Late"],
    )
    .await;
    firm.forbidden("mina-sato", &at("lines/4"), "result=conforms&note=Seen&seen=0").await;
    firm.done("ivan-roth", &at("lines/4"), "result=finding&note=Four+of+ten&seen=0").await;
    assert!(firm.page("", &at("checklist?show=finding")).await.contains("1 of 4 shown"));
    let report = "form=report&on=2026-11-21&summary=Kept+words&conclusion=It+works&to=demo-mina-sato";
    firm.refused("ivan-roth", &at("report"), report, &["says that something was found", "Kept words"]).await;
    firm.refused(
        "ivan-roth",
        &at("findings"),
        &FOUND.replace("AC-1", "9.3.1"),
        &["is not in the scope", "Leavers keep access"],
    )
    .await;
    firm.done("ivan-roth", &at("findings"), FOUND).await;
    assert!(firm.page("ivan-roth", &at("findings/1")).await.contains("Four of ten"));
    firm.done("ivan-roth", &at("findings/1"), &format!("{}&reason=counted+again", FOUND.replace("Four", "Three")))
        .await;
    assert_eq!(firm.get("ivan-roth", &at("findings/7")).await.status, 404);
    assert!(firm.page("", &at("report")).await.contains("It is not reported yet"));
    firm.done("ivan-roth", &at("report"), report).await;
    let page = firm.page("", &format!("{PLACE}/IA-1")).await;
    assert!(page.contains("Actions open") && page.contains("NC-1") && page.contains("Three of ten"), "{page}");
    let paper = firm.page("", &at("report")).await;
    for words in
        ["Conclusion of the auditor", "It works", "4 of 4 lines of the checklist were examined", "Independence", "NC-1"]
    {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    firm.refused("ivan-roth", &at("follow-up"), "on=2026-11-21&note=Seen", &["still open: NC-1"]).await;
    firm.refused("piet-maas", &at("closing"), "note=", &["not verified"]).await;
    let nonconformity = firm.page("", "/nonconformities/NC-1").await;
    assert!(nonconformity.contains("/o/firm/internal-audits/IA-1"), "it leads back to its audit: {nonconformity}");
    let book = firm.get("", &at("export.xlsx")).await;
    assert!(book.status == 200 && book.kind.contains("spreadsheet"), "{}", book.kind);
    firm.done("ivan-roth", "/nonconformities/NC-1/rejection", "reason=They+were+none").await;
    firm.done("ivan-roth", &at("follow-up"), "on=2026-11-21&note=Seen").await;
    firm.done("piet-maas", &at("closing"), "note=Done").await;
    let coverage = firm.page("", &format!("{PLACE}/coverage?show=covered")).await;
    assert!(coverage.contains("2 of 123 items audited") && coverage.contains("2 of 123 shown"), "{coverage}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r128_the_page_says_who_has_a_part_in_what_is_audited() {
    let firm = with_programme().await;
    firm.done("piet-maas", PLACE, &PLAN.replace("9.1%2C+A+5.18%2C+AC-1", "9.2.2")).await;
    let at = |noun: &str| format!("{PLACE}/IA-1/{noun}");
    let wrong = "form=auditors&person=demo-piet-maas&items=&competence=Kept+words";
    firm.refused("piet-maas", &at("auditors"), wrong, &["Piet Maas is no internal auditor here today", "Kept words"])
        .await;
    firm.done("piet-maas", &at("auditors"), "person=demo-ivan-roth&items=&competence=Lead+auditor").await;
    let page = firm.page("", &format!("{PLACE}/IA-1")).await;
    assert!(page.contains("No part in it") && page.contains("clause 9.2.2"), "{page}");
    firm.refused("piet-maas", &at("auditors/removal"), "person=demo-ivan-roth&reason=", &["The reason is empty."])
        .await;
    firm.done("piet-maas", &at("auditors/removal"), "person=demo-ivan-roth&reason=Ill").await;
    assert!(firm.page("", &format!("{PLACE}/IA-1")).await.contains("No auditor is named"));
    firm.done("piet-maas", &at("plan"), &PLAN.replace("Access", "Access+and+more")).await;
    assert!(firm.page("piet-maas", &at("plan")).await.contains("Access and more"));
    firm.refused("piet-maas", &at("plan"), &PLAN.replace("until=2026-11-29", "until=2026-10-29"), &["lies before"])
        .await;
    firm.refused("piet-maas", &at("cancelling"), "reason=", &["The reason is empty."]).await;
    firm.done("piet-maas", &at("cancelling"), "reason=Another+firm+does+it").await;
    assert!(firm.page("", &format!("{PLACE}/IA-1")).await.contains("Cancelled"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r127_the_matrix_can_be_read_as_it_was() {
    let firm = in_fieldwork().await;
    let page = firm.page("", &format!("{PLACE}/coverage?show=never")).await;
    assert!(page.contains("The whole scope was not audited") && page.contains("121 of 123 shown"), "{page}");
    assert!(firm.page("", &format!("{PLACE}/coverage?show=yearly")).await.contains("A.5.24"));
    firm.clock.set(NOON + 3 * 1440 * MINUTE);
    let past = firm.page("", &format!("{PLACE}?as-of=2026-11-19")).await;
    assert!(
        past.contains("There is no programme of internal audits yet") && !past.contains("Write the programme</a>"),
        "{past}"
    );
    let history = firm.page("", "/history").await;
    assert!(history.contains("began the fieldwork of") && history.contains("with a checklist of 4 lines"), "{history}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_auditor_who_left_is_marked_on_the_page_of_a_running_audit() {
    let firm = in_fieldwork().await;
    assert!(!firm.page("", &format!("{PLACE}/IA-1")).await.contains("Has left"));
    firm.done("", "/people/demo-ivan-roth/end", "end-reason=Left+the+firm").await;
    let page = firm.page("", &format!("{PLACE}/IA-1")).await;
    assert!(page.contains("Has left") && page.contains("1 auditor who is named has left"), "{page}");
}
