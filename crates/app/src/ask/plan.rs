//! Questions about the plan: the roadmap, what it costs, its figures, and alternatives side by side.

use super::{Question, Seen};
use crate::plans::book_of;
use domain::refusal::Refusal;
use domain::reports::burndown::{Burndown, of_plan};
use domain::reports::plan::cost::{Compared, CostPlan, Extending, comparisons, cost, extending};
use domain::reports::plan::{
    Against, Alternative, Beside, Roadmap, Sourced, against, alternatives, roadmap, side_by_side, usual,
};
use domain::values::Action;
use domain::values::plan::{Choices, FigureUnit, OwnFigure};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The route that is shown before anybody chose one.
const FIRST_ROUTE: &str = "extension";
/// Claims about a second framework in general, shown beside every plan (R307, R318).
const SECOND: [&str; 4] = ["PC001", "PC007", "PC106", "PC107"];

/// The roadmap of the plan and its cost; of choices that are tried out in place of those that were set, when there are some.
#[derive(Clone, Debug, Default)]
pub struct PlanOf {
    /// Choices that are tried out.
    pub trial: Option<Choices>,
}

/// The plan on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanAnswer {
    /// What was set; `None` before anybody did.
    pub set: Option<Choices>,
    /// The choices are tried out, or nobody set any.
    pub trial: bool,
    /// The roadmap of the choices.
    pub roadmap: Roadmap,
    /// Its cost.
    pub cost: CostPlan,
    /// Three years of each framework for the size that was chosen.
    pub comparisons: Vec<Compared>,
    /// Extending from SOC 2 against starting from scratch.
    pub extending: Extending,
    /// Published figures about a second framework in general.
    pub second: Vec<Beside>,
    /// Baselines beside the roadmap of today, the newest first; none while choices are tried out.
    pub against: Vec<Against>,
    /// How the steps burn down: against the newest baseline, or as they stand where none was kept.
    pub burndown: Option<Burndown>,
    /// Version of the plan, for a change that must name it.
    pub version: u64,
}

/// The day in UTC of a moment.
fn day_of(at_us: i64) -> Date {
    let at = Timestamp::from_microsecond(at_us).unwrap_or(Timestamp::UNIX_EPOCH);
    at.to_zoned(TimeZone::UTC).date()
}

impl Question for PlanOf {
    type Answer = PlanAnswer;

    fn needs(&self) -> Action {
        Action::ReadProgramme
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<PlanAnswer, Refusal> {
        let registers = seen.organisation()?;
        let book = book_of(registers);
        let set = registers.plans.choices.clone();
        let trial = self.trial.is_some() || set.is_none();
        let choices = self.trial.clone().or_else(|| set.clone()).unwrap_or_else(|| usual(FIRST_ROUTE, seen.on));
        let roadmap = roadmap(registers, &book, &choices, seen.on)?;
        let kept = registers.plans.baselines.iter().enumerate().rev().filter(|_| !trial);
        let kept = kept.filter(|(_, held)| held.baseline.route == choices.route);
        let against: Vec<Against> =
            kept.map(|(at, held)| against(at + 1, &held.baseline, day_of(held.at_us), &roadmap)).collect();
        Ok(PlanAnswer {
            burndown: of_plan(&roadmap, against.first(), seen.on),
            cost: cost(registers, &book, &choices, &roadmap, seen.on)?,
            comparisons: comparisons(&book, choices.size)?,
            extending: extending(&book)?,
            second: book.beside(&SECOND.map(str::to_owned)),
            against,
            version: registers.version_of("plan", "plan"),
            set,
            trial,
            roadmap,
        })
    }
}

/// Steps of the plan that are kept: those of the newest baseline, and others that were reported; id and title.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlanStepNames;

impl Question for PlanStepNames {
    type Answer = Vec<(String, String)>;

    fn needs(&self) -> Action {
        Action::ReadProgramme
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<(String, String)>, Refusal> {
        let plans = &seen.organisation()?.plans;
        let kept = plans.baselines.last().map(|held| held.baseline.steps.as_slice()).unwrap_or_default();
        let reported = plans.actuals.keys().filter(|id| kept.iter().all(|step| step.id != **id));
        let kept = kept.iter().map(|step| (step.id.clone(), step.title.clone()));
        Ok(kept.chain(reported.map(|id| (id.clone(), id.clone()))).collect())
    }
}

/// Alternatives to the choices that were set, or to those that are tried out.
#[derive(Clone, Debug, Default)]
pub struct PlanAlternativesOf {
    /// Choices that are tried out in place of those that were set.
    pub trial: Option<Choices>,
    /// Alternatives of one's own, each with a title; none for the usual ones.
    pub own: Vec<(String, Choices)>,
}

impl Question for PlanAlternativesOf {
    type Answer = Vec<Alternative>;

    fn needs(&self) -> Action {
        Action::ReadProgramme
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<Alternative>, Refusal> {
        let registers = seen.organisation()?;
        let set = registers.plans.choices.clone();
        let choices = self.trial.clone().or(set).unwrap_or_else(|| usual(FIRST_ROUTE, seen.on));
        let all = if self.own.is_empty() {
            alternatives(&choices, seen.on)
        } else {
            let first = ("As chosen".to_owned(), choices);
            [first].into_iter().chain(self.own.iter().cloned()).collect()
        };
        side_by_side(registers, &book_of(registers), all, seen.on)
    }
}

/// Every figure that a plan is reckoned with.
#[derive(Clone, Copy, Debug, Default)]
pub struct PlanFiguresOf;

/// A figure as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanFigureLine {
    /// Its key.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its unit.
    pub unit: FigureUnit,
    /// The figure that counts; `None` while nobody gave one.
    pub figure: Option<Sourced>,
    /// The own figure.
    pub own: Option<OwnFigure>,
    /// Version of the own figure, for a change that must name it.
    pub version: u64,
}

impl Question for PlanFiguresOf {
    type Answer = Vec<PlanFigureLine>;

    fn needs(&self) -> Action {
        Action::ReadProgramme
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<PlanFigureLine>, Refusal> {
        let registers = seen.organisation()?;
        let book = book_of(registers);
        let one = |key: &str| {
            let (title, unit) = book.tables().named(key)?;
            Ok(PlanFigureLine {
                key: key.to_owned(),
                title: title.to_owned(),
                unit,
                figure: book.perhaps(key)?,
                own: registers.plans.figures.get(key).cloned(),
                version: registers.version_of("plan_figure", key),
            })
        };
        book.tables().keys().map(one).collect()
    }
}
