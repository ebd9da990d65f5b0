//! What can be done on the page of an object, for who may.

use super::path;
use crate::web::people::{not_offered, why_not};
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Field};
use crate::web::visit::Visit;
use app::ask::{ExceptionLine, PopulationAnswer, SamplingProfilesOf, TestLine};
use domain::command::{Command, TestingCommand};
use domain::values::testing::{DrawMethod, ExceptionNote, ExceptionState, TestConclusion, TestKind, TestOutcome};
use domain::values::{SamplingProfile, SamplingRisk};
use maud::{Markup, html};

/// Most cells of a grid that a page lets be filled at once; a larger test is recorded by the API or in the terminal.
const MAX_CELLS: usize = 2_000;

/// A form behind a fold, or why it is not offered.
fn act(visit: &Visit, id: &str, (verb, title): (&str, &str), asked: TestingCommand, fields: Markup) -> Markup {
    if visit.in_the_past() {
        return html! {};
    }
    match why_not(visit, &Command::Testing(asked)) {
        Some(missing) => not_offered(&missing),
        None => html! {
            details.fold.add {
                summary { (title) }
                (ui::form(&format!("/o/{}{}/{verb}", visit.org, path(id)), html! { (fields) div.actions { (ui::button(title)) } }))
            }
        },
    }
}

fn text<'a>(name: &'a str, label: &'a str, hint: &'a str, value: &'a str) -> Markup {
    ui::text(&Field { name, label, hint, value, ..Field::default() })
}

fn words<'a>(name: &'a str, label: &'a str, hint: &'a str, value: &'a str) -> Markup {
    ui::textarea(&Field { name, label, hint, value, required: true, ..Field::default() }, 3)
}

pub(super) fn population(visit: &Visit, one: &PopulationAnswer, typed: &Typed) -> Markup {
    if one.held.frozen.is_none() {
        return unfrozen(visit, one, typed);
    }
    let draw = super::acts::draw(&one.id, SamplingProfile { id: String::new(), rows: Vec::new() }, &Typed::default());
    let Ok(draw) = draw else {
        return html! {};
    };
    let methods = DrawMethod::ALL.map(|one| Choice::new(one.id(), one.title(), one == DrawMethod::HashOrder));
    let risks: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Not asked", true))
        .chain(SamplingRisk::ALL.map(|risk| Choice::new(risk.id(), risk.id(), false)))
        .collect();
    let profile = if typed.get("profile").is_empty() { one.profile.as_str() } else { typed.get("profile") };
    let tables = visit.ask(&SamplingProfilesOf).map(|all| all.value).unwrap_or_default();
    let fields = html! {
        div.field-row {
            (ui::select(&Field { name: "method", label: "Method", ..Field::default() }, &methods))
            (ui::select(&Field { name: "profile", label: "Table of sizes", ..Field::default() }, &super::sampling::choices(&tables, profile)))
            (ui::select(&Field { name: "risk", label: "Risk", hint: "Where the table reads it.", ..Field::default() }, &risks))
        }
        div.field-row {
            (text("seed", "Seed", "Random when left out.", typed.get("seed")))
            (text("size", "Another size", "For auditors.", typed.get("size")))
            (text("reason", "Why this size, or why these items", "", typed.get("reason")))
        }
        div.field-row {
            (text("named", "Items named by hand", "Separated by commas.", typed.get("named")))
            (text("confidence", "Statistical: confidence", "Such as 0.95.", typed.get("confidence")))
            (text("tolerable", "Statistical: tolerable rate", "Such as 0.05.", typed.get("tolerable")))
        }
    };
    act(visit, &one.id, ("draw", "Draw a sample"), draw, fields)
}

/// What an unfrozen population waits for: other words, another list, or that it is frozen.
fn unfrozen(visit: &Visit, one: &PopulationAnswer, typed: &Typed) -> Markup {
    let held = &one.held.population;
    let typed = if typed.get("title").is_empty() { super::said::typed(held) } else { typed.clone() };
    let revise = TestingCommand::RevisePopulation { id: one.id.clone(), population: Box::new(held.clone()) };
    let fields = html! {
        p.hint { "The list stays as it is; what is said of it is written anew." }
        (super::said::source_fields(&typed))
        (super::said::period_fields(&typed))
        (super::said::check_fields(&typed))
    };
    let may = !visit.in_the_past() && why_not(visit, &Command::Testing(revise.clone())).is_none();
    let new_list = format!("{}?revises={}", super::upload::import_path(&held.engagement), one.id);
    html! {
        @if may {
            div.actions {
                @if one.checks.lacking.is_empty() {
                    (ui::link_button("Freeze it", &visit.href(&format!("{}/freeze", path(&one.id))), None))
                }
                (ui::quiet_link("Hand in a new list", &visit.href(&new_list), None))
            }
        }
        (act(visit, &one.id, ("revise", "Change what is said of it"), revise, fields))
    }
}

