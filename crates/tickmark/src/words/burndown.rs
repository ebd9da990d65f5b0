//! How a piece of work burns down, in words.

use domain::reports::burndown::Burndown;
use serde::Serialize;
use utoipa::ToSchema;

/// What was left at the end of a day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BurnPointWords {
    /// The day: the first one, ends of months, the day of the question and the last one.
    pub on: String,
    /// Pieces that were planned to be left.
    pub planned: usize,
    /// Pieces that were left; left out for days that have not come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left: Option<usize>,
}

/// How steps or lines burn down: counts, never effort.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BurndownWords {
    /// All pieces.
    pub of: usize,
    /// Pieces of which nobody said by when.
    pub without_day: usize,
    /// Left on the day of the question.
    pub left: usize,
    /// Planned to be left on that day.
    pub planned: usize,
    /// Day by day, the earliest first.
    pub points: Vec<BurnPointWords>,
}

impl From<&Burndown> for BurndownWords {
    fn from(of: &Burndown) -> BurndownWords {
        let points = of.points.iter();
        BurndownWords {
            of: of.of,
            without_day: of.without_day,
            left: of.left(),
            planned: of.planned(),
            points: points
                .map(|point| BurnPointWords { on: point.on.to_string(), planned: point.planned, left: point.left })
                .collect(),
        }
    }
}

/// The rows of a table of it: day, planned, left.
pub fn rows(of: &Burndown) -> impl Iterator<Item = Vec<String>> + '_ {
    let left = |left: Option<usize>| left.map_or(String::new(), |left| left.to_string());
    of.points.iter().map(move |point| vec![point.on.to_string(), point.planned.to_string(), left(point.left)])
}
