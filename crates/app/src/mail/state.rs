//! How reminders stand in an organisation, for its owners: whether there is a relay, what went out, what did not, and whom
//! no letter reaches.

use super::Rhythm;
use super::reminders::{Fate, Reminders, Round, remindable};
use crate::{App, Failure, Who};
use domain::rules::access::Object;
use domain::values::{Action, State};
use jiff::civil::{Date, Time};
use std::collections::BTreeMap;

/// The last reminder of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastLetter {
    /// The person.
    pub person: String,
    /// How often they want one.
    pub rhythm: Rhythm,
    /// Have they an address here?
    pub address: bool,
    /// When the relay last took one, microseconds since 1970.
    pub taken_us: Option<i64>,
    /// The day of the last one that it did not take, with what was said; `None` when it took the last one.
    pub failed: Option<(Date, String)>,
}

/// How reminders stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemindersState {
    /// The sender; `None` without a relay.
    pub from: Option<String>,
    /// From which time of the day they go out, in UTC; `None` without a relay.
    pub at: Option<Time>,
    /// What is wrong with the relay, and since when it was last tried, microseconds since 1970.
    pub trouble: Option<(i64, String)>,
    /// Is it tried again today?
    pub tried_again: bool,
    /// Members in force, by id.
    pub people: Vec<LastLetter>,
}

impl App {
    /// How reminders stand in an organisation.
    ///
    /// # Errors
    /// A refusal for who may not see how people and programs come in.
    pub fn reminders_state(&self, slug: &str, who: &Who) -> Result<RemindersState, Failure> {
        let live = self.live(slug)?;
        let state = live.state();
        self.authorize(&live, &state.registers, who, Action::ReadDoors, &Object::plain(State::Live))?;
        let log = &live.record.id;
        let kept = self.all_kept::<Reminders>(None)?.into_iter().map(|held| held.value).filter(|r| r.log == *log);
        let kept: BTreeMap<String, Reminders> = kept.map(|r| (r.person.clone(), r)).collect();
        let mut people = Vec::new();
        for person in remindable(&live) {
            let last = kept.get(&person);
            let failed = last.filter(|r| matches!(r.fate, Fate::Failed | Fate::Later | Fate::Begun));
            people.push(LastLetter {
                rhythm: self.rhythm_of(&person)?,
                address: !self.email_of(&person).is_empty(),
                taken_us: last.and_then(|r| r.taken_us),
                failed: failed.map(|r| (r.day, r.said.clone())),
                person,
            });
        }
        let round = self.kept::<Round>(log)?.map(|held| held.value).unwrap_or_default();
        Ok(RemindersState {
            from: self.mail.as_ref().map(|post| post.relay.from.clone()),
            at: self.mail.as_ref().map(|post| post.at),
            trouble: (!round.trouble.is_empty()).then(|| (round.trouble_us, round.trouble.clone())),
            tried_again: !round.done && round.day == Some(self.clock.today()),
            people,
        })
    }
}
