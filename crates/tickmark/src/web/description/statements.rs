//! Management's assertion and representation letter, and the opinion of the report.

use super::{checked, offered, path, plain};
use crate::web::attachment::attachment;
use crate::web::people::name as person;
use crate::web::problem::Problem;
use crate::web::reading::{days as day_picker, encode};
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field, Tone};
use crate::web::visit::Visit;
use crate::words::description::opinion as known_opinion;
use app::ask::{DescriptionAnswer, DescriptionOf, StatementDetail};
use app::exchange::policy_html;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, DescriptionCommand};
use domain::refusal::Refusal;
use domain::registers::description::HeldOpinion;
use domain::values::description::{Opinion, OpinionKind, StatementKind};
use maud::{Markup, PreEscaped, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, None)
}

fn page(visit: &Visit, id: &str, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&DescriptionOf { engagement: id.to_owned() })?;
    let one = &answer.value;
    let title = format!("Statements, {}", one.engagement.engagement.title);
    let body = html! {
        (ui::heading(&title, Some("What management asserts and confirms, and the opinion as it stands in the report."), Some(html! {
            (day_picker(visit, &answer.mark))
            (ui::link_button("Description", &visit.href(&path(id, "description")), None))
        })))
        (refused(refusal))
        @for statement in &one.statements { (stated(visit, id, statement)) }
        (opinions(visit, id, one))
    };
    let crumbs = [
        Crumb::link("Engagements", visit.href("/engagements")),
        Crumb::link(id, visit.href(&format!("/engagements/{}", encode(id)))),
        Crumb::here("Statements"),
    ];
    Ok(visit.page(&answer.mark, &title, "/engagements", &crumbs, body))
}

fn stated(visit: &Visit, id: &str, one: &StatementDetail) -> Markup {
    let kind = one.kind;
    let at = format!("/o/{}{}/{}", visit.org, path(id, "statements"), kind.id());
    let writes = DescriptionCommand::WriteStatement { engagement: id.to_owned(), kind, text: String::new() };
    let text = one.held.as_ref().map_or(&one.proposed, |held| &held.text);
    let field = format!("{}-text", kind.id());
    ui::section(
        kind.id(),
        kind.title(),
        None,
        html! {
            @match &one.held {
                None => p { (ui::badge(Tone::Neutral, "Not written")) },
                Some(held) => {
                    @match &held.signed {
                        Some(signed) => p { (ui::badge(Tone::Good, "Signed")) " dated " (signed.on) ", by " (person(visit, &signed.by)) },
                        None => p { (ui::badge(Tone::Caution, "Not signed")) @if !held.void.is_empty() { span.hint { " An earlier text was signed; that signature is void." } } },
                    }
                    p.hint { "SHA-256: " (ui::hash(&held.sha256)) " " a href=(visit.href(&format!("{}/{}/text.md", path(id, "statements"), kind.id()))) { "Download" } }
                    div.card.paper { (PreEscaped(policy_html(&held.text, &|_| None))) }
                    (checked(&one.checks))
                },
            }
            @if offered(visit, writes) {
                details.fold open[one.held.is_none()] {
                    summary { @if one.held.is_some() { "Write it again" } @else { "Write it, from what is proposed" } }
                    (ui::form(&at, html! {
                        (ui::textarea(&Field { name: "text", label: "Text", value: text, id: &field, hint: "Places in square brackets are to be filled.", required: true, ..Field::default() }, 16))
                        div.actions { (ui::button("Save")) }
                    }))
                }
            }
            @if let Some(held) = one.held.as_ref().filter(|held| held.signed.is_none()) { (signing(visit, id, kind, &held.sha256, &at)) }
        },
    )
}

fn signing(visit: &Visit, id: &str, kind: StatementKind, sha256: &str, at: &str) -> Markup {
    let (on, hash) = (visit.doors.app.clock().today(), sha256.to_owned());
    let command = DescriptionCommand::SignStatement { engagement: id.to_owned(), kind, sha256: hash, on };
    let field = format!("{}-on", kind.id());
    // The form leads to a page that asks for a fresh proof, so what only lacks that is offered.
    let missing = crate::web::people::why_not(visit, &Command::Description(command));
    let may = missing.is_none_or(|refusal| matches!(refusal, Refusal::StepUp { .. })) && !visit.in_the_past();
    html! {
        @if may {
            (ui::form(&format!("{at}/signature"), html! {
                (ui::hidden("sha256", sha256))
                (ui::date_field(&Field { name: "on", label: "Dated", value: &on.to_string(), id: &field, required: true, ..Field::default() }))
                div.actions { (ui::button("Sign as management")) }
            }))
        } @else { p.hint { "Management signs it." } }
    }
}

