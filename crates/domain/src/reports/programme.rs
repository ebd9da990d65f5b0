//! One organisation's view: which criteria it meets, what it linked directly, what it inherited (E, R22, R36, R194).

use super::coverage::{Coverage, coverage};
use super::gap::{self, Gap, GapInput};
use super::lens::Lens;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::values::{Categories, Mode, Overlap, Practice, Step};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How a question about an organisation wants the crosswalk read; what is left out comes from its profile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Crosswalk id.
    pub crosswalk: Option<String>,
    /// Scope.
    pub categories: Option<Categories>,
    /// Mode.
    pub mode: Option<Mode>,
    /// Own controls left out on purpose (what-if).
    pub without_controls: Vec<String>,
    /// Criteria left out on purpose (what-if).
    pub without_criteria: Vec<String>,
}

/// The lens of an organisation: a row counts only if a control in place answers its criterion; direct links count too.
///
/// # Errors
/// [`Refusal::Unknown`] for a crosswalk that is not adopted or a control or criterion that is not known.
pub fn lens<'a>(registers: &'a Registers, view: &View) -> Result<Lens<'a>, Refusal> {
    let profile = &registers.profile;
    let reading = registers.catalogue.reading(view.crosswalk.as_deref().unwrap_or(&profile.crosswalk))?;
    let categories = view.categories.unwrap_or(profile.categories);
    let mut lens = Lens::new(reading, categories, view.mode.unwrap_or(profile.mode));
    for id in &view.without_controls {
        if !registers.controls.contains_key(id) {
            let known = registers.controls.keys().map(String::as_str);
            let nearest = crate::values::nearest::nearest(id, known).map(str::to_owned);
            return Err(Refusal::Unknown { what: "control", id: id.clone(), nearest });
        }
    }
    for id in &view.without_criteria {
        let id = crate::values::reference::canonical(id);
        if reading.from.item(&id).is_none() {
            let known = reading.from.items.iter().map(|i| i.id.as_str());
            let nearest = crate::values::nearest::nearest(&id, known).map(str::to_owned);
            return Err(Refusal::Unknown { what: "criterion", id, nearest });
        }
        lens.without.insert(id);
    }
    let mut met = BTreeSet::new();
    let in_place = registers
        .controls
        .values()
        .map(|h| &h.control)
        .filter(|c| c.in_place() && !view.without_controls.contains(&c.id));
    for control in in_place {
        met.extend(control.linked(&reading.from.id).map(|(item, _)| item));
        lens.direct.extend(control.linked(&reading.to.id).map(|(item, l)| (item, control.id.as_str(), l.extent)));
    }
    lens.met = Some(met);
    let layers = registers.catalogue.layers_on(&reading.crosswalk.id);
    lens.layers = layers
        .filter_map(|layer| {
            let decided = registers.suggestions.get(&layer.crosswalk.id)?;
            let accepted: BTreeSet<&str> =
                decided.iter().filter(|(_, d)| d.accepted).map(|(row, _)| row.as_str()).collect();
            (!accepted.is_empty()).then_some((layer, Some(accepted)))
        })
        .collect();
    Ok(lens)
}

/// What a gap analysis takes into account beside coverage, judged on `on`.
pub fn gap_input(registers: &Registers, on: Date) -> GapInput {
    let mut input = GapInput { hosting: registers.profile.hosting, ..GapInput::default() };
    for (control, record) in &registers.inheritance {
        let mut missing = record.missing(on);
        if !registers.profile.hosting.has_provider() {
            missing.push("a provider, since everything runs on own premises".to_owned());
        }
        if missing.is_empty() {
            input.inherited.insert(control.clone(), record.provider.clone());
        } else {
            input.incomplete.insert(control.clone(), missing.join(", "));
        }
    }
    let informal = registers.assessments.iter().filter(|(_, a)| a.practice == Practice::Informal);
    input.informal = informal.map(|(item, _)| item.clone()).collect();
    input
}

/// The gap analysis of an organisation, judged on `on`.
///
/// # Errors
/// As [`lens`].
pub fn organisation_gap(registers: &Registers, view: &View, on: Date) -> Result<Gap, Refusal> {
    let lens = lens(registers, view)?;
    Ok(gap::gap(lens.reading, coverage(&lens), &gap_input(registers, on)))
}

/// One criterion and the own controls that answer it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CriterionStanding {
    /// `CC6.1`.
    pub id: String,
    /// Controls in place.
    pub in_place: Vec<String>,
    /// Controls that are linked but not in place.
    pub not_in_place: Vec<String>,
}

/// Every criterion in scope with the own controls linked to it.
///
/// # Errors
/// As [`lens`].
pub fn criteria(registers: &Registers, view: &View) -> Result<Vec<CriterionStanding>, Refusal> {
    let lens = lens(registers, view)?;
    let from = lens.reading.from;
    let mut by_item: BTreeMap<&str, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for held in registers.live_controls() {
        for (item, _) in held.control.linked(&from.id) {
            let (yes, no) = by_item.entry(item).or_default();
            if held.control.in_place() { yes } else { no }.push(held.control.id.clone());
        }
    }
    let in_scope = from.items.iter().filter(|i| !i.heading && i.category.is_none_or(|c| lens.categories.contains(c)));
    Ok(in_scope
        .map(|i| {
            let (in_place, not_in_place) = by_item.remove(i.id.as_str()).unwrap_or_default();
            CriterionStanding { id: i.id.clone(), in_place, not_in_place }
        })
        .collect())
}

