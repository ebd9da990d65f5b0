//! Questions about what auditors ask for.

use super::{CommentLine, audits, owns, read_room, said, unknown};
use crate::ask::{Question, Seen};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::room::HeldRequest;
use domain::values::room::request_id;
use domain::values::{Action, EvidenceState, RequestState, Subject, SubjectKind};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Requests of auditors.
#[derive(Clone, Debug, Default)]
pub struct AuditRequests {
    /// Only those of this engagement.
    pub engagement: Option<String>,
    /// Only those that stand here.
    pub state: Option<RequestState>,
}

/// A request in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRequestLine {
    /// Its id.
    pub id: String,
    /// The request.
    pub held: HeldRequest,
    /// Past its day, and waiting for the audited.
    pub overdue: bool,
    /// Does who asks examine its engagement?
    pub auditor: bool,
    /// Its version, for a change that must name it.
    pub version: u64,
}

/// A list of requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRequestsAnswer {
    /// What waits first: overdue, then by day; closed ones at the end.
    pub lines: Vec<AuditRequestLine>,
    /// How many by state, of all that may be seen.
    pub states: BTreeMap<RequestState, usize>,
    /// How many are overdue.
    pub overdue: usize,
}

impl Question for AuditRequests {
    type Answer = AuditRequestsAnswer;

    read_room!();

    fn answer(&self, seen: &Seen<'_>) -> Result<AuditRequestsAnswer, Refusal> {
        let registers = seen.organisation()?;
        if let Some(id) = &self.engagement
            && !registers.engagements.engagements.contains_key(id)
        {
            return Err(unknown("engagement", id));
        }
        let mut all = lines(seen, registers, self.engagement.as_deref());
        // Nothing is told of an engagement in which nothing is theirs, not even that it is there.
        if let (true, Some(id)) = (all.is_empty(), &self.engagement)
            && !super::super::engagement::sees(seen, id)
        {
            return Err(unknown("engagement", id));
        }
        let (states, overdue) = (states(&all), all.iter().filter(|line| line.overdue).count());
        all.retain(|line| self.state.is_none_or(|state| line.held.state == state));
        Ok(AuditRequestsAnswer { lines: all, states, overdue })
    }
}

/// May this request be seen: by who sees all, the auditors of its engagement, whoever is asked, and the owner of the
/// control that it is about?
fn sees(seen: &Seen<'_>, held: &HeldRequest) -> bool {
    seen.only.is_none()
        || audits(seen, &held.request.engagement)
        || (!held.request.to.is_empty() && owns(seen, super::PERSON, &held.request.to))
        || held.control().is_some_and(|control| owns(seen, "control/", control))
}

fn line(seen: &Seen<'_>, registers: &Registers, id: &str, held: &HeldRequest) -> AuditRequestLine {
    AuditRequestLine {
        id: id.to_owned(),
        held: held.clone(),
        overdue: held.overdue(seen.on),
        auditor: audits(seen, &held.request.engagement),
        version: registers.version_of("audit_request", id),
    }
}

/// The requests that may be seen, in the order of a list.
pub(super) fn lines(seen: &Seen<'_>, registers: &Registers, engagement: Option<&str>) -> Vec<AuditRequestLine> {
    let all = registers.room.requests.iter().filter(|(_, held)| sees(seen, held));
    let theirs = all.filter(|(_, held)| engagement.is_none_or(|id| held.request.engagement == id));
    let mut lines: Vec<AuditRequestLine> = theirs.map(|(id, held)| line(seen, registers, id, held)).collect();
    lines.sort_by(|a, b| {
        let key =
            |one: &AuditRequestLine| (!one.held.state.is_open(), !one.overdue, one.held.request.due, one.id.len());
        key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id))
    });
    lines
}

pub(super) fn states(lines: &[AuditRequestLine]) -> BTreeMap<RequestState, usize> {
    let mut states = BTreeMap::new();
    for line in lines {
        *states.entry(line.held.state).or_default() += 1;
    }
    states
}

