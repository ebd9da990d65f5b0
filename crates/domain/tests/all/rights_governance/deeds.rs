//! What needs two persons, a day in between, and can be stopped by every owner (SoD-8).

use crate::library::{FIRST, Organisation, control};
use crate::people::{end, firm, propose, suspend, why};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::registers::Recorded;
use domain::registers::people::HeldDeed;
use domain::rules::{Stamp, restore};
use domain::stamp::Badge;
use domain::values::{Deed, Duty, GrantKind, Restored, Role, Stage};

fn approve(id: &str) -> Command {
    Command::ApproveDeed { id: id.into() }
}

fn carry_out(id: &str) -> Command {
    Command::CarryOutDeed { id: id.into() }
}

fn withdraw(id: &str) -> Command {
    Command::WithdrawDeed { id: id.into(), reason: why() }
}

fn held<'a>(firm: &'a Organisation, id: &str) -> &'a HeldDeed {
    &firm.registers.people.deeds[id]
}

#[test]
fn sod_8_a_deed_takes_a_second_person_and_a_day() {
    let mut firm = firm();
    let events = firm.does(propose(Deed::FullExport));
    let id = events[0].object().1.to_owned();
    assert_eq!(events, [Event::DeedProposed { id: id.clone(), deed: Deed::FullExport, reason: why() }]);
    assert_eq!(firm.refuses(carry_out(&id)).code(), "not_allowed", "nobody approved it");
    firm.kept_from(FIRST, approve(&id), Duty::TwoPersons);
    assert_eq!(firm.not_by("paul", approve(&id)).hint(), "ask mark or olga");
    assert_eq!(firm.by("mark", approve(&id)), [Event::DeedApproved { id: id.clone(), alone: false }]);
    firm.hours_pass(23);
    let refusal = firm.kept_from(FIRST, carry_out(&id), Duty::TwoPersons);
    assert!(refusal.to_string().starts_with("24 hours have not passed since the approval"), "{refusal}");
    firm.hours_pass(1);
    assert_eq!(firm.not_by("mark", carry_out(&id)).code(), "not_allowed");
    assert_eq!(firm.does(carry_out(&id)), [Event::DeedDone { id: id.clone() }]);
    assert_eq!((held(&firm, &id).stage, held(&firm, &id).alone), (Stage::Done, false));
    assert_eq!(firm.refuses(carry_out(&id)).code(), "not_allowed", "once is enough");
}

#[test]
fn sod_8_two_approvals_have_one_outcome() {
    let mut firm = firm();
    let id = firm.new_by(FIRST, propose(Deed::RotateKey));
    firm.by("mark", approve(&id));
    assert_eq!(firm.not_by("olga", approve(&id)).code(), "not_allowed");
    assert_eq!(held(&firm, &id).approved_by.as_deref(), Some("mark"));
}

#[test]
fn sod_8_every_owner_can_stop_a_deed_before_and_after_its_approval() {
    let mut firm = firm();
    for approved in [false, true] {
        let id = firm.new_by(FIRST, propose(Deed::FullExport));
        if approved {
            firm.by("mark", approve(&id));
        }
        assert_eq!(firm.not_by("mark", withdraw(&id)).code(), "not_allowed");
        assert_eq!(firm.by("olga", withdraw(&id)), [Event::DeedWithdrawn { id: id.clone(), reason: why() }]);
        firm.hours_pass(48);
        for command in [carry_out(&id), approve(&id), withdraw(&id)] {
            assert_eq!(firm.refuses(command).code(), "not_allowed");
        }
    }
}

#[test]
fn the_same_deed_is_proposed_once_at_a_time() {
    let mut firm = firm();
    let id = firm.new_by(FIRST, propose(restore_of("ab")));
    let again = || propose(restore_of("ab"));
    assert_eq!(firm.not_by("olga", again()).code(), "nothing_to_change");
    firm.does(propose(restore_of("cd")));
    firm.by("olga", withdraw(&id));
    firm.does(again());
}

