//! May a nonconformity be closed? The one rule, for the register and for everybody who asks with plain facts.
//!
//! Clause 10.2 of ISO/IEC 27001 asks for a reaction, the cause, a look for similar cases, action where it is needed, and a
//! review of its effectiveness, all with documented information as evidence. Nothing of it is replaced by a date or a word.

use crate::registers::Registers;
use crate::registers::evidence::HeldEvidence;
use crate::registers::nonconformity::HeldNonconformity;
use crate::values::nonconformity::{Effectiveness, NonconformityState};
use serde::{Deserialize, Serialize};

/// What is there of a nonconformity, as plain facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CloseFacts {
    /// It was corrected, or its consequences were dealt with.
    pub correction: bool,
    /// Its cause is known.
    pub cause: bool,
    /// Similar cases were looked for.
    pub similar_cases: bool,
    /// Every planned action is carried out, or it is said why none is needed.
    pub action: bool,
    /// How the action worked, judged after the waiting time by somebody who did not carry it out.
    pub effectiveness: Option<Effectiveness>,
    /// Evidence is cited that still counts.
    pub evidence: bool,
}

/// One of the six things that closing needs, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloseNeed {
    /// Correction, or handling of the consequences.
    Correction,
    /// The cause.
    Cause,
    /// A look for similar cases.
    SimilarCases,
    /// Action carried out, or a reason why none is needed.
    Action,
    /// A result of the check whether it worked.
    Effectiveness,
    /// Evidence.
    Evidence,
}

crate::values::operation::words!(CloseNeed {
    Correction = "correction", "A correction, or how its consequences were dealt with";
    Cause = "cause", "Its cause";
    SimilarCases = "similar_cases", "A look for similar cases";
    Action = "action", "Action carried out, or the reason why none is needed";
    Effectiveness = "effectiveness", "The check whether it worked, after the waiting time, by somebody else";
    Evidence = "evidence", "Evidence that still counts";
});

/// What the rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CloseAnswer {
    /// May it be closed?
    pub can_close: bool,
    /// What is not there at all, in the order of [`CloseNeed::ALL`]. A result that says "ineffective" is there: it leads back
    /// to the cause instead.
    pub missing: Vec<CloseNeed>,
    /// The state that it enters next: `closed` when nothing is missing, `cause_found` when the action did not work, else the
    /// first state on the way whose part is missing.
    pub next_state: NonconformityState,
}

/// The close rule (workflows, section 10; clause 10.2).
pub fn close(facts: CloseFacts) -> CloseAnswer {
    let there = |need: &CloseNeed| match need {
        CloseNeed::Correction => facts.correction,
        CloseNeed::Cause => facts.cause,
        CloseNeed::SimilarCases => facts.similar_cases,
        CloseNeed::Action => facts.action,
        CloseNeed::Effectiveness => facts.effectiveness.is_some(),
        CloseNeed::Evidence => facts.evidence,
    };
    let missing: Vec<CloseNeed> = CloseNeed::ALL.into_iter().filter(|need| !there(need)).collect();
    if facts.effectiveness == Some(Effectiveness::Ineffective) {
        return CloseAnswer { can_close: false, missing, next_state: NonconformityState::CauseFound };
    }
    let next_state = match missing.first() {
        None => NonconformityState::Closed,
        Some(CloseNeed::Correction) => NonconformityState::Corrected,
        Some(CloseNeed::Cause | CloseNeed::SimilarCases) => NonconformityState::CauseFound,
        Some(CloseNeed::Action) => NonconformityState::ActionPlanned,
        Some(CloseNeed::Effectiveness | CloseNeed::Evidence) => NonconformityState::EffectivenessChecked,
    };
    CloseAnswer { can_close: missing.is_empty(), missing, next_state }
}

/// The facts of a nonconformity of the register. Evidence that was rejected, withdrawn or disposed of does not count.
pub fn facts(registers: &Registers, held: &HeldNonconformity) -> CloseFacts {
    let counts = |id: &&String| registers.evidence.items.get(*id).is_some_and(HeldEvidence::counts);
    CloseFacts {
        correction: held.correction.is_some(),
        cause: held.cause.is_some(),
        similar_cases: held.similar.is_some(),
        action: held.acted(),
        effectiveness: held.judgement.as_ref().map(|judgement| judgement.result),
        evidence: held.cited().iter().any(counts),
    }
}