/// Item by attribute. Every cell is a choice, so that the keyboard goes from one to the next and letters choose.
pub(super) fn grid(visit: &Visit, line: &TestLine, typed: &Typed) -> Markup {
    let held = &line.held;
    let cells = held.items.len() * held.plan.attributes.len();
    let may = !visit.in_the_past() && cells <= MAX_CELLS && may_test(visit, line);
    let rows = html! {
        div.table.wide data-table {
            table.fill[may] {
                caption.sr-only { "Results" }
                thead { tr { th scope="col" { "Item" } @for attribute in &held.plan.attributes {
                    th scope="col" { (attribute.id) ": " (attribute.text) }
                } } }
                tbody { @for (item, version) in &held.items {
                    tr {
                        th scope="row" data-label="Item" { (item) span.hint { " version " (version) } }
                        @for attribute in &held.plan.attributes {
                            td data-label=(attribute.id) { (cell(line, item, &attribute.id, typed, may)) }
                        }
                    }
                } }
            }
        }
    };
    if held.items.is_empty() {
        return html! { p { "It has no items yet: draw a sample, and let the test use it." } };
    }
    if !may {
        return rows;
    }
    html! {
        form.form.wide method="post" action=(format!("/o/{}{}/results", visit.org, path(&line.id))) data-guard {
            (rows)
            @if held.conclusion().is_some() {
                @let taken = Choice::new("yes", "Take it back; the test is concluded again afterwards", typed.get("reopens") == "yes");
                (ui::checkboxes(&Field { name: "reopens", label: "The conclusion", ..Field::default() }, &[taken]))
            }
            div.actions { (ui::button("Record results")) }
        }
    }
}

/// The auditor's tests are for who concludes on them, the organisation's own for nobody from outside.
fn may_test(visit: &Visit, line: &TestLine) -> bool {
    let id = line.id.clone();
    match line.held.plan.kind {
        TestKind::Audit => why_not(visit, &Command::Testing(concluded(id))).is_none(),
        TestKind::Readiness if visit.doors.app.is_watched(&visit.org, &visit.who) => false,
        TestKind::Readiness => {
            let asked = TestingCommand::RecordResults { id, results: Vec::new(), reopens: false };
            why_not(visit, &Command::Testing(asked)).is_none()
        }
    }
}

fn cell(line: &TestLine, item: &str, attribute: &str, typed: &Typed, may: bool) -> Markup {
    let found = line.held.results.get(item).and_then(|row| row.get(attribute));
    let evidence: Vec<&str> = found.iter().flat_map(|result| &result.evidence).map(String::as_str).collect();
    let (evidence, note) = (evidence.join(", "), found.map(|result| result.note.clone()).unwrap_or_default());
    if !may {
        return html! {
            @match found { Some(result) => (result.outcome.title()), None => span.hint { "open" } }
            @if !note.is_empty() { br; (note) }
            @if !evidence.is_empty() { br; span.hint { (evidence) } }
        };
    }
    let key = format!("{item}|{attribute}");
    let named = |what: &str| format!("{what}|{key}");
    let was = |what: &str, now: &str| {
        let typed = typed.get(&named(what));
        if typed.is_empty() { now.to_owned() } else { typed.to_owned() }
    };
    let chosen = was("outcome", found.map_or("", |result| result.outcome.id()));
    html! {
        select name=(named("outcome")) aria-label=(format!("{item}, {attribute}")) {
            option value="" selected[chosen.is_empty()] { "Open" }
            @for outcome in TestOutcome::ALL {
                option value=(outcome.id()) selected[chosen == outcome.id()] { (outcome.title()) }
            }
        }
        input type="text" name=(named("note")) value=(was("note", &note)) placeholder="Note" aria-label=(format!("{item}, {attribute}, note"));
        input type="text" name=(named("evidence")) value=(was("evidence", &evidence)) placeholder="EV-1" aria-label=(format!("{item}, {attribute}, evidence"));
    }
}

