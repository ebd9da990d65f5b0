//! Evidence: handed in by those who may, judged by somebody else, bound to the version that was looked at.

use crate::evidence::{accept, add, ask, file, quarter, reject, review, revise, running};
use crate::library;
use crate::library::FIRST;
use crate::people::{propose, why};
use domain::command::{Command, EvidenceCommand};
use domain::event::{Event, EvidenceEvent};
use domain::registers::Recorded;
use domain::reports::evidence::serves;
use domain::reports::programme::View;
use domain::values::{
    Action, Deed, Duty, Evidence, EvidenceState, EvidenceType, Form, Shown, Source, TokenKind, Window,
};
use jiff::civil::date;
use std::collections::BTreeMap;

#[test]
fn r172_an_item_says_what_it_is_where_it_comes_from_and_when_it_was_received() {
    let mut firm = running();
    let id = firm.reviewed();
    assert_eq!(id, "EV-1");
    let held = firm.item(&id);
    assert_eq!((held.state, held.version(), held.newest().by.as_str()), (EvidenceState::Collected, 1, "carl"));
    assert_eq!(held.newest().received(), library::TODAY, "the day of receipt is the ledger's, whatever is claimed");
    assert_eq!(held.newest().evidence.captured, Some(date(2026, 9, 28)));
    let runs = firm.registers.evidence.runs("AC-1");
    assert_eq!(runs.iter().map(|run| (run.on, run.evidence)).collect::<Vec<_>>(), [(date(2026, 9, 28), "EV-1")]);
}

#[test]
fn r172_logs_screenshots_and_records_of_reviews_have_their_form_their_date_and_their_source() {
    for (kind, form, rule) in [
        (EvidenceType::AccessLog, Form::List, 7),
        (EvidenceType::SystemConfiguration, Form::Screenshot, 8),
        (EvidenceType::AccessReview, Form::Document, 1),
    ] {
        let mut firm = running();
        let mut whole = Evidence { kind, form, ..review() };
        match form {
            Form::List => {
                (whole.source.query, whole.source.rows) = ("accounts by role".into(), Some(3));
                (whole.source.completeness, whole.source.accuracy) = ("count agrees".into(), "looked up".into());
            }
            Form::Screenshot => whole.shows = Shown::ALL.into(),
            Form::Document => {}
        }
        let ran = [("AC-1", date(2026, 9, 28))];
        let id = firm.new_by("carl", add(whole.clone(), &[file("one.pdf", 1)], &ran));
        assert_eq!(firm.item(&id).newest().evidence, whole, "{form:?}: what was said is kept");
        let (source, day) = (firm.check(&id, 1), firm.check(&id, 2));
        assert!(source.kept() && source.reason.contains("Identity provider"), "{source:?}");
        assert!(day.kept() && day.reason.contains("2026-09-28"), "{day:?}");
        assert!(firm.check(&id, rule).kept(), "{form:?}: {}", firm.check(&id, rule).reason);
        let bare = Evidence { captured: None, collected: None, source: Source::default(), ..whole };
        let bare = firm.new_by("carl", add(bare, &[file("two.pdf", 2)], &ran));
        assert!(!firm.check(&bare, 1).ok && !firm.check(&bare, 2).ok, "{form:?} without date and source");
    }
}

#[test]
fn r183_from_an_item_to_its_hash_its_collector_its_time_and_its_controls_and_back() {
    let mut firm = running();
    let id = firm.reviewed();
    let (held, ran) = (firm.item(&id), date(2026, 9, 28));
    let newest = held.newest();
    assert_eq!((newest.files[0].file.sha256.clone(), newest.by.as_str()), ("01".repeat(32), "carl"));
    assert_eq!((newest.received(), newest.evidence.collected), (library::TODAY, Some(ran)));
    assert_eq!(held.controls.iter().map(|(id, shown)| (id.as_str(), shown.ran)).collect::<Vec<_>>(), [("AC-1", ran)]);
    assert_eq!(firm.registers.evidence.runs("AC-1")[0].evidence, id, "and back from the control");
    let loose = firm.new_by("paul", add(review(), &[file("loose.pdf", 2)], &[]));
    let of = |firm: &library::Organisation| serves(&firm.registers, firm.item(&loose), &View::default()).unwrap();
    let nothing = of(&firm);
    assert!(!nothing.soc2 && !nothing.certification, "what shows no control serves nothing: {nothing:?}");
    let link = EvidenceCommand::LinkEvidence { id: loose.clone(), control: "AC-1".into(), ran };
    firm.does(Command::Evidence(link));
    let linked = of(&firm);
    assert!(linked.criteria.contains("CC6.2") && linked.iso.contains_key("A.5.18"), "{linked:?}");
    assert_eq!(firm.registers.evidence.runs("AC-1").len(), 2);
}

