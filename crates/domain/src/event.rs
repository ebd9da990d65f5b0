//! Everything that can have happened. An event landed is history: a variant is never edited or removed, only added.

mod audit;
mod certification;
mod collector;
mod description;
mod engagement;
mod evidence;
mod isms;
mod name;
mod nonconformity;
mod operation;
mod package;
mod plan;
mod planner;
mod policy;
mod public;
mod questionnaire;
mod review;
mod risk;
mod room;
mod scorecard;
mod statement;
mod supplier;
mod testing;

pub use audit::AuditEvent;
pub use certification::CertificationEvent;
pub use collector::CollectorEvent;
pub use description::DescriptionEvent;
pub use engagement::EngagementEvent;
pub use evidence::EvidenceEvent;
pub use isms::IsmsEvent;
pub use nonconformity::NonconformityEvent;
pub use operation::OperationEvent;
pub use package::PackageEvent;
pub use plan::PlanEvent;
pub use planner::PlannerEvent;
pub use policy::PolicyEvent;
pub use public::PublicEvent;
pub use questionnaire::{AnsweredQuestion, QuestionnaireEvent};
pub use review::ReviewEvent;
pub use risk::RiskEvent;
pub use room::RoomEvent;
pub use scorecard::ScorecardEvent;
pub use statement::{STATEMENT_ENTRY, StatementEvent};
pub use supplier::SupplierEvent;
pub use testing::TestingEvent;

