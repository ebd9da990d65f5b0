//! Reminders on their way: at most one a day for each person and organisation, written down before it is handed over, so
//! that nobody is told twice, even when the process ends in between. What the relay refuses for now is tried again within
//! the day, a named number of times.

use super::text::{Place, letter};
use super::{Post, ReminderLetter, Rhythm};
use crate::ask::{At, Reminder, ReminderOf};
use crate::history::Live;
use crate::shelf::{FOR_EVER, Held, Kept, put};
use crate::{App, Failure, Fault, Who};
use domain::values::Membership;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use outgoing::{Letter, NotSent, Step};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use store::Expect;

/// Most letters of one run over an organisation; the next run, a minute later, goes on.
pub const LETTERS_A_RUN: usize = 100;
/// How often a relay that takes nothing is tried in one day, and a recipient that it refuses for now.
pub const RELAY_TRIES: u32 = 6;
/// The first pause after a failure; each further one is twice as long.
const FIRST_PAUSE_US: i64 = 5 * 60_000_000;
/// Most overdue things that are remembered of the last letter.
const REMEMBERED: usize = 2_000;
/// Longest words of a relay that are kept, in characters.
const WORDS: usize = 300;
/// How far back a first letter looks for what was asked, microseconds.
const WEEK_US: i64 = 7 * 86_400_000_000;

/// What became of the reminder of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Fate {
    /// There was nothing to say.
    Nothing,
    /// It is being handed over. A process that ended here may have handed it over, so it is not tried again.
    Begun,
    /// The relay took it.
    Taken,
    /// It is tried again.
    Later,
    /// It is not tried again on this day.
    Failed,
}

/// The reminders of one person from one organisation; the key is ledger and person, the owner is the person.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Reminders {
    pub(super) log: String,
    pub(super) person: String,
    /// The day that `fate` is about.
    pub(super) day: Date,
    pub(super) fate: Fate,
    pub(super) tries: u32,
    pub(super) next_us: i64,
    /// What the relay said last, or why there was no answer.
    pub(super) said: String,
    /// When the relay last took one, microseconds since 1970.
    pub(super) taken_us: Option<i64>,
    /// What was overdue in that one.
    overdue: Vec<String>,
}

impl Kept for Reminders {
    const KIND: &'static str = "reminder";
}

/// How far the reminders of an organisation have come on a day; the key is the ledger.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Round {
    pub(super) day: Option<Date>,
    pub(super) done: bool,
    /// How often the relay was found in trouble on this day.
    pub(super) tries: u32,
    pub(super) next_us: i64,
    /// Which trouble; empty when the relay took the last letter.
    pub(super) trouble: String,
    pub(super) trouble_us: i64,
}

impl Kept for Round {
    const KIND: &'static str = "reminder_round";
}

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reminded {
    /// Letters that the relay took.
    pub sent: usize,
    /// Letters that it did not take.
    pub failed: usize,
}

/// How one person's turn ended.
enum Turn {
    /// There is nothing more to do today.
    Over,
    /// It waits for another try.
    Waits,
    /// The relay took a letter.
    Sent,
    /// The relay did not take this one.
    Refused { again: bool },
    /// The relay itself is in trouble: nobody's letter would go.
    Trouble(String),
}

fn key_of(log: &str, person: &str) -> String {
    format!("{log}/{person}")
}

fn pause(tries: u32) -> i64 {
    FIRST_PAUSE_US << tries.saturating_sub(1).min(8)
}

impl App {
    /// Sends the reminders that are due now, organisation by organisation; waits for the relay. `base` is the address of this
    /// server. Without a relay, or before the time of the day, nothing happens.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read or written; a relay that takes nothing is no fault.
    pub fn remind(&self, base: &str) -> Result<Reminded, Fault> {
        let mut all = Reminded::default();
        let Some(post) = &self.mail else { return Ok(all) };
        let now = self.now()?.to_zoned(TimeZone::UTC);
        if now.time() < post.at {
            return Ok(all);
        }
        for record in self.in_use()? {
            let live = self.live(&record.slug)?;
            let run = self.remind_in(post, &live, now.date(), base)?;
            all = Reminded { sent: all.sent + run.sent, failed: all.failed + run.failed };
        }
        Ok(all)
    }

