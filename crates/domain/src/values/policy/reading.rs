//! Who reads a document: everybody who may read documents, or of one with a narrower circle those it is meant for (R160).

use super::super::Role;
use super::super::evidence::Classification;
use super::Policy;
use std::collections::BTreeSet;

/// Roles that read every document: they run the programme, answer for it, or audit it from inside.
const READ_ALL: [Role; 3] = [Role::Owner, Role::ProgrammeManager, Role::InternalAuditor];

impl Policy {
    /// Is it for some only: distributed to named roles, or classified as restricted (R160)?
    pub fn limited(&self) -> bool {
        !self.distribution.is_empty() || self.classification == Classification::Restricted
    }

    /// Does somebody with these roles, speaking for these persons, belong to those who read it (R160)? Of one that is for some
    /// only these are its owner, the approvers that it names, the roles that it is distributed to, and owner, programme manager
    /// and internal auditor. That documents may be read at all is judged before, by the table of rights.
    pub fn open_to(&self, roles: &BTreeSet<Role>, selves: &[String]) -> bool {
        let role = |role: &Role| {
            READ_ALL.contains(role) || self.distribution.contains(role) || self.approval.roles.contains(role)
        };
        let named = |person: &String| self.owner.as_ref() == Some(person) || self.approval.people.contains(person);
        !self.limited() || roles.iter().any(role) || selves.iter().any(named)
    }
}
