//! Findings of another tool as JSON: what the file says, counted by severity and by the requirements that the tool names.

use super::EvidenceSaidWords;
use crate::words::ReceiptWords;
use app::exchange::FindingsFile;
use domain::reports::findings::{by_requirement, by_severity, of_result};
use domain::values::{Finding, FindingResult, ResultCounts};
use serde::Serialize;
use utoipa::ToSchema;

/// Findings that one answer lists; the counts speak of all.
pub const FINDINGS_LISTED: usize = 200;
/// Requirements that one answer lists.
const REQUIREMENTS_LISTED: usize = 1_000;
/// Severities that one answer lists; a tool has a handful.
const SEVERITIES_LISTED: usize = 100;

/// How many findings have which result, in the tool's words; the sum is the number of findings.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ResultCountsWords {
    /// As they should be.
    pub pass: u32,
    /// Not as they should be.
    pub fail: u32,
    /// Left open by the tool, or said in a word that the format does not know.
    pub unknown: u32,
    /// Where the question does not arise.
    pub not_applicable: u32,
    /// For information.
    pub informational: u32,
}

impl From<&ResultCounts> for ResultCountsWords {
    fn from(counts: &ResultCounts) -> ResultCountsWords {
        let ResultCounts { pass, fail, not_applicable, unknown, informational } = *counts;
        ResultCountsWords { pass, fail, unknown, not_applicable, informational }
    }
}

/// Counts of one severity.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SeverityWords {
    /// The tool's own word; null where it says none.
    pub severity: Option<String>,
    /// The counts.
    pub counts: ResultCountsWords,
}

/// A requirement that the tool names; its opinion, and no mapping of the programme.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedRequirementWords {
    /// The list, in the tool's spelling.
    pub list: String,
    /// The id within it, in the tool's spelling.
    pub id: String,
    /// Counts of the findings for which it is named; null where it stands at a finding itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<ResultCountsWords>,
}

/// One thing that the tool looked at.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ToolFindingWords)]
pub struct FindingWords {
    /// The tool's id of the check, rule, component or vulnerability.
    pub id: String,
    /// What it is about.
    pub title: String,
    /// `pass`, `fail`, `not_applicable`, `unknown` or `informational`.
    pub result: &'static str,
    /// The tool's own word for how much it matters.
    pub severity: Option<String>,
    /// Where: a resource, a file with its line, a component.
    pub resource: Option<String>,
    /// What the tool says about it.
    pub detail: String,
    /// The requirements that the tool names for it.
    pub requirements: Vec<NamedRequirementWords>,
}

impl From<&Finding> for FindingWords {
    fn from(item: &Finding) -> FindingWords {
        let named = item.requirements.iter().map(|named| NamedRequirementWords {
            list: named.list.clone(),
            id: named.id.clone(),
            counts: None,
        });
        FindingWords {
            id: item.id.clone(),
            title: item.title.clone(),
            result: result_id(item.result),
            severity: item.severity.clone(),
            resource: item.resource.clone(),
            detail: item.detail.clone(),
            requirements: named.collect(),
        }
    }
}

/// A file of findings.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FindingsWords {
    /// Name of the file.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: String,
    /// The format as its publishers write it.
    pub format: &'static str,
    /// The tool by its own name.
    pub tool: String,
    /// Its version.
    pub version: Option<String>,
    /// What was looked at.
    pub target: Option<String>,
    /// When the run began, as the file says.
    pub began: Option<String>,
    /// When it ended, as the file says.
    pub ended: Option<String>,
    /// How many findings there are.
    pub of: usize,
    /// All findings by result.
    pub counts: ResultCountsWords,
    /// The same by severity, the gravest first.
    pub severities: Vec<SeverityWords>,
    /// How many requirements the tool names.
    pub requirements_of: usize,
    /// The requirements, at most 1000.
    pub requirements: Vec<NamedRequirementWords>,
    /// The findings in the order of the file, at most 200.
    pub findings: Vec<FindingWords>,
    /// What a reader should know before relying on the counts.
    pub notes: Vec<String>,
}

impl FindingsWords {
    /// The words of a file, with the findings of one result, or of all.
    pub fn of(file: &FindingsFile, result: Option<FindingResult>) -> FindingsWords {
        let found = &file.findings;
        let requirements = by_requirement(found);
        let moment = |said: &Option<domain::values::SaidMoment>| said.as_ref().map(|said| said.text.clone());
        let severities = by_severity(found).into_iter().take(SEVERITIES_LISTED);
        let named = requirements.iter().take(REQUIREMENTS_LISTED).map(|line| NamedRequirementWords {
            list: line.named.list.clone(),
            id: line.named.id.clone(),
            counts: Some((&line.counts).into()),
        });
        FindingsWords {
            file: file.name.clone(),
            sha256: file.sha256.clone(),
            format: found.format.name(),
            tool: found.tool.clone(),
            version: found.version.clone(),
            target: found.target.clone(),
            began: moment(&found.began),
            ended: moment(&found.ended),
            of: found.items.len(),
            counts: (&found.counts).into(),
            severities: severities
                .map(|line| SeverityWords { severity: line.severity, counts: (&line.counts).into() })
                .collect(),
            requirements_of: requirements.len(),
            requirements: named.collect(),
            findings: of_result(found, result).take(FINDINGS_LISTED).map(FindingWords::from).collect(),
            notes: found.notes.clone(),
        }
    }
}

/// What importing a file of findings did, or would do.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FindingsImportWords {
    /// What the file says.
    pub read: FindingsWords,
    /// What the item says of itself.
    pub said: EvidenceSaidWords,
    /// The receipt; null of a preview.
    pub receipt: Option<ReceiptWords>,
}

/// The results in the order in which people ask for them: id and title.
pub const RESULTS: [(FindingResult, &str, &str); 5] = [
    (FindingResult::Fail, "fail", "Fail"),
    (FindingResult::Unknown, "unknown", "Unknown"),
    (FindingResult::Pass, "pass", "Pass"),
    (FindingResult::NotApplicable, "not_applicable", "Not applicable"),
    (FindingResult::Informational, "informational", "For information"),
];

/// The id of a result.
fn result_id(result: FindingResult) -> &'static str {
    RESULTS.iter().find(|(known, ..)| *known == result).map_or("unknown", |(_, id, _)| id)
}

/// The title of a result.
pub fn result_title(result: FindingResult) -> &'static str {
    RESULTS.iter().find(|(known, ..)| *known == result).map_or("Unknown", |(.., title)| title)
}

/// How many of the counts are of a result.
pub fn count_of(counts: &ResultCounts, result: FindingResult) -> u32 {
    match result {
        FindingResult::Pass => counts.pass,
        FindingResult::Fail => counts.fail,
        FindingResult::NotApplicable => counts.not_applicable,
        FindingResult::Unknown => counts.unknown,
        FindingResult::Informational => counts.informational,
    }
}
