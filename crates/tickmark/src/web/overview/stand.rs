//! Where both audits stand: two cards side by side, every figure with what it is counted of, none of them readiness.

use super::next::distance;
use crate::web::reading::{self, n, percent, share};
use crate::web::ui::{self, Icon, Tone};
use crate::web::visit::Visit;
use app::ask::{AuditRequests, EngagementLine, Engagements, GateOf, OverviewAnswer, TasksOf, TimelineOf};
use domain::reports::certification::{Basis, Gate, Happens, Lane, Stopped, Timeline};
use domain::values::{EngagementState, Practice, RequestState};
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) fn block(visit: &Visit, found: &OverviewAnswer, mark: &app::Mark) -> Markup {
    let timeline = visit.ask(&TimelineOf::default()).ok().map(|answer| answer.value);
    let gate = visit.ask(&GateOf).ok().map(|answer| answer.value);
    ui::section(
        "standing",
        "Where both audits stand",
        Some(
            "Two audits, one programme. SOC 2 ends in a report, ISO/IEC 27001 in a certificate; no figure of one stands for the other.",
        ),
        html! {
            (reading::scope(&found.gap.read, mark))
            div.pair {
                (certification(visit, found, gate.as_ref(), timeline.as_ref(), mark.on))
                (examination(visit, found, mark.on))
            }
            (reading::not_readiness())
        },
    )
}

fn certification(
    visit: &Visit,
    found: &OverviewAnswer,
    gate: Option<&Gate>,
    timeline: Option<&Timeline>,
    today: Date,
) -> Markup {
    let seen = &found.gap.gap.coverage;
    let clauses = &found.gap.gap.net_new.clauses;
    let running = clauses.iter().filter(|c| super::programme::practice(found, &c.id) == Practice::Running).count();
    let state = timeline.map_or(("Not planned", Tone::Neutral), |found| standing(found, today));
    html! {
        article.card.audit {
            header.card-head { h3.card-title { "ISO/IEC 27001:2022" } (ui::badge(state.1, state.0)) }
            (ui::meter("Annex A controls that the programme reaches", n(seen.covered), n(seen.of), &percent(seen.percent), &visit.href("/coverage")))
            (ui::meter("Clauses documented and running", n(running), n(clauses.len()), &share(running, clauses.len()), &visit.href("/assessments")))
            @if let Some(gate) = gate {
                @if gate.controls_of > 0 {
                    (ui::meter("Applicable controls implemented, by the statement", n(gate.controls), n(gate.controls_of), &share(gate.controls, gate.controls_of), &visit.href("/statement")))
                }
                p.audit-line {
                    @if gate.missing.is_empty() { (Icon::Check.svg()) a href=(format!("{}#gate", visit.href("/gap"))) { "Nothing that is checked before a certification audit is missing" } }
                    @else { (Icon::Alert.svg()) a href=(format!("{}#gate", visit.href("/gap"))) { (gate.missing.len()) " of 5 checks before a certification audit are open" } }
                }
            }
            (next_day(visit, timeline, today))
        }
    }
}

fn standing(found: &Timeline, today: Date) -> (&'static str, Tone) {
    match (&found.basis, &found.cycle) {
        (Basis::Decision(_), Some(cycle)) if cycle.expiry < today => ("Certificate ran out", Tone::Danger),
        (Basis::Decision(_), _) => match found.stopped {
            Some(Stopped::Suspended { .. }) => ("Certificate suspended", Tone::Danger),
            Some(Stopped::Withdrawn { .. }) => ("Certificate withdrawn", Tone::Danger),
            None => ("Certified", Tone::Good),
        },
        (Basis::Planned(_), _) => ("Stage 2 is agreed", Tone::Accent),
        _ => ("No certificate yet", Tone::Neutral),
    }
}

