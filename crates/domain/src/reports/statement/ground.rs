//! What everything that is said of a statement rests on, gathered once: Annex A, own controls that answer it directly or by
//! way of the crosswalk, treatments of risks.

use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::statement::ANNEX_A;
use crate::values::{Category, Control, Item, ItemKind, Mode, Overlap};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How an own control answers a control of Annex A.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Via<'a> {
    /// It is linked to it.
    Direct,
    /// It is linked to a criterion whose row of the crosswalk names it (R99).
    Criterion(&'a str),
}

/// An own control that answers a control of Annex A.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answering<'a> {
    /// The own control.
    pub control: &'a Control,
    /// How.
    pub via: Via<'a>,
    /// How far.
    pub extent: Overlap,
    /// What the row of the crosswalk says is needed besides.
    pub supplement: Option<&'a str>,
}

/// The treatment of a risk and the controls that it uses: of Annex A, and of own design.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Treated {
    /// The risk's id.
    pub risk: String,
    /// The controls.
    pub controls: BTreeSet<String>,
}

/// What everything rests on.
#[derive(Clone, Debug)]
pub struct Ground<'a> {
    /// The organisation.
    pub registers: &'a Registers,
    /// The day on which validity is judged.
    pub on: Date,
    /// The controls of Annex A, in official order.
    pub annex: Vec<&'a Item>,
    /// Own controls that answer each of them: linked ones first.
    pub answering: BTreeMap<&'a str, Vec<Answering<'a>>>,
    /// The treatments of risks.
    pub treatments: Vec<Treated>,
    /// Risks by the control that a treatment of them uses; an own control counts for what it is linked to as well.
    pub risks: BTreeMap<String, BTreeSet<String>>,
}

/// The controls of Annex A as the organisation adopted them, in official order.
///
/// # Errors
/// [`Refusal::Unknown`] when the framework is not adopted.
pub fn annex(registers: &Registers) -> Result<Vec<&Item>, Refusal> {
    Ok(registers.catalogue.framework(ANNEX_A)?.audited(ItemKind::Control).collect())
}

impl<'a> Ground<'a> {
    /// Gathers it.
    ///
    /// # Errors
    /// As [`annex`].
    pub fn new(registers: &'a Registers, on: Date) -> Result<Ground<'a>, Refusal> {
        let annex = annex(registers)?;
        let mut answering: BTreeMap<&'a str, Vec<Answering<'a>>> = BTreeMap::new();
        for held in registers.live_controls() {
            for (item, link) in held.control.linked(ANNEX_A) {
                answering.entry(item).or_default().push(Answering {
                    control: &held.control,
                    via: Via::Direct,
                    extent: link.extent,
                    supplement: None,
                });
            }
        }
        by_crosswalk(registers, &mut answering);
        let treatments = super::trace::treatments(registers, &annex.iter().map(|item| item.id.as_str()).collect());
        let mut risks: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for treated in &treatments {
            for control in treated.controls.iter().flat_map(|control| stands_for(registers, control)) {
                risks.entry(control).or_default().insert(treated.risk.clone());
            }
        }
        Ok(Ground { registers, on, annex, answering, treatments, risks })
    }

    /// The own controls that answer a control; none for an own one.
    pub fn answers(&self, control: &str) -> &[Answering<'a>] {
        self.answering.get(control).map_or(&[], Vec::as_slice)
    }
}

/// A control with what it stands for: an own one that is linked to Annex A is how those controls are done.
pub(super) fn stands_for(registers: &Registers, control: &str) -> Vec<String> {
    let held = registers.controls.get(control);
    let linked = held.into_iter().flat_map(|held| held.control.linked(ANNEX_A)).map(|(item, _)| item.to_owned());
    std::iter::once(control.to_owned()).chain(linked).collect()
}

/// Own controls that meet a criterion whose row names the control; what is linked directly is not said twice, and the way
/// that goes furthest is the one that is said.
fn by_crosswalk<'a>(registers: &'a Registers, answering: &mut BTreeMap<&'a str, Vec<Answering<'a>>>) {
    let profile = &registers.profile;
    let Ok(reading) = registers.catalogue.reading(&profile.crosswalk) else { return };
    if reading.to.id != ANNEX_A {
        return;
    }
    let mut meeting: BTreeMap<&str, Vec<(&'a Control, Overlap)>> = BTreeMap::new();
    for held in registers.live_controls() {
        for (criterion, link) in held.control.linked(&reading.from.id) {
            meeting.entry(criterion).or_default().push((&held.control, link.extent));
        }
    }
    for (row, expanded) in reading.crosswalk.rows.iter().zip(&reading.expanded.rows) {
        if !row.overlap.counts() || expanded.condition.is_some_and(|category| !profile.categories.contains(category)) {
            continue;
        }
        let scope = |category: Option<Category>| category.is_none_or(|one| profile.categories.contains(one));
        let criteria = expanded.criteria.iter().filter(|(_, category)| scope(*category));
        let criteria: Vec<&str> = criteria.map(|(at, _)| reading.from.items[*at].id.as_str()).collect();
        let named = expanded.named.iter().filter(|named| !named.broad || profile.mode != Mode::Literal);
        for item in named.map(|named| reading.to.items[named.item].id.as_str()) {
            let all = answering.entry(item).or_default();
            for criterion in &criteria {
                for (control, extent) in meeting.get(criterion).into_iter().flatten() {
                    let whole = row.overlap == Overlap::Full && *extent == Overlap::Full;
                    note(
                        all,
                        Answering {
                            control,
                            via: Via::Criterion(criterion),
                            extent: if whole { Overlap::Full } else { Overlap::Partial },
                            supplement: row.supplement.as_deref().filter(|_| !whole),
                        },
                    );
                }
            }
        }
    }
    answering.retain(|_, all| !all.is_empty());
}

fn note<'a>(all: &mut Vec<Answering<'a>>, one: Answering<'a>) {
    match all.iter_mut().find(|known| std::ptr::eq(known.control, one.control)) {
        None => all.push(one),
        Some(known) if known.via != Via::Direct && known.extent != Overlap::Full && one.extent == Overlap::Full => {
            *known = one;
        }
        Some(_) => {}
    }
}
