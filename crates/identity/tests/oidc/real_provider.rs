//! A real, certified OpenID provider for one test: npm's `oidc-provider`, run by Node, gone with the test.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use sha2::{Digest, Sha256};

/// What the provider is made of, all in `tests/provider/`.
const PARTS: [(&str, &str); 4] = [
    ("package.json", include_str!("../provider/package.json")),
    ("package-lock.json", include_str!("../provider/package-lock.json")),
    (".npmrc", include_str!("../provider/.npmrc")),
    ("server.mjs", include_str!("../provider/server.mjs")),
];

/// A running provider, stopped when dropped.
pub(crate) struct RealProvider {
    /// Its address and its name.
    pub(crate) issuer: String,
    process: Child,
}

impl RealProvider {
    /// Starts it with these arguments of `server.mjs`, or says why not; where `CI=true` its absence is a failure.
    pub(crate) fn start(arguments: &[&str]) -> Option<RealProvider> {
        let folder = match installed() {
            Ok(folder) => folder,
            Err(why) => {
                let ci = environment("CI").is_some_and(|ci| ci == "true");
                assert!(!ci, "no OpenID provider to test against: {why}");
                eprintln!("skipped: no OpenID provider to test against: {why}");
                return None;
            }
        };
        let mut process = Command::new("node")
            .arg("server.mjs")
            .args(arguments)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut first).unwrap();
        let Ok(ready) = serde_json::from_str::<Value>(&first) else {
            let mut complaint = String::new();
            process.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
            panic!("the provider did not start: {complaint}");
        };
        Some(RealProvider { issuer: ready["issuer"].as_str().unwrap().to_owned(), process })
    }
}

impl Drop for RealProvider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The folder under `target` in which the provider lies ready, made on first use. It is named by what it is made of, so
/// that a change makes another one, and moved into place whole, so that two tests never see half of it.
fn installed() -> Result<PathBuf, String> {
    let node = Command::new("node").arg("--version").output();
    node.map_err(|_| "Node.js is not installed: put `node` and `npm`, version 22 or later, on the PATH".to_owned())?;
    let name: String = PARTS.iter().fold(Sha256::new(), |hash, (_, text)| hash.chain_update(text)).finalize()[..6]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = cache.join(format!("openid-provider-{name}"));
    if folder.is_dir() {
        return Ok(folder);
    }
    let half = cache.join(format!("openid-provider-{name}-{}", std::process::id()));
    std::fs::create_dir_all(&half).unwrap();
    for (name, text) in PARTS {
        std::fs::write(half.join(name), text).unwrap();
    }
    let made = Command::new("npm").arg("ci").current_dir(&half).output();
    let made = made.map_err(|_| "npm is not installed: put it on the PATH beside `node`".to_owned())?;
    if !made.status.success() {
        let _ = std::fs::remove_dir_all(&half);
        return Err(format!("`npm ci` did not install it: {}", String::from_utf8_lossy(&made.stderr)));
    }
    if std::fs::rename(&half, &folder).is_err() {
        // Another test was faster; its folder is as good as ours.
        let _ = std::fs::remove_dir_all(&half);
    }
    Ok(folder)
}

#[expect(clippy::disallowed_methods, reason = "whether the provider must be there is the machine's setting")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
