//! Every reason to refuse a change or a question: a sentence, a hint, nothing touched.

mod known;

pub use known::LISTED;

use crate::values::access::{Cell, State, cell};
use crate::values::catalogue::Unknown;
use crate::values::{Action, Duty, Membership, Role, counted};
use std::fmt;

/// Why something was refused. A refusal is no fault: nothing was changed, and the person can do something about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The organisation exists already.
    OrganisationExists,
    /// The organisation was not begun yet.
    NoOrganisation,
    /// A required field is empty.
    Empty {
        /// Which field.
        field: &'static str,
        /// What would be right.
        wanted: &'static str,
    },
    /// A field is too long.
    TooLong {
        /// Which field.
        field: &'static str,
        /// The named maximum, in characters.
        max: usize,
    },
    /// No category is in scope.
    NoCategory,
    /// Something is not known by that id.
    Unknown {
        /// What: `control`, `criterion`, `crosswalk`, ...
        what: &'static str,
        /// The id that was given.
        id: String,
        /// The nearest id that is known.
        nearest: Option<String>,
    },
    /// An own control with this id exists already.
    ControlExists {
        /// The id.
        id: String,
    },
    /// The own control is retired.
    ControlRetired {
        /// The id.
        id: String,
    },
    /// There is nothing to change.
    NothingToChange {
        /// What is the same already.
        what: String,
    },
    /// The control can never be answered by a provider (R103).
    NeverInherited {
        /// The control.
        control: String,
    },
    /// Only the four data-centre controls can be inherited.
    NotInheritable {
        /// The control.
        control: String,
    },
    /// Own premises: there is no provider.
    NoProvider,
    /// Dates in the wrong order.
    DatesReversed {
        /// First date's name.
        from: &'static str,
        /// Second date's name.
        until: &'static str,
    },
    /// A date lies after the day of recording.
    InTheFuture {
        /// Which date.
        field: &'static str,
    },
    /// Rows of an import are refused; nothing was imported.
    ImportRefused {
        /// How many rows.
        rows: usize,
        /// The first problems: row or id, what.
        problems: Vec<String>,
    },
    /// The list is longer than the named maximum.
    TooMany {
        /// What.
        what: &'static str,
        /// The maximum.
        max: usize,
    },
    /// The id has characters that ids cannot have.
    BadId {
        /// What.
        what: &'static str,
        /// The id.
        id: String,
    },
    /// The document refers to another that the organisation has not adopted.
    NeedsDocument {
        /// The document that was to be adopted.
        document: String,
        /// The one it needs.
        needs: String,
    },
    /// Who asks has no part in the organisation, so that nothing of it is told.
    NoPart,
    /// The right is missing.
    NotAllowed(Box<NotAllowed>),
    /// Who asks must prove again, with a second factor, who they are.
    StepUp {
        /// What they want to do.
        action: Action,
    },
    /// A rule of separation of duty says no, whatever rights there are.
    KeptApart {
        /// The rule.
        duty: Duty,
        /// What it was about, in a sentence.
        sentence: String,
        /// What could be done instead.
        hint: String,
    },
    /// What the change was based on has changed meanwhile.
    Outdated {
        /// Kind of the object.
        what: &'static str,
        /// Its id.
        id: String,
    },
    /// Somebody has a part in the organisation already, so that there is nobody to invite.
    MemberExists {
        /// Where the membership stands.
        state: Membership,
    },
    /// So much was tried that there is a pause before the next attempt.
    Paused {
        /// The sentence.
        sentence: String,
        /// The hint.
        hint: String,
        /// Seconds of the pause; `None` when waiting does not end it.
        seconds: Option<u64>,
    },
    /// Who asks came in by a way that the organisation does not take.
    OtherDoor {
        /// Short name of the organisation.
        organisation: String,
        /// The sentence.
        sentence: String,
        /// The hint.
        hint: String,
        /// Would the identity provider of the organisation be the way?
        provider: bool,
    },
    /// Both dates or words are understood, but the answer cannot be given for another reason.
    NotPossible {
        /// The sentence.
        sentence: String,
        /// The hint.
        hint: String,
    },
}

