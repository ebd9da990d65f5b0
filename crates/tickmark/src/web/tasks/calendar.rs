//! The calendar of a month: what has to have run by which day, what was asked for, holidays. A grid of weeks; on a narrow
//! screen the days that hold something, one below the other.

use super::{everybody, evidence, sees_all, tabs, whose};
use crate::web::controls;
use crate::web::problem::Problem;
use crate::web::reading::{counted, days, encode};
use crate::web::ui::{self, Crumb, Tone};
use crate::web::visit::Visit;
use app::ask::{CalendarAnswer, CalendarOf};
use axum::response::Response;
use domain::refusal::Refusal;
use domain::registers::evidence::HeldEvidenceRequest;
use domain::registers::room::HeldRequest;
use domain::reports::tasks::{Corrective, DayOfMonth, Occurrence, RiskDue, Standing, TaskKind};
use domain::values::RequestState;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use maud::{Markup, html};

/// Items of a day that are shown at once; the others are folded away.
const SHOWN: usize = 4;
/// Days of the week, Monday first.
const WEEK: [(&str, &str); 7] = [
    ("Monday", "Mon"),
    ("Tuesday", "Tue"),
    ("Wednesday", "Wed"),
    ("Thursday", "Thu"),
    ("Friday", "Fri"),
    ("Saturday", "Sat"),
    ("Sunday", "Sun"),
];

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let month = visit.field("month").map(|text| month_of(&text)).transpose()?;
    let answer = visit.ask(&CalendarOf { month, person: whose(&visit) })?;
    let (value, first, all) = (&answer.value, answer.value.month.first, everybody(&visit));
    let title = first.strftime("%B %Y").to_string();
    let lead =
        if all { "What everybody has to have done by which day." } else { "What you have to have done by which day." };
    let body = html! {
        (ui::heading(&title, Some(lead), Some(days(&visit, &answer.mark))))
        (tabs(&visit, "/calendar"))
        (ways(&visit, first, all))
        @if empty(value) {
            p.hint.month-empty { (nothing(&visit, all)) }
        }
        (grid(&visit, value, answer.mark.on))
        @if value.month.left_out > 0 { p.hint { (counted(value.month.left_out, "more item is", "more items are")) " not shown." } }
    };
    let crumbs = [Crumb::link("Tasks", visit.href("/tasks")), Crumb::here("Calendar")];
    Ok(visit.page(&answer.mark, &title, "/calendar", &crumbs, body))
}

fn month_of(text: &str) -> Result<Date, Refusal> {
    format!("{}-01", text.trim()).parse().map_err(|_| Refusal::NotPossible {
        sentence: format!("`{text}` is no month"),
        hint: "write it like 2026-11".to_owned(),
    })
}

fn empty(answer: &CalendarAnswer) -> bool {
    answer.month.days.iter().all(bare)
}

fn bare(day: &DayOfMonth) -> bool {
    day.runs.is_empty()
        && day.requests.is_empty()
        && day.audit_requests.is_empty()
        && day.corrective.is_empty()
        && day.risks.is_empty()
        && day.holiday.is_none()
}

/// One quiet line over a month in which nothing stands, and where something does.
fn nothing(visit: &Visit, all: bool) -> Markup {
    html! {
        @if all { "Nothing is due in this month." } @else { "Nothing is due of you in this month." }
        @if !all && sees_all(visit) {
            " " a href=(visit.with("/calendar", &[("of", "everybody")])) { "What everybody has to do" }
        }
    }
}

/// The month before and after, today, and whose.
fn ways(visit: &Visit, first: Date, all: bool) -> Markup {
    let to = |day: Date| visit.with("/calendar", &[("month", &day.strftime("%Y-%m").to_string())]);
    let (before, after) = (first.saturating_sub(1.month()), first.saturating_add(1.month()));
    html! {
        nav.month-ways aria-label="Months" {
            div.actions {
                a.button.quiet rel="prev" href=(to(before)) { (before.strftime("%B").to_string()) }
                a.button.quiet href=(visit.with("/calendar", &[("month", "")])) { "This month" }
                a.button.quiet rel="next" href=(to(after)) { (after.strftime("%B").to_string()) }
            }
            @if sees_all(visit) {
                div.actions {
                    a.button.quiet href=(visit.with("/calendar", &[("of", "")])) aria-current=[(!all).then_some("true")] { "Yours" }
                    a.button.quiet href=(visit.with("/calendar", &[("of", "everybody")])) aria-current=[all.then_some("true")] { "Everybody's" }
                }
            }
        }
    }
}

fn grid(visit: &Visit, answer: &CalendarAnswer, today: Date) -> Markup {
    let month = &answer.month;
    let before = month.first.weekday().to_monday_zero_offset().unsigned_abs() as usize;
    let cells: Vec<Option<&DayOfMonth>> =
        std::iter::repeat_n(None, before).chain(month.days.iter().map(Some)).collect();
    html! {
        div.month-frame {
            table.month {
                caption.sr-only { "What is due, day by day" }
                thead { tr { @for (long, short) in WEEK { th scope="col" { abbr title=(long) { (short) } } } } }
                tbody {
                    @for week in cells.chunks(7) {
                        tr {
                            @for cell in week {
                                @match cell {
                                    Some(day) => (day_cell(visit, answer, day, today)),
                                    None => td.no-day {},
                                }
                            }
                            @for _ in week.len()..7 { td.no-day {} }
                        }
                    }
                }
            }
        }
    }
}

