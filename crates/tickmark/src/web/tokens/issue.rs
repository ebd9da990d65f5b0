//! Issuing a token: a form for each kind of program.

use super::scope::{KINDS, boxes, kind_meaning, kind_title};
use super::{Seen, issued, seen};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field, Tab};
use crate::web::visit::Visit;
use app::ask::Controls;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::doors::{MAX_TOKEN_DAYS, TOKEN_DAYS};
use domain::values::{Action, Status, TokenKind, TokenScope};
use jiff::ToSpan;
use maud::{Markup, html};
use std::collections::BTreeSet;

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    let until = visit.doors.app.clock().today().saturating_add((TOKEN_DAYS - 1).days()).to_string();
    let kind = visit.field("kind").unwrap_or_else(|| TokenKind::Api.id().to_owned());
    page(&visit, &Typed::of([("kind", &kind), ("until", &until)]), None)
}

pub(super) async fn issue(visit: Visit, headers: HeaderMap, typed: Typed) -> Result<Response, Problem> {
    let token = scope_of(&typed).map_err(Problem::from).and_then(|scope| {
        let app = &visit.doors.app;
        let token = tokio::task::block_in_place(|| app.issue_token(&visit.org, &visit.who, None, scope.clone()))?;
        issued::page(&visit, &headers, &scope, &token)
    });
    or_again(token, |refusal| page(&visit, &typed, Some(refusal)))
}

fn kind_of(typed: &Typed) -> TokenKind {
    TokenKind::parse(typed.get("kind")).unwrap_or(TokenKind::Api)
}

fn scope_of(typed: &Typed) -> Result<TokenScope, Refusal> {
    let kind = kind_of(typed);
    let unknown = |id: &str| Refusal::Unknown { what: "action", id: id.to_owned(), nearest: None };
    let actions = match kind {
        TokenKind::Api => {
            typed.all("action").map(|id| Action::parse(id).ok_or_else(|| unknown(id))).collect::<Result<_, _>>()?
        }
        // What these may do is settled by their kind.
        TokenKind::Collector | TokenKind::Directory => BTreeSet::new(),
    };
    let controls = match kind {
        TokenKind::Directory => BTreeSet::new(),
        _ => typed.all("control").map(str::to_owned).collect(),
    };
    Ok(TokenScope {
        name: typed.get("name").to_owned(),
        kind,
        actions,
        controls,
        until: typed.day("until", "the last day")?,
    })
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let seen = seen(visit)?;
    let kind = kind_of(typed);
    let tabs = KINDS.map(|k| Tab {
        label: kind_title(k).into(),
        href: visit.href(&format!("/tokens/new?kind={}", k.id())).into(),
        current: k == kind,
        count: None,
    });
    let missing = why_not(visit, &Command::IssueToken { scope: super::scope::blank(seen.mark.on) });
    let body = html! {
        (ui::heading("Issue a token", Some("Its secret is shown once, on the next page. Who finds it can use it, so give it only what it needs."), None))
        (refused(refusal))
        @if let Some(missing) = &missing { @if refusal.is_none() { (not_offered(missing)) } } @else {
            (ui::tabs("Kinds of program", &tabs))
            p.lead { (kind_meaning(kind)) }
            (form(visit, &seen, kind, typed)?)
        }
    };
    let crumbs = [Crumb::link("Tokens", visit.href("/tokens")), Crumb::here("Issue")];
    Ok(form_page(visit.page(&seen.mark, "Issue a token", "/tokens", &crumbs, body), missing.as_ref()))
}

fn form(visit: &Visit, seen: &Seen, kind: TokenKind, typed: &Typed) -> Result<Markup, Problem> {
    let chosen = |a: Action| typed.all("action").any(|id| id == a.id());
    let until = format!("At most {MAX_TOKEN_DAYS} days from today; it stops by itself at the end of that day.");
    let directory = kind == TokenKind::Directory;
    Ok(ui::form(
        &format!("/o/{}/tokens", visit.org),
        html! {
            (ui::hidden("kind", kind.id()))
            (ui::text(&Field {
                name: "name",
                label: "What it is for",
                value: typed.get("name"),
                hint: "So that whoever reads the list later knows whether it is still needed.",
                required: true,
                ..Field::default()
            }))
            (ui::date_field(&Field {
                name: "until",
                label: "Last day",
                value: typed.get("until"),
                hint: &until,
                required: true,
                ..Field::default()
            }))
            @if kind == TokenKind::Api { (boxes(&seen.may, &chosen)) }
            @if kind == TokenKind::Collector { (controls(visit, seen, typed)?) }
            @if directory {
                p.hint {
                    "It reads who is a member, invites, sets the roles of its groups, suspends and ends memberships. Which group holds which role is set under "
                    a href=(visit.href("/sign-on#directory")) { "Single sign-on" } "."
                }
            }
            div.actions { (ui::button("Issue token")) (ui::quiet_link("Cancel", &visit.href("/tokens"), None)) }
        },
    ))
}

/// The controls that a collector can be bound to: those that its owner may hand in evidence for.
fn controls(visit: &Visit, seen: &Seen, typed: &Typed) -> Result<Markup, Problem> {
    let list = visit.ask(&Controls::default())?.value.controls;
    let may_all = visit.doors.app.may(&visit.org, &visit.who, Action::AppendEvidence, None);
    let offered = list.iter().filter(|h| h.control.status != Status::Retired);
    let offered: Vec<Choice<'_>> = offered
        .filter(|h| may_all || seen.part.controls.contains(&h.control.id))
        .map(|h| {
            let chosen = typed.all("control").any(|id| id == h.control.id);
            Choice::new(h.control.id.as_str(), format!("{} {}", h.control.id, h.control.name), chosen)
        })
        .collect();
    let field = Field {
        name: "control",
        label: "Controls",
        hint: "Evidence is taken for these and no others.",
        ..Field::default()
    };
    Ok(html! {
        @if offered.is_empty() {
            p.aside {
                @if seen.may.contains(&Action::AppendEvidence) { "You own no control that a collector could be bound to." }
                @else { "Your roles here do not include handing in evidence, so no token of yours could." }
            }
        } @else { div.check-scroll { (ui::picks(&field, &offered)) } }
    })
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn only_a_script_carries_what_was_ticked() {
        let typed = |kind| {
            Typed::of([
                ("kind", kind),
                ("name", "n"),
                ("until", "2026-12-01"),
                ("action", "read_programme"),
                ("control", "AC-1"),
            ])
        };
        let script = scope_of(&typed("api")).unwrap();
        assert_eq!(script.actions, [Action::ReadProgramme].into());
        let collector = scope_of(&typed("collector")).unwrap();
        assert!(collector.actions.is_empty() && collector.controls.contains("AC-1"));
        let directory = scope_of(&typed("directory")).unwrap();
        assert!(directory.actions.is_empty() && directory.controls.is_empty());
        let odd = Typed::of([("kind", "api"), ("until", "2026-12-01"), ("action", "rule_the_world")]);
        assert!(matches!(scope_of(&odd), Err(Refusal::Unknown { .. })));
    }
}
