//! One risk with its ratings, plan, signatures, openings and closings.

use super::{RiskFindingWords, RiskQuantityShape, RiskShape, RiskWords};
use crate::words::NamedWords;
use app::Within;
use app::ask::RiskDetail;
use domain::registers::risk::{HeldPlan, HeldRating, Signed};
use domain::reports::risk::standing;
use domain::values::risk::{LineState, Quantity, Risk};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// Who did something, and when.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskSignedWords {
    /// Who.
    pub by: NamedWords,
    /// When.
    pub at: String,
    /// The number of the entry.
    pub entry: u64,
}

impl RiskSignedWords {
    pub(super) fn of(app: &Within<'_>, signed: &Signed) -> RiskSignedWords {
        RiskSignedWords {
            by: NamedWords::of(app, &signed.by),
            at: app::clock::minute_of(signed.at_us),
            entry: signed.entry,
        }
    }
}

/// A rating.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskRatingWords {
    /// Its number among the ratings of the risk, from 1; an acceptance names it.
    pub number: u32,
    /// `inherent`, `current` or `residual`.
    pub kind: &'static str,
    /// Grade of likelihood, from 1.
    pub likelihood: u8,
    /// Grade of impact, from 1.
    pub impact: u8,
    /// The level that the matrix gave.
    pub level: u8,
    /// Its word.
    pub word: String,
    /// The version of the method.
    pub method: u32,
    /// The day.
    #[schema(format = Date)]
    pub on: String,
    /// Why these grades.
    pub reason: String,
    /// Who made it.
    pub made: RiskSignedWords,
}

impl RiskRatingWords {
    fn of(app: &Within<'_>, at: usize, HeldRating { rating, made }: &HeldRating) -> RiskRatingWords {
        RiskRatingWords {
            number: number(at),
            kind: rating.kind.id(),
            likelihood: rating.likelihood,
            impact: rating.impact,
            level: rating.level,
            word: rating.word.clone(),
            method: rating.method,
            on: rating.on.to_string(),
            reason: rating.reason.clone(),
            made: RiskSignedWords::of(app, made),
        }
    }
}

/// A step of a line.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskStepWords {
    /// Where the line came to stand.
    pub to: &'static str,
    /// What was done, or seen.
    pub note: String,
    /// Evidence that shows it.
    pub evidence: Vec<String>,
    /// Who said so.
    pub signed: RiskSignedWords,
}

/// A line of the plan.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskLineWords {
    /// Its id within the plan.
    pub id: String,
    /// What is done.
    pub what: String,
    /// Controls that do it.
    pub controls: Vec<String>,
    /// Who does it.
    pub owner: Option<NamedWords>,
    /// By when.
    #[schema(format = Date)]
    pub due: Option<String>,
    /// `planned`, `approved`, `in_progress`, `done` or `verified`.
    pub state: &'static str,
    /// Its steps, in their order.
    pub steps: Vec<RiskStepWords>,
}

/// The plan of treatment as it stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskPlanWords {
    /// Its version, from 1; approval and acceptance name it.
    pub version: u32,
    /// The hash of what it says; the approval names it.
    pub sha256: String,
    /// `modify`, `retain`, `share` or `avoid`.
    pub option: &'static str,
    /// Why this option.
    pub reason: String,
    /// Its lines.
    pub lines: Vec<RiskLineWords>,
    /// Who wrote this version.
    pub written: RiskSignedWords,
    /// Who approved this version.
    pub approved: Option<RiskSignedWords>,
}

impl RiskPlanWords {
    fn of(app: &Within<'_>, plan: &HeldPlan) -> RiskPlanWords {
        let lines = plan.treatment.lines.iter().map(|line| {
            let progress = plan.progress.get(&line.id);
            let steps = progress.into_iter().flat_map(|progress| &progress.steps).map(|(step, signed)| RiskStepWords {
                to: step.to.id(),
                note: step.note.clone(),
                evidence: step.evidence.iter().cloned().collect(),
                signed: RiskSignedWords::of(app, signed),
            });
            RiskLineWords {
                id: line.id.clone(),
                what: line.what.clone(),
                controls: line.controls.iter().cloned().collect(),
                owner: line.owner.as_deref().map(|id| NamedWords::of(app, id)),
                due: line.due.map(|day| day.to_string()),
                state: progress.map_or(LineState::Planned, |progress| progress.state).id(),
                steps: steps.collect(),
            }
        });
        RiskPlanWords {
            version: plan.version,
            sha256: plan.sha256.clone(),
            option: plan.treatment.option.id(),
            reason: plan.treatment.reason.clone(),
            lines: lines.collect(),
            written: RiskSignedWords::of(app, &plan.written),
            approved: plan.approved.as_ref().map(|signed| RiskSignedWords::of(app, signed)),
        }
    }
}

