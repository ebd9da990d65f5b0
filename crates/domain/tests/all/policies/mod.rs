//! A firm with controlled documents, and the commands about them.

use crate::library::Organisation;
use domain::command::{Command, PolicyCommand};
use domain::registers::policy::HeldPolicy;
use domain::reports::policy::{PolicyLine, line};
use domain::values::Classification;
use domain::values::policy::{Policy, Quorum, text_sha256};
use jiff::civil::Date;
use std::collections::BTreeSet;

pub(crate) const TEXT: &str = "# Access\n\nOwners review access quarterly (AC-1).\n";

/// A policy that `carl` answers for.
pub(crate) fn access() -> Policy {
    Policy {
        number: "POL-02".into(),
        title: "Access control policy".into(),
        owner: Some("carl".into()),
        classification: Classification::Internal,
        review_months: 12,
        retention_years: 3,
        controls: ids("AC-1"),
        meets: ids("5.18, CC6.2"),
        ..Policy::default()
    }
}

pub(crate) fn needs(count: u32) -> Policy {
    Policy { approval: Quorum { count, ..Quorum::default() }, ..access() }
}

pub(crate) fn ids(words: &str) -> BTreeSet<String> {
    words.split(',').map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect()
}

pub(crate) fn cmd(wanted: PolicyCommand) -> Command {
    Command::Policy(wanted)
}

pub(crate) fn write(policy: Policy, text: &str) -> Command {
    cmd(PolicyCommand::WritePolicy { policy: Box::new(policy), text: text.into() })
}

pub(crate) fn revise(id: &str, policy: Policy) -> Command {
    cmd(PolicyCommand::RevisePolicy { id: id.into(), policy: Box::new(policy), reason: "seen with the auditor".into() })
}

pub(crate) fn draft(id: &str, text: &str) -> Command {
    cmd(PolicyCommand::DraftPolicy { id: id.into(), text: text.into(), note: "a new rule".into() })
}

pub(crate) fn submit(id: &str, version: u32, text: &str) -> Command {
    cmd(PolicyCommand::SubmitPolicy { id: id.into(), version, sha256: text_sha256(text) })
}

pub(crate) fn approve(id: &str, version: u32, text: &str) -> Command {
    cmd(PolicyCommand::ApprovePolicy { id: id.into(), version, sha256: text_sha256(text) })
}

pub(crate) fn send_back(id: &str, version: u32) -> Command {
    cmd(PolicyCommand::ReturnPolicy { id: id.into(), version, reason: "leavers are missing".into() })
}

pub(crate) fn publish(id: &str, version: u32, text: &str, from: Date) -> Command {
    cmd(PolicyCommand::PublishPolicy { id: id.into(), version, sha256: text_sha256(text), from })
}

pub(crate) fn review(id: &str, version: u32) -> Command {
    cmd(PolicyCommand::ReviewPolicy { id: id.into(), version, note: "read with the team: still so".into() })
}

pub(crate) fn retire(id: &str) -> Command {
    cmd(PolicyCommand::RetirePolicy { id: id.into(), reason: "part of POL-01 now".into() })
}

pub(crate) fn ask(id: &str, until: Date) -> Command {
    cmd(PolicyCommand::AskAcknowledgement { id: id.into(), until })
}

pub(crate) fn acknowledge(id: &str, version: u32, text: &str) -> Command {
    cmd(PolicyCommand::AcknowledgePolicy { id: id.into(), version, sha256: text_sha256(text) })
}

impl Organisation {
    /// So many days from today.
    pub(crate) fn policy(&self, id: &str) -> &HeldPolicy {
        &self.registers.policies.policies[id]
    }

    pub(crate) fn policy_line(&self, id: &str) -> PolicyLine {
        line(&self.registers, id, self.policy(id), self.today())
    }

    /// Written by `paul`, approved by `mark`, and in force from today.
    pub(crate) fn in_force(&mut self) -> String {
        let id = self.new_by("paul", write(access(), TEXT));
        self.by("paul", submit(&id, 1, TEXT));
        self.by("mark", approve(&id, 1, TEXT));
        let today = self.today();
        self.by("paul", publish(&id, 1, TEXT, today));
        id
    }
}
