//! Days of a plan: the question as it is sent, the answer as it is told (K2, K13).

use super::fields::{
    Misread, absent, list, needed, needed_day, number, number_in, object, perhaps_day, text, unreadable,
};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::reports::plan::timeline::{MAX_WEEKS, Phases, ReportFacts, parts, phases, report_days};
use domain::reports::plan::{Book, roadmap, usual};
use domain::values::plan::{FigureUnit, MAX_MONTHS, Range};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// A question as it is written.
const EXAMPLE: &str = r#"{"start":"2026-09-07","plan":"extension"}"#;
/// Most parts of one question.
const MAX_PARTS: usize = 100;
/// Most weeks of fieldwork, and of the report.
const MAX_PHASE_WEEKS: u32 = 260;

/// Days of a plan: of a route from its start, of parts in weeks, or of a Type II report.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "start": "2026-09-07", "plan": "extension" }))]
pub struct PlanTimelineAsk {
    /// The first day of a plan.
    #[schema(value_type = Option<String>, format = Date)]
    start: Option<Value>,
    /// The route: `extension`, `iso`, `type1`, `type2`, `soc2_then_iso`, `iso_then_soc2` or `both`.
    #[schema(value_type = Option<String>)]
    plan: Option<Value>,
    /// Parts that follow each other, each with its least and its most weeks; at most 100. Nothing else beside it.
    #[schema(value_type = Option<Vec<Vec<u32>>>, max_items = 100)]
    parts_weeks: Option<Value>,
    /// The last day of the preparation of a Type II examination.
    #[schema(value_type = Option<String>, format = Date)]
    preparation_end: Option<Value>,
    /// The first day of the window; the day after the preparation when it is left out.
    #[schema(value_type = Option<String>, format = Date)]
    window_start: Option<Value>,
    /// Months of the window: of a Type II examination, or of a plan that has one.
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 36)]
    window_months: Option<Value>,
    /// Weeks of fieldwork.
    #[schema(value_type = Option<u32>, maximum = 260)]
    fieldwork_weeks: Option<Value>,
    /// Weeks from fieldwork to the report.
    #[schema(value_type = Option<u32>, maximum = 260)]
    report_weeks: Option<Value>,
}

/// Days of a plan.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum PlanTimelineWords {
    /// Of a route.
    Plan(PlanPhasesWords),
    /// Of parts.
    Parts(PlanPartsWords),
    /// Of a Type II report.
    Report(PlanReportWords),
}

/// A phase on the calendar.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanPhaseWords {
    /// Its number, from 1.
    pub phase: u32,
    /// First day.
    #[schema(value_type = String, format = Date)]
    pub start: Date,
    /// Last day, with the greatest lengths.
    #[schema(value_type = String, format = Date)]
    pub end: Date,
}

/// The phases of a route.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanPhasesWords {
    /// The phases, in their order.
    pub phases: Vec<PlanPhaseWords>,
    /// Weeks that lie in more than one phase.
    pub overlap_weeks: Vec<u64>,
    /// Weeks from the first day to the last, with the greatest lengths; a part of a week is a week.
    pub total_weeks: u64,
    /// The titles of the phases, in the same order.
    pub titles: Vec<String>,
    /// The figures that were taken, each with its source.
    pub sources: Vec<String>,
}

/// Parts that follow each other.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanPartsWords {
    /// Least and most weeks.
    pub weeks: [u64; 2],
    /// The same in days.
    pub days: [u64; 2],
}

/// When a Type II report is there.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanReportWords {
    /// Last day of the window.
    #[schema(value_type = String, format = Date)]
    pub window_end: Date,
    /// Day of the report.
    #[schema(value_type = String, format = Date)]
    pub report_date: Date,
}

/// Reads a question and answers it.
///
/// # Errors
/// [`Misread`], which names the field and says what would be right.
pub fn timeline(bytes: &[u8]) -> Result<PlanTimelineWords, Misread> {
    let ask: PlanTimelineAsk = object(bytes, EXAMPLE)?;
    if let Some(sent) = &ask.parts_weeks {
        for (value, field) in ask.others() {
            absent(value, field, "parts_weeks")?;
        }
        let (weeks, days) = parts(&ranges(sent)?)?;
        return Ok(PlanTimelineWords::Parts(PlanPartsWords { weeks: ends(weeks), days: ends(days) }));
    }
    if ask.plan.is_some() || ask.start.is_some() {
        return of_plan(&ask).map(PlanTimelineWords::Plan);
    }
    of_report(ask).map(PlanTimelineWords::Report)
}

