//! Handing in a population, and planning a test, on the lists of an engagement.

use super::{lists, path};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Choice, Field};
use crate::web::visit::Visit;
use app::ask::TestingAnswer;
use app::exchange::read_population;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, TestingCommand};
use domain::refusal::Refusal;
use domain::values::Window;
use domain::values::testing::{
    Accuracy, Completeness, CompletenessMethod, CompletenessResult, Population, PopulationSource, TestAttribute,
    TestKind, TestMethod, TestPlan,
};
use jiff::civil::Date;
use maud::{Markup, html};

fn unknown(what: &'static str, typed: &str) -> Refusal {
    Refusal::Unknown { what, id: typed.to_owned(), nearest: None }
}

/// A population of which nothing is said, to ask whether one may be handed in.
fn nothing(engagement: &str, control: &str, today: Date) -> Population {
    Population {
        engagement: engagement.to_owned(),
        control: control.to_owned(),
        title: String::new(),
        source: PopulationSource {
            system: String::new(),
            query: String::new(),
            extracted_on: today,
            extracted_at: String::new(),
            extracted_by: String::new(),
        },
        period: Window { from: today, until: today },
        claimed_count: None,
        completeness: Completeness::default(),
        accuracy: Accuracy::default(),
        file: None,
        items: Vec::new(),
    }
}

pub(super) fn record_form(visit: &Visit, value: &TestingAnswer, typed: &Typed) -> Markup {
    let Some(first) = value.report.controls.first() else {
        return html! {};
    };
    if visit.in_the_past() || value.report.design_only {
        return html! {};
    }
    let today = visit.doors.app.clock().today();
    let population = Box::new(nothing(&value.report.engagement, &first.control, today));
    if let Some(missing) = why_not(visit, &Command::Testing(TestingCommand::RecordPopulation { population })) {
        return not_offered(&missing);
    }
    let again = !typed.get("control").is_empty();
    let controls: Vec<Choice<'_>> = value
        .report
        .controls
        .iter()
        .map(|one| {
            Choice::new(
                one.control.as_str(),
                format!("{} {}", one.control, one.name),
                one.control == typed.get("control"),
            )
        })
        .collect();
    let methods =
        CompletenessMethod::ALL.map(|one| Choice::new(one.id(), one.title(), one.id() == typed.get("completeness")));
    let results =
        CompletenessResult::ALL.map(|one| Choice::new(one.id(), one.title(), one.id() == typed.get("result")));
    let text = |name: &'static str, label: &'static str, hint: &'static str| {
        ui::text(&Field { name, label, hint, value: typed.get(name), ..Field::default() })
    };
    let date = |name: &'static str, label: &'static str| {
        ui::date_field(&Field { name, label, value: typed.get(name), required: true, ..Field::default() })
    };
    html! {
        details.fold.add open[again] {
            summary { "Hand in a population" }
            (ui::form(&format!("/o/{}{}", visit.org, super::list_path(&value.report.engagement, "populations")), html! {
                (ui::select(&Field { name: "control", label: "Control", ..Field::default() }, &controls))
                (text("title", "What it is called", "Such as: changes to production, closed in the window."))
                div.field-row { (text("system", "System", "Where the list comes from.")) (text("query", "Query or filter", "")) }
                div.field-row { (date("extracted-on", "Extracted on")) (text("extracted-at", "At", "As the source shows it.")) (text("extracted-by", "By", "")) }
                div.field-row { (date("from", "First day")) (date("until", "Last day")) (text("claimed", "Rows, as the source counts them", "")) }
                (ui::textarea(&Field { name: "items", label: "The list", hint: "Pasted from a spreadsheet, with its headings: id, on, done. Empty when nothing occurred.", value: typed.get("items"), ..Field::default() }, 8))
                div.field-row {
                    (ui::select(&Field { name: "completeness", label: "Completeness was checked by", ..Field::default() }, &methods))
                    (ui::select(&Field { name: "result", label: "With what result", ..Field::default() }, &results))
                }
                (text("note", "How it was checked", "What was compared with what; for an empty list, how that was seen."))
                div.field-row { (text("checked", "Items looked up in the source", "")) (text("matched", "Of those, the same", "")) }
                div.actions { (ui::button("Hand it in")) }
            }))
        }
    }
}

pub(super) async fn record(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    or_again(recorded(&visit, &id, &typed), |refusal| lists::page(&visit, &id, "populations", &typed, Some(refusal)))
}

