//! Claims against rows: what was published, what the rows give, and the difference control by control (R19, R29).

use super::coverage::{Coverage, coverage};
use super::lens::Lens;
use super::reverse::reverse;
use crate::values::catalogue::{Catalogue, Reading, Unknown};
use crate::values::{Categories, Claim, Derivation, Mode, Overlap, Percent, Unit};

/// A claim held against the rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The claim.
    pub claim: Claim,
    /// What the rows give; `None` where rows cannot answer.
    pub derived: Option<Figure>,
    /// Does the derived figure lie in the published interval? `None` where there is nothing to compare.
    pub agrees: Option<bool>,
    /// Named by a counting row although the claim calls them uncovered.
    pub named_but_claimed_uncovered: Vec<String>,
    /// Covered according to the claim although no counting row names them.
    pub claimed_but_unnamed: Vec<String>,
    /// Called partial by the claim although a row carries them fully.
    pub full_but_claimed_partial: Vec<String>,
}

/// A derived figure with its denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// A count or a share.
    pub value: Value,
    /// Numerator.
    pub n: usize,
    /// Denominator.
    pub of: usize,
}

/// A count or a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// A count.
    Count(usize),
    /// A percentage.
    Percent(Percent),
    /// A difference of two percentages, in tenths of a percentage point.
    Points(i64),
}

impl Value {
    /// The figure as a number with at most one decimal.
    pub fn number(self) -> f64 {
        match self {
            #[allow(clippy::cast_precision_loss, reason = "counts of controls are far below 2^52")]
            Value::Count(n) => n as f64,
            Value::Percent(p) => f64::from(p.tenths()) / 10.0,
            #[allow(clippy::cast_precision_loss, reason = "tenths of a percentage point are far below 2^52")]
            Value::Points(t) => t as f64 / 10.0,
        }
    }
}

/// Holds every claim about `crosswalk` (all claims when `None`) against the rows, read literally.
///
/// # Errors
/// [`Unknown`] when a claim speaks of a crosswalk that the catalogue does not hold.
pub fn claims(catalogue: &Catalogue, crosswalk: Option<&str>, mode: Mode) -> Result<Vec<Held>, Unknown> {
    if let Some(id) = crosswalk {
        catalogue.reading(id)?;
    }
    catalogue
        .claims()
        .flat_map(|c| &c.claims)
        .filter(|c| crosswalk.is_none() || c.scope.crosswalk.as_deref() == crosswalk)
        .map(|claim| hold(catalogue, claim, mode))
        .collect()
}

fn hold(catalogue: &Catalogue, claim: &Claim, mode: Mode) -> Result<Held, Unknown> {
    let mut held = Held {
        claim: claim.clone(),
        derived: None,
        agrees: None,
        named_but_claimed_uncovered: Vec::new(),
        claimed_but_unnamed: Vec::new(),
        full_but_claimed_partial: Vec::new(),
    };
    let Some(id) = claim.scope.crosswalk.as_deref() else {
        return Ok(held);
    };
    let reading = catalogue.reading(id)?;
    let lens = Lens::new(reading, claim.scope.categories.unwrap_or(Categories::ALL), mode);
    let seen = coverage(&lens);
    held.derived = claim.derive.map(|d| derive(&lens, &seen, claim, d));
    held.agrees = held.derived.and_then(|figure| agrees(claim, figure));
    differences(&lens, &seen, claim, &mut held);
    Ok(held)
}

fn agrees(claim: &Claim, figure: Figure) -> Option<bool> {
    let published = claim.published.as_ref()?;
    let scale = |value: u32| i64::from(value) * 10;
    let tenths = match figure.value {
        Value::Count(n) => i64::try_from(n).unwrap_or(i64::MAX) * 10,
        Value::Percent(p) => i64::from(p.tenths()),
        Value::Points(t) => t,
    };
    // A published whole number of per cent stands for everything that rounds to it.
    let slack = if matches!(published.unit, Unit::Percent | Unit::PercentagePoints) { 5 } else { 0 };
    let low = tenths >= scale(published.low) - slack;
    let high = published.high.is_none_or(|h| tenths < scale(h) + slack.max(1));
    Some(low && high)
}