impl PlanTimelineAsk {
    /// The fields that do not go with parts.
    fn others(&self) -> [(&Option<Value>, &'static str); 7] {
        [
            (&self.start, "start"),
            (&self.plan, "plan"),
            (&self.preparation_end, "preparation_end"),
            (&self.window_start, "window_start"),
            (&self.window_months, "window_months"),
            (&self.fieldwork_weeks, "fieldwork_weeks"),
            (&self.report_weeks, "report_weeks"),
        ]
    }
}

fn ends(range: Range) -> [u64; 2] {
    [range.low, range.high]
}

/// `[[6,8],[4,4]]`.
fn ranges(sent: &Value) -> Result<Vec<Range>, Misread> {
    let parts = list(sent.clone(), "parts_weeks", MAX_PARTS)?;
    if parts.is_empty() {
        return Err(unreadable(
            "parts_weeks is empty",
            "write the least and the most weeks of each part, as in [[6,8]]",
        ));
    }
    parts
        .iter()
        .enumerate()
        .map(|(at, part)| super::fields::ends(part, &format!("parts_weeks[{at}]"), MAX_WEEKS))
        .collect()
}

fn of_plan(ask: &PlanTimelineAsk) -> Result<PlanPhasesWords, Misread> {
    for (value, field) in ask.others().into_iter().skip(2) {
        if field != "window_months" {
            absent(value, field, "plan")?;
        }
    }
    let start = needed_day(ask.start.clone(), "start")?;
    let plan = text(&needed(ask.plan.clone(), "plan", "\"extension\"")?, "plan", "\"extension\"")?;
    let book = app::plans::book();
    let mut choices = usual(&plan, start);
    if let Some(months) = &ask.window_months {
        choices.window_months = number_in(months, "window_months", 1..=MAX_MONTHS)?;
    }
    let road = roadmap(&Registers::default(), &book, &choices, start)?;
    if ask.window_months.is_some() && road.steps.iter().all(|step| step.lengths.months.is_none()) {
        return Err(unreadable(format!("window_months does not go with the plan {plan}"), "leave window_months out"));
    }
    let titles = road.steps.iter().map(|step| step.title.clone()).collect();
    let mut sources: Vec<String> = Vec::new();
    for figure in road.steps.iter().flat_map(|step| &step.lengths.figures) {
        let said = format!("{}: {}", figure.key, figure.told.words());
        if !sources.contains(&said) {
            sources.push(said);
        }
    }
    if let Some(found) = in_weeks(&book, &plan, start)? {
        let phases = found.phases.iter().map(|one| PlanPhaseWords { phase: one.phase, start: one.start, end: one.end });
        let (overlap_weeks, total_weeks) = (found.overlap_weeks, found.total_weeks);
        return Ok(PlanPhasesWords { phases: phases.collect(), overlap_weeks, total_weeks, titles, sources });
    }
    let phase = |(step, phase): (&domain::reports::plan::PlannedStep, u32)| PlanPhaseWords {
        phase,
        start: step.early.from,
        end: step.late.until,
    };
    Ok(PlanPhasesWords {
        phases: road.steps.iter().zip(1..).map(phase).collect(),
        total_weeks: road.days.high.div_ceil(7),
        overlap_weeks: road.overlap_weeks,
        titles,
        sources,
    })
}

/// The phases of a plan that its source tells in weeks; `None` for any other.
fn in_weeks(book: &Book<'_>, plan: &str, start: Date) -> Result<Option<Phases>, Misread> {
    let route = book.tables().route(plan).map_err(Refusal::from)?;
    let [one] = route.tracks.as_slice() else { return Ok(None) };
    let mut weeks = Vec::new();
    for step in &book.tables().track(&one.track).map_err(Refusal::from)?.steps {
        let Some(key) = &step.length.figure else { return Ok(None) };
        let figure = book.of(key)?;
        if figure.unit != FigureUnit::WeekRange {
            return Ok(None);
        }
        weeks.push((step.title.clone(), figure.range));
    }
    Ok(Some(phases(start, &weeks)?))
}

fn of_report(ask: PlanTimelineAsk) -> Result<PlanReportWords, Misread> {
    if ask.others().iter().all(|(value, _)| value.is_none()) {
        let hint = format!("write start and plan, parts_weeks, or preparation_end, such as {EXAMPLE}");
        return Err(unreadable("nothing is asked", hint));
    }
    let months = needed(ask.window_months, "window_months", "6")?;
    let weeks = |value: Option<Value>, field: &'static str, example: &str| {
        number(&needed(value, field, example)?, field, MAX_PHASE_WEEKS).map(u64::from)
    };
    let facts = ReportFacts {
        preparation_end: needed_day(ask.preparation_end, "preparation_end")?,
        window_start: perhaps_day(ask.window_start, "window_start")?,
        window_months: number_in(&months, "window_months", 1..=MAX_MONTHS)?,
        fieldwork_weeks: weeks(ask.fieldwork_weeks, "fieldwork_weeks", "4")?,
        report_weeks: weeks(ask.report_weeks, "report_weeks", "3")?,
    };
    let days = report_days(&facts)?;
    Ok(PlanReportWords { window_end: days.window_end, report_date: days.report_date })
}
