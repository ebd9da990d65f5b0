//! Statements of management, the opinion of the report, and bridge letters.

use crate::description::*;
use crate::engagement;
use crate::engagement::{says, to, type1, type2};
use crate::library::Organisation;
use domain::command::{Command, EngagementCommand};
use domain::refusal::Refusal;
use domain::registers::engagement::guards::{next_step, opinion_missing, statements_missing};
use domain::reports::description::{letter_advice, letter_text, statement_checks};
use domain::reports::public::public_page;
use domain::reports::wording;
use domain::stamp::{Badge, Proof};
use domain::values::description::{Content, OpinionKind, OwnLetter, Section, StatementKind};
use domain::values::engagement::Method;
use domain::values::public::PublicStatement;
use domain::values::{Artefact, EngagementState as State, Firm};
use jiff::civil::{Date, date};

const ASSERTION: StatementKind = StatementKind::Assertion;

/// R195 and R196 as well: which of the two is examined decides what management states.
#[test]
fn r213_type1_speaks_of_design_and_type2_of_operation_over_the_period() {
    let two = at(type2(), State::Scoping);
    let one = at(type1(date(2025, 12, 15)), State::Scoping);
    let (asserted, design) = (two.proposed(ASSERTION), one.proposed(ASSERTION));
    assert!(asserted.contains("operated effectively throughout") && asserted.contains("2026-01-01 to 2026-06-30"));
    assert!(!design.contains("operated effectively") && design.contains("suitably designed as of 2025-12-15"));
    let (confirmed, day) = (two.proposed(StatementKind::Representation), one.proposed(StatementKind::Representation));
    assert!(confirmed.contains("operating effectiveness") && !day.contains("operating effectiveness"));
    for text in [asserted, design, confirmed, day] {
        assert_eq!(wording::check(&text), [], "{text}");
        assert!(text.contains("Security") && text.contains("carve-out") && text.contains("Acme Cloud"), "{text}");
        assert!(!text.contains('['), "{text}");
    }
}

#[test]
fn a_statement_is_signed_under_just_its_text() {
    let mut firm = at(type2(), State::WindowClosed);
    firm.on(date(2026, 7, 14));
    firm.approves();
    firm.does(state_it(ASSERTION, &firm.proposed(ASSERTION)));
    let (today, sha256) = (firm.today(), firm.stated(ASSERTION));
    assert!(matches!(firm.not_by("mark", sign(ASSERTION, "00", today)), Refusal::Outdated { .. }));
    let strong = Badge { proof: Proof::Strong, ..Badge::fresh("mark") };
    assert!(matches!(firm.refuses_to(&strong, sign(ASSERTION, &sha256, today)), Refusal::StepUp { .. }));
    assert!(matches!(firm.refuses(sign(ASSERTION, &sha256, today)), Refusal::NotAllowed(_)), "management signs");
    assert!(matches!(firm.not_by("mark", sign(ASSERTION, &sha256, date(2026, 7, 15))), Refusal::InTheFuture { .. }));
    assert!(matches!(firm.not_by("mark", sign(ASSERTION, &sha256, date(2026, 6, 29))), Refusal::DatesReversed { .. }));
    firm.by("mark", sign(ASSERTION, &sha256, today));
    assert!(firm.not_by("mark", sign(ASSERTION, &sha256, today)).to_string().contains("sign"));
    assert_eq!(statements_missing(&firm.registers, EN), ["the representation letter, signed"]);
    // Written again, it is not signed any more; what was signed before stays known.
    firm.does(state_it(ASSERTION, &firm.proposed(ASSERTION).replace("best of our", "very best of our")));
    let held = firm.registers.descriptions.statement(EN, ASSERTION).unwrap();
    assert_eq!((held.signed.is_none(), held.void.len(), held.void[0].sha256 == sha256), (true, 1, true));
    assert_eq!(statements_missing(&firm.registers, EN).len(), 2);
}

