//! Where the certification stands: the current project with what is missing, its certificate; all projects and bodies.

use super::{PLACE, TITLE, bodies, body_path, card, day, needs, path, plan, state_badge, track};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::ui::{self, Column, Crumb, Icon, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{CertificationOf, CertificationsAnswer, CertificationsOf};
use axum::response::Response;
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&CertificationsOf)?;
    let value = &answer.value;
    let missing = why_not(&visit, &bodies::another());
    let may = !visit.in_the_past() && missing.is_none();
    let lead = "An accredited body certifies the management system to ISO/IEC 27001. What each step needs is computed from what is recorded here; what the body decides is recorded as it decided it.";
    let body = html! {
        (ui::heading(TITLE, Some(lead), Some(html! {
            (days(&visit, &answer.mark))
            @if !value.projects.is_empty() || !value.bodies.is_empty() {
                (ui::quiet_link("XLSX", &visit.with("/certification/export.xlsx", &[]), Some(Icon::Download)))
                (ui::quiet_link("CSV", &visit.with("/certification/export.csv", &[]), Some(Icon::Download)))
            }
            (ui::quiet_link("Stage 1 and Stage 2", &visit.href("/certification/readiness"), None))
            (ui::quiet_link("Audits over the years", &visit.href("/certification/calendar"), None))
            @if may && !value.bodies.is_empty() { (ui::link_button("Plan a certification", &visit.href("/certification/projects/new"), None)) }
        })))
        @match &value.current {
            Some(id) => (current(&visit, id, value, may)?),
            None => { (nothing_yet(&visit, value, may)) (listed(&visit, value, may, answer.mark.on)) },
        }
        @if let Some(missing) = missing.as_ref().filter(|_| value.bodies.is_empty() && !visit.in_the_past()) { (not_offered(missing)) }
    };
    Ok(visit.page(&answer.mark, TITLE, PLACE, &[Crumb::here(TITLE)], body))
}

fn nothing_yet(visit: &Visit, value: &CertificationsAnswer, may: bool) -> Markup {
    let (next, place, label) = match value.bodies.is_empty() {
        true => (
            "Begin with the certification body: look up whether it is accredited for ISO/IEC 27001, and whether your markets recognise it, before you sign.",
            "/certification/bodies/new",
            "Add a certification body",
        ),
        false => (
            "Plan a certification: its scope, the body, the days of Stage 1 and Stage 2.",
            "/certification/projects/new",
            "Plan a certification",
        ),
    };
    ui::empty_state(
        "No certification is planned",
        next,
        html! { @if may { (ui::link_button(label, &visit.href(place), None)) } },
    )
}

/// Projects beside the current one, and the bodies.
fn listed(visit: &Visit, value: &CertificationsAnswer, may: bool, on: Date) -> Markup {
    html! {
        @if value.projects.len() > 1 { (projects(visit, value)) }
        @if !value.bodies.is_empty() { (all_bodies(visit, value, may, on)) }
    }
}

fn current(visit: &Visit, id: &str, value: &CertificationsAnswer, may: bool) -> Result<Markup, Problem> {
    let answer = visit.ask(&CertificationOf(id.to_owned()))?;
    let detail = &answer.value;
    let project = &detail.held.project;
    let wide = html! {
        h2 { (ui::named(id, &project.title, &visit.href(&path(id)))) " " (state_badge(detail.state)) }
        (needs::next(visit, detail))
        (needs::warnings(visit, detail))
        (due(visit, id, &detail.due, answer.mark.on))
        (listed(visit, value, may, answer.mark.on))
    };
    let narrow = html! { (card::certificate(visit, detail)) (track::way(visit, detail)) };
    Ok(ui::columns(wide, narrow))
}

/// What is due next, at most six days.
fn due(visit: &Visit, id: &str, all: &[domain::reports::certification::CertificationDue], on: Date) -> Markup {
    html! {
        @if !all.is_empty() {
            (ui::section("due", "What is due", None, html! {
                ul.lines {
                    @for one in all.iter().take(6) {
                        li {
                            (day(one.due)) " " (one.what)
                            @if one.due < on { " " (ui::badge(Tone::Danger, "Overdue")) }
                            @if let Some(person) = &one.person { span.hint { " " (visit.name_of(person)) } }
                        }
                    }
                }
                @if all.len() > 6 { p { a href=(visit.href(&format!("{}#due", path(id)))) { "All " (all.len()) } } }
            }))
        }
    }
}

fn projects(visit: &Visit, value: &CertificationsAnswer) -> Markup {
    let rows: Vec<Row> = value
        .projects
        .iter()
        .map(|one| {
            let held = one.held.certificate();
            Row::new(vec![
                ui::named(&one.id, &one.held.project.title, &visit.href(&path(&one.id))),
                state_badge(one.state),
                html! { a.id href=(visit.href(&body_path(&one.held.project.body))) { (one.held.project.body) } },
                html! { @match held { Some(held) => (held.decision.number), None => (ui::nothing()) } },
                html! { @match held { Some(held) => (day(held.expiry)), None => (ui::nothing()) } },
            ])
        })
        .collect();
    let columns = ["Project", "Stands", "Body", "Certificate", "Until"].map(Column::text);
    ui::section(
        "projects",
        "Projects",
        None,
        ui::table("Certification projects", &columns, &rows, TableOptions::default()),
    )
}

fn all_bodies(visit: &Visit, value: &CertificationsAnswer, may: bool, on: Date) -> Markup {
    let rows: Vec<Row> = value
        .bodies
        .iter()
        .map(|(id, held)| {
            let check = held.check().map(|check| &check.accreditation);
            Row::new(vec![
                ui::named(id, &held.body.name, &visit.href(&body_path(id))),
                html! { (held.body.country) },
                html! { @match check { Some(check) => { (check.by) " " (check.number) }, None => (ui::badge(Tone::Caution, "Not looked up")) } },
                html! {
                    @match check {
                        Some(check) if !check.iso27001 => (ui::badge(Tone::Danger, "Not for ISO/IEC 27001")),
                        Some(check) if check.ended(on) => (ui::badge(Tone::Danger, "Ended")),
                        Some(check) => { @match check.valid_until { Some(until) => (day(until)), None => "no last day" } },
                        None => (ui::nothing()),
                    }
                },
            ])
        })
        .collect();
    let columns = ["Body", "Country", "Accredited by", "Until"].map(Column::text);
    ui::section(
        "bodies",
        "Certification bodies",
        None,
        html! {
            (ui::table("Certification bodies", &columns, &rows, TableOptions::default()))
            @if may { div.actions { (ui::quiet_link("Add another", &visit.href("/certification/bodies/new"), None)) } }
            @if value.projects.is_empty() && why_not(visit, &plan::another()).is_none() && !visit.in_the_past() {
                p.hint { "A project can be planned with any body, and goes on to Stage 1 with an accredited one." }
            }
        },
    )
}
