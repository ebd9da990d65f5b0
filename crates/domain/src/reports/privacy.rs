//! The Privacy category topic by topic: what Annex A answers of it, and what it leaves to ISO/IEC 27701 (R258, R259, R260).

use super::lens::Lens;
use crate::values::expanded::ExpandedRow;
use crate::values::privacy::{PRIVACY_MATTERS, PrivacyHook, PrivacyMatter, privacy_hook};
use crate::values::{Category, Item, Mode, Overlap, Row};
use std::collections::BTreeSet;

/// The privacy criteria of a crosswalk, by topic area.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Privacy {
    /// Topic areas in official order: eight in the criteria of 2017.
    pub topics: Vec<PrivacyTopic>,
    /// Criteria in them: the denominator of every figure here; 18 in the criteria of 2017.
    pub criteria: usize,
    /// Is the category in the scope that was read?
    pub in_scope: bool,
    /// Matters that Annex A has no control for, with those of their criteria that have no counterpart in it.
    pub matters: Vec<(&'static PrivacyMatter, Vec<String>)>,
}

/// A topic area: P1 to P8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivacyTopic {
    /// `P1`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// One sentence in our own words.
    pub summary: String,
    /// Its criteria in official order.
    pub criteria: Vec<PrivacyCriterion>,
}

/// A criterion and its counterparts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrivacyCriterion {
    /// `P1.1`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// What it asks for.
    pub summary: String,
    /// How far Annex A answers it.
    pub counterpart: Counterpart,
    /// Controls of Annex A that rows name for it.
    pub annex_a: Vec<String>,
    /// Kinds of evidence that rows name for it.
    pub evidence: Vec<String>,
    /// What the rows add: a supplement, a note.
    pub says: Vec<String>,
    /// For an organisation: is a control in place that answers it?
    pub met: Option<bool>,
    /// What ISO/IEC 27701 and the GDPR say to it.
    pub hook: Option<&'static PrivacyHook>,
}

/// How far Annex A answers a criterion, by the best row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counterpart {
    /// Controls answer it as it is.
    Full,
    /// Controls answer a part of it.
    Partial,
    /// Clauses alone answer it.
    ClauseOnly,
    /// Nothing does.
    None,
}

impl Counterpart {
    /// All of them, the best first.
    pub const ALL: [Counterpart; 4] =
        [Counterpart::Full, Counterpart::Partial, Counterpart::ClauseOnly, Counterpart::None];

    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            Counterpart::Full => "full",
            Counterpart::Partial => "partial",
            Counterpart::ClauseOnly => "clause_only",
            Counterpart::None => "none",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Counterpart::Full => "Full",
            Counterpart::Partial => "Partial",
            Counterpart::ClauseOnly => "Clauses only",
            Counterpart::None => "No counterpart",
        }
    }
}

impl Privacy {
    /// Every criterion, in official order.
    pub fn each(&self) -> impl Iterator<Item = &PrivacyCriterion> {
        self.topics.iter().flat_map(|topic| &topic.criteria)
    }

    /// How many criteria have this counterpart.
    pub fn count(&self, counterpart: Counterpart) -> usize {
        self.each().filter(|criterion| criterion.counterpart == counterpart).count()
    }

    /// Criteria without a control of Annex A (R259), by clauses alone or by nothing.
    pub fn without_annex_a(&self) -> impl Iterator<Item = &PrivacyCriterion> {
        self.each().filter(|criterion| criterion.counterpart >= Counterpart::ClauseOnly)
    }
}

/// Reads the privacy criteria of the left side of a crosswalk. The whole category is read, in scope or not; what an
/// organisation has in place changes [`PrivacyCriterion::met`] alone.
pub fn privacy(lens: &Lens<'_>) -> Privacy {
    let from = lens.reading.from;
    let is_private = |item: &Item| !item.heading && item.category == Some(Category::Privacy);
    let mut topics: Vec<PrivacyTopic> = Vec::new();
    for (position, item) in from.items.iter().enumerate().filter(|(_, item)| is_private(item)) {
        let group = item.group.clone().unwrap_or_default();
        if topics.last().is_none_or(|topic| topic.id != group) {
            let named = from.groups.iter().find(|one| one.id == group);
            topics.push(PrivacyTopic {
                title: named.map_or_else(|| group.clone(), |one| one.title.clone()),
                summary: named.map(|one| one.summary.clone()).unwrap_or_default(),
                id: group,
                criteria: Vec::new(),
            });
        }
        if let Some(topic) = topics.last_mut() {
            topic.criteria.push(criterion(lens, position, item));
        }
    }
    let without: BTreeSet<&str> = topics
        .iter()
        .flat_map(|topic| &topic.criteria)
        .filter(|one| one.counterpart >= Counterpart::ClauseOnly)
        .map(|one| one.id.as_str())
        .collect();
    let left = |matter: &PrivacyMatter| {
        matter.criteria.iter().filter(|id| without.contains(*id)).map(|id| (*id).to_owned()).collect()
    };
    let matters = PRIVACY_MATTERS.iter().map(|matter| (matter, left(matter))).collect();
    let criteria = topics.iter().map(|topic| topic.criteria.len()).sum();
    Privacy { criteria, in_scope: lens.categories.contains(Category::Privacy), matters, topics }
}

fn criterion(lens: &Lens<'_>, position: usize, item: &Item) -> PrivacyCriterion {
    let reading = lens.reading;
    let rows: Vec<(&Row, &ExpandedRow)> = reading
        .crosswalk
        .rows
        .iter()
        .zip(&reading.expanded.rows)
        .filter(|(_, expanded)| expanded.criteria.iter().any(|(at, _)| *at == position))
        .filter(|(_, expanded)| {
            expanded.condition.is_none_or(|c| c == Category::Privacy || lens.categories.contains(c))
        })
        .collect();
    let counting = || rows.iter().filter(|(_, expanded)| expanded.overlap.counts());
    let mut named: BTreeSet<usize> = BTreeSet::new();
    let mut best = None;
    for (_, expanded) in counting() {
        let names = expanded.named.iter().filter(|n| !n.broad || lens.mode == Mode::Broad);
        let names: Vec<usize> = names.map(|n| n.item).collect();
        best = if names.is_empty() { best } else { best.max(expanded.overlap.rank()) };
        named.extend(names);
    }
    let clauses = counting().any(|(_, expanded)| !expanded.clauses.is_empty());
    let counterpart = match (named.is_empty(), best) {
        (false, best) if best == Overlap::Full.rank() => Counterpart::Full,
        (false, _) => Counterpart::Partial,
        (true, _) if clauses => Counterpart::ClauseOnly,
        (true, _) => Counterpart::None,
    };
    let mut evidence: Vec<String> = Vec::new();
    for kind in rows.iter().flat_map(|(row, _)| &row.evidence) {
        if !evidence.contains(kind) {
            evidence.push(kind.clone());
        }
    }
    PrivacyCriterion {
        id: item.id.clone(),
        title: item.title.clone(),
        summary: item.summary.clone(),
        counterpart,
        annex_a: named.into_iter().map(|at| reading.to.items[at].id.clone()).collect(),
        evidence,
        says: rows.iter().flat_map(|(row, _)| [&row.supplement, &row.note]).flatten().cloned().collect(),
        met: lens.met.as_ref().map(|met| met.contains(item.id.as_str())),
        hook: privacy_hook(&item.id),
    }
}
