//! May they? Judged here and nowhere else, before every rule and every question, from the one table of rights.

use super::engagement::is_to_examine;
use super::room::watched;
use crate::command::Command;
use crate::refusal::{NotAllowed, OwnPart, Refusal};
use crate::registers::Registers;
use crate::registers::people::Hats;
use crate::stamp::{Badge, Limits, Proof, Stamp};
use crate::values::access::table::{Cell, cell};
use crate::values::{Action, Deed, Duty, Membership, Role, Stage, State, Status};
use jiff::civil::Date;

/// Most people that a refusal names as those who could do it instead.
const MOST_NAMED: usize = 3;

/// What an action is about: its state, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Its state.
    pub state: State,
    /// The persons whose it is.
    pub of: Vec<String>,
    /// The controls that it is about: a token may be bound to some, and then reaches nothing that is about another.
    pub controls: Vec<String>,
}

impl Object {
    /// Something that belongs to nobody in particular.
    pub fn plain(state: State) -> Object {
        Object { state, of: Vec::new(), controls: Vec::new() }
    }

    fn of(state: State, person: &str) -> Object {
        Object { state, of: vec![person.to_owned()], controls: Vec::new() }
    }

    /// An own control by id, with the person who owns it.
    pub fn control(registers: &Registers, id: &str) -> Object {
        let state = match registers.controls.get(id) {
            None => State::Absent,
            Some(held) if held.control.status == Status::Retired => State::Retired,
            Some(_) => State::Live,
        };
        let of = registers.people.controls.get(id).cloned().into_iter().collect();
        Object { state, of, controls: vec![id.to_owned()] }
    }

    /// What a question is about: the control that it names, or nothing in particular. What an external auditor has to examine
    /// is the auditor's own, and nothing else of the programme is.
    pub fn asked(registers: &Registers, person: &str, action: Action, control: Option<&str>, day: Date) -> Object {
        let mut object = control.map_or(Object::plain(State::Live), |id| Object::control(registers, id));
        let looks = action.reads() && watched(registers, person, day);
        if looks && is_to_examine(registers, person, action, control, day) {
            object.of.push(person.to_owned());
        }
        object
    }

    /// A membership.
    pub fn member(registers: &Registers, person: &str) -> Object {
        Object::of(registers.people.members.get(person).map_or(State::Absent, |m| state_of(m.state)), person)
    }
}

fn state_of(state: Membership) -> State {
    match state {
        Membership::Invited => State::Invited,
        Membership::Confirmed => State::Confirmed,
        Membership::Suspended => State::Suspended,
        Membership::Ended => State::Ended,
    }
}

fn state_at(stage: Option<Stage>) -> State {
    match stage {
        None => State::Absent,
        Some(Stage::Proposed) => State::Proposed,
        Some(Stage::Approved) => State::Approved,
        Some(Stage::Done | Stage::Ended) => State::Ended,
    }
}

