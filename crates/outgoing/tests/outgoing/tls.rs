//! Secure channels: whom to believe, and what to make of a channel that is cut.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use outgoing::{BadRules, HostPort, Outgoing, Refused, Request, Rules};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::names::Told;
use crate::server::{listen, read_request};

const OK: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// Serves TLS under a certificate of this authority. `served` gets the secured stream after the request was read.
fn serve(
    authority: &Authority,
    params: CertificateParams,
    served: impl Fn(&mut StreamOwned<ServerConnection, TcpStream>) + Send + Sync + 'static,
) -> SocketAddr {
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
    listen(move |stream| {
        let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
        let mut stream = StreamOwned::new(connection, stream);
        // A client that does not believe us hangs up in the handshake.
        if !read_request(&mut stream).is_empty() {
            served(&mut stream);
        }
    })
}

fn ok(stream: &mut StreamOwned<ServerConnection, TcpStream>) {
    stream.write_all(OK).unwrap();
    stream.conn.send_close_notify();
    stream.flush().unwrap();
    let _ = stream.read(&mut [0; 1]);
}

fn named(host: &str) -> CertificateParams {
    CertificateParams::new(vec![host.to_owned()]).unwrap()
}

fn client(host: &str, at: SocketAddr, extra_roots: Vec<Vec<u8>>) -> Outgoing {
    let internal = vec![HostPort::new(host, at.port()).unwrap()];
    let rules = Rules { internal, extra_roots, ..Rules::default() };
    Outgoing::with_names(rules, Arc::new(Told::always(&["127.0.0.1"]))).unwrap()
}

fn call(client: &Outgoing, host: &str, at: SocketAddr) -> Result<Vec<u8>, Refused> {
    let url = format!("https://{host}:{}/", at.port());
    client.send(&Request::get(&url)).map(|response| response.body)
}

#[test]
fn an_additional_authority_is_believed_as_der_and_as_pem() {
    let authority = authority();
    let at = serve(&authority, named("sso.corp.test"), ok);
    let two = format!("a comment\n{}{}", authority.pem(), self::authority().pem()).into_bytes();
    for roots in [vec![authority.der().to_vec()], vec![authority.pem().into_bytes()], vec![two]] {
        assert_eq!(call(&client("sso.corp.test", at, roots), "sso.corp.test", at).unwrap(), b"ok");
    }
    let strict = client("sso.corp.test", at, Vec::new());
    let refused = call(&strict, "sso.corp.test", at).unwrap_err();
    assert!(matches!(&refused, Refused::Tls { host, .. } if host == "sso.corp.test"), "{refused}");
    let rules = Rules {
        internal: vec![HostPort::new("sso.corp.test", at.port()).unwrap()],
        extra_roots: vec![authority.der().to_vec()],
        ..Rules::default()
    };
    assert_eq!(call(&strict.with_rules(rules).unwrap(), "sso.corp.test", at).unwrap(), b"ok");
}

#[test]
fn the_certificate_has_to_be_for_the_host_and_in_date() {
    let authority = authority();
    let roots = || vec![authority.der().to_vec()];
    let other = serve(&authority, named("other.corp.test"), ok);
    let mut old = named("sso.corp.test");
    (old.not_before, old.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2020, 2, 1));
    let old = serve(&authority, old, ok);
    let foreign = serve(&self::authority(), named("sso.corp.test"), ok);
    for (what, at) in [("another name", other), ("out of date", old), ("another authority", foreign)] {
        let refused = call(&client("sso.corp.test", at, roots()), "sso.corp.test", at).unwrap_err();
        assert!(matches!(refused, Refused::Tls { .. }), "{what}: {refused:?}");
    }
}

#[test]
fn an_address_proves_itself_by_its_own_entry_in_the_certificate() {
    let authority = authority();
    let at = serve(&authority, named("127.0.0.1"), ok);
    let roots = vec![authority.der().to_vec()];
    assert_eq!(call(&client("127.0.0.1", at, roots.clone()), "127.0.0.1", at).unwrap(), b"ok");
    let named = serve(&authority, self::named("localhost"), ok);
    let refused = call(&client("127.0.0.1", named, roots), "127.0.0.1", named).unwrap_err();
    assert!(matches!(refused, Refused::Tls { .. }), "{refused:?}");
}

#[test]
fn a_trailing_dot_does_not_change_who_has_to_prove_itself() {
    let authority = authority();
    let at = serve(&authority, named("sso.corp.test"), ok);
    let client = client("sso.corp.test", at, vec![authority.der().to_vec()]);
    assert_eq!(call(&client, "SSO.corp.test.", at).unwrap(), b"ok");
}

#[test]
fn an_answer_that_is_cut_off_is_not_taken_for_a_whole_one() {
    let authority = authority();
    let root = || vec![authority.der().to_vec()];
    // Without a length the end of the body is the end of the channel, and that has to be said inside the channel.
    let half = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf of it";
    let cut = serve(&authority, named("sso.corp.test"), move |stream| stream.write_all(half).unwrap());
    let refused = call(&client("sso.corp.test", cut, root()), "sso.corp.test", cut).unwrap_err();
    assert!(matches!(refused, Refused::Failed { .. }), "{refused:?}");
    let said = serve(&authority, named("sso.corp.test"), move |stream| {
        stream.write_all(half).unwrap();
        stream.conn.send_close_notify();
        stream.flush().unwrap();
    });
    assert_eq!(call(&client("sso.corp.test", said, root()), "sso.corp.test", said).unwrap(), b"half of it");
}

#[test]
fn a_server_without_tls_is_a_failure_of_the_channel() {
    let at = listen(|mut stream| {
        let _ = stream.write_all(OK);
    });
    let refused = call(&client("sso.corp.test", at, Vec::new()), "sso.corp.test", at).unwrap_err();
    assert!(matches!(refused, Refused::Tls { .. }), "{refused:?}");
}

#[test]
fn an_authority_that_cannot_be_read_is_said_at_once() {
    let good = authority().der().to_vec();
    let key = KeyPair::generate().unwrap().serialize_pem().into_bytes();
    for bad in [Vec::new(), b"no certificate".to_vec(), key, b"-----BEGIN CERTIFICATE-----\nAAAA\n".to_vec()] {
        let rules = Rules { extra_roots: vec![good.clone(), bad.clone()], ..Rules::default() };
        let refused = Outgoing::new(rules).unwrap_err();
        assert!(matches!(refused, BadRules::Root { number: 2, .. }), "{refused} for {bad:?}");
    }
}
