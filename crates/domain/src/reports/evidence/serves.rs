//! What an item serves in each audit package, and what it still needs where a row is partial (R2, R3, R177, R186).

use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::evidence::HeldEvidence;
use crate::reports::lens::Lens;
use crate::reports::programme::{View, lens};
use crate::values::expanded::ExpandedRow;
use crate::values::{Item, Mode, Overlap, Row, Target};
use std::collections::{BTreeMap, BTreeSet};

/// How a row of a package stands to the other framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// The same evidence serves both, as it is.
    Reused,
    /// The same evidence serves both, with what the row says besides.
    Supplemented,
    /// It serves one framework.
    FrameworkOnly,
}

impl Label {
    /// The word in packages and answers.
    pub fn id(self) -> &'static str {
        match self {
            Label::Reused => "reused",
            Label::Supplemented => "supplemented",
            Label::FrameworkOnly => "framework_only",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Label::Reused => "Reused",
            Label::Supplemented => "Reused with supplement",
            Label::FrameworkOnly => "This framework only",
        }
    }
}

/// That an item serves a control or clause of ISO/IEC 27001.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IsoUse {
    /// The control or clause.
    pub item: String,
    /// Own controls that are linked to it directly.
    pub direct: BTreeSet<String>,
    /// Criteria whose rows of the crosswalk name it.
    pub via: BTreeSet<String>,
    /// How far the best way goes.
    pub label: Label,
    /// What is still needed, by the rows' own words, or else by what the item asks for; empty unless every way is partial.
    pub supplements: BTreeSet<String>,
}

/// What an item serves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Serves {
    /// Criteria in scope that its controls are linked to.
    pub criteria: BTreeSet<String>,
    /// Controls and clauses of ISO/IEC 27001, by id.
    pub iso: BTreeMap<String, IsoUse>,
    /// May it stand in the package for the CPA firm?
    pub soc2: bool,
    /// May it stand in the package for the certification body?
    pub certification: bool,
}

/// What an item of evidence serves in the organisation's scope, through the controls that it shows.
///
/// # Errors
/// As [`lens`].
pub fn serves(registers: &Registers, held: &HeldEvidence, view: &View) -> Result<Serves, Refusal> {
    let lens = lens(registers, view)?;
    Ok(of_controls(registers, &lens, held.controls.keys().map(String::as_str)))
}

/// What these own controls serve together.
pub(crate) fn of_controls<'a>(
    registers: &Registers,
    lens: &Lens<'_>,
    controls: impl Iterator<Item = &'a str>,
) -> Serves {
    let (from, to) = (&lens.reading.from.id, &lens.reading.to.id);
    let mut serves = Serves::default();
    let mut direct: Vec<(String, String, Overlap)> = Vec::new();
    for held in controls.filter_map(|id| registers.controls.get(id)) {
        for (key, link) in &held.control.links {
            match Target::of_key(key) {
                Some((framework, item)) if framework == from => {
                    let known = lens.reading.from.item(item);
                    if known.is_some_and(|i| i.category.is_none_or(|c| lens.categories.contains(c))) {
                        serves.criteria.insert(item.to_owned());
                    }
                }
                Some((framework, item)) if framework == to => {
                    direct.push((item.to_owned(), held.control.id.clone(), link.extent));
                }
                _ => {}
            }
        }
    }
    for (item, control, extent) in direct {
        let label = if extent == Overlap::Full { Label::Reused } else { Label::Supplemented };
        note(&mut serves.iso, item, label, |of| {
            of.direct.insert(control);
        });
    }
    by_rows(lens, &mut serves);
    let both = !serves.criteria.is_empty();
    for of in serves.iso.values_mut() {
        if of.label == Label::Reused {
            of.supplements.clear();
        }
        if !both {
            of.label = Label::FrameworkOnly;
        }
        if of.label == Label::Supplemented && of.supplements.is_empty() {
            // A direct link, or a row of a mapping without the words for it: what is asked for is said all the same.
            of.supplements.extend(lens.reading.to.item(&of.item).map(Item::supplement));
        }
    }
    (serves.soc2, serves.certification) = (both, !serves.iso.is_empty());
    serves
}

/// What the rows of the criteria name besides.
fn by_rows(lens: &Lens<'_>, serves: &mut Serves) {
    let reading = lens.reading;
    for (row, expanded, criterion) in counting(lens, &serves.criteria) {
        let label = if row.overlap == Overlap::Full { Label::Reused } else { Label::Supplemented };
        for item in named(lens, expanded) {
            note(&mut serves.iso, reading.to.items[item].id.clone(), label, |of| {
                of.via.insert(criterion.to_owned());
                of.supplements.extend(row.supplement.clone());
            });
        }
    }
}

/// The rows that count for one of these criteria, each with the first that it is about.
fn counting<'a>(
    lens: &'a Lens<'a>,
    criteria: &BTreeSet<String>,
) -> impl Iterator<Item = (&'a Row, &'a ExpandedRow, &'a str)> {
    let reading = lens.reading;
    reading.crosswalk.rows.iter().zip(&reading.expanded.rows).filter_map(|(row, expanded)| {
        let of_row = expanded.criteria.iter().map(|(i, _)| reading.from.items[*i].id.as_str());
        let criterion = of_row.into_iter().find(|id| criteria.contains(*id))?;
        let out = expanded.condition.is_some_and(|category| !lens.categories.contains(category));
        (row.overlap.counts() && !out).then_some((row, expanded, criterion))
    })
}

/// The controls and clauses that a row names in the lens's mode, by their position.
fn named<'a>(lens: &Lens<'_>, expanded: &'a ExpandedRow) -> impl Iterator<Item = usize> + 'a {
    let broad = lens.mode != Mode::Literal;
    let literal = expanded.named.iter().filter(move |n| !n.broad || broad);
    literal.map(|n| n.item).chain(expanded.clauses.iter().copied())
}

/// The framework that evidence of these controls is reused for through the crosswalk of the profile, and the crosswalk:
/// there is one if a counting row of a criterion in scope that they are linked to names something there.
pub(super) fn reused_for<'a>(
    registers: &'a Registers,
    controls: impl Iterator<Item = &'a str>,
) -> Option<(&'a str, &'a str)> {
    let profile = &registers.profile;
    let reading = registers.catalogue.reading(&profile.crosswalk).ok()?;
    let lens = Lens::new(reading, profile.categories, profile.mode);
    let in_scope = |item: &str| {
        let known = reading.from.item(item);
        known.is_some_and(|known| known.category.is_none_or(|category| lens.categories.contains(category)))
    };
    let linked = controls.filter_map(|id| registers.controls.get(id));
    let linked = linked.flat_map(|held| held.control.linked(&reading.from.id).map(|(item, _)| item));
    let criteria: BTreeSet<String> = linked.filter(|item| in_scope(item)).map(str::to_owned).collect();
    let reaches = counting(&lens, &criteria).any(|(_, expanded, _)| named(&lens, expanded).next().is_some());
    reaches.then_some((reading.to.id.as_str(), reading.crosswalk.id.as_str()))
}

fn note(uses: &mut BTreeMap<String, IsoUse>, item: String, label: Label, say: impl FnOnce(&mut IsoUse)) {
    let of = uses.entry(item.clone()).or_insert_with(|| IsoUse {
        item,
        direct: BTreeSet::new(),
        via: BTreeSet::new(),
        label,
        supplements: BTreeSet::new(),
    });
    of.label = of.label.min(label);
    say(of);
}