#[test]
fn who_hands_in_evidence_does_not_accept_it() {
    let mut firm = running();
    let id = firm.new_by(FIRST, add(review(), &[file("review.pdf", 1)], &[("AC-1", date(2026, 9, 28))]));
    firm.kept_from(FIRST, accept(&id, 1), Duty::CollectorAccepts);
    firm.kept_from(FIRST, reject(&id, 1), Duty::CollectorAccepts);
    for nobody in ["carl", "tina", "ivan", "eve", "cleo"] {
        assert_eq!(firm.not_by(nobody, accept(&id, 1)).code(), "not_allowed", "{nobody}");
    }
    let judged = firm.by("paul", accept(&id, 1));
    let event = EvidenceEvent::EvidenceJudged { id: id.clone(), version: 1, accepted: true, note: String::new() };
    assert_eq!(judged, [Event::Evidence(event)]);
    assert_eq!(firm.item(&id).state, EvidenceState::Accepted);
    assert_eq!(firm.not_by("mark", accept(&id, 1)).to_string(), "that EV-1 is accepted is so already");
}

#[test]
fn what_was_accepted_by_a_waiver_is_accepted_once_more_by_somebody_else() {
    let mut firm = running();
    let id = firm.new_by("paul", add(review(), &[file("review.pdf", 1)], &[("AC-1", date(2026, 9, 28))]));
    let waiver = firm.waiver(Duty::CollectorAccepts, "paul", 60);
    let waived = firm.new_by(FIRST, waiver);
    firm.by("mark", Command::ApproveWaiver { id: waived });
    firm.by("paul", accept(&id, 1));
    let own = firm.check(&id, 5);
    assert!(!own.ok && own.reason.contains("by somebody who handed it in"), "{own:?}");
    assert_eq!(
        firm.not_by("paul", accept(&id, 1)).code(),
        "nothing_to_change",
        "once more by the same changes nothing"
    );
    firm.by("mark", accept(&id, 1));
    assert!(firm.check(&id, 5).kept(), "{:?}", firm.check(&id, 5));
    assert_eq!(firm.not_by("mark", accept(&id, 1)).code(), "nothing_to_change");
}

#[test]
fn whoever_handed_in_any_version_is_kept_from_judging_the_newest() {
    let mut firm = running();
    let id = firm.new_by(FIRST, add(review(), &[file("a.pdf", 1)], &[("AC-1", date(2026, 9, 28))]));
    firm.by("carl", revise(&id, review(), &[file("b.pdf", 2)]));
    firm.kept_from(FIRST, accept(&id, 2), Duty::CollectorAccepts);
    firm.by("paul", accept(&id, 2));
}

#[test]
fn an_acceptance_is_bound_to_the_version_that_was_looked_at() {
    let mut firm = running();
    let id = firm.reviewed();
    firm.by("paul", accept(&id, 1));
    firm.by("carl", revise(&id, review(), &[file("review-2.pdf", 2)]));
    assert_eq!(firm.item(&id).state, EvidenceState::Collected, "a new version has to be accepted anew");
    let refusal = firm.not_by("paul", accept(&id, 1));
    assert!(refusal.to_string().contains("version 1 of EV-1 is not the newest"), "{refusal}");
    assert_eq!(firm.not_by("carl", revise(&id, review(), &[file("review-2.pdf", 2)])).code(), "nothing_to_change");
    let told = firm.by("paul", reject(&id, 2));
    assert_eq!(told.len(), 1);
    let empty = EvidenceCommand::RejectEvidence { id: id.clone(), version: 2, reason: " ".into() };
    assert_eq!(firm.not_by("mark", Command::Evidence(empty)).code(), "empty", "a rejection says why");
    assert!(firm.registers.evidence.runs("AC-1").is_empty(), "what was rejected shows nothing");
}

