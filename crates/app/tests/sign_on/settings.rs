//! The settings: a secret that is never sent to another place, and a provider that is not knocked at without end.

use crate::hostile_provider::HostileProvider;
use crate::stage::{ACME, ADA, Stage, as_is, field, query, redirect, refused, visitor};
use domain::command::Command;
use domain::values::SignOn;

#[test]
fn the_secret_is_sent_to_the_provider_that_it_was_set_for_and_to_no_other() {
    let stage = Stage::new();
    stage.invite(ACME, ADA);
    stage.come_in(&as_is).unwrap();
    assert!(stage.honest.hostile.asked("/token")[0].headers["authorization"].starts_with("Basic "));
    // Who may set sign-on cannot read the secret; neither can their own server.
    let elsewhere = |issuer: String, client_id: &str| SignOn {
        issuer,
        client_id: client_id.to_owned(),
        enforced: false,
        break_glass: None,
        link_by_email: true,
    };
    let moved = elsewhere(stage.evil.issuer(), "tickmark");
    stage.app.set_sign_on(ACME, &stage.owner, None, Some(moved), None).unwrap();
    let begun = stage.begin(ACME);
    stage.evil.gives(&stage.evil.token(&field(&begun.url, "nonce"), &as_is));
    let _ = stage.finish(&begun);
    let asked = stage.evil.hostile.asked("/token").pop().unwrap();
    assert!(!asked.headers.contains_key("authorization") && !asked.body.contains("s3cret"), "{}", asked.body);
    // It is gone, also when the settings are as before.
    let back = elsewhere(stage.honest.issuer(), "tickmark");
    stage.app.set_sign_on(ACME, &stage.owner, None, Some(back.clone()), None).unwrap();
    stage.come_in(&as_is).unwrap();
    assert!(!stage.honest.hostile.asked("/token").pop().unwrap().headers.contains_key("authorization"));
    // A new secret alone is a change; nobody but an owner makes it.
    let receipt = stage.app.set_sign_on(ACME, &stage.owner, None, Some(back.clone()), Some(" n3w ")).unwrap();
    assert!(receipt.repeated, "the ledger never sees a secret");
    stage.come_in(&as_is).unwrap();
    assert!(stage.honest.hostile.asked("/token").pop().unwrap().headers.contains_key("authorization"));
    let ada = stage.who(&stage.come_in(&as_is).unwrap()).unwrap();
    assert!(stage.app.set_sign_on(ACME, &ada, None, Some(back), Some("stolen")).is_err());
    assert!(stage.app.test_sign_on(ACME, &ada).is_err());
    assert!(stage.app.test_sign_on(ACME, &stage.owner).unwrap().contains("answers, with its keys"));
}

#[test]
fn a_provider_that_cannot_be_read_is_left_alone_for_a_while() {
    let stage = Stage::new();
    let discovery = "/.well-known/openid-configuration";
    stage.honest.hostile.answers(discovery, (500, "text/html", b"<h1>down</h1>".to_vec()));
    let begin = || stage.app.begin_sign_on(ACME, &redirect(ACME), "/", false, &visitor());
    for _ in 0..5 {
        refused(begin(), "answered with status 500");
    }
    assert_eq!(stage.honest.hostile.asked(discovery).len(), 1);
    // An owner who tests the settings asks at once.
    refused(stage.app.test_sign_on(ACME, &stage.owner), "answered with status 500");
    assert_eq!(stage.honest.hostile.asked(discovery).len(), 2);
    stage.honest.hostile.says(discovery, stage.honest.hostile.document());
    stage.clock.set(stage.clock.now_us() + 10_000_000);
    begin().unwrap();
    assert_eq!(stage.honest.hostile.asked(discovery).len(), 3);
}

#[test]
fn who_begins_without_end_has_to_wait_and_nobody_else() {
    let stage = Stage::new();
    let begin = |address: &str| {
        let visitor = app::Visitor { address: address.to_owned(), ..visitor() };
        stage.app.begin_sign_on(ACME, &redirect(ACME), "/", false, &visitor)
    };
    for _ in 0..200 {
        begin("192.0.2.1").unwrap();
    }
    refused(begin("192.0.2.1"), "too many sign-ins");
    begin("192.0.2.2").unwrap();
    stage.clock.set(stage.clock.now_us() + 10 * 60_000_000);
    begin("192.0.2.1").unwrap();
}

