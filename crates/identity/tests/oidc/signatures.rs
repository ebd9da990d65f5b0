//! Whose signature counts: algorithms, keys of others, keys that change.

use identity::oidc::{KEYS_REST_S, Transport, discover};
use openidconnect::PrivateSigningKey;
use openidconnect::core::{CoreHmacKey, CoreJwsSigningAlgorithm};
use serde_json::json;

use crate::http::send;
use crate::keys::{Key, encode};
use crate::stage::{NOW, SECRET, Stage, as_is, code_of, header, without};

#[test]
fn every_allowed_algorithm_is_taken() {
    let rsa = Key::rsa("rsa", 2048);
    for algorithm in ["RS256", "PS256"] {
        let mut stage = Stage::new();
        stage.provider.says("/keys", json!({ "keys": [rsa.jwk()] }));
        stage.metadata = discover(&send, &stage.provider.issuer, Transport::AllowHttp, NOW).unwrap();
        assert_eq!(stage.back_with(Some(&rsa), &header("alg", algorithm)).unwrap().subject, "ada", "{algorithm}");
    }
    let mut stage = Stage::with(Key::ed25519("ed"));
    assert_eq!(stage.back_with(None, &as_is).unwrap().subject, "ada");

    let weak = Key::rsa("weak", 1024);
    let mut stage = Stage::with(weak);
    assert_eq!(code_of(stage.back_with(None, &as_is)), "oidc_weak_key");

    // The public key is public: as a shared secret it would let anybody sign (RFC 8725, 2.1).
    let mut stage = Stage::with(rsa);
    for secret in [stage.key.public_pem(), stage.key.jwk().to_string(), SECRET.to_owned()] {
        let refused = stage.back_with_text(|stage, claims| {
            let header = json!({ "alg": "HS256", "kid": stage.key.kid, "typ": "JWT" });
            let message = format!("{}.{}", encode(header.to_string()), encode(claims.to_string()));
            let key = CoreHmacKey::new(secret.clone());
            let mac = key.sign(&CoreJwsSigningAlgorithm::HmacSha256, message.as_bytes()).unwrap();
            format!("{message}.{}", encode(mac))
        });
        assert_eq!(code_of(refused), "oidc_algorithm");
    }
}

#[test]
fn keys_of_others_sign_nothing_here() {
    let mut stage = Stage::new();
    let same_name = Key::es256("one");
    assert_eq!(code_of(stage.back_with(Some(&same_name), &as_is)), "oidc_signature");
    let other_name = Key::es256("two");
    assert_eq!(code_of(stage.back_with(Some(&other_name), &as_is)), "oidc_unknown_key");
    // A key or an address inside the token is its writer's word.
    let jwk = other_name.jwk();
    let carried = stage.back_with(Some(&other_name), &|header, _| {
        header.insert("jwk".to_owned(), jwk.clone());
        header.insert("jku".to_owned(), "https://evil.example/keys".into());
    });
    assert_eq!(code_of(carried), "oidc_unknown_key");
    // A key that is published for encryption only, or for another algorithm, signs nothing.
    for (name, value) in [("use", "enc"), ("alg", "ES384")] {
        let mut jwk = stage.key.jwk();
        jwk[name] = value.into();
        stage.provider.says("/keys", json!({ "keys": [jwk] }));
        stage.metadata = discover(&send, &stage.provider.issuer, Transport::AllowHttp, NOW).unwrap();
        assert_eq!(code_of(stage.back_with(None, &as_is)), "oidc_unknown_key");
    }
    // Without the name of a key there must be no choice.
    for (keys, fine) in [(vec![stage.key.jwk()], true), (vec![stage.key.jwk(), other_name.jwk()], false)] {
        stage.provider.says("/keys", json!({ "keys": keys }));
        stage.metadata = discover(&send, &stage.provider.issuer, Transport::AllowHttp, NOW).unwrap();
        assert_eq!(stage.back_with(None, &without(["kid"])).is_ok(), fine);
    }
}

#[test]
fn a_changed_key_is_read_once_a_minute_at_most() {
    let mut stage = Stage::new();
    let next = Key::es256("two");
    stage.provider.says("/keys", json!({ "keys": [next.jwk()] }));
    // Within the rest nothing is asked, so the new key is not known yet.
    assert_eq!(code_of(stage.back_with(Some(&next), &as_is)), "oidc_unknown_key");
    assert_eq!(stage.provider.asked("/keys").len(), 1);
    // After it the keys are read once, and kept in what the caller keeps.
    stage.metadata.keys_read_s = NOW - KEYS_REST_S;
    let kept = serde_json::to_string(&stage.metadata).unwrap();
    stage.metadata = serde_json::from_str(&kept).unwrap();
    assert_eq!(stage.back_with(Some(&next), &as_is).unwrap().subject, "ada");
    assert_eq!((stage.provider.asked("/keys").len(), stage.metadata.keys_read_s), (2, NOW));
    assert_eq!(stage.back_with(Some(&next), &as_is).unwrap().subject, "ada");
    // The withdrawn key is gone, and a made-up one makes us knock once, not for each token.
    for _ in 0..5 {
        assert_eq!(code_of(stage.back_with(None, &as_is)), "oidc_unknown_key");
    }
    assert_eq!(stage.provider.asked("/keys").len(), 2);
    // A reading that fails counts as a reading too.
    stage.metadata.keys_read_s = NOW - KEYS_REST_S;
    stage.provider.answers("/keys", (500, "text/html", b"<h1>down</h1>".to_vec()));
    assert_eq!(code_of(stage.back_with(None, &as_is)), "oidc_status");
    assert_eq!(code_of(stage.back_with(None, &as_is)), "oidc_unknown_key");
    assert_eq!(stage.provider.asked("/keys").len(), 3);
    assert!(!stage.metadata.is_stale(NOW + 3600) && stage.metadata.is_stale(NOW + 86_400));
}
