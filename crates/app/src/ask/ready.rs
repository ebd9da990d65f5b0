//! What all questions have in common, compiled once and not once a question: may it be asked, of which registers, and what
//! does the answer rest on.

use super::{Asker, At, Mark, Question, Seen};
use crate::access::Who;
use crate::history::{Live, State, no_such};
use crate::{App, Failure, clock};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::rules::access::{Object, allowed};
use domain::rules::room::watched;
use domain::values::{Action, State as Standing, SubjectKind};
use jiff::civil::Date;
use std::sync::Arc;

/// What a question says of itself before it is answered: the part of [`Question`] that does not know its answer.
pub(super) trait Asked {
    fn needs(&self) -> Action;
    fn rights(&self) -> Vec<Action>;
    fn control(&self) -> Option<&str>;
    fn of_person(&self) -> Option<(&str, Action)>;
    fn reads(&self, registers: &Registers) -> Option<(SubjectKind, String)>;
    fn lists_own(&self) -> bool;
    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String>;
}

impl<Q: Question> Asked for Q {
    fn needs(&self) -> Action {
        Question::needs(self)
    }

    fn rights(&self) -> Vec<Action> {
        Question::rights(self)
    }

    fn control(&self) -> Option<&str> {
        Question::control(self)
    }

    fn of_person(&self) -> Option<(&str, Action)> {
        Question::of_person(self)
    }

    fn reads(&self, registers: &Registers) -> Option<(SubjectKind, String)> {
        Question::reads(self, registers)
    }

    fn lists_own(&self) -> bool {
        Question::lists_own(self)
    }

    fn own(&self, registers: &Registers, selves: &[String], today: Date) -> Vec<String> {
        Question::own(self, registers, selves, today)
    }
}

/// A question that may be asked, with what it is answered from.
pub(super) struct Ready {
    live: Arc<Live>,
    state: Arc<State>,
    /// The registers as of an earlier day, where one is asked about.
    earlier: Option<Registers>,
    /// Whose things alone may be seen; `None` for everything.
    only: Option<Vec<String>>,
    size: u64,
    past: bool,
    as_of: Date,
    on: Date,
    today: Date,
}

impl Ready {
    fn registers(&self) -> &Registers {
        self.earlier.as_ref().unwrap_or(&self.state.registers)
    }

    /// What it is answered from.
    pub(super) fn seen<'a>(&'a self, who: &'a Who) -> Seen<'a> {
        let registers = self.registers();
        Seen {
            catalogue: &registers.catalogue,
            registers: Some(registers),
            on: self.on,
            only: self.only.as_deref(),
            asker: Some(Asker { person: who.id(), registers: &self.state.registers, today: self.today }),
        }
    }
}

impl App {
    /// Agrees that a question may be asked, and finds the registers of the day that is asked about.
    pub(super) fn ready(&self, slug: &str, who: &Who, at: At, question: &dyn Asked) -> Result<Ready, Failure> {
        let today = self.clock.today();
        let as_of = at.as_of.unwrap_or(today);
        let on = at.on.unwrap_or(as_of);
        let live = self.live(slug)?;
        let state = live.state();
        let only = self.eye(&live, &state.registers, who, question)?;
        let size = match at.as_of {
            Some(day) => self.size_on(&live, day)?.min(state.head.size),
            None => state.head.size,
        };
        let earlier = if size < state.head.size { Some(self.at_size(&live, size)?) } else { None };
        let past = at.as_of.is_some_and(|day| day < today);
        let ready = Ready { live, state, earlier, only, size, past, as_of, on, today };
        if !ready.registers().begun() {
            return Err(Refusal::NotPossible {
                sentence: format!("nothing had been recorded for `{slug}` by the end of {as_of}"),
                hint: format!("its ledger begins on {}", clock::day_of(ready.live.record.created_us)),
            }
            .into());
        }
        Ok(ready)
    }

    /// Notes what was read, for external auditors, and says what the answer rests on.
    pub(super) fn noted(&self, ready: Ready, who: &Who, question: &dyn Asked) -> Result<Mark, Failure> {
        let Ready { live, state, size, .. } = &ready;
        if let Some((kind, id)) = question.reads(ready.registers()) {
            self.note_read_in(live, &state.registers, who, kind, &id)?;
        }
        let root = if ready.earlier.is_some() {
            hex::encode(ledger::tree::root(&self.store.leaf_hashes(&live.record.id, 0..*size)?).0)
        } else {
            live.root_of(&state.head)
        };
        Ok(Mark {
            slug: live.record.slug.clone(),
            name: ready.registers().name.clone(),
            as_of: ready.as_of,
            on: ready.on,
            entries: *size,
            root,
            past: ready.past,
            waivers: self.waived(live, ready.registers(), ready.on),
        })
    }

    /// Agrees that the question may be asked; answers whose things alone may be seen. Rights are those of now, whatever day
    /// is asked about.
    fn eye(
        &self,
        live: &Live,
        registers: &Registers,
        who: &Who,
        question: &dyn Asked,
    ) -> Result<Option<Vec<String>>, Failure> {
        if !registers.begun() {
            return Err(no_such(&live.record.slug).into());
        }
        let (action, today) = (question.needs(), self.clock.today());
        let object = Object::asked(registers, who.id(), action, question.control(), today);
        if question.lists_own() {
            self.may_enter(live, registers, who)?;
            let selves = registers.people.hats(who.id(), today).selves;
            let own = Object { of: selves.clone(), ..Object::plain(Standing::Live) };
            if allowed(registers, &who.badge, action, &object, today).is_err()
                && allowed(registers, &who.badge, action, &own, today).is_ok()
            {
                return Ok(Some(question.own(registers, &selves, today)));
            }
        }
        if let Some((person, others)) = question.of_person()
            && person != who.id()
        {
            self.authorize(live, registers, who, others, &object)?;
        }
        for action in question.rights() {
            self.authorize(live, registers, who, action, &object)?;
        }
        // Whatever an external auditor may ask, the answer is cut to what is theirs to examine.
        if watched(registers, who.id(), today) {
            return Ok(Some(question.own(registers, &[who.id().to_owned()], today)));
        }
        Ok(None)
    }
}
