//! Questions about the clauses of ISO/IEC 27001 and about what is missing before its audits.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::reports::clauses::readiness::{Readiness, readiness};
use domain::reports::clauses::{ClauseDetail, ClausesReport, clauses, derivation};
use domain::values::Action;

/// The rights that reading all sources of a clause takes.
fn sources(first: Action) -> Vec<Action> {
    use Action::{
        ReadAudits, ReadEvidence, ReadIsms, ReadNonconformities, ReadPolicies, ReadProgramme, ReadReviews, ReadRisks,
        ReadStatement,
    };
    let all = [
        ReadProgramme,
        ReadIsms,
        ReadPolicies,
        ReadRisks,
        ReadStatement,
        ReadAudits,
        ReadReviews,
        ReadNonconformities,
        ReadEvidence,
    ];
    std::iter::once(first).chain(all.into_iter().filter(|action| *action != first)).collect()
}

/// All clauses 4 to 10.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClausesOf;

impl Question for ClausesOf {
    type Answer = ClausesReport;

    fn rights(&self) -> Vec<Action> {
        sources(Action::ReadProgramme)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ClausesReport, Refusal> {
        let registers = seen.unnamed()?;
        clauses(&registers, seen.on)
    }
}

/// One clause, by its number or that of a sub-clause.
#[derive(Clone, Debug)]
pub struct ClauseOf(pub String);

impl Question for ClauseOf {
    type Answer = ClauseDetail;

    fn rights(&self) -> Vec<Action> {
        sources(Action::ReadProgramme)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<ClauseDetail, Refusal> {
        let registers = seen.unnamed()?;
        let mut detail = clauses(&registers, seen.on)?.detail(&self.0)?;
        if detail.file.id == "6" {
            detail.derivation = derivation(&registers, seen.on)?;
        }
        Ok(detail)
    }
}

/// What is missing before Stage 1 and before Stage 2.
#[derive(Clone, Copy, Debug, Default)]
pub struct ReadinessOf;

impl Question for ReadinessOf {
    type Answer = Readiness;

    fn needs(&self) -> Action {
        Action::ReadCertification
    }

    fn rights(&self) -> Vec<Action> {
        sources(Action::ReadCertification)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Readiness, Refusal> {
        let registers = seen.unnamed()?;
        readiness(&registers, seen.on)
    }
}
