//! Those who work here as JSON: people, checks, positions, access; and the starting text of the policy on remote working.

use super::{MarkWords, NamedWords};
use app::Within;
use app::ask::StaffAnswer;
use domain::registers::staff::{HeldRequest, HeldStaff};
use domain::reports::staff::{Evidence, Missing, Place, StaffReport, Standing};
use domain::values::{CheckDone, Position, StaffCheck};
use serde::Serialize;
use utoipa::ToSchema;

/// Starting text of the policy on remote working, with the name of the organisation filled in (A.6.7, CC6.7).
pub fn remote_working(organisation: &str) -> String {
    include_str!("../../../../library/policies/remote-working.md").replace("{organisation}", organisation)
}

/// What is missing of somebody.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MissingWords {
    /// What, as people say it.
    pub what: String,
    /// The check, where it is one: `training`; null for anything else.
    pub check: Option<&'static str>,
    /// Criteria, controls and clauses that it would be evidence for.
    pub answers: Vec<&'static str>,
}

impl MissingWords {
    /// The words of one.
    pub fn of(missing: &Missing) -> MissingWords {
        let check = match missing {
            Missing::Never(check) | Missing::Overdue { check, .. } => Some(check.id()),
            _ => None,
        };
        MissingWords { what: missing.sentence(), check, answers: missing.answers().to_vec() }
    }
}

/// A check that was done.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = StaffCheckWords)]
pub struct CheckWords {
    /// `screening`, `terms`, `confidentiality`, `training`, `review`, `remote_work`, `discipline`, `assets_returned`,
    /// `access_removed`, `keys_revoked` or `duties_after`.
    pub check: &'static str,
    /// When.
    #[schema(format = Date)]
    pub on: String,
    /// Where it can be seen, or why it is not needed.
    pub note: String,
    /// Decided that it is not needed.
    pub not_needed: bool,
}

impl CheckWords {
    fn of(check: StaffCheck, done: &CheckDone) -> CheckWords {
        CheckWords { check: check.id(), on: done.on.to_string(), note: done.note.clone(), not_needed: done.not_needed }
    }
}

/// Access to a system.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AccessWords {
    /// To what.
    pub system: String,
    /// As what.
    pub level: String,
}

/// One who works here, or did.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StaffWords {
    /// Id of the person.
    pub id: String,
    /// Name; the id again where it was erased.
    pub name: String,
    /// E-mail address; empty for who has none here.
    pub email: String,
    /// `candidate`, `active`, `moved`, `notice` or `left`.
    pub state: &'static str,
    /// Since when the record stands so.
    pub since: String,
    /// Id of the position.
    pub position: String,
    /// First day of work.
    #[schema(format = Date)]
    pub joined: Option<String>,
    /// Last day of work.
    #[schema(format = Date)]
    pub leaves: Option<String>,
    /// Works away from the offices, wholly or in part.
    pub remote: bool,
    /// What is missing on the day.
    pub missing: Vec<MissingWords>,
    /// Access on record.
    pub access: Vec<AccessWords>,
    /// What was checked, in the order in which it was recorded.
    pub checks: Vec<CheckWords>,
    /// Version, as `If-Match` names it.
    pub version: u64,
}

impl StaffWords {
    /// The words of one person. The address is left empty when it cannot be read.
    pub fn of(app: &Within<'_>, id: &str, held: &HeldStaff, standing: Option<&Standing>, version: u64) -> StaffWords {
        let checks =
            held.checks.iter().flat_map(|(check, times)| times.iter().map(|done| CheckWords::of(*check, done)));
        let access = standing.into_iter().flat_map(|s| &s.access);
        StaffWords {
            id: id.to_owned(),
            name: app.name_of(id),
            email: app.person(id).ok().flatten().map(|p| p.email).unwrap_or_default(),
            state: held.staff.state.id(),
            since: app::clock::minute_of(held.since_us),
            position: held.staff.position.clone(),
            joined: held.staff.joined.map(|d| d.to_string()),
            leaves: held.staff.leaves.map(|d| d.to_string()),
            remote: held.staff.remote,
            missing: standing.into_iter().flat_map(|s| &s.missing).map(MissingWords::of).collect(),
            access: access
                .map(|(system, level)| AccessWords { system: system.clone(), level: level.clone() })
                .collect(),
            checks: checks.collect(),
            version,
        }
    }

    /// Everybody in the register, by name.
    pub fn all(app: &Within<'_>, answer: &StaffAnswer) -> Vec<StaffWords> {
        let people = answer.workforce.people.iter();
        let words = |(id, held): (&String, &HeldStaff)| {
            StaffWords::of(app, id, held, answer.standing(id), answer.version("staff", id))
        };
        let mut all: Vec<StaffWords> = people.map(words).collect();
        all.sort_by_cached_key(|one| (one.name.to_lowercase(), one.id.clone()));
        all
    }
}

/// The figures of the register on the day, each with its whole.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StaffFiguresWords {
    /// People in the register, leavers included.
    pub people: usize,
    /// Those of whom anything is missing.
    pub lacking: usize,
    /// Those at work: the whole of `trained`.
    pub at_work: usize,
    /// Those at work with a training within the last year.
    pub trained: usize,
    /// Leavers who had access to remove: the whole of `access_removed`.
    pub leavers: usize,
    /// Leavers whose access removal is confirmed.
    pub access_removed: usize,
    /// Mean days from the last day of work until access was removed, with one decimal; null before anybody's was.
    pub mean_days_until_removed: Option<String>,
    /// Access requests that wait for a decision.
    pub undecided: usize,
}

