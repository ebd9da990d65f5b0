//! The description of the system: versions, approval by management that wrote none of it, checks, proposals.

use crate::description;
use crate::description::*;
use crate::engagement;
use crate::engagement::{running, says, type1, type2};
use crate::isms;
use crate::library;
use crate::library::Organisation;
use crate::people;
use domain::command::{Command, OperationCommand, SupplierCommand};
use domain::refusal::Refusal;
use domain::reports::description::{changes, description_text, proposals, says_day};
use domain::stamp::Badge;
use domain::values::description::{Content, DescriptionState, Section, Sections, description_sha256};
use domain::values::isms::RegisterKind;
use domain::values::supplier::{Supplier, SupplierIncident, SupplierRules, SupplierState, SupplierStep};
use domain::values::{Categories, Duty, Engagement, EngagementState as State, Frequency, LifeStep, Method, Subservice};
use jiff::civil::date;
use proptest::prelude::*;

fn state(firm: &Organisation) -> DescriptionState {
    firm.registers.descriptions.descriptions[EN].state
}

#[test]
fn r205_a_description_goes_from_draft_to_final() {
    let mut firm = at(type2(), State::Scoping);
    auditor(&mut firm, EN);
    firm.does(write([(Section::Dc1, Content::Text("Docs".into()))].into()));
    says(&firm.refuses(submit()), &["not ready", "DC 2", "more"]);
    firm.does(write(whole()));
    assert!(matches!(firm.refuses(write(whole())), Refusal::NothingToChange { .. }));
    firm.does(submit());
    says(&firm.refuses(submit()), &["not a draft", "owner review"]);
    let sha256 = firm.described();
    firm.by("mark", approve(&sha256));
    assert_eq!(state(&firm), DescriptionState::ManagementApproved);
    firm.by("eve", comment("DC 3 names no people."));
    assert_eq!(state(&firm), DescriptionState::AuditorCommented);
    firm.by("mark", finalise(&sha256));
    assert_eq!(state(&firm), DescriptionState::Final);
    let steps = &firm.registers.descriptions.descriptions[EN].steps;
    assert!(steps.iter().all(|step| step.version == 2 && step.sha256 == sha256), "{steps:?}");
    assert_eq!(steps[2].note, "DC 3 names no people.");
    // Another version begins as a draft, and the final one stays as it was.
    firm.does(write(with(Section::Dc3, Content::Text("Production, run by four people.".into()))));
    assert_eq!(
        (state(&firm), firm.registers.descriptions.descriptions[EN].versions[1].sha256.clone()),
        (DescriptionState::Draft, sha256)
    );
}

#[test]
fn r205_nobody_approves_what_they_wrote_a_part_of() {
    let mut firm = at(type2(), State::Scoping);
    firm.by("mia", write(with(Section::Dc3, Content::Text("Servers.".into()))));
    // Somebody else wrote the rest anew: mia still wrote DC 3.
    firm.by("paula", write(with(Section::Dc3, Content::Text("Servers.".into())).into_iter().map(anew).collect()));
    firm.does(submit());
    firm.kept_from("mia", approve(&firm.described()), Duty::AuthorApproves);
    says(&firm.not_by("paula", approve(&firm.described())), &["approve the system description"]);
    firm.by("mark", approve(&firm.described()));
    firm.kept_from("mia", finalise(&firm.described()), Duty::AuthorApproves);
}

fn anew((section, content): (Section, Content)) -> (Section, Content) {
    match (section, content) {
        (Section::Dc2, Content::Text(text)) => (section, Content::Text(format!("{text} Always."))),
        other => other,
    }
}

#[test]
fn an_approval_names_the_hash_of_what_it_approves() {
    let mut firm = at(type2(), State::Scoping);
    firm.does(write(whole()));
    let early = firm.described();
    says(&firm.not_by("mark", approve(&early)), &["not before review", "draft"]);
    firm.does(submit());
    firm.does(write(with(Section::Dc3, Content::Text("Servers.".into()))));
    firm.does(submit());
    assert!(matches!(firm.not_by("mark", approve(&early)), Refusal::Outdated { .. }));
    assert!(matches!(firm.not_by("mark", approve("")), Refusal::Outdated { .. }));
    says(&firm.not_by("mark", finalise(&firm.described())), &["not approved by management", "approves it first"]);
    firm.by("mark", approve(&firm.described().to_uppercase()));
    assert!(matches!(firm.not_by("mark", finalise(&early)), Refusal::Outdated { .. }));
}

