//! What a statement shows: proposals, evidence, providers, differences, progress, warnings, the chain.

use crate::evidence::{accept, add, file, review};
use crate::library::{Organisation, control};
use crate::statement::*;
use domain::command::Command;
use domain::event::{Event, RiskEvent};
use domain::registers::Recorded;
use domain::reports::risk::Break;
use domain::reports::statement::{
    Gap, chains, difference, notes, preview, progress, proposals, proposed_changes, rows,
};
use domain::values::inheritance::{CoverageReview, Inheritance, ProviderReport};
use domain::values::risk::{LineState, LineStep};
use domain::values::statement::{
    Applicability, EntryChange, EntryField, Implementation, InclusionReason, Origin, ReferenceKind,
};
use jiff::civil::date;
use std::collections::BTreeSet;

/// What is proposed for a control today.
fn proposed(firm: &Organisation, id: &str) -> domain::reports::statement::Proposal {
    let all = proposals(&firm.registers, firm.today()).unwrap();
    assert_eq!(all.len(), 93);
    all.into_iter().find(|(control, _)| control == id).unwrap().1
}

fn inherits(firm: &mut Organisation, control: &str) {
    let record = Inheritance {
        provider: "Nimbus Cloud".into(),
        justification: "All halls are theirs.".into(),
        report: Some(ProviderReport {
            reference: "SOC 2 Type II report 2026".into(),
            from: date(2026, 1, 1),
            until: date(2026, 12, 31),
        }),
        review: Some(CoverageReview { by: "paul".into(), on: date(2026, 11, 1), finding: "It covers it.".into() }),
    };
    firm.does(Command::RecordInheritance { control: control.into(), record });
}

#[test]
fn r99_own_controls_and_the_crosswalk_propose_and_name_what_is_missing() {
    let firm = begun();
    let direct = proposed(&firm, "A.5.18");
    assert_eq!(direct.change.decision, Some(Applicability::Applicable));
    assert_eq!(direct.change.status, Some(Implementation::Implemented), "AC-1 is in place and linked in full");
    assert_eq!(direct.change.owner.as_deref(), Some("carl"));
    assert!(direct.change.references.as_ref().unwrap().contains(&refers(ReferenceKind::Control, "AC-1")));
    assert!(direct.why[0].contains("answered by AC-1"), "{:?}", direct.why);
    let mapped = proposed(&firm, "A.5.15");
    let reasons = mapped.change.reasons.as_ref().unwrap();
    assert!(reasons[&InclusionReason::BusinessNeed].contains("the SOC 2 examination asks for CC6."), "{reasons:?}");
    assert_eq!(mapped.change.status, Some(Implementation::Partial), "a mapping makes nothing implemented");
    assert!(mapped.gaps.iter().any(|gap| gap.contains("a mapping is no readiness")), "{:?}", mapped.gaps);
    let nothing = proposed(&firm, "A.8.30");
    assert_eq!(nothing.change, EntryChange::default());
    assert_eq!(nothing.gaps, ["no own control, treatment or provider answers it"]);
}

#[test]
fn r99_a_proposal_names_some_of_many_own_controls_and_says_how_many_more_there_are() {
    let mut firm = begun();
    for number in 3..22 {
        firm.does(Command::AddControl { control: control(&format!("AC-{number}"), "A.5.18") });
    }
    let found = proposed(&firm, "A.5.18");
    let how = found.change.how.unwrap();
    assert!(how.starts_with("By AC-1 ") && how.ends_with(" and 15 more."), "{how}");
    assert_eq!(how.matches(';').count(), 5, "{how}");
}

