//! Who is asking, and whether they may. Only this module makes a [`Who`], from a door's proof of who is there; and nothing is
//! read or changed in an organisation before `App::authorize` has agreed.

use crate::accounts::Visitor;
use crate::history::Live;
use crate::{App, Failure, Fault, keys};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::rules::access::{Object, allowed};
use domain::stamp::Badge;
use domain::values::{Action, Membership, Role, State};

/// Who asks, through which door, and how well they proved who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    pub(crate) badge: Badge,
    pub(crate) via: &'static str,
    /// A token is bound to one organisation, by its ledger's id.
    pub(crate) bound: Option<String>,
    /// The browser session, when there is one.
    pub(crate) session: Option<InSession>,
    /// Keeps this installation running.
    pub(crate) operator: bool,
    /// Where the request came from, for the security log; nothing is decided by it.
    pub(crate) came: Option<Box<Visitor>>,
    /// The ledger of the invitation whose link came with this request.
    pub(crate) link: Option<String>,
    /// Id of the token that was shown, in the organisation that it is bound to.
    pub(crate) token: Option<String>,
}

/// What a session says of its visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InSession {
    /// Hash of the session's secret, hex.
    pub(crate) key: String,
    /// When it began, microseconds since 1970.
    pub(crate) began_us: i64,
    /// The identity provider that spoke for the person, if one did.
    pub(crate) issuer: Option<String>,
    /// Until when the last strong proof counts, microseconds since 1970.
    pub(crate) fresh_until_us: i64,
}

impl Who {
    /// A person who just proved who they are, through a door.
    pub(crate) fn person(id: &str, via: &'static str) -> Who {
        Who {
            badge: Badge::fresh(id),
            via,
            bound: None,
            session: None,
            operator: false,
            came: None,
            link: None,
            token: None,
        }
    }

    /// The same, by way of the HTTP API: a session of the browser can be shown there in place of a token.
    #[must_use]
    pub fn by_api(self) -> Who {
        Who { via: "api", ..self }
    }

    /// The same, with where the request came from: the security log names it beside what was refused.
    #[must_use]
    pub fn from(self, visitor: Visitor) -> Who {
        Who { came: Some(Box::new(visitor)), ..self }
    }

    /// The random id under which entries are recorded.
    pub fn id(&self) -> &str {
        &self.badge.person
    }

    /// Does this person keep the installation running?
    pub fn is_operator(&self) -> bool {
        self.operator
    }

    /// Is it the directory, with a token of its own? It speaks SCIM, and reads nothing but what it said itself.
    pub fn is_directory(&self) -> bool {
        self.badge.limits.as_ref().is_some_and(|limits| limits.directory)
    }

    /// Is it a program with a token?
    pub fn is_token(&self) -> bool {
        self.badge.limits.is_some()
    }

    /// May this session lead into that organisation? One that a provider began leads only to where that provider speaks: what
    /// one owner connected opens nobody else's organisation.
    pub(crate) fn is_led_to(&self, registers: &Registers) -> bool {
        let issuer = self.session.as_ref().and_then(|session| session.issuer.as_ref());
        issuer.is_none_or(|issuer| registers.people.sign_on.as_ref().is_some_and(|s| s.issuer == *issuer))
    }

    /// Was who they are proved again, strongly, within the last five minutes?
    pub fn is_fresh(&self) -> bool {
        self.badge.proof == domain::stamp::Proof::Fresh
    }
}

/// The setting that keeps the local operator's random id.
const OPERATOR: &str = "local_operator";
/// What the ids of invented people begin with, so that no real actor is ever taken for one.
pub(crate) const DEMO: &str = "demo-";
/// Longest session of an external auditor, microseconds.
pub(crate) const AUDITOR_SESSION_US: i64 = 8 * 3_600_000_000;

impl App {
    /// The local operator: whoever holds the data folder. At the terminal nothing more can be proved; over a door, the
    /// account that took the one-time link of the first start is this same person.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read or the id cannot be kept.
    pub fn local_operator(&self, via: &'static str) -> Result<Who, Fault> {
        let id = match self.store.setting(None, OPERATOR)? {
            Some(id) => id,
            None if self.read_only => "person-unknown".to_owned(),
            None => {
                let id = format!("person-{}", keys::random_hex(8)?);
                self.store.put_setting(None, OPERATOR, &id)?;
                id
            }
        };
        Ok(Who { operator: true, ..Who::person(&id, via) })
    }

