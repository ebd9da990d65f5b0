//! A Statement of Applicability from draft to superseded, and every refusal on the way.

use crate::library;
use crate::library::control;
use crate::statement::*;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::rules::waiting;
use domain::stamp::Badge;
use domain::values::statement::{
    Applicability, EntryChange, EntryField, Implementation, InclusionReason, Origin, ReferenceKind, StatementState,
    entries_sha256,
};
use domain::values::{Duty, Hosting, Profile, Status};
use jiff::ToSpan;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn r92_a_draft_begins_with_all_93_controls_of_annex_a() {
    let firm = begun();
    let held = firm.version(SA);
    assert_eq!((held.state, held.entries.len()), (StatementState::Draft, 93));
    assert!(held.entries.values().all(|entry| entry.decision == Applicability::Undecided && !entry.own));
    assert_eq!(held.sha256, entries_sha256(&held.entries));
    assert!(held.authors.is_empty(), "beginning decides nothing");
    let refusal = firm.refuses(begin());
    assert_eq!(refusal.to_string(), "ST-1 is on its way (draft), and there is one at a time");
}

#[test]
fn r93_r94_r95_an_entry_says_whether_why_how_far_and_where() {
    let mut firm = begun();
    let change = EntryChange {
        reasons: Some(BTreeMap::from([(InclusionReason::Law, " GDPR article 32 ".to_owned())])),
        how: Some("Access is reviewed each quarter.".into()),
        references: Some(BTreeSet::from([
            refers(ReferenceKind::Control, "AC-1"),
            refers(ReferenceKind::Text, "Access policy, section 4"),
        ])),
        owner: Some("carl".into()),
        note: Some("ask the works council".into()),
        ..EntryChange { status: Some(Implementation::Partial), ..included() }
    };
    firm.by("paul", set(SA, "annex a 5.18", change));
    let entry = &firm.version(SA).entries["A.5.18"];
    assert_eq!(entry.decision, Applicability::Applicable);
    assert_eq!(entry.reasons[&InclusionReason::Law], "GDPR article 32", "kept without blanks around it");
    assert_eq!((entry.status, entry.owner.as_deref()), (Some(Implementation::Partial), Some("carl")));
    assert_eq!(entry.references.len(), 2);
    let person = |field| entry.origin.get(&field) == Some(&Origin::Person);
    assert!([EntryField::Decision, EntryField::How, EntryField::Owner].into_iter().all(person));
    assert!(!entry.origin.contains_key(&EntryField::Exclusion), "nobody said anything of it");
    assert_eq!(firm.version(SA).authors, BTreeSet::from(["paul".to_owned()]));
    firm.by("paul", set(SA, "A.5.18", EntryChange { owner: Some(String::new()), ..EntryChange::default() }));
    assert_eq!(firm.version(SA).entries["A.5.18"].owner, None);
}

#[test]
fn a_note_is_no_part_of_what_is_approved() {
    let mut firm = begun();
    let before = firm.hash(SA);
    firm.does(set(SA, "A.5.1", EntryChange { note: Some("ask Mark".into()), ..EntryChange::default() }));
    assert_eq!(firm.hash(SA), before);
    firm.does(set(SA, "A.5.1", included()));
    assert_ne!(firm.hash(SA), before);
}

#[test]
fn a_version_goes_from_draft_to_superseded_and_never_changes_in_force() {
    let mut firm = decided();
    assert_eq!(firm.wrong_words(SA), ["SOA-11 -"]);
    firm.goes_through(SA);
    let (held, today) = (firm.version(SA).clone(), firm.today());
    assert_eq!((held.state, held.from), (StatementState::Effective, Some(today)));
    assert_eq!(held.approved.as_ref().unwrap().sha256, held.sha256);
    assert_eq!(held.approved.as_ref().unwrap().by, "mark");
    assert!(firm.wrong(SA).is_empty());
    firm.days_pass(30);
    firm.by("paul", begin());
    let copied = firm.version("ST-2");
    assert_eq!((copied.copy_of.as_deref(), &copied.entries), (Some(SA), &held.entries));
    let change = EntryChange { exclusion: Some("all development is our own".into()), ..EntryChange::default() };
    firm.by("paul", set("ST-2", "A.8.30", change));
    assert_eq!(firm.version(SA), &held, "what is in force stays as it is");
    firm.goes_through("ST-2");
    let before = firm.version(SA);
    assert_eq!((before.state, before.until), (StatementState::Superseded, firm.today().yesterday().ok()));
    assert_eq!(before.entries, held.entries);
    let on = |day| firm.registers.statements.on(day).map(|(id, _)| id);
    assert_eq!(on(today.yesterday().unwrap()), None);
    assert_eq!(on(today).as_deref(), Some(SA));
    assert_eq!(on(firm.today().yesterday().unwrap()).as_deref(), Some(SA));
    assert_eq!(on(firm.today()).as_deref(), Some("ST-2"));
}

