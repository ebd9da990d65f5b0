//! The eighteen pieces of documented information as lines of Stage 1, wherever each is kept.

use super::{ReadinessLine, Said};
use crate::reports::clauses::look::Look;
use crate::reports::clauses::place::Place;
use crate::reports::policy::PieceLine;
use crate::values::isms::RegisterKind;
use crate::values::policy::{KeptIn, MandatoryPiece};

/// The part of the list in which they stand.
const GROUP: &str = "Documented information";

/// Where a piece is kept.
pub(in crate::reports::clauses) fn kept_at(piece: MandatoryPiece) -> Place {
    match piece.kept_in() {
        KeptIn::Statement => Place::Statement,
        KeptIn::Risks => Place::Risks,
        KeptIn::Evidence => Place::Evidence,
        KeptIn::Nonconformities => Place::Nonconformities,
        KeptIn::Register(kind) => Place::Register(kind),
        KeptIn::Audits => Place::Audits,
        KeptIn::Reviews => Place::Reviews,
        KeptIn::Documents => Place::Documents,
    }
}

pub(super) fn lines(look: &Look<'_>) -> Vec<ReadinessLine> {
    look.pieces.iter().map(|line| one(look, line)).collect()
}

fn one(look: &Look<'_>, line: &PieceLine) -> ReadinessLine {
    let there = line.there();
    let in_force = line.documents.iter().find(|(_, state)| state.in_force()).map(|(id, _)| id);
    let written = line.documents.first();
    let (why, place) = match (in_force, written) {
        (Some(id), _) => (format!("{id} is in force"), Place::Document(id.clone())),
        (None, _) if there => ("its register holds it".to_owned(), kept_at(line.piece)),
        (None, Some((id, state))) => (
            format!("{id} is written and not in force ({})", state.title().to_lowercase()),
            Place::Document(id.clone()),
        ),
        (None, None) => (empty(look, line.piece), kept_at(line.piece)),
    };
    let id = format!("document-{}", line.piece.id().replace('_', "-"));
    ReadinessLine::checked(&id, GROUP, line.piece.clause(), line.piece.title(), Said { there, why, place })
}

/// Why nothing is there; what could be named as it is said.
fn empty(look: &Look<'_>, piece: MandatoryPiece) -> String {
    let registers = look.registers;
    let scope = registers.isms.of(RegisterKind::Scope).find(|held| held.there() && held.state == "in_force");
    match (piece, piece.kept_in(), scope) {
        (MandatoryPiece::IsmsScope, _, Some(held)) => {
            format!("no document is named as it; {} is in force in the register and can be put into one", held.id)
        }
        (MandatoryPiece::RiskAssessmentProcess, ..) if registers.risks.in_force().is_some() => {
            "no document is named as it; the approved risk method can be put into one".to_owned()
        }
        (_, KeptIn::Documents, _) => "no document in force is named as it".to_owned(),
        _ => "no document is named as it, and its register holds nothing of it".to_owned(),
    }
}
