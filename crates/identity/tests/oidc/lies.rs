//! ID tokens that lie: every lie has its own name.

use identity::oidc::{LEEWAY_S, Pending};
use serde_json::json;

use crate::keys::encode;
use crate::stage::{NOW, Object, Stage, as_is, claim, code_of, header, signed, without};

type Lie = Box<dyn Fn(&mut Object, &mut Object)>;

#[test]
fn each_lie_of_an_id_token_has_its_name() {
    let mut stage = Stage::new();
    let lies: Vec<(&str, Lie)> = vec![
        ("oidc_token_issuer", Box::new(claim("iss", "https://other.example"))),
        ("oidc_token_issuer", Box::new(claim("iss", json!(format!("{}/", stage.provider.issuer))))),
        ("oidc_claim_missing", Box::new(without(["iss"]))),
        ("oidc_audience", Box::new(claim("aud", "somebody-else"))),
        ("oidc_audience", Box::new(claim("aud", json!([])))),
        ("oidc_claim_unreadable", Box::new(claim("aud", json!([1])))),
        ("oidc_claim_missing", Box::new(without(["aud"]))),
        ("oidc_authorised_party_missing", Box::new(claim("aud", json!(["tickmark", "somebody-else"])))),
        ("oidc_authorised_party", Box::new(claim("azp", "somebody-else"))),
        ("oidc_nonce_missing", Box::new(without(["nonce"]))),
        ("oidc_nonce_wrong", Box::new(claim("nonce", "of another sign-in"))),
        ("oidc_expired", Box::new(claim("exp", NOW - LEEWAY_S))),
        ("oidc_claim_missing", Box::new(without(["exp"]))),
        ("oidc_claim_missing", Box::new(without(["iat"]))),
        ("oidc_from_the_future", Box::new(claim("iat", NOW + LEEWAY_S + 1))),
        ("oidc_from_the_future", Box::new(claim("nbf", NOW + LEEWAY_S + 1))),
        ("oidc_claim_unreadable", Box::new(claim("exp", json!(1e300)))),
        ("oidc_claim_unreadable", Box::new(claim("exp", "1900000000"))),
        ("oidc_claim_unreadable", Box::new(claim("exp", json!(-1)))),
        ("oidc_claim_missing", Box::new(without(["sub"]))),
        ("oidc_claim_missing", Box::new(claim("sub", ""))),
        ("oidc_claim_unreadable", Box::new(claim("sub", json!(7)))),
        ("oidc_claim_unreadable", Box::new(claim("sub", json!("x".repeat(256))))),
        ("oidc_claim_unreadable", Box::new(claim("email", json!({ "a": 1 })))),
        ("oidc_access_token_hash", Box::new(claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"))),
        ("oidc_wrong_kind", Box::new(header("typ", "at+jwt"))),
        ("oidc_wrong_kind", Box::new(header("typ", "logout+jwt"))),
        ("oidc_wrong_kind", Box::new(claim("events", json!({})))),
        ("oidc_algorithm", Box::new(header("alg", "none"))),
        ("oidc_algorithm", Box::new(header("alg", "ES384"))),
        ("oidc_algorithm", Box::new(header("alg", json!(null)))),
        ("oidc_token_unreadable", Box::new(header("crit", json!(["exp"])))),
        ("oidc_token_unreadable", Box::new(header("kid", json!(1)))),
        ("oidc_unknown_key", Box::new(header("kid", "never seen"))),
        ("oidc_unknown_key", Box::new(header("alg", "RS256"))),
    ];
    for (code, lie) in &lies {
        assert_eq!(code_of(stage.back_with(None, lie.as_ref())), *code);
    }
    // At the very edge of what two honest clocks may say, it is still true.
    for (name, value) in [("exp", NOW - LEEWAY_S + 1), ("iat", NOW + LEEWAY_S), ("nbf", NOW + LEEWAY_S)] {
        stage.back_with(None, &claim(name, value)).unwrap();
    }
    let both = |_: &mut Object, claims: &mut Object| {
        claims.insert("aud".to_owned(), json!(["somebody-else", "tickmark"]));
        claims.insert("azp".to_owned(), json!("tickmark"));
    };
    stage.back_with(None, &both).unwrap();
}

#[test]
fn a_token_that_no_serialiser_would_write_is_refused() {
    let mut stage = Stage::new();
    let twice = stage.back_with_text(|stage, claims| {
        let claims = claims.to_string();
        stage.key.sign(&stage.key.header().to_string(), &format!("{},\"sub\":\"root\"}}", &claims[..claims.len() - 1]))
    });
    assert_eq!(code_of(twice), "oidc_duplicate");
    let twice = stage.back_with_text(|stage, claims| {
        stage.key.sign(r#"{"alg":"ES256","alg":"none","kid":"one"}"#, &claims.to_string())
    });
    assert_eq!(code_of(twice), "oidc_duplicate");
    let unsigned =
        stage.back_with_text(|_, claims| format!("{}.{}.", encode(r#"{"alg":"none"}"#), encode(claims.to_string())));
    assert_eq!(code_of(unsigned), "oidc_algorithm");
    let stripped = stage.back_with_text(|stage, claims| {
        let token = signed(&stage.key, claims, &as_is);
        token[..=token.rfind('.').unwrap()].to_owned()
    });
    assert_eq!(code_of(stripped), "oidc_signature");
    for text in ["", "..", "a.b", "a.b.c.d.e", "e30.e30.", "e30=.e30.", "WzFd.e30.AA"] {
        let code = code_of(stage.back_with_text(|_, _| text.to_owned()));
        assert!(matches!(code, "oidc_token_unreadable" | "oidc_algorithm"), "{text}: {code}");
    }
    assert_eq!(code_of(stage.back_with_text(|_, _| "a".repeat(70_000))), "oidc_too_large");
}

#[test]
fn no_flipped_letter_of_a_token_goes_unseen() {
    let mut stage = Stage::new();
    let pending = stage.begin();
    let token = signed(&stage.key, stage.claims(&pending), &as_is);
    for place in (0..token.len()).step_by(5) {
        let other = if token.as_bytes()[place] == b'A' { "B" } else { "A" };
        let mut flipped = token.clone();
        flipped.replace_range(place..=place, other);
        let again: Pending = serde_json::from_value(serde_json::to_value(&pending).unwrap()).unwrap();
        stage.gives(&flipped);
        let callback = stage.callback(&again);
        stage.finish(again, &callback).unwrap_err();
    }
}
