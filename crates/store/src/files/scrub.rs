//! Reading all files again, so that silent decay is found while a backup still has the right bytes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::remove::GONE;
use super::tally::Tally;
use super::{chunks, is_name, verified};
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
    let companions: Vec<PathBuf> = inside.iter().filter(|path| goes_with(path, &inside)).cloned().collect();
    inside.retain(|path| companions.binary_search_by(|a| path.cmp(a)).is_err());
    Ok(inside)
}

/// Whether a file is looked at together with another, or is the tombstone of one.
fn goes_with(path: &Path, inside: &[PathBuf]) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    let of_file = |ending| name.strip_suffix(ending).filter(|name| is_name(name));
    let listed = |name: &str| inside.binary_search_by(|a| path.with_file_name(name).cmp(a)).is_ok();
    of_file(GONE).is_some() || of_file(chunks::ENDING).is_some_and(listed)
}

fn look(path: &Path) -> Result<u64, StoreError> {
    let corrupt = |what: String| StoreError::Corrupt { path: path.to_owned(), what };
    let name = path.file_name().and_then(|name| name.to_str()).filter(|name| is_name(name));
    let at_home = name.filter(|name| path.ends_with(Path::new(&name[..2]).join(&name[2..4]).join(name)));
    let name = at_home.ok_or_else(|| corrupt("it does not belong here".to_owned()))?;
    if chunks::beside(path, GONE).exists() {
        return Err(corrupt("its removal broke off; remove it again".to_owned()));
    }
    let (mut file, _) = verified::open(path)?;
    let mut tally = Tally::default();
    verified::each_part(&mut file, path, |bytes| tally.take(bytes))?;
    let (found, list) = tally.done();
    if found.sha256 != name {
        return Err(corrupt(verified::mismatch(&found.sha256)));
    }
    if chunks::read(path, name, found.size)?.is_some_and(|kept| chunks::wanted(found.size) && kept != list) {
        return Err(corrupt("its list of chunks is not what it holds".to_owned()));
    }
    Ok(found.size)
}
