//! What has to be there before an engagement moves on (workflows, section 2). Rules refuse by it, pages show it.
//!
//! The functions from [`populations_missing`] on read what other registers hold of the engagement.

use super::scope::{controls_in_scope, gaps};
use super::text_names;
use super::unexercised::unexercised;
use super::{EngagementRegister, HeldEngagement};
use crate::registers::Registers;
use crate::registers::description::HeldDescription;
use crate::values::description::{DescriptionState, StatementKind};
use crate::values::engagement::CRITERIA;
use crate::values::{EngagementState, Examination, Life};
use jiff::civil::Date;

/// What is missing for the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// The step.
    pub to: EngagementState,
    /// What is missing, each in a few words; empty when it can be taken.
    pub missing: Vec<String>,
}

/// The next step of an engagement with what is missing for it; `None` at its end. On hold it is the step back.
pub fn next_step(registers: &Registers, id: &str, on: Date) -> Option<NextStep> {
    let held = registers.engagements.engagements.get(id)?;
    if let Some(back) = held.held_at {
        return Some(NextStep { to: back, missing: Vec::new() });
    }
    let to = held.state.next(held.engagement.kind)?;
    Some(NextStep { to, missing: missing(registers, id, held, to, on) })
}

/// What is missing before an engagement can take a step on its straight way.
pub fn missing(registers: &Registers, id: &str, held: &HeldEngagement, to: EngagementState, on: Date) -> Vec<String> {
    match to {
        EngagementState::Scoping => firm(held),
        EngagementState::Readiness => agreed(held),
        EngagementState::Remediation => gap_list(registers, held),
        EngagementState::WindowOpen | EngagementState::Type1Fieldwork => {
            let begins = held.engagement.kind.days().from;
            let day = match held.engagement.kind {
                Examination::Type1 { .. } => "the day of the examination",
                Examination::Type2 { .. } => "the first day of the window",
            };
            let early = (on < begins).then(|| format!("{day}, {begins}, has not come"));
            gaps(registers, held).into_iter().chain(early).collect()
        }
        EngagementState::WindowClosed => {
            let end = held.engagement.kind.days().until;
            let early = (on < end).then(|| format!("the last day of the window, {end}, has not come"));
            early.into_iter().collect()
        }
        EngagementState::Fieldwork => populations_missing(registers, id),
        EngagementState::DraftReport => {
            requests_open(registers, id).into_iter().chain(exceptions_unanswered(registers, id)).collect()
        }
        EngagementState::Issued => {
            let papers = description_missing(registers, id, held).into_iter().chain(statements_missing(registers, id));
            papers.chain(statements_differ(registers, id, held)).chain(opinion_missing(registers, id)).collect()
        }
        EngagementState::Superseded => later_report(&registers.engagements, id),
        EngagementState::Planned | EngagementState::OnHold | EngagementState::Withdrawn => Vec::new(),
    }
}

fn without(pairs: &[(bool, &str)]) -> Vec<String> {
    pairs.iter().filter(|(there, _)| !there).map(|(_, what)| (*what).to_owned()).collect()
}

/// R204: who examines, with which licence, and how its independence was seen.
pub fn firm(held: &HeldEngagement) -> Vec<String> {
    let firm = &held.engagement.firm;
    without(&[
        (!firm.name.is_empty(), "the CPA firm"),
        (!firm.licence.is_empty(), "the firm's licence"),
        (!firm.independence.is_empty(), "how the firm's independence was seen"),
    ])
}

/// What has to be agreed before readiness is looked at.
pub fn agreed(held: &HeldEngagement) -> Vec<String> {
    let engaged = &held.engagement;
    without(&[
        (!engaged.services.is_empty(), "the services in scope"),
        (!engaged.systems.is_empty(), "the systems in scope"),
        (!engaged.locations.is_empty(), "the locations in scope"),
        (!engaged.commitments.is_empty(), "the principal service commitments"),
        (
            !engaged.subservice.is_empty() || !engaged.no_subservice.is_empty(),
            "the subservice organisations with their method, or why there are none",
        ),
        (engaged.letter.is_some(), "the engagement letter"),
    ])
}

fn gap_list(registers: &Registers, held: &HeldEngagement) -> Vec<String> {
    if registers.catalogue.framework(CRITERIA).is_err() {
        return vec![format!("the criteria: the framework {CRITERIA} is not adopted, so there is no gap list")];
    }
    let none = controls_in_scope(registers, held).is_empty();
    without(&[(!none, "a first own control in scope: without one the gap list would name every criterion")])
}