/// A right that is missing: which rule says so, and who could do it instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAllowed {
    /// What was asked for.
    pub action: Action,
    /// The rule that denies it; `None` when no line of the table allows it.
    pub duty: Option<Duty>,
    /// Membership of who asked.
    pub state: Option<Membership>,
    /// Roles of who asked.
    pub held: Vec<Role>,
    /// Nothing in particular was asked for, but all there is.
    pub of_many: bool,
    /// A token asked.
    pub token: bool,
    /// The token was not issued for it, whatever its owner may do.
    pub beyond: bool,
    /// Roles that could.
    pub could: Vec<Role>,
    /// People who could, by id, a few of them; a door shows their names. Empty for who holds no role at the time, and for who
    /// examines from outside: they are told the role, not who holds it.
    pub people: Vec<String>,
    /// In which state it is.
    pub at: State,
    /// Who asked had a part in it, and the rule that denies it is about that.
    pub part: Option<OwnPart>,
    /// Who asked examines from outside, and belongs to nobody here.
    pub outside: bool,
}

/// The part in something that stands in the way of judging it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnPart {
    /// Whoever asked wrote it, or had another part in it.
    Own,
    /// Somebody whom they stand in for, or who stands in for them, had.
    Represented,
}

/// Whose right it is that a token asks with.
const OF_THE_TOKEN: &str = "whoever issued this token";

impl NotAllowed {
    fn sentence(&self) -> String {
        let words = if self.of_many { self.action.words_of_many() } else { self.action.words() };
        match (self.duty, self.state) {
            (Some(Duty::ConfirmedOnly), Some(Membership::Invited)) => {
                format!("to {words}, accept the invitation first")
            }
            (Some(Duty::ConfirmedOnly), Some(Membership::Suspended)) => {
                format!("you may not {words}: your membership is suspended")
            }
            (Some(duty), _) => {
                let part = match self.part {
                    Some(OwnPart::Own) => ", and you had a part in it",
                    Some(OwnPart::Represented) => {
                        ", and somebody for whom you act, or who acts for you, had a part in it"
                    }
                    None => "",
                };
                format!("you may not {words}: {} ({}){part}", duty.sentence(), duty.id())
            }
            (None, _) if self.beyond => format!("this token does not cover it: to {words}"),
            (None, _) if self.held.is_empty() => {
                let (asker, they) = if self.token { (OF_THE_TOKEN, "they") } else { ("you", "you") };
                format!("{asker} may not {words}: {they} hold no role here today")
            }
            (None, _) if self.unnamed() => {
                let (asker, they) = if self.token { (OF_THE_TOKEN, "they") } else { ("you", "you") };
                format!("{asker} may not {words}: {they} are not named as its auditor")
            }
            (None, _) if self.could.is_empty() => format!("nobody can {words} now: it is {}", self.at.title()),
            (None, _) => {
                let held: Vec<String> = self.held.iter().map(|r| r.title().to_lowercase()).collect();
                let asker = if self.token { OF_THE_TOKEN } else { "you" };
                format!("{asker} may not {words}: no right for it comes with the role {}", any_of(&held))
            }
        }
    }

    fn hint(&self) -> String {
        if self.state == Some(Membership::Suspended) {
            return "an owner of the organisation can end the suspension".to_owned();
        }
        if self.state == Some(Membership::Invited) && self.duty == Some(Duty::ConfirmedOnly) {
            let hint = "open the link of the invitation, or accept it under Organisations; whoever invited you can make a new one";
            return hint.to_owned();
        }
        let roles: Vec<String> = self.could.iter().map(|r| r.title().to_lowercase()).collect();
        let roles = any_of(&roles);
        match self.duty {
            None if self.unnamed() => {
                "whoever plans the audit names its auditors, on its page or with `tickmark audit assign`".to_owned()
            }
            _ if !self.people.is_empty() => format!("ask {}", any_of(&self.people)),
            _ if roles.is_empty() => self.when(),
            _ if self.outside => format!("somebody of the organisation with the role {roles} does it"),
            None if self.beyond && self.action.in_tokens() => {
                "whoever may do it can issue a token that is for it".to_owned()
            }
            None if self.beyond => "no token is for it: a person does it, signed in".to_owned(),
            // Another role would not help who is kept from it by a rule: it takes somebody else.
            Some(duty) => self.second_person(duty, &roles),
            // Nobody changes their own roles (SoD-7).
            None if self.held.contains(&Role::Owner) => {
                format!(
                    "this takes the role {roles}; another owner can give it to you, and you can invite somebody with it"
                )
            }
            None => format!("this takes the role {roles}; an owner can give it"),
        }
    }

