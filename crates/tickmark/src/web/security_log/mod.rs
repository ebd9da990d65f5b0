//! The security log of an organisation: who signed in, what failed, what was refused; newest first, and as a file.

mod download;
#[cfg(test)]
mod tests;
mod words;

use super::kept::OfThisMoment;
use super::problem::Problem;
use super::ui::{self, Choice, Column, Row, TableOptions, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{PeopleOf, ProfileOf};
use app::{ALARMS, Forwarding, Note};
use axum::Router;
use axum::response::Response;
use axum::routing::get;
use domain::values::Action;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};
use std::sync::Arc;

/// Notes on one page.
const PAGE: usize = 50;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/security-log", get(show))
        .route("/o/{organisation}/security-log.csv", get(download::csv))
        .route("/o/{organisation}/security-log.jsonl", get(download::lines))
}

/// Which notes are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Wanted {
    /// Only this kind; `alarms` for all that are alarms.
    what: String,
    /// Only about this person, by id.
    person: String,
    /// Only those with these words in their detail, address or browser.
    search: String,
}

impl Wanted {
    fn of(visit: &Visit) -> Wanted {
        let field = |name| visit.field(name).unwrap_or_default();
        Wanted { what: field("what"), person: field("person"), search: field("search").to_lowercase() }
    }

    fn takes(&self, note: &Note) -> bool {
        let kind = match self.what.as_str() {
            "" => true,
            "alarms" => is_alarm(note),
            what => note.what == what,
        };
        let text = || format!("{} {} {} {}", note.what, note.detail, note.address, note.agent).to_lowercase();
        let found = || self.search.split_whitespace().all(|word| text().contains(word));
        kind && (self.person.is_empty() || note.person == self.person) && found()
    }

    fn is_all(&self) -> bool {
        *self == Wanted::default()
    }
}

fn is_alarm(note: &Note) -> bool {
    ALARMS.contains(&note.what.as_str())
}

async fn show(visit: Visit) -> Result<Response, Problem> {
    let (wanted, before) = (Wanted::of(&visit), visit.field("before"));
    let page = tokio::task::block_in_place(|| {
        let app = &visit.doors.app;
        app.security_log_of(&visit.org, &visit.who, before.as_deref(), PAGE, &|note| wanted.takes(note))
    })?;
    // The log is of today, whatever day the rest of the visit looks at.
    let mark = visit.doors.app.ask(&visit.org, &visit.who, app::ask::At::default(), &ProfileOf)?.mark;
    let rows: Vec<Row> = page.notes.iter().map(|note| row(&visit, note)).collect();
    let columns = [Column::narrow("When (UTC)"), Column::text("What"), Column::text("Who"), Column::text("From")];
    let none = if wanted.is_all() {
        ("Nothing was noted yet", "Who signs in, what fails and what is refused is noted here from now on.")
    } else {
        ("Nothing fits", "No note answers this choice.")
    };
    let older = page.older.as_deref().map(|key| visit.with("/security-log", &[("before", key)]));
    let body = html! {
        (heading(&visit))
        (filter(&visit, &wanted)?)
        (ui::table("Security log", &columns, &rows, TableOptions { empty: Some((none.0, none.1, html! {})), ..TableOptions::default() }))
        (ways(&visit, before.is_some(), older.as_deref()))
        (forwarded(&visit, visit.doors.app.forwarding().as_ref()))
    };
    let mut response = visit.page(&mark, "Security log", "/security-log", &[ui::Crumb::here("Security log")], body);
    response.extensions_mut().insert(OfThisMoment);
    Ok(response)
}

fn heading(visit: &Visit) -> Markup {
    ui::heading(
        "Security log",
        Some(
            "Who signed in, what failed and what was refused, here and about members. It holds addresses, so it lies apart from the ledger and is erased after 400 days.",
        ),
        Some(html! {
            (ui::export_link("CSV", &visit.with("/security-log.csv", &[("before", "")])))
            (ui::export_link("JSON lines", &visit.with("/security-log.jsonl", &[("before", "")])))
        }),
    )
}

