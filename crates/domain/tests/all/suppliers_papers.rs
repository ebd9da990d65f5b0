//! Reports of suppliers: asked for, received, reviewed, decided; bridge letters, and what they ask of us.

use crate::library::{FIRST, Organisation};
use crate::suppliers;
use crate::suppliers::{
    answer, bridge, certificate, d, decision, go, met, record, request, review, step, type2, with_host,
};
use domain::command::{Command, EvidenceCommand, SupplierCommand};
use domain::reports::supplier::{PaperState, gap, state};
use domain::values::supplier::{
    AskedOfUs, CuecAnswer, CuecState, ReportDecision, ReportException, ReportKind, ReportOpinion, SupplierReport,
    SupplierState, SupplierStep,
};
use domain::values::{Classification, Evidence, EvidenceFile, EvidenceType, FileRef, Form, Source, Window};
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;

fn standing(firm: &Organisation, id: &str) -> PaperState {
    state(&firm.registers.suppliers.reports[id], firm.today())
}

#[test]
fn r232_a_report_is_asked_for_received_reviewed_and_decided_in_that_order() {
    let mut firm = with_host();
    let today = firm.today();
    let id = firm.new_by(FIRST, request("SU-1", ReportKind::Soc2Type2));
    assert_eq!((id.as_str(), standing(&firm, &id)), ("SR-1", PaperState::Requested));
    let twice = firm.refuses(request("SU-1", ReportKind::Soc2Type2));
    assert_eq!(twice.to_string(), "SR-1 is asked for and did not come yet");
    assert_eq!(firm.refuses(review("SR-1", today, &[])).to_string(), "SR-1 did not come yet");
    firm.does(record("SR-1", type2(d("2025-10-01"), d("2026-09-30"), d("2026-11-10"))));
    assert_eq!(standing(&firm, "SR-1"), PaperState::Received);
    let hasty = firm.refuses(decision("SR-1", ReportDecision::Accepted));
    assert_eq!(hasty.to_string(), "SR-1 was not reviewed in the shape that it has now");
    assert_eq!(firm.refuses(review("SR-1", d("2026-11-09"), &["none"])).code(), "dates_reversed");
    assert_eq!(firm.refuses(review("SR-1", today.saturating_add(1.day()), &["none"])).code(), "in_the_future");
    let short = firm.refuses(review("SR-1", today, &[]));
    assert_eq!(short.to_string(), "SR-1 names 1 exception and the review speaks of 0");
    assert_eq!(firm.refuses(review("SR-1", today, &[" "])).to_string(), "the effect of an exception is empty");
    firm.does(review("SR-1", today, &["None: we review access ourselves."]));
    assert_eq!(standing(&firm, "SR-1"), PaperState::Reviewed);
    assert_eq!(firm.refuses(review("SR-1", today, &["None: we review access ourselves."])).code(), "nothing_to_change");
    let held = firm.registers.suppliers.reports["SR-1"].report.as_ref().unwrap();
    assert_eq!(held.exceptions[0].effect, "None: we review access ourselves.");
    firm.by("carl", decision("SR-1", ReportDecision::AcceptedWithActions));
    assert_eq!(standing(&firm, "SR-1"), PaperState::AcceptedWithActions);
    assert!(!firm.read().paper("SR-1").unwrap().same_hand, "reviewed by one, decided by another");
    let again = firm.refuses(decision("SR-1", ReportDecision::Rejected));
    assert_eq!(again.to_string(), "it was decided that SR-1 is accepted with actions");
}

