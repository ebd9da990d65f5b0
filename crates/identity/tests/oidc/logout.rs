//! Logout tokens, honest and not.

use identity::oidc::{LEEWAY_S, logout_token};
use serde_json::json;

use crate::http::send;
use crate::keys::Key;
use crate::stage::{NOW, Stage, as_is, claim, code_of, header, signed, without};

#[test]
fn a_logout_token_ends_a_session_and_nothing_else_does() {
    let mut stage = Stage::new();
    let claims = stage.logout_with(&as_is).unwrap();
    assert_eq!(
        (claims.subject.as_deref(), claims.sid.as_deref(), claims.jti.as_str()),
        (Some("ada"), Some("s1"), "j1")
    );
    assert_eq!(claims.expires_s, NOW + 120 + LEEWAY_S);
    for (code, name, value) in [
        ("oidc_token_issuer", "iss", json!("https://other.example")),
        ("oidc_audience", "aud", json!("somebody-else")),
        ("oidc_expired", "exp", json!(NOW - LEEWAY_S)),
        ("oidc_claim_missing", "exp", json!(null)),
        ("oidc_claim_missing", "iat", json!(null)),
        ("oidc_from_the_future", "iat", json!(NOW + LEEWAY_S + 1)),
        ("oidc_nonce_in_logout", "nonce", json!("n")),
        ("oidc_not_logout", "events", json!(null)),
        ("oidc_not_logout", "events", json!({ "http://schemas.openid.net/event/backchannel-logout": true })),
        ("oidc_not_logout", "events", json!({ "https://schemas.openid.net/other": {} })),
        ("oidc_claim_missing", "jti", json!(null)),
    ] {
        assert_eq!(code_of(stage.logout_with(&claim(name, value))), code, "{name}");
    }
    assert_eq!(code_of(stage.logout_with(&without(["sub", "sid"]))), "oidc_nobody_named");
    assert_eq!(code_of(stage.logout_with(&header("typ", "at+jwt"))), "oidc_wrong_kind");
    stage.logout_with(&header("typ", "JWT")).unwrap();

    // An ID token is no logout token, and a stranger's token makes us ask nobody for keys.
    let pending = stage.begin();
    let id_token = signed(&stage.key, stage.claims(&pending), &as_is);
    let logout = |stage: &mut Stage, token: &str| logout_token(&send, &mut stage.metadata, &stage.settings, token, NOW);
    assert_eq!(code_of(logout(&mut stage, &id_token)), "oidc_nonce_in_logout");
    stage.metadata.keys_read_s = 0;
    let stranger = signed(&Key::es256("x"), json!({ "iss": "https://evil.example", "aud": "tickmark" }), &as_is);
    assert_eq!(code_of(logout(&mut stage, &stranger)), "oidc_token_issuer");
    assert_eq!(stage.provider.asked("/keys").len(), 1);
    let forged = signed(&Key::es256("one"), stage.logout_claims(), &as_is);
    assert_eq!(code_of(logout(&mut stage, &forged)), "oidc_signature");
}
