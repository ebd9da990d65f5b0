//! Webhooks on their pages: set with a secret that is shown once, changed, removed, and for owners alone.

use crate::web::people::tests::Firm;
use axum::http::StatusCode;

/// An address that is public as it stands, so that no name has to be looked up.
const GOOD: &str = "url=https%3A%2F%2F93.184.216.34%2Fhook&active=yes&all=yes";

fn id_of(page: &str) -> String {
    let (_, rest) = page.split_once("/webhooks/webhook-").expect("a webhook");
    format!("webhook-{}", rest.split('/').next().unwrap())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_webhook_lives_from_its_secret_to_its_removal() {
    let firm = Firm::new();
    assert!(firm.page("", "/webhooks").await.contains("No webhook yet"));
    let said = firm.post("", "/webhooks", GOOD).await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.text);
    assert!(said.text.contains("whsec_") && said.text.contains("webhook-signature"), "{}", said.text);
    let page = firm.page("", "/webhooks").await;
    assert!(page.contains("93.184.216.34") && page.contains("In use") && !page.contains("whsec_"), "{page}");
    let id = id_of(&page);
    let some = "url=https%3A%2F%2F93.184.216.34%2Fhook&active=no&event=control_added&event=roles_set";
    firm.done("", &format!("/webhooks/{id}/change"), some).await;
    let page = firm.page("", "/webhooks").await;
    assert!(page.contains("a control was added; roles were set") && page.contains("Not in use"), "{page}");
    let form = firm.page("", &format!("/webhooks/{id}/change")).await;
    assert!(form.contains(r#"value="roles_set" checked"#), "{form}");
    let fresh = firm.post("", &format!("/webhooks/{id}/secret"), "").await;
    assert!(fresh.text.contains("whsec_") && fresh.text.contains("The old one signs nothing"), "{}", fresh.text);
    firm.done("", &format!("/webhooks/{id}/removal"), "").await;
    assert!(firm.page("", "/webhooks").await.contains("No webhook yet"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_webhook_keeps_what_was_typed() {
    let firm = Firm::new();
    let forms = [
        ("url=&active=yes&all=yes", "The address"),
        ("url=http%3A%2F%2F93.184.216.34%2Fkept&active=yes&all=yes", "http"),
        ("url=https%3A%2F%2F10.0.0.5%2Fkept&active=yes&all=yes", "private"),
        ("url=https%3A%2F%2F169.254.169.254%2Fkept&active=yes&all=yes", "link-local"),
        ("url=https%3A%2F%2F93.184.216.34%2Fkept&active=yes", "The choice of news is empty."),
    ];
    for (form, sentence) in forms {
        let kept = if form.contains("kept") { "/kept" } else { "In use" };
        firm.refused("", "/webhooks", form, &[sentence, kept]).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sees_the_doors_sees_how_they_stand_and_changes_nothing() {
    let firm = Firm::new();
    firm.post("", "/webhooks", GOOD).await;
    let id = id_of(&firm.page("", "/webhooks").await);
    let page = firm.page("piet-maas", "/webhooks").await;
    assert!(page.contains("93.184.216.34") && page.contains("Olga Berg"), "whom to ask: {page}");
    assert!(!page.contains("/webhooks/new") && !page.contains("/removal"), "{page}");
    for verb in ["change", "removal", "secret", "test", "resumption"] {
        firm.forbidden("piet-maas", &format!("/webhooks/{id}/{verb}"), GOOD).await;
    }
    firm.forbidden("piet-maas", "/webhooks", GOOD).await;
    assert_eq!(firm.get("dora-lund", "/webhooks").await.status, StatusCode::FORBIDDEN);
    assert_eq!(firm.post("", "/webhooks/webhook-none/removal", "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}
