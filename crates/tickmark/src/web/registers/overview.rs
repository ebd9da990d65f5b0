//! All registers: what each is for, how many entries it has, what is due, and what is missing.

use super::{finding, register_path};
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, n};
use crate::web::ui::{self, Crumb, Stat, Tone};
use crate::web::visit::Visit;
use app::ask::{RegistersAnswer, RegistersOf};
use axum::response::Response;
use domain::reports::isms::RegisterReport;
use maud::{Markup, html};

/// Findings that the overview lists; each register lists its own.
const SHOWN: usize = 12;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&RegistersOf)?;
    let value = &answer.value;
    let lead = "What the management system has to know and to keep: each register says what the standards want of it and what is missing now.";
    let body = html! {
        (ui::heading("Registers", Some(lead), Some(days(&visit, &answer.mark))))
        @if value.part {
            (ui::notice(Tone::Neutral, "A part of the registers", html! { "You see the entries that you added or answer for; the figures speak of them alone." }))
        }
        (figures(&visit, value))
        @for group in value.registers.chunk_by(|a, b| a.kind.declared().group == b.kind.declared().group) {
            @let title = group.first().map_or("", |report| report.kind.declared().group);
            (ui::section(&anchor(title), title, None, html! {
                div.card-grid { @for report in group { (card(&visit, report)) } }
            }))
        }
        (others(&visit, value))
        (missing(&visit, value))
    };
    Ok(visit.page(&answer.mark, "Registers", "/registers", &[Crumb::here("Registers")], body))
}

fn anchor(title: &str) -> String {
    title.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect()
}

fn figures(visit: &Visit, answer: &RegistersAnswer) -> Markup {
    let all = &answer.registers;
    let begun = all.iter().filter(|report| report.entries > 0).count();
    let entries: usize = all.iter().map(|report| report.entries).sum();
    let overdue: usize = all.iter().map(RegisterReport::overdue).sum();
    let due: usize = all.iter().map(|report| report.due.len()).sum();
    let found: usize = all.iter().map(|report| report.findings.len()).sum();
    let texts = [begun, all.len(), entries, overdue, due, found].map(|n| n.to_string());
    let [begun_text, of, _, overdue_text, due_text, found] = &texts;
    let (top, missing) = (visit.href("/registers"), visit.href("/registers#missing"));
    ui::figures(&[
        Stat {
            label: "Registers begun",
            figure: begun_text,
            denominator: of,
            under: &format!("{} in all.", counted(entries, "entry", "entries")),
            href: &top,
            share: Some((n(begun), n(all.len()))),
            ..Stat::default()
        },
        Stat {
            label: "Overdue",
            figure: overdue_text,
            denominator: due_text,
            under: "Entries whose day is over, of those that have one.",
            href: &missing,
            share: (due > 0).then(|| (n(overdue), n(due))),
            ..Stat::default()
        },
        Stat {
            label: "Missing or out of date",
            figure: found,
            under: "What the standards want and the registers do not show.",
            href: &missing,
            ..Stat::default()
        },
    ])
}

fn card(visit: &Visit, report: &RegisterReport) -> Markup {
    let (kind, declared) = (report.kind, report.kind.declared());
    let page = visit.href(&register_path(kind));
    let overdue = report.overdue();
    let mut ids: Vec<&str> = declared.wants.iter().map(|want| want.id).collect();
    ids.dedup();
    ui::card(html! {
        h3 { a href=(page) { (kind.title()) } }
        p { (declared.purpose) }
        p {
            @if report.entries == 0 { (ui::badge(Tone::Caution, "Nothing recorded")) }
            @else { a href=(page) { (counted(report.entries, "entry", "entries")) } }
            @if overdue > 0 { " " a href=(visit.href(&format!("{}?show=overdue", register_path(kind)))) { (ui::badge(Tone::Danger, &format!("{overdue} overdue"))) } }
            @if report.findings.is_empty() { " " (ui::badge(Tone::Good, "Nothing missing")) }
            @else if report.entries > 0 { " " a href=(visit.href(&format!("{}#missing", register_path(kind)))) { (ui::badge(Tone::Caution, &format!("{} missing", report.findings.len()))) } }
        }
        p.hint {
            @for (at, id) in ids.iter().take(4).enumerate() { @if at > 0 { ", " } (super::item(visit, id)) }
            @if ids.len() > 4 { " and more" }
        }
    })
}

/// Registers that have pages of their own.
fn others(visit: &Visit, answer: &RegistersAnswer) -> Markup {
    html! {
        @if let (Some(staff), Some(suppliers)) = (answer.staff, answer.suppliers) {
            (ui::section("others", "Registers of their own", None, html! {
                div.card-grid {
                    (ui::card(html! {
                        h3 { a href=(visit.href("/staff")) { "People at work" } }
                        p { "Screening, terms, training, access and leaving." }
                        p { a href=(visit.href("/staff")) { (counted(staff, "person at work", "people at work")) } }
                    }))
                    (ui::card(html! {
                        h3 { a href=(visit.href("/suppliers")) { "Suppliers" } }
                        p { "Tiers, contracts, reports and incidents of suppliers, and how they are overseen." }
                        p { a href=(visit.href("/suppliers")) { (counted(suppliers, "supplier", "suppliers")) } }
                    }))
                }
            }))
        }
    }
}

fn missing(visit: &Visit, answer: &RegistersAnswer) -> Markup {
    let found: Vec<_> = answer.registers.iter().flat_map(|report| &report.findings).collect();
    html! {
        (ui::section("missing", "Missing or out of date", None, html! {
            @if found.is_empty() { p { "Nothing is missing." } }
            @else {
                ul.plain-list {
                    @for one in found.iter().take(SHOWN) {
                        li { a href=(visit.href(&register_path(one.register))) { (one.register.title()) } ": " (finding(visit, one, true)) }
                    }
                }
                @if found.len() > SHOWN { p.hint { "And " (found.len() - SHOWN) " more, on the pages of their registers." } }
            }
        }))
    }
}
