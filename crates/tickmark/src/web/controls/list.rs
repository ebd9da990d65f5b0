//! The list of own controls: searched, filtered, and with a word on those that look alike.

use super::{href, status_badge};
use crate::web::people;
use crate::web::problem::Problem;
use crate::web::reading::{Both, counted, days, n, share};
use crate::web::ui::{self, Choice, Column, Crumb, Icon, Row, Stat, TableOptions};
use crate::web::visit::Visit;
use app::ask::{ControlOwners, Controls, ControlsAnswer, ProfileOf, Question, Seen};
use axum::response::Response;
use domain::refusal::Refusal;
use domain::registers::Held;
use domain::reports::duplicates::{Pair, tally};
use domain::values::{Action, Control, Status};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Controls on one page of the list.
const PAGE: usize = 200;

/// How many live controls there are of each status: the figures above the list.
struct Counts;

impl Question for Counts {
    type Answer = Vec<(Status, usize)>;

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let registers = seen.organisation()?;
        let count = |status| registers.controls.values().filter(|h| h.control.status == status).count();
        Ok(Status::ALL.into_iter().map(|status| (status, count(status))).collect())
    }
}

/// Most live controls that the list itself compares with each other; a longer list leaves it to the page of its own.
const COMPARED: usize = 500;

/// How many pairs of own controls look like the same intent (R22), and the first, as far as a list can afford to ask.
struct LookAlikes;

impl Question for LookAlikes {
    type Answer = (usize, Option<Pair>);

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let registers = seen.organisation()?;
        let few = registers.live_controls().count() <= COMPARED;
        Ok(if few { tally(registers) } else { (0, None) })
    }
}

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    if !visit.doors.app.may(&visit.org, &visit.who, Action::ReadProgramme, None) {
        return own(&visit);
    }
    let status = visit.field("status").and_then(|s| Status::ALL.into_iter().find(|known| known.id() == s));
    let question = Controls {
        search: visit.field("search").unwrap_or_default(),
        status,
        item: visit.field("item"),
        retired: visit.field("retired").is_some(),
    };
    let answer = visit.ask(&Both(Both(question, Counts), Both(Both(ProfileOf, ControlOwners), LookAlikes)))?;
    let ((found, counts), ((profile, owners), pairs)) = &answer.value;
    let nothing_yet = counts.iter().all(|(_, count)| *count == 0);
    let body = html! {
        (heading(&visit, &answer.mark))
        @if nothing_yet {
            (ui::empty_state(
                "No controls yet",
                "Import the spreadsheet that you used for SOC 2, or write the first control by hand. Nothing is changed before you have seen the preview.",
                html! {
                    (ui::link_button("Import controls", &visit.href("/import"), Some(Icon::Import)))
                    (ui::quiet_link("New control", &visit.href("/controls/new"), None))
                },
            ))
        } @else {
            (figures(&visit, counts))
            p.hint {
                "Only a control in place makes a criterion count for " (profile.categories.names()) ". "
                a href=(visit.href("/look-alikes")) { "Controls that look alike" }
            }
            (look_alikes(&visit, pairs))
            (filters(&visit, status))
            (table(&visit, found, owners))
        }
    };
    Ok(visit.page(&answer.mark, "Controls", "/controls", &[Crumb::here("Controls")], body))
}

/// The list of who sees their own controls only, without the figures of the programme.
fn own(visit: &Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&Controls { search: visit.field("search").unwrap_or_default(), ..Controls::default() })?;
    let owners = visit.ask(&ControlOwners)?.value;
    let audits = visit.doors.app.is_watched(&visit.org, &visit.who);
    let (title, lead, empty) = if audits {
        (
            "Controls examined",
            "The controls in the scope of the engagement that your access names.",
            ("No control is in scope yet", "The controls are named, or linked to criteria, before the window opens."),
        )
    } else {
        (
            "Your controls",
            "The controls that you own, or that belong to somebody you stand in for.",
            (
                "No control is assigned to you",
                "A programme manager assigns one on its page; it is listed here from then on.",
            ),
        )
    };
    let body = html! {
        (ui::heading(title, Some(lead), Some(days(visit, &answer.mark))))
        @if answer.value.controls.is_empty() && visit.field("search").is_none() {
            (ui::empty_state(empty.0, empty.1, html! {}))
        } @else { (table(visit, &answer.value, &owners)) }
    };
    Ok(visit.page(&answer.mark, title, "/controls", &[Crumb::here("Controls")], body))
}

fn heading(visit: &Visit, mark: &app::Mark) -> Markup {
    ui::heading(
        "Controls",
        Some("What the organisation does, once, linked to every criterion, control and clause that it answers."),
        Some(html! {
            (days(visit, mark))
            @if !visit.in_the_past() && visit.doors.app.may(&visit.org, &visit.who, Action::AddControl, None) {
                (ui::quiet_link("Import", &visit.href("/import"), Some(Icon::Import)))
                (ui::link_button("New control", &visit.href("/controls/new"), None))
            }
        }),
    )
}

