//! The tree as text: every file that belongs to the project, with its path from the root.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Folders that tools fill and nobody keeps.
const NOT_OURS: [&str; 5] = [".git", "target", "__pycache__", ".pytest_cache", "node_modules"];

/// One file: its path from the root with forward slashes, and its text (empty when it is not UTF-8).
pub(super) struct File {
    pub(super) path: String,
    pub(super) text: String,
}

impl File {
    /// Lines with their number, counted from 1.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// The file's name without its folder and ending.
    pub(super) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
}

/// The root of the project.
pub(super) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file of the project, sorted by path, read once.
pub(super) fn files() -> &'static [File] {
    static FILES: OnceLock<Vec<File>> = OnceLock::new();
    FILES.get_or_init(|| {
        let mut found = Vec::new();
        walk(&root(), "", &mut found);
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found
    })
}

/// The files whose path starts with `folder` and ends with `ending`.
pub(super) fn under(folder: &str, ending: &str) -> Vec<&'static File> {
    files().iter().filter(|file| file.path.starts_with(folder) && file.path.ends_with(ending)).collect()
}

/// The file at a path from the root.
pub(super) fn file(path: &str) -> Option<&'static File> {
    files().iter().find(|file| file.path == path)
}

/// The names of the crates, which are the folders of `crates/`.
pub(super) fn crates() -> Vec<&'static str> {
    let named = |file: &'static File| file.path.strip_prefix("crates/")?.strip_suffix("/Cargo.toml");
    files().iter().filter_map(named).filter(|name| !name.contains('/')).collect()
}

fn walk(folder: &Path, prefix: &str, found: &mut Vec<File>) {
    let entries = fs::read_dir(folder).expect("the project's own folders can be read");
    for entry in entries {
        let entry = entry.expect("an entry of the project's own folder can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().expect("the kind of an entry is known");
        if kind.is_dir() && !NOT_OURS.contains(&name.as_str()) {
            walk(&entry.path(), &format!("{prefix}{name}/"), found);
        } else if kind.is_file() && !name.ends_with(".tmp") {
            // A file that was removed between listing and reading belongs to a tool at work, not to the project.
            let Ok(bytes) = fs::read(entry.path()) else { continue };
            found.push(File { path: format!("{prefix}{name}"), text: String::from_utf8(bytes).unwrap_or_default() });
        }
    }
}