#[test]
fn what_is_read_again_is_reviewed_again() {
    let mut firm = with_host();
    let today = firm.today();
    firm.does(request("SU-1", ReportKind::Soc2Type2));
    let report = type2(d("2025-10-01"), d("2026-09-30"), today);
    firm.does(record("SR-1", report.clone()));
    firm.does(answer("SR-1", "CUEC-1", met("AC-1")));
    firm.does(answer("SR-1", "CUEC-2", met("AC-2")));
    firm.does(review("SR-1", today, &["none"]));
    let cuecs = report.cuecs[..1].to_vec();
    firm.does(record("SR-1", SupplierReport { opinion: ReportOpinion::Qualified, cuecs, ..report }));
    assert_eq!(standing(&firm, "SR-1"), PaperState::Received);
    let answered: Vec<&String> = firm.registers.suppliers.reports["SR-1"].answers.keys().collect();
    assert_eq!(answered, ["CUEC-1"], "what is not asked any more has no answer");
    assert!(firm.lacks("SU-1").contains(&"opinion_modified"));
}

#[test]
fn what_was_said_of_the_report_before_is_carried_over_to_be_confirmed() {
    let mut firm = with_host();
    let today = firm.today();
    let first = firm.relies_on(d("2024-10-01"), d("2025-09-30"));
    firm.does(answer(&first, "CUEC-1", met("AC-1")));
    firm.does(answer(&first, "CUEC-2", met("AC-2")));
    let second = firm.new_by(FIRST, request("SU-1", ReportKind::Soc2Type2));
    let asked = |id: &str, text: &str| AskedOfUs { id: id.into(), text: text.into() };
    let cuecs = vec![
        asked("UE-7", "restrict who  administers the account."),
        asked("CUEC-2", "Encrypt what you store and send."),
        asked("CUEC-3", "Watch the status page."),
    ];
    firm.does(record(&second, SupplierReport { cuecs, ..type2(d("2025-10-01"), d("2026-09-30"), today) }));
    let read = |firm: &Organisation, at: usize| firm.read().paper(&second).unwrap().cuecs[at].clone();
    let by_words = read(&firm, 0).carried.unwrap();
    assert_eq!((by_words.from.as_str(), &by_words.answer, by_words.reworded), (first.as_str(), &met("AC-1"), false));
    let by_id = read(&firm, 1).carried.unwrap();
    assert_eq!((&by_id.answer, by_id.reworded), (&met("AC-2"), true), "the same id, in other words");
    assert_eq!(read(&firm, 2).carried, None, "it was not asked before");
    assert_eq!(read(&firm, 0).state, CuecState::Open, "nothing is settled until somebody confirms it");
    assert_eq!(firm.read().settled(), (0, 3));
    firm.does(answer(&second, "UE-7", by_words.answer));
    assert_eq!((read(&firm, 0).state, read(&firm, 0).carried), (CuecState::Met, None));
    firm.does(Command::RetireControl { id: "AC-2".into(), reason: "gone".into() });
    assert_eq!(read(&firm, 1).carried, None, "a retired control meets nothing");
    let third = firm.new_by(FIRST, request("SU-1", ReportKind::Soc2Type2));
    firm.does(record(&third, type2(d("2026-10-01"), d("2026-11-01"), today)));
    let again = firm.read().paper(&third).unwrap().cuecs[0].carried.clone().unwrap();
    assert_eq!(again.from, second, "the newest of those before");
    let other = firm.new_by(FIRST, request("SU-1", ReportKind::Soc1));
    firm.does(record(&other, type2(d("2025-10-01"), d("2026-09-30"), today)));
    assert!(firm.read().paper(&other).unwrap().cuecs.iter().all(|cuec| cuec.carried.is_none()), "another kind");
}

