//! The cost of a plan as JSON.

use super::pair;
use domain::reports::plan::Sourced;
use domain::reports::plan::cost::{Compared, CostPlan, Extending, PlannedCost, Sum};
use domain::values::plan::Range;
use serde::Serialize;
use utoipa::ToSchema;

/// A figure with its source.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FigureWords {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its unit.
    pub unit: &'static str,
    /// Least and greatest.
    pub range: [u64; 2],
    /// Where it comes from.
    pub source: String,
    /// The published range, when an own figure stands in its place.
    pub instead_of: Option<[u64; 2]>,
}

impl From<&Sourced> for FigureWords {
    fn from(figure: &Sourced) -> FigureWords {
        FigureWords {
            key: figure.key.clone(),
            title: figure.title.clone(),
            unit: figure.unit.id(),
            range: pair(figure.range),
            source: figure.told.words(),
            instead_of: figure.instead_of.map(pair),
        }
    }
}

/// A line of cost.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlannedCostWords {
    /// The figure.
    pub figure: FigureWords,
    /// What is saved of it.
    pub saving: Option<FigureWords>,
    /// One time of it with the saving, in whole US dollars.
    pub usd: [u64; 2],
    /// The years in which it falls, from 1.
    pub years: Vec<u32>,
    /// Why it is not counted; null when it is.
    pub not_counted: Option<String>,
}

impl From<&PlannedCost> for PlannedCostWords {
    fn from(line: &PlannedCost) -> PlannedCostWords {
        PlannedCostWords {
            figure: FigureWords::from(&line.figure),
            saving: line.saving.as_ref().map(FigureWords::from),
            usd: pair(line.usd),
            years: line.years.clone(),
            not_counted: line.not_counted.clone(),
        }
    }
}

/// A line of own work.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnWorkWords {
    /// What.
    pub title: String,
    /// Tenths of a full-time month.
    pub tenths: Option<[u64; 2]>,
    /// Whole US dollars; null while nobody said what a month costs.
    pub usd: Option<[u64; 2]>,
    /// Where the amount comes from.
    pub reckoned: String,
}

/// Evidence that is collected by hand, in a year.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CollectionWords {
    /// Own controls that no collector and no system runs.
    pub controls: usize,
    /// Their runs in a year.
    pub runs: u64,
    /// Hours; null while nobody said how long one run takes.
    pub hours: Option<[u64; 2]>,
    /// Hours when a tool collects.
    pub hours_with_tool: Option<[u64; 2]>,
    /// Whole US dollars, as chosen with or without a tool.
    pub usd: Option<[u64; 2]>,
    /// The figures.
    pub figures: Vec<FigureWords>,
}

/// A sum that is not exceeded in a share of the trials.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SharePointWords {
    /// The share, in per cent.
    pub percent: u8,
    /// The sum, in whole US dollars.
    pub usd: u64,
}

/// The cost of a plan over three years.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CostPlanWords {
    /// What is bought.
    pub lines: Vec<PlannedCostWords>,
    /// Own work.
    pub own_work: Vec<OwnWorkWords>,
    /// Evidence collected by hand.
    pub collection: CollectionWords,
    /// By year, in whole US dollars.
    pub years_usd: Vec<[u64; 2]>,
    /// What is bought.
    pub bought_usd: [u64; 2],
    /// All of it.
    pub total_usd: [u64; 2],
    /// Seed of the simulation.
    pub seed: u32,
    /// How often the sum was played.
    pub trials: u64,
    /// The mean of the trials.
    pub mean_usd: u64,
    /// How the total is distributed when each figure lies anywhere in its range.
    pub distribution: Vec<SharePointWords>,
    /// What to know about it.
    pub warnings: Vec<String>,
}

