//! Results of an XCCDF benchmark (NIST SP 800-126): a `TestResult`, alone, in its benchmark, or in a larger collection.
//!
//! The rules of the benchmark, where they stand before the results, lend their titles and references to them.

use super::error::FindingsError;
use super::gather::{Gather, Said};
use super::limits::{MAX_REQUIREMENTS, MAX_RULES};
use super::xml::{Mark, Walk};
use domain::values::{FindingResult, Findings, FindingsFormat};
use std::collections::BTreeMap;

const FORMAT: FindingsFormat = FindingsFormat::Xccdf;

pub(super) fn read(text: &str) -> Result<Findings, FindingsError> {
    let mut walk = Walk::new(text);
    let mut reader = Reader::new();
    loop {
        match walk.next()? {
            Mark::Begin { name, attributes } => reader.begin(&mut walk, &name, attributes)?,
            Mark::End { name, text } => reader.end(&mut walk, &name, &text)?,
            Mark::Over => return reader.findings(),
        }
    }
}

type Attributes = Vec<(String, String)>;

/// What the benchmark says of a rule.
#[derive(Default)]
struct Rule {
    title: String,
    severity: String,
    named: Vec<(String, String)>,
}

/// What a `rule-result` says, until it ends.
#[derive(Default)]
struct Outcome {
    rule: String,
    severity: String,
    result: Option<String>,
    instance: String,
    named: Vec<(String, String)>,
    detail: String,
}

struct Reader {
    gather: Gather,
    rules: BTreeMap<String, Rule>,
    rule: Option<(String, Rule)>,
    outcome: Option<Outcome>,
    /// The attributes of the element that begins last and has none inside: `ident`, `reference`, `fact`.
    last: Attributes,
    runs: usize,
    left_out: usize,
    /// The scanner as its facts name it, and as `test-system` does (a CPE name).
    scanner: (String, String),
    system: String,
}

impl Reader {
    fn new() -> Self {
        Self {
            gather: Gather::new(FORMAT),
            rules: BTreeMap::new(),
            rule: None,
            outcome: None,
            last: Vec::new(),
            runs: 0,
            left_out: 0,
            scanner: (String::new(), String::new()),
            system: String::new(),
        }
    }

    fn begin(&mut self, walk: &mut Walk<'_>, name: &str, attributes: Attributes) -> Result<(), FindingsError> {
        match name {
            "Rule" => {
                if self.rules.len() == MAX_RULES {
                    let place = format!("line {}", walk.line());
                    return Err(FindingsError::TooMuch { format: FORMAT, place, what: "rules", max: MAX_RULES });
                }
                let rule = Rule { severity: value(&attributes, "severity"), ..Rule::default() };
                self.rule = Some((value(&attributes, "id"), rule));
            }
            "TestResult" => {
                self.runs += 1;
                self.gather.began(&value(&attributes, "start-time"));
                self.gather.ended(&value(&attributes, "end-time"));
                self.system = value(&attributes, "test-system");
            }
            "rule-result" => {
                let rule = value(&attributes, "idref");
                if rule.is_empty() {
                    return Err(wrong(walk, "rule-result/@idref", "is missing", "the id of a rule"));
                }
                self.outcome = Some(Outcome { rule, severity: value(&attributes, "severity"), ..Outcome::default() });
            }
            _ => self.last = attributes,
        }
        Ok(())
    }

    fn end(&mut self, walk: &mut Walk<'_>, name: &str, text: &str) -> Result<(), FindingsError> {
        let text = text.trim();
        match (walk.inside(), name) {
            (_, "Rule") => self.rules.extend(self.rule.take()),
            ("Rule", _) => self.of_rule(name, text),
            (_, "rule-result") => self.outcome(walk)?,
            ("rule-result", _) => self.of_outcome(name, text),
            ("TestResult", "target") => self.gather.target(text),
            ("target-facts", "fact") => match value(&self.last, "name").as_str() {
                "urn:xccdf:fact:scanner:name" => text.clone_into(&mut self.scanner.0),
                "urn:xccdf:fact:scanner:version" => text.clone_into(&mut self.scanner.1),
                _ => {}
            },
            (_, "TestResult") => self.tool(),
            _ => {}
        }
        Ok(())
    }

