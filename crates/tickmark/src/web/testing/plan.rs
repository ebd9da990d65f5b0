//! Handing in a population, and planning a test, on the lists of an engagement.

use super::{lists, path, said};
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
use domain::values::testing::{TestAttribute, TestKind, TestMethod, TestPlan};
use maud::{Markup, html};

fn unknown(what: &'static str, typed: &str) -> Refusal {
    Refusal::Unknown { what, id: typed.to_owned(), nearest: None }
}

/// The links and forms by which a population comes in: a file that is looked at first, or a short list that is pasted.
pub(super) fn record_form(visit: &Visit, value: &TestingAnswer, typed: &Typed) -> Markup {
    let Some(first) = value.report.controls.first() else {
        return html! {};
    };
    if visit.in_the_past() || value.report.design_only {
        return html! {};
    }
    let today = visit.doors.app.clock().today();
    let engagement = &value.report.engagement;
    let population = Box::new(said::nothing(engagement, &first.control, today));
    if let Some(missing) = why_not(visit, &Command::Testing(TestingCommand::RecordPopulation { population })) {
        return not_offered(&missing);
    }
    let again = !typed.get("control").is_empty();
    html! {
        div.actions {
            (ui::link_button("Hand in a population", &visit.href(&format!("{}/import", super::list_path(engagement, "populations"))), None))
            (ui::quiet_link("Tables of sample sizes", &visit.href("/sampling"), None))
        }
        details.fold.add open[again] {
            summary { "Paste a short list, or say that nothing occurred" }
            (ui::form(&format!("/o/{}{}", visit.org, super::list_path(engagement, "populations")), html! {
                (ui::select(&Field { name: "control", label: "Control", ..Field::default() }, &controls(value, typed.get("control"))))
                (said::source_fields(typed))
                (said::period_fields(typed))
                (ui::textarea(&Field { name: "items", label: "The list", hint: "Pasted from a spreadsheet, with its headings: id, on, done. Empty when nothing occurred.", value: typed.get("items"), ..Field::default() }, 8))
                (said::check_fields(typed))
                div.actions { (ui::button("Hand it in")) }
            }))
        }
    }
}

/// The controls of the engagement to choose from.
pub(super) fn controls<'a>(value: &'a TestingAnswer, chosen: &str) -> Vec<Choice<'a>> {
    let each = value.report.controls.iter();
    each.map(|one| Choice::new(one.control.as_str(), format!("{} {}", one.control, one.name), one.control == chosen))
        .collect()
}

pub(super) async fn record(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    or_again(recorded(&visit, &id, &typed), |refusal| lists::page(&visit, &id, "populations", &typed, Some(refusal)))
}

fn recorded(visit: &Visit, engagement: &str, typed: &Typed) -> Result<Response, Problem> {
    let known = said::nothing(engagement, typed.get("control"), visit.doors.app.clock().today());
    let population = said::read(typed, known)?;
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
    let controls = controls(value, typed.get("control"));
    // Each side plans tests of its own kind.
    let kind = if visit.doors.app.is_watched(&visit.org, &visit.who) { TestKind::Audit } else { TestKind::Readiness };
    let kinds = [Choice::new(kind.id(), kind.title(), true)];
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
