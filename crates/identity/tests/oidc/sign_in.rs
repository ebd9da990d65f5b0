//! Honest sign-ins: what is sent, what is proven, where the secret goes, and what is too old or too weak.

use identity::oidc::{LEEWAY_S, Pending, Proven, begin};
use serde_json::{Value, json};

use crate::stage::{NOW, Object, REDIRECT, SECRET, Stage, as_is, claim, code_of, without};

#[test]
fn an_honest_sign_in_proves_the_person() {
    let mut stage = Stage::new();
    let proven = stage.back_with(None, &|_, claims| {
        claims.insert("amr".to_owned(), json!(["pwd", "otp"]));
        claims.insert("sid".to_owned(), "s1".into());
    });
    let issuer = stage.provider.issuer.clone();
    let expected = Proven {
        issuer,
        subject: "ada".to_owned(),
        email: Some("ada@example.org".to_owned()),
        email_verified: true,
        name: Some("Ada Lovelace".to_owned()),
        amr: vec!["pwd".to_owned(), "otp".to_owned()],
        acr: None,
        auth_time: None,
        sid: Some("s1".to_owned()),
        groups: None,
    };
    assert_eq!(proven.unwrap(), expected);
    let asked = stage.provider.asked("/token").pop().unwrap();
    assert_eq!(asked.headers["authorization"], "Basic dGlja21hcms6czNjcmV0JTNBK3dpdGgrJTI1K2FuZCslMkI=");
    for part in ["grant_type=authorization_code", "code=c1", "redirect_uri=https%3A%2F%2Ftickmark", "code_verifier="] {
        assert!(asked.body.contains(part), "{}", asked.body);
    }
    assert!(!asked.body.contains("client_secret"));
}

#[test]
fn what_is_sent_to_the_provider_carries_state_nonce_and_s256() {
    let mut stage = Stage::new();
    stage.settings.max_age_s = Some(300);
    let begun = begin(&stage.metadata, &stage.settings, REDIRECT, &[7; 96]).unwrap();
    let known = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc";
    assert_eq!(begun.pending.pkce_verifier, known);
    let (place, query) = begun.url.split_once('?').unwrap();
    assert_eq!(place, format!("{}/authorize", stage.provider.issuer));
    for part in [
        "response_type=code",
        "client_id=tickmark",
        "scope=openid+profile+email",
        &format!("state={known}"),
        &format!("nonce={known}"),
        "code_challenge_method=S256",
        "max_age=300",
    ] {
        assert!(query.split('&').any(|found| found == part), "{part} in {query}");
    }
    assert!(!query.contains("code_verifier"));
    let text = serde_json::to_string(&begun.pending).unwrap();
    assert!(serde_json::from_str::<Pending>(&text).unwrap() == begun.pending);
    assert!(!format!("{:?} {:?}", begun.pending, stage.settings).contains("BwcH"));
    assert!(!format!("{:?}", stage.settings).contains(SECRET));
}

#[test]
fn our_secret_goes_where_the_provider_wants_it() {
    let mut stage = Stage::new();
    let last = |stage: &Stage| stage.provider.asked("/token").pop().unwrap();
    stage.metadata.client_authentication = vec!["client_secret_post".to_owned()];
    stage.back_with(None, &as_is).unwrap();
    let asked = last(&stage);
    assert!(asked.body.contains("client_id=tickmark&client_secret=s3cret%3A+with+%25+and+%2B"), "{}", asked.body);
    assert!(!asked.headers.contains_key("authorization"));

    stage.metadata.client_authentication = vec!["private_key_jwt".to_owned()];
    assert_eq!(code_of(stage.back_with(None, &as_is)), "oidc_no_client_authentication");

    stage.settings.client_secret = None;
    stage.back_with(None, &as_is).unwrap();
    let asked = last(&stage);
    assert!(asked.body.contains("client_id=tickmark") && !asked.body.contains("client_secret"), "{}", asked.body);
    assert!(asked.body.contains("code_verifier=") && !asked.headers.contains_key("authorization"));
}

#[test]
fn user_information_is_believed_only_for_the_same_person() {
    let mut stage = Stage::new();
    stage.settings.groups_claim = Some("groups".to_owned());
    stage.metadata.userinfo_endpoint = Some(format!("{}/me", stage.provider.issuer));
    let bare = without(["email", "email_verified", "name"]);
    let about = |subject: &str, verified: Value| {
        let email = "ada@example.org";
        json!({ "sub": subject, "email": email, "email_verified": verified, "groups": ["a", "b"] })
    };
    stage.provider.says("/me", about("ada", json!(true)));
    let proven = stage.back_with(None, &bare).unwrap();
    assert_eq!((proven.email.as_deref(), proven.email_verified), (Some("ada@example.org"), true));
    assert_eq!(proven.groups, Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(stage.provider.asked("/me")[0].headers["authorization"], "Bearer a1");
    // Only the word true is a yes.
    for word in [json!("true"), json!(1), json!(null), json!(false)] {
        stage.provider.says("/me", about("ada", word));
        assert!(!stage.back_with(None, &bare).unwrap().email_verified);
    }
    // An address of the token is not verified by what another place says of another address.
    stage.provider.says("/me", about("ada", json!(true)));
    let unverified = |_: &mut Object, claims: &mut Object| {
        claims.insert("email".to_owned(), "boss@example.org".into());
        claims.remove("email_verified");
    };
    let proven = stage.back_with(None, &unverified).unwrap();
    assert_eq!((proven.email.as_deref(), proven.email_verified), (Some("boss@example.org"), false));

    stage.provider.says("/me", about("eve", json!(true)));
    assert_eq!(code_of(stage.back_with(None, &bare)), "oidc_userinfo_subject");
    stage.provider.says("/me", json!({ "email": "eve@example.org" }));
    assert_eq!(code_of(stage.back_with(None, &bare)), "oidc_userinfo_subject");
}

#[test]
fn a_sign_in_that_is_old_or_weak_is_refused_where_that_matters() {
    let mut stage = Stage::new();
    stage.settings.max_age_s = Some(300);
    let at = |age: i64| claim("auth_time", NOW - age);
    assert_eq!(code_of(stage.back_with(None, &as_is)), "oidc_claim_missing");
    assert_eq!(code_of(stage.back_with(None, &at(300 + LEEWAY_S + 1))), "oidc_too_long_ago");
    assert_eq!(stage.back_with(None, &at(300)).unwrap().auth_time, Some(NOW - 300));

    stage.settings.max_age_s = None;
    stage.settings.strong_amr = vec!["mfa".to_owned()];
    stage.settings.strong_acr = vec!["gold".to_owned()];
    assert_eq!(code_of(stage.back_with(None, &as_is)), "oidc_too_weak");
    assert_eq!(code_of(stage.back_with(None, &claim("amr", json!(["pwd"])))), "oidc_too_weak");
    assert_eq!(code_of(stage.back_with(None, &claim("acr", json!("silver")))), "oidc_too_weak");
    stage.back_with(None, &claim("amr", json!(["pwd", "mfa"]))).unwrap();
    stage.back_with(None, &claim("acr", json!("gold"))).unwrap();
}
