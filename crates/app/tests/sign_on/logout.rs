//! The provider says that somebody signed out there, and nobody else can say it.

use crate::keys::Key;
use crate::stage::{ACME, ADA, BETA, NOW, Object, Spoil, Stage, as_is, claim, refused};
use serde_json::json;

impl Stage {
    fn logout_token(&self, name: &str, spoil: Spoil<'_>) -> String {
        self.honest.token("", &|header: &mut Object, claims: &mut Object| {
            header.insert("typ".to_owned(), "logout+jwt".into());
            claims.retain(|name, _| matches!(name.as_str(), "iss" | "aud" | "sub" | "sid" | "iat" | "exp"));
            claims.insert("jti".to_owned(), name.into());
            let event = "http://schemas.openid.net/event/backchannel-logout";
            claims.insert("events".to_owned(), json!({ event: {} }));
            spoil(header, claims);
        })
    }
}

#[test]
fn who_signs_out_at_the_provider_is_signed_out_here_at_once() {
    let stage = Stage::new();
    stage.member(ACME, ADA);
    stage.invite(ACME, "grace@example.org");
    let (one, two) = (stage.come_in(&as_is).unwrap(), stage.come_in(&claim("sid", "s2")).unwrap());
    let grace = stage.come_in(&|_, claims| {
        claims.insert("sub".to_owned(), "grace".into());
        claims.insert("email".to_owned(), "grace@example.org".into());
    });
    let (grace, own) = (grace.unwrap(), stage.with_password(ADA));
    // One session by its name there; grace's session has the same name and is hers.
    let token = stage.logout_token("j1", &as_is);
    assert_eq!(stage.app.end_by_provider(ACME, &token).unwrap(), 1);
    assert!(stage.who(&one).is_none() && stage.who(&two).is_some() && stage.who(&grace).is_some());
    refused(stage.app.end_by_provider(ACME, &token), "sign-out");
    // Signed in again: the old word does not end the new session.
    let again = stage.come_in(&as_is).unwrap();
    refused(stage.app.end_by_provider(ACME, &token), "sign-out");
    assert!(stage.who(&again).is_some());
    // Without a name all sessions that this provider began for the person end; the one by password goes on.
    let all = stage.logout_token("j2", &|_, claims| {
        claims.remove("sid");
    });
    assert_eq!(stage.app.end_by_provider(ACME, &all).unwrap(), 2);
    assert!(stage.who(&again).is_none() && stage.who(&two).is_none() && stage.who(&grace).is_some());
    stage.enters(ACME, &own).unwrap();
    assert_eq!(stage.app.own_sessions(&own).unwrap().iter().filter(|s| s.issuer.is_some()).count(), 0);
}

#[test]
fn nobody_else_can_say_it() {
    let stage = Stage::new();
    stage.invite(ACME, ADA);
    let session = stage.come_in(&as_is).unwrap();
    let tokens: Vec<(&str, String)> = vec![
        ("was issued by", stage.logout_token("a", &claim("iss", stage.evil.issuer()))),
        ("is meant for", stage.logout_token("b", &claim("aud", "somebody-else"))),
        ("expired", stage.logout_token("c", &claim("exp", NOW - 60))),
        ("does not report a sign-out", stage.logout_token("d", &claim("events", json!({})))),
        ("has a nonce", stage.logout_token("e", &claim("nonce", "n"))),
        ("lacks `jti`", stage.logout_token("", &as_is)),
        ("has a nonce", stage.honest.token("n", &as_is)),
        ("cannot be read", "a.b.c".to_owned()),
        ("cannot be read", String::new()),
    ];
    for (words, token) in tokens {
        refused(stage.app.end_by_provider(ACME, &token), words);
    }
    let forger = Key::es256("one");
    let honest = stage.logout_token("f", &as_is);
    let forged = forger.sign(r#"{"alg":"ES256","kid":"one","typ":"logout+jwt"}"#, &payload(&honest));
    refused(stage.app.end_by_provider(ACME, &forged), "signature of the token is wrong");
    // The right token at another organisation's address, and at none.
    refused(stage.app.end_by_provider(BETA, &honest), "was issued by");
    refused(stage.app.end_by_provider("nowhere", &honest), "has no single sign-on");
    // Somebody whom nobody here knows.
    let unknown = stage.logout_token("g", &claim("sub", "nobody"));
    assert_eq!(stage.app.end_by_provider(ACME, &unknown).unwrap(), 0);
    assert!(stage.who(&session).is_some(), "the session lives on through all of it");
    assert_eq!(stage.app.end_by_provider(ACME, &honest).unwrap(), 1);
    assert!(stage.who(&session).is_none());
}

/// The claims of a token, as text.
fn payload(token: &str) -> String {
    use base64::Engine;
    let part = token.split('.').nth(1).unwrap();
    String::from_utf8(base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}
