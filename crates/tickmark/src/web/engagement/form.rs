//! The form of an engagement: planned, and changed.

use super::{nothing, only_who_may, path, tabs};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field};
use crate::web::visit::Visit;
use crate::words::engagement::{bare, examination, method};
use app::ask::{EngagementOf, Engagements};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, EngagementCommand};
use domain::refusal::Refusal;
use domain::reports::engagement::{FIELDWORK_WEEKS, REPORT_WEEKS};
use domain::values::{Categories, Category, Engagement, Examination, Firm, Method, Subservice};
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    planning(&visit, &Typed::of([("category", "security")]), None)
}

fn planning(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&Engagements)?;
    let missing = why_not(visit, &nothing());
    let ids: Vec<String> = answer.value.lines.iter().map(|line| line.id.clone()).collect();
    let body = html! {
        (ui::heading("Plan an engagement", Some("Title, kind and categories are enough to begin; the rest is asked for step by step."), None))
        (tabs(visit, ""))
        (refused(refusal))
        @match &missing {
            Some(missing) => (not_offered(missing)),
            None => (ui::form(&format!("/o/{}/engagements", visit.org), html! {
                (fields(typed, &ids))
                div.actions { (ui::button("Plan")) (ui::quiet_link("Cancel", &visit.href("/engagements"), None)) }
            })),
        }
    };
    let crumbs = [Crumb::link("Engagements", visit.href("/engagements")), Crumb::here("Plan an engagement")];
    Ok(form_page(visit.page(&answer.mark, "Plan an engagement", "/engagements", &crumbs, body), missing.as_ref()))
}

pub(super) async fn change(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    only_today(&visit)?;
    only_who_may(&visit)?;
    changing(&visit, &id, None, None)
}

fn changing(visit: &Visit, id: &str, typed: Option<&Typed>, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let question = EngagementOf { id: id.to_owned(), fieldwork_weeks: FIELDWORK_WEEKS, report_weeks: REPORT_WEEKS };
    let answer = visit.ask(&question)?;
    let now = written(&answer.value.held.engagement);
    let missing = why_not(visit, &nothing());
    let lines = visit.ask(&Engagements)?.value.lines;
    let ids: Vec<String> = lines.into_iter().map(|line| line.id).filter(|other| other != id).collect();
    let typed = typed.unwrap_or(&now);
    let body = html! {
        (ui::heading(&format!("Change {id}"), Some(&answer.value.held.engagement.title), None))
        (refused(refusal))
        @match &missing {
            Some(missing) => (not_offered(missing)),
            None => (ui::form(&format!("/o/{}{}/revision", visit.org, path(id)), html! {
                (fields(typed, &ids))
                (ui::text(&Field { name: "agreement", label: "Agreement of the firm", hint: "Only for an earlier end than was agreed: where the firm said so.", value: typed.get("agreement"), ..Field::default() }))
                div.actions { (ui::button("Record the change")) (ui::quiet_link("Cancel", &visit.href(&path(id)), None)) }
            })),
        }
    };
    let crumbs = [
        Crumb::link("Engagements", visit.href("/engagements")),
        Crumb::link(id, visit.href(&path(id))),
        Crumb::here("Change"),
    ];
    Ok(form_page(visit.page(&answer.mark, "Change an engagement", "/engagements", &crumbs, body), missing.as_ref()))
}

/// The fields as they would be typed.
fn written(now: &Engagement) -> Typed {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let (on, from, until) = match now.kind {
        Examination::Type1 { on } => (Some(on), None, None),
        Examination::Type2 { window } => (None, Some(window.from), Some(window.until)),
    };
    let subservice: Vec<String> =
        now.subservice.iter().map(|one| format!("{} = {}", one.who, one.method.id())).collect();
    Typed::of([
        ("title", &now.title),
        ("category", &now.categories.ids()),
        ("on", &day(on)),
        ("from", &day(from)),
        ("until", &day(until)),
        ("minimum_end", &day(now.minimum_end)),
        ("letter", &day(now.letter)),
        ("services", &now.services.join("\n")),
        ("systems", &now.systems.join("\n")),
        ("locations", &now.locations.join("\n")),
        ("firm", &now.firm.name),
        ("licence", &now.firm.licence),
        ("independence", &now.firm.independence),
        ("commitments", &now.commitments),
        ("subservice", &subservice.join("\n")),
        ("no_subservice", &now.no_subservice),
        ("follows", now.follows.as_deref().unwrap_or_default()),
    ])
}

