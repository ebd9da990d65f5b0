//! Rules of the programme as a whole: beginning it, its profile, judgements and steps.

use crate::library;
use crate::library::{Organisation, TODAY, control, ids, stamp};
use domain::command::Command;
use domain::event::Event;
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::rules::{LONG_TEXT, SHORT_TEXT, decide};
use domain::values::{Assessment, Categories, Hosting, LibraryDocument, Mode, Practice, Profile, Step, StepTaken};
use jiff::civil::date;

fn create(name: &str, profile: Profile) -> Command {
    Command::CreateOrganisation { name: name.into(), documents: formats::library::builtin::all(), profile }
}

#[test]
fn an_organisation_begins_with_its_documents_and_its_profile() {
    let profile = Profile { services: vec![" Acme ".into(), String::new(), "Acme".into()], ..Profile::default() };
    let events = decide(&Registers::default(), create("  Acme Cloud ", profile), &stamp(1)).unwrap();
    assert_eq!(events.first(), Some(&Event::OrganisationCreated { name: "Acme Cloud".into() }));
    let adopted = events.iter().filter(|e| matches!(e, Event::DocumentAdopted { .. })).count();
    assert_eq!(adopted, formats::library::builtin::ids().len());
    let set = Profile { services: ids("Acme"), ..Profile::default() };
    assert_eq!(events.last(), Some(&Event::ProfileSet { profile: set }), "trimmed, and said once");
    assert_eq!(events.len(), adopted + 2);
}

#[test]
fn an_organisation_is_not_begun() {
    let with = |change: fn(&mut Profile)| {
        let mut profile = Profile::default();
        change(&mut profile);
        create("Acme", profile)
    };
    let unknown =
        |id: &str, near: &str| Refusal::Unknown { what: "crosswalk", id: id.into(), nearest: Some(near.into()) };
    let table = [
        (
            create(" ", Profile::default()),
            Refusal::Empty { field: "the name of the organisation", wanted: "the name under which it trades" },
        ),
        (
            create(&"x".repeat(SHORT_TEXT + 1), Profile::default()),
            Refusal::TooLong { field: "the name of the organisation", max: SHORT_TEXT },
        ),
        (with(|p| p.categories = Categories::NONE), Refusal::NoCategory),
        (with(|p| p.crosswalk = "truvo".into()), unknown("truvo", "truvo-2026-05")),
        (with(|p| p.services = vec!["x".into(); 201]), Refusal::TooMany { what: "services", max: 200 }),
        (with(|p| p.locations = vec!["x".into(); 201]), Refusal::TooMany { what: "locations", max: 200 }),
        (with(|p| p.locations = vec!["x".repeat(201)]), Refusal::TooLong { field: "locations", max: SHORT_TEXT }),
        (
            with(|p| p.isms_scope = "x".repeat(LONG_TEXT + 1)),
            Refusal::TooLong { field: "the scope of the ISMS", max: LONG_TEXT },
        ),
    ];
    for (command, refusal) in table {
        assert_eq!(decide(&Registers::default(), command, &stamp(1)), Err(refusal));
    }
}

#[test]
fn an_organisation_begins_once_and_with_a_crosswalk_that_speaks() {
    let none = Command::CreateOrganisation { name: "Acme".into(), documents: Vec::new(), profile: Profile::default() };
    assert_eq!(
        decide(&Registers::default(), none, &stamp(1)).unwrap_err().code(),
        "unknown",
        "a crosswalk has to speak"
    );
    let refusal = Organisation::begun().refuses(create("Again", Profile::default()));
    assert_eq!(refusal, Refusal::OrganisationExists);
}

#[test]
fn nothing_happens_before_the_organisation_began() {
    let commands = [
        Command::SetProfile { profile: Profile::default() },
        Command::AdoptDocument { document: Box::new(LibraryDocument::Crosswalk(library::truvo_document())) },
        Command::AddControl { control: control("A", "") },
        Command::ReviseControl { control: control("A", "") },
        Command::RetireControl { id: "A".into(), reason: "r".into() },
        Command::ImportControls { source: "s".into(), file: None, controls: vec![control("A", "")] },
        Command::AssessItem { item: "9.3.2".into(), assessment: Assessment::default() },
        Command::RecordStep { control: "A.5.1".into(), step: Step::Review, taken: None },
    ];
    for command in commands {
        let verb = command.verb();
        assert_eq!(decide(&Registers::default(), command, &stamp(1)), Err(Refusal::NoOrganisation), "{verb}");
    }
}

