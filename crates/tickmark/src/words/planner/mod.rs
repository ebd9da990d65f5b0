//! The planner as JSON, and in the words that doors share.

mod asked;
mod guide;

pub use asked::{DemandCountWords, DemandWords, PipelineWords, PlannerDifferenceWords};
pub use guide::{
    PlannerFactorWords, PlannerFaqWords, PlannerGuideWords, PlannerMarketWords, PlannerNewWords, PlannerRowWords,
};

use app::ask::PlannerAnswer;
use domain::refusal::Refusal;
use domain::reports::planner::decision::{Change, Flip, Reason, Verdict, decide, flips, reasons, usd};
use domain::values::sequence::{Answers, FigureKind, Figures, Goal, Market, Query};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// Which framework first, with the rule, the reasons and what would change it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CourseWords {
    /// `soc2_first`, `iso_first`, `both_simultaneous`, `sequence` or `neither`.
    pub result: &'static str,
    /// The rule that decided, from 1 to 6.
    pub rule: u8,
    /// Both in their order, `soc2` and `iso`; empty for neither.
    pub order: Vec<&'static str>,
    /// What comes first; null for neither, and for both at once.
    pub first: Option<&'static str>,
    /// The step to begin with: `soc2_type1`, `iso` or `both`; null for neither.
    pub start_with: Option<&'static str>,
    /// `high`, `medium` or `low`, by rule.
    pub confidence: &'static str,
    /// Every rule that matches, the one that decided included.
    pub rules_matched: Vec<u8>,
    /// Why, what speaks for the result first.
    pub reasons: Vec<CourseReasonWords>,
    /// The steps in their order.
    pub steps: Vec<&'static str>,
    /// The rule in words.
    pub rule_text: String,
    /// For each answer, the smallest change of it alone that would turn the result.
    pub what_would_change: Vec<CourseFlipWords>,
}

/// A reason.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CourseReasonWords {
    /// In a sentence.
    pub text: String,
    /// `your answer`, the id of a published claim, or a publication with the place in it.
    pub source: String,
    /// Does it speak for the result?
    pub agrees: bool,
    /// `soc2`, `iso`, `both` or `wait`.
    pub speaks_for: &'static str,
}

/// The nearest change of one answer that turns the result.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CourseFlipWords {
    /// The field of the answer.
    pub question: &'static str,
    /// What is answered now; null for nothing.
    #[schema(value_type = Value)]
    pub from: Value,
    /// What would be answered then.
    #[schema(value_type = Value)]
    pub to: Value,
    /// The change in words.
    pub words: String,
    /// The result then.
    pub result: &'static str,
    /// What comes first then.
    pub first: Option<&'static str>,
    /// The rule that decides then.
    pub rule: u8,
}

impl CourseWords {
    /// The answer to these answers.
    ///
    /// # Errors
    /// A [`Refusal`] of answers that do not go together.
    pub fn of(answers: &Answers, figures: &Figures) -> Result<CourseWords, Refusal> {
        let verdict = decide(answers, figures)?;
        let why = reasons(answers, figures, &verdict, app::library::planner_guide());
        Ok(CourseWords::told(&verdict, &why, &flips(answers, figures), answers))
    }

    /// A verdict that was found.
    pub fn told(verdict: &Verdict, why: &[Reason], flips: &[Flip], answers: &Answers) -> CourseWords {
        CourseWords {
            result: verdict.course.id(),
            rule: verdict.rule,
            order: verdict.order.iter().copied().map(Goal::id).collect(),
            first: verdict.first.map(Goal::id),
            start_with: verdict.start_with().map(|step| step.id()),
            confidence: verdict.confidence.id(),
            rules_matched: verdict.matched.clone(),
            reasons: why.iter().map(CourseReasonWords::from).collect(),
            steps: verdict.steps.iter().map(|step| step.id()).collect(),
            rule_text: app::library::planner_guide().rule(verdict.rule).to_owned(),
            what_would_change: flips.iter().map(|flip| CourseFlipWords::of(flip, answers)).collect(),
        }
    }
}

impl From<&Reason> for CourseReasonWords {
    fn from(reason: &Reason) -> CourseReasonWords {
        let Reason { text, source, speaks, agrees } = reason.clone();
        CourseReasonWords { text, source, agrees, speaks_for: speaks.id() }
    }
}

impl CourseFlipWords {
    fn of(flip: &Flip, answers: &Answers) -> CourseFlipWords {
        CourseFlipWords {
            question: flip.query.id(),
            from: held(answers, flip.query),
            to: held(&flip.answers, flip.query),
            words: change(flip, answers),
            result: flip.verdict.course.id(),
            first: flip.verdict.first.map(Goal::id),
            rule: flip.verdict.rule,
        }
    }
}

/// An answer as it is written in JSON.
fn held(answers: &Answers, query: Query) -> Value {
    match query {
        Query::Markets => answers.markets.iter().copied().map(Market::id).collect(),
        Query::Asked => answers.asked.iter().copied().map(Goal::id).collect(),
        Query::RequestDates => {
            let day = |day: &Date| if *day == Date::MIN { "any".to_owned() } else { day.to_string() };
            let all = answers.request_dates.iter().map(|(goal, date)| (goal.id().to_owned(), Value::from(day(date))));
            Value::Object(all.collect())
        }
        _ => match (answers.truth(query), answers.number(query)) {
            (Some(truth), _) => truth.into(),
            (None, Some(number)) => number.into(),
            (None, None) => Value::Null,
        },
    }
}

