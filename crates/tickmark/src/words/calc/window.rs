//! Did a control run through its window? The question as it is sent, the answer as it is told (K5).

use super::fields::{Misread, absent, day_of, days, list, needed, number, object, text, unlisted, unreadable};
use domain::refusal::Refusal;
use domain::reports::window::{EventCase, EventFinding, MAX_LIMIT_DAYS, WindowFinding, check, each_once, events};
use domain::values::{Frequency, Holidays, Window, counted};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// A question as it is written.
const EXAMPLE: &str =
    r#"{"frequency":"quarterly","window":["2026-02-15","2026-08-14"],"runs":["2026-04-10"],"holidays":[]}"#;
/// Most runs of one question.
pub const MAX_RUNS: usize = 100_000;
/// Most events of one question.
pub const MAX_EVENTS: usize = 100_000;
/// Most holidays of one question.
pub const MAX_HOLIDAYS: usize = 10_000;

/// A control's frequency with its runs in a window; or, with `event_driven`, the items of a population and their limit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "frequency": "quarterly", "window": ["2026-02-15", "2026-08-14"], "runs": ["2026-01-20", "2026-04-10"],
    "holidays": []
}))]
pub struct WindowAsk {
    /// `continuous`, `business_day`, `weekly`, `monthly`, `quarterly`, `half_yearly`, `annual` or `event_driven`.
    #[schema(value_type = String, required = true)]
    frequency: Option<Value>,
    /// First and last day, both included; at most ten years. Not with `event_driven`.
    #[schema(value_type = Option<Vec<String>>, min_items = 2, max_items = 2)]
    window: Option<Value>,
    /// The days on which the control ran; at most 100,000. Not with `event_driven`.
    #[schema(value_type = Option<Vec<String>>, max_items = 100_000)]
    runs: Option<Value>,
    /// Days without business, for `business_day`; at most 10,000.
    #[schema(value_type = Option<Vec<String>>, max_items = 10_000)]
    holidays: Option<Value>,
    /// Days from the event to the limit, for `event_driven`.
    #[schema(value_type = Option<u32>, maximum = 3_660)]
    limit_days: Option<Value>,
    /// The population, for `event_driven`; at most 100,000.
    #[schema(value_type = Option<Vec<EventAsk>>, max_items = 100_000)]
    events: Option<Value>,
    /// With `event_driven`: the day on which items without evidence are judged.
    #[schema(value_type = Option<String>)]
    on: Option<Value>,
}

/// One item of a population.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EventAsk {
    /// Its id in the source.
    #[schema(value_type = String, required = true)]
    id: Option<Value>,
    /// The day from which the limit runs.
    #[schema(value_type = String, required = true)]
    due_from: Option<Value>,
    /// The day on which it was done, by the evidence; null without evidence.
    #[schema(value_type = Option<String>)]
    done: Option<Value>,
}

/// What a window or a population shows.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum WindowWords {
    /// Of a frequency with buckets.
    Runs(WindowRunsWords),
    /// Of a population.
    Events(EventsWords),
}

/// A window held against the runs.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WindowRunsWords {
    /// `complete`, `gap` or `not_exercised`.
    pub status: &'static str,
    /// How many buckets lie wholly inside the window.
    pub full_buckets: u32,
    /// The full buckets without a run.
    pub missing: Vec<String>,
    /// The buckets partly inside the window without a run inside it.
    pub advisory: Vec<String>,
}

/// A population held against its limit.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EventsWords {
    /// How many items there are.
    pub population: usize,
    /// Ids of those done within the limit.
    pub on_time: Vec<String>,
    /// Ids of those done after it.
    pub late: Vec<String>,
    /// Ids of those without evidence.
    pub missing: Vec<String>,
    /// Ids of those without evidence whose limit has not passed by `on`; left out when `on` is not given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pending: Option<Vec<String>>,
}

/// Reads a question and answers it.
///
/// # Errors
/// [`Misread`], which names the field and says what would be right.
pub fn window(bytes: &[u8]) -> Result<WindowWords, Misread> {
    let ask: WindowAsk = object(bytes, EXAMPLE)?;
    let value = needed(ask.frequency.clone(), "frequency", "\"monthly\"")?;
    let word = text(&value, "frequency", "\"monthly\"")?;
    let frequency = Frequency::ALL
        .into_iter()
        .find(|f| f.id() == word)
        .ok_or_else(|| unlisted("frequency", &word, &Frequency::ALL.map(Frequency::id)))?;
    if frequency == Frequency::EventDriven { of_events(ask) } else { of_runs(frequency, ask) }
}

