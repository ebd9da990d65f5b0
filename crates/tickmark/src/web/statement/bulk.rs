//! Many entries at once: what is to be set, what it would change, and only then the change.

use super::{PLACE, TITLE, asked, change_if, editable, path, permitted, writing};
use crate::web::people::{choices, form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Choice, Column, Crumb, Field, Row, TableOptions};
use crate::web::visit::Visit;
use crate::words::statement::{SoaChange, SoaDifferenceWords};
use app::ask::{PeopleOf, StatementPreview};
use axum::extract::Path;
use axum::response::Response;
use domain::command::StatementCommand;
use domain::refusal::Refusal;
use domain::reports::statement::EntryDifference;
use domain::values::statement::{Applicability, EntryChange, EntryField, Implementation, InclusionReason};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The fields of the form that set something.
const SETS: [&str; 6] = ["decision", "reason", "words", "exclusion", "status", "owner"];

pub(super) async fn show(visit: Visit, Path((_, soa)): Path<(String, String)>) -> Result<Response, Problem> {
    let typed: Typed = visit.query.clone().into_iter().collect();
    page(&visit, &soa, &typed, None)
}

/// The controls that were selected.
pub(super) fn selected(typed: &Typed) -> BTreeSet<String> {
    let all = typed.all("controls").flat_map(|one| one.split(',')).map(str::trim);
    all.filter(|one| !one.is_empty()).map(str::to_owned).collect()
}

/// What is to be set; `None` when nothing was said yet.
fn change(typed: &Typed) -> Result<Option<EntryChange>, Refusal> {
    let said = |name: &str| Some(typed.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    let reasons = said("reason").map(|reason| [(reason, typed.get("words").trim().to_owned())].into());
    let change = SoaChange {
        decision: said("decision"),
        reasons,
        exclusion: said("exclusion"),
        status: said("status"),
        owner: said("owner"),
        ..SoaChange::default()
    };
    let change = change.meant()?;
    Ok((!change.fields().is_empty()).then_some(change))
}

fn page(visit: &Visit, soa: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = asked(visit, soa)?;
    let (value, controls) = (&answer.value, selected(typed));
    let missing = why_not(visit, &writing(&value.id)).filter(|_| !visit.in_the_past());
    let (change, wrong) = match change(typed) {
        Ok(change) => (change, None),
        Err(wrong) => (None, Some(wrong)),
    };
    let names = counted(controls.len(), "entry", "entries");
    let title = format!("Change {names} together");
    let shown = match &change {
        Some(change) if refusal.is_none() => {
            let question =
                StatementPreview { id: Some(value.id.clone()), controls: controls.clone(), change: change.clone() };
            let found = visit.ask(&question)?.value;
            Some((found.entries, found.version))
        }
        _ => None,
    };
    let body = html! {
        (ui::heading(&title, Some("The same is set in each of them; fields that are left as they are stay. Nothing is changed before you have seen what would be."), None))
        (refused(refusal.or(wrong.as_ref())))
        @if let Some(missing) = &missing { (not_offered(missing)) }
        @else if !editable(value.held.state) { p { (value.id) " is not a draft any more, and its entries stay as they are." } }
        @else if controls.is_empty() {
            (ui::empty_state("No row was selected", "Tick the rows of the statement that are to be changed together.", html! {
                (ui::link_button("To the statement", &visit.href(&path(&value.id, "")), None))
            }))
        } @else {
            p.soa-selected { @for one in &controls { span.id { (one) } " " } }
            @match &shown {
                Some((entries, version)) => (confirm(visit, &value.id, typed, entries, *version)),
                None => (form(visit, &value.id, typed)),
            }
        }
    };
    let crumbs = [
        Crumb::link(TITLE, visit.href(PLACE)),
        Crumb::link(value.id.clone(), visit.href(&path(&value.id, ""))),
        Crumb::here(title.clone()),
    ];
    Ok(form_page(visit.page(&answer.mark, &title, PLACE, &crumbs, body), missing.as_ref()))
}

fn form(visit: &Visit, soa: &str, typed: &Typed) -> Markup {
    let options = |name: &str, all: Vec<(&'static str, &'static str)>| -> Vec<Choice<'static>> {
        let now = typed.get(name).to_owned();
        std::iter::once(Choice::new("", "Leave as it is", now.is_empty()))
            .chain(all.into_iter().map(|(id, title)| Choice::new(id, title, id == now)))
            .collect()
    };
    let decisions = options("decision", Applicability::ALL.map(|one| (one.id(), one.title())).to_vec());
    let reasons = options("reason", InclusionReason::ALL.map(|one| (one.id(), one.title())).to_vec());
    let statuses = options("status", Implementation::ALL.map(|one| (one.id(), one.title())).to_vec());
    let members = visit.sees_people().then(|| visit.ask(&PeopleOf).ok()).flatten();
    html! {
        form.form method="get" action={ "/o/" (visit.org) (path(soa, "/selected")) } {
            (ui::hidden("controls", &selected(typed).into_iter().collect::<Vec<_>>().join(",")))
            div.field-row {
                (ui::select(&Field { name: "decision", label: "Does it apply?", ..Field::default() }, &decisions))
                (ui::select(&Field { name: "status", label: "How far it is there", ..Field::default() }, &statuses))
            }
            div.field-row {
                (ui::select(&Field { name: "reason", label: "Why it is included", hint: "In place of the reasons that stand there.", ..Field::default() }, &reasons))
                (ui::text(&Field { name: "words", label: "In words", value: typed.get("words"), ..Field::default() }))
            }
            (ui::textarea(&Field { name: "exclusion", label: "Why it is excluded", hint: "The activity, asset or risk that is missing here.", value: typed.get("exclusion"), ..Field::default() }, 2))
            @if let Some(members) = &members {
                @let all = tokio::task::block_in_place(|| choices(visit, members.value.members.keys(), "Leave as it is", typed.get("owner")));
                (ui::select(&Field { name: "owner", label: "Owner", ..Field::default() }, &all))
            }
            div.actions { (ui::button("See what would change")) (ui::quiet_link("Cancel", &visit.href(&path(soa, "")), None)) }
        }
    }
}

