//! Heat, trend, the chain and what risks could cost.

use super::RiskSimulationShape;
use domain::reports::risk::{ChainReport, Heat, Losses, MonthOfRisk, Quantified};
use domain::values::risk::Simulation;
use serde::Serialize;
use utoipa::ToSchema;

/// A cell of the heat map that holds risks.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskCellWords {
    /// Grade of likelihood, from 1.
    pub likelihood: usize,
    /// Grade of impact, from 1.
    pub impact: usize,
    /// The level that the matrix gives.
    pub level: u8,
    /// How many risks stand there.
    pub count: usize,
    /// Which.
    pub risks: Vec<String>,
}

/// The open risks by likelihood and impact, for one kind of rating. Each stands in exactly one place.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskHeatMapWords {
    /// `inherent`, `current` or `residual`.
    pub kind: &'static str,
    /// Cells that hold risks.
    pub cells: Vec<RiskCellWords>,
    /// Rated by another version of the method.
    pub by_other_version: Vec<String>,
    /// Not rated since they were opened.
    pub unrated: Vec<String>,
}

/// The heat map on the scales of the method in force.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskHeatWords {
    /// The version of the method; null while none is approved.
    pub method: Option<u32>,
    /// Words of likelihood, the lowest first.
    pub likelihood: Vec<String>,
    /// Words of impact, the lowest first.
    pub impact: Vec<String>,
    /// Words of the levels, the lowest first.
    pub levels: Vec<String>,
    /// The highest level that an owner may retain alone.
    pub appetite: Option<u8>,
    /// A map for each kind of rating.
    pub maps: Vec<RiskHeatMapWords>,
}

impl RiskHeatWords {
    /// The words of a heat map, or of none.
    pub fn of(heat: Option<&Heat>) -> RiskHeatWords {
        let Some(heat) = heat else {
            let none = Vec::new;
            return RiskHeatWords {
                method: None,
                likelihood: none(),
                impact: none(),
                levels: none(),
                appetite: None,
                maps: Vec::new(),
            };
        };
        let method = &heat.method;
        let map = |map: &domain::reports::risk::HeatMap| {
            let cells = map.cells.iter().zip(1_usize..).flat_map(|(row, likelihood)| {
                row.iter().zip(1_usize..).filter(|(risks, _)| !risks.is_empty()).map(move |(risks, impact)| {
                    let level = method.matrix.get(likelihood - 1).and_then(|row| row.get(impact - 1)).copied();
                    let level = level.unwrap_or_default();
                    RiskCellWords { likelihood, impact, level, count: risks.len(), risks: risks.clone() }
                })
            });
            RiskHeatMapWords {
                kind: map.kind.id(),
                cells: cells.collect(),
                by_other_version: map.by_other_version.clone(),
                unrated: map.unrated.clone(),
            }
        };
        RiskHeatWords {
            method: Some(heat.version),
            likelihood: method.likelihood.iter().map(|grade| grade.word.clone()).collect(),
            impact: method.impact.iter().map(|grade| grade.word.clone()).collect(),
            levels: method.levels.iter().map(|level| level.word.clone()).collect(),
            appetite: Some(method.appetite),
            maps: heat.maps.iter().map(map).collect(),
        }
    }
}

/// How many risks stand at a level.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskLevelCountWords {
    /// The level, from 1.
    pub level: u8,
    /// Its word.
    pub word: String,
    /// How many.
    pub count: usize,
}

/// How the risks stood at the end of a month.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskMonthWords {
    /// The last day of the month, or the day of the question.
    #[schema(format = Date)]
    pub on: String,
    /// Open risks.
    pub open: usize,
    /// Of those, without a current rating.
    pub unrated: usize,
    /// Of those, above the appetite of the version they were rated by.
    pub above: usize,
    /// Of those, by current level.
    pub levels: Vec<RiskLevelCountWords>,
}

impl RiskMonthWords {
    /// The words of months, the first one first.
    pub fn all(months: &[MonthOfRisk]) -> Vec<RiskMonthWords> {
        let level = |(level, word, count): &(u8, String, usize)| RiskLevelCountWords {
            level: *level,
            word: word.clone(),
            count: *count,
        };
        let words = months.iter().map(|month| RiskMonthWords {
            on: month.on.to_string(),
            open: month.open,
            unrated: month.unrated,
            above: month.above,
            levels: month.levels.iter().map(level).collect(),
        });
        words.collect()
    }
}

