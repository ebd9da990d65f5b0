//! The eighteen pieces of documented information as lines of Stage 1, wherever each is kept.

use super::{ReadinessLine, Said};
use crate::registers::isms::HeldEntry;
use crate::reports::clauses::look::Look;
use crate::reports::clauses::place::Place;
use crate::reports::policy::PieceLine;
use crate::values::isms::RegisterKind;
use crate::values::policy::{KeptIn, MandatoryPiece};

/// The part of the list in which they stand.
const GROUP: &str = "Documented information";

/// Is a piece there: a document in force is named as it, or the register that holds it has something?
pub(in crate::reports::clauses) fn there(look: &Look<'_>, line: &PieceLine) -> bool {
    let registers = look.registers;
    let kept = |kind| registers.isms.of(kind).any(HeldEntry::there);
    line.there().unwrap_or_else(|| match line.piece {
        MandatoryPiece::Objectives => kept(RegisterKind::Objectives),
        MandatoryPiece::Competence => kept(RegisterKind::Competence),
        MandatoryPiece::MonitoringResults => kept(RegisterKind::Measures),
        MandatoryPiece::InternalAudits => registers.audits.audits.values().any(|held| held.report.is_some()),
        MandatoryPiece::ManagementReviews => registers.reviews.reviews.values().any(|held| held.approved.is_some()),
        _ => false,
    })
}

/// Where a piece is kept.
pub(in crate::reports::clauses) fn kept_at(piece: MandatoryPiece) -> Place {
    match (piece, piece.kept_in()) {
        (MandatoryPiece::Objectives, _) => Place::Register(RegisterKind::Objectives),
        (MandatoryPiece::Competence, _) => Place::Register(RegisterKind::Competence),
        (MandatoryPiece::MonitoringResults, _) => Place::Register(RegisterKind::Measures),
        (MandatoryPiece::InternalAudits, _) => Place::Audits,
        (MandatoryPiece::ManagementReviews, _) => Place::Reviews,
        (_, KeptIn::Statement) => Place::Statement,
        (_, KeptIn::Risks) => Place::Risks,
        (_, KeptIn::Evidence) => Place::Evidence,
        (_, KeptIn::Nonconformities) => Place::Nonconformities,
        (_, KeptIn::Documents | KeptIn::Elsewhere) => Place::Documents,
    }
}

pub(super) fn lines(look: &Look<'_>) -> Vec<ReadinessLine> {
    look.pieces.iter().map(|line| one(look, line)).collect()
}

fn one(look: &Look<'_>, line: &PieceLine) -> ReadinessLine {
    let there = there(look, line);
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
        _ => "no document is named as it, and its register is empty".to_owned(),
    }
}
