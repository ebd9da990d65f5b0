//! The plan of treatment: option and lines in one form, and the steps of each line.

use super::{again, changed, joined, known, listed, members, offered, one, path};
use crate::web::people::choices;
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Choice, Field};
use crate::web::visit::Visit;
use app::ask::RiskDetail;
use axum::extract::Path;
use axum::response::Response;
use domain::command::RiskCommand;
use domain::refusal::Refusal;
use domain::registers::risk::HeldPlan;
use domain::values::risk::{LineState, LineStep, MAX_LINES, Treatment, TreatmentLine, TreatmentOption};
use maud::{Markup, html};

/// Empty lines at the end of the form.
const MORE_LINES: usize = 2;

pub(super) fn forms(visit: &Visit, id: &str, value: &RiskDetail, typed: &Typed) -> Markup {
    if value.held.closed {
        return html! {};
    }
    let empty = Treatment { option: TreatmentOption::Modify, reason: String::new(), lines: Vec::new() };
    let treat = RiskCommand::PlanTreatment { id: id.to_owned(), treatment: Box::new(empty) };
    html! {
        @if let Some(plan) = value.held.plan.as_ref().filter(|plan| plan.approved.is_some()) { (steps(visit, id, plan, typed)) }
        (one::either(offered(visit, treat), || plan_form(visit, id, value.held.plan.as_ref(), typed)))
    }
}

fn plan_form(visit: &Visit, id: &str, plan: Option<&HeldPlan>, typed: &Typed) -> Markup {
    let open = again(typed, "treatment");
    let lines = if open { typed_lines(typed) } else { plan.map(lines_of).unwrap_or_default() };
    let now = plan.map(|plan| plan.treatment.option);
    let chosen = if open { TreatmentOption::parse(typed.get("option")) } else { now };
    let options = TreatmentOption::ALL.map(|one| Choice::new(one.id(), one.title(), Some(one) == chosen));
    let reason = if open { typed.get("reason") } else { plan.map_or("", |plan| plan.treatment.reason.as_str()) };
    let named: Vec<&str> = lines.iter().map(|line| line.owner.as_str()).collect();
    let people = members(visit, &named);
    let empty = Line::default();
    let room = MAX_LINES.min(lines.len() + MORE_LINES);
    html! {
        details.fold.add open[open || plan.is_none()] {
            summary { @if plan.is_some() { "Change the plan" } @else { "Decide and plan" } }
            (ui::form(&format!("/o/{}{}/treatment", visit.org, path(id)), html! {
                (ui::hidden("form", "treatment"))
                @if plan.is_some_and(|plan| plan.approved.is_some()) { p.hint { "A change is a new version: the owner approves it and accepts what remains again." } }
                (ui::radios(&Field { name: "option", label: "What is done about it", ..Field::default() }, &options))
                (ui::textarea(&Field { name: "reason", id: "treatment-reason", label: "Why this option", value: reason, ..Field::default() }, 2))
                @for (at, line) in lines.iter().chain(std::iter::repeat(&empty)).take(room).enumerate() {
                    (line_inputs(visit, at, line, &people))
                }
                p.hint { "A line without words is left out. More lines are offered once these are recorded." }
                div.actions { (ui::button("Record the plan")) }
            }))
        }
    }
}

/// A line as it stands in the form.
#[derive(Default)]
struct Line {
    id: String,
    what: String,
    controls: String,
    owner: String,
    due: String,
}

fn lines_of(plan: &HeldPlan) -> Vec<Line> {
    let lines = plan.treatment.lines.iter().map(|line| Line {
        id: line.id.clone(),
        what: line.what.clone(),
        controls: joined(&line.controls),
        owner: line.owner.clone().unwrap_or_default(),
        due: line.due.map(|due| due.to_string()).unwrap_or_default(),
    });
    lines.collect()
}

/// The lines as they were typed; each has every field, so that they stand side by side.
fn typed_lines(typed: &Typed) -> Vec<Line> {
    let [ids, what, controls, owners, due] =
        ["line-id", "what", "controls", "line-owner", "due"].map(|name| typed.all(name).collect::<Vec<_>>());
    let at = |all: &[&str], at: usize| all.get(at).map(|text| text.trim().to_owned()).unwrap_or_default();
    let lines = (0..what.len().min(MAX_LINES + MORE_LINES)).map(|n| Line {
        id: at(&ids, n),
        what: at(&what, n),
        controls: at(&controls, n),
        owner: at(&owners, n),
        due: at(&due, n),
    });
    lines.filter(|line| !line.what.is_empty()).collect()
}

