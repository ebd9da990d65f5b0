//! The callback and the code: another browser, another provider, used before.

use identity::oidc::{Callback, MAX_REPLY_BYTES, Pending, begin};
use serde_json::json;

use crate::hostile_provider::Asked;
use crate::keys::random;
use crate::stage::{REDIRECT, Stage, as_is, code_of, signed};

/// The query of a callback, made from the right state.
type Query = Box<dyn Fn(&str) -> String>;

#[test]
fn the_callback_is_judged_before_anything_is_sent() {
    let mut stage = Stage::new();
    let read = |query: String| Callback::from_query(&query).unwrap();
    let issuer = stage.provider.issuer.clone();
    let cases: Vec<(&str, Query)> = vec![
        ("oidc_state_missing", Box::new(|_| "code=c1".to_owned())),
        ("oidc_state_wrong", Box::new(|_| "code=c1&state=".to_owned())),
        ("oidc_state_wrong", Box::new(|state| format!("code=c1&state={state}x"))),
        ("oidc_code_missing", Box::new(|state| format!("state={state}"))),
        ("oidc_code_missing", Box::new(|state| format!("state={state}&code="))),
        ("oidc_callback_issuer", Box::new(|state| format!("code=c1&state={state}&iss=https://evil.example"))),
        (
            "oidc_callback_issuer",
            Box::new(|state| format!("error=access_denied&state={state}&iss=https://evil.example")),
        ),
        ("oidc_sign_in_refused", Box::new(|state| format!("error=access_denied&error_description=no&state={state}"))),
        ("oidc_state_wrong", Box::new(|_| "error=access_denied&state=guess".to_owned())),
    ];
    for (code, query) in &cases {
        let pending = stage.begin();
        let callback = read(query(&pending.state));
        assert_eq!(code_of(stage.finish(pending, &callback)), *code);
    }
    // Who always names itself must do so in every callback.
    stage.metadata.callback_names_issuer = true;
    let pending = stage.begin();
    let callback = stage.callback(&pending);
    assert_eq!(code_of(stage.finish(pending, &callback)), "oidc_callback_issuer_missing");
    let pending = stage.begin();
    let callback = read(format!("code=c1&state={}&iss={issuer}", pending.state));
    let token = signed(&stage.key, stage.claims(&pending), &as_is);
    assert!(stage.provider.asked("/token").is_empty(), "nothing may be sent for a callback that is refused");
    stage.gives(&token);
    stage.finish(pending, &callback).unwrap();

    for query in ["state=a&state=b", "code=a&code=a", "iss=a&iss=b", "error=a&error=a"] {
        assert_eq!(code_of(Callback::from_query(query)), "oidc_repeated_parameter");
    }
    let refused = Callback::from_query("error=a%0d%0aset-cookie:%e2%80%ae&state=s").unwrap();
    let pending = Pending { state: "s".to_owned(), ..stage.begin() };
    stage.metadata.callback_names_issuer = false;
    let sentence = stage.finish(pending, &refused).unwrap_err().to_string();
    assert!(!sentence.contains(['\r', '\n', '\u{202e}']), "{sentence}");
}

#[test]
fn a_state_is_good_at_one_provider_and_in_one_browser() {
    let (mut honest, mut evil) = (Stage::new(), Stage::new());
    // Mix-up: begun at one provider, the callback is taken for the other's.
    let pending = honest.begin();
    let callback = evil.callback(&pending);
    assert_eq!(code_of(evil.finish(pending, &callback)), "oidc_other_provider");
    // Metadata of one with the settings of the other.
    let pending = honest.begin();
    let callback = honest.callback(&pending);
    honest.settings.issuer = evil.provider.issuer.clone();
    assert_eq!(code_of(honest.finish(pending, &callback)), "oidc_other_provider");
    assert!(begin(&honest.metadata, &honest.settings, REDIRECT, &random()).is_err());
    assert!(evil.provider.asked("/token").is_empty() && honest.provider.asked("/token").is_empty());
    // The callback of one browser in another: its own sign-in has another state.
    let (mine, theirs) = (evil.begin(), evil.begin());
    let callback = evil.callback(&mine);
    assert_eq!(code_of(evil.finish(theirs, &callback)), "oidc_state_wrong");
    // A sign-in of before, with the token of now.
    let (before, now) = (evil.begin(), evil.begin());
    let token = signed(&evil.key, evil.claims(&now), &as_is);
    evil.gives(&token);
    let callback = evil.callback(&before);
    assert_eq!(code_of(evil.finish(before, &callback)), "oidc_nonce_wrong");
}