fn figures(visit: &Visit, counts: &[(Status, usize)]) -> Markup {
    let of: usize = counts.iter().filter(|(status, _)| *status != Status::Retired).map(|(_, count)| count).sum();
    let text: Vec<_> = counts
        .iter()
        .filter(|(status, _)| *status != Status::Retired)
        .map(|(status, count)| {
            let href = visit.href(&format!("/controls?status={}", status.id()));
            (status.title(), *count, count.to_string(), share(*count, of), href)
        })
        .rev()
        .collect();
    let of_all = of.to_string();
    let stats: Vec<Stat<'_>> = text
        .iter()
        .map(|(title, count, figure, share, href)| Stat {
            label: title,
            figure,
            denominator: &of_all,
            percent: share,
            href,
            share: Some((n(*count), n(of))),
            ..Stat::default()
        })
        .collect();
    ui::figures(&stats)
}

fn look_alikes(visit: &Visit, (many, first): &(usize, Option<Pair>)) -> Markup {
    let title = counted(*many, "pair of controls looks alike", "pairs of controls look alike");
    html! {
        @if let Some(first) = first {
            (ui::notice(ui::Tone::Caution, &title, html! {
                "Such as " (first.a) " and " (first.b) ": " (first.why) ". The same intent kept twice is tested twice. "
                a href=(visit.href("/look-alikes")) { "Compare them" }
            }))
        }
    }
}

fn filters(visit: &Visit, status: Option<Status>) -> Markup {
    let choices: Vec<Choice<'_>> = std::iter::once(Choice::new("", "All but retired", status.is_none()))
        .chain(Status::ALL.into_iter().map(|s| Choice::new(s.id(), s.title(), Some(s) == status)))
        .collect();
    let filtered = ["search", "status", "item"].iter().any(|name| visit.field(name).is_some());
    ui::filter_bar(
        &format!("/o/{}/controls", visit.org),
        html! {
            @for name in ["item", "as-of", "on"] { @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) } }
            (ui::search_field("search", "Search id, name, activity, owner, policy", &visit.field("search").unwrap_or_default()))
            (ui::inline_select("status", "Status", &choices))
        },
        filtered.then(|| visit.href("/controls")).as_deref(),
    )
}

fn table(visit: &Visit, found: &ControlsAnswer, owners: &BTreeMap<String, String>) -> Markup {
    let from: usize = visit.field("from").and_then(|f| f.parse().ok()).unwrap_or(0).min(found.controls.len());
    let shown = &found.controls[from..found.controls.len().min(from + PAGE)];
    let rows: Vec<Row> = shown.iter().map(|held| row(visit, held, owners.get(&held.control.id))).collect();
    let columns = [
        Column::text("Control"),
        Column::narrow("Status"),
        Column::text("Owner"),
        Column::narrow("Runs"),
        Column::text("Answers"),
        Column::narrow("Changed"),
    ];
    let empty = ("No control is like that", "Take a filter away, or look among the retired ones.", html! {});
    let page = |at: usize| visit.with("/controls", &[("from", &at.to_string())]);
    let next = (from + PAGE < found.controls.len()).then(|| page(from + PAGE));
    let previous = (from > 0).then(|| page(from.saturating_sub(PAGE)));
    html! {
        @if let Some(item) = visit.field("item") {
            p { "Linked to " strong { (item) } ": " (counted(found.controls.len(), "control", "controls")) ". " a href=(visit.href("/controls")) { "Show all" } }
        }
        (ui::table("Own controls", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
        @if next.is_some() || previous.is_some() {
            (ui::pager(n(from + 1), n(from + shown.len()), n(found.controls.len()), previous.as_deref(), next.as_deref()))
        }
    }
}

fn row(visit: &Visit, held: &Held, owner: Option<&String>) -> Row {
    let c = &held.control;
    let when = app::clock::day_of(held.changed_us).to_string();
    let cells = vec![
        ui::named(&c.id, &c.name, &href(visit, &c.id)),
        status_badge(c.status),
        html! {
            @match owner {
                Some(person) => (people::name(visit, person)),
                None if c.owner.is_empty() => (ui::nothing()),
                None => (c.owner),
            }
        },
        html! { @match c.frequency { Some(f) => (f.title()), None => (ui::nothing()) } },
        html! { (answers(c)) },
        html! { time datetime=(when) { (when) } },
    ];
    Row { faint: c.status == Status::Retired, ..Row::new(cells) }
}

/// The linked items in short; the page of the control lists them with their reasons.
fn answers(control: &Control) -> Markup {
    const SHOWN: usize = 4;
    let items: Vec<&str> = control.links.keys().filter_map(|key| key.split_once('/')).map(|(_, item)| item).collect();
    html! {
        @if items.is_empty() { (ui::badge(ui::Tone::Caution, "Linked to nothing")) }
        @else {
            (items.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", "))
            @if items.len() > SHOWN { span.hint { " +" (items.len() - SHOWN) } }
        }
    }
}
