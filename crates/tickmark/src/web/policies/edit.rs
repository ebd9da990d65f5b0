//! Writing a document: a new one, perhaps from a starter text; what is said of it; the text of its next version.

use super::fields::{inputs, meant, typed_of};
use super::{action, path};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::{PoliciesOf, PolicyOf};
use app::exchange::starter;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, PolicyCommand};
use domain::refusal::Refusal;
use domain::values::Classification;
use domain::values::policy::Policy;
use maud::{Markup, html};

type Sent = Path<(String, String)>;

/// The command about nothing yet: asked whether one may be written.
pub(super) fn another() -> Command {
    Command::Policy(PolicyCommand::WritePolicy { policy: Box::default(), text: String::new() })
}

fn markdown(typed: &Typed) -> Markup {
    let hint = "Headings with #, lists with -, tables with |. Name a control by its id where the text is about it: a word such as quarterly is then compared with what evidence shows.";
    ui::textarea(
        &Field {
            name: "text",
            label: "Text, in Markdown",
            hint,
            value: typed.get("text"),
            required: true,
            ..Field::default()
        },
        24,
    )
}

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    let usual =
        Policy { classification: Classification::Internal, review_months: 12, retention_years: 3, ..Policy::default() };
    let (policy, text) = match visit.field("starter") {
        Some(id) => starter(&id).map(|document| (document.policy, document.text))?,
        None => (usual, String::new()),
    };
    let typed = typed_of(&policy).and([("text".to_owned(), text)]);
    page(&visit, &typed, None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&PoliciesOf::default())?;
    let missing = why_not(visit, &another());
    let body = html! {
        (ui::heading("Write a document", Some("It begins as a draft. Somebody else than who wrote it approves it."), None))
        (refused(refusal))
        @if let Some(missing) = &missing { (not_offered(missing)) }
        @else {
            (ui::form(&format!("/o/{}/policies", visit.org), html! {
                (inputs(visit, typed))
                (markdown(typed))
                div.actions { (ui::button("Keep the draft")) (ui::quiet_link("Cancel", &visit.href("/policies"), None)) }
            }))
        }
    };
    let crumbs = [Crumb::link("Policies", visit.href("/policies")), Crumb::here("Write one")];
    Ok(form_page(visit.page(&answer.mark, "Write a document", "/policies", &crumbs, body), missing.as_ref()))
}

pub(super) async fn write(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let written = meant(&typed).map_err(Problem::from).and_then(|policy| {
        let command = PolicyCommand::WritePolicy { policy: Box::new(policy), text: typed.get("text").to_owned() };
        let app = &visit.doors.app;
        let request = visit.field("request");
        let write = || app.change(&visit.org, &visit.who, request.as_deref(), Command::Policy(command));
        let receipt = tokio::task::block_in_place(write)?;
        Ok(visit.went("Kept the draft.", &path(&receipt.object), &receipt))
    });
    or_again(written, |refusal| page(&visit, &typed, Some(refusal)))
}

pub(super) async fn change(visit: Visit, Path((_, id)): Sent) -> Result<Response, Problem> {
    only_today(&visit)?;
    let held = visit.ask(&PolicyOf(id.clone()))?.value.held;
    changing(&visit, &id, &typed_of(&held.policy), None)
}

fn changing(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let fields = html! {
        (inputs(visit, typed))
        (ui::textarea(&Field { name: "reason", label: "Why it is said differently now", value: typed.get("reason"), required: true, ..Field::default() }, 2))
    };
    let lead = "What is said of the document. Its text stays as it is.";
    form(visit, id, "revision", (lead, "Record"), fields, refusal)
}

pub(super) async fn revise(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let revised = meant(&typed).map_err(Problem::from).and_then(|policy| {
        let (policy, reason) = (Box::new(policy), typed.get("reason").to_owned());
        let command = PolicyCommand::RevisePolicy { id: id.clone(), policy, reason };
        visit.change("Recorded the change.", &path(&id), Command::Policy(command))
    });
    or_again(revised, |refusal| changing(&visit, &id, &typed, Some(refusal)))
}

pub(super) async fn text(visit: Visit, Path((_, id)): Sent) -> Result<Response, Problem> {
    only_today(&visit)?;
    let held = visit.ask(&PolicyOf(id.clone()))?.value.held;
    let newest = held.newest().map_or("", |newest| newest.text.as_str());
    writing(&visit, &id, &Typed::of([("text", newest)]), None)
}

fn writing(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let fields = html! {
        (markdown(typed))
        (ui::textarea(&Field { name: "note", label: "What changes, and why", value: typed.get("note"), ..Field::default() }, 2))
    };
    let lead = "What is in force stays in force until the next version is approved and published. Another text needs new approvals.";
    form(visit, id, "text", (lead, "Keep the draft"), fields, refusal)
}

pub(super) async fn draft(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let (text, note) = (typed.get("text").to_owned(), typed.get("note").to_owned());
    let command = PolicyCommand::DraftPolicy { id: id.clone(), text, note };
    let drafted = visit.change("Kept the draft.", &path(&id), Command::Policy(command));
    or_again(drafted, |refusal| writing(&visit, &id, &typed, Some(refusal)))
}

/// A page with one form about a document.
fn form(
    visit: &Visit,
    id: &str,
    noun: &str,
    (lead, button): (&str, &str),
    fields: Markup,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let answer = visit.ask(&PolicyOf(id.to_owned()))?;
    let policy = &answer.value.held.policy;
    let command = PolicyCommand::DraftPolicy { id: id.to_owned(), text: String::new(), note: String::new() };
    let missing = why_not(visit, &Command::Policy(command));
    let title = format!("{} {}", policy.number, policy.title);
    let body = html! {
        (ui::heading(&title, Some(lead), None))
        (refused(refusal))
        @if let Some(missing) = &missing { (not_offered(missing)) }
        @else {
            (ui::form(&action(visit, id, noun), html! {
                (fields)
                div.actions { (ui::button(button)) (ui::quiet_link("Cancel", &visit.href(&path(id)), None)) }
            }))
        }
    };
    let crumbs = [
        Crumb::link("Policies", visit.href("/policies")),
        Crumb::link(policy.number.clone(), visit.href(&path(id))),
        Crumb::here(if noun == "text" { "Text" } else { "Change" }),
    ];
    Ok(form_page(visit.page(&answer.mark, &title, "/policies", &crumbs, body), missing.as_ref()))
}
