//! Everything that can have happened. An event landed is history: a variant is never edited or removed, only added.

use crate::values::{
    Assessment, Control, Decision, FileRef, Inheritance, LibraryDocument, Link, Profile, Step, StepTaken, Target,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
        }
    }

    /// What it happened to: kind and id of the object.
    pub fn object(&self) -> (&'static str, &str) {
        match self {
            Event::OrganisationCreated { .. } | Event::ProfileSet { .. } => ("organisation", "organisation"),
            Event::DocumentAdopted { document } => ("document", document.id()),
            Event::ControlAdded { control } | Event::ControlRevised { control } => ("control", &control.id),
            Event::ControlRetired { id, .. } | Event::ControlLinked { id, .. } | Event::ControlUnlinked { id, .. } => {
                ("control", id)
            }
            Event::ControlsImported { source, .. } => ("import", source),
            Event::ColumnsSaved { name, .. } => ("columns", name),
            Event::InheritanceRecorded { control, .. }
            | Event::InheritanceWithdrawn { control, .. }
            | Event::StepRecorded { control, .. } => ("item", control),
            Event::SuggestionDecided { row, .. } => ("suggestion", row),
            Event::ItemAssessed { item, .. } => ("item", item),
        }
    }
}