#[test]
fn what_is_wrong_with_a_report_is_said() {
    let mut firm = with_host();
    let today = firm.today();
    assert_eq!(firm.refuses(request("SU-9", ReportKind::Soc1)).code(), "unknown");
    firm.does(request("SU-1", ReportKind::Soc2Type2));
    firm.does(request("SU-1", ReportKind::IsoCertificate));
    let good = type2(d("2025-10-01"), d("2026-09-30"), today);
    let iso = certificate(d("2025-01-01"), d("2027-12-31"));
    let tomorrow = today.saturating_add(1.day());
    let (reversed, ahead) =
        (Window { from: d("2026-02-01"), until: d("2026-01-01") }, Window { from: tomorrow, until: tomorrow });
    let asked = |id: &str, text: &str| AskedOfUs { id: id.into(), text: text.into() };
    let many = |n: usize| (0..n).map(|n| asked(&n.to_string(), "x")).collect();
    let cases: Vec<(&str, SupplierReport, &str)> = vec![
        (
            "SR-1",
            SupplierReport { period: reversed, ..good.clone() },
            "the window is reversed: 2026-01-01 lies before 2026-02-01",
        ),
        ("SR-1", SupplierReport { period: ahead, ..good.clone() }, "the first day of the period lies in the future"),
        ("SR-1", SupplierReport { received: tomorrow, ..good.clone() }, "the day on which it came lies in the future"),
        ("SR-1", SupplierReport { opinion: ReportOpinion::None, ..good.clone() }, "a SOC report has an opinion"),
        (
            "SR-1",
            SupplierReport { certificate: iso.certificate.clone(), ..good.clone() },
            "a SOC report is no certificate",
        ),
        ("SR-2", SupplierReport { certificate: None, ..iso.clone() }, "a certificate needs its body and its scope"),
        ("SR-2", SupplierReport { opinion: ReportOpinion::Unmodified, ..iso.clone() }, "a certificate has no opinion"),
        ("SR-1", SupplierReport { cuecs: vec![asked("A", "x"), asked("A", "y")], ..good.clone() }, "A stands twice"),
        (
            "SR-1",
            SupplierReport { cuecs: vec![asked(" ", "x")], ..good.clone() },
            "the id of a control asked of us is empty",
        ),
        (
            "SR-1",
            SupplierReport { cuecs: vec![asked("A", "")], ..good.clone() },
            "the text of a control asked of us is empty",
        ),
        (
            "SR-1",
            SupplierReport { cuecs: many(501), ..good.clone() },
            "more than 500 controls that one report asks of us",
        ),
        ("SR-1", SupplierReport { carve_outs: [" ".to_owned()].into(), ..good.clone() }, "the carve-out is empty"),
        ("SR-1", SupplierReport { evidence: Some("EV-9".into()), ..good.clone() }, "no evidence is known as `EV-9`"),
        (
            "SR-1",
            SupplierReport {
                exceptions: vec![ReportException { text: " ".into(), effect: String::new() }],
                ..good.clone()
            },
            "the text of an exception is empty",
        ),
        ("SR-9", good.clone(), "no supplier report is known as `SR-9`"),
    ];
    for (id, report, sentence) in cases {
        assert_eq!(firm.refuses(record(id, report)).to_string(), sentence);
    }
    let mut nameless = iso.clone();
    nameless.certificate.as_mut().unwrap().body = " ".into();
    assert_eq!(firm.refuses(record("SR-2", nameless)).to_string(), "the certification body is empty");
    let mut scopeless = iso;
    scopeless.certificate.as_mut().unwrap().scope = " ".into();
    assert_eq!(firm.refuses(record("SR-2", scopeless)).to_string(), "the scope is empty");
    firm.does(record("SR-1", good.clone()));
    assert_eq!(firm.refuses(record("SR-1", good)).code(), "nothing_to_change");
}

#[test]
fn nothing_is_asked_of_a_supplier_that_ended() {
    let mut firm = with_host();
    let today = firm.today();
    firm.does(go("SU-1", step(SupplierState::Exiting, today)));
    let (data, access) = ("erased".into(), "revoked".into());
    firm.does(go("SU-1", SupplierStep { data, access, ..step(SupplierState::Ended, today) }));
    assert_eq!(firm.refuses(request("SU-1", ReportKind::Soc3)).to_string(), "SU-1 has ended");
}