#[test]
fn nothing_is_handed_in_or_accepted_where_there_is_nothing_to_look_at() {
    let mut firm = running();
    let ran = [("AC-1", date(2026, 9, 28))];
    let words = Evidence { note: "seen on the screen".into(), ..review() };
    let refusal = firm.not_by("carl", add(words.clone(), &[], &ran));
    assert!(refusal.to_string().contains("the item has no file"), "{refusal}");
    assert!(refusal.hint().contains("add a file first"), "{}", refusal.hint());
    let id = firm.reviewed();
    assert!(firm.not_by("carl", revise(&id, words.clone(), &[])).to_string().contains("the item has no file"));
    // A ledger of an earlier release may hold such a version.
    let bare = EvidenceEvent::EvidenceRevised { id: id.clone(), evidence: words, files: Vec::new() };
    let by = Recorded { at_us: firm.clock_us, by: "carl" };
    firm.registers.apply(by, Event::Evidence(bare));
    let refusal = firm.not_by("paul", accept(&id, 2));
    assert!(refusal.to_string().contains("version 2 of EV-1 has no file: there is nothing to accept"), "{refusal}");
    let broken = firm.check(&id, 4);
    assert!(!broken.ok && broken.reason.contains("it has no file"), "{broken:?}");
    firm.by("paul", reject(&id, 2));
}

#[test]
fn evidence_of_a_control_is_handed_in_by_its_owner_or_the_programme() {
    let mut firm = running();
    let ran = [("AC-1", date(2026, 9, 28))];
    for nobody in ["tina", "olga", "mark", "ivan", "eve", "cleo"] {
        assert_eq!(firm.not_by(nobody, add(review(), &[], &ran)).code(), "not_allowed", "{nobody}");
    }
    let other = [("AC-1", date(2026, 9, 28)), ("AC-2", date(2026, 9, 28))];
    assert_eq!(firm.not_by("carl", add(review(), &[], &other)).code(), "not_allowed", "one of them is not his");
    firm.by("paul", add(review(), &[file("a.pdf", 1)], &other));
    firm.by("carl", add(review(), &[file("b.pdf", 2)], &ran));
}

#[test]
fn a_collectors_token_hands_in_evidence_of_its_controls_and_nothing_else() {
    let mut firm = running();
    let token = firm.token(TokenKind::Collector, &[Action::AppendEvidence], &["AC-1", "AC-2"]);
    let id = firm.new_by(FIRST, token);
    let badge = firm.shown(&id);
    let both = [("AC-1", date(2026, 9, 28)), ("AC-2", date(2026, 9, 28))];
    let item = firm.does_as(&badge, add(review(), &[file("a.json", 7)], &both));
    let item = item[0].object().1.to_owned();
    let mut third = library::control("AC-3", "CC7.1");
    third.frequency = Some(domain::values::Frequency::Weekly);
    firm.does(Command::AddControl { control: third });
    let strange = add(review(), &[], &[("AC-3", date(2026, 9, 28))]);
    assert_eq!(firm.refuses_to(&badge, strange).code(), "not_allowed", "a control that it is not bound to");
    assert_eq!(firm.refuses_to(&badge, add(review(), &[], &[])).code(), "not_allowed", "no control at all");
    assert_eq!(firm.refuses_to(&badge, accept(&item, 1)).code(), "not_allowed");
    let withdraw = EvidenceCommand::WithdrawEvidence { id: item, reason: why() };
    assert_eq!(firm.refuses_to(&badge, Command::Evidence(withdraw)).code(), "not_allowed");
}