#[test]
fn what_no_deed_can_be() {
    let mut firm = firm();
    let support = |person: &str, days| propose(Deed::Support { person: person.into(), days });
    let erase = |person: &str| propose(Deed::ErasePerson { person: person.into() });
    for (command, code) in [
        (Command::ProposeDeed { deed: Deed::FullExport, reason: " ".into() }, "empty"),
        (propose(Deed::Restore { backup: " ".into() }), "empty"),
        (propose(Deed::Restore { backup: "2026-11-20".into() }), "not_possible"),
        (propose(Deed::Restore { backup: format!("sha256:{}", "ab".repeat(31)) }), "not_possible"),
        (propose(Deed::Restore { backup: format!("sha256:{}", "xy".repeat(32)) }), "not_possible"),
        (propose(Deed::ShortenRetention { what: String::new() }), "empty"),
        (support("op-1", 0), "not_possible"),
        (support("op-1", 8), "not_possible"),
        (support(" ", 7), "empty"),
        (support("olga", 7), "kept_apart"),
        (erase("nobody"), "unknown"),
        (erase("tina"), "not_possible"),
    ] {
        assert_eq!(firm.refuses(command.clone()).code(), code, "{command:?}");
    }
    firm.does(suspend("tina"));
    assert_eq!(firm.refuses(erase("tina")).hint(), "end the membership first");
    firm.does(end("tina"));
    firm.does(erase("tina"));
}

#[test]
fn nobody_is_erased_who_came_back_meanwhile() {
    let mut firm = firm();
    firm.does(end("tina"));
    let id = firm.new_by(FIRST, propose(Deed::ErasePerson { person: "tina".into() }));
    firm.by("mark", approve(&id));
    firm.hours_pass(24);
    firm.joins("tina", &[Role::Contributor]);
    assert_eq!(firm.refuses(carry_out(&id)).code(), "not_possible");
}

#[test]
fn sod_8_support_access_appears_for_its_days_and_lets_the_operator_look_only() {
    let mut firm = firm();
    let id = firm.new_by(FIRST, propose(Deed::Support { person: "op-1".into(), days: 3 }));
    firm.by("olga", approve(&id));
    firm.hours_pass(24);
    let events = firm.does(carry_out(&id));
    let Event::GrantGiven { grant, .. } = &events[1] else { panic!("{events:?}") };
    assert_eq!((grant.kind, grant.from, grant.until), (GrantKind::Support, firm.today(), firm.until(3)));
    firm.by("op-1", Command::ConfirmMembership);
    assert_eq!(firm.roles("op-1"), [Role::Operator]);
    firm.kept_from("op-1", Command::AddControl { control: control("AC-9", "") }, Duty::TwoPersons);
    firm.days_pass(3);
    assert_eq!(firm.roles("op-1"), []);
}

#[test]
fn sod_8_who_is_alone_does_it_at_once_and_it_is_marked() {
    let mut firm = Organisation::begun();
    let id = firm.new_by(FIRST, propose(Deed::FullExport));
    assert_eq!(firm.does(approve(&id)), [Event::DeedApproved { id: id.clone(), alone: true }]);
    firm.does(carry_out(&id));
    assert!(held(&firm, &id).alone && held(&firm, &id).stage == Stage::Done);
}

#[test]
fn sod_8_nobody_becomes_alone_by_sending_the_others_away() {
    let mut firm = Organisation::begun();
    firm.joins("olga", &[Role::Owner]);
    let id = firm.new_by(FIRST, propose(Deed::FullExport));
    firm.does(suspend("olga"));
    firm.kept_from(FIRST, approve(&id), Duty::TwoPersons);
    firm.does(end("olga"));
    firm.days_pass(29);
    firm.kept_from(FIRST, approve(&id), Duty::TwoPersons);
    firm.days_pass(2);
    firm.does(approve(&id));
    assert!(held(&firm, &id).alone);
}

#[test]
fn who_comes_from_outside_is_no_second_person() {
    let mut firm = Organisation::begun();
    firm.does(firm.grant("cleo", GrantKind::Consultant, 30));
    firm.by("cleo", Command::ConfirmMembership);
    let id = firm.new_by(FIRST, propose(Deed::FullExport));
    firm.kept_from("cleo", approve(&id), Duty::ConsultantApproves);
    firm.does(approve(&id));
    assert!(held(&firm, &id).alone);
}

