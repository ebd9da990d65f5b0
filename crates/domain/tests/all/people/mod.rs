//! An organisation with one person for every role, and the commands about people.

use crate::library::{FIRST, Organisation, control, day_of};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::stamp::{Badge, Proof};
use domain::values::{Deed, Deputy, Duty, Grant, GrantKind, Role, TokenKind, TokenScope, Waiver};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The cast: person and what they are. [`FIRST`] is owner and programme manager; `carl` owns the control AC-1.
pub(crate) const CAST: [(&str, &[Role]); 6] = [
    ("olga", &[Role::Owner]),
    ("paul", &[Role::ProgrammeManager]),
    ("mark", &[Role::Management]),
    ("carl", &[Role::ControlOwner]),
    ("tina", &[Role::Contributor]),
    ("ivan", &[Role::InternalAuditor]),
];

/// An organisation with the whole cast, `eve` as external auditor and `cleo` as consultant.
pub(crate) fn firm() -> Organisation {
    let mut firm = Organisation::begun();
    for (person, roles) in CAST {
        firm.joins(person, roles);
    }
    for id in ["AC-1", "AC-2"] {
        firm.does(Command::AddControl { control: control(id, "") });
    }
    firm.does(assign("AC-1", Some("carl")));
    for (person, kind) in [("eve", GrantKind::ExternalAuditor), ("cleo", GrantKind::Consultant)] {
        firm.does(firm.grant(person, kind, 90));
        firm.by(person, Command::ConfirmMembership);
    }
    firm
}

impl Organisation {
    /// The day of the next command.
    pub(crate) fn today(&self) -> Date {
        day_of(self.clock_us)
    }

    /// A day so many days from today, before it when they are negative.
    pub(crate) fn in_days(&self, days: i32) -> Date {
        self.today().saturating_add(days.days())
    }

    /// Lets days pass.
    pub(crate) fn days_pass(&mut self, days: i64) {
        self.clock_us += days * 86_400_000_000;
    }

    /// Lets hours pass.
    pub(crate) fn hours_pass(&mut self, hours: i64) {
        self.clock_us += hours * 3_600_000_000;
    }

    /// Somebody does it.
    pub(crate) fn by(&mut self, person: &str, command: Command) -> Vec<Event> {
        self.does_as(&Badge::fresh(person), command)
    }

    /// Somebody proposes or gives it; the id of what is new.
    pub(crate) fn new_by(&mut self, person: &str, command: Command) -> String {
        self.by(person, command).last().unwrap().object().1.to_owned()
    }

    /// Somebody is refused it.
    pub(crate) fn not_by(&self, person: &str, command: Command) -> Refusal {
        self.refuses_to(&Badge::fresh(person), command)
    }

    /// Somebody is refused it because of a rule, which the sentence names.
    pub(crate) fn kept_from(&self, person: &str, command: Command, duty: Duty) -> Refusal {
        let refusal = self.not_by(person, command);
        rests_on(&refusal, duty);
        refusal
    }

    /// Is invited by the first owner and accepts.
    pub(crate) fn joins(&mut self, person: &str, roles: &[Role]) {
        self.does(invite(person, roles));
        self.by(person, Command::ConfirmMembership);
    }

    /// The roles in force today.
    pub(crate) fn roles(&self, person: &str) -> Vec<Role> {
        self.registers.people.hats(person, self.today()).roles.into_iter().collect()
    }

    /// The last of so many days that begin today.
    pub(crate) fn until(&self, days: i32) -> Date {
        self.today().saturating_add((days - 1).days())
    }

    /// Outside access for so many days from today.
    pub(crate) fn grant(&self, person: &str, kind: GrantKind, days: i32) -> Command {
        Command::GiveGrant { grant: self.access(person, kind, days) }
    }

    /// The grant of [`Organisation::grant`], to be changed.
    pub(crate) fn access(&self, person: &str, kind: GrantKind, days: i32) -> Grant {
        let (from, until) = (self.today(), self.until(days));
        let (engagement, reason) = ("2026 examination".to_owned(), "engaged by contract".to_owned());
        Grant { person: person.into(), kind, works: false, engagement, from, until, reason }
    }

    /// A deputy for so many days from today.
    pub(crate) fn deputy(&self, principal: &str, deputy: &str, days: i32) -> Command {
        let (from, until) = (self.today(), self.until(days));
        let reason = "parental leave".to_owned();
        Command::NameDeputy {
            deputy: Deputy { principal: principal.into(), deputy: deputy.into(), from, until, reason },
        }
    }

    /// A waiver for so many days from today.
    pub(crate) fn waiver(&self, duty: Duty, person: &str, days: i32) -> Command {
        let (from, until) = (self.today(), self.until(days));
        let reason = "there are two of us; the auditor of a client checks it".to_owned();
        Command::ProposeWaiver { waiver: Waiver { duty, person: person.into(), reason, from, until } }
    }

    /// A token for so many days from today.
    pub(crate) fn token(&self, kind: TokenKind, actions: &[domain::values::Action], controls: &[&str]) -> Command {
        Command::IssueToken {
            scope: TokenScope {
                name: "nightly script".into(),
                kind,
                actions: actions.iter().copied().collect(),
                controls: controls.iter().map(|id| (*id).to_owned()).collect(),
                until: self.until(90),
            },
        }
    }

    /// What the holder of a token shows.
    pub(crate) fn shown(&self, token: &str) -> Badge {
        let held = &self.registers.people.tokens[token];
        Badge { person: held.owner.clone(), limits: Some(held.limits()), proof: Proof::Single }
    }

    /// Has management waive a rule for somebody for 30 days.
    pub(crate) fn waived(&mut self, duty: Duty, person: &str) -> String {
        let id = self.new_by(FIRST, self.waiver(duty, person, 30));
        self.by("mark", Command::ApproveWaiver { id: id.clone() });
        id
    }
}

/// Does the refusal rest on this rule, and does it say so?
pub(crate) fn rests_on(refusal: &Refusal, duty: Duty) {
    let named = match refusal {
        Refusal::KeptApart { duty, .. } => Some(*duty),
        Refusal::NotAllowed(missing) => missing.duty,
        _ => None,
    };
    assert_eq!(named, Some(duty), "{refusal}");
    assert!(refusal.to_string().contains(&duty.id()) || duty == Duty::ConfirmedOnly, "{refusal}");
}

/// A set of roles.
pub(crate) fn set(roles: &[Role]) -> BTreeSet<Role> {
    roles.iter().copied().collect()
}

/// A reason that holds.
pub(crate) fn why() -> String {
    "as agreed in the meeting".to_owned()
}

pub(crate) fn invite(person: &str, roles: &[Role]) -> Command {
    Command::InvitePerson { person: person.into(), roles: set(roles) }
}

pub(crate) fn set_roles(person: &str, roles: &[Role]) -> Command {
    Command::SetRoles { person: person.into(), roles: set(roles), reason: why() }
}

pub(crate) fn suspend(person: &str) -> Command {
    Command::SuspendMember { person: person.into(), reason: why() }
}

pub(crate) fn resume(person: &str) -> Command {
    Command::ResumeMember { person: person.into() }
}

pub(crate) fn end(person: &str) -> Command {
    Command::EndMembership { person: person.into(), reason: why() }
}

pub(crate) fn assign(id: &str, person: Option<&str>) -> Command {
    Command::AssignControl { id: id.into(), person: person.map(str::to_owned) }
}

pub(crate) fn propose(deed: Deed) -> Command {
    Command::ProposeDeed { deed, reason: why() }
}
