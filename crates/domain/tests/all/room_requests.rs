//! What an auditor asks for, from the request to its end, and who may do what to it (workflows, section 2; SoD-4, SoD-14).

use crate::engagement;
use crate::engagement::{plan, says, shows, to, type1};
use crate::library::FIRST;
use crate::people::{assign, rests_on};
use crate::room::*;
use crate::testing::{CHANGE, changes, day, fieldwork, population, record};
use domain::event::{Event, RoomEvent};
use domain::registers::Recorded;
use domain::registers::engagement::guards::{next_step, requests_open};
use domain::rules::room::problems;
use domain::values::room::request_id;
use domain::values::{
    AuditRequest, Duty, EngagementState, Reading, RequestAnswer, RequestState, Role, Subject, SubjectKind, Window,
};

#[test]
fn a_request_goes_from_the_auditor_to_the_answer_and_back_until_it_is_accepted() {
    let mut firm = fieldwork();
    firm.does(shows(CHANGE, day(6, 30), Window { from: day(1, 1), until: day(6, 30) }));
    firm.does(record(population(changes(3))));
    firm.by("eve", ask(vec![wanted("Changes of March")]));
    let held = firm.request("AQ-1");
    assert!(!held.prepared && held.by == "eve" && held.state == RequestState::Open);
    says(&firm.not_by("eve", accept("AQ-1")), &["no answer that waits"]);
    says(&firm.not_by("eve", give_back("AQ-1", "too short")), &["no answer that waits"]);
    let named = RequestAnswer {
        text: " here it is ".into(),
        evidence: vec!["EV-1".into(), " EV-1 ".into()],
        populations: vec!["PO-1".into()],
    };
    let certified = submit("AQ-1", words("As a SOC 2 certified company we review all access."));
    says(&firm.not_by("carl", certified), &["soc 2 certified", "the answer, line 1", "SOC 2 report"]);
    firm.by("carl", submit("AQ-1", named));
    let held = firm.request("AQ-1");
    assert_eq!((held.state, held.answers[0].answer.text.as_str()), (RequestState::Submitted, "here it is"));
    assert_eq!(held.answers[0].answer.evidence, ["EV-1"]);
    says(&firm.not_by("carl", submit("AQ-1", words("again"))), &["waits for the auditor"]);
    says(&firm.not_by("eve", give_back("AQ-1", " ")), &["the reason is empty"]);
    firm.by("eve", give_back("AQ-1", "approvals are missing"));
    assert_eq!(firm.request("AQ-1").why_returned().unwrap().text, "approvals are missing");
    firm.does(submit("AQ-1", words("approvals are in the second column")));
    assert!(firm.request("AQ-1").why_returned().is_none());
    firm.by("eve", accept("AQ-1"));
    assert_eq!(firm.request("AQ-1").state, RequestState::Accepted);
    for late in [submit("AQ-1", words("more")), withdraw("AQ-1", "not needed"), revise("AQ-1", wanted("Other"))] {
        says(&firm.refuses(late), &["AQ-1 is accepted"]);
    }
    assert_eq!(firm.request("AQ-1").answers.len(), 2);
}

#[test]
fn only_an_auditor_of_the_engagement_judges_an_answer_and_changes_what_the_auditor_asked() {
    let mut firm = fieldwork();
    firm.by("eve", ask(vec![wanted("Changes of March")]));
    firm.by("carl", submit("AQ-1", words("see the attached list")));
    for person in [FIRST, "mark", "ivan", "carl"] {
        rests_on(&firm.not_by(person, accept("AQ-1")), Duty::AuditeeChangesFinding);
        rests_on(&firm.not_by(person, give_back("AQ-1", "no")), Duty::AuditeeChangesFinding);
    }
    for theirs in [accept("AQ-1"), give_back("AQ-1", "no"), withdraw("AQ-1", "no"), decide_due("AQ-1", true)] {
        assert_eq!(firm.not_by("otto", theirs).code(), "not_allowed", "otto examines another engagement");
    }
    rests_on(&firm.refuses(revise("AQ-1", wanted("Less"))), Duty::AuditeeChangesFinding);
    rests_on(&firm.refuses(withdraw("AQ-1", "too much work")), Duty::AuditeeChangesFinding);
    firm.by("eve", revise("AQ-1", AuditRequest { text: "PDF is enough".into(), ..wanted("Changes of March") }));
    firm.by("eve", withdraw("AQ-1", "the population says it"));
    assert_eq!(firm.request("AQ-1").ended.as_ref().unwrap().text, "the population says it");
    // The access is over: the auditor is a stranger to the room.
    firm.by("eve", ask(vec![wanted("Changes of April")]));
    firm.on(day(11, 1));
    assert_eq!(firm.not_by("eve", withdraw("AQ-2", "no")).code(), "not_allowed");
}

