//! The plan as JSON: choices, roadmap, cost, figures, alternatives.

mod choices;
mod commands;
mod cost;
mod road;

pub use choices::{PlanChoicesBody, PlanChoicesWords, choices_of};
pub use commands::{keep, report, set, set_figure};
pub use cost::{CostPlanWords, ExtendingWords, FigureWords, SumWords, ThreeYearsWords};
pub use domain::values::grouped;
pub use road::{AgainstWords, BesideWords, RoadmapWords};

use super::MarkWords;
use super::burndown::BurndownWords;
use app::Mark;
use app::ask::{PlanAnswer, PlanFigureLine};
use domain::reports::plan::Alternative;
use domain::values::counted;
use domain::values::plan::Range;
use serde::Serialize;
use utoipa::ToSchema;

/// Least and greatest.
pub(super) fn pair(range: Range) -> [u64; 2] {
    [range.low, range.high]
}

/// `5,000 to 12,000`, or one number.
pub fn ends(range: Range) -> String {
    match range.low == range.high {
        true => grouped(range.low),
        false => format!("{} to {}", grouped(range.low), grouped(range.high)),
    }
}

/// How an end lies to the one that was planned.
pub fn late(days: i64) -> String {
    let many = counted(days.unsigned_abs(), "day", "days");
    match days {
        0 => "as planned".to_owned(),
        days if days < 0 => format!("{many} earlier"),
        _ => format!("{many} later"),
    }
}

/// What holds of alternatives once steps were reported: only what is left can fall otherwise.
pub fn reported(all: &[Alternative]) -> Option<&'static str> {
    let began = all.iter().flat_map(|one| &one.roadmap.steps).any(|step| step.actual.started.is_some());
    began.then_some("Steps that were reported stay on their days in every alternative that has them.")
}

/// Tenths of a full-time month, with one decimal.
pub fn months(tenths: Range) -> String {
    let one = |value: u64| format!("{}.{}", value / 10, value % 10);
    if tenths.low == tenths.high { one(tenths.low) } else { format!("{} to {}", one(tenths.low), one(tenths.high)) }
}

/// The plan on a day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanWords {
    /// Somebody set a plan.
    pub set: bool,
    /// The choices are tried out: nothing of them is kept.
    pub trial: bool,
    /// The choices.
    pub choices: PlanChoicesWords,
    /// The roadmap.
    pub roadmap: RoadmapWords,
    /// Its cost.
    pub cost: CostPlanWords,
    /// Three years of each framework.
    pub three_years: Vec<ThreeYearsWords>,
    /// Extending from SOC 2 against starting from scratch.
    pub extending: ExtendingWords,
    /// Published figures about a second framework in general.
    pub second_framework: Vec<BesideWords>,
    /// Baselines beside the roadmap of today, the newest first.
    pub baselines: Vec<AgainstWords>,
    /// How the steps burn down against the newest baseline; as they stand, where none was kept.
    pub burndown: Option<BurndownWords>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub mark: MarkWords,
}

impl PlanWords {
    /// The words of an answer.
    pub fn of(answer: &PlanAnswer, mark: &Mark) -> PlanWords {
        PlanWords {
            set: answer.set.is_some(),
            trial: answer.trial,
            choices: PlanChoicesWords::from(&answer.roadmap.choices),
            roadmap: RoadmapWords::from(&answer.roadmap),
            cost: CostPlanWords::from(&answer.cost),
            three_years: answer.comparisons.iter().map(ThreeYearsWords::from).collect(),
            extending: ExtendingWords::from(&answer.extending),
            second_framework: answer.second.iter().map(BesideWords::from).collect(),
            baselines: answer.against.iter().map(AgainstWords::from).collect(),
            burndown: answer.burndown.as_ref().map(BurndownWords::from),
            mark: MarkWords::of(Some(mark)),
        }
    }
}

/// One alternative.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanAlternativeWords {
    /// What is different.
    pub title: String,
    /// Its choices.
    pub choices: PlanChoicesWords,
    /// The last day, with the least and with the greatest lengths.
    pub ends: [String; 2],
    /// Days from the first to the last.
    pub days: [u64; 2],
    /// What binds it.
    pub binding: Option<&'static str>,
    /// What is bought in three years, in whole US dollars.
    pub bought_usd: [u64; 2],
    /// The first year, own people included where they have an amount.
    pub first_year_usd: [u64; 2],
    /// Three years, own people included where they have an amount.
    pub total_usd: [u64; 2],
    /// The sum that is not exceeded in half of the trials.
    pub median_usd: Option<u64>,
    /// Own work, in tenths of a full-time month.
    pub effort_tenths: [u64; 2],
    /// What to know about it.
    pub warnings: Vec<String>,
}

impl From<&Alternative> for PlanAlternativeWords {
    fn from(one: &Alternative) -> PlanAlternativeWords {
        let (road, cost) = (&one.roadmap, &one.cost);
        let first = cost.years.first().copied().unwrap_or_default();
        let median = cost.distribution.points.iter().find(|(share, _)| *share == 50).map(|(_, usd)| *usd);
        PlanAlternativeWords {
            title: one.title.clone(),
            choices: PlanChoicesWords::from(&road.choices),
            ends: [road.ends.0.to_string(), road.ends.1.to_string()],
            days: pair(road.days),
            binding: road.binding.kind.map(domain::values::plan::StepKind::id),
            bought_usd: pair(cost.bought),
            first_year_usd: pair(first),
            total_usd: pair(cost.total),
            median_usd: median,
            effort_tenths: pair(cost.effort.tenths()),
            warnings: cost.warnings.clone(),
        }
    }
}

/// A figure as it is listed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanFigureWords {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its unit.
    pub unit: &'static str,
    /// Least and greatest; null while nobody gave one.
    pub range: Option<[u64; 2]>,
    /// Where it comes from; null while nobody gave one.
    pub source: Option<String>,
    /// The published range, when an own figure stands in its place.
    pub instead_of: Option<[u64; 2]>,
    /// An own figure counts.
    pub own: bool,
    /// The note of the own figure.
    pub note: Option<String>,
}

impl From<&PlanFigureLine> for PlanFigureWords {
    fn from(line: &PlanFigureLine) -> PlanFigureWords {
        let figure = line.figure.as_ref();
        PlanFigureWords {
            key: line.key.clone(),
            title: line.title.clone(),
            unit: line.unit.id(),
            range: figure.map(|one| pair(one.range)),
            source: figure.map(|one| one.told.words()),
            instead_of: figure.and_then(|one| one.instead_of).map(pair),
            own: line.own.is_some(),
            note: line.own.as_ref().map(|own| own.note.clone()).filter(|note| !note.is_empty()),
        }
    }
}