#[test]
fn r254_the_report_is_an_item_of_evidence_of_that_kind() {
    let mut firm = with_host();
    let today = firm.today();
    firm.does(request("SU-1", ReportKind::Soc2Type2));
    let item = |kind| {
        let evidence = Evidence {
            title: "SOC 2 report of the host".into(),
            kind,
            form: Form::Document,
            period: Window { from: d("2025-10-01"), until: d("2026-09-30") },
            captured: None,
            collected: Some(today),
            source: Source { system: "Nimbus Hosting".into(), ..Source::default() },
            shows: [].into(),
            collector: None,
            classification: Classification::Confidential,
            personal_data: false,
            note: String::new(),
        };
        let file = EvidenceFile {
            name: "report.pdf".into(),
            file: FileRef { sha256: "ab".repeat(32), size: 1_000 },
            media: "application/pdf".into(),
            disagrees: None,
            hints: [].into(),
        };
        let (files, controls, answers) = (vec![file], [].into(), None);
        Command::Evidence(EvidenceCommand::AddEvidence { evidence, files, controls, answers })
    };
    firm.does(item(EvidenceType::AccessLog));
    firm.does(item(EvidenceType::SupplierReport));
    let held_by =
        |item: &str| SupplierReport { evidence: Some(item.into()), ..type2(d("2025-10-01"), d("2026-09-30"), today) };
    let wrong = firm.refuses(record("SR-1", held_by("EV-1")));
    assert_eq!(wrong.to_string(), "EV-1 is no supplier's report that counts");
    firm.does(record("SR-1", held_by("EV-2")));
    assert_eq!(firm.registers.suppliers.reports["SR-1"].report.as_ref().unwrap().evidence.as_deref(), Some("EV-2"));
}

#[test]
fn a_bridge_letter_follows_the_period_and_speaks_of_days_that_are_over() {
    let mut firm = with_host();
    let today = firm.today();
    firm.does(request("SU-1", ReportKind::Soc2Type2));
    let early = firm.refuses(bridge("SR-1", today, today));
    assert_eq!(early.to_string(), "SR-1 has no period that a letter could go on from");
    firm.does(record("SR-1", type2(d("2025-10-01"), d("2026-09-30"), today)));
    assert_eq!(firm.refuses(bridge("SR-1", d("2026-09-30"), today)).code(), "dates_reversed");
    let promise = firm.refuses(bridge("SR-1", today, today.saturating_sub(1.day())));
    assert_eq!(promise.to_string(), "a bridge letter speaks of days that are over");
    let tomorrow = today.saturating_add(1.day());
    assert_eq!(firm.refuses(bridge("SR-1", today, tomorrow)).code(), "in_the_future");
    firm.does(bridge("SR-1", d("2026-10-31"), today));
    assert_eq!(firm.refuses(bridge("SR-1", d("2026-10-31"), today)).code(), "nothing_to_change");
    firm.does(request("SU-1", ReportKind::IsoCertificate));
    firm.does(record("SR-2", certificate(d("2025-01-01"), d("2027-12-31"))));
    assert_eq!(firm.refuses(bridge("SR-2", today, today)).code(), "not_possible", "a certificate has no gap");
}

#[test]
fn the_gap_is_counted_in_days_and_a_letter_closes_it() {
    let mut firm = with_host();
    let id = firm.relies_on(d("2025-10-01"), d("2026-09-30"));
    let on = |firm: &Organisation, day: &str| gap(&firm.registers.suppliers.reports[&id], d(day));
    assert_eq!(on(&firm, "2026-09-30"), None, "inside the period");
    let open = on(&firm, "2026-11-21").unwrap();
    assert_eq!((open.days, open.open, open.beyond, open.bridged), (52, 52, false, None));
    assert_eq!(firm.lacks("SU-1").iter().filter(|id| **id == "gap_open").count(), 1);
    assert!(!on(&firm, "2026-12-30").unwrap().beyond, "three months after the end of September");
    assert!(on(&firm, "2026-12-31").unwrap().beyond);
    firm.does(bridge(&id, d("2026-11-20"), d("2026-11-21")));
    let left = on(&firm, "2026-11-21").unwrap();
    assert_eq!((left.days, left.open), (52, 1), "the letter ends a day before");
    firm.does(bridge(&id, d("2026-11-21"), d("2026-11-21")));
    assert_eq!(on(&firm, "2026-11-21").unwrap().open, 0);
    assert!(!firm.lacks("SU-1").contains(&"gap_open"));
    firm.days_pass(60);
    let today = firm.today();
    firm.does(bridge(&id, today, today));
    assert!(firm.lacks("SU-1").contains(&"bridge_too_long"), "more than three months after the period");
}

