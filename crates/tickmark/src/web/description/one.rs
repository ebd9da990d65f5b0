//! The description of one engagement: its sections, its checks, and where it stands.

use super::{checked, offered, path, plain};
use crate::web::attachment::attachment;
use crate::web::people::name as person;
use crate::web::problem::Problem;
use crate::web::reading::days as day_picker;
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Crumb, Field, Tone};
use crate::web::visit::Visit;
use app::ask::{DescriptionAnswer, DescriptionOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, DescriptionCommand};
use domain::refusal::Refusal;
use domain::reports::description::description_text;
use domain::values::description::{Content, DescriptionState, Section, Sections};
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, None, None)
}

fn sections(answer: &DescriptionAnswer) -> Sections {
    let newest = answer.held.as_ref().and_then(|held| held.newest());
    newest.map(|version| version.sections.clone()).unwrap_or_default()
}

fn page(visit: &Visit, id: &str, typed: Option<&Typed>, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&DescriptionOf { engagement: id.to_owned() })?;
    let one = &answer.value;
    let writes = DescriptionCommand::WriteDescription { engagement: id.to_owned(), sections: Sections::new() };
    let may = one.whole && offered(visit, writes);
    let title = format!("Description, {}", one.engagement.engagement.title);
    let body = html! {
        (ui::heading(&title, Some("What the report describes, after the description criteria DC 1 to DC 9."), Some(html! {
            (day_picker(visit, &answer.mark))
            (ui::link_button("Statements and opinion", &visit.href(&path(id, "statements")), None))
            @if one.held.is_some() { (ui::quiet_link("Download", &visit.href(&path(id, "description.md")), None)) }
        })))
        (refused(refusal))
        (ui::columns(
            html! { @if may { (form(visit, id, one, typed)) } @else { (reading(one)) } },
            html! { (standing(visit, id, one)) @if one.whole { (ui::section("checks", "Checks", None, checked(&one.checks))) } },
        ))
    };
    let crumbs = [
        Crumb::link("Engagements", visit.href("/engagements")),
        Crumb::link(id, visit.href(&format!("/engagements/{}", crate::web::reading::encode(id)))),
        Crumb::here("Description"),
    ];
    Ok(visit.page(&answer.mark, &title, "/engagements", &crumbs, body))
}

fn reading(one: &DescriptionAnswer) -> Markup {
    let written = sections(one);
    html! {
        @if one.held.is_none() {
            (ui::empty_state("No description is to be read yet", "Whoever runs the programme writes it; its auditors read it when management has approved it.", html! {}))
        } @else {
            @for section in Section::ALL {
                (ui::section(section.id(), section.title(), None, html! {
                    @match written.get(&section) {
                        Some(Content::Text(text)) => div.prose { (text) },
                        Some(Content::NotRelevant { reason }) => p { "Not relevant: " (reason) },
                        None => p.hint { "Not written: " (section.asks()) "." },
                    }
                }))
            }
        }
    }
}

fn form(visit: &Visit, id: &str, one: &DescriptionAnswer, typed: Option<&Typed>) -> Markup {
    let written = sections(one);
    let action = format!("/o/{}{}", visit.org, path(id, "description"));
    let nothing: Vec<&str> = typed.map(|typed| typed.all("none").collect()).unwrap_or_default();
    let fields = Section::ALL.into_iter().map(|section| {
        let held = written.get(&section);
        let none = match typed {
            Some(_) => nothing.contains(&section.id()),
            None => matches!(held, Some(Content::NotRelevant { .. })),
        };
        let value = typed.map_or_else(|| held.map(Content::words).unwrap_or_default(), |typed| typed.get(section.id()));
        let hint = format!("It tells {}.", section.asks());
        html! {
            (ui::textarea(&Field { name: section.id(), label: section.title(), value, hint: &hint, ..Field::default() }, 6))
            label.check { input type="checkbox" name="none" value=(section.id()) checked[none]; " Nothing to tell: the text is the reason" }
            @if let Some(proposed) = one.proposals.get(&section) {
                details.fold { summary { "What the data propose" } p.hint { "Nothing of it is saved until you take it over." } div.prose { (proposed) } }
            }
        }
    });
    ui::form(&action, html! { @for field in fields { (field) } div.actions { (ui::button("Save as a new version")) } })
}

fn state_badge(state: DescriptionState) -> Markup {
    let tone = match state {
        DescriptionState::Draft => Tone::Neutral,
        DescriptionState::OwnerReview | DescriptionState::AuditorCommented => Tone::Accent,
        DescriptionState::ManagementApproved | DescriptionState::Final => Tone::Good,
    };
    ui::badge(tone, state.title())
}

