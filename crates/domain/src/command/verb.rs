//! What each command is called, what it changes, and which action it is.

use super::Command;
use crate::values::Action;

impl Command {
    /// The verb, as it stands in history and in the permission table.
    pub fn verb(&self) -> &'static str {
        match self {
            Command::CreateOrganisation { .. } => "create_organisation",
            Command::SetProfile { .. } => "set_profile",
            Command::AdoptDocument { .. } => "adopt_document",
            Command::AddControl { .. } => "add_control",
            Command::ReviseControl { .. } => "revise_control",
            Command::RetireControl { .. } => "retire_control",
            Command::LinkControl { .. } => "link_control",
            Command::UnlinkControl { .. } => "unlink_control",
            Command::ImportControls { .. } => "import_controls",
            Command::SaveColumns { .. } => "save_columns",
            Command::RecordInheritance { .. } => "record_inheritance",
            Command::WithdrawInheritance { .. } => "withdraw_inheritance",
            Command::DecideSuggestion { .. } => "decide_suggestion",
            Command::AssessItem { .. } => "assess_item",
            Command::RecordStep { .. } => "record_step",
            Command::AssignControl { .. } => "assign_control",
            Command::InvitePerson { .. } => "invite_person",
            Command::ConfirmMembership => "confirm_membership",
            Command::SetRoles { .. } => "set_roles",
            Command::SuspendMember { .. } => "suspend_member",
            Command::ResumeMember { .. } => "resume_member",
            Command::EndMembership { .. } => "end_membership",
            Command::GiveGrant { .. } => "give_grant",
            Command::EndGrant { .. } => "end_grant",
            Command::NameDeputy { .. } => "name_deputy",
            Command::EndDeputy { .. } => "end_deputy",
            Command::ProposeWaiver { .. } => "propose_waiver",
            Command::ApproveWaiver { .. } => "approve_waiver",
            Command::EndWaiver { .. } => "end_waiver",
            Command::ProposeDeed { .. } => "propose_deed",
            Command::ApproveDeed { .. } => "approve_deed",
            Command::WithdrawDeed { .. } => "withdraw_deed",
            Command::CarryOutDeed { .. } => "carry_out_deed",
            Command::SetSignOn { .. } => "set_sign_on",
            Command::SetDirectory { .. } => "set_directory",
            Command::IssueToken { .. } => "issue_token",
            Command::RevokeToken { .. } => "revoke_token",
            Command::SetWebhook { .. } => "set_webhook",
            Command::RemoveWebhook { .. } => "remove_webhook",
            Command::RecordStaff { .. } => "record_staff",
            Command::ImportStaff { .. } => "import_staff",
            Command::CheckStaff { .. } => "check_staff",
            Command::SetPosition { .. } => "set_position",
            Command::AskAccess { .. } => "ask_access",
            Command::DecideAccess { .. } => "decide_access",
            Command::CarryOutAccess { .. } => "carry_out_access",
            Command::Operation(command) => command.verb(),
            Command::Evidence(command) => command.verb(),
            Command::Engagement(command) => command.verb(),
            Command::Testing(command) => command.verb(),
            Command::Supplier(command) => command.verb(),
            Command::Description(command) => command.verb(),
            Command::Room(command) => command.verb(),
            Command::Package(command) => command.verb(),
            Command::Collector(command) => command.verb(),
            Command::Certification(command) => command.verb(),
            Command::Planner(command) => command.verb(),
            Command::Plan(command) => command.verb(),
            Command::Review(command) => command.verb(),
            Command::Audit(command) => command.verb(),
            Command::Isms(command) => command.verb(),
            Command::Policy(command) => command.verb(),
            Command::Nonconformity(command) => command.verb(),
            Command::Statement(command) => command.verb(),
            Command::Risk(command) => command.verb(),
            Command::Scorecard(command) => command.verb(),
            Command::Questionnaire(command) => command.verb(),
            Command::Public(command) => command.verb(),
        }
    }

    /// The one object that it changes, as kind and id, for who must name the version they read; `None` for what makes
    /// something new, which no earlier version of it can contradict.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        Some(match self {
            Command::CreateOrganisation { .. }
            | Command::AddControl { .. }
            | Command::ImportControls { .. }
            | Command::ImportStaff { .. }
            | Command::InvitePerson { .. }
            | Command::ConfirmMembership
            | Command::GiveGrant { .. }
            | Command::NameDeputy { .. }
            | Command::ProposeWaiver { .. }
            | Command::ProposeDeed { .. }
            | Command::IssueToken { .. }
            | Command::AskAccess { .. }
            | Command::SetWebhook { id: None, .. } => return None,
            Command::SetProfile { .. } => ("organisation", "organisation"),
            Command::AdoptDocument { document } => ("document", document.id()),
            Command::ReviseControl { control } => ("control", &control.id),
            Command::RetireControl { id, .. }
            | Command::LinkControl { id, .. }
            | Command::UnlinkControl { id, .. }
            | Command::AssignControl { id, .. } => ("control", id),
            Command::SaveColumns { name, .. } => ("columns", name),
            Command::RecordInheritance { control, .. }
            | Command::WithdrawInheritance { control, .. }
            | Command::RecordStep { control, .. } => ("item", control),
            Command::AssessItem { item, .. } => ("item", item),
            Command::DecideSuggestion { row, .. } => ("suggestion", row),
            Command::SetRoles { person, .. }
            | Command::SuspendMember { person, .. }
            | Command::ResumeMember { person }
            | Command::EndMembership { person, .. } => ("member", person),
            Command::EndGrant { id, .. } => ("grant", id),
            Command::EndDeputy { id } => ("deputy", id),
            Command::ApproveWaiver { id } | Command::EndWaiver { id, .. } => ("waiver", id),
            Command::ApproveDeed { id } | Command::WithdrawDeed { id, .. } | Command::CarryOutDeed { id } => {
                ("deed", id)
            }
            Command::RecordStaff { person, .. } | Command::CheckStaff { person, .. } => ("staff", person),
            Command::SetPosition { id, .. } => ("position", id),
            Command::DecideAccess { id, .. } | Command::CarryOutAccess { id, .. } => ("access", id),
            Command::SetSignOn { .. } => ("sign_on", "sign_on"),
            Command::SetDirectory { .. } => ("directory", "directory"),
            Command::RevokeToken { id } => ("token", id),
            Command::SetWebhook { id: Some(id), .. } | Command::RemoveWebhook { id } => ("webhook", id),
            Command::Operation(command) => return command.touches(),
            Command::Evidence(command) => return command.touches(),
            Command::Engagement(command) => return command.touches(),
            Command::Testing(command) => return command.touches(),
            Command::Supplier(command) => return command.touches(),
            Command::Description(command) => return command.touches(),
            Command::Room(command) => return command.touches(),
            Command::Package(command) => return command.touches(),
            Command::Collector(command) => return command.touches(),
            Command::Certification(command) => return command.touches(),
            Command::Planner(command) => return command.touches(),
            Command::Plan(command) => return command.touches(),
            Command::Review(command) => return command.touches(),
            Command::Audit(command) => return command.touches(),
            Command::Isms(command) => return command.touches(),
            Command::Policy(command) => return command.touches(),
            Command::Nonconformity(command) => return command.touches(),
            Command::Statement(command) => return command.touches(),
            Command::Risk(command) => return command.touches(),
            Command::Scorecard(command) => return command.touches(),
            Command::Questionnaire(command) => return command.touches(),
            Command::Public(command) => return command.touches(),
        })
    }

    /// The action that the table of rights judges; `None` for beginning an organisation, which no organisation can permit.
    pub fn action(&self) -> Option<Action> {
        Some(match self {
            Command::CreateOrganisation { .. } => return None,
            Command::SetProfile { .. } => Action::SetScope,
            Command::AdoptDocument { .. } => Action::AdoptDocument,
            Command::AddControl { .. } => Action::AddControl,
            Command::ReviseControl { .. } => Action::ReviseControl,
            Command::RetireControl { .. } => Action::RetireControl,
            Command::LinkControl { .. } | Command::UnlinkControl { .. } => Action::LinkControl,
            Command::ImportControls { .. } | Command::SaveColumns { .. } => Action::ImportControls,
            Command::RecordInheritance { .. } | Command::WithdrawInheritance { .. } => Action::RecordInheritance,
            Command::DecideSuggestion { .. } => Action::DecideSuggestion,
            Command::AssessItem { .. } => Action::AssessItem,
            Command::RecordStep { .. } => Action::RecordStep,
            Command::AssignControl { .. } => Action::AssignControl,
            Command::InvitePerson { .. } => Action::InvitePerson,
            Command::ConfirmMembership => Action::ConfirmMembership,
            Command::SetRoles { .. } => Action::SetRoles,
            Command::SuspendMember { .. } | Command::ResumeMember { .. } => Action::SuspendMember,
            Command::EndMembership { .. } => Action::EndMembership,
            Command::GiveGrant { .. } => Action::GiveGrant,
            Command::EndGrant { .. } => Action::EndGrant,
            Command::NameDeputy { .. } => Action::NameDeputy,
            Command::EndDeputy { .. } => Action::EndDeputy,
            Command::ProposeWaiver { .. } => Action::ProposeWaiver,
            Command::ApproveWaiver { .. } => Action::ApproveWaiver,
            Command::EndWaiver { .. } => Action::EndWaiver,
            Command::ProposeDeed { .. } => Action::ProposeDeed,
            Command::ApproveDeed { .. } => Action::ApproveDeed,
            Command::WithdrawDeed { .. } => Action::WithdrawDeed,
            Command::CarryOutDeed { .. } => Action::CarryOutDeed,
            Command::SetSignOn { .. } => Action::SetSignOn,
            Command::SetDirectory { .. } => Action::SetDirectory,
            Command::IssueToken { .. } => Action::IssueToken,
            Command::RevokeToken { .. } => Action::RevokeToken,
            Command::SetWebhook { .. } | Command::RemoveWebhook { .. } => Action::SetWebhook,
            Command::RecordStaff { .. }
            | Command::ImportStaff { .. }
            | Command::CheckStaff { .. }
            | Command::SetPosition { .. } => Action::RecordStaff,
            Command::AskAccess { .. } => Action::AskAccess,
            Command::DecideAccess { .. } => Action::DecideAccess,
            Command::CarryOutAccess { .. } => Action::CarryOutAccess,
            Command::Operation(command) => command.action(),
            Command::Evidence(command) => command.action(),
            Command::Engagement(command) => command.action(),
            Command::Testing(command) => command.action(),
            Command::Supplier(command) => command.action(),
            Command::Description(command) => command.action(),
            Command::Room(command) => command.action(),
            Command::Package(command) => command.action(),
            Command::Collector(command) => command.action(),
            Command::Certification(command) => command.action(),
            Command::Planner(command) => command.action(),
            Command::Plan(command) => command.action(),
            Command::Review(command) => command.action(),
            Command::Audit(command) => command.action(),
            Command::Isms(command) => command.action(),
            Command::Policy(command) => command.action(),
            Command::Nonconformity(command) => command.action(),
            Command::Statement(command) => command.action(),
            Command::Risk(command) => command.action(),
            Command::Scorecard(command) => command.action(),
            Command::Questionnaire(command) => command.action(),
            Command::Public(command) => command.action(),
        })
    }
}