/// The next day with the certification body, or the way to plan one.
fn next_day(visit: &Visit, timeline: Option<&Timeline>, today: Date) -> Markup {
    let lanes = [Lane::Certificate, Lane::Visits, Lane::Recertification];
    let coming = |one: &&Happens| lanes.contains(&one.lane) && one.from >= today;
    let next = timeline.and_then(|found| found.happenings.iter().find(coming));
    html! {
        p.audit-line {
            (Icon::Calendar.svg())
            @match next {
                Some(one) => a href=(visit.href("/certification/calendar")) { (one.what) ": " time datetime=(one.from) { (one.from) } ", " (distance(one.from, today)) },
                None => a href=(visit.href("/certification/calendar")) { "Both audits over the years" },
            }
        }
    }
}

fn examination(visit: &Visit, found: &OverviewAnswer, today: Date) -> Markup {
    let answered = found.criteria.iter().filter(|c| !c.in_place.is_empty()).count();
    let criteria = found.criteria.len();
    let engagements = visit.ask(&Engagements).ok().map(|answer| answer.value.lines).unwrap_or_default();
    let current = current(&engagements, today);
    let tasks = visit.ask(&TasksOf { person: None }).ok().map(|answer| answer.value.tasks);
    let state = current.map_or("No engagement yet", |line| line.held.state.title());
    html! {
        article.card.audit {
            header.card-head { h3.card-title { "SOC 2" } (ui::badge(if current.is_some() { Tone::Accent } else { Tone::Neutral }, state)) }
            (ui::meter(&format!("Criteria answered by a control in place, {}", found.gap.read.categories.names()), n(answered), n(criteria), &share(answered, criteria), "#criteria"))
            @if let Some(tasks) = tasks.filter(|tasks| tasks.figures.due > 0) {
                @let figures = tasks.figures;
                (ui::meter(&format!("Control runs on time since {}", tasks.since), n(figures.on_time), n(figures.due), &share(figures.on_time, figures.due), &visit.href("/tasks/counted?show=on-time&of=everybody")))
            }
            @if let Some(line) = current { (of_engagement(visit, line, today)) } @else {
                p.audit-line { (Icon::Calendar.svg()) a href=(visit.href("/engagements")) { "Plan the first engagement" } }
            }
        }
    }
}

/// The engagement that people work on: the earliest that is not over, or else none.
fn current(all: &[EngagementLine], today: Date) -> Option<&EngagementLine> {
    let open = || all.iter().filter(|line| !line.held.state.over());
    let begun = open().filter(|line| line.held.engagement.kind.days().from <= today);
    begun
        .min_by_key(|line| line.held.engagement.kind.days())
        .or_else(|| open().min_by_key(|line| line.held.engagement.kind.days()))
}

fn of_engagement(visit: &Visit, line: &EngagementLine, today: Date) -> Markup {
    let engaged = &line.held.engagement;
    let page = visit.href(&format!("/engagements/{}", reading::encode(&line.id)));
    let whole = engaged.kind.window();
    let days =
        |from: Date, until: Date| from.until(until).map_or(0, |span| usize::try_from(span.get_days()).unwrap_or(0));
    let asked = visit.ask(&AuditRequests { engagement: Some(line.id.clone()), state: None });
    let asked = asked.map(|answer| answer.value.lines).unwrap_or_default();
    let settled = asked.iter().filter(|one| one.held.state == RequestState::Accepted).count();
    html! {
        @if let Some(window) = whole {
            @let (gone, of) = (days(window.from, today.clamp(window.from, window.until)) + usize::from(today >= window.from), days(window.from, window.until) + 1);
            (ui::meter(&format!("Days of the period of {} that are over", line.id), n(gone.min(of)), n(of), "", &visit.href(&format!("/engagements/{}/window", reading::encode(&line.id)))))
        }
        @if !asked.is_empty() {
            (ui::meter("Requests of the auditor that were accepted", n(settled), n(asked.len()), &share(settled, asked.len()), &visit.href(&format!("/room/{}", reading::encode(&line.id)))))
        }
        p.audit-line {
            (Icon::Calendar.svg())
            a href=(page) {
                (line.id) " " (engaged.title)
                @match &line.next {
                    Some(step) if line.held.state != EngagementState::OnHold => {
                        ", next " (step.to.within())
                        @if !step.missing.is_empty() { ": " (step.missing.len()) " missing" }
                    }
                    _ => "",
                }
            }
        }
    }
}
