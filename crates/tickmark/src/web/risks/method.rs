//! The method: scales in words, the matrix, levels and appetite, its versions, and what others say of the step from SOC 2.

use super::{day, offered, one, tabs, tone};
use crate::web::problem::Problem;
use crate::web::reading::days;
use crate::web::typed::{Typed, or_again, refused, sentence};
use crate::web::ui::{self, Column, Crumb, Icon, Row, Source, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{RiskMethodAnswer, RiskMethodOf};
use axum::response::Response;
use domain::command::{Command, RiskCommand};
use domain::refusal::Refusal;
use domain::registers::risk::HeldMethod;
use domain::values::counted;
use domain::values::risk::{Grade, RiskMethod};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, None)
}

fn page(visit: &Visit, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&RiskMethodOf)?;
    let value = &answer.value;
    let held = |version: Option<u32>| {
        let at = usize::try_from(version?).ok()?.checked_sub(1)?;
        Some((version?, value.versions.get(at)?))
    };
    let body = html! {
        (ui::heading(
            "Risk method",
            Some("How risks are rated, so that two people come to the same level, and who decides at which level."),
            Some(html! { @if refusal.is_none() { (days(visit, &answer.mark)) (offers(visit, value)) } }),
        ))
        (tabs(visit, "/risks/method"))
        (refused(refusal))
        @if let Some((version, draft)) = held(value.draft) { (draft_section(visit, version, draft)) }
        @if let Some((version, held)) = held(value.in_force) {
            (ui::section("method", &format!("Version {version}, in force"), Some(&held.method.title), described(&held.method)))
        } @else if value.draft.is_none() {
            (ui::notice(Tone::Accent, "A proposal to start from", html! { "Five grades of likelihood and impact, four levels. Nothing uses it before you have made it your own and management has approved it." }))
            (ui::section("proposal", "Proposal", Some(&value.proposal.title), described(&value.proposal)))
        }
        (others(visit, value))
        (versions(visit, value))
        (notes(value))
    };
    let crumbs = [Crumb::link("Risks", visit.href("/risks")), Crumb::here("Method")];
    Ok(visit.page(&answer.mark, "Risk method", "/risks", &crumbs, body))
}

fn offers(visit: &Visit, value: &RiskMethodAnswer) -> Markup {
    let write = RiskCommand::WriteRiskMethod { method: Box::new(value.proposal.clone()) };
    let label = if value.versions.is_empty() { "Start from the proposal" } else { "Write a draft" };
    html! {
        @match offered(visit, write) {
            Some(Ok(())) => (ui::link_button(label, &visit.href("/risks/method/draft"), Some(Icon::List))),
            _ => {},
        }
    }
}

fn draft_section(visit: &Visit, version: u32, held: &HeldMethod) -> Markup {
    let authors: Vec<String> = held.authors.iter().map(|id| visit.name_of(id)).collect();
    let lead =
        format!("Written by {}. It waits for the approval of management that did not write it.", authors.join(", "));
    let command = RiskCommand::ApproveRiskMethod { version, sha256: held.sha256.clone() };
    ui::section(
        "draft",
        &format!("Version {version}, a draft"),
        Some(&lead),
        html! {
            (described(&held.method))
            (one::either(offered(visit, command), || html! {
                (ui::form(&format!("/o/{}/risks/method/approval", visit.org), html! {
                    (ui::hidden("version", &version.to_string()))
                    (ui::hidden("sha256", &held.sha256))
                    p.hint { "You approve version " (version) " with the hash " (ui::hash(&held.sha256)) ", as it stands above." }
                    div.actions { (ui::button(&format!("Approve version {version}"))) }
                }))
            }))
        },
    )
}

fn described(method: &RiskMethod) -> Markup {
    html! {
        (ui::columns(
            html! {
                (matrix(method))
                (scale("Likelihood", &method.likelihood))
                (scale("Impact", &method.impact))
            },
            html! {
                (ui::card(ui::definition_list(&[
                    ("Starts from", html! { (method.basis.title()) }),
                    ("Appetite", html! { (method.word(method.appetite)) p.hint { "The highest level that its owner may retain alone." } }),
                    ("Assessed again", html! { "within " (counted(method.review_months, "month", "months")) }),
                    ("How results stay consistent", html! { (method.consistency) }),
                    ("Opens a risk again", html! { ul.plain-list { @for trigger in &method.triggers { li { (trigger) } } } }),
                ])))
                (levels(method))
            },
        ))
    }
}

