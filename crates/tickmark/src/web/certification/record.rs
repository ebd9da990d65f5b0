//! Recording a visit that was held.

use super::{PLACE, TITLE, action, joined, known, listed, path};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::CertificationOf;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{CertificationCommand, Command};
use domain::refusal::Refusal;
use domain::registers::certification::HeldVisit;
use domain::values::certification::{SurveillanceTopic, VisitKind, VisitOutcome, VisitRecord};
use maud::{Markup, html};

type Sent = Path<(String, String, String)>;

pub(super) fn numbered(what: &'static str, number: &str) -> Result<u32, Refusal> {
    number.parse().map_err(|_| Refusal::Unknown { what, id: number.to_owned(), nearest: None })
}

pub(super) async fn show(visit: Visit, Path((_, id, number)): Sent) -> Result<Response, Problem> {
    only_today(&visit)?;
    let number = numbered("visit", &number)?;
    page(&visit, &id, number, None, None)
}

/// What the form begins with: what was recorded, or the days as agreed.
fn begin(held: &HeldVisit) -> Typed {
    let record = held.record.as_ref();
    let mut typed = Typed::default();
    for (name, value) in [
        ("first", held.first().to_string()),
        ("last", held.last().to_string()),
        ("auditors", joined(record.map_or(&held.visit.auditors, |one| &one.auditors))),
        ("covered", record.map(|one| joined(&one.covered)).unwrap_or_default()),
        ("followed", record.map(|one| joined(&one.followed)).unwrap_or_default()),
        ("outcome", record.map(|one| one.outcome.id()).unwrap_or_default().to_owned()),
        ("summary", record.map(|one| one.summary.clone()).unwrap_or_default()),
    ] {
        typed.add(name, &value);
    }
    for topic in record.iter().flat_map(|one| &one.topics) {
        typed.add("topics", topic.id());
    }
    typed
}

fn page(
    visit: &Visit,
    id: &str,
    number: u32,
    typed: Option<&Typed>,
    refusal: Option<&Refusal>,
) -> Result<Response, Problem> {
    let answer = visit.ask(&CertificationOf(id.to_owned()))?;
    let unknown = || Refusal::Unknown { what: "visit", id: number.to_string(), nearest: None };
    let held = answer.value.held.visit(number).ok_or_else(unknown)?;
    let missing = why_not(visit, &super::bodies::another());
    let begun = begin(held);
    let title = format!("Record visit {number}: {}", held.visit.kind.title());
    let place = action(visit, id, &format!("visits/{number}/record"));
    let body = html! {
        (ui::heading(&title, Some("What was covered counts for the cycle; what was found is recorded on the page of the project."), None))
        (refused(refusal))
        @match &missing {
            Some(missing) => (not_offered(missing)),
            None => (ui::form(&place, html! {
                (fields(typed.unwrap_or(&begun), held.visit.kind))
                div.actions { (ui::button("Record")) (ui::quiet_link("Cancel", &visit.href(&path(id)), None)) }
            })),
        }
    };
    let crumbs = [
        Crumb::link(TITLE, visit.href(PLACE)),
        Crumb::link(answer.value.id.clone(), visit.href(&path(id))),
        Crumb::here(format!("Visit {number}")),
    ];
    let page = visit.page(&answer.mark, &title, PLACE, &crumbs, body);
    Ok(form_page(page, missing.as_ref()))
}

fn fields(typed: &Typed, kind: VisitKind) -> Markup {
    let outcome = VisitOutcome::parse(typed.get("outcome"));
    let outcomes = VisitOutcome::ALL.map(|one| Choice::new(one.id(), one.title(), Some(one) == outcome));
    let topics = SurveillanceTopic::ALL
        .map(|one| Choice::new(one.id(), one.title(), typed.all("topics").any(|topic| topic == one.id())));
    let first_audit = matches!(kind, VisitKind::Stage1 | VisitKind::Stage2);
    html! {
        div.field-row {
            (ui::date_field(&Field { name: "first", label: "First day", value: typed.get("first"), required: true, ..Field::default() }))
            (ui::date_field(&Field { name: "last", label: "Last day", value: typed.get("last"), required: true, ..Field::default() }))
        }
        (ui::text(&Field { name: "auditors", label: "Auditors", hint: "Names with commas.", value: typed.get("auditors"), required: true, ..Field::default() }))
        (ui::textarea(&Field { name: "covered", label: "Clauses and controls covered", hint: "With commas: 9.2.2, 9.3.3, A.5.15.", value: typed.get("covered"), required: true, ..Field::default() }, 3))
        @if !first_audit { (ui::checkboxes(&Field { name: "topics", label: "Looked at", ..Field::default() }, &topics)) }
        (ui::text(&Field { name: "followed", label: "Lines of treatment plans followed", hint: "From the risk to the evidence, such as RI-1/L1.", value: typed.get("followed"), ..Field::default() }))
        (ui::radios(&Field { name: "outcome", label: "What the body said at the end", required: true, ..Field::default() }, &outcomes))
        (ui::textarea(&Field { name: "summary", label: "Summary", value: typed.get("summary"), required: true, ..Field::default() }, 4))
    }
}

fn read(typed: &Typed) -> Result<VisitRecord, Refusal> {
    let topic = |id: &str| known("topic of a surveillance", id, SurveillanceTopic::parse);
    let outcome = match typed.get("outcome") {
        "" => {
            return Err(Refusal::Empty {
                field: "what the body said",
                wanted: "goes on, goes on after actions, or not recommended",
            });
        }
        id => known("outcome of a visit", id, VisitOutcome::parse)?,
    };
    Ok(VisitRecord {
        first: typed.day("first", "the first day")?,
        last: typed.day("last", "the last day")?,
        auditors: listed(typed.get("auditors")),
        covered: listed(typed.get("covered")),
        topics: typed.all("topics").map(topic).collect::<Result<_, _>>()?,
        followed: listed(typed.get("followed")),
        outcome,
        summary: typed.get("summary").to_owned(),
    })
}

pub(super) async fn record(visit: Visit, Path((_, id, number)): Sent, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let number = numbered("visit", &number)?;
    let done = read(&typed).map_err(Problem::from).and_then(|record| {
        let record = Box::new(record);
        let wanted = CertificationCommand::RecordCertificationVisit { id: id.clone(), number, record };
        visit.change("Recorded the visit.", &path(&id), Command::Certification(wanted))
    });
    or_again(done, |refusal| page(&visit, &id, number, Some(&typed), Some(refusal)))
}
