//! Documents in Markdown: the block in front of a text, Word documents as Markdown, and Markdown as safe HTML.

mod docx;
mod front;
mod html;
mod starters;

pub use docx::{MAX_DOCX_BYTES, docx};
pub use front::{Front, MAX_FRONT_LINES, front};
pub use html::{html, html_with};
pub use starters::{STARTERS, Starter};

/// What is wrong with a file, where, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyProblem {
    /// Line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// Field of the block in front; empty for none.
    pub field: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub hint: String,
}

impl PolicyProblem {
    pub(crate) fn new(line: usize, what: impl Into<String>, hint: impl Into<String>) -> PolicyProblem {
        PolicyProblem { line, field: String::new(), what: what.into(), hint: hint.into() }
    }
}
