//! What this installation puts at the disposal of collectors.

use super::{Allowed, JUDGE};
use crate::{App, Config, Fault};
use collect::{Apart, Credentials, Means};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Folder of temporary files inside the data folder.
const SCRATCH: &str = "scratch";

/// Where collectors may reach, who judges, and who runs at the moment.
#[derive(Debug)]
pub(crate) struct Hands {
    folders: Vec<PathBuf>,
    programs: Vec<PathBuf>,
    judge: PathBuf,
    scratch: PathBuf,
    /// Collectors that run in this process, by ledger and id.
    pub(super) running: Mutex<BTreeSet<String>>,
}

impl Hands {
    pub(crate) fn of(config: &Config) -> Result<Hands, Fault> {
        for path in config.collect_folders.iter().chain(&config.collect_programs) {
            placed(path, &config.folder)?;
        }
        let scratch = config.folder.join(SCRATCH);
        // What a process left behind that ended in the middle. Whoever only reads leaves it alone, and so does one of several
        // processes over a database elsewhere.
        if !config.read_only && config.database.is_none() && scratch.exists() {
            let left = |e: std::io::Error| Fault::new(format!("{}: {e}", scratch.display()), "remove it by hand");
            std::fs::remove_dir_all(&scratch).map_err(left)?;
        }
        let judge = config.judge.clone().or_else(|| std::env::current_exe().ok()).unwrap_or_default();
        Ok(Hands {
            folders: config.collect_folders.clone(),
            programs: config.collect_programs.clone(),
            judge,
            scratch: std::path::absolute(&scratch).unwrap_or(scratch),
            running: Mutex::default(),
        })
    }

    /// The process that judges a rule.
    pub(super) fn judge(&self) -> Apart {
        Apart { program: self.judge.clone(), arguments: vec![JUDGE.to_owned()], scratch: self.scratch.clone() }
    }
}

/// A folder that collectors may read is absolute, and does not hold the data folder with its keys.
fn placed(path: &Path, data: &Path) -> Result<(), Fault> {
    let by_user = |sentence: String, hint: &str| Fault { by_user: true, ..Fault::new(sentence, hint) };
    if !path.is_absolute() {
        let sentence = format!("collectors cannot be let into {}: the path is not absolute", path.display());
        return Err(by_user(sentence, "write it from the root, like /srv/git"));
    }
    let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or(path.to_owned());
    if real(data).starts_with(real(path)) {
        let sentence =
            format!("collectors cannot be let into {}: the data folder with its keys lies in it", path.display());
        return Err(by_user(sentence, "name the folders that collectors need, one by one"));
    }
    Ok(())
}

impl App {
    /// Where collectors may reach on this machine, as the operator said when the program was started.
    pub fn collectors_allowed(&self) -> Allowed {
        let shown = |paths: &[PathBuf]| paths.iter().map(|path| path.display().to_string()).collect();
        Allowed { folders: shown(&self.hands.folders), programs: shown(&self.hands.programs) }
    }

    pub(super) fn means(&self, credentials: Credentials) -> Result<Means, Fault> {
        let hands = &self.hands;
        std::fs::create_dir_all(&hands.scratch).map_err(|e| {
            Fault::new(format!("{}: {e}", hands.scratch.display()), "check the permissions of the data folder")
        })?;
        Ok(Means {
            outgoing: self.outgoing.clone(),
            credentials,
            folders: hands.folders.clone(),
            programs: hands.programs.clone(),
            scratch: hands.scratch.clone(),
        })
    }
}