#[test]
fn whoever_changed_an_entry_does_not_approve() {
    let mut firm = decided();
    firm.joins("mia", &[domain::values::Role::Management, domain::values::Role::ProgrammeManager]);
    firm.by("mia", set(SA, "A.5.1", EntryChange { note: Some("seen".into()), ..EntryChange::default() }));
    firm.by("paul", read_through(SA, &firm.hash(SA)));
    let hash = firm.hash(SA);
    firm.kept_from("mia", approve(SA, &hash), Duty::AuthorApproves);
    let proposed = firm.new_by("olga", firm.waiver(Duty::AuthorApproves, "mia", 30));
    firm.by("mark", Command::ApproveWaiver { id: proposed });
    firm.by("mia", approve(SA, &hash));
    assert_eq!(firm.version(SA).state, StatementState::Approved);
}

#[test]
fn rights_are_those_of_the_table() {
    let firm = decided();
    let hash = firm.hash(SA);
    for person in ["carl", "tina", "ivan", "mark", "eve", "cleo"] {
        assert!(matches!(firm.not_by(person, set(SA, "A.5.1", included())), Refusal::NotAllowed(_)), "{person}");
        assert!(matches!(firm.not_by(person, withdraw(SA, "no")), Refusal::NotAllowed(_)), "{person}");
    }
    assert!(matches!(firm.not_by("olga", approve(SA, &hash)), Refusal::NotAllowed(_)));
    assert!(matches!(firm.not_by("stranger", begin()), Refusal::NoPart));
}

#[test]
fn an_approval_names_what_it_is_about_and_is_void_after_a_change() {
    let mut firm = decided();
    let old = firm.hash(SA);
    let refusal = firm.not_by("mark", approve(SA, &old));
    assert_eq!(refusal.to_string(), "ST-1 was not reviewed as it stands");
    firm.by("paul", read_through(SA, &old));
    assert!(matches!(firm.not_by("paul", read_through(SA, &old)), Refusal::NothingToChange { .. }));
    firm.by("paul", set(SA, "A.5.1", EntryChange { how: Some("A set of policies.".into()), ..included() }));
    assert_eq!(firm.version(SA).state, StatementState::Draft, "it has to be read again");
    assert!(firm.version(SA).reviewed.is_none());
    assert!(matches!(firm.not_by("paul", read_through(SA, &old)), Refusal::Outdated { .. }));
    firm.by("paul", read_through(SA, &firm.hash(SA)));
    assert!(matches!(firm.not_by("mark", approve(SA, &old)), Refusal::Outdated { .. }));
    firm.by("mark", approve(SA, &firm.hash(SA).to_uppercase()));
    let hash = firm.hash(SA);
    assert!(matches!(firm.not_by("paul", read_through(SA, &hash)), Refusal::NothingToChange { .. }));
    assert!(matches!(firm.not_by("mark", approve(SA, &hash)), Refusal::NotAllowed(_)), "it is approved");
    let refusal = firm.not_by("paul", set(SA, "A.5.1", included()));
    assert_eq!(refusal.to_string(), "ST-1 is approved, and what was approved is not changed");
}

