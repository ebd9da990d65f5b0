//! The organisation's own controls and their links to criteria, controls and clauses (R20, R21).

use super::Overlap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One of the organisation's own controls: one control meets many criteria, one criterion is met by many controls.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// The organisation's own id, such as `AC-03`.
    pub id: String,
    /// Short name.
    pub name: String,
    /// Who does what, how often, and what shows it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub activity: String,
    /// The owner, as text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// Type as the organisation calls it: preventive, technical, ...
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    /// The policy it belongs to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub policy: String,
    /// Is it in place?
    #[serde(default)]
    pub status: Status,
    /// How often it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<Frequency>,
    /// What it is linked to: key is `framework/item`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub links: BTreeMap<String, Link>,
}

/// Is a control in place? Only a control in place makes a crosswalk row count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not started.
    #[default]
    NotInPlace,
    /// Planned.
    Planned,
    /// In part.
    PartlyInPlace,
    /// In place.
    InPlace,
    /// Retired: kept for history, counts nowhere.
    Retired,
}

impl Status {
    /// Every status, in the order of a control's life.
    pub const ALL: [Status; 5] =
        [Status::NotInPlace, Status::Planned, Status::PartlyInPlace, Status::InPlace, Status::Retired];

    /// The id used in files and answers.
    pub fn id(self) -> &'static str {
        match self {
            Status::NotInPlace => "not_in_place",
            Status::Planned => "planned",
            Status::PartlyInPlace => "partly_in_place",
            Status::InPlace => "in_place",
            Status::Retired => "retired",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Status::NotInPlace => "Not in place",
            Status::Planned => "Planned",
            Status::PartlyInPlace => "Partly in place",
            Status::InPlace => "In place",
            Status::Retired => "Retired",
        }
    }

    /// Reads what people write in a spreadsheet: `Yes`, `No`, `Implemented`, `Partial`, `Planned`, ...
    pub fn parse(text: &str) -> Option<Status> {
        let folded: String = text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        Some(match folded.as_str() {
            "yes" | "y" | "true" | "1" | "x" | "inplace" | "implemented" | "operating" | "active" | "done" | "live"
            | "effective" => Status::InPlace,
            "no" | "n" | "false" | "0" | "notinplace" | "notimplemented" | "missing" | "notstarted" | "none" => {
                Status::NotInPlace
            }
            "partial" | "partially" | "partly" | "partlyinplace" | "inprogress" | "partiallyimplemented" => {
                Status::PartlyInPlace
            }
            "planned" | "todo" | "open" | "draft" | "designed" => Status::Planned,
            "retired" | "na" | "notapplicable" | "deprecated" | "inactive" => Status::Retired,
            _ => return None,
        })
    }
}

/// How often a control runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Frequency {
    /// All the time, by a system.
    Continuous,
    /// Each business day.
    BusinessDay,
    /// Weekly.
    Weekly,
    /// Monthly.
    Monthly,
    /// Quarterly.
    Quarterly,
    /// Half-yearly.
    HalfYearly,
    /// Annually.
    Annual,
    /// When an event asks for it.
    EventDriven,
}

impl Frequency {
    /// Every frequency, most frequent first.
    pub const ALL: [Frequency; 8] = [
        Frequency::Continuous,
        Frequency::BusinessDay,
        Frequency::Weekly,
        Frequency::Monthly,
        Frequency::Quarterly,
        Frequency::HalfYearly,
        Frequency::Annual,
        Frequency::EventDriven,
    ];

    /// The id used in files and answers.
    pub fn id(self) -> &'static str {
        match self {
            Frequency::Continuous => "continuous",
            Frequency::BusinessDay => "business_day",
            Frequency::Weekly => "weekly",
            Frequency::Monthly => "monthly",
            Frequency::Quarterly => "quarterly",
            Frequency::HalfYearly => "half_yearly",
            Frequency::Annual => "annual",
            Frequency::EventDriven => "event_driven",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Frequency::Continuous => "Continuous",
            Frequency::BusinessDay => "Each business day",
            Frequency::Weekly => "Weekly",
            Frequency::Monthly => "Monthly",
            Frequency::Quarterly => "Quarterly",
            Frequency::HalfYearly => "Half-yearly",
            Frequency::Annual => "Annual",
            Frequency::EventDriven => "On event",
        }
    }

    /// As a sentence says how often a control runs.
    pub fn how_often(self) -> String {
        match self {
            Frequency::Continuous => "continuously".to_owned(),
            Frequency::Annual => "annually".to_owned(),
            other => other.title().to_lowercase(),
        }
    }

    /// Reads what people write in a spreadsheet.
    pub fn parse(text: &str) -> Option<Frequency> {
        let folded: String = text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
        Some(match folded.as_str() {
            "continuous" | "continuously" | "ongoing" | "automatic" | "realtime" => Frequency::Continuous,
            "daily" | "businessday" | "eachbusinessday" | "perday" => Frequency::BusinessDay,
            "weekly" => Frequency::Weekly,
            "monthly" => Frequency::Monthly,
            "quarterly" => Frequency::Quarterly,
            "halfyearly" | "semiannual" | "semiannually" | "biannual" | "twiceayear" => Frequency::HalfYearly,
            "annual" | "annually" | "yearly" => Frequency::Annual,
            "eventdriven" | "onevent" | "asneeded" | "adhoc" | "perevent" | "perchange" | "ondemand" => {
                Frequency::EventDriven
            }
            _ => return None,
        })
    }
}

/// A link from an own control to an item of a framework.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// Why the control answers the item.
    pub reason: String,
    /// How far it goes; `full` unless the organisation says `partial`.
    pub extent: Overlap,
}

/// The key of a link: framework and item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// `soc2-tsc-2017`, `iso27001-2022`, ...
    pub framework: String,
    /// `CC6.1`, `A.5.7`, `9.2.1`.
    pub item: String,
}

impl Target {
    /// As a key: `iso27001-2022/A.5.7`.
    pub fn key(&self) -> String {
        format!("{}/{}", self.framework, self.item)
    }

    /// Splits a key.
    pub fn of_key(key: &str) -> Option<(&str, &str)> {
        key.split_once('/')
    }
}

impl Control {
    /// Is it in place, so that it makes rows and direct links count?
    pub fn in_place(&self) -> bool {
        self.status == Status::InPlace
    }

    /// The items of one framework that it is linked to.
    pub fn linked<'a>(&'a self, framework: &'a str) -> impl Iterator<Item = (&'a str, &'a Link)> {
        self.links.iter().filter_map(move |(key, link)| {
            let (f, item) = Target::of_key(key)?;
            (f == framework).then_some((item, link))
        })
    }
}