/// What a command is about.
pub fn object(registers: &Registers, command: &Command, by: &Badge) -> Object {
    let people = &registers.people;
    match command {
        Command::AddControl { control } | Command::ReviseControl { control } => Object::control(registers, &control.id),
        Command::RetireControl { id, .. }
        | Command::LinkControl { id, .. }
        | Command::UnlinkControl { id, .. }
        | Command::AssignControl { id, .. } => Object::control(registers, id),
        Command::InvitePerson { person, .. }
        | Command::SetRoles { person, .. }
        | Command::SuspendMember { person, .. }
        | Command::ResumeMember { person }
        | Command::EndMembership { person, .. } => Object::member(registers, person),
        Command::GiveGrant { grant } => Object::of(State::Absent, &grant.person),
        Command::ConfirmMembership => Object::member(registers, &by.person),
        Command::EndGrant { id, .. } => people.grants.get(id).map_or(Object::plain(State::Absent), |g| {
            Object::of(if g.ended.is_none() { State::Confirmed } else { State::Ended }, &g.grant.person)
        }),
        Command::NameDeputy { deputy } => Object::of(State::Absent, &deputy.principal),
        Command::EndDeputy { id } => people.deputies.get(id).map_or(Object::plain(State::Absent), |d| {
            Object::of(if d.ended { State::Ended } else { State::Confirmed }, &d.deputy.principal)
        }),
        Command::ApproveWaiver { id } | Command::EndWaiver { id, .. } => {
            let held = people.waivers.get(id);
            let of = held.map(|w| vec![w.proposed_by.clone(), w.waiver.person.clone()]).unwrap_or_default();
            Object { state: state_at(held.map(|w| w.stage)), of, controls: Vec::new() }
        }
        Command::ApproveDeed { id } | Command::WithdrawDeed { id, .. } | Command::CarryOutDeed { id } => {
            let held = people.deeds.get(id);
            let of = held.map(|d| {
                let benefits = match &d.deed {
                    Deed::Support { person, .. } => Some(person.clone()),
                    _ => None,
                };
                std::iter::once(d.proposed_by.clone()).chain(benefits).collect()
            });
            Object { state: state_at(held.map(|d| d.stage)), of: of.unwrap_or_default(), controls: Vec::new() }
        }
        Command::AskAccess { request } => Object::of(State::Absent, &request.person),
        Command::DecideAccess { id, .. } => {
            let held = registers.workforce.requests.get(id);
            let of = held.map(|r| vec![r.asked_by.clone(), r.request.person.clone()]).unwrap_or_default();
            Object { state: held.map_or(State::Absent, |_| State::Proposed), of, controls: Vec::new() }
        }
        Command::IssueToken { .. } => Object::of(State::Absent, &by.person),
        Command::RevokeToken { id } => people.tokens.get(id).map_or(Object::plain(State::Absent), |t| {
            Object::of(if t.revoked { State::Ended } else { State::Live }, &t.owner)
        }),
        Command::Operation(command) => super::operation::object(registers, command, by),
        Command::Evidence(command) => super::evidence::object(registers, command, by),
        Command::Engagement(command) => super::engagement::object(registers, command, by),
        Command::Testing(command) => super::testing::object(registers, command, by),
        Command::Supplier(command) => super::supplier::object(registers, command, by),
        Command::Description(command) => super::description::object(registers, command, by),
        Command::Room(command) => super::room::object(registers, command, by),
        Command::Package(command) => super::package::object(registers, command, by),
        Command::Collector(command) => super::collector::object(registers, command, by),
        Command::Certification(command) => super::certification::object(registers, command, by),
        Command::Review(command) => super::review::object(registers, command, by),
        Command::Audit(command) => super::audit::object(registers, command, by),
        Command::Isms(command) => super::isms::object(registers, command, by),
        Command::Policy(command) => super::policy::object(registers, command, by),
        Command::Nonconformity(command) => super::nonconformity::object(registers, command, by),
        Command::Statement(command) => super::statement::object(registers, command, by),
        Command::Risk(command) => super::risk::object(registers, command, by),
        Command::Scorecard(command) => super::scorecard::object(registers, command, by),
        Command::Public(command) => super::public::object(registers, command, by),
        Command::Plan(command) => super::plan::object(registers, command),
        Command::Questionnaire(command) => super::questionnaire::object(registers, command, by),
        _ => Object::plain(State::Live),
    }
}