fn derive(lens: &Lens<'_>, seen: &Coverage, claim: &Claim, how: Derivation) -> Figure {
    let theme = claim.scope.theme.as_deref();
    let in_theme = |c: &&super::coverage::ControlCoverage| theme.is_none_or(|t| c.theme == t);
    let of = seen.controls.iter().filter(in_theme).count();
    let count = |n: usize, of: usize| Figure { value: Value::Count(n), n, of };
    let share = |n: usize, of: usize| Figure { value: Value::Percent(Percent::of(n, of)), n, of };
    let best = |o: Overlap| seen.controls.iter().filter(in_theme).filter(|c| c.best == Some(o)).count();
    let covered = seen.controls.iter().filter(in_theme).filter(|c| c.covered()).count();
    match how {
        Derivation::CoveragePercent => share(covered, of),
        Derivation::CoverageCount => count(covered, of),
        Derivation::PartialCount => count(best(Overlap::Partial), of),
        Derivation::UncoveredCount => count(of - covered, of),
        Derivation::FullPercent => share(best(Overlap::Full), of),
        Derivation::PartialPercent => share(best(Overlap::Partial) + best(Overlap::Unrated), of),
        Derivation::UncoveredPercent => share(of - covered, of),
        Derivation::ControlCount => count(of, of),
        Derivation::NewControls => {
            let new = lens.reading.to.items.iter().filter(|i| i.new).count();
            count(new, of)
        }
        Derivation::GainOverSecurity => {
            let alone = coverage(&lens.over(Categories::SECURITY));
            let points = i64::from(seen.percent.tenths()) - i64::from(alone.percent.tenths());
            Figure { value: Value::Points(points), n: seen.covered - alone.covered.min(seen.covered), of }
        }
        Derivation::CriteriaWithAnnexA
        | Derivation::CriteriaWithAnnexAPercent
        | Derivation::CriteriaWithoutReference
        | Derivation::CriteriaCount => {
            let n = reverse(lens).in_scope;
            match how {
                Derivation::CriteriaWithAnnexA => count(n.with_annex_a, n.criteria),
                Derivation::CriteriaWithAnnexAPercent => share(n.with_annex_a, n.criteria),
                Derivation::CriteriaWithoutReference => count(n.no_reference.len(), n.criteria),
                _ => count(n.criteria, n.criteria),
            }
        }
    }
}

fn differences(lens: &Lens<'_>, seen: &Coverage, claim: &Claim, held: &mut Held) {
    let theme = claim.scope.theme.as_deref();
    let uncovered = |id: &str| claim.claimed_uncovered.iter().any(|u| u == id);
    // A claim that every criterion has a counterpart says nothing about single controls.
    let about_criteria = matches!(claim.derive, Some(Derivation::CriteriaWithAnnexA));
    let every_criterion = about_criteria && claim.published.as_ref().is_some_and(|p| p.of == Some(p.low));
    for control in seen.controls.iter().filter(|c| theme.is_none_or(|t| c.theme == t)) {
        let rest = claim.rest_is_covered && !about_criteria && !uncovered(&control.id);
        let claimed = rest || claim.claimed_covered.contains(&control.id);
        if control.covered() && uncovered(&control.id) {
            held.named_but_claimed_uncovered.push(control.id.clone());
        }
        if !control.covered() && claimed {
            held.claimed_but_unnamed.push(control.id.clone());
        }
        if control.best == Some(Overlap::Full) && claim.claimed_partial.contains(&control.id) {
            held.full_but_claimed_partial.push(control.id.clone());
        }
    }
    // Claims about criteria name criteria; the same two questions are asked of the rows in the other direction.
    let by_criteria = reverse(lens).in_scope;
    for id in claim.claimed_uncovered.iter().filter(|id| lens.reading.from.item(id).is_some()) {
        if !by_criteria.no_reference.contains(id) {
            held.named_but_claimed_uncovered.push(id.clone());
        }
    }
    if about_criteria && (claim.rest_is_covered || every_criterion) {
        held.claimed_but_unnamed.extend(by_criteria.clause_only.iter().chain(&by_criteria.no_reference).cloned());
    }
}

/// A contradiction found by rule inside a crosswalk or between it and what its own source claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Which rule found it.
    pub rule: Rule,
    /// Controls, criteria or claims concerned.
    pub about: Vec<String>,
    /// What contradicts what, in one sentence.
    pub sentence: String,
}