#[test]
fn only_an_auditor_of_the_engagement_comments() {
    let mut firm = at(type2(), State::Scoping);
    auditor(&mut firm, EN);
    firm.does(write(whole()));
    says(&firm.not_by("eve", comment("early")), &["not approved by management"]);
    firm.does(submit());
    firm.by("mark", approve(&firm.described()));
    assert!(matches!(firm.refuses(comment("mine")), Refusal::KeptApart { .. }));
    assert!(matches!(firm.not_by("eve", comment(" ")), Refusal::Empty { .. }));
    firm.days_pass(91);
    assert!(firm.judges(&Badge::fresh("eve"), comment("late")).is_err(), "access is over");
}

#[test]
fn what_is_written_is_checked() {
    let mut firm = at(type2(), State::Scoping);
    let no = |firm: &Organisation, sections: Sections, words: &[&str]| says(&firm.refuses(write(sections)), words);
    no(&firm, Sections::new(), &["the description", "section"]);
    no(&firm, with(Section::Dc4, Content::NotRelevant { reason: " ".into() }), &["the reason"]);
    no(&firm, with(Section::Dc3, Content::Text("x".repeat(40_001))), &["DC 3", "40000"]);
    no(
        &firm,
        with(Section::Dc1, Content::Text("We are SOC 2\ncertified.".into())),
        &["soc 2 certified", "DC 1", "line 1"],
    );
    let unknown =
        domain::command::DescriptionCommand::WriteDescription { engagement: "EN-9".into(), sections: whole() };
    says(&firm.refuses(Command::Description(unknown)), &["EN-9"]);
    assert!(matches!(firm.refuses(submit()), Refusal::Unknown { .. }), "nothing is written yet");
    assert!(matches!(firm.not_by("mark", write(whole())), Refusal::NotAllowed(_)));
    firm.does(engagement::to(EN, State::Withdrawn, "no customers"));
    no(&firm, whole(), &["is over", "follows"]);
}

#[test]
fn r193_r205_checks_hold_the_description_against_the_engagement() {
    let mut firm = at(type2(), State::Scoping);
    let all = firm.checked(&whole());
    let open: Vec<_> =
        all.iter().filter(|check| check.standing == domain::reports::description::Standing::Open).collect();
    assert!(open.is_empty(), "{open:?}");
    let other = with(Section::Dc1, Content::Text("Docs from 2026-01-01 to 2026-06-29.".into()));
    let all = firm.checked(&other);
    assert_eq!(description::open(&all, "period"), ["2026-06-30 is not named"]);
    assert_eq!(description::open(&all, "categories"), ["Security is not named"]);
    let all = firm.checked(&with(Section::Dc7, Content::Text("Nimbus.".into())));
    assert_eq!(description::open(&all, "method"), ["the carve-out method is not named"]);
    assert_eq!(description::open(&all, "subservice"), ["Nimbus Cloud is not named in DC 7"]);
    let wider = Engagement {
        categories: Categories::parse("security,availability").unwrap(),
        subservice: vec![
            Subservice { who: "SU-1".into(), method: Method::Inclusive },
            Subservice { who: "Cumulus".into(), method: Method::CarveOut },
        ],
        ..type2()
    };
    firm.does(engagement::revise(EN, wider, ""));
    let all = firm.checked(&with(Section::Dc8, Content::Text("A1.1: customers scale.".into())));
    assert_eq!(
        description::open(&all, "criteria"),
        ["A1.2: no control, and not in DC 8", "A1.3: no control, and not in DC 8"]
    );
    assert_eq!(
        description::open(&all, "subservice"),
        [
            "SU-1 Nimbus Cloud: inclusive in the engagement, carve-out in the register of suppliers",
            "SU-1 Nimbus Cloud: no tests of its controls",
            "SU-1 Nimbus Cloud: no assertion of its own",
            "Cumulus is not named in DC 7",
            "Cumulus is no supplier in the register",
        ]
    );
    firm.does(write(whole()));
    firm.does(submit());
    says(&firm.not_by("mark", approve(&firm.described())), &["not ready", "A1.1"]);
}

