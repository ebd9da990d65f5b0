//! Questionnaires in process: taken in, suggested, accepted, sent back; the library and the pack; and who may do what.

use crate::web::people::tests::Firm;
use axum::http::StatusCode;
use domain::command::Command;
use domain::values::{Control, Status};

const LIST: &str = "No,Question,Answer\r\n1,Do you review access rights of users?,\r\n2,Is data encrypted?,\r\n";

fn form(file: &str) -> Vec<u8> {
    let part = |name: &str, more: &str, value: &str| {
        format!("--part\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}\r\n")
    };
    let file = part("file", "; filename=\"bank.csv\"", file);
    format!("{file}{}--part--\r\n", part("customer", "", "Example <Bank>")).into_bytes()
}

/// A firm with a control that reviews access, and a questionnaire that came in.
async fn firm() -> Firm {
    let firm = Firm::new();
    let control = Control {
        id: "RV-1".into(),
        name: "Access review".into(),
        activity: "Owners review the access rights of all users".into(),
        status: Status::InPlace,
        ..Control::default()
    };
    firm.doors.app.change("firm", &firm.founder(), None, Command::AddControl { control }).unwrap();
    let sent = firm.send("piet-maas", "/questionnaires/import", "multipart/form-data; boundary=part", form(LIST)).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let check = sent.to.strip_prefix("/o/firm").unwrap().to_owned();
    let looked = firm.page("piet-maas", &check).await;
    assert!(looked.contains("2 questions in column B") && looked.contains("Is data encrypted?"), "{looked}");
    let bare = check.split('?').next().unwrap();
    let done = firm.done("piet-maas", bare, "customer=Example+%3CBank%3E").await;
    assert_eq!(done.to, "/o/firm/questionnaires/QN-1");
    firm
}

#[tokio::test(flavor = "multi_thread")]
async fn r334_a_suggestion_is_accepted_and_the_same_file_goes_back() {
    let firm = firm().await;
    let question = firm.page("piet-maas", "/questionnaires/QN-1/2").await;
    assert!(question.contains("Owners review the access rights") && question.contains("RV-1"), "{question}");
    let accept = "answer=Owners+review+them.&sources=control%3ARV-1";
    firm.done("piet-maas", "/questionnaires/QN-1/2", accept).await;
    let one = firm.page("mina-sato", "/questionnaires/QN-1").await;
    assert!(one.contains("Example &lt;Bank&gt;") && one.contains("Owners review them."), "{one}");
    let file = firm.get("piet-maas", "/questionnaires/QN-1/file").await;
    assert_eq!(file.text, LIST.replace("users?,", "users?,Owners review them."));
    firm.refused("piet-maas", "/questionnaires/QN-1/3", "answer=We+are+SOC+2+certified", &["SOC 2 report"]).await;
    firm.refused("piet-maas", "/questionnaires/QN-1/3", "answer=Yes&sources=nowhere", &["nowhere"]).await;
    firm.done("piet-maas", "/questionnaires/QN-1/sent", "on=2026-11-21").await;
    firm.refused("piet-maas", "/questionnaires/QN-1/3", "answer=Yes", &["went back"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_library_is_kept_confirmed_and_taken_out_by_who_may() {
    let firm = firm().await;
    let kept = "question=Do+you+train%3F&answer=Yes&sources=&owner=";
    firm.done("piet-maas", "/answers/new", kept).await;
    let list = firm.page("mina-sato", "/answers").await;
    assert!(list.contains("AN-1") && list.contains("Do you train?"), "{list}");
    firm.done("piet-maas", "/answers/AN-1", "question=Do+you+train%3F&answer=Yes%2C+yearly&sources=&owner=").await;
    firm.done("piet-maas", "/answers/AN-1/confirmation", "").await;
    firm.forbidden("mina-sato", "/answers/AN-1/confirmation", "").await;
    firm.refused("piet-maas", "/answers/AN-1/withdrawal", "reason=", &["reason"]).await;
    firm.done("piet-maas", "/answers/AN-1/withdrawal", "reason=old").await;
    assert!(firm.page("piet-maas", "/answers/AN-1").await.contains("Taken out: old"));
    firm.not_offered("mina-sato", "/answers/new", "ou may not").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn r334_the_pack_says_what_is_missing() {
    let firm = firm().await;
    let pack = firm.page("mina-sato", "/answer-pack").await;
    assert!(pack.contains("SOC 2 Type II report") && pack.contains("Nothing yet"), "{pack}");
    assert!(pack.contains("neither answers for the other"), "{pack}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_is_told_and_files_that_hold_no_questions_are_named() {
    let firm = firm().await;
    firm.not_offered("mina-sato", "/questionnaires/import", "ou may not").await;
    firm.forbidden("mina-sato", "/questionnaires/QN-1/2", "answer=Yes").await;
    assert_eq!(firm.get("carl-diaz", "/questionnaires/QN-1").await.status, StatusCode::FORBIDDEN);
    let list = firm.page("mina-sato", "/questionnaires").await;
    assert!(list.contains("QN-1") && list.contains("0 of 2"), "{list}");
    let kind = "multipart/form-data; boundary=part";
    let sent = firm.send("piet-maas", "/questionnaires/import", kind, form("id,name\r\n1,One\r\n")).await;
    let check = sent.to.strip_prefix("/o/firm").unwrap().to_owned();
    let said = firm.get("piet-maas", &check).await;
    assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", said.text);
    assert!(said.text.contains("is not found"), "{}", said.text);
}
