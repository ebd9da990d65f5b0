//! How a control operates: its attributes, the steps of its life, its versions by day; and the forms that say so.

use super::{action, one, path};
use crate::web::people::{self, why_not};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::typed::{Typed, only_today, or_again};
use crate::web::ui::{self, Choice, Column, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{OperationAnswer, OperationOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, OperationCommand};
use domain::refusal::Refusal;
use domain::registers::operation::HeldOperation;
use domain::values::{ControlVersion, EvidenceType, Execution, Life, LifeStep, Nature, Operation};
use maud::{Markup, html};

/// The part of the page about operation.
pub(super) fn section(visit: &Visit, id: &str, typed: &Typed) -> Result<Markup, Problem> {
    let operates = visit.ask(&OperationOf::new(id))?.value;
    let command = OperationCommand::RecordLife { control: id.to_owned(), step: LifeStep::Operating, on: None };
    let may = !visit.in_the_past() && why_not(visit, &Command::Operation(command)).is_none();
    Ok(ui::section(
        "operation",
        "How it operates",
        None,
        html! {
            (ui::card(html! {
                (attributes(&operates))
                @if may { (form(visit, id, &operates, typed)) }
            }))
            (ui::card(html! { h3 { "Days of its life" } (life(visit, id, &operates, may)) }))
            (versions(visit, &operates.held))
        },
    ))
}

/// Does an event ask for it, so that it has a limit?
fn by_event(operates: &OperationAnswer) -> bool {
    let newest = operates.held.newest().and_then(|version| version.frequency);
    newest == Some(domain::values::Frequency::EventDriven)
}

fn life_badge(life: Life) -> Markup {
    let tone = match life {
        Life::Operating => Tone::Good,
        Life::Implemented | Life::Designed => Tone::Accent,
        Life::Draft | Life::Retired => Tone::Neutral,
    };
    ui::badge(tone, life.title())
}

/// Where it stands in its life: as its steps say, or, before one is recorded, as its status says.
fn stage(operates: &OperationAnswer) -> Markup {
    let from_status = operates.held.life.is_empty() && operates.life != Life::Retired;
    html! { (life_badge(operates.life)) @if from_status { " " span.hint { "by its status; no step is recorded yet" } } }
}

fn attributes(operates: &OperationAnswer) -> Markup {
    let operation = &operates.held.operation;
    let text = |text: &str| html! { @if text.is_empty() { (ui::nothing()) } @else { (text) } };
    let systems: Vec<&str> = operation.systems.iter().map(String::as_str).collect();
    let types: Vec<&str> = operation.evidence.iter().map(|kind| kind.title()).collect();
    let mut pairs = vec![
        ("Stage", stage(operates)),
        ("Nature", text(operation.nature.map_or("", Nature::title))),
        ("Carried out", text(operation.execution.map_or("", Execution::title))),
        ("Key control", html! { @if operation.key { "Yes: the examination rests on it" } @else { "No" } }),
        ("Operates on", text(&systems.join(", "))),
        ("Shown by", text(&types.join(", "))),
    ];
    if by_event(operates) {
        let days = operation
            .limit_days
            .map(|days| format!("{} after its event", counted(days, "day", "days")))
            .unwrap_or_default();
        pairs.push(("Limit", text(&days)));
    }
    ui::definition_list(&pairs)
}

/// What happened on the day of a step; the word for the stage that follows is another.
fn step_words(step: LifeStep) -> &'static str {
    match step {
        LifeStep::Designed => "Written down",
        LifeStep::Implemented => "Set up",
        LifeStep::Operating => "First carried out",
    }
}

/// Designed, implemented, operating: each with its day, and a way to record it or take it back.
fn life(visit: &Visit, id: &str, operates: &OperationAnswer, may: bool) -> Markup {
    let to = action(visit, id, "life");
    html! {
        ol.life-steps {
            @for step in LifeStep::ALL {
                @let on = operates.held.life.get(&step);
                li {
                    span { strong { (step_words(step)) } " "
                        @match on { Some(day) => { "on " time datetime=(day) { (day) } }, None => span.hint { "no day recorded" } }
                    }
                    @if may {
                        form method="post" action=(to) {
                            (ui::hidden("step", step.id()))
                            @match on {
                                Some(_) => button.button.quiet.small type="submit" aria-label={ "Take back: " (step_words(step)) } { "Take back" },
                                None => {
                                    input type="date" name="on" required aria-label={ "Day of the step: " (step_words(step)) };
                                    button.button.small type="submit" { "Record" }
                                },
                            }
                        }
                    }
                }
            }
        }
    }
}

fn versions(visit: &Visit, held: &HeldOperation) -> Markup {
    let mut versions: Vec<&ControlVersion> = held.versions.iter().collect();
    versions.reverse();
    let columns = [
        Column::narrow("Version"),
        Column::narrow("In force from"),
        Column::narrow("Recorded"),
        Column::text("Owner"),
        Column::narrow("Runs"),
        Column::text("What it said"),
    ];
    let rows: Vec<Row> = versions
        .iter()
        .map(|version| {
            Row::new(vec![
                html! { (version.number) },
                html! { time datetime=(version.from) { (version.from) } },
                html! { (app::clock::day_of(version.recorded_us)) },
                html! { @if version.owner.is_empty() { (ui::nothing()) } @else { (visit.name_of(&version.owner)) } },
                html! { @match version.frequency { Some(f) => (f.title()), None => (ui::nothing()) } },
                html! {
                    (version.name)
                    @if !version.activity.is_empty() { p.hint { (version.activity) } }
                    p.hint { "Recorded by " (people::name(visit, &version.by)) }
                },
            ])
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            details.fold {
                summary { "Versions by day (" (rows.len()) ")" }
                p.hint { "Another wording, owner, frequency or system makes a new version; each is tested for its own part of a window." }
                (ui::table("Versions", &columns, &rows, TableOptions::default()))
            }
        }
    }
}

