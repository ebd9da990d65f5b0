//! Commands about controlled documents.

use crate::values::Action;
use crate::values::policy::{Policy, PolicyDocument};
use jiff::civil::Date;
use serde::Serialize;

/// A change of controlled documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum PolicyCommand {
    /// Write a new document: what is said of it, and the text of its first version.
    WritePolicy {
        /// What is said of it.
        policy: Box<Policy>,
        /// Its text in Markdown.
        text: String,
    },
    /// Change what is said of a document; its text stays.
    RevisePolicy {
        /// Its id.
        id: String,
        /// As it is said now.
        policy: Box<Policy>,
        /// Why.
        reason: String,
    },
    /// Write the text of the next version, or change the text of one that is not published yet.
    DraftPolicy {
        /// Its id.
        id: String,
        /// The text in Markdown.
        text: String,
        /// What changes, and why.
        note: String,
    },
    /// Hand the draft to those who approve it.
    SubmitPolicy {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// Hash of the text that is handed on.
        sha256: String,
    },
    /// Approve a version, as somebody else than who wrote it (SoD-1); enough approvals make it approved.
    ApprovePolicy {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// Hash of the text that is approved (SoD-15).
        sha256: String,
    },
    /// Send a version back to who wrote it.
    ReturnPolicy {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// What is wrong with it.
        reason: String,
    },
    /// Put an approved version in force; the one before is superseded on that day.
    PublishPolicy {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// Hash of the text that is published.
        sha256: String,
        /// The first day on which it is in force.
        from: Date,
    },
    /// Confirm the version in force as it stands: it still says how things are done (R166).
    ReviewPolicy {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// What was looked at.
        note: String,
    },
    /// Take a document out of use.
    RetirePolicy {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Dispose of the text of a version that is out of use, after its retention (R161).
    DisposePolicyVersion {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// Why, and who agreed.
        reason: String,
    },
    /// Ask those it is for to acknowledge the version in force.
    AskAcknowledgement {
        /// Its id.
        id: String,
        /// By which day.
        until: Date,
    },
    /// Acknowledge a version, for oneself.
    AcknowledgePolicy {
        /// Its id.
        id: String,
        /// The version.
        version: u32,
        /// Hash of the text that was read.
        sha256: String,
    },
    /// Import documents from files: all or none.
    ImportPolicies {
        /// Where they come from.
        source: String,
        /// One for each file.
        documents: Vec<PolicyDocument>,
    },
}

impl PolicyCommand {
    /// The verb.
    pub fn verb(&self) -> &'static str {
        match self {
            PolicyCommand::WritePolicy { .. } => "write_policy",
            PolicyCommand::RevisePolicy { .. } => "revise_policy",
            PolicyCommand::DraftPolicy { .. } => "draft_policy",
            PolicyCommand::SubmitPolicy { .. } => "submit_policy",
            PolicyCommand::ApprovePolicy { .. } => "approve_policy",
            PolicyCommand::ReturnPolicy { .. } => "return_policy",
            PolicyCommand::PublishPolicy { .. } => "publish_policy",
            PolicyCommand::ReviewPolicy { .. } => "review_policy",
            PolicyCommand::RetirePolicy { .. } => "retire_policy",
            PolicyCommand::DisposePolicyVersion { .. } => "dispose_policy_version",
            PolicyCommand::AskAcknowledgement { .. } => "ask_acknowledgement",
            PolicyCommand::AcknowledgePolicy { .. } => "acknowledge_policy",
            PolicyCommand::ImportPolicies { .. } => "import_policies",
        }
    }

    /// The document that it names; `None` for what names none.
    pub fn id(&self) -> Option<&String> {
        match self {
            PolicyCommand::WritePolicy { .. } | PolicyCommand::ImportPolicies { .. } => None,
            PolicyCommand::RevisePolicy { id, .. }
            | PolicyCommand::DraftPolicy { id, .. }
            | PolicyCommand::SubmitPolicy { id, .. }
            | PolicyCommand::ApprovePolicy { id, .. }
            | PolicyCommand::ReturnPolicy { id, .. }
            | PolicyCommand::PublishPolicy { id, .. }
            | PolicyCommand::ReviewPolicy { id, .. }
            | PolicyCommand::RetirePolicy { id, .. }
            | PolicyCommand::DisposePolicyVersion { id, .. }
            | PolicyCommand::AskAcknowledgement { id, .. }
            | PolicyCommand::AcknowledgePolicy { id, .. } => Some(id),
        }
    }

    /// The object that it changes.
    pub fn touches(&self) -> Option<(&'static str, &str)> {
        self.id().map(|id| ("policy", id.as_str()))
    }

    /// The action that the table of rights judges.
    pub fn action(&self) -> Action {
        match self {
            PolicyCommand::ApprovePolicy { .. } | PolicyCommand::ReturnPolicy { .. } => Action::ApprovePolicy,
            PolicyCommand::AcknowledgePolicy { .. } => Action::AcknowledgePolicy,
            _ => Action::WritePolicy,
        }
    }
}
