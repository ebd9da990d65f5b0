//! Which framework first: what a founder answers, what can come of it, and the published figures that the rules read (K11).

mod answers;
mod figures;
mod guide;

pub use answers::{Answers, MAX_COUNT, MAX_USD, Query};
pub use figures::{Figure, FigureKind, FigureSet, Figures, published};
pub use guide::{
    Citation, Faq, Guide, GuideFactor, GuideFigure, GuideMarket, GuideReason, GuideRow, GuideRule, GuideSource,
    Situation, Speaks,
};

use super::operation::words;
use serde::{Deserialize, Serialize};

/// Where customers are, or shall be (K11, rules 2 and 5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Market {
    /// The United States and Canada.
    #[serde(rename = "us_ca")]
    NorthAmerica,
    /// Europe.
    Europe,
    /// Asia and the Pacific.
    AsiaPacific,
    /// The Middle East.
    MiddleEast,
    /// Latin America.
    LatinAmerica,
    /// Everywhere at once, or the largest companies of the world.
    Global,
}

words!(Market {
    NorthAmerica = "us_ca", "United States and Canada";
    Europe = "europe", "Europe";
    AsiaPacific = "asia_pacific", "Asia-Pacific";
    MiddleEast = "middle_east", "Middle East";
    LatinAmerica = "latin_america", "Latin America";
    Global = "global", "Global or Fortune 500";
});

impl Market {
    /// The market in any usual spelling: `us_ca`, `USA`, `apac`, `latam`, `Fortune 500`.
    pub fn read(text: &str) -> Option<Market> {
        let plain: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        match plain.as_str() {
            "us" | "usa" | "ca" | "canada" | "usca" | "uscanada" | "unitedstates" | "northamerica" => {
                Some(Market::NorthAmerica)
            }
            "eu" | "emea" | "uk" => Some(Market::Europe),
            "apac" | "asia" => Some(Market::AsiaPacific),
            "mena" | "me" => Some(Market::MiddleEast),
            "latam" => Some(Market::LatinAmerica),
            "fortune500" | "worldwide" | "globalfortune500" => Some(Market::Global),
            _ => Market::parse(text),
        }
    }

    /// Is it one market, and not the United States and Canada?
    pub fn abroad(self) -> bool {
        !matches!(self, Market::NorthAmerica | Market::Global)
    }
}

/// What can be asked for, and come first: the report or the certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// The report of a SOC 2 examination.
    Soc2,
    /// The certificate of an ISO/IEC 27001 management system.
    Iso,
}

words!(Goal {
    Soc2 = "soc2", "SOC 2 report";
    Iso = "iso", "ISO/IEC 27001 certificate";
});

impl Goal {
    /// The goal in any usual spelling: `soc2`, `SOC 2`, `iso`, `ISO/IEC 27001`.
    pub fn read(text: &str) -> Option<Goal> {
        let plain: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        match plain.as_str() {
            "soc2" | "soc2report" => Some(Goal::Soc2),
            "iso" | "iso27001" | "isoiec27001" | "isoiec270012022" | "iso270012022" => Some(Goal::Iso),
            _ => None,
        }
    }

    /// The article before its title.
    pub fn article(self) -> &'static str {
        match self {
            Goal::Soc2 => "a",
            Goal::Iso => "an",
        }
    }

    /// The other one.
    pub fn other(self) -> Goal {
        match self {
            Goal::Soc2 => Goal::Iso,
            Goal::Iso => Goal::Soc2,
        }
    }
}

/// What answers a buyer (R322).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnsweredBy {
    /// The report of a SOC 2 examination.
    Soc2,
    /// The certificate of an ISO/IEC 27001 management system.
    Iso,
    /// Both of them.
    Both,
    /// Either of them.
    Either,
    /// It is not recorded what would.
    Open,
}

words!(AnsweredBy {
    Soc2 = "soc2", "SOC 2 report";
    Iso = "iso", "ISO/IEC 27001 certificate";
    Both = "both", "Both";
    Either = "either", "Either of the two";
    Open = "open", "Not recorded";
});

impl AnsweredBy {
    /// Does this one answer, alone or with the other?
    pub fn takes(self, goal: Goal) -> bool {
        match self {
            AnsweredBy::Soc2 => goal == Goal::Soc2,
            AnsweredBy::Iso => goal == Goal::Iso,
            AnsweredBy::Both | AnsweredBy::Either => true,
            AnsweredBy::Open => false,
        }
    }
}

/// What the rules answer (K11).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    /// SOC 2 first.
    Soc2First,
    /// ISO/IEC 27001 first.
    IsoFirst,
    /// Both in one project.
    BothSimultaneous,
    /// Both, one after the other.
    Sequence,
    /// Neither yet.
    Neither,
}

words!(Course {
    Soc2First = "soc2_first", "SOC 2 first";
    IsoFirst = "iso_first", "ISO/IEC 27001 first";
    BothSimultaneous = "both_simultaneous", "Both at once";
    Sequence = "sequence", "Both, one after the other";
    Neither = "neither", "Neither yet";
});

/// A step on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Begin {
    /// A SOC 2 Type I examination: a report on a day.
    Soc2Type1,
    /// A SOC 2 Type II examination: a report on a window.
    Soc2Type2,
    /// The management system and its certification.
    Iso,
    /// Both in one project.
    Both,
}

words!(Begin {
    Soc2Type1 = "soc2_type1", "SOC 2 Type I";
    Soc2Type2 = "soc2_type2", "SOC 2 Type II";
    Iso = "iso", "ISO/IEC 27001";
    Both = "both", "Both in one project";
});

/// How sure an answer is, by rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// It rests on mixed signs.
    Low,
    /// It rests on the market, or what was asked and the market differ.
    Medium,
    /// It rests on what somebody asked for.
    High,
}

words!(Confidence {
    Low = "low", "Low";
    Medium = "medium", "Medium";
    High = "high", "High";
});
