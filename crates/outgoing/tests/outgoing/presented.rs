//! Certificates that are looked at without being believed, and addresses for other protocols.

use std::io::Read;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use outgoing::{HostPort, Outgoing, Refused, Request, Rules};
use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::server::ResolvesServerCertUsingSni;
use rustls::sign::CertifiedKey;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::names::Told;
use crate::server::{Door, internal, listen, timed};

const NAME: &str = "sso.corp.test";

/// Presents a certificate for [`NAME`] that nobody signed, with its own key or with another one.
fn serve(own_key: bool) -> (SocketAddr, Vec<u8>) {
    serve_as(own_key, IsCa::NoCa)
}

fn serve_as(own_key: bool, is_ca: IsCa) -> (SocketAddr, Vec<u8>) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![NAME.to_owned()]).unwrap();
    params.is_ca = is_ca;
    let certificate = params.self_signed(&key).unwrap();
    let held = if own_key { key } else { KeyPair::generate().unwrap() };
    let held = PrivateKeyDer::try_from(held.serialize_der()).unwrap();
    let held = rustls::crypto::ring::sign::any_supported_type(&held).unwrap();
    let mut resolver = ResolvesServerCertUsingSni::new();
    resolver.add(NAME, CertifiedKey::new(vec![certificate.der().clone()], held)).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(resolver));
    let config = Arc::new(config);
    let at = listen(move |stream| {
        let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
        let _ = stream.read(&mut [0; 1]);
    });
    (at, certificate.der().to_vec())
}

fn client(at: SocketAddr, extra_roots: Vec<Vec<u8>>) -> (Outgoing, HostPort) {
    let target = HostPort::new(NAME, at.port()).unwrap();
    let rules = Rules { internal: vec![target.clone()], extra_roots, ..Rules::default() };
    (Outgoing::with_names(rules, Arc::new(Told::always(&["127.0.0.1"]))).unwrap(), target)
}

#[test]
fn what_is_presented_is_shown_with_what_keeps_it_from_being_believed() {
    let (at, certificate) = serve(true);
    let (outgoing, target) = client(at, Vec::new());
    let shown = outgoing.certificates(&target).unwrap();
    assert_eq!(shown.chain, std::slice::from_ref(&certificate));
    assert!(
        shown.problem.unwrap().starts_with("no authority that is believed here") && shown.protocol.starts_with("TLSv1")
    );
    let (outgoing, target) = client(at, vec![certificate]);
    assert_eq!(outgoing.certificates(&target).unwrap().problem, None);
}

#[test]
fn an_authority_that_shows_itself_is_named_in_words_and_not_by_the_name_of_an_error() {
    let (at, certificate) = serve_as(true, IsCa::Ca(BasicConstraints::Unconstrained));
    let (outgoing, target) = client(at, vec![certificate]);
    let problem = outgoing.certificates(&target).unwrap().problem.unwrap();
    assert!(problem.contains("the certificate of an authority as its own") && !problem.contains("Other"), "{problem}");
    let refused = outgoing.send(&Request::get(&format!("https://{target}/"))).unwrap_err().to_string();
    assert!(refused.contains("the certificate of an authority as its own") && !refused.contains("Other"), "{refused}");
}

#[test]
fn a_certificate_without_its_key_is_not_shown() {
    let (at, _) = serve(false);
    let (outgoing, target) = client(at, Vec::new());
    let refused = outgoing.certificates(&target).unwrap_err();
    assert!(matches!(refused, Refused::Tls { .. }), "{refused}");
}

#[test]
fn the_rules_of_addresses_hold_for_certificates_and_other_protocols() {
    let door = Door::new();
    let at: HostPort = format!("127.0.0.1:{}", door.port()).parse().unwrap();
    let outgoing = Outgoing::new(Rules::default()).unwrap();
    assert!(matches!(outgoing.certificates(&at), Err(Refused::Port { .. })));
    assert!(matches!(outgoing.certificates(&"127.0.0.1:443".parse().unwrap()), Err(Refused::Forbidden { .. })));
    assert!(matches!(outgoing.internal_addresses(&at), Err(Refused::NotListed { .. })));
    assert!(!door.knocked());
    let astray: HostPort = "db.corp.test:5432".parse().unwrap();
    let rules = Rules { internal: vec![astray.clone()], ..Rules::default() };
    let outgoing = Outgoing::with_names(rules, Arc::new(Told::always(&["169.254.169.254"]))).unwrap();
    assert!(matches!(outgoing.internal_addresses(&astray), Err(Refused::Forbidden { .. })));
    assert!(matches!(outgoing.certificates(&astray), Err(Refused::Forbidden { .. })));
}

#[test]
fn less_time_can_be_given_and_more_cannot() {
    let at = listen(|stream| {
        std::thread::sleep(Duration::from_secs(20));
        drop(stream);
    });
    let rules = Rules { internal: vec![internal(at)], timeout: Duration::from_millis(400), ..Rules::default() };
    let outgoing = Outgoing::new(rules).unwrap();
    for (span, millis) in [(Duration::from_millis(200), 200), (Duration::from_secs(60), 400)] {
        let outgoing = outgoing.within(span).unwrap();
        let (refused, took) = timed(|| outgoing.certificates(&internal(at)).unwrap_err());
        assert_eq!(refused, Refused::Timeout { after: Duration::from_millis(millis) });
        assert!(took < Duration::from_secs(15), "{took:?}");
    }
}
