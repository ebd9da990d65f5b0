//! The eleven roles. Six are held by members, three by dated grants, two by what is not a person.

use serde::{Deserialize, Serialize};

/// What somebody is to an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers for the organisation's account here: members, roles, sign-on.
    Owner,
    /// Runs the programme from day to day.
    ProgrammeManager,
    /// Operates named controls.
    ControlOwner,
    /// Anybody who works there.
    Contributor,
    /// Top management in the sense of ISO/IEC 27001 clause 5.
    Management,
    /// Audits the ISMS from inside (ISO/IEC 27001 clause 9.2).
    InternalAuditor,
    /// A CPA firm or certification body, for one engagement.
    ExternalAuditor,
    /// Works for several clients.
    Consultant,
    /// Keeps the installation running; sees an organisation only by a support grant.
    Operator,
    /// A program that hands in what it observed.
    Collector,
    /// Somebody who looks at published items only.
    Visitor,
}

impl Role {
    /// All of them, in the order of the documentation.
    pub const ALL: [Role; 11] = [
        Role::Operator,
        Role::Owner,
        Role::ProgrammeManager,
        Role::ControlOwner,
        Role::Contributor,
        Role::Management,
        Role::InternalAuditor,
        Role::ExternalAuditor,
        Role::Consultant,
        Role::Collector,
        Role::Visitor,
    ];

    /// Those that a member can hold; the others come by grant, by token or by a published portal.
    pub const MEMBER: [Role; 6] = [
        Role::Owner,
        Role::ProgrammeManager,
        Role::ControlOwner,
        Role::Contributor,
        Role::Management,
        Role::InternalAuditor,
    ];

    /// The word in files and addresses.
    pub fn id(self) -> &'static str {
        match self {
            Role::Owner => "owner",
            Role::ProgrammeManager => "programme_manager",
            Role::ControlOwner => "control_owner",
            Role::Contributor => "contributor",
            Role::Management => "management",
            Role::InternalAuditor => "internal_auditor",
            Role::ExternalAuditor => "external_auditor",
            Role::Consultant => "consultant",
            Role::Operator => "operator",
            Role::Collector => "collector",
            Role::Visitor => "visitor",
        }
    }

    /// The role called so.
    pub fn parse(id: &str) -> Option<Role> {
        let id = id.trim().to_lowercase().replace(['-', ' '], "_");
        Role::ALL.into_iter().find(|r| r.id() == id)
    }

    /// As people say it.
    pub fn title(self) -> &'static str {
        match self {
            Role::Owner => "Owner",
            Role::ProgrammeManager => "Programme manager",
            Role::ControlOwner => "Control owner",
            Role::Contributor => "Contributor",
            Role::Management => "Management",
            Role::InternalAuditor => "Internal auditor",
            Role::ExternalAuditor => "External auditor",
            Role::Consultant => "Consultant",
            Role::Operator => "Instance operator",
            Role::Collector => "Collector",
            Role::Visitor => "Trust-centre visitor",
        }
    }

    /// What the role is for, in one sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Role::Owner => "Answers for the organisation here: members, roles, sign-on and outside access.",
            Role::ProgrammeManager => "Runs the programme: scope, controls, mapping, plans and tasks.",
            Role::ControlOwner => "Operates named controls and shows that they work.",
            Role::Contributor => "Answers what is asked of them and reads what is published.",
            Role::Management => "Top management: approves, accepts risk, decides in the management review.",
            Role::InternalAuditor => "Audits the ISMS and must not have built or operate what is audited.",
            Role::ExternalAuditor => {
                "A CPA firm or certification body, for one engagement with a first and a last day."
            }
            Role::Consultant => "Works for the organisation under a dated grant, at most as programme manager.",
            Role::Operator => "Keeps the installation running; sees content only by a support grant of two persons.",
            Role::Collector => "A program that appends what it observed to the controls it is bound to.",
            Role::Visitor => "Sees what a trust centre publishes.",
        }
    }

    /// What the role may never do, whatever else is granted.
    pub fn never(self) -> &'static str {
        match self {
            Role::Owner => "approve own drafts; audit",
            Role::ProgrammeManager => "approve what they wrote; write audit findings",
            Role::ControlOwner => "accept own evidence; change audit results",
            Role::Contributor => "see findings or the risk register",
            Role::Management => "edit evidence; write and approve one version",
            Role::InternalAuditor => "own or operate a control in scope; edit evidence or controls",
            Role::ExternalAuditor => "act for the client; extend the own grant; hold another role there",
            Role::Consultant => "approve as management; audit own work; see another client",
            Role::Operator => "read content without a support grant",
            Role::Collector => "overwrite what a person decided; read",
            Role::Visitor => "see anything outside the portal",
        }
    }
}
