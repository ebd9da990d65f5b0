//! Questions about the rooms of external auditors. Who examines an engagement sees its room and no other; the owner of a
//! control sees the requests about it, and whoever is asked sees what is asked of them.

mod requests;
mod said;

pub use requests::{
    AuditRequestDetail, AuditRequestLine, AuditRequestOf, AuditRequestProblems, AuditRequests, AuditRequestsAnswer,
    NamedItem,
};
pub use said::{CommentLine, CommentsOf, NoteLine, NotesOf, ReadingLine, ReadingsAnswer, ReadingsOf};

use super::{AUDITS, Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::engagement::HeldEngagement;
use domain::registers::engagement::scope::{answered, lacks};
use domain::rules::engagement::auditors;
use domain::rules::evidence::Examined;
use domain::values::description::{DescriptionState, StatementKind};
use domain::values::{Action, RequestState, SubjectKind};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most comments that a room shows at once; all of them are in [`CommentsOf`].
const COMMENTS: usize = 20;
const PERSON: &str = "person/";

/// What belongs to these persons today: engagements and controls as [`super::engagement::own`] has them, the engagements that
/// they examine, and themselves.
fn own(registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
    let mut own = super::engagement::own(registers, selves, today);
    let all = registers.engagements.engagements.keys();
    let mine = |id: &&String| auditors(registers, id, today).iter().any(|person| selves.contains(person));
    own.extend(all.filter(mine).map(|id| format!("{AUDITS}{id}")));
    own.extend(selves.iter().map(|person| format!("{PERSON}{person}")));
    own
}

fn owns(seen: &Seen<'_>, kind: &str, id: &str) -> bool {
    seen.only.is_some_and(|only| only.iter().any(|own| own.strip_prefix(kind).is_some_and(|own| own == id)))
}

/// Does who asks examine this engagement?
fn audits(seen: &Seen<'_>, engagement: &str) -> bool {
    owns(seen, AUDITS, engagement)
}

/// Is the whole of this room seen: by those who read all engagements, and by its auditors?
fn whole(seen: &Seen<'_>, engagement: &str) -> bool {
    seen.only.is_none() || audits(seen, engagement)
}

fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

/// An engagement, if the whole of its room may be seen.
fn held<'a>(seen: &Seen<'a>, id: &str) -> Result<(&'a Registers, &'a HeldEngagement), Refusal> {
    let registers = seen.organisation()?;
    let found = registers.engagements.engagements.get(id).filter(|_| whole(seen, id));
    Ok((registers, found.ok_or_else(|| unknown("engagement", id))?))
}

macro_rules! read_room {
    () => {
        fn needs(&self) -> Action {
            Action::ReadEngagement
        }

        fn lists_own(&self) -> bool {
            true
        }

        fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
            crate::ask::room::own(registers, selves, today)
        }
    };
}
use read_room;

/// The rooms that may be seen.
#[derive(Clone, Copy, Debug)]
pub struct Rooms;

/// One room in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomLine {
    /// Id of the engagement.
    pub engagement: String,
    /// The engagement.
    pub held: HeldEngagement,
    /// Does who asks examine it?
    pub auditor: bool,
    /// Its auditors on the day, by person's id.
    pub auditors: Vec<String>,
    /// Requests by state, as far as they may be seen.
    pub requests: BTreeMap<RequestState, usize>,
    /// Requests that are overdue.
    pub overdue: usize,
}

impl Question for Rooms {
    /// The latest days first.
    type Answer = Vec<RoomLine>;

    read_room!();

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<RoomLine>, Refusal> {
        let registers = seen.organisation()?;
        let all = registers.engagements.engagements.iter().filter(|(id, _)| whole(seen, id));
        let mut rooms: Vec<RoomLine> = all
            .map(|(id, held)| {
                let lines = requests::lines(seen, registers, Some(id));
                RoomLine {
                    engagement: id.clone(),
                    held: held.clone(),
                    auditor: audits(seen, id),
                    auditors: auditors(registers, id, seen.on),
                    requests: requests::states(&lines),
                    overdue: lines.iter().filter(|line| line.overdue).count(),
                }
            })
            .collect();
        rooms.sort_by_key(|room| (std::cmp::Reverse(room.held.engagement.kind.days()), room.engagement.clone()));
        Ok(rooms)
    }
}

/// What an auditor sees first.
#[derive(Clone, Debug)]
pub struct RoomOf {
    /// The engagement.
    pub engagement: String,
}

/// A criterion in scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomCriterion {
    /// Its id.
    pub id: String,
    /// Its short title.
    pub title: String,
    /// Controls that answer it, by id.
    pub controls: Vec<String>,
    /// What it lacks; `None` for nothing.
    pub lacks: Option<&'static str>,
}

/// A control in scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomControl {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Items of evidence that its auditors see.
    pub evidence: usize,
    /// Populations of it.
    pub populations: usize,
    /// Tests of it.
    pub tests: usize,
}

