//! What another tool found: the results of a scanner, a linter, a bill of materials or a benchmark, or what a list of
//! accounts comes to, in one meaning.
//!
//! A tool's result is evidence about a machine or a programme, never a judgement of a control. What a tool leaves open is
//! kept as open: nothing becomes a pass by being read.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What one run of one tool (or several runs in one document) said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// The tool by its own name; several in one document are separated by commas.
    pub tool: String,
    /// The tool's version, if it says one; several are separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The format that was read.
    pub format: FindingsFormat,
    /// When the run began, or the first moment that an item names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub began: Option<SaidMoment>,
    /// When the run ended, or the last moment that an item names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<SaidMoment>,
    /// What was looked at, as the tool names it: a host, an account, a component.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// How many items have which result.
    pub counts: ResultCounts,
    /// The items in the order of the document.
    pub items: Vec<Finding>,
    /// What a reader should know before relying on the counts, one sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// The published formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingsFormat {
    /// Open Cybersecurity Schema Framework, category Findings, as a JSON array or as JSON lines.
    Ocsf,
    /// Static Analysis Results Interchange Format 2.1.0 (OASIS).
    Sarif,
    /// CycloneDX 1.4 to 1.6 in JSON: components and vulnerabilities (ECMA-424).
    CycloneDx,
    /// The report file of Lynis, `lynis-report.dat`.
    Lynis,
    /// Results of an XCCDF 1.1 or 1.2 benchmark (NIST SP 800-126), alone or inside a larger document.
    Xccdf,
    /// A list of accounts as an identity provider exports it, in CSV or XLSX. It judges nothing: the findings come from the
    /// rules of [`crate::reports::accounts`].
    Accounts,
}

impl FindingsFormat {
    /// The name as its publishers write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ocsf => "OCSF",
            Self::Sarif => "SARIF",
            Self::CycloneDx => "CycloneDX",
            Self::Lynis => "Lynis report",
            Self::Xccdf => "XCCDF",
            Self::Accounts => "Account list",
        }
    }

    /// Who names the requirements that stand at a finding, as the beginning of a sentence goes on: `requirements that ...`.
    #[must_use]
    pub fn who_names(self) -> &'static str {
        if self == Self::Accounts { "the rules of Tickmark name" } else { "the tool names" }
    }
}

/// A moment as the tool wrote it, and its day if that could be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidMoment {
    /// As it was written.
    pub text: String,
    /// The day in the offset that was written; without an offset the tool's own day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
}

/// What a tool says of one thing that it looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingResult {
    /// The tool says that it is as it should be.
    Pass,
    /// The tool says that it is not.
    Fail,
    /// The tool says that the question does not arise.
    NotApplicable,
    /// The tool could not tell, did not look, or said something that the format does not know.
    Unknown,
    /// Said for information; no judgement.
    Informational,
}

/// How many items have which result; the sum is the number of items.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultCounts {
    /// As they should be.
    pub pass: u32,
    /// Not as they should be.
    pub fail: u32,
    /// Where the question does not arise.
    pub not_applicable: u32,
    /// Left open.
    pub unknown: u32,
    /// For information.
    pub informational: u32,
}

impl ResultCounts {
    /// Counts one more item.
    pub fn count(&mut self, result: FindingResult) {
        let one = match result {
            FindingResult::Pass => &mut self.pass,
            FindingResult::Fail => &mut self.fail,
            FindingResult::NotApplicable => &mut self.not_applicable,
            FindingResult::Unknown => &mut self.unknown,
            FindingResult::Informational => &mut self.informational,
        };
        *one = one.saturating_add(1);
    }

    /// All items together.
    #[must_use]
    pub fn total(&self) -> u32 {
        [self.pass, self.fail, self.not_applicable, self.unknown, self.informational]
            .into_iter()
            .fold(0, u32::saturating_add)
    }
}

/// One thing that a tool looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The tool's own id of the check, rule, component or vulnerability.
    pub id: String,
    /// What it is about, in one line.
    pub title: String,
    /// What the tool says of it.
    pub result: FindingResult,
    /// The tool's own word for how much it matters, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub severity: Option<String>,
    /// Where: a resource, a file with its line, a component.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
    /// The requirements that the tool names for it, unchanged, and for an account those of the rule; no mapping of the
    /// programme.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<NamedRequirement>,
    /// What the tool says about it, cut at a maximum.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// A requirement as a tool names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NamedRequirement {
    /// The list it is from, in the tool's spelling (`SOC2`, `ISO27001-2022`, `CWE`); empty if the tool says none.
    pub list: String,
    /// The id within that list, in the tool's spelling (`cc_6_1`, `A.8.24`).
    pub id: String,
}