/// One request.
#[derive(Clone, Debug)]
pub struct AuditRequestOf {
    /// Its id; `RQ-7`, as it was written until 0.5, is `AQ-7`.
    pub id: String,
}

/// Something that an answer names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedItem {
    /// Its id.
    pub id: String,
    /// Its title; for a population, the control.
    pub title: String,
    /// Is it classified as restricted?
    pub restricted: bool,
    /// Was it withdrawn or disposed of since?
    pub gone: bool,
}

/// A request with everything around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRequestDetail {
    /// The request.
    pub line: AuditRequestLine,
    /// Title of its engagement.
    pub title: String,
    /// Items of evidence that its answers name, by id.
    pub evidence: Vec<NamedItem>,
    /// Populations that its answers name, by id.
    pub populations: Vec<NamedItem>,
    /// What was said about it, the oldest first.
    pub comments: Vec<CommentLine>,
}

impl Question for AuditRequestOf {
    type Answer = AuditRequestDetail;

    read_room!();

    fn reads(&self, _: &Registers) -> Option<(SubjectKind, String)> {
        Some((SubjectKind::Request, self.id.clone()))
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<AuditRequestDetail, Refusal> {
        let registers = seen.organisation()?;
        let id = request_id(&self.id);
        let held = registers.room.requests.get(&id).filter(|held| sees(seen, held));
        let held = held.ok_or_else(|| unknown("auditor's request", &id))?;
        let engagement = &held.request.engagement;
        let subject = Subject { kind: SubjectKind::Request, id: id.clone() };
        let named = registers.engagements.engagements.get(engagement);
        Ok(AuditRequestDetail {
            line: line(seen, registers, &id, held),
            title: named.map(|held| held.engagement.title.clone()).unwrap_or_default(),
            evidence: evidence(registers, held),
            populations: populations(registers, held),
            comments: said::comments(registers, engagement, Some(&subject)),
        })
    }
}

fn once<'a>(ids: impl Iterator<Item = &'a String>) -> Vec<&'a String> {
    let mut ids: Vec<&String> = ids.collect();
    ids.sort_by_key(|id| (id.len(), *id));
    ids.dedup();
    ids
}

fn evidence(registers: &Registers, held: &HeldRequest) -> Vec<NamedItem> {
    let ids = once(held.answers.iter().flat_map(|given| &given.answer.evidence));
    let item = |id: &String| {
        let held = registers.evidence.items.get(id)?;
        let evidence = &held.newest().evidence;
        let gone = matches!(held.state, EvidenceState::Withdrawn | EvidenceState::Disposed);
        let restricted = evidence.classification == domain::values::Classification::Restricted;
        Some(NamedItem { id: id.clone(), title: evidence.title.clone(), restricted, gone })
    };
    ids.into_iter().filter_map(item).collect()
}

fn populations(registers: &Registers, held: &HeldRequest) -> Vec<NamedItem> {
    let ids = once(held.answers.iter().flat_map(|given| &given.answer.populations));
    let item = |id: &String| {
        let title = registers.testing.populations.get(id)?.population.control.clone();
        Some(NamedItem { id: id.clone(), title, restricted: false, gone: false })
    };
    ids.into_iter().filter_map(item).collect()
}

/// What is wrong with each request of a list that is to be put on the list of an engagement; for who may ask there.
#[derive(Clone, Debug)]
pub struct AuditRequestProblems {
    /// The engagement.
    pub engagement: String,
    /// The requests.
    pub requests: Vec<domain::values::AuditRequest>,
}

impl Question for AuditRequestProblems {
    /// In the order of the requests; `None` where nothing is wrong.
    type Answer = Vec<Option<Refusal>>;

    fn needs(&self) -> Action {
        Action::AskAuditee
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        crate::ask::room::own(registers, selves, today)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let (registers, _) = super::held(seen, &self.engagement)?;
        Ok(domain::rules::room::problems(registers, &self.engagement, &self.requests, seen.on))
    }
}
