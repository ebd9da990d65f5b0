//! Checking an audit package: no installation is needed for it, and none is touched.

use std::path::Path;

use ledger::VerifierKey;
use parcel::VerifyError;

use crate::Fault;

pub use parcel::{Facts as PackageFacts, Fault as PackageFault, Kind as PackageFaultKind, Report as CheckedPackage};

/// Checks the audit package in a file, with the verifier key (`name+hash+base64`) that was received from elsewhere, or
/// with the package's own, which the answer then says.
///
/// # Errors
/// [`Fault`] when the key is none, the file cannot be read, or is no archive at all; what is wrong inside is in the answer.
pub fn verify_package(file: &Path, key: Option<&str>) -> Result<CheckedPackage, Fault> {
    let key = key.map(typed_key).transpose()?;
    parcel::verify_file(file, key.as_ref()).map_err(|error| {
        let hint = match &error {
            VerifyError::Read(_) => "check the path and its permissions",
            VerifyError::NotAPackage => {
                "name a package (.zip); a ledger bundle is checked by tools/verify_ledger.py, a data folder by --data"
            }
        };
        by_user(format!("{}: {error}", file.display()), hint)
    })
}

/// A verifier key as somebody typed it.
pub(crate) fn typed_key(text: &str) -> Result<VerifierKey, Fault> {
    VerifierKey::parse(text.trim()).map_err(|error| {
        by_user(format!("--key: {error}"), "write it as `tickmark checkpoint --json` shows it: name+hash+base64")
    })
}

fn by_user(sentence: String, hint: &str) -> Fault {
    Fault { by_user: true, ..Fault::new(sentence, hint) }
}
