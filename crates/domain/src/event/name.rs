//! What each event is called, and what it happened to.

use super::{Event, OperationEvent, STATEMENT_ENTRY};

impl Event {
    /// The event's name, as it stands in the leaf.
    #[expect(clippy::too_many_lines, reason = "a line for each kind")]
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
            Event::BackupRestored { .. } => "backup_restored",
            Event::SignOnSet { .. } => "sign_on_set",
            Event::DirectorySet { .. } => "directory_set",
            Event::TokenIssued { .. } => "token_issued",
            Event::TokenRevoked { .. } => "token_revoked",
            Event::WebhookSet { .. } => "webhook_set",
            Event::WebhookRemoved { .. } => "webhook_removed",
            Event::StaffRecorded { .. } => "staff_recorded",
            Event::StaffImported { .. } => "staff_imported",
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
            Event::Nonconformity(event) => event.name(),
            Event::Statement(event) => event.name(),
            Event::Risk(event) => event.name(),
            Event::Policy(event) => event.name(),
            Event::Isms(event) => event.name(),
            Event::Audit(event) => event.name(),
            Event::Review(event) => event.name(),
            Event::Certification(event) => event.name(),
            Event::Scorecard(event) => event.name(),
            Event::Questionnaire(event) => event.name(),
            Event::Planner(event) => event.name(),
            Event::Plan(event) => event.name(),
            Event::Public(event) => event.name(),
        }
    }

    /// What it happened to: kind and id of the object.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            Event::OrganisationCreated { .. } | Event::ProfileSet { .. } | Event::BackupRestored { .. } => {
                ("organisation", "organisation")
            }
            Event::DocumentAdopted { document } => ("document", document.id()),
            Event::ControlAdded { control } | Event::ControlRevised { control } => ("control", &control.id),
            Event::ControlRetired { id, .. }
            | Event::ControlLinked { id, .. }
            | Event::ControlUnlinked { id, .. }
            | Event::ControlAssigned { id, .. } => ("control", id),
            Event::ControlsImported { source, .. } | Event::StaffImported { source, .. } => ("import", source),
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
            Event::Nonconformity(event) => event.object(),
            Event::Statement(event) => event.object(),
            Event::Risk(event) => event.object(),
            Event::Policy(event) => event.object(),
            Event::Isms(event) => event.object(),
            Event::Audit(event) => event.object(),
            Event::Review(event) => event.object(),
            Event::Certification(event) => event.object(),
            Event::Scorecard(event) => event.object(),
            Event::Questionnaire(event) => event.object(),
            Event::Planner(event) => event.object(),
            Event::Plan(event) => event.object(),
            Event::Public(event) => event.object(),
        }
    }

    /// What else it is told of, beside [`Event::object`]: the control whose way of operating it sets, the entries of a Statement
    /// that it touches. Kind and id.
    pub fn parts(&self) -> Vec<(&'static str, &str)> {
        match self {
            Event::Operation(
                OperationEvent::OperationSet { control, .. } | OperationEvent::LifeRecorded { control, .. },
            ) => {
                vec![("control", control.as_str())]
            }
            Event::Statement(event) => event.entries().into_iter().map(|control| (STATEMENT_ENTRY, control)).collect(),
            _ => Vec::new(),
        }
    }
}
