//! How evidence stands against the clock: late, claimed afterwards, received after a window was closed (SoD-13, R171).

use crate::registers::Registers;
use crate::registers::evidence::{EvidenceVersion, HeldEvidence};
use crate::values::evidence::LATE_DAYS;
use std::collections::BTreeSet;

/// Days between the claimed day of collection and receipt from which evidence counts as back-dated.
pub const BACK_DATED_DAYS: i32 = 7;

/// Marks of one item that never go away, since the time of receipt rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Days from the end of the period to the receipt of the newest version; negative when the period was not over. Where
    /// an earlier version came late and the newest did not, its days.
    pub days_after_period: i32,
    /// It came more than [`LATE_DAYS`] days after the end of its period.
    pub late: bool,
    /// The earlier version that came late, from 1, where the newest did not: another period takes no mark away.
    pub late_version: Option<u32>,
    /// Days by which the claimed day of collection lies before receipt, when more than [`BACK_DATED_DAYS`].
    pub back_dated: Option<i32>,
    /// Engagements whose window was closed when it came.
    pub after_close: Vec<String>,
}

/// The marks of an item: those that any of its versions earned, so that no later claim washes one off.
pub fn marks(registers: &Registers, held: &HeldEvidence) -> Marks {
    let closed = held.versions.iter().flat_map(|version| {
        let controls = held.controls.keys().map(String::as_str);
        registers.engagements.after_close(controls, version.received_us, version.evidence.period)
    });
    Marks { after_close: closed.collect::<BTreeSet<String>>().into_iter().collect(), ..clock(held) }
}

/// The marks that need no look at any engagement: all but the windows that were closed when it came.
pub(crate) fn clock(held: &HeldEvidence) -> Marks {
    let newest = held.newest().days_after_period();
    let before = held.versions.split_last().map_or(&[][..], |(_, before)| before);
    let days = (1..).zip(before).map(|(number, version)| (version.days_after_period(), number));
    let earlier = days.max().filter(|(days, _)| newest <= LATE_DAYS && *days > LATE_DAYS);
    let days_after_period = earlier.map_or(newest, |(days, _)| days);
    let claimed = held.versions.iter().filter_map(claimed_before);
    Marks {
        days_after_period,
        late: days_after_period > LATE_DAYS,
        late_version: earlier.map(|(_, number)| number),
        back_dated: claimed.filter(|days| *days > BACK_DATED_DAYS).max(),
        after_close: Vec::new(),
    }
}

fn claimed_before(version: &EvidenceVersion) -> Option<i32> {
    let claimed = version.evidence.collected.or(version.evidence.captured)?;
    version.received().since(claimed).ok().map(|span| span.get_days())
}
