//! What an import of a list would do, of whatever: all or nothing, and known before anything happens.

use crate::event::Event;
use crate::refusal::Refusal;

/// Most problems that one refusal lists.
const SHOWN_PROBLEMS: usize = 20;

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportPlan {
    /// One line for each row, in the order of the list: what the row is called, and what would happen.
    pub lines: Vec<(String, Planned)>,
    /// The events it would lead to, if nothing is refused.
    pub events: Vec<Event>,
}

/// What an import would do to one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Planned {
    /// It is new.
    New,
    /// It exists and changes; what changes, in words.
    Changed(Vec<String>),
    /// It exists and is the same.
    Same,
    /// It is refused.
    Refused(Refusal),
}

impl ImportPlan {
    /// Counts: new, changed, same, refused.
    pub fn counts(&self) -> (usize, usize, usize, usize) {
        self.lines.iter().fold((0, 0, 0, 0), |(n, c, s, r), (_, line)| match line {
            Planned::New => (n + 1, c, s, r),
            Planned::Changed(_) => (n, c + 1, s, r),
            Planned::Same => (n, c, s + 1, r),
            Planned::Refused(_) => (n, c, s, r + 1),
        })
    }

    /// New, changed and same, where no row is refused; `place` says which row it was, from its place in the list and its
    /// name.
    ///
    /// # Errors
    /// [`Refusal::ImportRefused`] with every refused row counted and the first ones named.
    pub(super) fn sound(&self, place: impl Fn(usize, &str) -> String) -> Result<[usize; 3], Refusal> {
        let problem = |(at, (name, line)): (usize, &(String, Planned))| match line {
            Planned::Refused(refusal) => Some(format!("{}: {refusal}", place(at, name))),
            _ => None,
        };
        let problems: Vec<String> = self.lines.iter().enumerate().filter_map(problem).collect();
        if problems.is_empty() {
            let (new, changed, same, _) = self.counts();
            return Ok([new, changed, same]);
        }
        let rows = problems.len();
        Err(Refusal::ImportRefused { rows, problems: problems.into_iter().take(SHOWN_PROBLEMS).collect() })
    }
}

/// A row by its name.
pub(super) fn named(_: usize, name: &str) -> String {
    name.to_owned()
}

/// A row by its number as well: sheets count their rows from the headings, which are row 1.
pub(super) fn numbered(at: usize, name: &str) -> String {
    format!("row {} {name}", at + 2)
}

/// How many, as an event keeps it.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