#[test]
fn r255_the_profile_is_set_whole() {
    let mut organisation = Organisation::begun();
    let next = Profile {
        services: ids("Acme Beta"),
        categories: Categories::ALL,
        hosting: Hosting::Hybrid,
        locations: ids("Bern"),
        mode: Mode::Broad,
        isms_scope: "the whole company".into(),
        ..Profile::default()
    };
    let events = organisation.does(Command::SetProfile { profile: next.clone() });
    assert_eq!(events, [Event::ProfileSet { profile: next.clone() }]);
    assert_eq!(organisation.registers.profile, next);
    let table = [
        (next.clone(), "nothing_to_change"),
        (Profile { categories: Categories::NONE, ..next.clone() }, "no_category"),
        (Profile { crosswalk: "nobody".into(), ..next.clone() }, "unknown"),
        (Profile { services: vec!["x".repeat(201)], ..next }, "too_long"),
    ];
    for (profile, code) in table {
        assert_eq!(organisation.refuses(Command::SetProfile { profile }).code(), code);
    }
}

#[test]
fn r41_r42_a_judgement_is_kept_by_the_right_id() {
    let mut organisation = Organisation::begun();
    let assessment = Assessment {
        practice: Practice::Documented,
        kept: Some(true),
        note: " see wiki ".into(),
        ..Assessment::default()
    };
    let assess = |item: &str| Command::AssessItem { item: item.into(), assessment: assessment.clone() };
    for (typed, right) in
        [("clause 9.3.2", "9.3.2"), ("A 5.7", "A.5.7"), ("5.8", "A.5.8"), ("5.1", "5.1"), ("Clause 5.2", "5.2")]
    {
        let kept = Assessment { note: "see wiki".into(), ..assessment.clone() };
        assert_eq!(
            organisation.does(assess(typed)),
            [Event::ItemAssessed { item: right.into(), assessment: kept }],
            "{typed}"
        );
    }
    assert_eq!(organisation.refuses(assess("9.3.2")).code(), "nothing_to_change");
    assert_eq!(
        organisation.refuses(assess("6.1")).hint(),
        "write `A.6.1` for the control or `clause 6.1` for the clause"
    );
    for heading in ["4", "9.2", "clause 6.1", "CC6.1", "A.9.1", ""] {
        assert_eq!(organisation.refuses(assess(heading)).code(), "unknown", "`{heading}`");
    }
    let long = Assessment { note: "x".repeat(LONG_TEXT + 1), ..Assessment::default() };
    let command = Command::AssessItem { item: "9.3.2".into(), assessment: long };
    assert_eq!(organisation.refuses(command), Refusal::TooLong { field: "the note", max: LONG_TEXT });
}

#[test]
fn r52_a_step_is_taken_and_taken_back() {
    let mut organisation = Organisation::begun();
    let step = |taken: Option<StepTaken>| Command::RecordStep { control: "A 8.15".into(), step: Step::SoaEntry, taken };
    let taken = StepTaken { on: TODAY, note: "SoA line 71".into() };
    let event = |taken| Event::StepRecorded { control: "A.8.15".into(), step: Step::SoaEntry, taken };
    assert_eq!(
        organisation.refuses(step(None)).code(),
        "nothing_to_change",
        "nothing was taken that could be taken back"
    );
    assert_eq!(organisation.does(step(Some(taken.clone()))), [event(Some(taken.clone()))]);
    assert_eq!(organisation.refuses(step(Some(taken))).code(), "nothing_to_change");
    let tomorrow = StepTaken { on: date(2026, 11, 22), note: String::new() };
    assert_eq!(organisation.refuses(step(Some(tomorrow))), Refusal::InTheFuture { field: "the day of the step" });
    let long = StepTaken { on: TODAY, note: "x".repeat(LONG_TEXT + 1) };
    assert_eq!(organisation.refuses(step(Some(long))).code(), "too_long");
    assert_eq!(organisation.does(step(None)), [event(None)]);
    let unknown = Command::RecordStep { control: "A.8.99".into(), step: Step::Review, taken: None };
    assert_eq!(organisation.refuses(unknown).code(), "unknown");
}
