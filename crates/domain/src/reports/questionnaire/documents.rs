//! What the programme can say: each control, section, entry, item, report and kept answer as one text, with its source.

use super::pack::answer_pack;
use super::sources::{mark, stale};
use crate::registers::Registers;
use crate::values::engagement::CRITERIA;
use crate::values::evidence::Classification;
use crate::values::policy::PolicyKind;
use crate::values::questionnaire::{SourceKind, SourceRef};
use crate::values::statement::{ANNEX_A, Applicability, Implementation};
use crate::values::{Artefact, Frequency};
use jiff::civil::Date;

/// Most sections of one document that are looked at.
const MAX_SECTIONS: usize = 100;
/// Longest excerpt of a document in a suggestion, in characters.
const EXCERPT: usize = 700;

/// Something that the programme can say.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// Where it comes from; for an answer of the library what that answer rests on.
    pub(super) sources: Vec<SourceRef>,
    /// The answer of the library that it is.
    pub(super) answer: Option<String>,
    /// What it is called.
    pub(super) title: String,
    /// What is compared with a question.
    pub(super) words: String,
    /// What would be answered.
    pub(super) text: String,
    /// It is to be confirmed before it is used.
    pub(super) stale: bool,
}

/// Everything that the programme can say on a day.
pub(super) fn documents(registers: &Registers, on: Date) -> Vec<Document> {
    let mut all = library(registers, on);
    all.extend(papers(registers, on));
    all.extend(controls(registers));
    all.extend(policies(registers, on));
    all.extend(statement(registers));
    all.extend(evidence(registers));
    all
}

fn one(source: SourceRef, title: String, words: String, text: String) -> Document {
    Document { sources: vec![source], answer: None, title, words, text, stale: false }
}

fn library(registers: &Registers, on: Date) -> Vec<Document> {
    let stands = registers.questionnaires.each_answer().filter(|(_, held)| held.withdrawn.is_none());
    let said = stands.map(|(id, held)| Document {
        sources: held.answer.sources.iter().map(|cited| cited.source.clone()).collect(),
        title: held.answer.question.clone(),
        words: held.answer.question.clone(),
        text: held.answer.answer.clone(),
        stale: !stale(registers, held, on).is_empty(),
        answer: Some(id),
    });
    said.collect()
}

/// Reports and certificates, by what customers call them.
fn papers(registers: &Registers, on: Date) -> Vec<Document> {
    let lines = answer_pack(registers, on);
    let held = lines.into_iter().filter_map(|line| line.held.map(|held| (line.wants, held)));
    let said = held.filter_map(|(wants, held)| {
        let names = match wants {
            Artefact::Soc2Type1 | Artefact::Soc2Type2 => "SOC 2 report examination Type audit independent attestation",
            Artefact::IsoCertificate => {
                "ISO 27001 certificate certification certified management system audit independent"
            }
            Artefact::BridgeLetter | Artefact::Other => return None,
        };
        let source = held.source?;
        Some(one(source, held.title.clone(), format!("{names} {}", held.title), held.sentence))
    });
    said.collect()
}

/// Titles of what a control is linked to: the words that customers know.
fn linked(registers: &Registers, control: &crate::values::Control) -> String {
    let title = |framework: &str, item: &str| {
        let framework = registers.catalogue.framework(framework).ok()?;
        framework.item(item).map(|item| item.title.clone())
    };
    let of = |framework: &'static str| {
        let items: Vec<String> = control.linked(framework).filter_map(|(item, _)| title(framework, item)).collect();
        items
    };
    [of(CRITERIA), of(ANNEX_A)].concat().join(" ")
}

fn controls(registers: &Registers) -> Vec<Document> {
    let in_place = registers.live_controls().filter(|held| held.control.in_place());
    let said = in_place.map(|held| {
        let control = &held.control;
        let activity = if control.activity.trim().is_empty() { &control.name } else { &control.activity };
        let rhythm = match control.frequency {
            Some(Frequency::EventDriven) => " It runs whenever an event asks for it.".to_owned(),
            Some(frequency) => format!(" Rhythm: {}.", frequency.title().to_lowercase()),
            None => String::new(),
        };
        let words = format!("{} {} {}", control.name, control.activity, linked(registers, control));
        one(
            SourceRef::new(SourceKind::Control, &control.id),
            format!("{} {}", control.id, control.name),
            words,
            format!("{}{rhythm}", ended(activity)),
        )
    });
    said.collect()
}