fn recorded(visit: &Visit, engagement: &str, typed: &Typed) -> Result<Response, Problem> {
    let number = |name: &'static str| match typed.get(name).trim() {
        "" => Ok(None),
        text => text.parse::<u32>().map(Some).map_err(|_| unknown("whole number", text)),
    };
    let completeness = Completeness {
        method: CompletenessMethod::parse(typed.get("completeness")).unwrap_or_default(),
        result: CompletenessResult::parse(typed.get("result")).unwrap_or_default(),
        note: typed.get("note").to_owned(),
    };
    let population = Population {
        title: typed.get("title").to_owned(),
        source: PopulationSource {
            system: typed.get("system").to_owned(),
            query: typed.get("query").to_owned(),
            extracted_on: typed.day("extracted-on", "the day of the extraction")?,
            extracted_at: typed.get("extracted-at").to_owned(),
            extracted_by: typed.get("extracted-by").to_owned(),
        },
        period: Window { from: typed.day("from", "the first day")?, until: typed.day("until", "the last day")? },
        claimed_count: number("claimed")?.map(u64::from),
        completeness,
        accuracy: Accuracy {
            checked: number("checked")?.unwrap_or_default(),
            matched: number("matched")?.unwrap_or_default(),
            note: String::new(),
        },
        ..nothing(engagement, typed.get("control"), visit.doors.app.clock().today())
    };
    let pasted = typed.get("items").trim();
    if pasted.is_empty() {
        let command = TestingCommand::RecordPopulation { population: Box::new(population) };
        return visit.change("Handed it in.", &super::list_path(engagement, "populations"), Command::Testing(command));
    }
    let receipt = tokio::task::block_in_place(|| {
        let list = read_population(pasted.as_bytes(), "pasted.csv", None, &[])?;
        let app = &visit.doors.app;
        app.import_population(
            &visit.org,
            &visit.who,
            visit.field("request").as_deref(),
            (None, population),
            list,
            pasted.as_bytes(),
        )
    })?;
    Ok(visit.went("Handed it in.", &path(&receipt.object), &receipt))
}

fn planned(engagement: &str, typed: &Typed) -> Result<TestPlan, Refusal> {
    let attribute = |line: String| {
        let (id, text) = line.split_once(['=', ':']).map_or(("", line.as_str()), |(id, text)| (id, text));
        TestAttribute { id: id.trim().to_owned(), text: text.trim().to_owned() }
    };
    let kind = typed.get("kind");
    Ok(TestPlan {
        engagement: engagement.to_owned(),
        control: typed.get("control").to_owned(),
        kind: TestKind::parse(kind).ok_or_else(|| unknown("kind of test", kind))?,
        methods: typed.all("methods").filter_map(TestMethod::parse).collect(),
        sample: Some(typed.get("sample").trim().to_owned()).filter(|id| !id.is_empty()),
        change_controls: typed.get("change-controls").to_owned(),
        design: typed.get("design") == "yes",
        attributes: typed.lines("attributes").into_iter().map(attribute).collect(),
    })
}

pub(super) fn plan_form(visit: &Visit, value: &TestingAnswer, typed: &Typed) -> Markup {
    let Some(first) = value.report.controls.first() else {
        return html! {};
    };
    if visit.in_the_past() {
        return html! {};
    }
    let engagement = &value.report.engagement;
    let asked = Typed::of([("control", first.control.as_str()), ("kind", TestKind::Readiness.id())]);
    let asked = planned(engagement, &asked).map(|plan| TestingCommand::PlanTest { plan: Box::new(plan) });
    if let Some(missing) = asked.ok().and_then(|command| why_not(visit, &Command::Testing(command))) {
        return not_offered(&missing);
    }
    let again = !typed.get("control").is_empty();
    let controls: Vec<Choice<'_>> = value
        .report
        .controls
        .iter()
        .map(|one| {
            Choice::new(
                one.control.as_str(),
                format!("{} {}", one.control, one.name),
                one.control == typed.get("control"),
            )
        })
        .collect();
    let chosen = TestKind::parse(typed.get("kind")).unwrap_or(TestKind::Readiness);
    let kinds = TestKind::ALL.map(|kind| Choice::new(kind.id(), kind.title(), kind == chosen));
    let methods = TestMethod::ALL
        .map(|method| Choice::new(method.id(), method.title(), typed.all("methods").any(|one| one == method.id())));
    html! {
        details.fold.add open[again] {
            summary { "Plan a test" }
            (ui::form(&format!("/o/{}{}", visit.org, super::list_path(engagement, "tests")), html! {
                div.field-row {
                    (ui::select(&Field { name: "control", label: "Control", ..Field::default() }, &controls))
                    (ui::select(&Field { name: "kind", label: "For whom", hint: "Audit: by an auditor of the engagement alone.", ..Field::default() }, &kinds))
                    (ui::text(&Field { name: "sample", label: "Sample", hint: "Such as SA-1; it can be taken later.", value: typed.get("sample"), ..Field::default() }))
                }
                (ui::checkboxes(&Field { name: "methods", label: "How", hint: "Inquiry is never enough alone.", ..Field::default() }, &methods))
                (ui::textarea(&Field { name: "attributes", label: "What is looked at", hint: "One a line, as A = approved before release.", value: typed.get("attributes"), required: true, ..Field::default() }, 4))
                (ui::checkboxes(&Field { name: "design", label: "Design", ..Field::default() }, &[Choice::new("yes", "Only the design is looked at", typed.get("design") == "yes")]))
                (ui::text(&Field { name: "change-controls", label: "Automated control: how its changes are controlled", hint: "One instance of each version is then enough.", value: typed.get("change-controls"), ..Field::default() }))
                div.actions { (ui::button("Plan it")) }
            }))
        }
    }
}

pub(super) async fn plan(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let done = planned(&id, &typed).map_err(Problem::from).and_then(|plan| {
        let command = Command::Testing(TestingCommand::PlanTest { plan: Box::new(plan) });
        visit.change("Planned the test.", &super::list_path(&id, "tests"), command)
    });
    or_again(done, |refusal| lists::page(&visit, &id, "tests", &typed, Some(refusal)))
}
