//! What a reminder says to one person: their tasks, and what waits for their decision.

use super::tasks::read;
use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::reports::tasks::{Digest, digest, tasks};
use domain::rules::{Waiting, waiting};
use domain::values::Action;

/// What would be said to a person on the day that is judged.
#[derive(Clone, Debug)]
pub struct ReminderOf {
    /// The person.
    pub person: String,
    /// When something was last said to them, microseconds since 1970: what was asked of them since is new.
    pub since_us: i64,
    /// The time now, microseconds since 1970, for what can be done from a time on.
    pub now_us: i64,
}

/// What would be said.
#[derive(Clone, Debug, PartialEq)]
pub struct Reminder {
    /// Their tasks.
    pub digest: Digest,
    /// What waits for their decision or signature.
    pub waiting: Vec<Waiting>,
}

impl Reminder {
    /// Is there nothing to say?
    pub fn is_empty(&self) -> bool {
        self.digest.is_empty() && self.waiting.is_empty()
    }
}

impl Question for ReminderOf {
    type Answer = Reminder;

    fn needs(&self) -> Action {
        Action::ReadTasks
    }

    fn of_person(&self) -> Option<(&str, Action)> {
        Some((&self.person, Action::ReadProgramme))
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Reminder, Refusal> {
        let (found, _) = read(seen, Some(&self.person), |registers, of| tasks(registers, of, seen.on))?;
        let registers = seen.organisation()?;
        Ok(Reminder {
            digest: digest(registers, &found, self.since_us),
            waiting: waiting(registers, &self.person, seen.on, self.now_us),
        })
    }
}