#[test]
fn r99_taking_a_proposal_never_writes_over_a_person() {
    let mut firm = begun();
    let own = EntryChange { how: Some("By hand.".into()), ..EntryChange::default() };
    firm.by("paul", set(SA, "A.5.18", own));
    firm.by("paul", take(SA, &["A.5.18"]));
    let entry = firm.version(SA).entries["A.5.18"].clone();
    assert_eq!(entry.how, "By hand.");
    assert_eq!((entry.decision, entry.status), (Applicability::Applicable, Some(Implementation::Implemented)));
    assert_eq!(entry.origin[&EntryField::How], Origin::Person);
    assert_eq!(entry.origin[&EntryField::Status], Origin::Proposal);
    assert_eq!(firm.version(SA).entries["A.5.15"].decision, Applicability::Undecided, "only what was named");
    let again = firm.refuses(take(SA, &["A.5.18"]));
    assert!(matches!(again, domain::refusal::Refusal::NothingToChange { .. }));
    firm.by("paul", set(SA, "A.5.15", excluded("no system is shared with anybody")));
    firm.by("paul", take(SA, &[]));
    let excluded = &firm.version(SA).entries["A.5.15"];
    assert_eq!((excluded.decision, excluded.status), (Applicability::Excluded, None), "nothing for what is excluded");
    assert!(proposed_changes(&firm.registers, firm.version(SA), firm.today()).unwrap().is_empty());
    let confirm = EntryChange { status: Some(Implementation::Implemented), ..EntryChange::default() };
    firm.by("paul", set(SA, "A.5.18", confirm));
    assert_eq!(firm.version(SA).entries["A.5.18"].origin[&EntryField::Status], Origin::Person, "confirmed");
}

#[test]
fn a_decision_that_was_taken_back_is_open_to_proposals_again() {
    let mut firm = begun();
    firm.does(set(SA, "A.5.18", excluded("no accounts exist")));
    assert!(firm.row(SA, "A.5.18").open.fields().is_empty());
    let back = EntryChange { decision: Some(Applicability::Undecided), ..EntryChange::default() };
    firm.does(set(SA, "A.5.18", back));
    assert!(firm.row(SA, "A.5.18").open.fields().contains(&EntryField::Decision));
}

#[test]
fn r96_r105_the_chain_leads_from_the_risk_to_the_evidence() {
    let mut firm = decided();
    firm.treats("RI-1", &["AC-1"]);
    firm.treats("RI-2", &["A.8.30"]);
    let item = firm.evidenced();
    firm.does(set(SA, "A.5.18", status(Implementation::Implemented)));
    let row = firm.row(SA, "A.5.18");
    assert_eq!((row.risks, row.linked), (vec!["RI-1".to_owned()], vec!["AC-1".to_owned()]));
    let (all, _) = rows(&firm.registers, firm.version(SA), firm.today()).unwrap();
    let chains = chains(&firm.registers, &all);
    assert_eq!(chains.len(), 93, "92 apply, and a treatment uses the one that is excluded");
    let chain = |id: &str| chains.iter().find(|chain| chain.control == id).unwrap();
    let whole = chain("A.5.18");
    assert_eq!(
        (whole.own.clone(), whole.evidence.as_ref().map(|shown| shown.item.clone())),
        (vec!["AC-1".to_owned()], Some(item))
    );
    assert_eq!(whole.gaps, []);
    assert_eq!(chain("A.8.30").gaps, [Gap::NotInStatement]);
    assert_eq!(chain("A.5.1").gaps, [Gap::NoOwnControl]);
    assert!(proposed(&firm, "A.5.18").change.reasons.unwrap()[&InclusionReason::Risk].contains("RI-1"));
    assert_eq!(firm.wrong_words(SA), ["SOA-06 A.8.30", "SOA-10 A.5.18", "SOA-11 -"]);
}

