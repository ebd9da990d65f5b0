//! Questions about what was said, noted and read in a room.

use super::{held, read_room};
use crate::ask::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::room::{HeldComment, HeldNote, HeldReading};
use domain::values::{Action, Subject};
use jiff::civil::Date;

/// What was said to both sides in a room.
#[derive(Clone, Debug)]
pub struct CommentsOf {
    /// The engagement.
    pub engagement: String,
    /// Only about this.
    pub subject: Option<Subject>,
}

/// A comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentLine {
    /// Its id.
    pub id: String,
    /// Who said what about what, and when.
    pub held: HeldComment,
}

impl Question for CommentsOf {
    /// The oldest first.
    type Answer = Vec<CommentLine>;

    read_room!();

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<CommentLine>, Refusal> {
        let (registers, _) = held(seen, &self.engagement)?;
        Ok(comments(registers, &self.engagement, self.subject.as_ref()))
    }
}

/// Comments of an engagement, the oldest first.
pub(super) fn comments(registers: &Registers, engagement: &str, about: Option<&Subject>) -> Vec<CommentLine> {
    let all = registers.room.comments.iter().filter(|(_, held)| held.engagement == engagement);
    let wanted = all.filter(|(_, held)| about.is_none_or(|about| held.subject == *about));
    let mut lines: Vec<CommentLine> =
        wanted.map(|(id, held)| CommentLine { id: id.clone(), held: held.clone() }).collect();
    lines.sort_by(|a, b| (a.id.len(), &a.id).cmp(&(b.id.len(), &b.id)));
    lines
}

/// Working notes of auditors, without their texts: for the auditors of the engagement and nobody else.
#[derive(Clone, Debug)]
pub struct NotesOf {
    /// The engagement.
    pub engagement: String,
}

/// A working note without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteLine {
    /// Its id.
    pub id: String,
    /// What about, by whom, its hash.
    pub held: HeldNote,
    /// Its version, for a change that must name it.
    pub version: u64,
}

impl Question for NotesOf {
    /// The newest first; those that were thrown away too.
    type Answer = Vec<NoteLine>;

    fn needs(&self) -> Action {
        Action::KeepNote
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        super::own(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<NoteLine>, Refusal> {
        let registers = seen.organisation()?;
        if !super::audits(seen, &self.engagement) {
            return Err(super::unknown("engagement", &self.engagement));
        }
        let all = registers.room.notes.iter().filter(|(_, held)| held.engagement == self.engagement);
        let mut lines: Vec<NoteLine> = all
            .map(|(id, held)| NoteLine {
                id: id.clone(),
                held: held.clone(),
                version: registers.version_of("note", id),
            })
            .collect();
        lines.sort_by(|a, b| (b.id.len(), &b.id).cmp(&(a.id.len(), &a.id)));
        Ok(lines)
    }
}

/// What the auditors of an engagement read, the newest first.
#[derive(Clone, Debug, Default)]
pub struct ReadingsOf {
    /// The engagement.
    pub engagement: String,
    /// How many entries to pass over.
    pub skip: usize,
    /// How many to show, at most [`super::super::MAX_PAGE`]; 0 for as many.
    pub take: usize,
}

/// What one auditor read in about a minute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingLine {
    /// Who, when, what.
    pub held: HeldReading,
}

/// A page of readings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingsAnswer {
    /// The newest first.
    pub lines: Vec<ReadingLine>,
    /// How many entries of this engagement are kept at hand.
    pub of: usize,
    /// How many come behind this page.
    pub behind: usize,
    /// How many entries there are of all engagements, those included that only the ledger still has.
    pub ever: u64,
}

impl Question for ReadingsOf {
    type Answer = ReadingsAnswer;

    read_room!();

    fn answer(&self, seen: &Seen<'_>) -> Result<ReadingsAnswer, Refusal> {
        let (registers, _) = held(seen, &self.engagement)?;
        let room = &registers.room;
        let theirs = || room.readings.iter().rev().filter(|read| read.engagement == self.engagement);
        let most = super::super::MAX_PAGE;
        let take = if self.take == 0 { most } else { self.take.min(most) };
        let of = theirs().count();
        let lines = theirs().skip(self.skip).take(take).map(|held| ReadingLine { held: held.clone() });
        Ok(ReadingsAnswer {
            lines: lines.collect(),
            of,
            behind: of.saturating_sub(self.skip).saturating_sub(take),
            ever: room.read,
        })
    }
}
