//! Giving up uploads that nobody goes on with.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::Duration;

use super::{PART, Places, STATE};
use crate::StoreError;
use crate::files::remove::gone_or;
use crate::files::{Files, STAGE};

impl Files {
    /// Gives up the uploads that have not moved for `older_than`, and answers how many. One that a piece comes in for at
    /// this moment stays.
    pub fn sweep(&self, older_than: Duration) -> Result<u64, StoreError> {
        let mut swept = 0;
        for state in self.states("")? {
            let places = Places { part: state.with_extension(&PART[1..]), state };
            let Some(idle) = [&places.state, &places.part].into_iter().filter_map(|path| since(path)).min() else {
                continue;
            };
            if idle < older_than {
                continue;
            }
            match self.with_files(&places, || self.forget(&places)) {
                Ok(()) => swept += 1,
                Err(StoreError::UploadBusy) => {}
                Err(error) => return Err(error),
            }
            self.cool(&places);
        }
        Ok(swept)
    }

    /// Uploads of a log that are open.
    pub(super) fn open_uploads(&self, log: &str) -> Result<usize, StoreError> {
        Ok(self.states(&format!("{log}."))?.len())
    }

    /// Removes the files of an upload: the state first, for a part without one is rubbish.
    pub(super) fn forget(&self, places: &Places) -> Result<(), StoreError> {
        gone_or(&places.state, fs::remove_file(&places.state))?;
        gone_or(&places.part, fs::remove_file(&places.part))?;
        self.sync_folder(&self.folder.join(STAGE))
    }

    /// The state files in the stage whose names begin with `begin`.
    fn states(&self, begin: &str) -> Result<Vec<std::path::PathBuf>, StoreError> {
        let stage = self.folder.join(STAGE);
        let fail = |error: io::Error| StoreError::of_io(&stage, &error);
        let list = match fs::read_dir(&stage) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            list => list.map_err(fail)?,
        };
        let mut states = Vec::new();
        for item in list {
            let path = item.map_err(fail)?.path();
            let name = path.file_name().and_then(|name| name.to_str());
            if name.is_some_and(|name| name.starts_with(begin) && name.ends_with(STATE)) {
                states.push(path);
            }
        }
        Ok(states)
    }
}

/// How long ago a file was last written; no time at all if it is said to have been written in the future.
fn since(path: &Path) -> Option<Duration> {
    let written = File::open(path).and_then(|file| file.metadata()).and_then(|data| data.modified()).ok()?;
    Some(written.elapsed().unwrap_or_default())
}
