//! What is so: the state of one organisation, the fold of its events.

pub mod audit;
pub mod certification;
pub mod collector;
mod controls;
pub mod description;
pub mod engagement;
pub mod evidence;
pub mod isms;
pub mod nonconformity;
pub mod operation;
pub mod package;
pub mod people;
pub mod plan;
pub mod planner;
pub mod policy;
mod programme;
pub mod public;
pub mod questionnaire;
pub mod review;
pub mod risk;
pub mod room;
pub mod scorecard;
pub mod staff;
pub mod statement;
pub mod supplier;
pub mod testing;

pub use controls::Held;
pub use people::People;

use crate::event::{Event, OperationEvent};
use crate::values::room::request_id;
use crate::values::{Assessment, Catalogue, Decision, Inheritance, Profile, Step, StepTaken};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The state of one organisation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Registers {
    /// Name shown to people; empty before the organisation began.
    pub name: String,
    /// Scope and reading.
    pub profile: Profile,
    /// Adopted frameworks, crosswalks and claims.
    pub catalogue: Catalogue,
    /// Own controls by id.
    pub controls: BTreeMap<String, Held>,
    /// Saved mappings of columns by name.
    pub columns: BTreeMap<String, BTreeMap<String, String>>,
    /// Inheritance records by control.
    pub inheritance: BTreeMap<String, Inheritance>,
    /// Decisions on suggestions: layer, then row.
    pub suggestions: BTreeMap<String, BTreeMap<String, Decision>>,
    /// Judgements by item.
    pub assessments: BTreeMap<String, Assessment>,
    /// Steps taken by control.
    pub steps: BTreeMap<String, BTreeMap<Step, StepTaken>>,
    /// Members and their rights.
    #[serde(default)]
    pub people: People,
    /// Those who work here, positions, access requests.
    #[serde(default)]
    pub workforce: staff::Workforce,
    /// How controls operate.
    #[serde(default)]
    pub operations: operation::Operations,
    /// Evidence.
    #[serde(default)]
    pub evidence: evidence::EvidenceRoom,
    /// Engagements, and what customers ask for.
    #[serde(default)]
    pub engagements: engagement::EngagementRegister,
    /// Populations, samples, tests, exceptions.
    #[serde(default)]
    pub testing: testing::TestingRegister,
    /// Suppliers.
    #[serde(default)]
    pub suppliers: supplier::SupplierRegister,
    /// System descriptions, statements, opinions.
    #[serde(default)]
    pub descriptions: description::DescriptionRegister,
    /// What is asked, answered, said and read in the rooms of external auditors.
    #[serde(default)]
    pub room: room::RoomRegister,
    /// Audit packages.
    #[serde(default)]
    pub packages: package::PackageRegister,
    /// Collectors of evidence.
    #[serde(default)]
    pub collectors: collector::CollectorRegister,
    /// Certification bodies, the projects with them, visits, findings and decisions.
    #[serde(default)]
    pub certifications: certification::CertificationRegister,
    /// What the planner was answered.
    #[serde(default)]
    pub planner: planner::PlannerRegister,
    /// The plan: time and cost.
    #[serde(default)]
    pub plans: plan::PlanRegister,
    /// Management reviews.
    #[serde(default)]
    pub reviews: review::ReviewRegister,
    /// Internal audits and their programme.
    #[serde(default)]
    pub audits: audit::AuditRegister,
    /// Registers of the management system: issues, interested parties, objectives, assets, incidents, obligations and others.
    #[serde(default)]
    pub isms: isms::IsmsRegister,
    /// Controlled documents: policies and procedures.
    #[serde(default)]
    pub policies: policy::PolicyRegister,
    /// Nonconformities and corrective action.
    #[serde(default)]
    pub nonconformities: nonconformity::NonconformityRegister,
    /// Statements of Applicability.
    #[serde(default)]
    pub statements: statement::StatementRegister,
    /// Risks, the method by which they are rated, and their treatment.
    #[serde(default)]
    pub risks: risk::RiskRegister,
    /// Readiness scorecards that were answered.
    #[serde(default)]
    pub scorecards: scorecard::ScorecardRegister,
    /// Security questionnaires and the library of answers.
    #[serde(default)]
    pub questionnaires: questionnaire::QuestionnaireRegister,
    /// What is public, and documents that were given to who asked for them.
    #[serde(default)]
    pub public: public::PublicRegister,
    /// Entry that last touched an object that carries no version of its own, by kind and id.
    #[serde(default, deserialize_with = "read_touched")]
    pub touched: BTreeMap<String, BTreeMap<String, u64>>,
    /// Number of events folded in.
    pub entries: u64,
    /// Time of the last event, microseconds since 1970.
    pub last_us: i64,
}