fn scale(name: &str, grades: &[Grade]) -> Markup {
    let row = |(grade, number): (&Grade, usize)| {
        Row::new(vec![
            html! { (number) " " strong { (grade.word) } },
            html! { (grade.meaning) },
            html! { span.hint { (grade.example) } },
        ])
    };
    let rows: Vec<Row> = grades.iter().zip(1..).map(row).collect();
    let columns = [Column::narrow(name), Column::text("Meaning"), Column::text("Example")];
    ui::table(name, &columns, &rows, TableOptions::default())
}

fn levels(method: &RiskMethod) -> Markup {
    let top = method.levels.len();
    ui::card(html! {
        h3 { "Levels" }
        @for (level, number) in method.levels.iter().zip(1_u8..) {
            p { (ui::badge(tone(number, method.appetite, top), &level.word)) " " (level.demands) }
            p.hint { "Decides: " (level.decides) }
        }
    })
}

fn matrix(method: &RiskMethod) -> Markup {
    let top = method.levels.len();
    let mut rows: Vec<_> = method.likelihood.iter().zip(&method.matrix).collect();
    rows.reverse();
    html! {
        div.risk-heat {
            table {
                caption.sr-only { "Level by likelihood and impact" }
                thead { tr { th scope="col" { span.hint { "Likelihood \u{2193} Impact \u{2192}" } } @for grade in &method.impact { th scope="col" { span.risk-word { (grade.word) } } } } }
                tbody {
                    @for (grade, levels) in rows {
                        tr {
                            th scope="row" { span.risk-word { (grade.word) } }
                            @for level in levels { td { span class={ "risk-cell named tone-" (tone(*level, method.appetite, top).name()) } { (method.word(*level)) } } }
                        }
                    }
                }
            }
        }
    }
}

/// Ratings that another version made: they keep their level, and mean something else than those of today.
fn others(visit: &Visit, value: &RiskMethodAnswer) -> Markup {
    html! {
        @if !value.by_other_versions.is_empty() {
            (ui::section("others", "Rated by another version", Some("A new version grades nothing anew by itself: these keep their level until somebody rates them."), html! {
                div.card { ul.missing {
                    @for one in &value.by_other_versions {
                        li { span { (sentence(&one.sentence)) } @if let Some(risk) = &one.risk { a href=(visit.href(&super::path(risk))) { (risk) } } }
                    }
                } }
            }))
        }
    }
}

fn versions(visit: &Visit, value: &RiskMethodAnswer) -> Markup {
    let mut rows: Vec<Row> = value
        .versions
        .iter()
        .zip(1_u32..)
        .map(|(held, version)| {
            let state = match (&held.approved, value.in_force) {
                (None, _) => ui::badge(Tone::Accent, "Draft"),
                (Some(_), Some(in_force)) if in_force == version => ui::badge(Tone::Good, "In force"),
                _ => ui::badge(Tone::Neutral, "Superseded"),
            };
            let authors: Vec<String> = held.authors.iter().map(|id| visit.name_of(id)).collect();
            let approved = html! {
                @if let Some(signed) = &held.approved { (visit.name_of(&signed.by)) ", " (day(Some(app::clock::day_of(signed.at_us)))) }
                @else { (ui::nothing()) }
            };
            Row::new(vec![html! { (version) }, state, html! { (authors.join(", ")) }, approved, ui::hash(&held.sha256)])
        })
        .collect();
    rows.reverse();
    let columns = [
        Column::narrow("Version"),
        Column::narrow("State"),
        Column::text("Written by"),
        Column::text("Approved by"),
        Column::narrow("Hash"),
    ];
    html! { @if !rows.is_empty() { (ui::section("versions", "Versions", None, ui::table("Versions", &columns, &rows, TableOptions::default()))) } }
}

/// Opinions on the size of the step from a SOC 2 risk assessment; they contradict each other and enter no figure.
fn notes(value: &RiskMethodAnswer) -> Markup {
    ui::section(
        "notes",
        "How large is the step from SOC 2?",
        Some("What others publish. They contradict each other; nothing here is computed from it."),
        html! {
            @for note in &value.notes { (ui::quote(note.text, &Source { publication: &note.source, ..Source::default() })) }
        },
    )
}

pub(super) async fn approve(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let version = super::number(typed.get("version"), "the version").map_err(Problem::from);
    let approved = version.and_then(|version| {
        let command = RiskCommand::ApproveRiskMethod { version, sha256: typed.get("sha256").to_owned() };
        visit.change("Approved the method.", "/risks/method", Command::Risk(command))
    });
    or_again(approved, |refusal| page(&visit, Some(refusal)))
}