fn day_cell(visit: &Visit, answer: &CalendarAnswer, day: &DayOfMonth, today: Date) -> Markup {
    let weekend = matches!(day.day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let mut chips: Vec<Markup> = day.runs.iter().map(|one| run(visit, answer, one)).collect();
    chips.extend(day.audit_requests.iter().map(|(id, held)| audit_request(visit, id, held, today)));
    chips.extend(day.requests.iter().map(|(id, held)| request(visit, id, held, today)));
    chips.extend(day.corrective.iter().map(|one| corrective(visit, one, today)));
    chips.extend(day.risks.iter().map(|one| risk(visit, one, today)));
    let rest = chips.split_off(chips.len().min(SHOWN));
    let spoken = day.day.strftime("%A, %-d %B").to_string();
    html! {
        td.bare[bare(day)].holiday[day.holiday.is_some()].weekend[weekend].today[day.day == today] {
            p.day-head {
                time datetime=(day.day) { span.day-number aria-hidden="true" { (day.day.day()) } span.day-name { (spoken) } }
                @if let Some(name) = &day.holiday { span.holiday-name { (name) } }
            }
            @if !chips.is_empty() { ul.chips { @for one in &chips { li { (one) } } } }
            @if !rest.is_empty() {
                details.fold {
                    summary { (rest.len()) " more" }
                    ul.chips { @for one in &rest { li { (one) } } }
                }
            }
        }
    }
}

fn run(visit: &Visit, answer: &CalendarAnswer, one: &Occurrence) -> Markup {
    let name = answer.names.get(&one.control).map(String::as_str).unwrap_or_default();
    let tone = match one.standing {
        Standing::Done { .. } => Tone::Good,
        Standing::Overdue => Tone::Danger,
        Standing::Due => Tone::Caution,
        _ => Tone::Neutral,
    };
    let href = match &one.standing {
        Standing::Done { evidence: id, .. } => evidence(visit, id),
        _ => controls::href(visit, &one.control),
    };
    chip(&href, tone, &one.control, &format!("{name}: {}, {}", one.bucket, one.standing.title().to_lowercase()))
}

/// The tone of something asked for: answered, late, or still to come.
fn asked_tone(waits: bool, due: Date, today: Date) -> Tone {
    match (waits, due < today) {
        (false, _) => Tone::Good,
        (true, true) => Tone::Danger,
        (true, false) => Tone::Accent,
    }
}

fn request(visit: &Visit, id: &str, held: &HeldEvidenceRequest, today: Date) -> Markup {
    let asked = &held.request;
    let state = if held.open() { "asked" } else { "answered" };
    let words = format!("{}: {}, {state}", asked.control, asked.wanted.trim_end_matches('.'));
    chip(&visit.href("/evidence/requests"), asked_tone(held.open(), asked.due, today), id, &words)
}

/// What an external auditor asked for leads to its own page, where it is answered.
fn audit_request(visit: &Visit, id: &str, held: &HeldRequest, today: Date) -> Markup {
    let waits = held.waits_for_audited();
    let state = match held.state {
        RequestState::Returned => "given back by the auditor",
        RequestState::Accepted => "accepted by the auditor",
        _ if waits => "asked by the auditor",
        _ => "answered, with the auditor",
    };
    let words = format!("{}, {state}", held.request.title.trim_end_matches('.'));
    let href = visit.href(&format!("/requests/{}", encode(id)));
    chip(&href, asked_tone(waits, held.request.due, today), id, &words)
}

/// What is to be done about a nonconformity or a management review leads to its page.
fn corrective(visit: &Visit, one: &Corrective, today: Date) -> Markup {
    let words = format!("{}, {}", one.title, one.kind.title().to_lowercase());
    let href = match one.kind {
        TaskKind::ReviewAction
        | TaskKind::Review
        | TaskKind::InternalAudit
        | TaskKind::Certify
        | TaskKind::Acknowledge
        | TaskKind::ApproveDocument
        | TaskKind::ReviewDocument
        | TaskKind::Keep => super::list::review(visit, one.kind, &one.id),
        _ => visit.href(&format!("/nonconformities/{}", encode(&one.id))),
    };
    chip(&href, asked_tone(true, one.due.unwrap_or(today), today), &one.id, &words)
}

/// What is to be done about a risk leads to its page.
fn risk(visit: &Visit, one: &RiskDue, today: Date) -> Markup {
    let words = format!("{}, {}", one.title, one.kind.title().to_lowercase());
    let href = visit.href(&format!("/risks/{}", encode(&one.id)));
    chip(&href, asked_tone(true, one.due.unwrap_or(today), today), &one.id, &words)
}

/// One thing on a day: its id, and in words what it is and how it stands.
fn chip(href: &str, tone: Tone, id: &str, words: &str) -> Markup {
    html! {
        a.chip-due href=(href) title=(words) { (ui::badge(tone, id)) span.chip-words { (words) } }
    }
}
