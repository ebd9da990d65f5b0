//! Controlled documents from the first draft to the last version, and every reason to refuse something about them.

use crate::evidence::running;
use crate::library::Organisation;
use crate::people::{end, rests_on};
use crate::policies::*;
use domain::command::Command;
use domain::values::Role;
use domain::values::access::Duty;
use domain::values::policy::{MAX_TEXT, Policy, PolicyState, Quorum, normal, placeholders, text_sha256};

const NEXT: &str = "# Access\n\nOwners review access quarterly (AC-1).\n\nLeavers lose it on their last day.\n";

fn says(firm: &Organisation, command: Command, said: &str) {
    let refusal = firm.not_by("paul", command).to_string();
    assert!(refusal.contains(said), "{refusal} says {said}");
}

#[test]
fn r158_a_document_has_versions_and_the_later_one_takes_its_place() {
    let mut firm = running();
    let id = firm.in_force();
    assert_eq!(id, "PL-1");
    assert_eq!(firm.policy(&id).state(firm.today()), PolicyState::Published);
    assert_eq!(firm.policy(&id).policy.meets, ids("A.5.18, CC6.2"), "ids are told in any usual spelling");
    firm.by("carl", draft(&id, NEXT));
    let held = firm.policy(&id);
    assert_eq!((held.versions.len(), held.open().unwrap().number), (2, 2));
    assert_eq!(held.current(firm.today()).unwrap().number, 1, "a draft changes nothing of what is in force");
    firm.by("carl", submit(&id, 2, NEXT));
    firm.by("mark", approve(&id, 2, NEXT));
    let tomorrow = firm.in_days(1);
    firm.by("paul", publish(&id, 2, NEXT, tomorrow));
    assert_eq!(firm.policy(&id).current(firm.today()).unwrap().number, 1, "it comes into force on its day");
    firm.days_pass(1);
    let (held, today) = (firm.policy(&id), firm.today());
    assert_eq!(held.current(today).unwrap().number, 2);
    assert_eq!(held.state_of(&held.versions[0], today), PolicyState::Superseded);
    assert_eq!(held.versions[0].text, TEXT, "what was in force stays to be read");
}

#[test]
fn r159_a_version_is_approved_by_enough_others_and_bound_to_its_text() {
    let mut firm = running();
    let id = firm.new_by("paul", write(needs(2), TEXT));
    says(&firm, publish(&id, 1, TEXT, firm.today()), "is not approved");
    firm.by("paul", submit(&id, 1, TEXT));
    let refusal = firm.not_by("paul", approve(&id, 1, TEXT));
    rests_on(&refusal, Duty::AuthorApproves);
    assert_eq!(firm.not_by("mark", approve(&id, 1, NEXT)).code(), "outdated", "another text is not this one");
    firm.by("mark", approve(&id, 1, TEXT));
    assert_eq!(firm.policy(&id).open().unwrap().open(), Some(PolicyState::InReview), "one of two");
    rests_on(&firm.kept_from("mark", approve(&id, 1, TEXT), Duty::ApprovalIsBound), Duty::ApprovalIsBound);
    let olga = firm.not_by("tina", approve(&id, 1, TEXT));
    assert_eq!(olga.code(), "not_allowed", "a contributor approves nothing");
    firm.by("carl", approve(&id, 1, TEXT));
    assert_eq!(firm.policy(&id).open().unwrap().open(), Some(PolicyState::Approved));
}

#[test]
fn another_text_voids_the_approvals_and_a_version_can_be_sent_back() {
    let mut firm = running();
    let id = firm.new_by("paul", write(access(), TEXT));
    assert_eq!(firm.not_by("mark", send_back(&id, 1)).code(), "not_allowed", "a draft is nobody's to send back");
    firm.by("paul", submit(&id, 1, TEXT));
    assert_eq!(firm.not_by("paul", submit(&id, 1, TEXT)).code(), "nothing_to_change");
    firm.by("mark", send_back(&id, 1));
    assert_eq!(firm.policy(&id).open().unwrap().returned[0].text, "leavers are missing");
    firm.by("paul", submit(&id, 1, TEXT));
    firm.by("mark", approve(&id, 1, TEXT));
    firm.by("carl", draft(&id, NEXT));
    let open = firm.policy(&id).open().unwrap();
    assert_eq!((open.open(), open.approvals.len()), (Some(PolicyState::Draft), 0));
    assert_eq!(open.authors, ids("paul, carl"));
    firm.by("carl", submit(&id, 1, NEXT));
    rests_on(&firm.not_by("carl", approve(&id, 1, NEXT)), Duty::AuthorApproves);
    rests_on(&firm.not_by("paul", approve(&id, 1, NEXT)), Duty::AuthorApproves);
}

