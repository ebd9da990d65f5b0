//! The window check: a control's runs held against its window, bucket by bucket (K5).

use super::squares::squares;
use super::{days, events, form, mark, one_day, shown, typed};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::typed::refused;
use crate::web::ui::{self, Choice, Crumb, Field, Tone};
use crate::web::visit::Visit;
use crate::words::calc::{MAX_HOLIDAYS, MAX_RUNS};
use axum::response::Response;
use domain::refusal::Refusal;
use domain::reports::window::{WindowFinding, WindowStatus, buckets, check, earliest_clean_start};
use domain::values::{Bucket, Frequency, Holidays, Window};
use jiff::civil::Date;
use maud::{Markup, html};

const PATH: &str = "/tools/window";
const EXAMPLE: &str = "/tools/window?frequency=quarterly&from=2026-02-15&until=2026-08-14&runs=2026-01-20,2026-04-10";
const LEAD: &str = "Did a control run through the whole window? Days go in, nothing is kept.";

/// What was typed, understood.
struct Asked {
    frequency: Frequency,
    window: Window,
    runs: Vec<Date>,
    holidays: Holidays,
}

/// What came of it.
struct Found {
    frequency: Frequency,
    finding: WindowFinding,
    buckets: Vec<Bucket>,
    clean: Option<Date>,
}

pub(super) async fn page(visit: Visit) -> Result<Response, Problem> {
    let mark = mark(&visit)?;
    let found = visit.field("from").or_else(|| visit.field("until")).map(|_| found(&visit));
    let events = events::found(&visit);
    let refusal = [found.as_ref().and_then(|f| f.as_ref().err()), events.as_ref().and_then(|e| e.as_ref().err())];
    let refusal = refusal.into_iter().flatten().next();
    let body = html! {
        (ui::heading("Window check", Some(LEAD), None))
        (refused(refusal))
        (fields(&visit))
        @match &found {
            Some(Ok(found)) => { (answer(found)) }
            None if events.is_none() => {
                (ui::empty_state(
                    "Nothing asked yet",
                    "Choose how often the control runs, give the window, and list the days on which it ran.",
                    ui::quiet_link("Try an example", &visit.href(EXAMPLE), None),
                ))
            }
            _ => {}
        }
        (events::section(&visit, PATH, events.as_ref().and_then(|e| e.as_ref().ok())))
        (how())
    };
    let crumbs = [Crumb::here("Window check")];
    Ok(shown(visit.page(&mark, "Window check", PATH, &crumbs, body), refusal.is_some()))
}

fn asked(visit: &Visit) -> Result<Asked, Refusal> {
    let id = typed(visit, "frequency");
    let known = Frequency::ALL.into_iter().filter(|f| *f != Frequency::EventDriven).find(|f| f.id() == id);
    let frequency = known.ok_or(Refusal::Unknown { what: "frequency", id, nearest: None })?;
    let window =
        Window::new(one_day(&typed(visit, "from"), "first day")?, one_day(&typed(visit, "until"), "last day")?)?;
    let holidays = days(&typed(visit, "holidays"), "holidays", MAX_HOLIDAYS)?;
    let holidays = holidays.into_iter().map(|day| (day, String::new())).collect();
    Ok(Asked { frequency, window, runs: days(&typed(visit, "runs"), "runs", MAX_RUNS)?, holidays })
}

fn found(visit: &Visit) -> Result<Found, Refusal> {
    let Asked { frequency, window, runs, holidays } = asked(visit)?;
    Ok(Found {
        frequency,
        finding: check(frequency, window, &runs, &holidays),
        buckets: buckets(frequency, window, &holidays),
        clean: earliest_clean_start(frequency, window, &runs, &holidays),
    })
}