#[test]
fn a_statement_that_says_something_else_than_the_engagement_is_not_signed() {
    let mut firm = at(type2(), State::WindowClosed);
    firm.on(date(2026, 7, 14));
    let today = firm.today();
    let says_no = |firm: &mut Organisation, text: &str, words: &[&str]| {
        firm.does(state_it(ASSERTION, text));
        says(&firm.not_by("mark", sign(ASSERTION, &firm.stated(ASSERTION), today)), words);
    };
    let text = firm.proposed(ASSERTION);
    says_no(&mut firm, &text, &["has not approved the description", "approve the description first"]);
    says_no(&mut firm, &text.replace("2026-06-30", "2026-06-29"), &["2026-06-30 is not named"]);
    says_no(&mut firm, &text.replace("Security", "Privacy"), &["Security is not named"]);
    says_no(&mut firm, &text.replace("Docs", "all"), &["the service Docs is not named"]);
    says_no(&mut firm, &text.replace("carve-out", "other"), &["carve-out method is not named"]);
    says_no(&mut firm, &format!("{text} [the day]"), &["[the day]"]);
    says(&firm.refuses(state_it(ASSERTION, " ")), &["the text"]);
    says(&firm.refuses(state_it(ASSERTION, "We passed SOC 2.")), &["passed soc 2", "Management's assertion", "line 1"]);
    let same = format!("{text} [the day]");
    assert!(matches!(firm.refuses(state_it(ASSERTION, &same)), Refusal::NothingToChange { .. }));
    let unknown = sign(StatementKind::Representation, "00", today);
    assert!(matches!(firm.not_by("mark", unknown), Refusal::Unknown { .. } | Refusal::NotAllowed(_)));
}

#[test]
fn the_representation_letter_is_signed_after_the_description_and_the_assertion_of_which_it_speaks() {
    let letter = StatementKind::Representation;
    let mut firm = at(type2(), State::WindowClosed);
    firm.on(date(2026, 7, 14));
    let today = firm.today();
    firm.does(state_it(letter, &firm.proposed(letter)));
    let no = |firm: &Organisation, on: Date, words: &[&str]| {
        says(&firm.not_by("mark", sign(letter, &firm.stated(letter), on)), words);
    };
    let both = ["Representation letter of EN-1 waits", "neither approved the description nor signed", "then sign the"];
    no(&firm, today, &both);
    firm.approves();
    no(&firm, today, &["has not signed its assertion", "sign the assertion first"]);
    firm.signs(ASSERTION);
    no(&firm, date(2026, 7, 13), &["the day on the assertion"]);
    // The description is written again: what management approved is not what stands there.
    firm.does(write(with(Section::Dc3, Content::Text("Production, run by four people.".into()))));
    no(&firm, today, &["has not approved the description"]);
    firm.does(submit());
    firm.by("mark", approve(&firm.described()));
    firm.by("mark", sign(letter, &firm.stated(letter), today));
    assert!(statements_missing(&firm.registers, EN).is_empty());
    // Two that are done at the same time are kept apart by an assertion that was written again.
    firm.does(state_it(ASSERTION, &firm.proposed(ASSERTION).replace("best of our", "very best of our")));
    assert_eq!(statements_missing(&firm.registers, EN), ["management's assertion, signed"]);
}

#[test]
fn what_was_not_recorded_is_a_place_to_be_filled() {
    let unsaid = domain::values::Engagement { firm: Firm::default(), letter: None, services: Vec::new(), ..type2() };
    let firm = at(unsaid, State::Planned);
    let text = firm.proposed(StatementKind::Representation);
    let held = &firm.registers.engagements.engagements[EN];
    let all = statement_checks(held, &text);
    assert_eq!(open(&all, "places"), ["[the CPA firm]", "[the services]", "[day of the engagement letter]"]);
}