    /// A person of a demonstration, by first and last name with a hyphen between: `noor-haddad` acts as
    /// `demo-noor-haddad` through the door `demo`.
    pub fn demo_actor(&self, role: &'static str) -> Who {
        Who::person(&format!("{DEMO}{role}"), "demo")
    }

    /// A name for an actor id, where no organisation is shown: the ledger keeps ids only. On what belongs to one, it is
    /// [`App::name_in`] that is asked.
    pub fn name_of(&self, id: &str) -> String {
        if let Some(name) = self.person_name(id) {
            return name;
        }
        match self.store.setting(None, OPERATOR) {
            Ok(Some(operator)) if operator == id => "Local operator".to_owned(),
            _ => id.strip_prefix(DEMO).map_or_else(|| id.to_owned(), name_in_words),
        }
    }

    /// Agrees that `who` may do `action` on `object` in an organisation, now.
    ///
    /// # Errors
    /// As though the organisation were not there for who has no part in it; else a refusal that says which rule, and who
    /// could do it instead.
    pub(crate) fn authorize(
        &self,
        live: &Live,
        registers: &Registers,
        who: &Who,
        action: Action,
        object: &Object,
    ) -> Result<(), Failure> {
        self.may_enter(live, registers, who)?;
        let today = self.clock.today();
        allowed(registers, &who.badge, action, object, today).map_err(|refusal| self.told(live, who, refusal))
    }

    /// Judges what the table of rights cannot know: how somebody came in.
    pub(crate) fn may_enter(&self, live: &Live, registers: &Registers, who: &Who) -> Result<(), Failure> {
        if who.bound.as_ref().is_some_and(|log| *log != live.record.id) {
            return Err(crate::history::no_such(&live.record.slug).into());
        }
        if live.record.is_aside() {
            self.may_look_back(live, who)?;
        }
        let Some(session) = &who.session else {
            return Ok(());
        };
        if !self.shows_invitation(&live.record.id, registers, who)? {
            return Err(crate::history::no_such(&live.record.slug).into());
        }
        let people = &registers.people;
        let part = people.members.contains_key(who.id());
        if part && !who.is_led_to(registers) {
            return Err(Refusal::OtherDoor {
                organisation: live.record.slug.clone(),
                sentence: "the provider that you came in with does not speak for this organisation".to_owned(),
                hint: "sign out, and sign in with your own account or with this organisation's provider".to_owned(),
                provider: people.sign_on.is_some(),
            }
            .into());
        }
        if let Some(sign_on) = people.sign_on.as_ref().filter(|s| s.enforced) {
            let sealed = sign_on.break_glass.as_deref() == Some(who.id());
            if part && session.issuer.is_none() && !sealed {
                return Err(Refusal::OtherDoor {
                    organisation: live.record.slug.clone(),
                    sentence: "this organisation is entered by single sign-on only".to_owned(),
                    hint: "sign in with your organisation's identity provider".to_owned(),
                    provider: true,
                }
                .into());
            }
        }
        let now = self.clock.now_us();
        if now - session.began_us > AUDITOR_SESSION_US {
            let roles = people.hats(who.id(), self.clock.today()).roles;
            if roles.contains(&Role::ExternalAuditor) {
                return Err(Refusal::OtherDoor {
                    organisation: live.record.slug.clone(),
                    sentence: "an external auditor's session lasts eight hours".to_owned(),
                    hint: "sign out, and sign in again".to_owned(),
                    provider: session.issuer.is_some(),
                }
                .into());
            }
        }
        Ok(())
    }