#[test]
fn what_the_audited_prepared_is_changed_by_both_sides_and_accepted_by_the_auditor() {
    let mut firm = fieldwork();
    firm.does(ask(vec![wanted("Changes"), wanted("Incidents")]));
    assert!(firm.request("AQ-1").prepared && firm.request("AQ-2").prepared);
    firm.does(revise("AQ-1", AuditRequest { due: day(7, 20), ..wanted("Changes of the window") }));
    firm.by("eve", revise("AQ-1", wanted("Changes to production")));
    assert_eq!(firm.request("AQ-1").request.title, "Changes to production");
    firm.does(withdraw("AQ-2", "asked twice"));
    firm.does(submit("AQ-1", words("here")));
    rests_on(&firm.refuses(accept("AQ-1")), Duty::AuditeeChangesFinding);
    firm.by("eve", accept("AQ-1"));
    says(&firm.refuses(revise("AQ-9", wanted("x"))), &["AQ-9"]);
}

#[test]
fn whoever_is_asked_and_the_owner_of_the_control_answer() {
    let mut firm = fieldwork();
    firm.joins("olga", &[Role::ControlOwner]);
    firm.by("eve", ask(vec![AuditRequest { to: "olga".into(), subject: None, ..wanted("The network plan") }]));
    assert_eq!(firm.not_by("carl", submit("AQ-1", words("x"))).code(), "not_allowed");
    assert_eq!(firm.not_by("ivan", submit("AQ-1", words("x"))).code(), "not_allowed");
    says(&firm.not_by("eve", submit("AQ-1", words("x"))), &["answer"]);
    firm.by("olga", submit("AQ-1", words("on page two")));
    assert_eq!(firm.request("AQ-1").answers[0].by, "olga");
    // What the owner of another control may not read is not there to be named.
    firm.by("eve", ask(vec![AuditRequest { to: "olga".into(), ..wanted("Changes") }]));
    firm.does(shows(CHANGE, day(6, 30), Window { from: day(6, 1), until: day(6, 30) }));
    let named = RequestAnswer { evidence: vec!["EV-1".into()], ..RequestAnswer::default() };
    says(&firm.not_by("olga", submit("AQ-2", named.clone())), &["EV-1"]);
    firm.does(assign(CHANGE, Some("olga")));
    firm.by("olga", submit("AQ-2", named));
}

#[test]
fn a_request_and_its_answer_keep_their_limits() {
    let mut firm = fieldwork();
    let one = |change: &dyn Fn(&mut AuditRequest)| {
        let mut request = wanted("Changes");
        change(&mut request);
        ask(vec![request])
    };
    let refuses = |change: &dyn Fn(&mut AuditRequest)| firm.refuses(one(change));
    says(&refuses(&|r| r.title = " ".into()), &["the title is empty"]);
    says(&refuses(&|r| r.title = "x".repeat(201)), &["200"]);
    says(&refuses(&|r| r.text = "x".repeat(4_001)), &["4000"]);
    says(&refuses(&|r| r.reference = "x".repeat(65)), &["64"]);
    says(&refuses(&|r| r.due = day(6, 30)), &["before today"]);
    says(&refuses(&|r| r.engagement = "EN-2".into()), &["EN-2"]);
    says(&refuses(&|r| r.to = "nobody".into()), &["nobody"]);
    says(&refuses(&|r| r.to = "eve".into()), &["no member is known as `eve`"]);
    says(&refuses(&|r| r.subject = Some(about(SubjectKind::Control, "CH-9"))), &["CH-9", "CH-1"]);
    says(&refuses(&|r| r.subject = Some(about(SubjectKind::Criterion, "CC6.99"))), &["CC6.99"]);
    says(&refuses(&|r| r.subject = Some(about(SubjectKind::Test, "TE-1"))), &["a criterion or a control"]);
    says(&firm.refuses(ask(Vec::new())), &["at least one"]);
    says(&firm.refuses(ask(vec![wanted("x"); 201])), &["200 requests"]);
    firm.by("eve", one(&|r| r.subject = Some(about(SubjectKind::Criterion, "CC6.1"))));
    says(&firm.not_by("eve", revise("AQ-1", firm.request("AQ-1").request.clone())), &["so already"]);
    let answer = |answer: RequestAnswer| firm.refuses(submit("AQ-1", answer));
    says(&answer(RequestAnswer::default()), &["the answer is empty"]);
    says(&answer(words(&"x".repeat(4_001))), &["4000"]);
    let many = (0..51).map(|n| format!("EV-{n}")).collect();
    says(&answer(RequestAnswer { evidence: many, ..RequestAnswer::default() }), &["50"]);
    says(&answer(RequestAnswer { evidence: vec!["EV-9".into()], ..RequestAnswer::default() }), &["EV-9"]);
    says(&answer(RequestAnswer { populations: vec!["PO-9".into()], ..RequestAnswer::default() }), &["PO-9"]);
    firm.does(shows(CHANGE, day(6, 30), Window { from: day(6, 1), until: day(6, 30) }));
    let reason = "the wrong list".to_owned();
    let gone = domain::command::EvidenceCommand::WithdrawEvidence { id: "EV-1".into(), reason };
    firm.does(domain::command::Command::Evidence(gone));
    let named = RequestAnswer { evidence: vec!["EV-1".into()], ..RequestAnswer::default() };
    says(&firm.refuses(submit("AQ-1", named)), &["EV-1 is withdrawn"]);
}