    fn remind_in(&self, post: &Post, live: &Live, day: Date, base: &str) -> Result<Reminded, Fault> {
        let (log, now) = (&live.record.id, self.clock.now_us());
        let held = self.kept::<Round>(log)?;
        let (round, expect) =
            held.map_or((Round::default(), Expect::Absent), |h| (h.value, Expect::Version(h.version)));
        let mut round = if round.day == Some(day) { round } else { Round { day: Some(day), ..Round::default() } };
        let mut run = Reminded::default();
        if round.done || round.next_us > now {
            return Ok(run);
        }
        let mut open = false;
        for person in remindable(live) {
            match self.remind_one(post, live, &person, day, base)? {
                Turn::Over => {}
                Turn::Waits => open = true,
                Turn::Sent => {
                    run.sent += 1;
                    round.trouble.clear();
                }
                Turn::Refused { again } => {
                    run.failed += 1;
                    open |= again;
                }
                Turn::Trouble(words) => {
                    run.failed += 1;
                    self.in_trouble(live, &mut round, words);
                    open = round.tries < RELAY_TRIES;
                    break;
                }
            }
            if run.sent + run.failed >= LETTERS_A_RUN {
                open = true;
                break;
            }
        }
        round.done = !open;
        // Who was faster has come as far: each letter is written down by itself.
        self.shelve(&[put(log, log, FOR_EVER, &round, expect)?])?;
        Ok(run)
    }

    /// Notes that the relay takes nothing: once when it begins, once when it is given up for the day.
    fn in_trouble(&self, live: &Live, round: &mut Round, words: String) {
        round.tries += 1;
        round.next_us = self.clock.now_us() + pause(round.tries);
        round.trouble_us = self.clock.now_us();
        if round.tries == 1 || round.tries == RELAY_TRIES {
            let nobody = Who::person("", "mail");
            self.note_in(live, &nobody, "reminders_failed", &words);
        }
        round.trouble = words;
    }

    fn remind_one(&self, post: &Post, live: &Live, person: &str, day: Date, base: &str) -> Result<Turn, Fault> {
        let (log, now) = (&live.record.id, self.clock.now_us());
        let key = key_of(log, person);
        let held = self.kept::<Reminders>(&key)?;
        let today = held.as_ref().filter(|h| h.value.day == day);
        match today.map(|h| (h.value.fate, h.value.next_us)) {
            Some((Fate::Later, next)) if next > now => return Ok(Turn::Waits),
            Some((Fate::Later, _)) | None => {}
            Some(_) => return Ok(Turn::Over),
        }
        if self.email_of(person).is_empty() || self.rhythm_of(person)? == Rhythm::Never {
            return Ok(Turn::Over);
        }
        let said = self.said_to(live, person, held.as_ref())?;
        let begun = Reminders {
            log: log.clone(),
            person: person.to_owned(),
            day,
            fate: if said.is_some() { Fate::Begun } else { Fate::Nothing },
            tries: today.map_or(0, |h| h.value.tries) + u32::from(said.is_some()),
            next_us: 0,
            said: held.as_ref().map(|h| h.value.said.clone()).unwrap_or_default(),
            taken_us: held.as_ref().and_then(|h| h.value.taken_us),
            overdue: held.as_ref().map(|h| h.value.overdue.clone()).unwrap_or_default(),
        };
        let expect = held.as_ref().map_or(Expect::Absent, |h| Expect::Version(h.version));
        // Written down before it goes: at most once, whoever else runs and whenever this process ends.
        if !self.shelve(&[put(&key, person, FOR_EVER, &begun, expect)?])? {
            return Ok(Turn::Waits);
        }
        let Some(said) = said else { return Ok(Turn::Over) };
        let (letter, overdue) = (self.letter_of(post, live, person, &said, day, base)?, said.digest.overdue_keys);
        let answer = post.send(&letter);
        let (fate, turn) = judged(&answer, begun.tries);
        let after = Reminders {
            fate,
            next_us: now + pause(begun.tries),
            said: answer.as_ref().map_or_else(ToString::to_string, Clone::clone).chars().take(WORDS).collect(),
            taken_us: if fate == Fate::Taken { Some(now) } else { begun.taken_us },
            overdue: if fate == Fate::Taken {
                overdue.into_iter().take(REMEMBERED).collect()
            } else {
                begun.overdue.clone()
            },
            ..begun
        };
        self.shelve(&[put(&key, person, FOR_EVER, &after, Expect::Any)?])?;
        Ok(turn)
    }

