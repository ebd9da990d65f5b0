//! What a door offers of papers: the right that each takes, and what it can be about.

use super::PaperKind;
use crate::access::Who;
use crate::ask::{
    At, AuditsOf, BridgeLetters, Documents, Engagements, Packages, PoliciesOf, Question, ReviewsOf, ScorecardsOf, Seen,
    Statements,
};
use crate::{App, Failure};
use domain::refusal::Refusal;
use domain::values::{Action, LibraryDocument};

/// Most things that a door offers to choose from.
pub const MAX_CHOICES: usize = 500;

/// The list of papers: it says nothing but what the answer would rest on.
#[derive(Clone, Copy, Debug, Default)]
pub struct PapersOf;

impl Question for PapersOf {
    type Answer = ();

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<(), Refusal> {
        seen.organisation().map(|_| ())
    }
}

/// The right that a paper takes; what it says is cut to what whoever asks may read.
pub fn needs(kind: &PaperKind) -> Action {
    match kind.id {
        "statement" => Action::ReadStatement,
        "crosswalk" => Action::ReadLibrary,
        "risks" => Action::ReadRisks,
        "scope" | "assets" => Action::ReadIsms,
        "documents" | "document" => Action::ReadPolicies,
        "audits" | "audit" => Action::ReadAudits,
        "agenda" | "minutes" => Action::ReadReviews,
        "nonconformities" => Action::ReadNonconformities,
        "suppliers" => Action::ReadSuppliers,
        "description" | "assertion" | "letter" | "requests" | "exceptions" | "window" | "index" => {
            Action::ReadEngagement
        }
        _ => Action::ReadProgramme,
    }
}

impl App {
    /// What a paper can be about, id and title, as far as who asks may read it; at most [`MAX_CHOICES`], and nothing where
    /// nothing has to be named.
    ///
    /// # Errors
    /// A fault when the ledger cannot be read.
    pub fn paper_choices(
        &self,
        slug: &str,
        who: &Who,
        at: At,
        kind: &PaperKind,
    ) -> Result<Vec<(String, String)>, Failure> {
        let found = match kind.id {
            "statement" => self.ask(slug, who, at, &Statements).map(|answer| {
                let line = |line: crate::ask::StatementLine| (line.id, line.held.state.title().to_lowercase());
                answer.value.versions.into_iter().map(line).collect()
            }),
            "crosswalk" => self.ask(slug, who, at, &Documents).map(|answer| {
                let crosswalk = |document: LibraryDocument| match document {
                    LibraryDocument::Crosswalk(one) => Some((one.id, one.title)),
                    _ => None,
                };
                answer.value.into_iter().filter_map(crosswalk).collect()
            }),
            "scorecard" => self.ask(slug, who, at, &ScorecardsOf).map(|answer| {
                let line =
                    |(id, held): (String, domain::registers::scorecard::HeldScorecard)| (id, held.taken.card.title);
                answer.value.taken.into_iter().map(line).collect()
            }),
            "document" => self
                .ask(slug, who, at, &PoliciesOf::default())
                .map(|answer| answer.value.rows.into_iter().map(|(policy, line)| (line.id, policy.title)).collect()),
            "audit" => self
                .ask(slug, who, at, &AuditsOf::default())
                .map(|answer| answer.value.audits.into_iter().map(|(held, line)| (line.id, held.plan.title)).collect()),
            "agenda" | "minutes" => self
                .ask(slug, who, at, &ReviewsOf)
                .map(|answer| answer.value.rows.into_iter().map(|(held, line)| (line.id, held.plan.title)).collect()),
            "letter" => self.ask(slug, who, at, &BridgeLetters).map(|answer| {
                let line = |line: crate::ask::LetterLine| (line.id, format!("until {}", line.held.letter.until));
                answer.value.letters.into_iter().map(line).collect()
            }),
            "index" => self
                .ask(slug, who, at, &Packages)
                .map(|answer| answer.value.into_iter().map(|line| (line.id, line.held.package.title)).collect()),
            _ if kind.of.is_some() => self.ask(slug, who, at, &Engagements).map(|answer| {
                answer.value.lines.into_iter().map(|line| (line.id, line.held.engagement.title)).collect()
            }),
            _ => return Ok(Vec::new()),
        };
        match found {
            Ok(mut choices) => {
                Vec::truncate(&mut choices, MAX_CHOICES);
                Ok(choices)
            }
            Err(Failure::Refused(_)) => Ok(Vec::new()),
            Err(fault) => Err(fault),
        }
    }
}
