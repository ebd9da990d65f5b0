//! Where randomness enters, and the key that signs checkpoints.

use crate::{App, Fault};
use ledger::{SigningKey, VerifierKey};
use std::io::Write;
use std::path::Path;

/// File of the signing key inside the data folder.
const KEY_FILE: &str = "signing.key";
/// The setting that keeps the public half, so that a check needs no secret.
const PUBLIC: &str = "verifier_key";

/// `n` random bytes as lower-case hex.
pub(crate) fn random_hex(n: usize) -> Result<String, Fault> {
    let mut bytes = vec![0; n];
    fill(&mut bytes)?;
    Ok(hex::encode(bytes))
}

/// Fills a buffer with random bytes from the operating system.
#[allow(clippy::disallowed_methods, reason = "this is the one place where randomness enters")]
pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), Fault> {
    getrandom::fill(bytes).map_err(|e| Fault::new(format!("no random bytes: {e}"), "check the operating system"))
}

impl App {
    /// The key that signs checkpoints; made on first use, readable by its owner only.
    pub(crate) fn signing_key(&self) -> Result<SigningKey, Fault> {
        let path = self.folder.join(KEY_FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => self.make_key(&path)?,
            Err(e) => return Err(unreadable(&path, &e.to_string())),
        };
        let (name, seed) = text.trim().split_once(' ').ok_or_else(|| unreadable(&path, "it is not a key"))?;
        let seed: [u8; 32] = hex::decode(seed)
            .ok()
            .and_then(|b| b.try_into().ok())
            .ok_or_else(|| unreadable(&path, "it is not a key"))?;
        SigningKey::from_seed(name, seed).map_err(|e| unreadable(&path, &e.to_string()))
    }

    fn make_key(&self, path: &Path) -> Result<String, Fault> {
        let text = format!("tickmark-{} {}\n", random_hex(4)?, random_hex(32)?);
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let written = options.open(path).and_then(|mut f| {
            f.write_all(text.as_bytes())?;
            f.sync_all()
        });
        written.map_err(|e| unreadable(path, &e.to_string()))?;
        let (name, seed) = text.trim().split_once(' ').ok_or_else(|| unreadable(path, "it is not a key"))?;
        let seed = hex::decode(seed).ok().and_then(|b| b.try_into().ok()).unwrap_or([0; 32]);
        let key = SigningKey::from_seed(name, seed).map_err(|e| unreadable(path, &e.to_string()))?;
        self.store.put_setting(None, PUBLIC, &key.verifier_key().to_string())?;
        Ok(text)
    }

    /// The public half of the signing key, once there is one.
    pub(crate) fn verifier_key(&self) -> Result<Option<VerifierKey>, Fault> {
        let Some(text) = self.store.setting(None, PUBLIC)? else {
            return Ok(None);
        };
        VerifierKey::parse(&text)
            .map(Some)
            .map_err(|e| Fault::new(format!("the verifier key: {e}"), "restore a backup"))
    }
}

fn unreadable(path: &Path, what: &str) -> Fault {
    Fault::new(format!("the signing key {}: {what}", path.display()), "restore the key file from a backup")
}