#[test]
fn r256_a_certificate_expires_and_a_report_is_used_for_a_year() {
    let mut firm = with_host();
    firm.does(request("SU-1", ReportKind::IsoCertificate));
    firm.does(record("SR-1", certificate(d("2024-01-21"), d("2027-01-21"))));
    let today = firm.today();
    firm.does(review("SR-1", today, &[]));
    firm.does(decision("SR-1", ReportDecision::Accepted));
    assert!(!firm.lacks("SU-1").contains(&"report_expires"), "61 days before");
    firm.days_pass(1);
    assert!(firm.lacks("SU-1").contains(&"report_expires"), "60 days before");
    firm.days_pass(60);
    assert_eq!(standing(&firm, "SR-1"), PaperState::Accepted, "its last day");
    firm.days_pass(1);
    assert_eq!(standing(&firm, "SR-1"), PaperState::Expired);
    assert!(firm.lacks("SU-1").contains(&"report_expired"));
    let id = firm.relies_on(d("2025-10-01"), d("2026-09-30"));
    let held = &firm.registers.suppliers.reports[&id];
    assert_eq!(state(held, d("2027-09-30")), PaperState::Accepted);
    assert_eq!(state(held, d("2027-10-01")), PaperState::Expired);
}

#[test]
fn what_is_asked_of_us_is_met_by_an_own_live_control() {
    let mut firm = with_host();
    let id = firm.relies_on(d("2025-10-01"), d("2026-09-30"));
    assert_eq!(firm.read().settled(), (0, 2));
    assert_eq!(firm.lacks("SU-1").iter().filter(|id| **id == "cuec_without_owner").count(), 2);
    let nobody = CuecAnswer { owner: Some("nobody".into()), ..met("AC-1") };
    assert_eq!(firm.refuses(answer(&id, "CUEC-1", nobody)).to_string(), "no member is known as `nobody`");
    let nothing = CuecAnswer { control: None, ..met("AC-1") };
    assert_eq!(firm.refuses(answer(&id, "CUEC-1", nothing)).to_string(), "the control is empty");
    assert_eq!(firm.refuses(answer(&id, "CUEC-1", met("AC-9"))).code(), "unknown");
    assert_eq!(
        firm.refuses(answer(&id, "CUEC-9", met("AC-1"))).to_string(),
        "no control asked of us is known as `CUEC-9`"
    );
    assert_eq!(firm.refuses(answer(&id, "CUEC-1", CuecAnswer::default())).code(), "nothing_to_change");
    firm.does(answer(&id, "CUEC-1", met("AC-1")));
    let aside = |reason: &str| CuecAnswer { state: CuecState::NotApplicable, reason: reason.into(), ..met("AC-1") };
    assert_eq!(firm.refuses(answer(&id, "CUEC-2", aside(" "))).to_string(), "the reason is empty");
    firm.does(answer(&id, "CUEC-2", aside("we store nothing there")));
    let report = firm.read();
    assert_eq!(report.settled(), (2, 2));
    assert_eq!(report.cuecs[1].answer.control, None, "what does not concern us is met by no control");
    firm.does(Command::RetireControl { id: "AC-1".into(), reason: "replaced".into() });
    let report = firm.read();
    assert_eq!((report.settled(), report.cuecs[0].retired, report.cuecs[0].state), ((1, 2), true, CuecState::Open));
    assert!(firm.lacks("SU-1").contains(&"cuec_control_retired"));
    assert_eq!(firm.refuses(answer(&id, "CUEC-2", met("AC-1"))).code(), "control_retired");
    let open = CuecAnswer { state: CuecState::Open, ..met("AC-2") };
    firm.does(answer(&id, "CUEC-1", open));
    assert!(firm.lacks("SU-1").contains(&"cuec_open"));
}

