//! One engagement: where it stands, what is missing for its next step, what is engaged, and what to hear.

use super::{days, heard, offered, only_who_may, path, state_badge};
use crate::web::controls;
use crate::web::history;
use crate::web::people::name as person;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days as day_picker, encode, items};
use crate::web::typed::{Typed, or_again, refused, sentence};
use crate::web::ui::{self, Choice, Column, Crumb, Field, Row, Tab, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{EngagementDetail, EngagementOf};
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, EngagementCommand};
use domain::refusal::Refusal;
use domain::reports::engagement::{FIELDWORK_WEEKS, REPORT_WEEKS};
use domain::reports::search::FoundKind;
use domain::values::{Action, Engagement, EngagementState, InScope, Window};
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    page(&visit, &id, &Typed::default(), None)
}

fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let weeks = |name: &str, usual: u32| visit.field(name).and_then(|text| text.parse().ok()).unwrap_or(usual);
    let question = EngagementOf {
        id: id.to_owned(),
        fieldwork_weeks: weeks("fieldwork", FIELDWORK_WEEKS),
        report_weeks: weeks("report", REPORT_WEEKS),
    };
    let answer = visit.ask(&question)?;
    let one = &answer.value;
    let engaged = &one.held.engagement;
    let may = offered(visit);
    let here = path(id);
    let body = html! {
        (ui::heading(&engaged.title, Some(&format!("{id}, a SOC 2 {} examination", engaged.kind.title())), Some(html! {
            (day_picker(visit, &answer.mark))
            @if may { (ui::quiet_link("Change", &visit.href(&format!("{here}/revision")), None)) }
        })))
        (pages(visit, id, engaged.kind.window().is_some()))
        (refused(refusal))
        (ui::columns(
            html! { (next(visit, one, typed, may)) (controls_of(visit, one, may)) (past(visit, one)) },
            html! { (engaged_card(one)) (timing(one, answer.mark.on)) },
        ))
        @if !one.advice.is_empty() {
            (ui::section("advice", "Worth hearing", Some("Advice, never a refusal: the choice stays yours."), heard(visit, &one.advice)))
        }
    };
    let crumbs = [Crumb::link("Engagements", visit.href("/engagements")), Crumb::here(id)];
    let body = history::with(visit, &answer.mark, (FoundKind::Engagement, id), &body);
    Ok(visit.page(&answer.mark, &engaged.title, "/engagements", &crumbs, body))
}

/// The pages of an engagement as tabs: its window, what is tested and written, and what its auditors are given and read.
fn pages(visit: &Visit, id: &str, window: bool) -> Markup {
    let here = path(id);
    let room = here.replacen("/engagements/", "/room/", 1);
    // Who owns a control sees the engagement by its window; its papers are for who reads engagements, and its auditors.
    let app = &visit.doors.app;
    let reads = app.may(&visit.org, &visit.who, Action::ReadEngagement, None) || app.is_watched(&visit.org, &visit.who);
    let all = [
        (here.clone(), "Engagement", true),
        (format!("{here}/window"), "The window", window),
        (format!("{here}/tests"), "Tests", true),
        (format!("{here}/description"), "Description", reads),
        (format!("{here}/statements"), "Statements", reads),
        (room, "Auditor's room", reads),
        (format!("/packages?engagement={}", encode(id)), "Packages", reads),
        (format!("{here}/readings"), "Readings", reads),
    ];
    let tabs: Vec<Tab<'_>> = all
        .into_iter()
        .filter(|(.., shown)| *shown)
        .map(|(to, label, _)| Tab {
            label: label.into(),
            href: visit.href(&to).into(),
            current: to == here,
            count: None,
        })
        .collect();
    ui::tabs("The engagement", &tabs)
}

/// The next step with its guards as a checklist, and the ways beside it.
fn next(visit: &Visit, one: &EngagementDetail, typed: &Typed, may: bool) -> Markup {
    let Some(step) = &one.next else {
        return ui::section(
            "next",
            "Next step",
            None,
            html! { p { "It stands at its end: " (one.held.state.within()) "." } },
        );
    };
    let action = format!("/o/{}{}/move", visit.org, path(&one.id));
    let lead = format!("From {} to {}.", one.held.state.within(), step.to.within());
    let beside = [EngagementState::OnHold, EngagementState::Withdrawn];
    ui::section(
        "next",
        "Next step",
        Some(&lead),
        html! {
            @if step.missing.is_empty() {
                p.nothing-missing { (ui::Icon::Check.svg()) "Nothing is missing." }
            } @else {
                p { strong { (step.missing.len()) " missing" } }
                ul.missing { @for what in &step.missing { li { (sentence(what)) } } }
            }
            @if may {
                @if step.missing.is_empty() {
                    (ui::form(&action, html! {
                        (ui::hidden("to", step.to.id()))
                        (ui::text(&Field { name: "note", label: "Note", value: typed.get("note"), ..Field::default() }))
                        div.actions { (ui::button(&format!("Move to {}", step.to.within()))) }
                    }))
                }
                @if one.held.held_at.is_none() && !one.held.state.over() {
                    details.fold {
                        summary { "Put it on hold, or withdraw it" }
                        (ui::form(&action, html! {
                            (ui::radios(&Field { name: "to", label: "What", id: "beside", ..Field::default() }, &beside.map(|s| Choice::new(s.id(), s.title(), s == EngagementState::OnHold))))
                            (ui::text(&Field { name: "note", label: "Reason", id: "beside-note", required: true, ..Field::default() }))
                            div.actions { (ui::button("Record")) }
                        }))
                    }
                }
            }
        },
    )
}