/// What a command names that was never there: its kind and id.
fn missing<'a>(registers: &Registers, command: &'a Command) -> Option<(&'static str, &'a String)> {
    let people = &registers.people;
    let (what, id, there) = match command {
        Command::SetRoles { person, .. }
        | Command::SuspendMember { person, .. }
        | Command::ResumeMember { person }
        | Command::EndMembership { person, .. } => ("member", person, people.members.contains_key(person)),
        Command::EndGrant { id, .. } => ("grant", id, people.grants.contains_key(id)),
        Command::ApproveWaiver { id } | Command::EndWaiver { id, .. } => {
            ("waiver", id, people.waivers.contains_key(id))
        }
        Command::ApproveDeed { id } | Command::WithdrawDeed { id, .. } | Command::CarryOutDeed { id } => {
            ("deed", id, people.deeds.contains_key(id))
        }
        Command::RevokeToken { id } => ("token", id, people.tokens.contains_key(id)),
        Command::Operation(command) => return super::operation::missing(registers, command),
        Command::Evidence(command) => return super::evidence::missing(registers, command),
        Command::Engagement(command) => return super::engagement::missing(registers, command),
        Command::Testing(command) => return super::testing::missing(registers, command),
        Command::Supplier(command) => return super::supplier::missing(registers, command),
        Command::Description(command) => return super::description::missing(registers, command),
        Command::Room(command) => return super::room::missing(registers, command),
        Command::Package(command) => return super::package::missing(registers, command),
        Command::Collector(command) => return super::collector::missing(registers, command),
        Command::Certification(command) => return super::certification::missing(registers, command),
        Command::Review(command) => return super::review::missing(registers, command),
        Command::Audit(command) => return super::audit::missing(registers, command),
        Command::Isms(command) => return super::isms::missing(registers, command),
        Command::Policy(command) => return super::policy::missing(registers, command),
        Command::Nonconformity(command) => return super::nonconformity::missing(registers, command),
        Command::Statement(command) => return super::statement::missing(registers, command),
        Command::Risk(command) => return super::risk::missing(registers, command),
        Command::Questionnaire(command) => return super::questionnaire::missing(registers, command),
        Command::Plan(command) => return super::plan::missing(registers, command),
        _ => return None,
    };
    (!there).then_some((what, id))
}

/// Judges the right to a command. Leaving is the only change of one's own membership, so ending it asks for that right.
/// Who could do it to something that is there is told that this one is not; nobody else learns what is there.
pub(super) fn permit(registers: &Registers, command: &Command, stamp: &Stamp) -> Result<(), Refusal> {
    let Some(action) = command.action() else {
        return Ok(());
    };
    // A document that is kept from somebody is judged as one that was never there (R160).
    let hidden = matches!(command, Command::Policy(command) if super::policy::hidden(registers, command, stamp));
    let object = if hidden { Object::plain(State::Absent) } else { object(registers, command, &stamp.by) };
    let action = match command {
        // The directory does not leave for whoever issued its token: it would end that membership (SoD-7).
        Command::EndMembership { person, .. } if *person == stamp.by.person && !by_directory(&stamp.by) => {
            Action::Leave
        }
        // A revision that retires is retiring, whatever it is called.
        Command::ReviseControl { control } if control.status == Status::Retired => Action::RetireControl,
        _ => action,
    };
    let permitted = allowed_to(registers, &stamp.by, command, (action, &object), stamp.today);
    let missing = match command {
        Command::Policy(command) if hidden => command.id().map(|id| ("document", id)),
        _ => missing(registers, command),
    };
    if let (Err(Refusal::NotAllowed(_)), Some((what, id))) = (&permitted, missing) {
        let hats = registers.people.hats(&stamp.by.person, stamp.today);
        let could = |state| judged(registers, &stamp.by, &hats, action, &Object::plain(state), stamp.today).0;
        if State::ALL.into_iter().any(could) {
            return Err(Refusal::Unknown { what, id: id.clone(), nearest: None });
        }
    }
    if let Command::InvitePerson { person, .. } = command {
        there_already(registers, person, &permitted, stamp)?;
    }
    match missing {
        Some((what, id)) if hidden && permitted.is_ok() => {
            Err(Refusal::Unknown { what, id: id.clone(), nearest: None })
        }
        _ => permitted,
    }
}

fn by_directory(by: &Badge) -> bool {
    by.limits.as_ref().is_some_and(|limits| limits.directory)
}

