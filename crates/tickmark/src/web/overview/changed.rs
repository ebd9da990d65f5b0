//! What changed this week: how many entries, about what, and the latest of them.

use crate::web::history::{counts_as_change, moment};
use crate::web::reading::counted;
use crate::web::ui::{self, Icon, Moment};
use crate::web::visit::Visit;
use app::Entry;
use domain::values::Action;
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeMap;
use tokio::task::block_in_place;

/// Entries that are looked at.
const READ: u64 = 300;
/// Of these, shown.
const SHOWN: usize = 5;
/// Kinds of objects that are counted by name.
const KINDS: usize = 5;

/// The block; nothing for who may not read history, and on an earlier day.
pub(super) fn block(visit: &Visit) -> Markup {
    let app = &visit.doors.app;
    if visit.in_the_past() || !app.may(&visit.org, &visit.who, Action::ReadHistory, None) {
        return html! {};
    }
    draw(visit, app.clock().today())
}

fn draw(visit: &Visit, today: Date) -> Markup {
    let read = || visit.doors.app.history(&visit.org, &visit.who, None, READ);
    let Ok(page) = block_in_place(read) else { return html! {} };
    // From the beginning of the day a week ago, so that what is counted is the same all day.
    let since = app::clock::end_of(today.saturating_sub(8.days()));
    let all: Vec<&Entry> = page.entries.iter().filter(|entry| entry.at_us > since).collect();
    let more = all.len() == page.entries.len() && page.older.is_some();
    let told = all.iter().filter(|entry| counts_as_change(entry)).take(SHOWN);
    let moments: Vec<Moment<'_>> = told.map(|entry| moment(visit, entry)).collect();
    ui::section(
        "changed",
        "What changed this week",
        None,
        html! {
            @if all.is_empty() {
                p.hint { "Nothing was recorded in the last seven days. " a href=(visit.href("/history")) { "The whole history" } }
            } @else {
                p.count-line { @if more { "More than " } (counted(all.len(), "entry", "entries")) " in seven days: " (kinds(&all)) "." }
                ul.changed { @for one in &moments { li {
                    p { strong { (one.who) } " " (one.what) }
                    p.hint { time datetime=(one.instant) { (one.day) } " · " a href=(one.href) { "entry " (one.entry) } }
                } } }
                p { a.with-icon href=(visit.href("/history")) { "All of it" (Icon::Arrow.svg()) } }
            }
        },
    )
}

/// `12 evidence, 5 control and 3 others`, the most frequent first.
fn kinds(all: &[&Entry]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in all {
        *counts.entry(entry.event.as_ref().map_or("closed", |event| event.object().0)).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(kind, count)| (std::cmp::Reverse(*count), *kind));
    let rest: usize = counts.iter().skip(KINDS).map(|(_, count)| count).sum();
    let named = counts.iter().take(KINDS).map(|(kind, count)| format!("{count} about {}", plural(kind)));
    named.chain((rest > 0).then(|| format!("{rest} about other things"))).collect::<Vec<_>>().join(", ")
}

/// A kind of object as the ledger names it, as a noun of many.
fn plural(kind: &str) -> String {
    match kind {
        "evidence" => "evidence".to_owned(),
        "applicability" => "the statement".to_owned(),
        "organisation" => "the organisation".to_owned(),
        "policy" => "documents".to_owned(),
        "nonconformity" => "nonconformities".to_owned(),
        "register_entry" => "register entries".to_owned(),
        "access" => "access requests".to_owned(),
        "closed" => "what is not shown to you".to_owned(),
        "item" => "clauses and controls of frameworks".to_owned(),
        "operation" => "how controls run".to_owned(),
        "readings" => "what auditors read".to_owned(),
        other => format!("{}s", other.replace('_', " ")),
    }
}
