//! Coverage: which controls of the right side a scope of the left side reaches (R14-R17, R36, K1, K3).

use super::lens::Lens;
use crate::values::{Framework, ItemKind, Overlap, Percent};

/// Coverage of one scope under one crosswalk and mode. Never readiness: see [`super::COVERAGE_IS_NOT_READINESS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Controls that at least one counting row or direct link names.
    pub covered: usize,
    /// All controls of the framework: the denominator.
    pub of: usize,
    /// `covered` of `of` (K1).
    pub percent: Percent,
    /// The same by theme, in the framework's order.
    pub themes: Vec<ThemeCoverage>,
    /// Controls by their best overlap.
    pub best: Tally,
    /// Controls by their worst overlap.
    pub worst: Tally,
    /// Every control, covered or not, in official order.
    pub controls: Vec<ControlCoverage>,
}

/// Coverage of one theme of Annex A.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeCoverage {
    /// `organizational`, `people`, `physical`, `technological`, or a user's own.
    pub id: String,
    /// Name shown to people.
    pub title: String,
    /// Covered controls of the theme.
    pub covered: usize,
    /// Controls of the theme.
    pub of: usize,
}

/// Number of controls for each overlap value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Full.
    pub full: usize,
    /// Partial.
    pub partial: usize,
    /// Named without a rating.
    pub unrated: usize,
}

/// One control and everything that names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlCoverage {
    /// `A.5.7`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// Theme id.
    pub theme: String,
    /// Best overlap; `None` when nothing names it.
    pub best: Option<Overlap>,
    /// Worst overlap.
    pub worst: Option<Overlap>,
    /// The rows that name it.
    pub rows: Vec<NamedBy>,
    /// The organisation's own controls in place that are linked to it directly.
    pub direct: Vec<String>,
}

/// A row that names a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedBy {
    /// Row id.
    pub row: String,
    /// The criterion in scope.
    pub criterion: String,
    /// How far it carries.
    pub overlap: Overlap,
    /// Through a broad reference only.
    pub broad: bool,
    /// From an accepted suggestion.
    pub suggested: bool,
}

/// Which of the two speaks for a control: the crosswalk, a direct link, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaks {
    /// A row of the crosswalk, through a criterion.
    Crosswalk,
    /// A direct link of an own control.
    Direct,
    /// Both.
    Both,
    /// Neither: not covered.
    Neither,
}

impl ControlCoverage {
    /// Is the control covered?
    pub fn covered(&self) -> bool {
        self.best.is_some()
    }

    /// Which of the two speaks.
    pub fn speaks(&self) -> Speaks {
        match (self.rows.is_empty(), self.direct.is_empty()) {
            (true, true) => Speaks::Neither,
            (false, true) => Speaks::Crosswalk,
            (true, false) => Speaks::Direct,
            (false, false) => Speaks::Both,
        }
    }

    fn note(&mut self, overlap: Overlap) {
        let better = |a: Option<Overlap>, b: Overlap| a.is_none_or(|a| b.rank() > a.rank());
        let worse = |a: Option<Overlap>, b: Overlap| a.is_none_or(|a| b.rank() < a.rank());
        if better(self.best, overlap) {
            self.best = Some(overlap);
        }
        if worse(self.worst, overlap) {
            self.worst = Some(overlap);
        }
    }
}

impl Coverage {
    /// The ids of the covered controls, or of those that are not, in official order.
    pub fn ids(&self, covered: bool) -> impl Iterator<Item = &str> {
        self.controls.iter().filter(move |c| c.covered() == covered).map(|c| c.id.as_str())
    }

    /// The control with this id.
    pub fn control(&self, id: &str) -> Option<&ControlCoverage> {
        self.controls.iter().find(|c| c.id == id)
    }
}

/// Computes coverage through a lens.
pub fn coverage(lens: &Lens<'_>) -> Coverage {
    let to = lens.reading.to;
    let mut place = vec![usize::MAX; to.items.len()];
    let mut controls: Vec<ControlCoverage> = Vec::with_capacity(to.items.len());
    for (i, item) in to.items.iter().enumerate().filter(|(_, i)| counted(to, i.kind) && !i.heading) {
        place[i] = controls.len();
        controls.push(ControlCoverage {
            id: item.id.clone(),
            title: item.title.clone(),
            theme: item.group.clone().unwrap_or_default(),
            best: None,
            worst: None,
            rows: Vec::new(),
            direct: Vec::new(),
        });
    }
    lens.each_named(|named| {
        if let Some(control) = controls.get_mut(place[named.item]) {
            control.note(named.overlap);
            control.rows.push(NamedBy {
                row: named.row.to_owned(),
                criterion: named.criterion.to_owned(),
                overlap: named.overlap,
                broad: named.broad,
                suggested: named.suggested,
            });
        }
    });
    for (item, own, overlap) in &lens.direct {
        if let Some(control) = controls.iter_mut().find(|c| c.id == *item) {
            control.note(*overlap);
            control.direct.push((*own).to_owned());
        }
    }
    summarise(to, controls)
}

/// What the denominator holds: the controls, or every item of a framework that has none.
fn counted(framework: &Framework, kind: ItemKind) -> bool {
    kind == ItemKind::Control || !framework.items.iter().any(|i| i.kind == ItemKind::Control)
}

fn summarise(to: &Framework, controls: Vec<ControlCoverage>) -> Coverage {
    let tally = |of: fn(&ControlCoverage) -> Option<Overlap>| {
        controls.iter().filter_map(of).fold(Tally::default(), |mut t, overlap| {
            match overlap {
                Overlap::Full => t.full += 1,
                Overlap::Partial => t.partial += 1,
                Overlap::Unrated => t.unrated += 1,
                Overlap::IsoOnly | Overlap::Soc2Only => {}
            }
            t
        })
    };
    let themes = to
        .groups
        .iter()
        .map(|g| {
            let (covered, of) = controls
                .iter()
                .filter(|c| c.theme == g.id)
                .fold((0, 0), |(n, d), c| (n + usize::from(c.covered()), d + 1));
            ThemeCoverage { id: g.id.clone(), title: g.title.clone(), covered, of }
        })
        .filter(|t| t.of > 0)
        .collect();
    let covered = controls.iter().filter(|c| c.covered()).count();
    Coverage {
        covered,
        of: controls.len(),
        percent: Percent::of(covered, controls.len()),
        themes,
        best: tally(|c| c.best),
        worst: tally(|c| c.worst),
        controls,
    }
}
