//! A plan with its facts, as the papers look things up in it.

use super::markup::Html;
use domain::reports::evidence::Label;
use domain::reports::package::{Item, PackageFacts, PackagePlan, PlannedFile, Section};
use domain::values::{Audience, ItemKind, Window};
use std::collections::BTreeMap;

/// What a package does not say, on its face (K14).
pub const NEITHER_READINESS_NOR_OPINION: &str = "What is listed here is what the organisation's controls and evidence reach. \
     That is coverage: it is not readiness, it is no opinion, and it decides nothing.";

/// A plan with its facts.
pub(super) struct Paper<'a> {
    pub(super) plan: &'a PackagePlan,
    pub(super) facts: &'a PackageFacts,
    items: BTreeMap<&'a str, &'a Item>,
    files: BTreeMap<&'a str, &'a PlannedFile>,
}

impl<'a> Paper<'a> {
    pub(super) fn new(plan: &'a PackagePlan, facts: &'a PackageFacts) -> Paper<'a> {
        let items = plan.items.iter().map(|item| (item.id.as_str(), item)).collect();
        let files = plan.files.iter().map(|file| (file.sha256.as_str(), file)).collect();
        Paper { plan, facts, items, files }
    }

    /// An item of evidence, if the package has it.
    pub(super) fn item(&self, id: &str) -> Option<&'a Item> {
        self.items.get(id).copied()
    }

    /// A file, by its hash.
    pub(super) fn file(&self, sha256: &str) -> Option<&'a PlannedFile> {
        self.files.get(sha256).copied()
    }

    /// Where a file lies in the package.
    pub(super) fn path(&self, sha256: &str) -> &'a str {
        self.facts.paths.get(sha256).map_or("", String::as_str)
    }

    /// A person by name; by id where no name is known.
    pub(super) fn person<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.facts.names.get(id).map_or(id, String::as_str)
    }

    /// Numbers of the ledger entries about an object.
    pub(super) fn entries(&self, id: &str) -> &'a [u64] {
        self.facts.entries.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whose decision the package is for, and whose it is not.
    pub(super) fn decides(&self) -> &'static str {
        match self.plan.audience() {
            Audience::CpaFirm => {
                "A SOC 2 examination ends in a report; the opinion in it is the examining CPA firm's alone."
            }
            Audience::CertificationBody => {
                "Whether the management system meets ISO/IEC 27001 is for the certification body alone to decide."
            }
        }
    }

    /// What the sections are called.
    pub(super) fn by(&self) -> &'static str {
        match self.plan.audience() {
            Audience::CpaFirm => "criterion",
            Audience::CertificationBody => "clause and Annex A control",
        }
    }

    /// What the items of the other framework are called.
    pub(super) fn by_other(&self) -> &'static str {
        match self.plan.audience() {
            Audience::CpaFirm => "clause and Annex A control",
            Audience::CertificationBody => "criterion",
        }
    }

    /// Sections that stand under one heading: clauses before controls, then by group, in the order of the plan.
    pub(super) fn groups(&self) -> Vec<(String, Vec<&'a Section>)> {
        let mut groups: Vec<(String, Vec<&'a Section>)> = Vec::new();
        for section in &self.plan.sections {
            let name = group(section.kind, &section.group);
            match groups.last_mut().filter(|(last, _)| *last == name) {
                Some((_, sections)) => sections.push(section),
                None => groups.push((name, vec![section])),
            }
        }
        groups
    }
}

/// The heading of a group.
pub(super) fn group(kind: ItemKind, name: &str) -> String {
    match kind {
        ItemKind::Criterion => name.to_owned(),
        ItemKind::Clause if name.is_empty() => "Clauses".to_owned(),
        ItemKind::Clause => format!("Clauses: {name}"),
        ItemKind::Control => format!("Annex A: {name}"),
    }
}

/// What a label means, for the legend.
pub(super) fn meaning(label: Label) -> &'static str {
    match label {
        Label::Reused => "The same evidence, as it is, stands for both frameworks.",
        Label::Supplemented => {
            "The same evidence stands for both; for the other framework it takes what is said beside it as well."
        }
        Label::FrameworkOnly => "The evidence stands for this framework and for no item of the other one.",
    }
}

/// The labels in the order of the legend.
pub(super) const LABELS: [Label; 3] = [Label::Reused, Label::Supplemented, Label::FrameworkOnly];

/// A period in words.
pub(super) fn period(window: Window) -> String {
    if window.from == window.until { window.from.to_string() } else { format!("{} to {}", window.from, window.until) }
}

/// A moment to the minute, UTC.
pub(super) fn moment(us: i64) -> String {
    match jiff::Timestamp::from_microsecond(us) {
        Ok(at) => at.strftime("%Y-%m-%d %H:%M UTC").to_string(),
        Err(_) => "unknown".to_owned(),
    }
}

/// Numbers of entries in words.
pub(super) fn numbers(entries: &[u64]) -> String {
    entries.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
}

/// A label as a chip.
pub(super) fn chip(html: &mut Html, label: Label) {
    html.raw("<span class=\"label ").text(label.id()).raw("\">").text(label.title()).raw("</span>");
}

/// Endings of files that a browser runs or shows as a page: such a file is named and not linked to.
const ACTIVE: [&str; 12] = ["htm", "html", "xhtml", "xht", "shtml", "mht", "mhtml", "svg", "svgz", "xml", "xsl", "hta"];

/// Would a browser run what is in a file of that path?
pub(super) fn runs(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ACTIVE.contains(&ending.to_ascii_lowercase().as_str()))
}

/// A file as a link into the package; by its name alone where a click would run what is in it.
pub(super) fn link(html: &mut Html, path: &str, name: &str) {
    if path.is_empty() || runs(path) {
        html.raw("<span class=\"unlinked\" title=\"Not linked: a browser would run what is in it. It lies at ");
        html.text(path).raw("\">").name(name).raw("</span>");
    } else {
        html.raw("<a href=\"").text(path).raw("\">").name(name).raw("</a>");
    }
}