/// What losing an own control would take away: criteria that nothing else answers, and Annex A controls.
///
/// # Errors
/// As [`lens`].
pub fn losing_control(registers: &Registers, view: &View, id: &str) -> Result<(Vec<String>, Vec<String>), Refusal> {
    let mut without = view.clone();
    without.without_controls.push(id.to_owned());
    let (now, then) = (lens(registers, view)?, lens(registers, &without)?);
    let unmet =
        |l: &Lens<'_>| l.met.clone().unwrap_or_default().into_iter().map(str::to_owned).collect::<BTreeSet<_>>();
    let criteria = unmet(&now).difference(&unmet(&then)).cloned().collect();
    let lost = super::what_if::difference(&coverage(&now), &coverage(&then));
    Ok((criteria, lost))
}

/// How far the three steps of the covered controls are (R52).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StepCounts {
    /// Covered controls: the denominator.
    pub of: usize,
    /// Reviewed against ISO/IEC 27001.
    pub review: usize,
    /// Entered in the Statement of Applicability.
    pub soa_entry: usize,
    /// Confirmed with the certification body.
    pub confirmation: usize,
}

/// Counts the steps taken over the covered controls.
pub fn steps(registers: &Registers, coverage: &Coverage) -> StepCounts {
    let covered: Vec<&str> = coverage.ids(true).collect();
    let count = |step: Step| {
        covered.iter().filter(|id| registers.steps.get(**id).is_some_and(|s| s.contains_key(&step))).count()
    };
    StepCounts {
        of: covered.len(),
        review: count(Step::Review),
        soa_entry: count(Step::SoaEntry),
        confirmation: count(Step::Confirmation),
    }
}

/// Something a person should look at now, most pressing first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What it is about: `scope`, `controls`, `criteria`, `inheritance`, `suggestions`, `duplicates`.
    pub about: &'static str,
    /// One sentence.
    pub sentence: String,
}

/// What to do next, derived from the registers (R57, R256).
///
/// # Errors
/// As [`lens`].
pub fn advice(registers: &Registers, on: Date) -> Result<Vec<Advice>, Refusal> {
    let mut list = Vec::new();
    let mut say = |about: &'static str, sentence: String| list.push(Advice { about, sentence });
    if registers.profile.services.is_empty() {
        say("scope", "Name the services in scope: SOC 2 asks for them, and an ISO scope is not the same thing.".into());
    }
    if registers.controls.is_empty() {
        say("controls", "Import the controls you already have from a spreadsheet.".into());
        return Ok(list);
    }
    let standing = criteria(registers, &View::default())?;
    let unmet: Vec<&str> = standing.iter().filter(|c| c.in_place.is_empty()).map(|c| c.id.as_str()).collect();
    if !unmet.is_empty() {
        say("criteria", format!("No control in place answers {}.", unmet.join(", ")));
    }
    for (control, record) in &registers.inheritance {
        let missing = record.missing(on);
        if !missing.is_empty() {
            say("inheritance", format!("{control}: the inheritance lacks {}.", missing.join(", ")));
        } else if record.expires_soon(on)
            && let Some(report) = &record.report
        {
            say("inheritance", format!("{control}: the provider report expires on {}.", report.until));
        }
    }
    tidy_up(registers, &mut say);
    Ok(list)
}

/// Advice that is about order rather than about a gap: loose controls, likely duplicates, open suggestions.
fn tidy_up(registers: &Registers, say: &mut impl FnMut(&'static str, String)) {
    let unlinked = registers.live_controls().filter(|h| h.control.links.is_empty()).count();
    if unlinked > 0 {
        let are = if unlinked == 1 { "own control is" } else { "own controls are" };
        say("controls", format!("{unlinked} {are} linked to no criterion or control."));
    }
    let pairs = super::duplicates::duplicates(registers).len();
    if pairs > 0 {
        let look = if pairs == 1 { "pair of own controls looks" } else { "pairs of own controls look" };
        say("duplicates", format!("{pairs} {look} like the same intent."));
    }
    let open = open_suggestions(registers);
    if open > 0 {
        let wait = if open == 1 { "curated suggestion waits" } else { "curated suggestions wait" };
        say("suggestions", format!("{open} {wait} for your decision."));
    }
}

/// Number of suggestions on the organisation's crosswalk that nobody has decided.
pub fn open_suggestions(registers: &Registers) -> usize {
    registers
        .catalogue
        .layers_on(&registers.profile.crosswalk)
        .map(|l| {
            let decided = registers.suggestions.get(&l.crosswalk.id);
            l.crosswalk
                .rows
                .iter()
                .filter(|r| r.overlap != Overlap::IsoOnly && !decided.is_some_and(|d| d.contains_key(&r.id)))
                .count()
        })
        .sum()
}
