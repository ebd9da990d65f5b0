//! What the registers of an organisation know about a question of the scorecard, in three levels.

use crate::registers::Registers;
use crate::registers::isms::HeldEntry;
use crate::registers::operation::day_of;
use crate::reports::clauses::Place;
use crate::values::counted;
use crate::values::engagement::CRITERIA;
use crate::values::isms::RegisterKind;
use crate::values::policy::PolicyKind;
use crate::values::risk::RatingKind;
use crate::values::scorecard::{ScorecardFact, ScorecardQuestion};
use crate::values::statement::ANNEX_A;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Months that count as the last period, as the questions ask for.
const PERIOD_MONTHS: i32 = 12;

/// How far something is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactLevel {
    /// Nothing of it.
    Nothing,
    /// Something, not the whole.
    Begun,
    /// What the question asks for.
    There,
}

/// What is recorded, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactSeen {
    /// How far.
    pub level: FactLevel,
    /// What is recorded, as the end of a sentence.
    pub sentence: String,
    /// Where it is.
    pub place: Place,
}

fn fact(place: Place, level: FactLevel, sentence: impl Into<String>) -> FactSeen {
    FactSeen { level, sentence: sentence.into(), place }
}

/// The level of two figures: what counts, and what is there at all.
fn level(counts: usize, there: usize) -> FactLevel {
    match (counts, there) {
        (0, 0) => FactLevel::Nothing,
        (0, _) => FactLevel::Begun,
        _ => FactLevel::There,
    }
}

/// What the registers know of a fact on a day.
pub fn seen(registers: &Registers, what: ScorecardFact, on: Date) -> FactSeen {
    let since = on.saturating_sub(PERIOD_MONTHS.months());
    match what {
        ScorecardFact::Scope => scope(registers),
        ScorecardFact::Policies => policies(registers, on),
        ScorecardFact::Objectives => entries(registers, RegisterKind::Objectives, "objective", "objectives"),
        ScorecardFact::Risks => risks(registers, since),
        ScorecardFact::Statement => statement(registers),
        ScorecardFact::Training => {
            entries(registers, RegisterKind::Awareness, "awareness activity", "awareness activities")
        }
        ScorecardFact::AccessReviews => access_reviews(registers, since),
        ScorecardFact::Assets => entries(registers, RegisterKind::Assets, "asset", "assets"),
        ScorecardFact::Suppliers => suppliers(registers),
        ScorecardFact::Evidence => evidence(registers),
        ScorecardFact::AuditAndReview => audit_and_review(registers, since),
    }
}

fn entries(registers: &Registers, kind: RegisterKind, one: &str, many: &str) -> FactSeen {
    let all: Vec<&HeldEntry> = registers.isms.of(kind).filter(|entry| entry.there()).collect();
    let owned = all.iter().filter(|entry| entry.owner().is_some()).count();
    let sentence = match (all.len(), owned) {
        (0, _) => format!("the register has no {one}"),
        (n, 0) => format!("the register has {}, none with an owner", counted(n, one, many)),
        (n, owned) => format!("the register has {}, {owned} of them with an owner", counted(n, one, many)),
    };
    fact(Place::Register(kind), level(owned, all.len()), sentence)
}

fn scope(registers: &Registers) -> FactSeen {
    let entries = registers.isms.of(RegisterKind::Scope).filter(|entry| entry.there()).count();
    let written = !registers.profile.isms_scope.trim().is_empty();
    let (level, sentence) = match (entries, written) {
        (0, false) => (FactLevel::Nothing, "no scope of the management system is written".to_owned()),
        (0, true) => {
            (FactLevel::Begun, "the scope is one sentence in the profile and no entry of its register".to_owned())
        }
        (n, _) => (FactLevel::There, format!("the register of the scope has {}", counted(n, "entry", "entries"))),
    };
    fact(Place::Register(RegisterKind::Scope), level, sentence)
}

fn policies(registers: &Registers, on: Date) -> FactSeen {
    let held = registers.policies.policies.values();
    let own = || held.clone().filter(|one| one.policy.kind == PolicyKind::Policy && one.retired.is_none());
    let in_force = own().filter(|one| one.state(on).in_force()).count();
    let all = own().count();
    let sentence = match all {
        0 => "no policy is kept as a controlled document".to_owned(),
        all => format!(
            "{in_force} of {} {} in force",
            counted(all, "policy", "policies"),
            if in_force == 1 { "is" } else { "are" }
        ),
    };
    fact(Place::Documents, level(in_force, all), sentence)
}

fn risks(registers: &Registers, since: Date) -> FactSeen {
    let open = || registers.risks.risks.values().filter(|held| !held.closed);
    let rated = |held: &&crate::registers::risk::HeldRisk| {
        held.rating(RatingKind::Current).is_some_and(|(_, rating)| rating.rating.on >= since)
    };
    let (all, recent) = (open().count(), open().filter(rated).count());
    let sentence = match all {
        0 => "the register has no open risk".to_owned(),
        all => format!(
            "{recent} of {} rated within {PERIOD_MONTHS} months",
            counted(all, "open risk was", "open risks were")
        ),
    };
    let level = match (recent, all) {
        (_, 0) => FactLevel::Nothing,
        (recent, all) if recent == all => FactLevel::There,
        _ => FactLevel::Begun,
    };
    fact(Place::Risks, level, sentence)
}

