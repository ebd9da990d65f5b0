//! The form of a programme.

use super::{PLACE, programme_path};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::{AuditProgrammeOf, AuditsOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{AuditCommand, Command};
use domain::refusal::Refusal;
use domain::values::audit::AuditProgramme;
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The command about nothing yet: asked whether one may be written.
pub(super) fn another() -> Command {
    let programme = Box::new(AuditProgramme::usual(Date::constant(2000, 1, 1)));
    Command::Audit(AuditCommand::WriteAuditProgramme { id: None, programme })
}

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    let from = visit.ask(&AuditsOf::default())?.value.next_cycle();
    page(&visit, None, &typed_of(&AuditProgramme::usual(from)), None)
}

pub(super) async fn change(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    let held = visit.ask(&AuditProgrammeOf(id.clone()))?.value.0;
    page(&visit, Some(&id), &typed_of(&held.newest().1.programme), None)
}

fn typed_of(said: &AuditProgramme) -> Typed {
    let important: Vec<String> = said.important.iter().map(|(item, why)| format!("{item}: {why}")).collect();
    let (from, years, back) = (said.from.to_string(), said.years.to_string(), said.look_back_days.to_string());
    let (least, most, important) = (said.weeks_least.to_string(), said.weeks_most.to_string(), important.join("\n"));
    Typed::of([
        ("title", &said.title),
        ("from", &from),
        ("years", &years),
        ("frequency", &said.frequency),
        ("methods", &said.methods),
        ("responsibilities", &said.responsibilities),
        ("planning", &said.planning),
        ("reporting", &said.reporting),
        ("procedure", &said.procedure),
        ("important", &important),
        ("look_back", &back),
        ("weeks_least", &least),
        ("weeks_most", &most),
    ])
}

fn page(visit: &Visit, id: Option<&str>, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&AuditsOf::default())?;
    let programme = Box::new(AuditProgramme::usual(Date::constant(2000, 1, 1)));
    let command = Command::Audit(AuditCommand::WriteAuditProgramme { id: id.map(str::to_owned), programme });
    let missing = why_not(visit, &command);
    let title = id.map_or_else(|| "Write a programme".to_owned(), |id| format!("Change {id}"));
    let (to, back) = match id {
        None => (format!("/o/{}{PLACE}/programmes", visit.org), PLACE.to_owned()),
        Some(id) => (format!("/o/{}{}/revision", visit.org, programme_path(id)), programme_path(id)),
    };
    let lead =
        "How often, how and by whom is audited in a cycle. It counts from the day on which management approves it.";
    let body = html! {
        (ui::heading(&title, Some(lead), None))
        (refused(refusal))
        @if let Some(missing) = &missing { (not_offered(missing)) }
        @else {
            (ui::form(&to, html! {
                (inputs(typed))
                div.actions { (ui::button("Write")) (ui::quiet_link("Cancel", &visit.href(&back), None)) }
            }))
        }
    };
    let crumbs = [Crumb::link("Internal audits", visit.href(PLACE)), Crumb::here(title.clone())];
    Ok(form_page(visit.page(&answer.mark, &title, PLACE, &crumbs, body), missing.as_ref()))
}

fn inputs(typed: &Typed) -> Markup {
    let long = |name: &str, label: &str, hint: &str| {
        ui::textarea(&Field { name, label, hint, value: typed.get(name), required: true, ..Field::default() }, 3)
    };
    let short = |name: &str, label: &str, hint: &str, required: bool| {
        ui::text(&Field { name, label, hint, value: typed.get(name), required, ..Field::default() })
    };
    html! {
        (short("title", "Title", "", true))
        div.field-row {
            (ui::date_field(&Field { name: "from", label: "First day of the cycle", value: typed.get("from"), required: true, ..Field::default() }))
            (short("years", "Years", "Usually 3, as a certificate lasts.", true))
        }
        (long("frequency", "Frequency", "How often each clause and control is audited."))
        (long("methods", "Methods", "Interviews, samples, reading of records, seeing it done."))
        (long("responsibilities", "Responsibilities", "Who plans, who audits; how auditors are trained or hired."))
        (long("planning", "Planning", "What planning an audit has to consider: importance, results of earlier audits."))
        (long("reporting", "Reporting", "To whom in management is reported, when and how."))
        (short("procedure", "Procedure", "The document that says how an audit goes, or its place.", false))
        (ui::textarea(&Field { name: "important", label: "Audited every year", hint: "One on a line, with the reason: A.5.24: incidents of last year.", value: typed.get("important"), ..Field::default() }, 3))
        div.field-row {
            (short("look_back", "Look-back in days", "Who had a part within these days does not audit it.", true))
            (short("weeks_least", "First audit, from", "Weeks.", true))
            (short("weeks_most", "to", "Weeks.", true))
        }
    }
}

fn meant(typed: &Typed) -> Result<AuditProgramme, Refusal> {
    let text = |name: &str| typed.get(name).to_owned();
    let number = |name: &str, what: &str| {
        typed.get(name).trim().parse::<u32>().map_err(|_| Refusal::NotPossible {
            sentence: format!("{what}: `{}` is no whole number", typed.get(name)),
            hint: "write a whole number".to_owned(),
        })
    };
    let mut important = BTreeMap::new();
    for line in typed.lines("important") {
        let Some((item, why)) = line.split_once(':') else {
            return Err(Refusal::NotPossible {
                sentence: format!("audited every year: `{line}` has no reason"),
                hint: "write the item, a colon and the reason".to_owned(),
            });
        };
        important.insert(item.trim().to_owned(), why.trim().to_owned());
    }
    Ok(AuditProgramme {
        title: text("title"),
        from: typed.day("from", "the first day of the cycle")?,
        years: u8::try_from(number("years", "years")?).unwrap_or(u8::MAX),
        frequency: text("frequency"),
        methods: text("methods"),
        responsibilities: text("responsibilities"),
        planning: text("planning"),
        reporting: text("reporting"),
        procedure: text("procedure"),
        important,
        look_back_days: number("look_back", "look-back")?,
        weeks_least: number("weeks_least", "fewest weeks")?,
        weeks_most: number("weeks_most", "most weeks")?,
    })
}

pub(super) async fn write(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let done = meant(&typed).map_err(Problem::from).and_then(|programme| {
        let command = Command::Audit(AuditCommand::WriteAuditProgramme { id: None, programme: Box::new(programme) });
        let request = visit.field("request");
        let change = || visit.doors.app.change(&visit.org, &visit.who, request.as_deref(), command);
        let receipt = tokio::task::block_in_place(change)?;
        Ok(visit.went(&format!("Wrote {}.", receipt.object), &programme_path(&receipt.object), &receipt))
    });
    or_again(done, |refusal| page(&visit, None, &typed, Some(refusal)))
}

pub(super) async fn revise(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_today(&visit)?;
    let done = meant(&typed).map_err(Problem::from).and_then(|programme| {
        let (said, programme) = (Some(id.clone()), Box::new(programme));
        let command = AuditCommand::WriteAuditProgramme { id: said, programme };
        visit.change("Wrote another version.", &programme_path(&id), Command::Audit(command))
    });
    or_again(done, |refusal| page(&visit, Some(&id), &typed, Some(refusal)))
}