fn form(visit: &Visit, id: &str, operates: &OperationAnswer, typed: &Typed) -> Markup {
    let now = &operates.held.operation;
    let again = !typed.get("valid-from").is_empty();
    let word = |name: &str, now: &'static str| if again { typed.get(name).to_owned() } else { now.to_owned() };
    let (nature, execution) =
        (word("nature", now.nature.map_or("", Nature::id)), word("execution", now.execution.map_or("", Execution::id)));
    let not_said = |chosen: &str| Choice::new("", "Not said", chosen.is_empty());
    let natures: Vec<Choice<'_>> = std::iter::once(not_said(&nature))
        .chain(Nature::ALL.map(|n| Choice::new(n.id(), n.title(), n.id() == nature)))
        .collect();
    let executions: Vec<Choice<'_>> = std::iter::once(not_said(&execution))
        .chain(Execution::ALL.map(|e| Choice::new(e.id(), e.title(), e.id() == execution)))
        .collect();
    let key = if again { typed.get("key") == "yes" } else { now.key };
    let lines = now.systems.iter().map(String::as_str).collect::<Vec<_>>().join("\n");
    let systems = if again { typed.get("systems").to_owned() } else { lines };
    let days = now.limit_days.map(|days| days.to_string()).unwrap_or_default();
    let limit = if again { typed.get("limit").to_owned() } else { days };
    let shown = |kind: EvidenceType| {
        if again { typed.all("evidence").any(|word| word == kind.id()) } else { now.evidence.contains(&kind) }
    };
    let kinds = EvidenceType::ALL.map(|kind| Choice::new(kind.id(), kind.title(), shown(kind)));
    let from = Field {
        name: "valid-from",
        label: "So since",
        hint: "Another system makes a new version from this day on.",
        value: typed.get("valid-from"),
        required: true,
        ..Field::default()
    };
    html! {
        details.fold open[again] {
            summary { "Say how it operates" }
            form.form.operation-form method="post" action=(action(visit, id, "operation")) data-guard {
                div.field-row {
                    (ui::select(&Field { name: "nature", label: "Nature", ..Field::default() }, &natures))
                    (ui::select(&Field { name: "execution", label: "Carried out", ..Field::default() }, &executions))
                }
                (ui::checkboxes(&Field { name: "key", label: "Key control", ..Field::default() }, &[Choice::new("yes", "The examination rests on it", key)]))
                (ui::textarea(&Field { name: "systems", label: "Operates on", hint: "Services and systems in scope, one a line.", value: &systems, ..Field::default() }, 3))
                @if by_event(operates) { (ui::text(&Field { name: "limit", label: "Limit in days", hint: "From the event to the latest day on which it has to have run.", value: &limit, ..Field::default() })) }
                @else { (ui::hidden("limit", &limit)) }
                div.check-scroll { (ui::checkboxes(&Field { name: "evidence", label: "Shown by", hint: "The types of evidence that show that it ran.", ..Field::default() }, &kinds)) }
                (ui::date_field(&from))
                div.actions { (ui::button("Record")) }
            }
        }
    }
}

fn meant(typed: &Typed) -> Result<Operation, Refusal> {
    let limit_days = match typed.get("limit").trim() {
        "" => None,
        text => Some(text.parse().map_err(|_| Refusal::NotPossible {
            sentence: format!("the limit: `{text}` is no whole number of days"),
            hint: "write it like 30, or leave it empty".to_owned(),
        })?),
    };
    Ok(Operation {
        nature: Nature::parse(typed.get("nature")),
        execution: Execution::parse(typed.get("execution")),
        key: typed.get("key") == "yes",
        systems: typed.lines("systems").into_iter().collect(),
        limit_days,
        evidence: typed.all("evidence").filter_map(EvidenceType::parse).collect(),
    })
}

pub(super) async fn set(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let set = only_today(&visit)
        .and_then(|()| Ok((meant(&typed)?, typed.day("valid-from", "the day from which it is so")?)))
        .map_err(Problem::from)
        .and_then(|(operation, from)| {
            let command = OperationCommand::SetOperation { control: id.clone(), operation, from };
            visit.change(&format!("Recorded how {id} operates."), &path(&id), Command::Operation(command))
        });
    or_again(set, |refusal| one::page(&visit, &id, &typed, Some(refusal)))
}

/// Records a step on a day; without a day takes it back.
pub(super) async fn record_life(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let recorded = only_today(&visit)
        .and_then(|()| {
            let word = typed.get("step");
            let unknown = || Refusal::Unknown { what: "step", id: word.to_owned(), nearest: None };
            let step = LifeStep::parse(word).ok_or_else(unknown)?;
            let on =
                if typed.get("on").trim().is_empty() { None } else { Some(typed.day("on", "the day of the step")?) };
            Ok((step, on))
        })
        .map_err(Problem::from)
        .and_then(|(step, on)| {
            let done = match on {
                Some(on) => format!("{id} is {} since {on}.", step.title().to_lowercase()),
                None => format!("Took back that {id} is {}.", step.title().to_lowercase()),
            };
            let command = OperationCommand::RecordLife { control: id.clone(), step, on };
            visit.change(&done, &path(&id), Command::Operation(command))
        });
    or_again(recorded, |refusal| one::page(&visit, &id, &Typed::default(), Some(refusal)))
}
