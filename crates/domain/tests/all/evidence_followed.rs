//! What came of the results that evidence shows.

use crate::evidence::{accept, add, file, quarter, reject, review, running};
use crate::library::Organisation;
use crate::nonconformities::{found, raise};
use domain::command::{Command, EvidenceCommand};
use domain::reports::evidence::{Outcome, followed, outcome};
use domain::values::evidence::{FollowUp, MAX_FOLLOW_UPS};
use domain::values::{Evidence, EvidenceType};
use jiff::civil::date;
use std::collections::BTreeSet;

fn acted(firm: &Organisation) -> FollowUp {
    FollowUp {
        acted: true,
        what: "Three accounts were removed".into(),
        on: firm.today(),
        nonconformities: BTreeSet::new(),
        evidence: BTreeSet::new(),
    }
}

fn say(id: &str, follow_up: FollowUp) -> Command {
    Command::Evidence(EvidenceCommand::FollowUpEvidence { id: id.into(), follow_up })
}

fn set(id: &str) -> BTreeSet<String> {
    BTreeSet::from([id.to_owned()])
}

fn stands(firm: &Organisation, id: &str) -> Outcome {
    outcome(&firm.registers, &firm.registers.evidence.items[id])
}

/// An accepted review, and an accepted description of a control, which has no results.
fn judged() -> (Organisation, String) {
    let mut firm = running();
    let id = firm.reviewed();
    firm.does(accept(&id, 1));
    let text = Evidence { title: "Procedure".into(), kind: EvidenceType::ControlDocumentation, ..review() };
    let text = firm.new_by("carl", add(text, &[file("procedure.pdf", 9)], &[("AC-1", date(2026, 9, 28))]));
    firm.does(accept(&text, 1));
    (firm, id)
}

#[test]
fn r174_an_accepted_review_waits_until_somebody_says_what_came_of_it() {
    let (mut firm, id) = judged();
    let open = followed(&firm.registers);
    assert_eq!(open.iter().map(|item| (item.id, item.outcome)).collect::<Vec<_>>(), [(id.as_str(), Outcome::Unsaid)]);
    let none = FollowUp { acted: false, what: "Every account was still needed".into(), ..acted(&firm) };
    firm.by("carl", say(&id, none));
    assert_eq!(stands(&firm, &id), Outcome::Nothing);
    let shown = firm.new_by("carl", add(review(), &[file("removed.pdf", 7)], &[("AC-1", date(2026, 9, 28))]));
    let after = FollowUp { evidence: set(&shown), ..acted(&firm) };
    firm.by("carl", say(&id, after.clone()));
    assert_eq!(stands(&firm, &id), Outcome::Acted);
    let held = &firm.registers.evidence.items[&id].follow_ups;
    assert_eq!((held.len(), held[1].by.as_str(), &held[1].follow_up), (2, "carl", &after));
}

#[test]
fn r174_a_nonconformity_that_is_open_keeps_it_underway() {
    let (mut firm, id) = judged();
    let today = firm.today();
    let nonconformity = firm.new_by("paul", raise(found(today)));
    let goes_on = FollowUp { nonconformities: set(&nonconformity), ..acted(&firm) };
    firm.by("carl", say(&id, goes_on));
    assert_eq!(stands(&firm, &id), Outcome::Underway);
}

#[test]
fn r174_what_came_of_it_is_bound_to_what_is_there() {
    let (mut firm, id) = judged();
    let (today, fine) = (firm.today(), acted(&firm));
    let before = quarter(3).from.yesterday().unwrap();
    let wrong = [
        (FollowUp { what: "  ".into(), ..fine.clone() }, "what came of it"),
        (FollowUp { on: today.tomorrow().unwrap(), ..fine.clone() }, "lies in the future"),
        (FollowUp { on: before, ..fine.clone() }, "when the activity of"),
        (FollowUp { nonconformities: set("NC-9"), ..fine.clone() }, "NC-9"),
        (FollowUp { evidence: set("EV-99"), ..fine.clone() }, "EV-99"),
        (FollowUp { evidence: set(&id), ..fine.clone() }, "cannot show what came of itself"),
        (FollowUp { acted: false, nonconformities: set("NC-1"), ..fine.clone() }, "nothing to act on, and yet"),
        (FollowUp { evidence: (0..51).map(|n| format!("EV-{n}")).collect(), ..fine.clone() }, "items of evidence"),
        (FollowUp { nonconformities: (0..51).map(|n| format!("NC-{n}")).collect(), ..fine.clone() }, "nonconformities"),
    ];
    for (follow_up, sentence) in wrong {
        let refusal = firm.not_by("carl", say(&id, follow_up)).to_string();
        assert!(refusal.contains(sentence), "`{sentence}` is not said in: {refusal}");
    }
    let gone = firm.new_by("carl", add(review(), &[file("gone.pdf", 8)], &[("AC-1", date(2026, 9, 28))]));
    firm.does(reject(&gone, 1));
    let by_what_is_gone = FollowUp { evidence: set(&gone), ..fine.clone() };
    assert!(firm.not_by("carl", say(&id, by_what_is_gone)).to_string().contains("does not count"));
    assert!(firm.registers.evidence.items[&id].follow_ups.is_empty(), "nothing was half said");
    firm.by("carl", say(&id, fine.clone()));
    assert_eq!(firm.not_by("carl", say(&id, fine.clone())).code(), "nothing_to_change");
    for n in 1..MAX_FOLLOW_UPS {
        firm.by("carl", say(&id, FollowUp { what: format!("account {n}"), ..fine.clone() }));
    }
    assert_eq!(firm.not_by("carl", say(&id, FollowUp { what: "one more".into(), ..fine })).code(), "too_many");
}

#[test]
fn r174_who_may_not_hand_in_does_not_say_what_came_of_it() {
    let (firm, id) = judged();
    let fine = acted(&firm);
    assert_eq!(firm.not_by("tina", say(&id, fine)).code(), "not_allowed");
}