fn later_report(register: &EngagementRegister, id: &str) -> Vec<String> {
    let later = register.engagements.values().any(|held| {
        held.engagement.follows.as_deref() == Some(id)
            && matches!(held.state, EngagementState::Issued | EngagementState::Superseded)
    });
    without(&[(later, "an issued report of the engagement that follows this one")])
}

/// Controls in scope that operate and of which no population is listed to the end of the window, or to the day on which
/// they were retired. A control of which it is recorded and shown that nothing happened has an empty one.
pub fn populations_missing(registers: &Registers, id: &str) -> Vec<String> {
    let Some(held) = registers.engagements.engagements.get(id) else {
        return Vec::new();
    };
    let days = held.engagement.kind.days();
    let operated = controls_in_scope(registers, held).into_iter().filter_map(|own| {
        let end = match registers.operations.life(own) {
            Life::Operating => Some(days.until),
            Life::Retired => registers.operations.in_force(own, days).map(|part| part.until),
            _ => None,
        };
        Some((&own.control.id, end?))
    });
    let operated = operated.filter(|(control, _)| unexercised(registers, id, held, control).is_none());
    let missing = operated.filter_map(|(control, end)| {
        match registers.testing.speaking(id, control).map(|(_, listed)| listed.population.period.until) {
            None => Some(format!("the population of {control}")),
            Some(until) if until < end => Some(format!("the population of {control} from {until} to {end}")),
            Some(_) => None,
        }
    });
    missing.collect()
}

/// Requests of the auditor that wait for an answer, or were given back.
pub fn requests_open(registers: &Registers, id: &str) -> Vec<String> {
    let theirs = registers.room.of(id).into_iter().filter(|(_, held)| held.waits_for_audited());
    theirs.map(|(request, held)| format!("the answer to {request}, {}", held.request.title)).collect()
}

/// Exceptions without a response of management; those that the auditor cleared need none.
pub fn exceptions_unanswered(registers: &Registers, id: &str) -> Vec<String> {
    let testing = &registers.testing;
    let theirs = testing.exceptions.iter().filter(|(exception, held)| {
        held.unanswered() && testing.of_exception(exception).is_some_and(|(engagement, _)| engagement == id)
    });
    theirs.map(|(exception, _)| format!("the response to {exception}")).collect()
}

/// Statements of management that are not signed, or were written again since.
pub fn statements_missing(registers: &Registers, id: &str) -> Vec<String> {
    let signed = |kind| registers.descriptions.statement(id, kind).is_some_and(|held| held.signed.is_some());
    without(&[
        (signed(StatementKind::Assertion), "management's assertion, signed"),
        (signed(StatementKind::Representation), "the representation letter, signed"),
    ])
}

/// The description as management approved it: nothing written since, and the days, categories and methods of the engagement.
pub fn description_missing(registers: &Registers, id: &str, held: &HeldEngagement) -> Vec<String> {
    let approved = registers.descriptions.descriptions.get(id);
    let Some(version) = approved
        .filter(|described| described.state >= DescriptionState::ManagementApproved)
        .and_then(HeldDescription::newest)
    else {
        return vec!["the description as it stands, approved by management".to_owned()];
    };
    let text = version.sections.values().map(|content| content.words()).collect::<Vec<_>>().join("\n");
    let open = text_names::days(held.engagement.kind, &text).into_iter();
    let open = open.chain(text_names::categories(held, &text)).chain(text_names::methods(held, &text));
    open.map(|open| format!("the description: {open}")).collect()
}

/// What the signed statements do not name although the engagement says it now, and a representation letter that is dated
/// before the assertion of which it speaks.
pub fn statements_differ(registers: &Registers, id: &str, held: &HeldEngagement) -> Vec<String> {
    let papers = [StatementKind::Assertion, StatementKind::Representation].into_iter().filter_map(|kind| {
        let stated = registers.descriptions.statement(id, kind).filter(|stated| stated.signed.is_some())?;
        Some((kind, &stated.text))
    });
    let mut open: Vec<String> = papers
        .flat_map(|(kind, text)| {
            let differs =
                text_names::days(held.engagement.kind, text).into_iter().chain(text_names::categories(held, text));
            let differs = differs.chain(text_names::services(held, text)).chain(text_names::methods(held, text));
            differs.map(move |what| format!("{}: {what}", kind.title().to_lowercase()))
        })
        .collect();
    if let Some((letter, assertion)) = registers.descriptions.letter_before_assertion(id) {
        open.push(format!(
            "the representation letter, written and signed again: it is dated {letter}, before the assertion of \
             {assertion}"
        ));
    }
    open
}

/// The opinion, as long as none is recorded.
pub fn opinion_missing(registers: &Registers, id: &str) -> Vec<String> {
    without(&[(registers.descriptions.opinion(id).is_some(), "the opinion of the report")])
}
