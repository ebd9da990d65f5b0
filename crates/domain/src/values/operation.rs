//! How a control operates beside what it says: nature, execution, systems, the steps of its life (workflows, section 2).

use super::{EvidenceType, Frequency};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a control does about an error or an attack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// It keeps it from happening.
    Preventive,
    /// It notices it.
    Detective,
    /// It sets it right.
    Corrective,
}

/// Who carries a control out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Execution {
    /// People.
    Manual,
    /// A system, alone: one instance per configuration version shows it, when changes are controlled.
    Automated,
    /// People who rely on what a system gives them.
    ItDependent,
}

/// Steps in the life of a control, in their order; retirement is its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LifeStep {
    /// Written down: who, what, how often, what shows it.
    Designed,
    /// Set up.
    Implemented,
    /// Carried out.
    Operating,
}

/// Where a control stands in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Life {
    /// Being written.
    #[default]
    Draft,
    /// Written down.
    Designed,
    /// Set up.
    Implemented,
    /// Carried out.
    Operating,
    /// No longer.
    Retired,
}

/// How a control operates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// Preventive, detective or corrective.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nature: Option<Nature>,
    /// Manual, automated, or people relying on a system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub execution: Option<Execution>,
    /// Does the examination rest on it?
    #[serde(default)]
    pub key: bool,
    /// In-scope services and systems on which it operates (R194).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub systems: BTreeSet<String>,
    /// Days from the event to the limit, for a control that an event asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_days: Option<u32>,
    /// The types of evidence that show it, for both frameworks (R168, R184).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub evidence: BTreeSet<EvidenceType>,
}

/// What of a control makes a new version when it changes: wording, owner, frequency or system. Each version is tested for
/// its own part of a window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlVersion {
    /// From 1.
    pub number: u32,
    /// First day on which it is in force, as it was said.
    pub from: Date,
    /// When that was recorded, microseconds since 1970; later than `from` means that it was said afterwards.
    pub recorded_us: i64,
    /// Who recorded it.
    pub by: String,
    /// Name.
    pub name: String,
    /// Who does what, how often, and what shows it.
    pub activity: String,
    /// The owner: a person's id where there is one, else the name as text.
    pub owner: String,
    /// How often it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    /// On what it operates.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub systems: BTreeSet<String>,
    /// Days to the limit, for a control that an event asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_days: Option<u32>,
}

impl ControlVersion {
    /// Do both say the same, whenever they began?
    pub fn says_the_same(&self, other: &ControlVersion) -> bool {
        (&self.name, &self.activity, &self.owner, self.frequency, &self.systems, self.limit_days)
            == (&other.name, &other.activity, &other.owner, other.frequency, &other.systems, other.limit_days)
    }
}

/// Days without business, by day, with their names.
pub type Holidays = BTreeMap<Date, String>;

macro_rules! words {
    ($type:ident { $($name:ident = $id:literal, $title:literal;)* }) => {
        impl $type {
            /// Every value, in order.
            pub const ALL: [$type; [$($type::$name),*].len()] = [$($type::$name),*];

            /// The id used in files and answers.
            pub fn id(self) -> &'static str {
                match self { $($type::$name => $id,)* }
            }

            /// As people read it.
            pub fn title(self) -> &'static str {
                match self { $($type::$name => $title,)* }
            }

            /// Reads the id in any usual spelling.
            pub fn parse(text: &str) -> Option<$type> {
                let id = text.trim().to_lowercase().replace([' ', '-'], "_");
                $type::ALL.into_iter().find(|value| value.id() == id)
            }
        }
    };
}
pub(crate) use words;

words!(Nature {
    Preventive = "preventive", "Preventive";
    Detective = "detective", "Detective";
    Corrective = "corrective", "Corrective";
});
words!(Execution {
    Manual = "manual", "Manual";
    Automated = "automated", "Automated";
    ItDependent = "it_dependent", "IT-dependent manual";
});
words!(LifeStep {
    Designed = "designed", "Designed";
    Implemented = "implemented", "Implemented";
    Operating = "operating", "Operating";
});
words!(Life {
    Draft = "draft", "Draft";
    Designed = "designed", "Designed";
    Implemented = "implemented", "Implemented";
    Operating = "operating", "Operating";
    Retired = "retired", "Retired";
});