use crate::values::{
    AccessRequest, Assessment, CheckDone, Control, Decision, Deed, Deputy, Directory, FileRef, Grant, Inheritance,
    LibraryDocument, Link, Position, Profile, Restored, Role, SignOn, Staff, StaffCheck, Step, StepTaken, Target,
    TokenScope, Waiver, Webhook,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A fact in the life of one organisation; carries all that the fold needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// The organisation began.
    OrganisationCreated {
        /// Name shown to people.
        name: String,
    },
    /// Scope and reading were set.
    ProfileSet {
        /// The whole profile.
        profile: Profile,
    },
    /// A library document was adopted, or a new version of one; it travels inside the event.
    DocumentAdopted {
        /// The document.
        document: Box<LibraryDocument>,
    },
    /// An own control was added.
    ControlAdded {
        /// The control, links included.
        control: Control,
    },
    /// An own control's fields were changed.
    ControlRevised {
        /// The control as it is now; links stay as they were.
        control: Control,
    },
    /// An own control was retired.
    ControlRetired {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// An own control was linked to an item.
    ControlLinked {
        /// The own control.
        id: String,
        /// The item.
        target: Target,
        /// Reason and extent.
        link: Link,
    },
    /// A link was taken away.
    ControlUnlinked {
        /// The own control.
        id: String,
        /// The item.
        target: Target,
    },
    /// A list was imported; the changes themselves are events of their own, after this one.
    ControlsImported {
        /// The name of the file.
        source: String,
        /// The file itself, when it was kept.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        file: Option<FileRef>,
        /// New controls.
        added: u32,
        /// Changed controls.
        changed: u32,
        /// Controls that were the same already.
        same: u32,
    },
    /// A mapping of columns was kept.
    ColumnsSaved {
        /// Name of the mapping.
        name: String,
        /// Field to heading.
        columns: BTreeMap<String, String>,
    },
    /// A provider was recorded as operating a control.
    InheritanceRecorded {
        /// The control.
        control: String,
        /// The record.
        record: Inheritance,
    },
    /// An inheritance record was withdrawn.
    InheritanceWithdrawn {
        /// The control.
        control: String,
        /// Why.
        reason: String,
    },
    /// A suggestion was accepted or rejected.
    SuggestionDecided {
        /// The layer.
        layer: String,
        /// The row.
        row: String,
        /// The decision.
        decision: Decision,
    },
    /// A clause or control was judged.
    ItemAssessed {
        /// The item.
        item: String,
        /// The judgement.
        assessment: Assessment,
    },
    /// One of the three steps was taken, or taken back.
    StepRecorded {
        /// The control.
        control: String,
        /// The step.
        step: Step,
        /// `None`: taken back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        taken: Option<StepTaken>,
    },
    /// A person was made the owner of a control, or nobody.
    ControlAssigned {
        /// The control.
        id: String,
        /// The person.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<String>,
    },
    /// A person was invited.
    PersonInvited {
        /// The person.
        person: String,
        /// The roles that begin with the confirmation.
        roles: BTreeSet<Role>,
    },
    /// A person accepted the invitation: rights begin.
    MembershipConfirmed {
        /// The person.
        person: String,
    },
    /// A member's roles were set.
    RolesSet {
        /// The person.
        person: String,
        /// All roles held from then on.
        roles: BTreeSet<Role>,
        /// Why.
        reason: String,
    },
    /// A member was suspended.
    MemberSuspended {
        /// The person.
        person: String,
        /// Why.
        reason: String,
    },
    /// A suspension ended.
    MemberResumed {
        /// The person.
        person: String,
    },
    /// A membership ended with its grants and deputies.
    MembershipEnded {
        /// The person.
        person: String,
        /// Why.
        reason: String,
    },
    /// Outside access was given.
    GrantGiven {
        /// Its id.
        id: String,
        /// The grant.
        grant: Grant,
    },
    /// Outside access was ended early.
    GrantEnded {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// A deputy was named.
    DeputyNamed {
        /// Its id.
        id: String,
        /// Who for whom.
        deputy: Deputy,
    },
    /// A deputy's time was ended early.
    DeputyEnded {
        /// Its id.
        id: String,
    },
    /// A waiver was proposed.
    WaiverProposed {
        /// Its id.
        id: String,
        /// The waiver.
        waiver: Waiver,
    },
    /// A waiver was approved.
    WaiverApproved {
        /// Its id.
        id: String,
        /// Nobody else was there to approve it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        alone: bool,
    },
    /// A waiver was withdrawn or ended.
    WaiverEnded {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Something that needs two persons was proposed.
    DeedProposed {
        /// Its id.
        id: String,
        /// What.
        deed: Deed,
        /// Why.
        reason: String,
    },
    /// It was approved by a second person.
    DeedApproved {
        /// Its id.
        id: String,
        /// Nobody else was there to approve it.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        alone: bool,
    },
    /// It was stopped.
    DeedWithdrawn {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// It was carried out.
    DeedDone {
        /// Its id.
        id: String,
    },
    /// A backup took the place of what was here: the entries before this one came out of it.
    BackupRestored {
        /// Which backup, and by whose agreement.
        #[serde(default)]
        restored: Restored,
    },
    /// Single sign-on was set or taken away.
    SignOnSet {
        /// The settings.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        sign_on: Option<SignOn>,
    },
    /// The directory's groups were set or taken away.
    DirectorySet {
        /// The groups.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        directory: Option<Directory>,
    },
    /// A token was issued.
    TokenIssued {
        /// Its id.
        id: String,
        /// What it may do.
        scope: TokenScope,
    },
    /// A token was revoked.
    TokenRevoked {
        /// Its id.
        id: String,
    },
    /// A webhook was set.
    WebhookSet {
        /// Its id.
        id: String,
        /// The webhook.
        webhook: Webhook,
    },
    /// A webhook was removed.
    WebhookRemoved {
        /// Its id.
        id: String,
    },
    /// It was recorded where somebody stands as one who works here.
    StaffRecorded {
        /// The person.
        person: String,
        /// Where they stand.
        staff: Staff,
    },
    /// A list of those who work here was imported; the changes themselves are events of their own, after this one.
    StaffImported {
        /// The name of the file; the file itself is not kept.
        source: String,
        /// People who were not in the register.
        #[serde(default)]
        added: u32,
        /// People whose record changed.
        #[serde(default)]
        changed: u32,
        /// People whose record was the same already.
        #[serde(default)]
        same: u32,
    },
    /// A check of somebody who works here was recorded, or the last record of it taken back.
    StaffChecked {
        /// The person.
        person: String,
        /// Which check.
        check: StaffCheck,
        /// `None`: taken back.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        done: Option<CheckDone>,
    },
    /// A position was set.
    PositionSet {
        /// Its id.
        id: String,
        /// The position.
        position: Position,
    },
    /// Access was asked for.
    AccessAsked {
        /// Its id.
        id: String,
        /// What is asked.
        request: AccessRequest,
    },
    /// A request for access was decided.
    AccessDecided {
        /// Its id.
        id: String,
        /// Approved or refused.
        approved: bool,
        /// Why.
        reason: String,
    },
    /// Approved access was given, changed or taken.
    AccessCarriedOut {
        /// Its id.
        id: String,
        /// On which day.
        on: Date,
    },
    /// Something happened to how controls operate.
    Operation(OperationEvent),
    /// Something happened to evidence.
    Evidence(EvidenceEvent),
    /// Something happened to SOC 2 engagements and what customers ask for.
    Engagement(EngagementEvent),
    /// Something happened to populations, samples, tests and exceptions.
    Testing(TestingEvent),
    /// Something happened to suppliers and their reports.
    Supplier(SupplierEvent),
    /// Something happened to the system description, statements and the opinion.
    Description(DescriptionEvent),
    /// Something happened in the room of the external auditors.
    Room(RoomEvent),
    /// Something happened to audit packages.
    Package(PackageEvent),
    /// Something happened to collectors of evidence.
    Collector(CollectorEvent),
    /// Something happened to risks, their method and treatment.
    Risk(RiskEvent),
    /// Something happened to Statements of Applicability.
    Statement(StatementEvent),
    /// Something happened to nonconformities and corrective action.
    Nonconformity(NonconformityEvent),
    /// Something happened to controlled documents.
    Policy(PolicyEvent),
    /// Something happened to the registers of the management system.
    Isms(IsmsEvent),
    /// Something happened to internal audits.
    Audit(AuditEvent),
    /// Something happened to management reviews.
    Review(ReviewEvent),
    /// Something happened to certification bodies and projects.
    Certification(CertificationEvent),
    /// Something happened to the readiness scorecard.
    Scorecard(ScorecardEvent),
    /// Something happened to security questionnaires and the library of answers.
    Questionnaire(QuestionnaireEvent),
    /// Something happened to the planner.
    Planner(PlannerEvent),
    /// Something happened to the plan: time and cost.
    Plan(PlanEvent),
    /// Something happened to the public statement, or to requests for documents.
    Public(PublicEvent),
}
