//! Whom to believe: the public authorities, and those that the owners add.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use crate::rules::BadRules;

/// How secure channels are made: TLS 1.2 and 1.3, HTTP/1.1, certificates checked against the public authorities of
/// Mozilla's list and the additional ones.
pub(crate) fn client(extra_roots: &[Vec<u8>]) -> Result<Arc<ClientConfig>, BadRules> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut client = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("the provider of ring speaks TLS 1.2 and 1.3")
        .with_root_certificates(roots(extra_roots)?)
        .with_no_client_auth();
    client.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(client))
}

/// The authorities that are believed: the public ones and the additional ones.
pub(crate) fn roots(extra_roots: &[Vec<u8>]) -> Result<RootCertStore, BadRules> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    for (at, bytes) in extra_roots.iter().enumerate() {
        let unreadable = |why: String| BadRules::Root { number: at + 1, why };
        for certificate in certificates(bytes).map_err(unreadable)? {
            roots.add(certificate).map_err(|error| unreadable(error.to_string()))?;
        }
    }
    Ok(roots)
}

fn certificates(bytes: &[u8]) -> Result<Vec<CertificateDer<'static>>, String> {
    if !bytes.windows(10).any(|window| window == b"-----BEGIN") {
        return Ok(vec![CertificateDer::from(bytes.to_vec())]);
    }
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(bytes).collect();
    match found {
        Ok(found) if found.is_empty() => Err("there is no certificate in it".to_owned()),
        Ok(found) => Ok(found),
        Err(error) => Err(error.to_string()),
    }
}
