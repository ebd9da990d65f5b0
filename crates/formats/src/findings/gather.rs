//! Where the readers bring what they found: counted, cut and bounded in one place.

use super::error::FindingsError;
use super::limits::{
    MAX_DETAIL_CHARS, MAX_ID_CHARS, MAX_ITEMS, MAX_NAMED, MAX_REQUIREMENTS, MAX_RESOURCE_CHARS, MAX_TITLE_CHARS,
};
use domain::values::{Finding, FindingResult, Findings, FindingsFormat, NamedRequirement, ResultCounts, SaidMoment};
use jiff::civil::{Date, DateTime};

/// A finding as a reader hands it over; empty texts are taken for absent ones.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) severity: String,
    pub(super) resource: String,
    pub(super) requirements: Vec<(String, String)>,
    pub(super) detail: String,
}

impl Said {
    /// The finding, each text cleaned of control characters and cut at its maximum.
    pub(super) fn with(self, result: FindingResult) -> Finding {
        let title = if self.title.trim().is_empty() { &self.id } else { &self.title };
        let mut requirements: Vec<_> = (self.requirements.iter())
            .map(|(list, id)| NamedRequirement { list: line(list, MAX_ID_CHARS), id: line(id, MAX_ID_CHARS) })
            .collect();
        requirements.sort();
        requirements.dedup();
        requirements.truncate(MAX_REQUIREMENTS);
        Finding {
            title: line(title, MAX_TITLE_CHARS),
            id: line(&self.id, MAX_ID_CHARS),
            result,
            severity: kept(line(&self.severity, MAX_ID_CHARS)),
            resource: kept(line(&self.resource, MAX_RESOURCE_CHARS)),
            requirements,
            detail: cut(self.detail.trim(), MAX_DETAIL_CHARS, |c| c == '\n' || c == '\t'),
        }
    }
}

/// The findings so far.
pub(super) struct Gather {
    format: FindingsFormat,
    items: Vec<Finding>,
    counts: ResultCounts,
    tools: Names,
    versions: Names,
    targets: Names,
    began: Option<SaidMoment>,
    ended: Option<SaidMoment>,
    notes: Vec<String>,
}

impl Gather {
    pub(super) fn new(format: FindingsFormat) -> Self {
        Self {
            format,
            items: Vec::new(),
            counts: ResultCounts::default(),
            tools: Names::default(),
            versions: Names::default(),
            targets: Names::default(),
            began: None,
            ended: None,
            notes: Vec::new(),
        }
    }

    /// Keeps one finding; `place` is where it stands.
    pub(super) fn item(&mut self, place: impl Fn() -> String, finding: Finding) -> Result<(), FindingsError> {
        if self.items.len() == MAX_ITEMS {
            let (format, place) = (self.format, place());
            return Err(FindingsError::TooMuch { format, place, what: "findings", max: MAX_ITEMS });
        }
        self.counts.count(finding.result);
        self.items.push(finding);
        Ok(())
    }

    pub(super) fn tool(&mut self, name: &str, version: &str) {
        self.tools.add(name, MAX_ID_CHARS);
        self.versions.add(version, MAX_ID_CHARS);
    }

    pub(super) fn target(&mut self, target: &str) {
        self.targets.add(target, MAX_RESOURCE_CHARS);
    }

    /// Widens the time of the run to this beginning; the earliest stays.
    pub(super) fn began(&mut self, text: &str) {
        let Some(said) = moment(text) else { return };
        if self.began.as_ref().is_none_or(|known| order(&said) < order(known)) {
            self.began = Some(said);
        }
    }

    /// Widens the time of the run to this end; the latest stays.
    pub(super) fn ended(&mut self, text: &str) {
        let Some(said) = moment(text) else { return };
        if self.ended.as_ref().is_none_or(|known| order(&said) > order(known)) {
            self.ended = Some(said);
        }
    }

    /// Adds a sentence that a reader should know; the same one is said once.
    pub(super) fn note(&mut self, sentence: &str) {
        if self.notes.len() < MAX_NAMED && !self.notes.iter().any(|known| known == sentence) {
            self.notes.push(cut(sentence, MAX_DETAIL_CHARS, |_| false));
        }
    }

    pub(super) fn findings(mut self) -> Findings {
        if self.items.is_empty() {
            self.note("The document names no finding; that says nothing about what was looked at.");
        }
        let tool = self.tools.joined().unwrap_or_else(|| "not named".to_owned());
        Findings {
            tool,
            version: self.versions.joined(),
            format: self.format,
            began: self.began,
            ended: self.ended,
            target: self.targets.joined(),
            counts: self.counts,
            items: self.items,
            notes: self.notes,
        }
    }
}

/// Different names in the order in which they came.
#[derive(Default)]
struct Names {
    known: Vec<String>,
    more: bool,
}

impl Names {
    fn add(&mut self, name: &str, max: usize) {
        let name = line(name, max);
        if name.is_empty() || self.known.contains(&name) {
            return;
        }
        if self.known.len() < MAX_NAMED { self.known.push(name) } else { self.more = true }
    }

    fn joined(&self) -> Option<String> {
        let more = if self.more { ", and more" } else { "" };
        (!self.known.is_empty()).then(|| format!("{}{more}", self.known.join(", ")))
    }
}

/// A moment as it was written, with the day if it begins like one of ISO 8601.
fn moment(text: &str) -> Option<SaidMoment> {
    let text = line(text, MAX_ID_CHARS);
    if text.is_empty() {
        return None;
    }
    let day = text.get(..10).and_then(|day| day.parse::<Date>().ok());
    let day = day.filter(|_| text.len() == 10 || text[10..].starts_with(['T', 't', ' ']));
    Some(SaidMoment { text, day })
}

/// For comparing moments: the instant where an offset is written, else the time of day as if it were UTC, then the text.
fn order(said: &SaidMoment) -> (Option<i128>, &str) {
    let instant = said.text.parse::<jiff::Timestamp>().ok().map(|at| at.as_nanosecond());
    let local = || {
        let local = said.text.replace(' ', "T").parse::<DateTime>().ok()?;
        Some(local.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_nanosecond())
    };
    (instant.or_else(local), &said.text)
}

/// One line: control characters become blanks, runs of blanks one, the rest is cut.
pub(super) fn line(text: &str, max: usize) -> String {
    // Four times the maximum is looked at, so that a text of 60 MiB is not walked for 500 characters of it.
    let head = text.char_indices().nth(max.saturating_mul(4)).map_or(text, |(at, _)| &text[..at]);
    let words: Vec<&str> =
        head.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    cut(&words.join(" "), max, |_| false)
}

/// At most `max` characters, the last one an ellipsis if something was cut; control characters become blanks.
fn cut(text: &str, max: usize, stays: impl Fn(char) -> bool) -> String {
    let clean = |c: char| if c.is_control() && !stays(c) { ' ' } else { c };
    match text.char_indices().nth(max) {
        None => text.chars().map(clean).collect(),
        Some(_) => text.chars().take(max - 1).map(clean).chain(['…']).collect(),
    }
}

fn kept(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}