#[test]
fn r202_an_opinion_is_recorded_apart_from_exceptions_and_stops_nothing() {
    let mut firm = at(type1(date(2025, 12, 15)), State::Type1Fieldwork);
    let on = date(2026, 1, 20);
    firm.on(on);
    says(&firm.refuses(record(opinion(OpinionKind::Qualified, on))), &["no report yet", "draft_report"]);
    firm.does(to(EN, State::DraftReport, ""));
    assert_eq!(opinion_missing(&firm.registers, EN).len(), 1);
    let mut qualified = opinion(OpinionKind::Qualified, on);
    qualified.criteria = ["cc6.1".to_owned()].into();
    let changed = |change: &dyn Fn(&mut domain::values::description::Opinion)| {
        let mut other = qualified.clone();
        change(&mut other);
        record(other)
    };
    says(&firm.refuses(changed(&|o| o.basis = " ".into())), &["the basis"]);
    says(&firm.refuses(changed(&|o| o.criteria = ["CC6.77".to_owned()].into())), &["CC6.77"]);
    says(&firm.refuses(changed(&|o| o.report = Some("EV-9".into()))), &["EV-9"]);
    says(&firm.refuses(changed(&|o| o.kind = OpinionKind::Unmodified)), &["no affected criteria"]);
    assert!(matches!(firm.refuses(changed(&|o| o.dated = date(2026, 1, 21))), Refusal::InTheFuture { .. }));
    assert!(matches!(firm.refuses(changed(&|o| o.dated = date(2025, 12, 14))), Refusal::DatesReversed { .. }));
    assert!(matches!(firm.not_by("mark", record(qualified.clone())), Refusal::NotAllowed(_)));
    firm.does(record(qualified.clone()));
    assert!(matches!(
        firm.refuses(changed(&|o| o.criteria = ["CC6.1".to_owned()].into())),
        Refusal::NothingToChange { .. }
    ));
    assert_eq!(opinion_missing(&firm.registers, EN), Vec::<String>::new());
    let held = firm.registers.descriptions.opinion(EN).unwrap();
    assert!(held.opinion.criteria.contains("CC6.1") && held.opinion.kind.means().contains("can be used"));
    // A correction stands, and what was recorded before it stays.
    firm.does(record(opinion(OpinionKind::Unmodified, on)));
    assert_eq!(firm.registers.descriptions.opinions[EN].len(), 2);
    for kind in OpinionKind::ALL {
        let said = format!("{} {}", kind.title(), kind.means()).to_lowercase();
        assert!(!said.contains("pass") && !said.contains("fail"), "{said}");
    }
}

#[test]
fn a_report_is_issued_with_the_papers_as_they_stand_and_as_the_engagement_says_now() {
    let mut firm = reported(OpinionKind::Unmodified);
    let issue = || to(EN, State::Issued, "");
    // The description is written again after both signatures: nobody approved it.
    firm.does(write(with(Section::Dc3, Content::Text("Production, run by four people.".into()))));
    says(&firm.refuses(issue()), &["issue of its report", "the description as it stands, approved by management"]);
    firm.does(submit());
    firm.by("mark", approve(&firm.described()));
    assert!(next_step(&firm.registers, EN, firm.today()).unwrap().missing.is_empty());
    // Services and method change under signed statements.
    let was = firm.registers.engagements.engagements[EN].engagement.clone();
    let mut other = was.clone();
    other.services.push("Billing".into());
    other.subservice[0].method = Method::Inclusive;
    firm.does(engagement::revise(EN, other, ""));
    let missing = next_step(&firm.registers, EN, firm.today()).unwrap().missing;
    let expected = [
        "the description: the inclusive method is not named",
        "management's assertion: the service Billing is not named",
        "management's assertion: the inclusive method is not named",
        "representation letter: the service Billing is not named",
        "representation letter: the inclusive method is not named",
    ];
    assert_eq!(missing, expected);
    says(&firm.refuses(issue()), &expected);
    firm.does(engagement::revise(EN, was, ""));
    firm.does(issue());
}

#[test]
fn a_representation_letter_that_is_older_than_the_assertion_is_signed_again_before_the_report() {
    let letter = StatementKind::Representation;
    let mut firm = reported(OpinionKind::Unmodified);
    let later = date(2026, 7, 15);
    firm.on(later);
    firm.does(state_it(ASSERTION, &firm.proposed(ASSERTION).replace("best of our", "very best of our")));
    let words = firm.proposed(letter);
    assert!(matches!(firm.refuses(state_it(letter, &words)), Refusal::NothingToChange { .. }));
    firm.by("mark", sign(ASSERTION, &firm.stated(ASSERTION), later));
    says(&firm.refuses(to(EN, State::Issued, "")), &["dated 2026-07-14, before the assertion of 2026-07-15"]);
    // The same words are signed anew.
    firm.does(state_it(letter, &words));
    says(&firm.refuses(to(EN, State::Issued, "")), &["the representation letter, signed"]);
    firm.by("mark", sign(letter, &firm.stated(letter), later));
    firm.does(to(EN, State::Issued, ""));
}

