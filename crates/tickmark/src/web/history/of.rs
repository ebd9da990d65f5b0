//! What the page of every object ends with: what it leads to and what leads here, its last entries in the record with the way to
//! all of them, and itself as of an earlier day. One component for all kinds, so that none is forgotten.

use super::moment;
use crate::web::reading::{encode, item_href};
use crate::web::search::page_of;
use crate::web::ui::{self, Icon, Moment};
use crate::web::visit::Visit;
use app::Mark;
use domain::reports::search::{FoundKind, Thing};
use domain::values::Action;
use maud::{Markup, html};
use tokio::task::block_in_place;

/// Entries that are shown; the rest is one link away.
const LATEST: u64 = 5;
/// Links of one kind that are shown at once; more are folded behind their count.
const AT_ONCE: usize = 6;

/// The page of an object with its end.
pub(in crate::web) fn with(visit: &Visit, mark: &Mark, (kind, id): (FoundKind, &str), body: &Markup) -> Markup {
    html! { (body) (of(visit, mark, kind, id)) }
}

/// The end of the page of an object. An external auditor reads in the own room, and sees nothing of it here.
fn of(visit: &Visit, mark: &Mark, kind: FoundKind, id: &str) -> Markup {
    if visit.doors.app.is_watched(&visit.org, &visit.who) {
        return html! {};
    }
    let links = block_in_place(|| visit.doors.app.links(&visit.org, &visit.who, visit.at, (kind, id)));
    let links = links.ok().map(|answer| answer.value);
    html! {
        div.about-object {
            @if let Some(links) = &links {
                (ui::section("both-ways", "Links both ways", None, html! {
                    div.pair {
                        (way(visit, "Leads to", "It names nothing else yet.", &links.to, links.to_of))
                        (way(visit, "What leads here", "Nothing names it yet.", &links.from, links.from_of))
                    }
                }))
            }
            (past(visit, mark, (kind.in_ledger(), id)))
        }
    }
}

/// The end of the page of a part of an object, such as an entry of a Statement: its own entries in the record, and itself as of
/// an earlier day. `kind` is how entries name the part.
pub(in crate::web) fn of_part(visit: &Visit, mark: &Mark, about: (&str, &str)) -> Markup {
    if visit.doors.app.is_watched(&visit.org, &visit.who) {
        return html! {};
    }
    html! { div.about-object { (past(visit, mark, about)) } }
}

fn past(visit: &Visit, mark: &Mark, about: (&str, &str)) -> Markup {
    ui::section(
        "latest",
        "Latest entries",
        None,
        html! {
            (latest(visit, mark, about))
            (ui::as_of_picker(&visit.path, &if mark.past { mark.as_of.to_string() } else { String::new() }, &[]))
        },
    )
}

fn way(visit: &Visit, title: &str, nothing: &str, things: &[Thing], of: usize) -> Markup {
    ui::card(html! {
        h3.card-title { (title) @if of > 0 { " " span.hint { (of) } } }
        @if things.is_empty() { p.hint { (nothing) } } @else {
            dl.link-groups {
                @for group in things.chunk_by(|a, b| a.kind == b.kind) {
                    div {
                        dt { (group[0].kind.title()) @if group.len() > 1 { " " span.hint { (group.len()) } } }
                        dd { (group_of(visit, group)) }
                    }
                }
            }
            @if of > things.len() { p.hint { "The first " (things.len()) " of " (of) "." } }
        }
    })
}

fn group_of(visit: &Visit, group: &[Thing]) -> Markup {
    // An item says what it is by its id; its title is a press away.
    if group[0].kind == FoundKind::Item {
        let ids: Vec<&str> = group.iter().map(|thing| thing.id.as_str()).collect();
        return crate::web::reading::items(visit, &ids);
    }
    let line = |thing: &Thing| html! { li { (ui::named(&thing.id, &thing.title, &href(visit, thing))) } };
    let (shown, folded) = group.split_at(group.len().min(AT_ONCE));
    html! {
        ul.plain-list { @for thing in shown { (line(thing)) } }
        @if !folded.is_empty() {
            details.fold { summary { (folded.len()) " more" } ul.plain-list { @for thing in folded { (line(thing)) } } }
        }
    }
}

fn href(visit: &Visit, thing: &Thing) -> String {
    match thing.kind {
        FoundKind::Item => item_href(visit, &thing.id),
        _ => visit.href(&page_of(thing)),
    }
}

/// All entries about an object.
fn path((kind, id): (&str, &str)) -> String {
    format!("/history?object={kind}:{}", encode(id))
}

fn latest(visit: &Visit, mark: &Mark, object: (&str, &str)) -> Markup {
    if !visit.doors.app.may(&visit.org, &visit.who, Action::ReadHistory, None) {
        return html! {
            p.not-offered { (Icon::Info.svg()) span { "Who changed what is read by those who may read the history. " a href=(visit.href("/roles")) { "Who may what" } } }
        };
    }
    let read = || visit.doors.app.history_about(&visit.org, &visit.who, object, Some(mark.entries), LATEST);
    let Ok(about) = block_in_place(read) else { return html! { p.hint { "The record cannot be read just now." } } };
    let moments: Vec<Moment<'_>> = about.page.entries.iter().map(|entry| moment(visit, entry)).collect();
    html! {
        @if moments.is_empty() { p.hint { "No entry of the record is about it." } } @else { (ui::timeline(&moments)) }
        p { a.with-icon href=(visit.href(&path(object))) {
            @if about.page.of > LATEST { "All " (about.page.of) " entries about it" } @else { "Its entries in the history" }
            (Icon::Arrow.svg())
        } }
    }
}
