//! The letters of the press: Noto Sans for reading, DejaVu Sans for scripts that it lacks (Arabic, Hebrew and others), DejaVu
//! Sans Mono for hashes. They are inside the program. Chinese, Japanese and Korean are not: their fonts are larger than the
//! program, so that whoever runs it hands them in from the machine.

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Largest font that is taken from outside, in bytes.
pub const MAX_FONT_BYTES: usize = 64 * 1024 * 1024;
/// Most font files that are taken from outside.
const MAX_MORE: usize = 16;

/// What is read.
pub(crate) const TEXT: &str = "Noto Sans";

/// A set of fonts.
#[derive(Clone)]
pub struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) faces: Vec<Font>,
}

static EMBEDDED: LazyLock<Fonts> = LazyLock::new(|| Fonts::of(embedded().collect()));

/// The faces in the program.
pub(crate) fn embedded_bytes() -> [&'static [u8]; 10] {
    [
        notosans::REGULAR_TTF,
        notosans::BOLD_TTF,
        notosans::ITALIC_TTF,
        notosans::BOLD_ITALIC_TTF,
        dejavu::sans::regular(),
        dejavu::sans::bold(),
        dejavu::sans::oblique(),
        dejavu::sans::bold_oblique(),
        dejavu::sans_mono::regular(),
        dejavu::sans_mono::bold(),
    ]
}

fn embedded() -> impl Iterator<Item = Font> {
    embedded_bytes().into_iter().flat_map(|bytes| Font::iter(Bytes::new(bytes)))
}

impl Fonts {
    /// The fonts in the program.
    pub fn embedded() -> &'static Fonts {
        &EMBEDDED
    }

    /// The fonts in the program, and these beside them for letters that the others lack. What is no font, or larger than
    /// [`MAX_FONT_BYTES`], is left out; at most 16 files are taken.
    pub fn with(more: Vec<Vec<u8>>) -> Fonts {
        let taken = more.into_iter().filter(|bytes| bytes.len() <= MAX_FONT_BYTES).take(MAX_MORE);
        Fonts::of(embedded().chain(taken.flat_map(|bytes| Font::iter(Bytes::new(bytes)).collect::<Vec<_>>())).collect())
    }

    fn of(faces: Vec<Font>) -> Fonts {
        Fonts { book: LazyHash::new(FontBook::from_fonts(&faces)), faces }
    }

    /// Does some font have this letter?
    pub fn has(&self, letter: char) -> bool {
        self.faces.iter().any(|face| face.info().coverage.contains(letter as u32))
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<&str> = self.book.families().map(|(name, _)| name).collect();
        f.debug_tuple("Fonts").field(&names).finish()
    }
}
