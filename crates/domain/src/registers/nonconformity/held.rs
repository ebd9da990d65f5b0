//! One nonconformity as the register holds it, and where it stands on its way.

use crate::registers::operation::day_of;
use crate::values::nonconformity::{CorrectiveAction, Effectiveness, Nonconformity, NonconformityState};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A nonconformity and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldNonconformity {
    /// What was found.
    pub nonconformity: Nonconformity,
    /// Its deadline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Who raised it.
    pub raised_by: String,
    /// When, microseconds since 1970.
    pub raised_us: i64,
    /// How it was corrected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub correction: Option<Correction>,
    /// Its cause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// What a look for similar cases found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub similar: Option<Said>,
    /// Lines of action of this round, the line with number 1 first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<HeldAction>,
    /// Why no action is needed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_action: Option<Said>,
    /// That it worked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<Judgement>,
    /// Earlier rounds, whose action did not work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// Evidence of it as a whole.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<String>,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ending: Option<Ending>,
}

/// A text with who said it and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A correction, or how the consequences were dealt with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What was done.
    pub text: String,
    /// On which day.
    pub on: Date,
    /// Evidence of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<String>,
    /// Who recorded it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cause {
    /// The cause.
    pub text: String,
    /// By which method it was found.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub method: String,
    /// Who recorded it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A line of corrective action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldAction {
    /// What, by whom, by when.
    pub action: CorrectiveAction,
    /// Who planned it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// That it was carried out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Done>,
    /// Why it was dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dropped: Option<Said>,
}

impl HeldAction {
    /// Is it still to be done?
    pub fn open(&self) -> bool {
        self.done.is_none() && self.dropped.is_none()
    }
}

/// That a line was carried out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// On which day.
    pub on: Date,
    /// What was done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Evidence of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<String>,
    /// Who recorded it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A judgement whether action worked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Whether it did.
    pub result: Effectiveness,
    /// On which day it was looked at.
    pub on: Date,
    /// What was seen.
    pub note: String,
    /// Evidence of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<String>,
    /// Who judged.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

/// A round whose action did not work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// The cause as it was seen then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    /// What was done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<HeldAction>,
    /// Why no action was needed, as it was thought.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_action: Option<Said>,
    /// What the judgement said.
    pub judgement: Judgement,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// Closed; else rejected.
    pub closed: bool,
    /// Note or reason.
    pub text: String,
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

impl HeldNonconformity {
    pub(super) fn new(nonconformity: Nonconformity, due: Option<Date>, by: &str, at_us: i64) -> HeldNonconformity {
        HeldNonconformity {
            nonconformity,
            due,
            raised_by: by.to_owned(),
            raised_us: at_us,
            correction: None,
            cause: None,
            similar: None,
            actions: Vec::new(),
            no_action: None,
            judgement: None,
            rounds: Vec::new(),
            evidence: BTreeSet::new(),
            ending: None,
        }
    }

    /// Where it stands (workflows, section 10).
    pub fn state(&self) -> NonconformityState {
        match &self.ending {
            Some(ending) if ending.closed => return NonconformityState::Closed,
            Some(_) => return NonconformityState::Rejected,
            None => {}
        }
        if self.judgement.is_some() {
            NonconformityState::EffectivenessChecked
        } else if self.acted() {
            NonconformityState::ActionDone
        } else if self.actions.iter().any(HeldAction::open) {
            NonconformityState::ActionPlanned
        } else if self.cause.is_some() {
            NonconformityState::CauseFound
        } else if self.correction.is_some() {
            NonconformityState::Corrected
        } else {
            NonconformityState::Raised
        }
    }

    /// Is all action of this round carried out, or none needed?
    pub fn acted(&self) -> bool {
        let done = self.actions.iter().any(|line| line.done.is_some());
        self.no_action.is_some() || (done && !self.actions.iter().any(HeldAction::open))
    }

    /// The day of the last action of this round: carried out, or found to be unnecessary.
    pub fn acted_on(&self) -> Option<Date> {
        let done = self.actions.iter().filter_map(|line| line.done.as_ref()).map(|done| done.on).max();
        done.max(self.no_action.as_ref().map(|said| day_of(said.at_us)))
    }

    /// Those who carried something out in this round: who must not judge whether it worked (SoD-5).
    pub fn carried_out(&self) -> BTreeSet<String> {
        let corrected = self.correction.iter().map(|correction| correction.by.clone());
        let done = self.actions.iter().filter_map(|line| Some((line, line.done.as_ref()?)));
        let done = done.flat_map(|(line, done)| [line.action.owner.clone(), done.by.clone()]);
        corrected.chain(done).chain(self.no_action.iter().map(|said| said.by.clone())).collect()
    }

    /// Those whose it is to read: who raised it, its owner, and who has a line of its action.
    pub fn persons(&self) -> BTreeSet<String> {
        let lines = self.actions.iter().map(|line| line.action.owner.clone());
        lines.chain(self.nonconformity.owner.clone()).chain([self.raised_by.clone()]).collect()
    }

    /// All evidence that this round cites, in the order of ids.
    pub fn cited(&self) -> BTreeSet<&String> {
        let steps = self.correction.iter().flat_map(|correction| &correction.evidence);
        let lines = self.actions.iter().filter_map(|line| line.done.as_ref()).flat_map(|done| &done.evidence);
        let judged = self.judgement.iter().flat_map(|judgement| &judgement.evidence);
        self.evidence.iter().chain(steps).chain(lines).chain(judged).collect()
    }

    /// A line of this round by its number, from 1.
    pub fn line(&self, number: u32) -> Option<&HeldAction> {
        self.actions.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    pub(super) fn line_mut(&mut self, number: u32) -> Option<&mut HeldAction> {
        self.actions.get_mut(usize::try_from(number).ok()?.checked_sub(1)?)
    }

    pub(super) fn again(&mut self, judgement: Judgement) {
        let actions = std::mem::take(&mut self.actions);
        let no_action = self.no_action.take();
        self.rounds.push(Round { cause: self.cause.clone(), actions, no_action, judgement });
        self.judgement = None;
    }

    /// The day on which it was closed or rejected.
    pub fn ended_on(&self) -> Option<Date> {
        self.ending.as_ref().map(|ending| day_of(ending.at_us))
    }
}