fn line_inputs(visit: &Visit, at: usize, line: &Line, people: &[String]) -> Markup {
    let owners = choices(visit, people.iter(), "Nobody yet", &line.owner);
    let ids = ["what", "controls", "line-owner", "due"].map(|name| format!("{name}-{at}"));
    let label = if line.id.is_empty() { "Another line".to_owned() } else { format!("Line {}", line.id) };
    html! {
        fieldset.risk-line-inputs {
            legend { (label) }
            (ui::hidden("line-id", &line.id))
            (ui::text(&Field { name: "what", id: &ids[0], label: "What is done", value: &line.what, ..Field::default() }))
            div.field-row {
                (ui::text(&Field { name: "controls", id: &ids[1], label: "Controls", hint: "Own ones, or of Annex A.", value: &line.controls, ..Field::default() }))
                (ui::select(&Field { name: "line-owner", id: &ids[2], label: "Who", ..Field::default() }, &owners))
                (ui::date_field(&Field { name: "due", id: &ids[3], label: "By", value: &line.due, ..Field::default() }))
            }
        }
    }
}

pub(super) async fn record(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let meant = || -> Result<Treatment, Refusal> {
        let option = match typed.get("option") {
            "" => {
                return Err(Refusal::Empty {
                    field: "what is done about it",
                    wanted: "modify, retain, share or avoid",
                });
            }
            word => known("option", word, TreatmentOption::parse)?,
        };
        let lines = typed_lines(&typed).into_iter().map(|line| {
            let due = (!line.due.is_empty()).then(|| Typed::of([("due", &line.due)]).day("due", "the day of the line"));
            Ok(TreatmentLine {
                id: line.id,
                what: line.what,
                controls: listed(&line.controls),
                owner: Some(line.owner).filter(|owner| !owner.is_empty()),
                due: due.transpose()?,
            })
        });
        Ok(Treatment { option, reason: typed.get("reason").to_owned(), lines: lines.collect::<Result<_, Refusal>>()? })
    };
    let planned = meant().map_err(Problem::from).and_then(|treatment| {
        let command = RiskCommand::PlanTreatment { id: id.clone(), treatment: Box::new(treatment) };
        changed(&visit, &id, "Recorded the plan.", command)
    });
    or_again(planned, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}

/// The steps that the lines of an approved plan can take.
fn steps(visit: &Visit, id: &str, plan: &HeldPlan, typed: &Typed) -> Markup {
    html! {
        @for line in &plan.treatment.lines {
            @let state = plan.progress.get(&line.id).map_or(LineState::Planned, |progress| progress.state);
            @let step = LineStep { to: LineState::Done, note: String::new(), evidence: [].into() };
            @let command = RiskCommand::MoveTreatmentLine { id: id.to_owned(), line: line.id.clone(), step };
            @if matches!(offered(visit, command), Some(Ok(()))) { (step_form(visit, id, &line.id, state, typed)) }
        }
    }
}

fn step_form(visit: &Visit, id: &str, line: &str, state: LineState, typed: &Typed) -> Markup {
    let to: &[LineState] = match state {
        LineState::Planned => return html! {},
        LineState::Approved => &[LineState::InProgress, LineState::Done],
        LineState::InProgress => &[LineState::Done],
        LineState::Done => &[LineState::Verified, LineState::InProgress],
        LineState::Verified => &[LineState::InProgress],
    };
    let open = again(typed, "step") && typed.get("line") == line;
    let chosen = LineState::parse(typed.get("to")).filter(|_| open);
    let states: Vec<Choice<'_>> =
        to.iter().map(|one| Choice::new(one.id(), one.title(), chosen.or(to.first().copied()) == Some(*one))).collect();
    let ids = ["to", "note", "evidence"].map(|name| format!("step-{name}-{line}"));
    let value = |name: &str| if open { typed.get(name).to_owned() } else { String::new() };
    html! {
        details.fold.add open[open] {
            summary { "Say where " (line) " stands" }
            (ui::form(&format!("/o/{}{}/treatment/lines/{}", visit.org, path(id), encode(line)), html! {
                (ui::hidden("form", "step"))
                (ui::hidden("line", line))
                (ui::select(&Field { name: "to", id: &ids[0], label: "It is now", hint: "Somebody else than who did it verifies it.", ..Field::default() }, &states))
                (ui::textarea(&Field { name: "note", id: &ids[1], label: "What was done, or seen", value: &value("note"), ..Field::default() }, 2))
                (ui::text(&Field { name: "evidence", id: &ids[2], label: "Evidence that shows it", hint: "Ids such as EV-7.", value: &value("evidence"), ..Field::default() }))
                div.actions { (ui::button("Record")) }
            }))
        }
    }
}

pub(super) async fn step(
    visit: Visit,
    Path((_, id, line)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let to = known("state", typed.get("to"), LineState::parse).map_err(Problem::from);
    let moved = to.and_then(|to| {
        let step = LineStep { to, note: typed.get("note").to_owned(), evidence: listed(typed.get("evidence")) };
        let done = format!("{line}: {}.", to.title().to_lowercase());
        changed(&visit, &id, &done, RiskCommand::MoveTreatmentLine { id: id.clone(), line: line.clone(), step })
    });
    or_again(moved, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}