/// Whoever may invite is told that somebody has a part already, rather than that nobody can, or that the rule on one's own
/// roles (SoD-7) says no.
fn there_already(
    registers: &Registers,
    person: &str,
    permitted: &Result<(), Refusal>,
    stamp: &Stamp,
) -> Result<(), Refusal> {
    let Err(Refusal::NotAllowed(missing)) = permitted else {
        return Ok(());
    };
    let Some(member) = registers.people.members.get(person) else {
        return Ok(());
    };
    let absent = Object::plain(State::Absent);
    // Who would be asked to prove again who they are is told before, that there is nothing to prove it for.
    match allowed(registers, &stamp.by, Action::InvitePerson, &absent, stamp.today) {
        Ok(()) | Err(Refusal::StepUp { .. }) => {}
        Err(_) => return Ok(()),
    }
    match missing.duty {
        None => Err(Refusal::MemberExists { state: member.state }),
        Some(duty @ Duty::OwnRole) if *person == stamp.by.person => Err(Refusal::KeptApart {
            duty,
            sentence: "you cannot invite yourself, and are a member already".to_owned(),
            hint: "write the address of whom you want to invite; your own roles are changed by another owner"
                .to_owned(),
        }),
        Some(_) => Ok(()),
    }
}

/// Judges the right to an action on an object on a day. Who has no part in the organisation learns nothing of it.
///
/// # Errors
/// [`Refusal::NoPart`], [`Refusal::NotAllowed`] or [`Refusal::StepUp`].
pub fn allowed(registers: &Registers, by: &Badge, action: Action, object: &Object, day: Date) -> Result<(), Refusal> {
    asked(registers, by, action, object, day).map_err(|refusal| few(refusal, |_| true))
}

/// The same of a command: of those who could do it instead, only those are named whom no rule of its own keeps from it.
///
/// # Errors
/// As [`allowed`].
pub fn allowed_to(
    registers: &Registers,
    by: &Badge,
    command: &Command,
    (action, object): (Action, &Object),
    day: Date,
) -> Result<(), Refusal> {
    let counts = |person: &str| match command {
        Command::Policy(command) => super::policy::counts(registers, command, person, day),
        Command::Nonconformity(command) => super::nonconformity::counts(registers, command, person),
        _ => true,
    };
    asked(registers, by, action, object, day).map_err(|refusal| few(refusal, counts))
}

/// Names a few of those who could do it, and of them only whose doing counts.
fn few(mut refusal: Refusal, counts: impl Fn(&str) -> bool) -> Refusal {
    if let Refusal::NotAllowed(missing) = &mut refusal {
        missing.people.retain(|person| counts(person));
        missing.people.truncate(MOST_NAMED);
    }
    refusal
}

fn asked(registers: &Registers, by: &Badge, action: Action, object: &Object, day: Date) -> Result<(), Refusal> {
    let hats = registers.people.hats(&by.person, day);
    if matches!(hats.state, None | Some(Membership::Ended)) {
        return Err(Refusal::NoPart);
    }
    let (verdict, duty) = judged(registers, by, &hats, action, object, day);
    if !verdict {
        return Err(Refusal::NotAllowed(Box::new(not_allowed(registers, by, &hats, action, object, duty, day))));
    }
    let proved = by.proof == Proof::Fresh || by.limits.is_some();
    if action.step_up() && !proved {
        return Err(Refusal::StepUp { action });
    }
    Ok(())
}

/// The verdict, and the rule when one denies.
fn judged(
    registers: &Registers,
    by: &Badge,
    hats: &Hats,
    action: Action,
    object: &Object,
    day: Date,
) -> (bool, Option<Duty>) {
    let own = object.of.iter().any(|person| hats.selves.contains(person));
    let tied = !own && object.of.iter().any(|person| hats.tied.contains(person));
    if let Some(limits) = &by.limits {
        if !covers(limits, action, object) {
            return (false, None);
        }
        let bound = is_bound_to(limits, action, object);
        if limits.collector && cell(Some(Role::Collector), action, object.state, bound) != Cell::Allowed {
            return (false, Some(Duty::ProgramOverrules));
        }
    }
    let mut may = false;
    let roles = hats.roles.iter().copied().map(Some).chain([None]);
    for role in roles {
        let theirs = cell(role, action, object.state, true);
        let denied = tied && matches!(theirs, Cell::Denied(_));
        match if denied { theirs } else { cell(role, action, object.state, own) } {
            Cell::Denied(duty) if !set_aside(registers, duty, by, action, day) => return (false, Some(duty)),
            Cell::Allowed => may = true,
            _ => {}
        }
    }
    // Whoever is alone is owner, and top management too.
    if !may && action == Action::ApproveWaiver && object.state == State::Proposed && hats.roles.contains(&Role::Owner) {
        may = registers.people.is_one_person(day);
    }
    let begun = hats.state == Some(Membership::Confirmed);
    (may, (!may && !begun).then_some(Duty::ConfirmedOnly))
}