#[test]
fn a_code_is_good_once() {
    let mut stage = Stage::new();
    let pending = stage.begin();
    let again: Pending = serde_json::from_value(serde_json::to_value(&pending).unwrap()).unwrap();
    let token = signed(&stage.key, stage.claims(&pending), &as_is);
    let mut used = false;
    stage.provider.does("/token", move |_: &Asked| {
        let first = !std::mem::replace(&mut used, true);
        let good = json!({ "token_type": "bearer", "access_token": "a1", "id_token": token });
        let reply = if first { good } else { json!({ "error": "invalid_grant" }) };
        (if first { 200 } else { 400 }, "application/json;charset=utf-8", reply.to_string().into_bytes())
    });
    let callback = stage.callback(&pending);
    stage.finish(pending, &callback).unwrap();
    assert_eq!(code_of(stage.finish(again, &callback)), "oidc_code_refused");
}

#[test]
fn each_bad_reply_of_the_token_endpoint_has_its_name() {
    let mut stage = Stage::new();
    let json = "application/json";
    let giant = json!({ "id_token": "a.b.c", "more": "a".repeat(MAX_REPLY_BYTES) }).to_string().into_bytes();
    let cases: Vec<(&str, u16, &'static str, Vec<u8>)> = vec![
        ("oidc_client_refused", 401, json, br#"{"error":"invalid_client"}"#.to_vec()),
        ("oidc_code_refused", 400, json, br#"{"error":"invalid_grant"}"#.to_vec()),
        ("oidc_token_refused", 400, json, br#"{"error":"invalid_scope"}"#.to_vec()),
        ("oidc_status", 400, json, br#"{}"#.to_vec()),
        ("oidc_status", 502, "text/html", b"<h1>Bad Gateway</h1>".to_vec()),
        ("oidc_status", 302, "text/html", b"moved".to_vec()),
        ("oidc_unreadable", 200, "text/html", br#"{"id_token":"a.b.c"}"#.to_vec()),
        ("oidc_unreadable", 200, json, b"not JSON".to_vec()),
        ("oidc_unreadable", 200, json, b"".to_vec()),
        ("oidc_unreadable", 200, json, br#"{"id_token":"a","id_token":"b"}"#.to_vec()),
        ("oidc_unreadable", 200, json, vec![b'['; 200_000]),
        ("oidc_too_large", 200, json, giant),
        ("oidc_id_token_missing", 200, json, br#"{"token_type":"Bearer","access_token":"a"}"#.to_vec()),
        ("oidc_id_token_missing", 200, json, br#"{"token_type":"Bearer","access_token":"a","id_token":7}"#.to_vec()),
    ];
    for (code, status, kind, body) in cases {
        stage.provider.answers("/token", (status, kind, body));
        let pending = stage.begin();
        let callback = stage.callback(&pending);
        assert_eq!(code_of(stage.finish(pending, &callback)), code, "{status}");
    }
    stage.metadata.token_endpoint = "http://127.0.0.1:1/token".to_owned();
    let pending = stage.begin();
    let callback = stage.callback(&pending);
    assert_eq!(code_of(stage.finish(pending, &callback)), "oidc_unreachable");
}
