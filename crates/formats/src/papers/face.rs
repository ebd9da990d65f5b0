//! What stands on every paper, whatever it says.

use jiff::civil::Date;
use press::{Block, Paper, Tone};

/// Whose paper it is, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// The organisation.
    pub organisation: String,
    /// Who may read the paper, such as `Confidential`.
    pub classification: String,
    /// What had been recorded by the end of this day.
    pub as_of: Date,
    /// The day on which validity is judged.
    pub on: Date,
    /// Number of the last entry seen.
    pub entry: u64,
    /// Root of the tree over them, hex.
    pub root: String,
    /// Rules of separation of duty that are set aside on the day judged, a sentence for each (SoD-18).
    pub waivers: Vec<String>,
}

impl Face {
    /// A paper with these marks.
    pub fn paper(&self, title: impl Into<String>, subtitle: impl Into<String>, blocks: Vec<Block>) -> Paper {
        let mut blocks = blocks;
        if !self.waivers.is_empty() {
            let said = self.waivers.join("\n");
            blocks.insert(0, Block::note(Tone::Part, "While this was made, rules were set aside.", said));
        }
        Paper {
            title: title.into(),
            subtitle: subtitle.into(),
            organisation: self.organisation.clone(),
            classification: self.classification.clone(),
            version: String::new(),
            as_of: self.as_of,
            entry: self.entry,
            root: self.root.clone(),
            language: "en".to_owned(),
            landscape: false,
            blocks,
        }
    }
}
