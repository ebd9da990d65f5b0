//! How evidence stands against the clock: late, claimed afterwards, received after a window was closed (SoD-13, R171).

use crate::registers::Registers;
use crate::registers::evidence::{EvidenceVersion, HeldEvidence};
use crate::values::evidence::LATE_DAYS;

/// Days between the claimed day of collection and receipt from which evidence counts as back-dated.
pub const BACK_DATED_DAYS: i32 = 7;

/// Marks of one item that never go away, since the time of receipt rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Days from the end of the period to the receipt of the newest version; negative when the period was not over.
    pub days_after_period: i32,
    /// It came more than [`LATE_DAYS`] days after the end of its period.
    pub late: bool,
    /// Days by which the claimed day of collection lies before receipt, when more than [`BACK_DATED_DAYS`].
    pub back_dated: Option<i32>,
    /// Engagements whose window was closed when it came.
    pub after_close: Vec<String>,
}

/// The marks of an item: those of its newest version, which is the one that counts.
pub fn marks(registers: &Registers, held: &HeldEvidence) -> Marks {
    let newest = held.newest();
    let days_after_period = newest.days_after_period();
    Marks {
        days_after_period,
        late: days_after_period > LATE_DAYS,
        back_dated: claimed_before(newest).filter(|days| *days > BACK_DATED_DAYS),
        after_close: registers.engagements.after_close(
            held.controls.keys().map(String::as_str),
            newest.received_us,
            newest.evidence.period,
        ),
    }
}

fn claimed_before(version: &EvidenceVersion) -> Option<i32> {
    let claimed = version.evidence.collected.or(version.evidence.captured)?;
    version.received().since(claimed).ok().map(|span| span.get_days())
}