impl From<&CostPlan> for CostPlanWords {
    fn from(cost: &CostPlan) -> CostPlanWords {
        let own = |line: &domain::reports::plan::cost::EffortLine| OwnWorkWords {
            title: line.title.clone(),
            tenths: line.tenths.map(pair),
            usd: line.usd.map(pair),
            reckoned: line.says.clone(),
        };
        let collection = &cost.collection;
        let points = cost.distribution.points.iter();
        CostPlanWords {
            lines: cost.lines.iter().map(PlannedCostWords::from).collect(),
            own_work: cost.effort.lines.iter().map(own).collect(),
            collection: CollectionWords {
                controls: collection.controls,
                runs: collection.runs,
                hours: collection.hours.map(pair),
                hours_with_tool: collection.automated.map(pair),
                usd: collection.usd.map(pair),
                figures: collection.figures.iter().map(FigureWords::from).collect(),
            },
            years_usd: cost.years.iter().copied().map(pair).collect(),
            bought_usd: pair(cost.bought),
            total_usd: pair(cost.total),
            seed: cost.distribution.seed,
            trials: cost.distribution.trials,
            mean_usd: cost.distribution.mean,
            distribution: points.map(|(percent, usd)| SharePointWords { percent: *percent, usd: *usd }).collect(),
            warnings: cost.warnings.clone(),
        }
    }
}

/// A sum of items.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SumWords {
    /// Whole US dollars.
    pub usd: [u64; 2],
    /// The items.
    pub items: Vec<FigureWords>,
    /// What to know about it.
    pub warnings: Vec<String>,
}

impl From<&Sum> for SumWords {
    fn from(sum: &Sum) -> SumWords {
        let items = sum.items.iter().map(|item| FigureWords::from(&item.figure)).collect();
        SumWords { usd: pair(sum.usd), items, warnings: sum.warnings.clone() }
    }
}

/// Three years of each framework, like with like.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ThreeYearsWords {
    /// What is compared.
    pub title: String,
    /// What stands on each side.
    pub note: String,
    /// The side of SOC 2.
    pub soc2: SumWords,
    /// The side of ISO/IEC 27001.
    pub iso27001: SumWords,
}

impl From<&Compared> for ThreeYearsWords {
    fn from(one: &Compared) -> ThreeYearsWords {
        ThreeYearsWords {
            title: one.title.clone(),
            note: one.note.clone(),
            soc2: SumWords::from(&one.soc2),
            iso27001: SumWords::from(&one.iso),
        }
    }
}

/// A line: from scratch, and extending from SOC 2.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExtendedLineWords {
    /// What.
    pub title: String,
    /// Unit of both.
    pub unit: &'static str,
    /// From scratch.
    pub from_scratch: [u64; 2],
    /// Extending, by the saving.
    pub extending: [u64; 2],
    /// The saving; null where no source names one.
    pub saving: Option<FigureWords>,
    /// Why it is not part of the first year; null when it is.
    pub not_added: Option<String>,
}

/// Extending from SOC 2 against starting from scratch.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExtendingWords {
    /// The lines.
    pub lines: Vec<ExtendedLineWords>,
    /// First year from scratch, in whole US dollars.
    pub from_scratch_usd: [u64; 2],
    /// First year extending, by the lines.
    pub extending_usd: [u64; 2],
    /// First year extending, by the saving that was published for the whole.
    pub published_usd: [u64; 2],
    /// That saving.
    pub published_saving: FigureWords,
}

impl From<&Extending> for ExtendingWords {
    fn from(found: &Extending) -> ExtendingWords {
        let line = |line: &domain::reports::plan::cost::ExtendedLine| ExtendedLineWords {
            title: line.title.clone(),
            unit: line.unit.id(),
            from_scratch: pair(line.scratch),
            extending: pair(line.extending),
            saving: line.saving.as_ref().map(FigureWords::from),
            not_added: line.not_added.clone(),
        };
        let (published, saving): (Range, _) = (found.published.0, FigureWords::from(&found.published.1));
        ExtendingWords {
            lines: found.lines.iter().map(line).collect(),
            from_scratch_usd: pair(found.scratch),
            extending_usd: pair(found.extending),
            published_usd: pair(published),
            published_saving: saving,
        }
    }
}
