//! Crosswalks side by side: what each source says about every control (R12).

use super::coverage::{Coverage, coverage};
use super::lens::Lens;
use crate::values::catalogue::{Catalogue, Unknown};
use crate::values::{Categories, Mode, Overlap};

/// Several crosswalks over the same right side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The crosswalk ids, in the order of the columns.
    pub crosswalks: Vec<String>,
    /// Coverage of each.
    pub coverages: Vec<Coverage>,
    /// One line for each control.
    pub controls: Vec<Line>,
}

/// One control in several crosswalks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// `A.5.7`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// Best overlap in each crosswalk.
    pub best: Vec<Option<Overlap>>,
    /// Do the crosswalks disagree whether it is covered at all?
    pub disagree: bool,
}

/// Puts crosswalks with the same right side beside each other.
///
/// # Errors
/// [`Unknown`] for a crosswalk that the catalogue does not hold.
pub fn compare(
    catalogue: &Catalogue,
    ids: &[String],
    categories: Categories,
    mode: Mode,
) -> Result<Comparison, Unknown> {
    let mut coverages = Vec::new();
    let mut crosswalks = Vec::new();
    let mut right = None;
    for id in ids {
        let reading = catalogue.reading(id)?;
        if *right.get_or_insert(&reading.to.id) == &reading.to.id {
            coverages.push(coverage(&Lens::new(reading, categories, mode)));
            crosswalks.push(id.clone());
        }
    }
    let lines = coverages.first().map_or(&[][..], |c| &c.controls).iter().enumerate().map(|(i, c)| {
        let best: Vec<Option<Overlap>> = coverages.iter().map(|v| v.controls[i].best).collect();
        let covered = best.iter().filter(|b| b.is_some()).count();
        Line { id: c.id.clone(), title: c.title.clone(), disagree: covered != 0 && covered != best.len(), best }
    });
    Ok(Comparison { crosswalks, controls: lines.collect(), coverages })
}