/// When an event was recorded, and by whom; the fold needs nothing else beside the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recorded<'a> {
    /// Server time, microseconds since 1970.
    pub at_us: i64,
    /// Actor id.
    pub by: &'a str,
}

impl Registers {
    /// Folds one event in. The same function serves a change of today and the replay of history.
    pub fn apply(&mut self, recorded: Recorded<'_>, event: Event) {
        self.entries += 1;
        self.last_us = recorded.at_us;
        let (kind, id) = event.object();
        if kind != "control" && kind != "import" {
            touch(&mut self.touched, kind, id, self.entries);
        }
        match event {
            Event::ControlAdded { .. }
            | Event::ControlRevised { .. }
            | Event::ControlRetired { .. }
            | Event::ControlLinked { .. }
            | Event::ControlUnlinked { .. }
            | Event::ControlAssigned { .. } => self.control(recorded, event),
            Event::OrganisationCreated { .. } => {
                self.people.begin(recorded);
                programme::apply(self, event);
            }
            Event::ProfileSet { .. }
            | Event::DocumentAdopted { .. }
            | Event::ControlsImported { .. }
            | Event::ColumnsSaved { .. }
            | Event::InheritanceRecorded { .. }
            | Event::InheritanceWithdrawn { .. }
            | Event::SuggestionDecided { .. }
            | Event::ItemAssessed { .. }
            | Event::StepRecorded { .. } => {
                self.people.work(recorded);
                programme::apply(self, event);
            }
            Event::StaffRecorded { .. }
            | Event::StaffImported { .. }
            | Event::StaffChecked { .. }
            | Event::PositionSet { .. }
            | Event::AccessAsked { .. }
            | Event::AccessDecided { .. }
            | Event::AccessCarriedOut { .. } => staff::apply(&mut self.workforce, recorded, event),
            Event::Operation(event) => self.operation(recorded, event),
            Event::Evidence(event) => evidence::apply(&mut self.evidence, recorded, self.entries, event),
            Event::Engagement(event) => engagement::apply(&mut self.engagements, recorded, self.entries, event),
            Event::Testing(event) => testing::apply(&mut self.testing, recorded, self.entries, event),
            Event::Supplier(event) => supplier::apply(&mut self.suppliers, recorded, self.entries, event),
            Event::Description(event) => description::apply(&mut self.descriptions, recorded, self.entries, event),
            Event::Room(event) => room::apply(&mut self.room, recorded, self.entries, event),
            Event::Package(event) => package::apply(&mut self.packages, recorded, self.entries, event),
            Event::Collector(event) => collector::apply(&mut self.collectors, recorded, self.entries, event),
            Event::Certification(event) => {
                certification::apply(&mut self.certifications, recorded, self.entries, event)
            }
            Event::Planner(event) => planner::apply(&mut self.planner, recorded, event),
            Event::Plan(event) => plan::apply(&mut self.plans, recorded, self.entries, event),
            Event::Review(event) => review::apply(&mut self.reviews, recorded, self.entries, event),
            Event::Audit(event) => audit::apply(&mut self.audits, recorded, self.entries, event),
            Event::Isms(event) => isms::apply(&mut self.isms, recorded, self.entries, event),
            Event::Policy(event) => policy::apply(&mut self.policies, recorded, self.entries, event),
            Event::Nonconformity(event) => {
                nonconformity::apply(&mut self.nonconformities, recorded, self.entries, event)
            }
            Event::Statement(event) => statement::apply(&mut self.statements, recorded, self.entries, event),
            Event::Risk(event) => risk::apply(&mut self.risks, recorded, self.entries, event),
            Event::Scorecard(event) => scorecard::apply(&mut self.scorecards, recorded, self.entries, event),
            Event::Questionnaire(event) => {
                questionnaire::apply(&mut self.questionnaires, recorded, self.entries, event)
            }
            Event::Public(event) => public::apply(&mut self.public, recorded, event),
            other => people::apply(&mut self.people, recorded, other),
        }
    }

