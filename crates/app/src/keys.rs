//! Where randomness enters, and the key that signs checkpoints.

use crate::{App, Fault};
use identity::sealed::Secret;
use ledger::{SigningKey, VerifierKey};
use std::io::Write;
use std::path::Path;

/// File of the signing key inside the data folder.
const KEY_FILE: &str = "signing.key";
/// File of the key that seals secrets at rest.
const SEALING_FILE: &str = "sealing.key";
/// The setting that keeps the public halves of earlier keys, one a line.
const EARLIER: &str = "earlier_verifier_keys";
/// The setting that keeps the public half, so that a check needs no secret.
const PUBLIC: &str = "verifier_key";

/// `n` random bytes as lower-case hex.
pub(crate) fn random_hex(n: usize) -> Result<String, Fault> {
    let mut bytes = vec![0; n];
    fill(&mut bytes)?;
    Ok(hex::encode(bytes))
}

/// Random bytes, as many as the place they go to takes.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    fill(&mut bytes)?;
    Ok(bytes)
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

    /// The key that seals secrets at rest; made on first use, readable by its owner only.
    pub(crate) fn sealing_key(&self) -> Result<Secret<[u8; 32]>, Fault> {
        if let Some(key) = self.sealing.get() {
            return Ok(Secret::new(*key.expose()));
        }
        let path = self.folder.join(SEALING_FILE);
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                let text = format!("{}\n", random_hex(32)?);
                write_private(&path, &text)?;
                text
            }
            Err(e) => return Err(unreadable(&path, &e.to_string())),
        };
        let key: Option<[u8; 32]> = hex::decode(text.trim()).ok().and_then(|b| b.try_into().ok());
        let key = key.ok_or_else(|| unreadable(&path, "it is not a key"))?;
        Ok(Secret::new(*self.sealing.get_or_init(|| Secret::new(key)).expose()))
    }

    /// Puts a new signing key in place of the old one, which is kept beside it so that earlier checkpoints stay checkable.
    pub(crate) fn new_signing_key(&self) -> Result<(), Fault> {
        let path = self.folder.join(KEY_FILE);
        let old = self.signing_key()?.verifier_key().to_string();
        // Written down first: if the process ends here, the old key is both the present and an earlier one.
        let earlier = self.store.setting(None, EARLIER)?.unwrap_or_default();
        self.store.put_setting(None, EARLIER, format!("{earlier}\n{old}").trim())?;
        let name = format!("signing-{}.key.old", self.clock.now_us());
        std::fs::rename(&path, self.folder.join(name)).map_err(|e| unreadable(&path, &e.to_string()))?;
        self.make_key(&path).map(|_| ())
    }

    fn make_key(&self, path: &Path) -> Result<String, Fault> {
        let text = format!("tickmark-{} {}\n", random_hex(4)?, random_hex(32)?);
        write_private(path, &text)?;
        let (name, seed) = text.trim().split_once(' ').ok_or_else(|| unreadable(path, "it is not a key"))?;
        let seed = hex::decode(seed).ok().and_then(|b| b.try_into().ok()).unwrap_or([0; 32]);
        let key = SigningKey::from_seed(name, seed).map_err(|e| unreadable(path, &e.to_string()))?;
        self.store.put_setting(None, PUBLIC, &key.verifier_key().to_string())?;
        Ok(text)
    }

    /// The public halves of the signing key and of those before it, the present one first.
    pub(crate) fn verifier_keys(&self) -> Result<Vec<VerifierKey>, Fault> {
        let present = self.store.setting(None, PUBLIC)?.unwrap_or_default();
        let earlier = self.store.setting(None, EARLIER)?.unwrap_or_default();
        let texts = present.lines().chain(earlier.lines()).filter(|l| !l.trim().is_empty());
        texts
            .map(|text| VerifierKey::parse(text.trim()))
            .collect::<Result<_, _>>()
            .map_err(|e| Fault::new(format!("the verifier key: {e}"), "restore a backup"))
    }
}

/// Writes a new file that only its owner can read.
fn write_private(path: &Path, text: &str) -> Result<(), Fault> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut f| {
        f.write_all(text.as_bytes())?;
        f.sync_all()
    });
    written.map_err(|e| unreadable(path, &e.to_string()))
}

fn unreadable(path: &Path, what: &str) -> Fault {
    Fault::new(format!("the key {}: {what}", path.display()), "restore the key file from a backup")
}