fn of_runs(frequency: Frequency, ask: WindowAsk) -> Result<WindowWords, Misread> {
    let beside = format!("frequency `{}`", frequency.id());
    for (value, field) in [(&ask.limit_days, "limit_days"), (&ask.events, "events"), (&ask.on, "on")] {
        absent(value, field, &beside)?;
    }
    let window = two_days(needed(ask.window, "window", "[\"2026-01-01\",\"2026-12-31\"]")?)?;
    let runs = days(needed(ask.runs, "runs", "[\"2026-04-10\"], or [] for none")?, "runs", MAX_RUNS)?;
    let holidays = ask.holidays.map_or(Ok(Vec::new()), |value| days(value, "holidays", MAX_HOLIDAYS))?;
    let holidays: Holidays = holidays.into_iter().map(|day| (day, String::new())).collect();
    Ok(WindowWords::Runs(check(frequency, window, &runs, &holidays).into()))
}

/// A window as a list of its first and last day.
fn two_days(value: Value) -> Result<Window, Misread> {
    let found = list(value, "window", MAX_RUNS)?;
    let [from, until] = found.as_slice() else {
        let sentence = format!("window: {} no first and last day", counted(found.len(), "day is", "days are"));
        return Err(unreadable(sentence, "write it like [\"2026-01-01\",\"2026-12-31\"]"));
    };
    let (from, until) = (day_of(from, || "window[0]".to_owned())?, day_of(until, || "window[1]".to_owned())?);
    Ok(Window::new(from, until).map_err(Refusal::from)?)
}

fn of_events(ask: WindowAsk) -> Result<WindowWords, Misread> {
    for (value, field) in [(&ask.window, "window"), (&ask.runs, "runs"), (&ask.holidays, "holidays")] {
        absent(value, field, "frequency `event_driven`")?;
    }
    let limit = number(&needed(ask.limit_days, "limit_days", "5")?, "limit_days", MAX_LIMIT_DAYS)?;
    let example = "[{\"id\":\"L-1\",\"due_from\":\"2026-03-02\",\"done\":\"2026-03-03\"}]";
    let found = list(needed(ask.events, "events", example)?, "events", MAX_EVENTS)?;
    let cases: Vec<EventCase> =
        found.into_iter().enumerate().map(|(at, value)| case(value, at)).collect::<Result<_, _>>()?;
    each_once(&cases)?;
    let on: Option<Date> = ask.on.map(|value| day_of(&value, || "on".to_owned())).transpose()?;
    Ok(WindowWords::Events(EventsWords::of(events(limit, &cases, on), on.is_some())))
}

fn case(value: Value, at: usize) -> Result<EventCase, Misread> {
    let field = |name: &str| format!("events[{at}].{name}");
    let ask: EventAsk = serde_json::from_value(value).map_err(|e| {
        unreadable(format!("events[{at}]: {e}"), "an event has id, due_from and done, which may be null")
    })?;
    let id = text(&needed(ask.id, &field("id"), "\"L-1\"")?, &field("id"), "\"L-1\"")?;
    let due_from = needed(ask.due_from, &field("due_from"), "\"2026-03-02\"")?;
    Ok(EventCase {
        id,
        due_from: day_of(&due_from, || field("due_from"))?,
        done: ask.done.map(|value| day_of(&value, || field("done"))).transpose()?,
    })
}

impl From<WindowFinding> for WindowRunsWords {
    fn from(found: WindowFinding) -> WindowRunsWords {
        WindowRunsWords {
            status: found.status.id(),
            full_buckets: found.full_buckets,
            missing: found.missing,
            advisory: found.advisory,
        }
    }
}

impl EventsWords {
    /// The words of a finding; `judged` says whether a day to judge by was given.
    pub fn of(found: EventFinding, judged: bool) -> EventsWords {
        EventsWords {
            population: found.population,
            on_time: found.on_time,
            late: found.late,
            missing: found.missing,
            pending: judged.then_some(found.pending),
        }
    }
}