/// A text that ends as a sentence does.
fn ended(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// Documents in force by section. What is for some readers only is never suggested to anybody.
fn policies(registers: &Registers, on: Date) -> Vec<Document> {
    let mut all = Vec::new();
    for (id, held) in registers.policies.in_order() {
        let policy = &held.policy;
        let own = matches!(policy.kind, PolicyKind::Policy | PolicyKind::Procedure | PolicyKind::Plan);
        let Some(version) = held.current(on).filter(|_| own && !policy.limited()) else { continue };
        for (heading, body) in sections(&version.text).into_iter().take(MAX_SECTIONS) {
            let place = if heading.is_empty() { String::new() } else { format!(", section \u{201c}{heading}\u{201d}") };
            all.push(one(
                SourceRef::new(SourceKind::Policy, id),
                format!("{} {}{place}", policy.number, policy.title),
                format!("{} {heading} {body}", policy.title),
                format!("Our document {} (version {}) says: {}", policy.title, version.number, excerpt(&body)),
            ));
        }
    }
    all
}

/// A Markdown text by headings: heading and the text under it.
fn sections(text: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = vec![(String::new(), String::new())];
    for line in text.lines() {
        match line.strip_prefix('#') {
            Some(heading) => all.push((heading.trim_start_matches('#').trim().to_owned(), String::new())),
            None => {
                if let Some((_, body)) = all.last_mut() {
                    body.push_str(line.trim());
                    body.push(' ');
                }
            }
        }
    }
    all.retain(|(_, body)| !body.trim().is_empty());
    all
}

/// The beginning of a text, ended at a sentence where one ends in it.
fn excerpt(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= EXCERPT {
        return text;
    }
    let cut: String = text.chars().take(EXCERPT).collect();
    match cut.rfind(". ") {
        Some(at) => cut[..=at].to_owned(),
        None => format!("{cut}\u{2026}"),
    }
}

fn statement(registers: &Registers) -> Vec<Document> {
    let Some((version, held)) = registers.statements.effective() else { return Vec::new() };
    let Ok(framework) = registers.catalogue.framework(ANNEX_A) else { return Vec::new() };
    let mut all = Vec::new();
    for (id, entry) in &held.entries {
        let Some(item) = framework.item(id) else { continue };
        let (there, how) = match (entry.decision, entry.status) {
            (Applicability::Undecided, _) => continue,
            (Applicability::Excluded, _) => ("does not apply".to_owned(), entry.exclusion.trim()),
            (Applicability::Applicable, status) => {
                let status = status.map_or("not said", Implementation::title).to_lowercase();
                (format!("applies; status: {status}"), entry.how.trim())
            }
        };
        let how = if how.is_empty() { String::new() } else { format!(" {}", ended(how)) };
        all.push(one(
            SourceRef::new(SourceKind::Statement, id),
            format!("{id} {} in {version}", item.title),
            format!("{} {} {}", item.title, item.aliases.join(" "), entry.how),
            format!("{} ({id} of ISO/IEC 27001:2022) {there}.{how}", item.title),
        ));
    }
    all
}

/// Evidence speaks through its title alone: what lies in it is nobody's answer.
fn evidence(registers: &Registers) -> Vec<Document> {
    let accepted =
        registers.evidence.items.iter().filter(|(_, held)| held.state == crate::values::EvidenceState::Accepted);
    let open = accepted.filter(|(_, held)| held.newest().evidence.classification != Classification::Restricted);
    let said = open.map(|(id, held)| {
        let item = &held.newest().evidence;
        let controls =
            held.controls.keys().filter_map(|id| registers.controls.get(id)).map(|held| held.control.name.as_str());
        one(
            SourceRef::new(SourceKind::Evidence, id),
            format!("{id} {}", item.title),
            format!("{} {} {}", item.title, item.kind.title(), controls.collect::<Vec<_>>().join(" ")),
            format!("We keep evidence of it for {} to {}: {}", item.period.from, item.period.until, ended(&item.title)),
        )
    });
    said.collect()
}

/// The sources that stand on a day, with their marks.
pub(super) fn standing(registers: &Registers, sources: &[SourceRef], on: Date) -> Vec<(SourceRef, bool)> {
    sources.iter().map(|source| (source.clone(), mark(registers, source, on).is_some())).collect()
}
