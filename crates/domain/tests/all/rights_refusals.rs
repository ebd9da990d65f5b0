//! Whoever is refused a right reads which rule or role it is about, and whom to ask.

use crate::library::{FIRST, Organisation};
use crate::people;
use crate::people::{firm, suspend};
use domain::refusal::{NotAllowed, Refusal};
use domain::rules::access::{Object, allowed};
use domain::stamp::{Badge, Limits};
use domain::values::access::{Cell, cell};
use domain::values::{Action, Duty, Membership, Role, State};

/// Every action in every state, on what is one's own and on what is tina's.
fn refusals(firm: &Organisation, person: &str) -> Vec<(Object, NotAllowed, Refusal)> {
    let mut found = Vec::new();
    for action in Action::ALL {
        for state in State::ALL {
            for of in [person, "tina"] {
                let object = Object { of: vec![of.to_owned()], ..Object::plain(state) };
                match allowed(&firm.registers, &Badge::fresh(person), action, &object, firm.today()) {
                    Err(Refusal::NotAllowed(missing)) => {
                        found.push((object, (*missing).clone(), Refusal::NotAllowed(missing)));
                    }
                    other => other.unwrap(),
                }
            }
        }
    }
    found
}

#[test]
fn every_missing_right_says_which_rule_or_role_and_who_could() {
    let firm = firm();
    for person in ["carl", "tina", "eve"] {
        let found = refusals(&firm, person);
        assert!(found.len() > 300, "{person} may little: {}", found.len());
        for (object, missing, refusal) in found {
            let (sentence, hint) = (refusal.to_string(), refusal.hint());
            assert!(sentence.contains(missing.action.words()), "{sentence}");
            match missing.duty {
                Some(duty) => {
                    assert!(sentence.contains(&duty.id()) && sentence.contains(duty.sentence()), "{sentence}")
                }
                None if missing.could.is_empty() => assert!(sentence.starts_with("nobody can "), "{sentence}"),
                None => assert!(sentence.contains("no right for it comes with the role"), "{sentence}"),
            }
            for role in &missing.could {
                let said = [true, false].map(|own| cell(Some(*role), missing.action, object.state, own));
                assert!(said.contains(&Cell::Allowed), "{role:?} could {}", missing.action.words());
            }
            for other in &missing.people {
                assert!(hint.contains(other.as_str()) && other != person, "{hint}");
                let instead = Badge::fresh(other.clone());
                allowed(&firm.registers, &instead, missing.action, &object, firm.today()).unwrap();
            }
            if missing.people.is_empty() && !missing.could.is_empty() {
                let begins = match (missing.outside, missing.duty) {
                    (true, _) => "somebody of the organisation with the role ",
                    (false, Some(_)) => "somebody else with the role ",
                    (false, None) => "this takes the role ",
                };
                assert!(hint.starts_with(begins), "{hint}");
            }
            assert_eq!(missing.outside, person == "eve");
            assert!(missing.people.is_empty() || person != "eve", "who examines from outside is told no names");
            assert!(missing.people.len() <= 3, "a few are enough");
        }
    }
}

#[test]
fn who_sees_nothing_of_a_kind_is_refused_all_of_it_and_not_this_one() {
    let firm = firm();
    let said =
        |object: &Object, action| match allowed(&firm.registers, &Badge::fresh("eve"), action, object, firm.today()) {
            Err(refusal @ Refusal::NotAllowed(_)) => refusal.to_string(),
            other => panic!("{other:?}"),
        };
    let all = Object::plain(State::Live);
    assert!(said(&all, Action::ReadRisks).starts_with("you may not see risks: "), "{}", said(&all, Action::ReadRisks));
    let one = Object { of: vec!["tina".to_owned()], ..Object::plain(State::Live) };
    assert!(said(&one, Action::ReadRisks).starts_with("you may not see this risk: "));
    for action in Action::ALL.into_iter().filter(|action| action.reads()) {
        let words = action.words_of_many();
        assert!(!words.contains("this"), "{words}");
        assert_eq!(words == action.words(), !action.words().contains("this"), "{words}");
    }
}

#[test]
fn whoever_could_is_named_even_if_there_is_only_one() {
    let firm = firm();
    let missing = |person: &str, action, state| {
        let object = Object::plain(state);
        match allowed(&firm.registers, &Badge::fresh(person), action, &object, firm.today()) {
            Err(Refusal::NotAllowed(missing)) => *missing,
            other => panic!("{other:?}"),
        }
    };
    let waiver = missing("carl", Action::ApproveWaiver, State::Proposed);
    assert_eq!((waiver.could, waiver.people), (vec![Role::Management], vec!["mark".to_owned()]));
    let scope = missing("tina", Action::SetScope, State::Live);
    assert_eq!((scope.duty, scope.people), (None, vec!["paul".to_owned(), FIRST.to_owned()]));
    let link = missing("eve", Action::LinkControl, State::Live);
    assert_eq!((link.duty, link.held), (Some(Duty::OutsideAccess), vec![Role::ExternalAuditor]));
    let done = missing("carl", Action::ApproveDeed, State::Ended);
    assert_eq!((done.could, done.people), (vec![], vec![]), "what is over nobody approves");
}