/// The digest of a bundle: one pair of hex digits again and again.
fn digest(pair: &str) -> String {
    format!("sha256:{}", pair.repeat(32))
}

fn restore_of(pair: &str) -> Deed {
    Deed::Restore { backup: digest(pair) }
}

/// What the rule says to an operator who is no member and wants to restore that bundle.
fn restores(firm: &Organisation, id: &str, pair: &str) -> Result<Vec<Event>, Refusal> {
    let stamp = Stamp { at_us: firm.clock_us, today: firm.today(), by: Badge::fresh("op-1"), fresh: "0a".into() };
    restore(&firm.registers, id, &digest(pair), &stamp)
}

/// It says no, and these words are in the sentence.
fn says(firm: &Organisation, id: &str, pair: &str, words: &str) {
    let refusal = restores(firm, id, pair).unwrap_err();
    assert!(refusal.to_string().contains(words), "`{words}` in: {refusal}");
}

fn happened(firm: &mut Organisation, by: &str, event: Event) {
    firm.clock_us += 1_000_000;
    firm.registers.apply(Recorded { at_us: firm.clock_us, by }, event);
}

#[test]
fn a_backup_has_one_name_however_it_is_typed() {
    let mut firm = firm();
    let typed = format!("  SHA256:{} ", "AB".repeat(32));
    let id = firm.new_by(FIRST, propose(Deed::Restore { backup: typed }));
    assert_eq!(held(&firm, &id).deed, restore_of("ab"));
}

#[test]
fn sod_8_a_backup_is_put_in_place_by_what_two_persons_agreed_on_and_once() {
    let mut firm = firm();
    let id = firm.new_by(FIRST, propose(restore_of("ab")));
    let other = firm.new_by(FIRST, propose(Deed::RotateKey));
    says(&firm, "deed-0", "ab", "deed-0");
    says(&firm, &other, "ab", "about something else");
    says(&firm, &id, "ab", "has not been approved");
    firm.by("mark", approve(&id));
    says(&firm, &id, "cd", "another backup");
    says(&firm, &id, "ab", "24 hours have not passed");
    firm.hours_pass(24);
    assert_eq!(restores(&firm, &id, "ab"), Ok(vec![Event::DeedDone { id: id.clone() }]));
    // At a door it is not half done: the refusal names the command.
    let refusal = firm.refuses(carry_out(&id));
    assert!(
        refusal.hint().contains(&format!("tickmark restore BUNDLE --files FOLDER --key KEY --agreed {id}")),
        "{refusal:?}"
    );
    assert_eq!(held(&firm, &id).stage, Stage::Approved);
    happened(&mut firm, FIRST, Event::DeedDone { id: id.clone() });
    says(&firm, &id, "ab", "was used already");
    let stopped = firm.new_by(FIRST, propose(restore_of("cd")));
    firm.by("mark", approve(&stopped));
    firm.by("olga", withdraw(&stopped));
    says(&firm, &stopped, "cd", "was stopped");
    let late = firm.new_by(FIRST, propose(restore_of("ef")));
    firm.by("mark", approve(&late));
    firm.days_pass(31);
    says(&firm, &late, "ef", "older than 30 days");
}

#[test]
fn who_restores_where_nothing_was_is_an_owner_there_and_nowhere_else() {
    let restored = |deed: Option<&str>| Event::BackupRestored {
        restored: Restored {
            bundle: digest("ab"),
            deed: deed.map(str::to_owned),
            alone: deed.is_none(),
            ..Restored::default()
        },
    };
    let mut firm = firm();
    happened(&mut firm, "op-1", restored(Some("deed-1")));
    assert_eq!(firm.roles("op-1"), []);
    happened(&mut firm, "op-2", restored(None));
    assert_eq!(firm.roles("op-2"), [Role::Owner, Role::ProgrammeManager]);
    // Whoever works there already gains nothing.
    happened(&mut firm, "tina", restored(None));
    assert!(!firm.roles("tina").contains(&Role::Owner));
    let kept = &firm.registers.people.restores;
    assert_eq!(kept.iter().map(|held| held.by.as_str()).collect::<Vec<_>>(), ["op-1", "op-2", "tina"]);
}
