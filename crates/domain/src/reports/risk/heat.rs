//! Open risks by likelihood and impact, on the scales of the method in force.

use super::standing::rated;
use crate::registers::Registers;
use crate::values::risk::{RatingKind, RiskMethod};

/// A picture for each kind of rating.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heat {
    /// The version of the method.
    pub version: u32,
    /// Scales, matrix and levels.
    pub method: RiskMethod,
    /// Inherent, current and residual.
    pub maps: Vec<HeatMap>,
}

/// One picture. Each open risk stands in exactly one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatMap {
    /// What was rated.
    pub kind: RatingKind,
    /// Risks by likelihood (row) and impact (column), both from the lowest grade.
    pub cells: Vec<Vec<Vec<String>>>,
    /// Risks that were rated by another version: their grades mean something else.
    pub by_other_version: Vec<String>,
    /// Risks that are not rated since they were opened.
    pub unrated: Vec<String>,
}

impl HeatMap {
    /// How many risks stand in a cell; grades from 1.
    pub fn count(&self, likelihood: u8, impact: u8) -> usize {
        let at = |grade: u8| usize::from(grade).checked_sub(1);
        let cell = || self.cells.get(at(likelihood)?)?.get(at(impact)?);
        cell().map_or(0, Vec::len)
    }
}

/// The heat map of the risks that may be seen; `None` while no method is approved.
pub fn heat(registers: &Registers, sees: impl Fn(&str) -> bool) -> Option<Heat> {
    let (version, held) = registers.risks.in_force()?;
    let method = &held.method;
    let map = |kind| {
        let cells = vec![vec![Vec::new(); method.impact.len()]; method.likelihood.len()];
        let mut map = HeatMap { kind, cells, by_other_version: Vec::new(), unrated: Vec::new() };
        for (id, risk) in registers.risks.risks.iter().filter(|(id, risk)| !risk.closed && sees(id)) {
            let rating = rated(risk, kind).map(|(_, held)| &held.rating);
            let place = rating.filter(|rating| rating.method == version).and_then(|rating| {
                let row = map.cells.get_mut(usize::from(rating.likelihood).checked_sub(1)?)?;
                row.get_mut(usize::from(rating.impact).checked_sub(1)?)
            });
            match (place, rating) {
                (Some(cell), _) => cell.push(id.clone()),
                (None, Some(_)) => map.by_other_version.push(id.clone()),
                (None, None) => map.unrated.push(id.clone()),
            }
        }
        map
    };
    Some(Heat { version, method: method.clone(), maps: RatingKind::ALL.into_iter().map(map).collect() })
}