#[test]
fn r96_r97_an_approval_is_refused_while_errors_stand() {
    let mut firm = begun();
    firm.by("paul", read_through(SA, &firm.hash(SA)));
    let refusal = firm.not_by("mark", approve(SA, &firm.hash(SA)));
    let said = refusal.to_string();
    assert!(said.starts_with("ST-1 cannot be approved on 2026-11-21: A.5.1 is neither applicable"), "{said}");
    assert!(said.contains("(SOA-03)") && said.ends_with("; and 88 more"), "{said}");
    let mut firm = decided();
    firm.treats("RI-1", &["A.8.30"]);
    assert_eq!(firm.wrong_words(SA), ["SOA-06 A.8.30", "SOA-11 -"]);
    firm.by("paul", read_through(SA, &firm.hash(SA)));
    let refusal = firm.not_by("mark", approve(SA, &firm.hash(SA)));
    assert!(refusal.to_string().contains("A.8.30 is used by the treatment of a risk"), "{refusal}");
}

#[test]
fn r100_a_necessary_control_from_outside_annex_a_is_added_and_taken_out() {
    let mut firm = decided();
    firm.does(Command::AddControl { control: control("AI-7", "") });
    firm.treats("RI-1", &["AI-7"]);
    assert_eq!(firm.wrong_words(SA), ["SOA-11 -", "SOA-12 AI-7"]);
    let refusal = firm.not_by("paul", set(SA, "AI-7", included()));
    assert_eq!(refusal.to_string(), "the own control AI-7 does not stand in this version");
    firm.by("paul", put_in(SA, "AI-7"));
    assert!(firm.version(SA).entries["AI-7"].own);
    assert!(matches!(firm.not_by("paul", put_in(SA, "AI-7")), Refusal::NothingToChange { .. }));
    firm.by("paul", set(SA, "AI-7", included()));
    assert_eq!(firm.wrong_words(SA), ["SOA-11 -"]);
    assert!(matches!(firm.not_by("paul", put_in(SA, "AI-8")), Refusal::Unknown { what: "control", .. }));
    let refusal = firm.not_by("paul", take_out(SA, "A.5.1"));
    assert_eq!(refusal.to_string(), "A.5.1 is a control of Annex A, and each of these has its entry");
    firm.by("paul", take_out(SA, "AI-7"));
    assert!(!firm.version(SA).entries.contains_key("AI-7"));
    firm.does(Command::RetireControl { id: "AI-7".into(), reason: "replaced".into() });
    assert!(matches!(firm.not_by("paul", put_in(SA, "AI-7")), Refusal::ControlRetired { .. }));
}

#[test]
fn r101_an_exclusion_needs_a_reason_that_names_what_is_missing() {
    let firm = begun();
    let refusal = firm.not_by("paul", set(SA, "A.8.30", excluded("Not applicable.")));
    assert_eq!(refusal.to_string(), "`Not applicable.` says that the control is excluded, and not why");
    assert!(refusal.hint().contains("activity, asset or risk"));
}

#[test]
fn r103_what_no_provider_answers_is_not_inherited() {
    let mut firm = begun();
    let inherited = status(Implementation::Inherited);
    let refused = |firm: &library::Organisation, control: &str| firm.refuses(set(SA, control, inherited.clone()));
    assert!(matches!(refused(&firm, "A.7.7"), Refusal::NeverInherited { .. }));
    assert!(matches!(refused(&firm, "A.5.1"), Refusal::NotInheritable { .. }));
    let many = set_many(SA, names(&["A.7.5", "A.7.8"]), inherited.clone());
    assert!(matches!(firm.refuses(many), Refusal::NeverInherited { .. }), "not in bulk either");
    firm.does(set(SA, "A.7.5", inherited.clone()));
    let profile = Profile { hosting: Hosting::OwnPremises, ..firm.registers.profile.clone() };
    firm.does(Command::SetProfile { profile });
    assert!(matches!(refused(&firm, "A.7.11"), Refusal::NoProvider));
}

