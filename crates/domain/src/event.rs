//! Everything that can have happened. An event landed is history: a variant is never edited or removed, only added.

mod collector;
mod description;
mod engagement;
mod evidence;
mod operation;
mod package;
mod room;
mod supplier;
mod testing;

pub use collector::CollectorEvent;
pub use description::DescriptionEvent;
pub use engagement::EngagementEvent;
pub use evidence::EvidenceEvent;
pub use operation::OperationEvent;
pub use package::PackageEvent;
pub use room::RoomEvent;
pub use supplier::SupplierEvent;
pub use testing::TestingEvent;

use crate::values::{
    AccessRequest, Assessment, CheckDone, Control, Decision, Deed, Deputy, Directory, FileRef, Grant, Inheritance,
    LibraryDocument, Link, Position, Profile, Role, SignOn, Staff, StaffCheck, Step, StepTaken, Target, TokenScope,
    Waiver, Webhook,
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
}

impl Event {
    /// The event's name, as it stands in the leaf.
    pub fn name(&self) -> &'static str {
        match self {
            Event::OrganisationCreated { .. } => "organisation_created",
            Event::ProfileSet { .. } => "profile_set",
            Event::DocumentAdopted { .. } => "document_adopted",
            Event::ControlAdded { .. } => "control_added",
            Event::ControlRevised { .. } => "control_revised",
            Event::ControlRetired { .. } => "control_retired",
            Event::ControlLinked { .. } => "control_linked",
            Event::ControlUnlinked { .. } => "control_unlinked",
            Event::ControlsImported { .. } => "controls_imported",
            Event::ColumnsSaved { .. } => "columns_saved",
            Event::InheritanceRecorded { .. } => "inheritance_recorded",
            Event::InheritanceWithdrawn { .. } => "inheritance_withdrawn",
            Event::SuggestionDecided { .. } => "suggestion_decided",
            Event::ItemAssessed { .. } => "item_assessed",
            Event::StepRecorded { .. } => "step_recorded",
            Event::ControlAssigned { .. } => "control_assigned",
            Event::PersonInvited { .. } => "person_invited",
            Event::MembershipConfirmed { .. } => "membership_confirmed",
            Event::RolesSet { .. } => "roles_set",
            Event::MemberSuspended { .. } => "member_suspended",
            Event::MemberResumed { .. } => "member_resumed",
            Event::MembershipEnded { .. } => "membership_ended",
            Event::GrantGiven { .. } => "grant_given",
            Event::GrantEnded { .. } => "grant_ended",
            Event::DeputyNamed { .. } => "deputy_named",
            Event::DeputyEnded { .. } => "deputy_ended",
            Event::WaiverProposed { .. } => "waiver_proposed",
            Event::WaiverApproved { .. } => "waiver_approved",
            Event::WaiverEnded { .. } => "waiver_ended",
            Event::DeedProposed { .. } => "deed_proposed",
            Event::DeedApproved { .. } => "deed_approved",
            Event::DeedWithdrawn { .. } => "deed_withdrawn",
            Event::DeedDone { .. } => "deed_done",
            Event::SignOnSet { .. } => "sign_on_set",
            Event::DirectorySet { .. } => "directory_set",
            Event::TokenIssued { .. } => "token_issued",
            Event::TokenRevoked { .. } => "token_revoked",
            Event::WebhookSet { .. } => "webhook_set",
            Event::WebhookRemoved { .. } => "webhook_removed",
            Event::StaffRecorded { .. } => "staff_recorded",
            Event::StaffChecked { .. } => "staff_checked",
            Event::PositionSet { .. } => "position_set",
            Event::AccessAsked { .. } => "access_asked",
            Event::AccessDecided { .. } => "access_decided",
            Event::AccessCarriedOut { .. } => "access_carried_out",
            Event::Operation(event) => event.name(),
            Event::Evidence(event) => event.name(),
            Event::Engagement(event) => event.name(),
            Event::Testing(event) => event.name(),
            Event::Supplier(event) => event.name(),
            Event::Description(event) => event.name(),
            Event::Room(event) => event.name(),
            Event::Package(event) => event.name(),
            Event::Collector(event) => event.name(),
        }
    }

    /// What it happened to: kind and id of the object.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            Event::OrganisationCreated { .. } | Event::ProfileSet { .. } => ("organisation", "organisation"),
            Event::DocumentAdopted { document } => ("document", document.id()),
            Event::ControlAdded { control } | Event::ControlRevised { control } => ("control", &control.id),
            Event::ControlRetired { id, .. }
            | Event::ControlLinked { id, .. }
            | Event::ControlUnlinked { id, .. }
            | Event::ControlAssigned { id, .. } => ("control", id),
            Event::ControlsImported { source, .. } => ("import", source),
            Event::ColumnsSaved { name, .. } => ("columns", name),
            Event::InheritanceRecorded { control, .. }
            | Event::InheritanceWithdrawn { control, .. }
            | Event::StepRecorded { control, .. } => ("item", control),
            Event::SuggestionDecided { row, .. } => ("suggestion", row),
            Event::ItemAssessed { item, .. } => ("item", item),
            Event::PersonInvited { person, .. }
            | Event::MembershipConfirmed { person }
            | Event::RolesSet { person, .. }
            | Event::MemberSuspended { person, .. }
            | Event::MemberResumed { person }
            | Event::MembershipEnded { person, .. } => ("member", person),
            Event::GrantGiven { id, .. } | Event::GrantEnded { id, .. } => ("grant", id),
            Event::DeputyNamed { id, .. } | Event::DeputyEnded { id } => ("deputy", id),
            Event::WaiverProposed { id, .. } | Event::WaiverApproved { id, .. } | Event::WaiverEnded { id, .. } => {
                ("waiver", id)
            }
            Event::DeedProposed { id, .. }
            | Event::DeedApproved { id, .. }
            | Event::DeedWithdrawn { id, .. }
            | Event::DeedDone { id } => ("deed", id),
            Event::SignOnSet { .. } => ("sign_on", "sign_on"),
            Event::DirectorySet { .. } => ("directory", "directory"),
            Event::TokenIssued { id, .. } | Event::TokenRevoked { id } => ("token", id),
            Event::WebhookSet { id, .. } | Event::WebhookRemoved { id } => ("webhook", id),
            Event::StaffRecorded { person, .. } | Event::StaffChecked { person, .. } => ("staff", person),
            Event::PositionSet { id, .. } => ("position", id),
            Event::AccessAsked { id, .. } | Event::AccessDecided { id, .. } | Event::AccessCarriedOut { id, .. } => {
                ("access", id)
            }
            Event::Operation(event) => event.object(),
            Event::Evidence(event) => event.object(),
            Event::Engagement(event) => event.object(),
            Event::Testing(event) => event.object(),
            Event::Supplier(event) => event.object(),
            Event::Description(event) => event.object(),
            Event::Room(event) => event.object(),
            Event::Package(event) => event.object(),
            Event::Collector(event) => event.object(),
        }
    }
}