#[test]
fn who_approves_can_be_named_and_does_not_move_under_an_open_version() {
    let mut firm = running();
    let named = Policy { approval: Quorum { count: 1, people: ids("mark"), roles: [].into() }, ..access() };
    let id = firm.new_by("paul", write(named.clone(), TEXT));
    firm.by("paul", submit(&id, 1, TEXT));
    let refusal = firm.not_by("carl", approve(&id, 1, TEXT)).to_string();
    assert!(refusal.contains("approved by others: mark"), "{refusal}");
    // Who wrote it is sent to somebody whose approval counts, and to nobody else.
    assert_eq!(firm.not_by("paul", approve(&id, 1, TEXT)).hint(), "ask mark");
    let refusal = firm.not_by("paul", revise(&id, needs(1))).to_string();
    assert!(refusal.contains("cannot change while version 1"), "{refusal}");
    firm.by("paul", revise(&id, Policy { title: "Access".into(), ..named.clone() }));
    for (quorum, said) in [
        (Quorum { count: 0, ..Quorum::default() }, "0 persons is not possible"),
        (Quorum { count: 4, ..Quorum::default() }, "4 persons is not possible"),
        (Quorum { count: 2, people: ids("mark"), roles: [].into() }, "2 distinct persons are to approve, and 1 can"),
        (Quorum { count: 1, people: ids("nobody"), roles: [].into() }, "no member is known as `nobody`"),
        (Quorum { count: 1, people: [].into(), roles: [Role::Contributor].into() }, "nobody approves documents as"),
    ] {
        says(&firm, write(Policy { number: "POL-9".into(), approval: quorum, ..access() }, TEXT), said);
    }
}

