//! The pages on management reviews, in process: each form done, refused with nothing lost, and not offered to who may not.

use crate::web::people::tests::Firm;
use axum::http::StatusCode;
use domain::reports::review::ReviewInput;

const ONE: &str = "/management-reviews/RV-1";
const PLAN: &str = "title=Management+review+2026&form=meeting&on=2026-11-21";

/// A firm with a review whose agenda was sent by `piet-maas`.
async fn sent() -> Firm {
    let firm = Firm::new();
    let said = firm.done("piet-maas", "/management-reviews", PLAN).await;
    assert_eq!(said.to, "/o/firm/management-reviews/RV-1");
    firm.done("piet-maas", &format!("{ONE}/agenda"), "form=agenda").await;
    firm
}

fn notes() -> String {
    let words = ReviewInput::ALL.map(|input| format!("{}=Taken+note+of+{}", input.id(), input.id()));
    words.join("&")
}

/// That, held with `mina-sato` and with everything but an approval; `carl-diaz` has an action.
async fn held() -> Firm {
    let firm = sent().await;
    let with = "form=meeting&on=2026-11-21&person=demo-piet-maas&chair=demo-mina-sato&keeper=demo-piet-maas";
    firm.done("piet-maas", &format!("{ONE}/meeting"), with).await;
    firm.done("piet-maas", &format!("{ONE}/notes"), &notes()).await;
    let action = "form=decisions&kind=improvement&text=Rehearse+the+restore&owner=demo-carl-diaz&due=2026-12-20";
    firm.done("piet-maas", &format!("{ONE}/decisions"), action).await;
    firm.done("piet-maas", &format!("{ONE}/decisions"), "form=decisions&kind=change&text=No+change&owner=&due=").await;
    firm.done("piet-maas", &format!("{ONE}/minutes"), "form=minutes&minutes=All+was+gone+through").await;
    firm
}

/// The hash that the form of the approval carries.
fn hash(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"sha256\" value=\"").expect("the approval is offered");
    rest.chars().take_while(char::is_ascii_hexdigit).collect()
}

