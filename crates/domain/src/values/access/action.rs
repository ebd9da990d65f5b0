//! Everything that can be permitted: each command and each kind of reading is one action.

use serde::{Deserialize, Serialize};

/// One thing that somebody may or may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Read frameworks, crosswalks and published figures.
    ReadLibrary,
    /// Read coverage, gap, scope, judgements, inheritance and every report on them.
    ReadProgramme,
    /// Read an own control.
    ReadControl,
    /// Read who is a member, with which roles, grants and deputies.
    ReadPeople,
    /// Read waivers and deeds of two persons.
    ReadGovernance,
    /// Read sign-on, directory, tokens and webhooks; never a secret.
    ReadDoors,
    /// Read the ledger as history.
    ReadHistory,
    /// Check the ledger, and take checkpoints and proofs.
    ReadProof,
    /// Read who signed in, and what was refused.
    ReadSecurityLog,
    /// Read the register of those who work here.
    ReadStaff,
    /// Set scope and reading.
    SetScope,
    /// Adopt a library document.
    AdoptDocument,
    /// Accept or reject a suggestion.
    DecideSuggestion,
    /// Add an own control.
    AddControl,
    /// Change an own control.
    ReviseControl,
    /// Retire an own control.
    RetireControl,
    /// Say which person owns a control.
    AssignControl,
    /// Link a control to an item, or take the link away.
    LinkControl,
    /// Import controls.
    ImportControls,
    /// Record or withdraw what a provider operates.
    RecordInheritance,
    /// Judge how a clause or control stands.
    AssessItem,
    /// Record one of the three steps.
    RecordStep,
    /// Hand in evidence for a control.
    AppendEvidence,
    /// Invite a person with roles.
    InvitePerson,
    /// Accept one's own invitation.
    ConfirmMembership,
    /// Set somebody's roles.
    SetRoles,
    /// Suspend a member, or end the suspension.
    SuspendMember,
    /// End somebody's membership.
    EndMembership,
    /// Leave.
    Leave,
    /// Give outside access.
    GiveGrant,
    /// End outside access.
    EndGrant,
    /// Name a deputy.
    NameDeputy,
    /// End a deputy's time.
    EndDeputy,
    /// Propose a waiver of a rule.
    ProposeWaiver,
    /// Approve a waiver.
    ApproveWaiver,
    /// End a waiver.
    EndWaiver,
    /// Propose what needs two persons.
    ProposeDeed,
    /// Approve what needs two persons.
    ApproveDeed,
    /// Stop what needs two persons.
    WithdrawDeed,
    /// Carry out what two persons agreed.
    CarryOutDeed,
    /// Set single sign-on.
    SetSignOn,
    /// Set which groups of the directory hold which roles.
    SetDirectory,
    /// Issue a token.
    IssueToken,
    /// Revoke a token.
    RevokeToken,
    /// Set or remove a webhook.
    SetWebhook,
    /// Record who works here, what was checked, and positions.
    RecordStaff,
    /// Ask for access to a system.
    AskAccess,
    /// Decide on a request for access.
    DecideAccess,
    /// Record that access was given, changed or taken.
    CarryOutAccess,
}

impl Action {
    /// All of them, in the order of the documentation.
    pub const ALL: [Action; 49] = [
        Action::ReadLibrary,
        Action::ReadProgramme,
        Action::ReadControl,
        Action::ReadPeople,
        Action::ReadGovernance,
        Action::ReadDoors,
        Action::ReadHistory,
        Action::ReadProof,
        Action::ReadSecurityLog,
        Action::ReadStaff,
        Action::SetScope,
        Action::AdoptDocument,
        Action::DecideSuggestion,
        Action::AddControl,
        Action::ReviseControl,
        Action::RetireControl,
        Action::AssignControl,
        Action::LinkControl,
        Action::ImportControls,
        Action::RecordInheritance,
        Action::AssessItem,
        Action::RecordStep,
        Action::AppendEvidence,
        Action::InvitePerson,
        Action::ConfirmMembership,
        Action::SetRoles,
        Action::SuspendMember,
        Action::EndMembership,
        Action::Leave,
        Action::GiveGrant,
        Action::EndGrant,
        Action::NameDeputy,
        Action::EndDeputy,
        Action::ProposeWaiver,
        Action::ApproveWaiver,
        Action::EndWaiver,
        Action::ProposeDeed,
        Action::ApproveDeed,
        Action::WithdrawDeed,
        Action::CarryOutDeed,
        Action::SetSignOn,
        Action::SetDirectory,
        Action::IssueToken,
        Action::RevokeToken,
        Action::SetWebhook,
        Action::RecordStaff,
        Action::AskAccess,
        Action::DecideAccess,
        Action::CarryOutAccess,
    ];

