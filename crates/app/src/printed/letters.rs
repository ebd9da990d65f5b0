//! Fonts for scripts that the program itself has none for, taken from the machine when a paper needs them.

use press::{Fonts, MAX_FONT_BYTES};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// Where machines keep their fonts.
const FOLDERS: [&str; 5] =
    ["/usr/local/share/fonts", "/usr/share/fonts", "/Library/Fonts", "/System/Library/Fonts", "C:\\Windows\\Fonts"];
/// Words in the names of files that hold many scripts, the best first.
const NAMES: [&str; 14] = [
    "notosanscjk-regular",
    "notosanscjk-bold",
    "sourcehansans",
    "notosanssc",
    "notosansjp",
    "notosanskr",
    "wqy-microhei",
    "wqy-zenhei",
    "droidsansfallback",
    "pingfang",
    "hiragino",
    "msyh",
    "malgun",
    "unifont",
];
/// Most files that are looked at.
const MAX_LOOKED: usize = 20_000;
/// Deepest folder that is looked into.
const MAX_DEPTH: usize = 5;
/// Most files that are taken.
const MAX_TAKEN: usize = 4;

static MORE: OnceLock<Fonts> = OnceLock::new();

/// The fonts for these words: those in the program, and those of the machine beside them where some letter needs one.
pub(super) fn fonts(words: &str) -> &'static Fonts {
    let embedded = Fonts::embedded();
    let lacks = |letter: char| !letter.is_ascii() && letter.is_alphanumeric() && !embedded.has(letter);
    if words.chars().any(lacks) { MORE.get_or_init(|| Fonts::with(of_machine())) } else { embedded }
}

fn of_machine() -> Vec<Vec<u8>> {
    let mut found: Vec<(usize, PathBuf)> = Vec::new();
    let mut looked = 0;
    for folder in FOLDERS {
        gather(Path::new(folder), 0, &mut looked, &mut found);
    }
    found.sort();
    let small = |path: &PathBuf| fs::metadata(path).is_ok_and(|file| file.len() <= MAX_FONT_BYTES as u64);
    let taken = found.into_iter().map(|(_, path)| path).filter(small).take(MAX_TAKEN);
    taken.filter_map(|path| fs::read(path).ok()).collect()
}

fn gather(folder: &Path, depth: usize, looked: &mut usize, found: &mut Vec<(usize, PathBuf)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        *looked += 1;
        if *looked > MAX_LOOKED {
            return;
        }
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            if depth < MAX_DEPTH {
                gather(&path, depth + 1, looked, found);
            }
            continue;
        }
        let name = entry.file_name().to_string_lossy().to_lowercase();
        let font = [".ttf", ".ttc", ".otf", ".otc"].iter().any(|ending| name.ends_with(ending));
        if let Some(rank) = NAMES.iter().position(|wanted| name.contains(wanted)).filter(|_| font) {
            found.push((rank, path));
        }
    }
}