async fn approved() -> Firm {
    let firm = held().await;
    let sha256 = hash(&firm.page("mina-sato", ONE).await);
    firm.done("mina-sato", &format!("{ONE}/approval"), &format!("form=approval&sha256={sha256}")).await;
    firm
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r150_an_empty_list_says_what_to_do_and_what_soc_2_does_not_ask_for() {
    let firm = Firm::new();
    let page = firm.page("piet-maas", "/management-reviews").await;
    assert!(page.contains("No management review is recorded yet") && page.contains("Schedule the first one"), "{page}");
    assert!(page.contains("SOC 2 asks for no management review of this form"), "{page}");
    let page = firm.page("mina-sato", "/management-reviews").await;
    assert!(
        !page.contains("Schedule the first one") && page.contains("ou may not"),
        "why not, and whom to ask: {page}"
    );
    firm.not_offered("mina-sato", "/management-reviews/new", "ou may not").await;
    let wrong = PLAN.replace("2026-11-21", "2026-11-01");
    firm.refused("piet-maas", "/management-reviews", &wrong, &["is over", "Management review 2026"]).await;
    firm.refused("piet-maas", "/management-reviews/interval", "months=often", &["is no number of months", "often"])
        .await;
    firm.done("piet-maas", "/management-reviews/interval", "months=6").await;
    assert!(firm.page("", "/management-reviews").await.contains("6 months"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r146_an_agenda_shows_every_input_with_what_the_data_says() {
    let firm = Firm::new();
    firm.done("piet-maas", "/nonconformities", "title=Leavers&description=x&class=minor&source=other&found=2026-11-20")
        .await;
    firm.done("piet-maas", "/management-reviews", PLAN).await;
    let agenda = firm.page("mina-sato", &format!("{ONE}/agenda")).await;
    assert!(agenda.contains("Not sent yet") && agenda.contains("data-print"), "{agenda}");
    for input in ReviewInput::ALL {
        assert!(agenda.contains(input.title()), "{}: {agenda}", input.title());
    }
    assert!(agenda.contains("/nonconformities/NC-1") && agenda.contains("1 of 1"), "{agenda}");
    assert!(agenda.contains("No internal audit is recorded here yet"), "what is not kept is said: {agenda}");
    firm.done("piet-maas", &format!("{ONE}/agenda"), "form=agenda").await;
    firm.done("piet-maas", "/nonconformities", "title=Later&description=x&class=minor&source=other&found=2026-11-21")
        .await;
    let agenda = firm.page("mina-sato", &format!("{ONE}/agenda")).await;
    assert!(agenda.contains("As it was sent") && !agenda.contains("Later"), "it stays what was shown: {agenda}");
    let page = firm.page("piet-maas", ONE).await;
    assert!(page.contains("Send it again") && page.contains("Before the minutes can be approved"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r149_a_review_goes_all_the_way_on_its_page() {
    let firm = held().await;
    let page = firm.page("mina-sato", ONE).await;
    for words in ["Mina Sato, chair", "Top management", "Rehearse the restore", "11 of 11", "Approve the minutes"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let page = firm.page("piet-maas", ONE).await;
    assert!(page.contains("ou may not approve the minutes"), "who wrote them does not approve them: {page}");
    firm.refused("mina-sato", &format!("{ONE}/approval"), "form=approval&sha256=00", &["changed"]).await;
    let sha256 = hash(&firm.page("mina-sato", ONE).await);
    firm.done("mina-sato", &format!("{ONE}/approval"), &format!("form=approval&sha256={sha256}")).await;
    let minutes = firm.page("", &format!("{ONE}/minutes")).await;
    for words in ["Mina Sato", "No change", "All was gone through", "Taken note of f_results", &sha256] {
        assert!(minutes.contains(words), "{words}: {minutes}");
    }
    firm.refused("piet-maas", &format!("{ONE}/closing"), "form=closing&note=", &["while actions are open: 1"]).await;
    let done = "form=RV-1%2F1&status=done&on=2026-11-21&note=Restored&evidence=";
    firm.done("piet-maas", &format!("{ONE}/decisions/1/reports"), done).await;
    assert!(firm.page("piet-maas", ONE).await.contains("No action is open: close it"));
    firm.done("piet-maas", &format!("{ONE}/closing"), "form=closing&note=Seen").await;
    let list = firm.page("", "/management-reviews").await;
    assert!(list.contains("Closed") && list.contains("2026-11-21"), "{list}");
    assert!(firm.page("", "/history").await.contains("approved the minutes of"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r145_what_is_missing_is_listed_all_the_time_and_refuses_the_approval() {
    let firm = sent().await;
    let page = firm.page("piet-maas", ONE).await;
    for check in ["MR-01", "MR-02", "MR-03", "MR-04"] {
        assert!(page.contains(check), "{check}: {page}");
    }
    firm.done("piet-maas", &format!("{ONE}/meeting"), "form=meeting&on=2026-11-21&person=demo-piet-maas").await;
    assert!(firm.page("mina-sato", ONE).await.contains("They cannot be approved while something is missing"));
    firm.refused(
        "piet-maas",
        &format!("{ONE}/decisions"),
        "form=decisions&kind=&text=kept+words",
        &["is empty", "kept words"],
    )
    .await;
    firm.done("piet-maas", &format!("{ONE}/decisions"), "form=decisions&kind=resources&text=One+engineer+more").await;
    firm.done("piet-maas", &format!("{ONE}/decisions/1/removal"), "").await;
    let page = firm.page("piet-maas", ONE).await;
    let (minutes, latest) = page.split_once("Latest entries").unwrap();
    assert!(!minutes.contains("One engineer more") && latest.contains("One engineer more"), "the history keeps it");
    firm.refused(
        "piet-maas",
        &format!("{ONE}/evidence"),
        "form=evidence&evidence=EV-9",
        &["No evidence is known", "EV-9"],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r137_whoever_carries_an_action_out_finds_it_and_reports_it() {
    let firm = approved().await;
    let page = firm.page("carl-diaz", "/management-reviews").await;
    assert!(page.contains("Your actions") && page.contains("Rehearse the restore"), "{page}");
    assert_ne!(firm.get("carl-diaz", ONE).await.status, StatusCode::OK, "the review itself is read by others");
    assert!(firm.page("carl-diaz", "/tasks").await.contains("/management-reviews#actions"));
    let late = "form=RV-1%2F1&status=in_progress&on=2026-11-21&note=&evidence=";
    firm.refused("carl-diaz", &format!("{ONE}/decisions/1/reports"), late, &["The note is empty"]).await;
    let going = "form=RV-1%2F1&status=in_progress&on=2026-11-21&note=Half+done&evidence=";
    firm.done("carl-diaz", &format!("{ONE}/decisions/1/reports"), going).await;
    firm.forbidden("dora-lund", &format!("{ONE}/decisions/1/reports"), going).await;
    firm.done("piet-maas", "/management-reviews", "title=The+next&form=meeting&on=2026-12-01").await;
    let agenda = firm.page("piet-maas", "/management-reviews/RV-2/agenda").await;
    assert!(agenda.contains("RV-1/1") && agenda.contains("Half done"), "{agenda}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn r148_a_record_of_another_meeting_names_the_inputs_that_it_misses() {
    let firm = Firm::new();
    firm.done("piet-maas", "/management-reviews", "title=Board+in+May&form=record&on=2026-05-04").await;
    let page = firm.page("piet-maas", ONE).await;
    assert!(page.contains("A record of another meeting") && page.contains("only in part"), "{page}");
    firm.done("piet-maas", &format!("{ONE}/meeting"), "form=meeting&on=2026-05-04&person=demo-mina-sato").await;
    firm.done("piet-maas", &format!("{ONE}/notes"), "f_results=The+three+highest+risks").await;
    let page = firm.page("piet-maas", ONE).await;
    assert!(page.contains("1 of 11") && page.contains("opportunities for improvement"), "{page}");
    assert!(!page.contains("#input-f_results\""), "what was treated is not missing: {page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_was_not_held_is_moved_and_cancelled() {
    let firm = sent().await;
    firm.done("piet-maas", &format!("{ONE}/day"), "on=2026-12-08&reason=The+board+is+away").await;
    assert!(firm.page("", ONE).await.contains("2026-12-08"));
    firm.refused("piet-maas", &format!("{ONE}/cancellation"), "reason=", &["The reason is empty"]).await;
    firm.done("piet-maas", &format!("{ONE}/cancellation"), "reason=merged").await;
    let page = firm.page("piet-maas", ONE).await;
    assert!(page.contains("Cancelled") && page.contains("merged") && !page.contains("Cancel it"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reviews_and_their_actions_are_taken_along_as_files() {
    let firm = Firm::new();
    assert!(!firm.page("piet-maas", "/management-reviews").await.contains("export.csv"), "nothing to take along yet");
    let firm = approved().await;
    let page = firm.page("piet-maas", "/management-reviews").await;
    assert!(
        page.contains("/management-reviews/export.csv") && page.contains("/management-reviews/export.xlsx"),
        "{page}"
    );
    let csv = firm.get("piet-maas", "/management-reviews/export.csv").await;
    assert!(csv.kind.starts_with("text/csv") && csv.text.starts_with("Id,Title,Form,"), "{}", csv.text);
    assert!(csv.text.contains("RV-1,Management review 2026,meeting,2026-11-21,2026-11-21,"), "{}", csv.text);
    let own = firm.get("carl-diaz", "/management-reviews/export.csv").await;
    assert!(own.text.contains("Rehearse the restore") && !own.text.contains("Management review 2026"), "{}", own.text);
    let book = firm.get("piet-maas", "/management-reviews/export.xlsx").await;
    assert!(book.status == StatusCode::OK && book.text.starts_with("PK"), "{}", book.kind);
}
