//! What a collection may touch. Nothing is allowed unless it stands here.

use std::path::{Path, PathBuf};

use outgoing::Outgoing;

use crate::failure::Failure;
use crate::secret::Credentials;

/// What the operator and the organisation put at the disposal of one collection.
#[derive(Clone, Debug)]
pub struct Means {
    /// The client for requests, with the organisation's list of internal targets.
    pub outgoing: Outgoing,
    /// The credentials that the organisation keeps for collectors.
    pub credentials: Credentials,
    /// Folders whose contents may be read: repositories, files, working folders. None: nothing may.
    pub folders: Vec<PathBuf>,
    /// Programs, or folders of programs, that a command may name. None: no command runs.
    pub programs: Vec<PathBuf>,
    /// Where temporary folders are made.
    pub scratch: PathBuf,
}

impl Means {
    /// The true path of a folder or file that may be read, with every link followed.
    pub(crate) fn readable(&self, path: &str) -> Result<PathBuf, Failure> {
        let gone = |error: std::io::Error| Failure::File { path: path.to_owned(), why: error.to_string() };
        // Whether something is there is told only of what lies in an allowed folder.
        let closed = || Failure::NotAllowed { what: format!("the path {path}"), list: "folders" };
        if !lies_in(Path::new(path), &self.folders) {
            return Err(closed());
        }
        let real = Path::new(path).canonicalize().map_err(gone)?;
        if lies_in(&real, &true_paths(&self.folders)) { Ok(real) } else { Err(closed()) }
    }

    /// Whether a command may name this program.
    pub(crate) fn may_run(&self, program: &Path) -> Result<(), Failure> {
        let shown = || Failure::NotAllowed { what: format!("the program {}", program.display()), list: "programs" };
        let real = program.canonicalize().map_err(|_| shown())?;
        let allowed = lies_in(program, &self.programs) || lies_in(&real, &true_paths(&self.programs));
        if allowed { Ok(()) } else { Err(shown()) }
    }
}

fn lies_in(path: &Path, allowed: &[PathBuf]) -> bool {
    allowed.iter().any(|allowed| path.starts_with(allowed))
}

fn true_paths(paths: &[PathBuf]) -> Vec<PathBuf> {
    paths.iter().filter_map(|path| path.canonicalize().ok()).collect()
}