fn filter(visit: &Visit, wanted: &Wanted) -> Result<Markup, Problem> {
    let mut kinds = vec![
        Choice::new("", "Everything", wanted.what.is_empty()),
        Choice::new("alarms", "Alarms", wanted.what == "alarms"),
    ];
    kinds.extend(words::ALL.iter().map(|(id, title, _)| Choice::new(*id, *title, wanted.what == *id)));
    let may = visit.doors.app.may(&visit.org, &visit.who, Action::ReadPeople, None);
    let mut people = vec![Choice::new("", "Anybody", wanted.person.is_empty())];
    if may {
        let members = visit.ask(&PeopleOf)?.value.members;
        let mut named: Vec<(String, String)> = members.into_keys().map(|id| (visit.name_of(&id), id)).collect();
        named.sort();
        people.extend(named.into_iter().map(|(name, id)| {
            let chosen = id == wanted.person;
            Choice::new(id, name, chosen)
        }));
    }
    let search = visit.field("search").unwrap_or_default();
    let clear = (!wanted.is_all()).then(|| visit.href("/security-log"));
    Ok(ui::filter_bar(
        &visit.href("/security-log"),
        html! {
            (ui::search_field("search", "Search in details and addresses", &search))
            (ui::inline_select("what", "What", &kinds))
            (ui::inline_select("person", "Who", &people))
        },
        clear.as_deref(),
    ))
}

fn row(visit: &Visit, note: &Note) -> Row {
    let at = Timestamp::from_microsecond(note.at_us).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(TimeZone::UTC);
    let detail = words::detail(note);
    Row::new(vec![
        html! { time datetime=(at.timestamp()) { (at.strftime("%Y-%m-%d %H:%M:%S")) } },
        html! { div {
            @if is_alarm(note) { (ui::badge(Tone::Danger, &words::title(&note.what))) } @else { strong { (words::title(&note.what)) } }
            @if !detail.is_empty() { div.hint { (detail) } }
        } },
        html! { @if note.person.is_empty() { (ui::nothing()) } @else { (visit.name_of(&note.person)) } },
        html! { div {
            @if note.address.is_empty() { span.hint { (note.agent) } }
            @else { (note.address) @if !note.agent.is_empty() { div.hint { (words::browser(&note.agent)) } } }
        } },
    ])
}

fn ways(visit: &Visit, later: bool, older: Option<&str>) -> Markup {
    html! {
        @if later || older.is_some() {
            nav.pager aria-label="Pages of this list" {
                p { "Newest first, " (PAGE) " on a page" }
                div.actions {
                    @if later { a.button.quiet href=(visit.with("/security-log", &[("before", "")])) { "Newest" } }
                    @if let Some(href) = older { a.button.quiet rel="next" href=(href) { "Older" } }
                }
            }
        }
    }
}

/// How the forwarding stands; where to is the operator's own matter.
fn forwarded(visit: &Visit, forwarding: Option<&Forwarding>) -> Markup {
    html! {
        @match forwarding {
            None => p.hint {
                "Nothing is forwarded. Whoever runs this installation can send each note to a log of theirs as well, with " code { "--syslog HOST:PORT" } "."
            },
            Some(f) if f.dropped > 0 || !f.trouble.is_empty() => {
                (ui::notice(Tone::Caution, "Forwarding lags behind", html! {
                    (f.sent) (if f.sent == 1 { " note was" } else { " notes were" }) " forwarded since the start; " (f.dropped) " found no room and were left out there. They all stand here."
                    @if visit.who.is_operator() && !f.trouble.is_empty() { " " (f.target) ": " (f.trouble) "." }
                }))
            },
            Some(f) => p.hint {
                "Each note is forwarded by whoever runs this installation" @if visit.who.is_operator() { ", to " (f.target) }
                "; " (f.sent) " since the start, none left out."
            },
        }
    }
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn notes_are_chosen_by_kind_person_and_words() {
        let note = Note {
            at_us: 0,
            what: "sign_in_failed".to_owned(),
            person: "person-1".to_owned(),
            log: None,
            detail: "wrong password".to_owned(),
            address: "203.0.113.7".to_owned(),
            agent: "Firefox".to_owned(),
        };
        let wanted = |what: &str, person: &str, search: &str| Wanted {
            what: what.to_owned(),
            person: person.to_owned(),
            search: search.to_owned(),
        };
        assert!(
            wanted("alarms", "", "").takes(&note) && wanted("sign_in_failed", "person-1", "wrong 203.").takes(&note)
        );
        assert!(!wanted("signed_in", "", "").takes(&note));
        assert!(!wanted("", "person-2", "").takes(&note));
        assert!(!wanted("", "", "right").takes(&note));
    }
}
