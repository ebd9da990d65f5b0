//! Everything that can be asked to change in one organisation. Commands are imperatives; each has its rule in `rules/`.

mod audit;
mod certification;
mod collector;
mod description;
mod engagement;
mod evidence;
mod isms;
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
mod verb;

pub use audit::AuditCommand;
pub use certification::CertificationCommand;
pub use collector::CollectorCommand;
pub use description::DescriptionCommand;
pub use engagement::EngagementCommand;
pub use evidence::EvidenceCommand;
pub use isms::IsmsCommand;
pub use nonconformity::NonconformityCommand;
pub use operation::OperationCommand;
pub use package::PackageCommand;
pub use plan::PlanCommand;
pub use planner::PlannerCommand;
pub use policy::PolicyCommand;
pub use public::PublicCommand;
pub use questionnaire::QuestionnaireCommand;
pub use review::ReviewCommand;
pub use risk::RiskCommand;
pub use room::RoomCommand;
pub use scorecard::ScorecardCommand;
pub use statement::StatementCommand;
pub use supplier::SupplierCommand;
pub use testing::TestingCommand;

use crate::values::{
    AccessRequest, Assessment, CheckDone, Control, Deed, Deputy, Directory, FileRef, Grant, Inheritance,
    LibraryDocument, Link, Overlap, Position, Profile, Role, SignOn, Staff, StaffCheck, StaffRow, Step, StepTaken,
    Target, TokenScope, Waiver, Webhook,
};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A change that somebody asks for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Command {
    /// Begin the organisation: the first command on an empty ledger.
    CreateOrganisation {
        /// Name shown to people.
        name: String,
        /// The library documents it starts from.
        documents: Vec<LibraryDocument>,
        /// Scope and reading.
        profile: Profile,
    },
    /// Set scope, hosting, locations and the crosswalk that speaks.
    SetProfile {
        /// The whole new profile.
        profile: Profile,
    },
    /// Adopt a framework, a crosswalk, or a new version of one.
    AdoptDocument {
        /// The document; it travels inside the event.
        document: Box<LibraryDocument>,
    },
    /// Add an own control.
    AddControl {
        /// The control, links included.
        control: Control,
    },
    /// Change an own control's own fields; links are changed by their own commands.
    ReviseControl {
        /// The control as it shall be; its links are ignored.
        control: Control,
    },
    /// Retire an own control: it stays in history and counts nowhere.
    RetireControl {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Link an own control to a criterion, control or clause.
    LinkControl {
        /// The own control.
        id: String,
        /// The item.
        target: Target,
        /// Why it answers the item.
        reason: String,
        /// How far: full or partial.
        extent: Overlap,
    },
    /// Take a link away.
    UnlinkControl {
        /// The own control.
        id: String,
        /// The item.
        target: Target,
    },
    /// Import a list of controls, all or nothing; a control whose id exists is updated, never duplicated.
    ImportControls {
        /// The name of the file, for history.
        source: String,
        /// The file itself, when it was kept.
        #[serde(skip_serializing_if = "Option::is_none")]
        file: Option<FileRef>,
        /// The controls with their links.
        controls: Vec<Control>,
    },
    /// Keep a mapping of columns for the next import.
    SaveColumns {
        /// Name of the mapping.
        name: String,
        /// Field to heading.
        columns: BTreeMap<String, String>,
    },
    /// Record that a provider operates a physical control (R251).
    RecordInheritance {
        /// The control, such as `A.7.5`.
        control: String,
        /// The three parts, as far as they exist.
        record: Inheritance,
    },
    /// Withdraw an inheritance record.
    WithdrawInheritance {
        /// The control.
        control: String,
        /// Why.
        reason: String,
    },
    /// Accept or reject a curated suggestion.
    DecideSuggestion {
        /// The layer.
        layer: String,
        /// The row of the layer.
        row: String,
        /// Accepted or rejected.
        accepted: bool,
        /// Why.
        reason: String,
    },
    /// Judge how a clause or control stands.
    AssessItem {
        /// The clause or control of ISO/IEC 27001.
        item: String,
        /// The judgement.
        assessment: Assessment,
    },
    /// Record, or take back, one of the three steps of a covered control.
    RecordStep {
        /// The control.
        control: String,
        /// Which step.
        step: Step,
        /// When it was taken; `None` takes it back.
        taken: Option<StepTaken>,
    },
    /// Say which person owns a control; `None` for nobody.
    AssignControl {
        /// The own control.
        id: String,
        /// The person's id.
        person: Option<String>,
    },
    /// Invite a person with roles, or invite again who left.
    InvitePerson {
        /// The person's id.
        person: String,
        /// The roles, from the moment the invitation is accepted.
        roles: BTreeSet<Role>,
    },
    /// Accept one's own invitation.
    ConfirmMembership,
    /// Set the roles of a member.
    SetRoles {
        /// The person.
        person: String,
        /// All roles that are held from now on.
        roles: BTreeSet<Role>,
        /// Why.
        reason: String,
    },
    /// Suspend a member: no rights until resumed.
    SuspendMember {
        /// The person.
        person: String,
        /// Why.
        reason: String,
    },
    /// End a suspension.
    ResumeMember {
        /// The person.
        person: String,
    },
    /// End a membership with all its grants; one's own is leaving.
    EndMembership {
        /// The person.
        person: String,
        /// Why.
        reason: String,
    },
    /// Give outside access to a consultant or external auditor.
    GiveGrant {
        /// The grant.
        grant: Grant,
    },
    /// End outside access before its last day.
    EndGrant {
        /// The grant's id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Name somebody who stands in for a member.
    NameDeputy {
        /// Who for whom, and when.
        deputy: Deputy,
    },
    /// End a deputy's time.
    EndDeputy {
        /// Its id.
        id: String,
    },
    /// Propose that a rule of separation of duty be waived.
    ProposeWaiver {
        /// The waiver.
        waiver: Waiver,
    },
    /// Approve a waiver, as management.
    ApproveWaiver {
        /// Its id.
        id: String,
    },
    /// Withdraw or end a waiver.
    EndWaiver {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Propose what needs two persons.
    ProposeDeed {
        /// What.
        deed: Deed,
        /// Why.
        reason: String,
    },
    /// Approve what needs two persons; its delay begins.
    ApproveDeed {
        /// Its id.
        id: String,
    },
    /// Stop what needs two persons.
    WithdrawDeed {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Record that an approved deed is carried out.
    CarryOutDeed {
        /// Its id.
        id: String,
    },
    /// Set single sign-on, or take it away.
    SetSignOn {
        /// The settings; `None`: local accounts only.
        sign_on: Option<SignOn>,
    },
    /// Set which groups of the directory hold which roles.
    SetDirectory {
        /// The groups; `None`: no directory.
        directory: Option<Directory>,
    },
    /// Issue a token; its secret lies outside the ledger.
    IssueToken {
        /// What it may do.
        scope: TokenScope,
    },
    /// Revoke a token.
    RevokeToken {
        /// Its id.
        id: String,
    },
    /// Set a webhook.
    SetWebhook {
        /// Its id; `None` for a new one.
        id: Option<String>,
        /// The webhook.
        webhook: Webhook,
    },
    /// Remove a webhook.
    RemoveWebhook {
        /// Its id.
        id: String,
    },
    /// Record where somebody stands as one who works here.
    RecordStaff {
        /// The person.
        person: String,
        /// Where they stand.
        staff: Staff,
    },
    /// Import a list of those who work here, all or nothing; whoever is known is updated, never there twice.
    ImportStaff {
        /// The name of the file, for history. The file is not kept: names and addresses lie outside the ledger.
        source: String,
        /// The rows, each of a person with an id.
        rows: Vec<StaffRow>,
    },
    /// Record a check of somebody who works here, or take the last record of it back.
    CheckStaff {
        /// The person.
        person: String,
        /// Which check.
        check: StaffCheck,
        /// When and where it can be seen; `None` takes the last record back.
        done: Option<CheckDone>,
    },
    /// Set a position with its duties for information security.
    SetPosition {
        /// Its id.
        id: String,
        /// The position.
        position: Position,
    },
    /// Ask for access to a system.
    AskAccess {
        /// What is asked.
        request: AccessRequest,
    },
    /// Decide on a request for access.
    DecideAccess {
        /// Its id.
        id: String,
        /// Approved or refused.
        approved: bool,
        /// Why.
        reason: String,
    },
    /// Record that approved access was given, changed or taken.
    CarryOutAccess {
        /// Its id.
        id: String,
        /// On which day.
        on: Date,
    },
    /// A change of how controls operate.
    Operation(OperationCommand),
    /// A change of evidence.
    Evidence(EvidenceCommand),
    /// A change of SOC 2 engagements and what customers ask for.
    Engagement(EngagementCommand),
    /// A change of populations, samples, tests and exceptions.
    Testing(TestingCommand),
    /// A change of suppliers and their reports.
    Supplier(SupplierCommand),
    /// A change of the system description, statements and the opinion.
    Description(DescriptionCommand),
    /// A change of what is asked, answered and said in the auditor's room.
    Room(RoomCommand),
    /// A change of audit packages.
    Package(PackageCommand),
    /// A change of collectors of evidence.
    Collector(CollectorCommand),
    /// A change of risks, their method and treatment.
    Risk(RiskCommand),
    /// A change of Statements of Applicability.
    Statement(StatementCommand),
    /// A change of nonconformities and corrective action.
    Nonconformity(NonconformityCommand),
    /// A change of controlled documents.
    Policy(PolicyCommand),
    /// A change of the registers of the management system.
    Isms(IsmsCommand),
    /// A change of internal audits.
    Audit(AuditCommand),
    /// A change of management reviews.
    Review(ReviewCommand),
    /// A change of certification bodies and projects.
    Certification(CertificationCommand),
    /// A change of what was answered to the readiness scorecard.
    Scorecard(ScorecardCommand),
    /// A change of security questionnaires and the library of answers.
    Questionnaire(QuestionnaireCommand),
    /// A change of what the planner was answered.
    Planner(PlannerCommand),
    /// A change of the plan: time and cost.
    Plan(PlanCommand),
    /// A change of the public statement, or a decision on a request for documents.
    Public(PublicCommand),
}

/// What a link says when the person who made it gave no reason of their own, as in an import.
pub fn imported_link(source: &str) -> Link {
    Link { reason: format!("named in {source}"), extent: Overlap::Full }
}
