//! The public statement and requests for documents through the API.

use super::server::{Reply, Server, TOKEN};
use app::{AskedDocuments, Visitor};
use domain::command::{Command, PolicyCommand};
use domain::values::Role;
use domain::values::policy::{Policy, Quorum, text_sha256};
use domain::values::public::{PublicDocument, PublicDocumentKind};
use serde_json::json;

const ROOT: &str = "/api/v1/o/acme";
const TEXT: &str = "# Access\n\nAccess follows need.\n";

fn code(reply: &Reply) -> (u16, &str) {
    (reply.status, reply.json["code"].as_str().unwrap_or_default())
}

/// Acme with a document in force, `PL-1`.
async fn firm() -> Server {
    let server = Server::with_acme().await;
    let app = &server.doors.app;
    let (founder, mina) = (app.local_operator("cli").unwrap(), app.demo_actor("mina-sato"));
    let does = |who, command| app.change("acme", who, None, command).unwrap();
    does(&founder, Command::InvitePerson { person: mina.id().to_owned(), roles: [Role::Management].into() });
    does(&mina, Command::ConfirmMembership);
    let policy = Box::new(Policy {
        number: "POL-02".to_owned(),
        title: "Access".to_owned(),
        approval: Quorum { count: 1, people: [].into(), roles: [Role::Management].into() },
        ..Policy::default()
    });
    let (id, version, sha256) = ("PL-1".to_owned(), 1, text_sha256(TEXT));
    let from = app.clock().today();
    let policies = [
        (&founder, PolicyCommand::WritePolicy { policy, text: TEXT.to_owned() }),
        (&founder, PolicyCommand::SubmitPolicy { id: id.clone(), version, sha256: sha256.clone() }),
        (&mina, PolicyCommand::ApprovePolicy { id: id.clone(), version, sha256: sha256.clone() }),
        (&founder, PolicyCommand::PublishPolicy { id, version, sha256, from }),
    ];
    for (who, command) in policies {
        does(who, Command::Policy(command));
    }
    server
}

/// A visitor asks for it.
fn asks(server: &Server) {
    let asked = AskedDocuments {
        name: "Ada Byron".to_owned(),
        company: "Analytical GmbH".to_owned(),
        email: "ada@analytical.example".to_owned(),
        purpose: "a contract".to_owned(),
        documents: vec![PublicDocument::new(PublicDocumentKind::Policy, "PL-1")],
        accepted: true,
    };
    assert!(server.doors.app.ask_documents("acme", &asked, &Visitor::default()).unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_public_statement_is_set_against_the_version_that_was_read() {
    let server = firm().await;
    let one = format!("{ROOT}/public-statement");
    let before = server.get(&one).await;
    assert_eq!((before.status, &before.json["set"]["on"]), (200, &json!(false)), "{}", before.json);
    assert_eq!(before.json["offers"][0]["document"], "policy:PL-1", "{}", before.json);
    let shape = json!({ "on": true, "about": "Tides.", "documents": ["policy:PL-1"], "under_way": true });
    let set = server.with(TOKEN, &[], "PUT", &one, Some(&shape)).await;
    assert_eq!(set.status, 200, "nothing was set before: {}", set.json);
    assert_eq!(code(&server.with(TOKEN, &[], "PUT", &one, Some(&shape)).await), (428, "precondition_required"));
    let after = server.get(&one).await;
    assert_eq!(after.json["page"]["documents"][0]["title"], "Access, version 1", "{}", after.json);
    let wrong = json!({ "on": true, "about": "We are SOC 2 certified." });
    let refused = server.put(&one, &wrong).await;
    assert_eq!(code(&refused), (422, "not_possible"), "{}", refused.json);
    assert!(refused.json["hint"].to_string().contains("SOC 2 report"), "{}", refused.json);
    assert_eq!(code(&server.put(&one, &json!({ "documents": ["report:EN-1"] })).await), (422, "not_possible"));
    assert_eq!(server.put(&one, &json!({ "reports": [] })).await.status, 400, "what is held cannot be written");
    let (_, ines) = server.member("Ines Moreau", &["internal_auditor"]).await;
    assert_eq!(code(&server.by(&ines, "PUT", &one, Some(&shape)).await), (403, "not_allowed"));
    assert_eq!(code(&server.by(&ines, "GET", &format!("{ROOT}/document-requests"), None).await), (403, "not_allowed"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn documents_are_given_linked_again_taken_back_and_erased() {
    let server = firm().await;
    server.put(&format!("{ROOT}/public-statement"), &json!({ "on": true, "documents": ["policy:PL-1"] })).await;
    let all = format!("{ROOT}/document-requests");
    let one = format!("{all}/DR-1");
    assert_eq!(code(&server.get(&one).await), (404, "unknown"));
    asks(&server);
    let listed = server.get(&all).await;
    assert_eq!((&listed.json["matching"], &listed.json["requests"][0]["state"]), (&json!(1), &json!("waiting")));
    let giving = format!("{one}/giving");
    assert_eq!(code(&server.post(&giving, &json!({ "days": 91 })).await), (422, "not_possible"));
    assert_eq!(code(&server.post(&giving, &json!({ "documents": ["statement"] })).await), (422, "not_possible"));
    let given = server.post(&giving, &json!({ "days": 30 })).await;
    assert_eq!((given.status, &given.json["object"]), (200, &json!("DR-1")), "{}", given.json);
    let secret = |reply: &Reply| reply.json["link"].as_str().unwrap().split_once("/shared#").unwrap().1.to_owned();
    let app = &server.doors.app;
    let first = secret(&given);
    assert_eq!(app.open_documents(&first).unwrap().documents.len(), 1);
    let file = app.fetch_document(&first, &PublicDocument::parse("policy:PL-1").unwrap(), &Visitor::default()).unwrap();
    assert!(file.bytes.starts_with(b"%PDF") && file.name == "acme-policy-pl-1.pdf", "{}", file.name);
    let second = secret(&server.post(&format!("{one}/link"), &json!({})).await);
    assert!(app.open_documents(&first).is_err() && app.open_documents(&second).is_ok());
    let shown = server.get(&one).await;
    assert_eq!((&shown.json["state"], &shown.json["fetched"][0]["document"]), (&json!("given"), &json!("policy:PL-1")));
    let back = server.post(&format!("{one}/withdrawal"), &json!({ "reason": "wrong address" })).await;
    assert_eq!(back.status, 200, "{}", back.json);
    assert!(app.open_documents(&second).is_err());
    assert_eq!(server.post(&format!("{one}/erasure"), &json!({})).await.json["erased"], "DR-1");
    assert_eq!(code(&server.get(&one).await), (404, "unknown"));
    asks(&server);
    let two = format!("{all}/DR-2");
    assert_eq!(code(&server.post(&format!("{two}/decline"), &json!({ "reason": "" })).await), (422, "empty"));
    assert_eq!(server.post(&format!("{two}/decline"), &json!({ "reason": "no contract" })).await.status, 200);
    assert_eq!(server.get(&two).await.json["reason"], "no contract");
}
