//! What is worked on between the visits: periods of SOC 2 reports, internal audits, management reviews.

use super::{About, Certainty, Happens, Lane};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::review::programme;
use crate::reports::search::FoundKind;
use crate::values::{EngagementState, Examination, Window};
use jiff::civil::{Date, date};
use jiff::{ToSpan, Unit};

/// Most periods that are assumed to follow the last one that is recorded.
const MAX_ASSUMED: i32 = 12;

/// The engagements that were not withdrawn; after the last Type II the periods that would follow without a day between two
/// reports, until the last year is full.
pub(super) fn periods_of_reports(registers: &Registers, years: (i16, i16), today: Date) -> Vec<Happens> {
    let all = registers.engagements.in_order();
    let mut found: Vec<Happens> = all
        .iter()
        .map(|(id, held)| {
            let days = held.engagement.kind.days();
            let kind = held.engagement.kind.title();
            Happens {
                from: days.from,
                until: days.until,
                lane: Lane::Soc2,
                short: (*id).clone(),
                what: format!("SOC 2 {kind} {id}, {}: {}", held.engagement.title, held.state.within()),
                certainty: if days.from <= today && held.state > EngagementState::Remediation {
                    Certainty::Done
                } else {
                    Certainty::Planned
                },
                about: About::One(FoundKind::Engagement, (*id).clone()),
            }
        })
        .collect();
    let windows = all.iter().filter_map(|(id, held)| match held.engagement.kind {
        Examination::Type2 { window } => Some((*id, window)),
        Examination::Type1 { .. } => None,
    });
    if let Some((id, last)) = windows.max_by_key(|(_, window)| window.until) {
        found.extend(assumed(id, last, date(years.1, 12, 31)));
    }
    found
}

/// Periods as long as the last one, in whole months, each beginning on the day after the one before.
fn assumed(after: &str, last: Window, end: Date) -> Vec<Happens> {
    let next = last.until.tomorrow().unwrap_or(last.until);
    let months = last.from.until((Unit::Month, next)).map_or(0, |span| span.get_months()).max(1);
    let each = (0..MAX_ASSUMED).map_while(|at| {
        let from = next.saturating_add((at * months).months());
        let until = next.saturating_add(((at + 1) * months).months()).yesterday().ok()?;
        (from <= end).then(|| Happens {
            from,
            until,
            lane: Lane::Soc2,
            short: "would follow".to_owned(),
            what: format!(
                "A SOC 2 period of {months} months that would follow {after} without a gap; it is not planned yet"
            ),
            certainty: Certainty::Assumed,
            about: About::One(FoundKind::Engagement, after.to_owned()),
        })
    });
    each.collect()
}

/// Internal audits that were not given up; one that was reported is drawn to the day of its report.
pub(super) fn internal_audits(registers: &Registers, today: Date) -> Vec<Happens> {
    let audits = registers.audits.in_order().into_iter().filter(|(_, held)| held.cancelled.is_none());
    audits
        .map(|(id, held)| {
            let window = held.plan.window;
            let from = held.started.as_ref().map_or(window.from, |started| started.on);
            let state = held.state(registers).title().to_lowercase();
            Happens {
                from,
                until: window.until.max(from),
                lane: Lane::InternalAudits,
                short: id.clone(),
                what: format!("Internal audit {id}, {}: {state}", held.plan.title),
                certainty: match held.started.is_some() && from <= today {
                    true => Certainty::Done,
                    false => Certainty::Planned,
                },
                about: About::One(FoundKind::InternalAudit, id.clone()),
            }
        })
        .collect()
}

/// Management reviews that were held or have a day, and the last day on which the next one is in time.
pub(super) fn reviews(registers: &Registers, today: Date) -> Result<Vec<Happens>, Refusal> {
    let there = registers.reviews.each().filter(|(_, held)| held.cancelled.is_none());
    let mut found: Vec<Happens> = there
        .map(|(id, held)| {
            let on = held.meeting.as_ref().map_or(held.plan.on, |meeting| meeting.on);
            Happens {
                from: on,
                until: on,
                lane: Lane::Reviews,
                short: id.clone(),
                what: format!("Management review {id}, {}: {}", held.plan.title, held.state().title().to_lowercase()),
                certainty: if held.meeting.is_some() { Certainty::Done } else { Certainty::Planned },
                about: About::One(FoundKind::Review, id),
            }
        })
        .collect();
    let next = programme(registers, today)?;
    found.extend(next.due.map(|due| Happens {
        from: due,
        until: due,
        lane: Lane::Reviews,
        short: "due".to_owned(),
        what: format!("Last day on which the next management review is in time, {} months apart", next.interval_months),
        certainty: Certainty::Planned,
        about: About::Reviews,
    }));
    Ok(found)
}