    fn of_rule(&mut self, name: &str, text: &str) {
        let Some((_, rule)) = &mut self.rule else { return };
        match name {
            "title" if rule.title.is_empty() => text.clone_into(&mut rule.title),
            "ident" => name_one(&mut rule.named, value(&self.last, "system"), text),
            "reference" => name_one(&mut rule.named, value(&self.last, "href"), text),
            _ => {}
        }
    }

    fn of_outcome(&mut self, name: &str, text: &str) {
        let Some(outcome) = &mut self.outcome else { return };
        match name {
            "result" => outcome.result = Some(text.to_owned()),
            "ident" => name_one(&mut outcome.named, value(&self.last, "system"), text),
            "instance" => text.clone_into(&mut outcome.instance),
            "message" if outcome.detail.is_empty() => text.clone_into(&mut outcome.detail),
            _ => {}
        }
    }

    fn outcome(&mut self, walk: &mut Walk<'_>) -> Result<(), FindingsError> {
        let Some(outcome) = self.outcome.take() else { return Ok(()) };
        let Some(word) = outcome.result else {
            let right =
                "one of pass, fail, error, unknown, notapplicable, notchecked, notselected, informational, fixed";
            return Err(wrong(walk, "rule-result/result", "is missing", right));
        };
        if word == "notselected" {
            // The profile leaves it out, so that nobody asked; a benchmark has hundreds of those.
            self.left_out += 1;
            return Ok(());
        }
        let rule = self.rules.get(&outcome.rule);
        let mut named = outcome.named;
        for one in rule.iter().flat_map(|rule| &rule.named) {
            if named.len() < MAX_REQUIREMENTS && !named.contains(one) {
                named.push(one.clone());
            }
        }
        let severity = Some(outcome.severity).filter(|severity| !severity.is_empty());
        let known = judged(&word);
        let detail = match word.as_str() {
            "pass" | "fail" | "notapplicable" | "informational" => outcome.detail,
            word => format!("The tool says \u{201c}{word}\u{201d}. {}", outcome.detail),
        };
        let said = Said {
            title: rule.map(|rule| rule.title.clone()).unwrap_or_default(),
            severity: severity.or_else(|| rule.map(|rule| rule.severity.clone())).unwrap_or_default(),
            id: outcome.rule,
            resource: outcome.instance,
            requirements: named,
            detail,
        };
        let line = walk.line();
        self.gather.item(|| format!("line {line}"), said.with(known))
    }

    fn tool(&mut self) {
        let (name, version) = std::mem::take(&mut self.scanner);
        // cpe:/a:vendor:product:version, where the facts say nothing.
        let mut parts = self.system.split(':').skip(3);
        let (product, number) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        if name.is_empty() { self.gather.tool(product, number) } else { self.gather.tool(&name, &version) }
    }

    fn findings(mut self) -> Result<Findings, FindingsError> {
        if self.runs == 0 {
            return Err(FindingsError::Field {
                format: FORMAT,
                place: "document".to_owned(),
                field: "TestResult".to_owned(),
                what: "is missing".to_owned(),
                right: "the results of a benchmark, not the benchmark alone".to_owned(),
            });
        }
        if self.left_out > 0 {
            let rules = if self.left_out == 1 { "rule was" } else { "rules were" };
            self.gather.note(&format!("{} {rules} not selected by the profile; left out.", self.left_out));
        }
        Ok(self.gather.findings())
    }
}

/// The results of XCCDF 1.2, section 6.6.4.2. Whatever is not known there is unknown.
fn judged(word: &str) -> FindingResult {
    match word {
        // Corrected by the tool during the run and true since.
        "pass" | "fixed" => FindingResult::Pass,
        "fail" => FindingResult::Fail,
        "notapplicable" => FindingResult::NotApplicable,
        "informational" => FindingResult::Informational,
        _ => FindingResult::Unknown,
    }
}

fn value(attributes: &Attributes, name: &str) -> String {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default()
}

fn name_one(named: &mut Vec<(String, String)>, list: String, id: &str) {
    if named.len() < MAX_REQUIREMENTS && !id.is_empty() {
        named.push((list, id.to_owned()));
    }
}

fn wrong(walk: &mut Walk<'_>, field: &str, what: &str, right: &str) -> FindingsError {
    FindingsError::Field {
        format: FORMAT,
        place: format!("line {}", walk.line()),
        field: field.to_owned(),
        what: what.to_owned(),
        right: right.to_owned(),
    }
}