#[test]
fn an_engagement_holds_two_thousand_requests_and_a_request_a_hundred_answers() {
    let mut firm = fieldwork();
    for _ in 0..10 {
        firm.by("eve", ask(vec![wanted("x"); 200]));
    }
    says(&firm.not_by("eve", ask(vec![wanted("one more")])), &["2000"]);
    for _ in 0..100 {
        firm.does(submit("AQ-1", words("here")));
        firm.by("eve", give_back("AQ-1", "no"));
    }
    says(&firm.refuses(submit("AQ-1", words("here"))), &["100"]);
}

#[test]
fn a_list_is_taken_whole_or_not_at_all() {
    let mut firm = fieldwork();
    let numbered = |n: &str| AuditRequest { reference: n.into(), ..wanted("Changes") };
    let bad = AuditRequest { title: String::new(), ..wanted("") };
    says(
        &firm.refuses(ask(vec![numbered("1"), bad, numbered("1")])),
        &["2 rows", "request 2", "request 3", "stands on"],
    );
    firm.by("eve", ask(vec![numbered("1"), numbered("2")]));
    let found = problems(&firm.registers, "EN-1", &[numbered("3"), numbered("2"), numbered("")], day(7, 1));
    assert_eq!(found.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true, false]);
    // A number is free again when its request is closed.
    firm.by("eve", withdraw("AQ-2", "not wanted"));
    firm.by("eve", ask(vec![numbered("2")]));
    assert_eq!(firm.registers.room.requests.len(), 3);
}

#[test]
fn another_day_is_asked_for_by_the_audited_and_decided_by_the_auditor() {
    let mut firm = fieldwork();
    firm.by("eve", ask(vec![wanted("Changes")]));
    says(&firm.not_by("eve", decide_due("AQ-1", true)), &["no other day is asked for"]);
    says(&firm.not_by("carl", propose_due("AQ-1", day(6, 30), "holidays")), &["before today"]);
    says(&firm.not_by("carl", propose_due("AQ-1", day(7, 10), "holidays")), &["so already"]);
    says(&firm.not_by("carl", propose_due("AQ-1", day(7, 20), "")), &["the reason is empty"]);
    firm.by("carl", propose_due("AQ-1", day(7, 20), "holidays"));
    assert_eq!(firm.request("AQ-1").request.due, day(7, 10), "nothing moves before the auditor agrees");
    rests_on(&firm.refuses(decide_due("AQ-1", true)), Duty::AuditeeChangesFinding);
    firm.by("eve", decide_due("AQ-1", false));
    assert_eq!((firm.request("AQ-1").request.due, &firm.request("AQ-1").proposed), (day(7, 10), &None));
    firm.by("carl", propose_due("AQ-1", day(7, 18), "half of them"));
    firm.by("eve", decide_due("AQ-1", true));
    assert_eq!(firm.request("AQ-1").request.due, day(7, 18));
    assert!(!firm.request("AQ-1").overdue(day(7, 18)) && firm.request("AQ-1").overdue(day(7, 19)));
    firm.by("carl", submit("AQ-1", words("here")));
    assert!(!firm.request("AQ-1").overdue(day(7, 30)), "it waits for the auditor");
    says(&firm.not_by("carl", propose_due("AQ-1", day(7, 30), "more time")), &["answered already"]);
}