#[test]
fn days_that_cannot_be_are_refused() {
    let mut firm = running();
    let with = |change: &dyn Fn(&mut domain::values::Evidence)| {
        let mut evidence = review();
        change(&mut evidence);
        add(evidence, &[], &[])
    };
    let period = |from, until| Window { from, until };
    assert_eq!(firm.refuses(with(&|e| e.period = period(e.period.until, e.period.from))).code(), "dates_reversed");
    let future = period(date(2027, 1, 1), date(2027, 3, 31));
    assert_eq!(firm.refuses(with(&|e| e.period = future)).code(), "in_the_future");
    assert_eq!(firm.refuses(with(&|e| e.captured = Some(date(2027, 1, 1)))).code(), "in_the_future");
    assert_eq!(firm.refuses(with(&|e| e.collected = Some(date(2027, 1, 1)))).code(), "in_the_future");
    assert_eq!(firm.refuses(with(&|e| e.collected = Some(date(2026, 9, 1)))).code(), "dates_reversed");
    assert_eq!(firm.refuses(with(&|e| e.period = period(date(1990, 1, 1), e.period.until))).code(), "not_possible");
    assert_eq!(firm.refuses(with(&|e| e.title = "  ".into())).code(), "empty");
    let outside = add(review(), &[], &[("AC-1", date(2026, 6, 30))]);
    assert!(firm.refuses(outside).to_string().contains("the item covers"), "not for another period");
    let unknown = add(review(), &[], &[("AC-9", date(2026, 9, 28))]);
    assert!(matches!(firm.refuses(unknown).code(), "unknown" | "not_allowed"));
    let twice = add(review(), &[file("a.pdf", 1), file("a.pdf", 2)], &[]);
    assert!(firm.refuses(twice).to_string().contains("two files are called a.pdf"));
    firm.does(Command::RetireControl { id: "AC-2".into(), reason: why() });
    assert!(firm.decides(add(review(), &[], &[("AC-2", date(2026, 9, 28))])).is_err(), "retired");
}

#[test]
fn one_item_serves_more_controls_later_and_fewer() {
    let mut firm = running();
    let id = firm.reviewed();
    let link = |control: &str, ran| {
        Command::Evidence(EvidenceCommand::LinkEvidence { id: id.clone(), control: control.into(), ran })
    };
    firm.does(link("AC-2", date(2026, 9, 29)));
    assert_eq!(firm.refuses(link("AC-2", date(2026, 9, 29))).code(), "nothing_to_change");
    assert_eq!(firm.registers.evidence.runs("AC-2").len(), 1);
    assert_eq!(firm.not_by("carl", link("AC-2", date(2026, 9, 30))).code(), "not_allowed", "not his control");
    let unlink = Command::Evidence(EvidenceCommand::UnlinkEvidence { id: id.clone(), control: "AC-2".into() });
    firm.does(unlink.clone());
    assert!(firm.registers.evidence.runs("AC-2").is_empty());
    assert_eq!(firm.refuses(unlink).code(), "unknown");
}

#[test]
fn who_is_asked_may_answer_though_the_control_is_not_theirs() {
    let mut firm = running();
    let unknown = firm.refuses(ask("AC-1", "nobody@example.org", date(2026, 12, 1)));
    assert_eq!(unknown.code(), "not_possible");
    assert!(unknown.hint().contains("by id"), "it says what is wanted: {}", unknown.hint());
    assert_eq!(firm.refuses(ask("AC-1", "tina", date(2026, 11, 1))).code(), "not_possible");
    let id = firm.new_by(FIRST, ask("AC-1", "tina", date(2026, 12, 1)));
    assert_eq!(id, "RQ-1");
    let answer = |controls: &[(&str, jiff::civil::Date)]| {
        let controls: BTreeMap<_, _> = controls.iter().map(|(id, ran)| ((*id).to_owned(), *ran)).collect();
        let files = vec![file("answer.pdf", 3)];
        Command::Evidence(EvidenceCommand::AddEvidence {
            evidence: review(),
            files,
            controls,
            answers: Some(id.clone()),
        })
    };
    assert_eq!(firm.not_by("tina", answer(&[("AC-2", date(2026, 9, 28))])).code(), "not_allowed");
    let item = firm.new_by("tina", answer(&[("AC-1", date(2026, 9, 28))]));
    assert!(!firm.registers.evidence.requests[&id].open());
    assert_eq!(firm.item(&item).answers.as_deref(), Some("RQ-1"));
    let close = Command::Evidence(EvidenceCommand::CloseRequest { id: id.clone(), reason: why() });
    assert_eq!(firm.refuses(close).code(), "not_allowed", "it is over");
    let other = firm.new_by("carl", ask("AC-1", "tina", date(2026, 12, 1)));
    let close = Command::Evidence(EvidenceCommand::CloseRequest { id: other.clone(), reason: why() });
    firm.by("carl", close);
    assert_eq!(firm.registers.evidence.requests[&other].closed.as_deref(), Some("as agreed in the meeting"));
}

