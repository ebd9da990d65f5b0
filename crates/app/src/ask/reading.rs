//! Questions about crosswalks: with an organisation they speak of it, without one the library alone speaks.

use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::reports::claims::{Contradiction, Held, claims, contradictions};
use domain::reports::compare::{Comparison, compare};
use domain::reports::coverage::{Coverage, coverage};
use domain::reports::explain::{Explanation, explain};
use domain::reports::gap::{Gap, GapInput, gap};
use domain::reports::lens::Lens;
use domain::reports::programme::{self, View};
use domain::reports::reuse::{EvidenceKind, evidence_kinds};
use domain::reports::reverse::{Reverse, reverse};
use domain::reports::what_if::{self, Change};
use domain::values::{Categories, Hosting, LibraryDocument, Mode, Provenance};

/// How an answer was read: it stands on every figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// Crosswalk id.
    pub crosswalk: String,
    /// Its title.
    pub title: String,
    /// Its version.
    pub version: String,
    /// Its source.
    pub source: Provenance,
    /// Framework on the left.
    pub from: String,
    /// Framework on the right.
    pub to: String,
    /// Scope.
    pub categories: Categories,
    /// Mode.
    pub mode: Mode,
    /// Layers of suggestions that count too.
    pub layers: Vec<String>,
    /// Does an organisation speak, or the crosswalk alone?
    pub organisation: bool,
}

impl Read {
    fn of(lens: &Lens<'_>) -> Read {
        let crosswalk = lens.reading.crosswalk;
        Read {
            crosswalk: crosswalk.id.clone(),
            title: crosswalk.title.clone(),
            version: crosswalk.version.clone(),
            source: crosswalk.source.clone(),
            from: lens.reading.from.title.clone(),
            to: lens.reading.to.title.clone(),
            categories: lens.categories,
            mode: lens.mode,
            layers: lens.layers.iter().map(|(l, _)| l.crosswalk.id.clone()).collect(),
            organisation: lens.met.is_some(),
        }
    }
}

/// The crosswalk that speaks when nobody names one.
pub const DEFAULT_CROSSWALK: &str = "truvo-2026-05";

fn lens<'a>(seen: &Seen<'a>, view: &View) -> Result<Lens<'a>, Refusal> {
    if let Some(registers) = seen.registers {
        return programme::lens(registers, view);
    }
    let reading = seen.catalogue.reading(view.crosswalk.as_deref().unwrap_or(DEFAULT_CROSSWALK))?;
    let categories = view.categories.unwrap_or(Categories::SECURITY);
    let mut lens = Lens::new(reading, categories, view.mode.unwrap_or_default());
    for id in &view.without_criteria {
        let id = domain::values::reference::canonical(id);
        if reading.from.item(&id).is_none() {
            let known = reading.from.items.iter().map(|i| i.id.as_str());
            let nearest = domain::values::nearest::nearest(&id, known).map(str::to_owned);
            return Err(Refusal::Unknown { what: "criterion", id, nearest });
        }
        lens.without.insert(id);
    }
    Ok(lens)
}

/// Coverage, and what a change of scope would do to it.
#[derive(Clone, Debug, Default)]
pub struct CoverageOf {
    /// How to read.
    pub view: View,
    /// What if these categories were added?
    pub add: Categories,
}

/// Coverage of a scope.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverageAnswer {
    /// How it was read.
    pub read: Read,
    /// The coverage; of the scope with the added categories, if any were.
    pub coverage: Coverage,
    /// Controls that the added categories gain.
    pub gained: Vec<String>,
    /// Controls that leaving out criteria or own controls loses.
    pub lost: Vec<String>,
}

impl Question for CoverageOf {
    type Answer = CoverageAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<CoverageAnswer, Refusal> {
        let now = lens(seen, &self.view)?;
        let whole = View { without_controls: Vec::new(), without_criteria: Vec::new(), ..self.view.clone() };
        let (coverage_then, gained) = what_if::adding(&now, self.add);
        let lost = if whole == self.view {
            Vec::new()
        } else {
            what_if::difference(&coverage(&lens(seen, &whole)?), &coverage(&now))
        };
        let read = Read::of(&now.over(now.categories.union(self.add)));
        Ok(CoverageAnswer { read, coverage: coverage_then, gained, lost })
    }
}

