//! The directory: which of its groups hold which roles, and the token with which it comes in.

use super::{Said, page};
use crate::web::people::why_not;
use crate::web::problem::Problem;
use crate::web::typed::{Typed, or_again};
use crate::web::ui::{self, Confirm, Field};
use crate::web::visit::Visit;
use app::ask::TheDoorsAnswer;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::{Directory, Role, TokenKind};
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// Empty lines offered for further groups.
const SPARE: usize = 2;
/// Most lines that are read from the form.
const MOST: usize = 202;

/// Where an organisation's directory speaks to this server.
pub(in crate::web) fn scim_address(base: &str, organisation: &str) -> String {
    format!("{base}/scim/v2/o/{organisation}")
}

/// Roles that a group can hold: an owner is made in person.
fn roles() -> impl Iterator<Item = Role> {
    Role::MEMBER.into_iter().filter(|r| *r != Role::Owner)
}

pub(super) fn part(visit: &Visit, found: &TheDoorsAnswer, typed: Option<&Typed>, can: bool) -> Markup {
    let set = found.directory.as_ref();
    let lines = match typed {
        Some(typed) => lines_of(typed),
        None => set.map(|d| d.groups.iter().map(|(g, r)| (g.clone(), r.clone())).collect()).unwrap_or_default(),
    };
    html! {
        @if !can {
            @match set {
                None => p.aside { "Not connected: members are invited and sent away here." },
                Some(directory) => (facts(directory)),
            }
        } @else {
            p.hint { "Who is in several groups holds the roles of all of them; who is in none of these becomes a contributor. Owners are made in person." }
            (ui::form(&format!("/o/{}/sign-on/directory", visit.org), html! {
                @for (at, (group, roles)) in lines.iter().chain(&vec![Default::default(); SPARE]).enumerate() { (line(at, group, roles)) }
                div.actions {
                    (ui::button("Save groups"))
                    @if set.is_some() { (removal(visit)) }
                }
            }))
            @if set.is_some() { (removal_question(visit)) }
        }
    }
}

fn facts(directory: &Directory) -> Markup {
    let rows: Vec<ui::Row> = directory
        .groups
        .iter()
        .map(|(group, roles)| {
            let titles: Vec<&str> = roles.iter().map(|r| r.title()).collect();
            ui::Row::new(vec![html! { (group) }, html! { (titles.join(", ")) }])
        })
        .collect();
    ui::table("Groups", &[ui::Column::text("Group"), ui::Column::text("Roles")], &rows, ui::TableOptions::default())
}

fn line(at: usize, group: &str, held: &BTreeSet<Role>) -> Markup {
    let (name, role) = (format!("group-{at}"), format!("role-{at}"));
    html! {
        div.group-line {
            (ui::text(&Field { name: &name, label: "Group", value: group, ..Field::default() }))
            fieldset.field.checks {
                legend { "Roles" }
                div.check-row {
                    @for one in roles() {
                        label.check {
                            input type="checkbox" name=(role) value=(one.id()) checked[held.contains(&one)];
                            span { (one.title()) }
                        }
                    }
                }
            }
        }
    }
}

/// The lines of the form in which something stands.
fn lines_of(typed: &Typed) -> Vec<(String, BTreeSet<Role>)> {
    let line = |at: usize| {
        let group = typed.get(&format!("group-{at}")).trim().to_owned();
        let field = format!("role-{at}");
        let roles: BTreeSet<Role> = typed.all(&field).filter_map(Role::parse).collect();
        (group, roles)
    };
    (0..MOST).map(line).filter(|(group, roles)| !group.is_empty() || !roles.is_empty()).collect()
}

fn directory_of(typed: &Typed) -> Result<Directory, Refusal> {
    let mut groups = BTreeMap::new();
    for (group, roles) in lines_of(typed) {
        if group.is_empty() {
            return Err(Refusal::Empty { field: "the name of a group", wanted: "it as the directory has it" });
        }
        if roles.is_empty() {
            return Err(Refusal::NotPossible {
                sentence: format!("the group {group} would hold no role"),
                hint: "tick what its members are here, or empty its line".to_owned(),
            });
        }
        if groups.insert(group.clone(), roles).is_some() {
            return Err(Refusal::NotPossible {
                sentence: format!("the group {group} stands twice"),
                hint: "keep one of the lines".to_owned(),
            });
        }
    }
    Ok(Directory { groups })
}