#[test]
fn many_entries_are_set_at_once_with_one_event_of_those_that_differ() {
    let mut firm = begun();
    firm.does(set(SA, "A.5.1", included()));
    firm.does(set_many(SA, names(&["A.5.1", "A 5.2", "A.5.3"]), included()));
    let set: Vec<&String> = firm
        .version(SA)
        .entries
        .iter()
        .filter(|(_, e)| e.decision == Applicability::Applicable)
        .map(|(id, _)| id)
        .collect();
    assert_eq!(set, ["A.5.1", "A.5.2", "A.5.3"]);
    let again = set_many(SA, names(&["A.5.1", "A.5.2"]), included());
    assert!(matches!(firm.refuses(again), Refusal::NothingToChange { .. }));
    assert!(matches!(firm.refuses(set_many(SA, BTreeSet::new(), included())), Refusal::Empty { .. }));
    let many = (0..201).map(|n| format!("X-{n}")).collect();
    assert!(matches!(firm.refuses(set_many(SA, many, included())), Refusal::TooMany { max: 200, .. }));
    let unknown = firm.refuses(set_many(SA, names(&["A.5.1", "A.5.99"]), included()));
    assert!(matches!(unknown, Refusal::Unknown { what: "control", nearest: Some(_), .. }), "{unknown:?}");
}

#[test]
fn what_cannot_stand_in_an_entry_is_refused() {
    let firm = begun();
    let refused = |change: EntryChange| firm.refuses(set(SA, "A.5.1", change));
    let nobody = refused(EntryChange { owner: Some("zoe".into()), ..EntryChange::default() });
    assert_eq!(nobody.to_string(), "`zoe` is no member of this organisation, and cannot own an entry");
    let refer =
        |kind, to: &str| EntryChange { references: Some(BTreeSet::from([refers(kind, to)])), ..EntryChange::default() };
    assert!(matches!(refused(refer(ReferenceKind::Control, "AC-9")), Refusal::Unknown { what: "control", .. }));
    assert!(matches!(refused(refer(ReferenceKind::Evidence, "EV-9")), Refusal::Unknown { what: "evidence", .. }));
    assert!(matches!(refused(refer(ReferenceKind::Text, " ")), Refusal::Empty { field: "the reference", .. }));
    let many = (0..101).map(|n| refers(ReferenceKind::Text, &format!("page {n}"))).collect();
    let many = refused(EntryChange { references: Some(many), ..EntryChange::default() });
    assert!(matches!(many, Refusal::TooMany { max: 100, .. }));
    let long = refused(EntryChange { how: Some("x".repeat(8_001)), ..EntryChange::default() });
    assert!(matches!(long, Refusal::TooLong { field: "how it is implemented", .. }));
    assert!(matches!(refused(EntryChange::default()), Refusal::NothingToChange { .. }));
    let unknown = firm.refuses(set("ST-9", "A.5.1", included()));
    assert!(matches!(unknown, Refusal::Unknown { what: "statement of applicability", .. }));
    assert!(matches!(firm.refuses(set("ST-01", "A.5.1", included())), Refusal::Unknown { .. }), "one spelling");
}

#[test]
fn a_version_comes_into_force_between_its_approval_and_today() {
    let mut firm = decided();
    let today = firm.today();
    let refusal = firm.not_by("paul", enforce(SA, today));
    assert_eq!(refusal.to_string(), "ST-1 is not approved");
    firm.by("paul", read_through(SA, &firm.hash(SA)));
    firm.by("mark", approve(SA, &firm.hash(SA)));
    assert!(matches!(firm.not_by("paul", enforce(SA, today.tomorrow().unwrap())), Refusal::InTheFuture { .. }));
    assert!(matches!(firm.not_by("paul", enforce(SA, today.yesterday().unwrap())), Refusal::DatesReversed { .. }));
    firm.days_pass(3);
    firm.by("paul", enforce(SA, today.saturating_add(1.day())));
    assert!(matches!(firm.not_by("paul", enforce(SA, today)), Refusal::NothingToChange { .. }));
    firm.by("paul", begin());
    firm.by("paul", read_through("ST-2", &firm.hash("ST-2")));
    firm.by("mark", approve("ST-2", &firm.hash("ST-2")));
    let refusal = firm.not_by("paul", enforce("ST-2", firm.today().yesterday().unwrap()));
    assert!(matches!(refusal, Refusal::DatesReversed { .. }));
    firm.by("paul", enforce("ST-2", firm.today()));
    let refusal = firm.not_by("paul", enforce(SA, firm.today()));
    assert_eq!(refusal.to_string(), "ST-1 is superseded, and is not put in force any more");
}