    /// The word in files, tokens and refusals.
    pub fn id(self) -> &'static str {
        match self {
            Action::ReadLibrary => "read_library",
            Action::ReadProgramme => "read_programme",
            Action::ReadControl => "read_control",
            Action::ReadPeople => "read_people",
            Action::ReadGovernance => "read_governance",
            Action::ReadDoors => "read_doors",
            Action::ReadHistory => "read_history",
            Action::ReadProof => "read_proof",
            Action::ReadSecurityLog => "read_security_log",
            Action::ReadStaff => "read_staff",
            Action::SetScope => "set_scope",
            Action::AdoptDocument => "adopt_document",
            Action::DecideSuggestion => "decide_suggestion",
            Action::AddControl => "add_control",
            Action::ReviseControl => "revise_control",
            Action::RetireControl => "retire_control",
            Action::AssignControl => "assign_control",
            Action::LinkControl => "link_control",
            Action::ImportControls => "import_controls",
            Action::RecordInheritance => "record_inheritance",
            Action::AssessItem => "assess_item",
            Action::RecordStep => "record_step",
            Action::AppendEvidence => "append_evidence",
            Action::InvitePerson => "invite_person",
            Action::ConfirmMembership => "confirm_membership",
            Action::SetRoles => "set_roles",
            Action::SuspendMember => "suspend_member",
            Action::EndMembership => "end_membership",
            Action::Leave => "leave",
            Action::GiveGrant => "give_grant",
            Action::EndGrant => "end_grant",
            Action::NameDeputy => "name_deputy",
            Action::EndDeputy => "end_deputy",
            Action::ProposeWaiver => "propose_waiver",
            Action::ApproveWaiver => "approve_waiver",
            Action::EndWaiver => "end_waiver",
            Action::ProposeDeed => "propose_deed",
            Action::ApproveDeed => "approve_deed",
            Action::WithdrawDeed => "withdraw_deed",
            Action::CarryOutDeed => "carry_out_deed",
            Action::SetSignOn => "set_sign_on",
            Action::SetDirectory => "set_directory",
            Action::IssueToken => "issue_token",
            Action::RevokeToken => "revoke_token",
            Action::SetWebhook => "set_webhook",
            Action::RecordStaff => "record_staff",
            Action::AskAccess => "ask_access",
            Action::DecideAccess => "decide_access",
            Action::CarryOutAccess => "carry_out_access",
        }
    }

    /// The action called so.
    pub fn parse(id: &str) -> Option<Action> {
        let id = id.trim().to_lowercase().replace('-', "_");
        Action::ALL.into_iter().find(|a| a.id() == id)
    }

    /// As people say it: `retire a control`.
    pub fn words(self) -> &'static str {
        match self {
            Action::ReadLibrary => "read frameworks and crosswalks",
            Action::ReadProgramme => "read the programme",
            Action::ReadControl => "read this control",
            Action::ReadPeople => "see who is a member",
            Action::ReadGovernance => "see waivers and decisions of two persons",
            Action::ReadDoors => "see sign-on, tokens and webhooks",
            Action::ReadHistory => "read the history",
            Action::ReadProof => "check the ledger",
            Action::ReadSecurityLog => "read the security log",
            Action::ReadStaff => "see the register of those who work here",
            Action::SetScope => "set the scope",
            Action::AdoptDocument => "adopt a framework or crosswalk",
            Action::DecideSuggestion => "decide on a suggestion",
            Action::AddControl => "add a control",
            Action::ReviseControl => "change this control",
            Action::RetireControl => "retire this control",
            Action::AssignControl => "assign a control to a person",
            Action::LinkControl => "link a control to a criterion, control or clause",
            Action::ImportControls => "import controls",
            Action::RecordInheritance => "record what a provider operates",
            Action::AssessItem => "judge how a clause or control stands",
            Action::RecordStep => "record a step",
            Action::AppendEvidence => "hand in evidence for this control",
            Action::InvitePerson => "invite a person",
            Action::ConfirmMembership => "accept this invitation",
            Action::SetRoles => "set somebody's roles",
            Action::SuspendMember => "suspend a member",
            Action::EndMembership => "end a membership",
            Action::Leave => "leave the organisation",
            Action::GiveGrant => "give outside access",
            Action::EndGrant => "end outside access",
            Action::NameDeputy => "name a deputy",
            Action::EndDeputy => "end a deputy's time",
            Action::ProposeWaiver => "propose a waiver",
            Action::ApproveWaiver => "approve this waiver",
            Action::EndWaiver => "end this waiver",
            Action::ProposeDeed => "propose what needs two persons",
            Action::ApproveDeed => "approve this",
            Action::WithdrawDeed => "stop this",
            Action::CarryOutDeed => "carry this out",
            Action::SetSignOn => "set single sign-on",
            Action::SetDirectory => "connect a directory",
            Action::IssueToken => "issue a token",
            Action::RevokeToken => "revoke a token",
            Action::SetWebhook => "set a webhook",
            Action::RecordStaff => "keep the register of those who work here",
            Action::AskAccess => "ask for access to a system",
            Action::DecideAccess => "decide on this request for access",
            Action::CarryOutAccess => "record that access was given or taken",
        }
    }

    /// Does it only read?
    pub fn reads(self) -> bool {
        self.id().starts_with("read_")
    }

    /// Must who asks have proved who they are, with a second factor, in the last five minutes?
    pub fn step_up(self) -> bool {
        matches!(
            self,
            Action::InvitePerson
                | Action::SetRoles
                | Action::GiveGrant
                | Action::ProposeDeed
                | Action::ApproveDeed
                | Action::CarryOutDeed
                | Action::ApproveWaiver
                | Action::SetSignOn
                | Action::SetDirectory
                | Action::IssueToken
        )
    }

    /// May a token carry it? What only a person can mean, no token can.
    pub fn in_tokens(self) -> bool {
        !matches!(
            self,
            Action::InvitePerson
                | Action::SetRoles
                | Action::GiveGrant
                | Action::ConfirmMembership
                | Action::Leave
                | Action::NameDeputy
                | Action::ProposeWaiver
                | Action::ApproveWaiver
                | Action::ProposeDeed
                | Action::ApproveDeed
                | Action::WithdrawDeed
                | Action::CarryOutDeed
                | Action::SetSignOn
                | Action::SetDirectory
                | Action::IssueToken
        )
    }

    /// Does the directory do it: joiners, movers and leavers?
    pub fn by_directory(self) -> bool {
        matches!(
            self,
            Action::ReadPeople
                | Action::InvitePerson
                | Action::SetRoles
                | Action::SuspendMember
                | Action::EndMembership
        )
    }

    /// Is it work on the programme, after which one does not audit it (SoD-3)?
    pub fn builds(self) -> bool {
        matches!(
            self,
            Action::SetScope
                | Action::AdoptDocument
                | Action::DecideSuggestion
                | Action::AddControl
                | Action::ReviseControl
                | Action::RetireControl
                | Action::LinkControl
                | Action::ImportControls
                | Action::RecordInheritance
                | Action::AssessItem
                | Action::RecordStep
        )
    }
}

/// A set of actions, as a token carries it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActionSet(u64);

impl ActionSet {
    /// Is this action in it?
    pub fn contains(self, action: Action) -> bool {
        self.0 & (1 << action as u64) != 0
    }
}

impl FromIterator<Action> for ActionSet {
    fn from_iter<T: IntoIterator<Item = Action>>(actions: T) -> ActionSet {
        ActionSet(actions.into_iter().fold(0, |set, action| set | (1 << action as u64)))
    }
}