fn opinion_words(visit: &Visit, held: &HeldOpinion) -> Markup {
    let opinion = &held.opinion;
    html! {
        p { strong { (opinion.kind.title()) } ", " (opinion.dated) ": " (opinion.kind.means()) "." }
        @if !opinion.basis.is_empty() { p { (opinion.basis) } }
        @if !opinion.criteria.is_empty() { p { "Affected criteria: " (opinion.criteria.iter().cloned().collect::<Vec<_>>().join(", ")) } }
        @if let Some(item) = &opinion.report { p { "Report: " a.id href=(visit.href(&format!("/evidence/{}", encode(item)))) { (item) } } }
        p.hint { "Recorded by " (person(visit, &held.by)) "." }
    }
}

fn opinions(visit: &Visit, id: &str, one: &DescriptionAnswer) -> Markup {
    let (latest, before) = one.opinions.split_last().map_or((None, &[][..]), |(last, rest)| (Some(last), rest));
    let command = DescriptionCommand::RecordOpinion {
        engagement: id.to_owned(),
        opinion: Opinion {
            kind: OpinionKind::Unmodified,
            dated: visit.doors.app.clock().today(),
            basis: String::new(),
            criteria: Default::default(),
            report: None,
        },
    };
    let kinds = OpinionKind::ALL.map(|kind| Choice::new(kind.id(), kind.title(), kind == OpinionKind::Unmodified));
    ui::section(
        "opinion",
        "Opinion",
        Some("As it stands in the report. Exceptions stand with the tests: neither follows from the other."),
        html! {
            @match latest { Some(held) => (opinion_words(visit, held)), None => p { "No opinion is recorded: it is read in the report." } }
            @if !before.is_empty() { details.fold { summary { (before.len()) " recorded before" } @for held in before { (opinion_words(visit, held)) } } }
            @if offered(visit, command) {
                details.fold {
                    summary { "Record the opinion" }
                    (ui::form(&format!("/o/{}{}", visit.org, path(id, "opinion")), html! {
                        (ui::select(&Field { name: "kind", label: "Opinion", ..Field::default() }, &kinds))
                        (ui::date_field(&Field { name: "dated", label: "Day of the report", required: true, ..Field::default() }))
                        (ui::textarea(&Field { name: "basis", label: "Basis", hint: "For a modified opinion: what the report gives as its basis.", ..Field::default() }, 4))
                        (ui::text(&Field { name: "criteria", label: "Affected criteria", hint: "Ids, apart by blanks.", ..Field::default() }))
                        (ui::text(&Field { name: "report", label: "Report", hint: "The item of evidence that holds it, such as EV-7.", ..Field::default() }))
                        div.actions { (ui::button("Record")) }
                    }))
                }
            }
        },
    )
}

fn known(text: &str) -> Result<StatementKind, Problem> {
    let unknown = || Refusal::Unknown { what: "statement", id: text.to_owned(), nearest: None };
    StatementKind::parse(text).ok_or_else(|| unknown().into())
}

fn done(visit: &Visit, id: &str, words: &str, command: DescriptionCommand) -> Result<Response, Problem> {
    let changed = visit.change(words, &path(id, "statements"), Command::Description(command));
    or_again(changed, |refusal| page(visit, id, Some(refusal)))
}

pub(super) async fn write(
    visit: Visit,
    Path((_, id, kind)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let (kind, text) = (known(&kind)?, plain(typed.get("text")));
    done(&visit, &id, "Saved.", DescriptionCommand::WriteStatement { engagement: id.clone(), kind, text })
}

pub(super) async fn sign(
    visit: Visit,
    Path((_, id, kind)): Path<(String, String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let (kind, on) = (known(&kind)?, typed.day("on", "the day on the paper")?);
    let sha256 = typed.get("sha256").to_owned();
    done(&visit, &id, "Signed.", DescriptionCommand::SignStatement { engagement: id.clone(), kind, sha256, on })
}

pub(super) async fn opinion(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let meant = known_opinion(typed.get("kind")).and_then(|kind| {
        let named = typed.get("criteria").split([' ', ',']).filter(|word| !word.is_empty());
        let report = Some(typed.get("report").trim().to_owned()).filter(|item| !item.is_empty());
        let dated = typed.day("dated", "the day of the report")?;
        Ok(Opinion {
            kind,
            dated,
            basis: plain(typed.get("basis")),
            criteria: named.map(str::to_owned).collect(),
            report,
        })
    });
    match meant {
        Ok(opinion) => {
            let command = DescriptionCommand::RecordOpinion { engagement: id.clone(), opinion };
            done(&visit, &id, "Recorded the opinion.", command)
        }
        Err(refusal) => or_again(Err(refusal.into()), |refusal| page(&visit, &id, Some(refusal))),
    }
}

pub(super) async fn download(
    visit: Visit,
    Path((_, id, kind)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let kind = known(&kind)?;
    let answer = visit.ask(&DescriptionOf { engagement: id.clone() })?.value;
    let found = answer.statements.iter().find(|one| one.kind == kind).and_then(|one| one.held.as_ref());
    let unknown = || Problem::from(Refusal::Unknown { what: "statement", id: id.clone(), nearest: None });
    let text = found.ok_or_else(unknown)?.text.clone();
    Ok(attachment("text/markdown; charset=utf-8", &format!("{id}-{}.md", kind.id()), text.into_bytes()))
}
