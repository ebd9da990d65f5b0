//! Where programs lie.

use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The folders in which a bare name is looked up, and the `PATH` that a program gets: never that of this process.
pub(crate) const FIXED_PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/// The program of an absolute path or a bare name.
pub(crate) fn find(program: &str) -> Result<PathBuf, Failure> {
    let found = if program.contains('/') {
        Some(PathBuf::from(program)).filter(|path| path.is_absolute() && runs(path))
    } else {
        FIXED_PATH.split(':').map(|folder| Path::new(folder).join(program)).find(|path| runs(path))
    };
    found.ok_or_else(|| Failure::NoProgram { program: program.to_owned() })
}

#[cfg(unix)]
fn runs(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata().is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn runs(path: &Path) -> bool {
    path.is_file()
}
