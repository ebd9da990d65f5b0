//! Reading all files again, so that silent decay is found while a backup still has the right bytes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{is_name, verified};
use crate::StoreError;

/// What a scrub found of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scrubbed {
    /// The file.
    pub path: PathBuf,
    /// Its length in bytes when it is what its name says; else what is wrong.
    pub state: Result<u64, StoreError>,
}

/// A walk over all files of one log in the order of their names; each step reads one file.
#[derive(Debug)]
pub struct Scrub {
    /// Still to be looked at, last first; a folder is replaced by what is in it.
    ahead: Vec<PathBuf>,
}

impl Scrub {
    pub(super) fn start(shelf: &Path) -> Result<Scrub, StoreError> {
        match fs::exists(shelf) {
            Ok(true) => Ok(Scrub { ahead: vec![shelf.to_owned()] }),
            Ok(false) => Ok(Scrub { ahead: Vec::new() }),
            Err(error) => Err(StoreError::of_io(shelf, &error)),
        }
    }
}

impl Iterator for Scrub {
    type Item = Scrubbed;

    fn next(&mut self) -> Option<Scrubbed> {
        loop {
            let path = self.ahead.pop()?;
            if !path.is_dir() {
                return Some(Scrubbed { state: look(&path), path });
            }
            match list(&path) {
                Ok(inside) => self.ahead.extend(inside),
                Err(error) => {
                    return Some(Scrubbed { state: Err(StoreError::of_io(&path, &error)), path });
                }
            }
        }
    }
}

/// What is in a folder, last name first.
fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut inside = fs::read_dir(folder)?.map(|item| Ok(item?.path())).collect::<io::Result<Vec<_>>>()?;
    inside.sort_unstable_by(|a, b| b.cmp(a));
    Ok(inside)
}

fn look(path: &Path) -> Result<u64, StoreError> {
    let corrupt = |what: String| StoreError::Corrupt { path: path.to_owned(), what };
    let name = path.file_name().and_then(|name| name.to_str()).filter(|name| is_name(name));
    let at_home = name.filter(|name| path.ends_with(Path::new(&name[..2]).join(&name[2..4]).join(name)));
    let name = at_home.ok_or_else(|| corrupt("it does not belong here".to_owned()))?;
    let (found, size) = verified::digest(path)?;
    if found == name { Ok(size) } else { Err(corrupt(verified::mismatch(&found))) }
}