#[test]
fn changes_and_incidents_of_the_period_have_to_be_told() {
    let mut firm = at(type2(), State::WindowOpen);
    firm.on(date(2026, 3, 2));
    let before = Frequency::Quarterly;
    firm.does(Command::ReviseControl { control: running(engagement::WHOLE, &engagement::common(), before) });
    let rules = SupplierRules { policy: "P-1".into(), approved: None, procedure: "P-2".into() };
    firm.does(Command::Supplier(SupplierCommand::SetSupplierRules { rules }));
    let incident = SupplierIncident {
        supplier: "SU-1".into(),
        on: date(2026, 2, 3),
        what: "An hour without power.".into(),
        told_us_on: None,
        lessons: String::new(),
    };
    firm.does(Command::Supplier(SupplierCommand::RecordSupplierIncident { incident }));
    let all = firm.checked(&whole());
    assert_eq!(description::open(&all, "incidents"), ["SI-1 of 2026-02-03: name it, or say why it broke nothing"]);
    let [told] = description::open(&all, "changes") else { panic!("{all:?}") };
    assert!(told.starts_with("GV-1 on 2026-03-02: version 2"), "{told}");
    let mut sections = with(Section::Dc4, Content::Text("SI-1 broke no commitment.".into()));
    sections.insert(Section::Dc9, Content::Text("GV-1 runs every quarter since 2 March.".into()));
    let all = firm.checked(&sections);
    assert!(description::open(&all, "incidents").is_empty() && description::open(&all, "changes").is_empty());
    // What only sounds like the id does not name it.
    let all = firm.checked(&with(Section::Dc9, Content::Text("GV-10 changed.".into())));
    assert_eq!(description::open(&all, "changes").len(), 1);
    let proposed = proposals(&firm.registers, EN, &firm.registers.engagements.engagements[EN]);
    assert!(proposed[&Section::Dc9].contains("GV-1: version 2"), "{proposed:?}");
    assert!(proposed[&Section::Dc4].contains("SI-1"), "{proposed:?}");
}

#[test]
fn own_incidents_of_the_period_that_impaired_commitments_are_proposed_and_have_to_be_told() {
    let mut firm = at(type2(), State::WindowOpen);
    firm.on(date(2026, 7, 20));
    let record = |firm: &mut Organisation, title: &str, days: [&str; 2]| {
        let (title, began, reported) =
            (format!("title={title}"), format!("began_on={}", days[0]), format!("reported_on={}", days[1]));
        let words = [title.as_str(), &began, &reported, "description=The portal did not answer."];
        firm.new_by(crate::library::FIRST, isms::add(RegisterKind::Incidents, &words))
    };
    let ours = record(&mut firm, "Four hours without the portal", ["2026-02-03", "2026-02-04"]);
    let before = record(&mut firm, "Before the period", ["2025-11-03", "2025-11-03"]);
    let after = record(&mut firm, "After the period", ["2026-07-02", "2026-07-02"]);
    let open = |firm: &Organisation| description::open(&firm.checked(&whole()), "incidents").to_vec();
    // One that nothing is recovered from lasts on into the period; what nobody decided on is asked about.
    let asked = open(&firm);
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert!(asked[0].starts_with("INC-1 of 2026-02-03: decide in the register of incidents"), "{asked:?}");
    assert!(asked[1].starts_with("INC-2 of 2025-11-03") && !asked.iter().any(|one| one.contains(&after)), "{asked:?}");
    firm.does(isms::set(&before, &["recovered_on=2025-11-04"]));
    assert_eq!(open(&firm).len(), 1, "it was over before the period");
    // What was judged not to belong needs no word in DC 4.
    let reason = "dc4_reason=Uptime stayed below the commitment";
    firm.does(isms::set(&ours, &["dc4=does_not", "dc4_reason=No commitment was touched"]));
    assert!(open(&firm).is_empty());
    firm.does(isms::set(&ours, &["dc4=belongs", reason, "severity=high", "recovered_on=2026-02-04"]));
    assert_eq!(open(&firm), ["INC-1 of 2026-02-03: the register says that it belongs here: name it"]);
    let held = |firm: &Organisation| firm.registers.engagements.engagements[EN].clone();
    let proposed = proposals(&firm.registers, EN, &held(&firm))[&Section::Dc4].clone();
    for words in ["INC-1, 2026-02-03 to 2026-02-04", "Four hours without the portal", "high", "below the commitment"] {
        assert!(proposed.contains(words), "{words}: {proposed}");
    }
    firm.does(write(whole()));
    firm.does(submit());
    says(&firm.not_by("mark", approve(&firm.described())), &["not ready", "INC-1"]);
    let named = with(Section::Dc4, Content::Text(proposed));
    assert!(description::open(&firm.checked(&named), "incidents").is_empty());
    // One that names an engagement is told there, whatever its days, and nowhere else; one that ended counts nowhere.
    firm.does(isms::set(&after, &["dc4=belongs", reason, "engagement=EN-1"]));
    assert!(open(&firm).iter().any(|one| one.starts_with("INC-3")), "{:?}", open(&firm));
    firm.does(isms::end(&after));
    assert_eq!(open(&firm).len(), 1);
}

