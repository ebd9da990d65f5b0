//! Visits and findings of a certification body as JSON.

use crate::words::NamedWords;
use app::Within;
use domain::registers::certification::{HeldFinding, HeldVisit};
use domain::reports::certification::{FindingLine, YearlyLine};
use serde::Serialize;
use utoipa::ToSchema;

/// A visit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CertificationVisitWords {
    /// Its number, from 1.
    pub number: u32,
    /// `stage1`, `stage2`, `surveillance1`, `surveillance2`, `recertification` or `special`.
    pub kind: &'static str,
    /// Its first day: held, or else agreed.
    pub first: String,
    /// Its last day.
    pub last: String,
    /// It is held from afar.
    pub remote: bool,
    /// Names of the auditors.
    pub auditors: Vec<String>,
    /// `planned`, `held` or `cancelled`.
    pub state: &'static str,
    /// Why it does not take place.
    pub cancelled: Option<String>,
    /// Clauses and controls that were covered.
    pub covered: Vec<String>,
    /// What a surveillance looked at.
    pub topics: Vec<&'static str>,
    /// Lines of treatment plans that were followed.
    pub followed: Vec<String>,
    /// What the body said at the end: `goes_on`, `after_actions` or `not_recommended`.
    pub outcome: Option<&'static str>,
    /// In a few words.
    pub summary: Option<String>,
}

impl CertificationVisitWords {
    /// The words of one.
    pub fn of(number: u32, held: &HeldVisit) -> CertificationVisitWords {
        let record = held.record.as_ref();
        let auditors = record.map_or(&held.visit.auditors, |record| &record.auditors);
        let listed = |words: &std::collections::BTreeSet<String>| words.iter().cloned().collect::<Vec<_>>();
        CertificationVisitWords {
            number,
            kind: held.visit.kind.id(),
            first: held.first().to_string(),
            last: held.last().to_string(),
            remote: held.visit.remote,
            auditors: listed(auditors),
            state: match (record, &held.cancelled) {
                (Some(_), _) => "held",
                (None, Some(_)) => "cancelled",
                (None, None) => "planned",
            },
            cancelled: held.cancelled.as_ref().map(|said| said.text.clone()),
            covered: record.map(|record| listed(&record.covered)).unwrap_or_default(),
            topics: record.map(|record| record.topics.iter().map(|one| one.id()).collect()).unwrap_or_default(),
            followed: record.map(|record| listed(&record.followed)).unwrap_or_default(),
            outcome: record.map(|record| record.outcome.id()),
            summary: record.map(|record| record.summary.clone()),
        }
    }
}

/// What the body said of a finding.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SettledWords {
    /// `plan_accepted`, `verified`, `downgraded` or `withdrawn`.
    pub how: &'static str,
    /// On which day.
    pub on: String,
    /// In which words.
    pub note: String,
}

/// A finding.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CertificationFindingWords {
    /// Its number, from 1.
    pub number: u32,
    /// Number of the visit.
    pub visit: u32,
    /// Its kind now: `concern`, `major`, `minor` or `opportunity`.
    pub kind: &'static str,
    /// In a few words.
    pub title: String,
    /// What was required and what was seen.
    pub statement: String,
    /// The clause or control.
    pub item: String,
    /// The day on which it was told.
    pub on: String,
    /// Who answers for it.
    pub owner: Option<NamedWords>,
    /// `open`, `planned`, `answered`, `verified`, `taken_back` or `noted`.
    pub standing: &'static str,
    /// By when something is needed; null when nothing is to be done.
    pub due: Option<String>,
    /// What is needed by then.
    pub next: &'static str,
    /// That day is over.
    pub overdue: bool,
    /// Of a major of Stage 2 that is not verified: six months after the last day.
    pub limit: Option<String>,
    /// The nonconformity that it led to.
    pub nonconformity: Option<String>,
    /// Where that stands.
    pub nonconformity_state: Option<&'static str>,
    /// What the body said, the oldest first.
    pub settled: Vec<SettledWords>,
}

impl CertificationFindingWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, line: &FindingLine, held: &HeldFinding) -> CertificationFindingWords {
        let said = held.settled.iter().map(|one| SettledWords {
            how: one.settled.how.id(),
            on: one.settled.on.to_string(),
            note: one.settled.note.clone(),
        });
        CertificationFindingWords {
            number: line.number,
            visit: held.finding.visit,
            kind: line.kind.id(),
            title: held.finding.title.clone(),
            statement: held.finding.statement.clone(),
            item: held.finding.item.clone(),
            on: held.finding.on.to_string(),
            owner: held.finding.owner.as_ref().map(|owner| NamedWords::of(app, owner)),
            standing: line.standing.id(),
            due: line.due.map(|day| day.to_string()),
            next: line.next,
            overdue: line.overdue,
            limit: line.limit.map(|day| day.to_string()),
            nonconformity: line.nonconformity.as_ref().map(|(id, _)| id.clone()),
            nonconformity_state: line.nonconformity.as_ref().map(|(_, state)| state.id()),
            settled: said.collect(),
        }
    }
}

/// A line of the list for the next surveillance.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct YearlyWords {
    /// What is looked at.
    pub topic: &'static str,
    /// There is something to show; null where there is nothing to ask for.
    pub shown: Option<bool>,
    /// What there is, or what is missing.
    pub says: String,
    /// What it is about.
    pub names: Vec<String>,
}

impl From<&YearlyLine> for YearlyWords {
    fn from(line: &YearlyLine) -> YearlyWords {
        let (topic, shown) = (line.topic.id(), line.shown);
        YearlyWords { topic, shown, says: line.says.clone(), names: line.names.clone() }
    }
}
