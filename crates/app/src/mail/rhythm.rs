//! How often a person wants to be reminded: their own choice, on their profile, or by the link in each letter.

use crate::shelf::{FOR_EVER, Kept, put};
use crate::{App, Failure, Fault, Who};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::Expect;

/// What the link in a letter is sealed for.
const STOP: &str = "stop_reminders";
/// Longest link that is looked at, in characters.
const LONGEST_LINK: usize = 600;

/// How often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// Each day on which there is something.
    Daily,
    /// Each Monday on which there is something, and on the day on which something becomes overdue.
    #[default]
    Weekly,
    /// Not at all.
    Never,
}

impl Rhythm {
    /// All of them.
    pub const ALL: [Rhythm; 3] = [Rhythm::Daily, Rhythm::Weekly, Rhythm::Never];

    /// The id used in forms and answers.
    pub fn id(self) -> &'static str {
        match self {
            Rhythm::Daily => "daily",
            Rhythm::Weekly => "weekly",
            Rhythm::Never => "never",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Rhythm::Daily => "Each day on which there is something",
            Rhythm::Weekly => "On Mondays, and when something becomes overdue",
            Rhythm::Never => "Never",
        }
    }

    /// By its id.
    pub fn parse(text: &str) -> Option<Rhythm> {
        Rhythm::ALL.into_iter().find(|rhythm| rhythm.id() == text)
    }
}

/// The choice of a person; its key is the person's id.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Chosen {
    rhythm: Rhythm,
    since_us: i64,
}

impl Kept for Chosen {
    const KIND: &'static str = "reminder_rhythm";
}

impl App {
    /// How often a person wants to be reminded.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn rhythm_of(&self, person: &str) -> Result<Rhythm, Fault> {
        Ok(self.kept::<Chosen>(person)?.map_or_else(Rhythm::default, |held| held.value.rhythm))
    }

    /// Sets how often one wants to be reminded, in every organisation.
    ///
    /// # Errors
    /// A refusal for a token, which acts for a program; [`Fault`] when the store cannot be written.
    pub fn set_rhythm(&self, who: &Who, rhythm: Rhythm) -> Result<(), Failure> {
        if who.is_token() {
            return Err(Refusal::NotPossible {
                sentence: "a token cannot say how often its owner is reminded".to_owned(),
                hint: "sign in and set it on your profile".to_owned(),
            }
            .into());
        }
        Ok(self.choose(who.id(), rhythm)?)
    }

    fn choose(&self, person: &str, rhythm: Rhythm) -> Result<(), Fault> {
        let chosen = Chosen { rhythm, since_us: self.clock.now_us() };
        self.shelve(&[put(person, person, FOR_EVER, &chosen, Expect::Any)?])?;
        Ok(())
    }

    /// What the link in a letter to a person ends in: it says who, sealed, and sets [`Rhythm::Never`] and nothing else.
    pub(super) fn stop_link(&self, person: &str) -> Result<String, Fault> {
        self.sealed(STOP, "", person.as_bytes())
    }

    /// Whose reminders a link would stop; `None` for one that was not made here, or of who is gone.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn whose_reminders(&self, link: &str) -> Result<Option<Rhythm>, Fault> {
        match self.stopped_person(link)? {
            Some(person) => self.rhythm_of(&person).map(Some),
            None => Ok(None),
        }
    }

    /// Stops the reminders of whom a link was sent to; `false` for a link that was not made here.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be written.
    pub fn stop_reminders(&self, link: &str) -> Result<bool, Fault> {
        match self.stopped_person(link)? {
            Some(person) => self.choose(&person, Rhythm::Never).map(|()| true),
            None => Ok(false),
        }
    }

    fn stopped_person(&self, link: &str) -> Result<Option<String>, Fault> {
        if link.len() > LONGEST_LINK {
            return Ok(None);
        }
        let Ok(opened) = self.unsealed(STOP, "", link) else { return Ok(None) };
        let Ok(person) = std::str::from_utf8(opened.expose()) else { return Ok(None) };
        Ok(self.person(person)?.map(|_| person.to_owned()))
    }
}
