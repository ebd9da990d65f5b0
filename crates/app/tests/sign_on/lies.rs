//! Tokens that lie: each is refused by name, begins no session and links nobody.

use crate::keys::{Key, encode};
use crate::stage::{ACME, ADA, NOW, Object, Stage, as_is, claim, field, refused};
use domain::values::Membership;
use serde_json::json;

type Lie = Box<dyn Fn(&mut Object, &mut Object)>;

fn header(name: &'static str, value: &'static str) -> Lie {
    Box::new(move |header, _| {
        header.insert(name.to_owned(), value.into());
    })
}

#[test]
fn a_token_that_lies_begins_nothing() {
    let stage = Stage::new();
    let (person, _) = stage.invite(ACME, ADA);
    let lies: Vec<(&str, Lie)> = vec![
        ("was issued by https://evil.example", Box::new(claim("iss", "https://evil.example"))),
        ("was issued by", Box::new(claim("iss", stage.evil.issuer()))),
        ("is meant for somebody-else", Box::new(claim("aud", "somebody-else"))),
        ("does not say which one asked", Box::new(claim("aud", json!(["tickmark", "somebody-else"])))),
        ("was made for somebody-else", Box::new(claim("azp", "somebody-else"))),
        ("belongs to another sign-in", Box::new(claim("nonce", "of another sign-in"))),
        ("has no nonce", Box::new(claim("nonce", ""))),
        ("expired", Box::new(claim("exp", NOW - 60))),
        ("seconds from now", Box::new(claim("iat", NOW + 120))),
        ("lacks `sub`", Box::new(claim("sub", ""))),
        ("signed by `none`", header("alg", "none")),
        ("signed by `HS256`", header("alg", "HS256")),
        ("no key that could have signed this", header("kid", "foreign")),
        ("something else", header("typ", "logout+jwt")),
        // Not a lie, but not enough: nobody has verified that this address is theirs.
        ("nobody here is linked to you", Box::new(claim("email_verified", false))),
        ("nobody here is linked to you", Box::new(claim("email_verified", "true"))),
        ("nobody here is linked to you", Box::new(claim("email_verified", json!(null)))),
        ("nobody here is linked to you", Box::new(claim("email", "eve@example.org"))),
    ];
    let tried = lies.len();
    for (words, lie) in lies {
        refused(stage.come_in(lie.as_ref()), words);
    }
    assert_eq!(stage.state(ACME, &person), Some(Membership::Invited), "nobody was confirmed by a lie");
    let log = stage.log(ACME);
    assert_eq!(log.iter().filter(|(what, _)| what == "sign_on_refused").count(), tried);
    assert!(!log.iter().any(|(what, _)| what == "signed_in" || what == "identity_linked"), "{log:?}");
    // The truth, afterwards, is still believed.
    assert_eq!(stage.come_in(&as_is).unwrap().person, person);
}

#[test]
fn what_no_key_of_the_provider_has_signed_is_refused() {
    let stage = Stage::with(Key::rsa("rsa", 2048));
    stage.invite(ACME, ADA);
    let come_in_with = |token: &dyn Fn(&str) -> String| {
        let begun = stage.begin(ACME);
        stage.honest.gives(&token(&field(&begun.url, "nonce")));
        stage.finish(&begun)
    };
    let claims = |nonce: &str| {
        let honest = stage.honest.token(nonce, &as_is);
        honest.split('.').nth(1).unwrap().to_owned()
    };
    // The public key is public: as a shared secret it would let anybody sign (RFC 8725, 2.1).
    for secret in [stage.honest.key.public_pem(), stage.honest.key.jwk().to_string(), "s3cret".to_owned()] {
        let forged = |nonce: &str| {
            let header = encode(json!({ "alg": "HS256", "kid": "rsa", "typ": "JWT" }).to_string());
            let message = format!("{header}.{}", claims(nonce));
            format!("{message}.{}", encode(hmac(secret.as_bytes(), message.as_bytes())))
        };
        refused(come_in_with(&forged), "signed by `HS256`");
    }
    let unsigned = |nonce: &str| format!("{}.{}.", encode(r#"{"alg":"none"}"#), claims(nonce));
    refused(come_in_with(&unsigned), "signed by `none`");
    let twin = Key::rsa("rsa", 2048);
    let forged = |nonce: &str| {
        let honest = stage.honest.token(nonce, &as_is);
        let message = &honest[..honest.rfind('.').unwrap()];
        let other = twin.sign(&twin.header().to_string(), "{}");
        format!("{message}{}", &other[other.rfind('.').unwrap()..])
    };
    refused(come_in_with(&forged), "signature of the token is wrong");
    // Nothing of a token, a code or a state is written anywhere.
    let log = format!("{:?}", stage.log(ACME));
    assert!(!log.contains("eyJ") && !log.contains("c1&") && !log.contains("s3cret"), "{log}");
}

/// HMAC-SHA-256 (RFC 2104), for a forger.
fn hmac(secret: &[u8], message: &[u8]) -> [u8; 32] {
    let hash = |bytes: &[u8]| ledger::Hash::of(bytes).0;
    let mut key = [0; 64];
    let short = if secret.len() > 64 { hash(secret).to_vec() } else { secret.to_vec() };
    key[..short.len()].copy_from_slice(&short);
    let padded = |with: u8| key.map(|byte| byte ^ with);
    let inner = hash(&[&padded(0x36)[..], message].concat());
    hash(&[&padded(0x5c)[..], &inner].concat())
}
