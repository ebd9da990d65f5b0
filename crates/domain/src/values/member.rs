//! Members, outside access and deputies. People are named by id; names and addresses lie outside the ledger.

use super::access::Role;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most days that outside access or a deputy's time lasts; longer needs a new decision.
pub const MAX_GRANT_DAYS: i32 = 90;
/// Most days of a support grant.
pub const MAX_SUPPORT_DAYS: i32 = 7;
/// Days after which earlier work on the programme no longer bars somebody from auditing it (SoD-3, R350).
pub const LOOK_BACK_DAYS: i32 = 365;
/// Days after the last other member left in which the one who stays still needs a second person.
pub const ALONE_DAYS: i32 = 30;

/// State of a membership. Rights begin at `Confirmed` (SoD-16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Membership {
    /// Invited, not yet accepted.
    Invited,
    /// In force.
    Confirmed,
    /// Suspended: no rights until resumed.
    Suspended,
    /// Over.
    Ended,
}

impl Membership {
    /// The word in files and addresses.
    pub fn id(self) -> &'static str {
        match self {
            Membership::Invited => "invited",
            Membership::Confirmed => "confirmed",
            Membership::Suspended => "suspended",
            Membership::Ended => "ended",
        }
    }
}

/// What outside access is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GrantKind {
    /// A consultant, at most as programme manager.
    Consultant,
    /// A CPA firm or certification body.
    ExternalAuditor,
    /// The operator of the installation, to help; agreed by two persons.
    Support,
}

impl GrantKind {
    /// The word in files and addresses.
    pub fn id(self) -> &'static str {
        match self {
            GrantKind::Consultant => "consultant",
            GrantKind::ExternalAuditor => "external_auditor",
            GrantKind::Support => "support",
        }
    }

    /// The kind called so.
    pub fn parse(id: &str) -> Option<GrantKind> {
        let id = id.trim().to_lowercase().replace(['-', ' '], "_");
        [GrantKind::Consultant, GrantKind::ExternalAuditor, GrantKind::Support].into_iter().find(|k| k.id() == id)
    }

    /// The role that it carries.
    pub fn role(self) -> Role {
        match self {
            GrantKind::Consultant => Role::Consultant,
            GrantKind::ExternalAuditor => Role::ExternalAuditor,
            GrantKind::Support => Role::Operator,
        }
    }

    /// Most days that one grant lasts.
    pub fn max_days(self) -> i32 {
        match self {
            GrantKind::Support => MAX_SUPPORT_DAYS,
            _ => MAX_GRANT_DAYS,
        }
    }
}

/// Outside access: dated, for one engagement (SoD-9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Who gets it.
    pub person: String,
    /// What for.
    pub kind: GrantKind,
    /// Does a consultant also work as programme manager, or only read?
    #[serde(default)]
    pub works: bool,
    /// The engagement or mandate, as people call it.
    pub engagement: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Why.
    pub reason: String,
}

impl Grant {
    /// Is it in force on that day?
    pub fn on(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }

    /// The roles that it carries.
    pub fn roles(&self) -> impl Iterator<Item = Role> + use<> {
        let works = (self.kind == GrantKind::Consultant && self.works).then_some(Role::ProgrammeManager);
        std::iter::once(self.kind.role()).chain(works)
    }
}

/// Somebody who stands in for a member (SoD-17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deputy {
    /// Who is represented.
    pub principal: String,
    /// Who stands in.
    pub deputy: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Why.
    pub reason: String,
}

impl Deputy {
    /// Is it in force on that day?
    pub fn on(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}

/// Two roles that one person does not hold together, and the rule that says so.
pub fn conflict(roles: &BTreeSet<Role>) -> Option<(Role, Role, super::access::Duty)> {
    use super::access::Duty;
    let beside = |one: Role, others: &[Role], duty: Duty| {
        let other = others.iter().copied().find(|o| *o != one && roles.contains(o))?;
        roles.contains(&one).then_some((one, other, duty))
    };
    beside(Role::ExternalAuditor, &Role::ALL, Duty::OutsideAccess)
        .or_else(|| {
            let approving = [Role::Owner, Role::Management, Role::InternalAuditor, Role::ControlOwner];
            beside(Role::Consultant, &approving, Duty::ConsultantApproves)
        })
        .or_else(|| {
            let building = [Role::Owner, Role::ProgrammeManager, Role::ControlOwner, Role::Management];
            beside(Role::InternalAuditor, &building, Duty::AuditsOwnWork)
        })
}