/// The newest accepted evidence of a control.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskEvidenceWords {
    /// The item.
    pub item: String,
    /// The day that it speaks of.
    #[schema(format = Date)]
    pub dated: String,
    /// The last day on which it is in date; null when nothing lets it expire.
    #[schema(format = Date)]
    pub until: Option<String>,
    /// In date on the day of judgement.
    pub in_date: bool,
}

/// A link of the chain: one control of one line of one plan.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskChainLinkWords {
    /// The risk.
    pub risk: String,
    /// The line of its plan.
    pub line: String,
    /// Where the line stands.
    pub state: &'static str,
    /// The control that it names.
    pub control: String,
    /// The controls of Annex A that this comes to.
    pub annex: Vec<String>,
    /// Its newest evidence.
    pub evidence: Option<RiskEvidenceWords>,
}

/// A place where the chain does not hold.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskBreakWords {
    /// A stable word, such as `excluded`.
    pub id: &'static str,
    /// The risk.
    pub risk: Option<String>,
    /// The line of its plan.
    pub line: Option<String>,
    /// The control.
    pub control: Option<String>,
    /// What does not agree.
    pub what: String,
}

/// Risk, treatment, control, Statement of Applicability and evidence as one chain.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskChainWords {
    /// The version of the Statement that was read; null while there is none.
    pub statement: Option<String>,
    /// Every link.
    pub links: Vec<RiskChainLinkWords>,
    /// What does not agree.
    pub broken: Vec<RiskBreakWords>,
}

impl RiskChainWords {
    /// The words of a report.
    pub fn of(report: &ChainReport) -> RiskChainWords {
        let links = report.links.iter().map(|link| RiskChainLinkWords {
            risk: link.risk.clone(),
            line: link.line.clone(),
            state: link.state.id(),
            control: link.control.clone(),
            annex: link.annex.iter().cloned().collect(),
            evidence: link.evidence.as_ref().map(|shown| RiskEvidenceWords {
                item: shown.item.clone(),
                dated: shown.dated.to_string(),
                until: shown.until.map(|day| day.to_string()),
                in_date: shown.in_date,
            }),
        });
        let broken = report.broken.iter().map(|one| RiskBreakWords {
            id: one.what.id(),
            risk: one.risk.clone(),
            line: one.line.clone(),
            control: one.control.clone(),
            what: one.sentence.clone(),
        });
        RiskChainWords { statement: report.statement.clone(), links: links.collect(), broken: broken.collect() }
    }
}

/// A loss and the chance that it is exceeded in a year.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskLossPointWords {
    /// The chance, in thousandths.
    pub chance: u16,
    /// The loss, in whole units of the currency.
    pub loss: u64,
}

/// The losses of a year over all risks with ranges.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskLossesWords {
    /// The mean over all years that were played through.
    pub mean: u64,
    /// The loss exceedance curve, from the likely to the rare.
    pub points: Vec<RiskLossPointWords>,
}

/// What one risk could cost in a year, in whole units of the currency.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskLossWords {
    /// The risk.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Expected loss as it is today.
    pub today: u64,
    /// Expected loss with the plan carried out; null while nobody said.
    pub treated: Option<u64>,
    /// What the treatment costs in a year.
    pub cost: u64,
    /// What it saves less what it costs.
    pub value: Option<i64>,
}

/// What all risks could cost in a year. It rests on estimates; the level by the method stays what decides.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskExposureWords {
    /// Seed, trials and currency: whoever runs it with the same ones gets the same figures.
    #[schema(value_type = RiskSimulationShape)]
    pub simulation: Simulation,
    /// Years that were played through.
    pub trials: u32,
    /// Risks with ranges, the costliest first.
    pub risks: Vec<RiskLossWords>,
    /// Open risks without ranges: no figure here speaks of them.
    pub without: usize,
    /// As it is today.
    pub today: RiskLossesWords,
    /// With all plans carried out.
    pub treated: RiskLossesWords,
}

impl RiskExposureWords {
    /// The words of a report.
    pub fn of(report: &Quantified) -> RiskExposureWords {
        let losses = |losses: &Losses| RiskLossesWords {
            mean: losses.mean,
            points: losses.points.iter().map(|p| RiskLossPointWords { chance: p.chance, loss: p.loss }).collect(),
        };
        let risks = report.risks.iter().map(|one| RiskLossWords {
            id: one.id.clone(),
            title: one.title.clone(),
            today: one.today,
            treated: one.treated,
            cost: one.cost,
            value: one.value,
        });
        RiskExposureWords {
            simulation: report.simulation.clone(),
            trials: report.trials,
            risks: risks.collect(),
            without: report.without,
            today: losses(&report.today),
            treated: losses(&report.treated),
        }
    }
}