/// Is what a token was issued for wide enough? Whether its owner may do it is another question.
fn covers(limits: &Limits, action: Action, object: &Object) -> bool {
    let carried = action.in_tokens() || (limits.directory && action.by_directory());
    let bound = limits.controls.is_empty() || is_bound_to(limits, action, object);
    limits.actions.contains(action) && carried && bound
}

/// A token that is bound to controls changes nothing else, an import of other controls included.
fn is_bound_to(limits: &Limits, action: Action, object: &Object) -> bool {
    let about = &object.controls;
    if about.is_empty() { action.reads() } else { about.iter().all(|c| limits.controls.contains(c)) }
}

/// Is a rule set aside: by a waiver, or because there is nobody else in the organisation who could be the second person?
fn set_aside(registers: &Registers, duty: Duty, by: &Badge, action: Action, day: Date) -> bool {
    let people = &registers.people;
    let second =
        matches!((action, duty), (Action::ApproveDeed, Duty::TwoPersons) | (Action::ApproveWaiver, Duty::Waiver));
    (second && people.is_one_person(day)) || (duty.waivable() && people.waived(duty, &by.person, day))
}

fn not_allowed(
    registers: &Registers,
    by: &Badge,
    hats: &Hats,
    action: Action,
    object: &Object,
    duty: Option<Duty>,
    day: Date,
) -> NotAllowed {
    let could = |role: &Role| {
        let said = |own| cell(Some(*role), action, object.state, own) == Cell::Allowed;
        said(false) || said(true)
    };
    let roles: Vec<Role> = Role::ALL.into_iter().filter(could).collect();
    let anybody = !roles.is_empty() || cell(None, action, object.state, true) == Cell::Allowed;
    // Names are for who takes part here: not for who holds no role today, as when outside access is over, not for who was only
    // invited or examines from outside, and not for a program that reads nothing.
    let over = hats.state == Some(Membership::Confirmed) && hats.roles.is_empty();
    let blind = by.limits.as_ref().is_some_and(|limits| limits.collector || limits.directory);
    let outside = hats.roles.contains(&Role::ExternalAuditor);
    let invited = hats.state == Some(Membership::Invited);
    let told = anybody && !over && !blind && !outside && !invited;
    let others = registers.people.members.keys().filter(|person| told && **person != by.person);
    let people = others.filter(|person| {
        let other = Badge::fresh((*person).clone());
        let hats = registers.people.hats(person, day);
        hats.state == Some(Membership::Confirmed) && judged(registers, &other, &hats, action, object, day).0
    });
    // Those who belong to the organisation come before those who look in from outside.
    let guest = |person: &&String| registers.people.members.get(*person).is_none_or(|m| m.roles.is_empty());
    let (guests, own): (Vec<&String>, Vec<&String>) = people.partition(guest);
    let had_part = match duty {
        Some(Duty::AuthorApproves) if object.of.contains(&by.person) => Some(OwnPart::Own),
        Some(Duty::AuthorApproves) => Some(OwnPart::Represented),
        _ => None,
    };
    NotAllowed {
        action,
        duty,
        state: hats.state,
        held: hats.roles.iter().copied().collect(),
        of_many: action.reads() && object.of.is_empty() && object.controls.is_empty(),
        token: by.limits.is_some(),
        beyond: by.limits.as_ref().is_some_and(|limits| !covers(limits, action, object)),
        people: own.into_iter().chain(guests).cloned().collect(),
        could: roles,
        at: object.state,
        part: had_part,
        outside,
    }
}