/// The other direction.
#[derive(Clone, Debug, Default)]
pub struct ReverseOf {
    /// How to read.
    pub view: View,
}

/// Criteria with a counterpart.
#[derive(Clone, Debug, PartialEq)]
pub struct ReverseAnswer {
    /// How it was read.
    pub read: Read,
    /// The counts.
    pub reverse: Reverse,
}

impl Question for ReverseOf {
    type Answer = ReverseAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<ReverseAnswer, Refusal> {
        let lens = lens(seen, &self.view)?;
        Ok(ReverseAnswer { read: Read::of(&lens), reverse: reverse(&lens) })
    }
}

/// What each category would add or take away.
#[derive(Clone, Debug, Default)]
pub struct WhatIfOf {
    /// How to read.
    pub view: View,
}

/// What each category would do.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIfAnswer {
    /// How it was read.
    pub read: Read,
    /// Coverage as it is.
    pub coverage: Coverage,
    /// One change for each category.
    pub changes: Vec<Change>,
}

impl Question for WhatIfOf {
    type Answer = WhatIfAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<WhatIfAnswer, Refusal> {
        let lens = lens(seen, &self.view)?;
        let changes = what_if::each_category(&lens);
        Ok(WhatIfAnswer { read: Read::of(&lens), coverage: coverage(&lens), changes })
    }
}

/// The gap analysis.
#[derive(Clone, Debug, Default)]
pub struct GapOf {
    /// How to read.
    pub view: View,
    /// Hosting, when no organisation says it.
    pub hosting: Hosting,
}

/// A gap analysis.
#[derive(Clone, Debug, PartialEq)]
pub struct GapAnswer {
    /// How it was read.
    pub read: Read,
    /// Where the services run.
    pub hosting: Hosting,
    /// The analysis.
    pub gap: Gap,
}

impl Question for GapOf {
    type Answer = GapAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<GapAnswer, Refusal> {
        let lens = lens(seen, &self.view)?;
        let input = match seen.registers {
            Some(registers) => programme::gap_input(registers, seen.on),
            None => GapInput { hosting: self.hosting, ..GapInput::default() },
        };
        let hosting = input.hosting;
        Ok(GapAnswer { read: Read::of(&lens), hosting, gap: gap(lens.reading, coverage(&lens), &input) })
    }
}

/// Claims held against the rows.
#[derive(Clone, Debug, Default)]
pub struct ClaimsOf {
    /// Only claims about this crosswalk.
    pub crosswalk: Option<String>,
    /// How broad references are read.
    pub mode: Mode,
}

/// Claims and contradictions.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimsAnswer {
    /// Each claim.
    pub claims: Vec<Held>,
    /// Contradictions found by rule.
    pub contradictions: Vec<Contradiction>,
    /// How broad references were read.
    pub mode: Mode,
}

impl Question for ClaimsOf {
    type Answer = ClaimsAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<ClaimsAnswer, Refusal> {
        let held = claims(seen.catalogue, self.crosswalk.as_deref(), self.mode)?;
        let contradictions = match &self.crosswalk {
            Some(id) => contradictions(seen.catalogue.reading(id)?, &held),
            None => Vec::new(),
        };
        Ok(ClaimsAnswer { claims: held, contradictions, mode: self.mode })
    }
}

/// Everything that bears on one item.
#[derive(Clone, Debug, Default)]
pub struct ExplainOf {
    /// How to read.
    pub view: View,
    /// The control, criterion or clause, in any usual spelling.
    pub id: String,
}

/// An explanation.
#[derive(Clone, Debug, PartialEq)]
pub struct ExplainAnswer {
    /// How it was read.
    pub read: Read,
    /// Everything that bears on it.
    pub explanation: Explanation,
    /// Own controls linked to it: (id, name, in place).
    pub own: Vec<(String, String, bool)>,
    /// For a control: its grade and reason.
    pub graded: Option<domain::reports::gap::Graded>,
}