#[test]
fn r202_a_report_with_a_qualified_opinion_is_issued_sent_shown_and_bridged() {
    let mut firm = issued_with(OpinionKind::Qualified);
    let today = firm.today();
    let held = &firm.registers.engagements.engagements[EN];
    assert_eq!((held.state, opinion_missing(&firm.registers, EN).len()), (State::Issued, 0));
    firm.does(engagement::asked(engagement::asks("Kestrel", Artefact::Soc2Type2, "", today)));
    firm.does(engagement::answer("AS-1", Artefact::Soc2Type2, today));
    assert!(firm.registers.engagements.asked["AS-1"].answered());
    let all = PublicStatement { on: true, opinion: true, ..PublicStatement::default() };
    let page = public_page(&firm.registers, &all, today);
    assert_eq!((page.reports.len(), page.left_out.len()), (1, 0), "{page:?}");
    let said = page.reports[0].opinion.as_deref().unwrap();
    assert!(said.contains("qualified") && said.contains("can be used"), "{said}");
    firm.does(letter(None, bridge(&firm, date(2026, 7, 10), "")));
    firm.by("mark", sign_letter("BL-1", &hash(&firm, "BL-1"), today));
    firm.does(send_letter("BL-1", "Kestrel", today));
}

fn bridge(firm: &Organisation, until: Date, changes: &str) -> OwnLetter {
    let text = letter_text(&firm.registers, &firm.registers.engagements.engagements[EN], until, changes);
    OwnLetter { engagement: EN.into(), until, changes: changes.into(), text }
}

fn hash(firm: &Organisation, id: &str) -> String {
    firm.registers.descriptions.letters[id].sha256.clone()
}

