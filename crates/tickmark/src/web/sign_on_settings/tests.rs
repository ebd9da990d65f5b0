//! Single sign-on and the directory on their page: set, refused with nothing lost, and no secret ever shown.

use crate::web::people::tests::Firm;
use axum::http::StatusCode;

const SET: &str =
    "issuer=https%3A%2F%2Fidp.example&client-id=tickmark&secret=s3cret-of-the-client&link=yes&enforced=no&sealed=";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sign_on_is_set_changed_and_taken_away_and_its_secret_is_never_shown() {
    let firm = Firm::new();
    let empty = firm.page("", "/sign-on").await;
    assert!(empty.contains("http://localhost:4242/sign-on/firm/callback"), "{empty}");
    assert!(
        empty.contains("http://localhost:4242/sign-on/firm/logout")
            && empty.contains("http://localhost:4242/scim/v2/o/firm")
    );
    firm.done("", "/sign-on", SET).await;
    let page = firm.page("", "/sign-on").await;
    assert!(page.contains("https://idp.example") && page.contains("Test the provider"), "{page}");
    assert!(!page.contains("s3cret"), "{page}");
    let enforced = SET.replace("enforced=no&sealed=", "enforced=yes&sealed=");
    let refused = firm.post("", "/sign-on", &enforced).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("sealed account") && refused.text.contains("https://idp.example"));
    assert!(!refused.text.contains("s3cret"), "{}", refused.text);
    firm.done("", "/sign-on", &format!("{enforced}demo-olga-berg")).await;
    // Whoever came in otherwise is locked out from now on; the sealed account is not.
    let locked = firm.get("", "/sign-on").await;
    assert_eq!(locked.status, StatusCode::FORBIDDEN);
    // The way in is one press away.
    assert!(
        locked.text.contains(r#"action="/sign-on""#) && locked.text.contains(r#"name="organisation" value="firm""#)
    );
    assert!(locked.text.contains("Sign in at your identity provider"), "{}", locked.text);
    firm.done("olga-berg", "/sign-on/removal", "").await;
    assert!(!firm.page("", "/sign-on").await.contains("https://idp.example"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn groups_of_the_directory_are_set_and_refused_with_nothing_lost() {
    let firm = Firm::new();
    let groups = "group-0=Security+team&role-0=programme_manager&role-0=management&group-1=Staff&role-1=contributor";
    firm.done("", "/sign-on/directory", groups).await;
    let page = firm.page("", "/sign-on").await;
    assert!(page.contains("Security team") && page.contains("Disconnect"), "{page}");
    let audits = "group-0=Kept+words&role-0=programme_manager&role-0=internal_auditor";
    firm.refused("", "/sign-on/directory", audits, &["SoD-3", "Kept words"]).await;
    firm.refused("", "/sign-on/directory", "group-0=Kept+words", &["would hold no role", "Kept words"]).await;
    let owners = "group-0=Kept+words&role-0=owner";
    firm.refused("", "/sign-on/directory", owners, &["Kept words"]).await;
    firm.done("", "/sign-on/directory/removal", "").await;
    assert!(!firm.page("", "/sign-on").await.contains("Security team"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sees_the_doors_changes_nothing_and_others_do_not_see_them() {
    let firm = Firm::new();
    firm.done("", "/sign-on", SET).await;
    let page = firm.page("piet-maas", "/sign-on").await;
    assert!(page.contains("https://idp.example") && page.contains("Olga Berg"), "{page}");
    assert!(!page.contains(r#"name="secret""#) && !page.contains("Save"), "{page}");
    for path in ["/sign-on", "/sign-on/removal", "/sign-on/test", "/sign-on/directory", "/sign-on/directory/removal"] {
        firm.forbidden("piet-maas", path, &format!("{SET}&group-0=A&role-0=contributor")).await;
    }
    assert_eq!(firm.get("dora-lund", "/sign-on").await.status, StatusCode::FORBIDDEN);
}