#[test]
fn an_organisation_without_sign_on_is_as_one_that_is_not_there() {
    let stage = Stage::new();
    stage.app.set_sign_on("beta", &stage.owner, None, None, None).unwrap();
    for slug in ["beta", "nowhere"] {
        let words = format!("`{slug}` has no single sign-on");
        refused(stage.app.begin_sign_on(slug, "http://localhost/x", "/", false, &visitor()), &words);
        refused(stage.app.finish_sign_on(slug, "code=c&state=s", None, None, &visitor()), &words);
    }
    // Under way when it was taken away.
    let begun = stage.begin(ACME);
    stage.app.set_sign_on(ACME, &stage.owner, None, None, None).unwrap();
    refused(
        stage.app.finish_sign_on(ACME, &query(&begun), Some(&begun.browser), None, &visitor()),
        "has no single sign-on",
    );
}

#[test]
fn an_address_that_is_none_is_refused_and_a_provider_that_the_operator_did_not_list_is_not_called() {
    let stage = Stage::new();
    // As it stands where the operator's list has become shorter since.
    let begin_at = |issuer: &str| {
        let sign_on = Some(SignOn { issuer: issuer.to_owned(), ..stage.sign_on() });
        stage.app.change(ACME, &stage.owner, None, Command::SetSignOn { sign_on }).unwrap();
        stage.app.begin_sign_on(ACME, &redirect(ACME), "/", false, &visitor())
    };
    for issuer in ["ftp://example.org", "nonsense", "https://user:word@example.org", "https://example.org/?a=b"] {
        let none = SignOn { issuer: issuer.to_owned(), ..stage.sign_on() };
        refused(
            stage.app.set_sign_on(ACME, &stage.owner, None, Some(none), None),
            "is not an address that can be asked",
        );
    }
    let unlisted = HostileProvider::start(&[stage.honest.key.jwk()]);
    refused(begin_at(&unlisted.issuer), "the provider gave no discovery document");
    let by_name = unlisted.issuer.replace("127.0.0.1", "localhost");
    refused(begin_at(&by_name), "the provider gave no discovery document");
    assert!(unlisted.asked("/.well-known/openid-configuration").is_empty());
    // The rest of such settings can be changed, so that nobody is shut out by it.
    let less = SignOn { issuer: by_name, link_by_email: false, ..stage.sign_on() };
    stage.app.set_sign_on(ACME, &stage.owner, None, Some(less), None).unwrap();
}

#[test]
fn a_provider_that_would_never_be_called_is_refused_when_it_is_set() {
    let stage = Stage::new();
    let unlisted = HostileProvider::start(&[stage.honest.key.jwk()]);
    let set = |issuer: &str| {
        let wanted = SignOn { issuer: issuer.to_owned(), ..stage.sign_on() };
        stage.app.set_sign_on(ACME, &stage.owner, None, Some(wanted), None)
    };
    let by_name = unlisted.issuer.replace("127.0.0.1", "localhost");
    for issuer in
        [&*unlisted.issuer, &*by_name, "http://id.example.org", "http://[::1]/realm", "https://id.example.org:9443"]
    {
        refused(set(issuer), "would never be called");
    }
    assert!(unlisted.asked("/.well-known/openid-configuration").is_empty());
    let hint = |issuer: &str| match set(issuer) {
        Err(app::Failure::Refused(refusal)) => refusal.hint(),
        other => panic!("{issuer}: {other:?}"),
    };
    assert!(hint("http://id.example.org/realm").contains("`--allow-internal id.example.org:80`"));
    assert!(hint("http://[::1]/realm").contains("`--allow-internal [::1]:80`"));
    assert!(hint("https://id.example.org:9443").contains("`--allow-internal id.example.org:9443`"));
    // Who may not set anything learns nothing of the list.
    stage.invite(ACME, ADA);
    let ada = stage.who(&stage.come_in(&as_is).unwrap()).unwrap();
    let wanted = SignOn { issuer: unlisted.issuer.clone(), ..stage.sign_on() };
    refused(stage.app.set_sign_on(ACME, &ada, None, Some(wanted), None), "no right for it");
}
