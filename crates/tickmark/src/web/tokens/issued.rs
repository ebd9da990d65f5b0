//! The one page on which a token's secret is shown.

use super::scope::{kind_title, summary};
use super::seen;
use crate::web::kept::OfThisMoment;
use crate::web::problem::Problem;
use crate::web::sign_on_settings::scim_address;
use crate::web::ui::{self, Crumb, Tone};
use crate::web::visit::Visit;
use app::Issued;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::values::{TokenKind, TokenScope};
use maud::html;

pub(super) fn page(
    visit: &Visit,
    headers: &HeaderMap,
    scope: &TokenScope,
    token: &Issued,
) -> Result<Response, Problem> {
    let seen = seen(visit)?;
    let held = seen.tokens.get(&token.id).map_or(scope, |t| &t.scope);
    let base = visit.doors.reach.address(headers);
    let title = format!("Token {}", held.name);
    let body = html! {
        (ui::heading(&title, Some("Its secret is shown here once and kept nowhere: copy it now."), None))
        (ui::section("secret", "Secret", None, html! {
            (ui::code_of(&token.secret, "secret"))
            p.hint { "Put it where the program keeps its secrets. It never belongs into an address, a ticket or a repository." }
        }))
        @if held.kind == TokenKind::Directory {
            (ui::section("use", "For the directory", None, html! {
                (ui::definition_list(&[("Base address", ui::code_of(&scim_address(&base, &visit.org), "address"))]))
                p.hint { "The secret above is the bearer token that the directory asks for." }
            }))
        } @else {
            (ui::section("use", "Try it", Some("It answers who the token acts for and what it may do."), html! {
                (ui::code(&format!("export TICKMARK_TOKEN={}\ncurl -H \"Authorization: Bearer $TICKMARK_TOKEN\" {base}/api/v1/me", token.secret)))
            }))
        }
        (ui::section("facts", "What was recorded", None, ui::card(ui::definition_list(&[
            ("Kind", html! { (kind_title(held.kind)) }),
            ("May", summary(visit, held)),
            ("Last day", html! { (held.until) }),
            ("Entry", html! { a href=(visit.href(&format!("/history/{}", token.receipt.first))) { (token.receipt.first) } }),
        ]))))
        (ui::notice(Tone::Caution, "If the secret may have reached somebody else, revoke the token", html! {
            "It stops working at that moment. A lost secret cannot be shown again; issue another token."
        }))
        div.actions { (ui::quiet_link("To all tokens", &visit.href("/tokens"), None)) }
    };
    let crumbs = [Crumb::link("Tokens", visit.href("/tokens")), Crumb::here("Issued")];
    let mut response = visit.page(&seen.mark, &title, "/tokens", &crumbs, body);
    response.extensions_mut().insert(OfThisMoment);
    Ok(response)
}
