//! Certificates of a real TLS server.

use std::io::Read;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;

use collect::{Outcome, TlsCertificate, What};
use outgoing::HostPort;
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, IsCa, KeyPair, date_time_ymd,
};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::json;

use crate::bench::{Bench, said};

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name = named("Authority of the test");
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

fn named(name: &str) -> DistinguishedName {
    let mut named = DistinguishedName::new();
    named.push(DnType::CommonName, name);
    named
}

/// A certificate for this machine's address, ending at noon UTC or rather midnight of this day.
fn params(until: (i32, u8, u8)) -> CertificateParams {
    let mut params = CertificateParams::new(vec!["127.0.0.1".to_owned(), "door.corp.test".to_owned()]).unwrap();
    params.distinguished_name = named("door");
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(until.0, until.1, until.2);
    params
}

/// Makes handshakes under a certificate of this authority.
fn serve(authority: &Authority, params: CertificateParams) -> SocketAddr {
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, authority).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::try_from(key.serialize_der()).unwrap())
        .unwrap();
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream.unwrap());
            let mut sent = Vec::new();
            // The caller sends nothing after the handshake.
            let _ = stream.read_to_end(&mut sent);
            assert!(sent.is_empty());
        }
    });
    at
}

fn what(at: SocketAddr, warn_days: u32) -> What {
    What::TlsCertificate(TlsCertificate { host: "127.0.0.1".to_owned(), port: at.port(), warn_days })
}

fn bench(at: SocketAddr, authority: Option<&Authority>) -> Bench {
    let roots = authority.map(|authority| authority.der().to_vec()).into_iter().collect();
    Bench::reaching(vec![HostPort::new("127.0.0.1", at.port()).unwrap()], roots)
}

#[test]
fn a_certificate_is_read_with_its_dates_names_and_issuer() {
    let authority = authority();
    // The clock of the tests stands at noon of 2026-11-21; that of the machine decides about trust.
    let at = serve(&authority, params((2126, 11, 21)));
    let (found, verdict) = bench(at, Some(&authority)).judged(what(at, 30));
    let own = &found["certificates"][0];
    assert_eq!(own["subject"], "CN=door");
    assert_eq!(own["issuer"], "CN=Authority of the test");
    assert_eq!(own["names"], json!(["127.0.0.1", "door.corp.test"]));
    assert_eq!(own["not_before"], "2020-01-01T00:00:00Z");
    assert_eq!(own["not_after"], "2126-11-21T00:00:00Z");
    assert_eq!(own["is_authority"], false);
    assert_eq!(own["sha256"].as_str().unwrap().len(), 64);
    // From noon of 2026-11-21 to midnight before 2126-11-21: half a day less than a hundred years with 24 leap days.
    assert_eq!(found["days_left"], 100 * 365 + 24 - 1);
    assert_eq!((&found["trusted"], &found["problem"]), (&json!(true), &json!(null)));
    assert!(found["protocol"].as_str().unwrap().starts_with("TLSv1"), "{found}");
    said(&verdict, Outcome::Pass, "36523 days left");
}

#[test]
fn a_chain_that_is_not_believed_is_shown_all_the_same_and_fails() {
    let authority = authority();
    let at = serve(&authority, params((2126, 11, 21)));
    let (found, verdict) = bench(at, None).judged(what(at, 30));
    assert_eq!(found["certificates"][0]["subject"], "CN=door");
    assert_eq!(found["trusted"], false);
    said(&verdict, Outcome::Fail, "the chain is not believed");
    let old = serve(&authority, params((2021, 1, 1)));
    let (found, verdict) = bench(old, Some(&authority)).judged(what(old, 30));
    assert!(found["days_left"].as_i64().unwrap() < -2000, "{found}");
    assert!(found["problem"].as_str().unwrap().to_lowercase().contains("expired"), "{found}");
    let ended = format!("a certificate ended {} days ago", -found["days_left"].as_i64().unwrap());
    said(&verdict, Outcome::Fail, &ended);
}

#[test]
fn a_certificate_near_its_end_fails() {
    let authority = authority();
    let at = serve(&authority, params((2126, 11, 21)));
    let rule = what(at, 0).default_rule().unwrap();
    let bench = bench(at, Some(&authority));
    let judge = crate::bench::judge(&bench.means.scratch);
    // Ten days and a half before its end.
    let spec = collect::Spec { what: what(at, 30), limits: collect::Limits::default() };
    let collected = collect::collect(&spec, &bench.means, "2126-11-10T12:00:00Z".parse().unwrap());
    assert_eq!(collected.found.as_ref().unwrap()["days_left"], 10);
    let verdict = judge.judge_collected(&rule, &collected, collect::JudgeLimits::default());
    said(&verdict, Outcome::Fail, "ends in 10 days, 30 are wanted");
    let collected = collect::collect(&spec, &bench.means, "2126-11-19T12:00:00Z".parse().unwrap());
    let verdict = judge.judge_collected(&rule, &collected, collect::JudgeLimits::default());
    said(&verdict, Outcome::Fail, "ends in 1 day, 30 are wanted");
}

#[test]
fn a_machine_that_nobody_allowed_or_that_speaks_no_tls_is_unknown() {
    let authority = authority();
    let at = serve(&authority, params((2126, 11, 21)));
    let strict = Bench::new();
    said(&strict.judged(what(at, 30)).1, Outcome::Unknown, "nothing was collected");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let plain = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            std::io::Write::write_all(&mut stream.unwrap(), b"220 mail.corp.test\r\n").unwrap();
        }
    });
    said(&bench(plain, None).judged(what(plain, 30)).1, Outcome::Unknown, "nothing was collected");
}
