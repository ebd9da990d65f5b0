//! Which physical controls a hosting provider may answer, and the three parts that make it count (R102, R251-R257).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Where the services in scope run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hosting {
    /// Everything at cloud providers; no own server rooms.
    #[default]
    Cloud,
    /// Some own server rooms beside providers.
    Hybrid,
    /// Own premises only.
    OwnPremises,
}

impl Hosting {
    /// The id used in files and answers.
    pub fn id(self) -> &'static str {
        match self {
            Hosting::Cloud => "cloud",
            Hosting::Hybrid => "hybrid",
            Hosting::OwnPremises => "own_premises",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Hosting::Cloud => "Cloud",
            Hosting::Hybrid => "Hybrid",
            Hosting::OwnPremises => "Own premises",
        }
    }

    /// Reads `cloud`, `hybrid`, `own_premises` (or `own-premises`, `on-premises`, `physical`).
    pub fn parse(text: &str) -> Option<Hosting> {
        match text.trim().to_ascii_lowercase().replace(['-', ' '], "_").as_str() {
            "cloud" | "saas" => Some(Hosting::Cloud),
            "hybrid" => Some(Hosting::Hybrid),
            "own_premises" | "on_premises" | "on_prem" | "physical" => Some(Hosting::OwnPremises),
            _ => None,
        }
    }

    /// Is there a provider who can answer for a data centre?
    pub fn has_provider(self) -> bool {
        self != Hosting::OwnPremises
    }
}

/// The four data-centre controls that a provider may answer.
pub const INHERITABLE: [&str; 4] = ["A.7.5", "A.7.11", "A.7.12", "A.7.13"];

/// The two that belong to the own offices and devices and can never be inherited.
pub const ALWAYS_OWN: [&str; 2] = ["A.7.7", "A.7.8"];

/// May a provider answer this control?
pub fn inheritable(id: &str) -> bool {
    INHERITABLE.contains(&id)
}

/// Must the organisation answer this control itself, wherever the servers stand?
pub fn always_own(id: &str) -> bool {
    ALWAYS_OWN.contains(&id)
}

/// A record that a provider operates a control. It counts only when all three parts are there and in date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inheritance {
    /// The provider.
    pub provider: String,
    /// Part one: why the provider's operation meets the control here.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub justification: String,
    /// Part two: the provider's report or certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<ProviderReport>,
    /// Part three: the review of what that report covers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<CoverageReview>,
}

/// A provider's SOC 2 report or ISO/IEC 27001 certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderReport {
    /// What it is and its number: "SOC 2 Type 2 report 2026", "ISO/IEC 27001 certificate 1234".
    pub reference: String,
    /// First day of its period, or day of issue.
    pub from: Date,
    /// Last day on which it is in date.
    pub until: Date,
}

/// A review of what a provider's report covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoverageReview {
    /// Who reviewed.
    pub by: String,
    /// When.
    pub on: Date,
    /// What the report covers for this control, and what it leaves to the organisation.
    pub finding: String,
}

/// Days before expiry from which a provider report is said to be about to expire (R256).
pub const EXPIRY_WARNING_DAYS: i32 = 60;

impl Inheritance {
    /// What is still missing on `day`; empty when the record is complete.
    pub fn missing(&self, day: Date) -> Vec<String> {
        let mut missing = Vec::new();
        if self.justification.trim().is_empty() {
            missing.push("a justification".to_owned());
        }
        match &self.report {
            None => missing.push("a provider report or certificate".to_owned()),
            Some(r) if r.until < day => missing.push(format!("a provider report in date (expired on {})", r.until)),
            Some(r) if r.from > day => missing.push(format!("a provider report in date (starts on {})", r.from)),
            Some(_) => {}
        }
        match &self.review {
            None => missing.push("a review of what the report covers".to_owned()),
            Some(r) if r.on > day => missing.push(format!("a review of what the report covers (dated {})", r.on)),
            Some(_) => {}
        }
        missing
    }

    /// Does the report expire within [`EXPIRY_WARNING_DAYS`] after `day`?
    pub fn expires_soon(&self, day: Date) -> bool {
        self.report.as_ref().is_some_and(|r| {
            r.until >= day && day.until(r.until).is_ok_and(|span| span.get_days() <= EXPIRY_WARNING_DAYS)
        })
    }
}