#[test]
fn who_has_no_rights_now_is_never_named_as_one_who_could() {
    let mut firm = firm();
    firm.does(suspend("olga"));
    firm.does(people::invite("otto", &[Role::Owner]));
    let found = refusals(&firm, "carl");
    assert!(found.iter().all(|(_, missing, _)| !missing.people.iter().any(|p| p == "olga" || p == "otto")));
    let theirs = Object::member(&firm.registers, "otto");
    let asked = allowed(&firm.registers, &Badge::fresh("carl"), Action::Leave, &theirs, firm.today());
    let Err(Refusal::NotAllowed(missing)) = asked else { panic!("{asked:?}") };
    assert!(missing.people.is_empty(), "who has not accepted is not to be asked");
    let found = refusals(&firm, "olga");
    assert!(found.iter().all(|(_, m, _)| m.state == Some(Membership::Suspended) && m.held.is_empty()));
    let (_, _, refusal) = found.iter().find(|(_, m, _)| m.action == Action::SetScope).unwrap();
    assert_eq!(refusal.to_string(), "you may not set the scope: your membership is suspended");
}

#[test]
fn who_has_no_part_learns_nothing_by_any_action() {
    let mut firm = firm();
    firm.does(people::end("tina"));
    for person in ["nobody", "tina", ""] {
        for action in Action::ALL {
            for state in State::ALL {
                let object = Object { of: vec![person.to_owned()], ..Object::plain(state) };
                let refusal = allowed(&firm.registers, &Badge::fresh(person), action, &object, firm.today());
                assert_eq!(refusal, Err(Refusal::NoPart), "{person} {}", action.id());
            }
        }
    }
}

#[test]
fn whose_outside_access_is_over_is_told_no_names() {
    let mut firm = firm();
    let scope = |firm: &Organisation, person: &str| {
        let asked = allowed(
            &firm.registers,
            &Badge::fresh(person),
            Action::SetScope,
            &Object::plain(State::Live),
            firm.today(),
        );
        match asked {
            Err(Refusal::NotAllowed(missing)) => *missing,
            other => panic!("{other:?}"),
        }
    };
    let lasting = scope(&firm, "eve");
    assert_eq!((lasting.people.len(), lasting.could.is_empty()), (0, false), "the role is said, and not who holds it");
    firm.days_pass(91);
    assert_eq!(firm.roles("eve"), []);
    for (_, missing, refusal) in refusals(&firm, "eve") {
        assert!(missing.people.is_empty(), "{missing:?}");
        assert!(!refusal.hint().starts_with("ask "), "{}", refusal.hint());
    }
}

#[test]
fn programs_that_read_nothing_are_told_no_names() {
    let firm = firm();
    for (collector, directory) in [(true, false), (false, true)] {
        let actions = Action::ALL.into_iter().filter(|action| action.by_directory()).collect();
        let limits = Limits { actions, controls: [].into(), collector, directory };
        let badge = Badge { limits: Some(limits), ..Badge::fresh(FIRST) };
        let object = Object::plain(State::Live);
        let Err(Refusal::NotAllowed(missing)) =
            allowed(&firm.registers, &badge, Action::SetScope, &object, firm.today())
        else {
            panic!("a collector and a directory set no scope");
        };
        assert!(missing.people.is_empty(), "{missing:?}");
    }
}

#[test]
fn who_is_alone_is_told_that_a_second_person_or_a_waiver_is_wanted_and_no_role() {
    let mut alone = Organisation::begun();
    let written = |of: &str| Object { of: vec![of.to_owned()], ..Object::plain(State::Proposed) };
    let refused = |firm: &Organisation, person: &str, of: &str| {
        let action = Action::ApproveStatement;
        match allowed(&firm.registers, &Badge::fresh(person), action, &written(of), firm.today()) {
            Err(refusal @ Refusal::NotAllowed(_)) => (refusal.to_string(), refusal.hint()),
            other => panic!("{other:?}"),
        }
    };
    let (sentence, hint) = refused(&alone, FIRST, FIRST);
    assert!(sentence.ends_with("(SoD-1), and you had a part in it"), "{sentence}");
    assert_eq!(hint, "somebody else with the role management does it; an owner can invite one");
    alone.joins("mark", &[Role::Management]);
    let (_, hint) = refused(&alone, "mark", "mark");
    let waived = "somebody else with the role management does it; an owner can invite one, or SoD-1 is waived for you, with \
                  a reason and a last day";
    assert_eq!(hint, waived, "who holds the role could do it but for the rule");
    assert_eq!(refused(&alone, FIRST, FIRST).1, "ask mark");
}

#[test]
fn what_is_over_says_how_it_stands_and_when_it_could_be_done() {
    let firm = firm();
    let approved = Object::plain(State::Approved);
    let again = allowed(&firm.registers, &Badge::fresh("mark"), Action::ApproveStatement, &approved, firm.today());
    let refusal = again.unwrap_err();
    assert!(refusal.to_string().starts_with("nobody can ") && refusal.to_string().ends_with(" now: it is approved"));
    assert_eq!(refusal.hint(), "look at how it stands now: this is done while it is proposed");
}
