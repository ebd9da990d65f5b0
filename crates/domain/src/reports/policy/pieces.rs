//! The eighteen pieces of documented information of ISO/IEC 27001:2022: which document or register is each, and what is missing.

use crate::registers::Registers;
use crate::registers::policy::HeldPolicy;
use crate::values::policy::{KeptIn, MandatoryPiece, PolicyKind, PolicyState};
use jiff::civil::Date;

/// One piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PieceLine {
    /// The piece.
    pub piece: MandatoryPiece,
    /// Documents that are named as it, with where each stands.
    pub documents: Vec<(String, PolicyState)>,
    /// Objects of the register that holds it; `None` where documents alone do, or where it is looked at elsewhere.
    pub kept: Option<usize>,
}

impl PieceLine {
    /// Is it there: a document in force is named as it, or its register holds something? `None` for a piece that is looked at
    /// elsewhere while no document is named as it.
    pub fn there(&self) -> Option<bool> {
        let document = self.documents.iter().any(|(_, state)| state.in_force());
        match self.piece.kept_in() {
            _ if document => Some(true),
            KeptIn::Elsewhere => None,
            _ => Some(self.kept.is_some_and(|kept| kept > 0)),
        }
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
    let risks = registers.risks.risks.values();
    let kept = match piece.kept_in() {
        KeptIn::Documents | KeptIn::Elsewhere => None,
        KeptIn::Statement => Some(usize::from(registers.statements.effective().is_some())),
        KeptIn::Risks => Some(risks.count()),
        KeptIn::Evidence => Some(registers.evidence.items.values().filter(|held| held.counts()).count()),
        KeptIn::Nonconformities => Some(registers.nonconformities.nonconformities.len()),
    };
    PieceLine { piece, documents, kept }
}