#[test]
fn what_is_recorded_for_the_first_time_in_the_period_is_no_change_of_the_system() {
    let mut firm = at(type2(), State::WindowOpen);
    firm.on(date(2026, 3, 2));
    let told = |firm: &Organisation| -> Vec<String> {
        let all = changes(&firm.registers, EN, &firm.registers.engagements.engagements[EN]);
        all.into_iter().map(|change| format!("{} {} {}", change.on, change.id, change.what)).collect()
    };
    let before = told(&firm);
    assert_eq!(before, Vec::<String>::new());
    // A control that is written down here in March ran before, as far as anybody said.
    let control = running("AC-9", "CC6.1", Frequency::Quarterly);
    let control = domain::values::Control { activity: "Olga reviews who may sign in.".into(), ..control };
    firm.does(Command::AddControl { control });
    firm.does(people::assign("AC-9", Some(library::FIRST)));
    assert_eq!(told(&firm), before);
    // That it began to run in the period is a change, and that its wording changes later, too.
    let on = Some(date(2026, 3, 2));
    let life = OperationCommand::RecordLife { control: "AC-9".into(), step: LifeStep::Operating, on };
    firm.does(Command::Operation(life));
    assert_eq!(told(&firm), ["2026-03-02 AC-9 new control: Control AC-9"]);
    // A supplier whose whole way was recorded on its first day was found so.
    let supplier = Supplier { name: "Cumulus".into(), tier: 1, ..Supplier::default() };
    let id =
        firm.new_by(library::FIRST, Command::Supplier(SupplierCommand::AddSupplier { supplier: Box::new(supplier) }));
    let mut moved = |to, on| {
        let (note, data, access) = (String::new(), String::new(), String::new());
        let held = firm.registers.suppliers.suppliers.get_mut(&id).unwrap();
        held.steps.push((SupplierStep { to, on, note, next_review: None, data, access }, library::FIRST.to_owned()));
        told(&firm)
    };
    let found = moved(SupplierState::Approved, date(2026, 3, 2));
    assert_eq!(found.len(), 1, "{found:?}");
    // What became of it on a later day is a change.
    let later = moved(SupplierState::Monitored, date(2026, 3, 9));
    assert_eq!(later[1..], ["2026-03-09 SU-2 supplier Cumulus: monitored"]);
}

#[test]
fn data_propose_and_save_nothing() {
    let mut firm = at(type2(), State::Scoping);
    firm.does(cuec(None, "Remove leavers within a day.", &["CC6.2"]));
    let before = firm.registers.clone();
    let proposed = proposals(&firm.registers, EN, &firm.registers.engagements.engagements[EN]);
    assert_eq!(firm.registers, before);
    assert!(proposed[&Section::Dc1].contains("Docs") && proposed[&Section::Dc1].contains("Security"));
    assert_eq!(proposed[&Section::Dc2], "99.9 percent uptime");
    assert!(proposed[&Section::Dc5].contains("CC6.1: GV-1"), "{proposed:?}");
    assert!(proposed[&Section::Dc6].contains("CUEC-1 (CC6.2): Remove leavers"), "{proposed:?}");
    assert!(
        proposed[&Section::Dc7].contains("carve-out") && proposed[&Section::Dc7].contains("CSOC-1"),
        "{proposed:?}"
    );
    assert!(!proposed.contains_key(&Section::Dc8) && !proposed.contains_key(&Section::Dc9), "{proposed:?}");
    assert!(!firm.registers.descriptions.descriptions.contains_key(EN));
}

