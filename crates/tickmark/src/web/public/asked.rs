//! Requests of visitors: the list, one of them, and what is decided on it. The link is shown once, to be handed over.
//!
//! `app` looks the request up, and judges `PublicCommand::GiveDocuments`, `PublicCommand::DeclineDocuments` and
//! `PublicCommand::WithdrawDocuments`.

use super::{PLACE, REQUESTS, TITLE, documents};
use crate::web::kept::OfThisMoment;
use crate::web::people::name;
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::typed::{Typed, or_again, refused};
use crate::web::ui::{self, Choice, Column, Confirm, Crumb, Field, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::PublicStatementOf;
use app::{DocumentRequestLine, DocumentRequestState as Standing, GivenDocuments};
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::values::public::{MAX_DAYS, USUAL_DAYS};
use maud::{Markup, html};
use tokio::task::block_in_place;

/// Requests lie beside the ledger: the same page is another one as soon as one comes in.
fn of_this_moment(mut page: Response) -> Response {
    page.extensions_mut().insert(OfThisMoment);
    page
}

fn path(id: &str) -> String {
    format!("{REQUESTS}/{}", encode(id))
}

fn badge(state: Standing) -> Markup {
    let tone = match state {
        Standing::Waiting => Tone::Accent,
        Standing::Given => Tone::Good,
        Standing::Over | Standing::Declined => Tone::Neutral,
        Standing::Withdrawn => Tone::Caution,
    };
    ui::badge(tone, state.title())
}

pub(super) async fn list(visit: Visit) -> Result<Response, Problem> {
    let lines = block_in_place(|| visit.doors.app.document_requests(&visit.org, &visit.who))?;
    let mark = visit.ask(&PublicStatementOf)?.mark;
    let rows: Vec<Row> = lines
        .iter()
        .map(|line| {
            Row::new(vec![
                html! { a.id href=(visit.href(&path(&line.id))) { (line.id) } },
                badge(line.state),
                html! { (line.request.name) div.hint { (line.request.company) } },
                html! { (line.titles.join("; ")) },
                html! { (app::clock::minute_of(line.request.at_us)) },
            ])
        })
        .collect();
    let columns = [
        Column::narrow("Request"),
        Column::narrow("State"),
        Column::text("Who asks"),
        Column::text("Documents"),
        Column::narrow("Came in"),
    ];
    let empty = (
        "Nobody asked for documents yet",
        "Visitors of the public statement ask for those that it offers; their requests come in here.",
        ui::link_button("To the public statement", &visit.href(PLACE), None),
    );
    let lead = "What visitors typed lies beside the ledger and can be erased; what was decided is history.";
    let body = html! {
        (ui::heading("Requests for documents", Some(lead), None))
        (ui::table("Requests for documents", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here("Requests")];
    Ok(of_this_moment(visit.page(&mark, "Requests for documents", PLACE, &crumbs, body)))
}

pub(super) async fn show(visit: Visit, Path((_, ask)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &ask, None)
}

fn page(visit: &Visit, ask: &str, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let line = block_in_place(|| visit.doors.app.document_request(&visit.org, &visit.who, ask))?;
    let mark = visit.ask(&PublicStatementOf)?.mark;
    let request = &line.request;
    let title = format!("Request {}", line.id);
    let facts = [
        ("State", badge(line.state)),
        ("Name", html! { (request.name) }),
        ("Company", html! { (request.company) }),
        ("E-mail address", html! { (request.email) }),
        ("Purpose", html! { span.said-text { (request.purpose) } }),
        ("Came in", html! { (app::clock::minute_of(request.at_us)) }),
        ("Accepted", html! { (request.accepted) }),
    ];
    let body = html! {
        (ui::heading(&title, Some("Who asks was not proved: write to the address, and see who answers."), None))
        (refused(refusal))
        (ui::card(ui::definition_list(&facts)))
        (ui::section("asked", "Documents that were asked for", None, html! { ul.lines { @for one in &line.titles { li { (one) } } } }))
        (decided(visit, &line))
        @if !visit.in_the_past() { (deciding(visit, &line)) }
        (fetched(&line))
    };
    let crumbs = [
        Crumb::link(TITLE, visit.href(PLACE)),
        Crumb::link("Requests", visit.href(REQUESTS)),
        Crumb::here(line.id.clone()),
    ];
    Ok(of_this_moment(visit.page(&mark, &title, PLACE, &crumbs, body)))
}

fn decided(visit: &Visit, line: &DocumentRequestLine) -> Markup {
    html! {
        @if let Some(held) = &line.decided {
            (ui::section("decided", "What was decided", None, html! {
                p {
                    @match held.until {
                        Some(until) => { "Given until " (until) ": " (held.documents.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")) }
                        None => { "Declined" @if !line.request.declined.is_empty() { ": " (line.request.declined) } }
                    }
                    " (" (name(visit, &held.by)) ", " (app::clock::minute_of(held.at_us)) ")."
                }
                @if let Some(back) = &held.withdrawn {
                    p { "Taken back: " (back.reason) " (" (name(visit, &back.by)) ", " (app::clock::minute_of(back.at_us)) ")." }
                }
            }))
        }
    }
}

fn deciding(visit: &Visit, line: &DocumentRequestLine) -> Markup {
    let to = |verb: &str| format!("/o/{}{}/{verb}", visit.org, path(&line.id));
    let reason = |id: &'static str, hint: &'static str| {
        ui::text(&Field { name: "reason", id, label: "Reason", hint, required: true, ..Field::default() })
    };
    let choices: Vec<Choice<'_>> = line
        .request
        .documents
        .iter()
        .zip(&line.titles)
        .map(|(one, title)| Choice::new(one.to_string(), title.as_str(), true))
        .collect();
    let usual = USUAL_DAYS.to_string();
    let days = format!("From 1 to {MAX_DAYS}.");
    let erase = Confirm {
        id: "erase",
        open: "Erase the request",
        title: "Erase this request?",
        text: "Name, company, address, purpose and accesses are erased, and a link that was given stops working. What was decided stays in the history, without a name.",
        action: &to("erasure"),
        yes: "Erase",
        danger: true,
    };
    html! {
        @match line.state {
            Standing::Waiting => {
                (ui::section("give", "Give", Some("You get a link to send yourself. Each page of a copy bears who asked."), ui::form(&to("giving"), html! {
                    (ui::checkboxes(&Field { name: "documents", label: "Documents", ..Field::default() }, &choices))
                    (ui::text(&Field { name: "days", label: "Days", value: &usual, hint: &days, required: true, ..Field::default() }))
                    div.actions { (ui::button("Give")) }
                })))
                (ui::section("decline", "Decline", None, ui::form(&to("decline"), html! {
                    (reason("decline-reason", "Kept beside the request, and erased with it; nobody outside is told."))
                    div.actions { (ui::danger_button("Decline")) }
                })))
            }
            Standing::Given => {
                (ui::section("link", "Another link", Some("For who lost theirs. The one before it stops working at once."), ui::form(&to("link"), html! {
                    div.actions { (ui::button("Make a new link")) }
                })))
                (ui::section("withdraw", "Take back", Some("The link leads nowhere from that moment on."), ui::form(&to("withdrawal"), html! {
                    (reason("withdraw-reason", "It stands in the history: name nobody from outside."))
                    div.actions { (ui::danger_button("Take back")) }
                })))
            }
            Standing::Over | Standing::Declined | Standing::Withdrawn => {}
        }
        (ui::section("erasure", "What is kept of the person", Some("Erased by itself 90 days after nobody decided, or a year after the end."), ui::confirm(&erase, html! {})))
    }
}

fn fetched(line: &DocumentRequestLine) -> Markup {
    let rows: Vec<Row> = line
        .request
        .fetched
        .iter()
        .rev()
        .map(|one| {
            Row::new(vec![
                html! { (app::clock::minute_of(one.at_us)) },
                html! { (one.document) },
                html! { (one.address) },
            ])
        })
        .collect();
    let columns = [Column::narrow("When"), Column::text("Document"), Column::text("From")];
    let empty = ("Nothing was fetched yet", "Each time that a document is taken is noted here.", html! {});
    ui::section(
        "fetched",
        "Fetched",
        None,
        ui::table("Fetched", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }),
    )
}

pub(super) async fn give(
    visit: Visit,
    Path((_, ask)): Path<(String, String)>,
    headers: HeaderMap,
    typed: Typed,
) -> Result<Response, Problem> {
    let done = || -> Result<Response, Problem> {
        let chosen = documents(typed.all("documents"))?;
        let text = typed.get("days").trim();
        let days: u32 = text.parse().map_err(|_| Refusal::NotPossible {
            sentence: format!("days: `{text}` is no number of days"),
            hint: format!("write a whole number from 1 to {MAX_DAYS}"),
        })?;
        let request = visit.field("request");
        let give = || {
            let app = &visit.doors.app;
            app.give_documents(&visit.org, &visit.who, request.as_deref(), &ask, Some(chosen), Some(days))
        };
        link(&visit, &headers, &ask, &block_in_place(give)?.0)
    };
    or_again(done(), |refusal| page(&visit, &ask, Some(refusal)))
}

pub(super) async fn link_again(
    visit: Visit,
    Path((_, ask)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let made = block_in_place(|| visit.doors.app.new_document_link(&visit.org, &visit.who, &ask));
    let shown = made.map_err(Problem::from).and_then(|given| link(&visit, &headers, &ask, &given));
    or_again(shown, |refusal| page(&visit, &ask, Some(refusal)))
}

/// The page that shows the link once.
fn link(visit: &Visit, headers: &HeaderMap, ask: &str, given: &GivenDocuments) -> Result<Response, Problem> {
    let line = block_in_place(|| visit.doors.app.document_request(&visit.org, &visit.who, ask))?;
    let mark = visit.ask(&PublicStatementOf)?.mark;
    let link = format!("{}/shared#{}", visit.doors.reach.address(headers), given.secret);
    let title = format!("Link for {}", line.id);
    let body = html! {
        (ui::heading(&title, Some("It is shown here once and kept nowhere."), None))
        (ui::section("link", "Link", None, html! {
            (ui::code_of(&link, "link"))
            p.hint { "Good until the end of " (given.until) ", for whoever holds it." }
        }))
        (ui::section("next", "What to do with it", None, html! {
            p { "Send it to " strong { (line.request.email) } " yourself. Tickmark sends no mail to visitors." }
            p { "Each page bears " (line.request.name) " and " (line.request.company) ", the day, and " (line.id) "." }
        }))
        div.actions { (ui::quiet_link(&format!("To {}", line.id), &visit.href(&path(&line.id)), None)) }
    };
    let crumbs = [
        Crumb::link(TITLE, visit.href(PLACE)),
        Crumb::link("Requests", visit.href(REQUESTS)),
        Crumb::link(line.id.clone(), visit.href(&path(&line.id))),
        Crumb::here("Link"),
    ];
    Ok(visit.page(&mark, &title, PLACE, &crumbs, body))
}

pub(super) async fn decline(
    visit: Visit,
    Path((_, ask)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let request = visit.field("request");
    let app = &visit.doors.app;
    let done =
        block_in_place(|| app.decline_documents(&visit.org, &visit.who, request.as_deref(), &ask, typed.get("reason")));
    let done = done.map(|receipt| visit.went("Declined.", &path(&ask), &receipt)).map_err(Problem::from);
    or_again(done, |refusal| page(&visit, &ask, Some(refusal)))
}

pub(super) async fn withdraw(
    visit: Visit,
    Path((_, ask)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let request = visit.field("request");
    let app = &visit.doors.app;
    let done = block_in_place(|| {
        app.withdraw_documents(&visit.org, &visit.who, request.as_deref(), &ask, typed.get("reason"))
    });
    let done = done.map(|receipt| visit.went("Taken back.", &path(&ask), &receipt)).map_err(Problem::from);
    or_again(done, |refusal| page(&visit, &ask, Some(refusal)))
}

pub(super) async fn erase(visit: Visit, Path((_, ask)): Path<(String, String)>) -> Result<Response, Problem> {
    block_in_place(|| visit.doors.app.erase_document_request(&visit.org, &visit.who, &ask))?;
    Ok(axum::response::IntoResponse::into_response(axum::response::Redirect::to(&format!(
        "/o/{}{REQUESTS}",
        visit.org
    ))))
}