#[test]
fn a_draft_report_waits_for_every_answer() {
    let mut firm = fieldwork();
    firm.does(record(population(changes(3))));
    firm.does(shows(CHANGE, day(6, 30), Window { from: day(1, 1), until: day(6, 30) }));
    firm.does(engagement::unexercised("EN-1", engagement::WHOLE, "EV-1"));
    firm.does(to("EN-1", EngagementState::Fieldwork, ""));
    firm.by("eve", ask(vec![wanted("Changes"), wanted("Incidents"), wanted("Leavers")]));
    firm.does(submit("AQ-1", words("here")));
    firm.by("eve", withdraw("AQ-3", "not wanted"));
    assert_eq!(requests_open(&firm.registers, "EN-1"), ["the answer to AQ-2, Incidents"]);
    says(&firm.refuses(to("EN-1", EngagementState::DraftReport, "")), &["the answer to AQ-2"]);
    let next = next_step(&firm.registers, "EN-1", day(7, 1)).unwrap();
    assert_eq!((next.to, next.missing.len()), (EngagementState::DraftReport, 1));
    firm.does(submit("AQ-2", words("none happened")));
    firm.by("eve", give_back("AQ-1", "the list is empty"));
    says(&firm.refuses(to("EN-1", EngagementState::DraftReport, "")), &["the answer to AQ-1"]);
    firm.does(submit("AQ-1", words("the list")));
    firm.does(to("EN-1", EngagementState::DraftReport, ""));
}

#[test]
fn nothing_is_asked_in_an_engagement_that_is_not_there_or_is_over() {
    let mut firm = fieldwork();
    firm.does(plan(type1(day(8, 1))));
    firm.by("eve", ask(vec![wanted("Changes")]));
    let elsewhere = |engagement: &str| {
        let requests = vec![AuditRequest { engagement: engagement.into(), subject: None, ..wanted("x") }];
        let command = domain::command::RoomCommand::AddRequests {
            engagement: engagement.into(),
            requests,
            source: String::new(),
        };
        domain::command::Command::Room(command)
    };
    assert_eq!(firm.refuses(elsewhere("EN-9")).code(), "unknown");
    assert_eq!(firm.not_by("eve", elsewhere("EN-2")).code(), "not_allowed");
    assert_eq!(firm.not_by("mark", elsewhere("EN-1")).code(), "not_allowed");
    assert_eq!(firm.not_by("carl", elsewhere("EN-1")).code(), "not_allowed");
    firm.does(to("EN-1", EngagementState::Withdrawn, "another firm was chosen"));
    says(&firm.not_by("eve", ask(vec![wanted("x")])), &["EN-1 is over"]);
    says(&firm.refuses(submit("AQ-1", words("x"))), &["EN-1 is over"]);
}

#[test]
fn a_request_that_was_numbered_as_until_0_5_is_the_same_request() {
    // As the ledger of an older release has it: both kinds of requests were called RQ-n.
    let old = |id: &str, kind: &str| {
        let event = match kind {
            "added" => {
                serde_json::json!({ "request_added": { "id": id, "request": wanted("Joiners"), "prepared": false } })
            }
            _ => serde_json::json!({ "commented": { "id": "CM-1", "engagement": "EN-1", "text": "By Friday.",
                "subject": { "kind": "request", "id": id } } }),
        };
        serde_json::from_value::<RoomEvent>(event).unwrap()
    };
    let mut firm = fieldwork();
    for event in [old("RQ-1", "added"), old("RQ-1", "commented")] {
        assert!(!serde_json::to_string(&event).unwrap().contains("RQ-"), "{event:?}");
        firm.registers.apply(Recorded { at_us: firm.clock_us, by: "eve" }, Event::Room(event));
    }
    assert_eq!(firm.request("AQ-1").request.title, "Joiners");
    assert_eq!(firm.registers.room.comments["CM-1"].subject.id, "AQ-1");
    // Whoever still writes it as it was means it; the next one follows in the same count.
    firm.by("carl", submit("RQ-1", words("It is in the ticket system.")));
    assert_eq!(firm.request("AQ-1").state, RequestState::Submitted);
    assert_eq!(firm.new_by("eve", ask(vec![wanted("Leavers")])), "AQ-2");
    for (written, kept) in [("RQ-7", "AQ-7"), ("AQ-7", "AQ-7"), ("RQ-", "RQ-"), ("RQ-x", "RQ-x"), ("EV-7", "EV-7")] {
        assert_eq!(request_id(written), kept);
    }
    // A request for evidence among colleagues keeps its name, and a reading of another kind its id.
    let reading = serde_json::json!({ "kind": "evidence", "id": "RQ-1", "times": 1 });
    assert_eq!(serde_json::from_value::<Reading>(reading).unwrap().id, "RQ-1");
    assert!(serde_json::from_str::<Subject>(r#"{"kind":"request","id":"RQ-1","more":1}"#).is_err());
}
