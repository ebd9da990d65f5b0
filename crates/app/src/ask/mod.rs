//! One way to ask: a question is answered from the registers of one organisation, or from the library alone.

mod organisation;
mod reading;

pub use organisation::{
    AssessmentOf, Assessments, ControlDetail, ControlOf, Controls, ControlsAnswer, CriteriaStanding, DuplicatePairs,
    InheritanceAnswer, InheritanceRecords, Overview, OverviewAnswer, PreviewImport, ProfileOf, Suggestion, Suggestions,
};
pub use reading::{
    ClaimsAnswer, ClaimsOf, CompareOf, CoverageAnswer, CoverageOf, DEFAULT_CROSSWALK, Document, Documents,
    ExplainAnswer, ExplainOf, GapAnswer, GapOf, Read, ReuseAnswer, ReuseOf, ReverseAnswer, ReverseOf, WhatIfAnswer,
    WhatIfOf,
};

use crate::access::Who;
use crate::{App, Failure, clock};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::values::Catalogue;
use jiff::civil::Date;

/// Something that can be asked.
pub trait Question {
    /// What comes back.
    type Answer;

    /// Answers from what is seen; pure.
    ///
    /// # Errors
    /// A [`Refusal`] when the question names something that is not known.
    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal>;
}

/// What a question is answered from.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// The documents it may speak of.
    pub catalogue: &'a Catalogue,
    /// The organisation; `None` when the library alone speaks.
    pub registers: Option<&'a Registers>,
    /// The day on which validity is judged.
    pub on: Date,
}

impl<'a> Seen<'a> {
    /// The organisation, for questions that need one.
    ///
    /// # Errors
    /// [`Refusal::NoOrganisation`].
    pub fn organisation(&self) -> Result<&'a Registers, Refusal> {
        self.registers.ok_or(Refusal::NoOrganisation)
    }
}

/// As of when: two different questions that auditors ask.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// What had been *recorded* by the end of this day; `None` for now.
    pub as_of: Option<Date>,
    /// The day on which validity is *judged*; `None` for the day of `as_of`, or today.
    pub on: Option<Date>,
}

/// What an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Short name of the organisation.
    pub slug: String,
    /// Name of the organisation.
    pub name: String,
    /// Recorded by the end of this day.
    pub as_of: Date,
    /// Judged on this day.
    pub on: Date,
    /// Number of entries seen.
    pub entries: u64,
    /// Root of the tree over them, hex.
    pub root: String,
    /// An earlier day was asked for.
    pub past: bool,
}

/// An answer and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<T> {
    /// The answer.
    pub value: T,
    /// What it rests on.
    pub mark: Mark,
}

impl App {
    /// Answers a question from one organisation's registers.
    ///
    /// # Errors
    /// [`Failure`] when the question names something unknown or the ledger cannot be read.
    pub fn ask<Q: Question>(&self, slug: &str, _who: &Who, at: At, question: &Q) -> Result<Answer<Q::Answer>, Failure> {
        let today = self.clock.today();
        let as_of = at.as_of.unwrap_or(today);
        let on = at.on.unwrap_or(as_of);
        let live = self.live(slug)?;
        let state = live.state();
        let size = match at.as_of {
            Some(day) => self.size_on(&live, day)?.min(state.head.size),
            None => state.head.size,
        };
        let past = size < state.head.size;
        let earlier = if past { Some(self.at_size(&live, size)?) } else { None };
        let registers = earlier.as_ref().unwrap_or(&state.registers);
        if !registers.begun() {
            return Err(Refusal::NotPossible {
                sentence: format!("nothing had been recorded for `{slug}` by the end of {as_of}"),
                hint: format!("its ledger begins on {}", clock::day_of(live.record.created_us)),
            }
            .into());
        }
        let root = if past {
            ledger::tree::root(&self.store.leaf_hashes(&live.record.id, 0..size)?)
        } else {
            state.head.root()
        };
        let value = question.answer(&Seen { catalogue: &registers.catalogue, registers: Some(registers), on })?;
        let mark = Mark {
            slug: slug.to_owned(),
            name: registers.name.clone(),
            as_of,
            on,
            entries: size,
            root: hex::encode(root.0),
            past: at.as_of.is_some_and(|day| day < today),
        };
        Ok(Answer { value, mark })
    }
}
