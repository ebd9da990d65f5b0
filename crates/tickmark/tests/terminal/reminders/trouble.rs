//! A relay that is down, and a recipient that it refuses.

use super::relay::{Relay, free_port};
use super::{DAY, Firm, MINUTE, SATURDAY};
use app::RELAY_TRIES;
use domain::values::Role;

#[test]
fn a_relay_that_is_down_is_tried_again_and_told_of_and_nobody_is_told_twice() {
    let port = free_port();
    let firm = Firm::with(port, "Acme Cloud");
    let state = || firm.app.reminders_state("acme", &firm.founder()).unwrap();
    assert_eq!(firm.after(0), (0, 1));
    let (at, said) = state().trouble.unwrap();
    assert!(at == SATURDAY && said.contains("127.0.0.1"), "{said}");
    assert!(state().tried_again);
    assert_eq!(firm.after(MINUTE), (0, 0), "it is given some minutes");
    assert_eq!(firm.after(5 * MINUTE), (0, 1));
    let Some(relay) = Relay::at(port, &[]) else { return };
    assert_eq!(firm.after(11 * MINUTE), (1, 0));
    assert!(state().trouble.is_none(), "it took one: the trouble is over");
    assert_eq!(firm.after(MINUTE), (0, 0));
    assert_eq!(relay.taken().len(), 1);
    let notes = firm.app.security_log_of("acme", &firm.founder(), None, 50, &|n| n.what == "reminders_failed").unwrap();
    assert_eq!(notes.notes.len(), 1, "one note for the trouble, not one for each try");
}

#[test]
fn a_relay_that_stays_down_is_given_up_for_the_day_and_tried_on_the_next() {
    let firm = Firm::with(free_port(), "Acme Cloud");
    let mut failed = firm.after(0).1;
    for _ in 0..11 * 60 {
        failed += firm.after(MINUTE).1;
    }
    assert_eq!(failed, RELAY_TRIES as usize);
    let state = firm.app.reminders_state("acme", &firm.founder()).unwrap();
    assert!(state.trouble.is_some() && !state.tried_again);
    assert_eq!(firm.after(DAY / 2).1, 1, "the next day begins anew");
}

#[test]
fn a_recipient_whom_the_relay_refuses_does_not_keep_others_from_their_letter() {
    let Some(relay) = Relay::start() else { return };
    let firm = Firm::with(relay.port, "Acme Cloud");
    for (id, control) in [("nobody-here", "AC-2"), ("later-maybe", "AC-3")] {
        firm.joins(id, id, Role::ControlOwner);
        firm.runs(control, "Another review", id);
    }
    firm.clock.set(SATURDAY);
    assert_eq!(firm.after(0), (1, 2));
    let state = firm.app.reminders_state("acme", &firm.founder()).unwrap();
    let failed = |person: &str| state.people.iter().find(|p| p.person == person).unwrap().failed.clone();
    assert!(failed("demo-nobody-here").unwrap().1.contains("550"), "{state:?}");
    assert!(failed("demo-later-maybe").unwrap().1.contains("450"), "{state:?}");
    assert!(failed("demo-carl-diaz").is_none() && state.trouble.is_none());
    assert_eq!(firm.after(6 * MINUTE), (0, 1), "only who was refused for now is tried again");
}