#[test]
fn a_bridge_letter_is_written_signed_sent_and_expires() {
    let mut firm = issued();
    let until = date(2026, 8, 31);
    firm.does(letter(None, bridge(&firm, until, "")));
    let text = &firm.registers.descriptions.letters["BL-1"].letter.text;
    for words in [
        "2026-01-01 to 2026-06-30",
        "2026-07-01 to 2026-08-31",
        "no material change",
        "not aware",
        "no substitute",
        "management",
        "no assurance",
        "has not examined it",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(wording::check(text), []);
    let end = date(2026, 6, 30);
    let state = |firm: &Organisation, on| firm.registers.descriptions.letters["BL-1"].state(end, on);
    assert_eq!(state(&firm, until), "draft");
    firm.on(date(2026, 9, 1));
    says(&firm.refuses(send_letter("BL-1", "Kestrel", until)), &["not signed"]);
    assert!(matches!(
        firm.not_by("mark", sign_letter("BL-1", &hash(&firm, "BL-1"), date(2026, 8, 30))),
        Refusal::DatesReversed { .. }
    ));
    assert!(matches!(
        firm.not_by("mark", sign_letter("BL-1", &hash(&firm, "BL-1"), date(2026, 9, 2))),
        Refusal::InTheFuture { .. }
    ));
    assert!(matches!(firm.not_by("mark", sign_letter("BL-1", "00", until)), Refusal::Outdated { .. }));
    firm.by("mark", sign_letter("BL-1", &hash(&firm, "BL-1"), date(2026, 9, 1)));
    assert_eq!(state(&firm, date(2026, 9, 1)), "signed");
    says(&firm.refuses(send_letter("BL-1", " ", date(2026, 9, 1))), &["to whom"]);
    assert!(matches!(firm.refuses(send_letter("BL-1", "Kestrel", date(2026, 8, 31))), Refusal::DatesReversed { .. }));
    assert!(matches!(firm.refuses(send_letter("BL-1", "Kestrel", date(2026, 9, 2))), Refusal::InTheFuture { .. }));
    firm.does(send_letter("BL-1", "Kestrel", date(2026, 9, 1)));
    assert_eq!((state(&firm, date(2026, 9, 30)), state(&firm, date(2026, 10, 1))), ("sent", "expired"));
    says(&firm.refuses(letter(Some("BL-1"), bridge(&firm, until, "x"))), &["was sent", "another letter"]);
    firm.on(date(2026, 10, 1));
    says(&firm.refuses(send_letter("BL-1", "Osprey", date(2026, 10, 1))), &["expired"]);
}

#[test]
fn a_bridge_letter_is_whole_before_it_is_signed() {
    let mut firm = issued();
    firm.on(date(2026, 9, 1));
    let until = date(2026, 8, 31);
    let good = bridge(&firm, until, "Another data centre.");
    firm.does(letter(None, good.clone()));
    let cut = |from: &str, to: &str| OwnLetter { text: good.text.replace(from, to), ..good.clone() };
    for (from, named) in [
        ("no assurance", "no assurance"),
        ("substitute", "substitute"),
        ("2026-06-30", "2026-06-30"),
        ("Another data centre.", "changes do not stand in it"),
    ] {
        firm.does(letter(Some("BL-1"), cut(from, "...")));
        says(&firm.not_by("mark", sign_letter("BL-1", &hash(&firm, "BL-1"), until)), &[named]);
    }
    firm.does(letter(Some("BL-1"), good.clone()));
    firm.by("mark", sign_letter("BL-1", &hash(&firm, "BL-1"), until));
    assert!(matches!(firm.refuses(letter(Some("BL-1"), good.clone())), Refusal::NothingToChange { .. }));
    firm.does(letter(Some("BL-1"), cut("Beyond that", "Apart from that")));
    let held = &firm.registers.descriptions.letters["BL-1"];
    assert_eq!((held.signed.is_none(), held.void.len()), (true, 1), "what is written again is not signed any more");
    says(&firm.refuses(letter(Some("BL-9"), good.clone())), &["BL-9"]);
    says(
        &firm.refuses(letter(None, OwnLetter { until: date(2026, 6, 30), ..good.clone() })),
        &["the report's last day"],
    );
    says(&firm.refuses(letter(None, OwnLetter { text: " ".into(), ..good.clone() })), &["the letter"]);
    says(
        &firm.refuses(letter(None, OwnLetter { text: "Our SOC2-certification".into(), ..good })),
        &["soc 2 certification"],
    );
}

#[test]
fn beyond_three_months_a_bridge_letter_is_warned_of_and_not_refused() {
    let mut firm = issued();
    let (usual, beyond) = (date(2026, 9, 30), date(2026, 10, 1));
    assert!(letter_advice(&firm.registers, EN, usual, usual).is_empty());
    let advice = letter_advice(&firm.registers, EN, beyond, usual);
    assert!(advice[0].contains("more than three months") && advice[1].contains("have not come"), "{advice:?}");
    assert!(advice[0].contains("expired from the day after 2026-10-01 on"), "{advice:?}");
    let late = letter_advice(&firm.registers, EN, usual, beyond);
    assert!(late[0].contains("counts as expired since 2026-10-01") && late[0].contains("a later day"), "{late:?}");
    // One that would be expired when it is signed is not signed: it could never be sent.
    firm.on(date(2026, 10, 5));
    firm.does(letter(None, bridge(&firm, date(2026, 9, 15), "")));
    let late = firm.not_by("mark", sign_letter("BL-1", &hash(&firm, "BL-1"), date(2026, 10, 5)));
    says(&late, &["would be expired when it is signed", "2026-09-15", "2026-09-30", "until a later day"]);
    let mut firm = issued();
    firm.on(beyond);
    firm.does(letter(None, bridge(&firm, beyond, "")));
    firm.by("mark", sign_letter("BL-1", &hash(&firm, "BL-1"), beyond));
    firm.does(send_letter("BL-1", "Kestrel", beyond));
    // Before the report is there nothing is bridged.
    let mut firm = at(type2(), State::WindowClosed);
    firm.on(date(2026, 7, 14));
    firm.does(letter(None, bridge(&firm, date(2026, 7, 10), "")));
    says(&firm.not_by("mark", sign_letter("BL-1", &hash(&firm, "BL-1"), date(2026, 7, 14))), &["not issued", "bridge"]);
    assert!(letter_advice(&firm.registers, EN, date(2026, 7, 10), date(2026, 7, 14))[0].contains("not issued"));
}

#[test]
fn the_guards_of_an_issued_report_ask_for_statements_and_opinion() {
    let mut firm = issued();
    assert!(firm.registers.engagements.engagements[EN].state == State::Issued);
    says(&firm.refuses(state_it(ASSERTION, "another")), &["is over", "stays"]);
    firm.does(record(opinion(OpinionKind::Adverse, date(2026, 7, 14))));
}

#[test]
fn r209_what_a_customer_was_sent_is_worded_too() {
    let mut firm = staffed();
    firm.does(engagement::asked(engagement::asks("Kestrel", Artefact::Soc2Type2, "", date(2025, 12, 1))));
    let (id, on) = ("AS-1".to_owned(), firm.today());
    let what = "our SOC 2 certificate".to_owned();
    let command = EngagementCommand::AnswerAsked { id, sent: Artefact::Soc2Type2, what, on };
    says(&firm.refuses(Command::Engagement(command)), &["soc 2 certificate", "what was sent", "SOC 2 report"]);
}