/// What ends a test, or lets it go on. The words of a conclusion are never suggested (SoD-14).
pub(super) fn test(visit: &Visit, line: &TestLine, typed: &Typed) -> Markup {
    let (held, id) = (&line.held, &line.id);
    let take = TestingCommand::TakeSample { id: id.clone(), sample: String::new() };
    let waits = held.results.is_empty() && !held.plan.design && held.plan.change_controls.is_empty();
    html! {
        @if waits && may_test(visit, line) {
            (act(visit, id, ("take", "Use a sample"), take, text("sample", "Sample", "Such as SA-1.", typed.get("sample"))))
        }
        @if held.plan.kind == TestKind::Readiness {
            // The organisation's own: nobody from outside is offered what the rules would refuse them.
            @if may_test(visit, line) { (act(visit, id, ("note", "Write the readiness note"), TestingCommand::NoteReadiness { id: id.clone(), text: String::new() },
                words("text", "Readiness note", "What was seen, and what is left to do.", typed.get("text")))) }
        } @else {
            (conclude(visit, id, typed))
            (note(visit, id, typed))
        }
    }
}

/// A conclusion that says nothing yet, to know who may write one.
fn concluded(id: String) -> TestingCommand {
    let (conclusion, evidence) = (TestConclusion::NoException, std::collections::BTreeSet::new());
    TestingCommand::ConcludeTest { id, conclusion, text: String::new(), evidence }
}

fn conclude(visit: &Visit, id: &str, typed: &Typed) -> Markup {
    let asked = concluded(id.to_owned());
    let choices =
        TestConclusion::ALL.map(|one| Choice::new(one.id(), one.title(), one.id() == typed.get("conclusion")));
    let fields = html! {
        (ui::radios(&Field { name: "conclusion", label: "Conclusion", ..Field::default() }, &choices))
        (words("text", "In your own words", "", typed.get("text")))
        (text("evidence", "Evidence beside that of the results", "Ids, separated by commas.", typed.get("evidence")))
    };
    act(visit, id, ("conclude", "Conclude"), asked, fields)
}

fn note(visit: &Visit, id: &str, typed: &Typed) -> Markup {
    let empty = ExceptionNote {
        test: id.to_owned(),
        description: String::new(),
        effect: String::new(),
        tolerable: String::new(),
    };
    let fields = html! {
        (words("description", "What was found", "", typed.get("description")))
        (words("effect", "What it does to which criterion", "", typed.get("effect")))
        (text("tolerable", "Tolerable rate of deviation", "If you state one, such as 0.05.", typed.get("tolerable")))
    };
    act(visit, id, ("exception", "Note an exception"), TestingCommand::NoteException { note: Box::new(empty) }, fields)
}

/// What an exception waits for.
pub(super) fn exception(visit: &Visit, line: &ExceptionLine, typed: &Typed) -> Markup {
    let id = line.id.clone();
    let none = String::new;
    let explain = || {
        let fields = html! {
            (words("cause", "Cause", "How it came about.", typed.get("cause")))
            (text("compensating", "Compensating control", "What made up for it.", typed.get("compensating")))
        };
        let asked = TestingCommand::ExplainException { id: id.clone(), cause: none(), compensating: none() };
        act(visit, &id, ("explain", "Explain it"), asked, fields)
    };
    let judge = || {
        let choices = [("stands", "It stands as an exception"), ("cleared", "It is cleared: it is none")]
            .map(|(value, label)| Choice::new(value, label, typed.get("judgement") == value));
        let fields = html! {
            (ui::radios(&Field { name: "judgement", label: "Judgement", ..Field::default() }, &choices))
            (words("reason", "Why", "", typed.get("reason")))
        };
        let asked = TestingCommand::JudgeException { id: id.clone(), stands: true, reason: none() };
        act(visit, &id, ("judge", "Judge it"), asked, fields)
    };
    let respond = || {
        let asked = TestingCommand::RespondException { id: id.clone(), response: none() };
        let fields = words("response", "Management's response", "It may stand in the report.", typed.get("response"));
        act(visit, &id, ("respond", "Write the response"), asked, fields)
    };
    let link = || {
        let asked = TestingCommand::LinkExceptionAction { id: id.clone(), action: none() };
        let fields =
            words("action", "Corrective action", "What is done, by whom, by when; or its number.", typed.get("action"));
        act(visit, &id, ("link", "Link an action"), asked, fields)
    };
    let close = || {
        let asked = TestingCommand::CloseException { id: id.clone(), note: none() };
        act(visit, &id, ("close", "Close it"), asked, words("note", "What was seen", "", typed.get("note")))
    };
    match line.held.state {
        ExceptionState::Noted | ExceptionState::Explained => html! { (explain()) (judge()) },
        ExceptionState::AcceptedAsException => html! { (respond()) (judge()) },
        ExceptionState::ResponseWritten => html! { (respond()) (link()) },
        ExceptionState::LinkedToAction => html! { (link()) (close()) },
        ExceptionState::Cleared => html! { (judge()) (close()) },
        ExceptionState::Closed => html! {},
    }
}