fn standing(visit: &Visit, id: &str, one: &DescriptionAnswer) -> Markup {
    let Some((held, newest)) = one.held.as_ref().and_then(|held| Some((held, held.newest()?))) else {
        return html! {};
    };
    ui::section(
        "state",
        "Where it stands",
        None,
        html! {
            p { (state_badge(held.state)) }
            p.hint { "SHA-256 of this version: " (ui::hash(&newest.sha256)) }
            (steps_offered(visit, id, held.state, &newest.sha256))
            @if !held.steps.is_empty() {
                ul.plain-list {
                    @for step in held.steps.iter().rev() {
                        li {
                            (step.to.title()) ", version " (step.version) ", by " (person(visit, &step.by))
                            @if !step.note.is_empty() { div.hint { (step.note) } }
                        }
                    }
                }
            }
        },
    )
}

fn steps_offered(visit: &Visit, id: &str, state: DescriptionState, sha256: &str) -> Markup {
    let (engagement, hash) = (|| id.to_owned(), || sha256.to_owned());
    let at = |verb: &str| format!("/o/{}{}/{verb}", visit.org, path(id, "description"));
    let approves = DescriptionCommand::ApproveDescription { engagement: engagement(), sha256: hash() };
    let submits = DescriptionCommand::SubmitDescription { engagement: engagement() };
    let finalises = DescriptionCommand::FinaliseDescription { engagement: engagement(), sha256: hash() };
    let comments = DescriptionCommand::CommentDescription { engagement: engagement(), text: String::new() };
    let is_approved = matches!(state, DescriptionState::ManagementApproved | DescriptionState::AuditorCommented);
    html! {
        @if state == DescriptionState::Draft && offered(visit, submits) {
            (ui::form(&at("submission"), html! { div.actions { (ui::button("Hand to review")) } }))
        }
        @if state == DescriptionState::OwnerReview {
            @if offered(visit, approves) {
                (ui::form(&at("approval"), html! { (ui::hidden("sha256", sha256)) div.actions { (ui::button("Approve this version")) } }))
            } @else { p.hint { "Management approves it: somebody who wrote none of it." } }
        }
        @if is_approved && offered(visit, finalises) {
            (ui::form(&at("finalisation"), html! { (ui::hidden("sha256", sha256)) div.actions { (ui::button("Make it final")) } }))
        }
        @if is_approved && offered(visit, comments) {
            (ui::form(&at("comments"), html! {
                (ui::textarea(&Field { name: "text", label: "Comment as an auditor", required: true, ..Field::default() }, 4))
                div.actions { (ui::button("Comment")) }
            }))
        }
    }
}

fn typed_sections(typed: &Typed) -> Sections {
    let nothing: Vec<&str> = typed.all("none").collect();
    let all = Section::ALL.into_iter().map(|section| {
        let words = plain(typed.get(section.id()));
        let none = nothing.contains(&section.id());
        (section, if none { Content::NotRelevant { reason: words } } else { Content::Text(words) })
    });
    all.collect()
}

fn done(
    visit: &Visit,
    id: &str,
    words: &str,
    command: DescriptionCommand,
    typed: Option<&Typed>,
) -> Result<Response, Problem> {
    let changed = visit.change(words, &path(id, "description"), Command::Description(command));
    or_again(changed, |refusal| page(visit, id, typed, Some(refusal)))
}

pub(super) async fn write(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let command = DescriptionCommand::WriteDescription { engagement: id.clone(), sections: typed_sections(&typed) };
    done(&visit, &id, "Saved a new version, in draft.", command, Some(&typed))
}

pub(super) async fn submit(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let command = DescriptionCommand::SubmitDescription { engagement: id.clone() };
    done(&visit, &id, "Handed to review.", command, None)
}

pub(super) async fn approve(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let sha256 = typed.get("sha256").to_owned();
    let command = DescriptionCommand::ApproveDescription { engagement: id.clone(), sha256 };
    done(&visit, &id, "Approved this version.", command, None)
}

pub(super) async fn comment(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let command = DescriptionCommand::CommentDescription { engagement: id.clone(), text: plain(typed.get("text")) };
    done(&visit, &id, "Commented.", command, None)
}

pub(super) async fn finalise(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let sha256 = typed.get("sha256").to_owned();
    let command = DescriptionCommand::FinaliseDescription { engagement: id.clone(), sha256 };
    done(&visit, &id, "Made it final.", command, None)
}

pub(super) async fn download(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let answer = visit.ask(&DescriptionOf { engagement: id.clone() })?.value;
    let text = description_text(&answer.engagement.engagement.title, &answer.engagement, &sections(&answer));
    Ok(attachment("text/markdown; charset=utf-8", &format!("{id}-description.md"), text.into_bytes()))
}
