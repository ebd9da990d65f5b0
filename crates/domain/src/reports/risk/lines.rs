//! The register of risks as a list, and what a risk still lacks for ISO/IEC 27001 (R109, R116).

use super::standing::{Signature, acceptance, approval, open_lines, rated, state};
use crate::registers::Registers;
use crate::registers::risk::{HeldRisk, RiskRegister};
use crate::values::risk::{LineState, RatingKind, RiskCategory, RiskState, TreatmentLine, TreatmentOption};
use jiff::civil::Date;
use std::cmp::Reverse;

/// A rating as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rated {
    /// Its number among the ratings of the risk, from 1.
    pub number: u32,
    /// Grade of likelihood.
    pub likelihood: u8,
    /// Grade of impact.
    pub impact: u8,
    /// The level, from 1.
    pub level: u8,
    /// Its word.
    pub word: String,
    /// The version of the method.
    pub method: u32,
    /// Above the appetite of that version, unless it was made before the risk was opened again: it then stands for nothing.
    pub above: bool,
    /// Made before the risk was opened again.
    pub before_opening: bool,
    /// The day.
    pub on: Date,
    /// Who made it.
    pub by: String,
}

/// What stands beside such a rating wherever it is shown, since it is no assessment of today.
pub const BEFORE_OPENING: &str = "before it was opened again";

/// What is said of a rating, with what stands beside it: `high`, or `high, before it was opened again`.
pub fn rated_word(word: &str, before_opening: bool) -> String {
    if before_opening { format!("{word}, {BEFORE_OPENING}") } else { word.to_owned() }
}

/// A risk in the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RiskLine {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The kind of threat.
    pub category: RiskCategory,
    /// Its owner, by id.
    pub owner: Option<String>,
    /// Where it stands.
    pub state: RiskState,
    /// Without controls.
    pub inherent: Option<Rated>,
    /// With the controls of today.
    pub current: Option<Rated>,
    /// After treatment.
    pub residual: Option<Rated>,
    /// The option, and the version of the plan.
    pub treatment: Option<(TreatmentOption, u32)>,
    /// Lines that are not done, and of those the overdue ones.
    pub open_lines: (usize, usize),
    /// Where the approval of the plan stands.
    pub approval: Signature,
    /// Where the acceptance of what remains stands.
    pub acceptance: Signature,
    /// When it is assessed next.
    pub next_review: Option<Date>,
    /// That day is over, or there is none.
    pub overdue: bool,
    /// What it lacks for ISO/IEC 27001; empty for a closed one.
    pub missing: Vec<&'static str>,
}

/// All risks: open before closed, the highest current level first, then by number.
pub fn lines(registers: &Registers, on: Date) -> Vec<RiskLine> {
    let register = &registers.risks;
    let mut lines: Vec<RiskLine> = register.risks.iter().map(|(id, held)| line(register, id, held, on)).collect();
    let number = |line: &RiskLine| line.id.strip_prefix("RI-").and_then(|n| n.parse::<u64>().ok());
    let level = |line: &RiskLine| line.current.as_ref().map(|rated| rated.level);
    lines.sort_by_key(|line| (line.state == RiskState::Closed, Reverse(level(line)), number(line)));
    lines
}

/// The line of one risk.
pub fn line(register: &RiskRegister, id: &str, held: &HeldRisk, on: Date) -> RiskLine {
    let rating = |kind| {
        let (number, found) = held.rating(kind)?;
        let (rating, before_opening) = (&found.rating, found.made.entry < held.opened_at());
        Some(Rated {
            number,
            likelihood: rating.likelihood,
            impact: rating.impact,
            level: rating.level,
            word: rating.word.clone(),
            method: rating.method,
            above: !before_opening && register.above_appetite(rating),
            before_opening,
            on: rating.on,
            by: found.made.by.clone(),
        })
    };
    let overdue_lines = overdue(held, on).count();
    RiskLine {
        id: id.to_owned(),
        title: held.risk.title.clone(),
        category: held.risk.category,
        owner: held.risk.owner.clone(),
        state: state(held, on),
        inherent: rating(RatingKind::Inherent),
        current: rating(RatingKind::Current),
        residual: rating(RatingKind::Residual),
        treatment: held.plan.as_ref().map(|plan| (plan.treatment.option, plan.version)),
        open_lines: (open_lines(held), overdue_lines),
        approval: approval(held),
        acceptance: acceptance(held, on),
        next_review: held.risk.next_review,
        overdue: !held.closed && held.risk.next_review.is_none_or(|day| day < on),
        missing: if held.closed { Vec::new() } else { missing(held, on) },
    }
}

/// Lines of the plan whose day is over and that are not done.
pub fn overdue(held: &HeldRisk, on: Date) -> impl Iterator<Item = &TreatmentLine> {
    let plan = held.plan.iter();
    plan.flat_map(|plan| plan.treatment.lines.iter().map(move |line| (plan, line)))
        .filter(move |(plan, line)| {
            let state = plan.progress.get(&line.id).map_or(LineState::Planned, |progress| progress.state);
            state.is_open() && line.due.is_some_and(|due| due < on)
        })
        .map(|(_, line)| line)
}

/// What a risk lacks, in the order in which it is supplied. A risk assessment for SOC 2 has the first few as a rule (R116).
pub fn missing(held: &HeldRisk, on: Date) -> Vec<&'static str> {
    let risk = &held.risk;
    let scenario = !risk.cause.is_empty() && !risk.event.is_empty() && !risk.consequence.is_empty();
    let plan = held.plan.as_ref().map(|plan| &plan.treatment);
    let lines_whole = plan.is_some_and(|plan| {
        plan.option == TreatmentOption::Retain
            || !plan.lines.is_empty() && plan.lines.iter().all(|line| line.owner.is_some() && line.due.is_some())
    });
    let fields = [
        (risk.owner.is_some(), "owner"),
        (scenario, "scenario"),
        (!risk.properties.is_empty(), "confidentiality, integrity or availability"),
        (!risk.source.is_empty(), "source"),
        (rated(held, RatingKind::Inherent).is_some(), "inherent rating"),
        (rated(held, RatingKind::Current).is_some(), "current rating"),
        (risk.next_review.is_some(), "day of the next assessment"),
        (plan.is_some(), "decision on treatment"),
        (lines_whole, "actions with owners and dates"),
        (rated(held, RatingKind::Residual).is_some(), "residual rating"),
        (approval(held) == Signature::InForce, "approval of the plan by the owner"),
        (acceptance(held, on) == Signature::InForce, "acceptance of what remains by the owner"),
    ];
    fields.into_iter().filter(|(there, _)| !there).map(|(_, field)| field).collect()
}
