//! Why a paper was not printed.

/// Why a paper was not printed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// There is more of something than a paper holds.
    #[error("the paper has {has} {what}, where at most {most} are printed; ask for less at a time, or for a workbook")]
    TooMuch {
        /// What there is too much of.
        what: &'static str,
        /// How much there is.
        has: usize,
        /// How much is printed.
        most: usize,
    },
    /// Something that a paper cannot be without.
    #[error("the paper has no {0}; name it")]
    Without(&'static str),
    /// A picture that cannot be read as SVG.
    #[error("picture {number} of the paper cannot be drawn: {why}")]
    Picture {
        /// Which one, from 1.
        number: usize,
        /// Why.
        why: String,
    },
    /// The words could not be laid out, or the result would not be what PDF/A-2a and PDF/UA-1 ask for.
    #[error("the paper could not be printed: {0}")]
    Layout(String),
    /// The archive of a DOCX could not be written.
    #[error("the document could not be written: {0}")]
    Archive(String),
}
