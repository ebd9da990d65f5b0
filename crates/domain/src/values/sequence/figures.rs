//! The published figures that the rules read: each is the end of a claim, until the organisation sets one of its own.

use super::super::operation::words;
use super::super::{Claims, Published, Unit};
use super::GuideFigure;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A figure that a rule reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureKind {
    /// From this sum on, both at once can be paid, in US dollars.
    BothUsd,
    /// From so many months on, there is time for both at once.
    BothMonths,
    /// From so many engineers on, a team can carry one of them.
    TeamEngineers,
    /// What is needed within fewer months than these is urgent.
    UrgentMonths,
    /// Below this sum a budget is hard, in US dollars.
    HardUsd,
}

words!(FigureKind {
    BothUsd = "both_usd", "Budget for both at once, US dollars";
    BothMonths = "both_months", "Time for both at once, months";
    TeamEngineers = "team_engineers", "Engineers who can carry it";
    UrgentMonths = "urgent_months", "Urgent below, months";
    HardUsd = "hard_usd", "A hard budget below, US dollars";
});

/// A figure with where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Its value.
    pub value: u32,
    /// The claim of the library that it is an end of.
    pub claim: String,
    /// The range as it is published: the low end, and the high one if there is one.
    pub published: (u32, Option<u32>),
    /// The organisation's own figure, where it set one.
    pub own: Option<FigureSet>,
}

/// A figure that an organisation sets in place of a published one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FigureSet {
    /// Its value, in the unit of the figure.
    pub value: u32,
    /// Where it comes from: an offer, an own count.
    pub source: String,
}

impl Figure {
    /// Where the value comes from: the claim, or what the organisation says.
    pub fn source(&self) -> &str {
        self.own.as_ref().map_or(&self.claim, |own| &own.source)
    }
}

/// All figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Figures(BTreeMap<FigureKind, Figure>);

impl Figures {
    /// The figures of a guide, each from its claim.
    ///
    /// # Errors
    /// Which figure is declared by no line, or by a claim without such a figure.
    pub fn of(lines: &[GuideFigure], claims: &Claims) -> Result<Figures, String> {
        let figure = |kind: FigureKind| {
            let lacks = |what: &str| format!("the figure `{}` {what}", kind.id());
            let line = lines.iter().find(|line| line.id == kind).ok_or_else(|| lacks("stands in no line"))?;
            let found = published(claims, &line.claim).ok_or_else(|| lacks("names no claim with a figure"))?;
            if !units(kind).contains(&found.unit) {
                return Err(lacks("names a claim in another unit"));
            }
            let range = (found.low, found.high);
            Ok((kind, Figure { value: found.low, claim: line.claim.clone(), published: range, own: None }))
        };
        FigureKind::ALL.into_iter().map(figure).collect::<Result<_, _>>().map(Figures)
    }

    /// The same, with what the organisation set in place of some.
    #[must_use]
    pub fn with(mut self, own: &BTreeMap<FigureKind, FigureSet>) -> Figures {
        for (kind, set) in own {
            if let Some(figure) = self.0.get_mut(kind) {
                (figure.value, figure.own) = (set.value, Some(set.clone()));
            }
        }
        self
    }

    /// A figure; every kind has one.
    pub fn get(&self, kind: FigureKind) -> Option<&Figure> {
        self.0.get(&kind)
    }

    /// The value of a figure.
    pub fn value(&self, kind: FigureKind) -> u32 {
        self.0.get(&kind).map_or(0, |figure| figure.value)
    }

    /// All of them, in order.
    pub fn all(&self) -> impl Iterator<Item = (FigureKind, &Figure)> {
        self.0.iter().map(|(kind, figure)| (*kind, figure))
    }
}

fn units(kind: FigureKind) -> &'static [Unit] {
    match kind {
        FigureKind::BothUsd | FigureKind::HardUsd => &[Unit::Usd],
        FigureKind::BothMonths | FigureKind::UrgentMonths => &[Unit::Months],
        FigureKind::TeamEngineers => &[Unit::People],
    }
}

/// The figure of a claim.
pub fn published<'a>(claims: &'a Claims, id: &str) -> Option<&'a Published> {
    claims.claims.iter().find(|claim| claim.id == id)?.published.as_ref()
}
