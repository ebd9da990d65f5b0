//! Populations of controls that an event asks for, as the register of tests holds them.

use crate::registers::Registers;
use crate::reports::testing::event_cases;
use crate::reports::window::EventCase;

/// The occurrences of a control in the window of an engagement, from its listed population; `None` as long as none is
/// listed.
pub fn population(registers: &Registers, engagement: &str, control: &str) -> Option<Vec<EventCase>> {
    event_cases(registers, engagement, control)
}
