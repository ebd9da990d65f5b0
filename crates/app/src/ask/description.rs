//! Questions about descriptions, statements of management, opinions, bridge letters, and what is expected of customers.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::description::{HeldCuec, HeldDescription, HeldLetter, HeldOpinion, HeldStatement};
use domain::registers::engagement::HeldEngagement;
use domain::reports::description::{
    Check, checks, letter_advice, letter_text, proposals, statement_checks, statement_text,
};
use domain::rules::engagement::auditors;
use domain::values::description::{DescriptionState, Section, StatementKind};
use domain::values::{Action, EngagementState, SubjectKind};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The description of an engagement with the papers beside it. An auditor of the engagement sees what management approved
/// and signed, and no draft.
#[derive(Clone, Debug)]
pub struct DescriptionOf {
    /// The engagement.
    pub engagement: String,
}

/// A statement of management, written or proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementDetail {
    /// Which one.
    pub kind: StatementKind,
    /// As it is written; `None` before.
    pub held: Option<HeldStatement>,
    /// Its checks, as it is written.
    pub checks: Vec<Check>,
    /// What is proposed from the engagement; empty for its auditors.
    pub proposed: String,
    /// Its version, for a change that must name it.
    pub version: u64,
}

/// A description and the papers beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescriptionAnswer {
    /// The engagement.
    pub engagement: HeldEngagement,
    /// The description; `None` before there is one to be seen.
    pub held: Option<HeldDescription>,
    /// Its checks; nothing for its auditors.
    pub checks: Vec<Check>,
    /// What the data propose, section by section; nothing for its auditors.
    pub proposals: BTreeMap<Section, String>,
    /// Assertion and representation letter.
    pub statements: Vec<StatementDetail>,
    /// Opinions as they were recorded; the last one stands.
    pub opinions: Vec<HeldOpinion>,
    /// Version of the description.
    pub version: u64,
    /// Version of the opinion.
    pub opinion_version: u64,
    /// Is the whole of it seen, drafts included?
    pub whole: bool,
}

/// What an auditor sees of a description: the versions that management approved.
fn approved(held: &HeldDescription) -> Option<HeldDescription> {
    let reached = |to: DescriptionState| to >= DescriptionState::ManagementApproved;
    let last = held.steps.iter().rev().find(|step| reached(step.to))?;
    let versions = held.versions.get(..last.version)?.to_vec();
    let steps = held.steps.iter().filter(|step| reached(step.to)).cloned().collect();
    // Versions that were never approved stay out, but for their number.
    let keep = |number: usize| held.steps.iter().any(|step| reached(step.to) && step.version == number + 1);
    let versions = versions.into_iter().enumerate().filter(|(number, _)| keep(*number)).map(|(_, one)| one).collect();
    Some(HeldDescription { state: last.to, versions, steps })
}

impl Question for DescriptionOf {
    type Answer = DescriptionAnswer;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        let mine = |id: &&String| auditors(registers, id, today).iter().any(|person| selves.contains(person));
        registers.engagements.engagements.keys().filter(mine).cloned().collect()
    }

    fn reads(&self, _: &Registers) -> Option<(SubjectKind, String)> {
        Some((SubjectKind::Description, self.engagement.clone()))
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<DescriptionAnswer, Refusal> {
        let registers = seen.organisation()?;
        let (id, whole) = (&self.engagement, seen.only.is_none());
        let sees = seen.only.is_none_or(|only| only.contains(id));
        let found = registers.engagements.engagements.get(id).filter(|_| sees);
        let unknown = || Refusal::Unknown { what: "engagement", id: id.clone(), nearest: None };
        let engagement = found.ok_or_else(unknown)?;
        let register = &registers.descriptions;
        let held = register.descriptions.get(id);
        let sections =
            held.and_then(HeldDescription::newest).map(|version| version.sections.clone()).unwrap_or_default();
        let statement = |kind: StatementKind| {
            let held = register.statement(id, kind).filter(|held| whole || held.signed.is_some()).cloned();
            StatementDetail {
                kind,
                checks: held.as_ref().map(|held| statement_checks(engagement, &held.text)).unwrap_or_default(),
                held,
                proposed: if whole { statement_text(registers, engagement, kind) } else { String::new() },
                version: registers.version_of(kind.id(), id),
            }
        };
        Ok(DescriptionAnswer {
            held: if whole { held.cloned() } else { held.and_then(approved) },
            checks: if whole { checks(registers, id, engagement, &sections) } else { Vec::new() },
            proposals: if whole { proposals(registers, id, engagement) } else { BTreeMap::new() },
            statements: StatementKind::ALL.map(statement).into(),
            opinions: register.opinions.get(id).cloned().unwrap_or_default(),
            version: registers.version_of("description", id),
            opinion_version: registers.version_of("opinion", id),
            engagement: engagement.clone(),
            whole,
        })
    }
}