fn fields(visit: &Visit) -> Markup {
    let value = |name: &str| typed(visit, name);
    let (chosen, from, until) = (value("frequency"), value("from"), value("until"));
    let (runs, holidays) = (value("runs"), value("holidays"));
    let choices: Vec<Choice<'_>> = Frequency::ALL
        .into_iter()
        .filter(|f| *f != Frequency::EventDriven)
        .map(|f| Choice::new(f.id(), f.title(), f.id() == chosen || (chosen.is_empty() && f == Frequency::Monthly)))
        .collect();
    let field = |name, label, value, hint| Field { name, label, value, hint, ..Field::default() };
    let required = |name, label, value| Field { required: true, ..field(name, label, value, "") };
    form(
        visit,
        PATH,
        html! {
            (ui::select(&field("frequency", "How often it runs", "", ""), &choices))
            (ui::date_field(&required("from", "First day of the window", from.as_str())))
            (ui::date_field(&required("until", "Last day of the window", until.as_str())))
            (ui::textarea(&field("runs", "Days on which it ran", runs.as_str(), "As 2026-04-10, apart by blanks, commas or lines."), 4))
            (ui::textarea(&field("holidays", "Holidays", holidays.as_str(), "Read for business days alone."), 2))
        },
    )
}

fn answer(found: &Found) -> Markup {
    let finding = &found.finding;
    let tone = match finding.status {
        WindowStatus::Complete => Tone::Good,
        WindowStatus::Gap => Tone::Danger,
        WindowStatus::NotExercised => Tone::Caution,
    };
    ui::section(
        "result",
        "What the runs show",
        None,
        html! {
            (ui::notice(tone, title(finding.status), html! { p { (sentence(finding)) } }))
            (squares(&found.buckets, finding))
            (ui::definition_list(&[
                ("Frequency", html! { (found.frequency.title()) }),
                ("Buckets wholly inside", html! { (finding.full_buckets) }),
                ("Missing", names(&finding.missing)),
                ("Advisory", names(&finding.advisory)),
                ("Uncovered", ranges(&found.finding.uncovered)),
                ("Earliest start without a gap", html! {
                    @match found.clean { Some(day) => { (day) }, None => { "none up to the last day" } }
                }),
            ]))
        },
    )
}

fn title(status: WindowStatus) -> &'static str {
    match status {
        WindowStatus::Complete => "Complete",
        WindowStatus::Gap => "Gap",
        WindowStatus::NotExercised => "Not exercised",
    }
}

fn sentence(finding: &WindowFinding) -> String {
    let full = usize::try_from(finding.full_buckets).unwrap_or(usize::MAX);
    let full = counted(full, "bucket lies", "buckets lie");
    match finding.status {
        WindowStatus::Complete => format!("{full} wholly inside the window, and none is without a run."),
        WindowStatus::Gap => format!("{full} wholly inside the window; {} without a run.", finding.missing.len()),
        WindowStatus::NotExercised => {
            "No bucket lies wholly inside the window, and no run does. Record that nothing occurred, with proof of an \
             empty population."
                .to_owned()
        }
    }
}

fn names(names: &[String]) -> Markup {
    html! { @if names.is_empty() { "none" } @else { (names.join(", ")) } }
}

fn ranges(ranges: &[(Date, Date)]) -> Markup {
    html! {
        @if ranges.is_empty() { "none" }
        @else { ul.lines { @for (from, until) in ranges { li { (from) " to " (until) } } } }
    }
}

fn how() -> Markup {
    ui::section(
        "how",
        "How it is read",
        None,
        html! {
            ul.lines {
                li { "A bucket is the stretch of the calendar in which the control has to run once: a day, an ISO week from Monday to Sunday, a month, a quarter, a half-year or a year." }
                li { "A bucket wholly inside the window without a run is missing. One partly inside without a run inside the window is advisory and decides nothing." }
                li { "A run counts where its day lies in the bucket and in the window." }
                li { "Business days are Monday to Friday without the holidays given." }
                li { "The earliest start without a gap is the first day from which on, up to the last day, nothing is missing." }
            }
        },
    )
}
