//! Real keys, made anew for each test, and tokens signed with them: by other code than the one that checks.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer;
use rsa::signature::{RandomizedSigner, SignatureEncoding};
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};

/// A key of the provider.
pub(crate) struct Key {
    pub(crate) kid: &'static str,
    secret: Secret,
}

enum Secret {
    Es256(p256::ecdsa::SigningKey),
    EdDsa(ed25519_dalek::SigningKey),
    Rsa(rsa::RsaPrivateKey),
}

impl Key {
    pub(crate) fn es256(kid: &'static str) -> Key {
        Key { kid, secret: Secret::Es256(p256::ecdsa::SigningKey::from_slice(&random::<32>()).unwrap()) }
    }

    pub(crate) fn ed25519(kid: &'static str) -> Key {
        Key { kid, secret: Secret::EdDsa(ed25519_dalek::SigningKey::from_bytes(&random())) }
    }

    pub(crate) fn rsa(kid: &'static str, bits: usize) -> Key {
        Key { kid, secret: Secret::Rsa(rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, bits).unwrap()) }
    }

    /// The public half as a JSON Web Key.
    pub(crate) fn jwk(&self) -> Value {
        let kid = self.kid;
        match &self.secret {
            Secret::Es256(key) => {
                let point = key.verifying_key().to_sec1_point(false);
                let (x, y) = (encode(point.x().unwrap()), encode(point.y().unwrap()));
                json!({ "kty": "EC", "crv": "P-256", "use": "sig", "kid": kid, "x": x, "y": y })
            }
            Secret::EdDsa(key) => {
                let x = encode(key.verifying_key().as_bytes());
                json!({ "kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": kid, "x": x })
            }
            Secret::Rsa(key) => {
                let (n, e) = (encode(key.n().to_bytes_be()), encode(key.e().to_bytes_be()));
                json!({ "kty": "RSA", "use": "sig", "kid": kid, "n": n, "e": e })
            }
        }
    }

    /// The algorithm that this key signs with unless the header says `PS256`.
    pub(crate) fn algorithm(&self) -> &'static str {
        match &self.secret {
            Secret::Es256(_) => "ES256",
            Secret::EdDsa(_) => "EdDSA",
            Secret::Rsa(_) => "RS256",
        }
    }

    /// An honest header.
    pub(crate) fn header(&self) -> Value {
        json!({ "alg": self.algorithm(), "kid": self.kid, "typ": "JWT" })
    }

    /// Signs header and claims, given as JSON text, so that a test can write what no serialiser would.
    pub(crate) fn sign(&self, header: &str, claims: &str) -> String {
        let message = format!("{}.{}", encode(header), encode(claims));
        let bytes = message.as_bytes();
        let signature = match &self.secret {
            Secret::Es256(key) => Signer::<p256::ecdsa::Signature>::sign(key, bytes).to_vec(),
            Secret::EdDsa(key) => ed25519_dalek::Signer::sign(key, bytes).to_bytes().to_vec(),
            Secret::Rsa(key) if header.contains("PS256") => rsa::pss::SigningKey::<rsa::sha2::Sha256>::new(key.clone())
                .sign_with_rng(&mut rsa::rand_core::OsRng, bytes)
                .to_vec(),
            Secret::Rsa(key) => {
                rsa::signature::Signer::sign(&rsa::pkcs1v15::SigningKey::<rsa::sha2::Sha256>::new(key.clone()), bytes)
                    .to_vec()
            }
        };
        format!("{message}.{}", encode(signature))
    }

    /// The public half as the PEM text that a careless verifier would take for a shared secret.
    pub(crate) fn public_pem(&self) -> String {
        let Secret::Rsa(key) = &self.secret else { panic!("only for RSA") };
        rsa::pkcs8::EncodePublicKey::to_public_key_pem(&key.to_public_key(), rsa::pkcs8::LineEnding::LF).unwrap()
    }
}

/// Base64url without padding.
pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Random bytes of the machine.
#[expect(clippy::disallowed_methods, reason = "keys of a test are made where they are used")]
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).unwrap();
    bytes
}
