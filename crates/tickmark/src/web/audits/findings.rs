//! Findings: the form of a new one, and the page that changes the words of one before the report.

use super::{PLACE, action, acts, ids, joined, members, path};
use crate::web::people::{choices, form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::AuditOf;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{AuditCommand, Command};
use domain::refusal::Refusal;
use domain::values::audit::{AuditFinding, FindingClass};
use maud::{Markup, html};

/// The command about nothing yet: asked whether a finding may be recorded.
pub(super) fn another(id: &str) -> AuditCommand {
    let finding = AuditFinding {
        class: FindingClass::Minor,
        item: String::new(),
        line: None,
        title: String::new(),
        statement: String::new(),
        evidence: [].into(),
        owner: None,
    };
    AuditCommand::RecordAuditFinding { id: id.to_owned(), finding: Box::new(finding), nonconformity: None }
}

/// The command that changes one: asked whether it may be changed.
pub(super) fn changed(id: &str, number: u32, finding: &AuditFinding) -> Command {
    let finding = Box::new(finding.clone());
    Command::Audit(AuditCommand::ReviseAuditFinding { id: id.to_owned(), number, finding, reason: String::new() })
}

pub(super) fn inputs(visit: &Visit, typed: &Typed) -> Markup {
    let text = |name: &str, label: &str, hint: &str, required: bool| {
        let id = format!("finding-{name}");
        ui::text(&Field { name, id: &id, label, hint, value: typed.get(name), required, ..Field::default() })
    };
    let class = if typed.get("class").is_empty() { "minor" } else { typed.get("class") };
    let classes: Vec<Choice<'_>> =
        FindingClass::ALL.into_iter().map(|one| Choice::new(one.id(), one.title(), one.id() == class)).collect();
    let people = members(visit, &[]);
    html! {
        (ui::radios(&Field { name: "class", label: "Class", ..Field::default() }, &classes))
        div.field-row {
            (text("item", "Clause or control", "Such as A.5.18.", true))
            (text("line", "Line of the checklist", "Its number, if it belongs to one.", false))
        }
        (text("title", "Title", "", true))
        (ui::textarea(&Field { name: "statement", id: "finding-statement", label: "Statement", hint: "What is required, what was seen instead, and where.", value: typed.get("statement"), required: true, ..Field::default() }, 4))
        div.field-row {
            (text("evidence", "Evidence", "Ids with commas: EV-3, EV-7.", false))
            (ui::select(&Field { name: "owner", id: "finding-owner", label: "Answers for it", ..Field::default() }, &choices(visit, &people, "Nobody yet", typed.get("owner"))))
        }
        @if typed.get("reason").is_empty() && typed.get("revising").is_empty() {
            (text("nonconformity", "Nonconformity", "One that is there already, such as NC-4; else a major or minor finding raises one.", false))
        }
    }
}

fn meant(typed: &Typed) -> Result<AuditFinding, Refusal> {
    let class = FindingClass::parse(typed.get("class")).ok_or_else(|| Refusal::Unknown {
        what: "class",
        id: typed.get("class").to_owned(),
        nearest: None,
    })?;
    let line = match typed.get("line").trim() {
        "" => None,
        text => Some(text.parse().map_err(|_| Refusal::Unknown {
            what: "line of the checklist",
            id: text.to_owned(),
            nearest: None,
        })?),
    };
    let owner = Some(typed.get("owner").trim().to_owned()).filter(|owner| !owner.is_empty());
    Ok(AuditFinding {
        class,
        item: typed.get("item").to_owned(),
        line,
        title: typed.get("title").to_owned(),
        statement: typed.get("statement").to_owned(),
        evidence: ids(typed.get("evidence")),
        owner,
    })
}

pub(super) async fn record(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    acts::done(&visit, &id, &typed, "Recorded the finding.", || {
        let nonconformity = Some(typed.get("nonconformity").trim().to_owned()).filter(|id| !id.is_empty());
        let finding = Box::new(meant(&typed)?);
        Ok(AuditCommand::RecordAuditFinding { id: id.clone(), finding, nonconformity })
    })
}

type OfFinding = Path<(String, String, String)>;

fn numbered(id: &str, typed: &str) -> Result<u32, Refusal> {
    let unknown = || Refusal::Unknown { what: "finding", id: format!("{id}/{typed}"), nearest: None };
    typed.parse().ok().filter(|number| *number > 0).ok_or_else(unknown)
}

pub(super) async fn change(visit: Visit, Path((_, id, number)): OfFinding) -> Result<Response, Problem> {
    only_today(&visit)?;
    let number = numbered(&id, &number)?;
    let held = visit.ask(&AuditOf(id.clone()))?.value.held;
    let unknown = || Refusal::Unknown { what: "finding", id: format!("{id}/{number}"), nearest: None };
    let was = held.findings.get(number as usize - 1).ok_or_else(unknown)?.finding.clone();
    let line = was.line.map(|line| line.to_string()).unwrap_or_default();
    let typed = Typed::of([
        ("class", was.class.id()),
        ("item", &was.item),
        ("line", &line),
        ("title", &was.title),
        ("statement", &was.statement),
        ("evidence", &joined(&was.evidence)),
        ("owner", was.owner.as_deref().unwrap_or_default()),
        ("revising", "yes"),
    ]);
    page(&visit, &id, number, &typed, None)
}

fn page(visit: &Visit, id: &str, number: u32, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&AuditOf(id.to_owned()))?;
    let found = answer.value.held.findings.get(number as usize - 1).map(|one| one.finding.clone());
    let missing = found.and_then(|found| why_not(visit, &changed(id, number, &found)));
    let title = format!("Finding {number} of {id}");
    let body = html! {
        (ui::heading(&title, Some("Its words can be changed until it is reported. Its class stands where a nonconformity hangs on it."), None))
        (refused(refusal))
        @if let Some(missing) = &missing { (not_offered(missing)) }
        @else {
            (ui::form(&action(visit, id, &format!("findings/{number}")), html! {
                (ui::hidden("revising", "yes"))
                (inputs(visit, typed))
                (ui::textarea(&Field { name: "reason", label: "Why it is said differently now", value: typed.get("reason"), required: true, ..Field::default() }, 2))
                div.actions { (ui::button("Record")) (ui::quiet_link("Cancel", &visit.href(&path(id)), None)) }
            }))
        }
    };
    let crumbs = [
        Crumb::link("Internal audits", visit.href(PLACE)),
        Crumb::link(id.to_owned(), visit.href(&path(id))),
        Crumb::here(format!("Finding {number}")),
    ];
    Ok(form_page(visit.page(&answer.mark, &title, PLACE, &crumbs, body), missing.as_ref()))
}

pub(super) async fn revise(visit: Visit, Path((_, id, number)): OfFinding, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let number = numbered(&id, &number)?;
    let done = meant(&typed).map_err(Problem::from).and_then(|finding| {
        let (finding, reason) = (Box::new(finding), typed.get("reason").to_owned());
        let command = AuditCommand::ReviseAuditFinding { id: id.clone(), number, finding, reason };
        visit.change("Changed the finding.", &path(&id), Command::Audit(command))
    });
    or_again(done, |refusal| page(&visit, &id, number, &typed, Some(refusal)))
}