/// Our bridge letters.
#[derive(Clone, Copy, Debug)]
pub struct BridgeLetters;

/// A bridge letter and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterLine {
    /// Its id.
    pub id: String,
    /// The letter.
    pub held: HeldLetter,
    /// `draft`, `signed`, `sent` or `expired`.
    pub state: &'static str,
    /// What to hear about it.
    pub advice: Vec<String>,
    /// Its version.
    pub version: u64,
}

/// All of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LettersAnswer {
    /// The latest first.
    pub letters: Vec<LetterLine>,
    /// Engagements that can be bridged from, by id, with their titles: those whose report is issued first.
    pub engagements: Vec<(String, String)>,
}

impl Question for BridgeLetters {
    type Answer = LettersAnswer;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<LettersAnswer, Refusal> {
        let registers = seen.organisation()?;
        let engagements = &registers.engagements.engagements;
        let mut letters: Vec<LetterLine> = registers
            .descriptions
            .letters
            .iter()
            .filter_map(|(id, held)| {
                let engaged = engagements.get(&held.letter.engagement)?;
                Some(LetterLine {
                    id: id.clone(),
                    held: held.clone(),
                    state: held.state(engaged.engagement.kind.days().until, seen.on),
                    advice: letter_advice(registers, &held.letter.engagement, held.letter.until, seen.on),
                    version: registers.version_of("bridge_letter", id),
                })
            })
            .collect();
        letters.sort_by_key(|line| (std::cmp::Reverse(line.held.letter.until), line.id.clone()));
        let current = engagements.iter().filter(|(_, held)| held.state != EngagementState::Withdrawn);
        let mut bridged: Vec<_> = current.collect();
        let issued =
            |held: &HeldEngagement| matches!(held.state, EngagementState::Issued | EngagementState::Superseded);
        bridged.sort_by_key(|(_, held)| (!issued(held), std::cmp::Reverse(held.engagement.kind.days().until)));
        let named = bridged.into_iter().map(|(id, held)| (id.clone(), held.engagement.title.clone()));
        Ok(LettersAnswer { letters, engagements: named.collect() })
    }
}

/// The letter that would be proposed.
#[derive(Clone, Debug)]
pub struct ProposedLetter {
    /// The engagement of the last report.
    pub engagement: String,
    /// The last day of which it speaks.
    pub until: Date,
    /// Material changes; empty for none.
    pub changes: String,
}

impl Question for ProposedLetter {
    type Answer = String;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<String, Refusal> {
        let registers = seen.organisation()?;
        let held = registers.engagements.engagements.get(&self.engagement);
        let unknown = || Refusal::Unknown { what: "engagement", id: self.engagement.clone(), nearest: None };
        Ok(letter_text(registers, held.ok_or_else(unknown)?, self.until, &self.changes))
    }
}

/// What we expect of customers.
#[derive(Clone, Copy, Debug)]
pub struct OwnCuecs;

impl Question for OwnCuecs {
    /// Id, control, version; withdrawn ones included.
    type Answer = Vec<(String, HeldCuec, u64)>;

    fn needs(&self) -> Action {
        Action::ReadEngagement
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let registers = seen.organisation()?;
        let all = registers.descriptions.cuecs.iter();
        Ok(all.map(|(id, held)| (id.clone(), held.clone(), registers.version_of("own_cuec", id))).collect())
    }
}