impl StaffFiguresWords {
    /// The words of a report.
    pub fn of(report: &StaffReport) -> StaffFiguresWords {
        StaffFiguresWords {
            people: report.people.len(),
            lacking: report.lacking,
            at_work: report.at_work,
            trained: report.trained,
            leavers: report.removed.0 + report.not_removed,
            access_removed: report.removed.0,
            mean_days_until_removed: report.mean_removal_tenths().map(tenths),
            undecided: report.undecided,
        }
    }
}

/// Tenths as a number with one decimal.
pub fn tenths(tenths: i64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// What the register holds for one people control of Annex A.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PeopleControlWords {
    /// Its id: `A.6.1`.
    pub id: String,
    /// Its short title.
    pub title: String,
    /// The checks that are evidence for it.
    pub checks: Vec<&'static str>,
    /// Checks that are there and in date.
    pub done: usize,
    /// Checks that are expected.
    pub expected: usize,
    /// Times that one was recorded at all.
    pub recorded: usize,
}

/// How a crosswalk by domain rates CC1.4 against the people controls.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RatedWords {
    /// Id of the crosswalk.
    pub crosswalk: String,
    /// The row.
    pub label: String,
    /// The controls, as written.
    pub written: String,
    /// The level that its source gives; empty when it gives none.
    pub level: String,
}

/// What the register is evidence for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StaffEvidenceWords {
    /// A.6.1 to A.6.8.
    pub controls: Vec<PeopleControlWords>,
    /// Rows of crosswalks that join CC1.4 to them.
    pub rated: Vec<RatedWords>,
}

impl StaffEvidenceWords {
    /// The words of it.
    pub fn of(evidence: &Evidence) -> StaffEvidenceWords {
        let controls = evidence.controls.iter().map(|c| PeopleControlWords {
            id: c.id.clone(),
            title: c.title.clone(),
            checks: c.checks.iter().map(|check| check.id()).collect(),
            done: c.done,
            expected: c.expected,
            recorded: c.recorded,
        });
        let rated = evidence.rated.iter().map(|r| RatedWords {
            crosswalk: r.crosswalk.clone(),
            label: r.label.clone(),
            written: r.written.clone(),
            level: r.level.clone(),
        });
        StaffEvidenceWords { controls: controls.collect(), rated: rated.collect() }
    }
}

/// A position in the chart.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PositionWords {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its duties for information security.
    pub duties: String,
    /// Id of the position it reports to; empty at the top.
    pub reports_to: String,
    /// How far below the top.
    pub depth: usize,
    /// Who holds it on the day.
    pub holders: Vec<NamedWords>,
    /// Version, as `If-Match` names it.
    pub version: u64,
}

impl PositionWords {
    /// The words of a place in the chart.
    pub fn of(app: &Within<'_>, place: &Place, position: &Position, version: u64) -> PositionWords {
        PositionWords {
            id: place.id.clone(),
            title: position.title.clone(),
            duties: position.duties.clone(),
            reports_to: position.reports_to.clone(),
            depth: place.depth,
            holders: place.holders.iter().map(|id| NamedWords::of(app, id)).collect(),
            version,
        }
    }

    /// The chart from the top.
    pub fn chart(app: &Within<'_>, answer: &StaffAnswer) -> Vec<PositionWords> {
        let places = answer.report.chart.iter();
        let held = places.filter_map(|place| Some((place, answer.workforce.positions.get(&place.id)?)));
        held.map(|(place, p)| PositionWords::of(app, place, p, answer.version("position", &place.id))).collect()
    }
}

/// A request for access.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AccessRequestWords {
    /// Its id.
    pub id: String,
    /// For whom.
    pub person: NamedWords,
    /// To what.
    pub system: String,
    /// As what; may be empty where access is to be removed.
    pub level: String,
    /// `grant`, `change` or `remove`.
    pub kind: &'static str,
    /// Why.
    pub reason: String,
    /// `asked`, `approved`, `refused` or `done`.
    pub stage: &'static str,
    /// Who asked.
    pub asked_by: NamedWords,
    /// When.
    pub asked: String,
    /// Who decided; null before.
    pub decided_by: Option<NamedWords>,
    /// When; null before.
    pub decided: Option<String>,
    /// Why it was decided so; empty before.
    pub decision: String,
    /// The day on which it was carried out; null before.
    #[schema(format = Date)]
    pub done_on: Option<String>,
    /// Version, as `If-Match` names it.
    pub version: u64,
}

impl AccessRequestWords {
    /// The words of a request.
    pub fn of(app: &Within<'_>, id: &str, held: &HeldRequest, version: u64) -> AccessRequestWords {
        let request = &held.request;
        AccessRequestWords {
            id: id.to_owned(),
            person: NamedWords::of(app, &request.person),
            system: request.system.clone(),
            level: request.level.clone(),
            kind: request.kind.id(),
            reason: request.reason.clone(),
            stage: held.stage.id(),
            asked_by: NamedWords::of(app, &held.asked_by),
            asked: app::clock::minute_of(held.asked_us),
            decided_by: held.decided_by.as_deref().map(|id| NamedWords::of(app, id)),
            decided: held.decided_us.map(app::clock::minute_of),
            decision: held.decision.clone(),
            done_on: held.done_on.map(|d| d.to_string()),
            version,
        }
    }
}

/// The register as a whole, with its figures.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WorkforceWords {
    /// Figures.
    pub figures: StaffFiguresWords,
    /// What it is evidence for.
    pub evidence: StaffEvidenceWords,
    /// People, by name.
    pub people: Vec<StaffWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub mark: MarkWords,
}
