//! Rights that end while they are used, decisions taken twice, the same request many times.

use super::at_once;
use super::shelf::Shelf;
use app::{Failure, Receipt};
use domain::command::Command;
use domain::values::{Control, Deed, Role, Status};
use std::collections::{BTreeMap, BTreeSet};

fn control(id: String) -> Command {
    let control = Control {
        name: format!("Control {id}"),
        id,
        activity: String::new(),
        owner: String::new(),
        kind: String::new(),
        policy: String::new(),
        status: Status::Planned,
        frequency: None,
        links: BTreeMap::new(),
    };
    Command::AddControl { control }
}

fn done(all: &[Result<Receipt, Failure>]) -> Vec<&Receipt> {
    let refused = |r: &Result<Receipt, Failure>| matches!(r, Ok(_) | Err(Failure::Refused(_)));
    assert!(all.iter().all(refused), "a fault: {all:?}");
    all.iter().filter_map(|r| r.as_ref().ok()).collect()
}

/// Paul changes as fast as he can while his right is taken: no entry of his stands after the one that took it.
fn rights_end(shelf: &Shelf, taking: impl Fn() -> Command + Sync) {
    for run in 0..shelf.runs() {
        let cast = shelf.cast();
        let app = &cast.doors.app;
        let (founder, paul) = (app.local_operator("cli").unwrap(), app.demo_actor("paul-programme"));
        let (taken, before) = (std::sync::OnceLock::new(), app.entries("alpha").unwrap());
        let changed = at_once(4, |i| {
            if i == 0 {
                // Once he is at it: what is to be seen is a change under way.
                while app.entries("alpha").unwrap() < before + 2 + run as u64 {
                    std::thread::yield_now();
                }
                taken.set(app.change("alpha", &founder, None, taking()).unwrap().first).unwrap();
                return Vec::new();
            }
            let add = |n| app.change("alpha", &paul, None, control(format!("R-{i}-{n}")));
            (0..400).map(add).take_while(Result::is_ok).map(|r| r.unwrap().first).collect()
        });
        let taken = *taken.get().unwrap();
        let entries: Vec<u64> = changed.into_iter().flatten().collect();
        assert!(!entries.is_empty(), "he changed nothing, so that nothing was raced");
        assert!(entries.iter().all(|entry| *entry < taken), "a change after {taken}: {entries:?}");
        let after = app.change("alpha", &paul, None, control("R-after".to_owned()));
        assert!(matches!(after, Err(Failure::Refused(_))), "{after:?}");
    }
}

pub(crate) fn nobody_changes_anything_after_the_entry_that_took_the_role(shelf: &Shelf) {
    let reason = || "moved on".to_owned();
    let person = || "demo-paul-programme".to_owned();
    rights_end(shelf, || Command::SetRoles { person: person(), roles: [Role::Contributor].into(), reason: reason() });
}

pub(crate) fn nobody_changes_anything_after_the_entry_that_suspended_them(shelf: &Shelf) {
    let reason = || "under review".to_owned();
    rights_end(shelf, || Command::SuspendMember { person: "demo-paul-programme".to_owned(), reason: reason() });
}

pub(crate) fn of_two_approvals_at_once_one_counts(shelf: &Shelf) {
    for _ in 0..shelf.runs() {
        let cast = shelf.cast();
        let app = &cast.doors.app;
        let (founder, olga) = (app.local_operator("cli").unwrap(), app.demo_actor("olga-owner"));
        let deed = Command::ProposeDeed { deed: Deed::RotateKey, reason: "yearly".to_owned() };
        let deed = app.change("alpha", &founder, None, deed).unwrap().object;
        let before = app.entries("alpha").unwrap();
        let all = at_once(6, |_| app.change("alpha", &olga, None, Command::ApproveDeed { id: deed.clone() }));
        assert_eq!(done(&all).len(), 1, "{all:?}");
        assert_eq!(app.entries("alpha").unwrap(), before + 1);
        let (mark, waiver) = (app.demo_actor("mark-management"), cast.ids["waiver"].clone());
        let all = at_once(6, |_| app.change("alpha", &mark, None, Command::ApproveWaiver { id: waiver.clone() }));
        assert_eq!(done(&all).len(), 1, "{all:?}");
        assert_eq!(app.entries("alpha").unwrap(), before + 2);
    }
}

pub(crate) fn what_is_approved_and_stopped_at_once_is_stopped(shelf: &Shelf) {
    for _ in 0..shelf.runs() {
        let cast = shelf.cast();
        let app = &cast.doors.app;
        let (founder, olga, id) =
            (app.local_operator("cli").unwrap(), app.demo_actor("olga-owner"), cast.ids["deed"].clone());
        let all = at_once(2, |i| match i {
            0 => app.change("alpha", &olga, None, Command::ApproveDeed { id: id.clone() }),
            _ => {
                let reason = "not now".to_owned();
                app.change("alpha", &founder, None, Command::WithdrawDeed { id: id.clone(), reason })
            }
        });
        assert!(all[1].is_ok(), "{all:?}");
        done(&all);
        let again = app.change("alpha", &olga, None, Command::ApproveDeed { id: id.clone() });
        assert!(matches!(again, Err(Failure::Refused(_))), "it was stopped: {again:?}");
        assert!(app.carry_out("alpha", &founder, None, &id).is_err(), "what was stopped is not carried out");
    }
}

pub(crate) fn the_same_request_ten_times_at_once_is_one_entry(shelf: &Shelf) {
    let cast = shelf.cast();
    let app = &cast.doors.app;
    let paul = app.demo_actor("paul-programme");
    for run in 0..shelf.runs() {
        let before = app.entries("alpha").unwrap();
        let key = format!("request-{run}");
        let all = at_once(10, |_| app.change("alpha", &paul, Some(&key), control(format!("K-{run}"))));
        let receipts = done(&all);
        assert_eq!(receipts.len(), 10, "{all:?}");
        assert_eq!(receipts.iter().filter(|r| !r.repeated).count(), 1, "one of them did it");
        assert_eq!(receipts.iter().map(|r| (r.first, r.last)).collect::<BTreeSet<_>>().len(), 1);
        assert_eq!(app.entries("alpha").unwrap(), before + 1);
    }
    // Ten changes under one key are one change, and nine refusals.
    let before = app.entries("alpha").unwrap();
    let all = at_once(10, |i| app.change("alpha", &paul, Some("one key"), control(format!("L-{i}"))));
    assert_eq!(all.iter().filter(|r| r.is_ok()).count(), 1, "{all:?}");
    assert_eq!(app.entries("alpha").unwrap(), before + 1);
}