    /// What is to be said to a person today, by their rhythm; `None` for nothing.
    fn said_to(&self, live: &Live, person: &str, last: Option<&Held<Reminders>>) -> Result<Option<Reminder>, Fault> {
        let since_us = last.and_then(|h| h.value.taken_us);
        let Some(said) = self.reminder_of(live, person, since_us)? else { return Ok(None) };
        let known = last.map(|h| h.value.overdue.as_slice()).unwrap_or_default();
        let new = said.digest.overdue_keys.iter().any(|key| !known.contains(key));
        let wanted = match self.rhythm_of(person)? {
            Rhythm::Never => false,
            Rhythm::Daily => true,
            Rhythm::Weekly => new || self.clock.today().weekday() == Weekday::Monday,
        };
        Ok((wanted && !said.is_empty()).then_some(said))
    }

    /// What there is to say to a person; `None` where they may not read tasks.
    fn reminder_of(&self, live: &Live, person: &str, since_us: Option<i64>) -> Result<Option<Reminder>, Fault> {
        let now_us = self.clock.now_us();
        let since_us = since_us.unwrap_or(now_us - WEEK_US);
        let question = ReminderOf { person: person.to_owned(), since_us, now_us };
        match self.ask(&live.record.slug, &Who::person(person, "mail"), At::default(), &question) {
            Ok(answer) => Ok(Some(answer.value)),
            Err(Failure::Refused(_)) => Ok(None),
            Err(Failure::Fault(fault)) => Err(fault),
        }
    }

    fn letter_of(
        &self,
        post: &Post,
        live: &Live,
        person: &str,
        said: &Reminder,
        day: Date,
        base: &str,
    ) -> Result<Letter, Fault> {
        let stop = format!("{}/reminders/stop/{}", base.trim_end_matches('/'), self.stop_link(person)?);
        let name = live.state().registers.name.clone();
        let place = Place { slug: &live.record.slug, name: &name, base, stop: &stop, day };
        let ReminderLetter { to, subject, text } = letter(self, person, said, &place);
        let id = Sha256::digest(format!("{}/{person}/{day}", live.record.id));
        Ok(Letter {
            to,
            subject,
            text,
            reply_to: None,
            message_id: format!("reminder-{}@{}", hex::encode(&id[..16]), post.domain()),
            list_unsubscribe: stop.starts_with("https://").then_some(stop),
            date: self.now()?,
        })
    }

    /// The reminder that would go to a person today if they wanted one each day; `None` when there is nothing to say. Nothing
    /// is sent, and the link that stops reminders is left out.
    ///
    /// # Errors
    /// A refusal for who may not see what others have to do.
    pub fn preview_reminder(
        &self,
        slug: &str,
        who: &Who,
        person: &str,
        base: &str,
    ) -> Result<Option<ReminderLetter>, Failure> {
        let live = self.live(slug)?;
        let now_us = self.clock.now_us();
        let last = self.kept::<Reminders>(&key_of(&live.record.id, person))?.and_then(|held| held.value.taken_us);
        let question = ReminderOf { person: person.to_owned(), since_us: last.unwrap_or(now_us - WEEK_US), now_us };
        self.ask(slug, who, At::default(), &question)?;
        // As the person sees it, and not as whoever looks: a letter says nothing that its reader may not see.
        let Some(said) = self.reminder_of(&live, person, last)?.filter(|said| !said.is_empty()) else {
            return Ok(None);
        };
        let name = live.state().registers.name.clone();
        let stop = format!("{}/reminders/stop/...", base.trim_end_matches('/'));
        let place = Place { slug, name: &name, base, stop: &stop, day: self.clock.today() };
        Ok(Some(letter(self, person, &said, &place)))
    }
}

/// Members in force, who alone are reminded: not those who are invited, suspended or gone.
pub(super) fn remindable(live: &Live) -> Vec<String> {
    let state = live.state();
    let members: &BTreeMap<_, _> = &state.registers.people.members;
    members.iter().filter(|(_, member)| member.state == Membership::Confirmed).map(|(id, _)| id.clone()).collect()
}

/// What an answer means: for the letter, and for the run.
fn judged(answer: &Result<String, NotSent>, tries: u32) -> (Fate, Turn) {
    let Err(not) = answer else { return (Fate::Taken, Turn::Sent) };
    match not {
        // It may have been taken, and nobody is told twice.
        NotSent::Unsure { .. } => (Fate::Failed, Turn::Trouble(not.to_string())),
        NotSent::Relay { step: Step::Recipient | Step::Letter, .. } if not.passing() && tries < RELAY_TRIES => {
            (Fate::Later, Turn::Refused { again: true })
        }
        NotSent::Relay { step: Step::Recipient | Step::Letter, .. }
        | NotSent::Letter { .. }
        | NotSent::TooLarge { .. } => (Fate::Failed, Turn::Refused { again: false }),
        _ => (Fate::Later, Turn::Trouble(not.to_string())),
    }
}