/// The rules by which contradictions are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// A row names what the source calls uncovered.
    NamedButUncovered,
    /// The source claims what no row names.
    ClaimedButUnnamed,
    /// A row carries fully what the source calls partial.
    FullButPartial,
    /// A published figure does not follow from the rows.
    FigureDiffers,
    /// Two rows carry the same control differently far.
    RowsDiffer,
    /// Two published figures about the same question differ.
    FiguresDiffer,
}

impl Rule {
    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            Rule::NamedButUncovered => "named_but_uncovered",
            Rule::ClaimedButUnnamed => "claimed_but_unnamed",
            Rule::FullButPartial => "full_but_partial",
            Rule::FigureDiffers => "figure_differs",
            Rule::RowsDiffer => "rows_differ",
            Rule::FiguresDiffer => "figures_differ",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Rule::NamedButUncovered => "A row names what the source calls uncovered",
            Rule::ClaimedButUnnamed => "The source claims what no row names",
            Rule::FullButPartial => "A row carries fully what the source calls partial",
            Rule::FigureDiffers => "A published figure does not follow from the rows",
            Rule::RowsDiffer => "Rows carry the same control differently far",
            Rule::FiguresDiffer => "Published figures about one question differ",
        }
    }
}

/// Finds contradictions by rule, not by list.
pub fn contradictions(reading: Reading<'_>, held: &[Held]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for h in held {
        let id = &h.claim.id;
        let mut add = |rule: Rule, about: &[String], sentence: String| {
            if !about.is_empty() {
                found.push(Contradiction { rule, about: about.to_vec(), sentence });
            }
        };
        add(
            Rule::NamedButUncovered,
            &h.named_but_claimed_uncovered,
            format!("{id} calls them uncovered; rows name them"),
        );
        add(
            Rule::ClaimedButUnnamed,
            &h.claimed_but_unnamed,
            format!("{id} counts them as covered; no row in scope names them"),
        );
        add(
            Rule::FullButPartial,
            &h.full_but_claimed_partial,
            format!("{id} calls them partial; a row carries them fully"),
        );
        if let (Some(figure), Some(false), Some(p)) = (h.derived, h.agrees, &h.claim.published) {
            let sentence = format!(
                "{id} publishes {}; the rows give {} ({} of {})",
                interval(p.low, p.high),
                figure.value.number(),
                figure.n,
                figure.of
            );
            add(Rule::FigureDiffers, std::slice::from_ref(id), sentence);
        }
    }
    figures_differ(held, &mut found);
    rows_differ(reading, &mut found);
    found.sort_by_key(|c| c.rule);
    found
}

fn interval(low: u32, high: Option<u32>) -> String {
    match high {
        Some(h) if h != low => format!("{low}-{h}"),
        Some(_) => low.to_string(),
        None => format!("at least {low}"),
    }
}

fn figures_differ(held: &[Held], found: &mut Vec<Contradiction>) {
    for (i, a) in held.iter().enumerate() {
        for b in &held[i + 1..] {
            let same = a.claim.derive.is_some() && a.claim.derive == b.claim.derive && a.claim.scope == b.claim.scope;
            if let (true, Some(p), Some(q)) = (same, &a.claim.published, &b.claim.published)
                && (p.unit == q.unit && (p.low, p.high) != (q.low, q.high))
            {
                found.push(Contradiction {
                    rule: Rule::FiguresDiffer,
                    about: vec![a.claim.id.clone(), b.claim.id.clone()],
                    sentence: format!(
                        "{} and {} answer one question",
                        interval(p.low, p.high),
                        interval(q.low, q.high)
                    ),
                });
            }
        }
    }
}

fn rows_differ(reading: Reading<'_>, found: &mut Vec<Contradiction>) {
    let seen = coverage(&Lens::new(reading, Categories::ALL, Mode::Literal));
    for c in seen.controls.iter().filter(|c| c.best != c.worst) {
        let rows: Vec<String> = c.rows.iter().map(|r| format!("{} {}", r.criterion, r.overlap.id())).collect();
        found.push(Contradiction {
            rule: Rule::RowsDiffer,
            about: vec![c.id.clone()],
            sentence: format!("{}: {}", c.id, rows.join(", ")),
        });
    }
}
