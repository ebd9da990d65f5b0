//! What the forms of the plan send, and the file for calendar programs.

use super::{PLACE, choices, figures, no_number, question, road};
use crate::web::attachment::attachment;
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again};
use crate::web::visit::Visit;
use crate::words::plan::{PlanChoicesBody, choices_of};
use app::ask::PlanOf;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::command::{Command, PlanCommand};
use domain::refusal::Refusal;
use domain::values::plan::{Actual, OwnFigure, Range};
use jiff::civil::Date;
use tokio::task::block_in_place;

/// A whole number of a form; `None` when the field is empty.
fn number<T: std::str::FromStr>(typed: &Typed, name: &'static str) -> Result<Option<T>, Refusal> {
    let text = typed.get(name).trim().replace([',', ' '], "");
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| no_number(name, &text))
}

pub(super) async fn set(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let before = visit.ask(&PlanOf::default())?;
    let text = |name: &str| Some(typed.get(name).trim().to_owned());
    let meant = || {
        let body = PlanChoicesBody {
            route: text("route"),
            start: Some(typed.day("start", "start")?),
            window_months: number(&typed, "window")?,
            size: text("size"),
            basis: text("basis"),
            tool: text("tool").map(|tool| if tool == "none" { String::new() } else { tool }),
            tool_reason: text("tool-reason"),
            tool_in_use: Some(typed.get("in-use") == "yes" && !["", "none"].contains(&typed.get("tool"))),
            consultant: Some(typed.get("consultant") == "yes"),
            maturity_percent: number(&typed, "maturity")?,
            maturity_reason: text("maturity-reason"),
            seed: number(&typed, "seed")?,
        };
        crate::words::plan::set(choices_of(body, before.value.set.as_ref(), before.mark.on)?)
    };
    let done = meant().map_err(Problem::from).and_then(|wanted| visit.change("Set the plan.", PLACE, wanted));
    or_again(done, |refusal| choices::page(&visit, Some(&typed), Some(refusal)))
}

pub(super) async fn set_figure(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let meant = || {
        let low: u64 = number(&typed, "low")?.ok_or(Refusal::Empty { field: "low", wanted: "the least, in digits" })?;
        let high = number(&typed, "high")?.unwrap_or(low);
        let figure = OwnFigure {
            range: Range { low, high },
            source: typed.get("source").to_owned(),
            on: typed.day("on", "on")?,
            note: typed.get("note").to_owned(),
        };
        crate::words::plan::set_figure(typed.get("key"), figure)
    };
    let done = meant().map_err(Problem::from);
    let done = done.and_then(|wanted| visit.change("An own figure counts.", "/plan/figures", wanted));
    or_again(done, |refusal| figures::page(&visit, &typed, Some(refusal)))
}

pub(super) async fn remove_figure(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let (key, reason) = (typed.get("key").to_owned(), typed.get("reason").to_owned());
    let wanted = Command::Plan(PlanCommand::RemovePlanFigure { key, reason });
    let done = visit.change("The published figure counts again.", "/plan/figures", wanted);
    or_again(done, |refusal| figures::page(&visit, &typed, Some(refusal)))
}

pub(super) async fn keep_baseline(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let answer = visit.ask(&PlanOf::default())?;
    let done = visit.change("Kept the roadmap.", PLACE, crate::words::plan::keep(&answer.value, typed.get("reason")));
    or_again(done, |refusal| road::page(&visit, &typed, Some(refusal)))
}

pub(super) async fn report_step(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let answer = visit.ask(&PlanOf::default())?;
    let day = |name: &str, field: &'static str| -> Result<Option<Date>, Refusal> {
        if typed.get(name).trim().is_empty() { Ok(None) } else { typed.day(name, field).map(Some) }
    };
    let meant = || {
        let actual = Actual {
            started: day("started", "started")?,
            ended: day("ended", "ended")?,
            note: typed.get("note").to_owned(),
        };
        crate::words::plan::report(&answer.value, typed.get("step"), actual)
    };
    let done = meant().map_err(Problem::from).and_then(|wanted| visit.change("Recorded.", PLACE, wanted));
    or_again(done, |refusal| road::page(&visit, &typed, Some(refusal)))
}

/// The steps as a file for calendar programs.
pub(super) async fn file(visit: Visit, headers: HeaderMap) -> Result<Response, Problem> {
    let question = question(&visit)?;
    let page = format!("{}/o/{}{PLACE}", visit.doors.reach.address(&headers).trim_end_matches('/'), visit.org);
    let made = || visit.doors.app.plan_file(&visit.org, &visit.who, visit.at, &question, Some(&page));
    Ok(attachment("text/calendar; charset=utf-8", "plan.ics", block_in_place(made)?))
}