#[test]
fn what_is_under_hold_or_still_has_its_time_is_not_disposed_of() {
    let mut firm = running();
    let id = firm.reviewed();
    let command = |command: fn(String, String) -> EvidenceCommand| Command::Evidence(command(id.clone(), why()));
    let hold = || command(|id, reason| EvidenceCommand::HoldEvidence { id, reason });
    let release = || command(|id, reason| EvidenceCommand::ReleaseEvidence { id, reason });
    let dispose = || command(|id, reason| EvidenceCommand::DisposeEvidence { id, reason });
    let kept = firm.refuses(dispose());
    assert!(kept.to_string().contains("kept until 2030-09-30"), "48 months after its period: {kept}");
    firm.days_pass(5 * 366);
    firm.does(hold());
    assert_eq!(firm.refuses(hold()).code(), "nothing_to_change");
    assert!(firm.refuses(dispose()).to_string().contains("under legal hold"));
    firm.by("olga", release());
    assert_eq!(firm.refuses(release()).code(), "nothing_to_change");
    firm.does(dispose());
    assert_eq!(firm.item(&id).state, EvidenceState::Disposed);
    assert_eq!(firm.refuses(dispose()).code(), "nothing_to_change");
    assert_eq!(firm.refuses(hold()).code(), "not_possible");
    assert!(firm.refuses(accept(&id, 1)).to_string().len() > 10);
}

#[test]
fn a_longer_retention_needs_nobody_else_and_a_shorter_one_two_persons_and_a_day() {
    let mut firm = running();
    let set = |months, deed: Option<&str>| {
        let (framework, deed) = ("soc2-tsc-2017".to_owned(), deed.map(str::to_owned));
        Command::Evidence(EvidenceCommand::SetRetention { framework, months, deed })
    };
    firm.by("olga", set(24, None));
    assert_eq!(firm.registers.evidence.months("soc2-tsc-2017"), Some(24));
    assert_eq!(firm.not_by("olga", set(24, None)).code(), "nothing_to_change");
    assert_eq!(firm.not_by("olga", set(0, None)).code(), "not_possible");
    firm.kept_from("olga", set(12, None), Duty::TwoPersons);
    let what = domain::rules::evidence::shorter("soc2-tsc-2017", 12);
    let deed = firm.new_by("olga", propose(Deed::ShortenRetention { what }));
    firm.kept_from("olga", set(12, Some(&deed)), Duty::TwoPersons);
    firm.by("mark", Command::ApproveDeed { id: deed.clone() });
    firm.kept_from("olga", set(12, Some(&deed)), Duty::TwoPersons);
    firm.hours_pass(25);
    firm.kept_from("olga", set(6, Some(&deed)), Duty::TwoPersons);
    let events = firm.by("olga", set(12, Some(&deed)));
    assert!(matches!(
        &events[..],
        [Event::DeedDone { .. }, Event::Evidence(EvidenceEvent::RetentionSet { months: 12, .. })]
    ));
    assert_eq!(firm.registers.evidence.months("soc2-tsc-2017"), Some(12));
    let unknown = EvidenceCommand::SetRetention { framework: "nist".into(), months: 12, deed: None };
    assert_eq!(firm.not_by("olga", Command::Evidence(unknown)).code(), "unknown");
}

#[test]
fn a_withdrawn_item_counts_nowhere_and_stays_in_history() {
    let mut firm = running();
    let id = firm.reviewed();
    let withdraw = || Command::Evidence(EvidenceCommand::WithdrawEvidence { id: id.clone(), reason: why() });
    assert_eq!(firm.not_by("tina", withdraw()).code(), "not_allowed");
    firm.by("carl", withdraw());
    assert!(firm.registers.evidence.runs("AC-1").is_empty());
    assert_eq!(firm.item(&id).ended.as_deref(), Some("as agreed in the meeting"));
    assert_eq!(firm.not_by("paul", accept(&id, 1)).code(), "not_allowed");
    assert_eq!(firm.item(&id).versions.len(), 1);
    assert_eq!(quarter(3).until, date(2026, 9, 30));
}