impl Question for ExplainOf {
    type Answer = ExplainAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<ExplainAnswer, Refusal> {
        let lens = lens(seen, &self.view)?;
        let crosswalk = &lens.reading.crosswalk.id;
        let explanation = explain(seen.catalogue, crosswalk, &self.id, lens.categories, lens.mode)?;
        let own = seen.registers.map(|r| linked(r, &explanation)).unwrap_or_default();
        let gap = GapOf { view: self.view.clone(), hosting: Hosting::default() }.answer(seen)?.gap;
        let graded = gap.controls.into_iter().find(|c| c.id == explanation.item.id);
        Ok(ExplainAnswer { read: Read::of(&lens), explanation, own, graded })
    }
}

fn linked(registers: &domain::registers::Registers, explanation: &Explanation) -> Vec<(String, String, bool)> {
    let links_here =
        |c: &&domain::values::Control| c.linked(&explanation.framework).any(|(item, _)| item == explanation.item.id);
    let controls = registers.live_controls().map(|h| &h.control).filter(links_here);
    controls.map(|c| (c.id.clone(), c.name.clone(), c.in_place())).collect()
}

/// Crosswalks side by side.
#[derive(Clone, Debug, Default)]
pub struct CompareOf {
    /// Their ids; empty for all that share the right side of the default one.
    pub crosswalks: Vec<String>,
    /// Scope.
    pub categories: Categories,
    /// Mode.
    pub mode: Mode,
}

impl Question for CompareOf {
    type Answer = Comparison;

    fn answer(&self, seen: &Seen<'_>) -> Result<Comparison, Refusal> {
        let mut ids = self.crosswalks.clone();
        if ids.is_empty() {
            let default = seen.registers.map_or(DEFAULT_CROSSWALK, |r| r.profile.crosswalk.as_str());
            let own = seen.catalogue.crosswalks().filter(|c| c.layer_on.is_none()).map(|c| c.id.clone());
            ids = std::iter::once(default.to_owned()).chain(own.filter(|id| id != default)).collect();
        }
        Ok(compare(seen.catalogue, &ids, self.categories, self.mode)?)
    }
}

/// Evidence kinds and the packages they serve.
#[derive(Clone, Debug, Default)]
pub struct ReuseOf {
    /// How to read.
    pub view: View,
}

/// Evidence kinds.
#[derive(Clone, Debug, PartialEq)]
pub struct ReuseAnswer {
    /// How it was read.
    pub read: Read,
    /// The kinds.
    pub kinds: Vec<EvidenceKind>,
}

impl Question for ReuseOf {
    type Answer = ReuseAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<ReuseAnswer, Refusal> {
        let lens = lens(seen, &self.view)?;
        Ok(ReuseAnswer { read: Read::of(&lens), kinds: evidence_kinds(&lens) })
    }
}

/// One library document, whole.
#[derive(Clone, Debug)]
pub struct Document(pub String);

impl Question for Document {
    type Answer = LibraryDocument;

    fn answer(&self, seen: &Seen<'_>) -> Result<LibraryDocument, Refusal> {
        seen.catalogue.document(&self.0).ok_or_else(|| {
            let all = Documents.answer(seen).unwrap_or_default();
            let nearest = domain::values::nearest::nearest(&self.0, all.iter().map(LibraryDocument::id));
            Refusal::Unknown { what: "library document", id: self.0.clone(), nearest: nearest.map(str::to_owned) }
        })
    }
}

/// All library documents.
#[derive(Clone, Copy, Debug)]
pub struct Documents;

impl Question for Documents {
    type Answer = Vec<LibraryDocument>;

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<LibraryDocument>, Refusal> {
        let catalogue = seen.catalogue;
        let frameworks = catalogue.frameworks().cloned().map(LibraryDocument::Framework);
        let crosswalks = catalogue.crosswalks().cloned().map(LibraryDocument::Crosswalk);
        let claims = catalogue.claims().cloned().map(LibraryDocument::Claims);
        Ok(frameworks.chain(crosswalks).chain(claims).collect())
    }
}