/// A number as it is read: money with its unit.
pub fn amount(query: Query, number: u32) -> String {
    let several =
        |one: &str, many: &str| domain::values::counted(usize::try_from(number).unwrap_or(usize::MAX), one, many);
    match query {
        Query::BudgetUsd => usd(number),
        Query::Engineers => several("engineer", "engineers"),
        _ => several("month", "months"),
    }
}

/// A figure of the rules as it is read.
pub fn figure(kind: FigureKind, number: u32) -> String {
    match kind {
        FigureKind::BothUsd | FigureKind::HardUsd => amount(Query::BudgetUsd, number),
        FigureKind::TeamEngineers => amount(Query::Engineers, number),
        FigureKind::BothMonths | FigureKind::UrgentMonths => amount(Query::MonthsAvailable, number),
    }
}

/// Where a reason comes from, for whoever cannot open the claim: its id with the publication and the place in it.
pub fn sourced(source: &str) -> String {
    let Some(claim) = app::library::planner_claim(source) else { return source.to_owned() };
    let place = claim.place.as_deref().map_or(String::new(), |place| format!(", {place}"));
    format!("{}: {}{place}", claim.id, claim.source)
}

/// A range in words, the unit once: `50,000 to 140,000 USD`.
pub fn range(low: &str, high: &str) -> String {
    let number = low.rsplit_once(' ').map_or(low, |(number, _)| number);
    if low == high { low.to_owned() } else { format!("{number} to {high}") }
}

/// A change in words: `80,000 USD becomes 49,999 USD`.
pub fn change(flip: &Flip, answers: &Answers) -> String {
    match &flip.change {
        Change::Markets(come, go) => both(come, go, Market::title, ("with customers in", "without customers in")),
        Change::Asked(come, go) => both(come, go, Goal::title, ("with a request for the", "without a request for the")),
        Change::RequestDate(goal, None) => format!("no day for the {}", goal.title()),
        Change::RequestDate(goal, Some(day)) if *day == Date::MIN => format!("a day for the {}", goal.title()),
        Change::RequestDate(goal, Some(day)) => format!("the {} wanted by {day}", goal.title()),
        Change::Truth(true) => "yes".to_owned(),
        Change::Truth(false) => "no".to_owned(),
        Change::Number(to) => match answers.number(flip.query) {
            None => amount(flip.query, *to),
            Some(from) => format!("{} in place of {}", amount(flip.query, *to), amount(flip.query, from)),
        },
    }
}

fn both<T: Copy>(come: &BTreeSet<T>, go: &BTreeSet<T>, title: fn(T) -> &'static str, words: (&str, &str)) -> String {
    let list = |all: &BTreeSet<T>| all.iter().copied().map(title).collect::<Vec<_>>().join(", ");
    match (come.is_empty(), go.is_empty()) {
        (false, true) => format!("{} {}", words.0, list(come)),
        (true, false) => format!("{} {}", words.1, list(go)),
        _ => format!("{} {}, {} {}", words.0, list(come), words.1, list(go)),
    }
}

/// The planner of an organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlannerWords {
    /// The answers as they were given last; null until somebody answers.
    #[schema(value_type = Option<Object>)]
    pub answers: Option<Value>,
    /// Who gave them, by id.
    pub answered_by: Option<String>,
    /// What comes first; null until somebody answers.
    pub decision: Option<CourseWords>,
    /// Why there is no decision on these answers.
    pub undecided: Option<String>,
    /// The result with what the register of demand says in place of what was typed; null where it is the same.
    pub by_register: Option<&'static str>,
    /// Where what was typed and what the register says differ.
    pub differences: Vec<PlannerDifferenceWords>,
    /// The figures that the rules read.
    pub figures: Vec<PlannerFigureWords>,
    /// The demand that is recorded.
    pub demand: DemandWords,
}

/// A figure that the rules read.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlannerFigureWords {
    /// Its id, such as `both_usd`.
    pub figure: &'static str,
    /// What it is.
    pub title: &'static str,
    /// Its value.
    pub value: u32,
    /// Where the value comes from: the id of a claim, or what the organisation says.
    pub source: String,
    /// The claim that is published.
    pub claim: String,
    /// The low end that is published.
    pub published_low: u32,
    /// The high end, if there is one.
    pub published_high: Option<u32>,
    /// Did the organisation set it?
    pub own: bool,
}

impl PlannerWords {
    /// What a question brought.
    pub fn of(answer: &PlannerAnswer) -> PlannerWords {
        let held = answer.answered.as_ref();
        let decided = held.zip(answer.verdict.as_ref());
        let figures = answer.figures.all().map(|(kind, figure)| PlannerFigureWords {
            figure: kind.id(),
            title: kind.title(),
            value: figure.value,
            source: figure.source().to_owned(),
            claim: figure.claim.clone(),
            published_low: figure.published.0,
            published_high: figure.published.1,
            own: figure.own.is_some(),
        });
        PlannerWords {
            answers: held.and_then(|held| serde_json::to_value(&held.answers).ok()),
            answered_by: held.map(|held| held.by.clone()),
            decision: decided
                .map(|(held, verdict)| CourseWords::told(verdict, &answer.reasons, &answer.flips, &held.answers)),
            undecided: answer.undecided.as_ref().map(ToString::to_string),
            by_register: answer.recorded.as_ref().map(|verdict| verdict.course.id()),
            differences: answer.differences.iter().map(PlannerDifferenceWords::from).collect(),
            figures: figures.collect(),
            demand: DemandWords::from(&answer.demand),
        }
    }
}