fn controls_of(visit: &Visit, one: &EngagementDetail, may: bool) -> Markup {
    let how = match &one.held.controls {
        _ if one.held.scope.is_some() && one.held.engagement.kind.window().is_none() => {
            "As they were when fieldwork began."
        }
        _ if one.held.scope.is_some() => "As they were when the window was closed.",
        InScope::Linked => "All live controls that are linked to a criterion in scope.",
        InScope::Named(_) => "Named one by one.",
    };
    let named = match &one.held.controls {
        InScope::Named(named) => named.iter().cloned().collect::<Vec<_>>().join(" "),
        InScope::Linked => String::new(),
    };
    let action = format!("/o/{}{}", visit.org, path(&one.id));
    ui::section(
        "controls",
        &format!("{} in scope", counted(one.in_scope, "control", "controls")),
        Some(how),
        html! {
            details.fold { summary { "Their list" } p.ids { @for (id, title) in &one.controls { a.id href=(controls::href(visit, id)) title=(title) { (id) } " " } } }
            @if !one.gaps.is_empty() {
                details.fold {
                    summary { (counted(one.gaps.len(), "criterion", "criteria")) " not answered yet" }
                    ul.plain-list { @for gap in &one.gaps { li { (criterion(visit, gap)) } } }
                }
            }
            @if may && one.held.scope.is_none() && !one.held.state.over() {
                details.fold.add {
                    summary { "Name the controls" }
                    (ui::form(&format!("{action}/controls"), html! {
                        (ui::textarea(&Field { name: "controls", id: "named-controls", label: "Ids", hint: "Apart by blanks; empty for all that are linked.", value: &named, ..Field::default() }, 2))
                        div.actions { (ui::button("Record")) }
                    }))
                }
            }
            @if may && one.held.window().is_some() && !one.held.state.over() {
                details.fold.add {
                    summary { "A control was not exercised" }
                    (ui::form(&format!("{action}/unexercised"), html! {
                        div.field-row {
                            (ui::text(&Field { name: "control", label: "Control", required: true, ..Field::default() }))
                            (ui::text(&Field { name: "evidence", label: "Evidence of the empty population", hint: "Such as EV-7.", required: true, ..Field::default() }))
                        }
                        (ui::text(&Field { name: "note", label: "Which population is empty", id: "unexercised-note", hint: "And how it was looked for.", required: true, ..Field::default() }))
                        div.actions { (ui::button("Record")) }
                    }))
                }
            }
        },
    )
}

/// A line of the gap list, with its criterion as a link.
fn criterion(visit: &Visit, gap: &str) -> Markup {
    let (id, lacks) = gap.split_once(": ").unwrap_or((gap, ""));
    html! { (items(visit, &[id])) " " span.hint { (lacks) } }
}

fn engaged_card(one: &EngagementDetail) -> Markup {
    let engaged = &one.held.engagement;
    let text = |text: &str| html! { @if text.is_empty() { (ui::nothing()) } @else { (text) } };
    let list = |all: &[String]| html! { @if all.is_empty() { (ui::nothing()) } @else { (all.join(", ")) } };
    let day = |day: Option<jiff::civil::Date>| html! { @match day { Some(day) => time datetime=(day) { (day) }, None => (ui::nothing()) } };
    // A Type I speaks of one day: it has no length, and no end to agree on.
    let window = engaged.kind.window().is_some();
    let mut facts =
        vec![("State", state_badge(one.held.state)), (if window { "Window" } else { "Day" }, days(engaged.kind))];
    if window {
        facts.push((
            "Length",
            html! { @match one.length { Some(l) => { (counted(l.months, "month", "months")) @if l.days > 0 { ", " (counted(l.days, "day", "days")) } " (" (counted(l.all_days, "day", "days")) ")" }, None => (ui::nothing()) } },
        ));
        facts.push(("Earliest end agreed", day(engaged.minimum_end)));
    }
    facts.extend([
        ("Categories", html! { (engaged.categories.names()) }),
        ("Services", list(&engaged.services)),
        ("Systems", list(&engaged.systems)),
        ("Locations", list(&engaged.locations)),
        ("CPA firm", text(&engaged.firm.name)),
        ("Licence", text(&engaged.firm.licence)),
        ("Independence", text(&engaged.firm.independence)),
        ("Engagement letter", day(engaged.letter)),
        ("Commitments", text(&engaged.commitments)),
        ("Subservice organisations", subservice(engaged)),
        ("Engagement before", text(engaged.follows.as_deref().unwrap_or_default())),
    ]);
    ui::card(ui::definition_list(&facts))
}