fn removal(_visit: &Visit) -> Markup {
    html! { a.button.danger-quiet href="#remove-directory" data-dialog="remove-directory" { "Disconnect" } }
}

/// The question stands outside the form of the groups: a form cannot hold another.
fn removal_question(visit: &Visit) -> Markup {
    let action = format!("/o/{}/sign-on/directory/removal", visit.org);
    let ask = Confirm {
        id: "remove-directory",
        open: "Disconnect",
        title: "Disconnect the directory?",
        text: "Its groups hold no role here from then on. Members keep the roles that they have now; revoke its token as well.",
        action: &action,
        yes: "Disconnect",
        danger: true,
    };
    let whole = ui::confirm(&ask, html! {});
    html! { div.question-only { (whole) } }
}

/// What the directory is told, and its tokens.
pub(super) fn register(visit: &Visit, found: &TheDoorsAnswer, base: &str, on: Date, can: bool) -> Markup {
    let tokens: Vec<_> =
        found.tokens.iter().filter(|(_, t)| t.scope.kind == TokenKind::Directory && t.on(on)).collect();
    let scope = domain::values::TokenScope {
        name: String::new(),
        kind: TokenKind::Directory,
        actions: BTreeSet::new(),
        controls: BTreeSet::new(),
        until: on,
    };
    let offered = can && why_not(visit, &Command::IssueToken { scope }).is_none();
    ui::card(html! {
        h3 { "Register at the directory" }
        p.hint { "Base address (SCIM 2.0)" }
        (ui::code_of(&scim_address(base, &visit.org), "address"))
        p.hint { "Its token" }
        @if tokens.is_empty() { p { "None is in force, so no directory can come in." } }
        @else { ul.lines { @for (id, token) in &tokens { li { a href=(visit.href(&format!("/tokens#{id}"))) { (token.scope.name) } ", until " (token.scope.until) } } } }
        @if offered { p { (ui::quiet_link("Issue its token", &visit.href("/tokens/new?kind=directory"), Some(ui::Icon::Key))) } }
    })
}

pub(super) async fn set(visit: Visit, headers: HeaderMap, typed: Typed) -> Result<Response, Problem> {
    let set = directory_of(&typed).map_err(Problem::from).and_then(|directory| {
        visit.change(
            "Set the groups of the directory.",
            "/sign-on#directory",
            Command::SetDirectory { directory: Some(directory) },
        )
    });
    or_again(set, |refusal| page(&visit, &headers, &Said::Directory(&typed, refusal)))
}

pub(super) async fn remove(visit: Visit, headers: HeaderMap) -> Result<Response, Problem> {
    let gone = visit.change("Disconnected the directory.", "/sign-on", Command::SetDirectory { directory: None });
    or_again(gone, |refusal| page(&visit, &headers, &Said::Directory(&Typed::default(), refusal)))
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn groups_are_read_from_their_lines_and_half_a_line_is_refused() {
        let typed = Typed::of([
            ("group-0", "Security team"),
            ("role-0", "programme_manager"),
            ("role-0", "management"),
            ("group-1", " "),
            ("group-2", "Staff"),
            ("role-2", "contributor"),
        ]);
        let directory = directory_of(&typed).unwrap();
        assert_eq!(directory.groups.len(), 2);
        assert_eq!(directory.groups["Security team"], [Role::ProgrammeManager, Role::Management].into());
        assert!(directory_of(&Typed::of([("group-0", "Staff")])).is_err());
        assert!(directory_of(&Typed::of([("role-0", "contributor")])).is_err());
        let twice = [("group-0", "A"), ("role-0", "contributor"), ("group-1", "A"), ("role-1", "management")];
        assert!(directory_of(&Typed::of(twice)).is_err());
    }
}
