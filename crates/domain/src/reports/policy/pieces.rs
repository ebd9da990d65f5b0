//! The eighteen pieces of documented information of ISO/IEC 27001:2022: which document or register is each, and what is missing.

use crate::registers::Registers;
use crate::registers::policy::HeldPolicy;
use crate::registers::risk::HeldRisk;
use crate::values::policy::{KeptIn, MandatoryPiece, PolicyKind, PolicyState};
use crate::values::risk::RatingKind;
use jiff::civil::Date;

/// One piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PieceLine {
    /// The piece.
    pub piece: MandatoryPiece,
    /// Documents that are named as it, with where each stands.
    pub documents: Vec<(String, PolicyState)>,
    /// What the register that holds it has of it: plans for a plan, ratings for an assessment; `None` where documents alone do.
    pub kept: Option<usize>,
}

impl PieceLine {
    /// Is it there: a document in force is named as it, or its register holds something of it?
    pub fn there(&self) -> bool {
        self.documents.iter().any(|(_, state)| state.in_force()) || self.kept.is_some_and(|kept| kept > 0)
    }
}

/// Every piece on a day, in the order of the clauses; of the documents those that are seen.
pub fn pieces(registers: &Registers, day: Date, seen: impl Fn(&str, &HeldPolicy) -> bool) -> Vec<PieceLine> {
    let all = registers.policies.in_order().into_iter();
    let live: Vec<_> = all.filter(|(id, held)| held.retired.is_none() && seen(id, held)).collect();
    MandatoryPiece::ALL.into_iter().map(|piece| one(registers, &live, piece, day)).collect()
}

fn one(registers: &Registers, live: &[(&String, &HeldPolicy)], piece: MandatoryPiece, day: Date) -> PieceLine {
    let is = |kind: PolicyKind| match piece {
        // What the organisation itself needs is every document of its own that it controls.
        MandatoryPiece::OwnDocuments => kind != PolicyKind::External,
        MandatoryPiece::ExternalDocuments => kind == PolicyKind::External,
        _ => false,
    };
    let named = live.iter().filter(|(_, held)| held.policy.pieces.contains(&piece) || is(held.policy.kind));
    let documents = named.map(|(id, held)| ((*id).clone(), held.state(day))).collect();
    PieceLine { piece, documents, kept: kept(registers, piece) }
}

/// What the register of a piece has of it.
fn kept(registers: &Registers, piece: MandatoryPiece) -> Option<usize> {
    Some(match piece.kept_in() {
        KeptIn::Documents => return None,
        KeptIn::Statement => usize::from(registers.statements.effective().is_some()),
        KeptIn::Risks => registers.risks.risks.values().filter(|held| shows(held, piece)).count(),
        KeptIn::Evidence => registers.evidence.items.values().filter(|held| held.counts()).count(),
        KeptIn::Nonconformities => registers.nonconformities.nonconformities.len(),
        KeptIn::Register(kind) => registers.isms.of(kind).filter(|held| held.there()).count(),
        KeptIn::Audits => registers.audits.audits.values().filter(|held| held.report.is_some()).count(),
        KeptIn::Reviews => registers.reviews.reviews.values().filter(|held| held.approved.is_some()).count(),
    })
}

/// Does a risk have what a piece is made of? That it was written down is no assessment, and no plan.
fn shows(held: &HeldRisk, piece: MandatoryPiece) -> bool {
    match piece {
        MandatoryPiece::TreatmentPlan => held.plan.is_some(),
        MandatoryPiece::TreatmentResults => {
            held.plan.as_ref().is_some_and(|plan| plan.progress.values().any(|line| !line.state.is_open()))
        }
        _ => held.rating(RatingKind::Current).is_some(),
    }
}
