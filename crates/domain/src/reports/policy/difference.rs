//! What changed between two texts, line by line.

use similar::{Algorithm, ChangeTag, TextDiff};

/// Most lines that one answer shows; what is the same between changes is left out first.
pub const MAX_DIFFERENCE_LINES: usize = 5_000;
/// Lines that stay the same around a change, for orientation.
const AROUND: usize = 3;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineChange {
    /// It stayed.
    Same,
    /// It came.
    Added,
    /// It went.
    Removed,
    /// Lines that stayed are left out here.
    Gap,
}

/// A line of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineOf {
    /// What became of it.
    pub change: LineChange,
    /// Its number in the earlier text, from 1.
    pub old: Option<usize>,
    /// Its number in the later text, from 1.
    pub new: Option<usize>,
    /// As it stands there.
    pub text: String,
}

/// The difference of two texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextDifference {
    /// Lines, with three that stayed around each change.
    pub lines: Vec<LineOf>,
    /// How many lines came.
    pub added: usize,
    /// How many lines went.
    pub removed: usize,
    /// How many lines of the difference were left out.
    pub left_out: usize,
}

/// What changed from one text to another.
pub fn difference(from: &str, to: &str) -> TextDifference {
    // Patience keeps to lines that stand once in each text, and stays quick on long texts that have little in common.
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_lines(from, to);
    let mut found = TextDifference::default();
    for (number, group) in diff.grouped_ops(AROUND).iter().enumerate() {
        if number > 0 {
            found.push(LineOf { change: LineChange::Gap, old: None, new: None, text: String::new() });
        }
        for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
            let what = match change.tag() {
                ChangeTag::Equal => LineChange::Same,
                ChangeTag::Insert => LineChange::Added,
                ChangeTag::Delete => LineChange::Removed,
            };
            found.added += usize::from(what == LineChange::Added);
            found.removed += usize::from(what == LineChange::Removed);
            found.push(LineOf {
                change: what,
                old: change.old_index().map(|at| at + 1),
                new: change.new_index().map(|at| at + 1),
                text: change.value().trim_end_matches('\n').to_owned(),
            });
        }
    }
    found
}

impl TextDifference {
    fn push(&mut self, line: LineOf) {
        match self.lines.len() < MAX_DIFFERENCE_LINES {
            true => self.lines.push(line),
            false => self.left_out += 1,
        }
    }
}
