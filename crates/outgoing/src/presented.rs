//! The certificates that a machine shows, whether they are believed or not: a question that an ordinary call never
//! answers, because it ends where belief ends.

use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, Error, SignatureScheme};

use crate::deadline::Deadline;
use crate::disbelief;
use crate::line::Line;
use crate::refused::Refused;
use crate::target::HostPort;
use crate::trust;

/// The most certificates of a chain that are handed on; more is no chain that a client would follow.
pub const CHAIN_MAX: usize = 16;

/// What a machine presented in the handshake. Nothing is sent over the channel, which ends with the handshake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presented {
    /// The certificates as DER, the machine's own first; at most [`CHAIN_MAX`].
    pub chain: Vec<Vec<u8>>,
    /// Why the chain is not believed for this host today: authority, name or dates; `None` if it is.
    pub problem: Option<String>,
    /// The version of the protocol, such as `TLSv1_3`.
    pub protocol: String,
}

/// Makes the handshake over a line to a checked address.
pub(crate) fn meet(
    at: &HostPort,
    addresses: &[std::net::SocketAddr],
    extra_roots: &[Vec<u8>],
    deadline: Deadline,
) -> Result<Presented, ureq::Error> {
    let tls = |error: Error| ureq::Error::Other(Box::new(error));
    let (config, witness) = configured(extra_roots).map_err(|error| ureq::Error::Other(Box::new(error)))?;
    let name = match at.literal() {
        Some(address) => ServerName::from(address),
        None => ServerName::try_from(at.host()).map_err(|_| tls(Error::UnsupportedNameType))?,
    };
    let mut line = Line::connect(addresses, deadline)?;
    let mut connection = ClientConnection::new(Arc::new(config), name).map_err(tls)?;
    while connection.is_handshaking() {
        connection.complete_io(&mut line)?;
    }
    line.same_peer()?;
    let shown = connection.peer_certificates().unwrap_or_default();
    let protocol = connection.protocol_version().and_then(|version| version.as_str().map(str::to_owned));
    let problem = witness.problem.lock().unwrap_or_else(PoisonError::into_inner).take();
    if shown.is_empty() || shown.len() > CHAIN_MAX {
        let why = format!("the machine presented {} certificates; 1 to {CHAIN_MAX} are read", shown.len());
        return Err(ureq::Error::Other(Box::new(Refused::Tls { host: at.host(), why })));
    }
    let chain = shown.iter().map(|certificate| certificate.as_ref().to_vec()).collect();
    Ok(Presented { chain, problem, protocol: protocol.unwrap_or_default() })
}

fn configured(extra_roots: &[Vec<u8>]) -> Result<(ClientConfig, Arc<Witness>), crate::rules::BadRules> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let roots = Arc::new(trust::roots(extra_roots)?);
    let judge = WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&provider))
        .build()
        .expect("the public authorities are a list that is not empty");
    let witness = Arc::new(Witness { judge, problem: Mutex::default() });
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the provider of ring speaks TLS 1.2 and 1.3")
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(&witness) as Arc<dyn ServerCertVerifier>)
        .with_no_client_auth();
    Ok((config, witness))
}

/// Writes down what the judge of every other call would have said, and lets the handshake go on. That the machine holds
/// the key of the certificate is checked as ever, so that nobody can present the certificate of another.
#[derive(Debug)]
struct Witness {
    judge: Arc<WebPkiServerVerifier>,
    problem: Mutex<Option<String>>,
}

impl ServerCertVerifier for Witness {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if let Err(error) = self.judge.verify_server_cert(own, others, name, ocsp, now) {
            *self.problem.lock().unwrap_or_else(PoisonError::into_inner) = Some(disbelief::why(&error));
        }
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.judge.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.judge.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.judge.supported_verify_schemes()
    }
}
