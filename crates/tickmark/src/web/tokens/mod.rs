//! Tokens of programs: which there are, what each may do, and how one is issued and revoked.

mod issue;
mod issued;
mod scope;
#[cfg(test)]
mod tests;

use super::people::{not_offered, why_not};
use super::problem::Problem;
use super::typed::{Typed, or_again, refused};
use super::ui::{self, Column, Confirm, Icon, Row, TableOptions, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::Mark;
use app::ask::{Part, PartOf, TheDoors};
use app::clock::day_of;
use axum::Router;
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::registers::people::HeldToken;
use domain::values::Action;
use maud::{Markup, html};
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/tokens", get(show).post(issue::issue))
        .route("/o/{organisation}/tokens/new", get(issue::begin))
        .route("/o/{organisation}/tokens/{token}/revocation", post(revoke))
}

/// What a page of tokens rests on: the asker's own part, and every token for who may see the doors.
struct Seen {
    part: Part,
    tokens: BTreeMap<String, HeldToken>,
    /// Other people's too.
    all: bool,
    /// What the asker may do and a token can carry.
    may: Vec<Action>,
    mark: Mark,
}

fn seen(visit: &Visit) -> Result<Seen, Problem> {
    let answer = visit.ask(&PartOf(visit.who.id().to_owned()))?;
    let (part, mark) = (answer.value, answer.mark);
    let all = visit.doors.app.may(&visit.org, &visit.who, Action::ReadDoors, None);
    let tokens = if all { visit.ask(&TheDoors)?.value.tokens } else { part.tokens.clone() };
    let rights = visit.doors.app.rights_of(&visit.org, &visit.who)?;
    let may = rights.iter().filter(|r| r.refusal.is_none() && r.action.in_tokens()).map(|r| r.action).collect();
    Ok(Seen { part, tokens, all, may, mark })
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    page(&visit, None)
}

fn page(visit: &Visit, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let seen = seen(visit)?;
    let missing = why_not(visit, &Command::IssueToken { scope: scope::blank(seen.mark.on) });
    let offered = missing.is_none() && !visit.in_the_past();
    let lead = if seen.all {
        "A token lets a program in, on behalf of the person who issued it and never further than that person may go at the moment."
    } else {
        "Tokens that you issued. A program that holds one acts on your behalf, and never further than you may go at the moment."
    };
    let on = seen.mark.on;
    let mut tokens: Vec<(&String, &HeldToken)> = seen.tokens.iter().collect();
    tokens.sort_by_key(|(_, t)| (!t.on(on), t.scope.until, t.scope.name.clone()));
    let rows: Vec<Row> = tokens.iter().map(|(id, token)| row(visit, &seen, id, token)).collect();
    let issue_link = || ui::link_button("Issue a token", &visit.href("/tokens/new"), Some(Icon::Key));
    let mut columns =
        vec![Column::text("Token"), Column::text("May do"), Column::narrow("Issued"), Column::narrow("Last day")];
    if seen.all {
        columns.push(Column::text("Owner"));
    }
    columns.push(Column::narrow("State"));
    let none = (
        "No token yet",
        "A script, a collector of evidence or a directory comes in with one. Its secret is shown once.",
        html! { @if offered { (issue_link()) } },
    );
    let body = html! {
        (ui::heading("Tokens", Some(lead), Some(html! { @if offered && !rows.is_empty() { (issue_link()) } })))
        (refused(refusal))
        @if let Some(missing) = missing.filter(|_| !visit.in_the_past()) { (not_offered(&missing)) }
        (ui::table("Tokens", &columns, &rows, TableOptions { filter: rows.len() > 8, empty: Some(none), ..TableOptions::default() }))
    };
    Ok(visit.page(&seen.mark, "Tokens", "/tokens", &[ui::Crumb::here("Tokens")], body))
}

fn row(visit: &Visit, seen: &Seen, id: &str, token: &HeldToken) -> Row {
    let on = seen.mark.on;
    let live = token.on(on);
    let command = Command::RevokeToken { id: id.to_owned() };
    let can_revoke = live && !visit.in_the_past() && why_not(visit, &command).is_none();
    let mut cells = vec![
        html! { strong { (token.scope.name) } div.hint { (scope::kind_title(token.scope.kind)) } },
        scope::summary(visit, &token.scope),
        html! { (day_of(token.issued_us)) },
        html! { (token.scope.until) },
    ];
    if seen.all {
        let name = visit.name_of(&token.owner);
        cells.push(html! { (name) @if token.owner == visit.who.id() { " (you)" } });
    }
    cells.push(html! {
        @if token.revoked { (ui::badge(Tone::Neutral, "Revoked")) }
        @else if !live { (ui::badge(Tone::Neutral, "Over")) }
        @else if can_revoke { (revocation(visit, id, &token.scope.name)) }
        @else { (ui::badge(Tone::Good, "In force")) }
    });
    Row { faint: !live, ..Row::new(cells).anchored(id) }
}

fn revocation(visit: &Visit, id: &str, name: &str) -> Markup {
    let ask = Confirm {
        id: &format!("revoke-{id}"),
        open: "Revoke",
        title: &format!("Revoke {name}?"),
        text: "The program that holds it is refused from this moment on. This cannot be taken back; a new token can be issued.",
        action: &format!("/o/{}/tokens/{}/revocation", visit.org, super::reading::encode(id)),
        yes: "Revoke",
        danger: true,
    };
    ui::confirm(&ask, html! {})
}

async fn revoke(visit: Visit, Path((_, id)): Path<(String, String)>, _typed: Typed) -> Result<Response, Problem> {
    let revoked = tokio::task::block_in_place(|| visit.doors.app.revoke_token(&visit.org, &visit.who, None, &id));
    let done = revoked.map(|receipt| visit.went("Revoked the token.", "/tokens", &receipt)).map_err(Problem::from);
    or_again(done, |refusal| page(&visit, Some(refusal)))
}