#[test]
fn two_versions_do_not_begin_on_one_day() {
    let mut firm = in_force();
    firm.by("paul", begin());
    firm.by("paul", read_through("ST-2", &firm.hash("ST-2")));
    firm.by("mark", approve("ST-2", &firm.hash("ST-2")));
    let refusal = firm.not_by("paul", enforce("ST-2", firm.today()));
    assert_eq!(refusal.to_string(), "ST-1 is in force since 2026-11-21, and ST-2 can only follow it");
}

#[test]
fn a_version_on_its_way_is_withdrawn_one_in_force_is_not() {
    let mut firm = decided();
    assert!(matches!(firm.refuses(withdraw(SA, " ")), Refusal::Empty { field: "the reason", .. }));
    firm.does(withdraw(SA, "begun too early"));
    assert_eq!(firm.version(SA).state, StatementState::Withdrawn);
    let over = firm.refuses(withdraw(SA, "again"));
    assert_eq!(over.to_string(), "ST-1 is withdrawn, and is not withdrawn any more");
    let hash = firm.hash(SA);
    let over = firm.refuses(read_through(SA, &hash));
    assert_eq!(over.to_string(), "ST-1 is withdrawn, and is not reviewed any more");
    let over = firm.refuses(set(SA, "A.5.1", included()));
    assert_eq!(over.to_string(), "ST-1 is withdrawn, and is not changed any more");
    firm.does(begin());
    assert_eq!(firm.version("ST-2").copy_of, None, "nothing is in force to be copied");
    let mut firm = in_force();
    let refusal = firm.refuses(withdraw(SA, "no"));
    assert_eq!(refusal.to_string(), "ST-1 is in force, and a version in force is only ever superseded");
    firm.does(begin());
    firm.by("paul", read_through("ST-2", &firm.hash("ST-2")));
    firm.by("mark", approve("ST-2", &firm.hash("ST-2")));
    firm.does(withdraw("ST-2", "the board wants another scope"));
    assert_eq!(firm.version(SA).state, StatementState::Effective);
}

#[test]
fn whoever_looks_at_an_ended_draft_is_told_how_it_stands() {
    let mut firm = decided();
    firm.does(withdraw(SA, "begun too early"));
    let hash = firm.hash(SA);
    let badge = Badge::fresh("mark");
    assert!(matches!(firm.refuses_to(&badge, approve(SA, &hash)), Refusal::NotAllowed(_)));
    assert!(matches!(firm.refuses_to(&badge, approve("ST-7", &hash)), Refusal::Unknown { .. }));
}

#[test]
fn a_control_that_is_adopted_later_gets_its_entry() {
    let mut firm = begun();
    let mut framework = library::iso_document();
    let mut item = framework.item("A.8.34").unwrap().clone();
    item.id = "A.8.35".into();
    framework.items.push(item);
    framework.version = "2028".into();
    let document = domain::values::LibraryDocument::Framework(framework);
    firm.does(Command::AdoptDocument { document: Box::new(document) });
    assert!(firm.wrong_words(SA).contains(&"SOA-01 A.8.35".to_owned()));
    firm.does(set(SA, "A.8.35", included()));
    assert!(!firm.wrong_words(SA).iter().any(|one| one.ends_with("A.8.35")));
    assert_eq!(firm.registers.controls["AC-1"].control.status, Status::InPlace);
}

#[test]
fn what_was_read_through_waits_for_management_and_then_for_its_first_day() {
    let mut firm = decided();
    let waits = |firm: &library::Organisation, person: &str| -> Vec<String> {
        let all = waiting(&firm.registers, person, firm.today(), firm.clock_us);
        all.into_iter().map(|one| format!("{} {}", one.what, one.object)).collect()
    };
    assert!(waits(&firm, "mark").is_empty() && waits(&firm, "paul").is_empty(), "a draft waits for nobody");
    firm.by("paul", read_through(SA, &firm.hash(SA)));
    assert_eq!(waits(&firm, "mark"), ["Approve the Statement of Applicability ST-1"]);
    assert!(waits(&firm, "paul").is_empty(), "not for its author");
    firm.by("mark", approve(SA, &firm.hash(SA)));
    assert_eq!(waits(&firm, "paul"), ["Put the approved Statement of Applicability in force ST-1"]);
    firm.by("paul", enforce(SA, firm.today()));
    assert!(waits(&firm, "paul").is_empty() && waits(&firm, "mark").is_empty());
}
