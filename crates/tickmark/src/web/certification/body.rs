//! One certification body: its accreditation with every check, its days, the projects with it.

use super::{PLACE, TITLE, body_forms, body_path, day, path, state_badge};
use crate::web::history;
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Column, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{CertificationBodyDetail, CertificationBodyOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{CertificationCommand, Command};
use domain::refusal::Refusal;
use domain::reports::search::FoundKind;
use domain::values::counted;
use maud::{Markup, html};

type Sent = Path<(String, String)>;

pub(super) async fn show(visit: Visit, Path((_, id)): Sent) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&CertificationBodyOf(id.to_owned()))?;
    let detail = &answer.value;
    let title = format!("{} {}", detail.id, detail.held.body.name);
    let wide = html! {
        (standing(detail))
        (checks(visit, detail))
        (forms(visit, detail, typed))
    };
    let body = html! {
        (ui::heading(&title, None, Some(html! { @if refusal.is_none() { (days(visit, &answer.mark)) } })))
        (refused(refusal))
        (ui::columns(wide, facts(visit, detail)))
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here(detail.id.clone())];
    let body = history::with(visit, &answer.mark, (FoundKind::CertificationBody, &detail.id), &body);
    Ok(visit.page(&answer.mark, &title, PLACE, &crumbs, body))
}

fn standing(detail: &CertificationBodyDetail) -> Markup {
    let check = detail.held.check().map(|check| &check.accreditation);
    match check {
        None => ui::notice(
            Tone::Caution,
            "Its accreditation was not looked up",
            html! {
                "Look it up in the register of the accreditation body before you sign: without it no project goes on to Stage 1."
            },
        ),
        Some(check) if !check.iso27001 => ui::notice(
            Tone::Danger,
            "Not accredited for ISO/IEC 27001",
            html! {
                "A certificate from it does not count as accredited. No project goes on to Stage 1 with it."
            },
        ),
        Some(check) if detail.ended => ui::notice(
            Tone::Danger,
            "Its accreditation has ended",
            html! {
                @if let Some(until) = check.valid_until { "Its last day was " (day(until)) ". Look it up again." }
            },
        ),
        Some(check) if !check.lacks().is_empty() => ui::notice(
            Tone::Caution,
            "Not all standards are named",
            html! {
                "The check does not name " (check.lacks().join(" and ")) "."
            },
        ),
        Some(check) => ui::notice(
            Tone::Good,
            "Accredited for ISO/IEC 27001",
            html! {
                "By " (check.by) @if let Some(until) = check.valid_until { ", until " (day(until)) } ", as looked up on " (day(check.on)) "."
            },
        ),
    }
}

fn checks(visit: &Visit, detail: &CertificationBodyDetail) -> Markup {
    let rows: Vec<Row> = detail
        .held
        .checks
        .iter()
        .rev()
        .map(|held| {
            let check = &held.accreditation;
            let standards: Vec<&str> = check.standards.iter().map(String::as_str).collect();
            let web = check.source.starts_with("https://");
            Row::new(vec![
                html! { (day(check.on)) div.hint { (visit.name_of(&held.by)) } },
                html! { (check.by) " " (check.number) div.hint { (standards.join(", ")) } },
                html! { @if check.iso27001 { (ui::badge(Tone::Good, "ISO/IEC 27001")) } @else { (ui::badge(Tone::Danger, "Not for ISO/IEC 27001")) } },
                html! { @match check.valid_until { Some(until) => (day(until)), None => (ui::nothing()) } },
                html! { @if web { a href=(check.source) rel="noreferrer noopener" { (check.source) } } @else { (check.source) } },
            ])
        })
        .collect();
    let columns = ["Looked up", "Accredited by", "Scope", "Until", "Where"].map(Column::text);
    html! {
        @if !rows.is_empty() {
            (ui::section("checks", "What was seen of its accreditation", None, ui::table("Checks", &columns, &rows, TableOptions::default())))
        }
    }
}

fn facts(visit: &Visit, detail: &CertificationBodyDetail) -> Markup {
    let body = &detail.held.body;
    let markets: Vec<&str> = body.markets.iter().map(String::as_str).collect();
    ui::card(ui::definition_list(&[
        ("Country", html! { (body.country) }),
        ("Recognised in", html! { @if markets.is_empty() { (ui::nothing()) } @else { (markets.join(", ")) } }),
        ("Plan", html! { "within " (counted(body.plan_days, "day", "days")) " after a visit" }),
        (
            "Major",
            html! { "resolved within " (counted(body.close_days, "day", "days")) "; of Stage 2 verified within six months" },
        ),
        (
            "Projects",
            html! {
                @if detail.projects.is_empty() { (ui::nothing()) }
                @for (id, title, state) in &detail.projects { p { (ui::named(id, title, &visit.href(&path(id)))) " " (state_badge(*state)) } }
            },
        ),
    ]))
}

fn forms(visit: &Visit, detail: &CertificationBodyDetail, typed: &Typed) -> Markup {
    if visit.in_the_past() {
        return html! {};
    }
    if let Some(missing) = why_not(visit, &super::bodies::another()) {
        return not_offered(&missing);
    }
    let place = |noun: &str| format!("/o/{}{}{noun}", visit.org, body_path(&detail.id));
    let today = visit.doors.app.clock().today().to_string();
    let first = detail.held.checks.is_empty() || typed.get("form") == "checks";
    let changed = typed.get("form") == "change";
    let begin = body_forms::begin(Some(&detail.held.body));
    html! {
        details.fold.add open[first] {
            summary { "Record what was seen of its accreditation" }
            (ui::form(&place("/checks"), html! {
                (ui::hidden("form", "checks"))
                (body_forms::check_fields(typed, &today))
                div.actions { (ui::button("Record")) }
            }))
        }
        details.fold.add open[changed] {
            summary { "Change what is said of it" }
            (ui::form(&place(""), html! {
                (ui::hidden("form", "change"))
                (body_forms::fields(if changed { typed } else { &begin }))
                (ui::textarea(&Field { name: "reason", label: "Why", value: if changed { typed.get("reason") } else { "" }, required: true, ..Field::default() }, 2))
                div.actions { (ui::button("Change")) }
            }))
        }
    }
}

fn done(
    visit: &Visit,
    id: &str,
    typed: &Typed,
    words: &str,
    meant: Result<CertificationCommand, Refusal>,
) -> Result<Response, Problem> {
    only_today(visit)?;
    let done = meant.map_err(Problem::from);
    let done = done.and_then(|wanted| visit.change(words, &body_path(id), Command::Certification(wanted)));
    or_again(done, |refusal| page(visit, id, typed, Some(refusal)))
}

pub(super) async fn revise(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    let reason = typed.get("reason").to_owned();
    let meant = body_forms::read(&typed).map(|body| CertificationCommand::ReviseCertificationBody {
        id: id.clone(),
        body,
        reason,
    });
    done(&visit, &id, &typed, "Changed what is said of it.", meant)
}

pub(super) async fn check(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    let meant = body_forms::read_check(&typed)
        .map(|accreditation| CertificationCommand::CheckAccreditation { id: id.clone(), accreditation });
    done(&visit, &id, &typed, "Recorded what was seen.", meant)
}