/// A room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomAnswer {
    /// Id of the engagement.
    pub engagement: String,
    /// The engagement: title, days, categories, services, systems, locations, firm.
    pub held: HeldEngagement,
    /// Does who asks examine it?
    pub auditor: bool,
    /// Its auditors on the day, by person's id.
    pub auditors: Vec<String>,
    /// Criteria in scope.
    pub criteria: Vec<RoomCriterion>,
    /// Controls in scope.
    pub controls: Vec<RoomControl>,
    /// Items of evidence that its auditors see.
    pub evidence: usize,
    /// Requests by state.
    pub requests: BTreeMap<RequestState, usize>,
    /// Requests that are overdue.
    pub overdue: usize,
    /// Requests that are not closed: those that are overdue first, then by day.
    pub open: Vec<AuditRequestLine>,
    /// Populations; how many of them are frozen.
    pub populations: (usize, usize),
    /// Samples.
    pub samples: usize,
    /// Tests; how many of them have a conclusion that stands.
    pub tests: (usize, usize),
    /// Exceptions that were noted.
    pub exceptions: usize,
    /// Where the description stands, as far as who asks may know.
    pub description: Option<DescriptionState>,
    /// The statements of management, with the day of the signature.
    pub statements: Vec<(StatementKind, Option<Date>)>,
    /// Packages of this engagement: id and title.
    pub packages: Vec<(String, String)>,
    /// The newest comments, the newest first.
    pub comments: Vec<CommentLine>,
    /// How many there are.
    pub said: usize,
    /// How many entries about readings there are.
    pub readings: usize,
}

impl Question for RoomOf {
    type Answer = RoomAnswer;

    read_room!();

    fn reads(&self, _: &Registers) -> Option<(SubjectKind, String)> {
        Some((SubjectKind::Engagement, self.engagement.clone()))
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<RoomAnswer, Refusal> {
        let id = &self.engagement;
        let (registers, held) = held(seen, id)?;
        let lines = requests::lines(seen, registers, Some(id));
        let (overdue, states) = (lines.iter().filter(|line| line.overdue).count(), requests::states(&lines));
        let comments = said::comments(registers, id, None);
        let testing = &registers.testing;
        let populations = || testing.populations.values().filter(|one| one.population.engagement == *id);
        let of = |population: &str| testing.populations.get(population).map(|one| one.population.engagement.as_str());
        let tests = || testing.tests.values().filter(|test| test.plan.engagement == *id);
        let exceptions = testing.exceptions.keys().filter_map(|one| testing.of_exception(one));
        let (controls, evidence) = controls(registers, id);
        Ok(RoomAnswer {
            engagement: id.clone(),
            held: held.clone(),
            auditor: audits(seen, id),
            auditors: auditors(registers, id, seen.on),
            criteria: criteria(registers, held),
            controls,
            evidence,
            requests: states,
            overdue,
            open: lines.into_iter().filter(|line| line.held.state.is_open()).collect(),
            populations: (populations().count(), populations().filter(|one| one.frozen.is_some()).count()),
            samples: testing.samples.values().filter(|one| of(&one.sample.population) == Some(id)).count(),
            tests: (tests().count(), tests().filter(|test| test.conclusion().is_some()).count()),
            exceptions: exceptions.filter(|(engagement, _)| engagement == id).count(),
            description: description(seen, registers, id),
            statements: StatementKind::ALL.map(|kind| (kind, signed(registers, id, kind))).into(),
            packages: packages(registers, id),
            said: comments.len(),
            comments: comments.into_iter().rev().take(COMMENTS).collect(),
            readings: registers.room.readings.iter().filter(|read| read.engagement == *id).count(),
        })
    }
}

fn criteria(registers: &Registers, held: &HeldEngagement) -> Vec<RoomCriterion> {
    let all = answered(registers, held);
    let line = |one: &domain::registers::engagement::scope::Answered<'_>| RoomCriterion {
        id: one.criterion.id.clone(),
        title: one.criterion.title.clone(),
        controls: one.controls.iter().map(|own| own.control.id.clone()).collect(),
        lacks: lacks(registers, one),
    };
    all.iter().map(line).collect()
}

/// The controls in scope, and how many items of evidence its auditors see.
fn controls(registers: &Registers, id: &str) -> (Vec<RoomControl>, usize) {
    let examined = Examined::of(registers, [id]);
    let seen = || registers.evidence.items.iter().filter(|(item, held)| examined.sees(item, held));
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for control in seen().flat_map(|(_, held)| held.controls.keys()) {
        *shown.entry(control).or_default() += 1;
    }
    let testing = &registers.testing;
    let here = |engagement: &str, control: &str, own: &str| engagement == id && control == own;
    let line = |own: &str| RoomControl {
        id: own.to_owned(),
        name: registers.controls.get(own).map(|held| held.control.name.clone()).unwrap_or_default(),
        evidence: shown.get(own).copied().unwrap_or_default(),
        populations: {
            let all = testing.populations.values().map(|held| &held.population);
            all.filter(|one| here(&one.engagement, &one.control, own)).count()
        },
        tests: testing.tests.values().filter(|held| here(&held.plan.engagement, &held.plan.control, own)).count(),
    };
    (examined.controls().map(line).collect(), seen().count())
}

/// Where a description stands; its auditors hear of it when management has approved a version.
fn description(seen: &Seen<'_>, registers: &Registers, id: &str) -> Option<DescriptionState> {
    let held = registers.descriptions.descriptions.get(id)?;
    if seen.only.is_none() {
        return Some(held.state);
    }
    let reached = held.steps.iter().rev().map(|step| step.to);
    reached.into_iter().find(|to| *to >= DescriptionState::ManagementApproved)
}

fn signed(registers: &Registers, id: &str, kind: StatementKind) -> Option<Date> {
    registers.descriptions.statement(id, kind)?.signed.as_ref().map(|signed| signed.on)
}

/// The packages of an engagement that were not taken back, by number.
fn packages(registers: &Registers, id: &str) -> Vec<(String, String)> {
    let all = registers.packages.packages.iter().filter(|(_, held)| held.withdrawn.is_none());
    let theirs = all.filter(|(_, held)| held.package.spec.engagement.as_deref() == Some(id));
    let mut found: Vec<(String, String)> =
        theirs.map(|(number, held)| (number.clone(), held.package.title.clone())).collect();
    found.sort_by(|a, b| (a.0.len(), &a.0).cmp(&(b.0.len(), &b.0)));
    found
}
