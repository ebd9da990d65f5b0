//! Random people do random things in a small organisation for months; what must never happen does not.

use crate::library::{FIRST, Organisation, control};
use crate::people::{assign, end, invite, propose, resume, set_roles, suspend, why};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::people::{Hats, Member};
use domain::rules::access::{Object, object};
use domain::stamp::Badge;
use domain::values::access::{Cell, cell};
use domain::values::member::conflict;
use domain::values::{
    Action, Catalogue, Control, Deed, Duty, Grant, GrantKind, Membership, Role, Stage, State, TokenKind,
};
use jiff::ToSpan;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

const PEOPLE: [&str; 7] = [FIRST, "ada", "bo", "cy", "di", "ed", "fay"];
const CONTROLS: [&str; 3] = ["AC-1", "AC-2", "AC-3"];

/// One thing somebody tries: who, what kind of thing, and the dice for its details.
#[derive(Clone, Debug)]
struct Try {
    who: usize,
    what: u8,
    whom: usize,
    dice: u8,
    days: i32,
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let one = (0..PEOPLE.len(), 0..26_u8, 0..PEOPLE.len(), any::<u8>(), 1..100_i32);
    // The first owner tries more often than others, so that something comes about.
    let one = (one, any::<bool>()).prop_map(|((who, what, whom, dice, days), first)| Try {
        who: if first { 0 } else { who },
        what,
        whom,
        dice,
        days,
    });
    prop::collection::vec(one, 1..250)
}

/// The nth of what is there, or an id of nothing.
fn nth<T>(all: &BTreeMap<String, T>, dice: u8) -> String {
    all.keys().nth(usize::from(dice) % all.len().max(1)).cloned().unwrap_or_else(|| "none-0".into())
}

fn roles(dice: u8) -> Vec<Role> {
    let bits = Role::ALL.into_iter().enumerate().filter(|(i, _)| dice.wrapping_mul(37) & (1 << (i % 8)) != 0);
    let some: Vec<Role> = bits.map(|(_, role)| role).filter(|role| Role::MEMBER.contains(role)).collect();
    if dice.is_multiple_of(2) { vec![Role::MEMBER[usize::from(dice / 2) % Role::MEMBER.len()]] } else { some }
}

fn command(firm: &Organisation, Try { what, whom, dice, days, who }: &Try) -> Command {
    let people = &firm.registers.people;
    let (dice, whom, other) = (*dice, PEOPLE[*whom], PEOPLE[usize::from(*dice) % PEOPLE.len()]);
    let id = CONTROLS[usize::from(dice) % CONTROLS.len()];
    let duty = if dice.is_multiple_of(3) { Duty::ALL[usize::from(dice) % 18] } else { Duty::AuditsOwnWork };
    let kind = [GrantKind::Consultant, GrantKind::ExternalAuditor, GrantKind::Support][usize::from(dice) % 3];
    match what {
        0 | 1 => invite(whom, &roles(dice)),
        2 | 3 => Command::ConfirmMembership,
        4 | 5 => set_roles(whom, &roles(dice)),
        6 => suspend(whom),
        7 => {
            let mut suspended = people.members.iter().filter(|(_, m)| m.state == Membership::Suspended);
            resume(suspended.next_back().map_or(whom, |(person, _)| person.as_str()))
        }
        8 => end(if dice < 128 { whom } else { PEOPLE[*who] }),
        9 | 10 => {
            let from = firm.today().saturating_add(i32::from(dice % 20).days());
            let grant = firm.access(whom, kind, *days + i32::from(dice % 20));
            Command::GiveGrant { grant: Grant { works: dice > 99, from, ..grant } }
        }
        11 => Command::EndGrant { id: nth(&people.grants, dice), reason: why() },
        12 | 13 => firm.deputy(whom, other, *days),
        14 => Command::EndDeputy { id: nth(&people.deputies, dice) },
        15 => assign(id, (dice < 200).then_some(whom)),
        16 => firm.waiver(duty, whom, *days),
        17 => Command::ApproveWaiver { id: nth(&people.waivers, dice) },
        18 => Command::EndWaiver { id: nth(&people.waivers, dice), reason: why() },
        19 if dice < 128 => propose(Deed::Support { person: whom.into(), days: *days % 9 }),
        19 => propose(Deed::FullExport),
        20 => Command::ApproveDeed { id: nth(&people.deeds, dice) },
        21 if dice < 60 => Command::WithdrawDeed { id: nth(&people.deeds, dice), reason: why() },
        21 => Command::CarryOutDeed { id: nth(&people.deeds, dice) },
        22 => Command::AddControl { control: control(id, "") },
        23 => Command::ReviseControl { control: Control { activity: format!("v{dice}"), ..control(id, "") } },
        24 => firm.token(TokenKind::Api, &[Action::ReadProgramme], &[]),
        _ => Command::RevokeToken { id: nth(&people.tokens, dice) },
    }
}

fn confirmed(registers: &Registers) -> impl Iterator<Item = (&String, &Member)> {
    registers.people.members.iter().filter(|(_, m)| m.state == Membership::Confirmed)
}

/// Does the table allow it, read without the code that judges?
fn in_table(firm: &Organisation, hats: &Hats, action: Action, about: &Object) -> bool {
    let own = about.of.iter().any(|person| hats.selves.contains(person));
    let roles = hats.roles.iter().copied().map(Some).chain([None]);
    let cells: Vec<Cell> = roles.map(|role| cell(role, action, about.state, own)).collect();
    let alone = matches!(action, Action::ApproveDeed | Action::ApproveWaiver)
        && about.state == State::Proposed
        && hats.roles.contains(&Role::Owner)
        && firm.registers.people.is_one_person(firm.today());
    let waived = |duty: Duty| {
        let of_person = |w: &domain::registers::people::HeldWaiver| w.waiver.duty == duty && w.on(firm.today());
        firm.registers.people.waivers.values().any(|w| of_person(w) && w.waiver.person == hats.selves[0])
    };
    let denied = cells.iter().any(|cell| matches!(cell, Cell::Denied(duty) if !waived(*duty)));
    alone || (cells.contains(&Cell::Allowed) && !denied)
}

