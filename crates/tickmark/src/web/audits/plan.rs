//! The form of a plan: what is audited, when, and how.

use super::{PLACE, action, ids, joined, path};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::{AuditOf, AuditScopeOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{AuditCommand, Command};
use domain::refusal::Refusal;
use domain::reports::audit::ScopeItem;
use domain::values::Window;
use domain::values::audit::AuditPlan;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};

/// Criteria and methods that most audits have; both can be changed.
const CRITERIA: &str = "ISO/IEC 27001:2022, the Statement of Applicability and our own policies and controls";
const METHODS: &str = "Interviews, reading of records, samples";

fn nothing() -> AuditPlan {
    let day = Date::constant(2000, 1, 1);
    let (text, window) = (String::new, Window { from: day, until: day });
    AuditPlan { title: text(), scope: [].into(), window, criteria: text(), methods: text(), hired: [].into() }
}

/// The command about nothing yet: asked whether one may be planned.
pub(super) fn another() -> Command {
    Command::Audit(AuditCommand::PlanAudit { plan: Box::new(nothing()) })
}

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    let from = visit.doors.app.clock().today();
    let until = from.saturating_add(27.days());
    let (from, until) = (from.to_string(), until.to_string());
    let typed = Typed::of([("from", &from), ("until", &until), ("criteria", CRITERIA), ("methods", METHODS)]);
    page(&visit, None, &typed, None)
}

pub(super) async fn change(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    let plan = visit.ask(&AuditOf(id.clone()))?.value.held.plan;
    let (from, until) = (plan.window.from.to_string(), plan.window.until.to_string());
    let hired: Vec<&str> = plan.hired.iter().map(String::as_str).collect();
    let typed = Typed::of([
        ("title", &plan.title),
        ("from", &from),
        ("until", &until),
        ("criteria", &plan.criteria),
        ("methods", &plan.methods),
        ("scope", &joined(&plan.scope)),
        ("hired", &hired.join("\n")),
    ]);
    page(&visit, Some(&id), &typed, None)
}

fn page(visit: &Visit, id: Option<&str>, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&AuditScopeOf)?;
    let command = match id {
        None => another(),
        Some(id) => Command::Audit(AuditCommand::ReplanAudit { id: id.to_owned(), plan: Box::new(nothing()) }),
    };
    let missing = why_not(visit, &command);
    let title = id.map_or_else(|| "Plan an audit".to_owned(), |id| format!("Plan {id} otherwise"));
    let (to, back) = match id {
        None => (format!("/o/{}{PLACE}", visit.org), PLACE.to_owned()),
        Some(id) => (action(visit, id, "plan"), path(id)),
    };
    let body = html! {
        (ui::heading(&title, Some("Auditors are named on its page; its checklist is drawn up when it is announced."), None))
        (refused(refusal))
        @if let Some(missing) = &missing { (not_offered(missing)) }
        @else {
            (ui::form(&to, html! {
                (inputs(typed, &answer.value))
                div.actions { (ui::button("Plan")) (ui::quiet_link("Cancel", &visit.href(&back), None)) }
            }))
        }
    };
    let crumbs = [Crumb::link("Internal audits", visit.href(PLACE)), Crumb::here(title.clone())];
    Ok(form_page(visit.page(&answer.mark, &title, PLACE, &crumbs, body), missing.as_ref()))
}

fn inputs(typed: &Typed, all: &[ScopeItem]) -> Markup {
    let text = |name: &str, label: &str, hint: &str| {
        ui::text(&Field { name, label, hint, value: typed.get(name), required: true, ..Field::default() })
    };
    let date = |name: &str, label: &str| {
        ui::date_field(&Field { name, label, value: typed.get(name), required: true, ..Field::default() })
    };
    let hint =
        "Ids with commas: 6.1.2, A.5.18, AC-3. Empty for the whole scope: every clause and every control that applies.";
    let groups: [(&str, Vec<&ScopeItem>); 3] = [
        ("Clauses", all.iter().filter(|item| item.clause).collect()),
        ("Controls of Annex A", all.iter().filter(|item| !item.clause && !item.own).collect()),
        ("Own controls", all.iter().filter(|item| item.own).collect()),
    ];
    html! {
        (text("title", "Title", ""))
        div.field-row { (date("from", "First planned day")) (date("until", "Last planned day")) }
        (ui::textarea(&Field { name: "scope", label: "Scope", hint, value: typed.get("scope"), ..Field::default() }, 3))
        details.fold {
            summary { "What can be audited, by id" }
            @for (title, items) in &groups {
                @if !items.is_empty() { h3 { (title) } p { @for item in items { span.tag title=(item.title) { (item.id) } " " } } }
            }
        }
        (text("criteria", "Criteria", "What it is judged against."))
        (text("methods", "Methods", "How it is carried out."))
        (ui::textarea(&Field { name: "hired", label: "Hired auditors", hint: "Who is no member here, each on a line with the firm. A member records what they say.", value: typed.get("hired"), ..Field::default() }, 2))
    }
}

fn meant(typed: &Typed) -> Result<AuditPlan, Refusal> {
    let window = Window {
        from: typed.day("from", "the first planned day")?,
        until: typed.day("until", "the last planned day")?,
    };
    Ok(AuditPlan {
        title: typed.get("title").to_owned(),
        scope: ids(typed.get("scope")),
        window,
        criteria: typed.get("criteria").to_owned(),
        methods: typed.get("methods").to_owned(),
        hired: typed.lines("hired").into_iter().collect(),
    })
}

pub(super) async fn plan(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let done = meant(&typed).map_err(Problem::from).and_then(|plan| {
        let command = Command::Audit(AuditCommand::PlanAudit { plan: Box::new(plan) });
        let request = visit.field("request");
        let change = || visit.doors.app.change(&visit.org, &visit.who, request.as_deref(), command);
        let receipt = tokio::task::block_in_place(change)?;
        Ok(visit.went(&format!("Planned {}.", receipt.object), &path(&receipt.object), &receipt))
    });
    or_again(done, |refusal| page(&visit, None, &typed, Some(refusal)))
}

pub(super) async fn replan(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    let done = meant(&typed).map_err(Problem::from).and_then(|plan| {
        let command = AuditCommand::ReplanAudit { id: id.clone(), plan: Box::new(plan) };
        visit.change("Planned otherwise.", &path(&id), Command::Audit(command))
    });
    or_again(done, |refusal| page(&visit, Some(&id), &typed, Some(refusal)))
}
