//! Recovery codes, shown once.

use super::super::me::own_page;
use super::super::problem::Problem;
use super::super::ui::{self, Crumb, Tone};
use super::super::visitor::From;
use super::{present, proved};
use crate::serve::Doors;
use app::Who;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::post;
use maud::html;
use std::sync::Arc;
use tokio::task::block_in_place;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/profile/recovery-codes", post(make))
}

async fn make(State(doors): State<Arc<Doors>>, From(visitor): From, headers: HeaderMap) -> Result<Response, Problem> {
    let who = present(&doors, &headers, "/profile")?;
    proved(&doors, &who)?;
    let codes = block_in_place(|| doors.app.new_recovery_codes(&who, &visitor))?;
    shown(&doors, &who, &headers, "New recovery codes", &codes)
}

/// The page on which codes are shown, this once.
pub(super) fn shown(
    doors: &Doors,
    who: &Who,
    headers: &HeaderMap,
    title: &str,
    codes: &[String],
) -> Result<Response, Problem> {
    let all = codes.join("\n");
    let body = html! {
        (ui::heading(title, Some("Keep these recovery codes where your phone is not. Each signs you in once, when your second factor is lost."), None))
        (ui::notice(Tone::Caution, "They are shown this once", html! { "Only their hashes are kept. New ones can be made in your profile at any time." }))
        div.card.codes {
            ol { @for code in codes { li { code { (code) } } } }
            p.hint { "For " (doors.app.name_of(who.id())) ", made on " (doors.app.clock().today()) }
        }
        div.actions {
            button.button type="button" data-copy=(all) hidden { (ui::Icon::Copy.svg()) "Copy" }
            button.button type="button" data-print hidden { "Print" }
            (ui::link_button("I have kept them", "/profile#signing-in", None))
        }
    };
    let crumbs = [Crumb::link("Your profile", "/profile"), Crumb::here("Recovery codes")];
    own_page(doors, who, headers, title, &crumbs, body)
}
