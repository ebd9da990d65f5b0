//! What another tool's findings come to: counts by severity and by the requirements that the tool names, and the summary
//! that lies beside its file. The tool's word is told as the tool's word; nothing here judges a control.

use crate::values::{Finding, FindingResult, Findings, FindingsFormat, NamedRequirement, ResultCounts, Window};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Severities from the gravest on, in the spellings of the tools that are read; a word that is not here comes after them.
const GRAVE: [&str; 12] = [
    "critical",
    "fatal",
    "high",
    "error",
    "medium",
    "moderate",
    "warning",
    "low",
    "note",
    "informational",
    "info",
    "none",
];
/// Lists of requirements that a summary names; the file has the rest.
const LISTS_SHOWN: usize = 100;

/// Counts of the findings of one severity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfSeverity {
    /// The tool's own word; `None` where it says none.
    pub severity: Option<String>,
    /// How many findings have which result.
    pub counts: ResultCounts,
}

/// Counts of the findings for which the tool names one requirement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfRequirement {
    /// The requirement as the tool names it; no mapping of ours.
    pub named: NamedRequirement,
    /// How many findings have which result; a finding that names several counts at each.
    pub counts: ResultCounts,
}

/// Counts by severity, the gravest first; the sum is the number of findings.
pub fn by_severity(findings: &Findings) -> Vec<OfSeverity> {
    let mut counted: BTreeMap<(usize, String), ResultCounts> = BTreeMap::new();
    for item in &findings.items {
        let word = item.severity.clone().unwrap_or_default();
        counted.entry((rank(&word), word)).or_default().count(item.result);
    }
    let line = |((_, word), counts): ((usize, String), ResultCounts)| OfSeverity {
        severity: Some(word).filter(|word| !word.is_empty()),
        counts,
    };
    counted.into_iter().map(line).collect()
}

fn rank(word: &str) -> usize {
    let lower = word.to_lowercase();
    let known = GRAVE.iter().position(|grave| *grave == lower);
    known.unwrap_or(if word.is_empty() { usize::MAX } else { GRAVE.len() })
}

/// Counts by the requirements that the tool names, by list and id.
pub fn by_requirement(findings: &Findings) -> Vec<OfRequirement> {
    let mut counted: BTreeMap<&NamedRequirement, ResultCounts> = BTreeMap::new();
    for item in &findings.items {
        for named in &item.requirements {
            counted.entry(named).or_default().count(item.result);
        }
    }
    counted.into_iter().map(|(named, counts)| OfRequirement { named: named.clone(), counts }).collect()
}

/// Names of the lists that the tool refers to, each with the number of requirements named from it.
pub fn lists(findings: &Findings) -> BTreeMap<String, usize> {
    let mut lists = BTreeMap::new();
    for line in by_requirement(findings) {
        *lists.entry(line.named.list).or_default() += 1;
    }
    lists
}

/// How many rows the file is a list of: for a list of accounts its accounts, for every other file its findings.
pub fn rows(findings: &Findings) -> u64 {
    if findings.format != FindingsFormat::Accounts {
        return findings.items.len() as u64;
    }
    // The findings of one account stand together, and its name is unique.
    let mut last = None;
    findings.items.iter().fold(0, |rows, item| {
        let next = last.replace(&item.resource) != Some(&item.resource);
        rows + u64::from(next)
    })
}

/// The findings of one result, or all, in the order of the file.
pub fn of_result(findings: &Findings, result: Option<FindingResult>) -> impl Iterator<Item = &Finding> {
    findings.items.iter().filter(move |item| result.is_none_or(|result| item.result == result))
}

/// The days that the file claims to speak of: from its beginning to its end. `None` when it names neither.
pub fn claimed(findings: &Findings) -> Option<Window> {
    let day = |said: &Option<crate::values::SaidMoment>| said.as_ref().and_then(|said| said.day);
    let (began, ended) = (day(&findings.began), day(&findings.ended));
    let (from, until) = (began.or(ended)?, ended.or(began)?);
    Some(Window { from: from.min(until), until: from.max(until) })
}

/// The counts in words: `2 pass, 7 fail, 1 unknown`; a result that does not occur is left out.
pub fn counts_in_words(counts: &ResultCounts) -> String {
    let parts = [
        (counts.pass, "pass"),
        (counts.fail, "fail"),
        (counts.unknown, "unknown"),
        (counts.not_applicable, "not applicable"),
        (counts.informational, "informational"),
    ];
    let said: Vec<String> =
        parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if said.is_empty() { "no findings".to_owned() } else { said.join(", ") }
}

/// The summary as text, for a reader who has the file beside it. `name` and `sha256` are the file's.
pub fn summary(findings: &Findings, name: &str, sha256: &str) -> String {
    let mut text = String::new();
    let version = findings.version.as_ref().map_or_else(String::new, |version| format!(" {version}"));
    let or_not = |text: Option<&str>| text.unwrap_or("not said").to_owned();
    let moment = |said: &Option<crate::values::SaidMoment>| or_not(said.as_ref().map(|said| said.text.as_str()));
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "Summary of {name}\nSHA-256 of the file: {sha256}\n\nTool: {}{version}\nFormat: {}\nTarget: {}\nBegan, as the file says: {}\nEnded, as \
         the file says: {}\n\nFindings: {} ({})\n",
        findings.tool,
        findings.format.name(),
        or_not(findings.target.as_deref()),
        moment(&findings.began),
        moment(&findings.ended),
        findings.items.len(),
        counts_in_words(&findings.counts),
    );
    text.push_str(match findings.format {
        FindingsFormat::Accounts => "\nBy severity\n",
        _ => "\nBy severity, in the tool's own words\n",
    });
    for line in by_severity(findings) {
        let word = line.severity.as_deref().unwrap_or("not said");
        let _ = writeln!(text, "  {word}: {}", counts_in_words(&line.counts));
    }
    let lists = lists(findings);
    if !lists.is_empty() {
        let who = findings.format.who_names();
        let _ = writeln!(text, "\nRequirements that {who}; they are no mapping of the programme");
        for (list, count) in lists.iter().take(LISTS_SHOWN) {
            let list = if list.is_empty() { "no list named" } else { list };
            let _ = writeln!(text, "  {list}: {count}");
        }
    }
    for note in &findings.notes {
        let _ = write!(text, "\nNote: {note}");
    }
    text.push_str(match findings.format {
        FindingsFormat::Accounts => {
            "\nA result is what a rule says of what the provider lists. It is no opinion on a control, and says nothing of accounts \
             that the list leaves out.\n"
        }
        _ => {
            "\nA result of a tool is what the tool says of what it looked at. It is no opinion on a control, and says \
             nothing of what it did not look at.\n"
        }
    });
    text
}
