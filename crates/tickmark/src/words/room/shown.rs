//! The room itself as JSON: what its auditors see first.

use super::RoomCommentWords;
use crate::words::NamedWords;
use app::Within;
use app::ask::RoomAnswer;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A criterion in scope with its controls.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RoomCriterionWords {
    /// Its id.
    pub id: String,
    /// Its short title.
    pub title: String,
    /// Controls that answer it.
    pub controls: Vec<String>,
    /// What it lacks.
    pub lacks: Option<&'static str>,
}

/// A control in scope.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RoomControlWords {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Items of evidence that its auditors see.
    pub evidence: usize,
    /// Populations.
    pub populations: usize,
    /// Tests.
    pub tests: usize,
}

/// What an auditor sees first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditRoomWords {
    /// Id of the engagement.
    pub engagement: String,
    /// Its title.
    pub title: String,
    /// `type1` or `type2`.
    pub kind: &'static str,
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day.
    #[schema(format = Date)]
    pub until: String,
    /// Where the engagement stands.
    pub state: &'static str,
    /// Does the caller examine it?
    pub auditor: bool,
    /// Its auditors.
    pub auditors: Vec<NamedWords>,
    /// Categories in scope.
    pub categories: Vec<&'static str>,
    /// Services in scope.
    pub services: Vec<String>,
    /// Systems in scope.
    pub systems: Vec<String>,
    /// Locations in scope.
    pub locations: Vec<String>,
    /// Criteria in scope.
    pub criteria: Vec<RoomCriterionWords>,
    /// Controls in scope.
    pub controls: Vec<RoomControlWords>,
    /// Items of evidence that its auditors see.
    pub evidence: usize,
    /// Requests by state.
    pub requests: BTreeMap<&'static str, usize>,
    /// Requests that are overdue.
    pub overdue: usize,
    /// Requests that are not closed, by id: those that are overdue first.
    pub open: Vec<String>,
    /// Populations.
    pub populations: usize,
    /// Populations that are frozen.
    pub frozen: usize,
    /// Samples.
    pub samples: usize,
    /// Tests.
    pub tests: usize,
    /// Tests with a conclusion that stands.
    pub concluded: usize,
    /// Exceptions that were noted.
    pub exceptions: usize,
    /// Where the description stands, as far as the caller may know.
    pub description: Option<&'static str>,
    /// Statements of management that are signed, with the day.
    pub signed: BTreeMap<&'static str, String>,
    /// Audit packages of this engagement, by id, with their titles.
    pub packages: BTreeMap<String, String>,
    /// The newest comments, the newest first.
    pub comments: Vec<RoomCommentWords>,
    /// How many comments there are.
    pub said: usize,
    /// How many entries about readings are at hand.
    pub readings: usize,
}

impl AuditRoomWords {
    /// The words of a room.
    pub fn of(app: &Within<'_>, room: &RoomAnswer) -> AuditRoomWords {
        let engaged = &room.held.engagement;
        let days = engaged.kind.days();
        AuditRoomWords {
            engagement: room.engagement.clone(),
            title: engaged.title.clone(),
            kind: if engaged.kind.window().is_some() { "type2" } else { "type1" },
            from: days.from.to_string(),
            until: days.until.to_string(),
            state: room.held.state.id(),
            auditor: room.auditor,
            auditors: room.auditors.iter().map(|id| NamedWords::of(app, id)).collect(),
            categories: engaged.categories.iter().map(domain::values::Category::id).collect(),
            services: engaged.services.clone(),
            systems: engaged.systems.clone(),
            locations: engaged.locations.clone(),
            criteria: room.criteria.iter().map(criterion).collect(),
            controls: room.controls.iter().map(control).collect(),
            evidence: room.evidence,
            requests: room.requests.iter().map(|(state, n)| (state.id(), *n)).collect(),
            overdue: room.overdue,
            open: room.open.iter().map(|line| line.id.clone()).collect(),
            populations: room.populations.0,
            frozen: room.populations.1,
            samples: room.samples,
            tests: room.tests.0,
            concluded: room.tests.1,
            exceptions: room.exceptions,
            description: room.description.map(domain::values::description::DescriptionState::id),
            signed: room.statements.iter().filter_map(|(kind, on)| Some((kind.id(), (*on)?.to_string()))).collect(),
            packages: room.packages.iter().cloned().collect(),
            comments: room.comments.iter().map(|line| RoomCommentWords::of(app, line)).collect(),
            said: room.said,
            readings: room.readings,
        }
    }
}

fn criterion(one: &app::ask::RoomCriterion) -> RoomCriterionWords {
    let (id, title) = (one.id.clone(), one.title.clone());
    RoomCriterionWords { id, title, controls: one.controls.clone(), lacks: one.lacks }
}

fn control(one: &app::ask::RoomControl) -> RoomControlWords {
    RoomControlWords {
        id: one.id.clone(),
        name: one.name.clone(),
        evidence: one.evidence,
        populations: one.populations,
        tests: one.tests,
    }
}