/// An owner remains; roles that exclude each other meet only under a waiver, and those that no waiver joins never.
fn sound(firm: &Organisation) {
    let people = &firm.registers.people;
    assert!(confirmed(&firm.registers).any(|(_, m)| m.roles.contains(&Role::Owner)), "an owner remains");
    for (person, _) in confirmed(&firm.registers) {
        let hats = people.hats(person, firm.today());
        if let Some((one, other, duty)) = conflict(&hats.roles) {
            // A waiver that has ended leaves the roles, but the table denies what they would do together.
            let once = |w: &domain::registers::people::HeldWaiver| {
                w.waiver.duty == duty && w.waiver.person == *person && w.approved_by.is_some()
            };
            let waived = duty.waivable() && people.waivers.values().any(once);
            assert!(waived, "{person} is both {} and {}", one.title(), other.title());
        }
        let audits = hats.roles.contains(&Role::ExternalAuditor);
        assert!(!audits || hats.roles.len() == 1, "{person} audits from outside and holds {:?}", hats.roles);
    }
    for held in people.grants.values() {
        assert!(held.grant.until <= held.grant.from.saturating_add(89.days()));
        assert_ne!(held.given_by, held.grant.person, "nobody gives access to themselves");
    }
    for held in people.waivers.values().filter(|w| w.stage == Stage::Approved && !w.alone) {
        let by = held.approved_by.as_ref().unwrap();
        assert!(*by != held.proposed_by && *by != held.waiver.person);
    }
    for held in people.deeds.values().filter(|d| d.approved_by.is_some() && !d.alone) {
        assert_ne!(held.approved_by.as_ref(), Some(&held.proposed_by));
    }
}

/// Nothing that somebody does gives themselves a role, but accepting what another offered.
fn nothing_gained(before: &Hats, before_own: Option<&BTreeSet<Role>>, firm: &Organisation, person: &str, verb: &str) {
    let after = firm.registers.people.hats(person, firm.today());
    assert_eq!(before_own, firm.registers.people.members.get(person).map(|m| &m.roles), "{person} by {verb}");
    assert!(verb == "confirm_membership" || after.roles.is_subset(&before.roles), "{person} gained by {verb}");
}

/// A missing right says which rule, or who could, and those could.
fn helpful(firm: &Organisation, refusal: &Refusal, command: &Command, about: &Object) {
    let Refusal::NotAllowed(missing) = refusal else { return };
    let any = |own| Role::ALL.into_iter().any(|r| cell(Some(r), missing.action, about.state, own) == Cell::Allowed);
    assert!(missing.duty.is_some() || !missing.could.is_empty() || !(any(true) || any(false)), "{refusal}");
    for person in &missing.people {
        let instead = firm.judges(&Badge::fresh(person.clone()), command.clone());
        assert!(!matches!(instead, Err(Refusal::NotAllowed(_) | Refusal::NoPart)), "{person} could: {refusal}");
    }
}

#[test]
fn whatever_people_try_the_rules_hold() {
    let mut base = Organisation::begun();
    base.registers.catalogue = Catalogue::default();
    let accepted: RefCell<BTreeMap<&'static str, u32>> = RefCell::default();
    let config = Config { cases: 600, failure_persistence: None, max_shrink_iters: 20_000, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let walked = runner.run(&tries(), |tries| {
        let mut firm = base.clone();
        for (step, attempt) in tries.iter().enumerate() {
            let (person, asked) = (PEOPLE[attempt.who], command(&firm, attempt));
            let badge = Badge::fresh(person);
            let hats = firm.registers.people.hats(person, firm.today());
            let about = object(&firm.registers, &asked, &badge);
            assert_eq!(firm.judges(&Badge::fresh("nobody"), asked.clone()), Err(Refusal::NoPart));
            match firm.judges(&badge, asked.clone()) {
                Ok(_) => {
                    let leaves = matches!(&asked, Command::EndMembership { person: whom, .. } if whom == person);
                    let action = if leaves { Action::Leave } else { asked.action().unwrap() };
                    assert!(in_table(&firm, &hats, action, &about), "{person}: {asked:?}");
                    let own = firm.registers.people.members.get(person).map(|m| m.roles.clone());
                    firm.does_as(&badge, asked.clone());
                    *accepted.borrow_mut().entry(asked.verb()).or_default() += 1;
                    nothing_gained(&hats, own.as_ref(), &firm, person, asked.verb());
                }
                Err(refusal) => {
                    let no_part = matches!(hats.state, None | Some(Membership::Ended));
                    assert_eq!(refusal == Refusal::NoPart, no_part, "{person}: {refusal}");
                    helpful(&firm, &refusal, &asked, &about);
                }
            }
            sound(&firm);
            if step % 8 == 7 {
                firm.days_pass(i64::from(attempt.dice % 12));
                sound(&firm);
            }
        }
        Ok(())
    });
    walked.unwrap_or_else(|found| panic!("{found}"));
    let accepted = accepted.into_inner();
    // A walk in which nothing comes about shows nothing: each of the 22 kinds of changes was made many times.
    let seldom: Vec<_> = accepted.iter().filter(|(_, times)| **times < 10).collect();
    assert!(accepted.len() == 22 && seldom.is_empty(), "{accepted:?}");
}