    /// An internal auditor carries out the audits that name them, and no other: another role would not help.
    fn unnamed(&self) -> bool {
        let named = Role::InternalAuditor;
        let there = self.held.contains(&named) && self.could.contains(&named);
        self.action == Action::ConductAudit && self.duty.is_none() && !self.beyond && there
    }

    /// Who else does it, and whether the rule could be set aside: only for who would be allowed without it.
    fn second_person(&self, duty: Duty, roles: &str) -> String {
        let other = format!("somebody else with the role {roles} does it; an owner can invite one");
        if duty.waivable() && self.held.iter().any(|role| self.could.contains(role)) {
            format!("{other}, or {} is waived for you, with a reason and a last day", duty.id())
        } else {
            other
        }
    }

    /// In which states it can be done at all.
    fn when(&self) -> String {
        let anybody = || Role::ALL.into_iter().map(Some).chain([None]);
        let can = |state: &State| {
            anybody().any(|role| [false, true].map(|own| cell(role, self.action, *state, own)).contains(&Cell::Allowed))
        };
        let states: Vec<String> = State::ALL.iter().filter(|state| can(state)).map(|s| s.title().to_owned()).collect();
        match states.is_empty() {
            true => "look at how it stands now".to_owned(),
            false => format!("look at how it stands now: this is done while it is {}", any_of(&states)),
        }
    }
}

/// Words of which any one will do, as a sentence lists them: `a`, `a or b`, `a, b or c`.
fn any_of(words: &[String]) -> String {
    match words.split_last() {
        Some((last, before @ [_, ..])) => format!("{} or {last}", before.join(", ")),
        _ => words.concat(),
    }
}

