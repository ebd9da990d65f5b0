//! SARIF 2.1.0 (OASIS): results against the rules that each run describes.

use super::error::FindingsError;
use super::gather::{Gather, Said};
use super::json::{First, List, Loose, Words, whole, words};
use super::limits::{MAX_ITEMS, MAX_RULES, MAX_RUNS};
use domain::values::{FindingResult, Findings, FindingsFormat};
use serde::Deserialize;

const FORMAT: FindingsFormat = FindingsFormat::Sarif;

/// The one version that is read.
const VERSION: &str = "2.1.0";

pub(super) fn read(text: &str) -> Result<Findings, FindingsError> {
    let log: Log = whole(text, FORMAT)?;
    if log.version != VERSION {
        return Err(FindingsError::Field {
            format: FORMAT,
            place: "$.version".to_owned(),
            field: "version".to_owned(),
            what: format!("is `{}`", super::gather::line(&log.version, 40)),
            right: format!("`{VERSION}`"),
        });
    }
    let mut gather = Gather::new(FORMAT);
    for (number, run) in log.runs.0.into_iter().enumerate() {
        take(&mut gather, number, run)?;
    }
    Ok(gather.findings())
}

fn take(gather: &mut Gather, number: usize, run: Run) -> Result<(), FindingsError> {
    let driver = run.tool.driver;
    gather.tool(&driver.name, &words(driver.version.or(driver.semantic_version)));
    for invocation in run.invocations.0 {
        gather.began(&words(invocation.start));
        gather.ended(&words(invocation.end));
        if invocation.successful == Some(false) {
            gather.note("The tool says that a run did not end well; what it did not find proves nothing.");
        }
    }
    let Some(results) = run.results else {
        // The standard tells "nothing found" (an empty list) from "not looked" (no list), section 3.14.23.
        gather.note("A run has no list of results: the tool did not look, or did not say what it found.");
        return Ok(());
    };
    for (at, result) in results.0.into_iter().enumerate() {
        let rule = rule_of(&result, &driver.rules.0);
        let finding = finding(result, rule);
        gather.item(|| format!("$.runs[{number}].results[{at}]"), finding)?;
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(expecting = "an object with `version` and `runs`")]
struct Log {
    version: String,
    runs: List<Run, MAX_RUNS>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with a run")]
struct Run {
    tool: Tool,
    results: Option<List<Outcome, MAX_ITEMS>>,
    #[serde(default)]
    invocations: List<Invocation, 1_000>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with `driver`")]
struct Tool {
    driver: Driver,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with `name`", rename_all = "camelCase")]
struct Driver {
    name: String,
    version: Option<String>,
    semantic_version: Option<String>,
    #[serde(default)]
    rules: List<Rule, MAX_RULES>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with a rule", rename_all = "camelCase")]
struct Rule {
    id: String,
    name: Option<String>,
    short_description: Option<Message>,
    full_description: Option<Message>,
    default_configuration: Option<Configuration>,
    properties: Option<Properties>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Configuration {
    level: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Properties {
    #[serde(default)]
    tags: Loose<Words>,
}

#[derive(Default, Deserialize)]
#[serde(expecting = "an object with `text`")]
struct Message {
    text: Option<String>,
    id: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with a run of the tool")]
struct Invocation {
    #[serde(rename = "startTimeUtc")]
    start: Option<String>,
    #[serde(rename = "endTimeUtc")]
    end: Option<String>,
    #[serde(rename = "executionSuccessful")]
    successful: Option<bool>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with a result", rename_all = "camelCase")]
struct Outcome {
    message: Message,
    rule_id: Option<String>,
    rule_index: Option<i64>,
    rule: Option<RuleReference>,
    kind: Option<String>,
    level: Option<String>,
    baseline_state: Option<String>,
    #[serde(default)]
    locations: First<Location>,
    #[serde(default)]
    suppressions: First<Suppression>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object with the id or index of a rule", rename_all = "camelCase")]
struct RuleReference {
    id: Option<String>,
    index: Option<i64>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object", rename_all = "camelCase")]
struct Location {
    physical_location: Option<Physical>,
    #[serde(default)]
    logical_locations: First<Logical>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object", rename_all = "camelCase")]
struct Physical {
    artifact_location: Option<Artifact>,
    region: Option<Region>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Artifact {
    uri: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object", rename_all = "camelCase")]
struct Region {
    start_line: Option<u64>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object", rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct Suppression {
    status: Option<String>,
    justification: Option<String>,
}

/// The rule that a result names by index, or by id, of which a part behind a slash may be finer (section 3.27.5).
fn rule_of<'a>(result: &Outcome, rules: &'a [Rule]) -> Option<&'a Rule> {
    let reference = result.rule.as_ref();
    let index = result.rule_index.or_else(|| reference.and_then(|rule| rule.index));
    let by_index = index.and_then(|index| rules.get(usize::try_from(index).ok()?));
    by_index.or_else(|| {
        let id = result.rule_id.as_ref().or_else(|| reference.and_then(|rule| rule.id.as_ref()))?;
        rules.iter().find(|rule| rule.id == *id)
    })
}

fn finding(result: Outcome, rule: Option<&Rule>) -> domain::values::Finding {
    let outcome = outcome(&result);
    let level = result.level.or_else(|| rule?.default_configuration.as_ref()?.level.clone());
    let own_words = |message: Option<&Message>| message.and_then(|message| message.text.clone());
    let described = rule.and_then(|rule| own_words(rule.short_description.as_ref().or(rule.full_description.as_ref())));
    let tags = rule.and_then(|rule| rule.properties.as_ref()?.tags.0.as_ref());
    let mut detail = words(result.message.text.or(result.message.id));
    if let Some(waived) = result.suppressions.0 {
        let status = waived.status.unwrap_or_else(|| "accepted".to_owned());
        let why = waived.justification.map_or(String::new(), |why| format!(": {why}"));
        detail = format!("Suppressed in the tool ({status}{why}). {detail}");
    }
    let said = Said {
        id: words(result.rule_id.or(result.rule.and_then(|rule| rule.id)).or_else(|| rule.map(|rule| rule.id.clone()))),
        title: words(described.or_else(|| rule?.name.clone())),
        // Without a level a result that failed is a warning, any other has none (section 3.27.10).
        severity: level
            .unwrap_or_else(|| if outcome == FindingResult::Fail { "warning".into() } else { "none".into() }),
        resource: words(result.locations.0.map(place)),
        requirements: tags.into_iter().flat_map(|tags| &tags.0).filter_map(|tag| weakness(tag)).collect(),
        detail,
    };
    said.with(outcome)
}

/// Kinds of section 3.27.9; one that is absent means that the rule was broken.
fn outcome(result: &Outcome) -> FindingResult {
    if result.baseline_state.as_deref() == Some("absent") {
        // Found by an earlier run and no more: nothing was said about now.
        return FindingResult::Unknown;
    }
    match result.kind.as_deref() {
        None | Some("fail") => FindingResult::Fail,
        Some("pass") => FindingResult::Pass,
        Some("notApplicable") => FindingResult::NotApplicable,
        Some("informational") => FindingResult::Informational,
        Some(_) => FindingResult::Unknown,
    }
}

fn place(location: Location) -> String {
    let logical = location.logical_locations.0.and_then(|logical| logical.fully_qualified_name.or(logical.name));
    let Some(physical) = location.physical_location else { return words(logical) };
    let line = physical.region.and_then(|region| region.start_line).map_or(String::new(), |line| format!(":{line}"));
    let uri = physical.artifact_location.and_then(|artifact| artifact.uri);
    uri.map_or_else(|| words(logical), |uri| format!("{uri}{line}"))
}

/// A weakness that a rule's tag names, in the two spellings that tools use: `external/cwe/cwe-95`, `CWE-95: ...`.
fn weakness(tag: &str) -> Option<(String, String)> {
    if let Some((list, id)) = tag.strip_prefix("external/").and_then(|rest| rest.split_once('/')) {
        return Some((list.to_owned(), id.to_owned()));
    }
    let id = tag.split([':', ' ']).next()?;
    let number = id.strip_prefix("CWE-")?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| ("CWE".to_owned(), id.to_owned()))
}
