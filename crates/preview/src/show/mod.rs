//! What may be shown of a file: pictures that we encoded and text that we made harmless.

mod page;
mod picture;
mod steps;
mod text;
mod worker;

use std::time::Duration;

use crate::kind::{Family, Kind};
pub use worker::WORKERS_MAX;

/// What a preview may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest file in bytes.
    pub input: usize,
    /// Longest side of a picture that is decoded, in pixels.
    pub side: u32,
    /// Most pixels of a picture that is decoded.
    pub pixels: u64,
    /// Longest side of what is shown, in pixels.
    pub shown: u32,
    /// Longest text that is shown, in bytes of UTF-8.
    pub text: usize,
    /// Pages of a PDF that are drawn.
    pub pages: usize,
    /// How long the caller waits.
    pub patience: Duration,
}

impl Default for Limits {
    /// 64 MiB, 20,000 pixels a side, 40 million pixels, 1600 shown, 64 KiB of text, 3 pages, 10 seconds.
    fn default() -> Self {
        Limits {
            input: 64 << 20,
            side: 20_000,
            pixels: 40_000_000,
            shown: 1600,
            text: 64 << 10,
            pages: 3,
            patience: Duration::from_secs(10),
        }
    }
}

/// A picture that we encoded: it holds pixels and nothing else of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Png {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// The bytes, `image/png`.
    pub bytes: Vec<u8>,
}

/// What is shown of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// The picture, or the first pages.
    pub pages: Vec<Png>,
    /// The text. Characters that cannot be seen are written out; it is still to be escaped where it is put into a page.
    pub text: Option<String>,
    /// Pages that there are, shown or not; 1 for a picture or a text.
    pub of: usize,
    /// Whether there is more than is shown.
    pub cut: bool,
}

/// Why there is no preview: a sentence for the reader.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPreview {
    /// Files of this family are never shown.
    #[error("{} is not shown here; download it", .0.title())]
    Never(Family),
    /// A picture in a format that is not decoded here.
    #[error("pictures of type {0} are not shown here; download it")]
    Format(&'static str),
    /// The file is not what it claims, or two things at once.
    #[error("it is not shown, because {0}")]
    Disagrees(String),
    /// The file is larger than [`Limits::input`].
    #[error("it has {size} bytes; files of more than {limit} are not shown")]
    TooLarge {
        /// Its size.
        size: usize,
        /// The limit.
        limit: usize,
    },
    /// The picture has more pixels than [`Limits`] allows.
    #[error("the picture has {width} x {height} pixels, which is more than is decoded here")]
    TooManyPixels {
        /// Width it says it has.
        width: u32,
        /// Height it says it has.
        height: u32,
    },
    /// A password is needed.
    #[error("it can be read only with a password")]
    Encrypted,
    /// What it holds cannot be decoded.
    #[error("it is damaged or incomplete: {0}")]
    Broken(String),
    /// A page of a PDF asks for more than is drawn here.
    #[error("a page of it draws more than {limit} things, which is more than is drawn here")]
    TooMuch {
        /// The limit.
        limit: u32,
    },
    /// It took longer than [`Limits::patience`].
    #[error("drawing it took longer than {0} seconds and was given up")]
    TooSlow(u64),
    /// [`WORKERS_MAX`] previews are being made, some perhaps of files that never end.
    #[error("other previews are being made; ask again later")]
    Busy,
}

/// Shows what may be shown of a file of this kind (from [`crate::sniff_file`]).
///
/// The work is done by a thread of its own, which is left alone when it takes longer than [`Limits::patience`]: no thread
/// can be ended from outside. A page that is being drawn goes on until it is done, no further one is begun, and the place
/// among the [`WORKERS_MAX`] stays taken until then. A panic in a decoder ends that thread alone. Memory is bounded for
/// pictures; of a PDF the size of the file, of the drawn page and the number of things on it are bounded, but not what its
/// patterns and pictures unpack to. Who wants to be safe from that too calls this in a process with a limit of its own.
///
/// # Errors
/// [`NoPreview`], which says why.
pub fn preview(bytes: Vec<u8>, kind: &Kind, limits: &Limits) -> Result<Preview, NoPreview> {
    if let Some(why) = &kind.disagrees {
        return Err(NoPreview::Disagrees(why.clone()));
    }
    if !matches!(kind.family, Family::Image | Family::Text | Family::Pdf) {
        return Err(NoPreview::Never(kind.family));
    }
    if kind.family == Family::Text {
        // Only its beginning is looked at, so that no text is too large.
        return Ok(text::show(&bytes, limits));
    }
    if bytes.len() > limits.input {
        return Err(NoPreview::TooLarge { size: bytes.len(), limit: limits.input });
    }
    let (limits, media_type, family) = (*limits, kind.media_type, kind.family);
    worker::run(limits.patience, move |given_up| match family {
        Family::Pdf => page::show(bytes, &limits, given_up),
        _ => picture::show(&bytes, media_type, &limits),
    })
}