impl Refusal {
    /// A stable word for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::OrganisationExists => "organisation_exists",
            Refusal::NoOrganisation => "no_organisation",
            Refusal::Empty { .. } => "empty",
            Refusal::TooLong { .. } => "too_long",
            Refusal::NoCategory => "no_category",
            Refusal::Unknown { .. } => "unknown",
            Refusal::ControlExists { .. } => "control_exists",
            Refusal::ControlRetired { .. } => "control_retired",
            Refusal::NothingToChange { .. } => "nothing_to_change",
            Refusal::NeverInherited { .. } => "never_inherited",
            Refusal::NotInheritable { .. } => "not_inheritable",
            Refusal::NoProvider => "no_provider",
            Refusal::DatesReversed { .. } => "dates_reversed",
            Refusal::InTheFuture { .. } => "in_the_future",
            Refusal::ImportRefused { .. } => "import_refused",
            Refusal::TooMany { .. } => "too_many",
            Refusal::BadId { .. } => "bad_id",
            Refusal::NeedsDocument { .. } => "needs_document",
            Refusal::NoPart => "no_part",
            Refusal::NotAllowed(_) => "not_allowed",
            Refusal::StepUp { .. } => "step_up",
            Refusal::KeptApart { .. } => "kept_apart",
            Refusal::Outdated { .. } => "outdated",
            Refusal::MemberExists { .. } => "member_exists",
            Refusal::Paused { .. } => "paused",
            Refusal::OtherDoor { .. } => "other_door",
            Refusal::NotPossible { .. } => "not_possible",
        }
    }

    /// What could be done about it.
    pub fn hint(&self) -> String {
        match self {
            Refusal::OrganisationExists => "choose another short name, or open the one that exists".into(),
            Refusal::NoOrganisation => "begin one with `tickmark init`".into(),
            Refusal::Empty { wanted, .. } => format!("write {wanted}"),
            Refusal::TooLong { max, .. } => format!("shorten it to {max} characters"),
            Refusal::NoCategory => {
                "name at least one of security, availability, confidentiality, processing_integrity, privacy".into()
            }
            Refusal::Unknown { nearest: Some(n), .. } => format!("did you mean `{n}`?"),
            Refusal::Unknown { what, .. } => known::hint(what),
            Refusal::ControlExists { id } => format!("revise `{id}`, or choose another id"),
            Refusal::ControlRetired { .. } => "set its status to bring it back into use".into(),
            Refusal::NothingToChange { .. } => "nothing has to be done".into(),
            Refusal::NeverInherited { .. } => {
                "write a light procedure of your own: clear desk, clear screen, siting of equipment".into()
            }
            Refusal::NotInheritable { .. } => {
                format!("only {} can be inherited", crate::values::inheritance::INHERITABLE.join(", "))
            }
            Refusal::NoProvider => "set hosting to cloud or hybrid if a provider runs a data centre for you".into(),
            Refusal::DatesReversed { from, until } => format!("give another day: {until} is not before {from}"),
            Refusal::InTheFuture { .. } => "give the day on which it really happened".into(),
            Refusal::ImportRefused { .. } => "mend these rows in the spreadsheet and import it again".into(),
            Refusal::TooMany { what, max } => format!("split it: at most {max} {what} at once"),
            Refusal::BadId { what, .. } => known::id_hint(what).into(),
            Refusal::NeedsDocument { needs, .. } => format!("adopt `{needs}` first"),
            Refusal::NoPart => "ask an owner of the organisation to invite you".into(),
            Refusal::NotAllowed(missing) => missing.hint(),
            Refusal::StepUp { .. } => "confirm with your second factor or passkey; it counts for five minutes".into(),
            Refusal::Outdated { .. } => "read it again and decide on what it says now".into(),
            Refusal::MemberExists { state: Membership::Invited } => {
                "set the roles on their page; who lost the link is given a new one there".into()
            }
            Refusal::MemberExists { .. } => "set the roles, or end the suspension, on their page".into(),
            Refusal::NotPossible { hint, .. }
            | Refusal::KeptApart { hint, .. }
            | Refusal::Paused { hint, .. }
            | Refusal::OtherDoor { hint, .. } => hint.clone(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::OrganisationExists => f.write_str("the organisation exists already"),
            Refusal::NoOrganisation => f.write_str("there is no organisation yet"),
            Refusal::Empty { field, .. } => write!(f, "{field} is empty"),
            Refusal::TooLong { field, max } => write!(f, "{field} is longer than {max} characters"),
            Refusal::NoCategory => f.write_str("no trust services category is in scope"),
            Refusal::Unknown { what, id, .. } => write!(f, "no {} is known as `{id}`", what.replace('_', " ")),
            Refusal::ControlExists { id } => write!(f, "a control `{id}` exists already"),
            Refusal::ControlRetired { id } => write!(f, "the control `{id}` is retired"),
            Refusal::NothingToChange { what } => write!(f, "{what} is so already"),
            Refusal::NeverInherited { control } => write!(
                f,
                "{control} belongs to the organisation's own offices and devices and can never be inherited from a provider"
            ),
            Refusal::NotInheritable { control } => {
                write!(f, "{control} is not a data-centre control that a provider can answer")
            }
            Refusal::NoProvider => {
                f.write_str("the organisation runs on its own premises only: there is no provider to inherit from")
            }
            Refusal::DatesReversed { from, until } => write!(f, "{until} lies before {from}"),
            Refusal::InTheFuture { field } => write!(f, "{field} lies in the future"),
            Refusal::ImportRefused { rows, problems } => {
                write!(
                    f,
                    "{} refused, so nothing was imported: {}",
                    counted(*rows, "row is", "rows are"),
                    problems.join("; ")
                )
            }
            Refusal::TooMany { what, max } => write!(f, "more than {max} {what}"),
            Refusal::BadId { what, id } => write!(f, "`{id}` cannot be the id of a {what}"),
            Refusal::NeedsDocument { document, needs } => {
                write!(f, "`{document}` refers to `{needs}`, which is not adopted")
            }
            Refusal::NoPart => f.write_str("there is no such organisation, or you have no part in it"),
            Refusal::NotAllowed(missing) => f.write_str(&missing.sentence()),
            Refusal::StepUp { action } => write!(f, "to {}, prove again who you are", action.words()),
            Refusal::KeptApart { duty, sentence, .. } => write!(f, "{sentence}: {} ({})", duty.sentence(), duty.id()),
            Refusal::Outdated { what, id } => {
                write!(f, "the {} `{id}` has changed since you read it", what.replace('_', " "))
            }
            Refusal::MemberExists { state } => f.write_str(match state {
                Membership::Invited => "this person is invited already",
                Membership::Suspended => "this person is a member already, and suspended",
                Membership::Confirmed | Membership::Ended => "this person is a member already",
            }),
            Refusal::NotPossible { sentence, .. }
            | Refusal::Paused { sentence, .. }
            | Refusal::OtherDoor { sentence, .. } => f.write_str(sentence),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<Unknown> for Refusal {
    fn from(unknown: Unknown) -> Refusal {
        Refusal::Unknown { what: unknown.what, id: unknown.id, nearest: unknown.nearest }
    }
}
