//! What binds a plan: readiness, the window, or the build of the management system (R297). Found on the critical path, never
//! declared.

use super::PlannedStep;
use crate::values::plan::StepKind;
use std::collections::BTreeMap;

/// What binds a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The kind of time that takes the longest on the critical path; `None` when nothing is left.
    pub kind: Option<StepKind>,
    /// Days of each kind on the critical path, with the greatest lengths.
    pub days: BTreeMap<StepKind, u64>,
    /// Why it binds, in a sentence.
    pub says: String,
}

pub(super) fn binding(steps: &[PlannedStep]) -> Binding {
    let mut days: BTreeMap<StepKind, u64> = BTreeMap::new();
    for step in steps.iter().filter(|step| step.critical) {
        *days.entry(step.kind).or_default() += step.days.high;
    }
    // Of two that take as long, the one that comes first binds.
    let longest = days.iter().rev().max_by_key(|(_, days)| **days).map(|(kind, _)| *kind);
    let says = match longest {
        None => "nothing is left to do",
        Some(StepKind::Window) => {
            "the window binds: it cannot be compressed, so that only an earlier first day of it brings the report nearer"
        }
        Some(StepKind::Readiness) => {
            "readiness and remediation bind: each control that is in place sooner brings the report nearer"
        }
        Some(StepKind::Build) => {
            "the build of the management system binds: the audit itself takes days, its preparation takes months"
        }
        Some(StepKind::Lead | StepKind::Audit | StepKind::Report) => {
            "the calendars of the auditors bind: agree the days with them early"
        }
    };
    Binding { kind: longest, days, says: says.to_owned() }
}
