//! Which step follows which (workflows, section 5).

use crate::values::certification::CertificationState::{self, *};

/// The steps that can follow a state, in the order of the way. Certified follows a pending decision and a recertification by
/// the body's decision alone, with the number of its certificate, and so is not among them there.
pub fn follows(from: CertificationState) -> Vec<CertificationState> {
    let ahead = |last: CertificationState| {
        CertificationState::ALL.into_iter().filter(move |to| *to > from && *to <= last).collect::<Vec<_>>()
    };
    let mut steps = match from {
        _ if from.prepares() => ahead(Stage1),
        Stage1 => vec![Stage1Closed],
        Stage1Closed => vec![Stage2, Stage1],
        Stage2 => vec![DecisionPending],
        DecisionPending => vec![Stage2],
        Certified => vec![Surveillance1, Surveillance2, Recertification, Suspended],
        Surveillance1 | Surveillance2 => vec![Certified, Suspended],
        Recertification => vec![Suspended],
        Suspended => vec![Certified],
        Expired => vec![Recertification, Stage1, Stage2],
        _ => Vec::new(),
    };
    if from != Withdrawn {
        steps.push(Withdrawn);
    }
    steps
}

/// The step that is usually next; `None` where the body decides, and at the end.
pub fn usual(from: CertificationState) -> Option<CertificationState> {
    follows(from).into_iter().find(|to| *to != Withdrawn && (*to != Suspended || from == Recertification))
}

/// Can the body decide to certify in this state?
pub fn decides(from: CertificationState) -> bool {
    matches!(from, DecisionPending | Recertification)
}

/// Is a step the body's to take, so that it can be recorded although something is missing here?
pub fn bodys(to: CertificationState) -> bool {
    !to.prepares() && to != Withdrawn
}
