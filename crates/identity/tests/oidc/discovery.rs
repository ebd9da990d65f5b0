//! Discovery documents that lie.

use identity::oidc::{Transport, discover};
use serde_json::{Value, json};

use crate::hostile_provider::{DISCOVERY, HostileProvider};
use crate::http::send;
use crate::keys::Key;
use crate::stage::{NOW, code_of};

#[test]
fn discovery_believes_nobody_about_another_issuer() {
    let key = Key::es256("one");
    let provider = HostileProvider::start(&[key.jwk()]);
    let found = |transport| discover(&send, &provider.issuer, transport, NOW);
    let metadata = found(Transport::AllowHttp).unwrap();
    assert!(!metadata.callback_names_issuer && !metadata.backchannel_logout);
    assert_eq!(code_of(found(Transport::HttpsOnly)), "oidc_not_https");
    let spoilt = |name: &str, value: Value| {
        let mut document = provider.document();
        document[name] = value;
        provider.says(DISCOVERY, document);
        found(Transport::AllowHttp)
    };
    assert_eq!(code_of(spoilt("issuer", json!("https://other.example"))), "oidc_discovery_issuer");
    assert_eq!(code_of(spoilt("issuer", json!(format!("{}/", provider.issuer)))), "oidc_discovery_issuer");
    assert_eq!(code_of(spoilt("token_endpoint", json!("javascript:alert(1)"))), "oidc_bad_address");
    assert_eq!(code_of(spoilt("jwks_uri", json!("http://user:pass@127.0.0.1/"))), "oidc_bad_address");
    assert_eq!(code_of(spoilt("userinfo_endpoint", json!("nowhere"))), "oidc_bad_address");
    assert_eq!(code_of(spoilt("jwks_uri", json!(null))), "oidc_unreadable");
    assert_eq!(code_of(spoilt("id_token_signing_alg_values_supported", json!(["HS256", "none"]))), "oidc_no_algorithm");
    assert_eq!(code_of(spoilt("code_challenge_methods_supported", json!(["plain"]))), "oidc_no_pkce");
    let metadata = spoilt("authorization_response_iss_parameter_supported", json!(true)).unwrap();
    assert!(metadata.callback_names_issuer);
    let oct = json!({ "keys": [{ "kty": "unknown" }] });
    provider.says("/keys", oct);
    assert_eq!(code_of(found(Transport::AllowHttp)), "oidc_no_keys");
    provider.answers(DISCOVERY, (200, "text/html", b"<html>".to_vec()));
    assert_eq!(code_of(found(Transport::AllowHttp)), "oidc_unreadable");
    provider.answers(DISCOVERY, (404, "text/plain", b"no".to_vec()));
    assert_eq!(code_of(found(Transport::AllowHttp)), "oidc_status");
    for issuer in ["", "tickmark", "https://", "https://a.example/?tenant=1", "https://a.example/#x", "ftp://a.example"]
    {
        assert_eq!(code_of(discover(&send, issuer, Transport::AllowHttp, NOW)), "oidc_bad_address", "{issuer}");
    }
}