    /// What happened to a control; another wording, owner or frequency is a new version of it.
    fn control(&mut self, recorded: Recorded<'_>, event: Event) {
        let id = event.object().1.to_owned();
        let linked = matches!(event, Event::ControlLinked { .. } | Event::ControlUnlinked { .. });
        if matches!(event, Event::ControlAssigned { .. }) {
            people::apply(&mut self.people, recorded, event.clone());
        } else {
            self.people.work(recorded);
        }
        controls::apply(&mut self.controls, recorded, event);
        if let (false, Some(held)) = (linked, self.controls.get(&id)) {
            self.operations.note(recorded, held, self.people.controls.get(&id), None);
        }
    }

    fn operation(&mut self, recorded: Recorded<'_>, event: OperationEvent) {
        self.people.work(recorded);
        let set = match &event {
            OperationEvent::OperationSet { control, from, .. } => Some((control.clone(), *from)),
            _ => None,
        };
        operation::apply(&mut self.operations, event);
        if let Some((id, from)) = set
            && let Some(held) = self.controls.get(&id)
        {
            self.operations.note(recorded, held, self.people.controls.get(&id), Some(from));
        }
    }

    /// Counts an entry that carries no event any more because it was redacted by law.
    pub fn skip(&mut self, at_us: i64) {
        self.entries += 1;
        self.last_us = at_us;
    }

    /// Has the organisation begun?
    pub fn begun(&self) -> bool {
        !self.name.is_empty()
    }

    /// How often an object was changed, or the entry that last did: another number means another content. 0 if it was
    /// never there.
    pub fn version_of(&self, kind: &str, id: &str) -> u64 {
        match kind {
            "control" => self.controls.get(id).map_or(0, |held| u64::from(held.version)),
            _ => self.touched.get(kind).and_then(|ids| ids.get(id)).copied().unwrap_or_default(),
        }
    }

    /// The own controls that are not retired.
    pub fn live_controls(&self) -> impl Iterator<Item = &Held> {
        self.controls.values().filter(|h| h.control.status != crate::values::Status::Retired)
    }
}

/// Reads what was touched; requests of auditors by their ids, however old what is read.
fn read_touched<'de, D: serde::Deserializer<'de>>(
    from: D,
) -> Result<BTreeMap<String, BTreeMap<String, u64>>, D::Error> {
    let mut touched = BTreeMap::<String, BTreeMap<String, u64>>::deserialize(from)?;
    if let Some(requests) = touched.get_mut("audit_request") {
        *requests = std::mem::take(requests).into_iter().map(|(id, at)| (request_id(&id), at)).collect();
    }
    Ok(touched)
}

/// Notes the entry that touched an object; text is copied for what was never touched before only.
fn touch(touched: &mut BTreeMap<String, BTreeMap<String, u64>>, kind: &str, id: &str, entry: u64) {
    if let Some(last) = touched.get_mut(kind).and_then(|ids| ids.get_mut(id)) {
        *last = entry;
        return;
    }
    touched.entry(kind.to_owned()).or_default().insert(id.to_owned(), entry);
}