fn fields(typed: &Typed, others: &[String]) -> Markup {
    let text = |name: &'static str, label: &'static str, hint: &'static str, required: bool| {
        ui::text(&Field { name, label, hint, value: typed.get(name), required, ..Field::default() })
    };
    let day = |name: &'static str, label: &'static str, hint: &'static str| {
        ui::date_field(&Field { name, label, hint, value: typed.get(name), ..Field::default() })
    };
    let long = |name: &'static str, label: &'static str, hint: &'static str, rows: u8| {
        ui::textarea(&Field { name, label, hint, value: typed.get(name), ..Field::default() }, rows)
    };
    let chosen = chosen(typed).unwrap_or_default();
    let categories = Category::ALL.map(|c| Choice::new(c.id(), c.name(), chosen.contains(c)));
    let follows = typed.get("follows");
    let before: Vec<Choice<'_>> = std::iter::once(Choice::new("", "None", follows.is_empty()))
        .chain(others.iter().map(|id| Choice::new(id.as_str(), id.as_str(), id == follows)))
        .collect();
    html! {
        (text("title", "Title", "As outside access of the auditor names it, such as SOC 2 Type II 2026.", true))
        (ui::checkboxes(&Field { name: "category", label: "Categories", hint: "Security, the common criteria, always.", ..Field::default() }, &categories))
        div.field-row {
            (day("from", "First day of the window", "For a Type II."))
            (day("until", "Last day of the window", "For a Type II."))
            (day("on", "Day of a Type I", "Then without a window."))
        }
        div.field-row {
            (day("minimum_end", "Earliest end agreed with the firm", ""))
            (day("letter", "Engagement letter of", ""))
            (ui::select(&Field { name: "follows", label: "The engagement before it", ..Field::default() }, &before))
        }
        div.field-row {
            (text("firm", "CPA firm", "Only a licensed firm issues the report.", false))
            (text("licence", "Licence", "Number and board.", false))
            (text("independence", "Independence", "How it was seen.", false))
        }
        div.field-row {
            (long("services", "Services in scope", "One a line.", 3))
            (long("systems", "Systems in scope", "One a line.", 3))
            (long("locations", "Locations in scope", "One a line.", 3))
        }
        (long("commitments", "Principal service commitments", "And system requirements, as customers are promised them.", 2))
        div.field-row {
            (long("subservice", "Subservice organisations", "One a line, with the method: Nimbus Cloud = carve_out, or inclusive.", 2))
            (long("no_subservice", "Why there are none", "Only when there is none.", 2))
        }
    }
}

fn chosen(typed: &Typed) -> Result<Categories, Refusal> {
    let words = typed.all("category").collect::<Vec<_>>().join(",");
    Categories::parse(&words).map_err(|word| Refusal::Unknown { what: "category", id: word, nearest: None })
}

/// The engagement as it was typed.
fn meant(typed: &Typed) -> Result<Engagement, Refusal> {
    let maybe = |name: &'static str, field: &'static str| -> Result<Option<Date>, Refusal> {
        if typed.get(name).trim().is_empty() { Ok(None) } else { typed.day(name, field).map(Some) }
    };
    let kind = examination(
        maybe("on", "the day of the Type I")?,
        maybe("from", "the first day of the window")?,
        maybe("until", "the last day of the window")?,
    )?;
    let field = |name: &str| typed.get(name).to_owned();
    let subservice = typed.lines("subservice").into_iter().map(|line| {
        let (who, word) = line.rsplit_once('=').unwrap_or((line.as_str(), ""));
        let unknown = || Refusal::Unknown {
            what: "method",
            id: word.trim().to_owned(),
            nearest: Some(Method::CarveOut.id().to_owned()),
        };
        Ok(Subservice { who: who.trim().to_owned(), method: method(word).ok_or_else(unknown)? })
    });
    let follows = field("follows");
    Ok(Engagement {
        services: typed.lines("services"),
        systems: typed.lines("systems"),
        locations: typed.lines("locations"),
        firm: Firm { name: field("firm"), licence: field("licence"), independence: field("independence") },
        letter: maybe("letter", "the day of the engagement letter")?,
        commitments: field("commitments"),
        minimum_end: maybe("minimum_end", "the earliest end")?,
        subservice: subservice.collect::<Result<_, Refusal>>()?,
        no_subservice: field("no_subservice"),
        follows: (!follows.is_empty()).then_some(follows),
        ..bare(typed.get("title"), kind, chosen(typed)?)
    })
}

pub(super) async fn plan(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_who_may(&visit)?;
    let planned = meant(&typed).map_err(Problem::from).and_then(|engagement| {
        let engagement = Box::new(engagement);
        let command = Command::Engagement(EngagementCommand::PlanEngagement { engagement });
        visit.change("Planned the engagement.", "/engagements", command)
    });
    or_again(planned, |refusal| planning(&visit, &typed, Some(refusal)))
}

pub(super) async fn revise(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_who_may(&visit)?;
    let changed = meant(&typed).map_err(Problem::from).and_then(|engagement| {
        let (engagement, agreement) = (Box::new(engagement), typed.get("agreement").to_owned());
        let command = EngagementCommand::ReviseEngagement { id: id.clone(), engagement, agreement };
        visit.change("Changed the engagement.", &path(&id), Command::Engagement(command))
    });
    or_again(changed, |refusal| changing(&visit, &id, Some(&typed), Some(refusal)))
}