fn statement(registers: &Registers) -> FactSeen {
    let (all, effective) = (registers.statements.versions.len(), registers.statements.effective());
    let sentence = match (&effective, all) {
        (Some((id, _)), _) => format!("version {id} of the Statement of Applicability is in force"),
        (None, 0) => "no Statement of Applicability was begun".to_owned(),
        (None, _) => "no version of the Statement of Applicability is in force".to_owned(),
    };
    fact(Place::Statement, level(usize::from(effective.is_some()), all), sentence)
}

fn access_reviews(registers: &Registers, since: Date) -> FactSeen {
    let all: Vec<&HeldEntry> = registers.isms.of(RegisterKind::AccessReviews).filter(|entry| entry.there()).collect();
    let done = all.iter().filter(|entry| !entry.live() && day_of(entry.changed_us) >= since).count();
    let sentence = match all.len() {
        0 => "the register has no access review".to_owned(),
        n => format!("{done} of {} ended within {PERIOD_MONTHS} months", counted(n, "access review", "access reviews")),
    };
    fact(Place::Register(RegisterKind::AccessReviews), level(done, all.len()), sentence)
}

fn suppliers(registers: &Registers) -> FactSeen {
    let all = registers.suppliers.suppliers.len();
    let reviewed = registers.suppliers.reports.values().filter(|held| held.relied_on()).count();
    let sentence = match all {
        0 => "the register has no supplier".to_owned(),
        all => format!(
            "the register has {} and {} relied on",
            counted(all, "supplier", "suppliers"),
            counted(reviewed, "report", "reports")
        ),
    };
    fact(Place::Suppliers, level(reviewed.min(all), all), sentence)
}

fn evidence(registers: &Registers) -> FactSeen {
    let live: Vec<&str> = registers.live_controls().map(|held| held.control.id.as_str()).collect();
    let shown = live.iter().filter(|id| !registers.evidence.runs(id).is_empty()).count();
    let level = match (shown, live.len()) {
        (0, _) => FactLevel::Nothing,
        (shown, all) if shown == all => FactLevel::There,
        _ => FactLevel::Begun,
    };
    let sentence = match live.len() {
        0 => "there is no own control yet".to_owned(),
        all => format!("{shown} of {} evidence", counted(all, "own control has", "own controls have")),
    };
    fact(Place::Evidence, level, sentence)
}

fn audit_and_review(registers: &Registers, since: Date) -> FactSeen {
    let reports = registers.audits.audits.values().filter(|held| held.cancelled.is_none());
    let audited = reports.filter_map(|held| held.report.as_ref()).map(|report| report.report.on).max();
    let held = registers.reviews.each().filter(|(_, review)| review.cancelled.is_none() && review.approved.is_some());
    let reviewed = held.filter_map(|(_, review)| review.meeting.as_ref().map(|meeting| meeting.on)).max();
    let recent = |day: Option<Date>| day.is_some_and(|day| day >= since);
    let said = |day: Option<Date>, none: &str, last: &str| match day {
        None => none.to_owned(),
        Some(day) => format!("{last} {day}"),
    };
    let sentence = format!(
        "{}, and {}",
        said(audited, "no internal audit has a report", "the last report of an internal audit is of"),
        said(
            reviewed,
            "no management review has approved minutes",
            "the last management review with approved minutes was held on"
        )
    );
    let level = match (recent(audited), recent(reviewed)) {
        (true, true) => FactLevel::There,
        (false, false) if audited.is_none() && reviewed.is_none() => FactLevel::Nothing,
        _ => FactLevel::Begun,
    };
    let place = if recent(audited) { Place::Reviews } else { Place::Audits };
    fact(place, level, sentence)
}

/// Own controls in place that are linked to what a question bears on; `None` when it bears on nothing that controls answer.
pub(super) fn answered_by(registers: &Registers, question: &ScorecardQuestion) -> Option<FactSeen> {
    let wanted: BTreeSet<(&str, &str)> = (question.criteria.iter().map(|id| (CRITERIA, id.as_str())))
        .chain(question.annex_a.iter().map(|id| (ANNEX_A, id.as_str())))
        .collect();
    if wanted.is_empty() {
        return None;
    }
    let links = |framework: &'static str| {
        let live = registers.live_controls().filter(|held| held.control.in_place());
        live.flat_map(move |held| held.control.linked(framework).map(|(item, _)| (framework, item)).collect::<Vec<_>>())
    };
    let answered: BTreeSet<(&str, &str)> = links(CRITERIA).chain(links(ANNEX_A)).collect();
    let mut open: Vec<&str> = wanted.difference(&answered).map(|(_, item)| *item).collect();
    open.sort_by_key(|item| crate::reports::search::natural(item));
    let (level, sentence) = match open.len() {
        0 => (FactLevel::There, "own controls in place answer all that it bears on".to_owned()),
        n if n == wanted.len() => (FactLevel::Nothing, format!("no own control in place answers {}", open.join(", "))),
        _ => (FactLevel::Begun, format!("no own control in place answers {} yet", open.join(", "))),
    };
    Some(fact(Place::Controls, level, sentence))
}
