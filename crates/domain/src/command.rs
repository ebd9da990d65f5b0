//! Everything that can be asked to change in one organisation. Commands are imperatives; each has its rule in `rules/`.

use crate::values::{
    Assessment, Control, FileRef, Inheritance, LibraryDocument, Link, Overlap, Profile, Step, StepTaken, Target,
};
use serde::Serialize;
use std::collections::BTreeMap;

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
}

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
        }
    }
}

/// What a link says when the person who made it gave no reason of their own, as in an import.
pub fn imported_link(source: &str) -> Link {
    Link { reason: format!("named in {source}"), extent: Overlap::Full }
}