/// An acceptance of what remains, bound to a version of the plan and to a rating.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskAcceptanceWords {
    /// Its number, from 1.
    pub number: u32,
    /// The version of the plan that it names.
    pub plan: u32,
    /// The number of the residual rating that it names.
    pub rating: u32,
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    #[schema(format = Date)]
    pub until: Option<String>,
    /// Above the appetite: it holds from the signature of the next level only.
    pub above: bool,
    /// `waiting`, `in_force`, `expired`, or why it is stale: `rated_again`, `replanned`, `reopened`, `other_owner`.
    pub standing: &'static str,
    /// Who accepted, as owner.
    pub accepted: RiskSignedWords,
    /// Who signed as the next level.
    pub countersigned: Option<RiskSignedWords>,
    /// The note of the next level.
    pub note: Option<String>,
}

/// A time when the risk was opened again.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskReopeningWords {
    /// `vendor_change`, `project`, `system_change`, `incident`, `finding` or `other`.
    pub trigger: &'static str,
    /// What happened.
    pub note: String,
    /// Who opened it.
    pub opened: RiskSignedWords,
}

/// A time when the risk was closed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskClosingWords {
    /// Why.
    pub reason: String,
    /// Who closed it.
    pub closed: RiskSignedWords,
}

/// One risk with all that was recorded of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RiskDetailWords {
    /// Its line in the register.
    #[serde(flatten)]
    pub line: RiskWords,
    /// What the register says of it.
    #[schema(value_type = RiskShape)]
    pub risk: Risk,
    /// All ratings, in their order.
    pub ratings: Vec<RiskRatingWords>,
    /// The plan; null while nothing is decided.
    pub treatment: Option<RiskPlanWords>,
    /// All acceptances, in their order.
    pub acceptances: Vec<RiskAcceptanceWords>,
    /// Every time it was opened again.
    pub reopenings: Vec<RiskReopeningWords>,
    /// Every time it was closed.
    pub closings: Vec<RiskClosingWords>,
    /// What it could cost; null while nobody said.
    #[schema(value_type = Option<RiskQuantityShape>)]
    pub quantity: Option<Quantity>,
    /// What is wrong with it.
    pub wrong: Vec<RiskFindingWords>,
}

impl RiskDetailWords {
    /// The words of one risk, its signatures judged on a day.
    pub fn of(app: &Within<'_>, detail: &RiskDetail, on: Date) -> RiskDetailWords {
        let held = &detail.held;
        let acceptances = held.acceptances.iter().enumerate().map(|(at, one)| RiskAcceptanceWords {
            number: number(at),
            plan: one.acceptance.plan,
            rating: one.acceptance.rating,
            reason: one.acceptance.reason.clone(),
            until: one.acceptance.until.map(|day| day.to_string()),
            above: one.above,
            standing: standing(held, one, on).id(),
            accepted: RiskSignedWords::of(app, &one.accepted),
            countersigned: one.countersigned.as_ref().map(|(signed, _)| RiskSignedWords::of(app, signed)),
            note: one.countersigned.as_ref().map(|(_, note)| note.clone()),
        });
        let reopenings = held.reopenings.iter().map(|one| RiskReopeningWords {
            trigger: one.trigger.id(),
            note: one.note.clone(),
            opened: RiskSignedWords::of(app, &one.opened),
        });
        let closings = held.closings.iter().map(|(reason, signed)| RiskClosingWords {
            reason: reason.clone(),
            closed: RiskSignedWords::of(app, signed),
        });
        RiskDetailWords {
            line: RiskWords::of(app, &detail.line, detail.version),
            risk: held.risk.clone(),
            ratings: held.ratings.iter().enumerate().map(|(at, one)| RiskRatingWords::of(app, at, one)).collect(),
            treatment: held.plan.as_ref().map(|plan| RiskPlanWords::of(app, plan)),
            acceptances: acceptances.collect(),
            reopenings: reopenings.collect(),
            closings: closings.collect(),
            quantity: held.quantity.clone(),
            wrong: RiskFindingWords::all(&detail.wrong),
        }
    }
}

/// The number from 1 of what stands at this place.
fn number(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}
