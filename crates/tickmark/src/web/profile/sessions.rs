//! One's own sessions: seen and ended.

use super::super::me::went;
use super::super::problem::Problem;
use super::super::ui::{self, Tone};
use super::present;
use crate::serve::Doors;
use crate::web::reading::counted;
use app::{SessionFacts, Who, clock};
use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::post;
use maud::{Markup, html};
use std::sync::Arc;
use tokio::task::block_in_place;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new().route("/profile/sessions/{id}/end", post(end)).route("/profile/sessions/others/end", post(end_others))
}

pub(super) fn list(doors: &Doors, who: &Who) -> Result<Markup, Problem> {
    let sessions = block_in_place(|| doors.app.own_sessions(who))?;
    let columns = [
        ui::Column::text("Browser"),
        ui::Column::text("Address"),
        ui::Column::narrow("Began"),
        ui::Column::narrow("Last seen"),
        ui::Column::narrow("End"),
    ];
    let rows: Vec<ui::Row> = sessions.iter().map(row).collect();
    Ok(html! {
        (ui::table("Sessions", &columns, &rows, ui::TableOptions::default()))
        @if sessions.len() > 1 {
            form method="post" action="/profile/sessions/others/end" {
                button.button.danger-quiet type="submit" { "End all others" }
            }
        }
    })
}

fn row(session: &SessionFacts) -> ui::Row {
    let agent = browser(&session.agent);
    ui::Row::new(vec![
        html! {
            span title=(session.agent) { (agent) }
            @if session.this { " " (ui::badge(Tone::Accent, "This one")) }
            @if let Some(issuer) = &session.issuer { br; span.hint { "by way of " (issuer) } }
        },
        html! { @if session.address.is_empty() { (ui::nothing()) } @else { (session.address) } },
        html! { (clock::minute_of(session.began_us)) },
        html! { (clock::minute_of(session.seen_us)) },
        html! {
            @if session.this { span.hint { "Sign out" } } @else {
                form method="post" action=(format!("/profile/sessions/{}/end", session.id)) {
                    button.button.small type="submit" { "End" }
                }
            }
        },
    ])
}

/// What a browser calls itself, as people call it: `Firefox on Linux`. The whole text stands beside it.
fn browser(agent: &str) -> String {
    // The order matters: most call themselves by the names of others too.
    let names =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];
    let systems = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];
    let first =
        |list: &[(&str, &'static str)]| list.iter().find(|(word, _)| agent.contains(word)).map(|(_, name)| *name);
    match (first(&names), first(&systems)) {
        (Some(name), Some(system)) => format!("{name} on {system}"),
        (Some(name), None) => name.to_owned(),
        _ if agent.is_empty() => "Unknown".to_owned(),
        _ => agent.chars().take(40).collect(),
    }
}

async fn end(State(doors): State<Arc<Doors>>, Path(id): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let who = present(&doors, &headers, "/profile")?;
    block_in_place(|| doors.app.end_sessions(&who, Some(&id)))?;
    Ok(went("The session has ended.", "/profile#sessions"))
}

async fn end_others(State(doors): State<Arc<Doors>>, headers: HeaderMap) -> Result<Response, Problem> {
    let who = present(&doors, &headers, "/profile")?;
    let ended = block_in_place(|| doors.app.end_sessions(&who, None))?;
    let done = format!("{}.", counted(ended, "session has ended", "sessions have ended"));
    Ok(went(&done, "/profile#sessions"))
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn a_browser_is_called_as_people_call_it() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0";
        assert_eq!(browser(edge), "Edge on Windows");
        assert_eq!(
            browser("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"),
            "Firefox on Linux"
        );
        assert_eq!(browser(""), "Unknown");
        assert_eq!(browser("curl/8.5.0"), "curl/8.5.0");
    }
}