fn subservice(engaged: &Engagement) -> Markup {
    html! {
        @if !engaged.subservice.is_empty() {
            ul.plain-list { @for one in &engaged.subservice { li { (one.who) ", " (one.method.title().to_lowercase()) } } }
        } @else if !engaged.no_subservice.is_empty() { "None: " (engaged.no_subservice) }
        @else { (ui::nothing()) }
    }
}

/// The window that follows; one that has begun is proposed as what it is.
fn following(next: Window, today: Date) -> Markup {
    html! {
        "The window that follows: " time { (next.from) } " to " time { (next.until) } "."
        @if next.from < today { " It begins on a day that is over: what ran since has to be shown, or those days stay outside every window." }
    }
}

/// When its report can come, and where it stands on the usual path.
fn timing(one: &EngagementDetail, today: Date) -> Markup {
    html! {
        @if let Some(next) = one.follows.filter(|_| one.timeline.is_none()) { p { (following(next, today)) } }
        @if let Some(way) = &one.timeline {
            (ui::notice(Tone::Neutral, &format!("Report on {} at the earliest", way.report), html! {
                "The window cannot be compressed. Assumed: " (counted(way.fieldwork_weeks, "week", "weeks")) " of fieldwork, to " (way.fieldwork_until)
                ", and " (counted(way.report_weeks, "week", "weeks")) " to the report; the firm says how long it takes."
                @if let Some(missed) = way.missed { " That would have been " time { (missed) } "; it is over." }
                @if let Some(next) = one.follows { " " (following(next, today)) }
            }))
        }
        @if !one.path.is_empty() {
            (ui::card(html! {
                h3 { "The usual path" }
                ol.plain-list {
                    @for step in &one.path {
                        li { strong { (step.title) } @if let Some(id) = &step.engagement { " " (id) } @if step.done { " " (ui::badge(Tone::Good, if step.engagement.is_some() { "Issued" } else { "In force" })) } div.hint { (ui::whole(&sentence(&step.note))) } }
                    }
                }
            }))
        }
    }
}

/// The windows that it had, and the steps that it took.
fn past(visit: &Visit, one: &EngagementDetail) -> Markup {
    let columns = [Column::narrow("Day"), Column::text("What"), Column::text("Note"), Column::narrow("By")];
    let day = |us: i64| html! { (app::clock::day_of(us)) };
    let mut rows: Vec<(i64, Row)> = Vec::new();
    for set in &one.held.windows {
        let what = html! {
            (set.kind.title()) ": " (days(set.kind))
            @if let Some(end) = set.minimum_end { span.hint { ", not before " time { (end) } } }
            @if set.while_open { " " (ui::badge(Tone::Caution, "While open")) }
        };
        rows.push((set.at_us, Row::new(vec![day(set.at_us), what, html! { (set.agreement) }, person(visit, &set.by)])));
    }
    for moved in &one.held.moves {
        let what = html! {
            (moved.to.title())
            @if !moved.gaps.is_empty() { span.hint { ", with " (counted(moved.gaps.len(), "criterion", "criteria")) " not answered" } }
        };
        rows.push((
            moved.at_us,
            Row::new(vec![day(moved.at_us), what, html! { (moved.note) }, person(visit, &moved.by)]),
        ));
    }
    rows.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    ui::section(
        "past",
        "How it came here",
        None,
        ui::table("Steps and windows", &columns, &rows, TableOptions::default()),
    )
}

pub(super) async fn move_on(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_who_may(&visit)?;
    let unknown = || Refusal::Unknown { what: "state", id: typed.get("to").to_owned(), nearest: None };
    let moved = EngagementState::parse(typed.get("to")).ok_or_else(unknown).map_err(Problem::from).and_then(|to| {
        let note = typed.get("note").to_owned();
        let command = Command::Engagement(EngagementCommand::MoveEngagement { id: id.clone(), to, note });
        visit.change(&format!("Moved to {}.", to.within()), &path(&id), command)
    });
    or_again(moved, |refusal| page(&visit, &id, &typed, Some(refusal)))
}

pub(super) async fn name(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_who_may(&visit)?;
    let words = typed.get("controls").split([' ', ',', '\n', '\r', '\t']).filter(|word| !word.is_empty());
    let named: std::collections::BTreeSet<String> = words.map(str::to_owned).collect();
    let controls = if named.is_empty() { InScope::Linked } else { InScope::Named(named) };
    let command = Command::Engagement(EngagementCommand::NameControls { id: id.clone(), controls });
    let done = visit.change("Named the controls.", &path(&id), command);
    or_again(done, |refusal| page(&visit, &id, &typed, Some(refusal)))
}

pub(super) async fn unexercised(
    visit: Visit,
    Path((_, id)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    only_who_may(&visit)?;
    let field = |name: &str| typed.get(name).trim().to_owned();
    let (control, note, evidence) = (field("control"), field("note"), field("evidence"));
    let command = EngagementCommand::RecordUnexercised { id: id.clone(), control, note, evidence };
    let done = visit.change("Recorded that it was not exercised.", &path(&id), Command::Engagement(command));
    or_again(done, |refusal| page(&visit, &id, &typed, Some(refusal)))
}