fn confirm(visit: &Visit, soa: &str, typed: &Typed, entries: &[EntryDifference], version: u64) -> Markup {
    html! {
        @if entries.is_empty() {
            (ui::empty_state("Nothing would change", "Each of these entries says so already.", html! {
                (ui::link_button("To the statement", &visit.href(&path(soa, "")), None))
            }))
        } @else {
            p.count-line { (counted(entries.len(), "entry would change", "entries would change")) }
            (differences(visit, soa, entries))
            form.form method="post" action={ "/o/" (visit.org) (path(soa, "/selected")) } {
                (ui::hidden("version", &version.to_string()))
                (ui::hidden("controls", &selected(typed).into_iter().collect::<Vec<_>>().join(",")))
                @for name in SETS { (ui::hidden(name, typed.get(name))) }
                div.actions {
                    (ui::button("Change them"))
                    (ui::quiet_link("Cancel", &visit.href(&path(soa, "")), None))
                }
            }
        }
    }
}

/// What differs, a line a field.
pub(super) fn differences(visit: &Visit, soa: &str, entries: &[EntryDifference]) -> Markup {
    let names = visit.doors.app.within(&visit.org);
    let title = |id: &str| EntryField::ALL.into_iter().find(|one| one.id() == id).map_or("", EntryField::title);
    let words = |text: &str| html! { @if text.is_empty() { (ui::nothing()) } @else { (text) } };
    let mut rows = Vec::new();
    for one in entries {
        let link = html! { a.id href=(visit.href(&super::entry_path(soa, &one.control))) { (one.control) } };
        if one.added || one.removed {
            let (before, after) = if one.added { ("", "Stands here now") } else { ("Stood here", "") };
            rows.push(Row::new(vec![link.clone(), html! { "Entry" }, words(before), words(after)]));
        }
        for field in SoaDifferenceWords::of(&names, one).fields {
            rows.push(Row::new(vec![
                link.clone(),
                html! { (title(field.field)) },
                words(&field.before),
                words(&field.after),
            ]));
        }
    }
    let columns = [Column::narrow("Control"), Column::narrow("Field"), Column::text("Before"), Column::text("After")];
    ui::table("What differs", &columns, &rows, TableOptions::default())
}

pub(super) async fn set(
    visit: Visit,
    Path((_, soa)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let done = save(&visit, &soa, &typed);
    or_again(done, |refusal| page(&visit, &soa, &typed, Some(refusal)))
}

fn save(visit: &Visit, soa: &str, typed: &Typed) -> Result<Response, Problem> {
    let soa = soa.to_uppercase();
    permitted(visit, &soa)?;
    let change = change(typed)?.ok_or(Refusal::Empty { field: "the change", wanted: "at least one field" })?;
    let controls = selected(typed);
    let done = format!("Changed {}.", counted(controls.len(), "entry", "entries"));
    let command = StatementCommand::SetStatementEntries { id: soa.clone(), controls, change: Box::new(change) };
    change_if(visit, &done, &path(&soa, ""), seen_version(typed), command)
}

/// The version that a preview was of; none matches where it is not said.
pub(super) fn seen_version(typed: &Typed) -> u64 {
    typed.get("version").trim().parse().unwrap_or(u64::MAX)
}