#[test]
fn r163_placeholders_that_nobody_filled_in_stop_the_approval_with_their_lines() {
    let mut firm = running();
    let text = "# Access\n\n[[Name]] reviews {{often}}.\n\nTODO leavers\n";
    let id = firm.new_by("paul", write(access(), text));
    firm.by("paul", submit(&id, 1, text));
    let refusal = firm.not_by("mark", approve(&id, 1, text)).to_string();
    for said in ["line 3 [[Name]]", "line 3 {{often}}", "line 5 TODO"] {
        assert!(refusal.contains(said), "{refusal} says {said}");
    }
    assert!(placeholders("a TODOS list, [one](link), { { }\n").is_empty());
    let open = placeholders("x [[not closed\nmake it so: TODO\n");
    assert_eq!(open.iter().map(|one| one.line).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn what_is_wrong_with_a_document_is_said() {
    let mut firm = running();
    firm.new_by("paul", write(access(), TEXT));
    let fine = Policy { number: "POL-03".into(), ..access() };
    let cases = [
        (Policy { number: " ".into(), ..fine.clone() }, "the number is empty"),
        (Policy { number: "pol-02".into(), ..fine.clone() }, "is the number of PL-1 already"),
        (Policy { title: String::new(), ..fine.clone() }, "the title is empty"),
        (Policy { title: "a\nb".into(), ..fine.clone() }, "one line each"),
        (Policy { review_months: 61, ..fine.clone() }, "too long a review cycle"),
        (Policy { retention_years: 101, ..fine.clone() }, "too long a retention"),
        (Policy { owner: Some("nobody".into()), ..fine.clone() }, "no member is known as `nobody`"),
        (Policy { controls: ids("XX-9"), ..fine.clone() }, "no control is known as `XX-9`"),
        (Policy { meets: ids("A.5.199"), ..fine.clone() }, "no clause, control or criterion is known as `A.5.199`"),
        (Policy { distribution: [Role::ExternalAuditor].into(), ..fine.clone() }, "not distributed to the role"),
        (
            Policy { controls: (0..101).map(|n| format!("C-{n}")).collect(), ..fine.clone() },
            "more than 100 controls, clauses",
        ),
    ];
    for (wrong, said) in cases {
        says(&firm, write(wrong, TEXT), said);
    }
    says(&firm, write(fine.clone(), " \n"), "the text is empty");
    says(&firm, write(fine.clone(), &"x".repeat(MAX_TEXT + 1)), "at most 256");
    says(&firm, write(fine, "one\ntwo\u{7}\n"), "line 2 of the text has a control character");
}

#[test]
fn a_text_is_kept_as_one_text_whatever_wrote_it() {
    assert_eq!(normal("\u{feff}\r\n  one\r\ntwo \r\n\r\n"), "  one\ntwo\n");
    assert_eq!(text_sha256("abc\n"), "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb");
    let mut firm = running();
    let id = firm.new_by("paul", write(access(), &TEXT.replace('\n', "\r\n")));
    assert_eq!(firm.policy(&id).versions[0].text, TEXT);
    assert_eq!(firm.not_by("paul", draft(&id, TEXT)).code(), "nothing_to_change");
}

#[test]
fn r162_r166_a_review_is_due_by_its_cycle_and_the_owner_confirms_the_text() {
    let mut firm = running();
    let id = firm.in_force();
    firm.days_pass(360);
    assert!(firm.policy_line(&id).due_soon);
    firm.days_pass(10);
    assert_eq!(firm.policy(&id).state(firm.today()), PolicyState::DueForReview);
    assert_eq!(firm.not_by("carl", review(&id, 2)).code(), "outdated");
    firm.by("carl", review(&id, 1));
    assert_eq!(firm.policy(&id).state(firm.today()), PolicyState::Published);
    assert!(!firm.policy_line(&id).due_soon);
}

#[test]
fn r161_publishing_and_retiring_have_their_order() {
    let mut firm = running();
    let id = firm.in_force();
    let today = firm.today();
    assert_eq!(firm.not_by("paul", publish(&id, 1, TEXT, today)).code(), "nothing_to_change");
    firm.by("paul", draft(&id, NEXT));
    firm.by("paul", submit(&id, 2, NEXT));
    firm.by("mark", approve(&id, 2, NEXT));
    says(&firm, publish(&id, 2, NEXT, firm.in_days(-1)), "the day of the last approval");
    says(&firm, publish(&id, 2, NEXT, firm.in_days(367)), "more than 366 days ahead");
    says(&firm, publish(&id, 2, NEXT, today), "can only follow it");
    says(&firm, review("PL-7", 1), "no document is known as `PL-7`");
    firm.by("paul", retire(&id));
    for after in [draft(&id, "x"), review(&id, 1), retire(&id), ask(&id, today)] {
        says(&firm, after, "PL-1 is retired");
    }
    assert!(firm.policy_line(&id).kept_until.is_some_and(|day| day > firm.in_days(1000)), "kept three years");
}

#[test]
fn r165_each_acknowledges_for_themselves_and_who_is_missing_is_known() {
    let mut firm = running();
    let id = firm.new_by("paul", write(access(), TEXT));
    says(&firm, ask(&id, firm.in_days(7)), "no version of PL-1 is in force");
    firm.by("paul", submit(&id, 1, TEXT));
    firm.by("mark", approve(&id, 1, TEXT));
    firm.by("paul", publish(&id, 1, TEXT, firm.today()));
    says(&firm, ask(&id, firm.in_days(-1)), "lies before");
    firm.by("paul", ask(&id, firm.in_days(7)));
    assert_eq!(firm.not_by("paul", ask(&id, firm.in_days(7))).code(), "nothing_to_change");
    assert_eq!(firm.not_by("tina", acknowledge(&id, 1, NEXT)).code(), "outdated");
    firm.by("tina", acknowledge(&id, 1, TEXT));
    assert_eq!(firm.not_by("tina", acknowledge(&id, 1, TEXT)).code(), "nothing_to_change");
    let progress = firm.policy_line(&id).progress.unwrap();
    assert_eq!(progress.done(), 1);
    assert!(progress.missing().any(|reader| reader.person == "carl"));
    let asked = progress.asked();
    firm.does(end("carl"));
    assert_eq!(firm.policy_line(&id).progress.unwrap().asked(), asked - 1, "who left is not waited for");
}

#[test]
fn r160_a_document_for_some_roles_is_acknowledged_by_their_holders() {
    let mut firm = running();
    let some = Policy { distribution: [Role::Management].into(), ..access() };
    let id = firm.new_by("paul", write(some, TEXT));
    firm.by("paul", submit(&id, 1, TEXT));
    firm.by("mark", approve(&id, 1, TEXT));
    firm.by("paul", publish(&id, 1, TEXT, firm.today()));
    assert_eq!(firm.not_by("tina", acknowledge(&id, 1, TEXT)).code(), "not_allowed");
    firm.by("mark", acknowledge(&id, 1, TEXT));
}