    /// A ledger that was moved aside keeps the rights of its day, and nobody can take them there any more. So whoever may read
    /// the history of the organisation today, as a member, may read it; for everybody else it is not there.
    fn may_look_back(&self, live: &Live, who: &Who) -> Result<(), Failure> {
        let now = self.live_by_log(live.record.written_as())?;
        let state = now.state();
        self.may_enter(&now, &state.registers, who)?;
        let member = state.registers.people.members.get(who.id());
        let member = member.is_some_and(|m| m.state == Membership::Confirmed && !m.roles.is_empty());
        let object = Object::plain(State::Live);
        let may = allowed(&state.registers, &who.badge, Action::ReadHistory, &object, self.clock.today()).is_ok();
        if member && may { Ok(()) } else { Err(crate::history::no_such(&live.record.slug).into()) }
    }

    /// A refusal as it is told: names in place of ids, and nothing at all to who has no part in the organisation.
    pub(crate) fn told(&self, live: &Live, who: &Who, refusal: Refusal) -> Failure {
        match refusal {
            Refusal::NoPart => crate::history::no_such(&live.record.slug).into(),
            Refusal::NotAllowed(mut missing) => {
                self.note_refused(live, who, missing.action);
                for person in &mut missing.people {
                    *person = self.name_at(&live.record.id, person);
                }
                Refusal::NotAllowed(missing).into()
            }
            other if self.belongs(live, who) => self.in_names(live, other).into(),
            other => other.into(),
        }
    }

    /// Is `who` a member who works here? Whoever looks in from outside is told no names.
    fn belongs(&self, live: &Live, who: &Who) -> bool {
        let outside = [Role::ExternalAuditor, Role::Consultant, Role::Operator, Role::Collector, Role::Visitor];
        let roles = live.state().registers.people.hats(who.id(), self.clock.today()).roles;
        !roles.is_empty() && !roles.iter().any(|role| outside.contains(role))
    }

    /// What a rule wrote itself, with names in place of the ids of people: nobody knows who `person-5b1c0a77d2e94f36` is.
    fn in_names(&self, live: &Live, refusal: Refusal) -> Refusal {
        let named = |text: String| self.with_names(live, &text);
        match refusal {
            Refusal::NotPossible { sentence, hint } => {
                Refusal::NotPossible { sentence: named(sentence), hint: named(hint) }
            }
            Refusal::KeptApart { duty, sentence, hint } => {
                Refusal::KeptApart { duty, sentence: named(sentence), hint: named(hint) }
            }
            Refusal::Unknown { what, id, nearest } => Refusal::Unknown { what, id: named(id), nearest },
            Refusal::NothingToChange { what } => Refusal::NothingToChange { what: named(what) },
            Refusal::ImportRefused { rows, problems } => {
                Refusal::ImportRefused { rows, problems: problems.into_iter().map(named).collect() }
            }
            other => other,
        }
    }

    fn with_names(&self, live: &Live, text: &str) -> String {
        let state = live.state();
        let (members, staff) = (&state.registers.people.members, &state.registers.workforce.people);
        let between = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        let mut said = String::with_capacity(text.len());
        for piece in text.split_inclusive(between) {
            let word = piece.trim_end_matches(between);
            if members.contains_key(word) || staff.contains_key(word) {
                said.push_str(&self.name_at(&live.record.id, word));
                said.push_str(&piece[word.len()..]);
            } else {
                said.push_str(piece);
            }
        }
        said
    }

    /// May `who` do this in the organisation now? For what a door offers; the answer is judged again when it is done.
    pub fn may(&self, slug: &str, who: &Who, action: Action, control: Option<&str>) -> bool {
        let Ok(live) = self.live(slug) else {
            return false;
        };
        let state = live.state();
        let object = Object::asked(&state.registers, who.id(), action, control, self.clock.today());
        // A right that only waits for a fresh proof is offered; the proof is asked for when it is used.
        let badge = Badge { proof: domain::stamp::Proof::Fresh, ..who.badge.clone() };
        self.may_enter(&live, &state.registers, who).is_ok()
            && allowed(&state.registers, &badge, action, &object, self.clock.today()).is_ok()
    }
}

/// `noor-haddad` as people read it: `Noor Haddad`.
fn name_in_words(role: &str) -> String {
    let mut name = String::with_capacity(role.len());
    for word in role.split('-').filter(|w| !w.is_empty()) {
        if !name.is_empty() {
            name.push(' ');
        }
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}