#[test]
fn whoever_answers_for_a_control_asked_of_us_says_how_it_is_met() {
    let mut firm = with_host();
    firm.does(suppliers::revise(
        "SU-1",
        domain::values::supplier::Supplier { owner: None, ..suppliers::described("Nimbus Hosting") },
    ));
    let id = firm.relies_on(d("2025-10-01"), d("2026-09-30"));
    assert_eq!(firm.not_by("carl", answer(&id, "CUEC-1", met("AC-1"))).code(), "not_allowed");
    firm.does(answer(&id, "CUEC-1", CuecAnswer { owner: Some("carl".into()), ..CuecAnswer::default() }));
    firm.by("carl", answer(&id, "CUEC-1", met("AC-1")));
    assert_eq!(firm.not_by("carl", answer(&id, "CUEC-2", met("AC-1"))).code(), "not_allowed");
    assert_eq!(firm.not_by("eve", answer(&id, "CUEC-2", met("AC-1"))).code(), "not_allowed");
}

#[test]
fn only_the_newest_report_of_a_kind_speaks_and_a_rejected_one_does_not() {
    let mut firm = with_host();
    let first = firm.relies_on(d("2024-10-01"), d("2025-09-30"));
    let second = firm.relies_on(d("2025-10-01"), d("2026-09-30"));
    let current = |firm: &Organisation, id: &str| firm.read().paper(id).unwrap().current;
    assert!(!current(&firm, &first) && current(&firm, &second));
    assert_eq!(firm.read().cuecs.len(), 2, "of the newest alone");
    let today = firm.today();
    let third = firm.new_by(FIRST, request("SU-1", ReportKind::Soc2Type2));
    firm.does(record(&third, type2(d("2025-11-01"), d("2026-10-31"), today)));
    firm.does(review(&third, today, &["none"]));
    firm.does(decision(&third, ReportDecision::Rejected));
    assert!(current(&firm, &second) && !current(&firm, &third));
    let order: Vec<&String> = firm.registers.suppliers.reports_of("SU-1").into_iter().map(|(id, _)| id).collect();
    assert_eq!(order, ["SR-3", "SR-2", "SR-1"]);
    firm.does(request("SU-1", ReportKind::Soc2Type2));
    assert_eq!(firm.registers.suppliers.reports_of("SU-1")[0].0, "SR-4", "what is waited for comes first");
    let note = Command::Supplier(SupplierCommand::RequestSupplierReport {
        supplier: "SU-1".into(),
        kind: ReportKind::Soc1,
        note: "x".repeat(8_001),
    });
    assert_eq!(firm.refuses(note).code(), "too_long");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The days after a period are the letter's and the open ones, and none counts twice.
    #[test]
    fn the_gap_is_the_letter_and_what_is_open(length in 0_i32..700, letter in 0_i32..400, after in 0_i32..800) {
        let (start, mut firm) = (d("2024-01-01"), with_host());
        let end = start.saturating_add(length.days());
        firm.does(request("SU-1", ReportKind::Soc2Type2));
        firm.days_pass(2_000);
        let today = firm.today();
        firm.does(record("SR-1", type2(start, end, today)));
        let until = end.saturating_add(letter.days());
        if letter > 0 {
            firm.does(bridge("SR-1", until, today));
        }
        let on: Date = end.saturating_add(after.days());
        match gap(&firm.registers.suppliers.reports["SR-1"], on) {
            None => prop_assert_eq!(after, 0),
            Some(gap) => {
                prop_assert_eq!(gap.days, i64::from(after));
                prop_assert_eq!(gap.open, i64::from((after - letter).max(0)));
                prop_assert_eq!(gap.beyond, on > end.saturating_add(3.months()));
            }
        }
    }
}