#[test]
fn a_type1_speaks_of_one_day_and_of_no_changes() {
    let firm = at(type1(date(2025, 12, 15)), State::Scoping);
    let all = firm.checked(&with(Section::Dc1, Content::Text("Docs as of 15 December 2025, for security.".into())));
    assert!(all.iter().all(|check| check.id != "changes"));
    assert!(description::open(&all, "period").is_empty(), "{all:?}");
    let held = &firm.registers.engagements.engagements[EN];
    let text = description_text("Docs", held, &whole());
    assert!(text.contains("As of 2025-12-15") && text.contains("Not relevant: There were none."), "{text}");
    assert!(description_text("Docs", held, &Sections::new()).contains("Not written yet."));
}

#[test]
fn what_customers_have_to_do_is_a_list_of_its_own() {
    let mut firm = staffed();
    says(&firm.refuses(cuec(None, " ", &[])), &["the control"]);
    says(&firm.refuses(cuec(None, "x", &["CC6.99"])), &["CC6.99"]);
    says(&firm.refuses(cuec(None, "Show your SOC 2 certificate.", &[])), &["soc 2 certificate"]);
    says(&firm.refuses(cuec(Some("CUEC-7"), "x", &[])), &["CUEC-7"]);
    firm.does(cuec(None, "Remove leavers.", &["cc6.2"]));
    assert!(firm.registers.descriptions.cuecs["CUEC-1"].cuec.criteria.contains("CC6.2"), "as the framework spells it");
    assert!(matches!(
        firm.refuses(cuec(Some("CUEC-1"), "Remove leavers.", &["CC6.2"])),
        Refusal::NothingToChange { .. }
    ));
    firm.does(cuec(Some("CUEC-1"), "Remove leavers within a day.", &["CC6.2"]));
    assert!(matches!(firm.refuses(withdraw_cuec("CUEC-1", "")), Refusal::Empty { .. }));
    says(&firm.refuses(withdraw_cuec("CUEC-2", "x")), &["CUEC-2"]);
    firm.does(withdraw_cuec("CUEC-1", "single sign-on does it"));
    assert!(matches!(firm.refuses(withdraw_cuec("CUEC-1", "again")), Refusal::NothingToChange { .. }));
    assert_eq!(firm.registers.descriptions.current_cuecs().count(), 0);
    assert!(matches!(firm.not_by("mark", cuec(None, "x", &[])), Refusal::NotAllowed(_)));
}

#[test]
fn a_day_is_named_in_three_spellings() {
    let day = date(2026, 6, 3);
    for text in ["on 2026-06-03.", "3 June 2026", "until June 3, 2026"] {
        assert!(says_day(text, day), "{text}");
    }
    for text in ["13 June 2026", "2026-06-30", "June 3", ""] {
        assert!(!says_day(text, day), "{text}");
    }
}

proptest! {
    /// Two contents never share a hash, however their parts are cut.
    #[test]
    fn contents_that_differ_have_other_hashes(one in "[a-c\n]{0,6}", other in "[a-c\n]{0,6}", third in "[a-c\n]{0,6}") {
        let said = |first: &str, second: &str| {
            let sections: Sections = [
                (Section::Dc1, Content::Text(first.to_owned())),
                (Section::Dc2, Content::Text(second.to_owned())),
            ].into();
            description_sha256(EN, &sections)
        };
        let moved = (format!("{one}{other}"), third.clone());
        let same = (one.clone(), format!("{other}{third}")) == moved;
        prop_assert_eq!(said(&one, &format!("{other}{third}")) == said(&moved.0, &moved.1), same);
    }
}
