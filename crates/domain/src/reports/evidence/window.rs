//! Does evidence speak of days that somebody examines? (rule 3)

use super::quality::{Found, good, not_judged, wrong};
use crate::registers::evidence::HeldEvidence;
use crate::values::engagement::Examination;
use crate::values::{Window, counted};
use jiff::civil::Date;

/// The period lies in the window of a Type II, or covers the day of a Type I. `examined` has the engagements with one of its
/// controls in scope, the latest first; one of them is enough.
pub(super) fn in_window(held: &HeldEvidence, examined: &[(String, Examination)]) -> Found {
    let period = held.newest().evidence.period;
    let fits = |kind: Examination| match kind {
        Examination::Type1 { on } => period.contains(on),
        Examination::Type2 { window } => window.from <= period.from && period.until <= window.until,
    };
    if held.controls.is_empty() {
        return not_judged("it shows no control yet, so that no window is asked of it");
    }
    if let Some((engagement, kind)) = examined.iter().find(|(_, kind)| fits(*kind)) {
        return good(match kind {
            Examination::Type1 { on } => format!("its period covers {on}, the day of {engagement}"),
            Examination::Type2 { .. } => format!("its period lies in the window of {engagement}"),
        });
    }
    let nearest = examined.iter().min_by_key(|(_, kind)| apart(kind.days(), period));
    match nearest {
        None => not_judged("no engagement has one of its controls in scope yet"),
        Some((engagement, Examination::Type1 { on })) => {
            wrong(format!("its period does not cover {on}, the day of {engagement}"))
        }
        Some((engagement, Examination::Type2 { window })) => {
            let Window { from, until } = *window;
            let how = beside(*window, period);
            wrong(format!("its period is not inside the window of {engagement}, {from} to {until}: {how}"))
        }
    }
}

/// How a period lies that is not inside a window.
fn beside(window: Window, period: Window) -> String {
    let days = |from: Date, until: Date| counted(between(from, until), "day", "days");
    let early = || format!("it begins {} before", days(period.from, window.from));
    let late = || format!("it ends {} after", days(window.until, period.until));
    match (period.from < window.from, window.until < period.until) {
        _ if period.until < window.from => "all of it lies before".to_owned(),
        _ if window.until < period.from => "all of it lies after".to_owned(),
        (true, true) => format!("{}, and {}", early(), late()),
        (true, false) => early(),
        _ => late(),
    }
}

/// Days between a period and the days examined; none where they touch.
fn apart(days: Window, period: Window) -> i32 {
    between(period.until, days.from).max(between(days.until, period.from)).max(0)
}

fn between(from: Date, until: Date) -> i32 {
    until.since(from).map_or(0, |span| span.get_days())
}