#[test]
fn r105_r125_the_chain_of_the_risks_and_that_of_the_statement_ask_for_the_same_evidence() {
    let mut firm = decided();
    firm.treats("RI-1", &["A.5.1"]);
    let item = firm.evidenced();
    let refers = Some(BTreeSet::from([refers(ReferenceKind::Control, "AC-1")]));
    firm.does(set(SA, "A.5.1", EntryChange { references: refers, ..EntryChange::default() }));
    let read = |firm: &Organisation| {
        let (all, _) = rows(&firm.registers, firm.version(SA), firm.today()).unwrap();
        let stated = chains(&firm.registers, &all).into_iter().find(|chain| chain.control == "A.5.1").unwrap();
        let risks = domain::reports::risk::chain(&firm.registers, firm.today());
        let shown = risks.links[0].evidence.clone().map(|shown| (shown.item, shown.in_date));
        assert_eq!(shown, stated.evidence.map(|shown| (shown.item, shown.in_date)), "one item for both");
        let broken = risks.broken.into_iter().filter(|one| one.control.as_deref() == Some("A.5.1"));
        (shown, stated.gaps, broken.map(|one| one.what).collect::<Vec<_>>())
    };
    let done = LineStep { to: LineState::Done, note: String::new(), evidence: BTreeSet::new() };
    let moved = RiskEvent::TreatmentLineMoved { id: "RI-1".into(), line: firm.only_line("RI-1"), step: done };
    firm.days_pass(41);
    assert_eq!(read(&firm), (Some((item.clone(), false)), vec![], vec![]), "an open line asks for none");
    firm.registers.apply(Recorded { at_us: firm.clock_us, by: "paul" }, Event::Risk(moved));
    assert_eq!(read(&firm), (Some((item, false)), vec![Gap::NoEvidence], vec![Break::EvidenceOld]));
}

#[test]
fn r98_evidence_counts_when_somebody_else_accepted_it_and_while_it_is_in_date() {
    let mut firm = decided();
    firm.does(set(SA, "A.5.18", status(Implementation::Implemented)));
    let lacks = |firm: &Organisation| firm.wrong_words(SA).contains(&"SOA-07 A.5.18".to_owned());
    assert!(lacks(&firm));
    let ran = [("AC-1", date(2026, 9, 28))];
    let item = firm.new_by("carl", add(review(), &[file("review.pdf", 1)], &ran));
    assert!(lacks(&firm), "handed in is not accepted");
    firm.by("paul", accept(&item, 1));
    assert!(!lacks(&firm));
    let shown = firm.row(SA, "A.5.18").evidence.unwrap();
    assert_eq!((shown.item, shown.dated, shown.until), (item.clone(), date(2026, 9, 28), Some(date(2026, 12, 31))));
    let other = EntryChange {
        references: Some(BTreeSet::from([refers(ReferenceKind::Evidence, &item)])),
        status: Some(Implementation::Implemented),
        ..EntryChange::default()
    };
    firm.does(set(SA, "A.5.1", other));
    assert!(firm.row(SA, "A.5.1").evidence.unwrap().in_date, "by reference too");
    firm.days_pass(41);
    assert!(lacks(&firm), "the quarter after is over on 1 January");
}

#[test]
fn r102_a_provider_leaves_a_control_applicable_with_its_three_parts() {
    let mut firm = begun();
    inherits(&mut firm, "A.7.11");
    let made = proposed(&firm, "A.7.11").change;
    assert_eq!((made.decision, made.status), (Some(Applicability::Applicable), Some(Implementation::Inherited)));
    firm.does(take(SA, &["A.7.11"]));
    let row = firm.row(SA, "A.7.11");
    assert_eq!(row.findings, []);
    let from = row.inherited.unwrap();
    assert_eq!(from.report, Some(("SOC 2 Type II report 2026".into(), date(2026, 12, 31))));
    assert_eq!((from.review, from.missing.len()), (Some(("paul".into(), date(2026, 11, 1))), 0));
    firm.days_pass(41);
    assert!(firm.wrong_words(SA).contains(&"SOA-08 A.7.11".to_owned()), "the report has run out");
    assert!(proposed(&firm, "A.7.11").gaps.iter().any(|gap| gap.contains("provider report in date")));
}

#[test]
fn r101_r104_the_notes_say_what_a_reader_has_to_know() {
    let all = notes().join(" ");
    assert!(all.contains("SOC 2 has no counterpart to the Statement of Applicability"));
    assert!(all.contains("Not every control of Annex A has to be implemented"));
}

#[test]
fn versions_differ_field_by_field() {
    let mut firm = in_force();
    firm.does(begin());
    firm.does(set("ST-2", "A.8.30", included()));
    firm.does(Command::AddControl { control: control("AI-7", "") });
    firm.does(put_in("ST-2", "AI-7"));
    let all = difference(&firm.version(SA).entries, &firm.version("ST-2").entries);
    assert_eq!(all.iter().map(|one| one.control.as_str()).collect::<Vec<_>>(), ["A.8.30", "AI-7"]);
    assert!(all[1].added && !all[0].added && !all[0].removed);
    let fields: Vec<_> = all[0].fields.iter().map(|one| (one.field, one.before.as_str(), one.after.as_str())).collect();
    assert_eq!(fields, [(EntryField::Decision, "Excluded", "Applicable")], "reasons and status had stayed");
    assert_eq!(all[1].fields.len(), 0, "nothing is decided on it yet");
    let back = difference(&firm.version("ST-2").entries, &firm.version(SA).entries);
    assert!(back[1].removed);
    assert_eq!(difference(&firm.version(SA).entries, &firm.version(SA).entries), []);
}

#[test]
fn a_bulk_change_shows_beforehand_what_it_would_do() {
    let firm = decided();
    let held = firm.version(SA);
    let made = preview(&held.entries, &names(&["A.5.1", "A.8.30"]), &included());
    assert_eq!(made.len(), 1, "A.5.1 is so already");
    assert_eq!(made[0].control, "A.8.30");
    assert_eq!(firm.version(SA).entries["A.8.30"].decision, Applicability::Excluded, "nothing was touched");
}

#[test]
fn progress_counts_with_its_denominators() {
    let mut firm = begun();
    firm.does(take(SA, &["A.5.18", "A.5.15"]));
    firm.does(set(SA, "A.8.30", excluded("no development is given to suppliers")));
    let (all, found) = rows(&firm.registers, firm.version(SA), firm.today()).unwrap();
    let made = progress(&all, &found);
    assert_eq!((made.annex, made.own, made.entries(), made.settled()), (93, 0, 93, 3));
    assert_eq!((made.share().to_string(), made.applicable(), made.taken), ("3.2".to_owned(), 2, 2));
    assert_eq!(made.status[&Implementation::Implemented], 1);
    assert_eq!(made.blocking, 90 + 1, "90 are undecided, and A.5.18 has no evidence");
    assert_eq!(made.blocking + made.others, found.len());
}

#[test]
fn auditors_questions_are_asked_beforehand() {
    let mut firm = decided();
    firm.does(set(SA, "A.6.3", excluded("nobody works here but the founder")));
    firm.does(set(SA, "A.5.18", excluded("there are no accounts")));
    let risk = EntryChange { reasons: Some([(InclusionReason::Risk, String::new())].into()), ..EntryChange::default() };
    firm.does(set(SA, "A.5.2", EntryChange { owner: Some("tina".into()), ..risk }));
    firm.does(Command::EndMembership { person: "tina".into(), reason: "left".into() });
    firm.does(put_in(SA, "AC-2"));
    let unsaid = EntryChange { status: None, ..included() };
    firm.does(set(SA, "AC-2", unsaid));
    let asked = |control: &str| firm.row(SA, control).warnings.iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(asked("AC-2"), ["no_status"], "R94");
    assert_eq!(asked("A.6.3"), ["doubted_exclusion"]);
    assert_eq!(asked("A.5.18"), ["excluded_but_run"]);
    assert_eq!(asked("A.5.2"), ["no_treatment", "owner_left"]);
    assert_eq!(asked("A.8.30"), Vec::<&str>::new(), "outsourced development is a usual exclusion");
}

#[test]
fn references_to_what_is_over_are_named() {
    let mut firm = decided();
    firm.does(Command::AddControl { control: control("AI-7", "") });
    firm.does(put_in(SA, "AI-7"));
    let refer = EntryChange {
        references: Some(BTreeSet::from([refers(ReferenceKind::Control, "AI-7")])),
        ..EntryChange::default()
    };
    firm.does(set(SA, "A.5.1", refer));
    firm.does(Command::RetireControl { id: "AI-7".into(), reason: "replaced".into() });
    let asked = |control: &str| firm.row(SA, control).warnings.iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(asked("A.5.1"), ["reference_over"]);
    assert_eq!(asked("AI-7"), ["own_control_retired"]);
}
