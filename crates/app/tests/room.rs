//! The auditor's room from the outside: what an auditor reads stands in the ledger, notes are sealed, lists come in and go out.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

#[path = "evidence/firm.rs"]
#[allow(dead_code, reason = "each test file takes what it needs")]
mod firm;

use app::ask::{
    At, AuditRequestOf, AuditRequests, CommentsOf, ControlOf, Controls, EngagementOf, EvidenceList, EvidenceOf,
    NotesOf, ReadingsOf, RoomOf, Rooms, SupplierOf, SuppliersOf,
};
use app::evidence::FilePlace;
use app::{App, Config, Failure, Who};
use domain::command::{Command, EngagementCommand, RoomCommand, SupplierCommand};
use domain::values::supplier::Supplier;
use domain::values::{
    AuditRequest, Categories, Engagement, Examination, Grant, GrantKind, Method, RequestAnswer, Subject, SubjectKind,
    Subservice, Window,
};
use firm::{Firm, ORG, START};
use jiff::civil::date;
use std::io::Read;

const EN: &str = "EN-1";
const MINUTE: i64 = 60_000_000;

fn engagement() -> Engagement {
    Engagement {
        title: "SOC 2 Type II 2026".to_owned(),
        kind: Examination::Type2 { window: Window { from: date(2026, 1, 1), until: date(2026, 6, 30) } },
        categories: Categories::SECURITY,
        services: vec!["Docs".to_owned()],
        systems: Vec::new(),
        locations: Vec::new(),
        firm: Default::default(),
        letter: None,
        commitments: String::new(),
        minimum_end: None,
        subservice: vec![Subservice { who: "Mail".to_owned(), method: Method::CarveOut }],
        no_subservice: String::new(),
        follows: None,
    }
}

/// Acme with the engagement EN-1 and an item with a file; `eve` examines it.
fn examined() -> (Firm, Who) {
    let firm = Firm::new();
    let plan = EngagementCommand::PlanEngagement { engagement: Box::new(engagement()) };
    firm.app.change(ORG, &firm.owner, None, Command::Engagement(plan)).unwrap();
    let received = firm.receive("review.txt", b"access reviewed by the owners");
    firm.add(&[&received]);
    let eve = firm.app.demo_actor("eve");
    grant(&firm.app, &firm.owner, &eve, EN);
    (firm, eve)
}

fn grant(app: &App, owner: &Who, who: &Who, engagement: &str) {
    let grant = Grant {
        person: who.id().to_owned(),
        kind: GrantKind::ExternalAuditor,
        works: false,
        engagement: engagement.to_owned(),
        from: date(2026, 3, 2),
        until: date(2026, 5, 1),
        reason: "engaged".to_owned(),
    };
    app.change(ORG, owner, None, Command::GiveGrant { grant }).unwrap();
    app.change(ORG, who, None, Command::ConfirmMembership).unwrap();
}

/// Kind, id and how often.
type Thing = (SubjectKind, String, u32);

fn read(app: &App, who: &Who) -> Vec<(String, Vec<Thing>)> {
    let question = ReadingsOf { engagement: EN.to_owned(), ..ReadingsOf::default() };
    let lines = app.ask(ORG, who, At::default(), &question).unwrap().value.lines;
    let things = |held: &domain::registers::room::HeldReading| {
        held.readings.iter().map(|one| (one.kind, one.id.clone(), one.times)).collect()
    };
    lines.iter().map(|line| (line.held.by.clone(), things(&line.held))).collect()
}

fn evidence(id: &str) -> EvidenceOf {
    EvidenceOf { id: id.to_owned(), ..EvidenceOf::default() }
}

fn place() -> FilePlace {
    FilePlace { id: "EV-1".to_owned(), version: None, index: 0 }
}

#[test]
fn what_an_auditor_reads_is_in_the_ledger_within_a_minute_and_what_others_read_is_not() {
    let (firm, eve) = examined();
    let (app, clock) = (&firm.app, &firm.clock);
    let before = app.entries(ORG).unwrap();
    app.ask(ORG, &eve, At::default(), &evidence("EV-1")).unwrap();
    clock.set(START + 10_000_000);
    app.ask(ORG, &eve, At::default(), &evidence("EV-1")).unwrap();
    app.ask(ORG, &eve, At::default(), &EngagementOf { id: EN.to_owned(), fieldwork_weeks: 4, report_weeks: 4 })
        .unwrap();
    let mut text = String::new();
    app.evidence_file(ORG, &eve, &place(), None).unwrap().read_to_string(&mut text).unwrap();
    assert!(text.contains("reviewed"));
    assert_eq!(app.entries(ORG).unwrap(), before, "gathered first");
    assert_eq!(app.flush_readings().unwrap(), 1);
    assert_eq!(app.flush_readings().unwrap(), 0, "written once");
    let all = read(app, &firm.owner);
    assert_eq!((all.len(), all[0].0.as_str()), (1, "demo-eve"));
    let things: Vec<(SubjectKind, u32)> = all[0].1.iter().map(|(kind, _, times)| (*kind, *times)).collect();
    assert_eq!(things, [(SubjectKind::Engagement, 1), (SubjectKind::Evidence, 2), (SubjectKind::File, 1)]);
    assert!(all[0].1[2].1.starts_with("EV-1/"));
    // The owner reads the same, and leaves nothing.
    app.ask(ORG, &firm.owner, At::default(), &evidence("EV-1")).unwrap();
    app.evidence_file(ORG, &firm.owner, &place(), None).unwrap();
    assert_eq!(app.flush_readings().unwrap(), 0);
    // What is refused was not read.
    assert!(app.ask(ORG, &eve, At::default(), &evidence("EV-9")).is_err());
    assert_eq!(app.flush_readings().unwrap(), 0);
}

#[test]
fn the_control_that_was_read_is_named_and_the_list_of_controls_is_no_reading_of_one() {
    let (firm, eve) = examined();
    let app = &firm.app;
    let seen = app.ask(ORG, &eve, At::default(), &Controls::default()).unwrap().value;
    let id = seen.controls.first().unwrap().control.id.clone();
    app.ask(ORG, &eve, At::default(), &ControlOf(id.clone())).unwrap();
    app.ask(ORG, &firm.owner, At::default(), &ControlOf(id.clone())).unwrap();
    assert!(app.ask(ORG, &eve, At::default(), &ControlOf("ZZ-9".to_owned())).is_err());
    assert_eq!(app.flush_readings().unwrap(), 1);
    let things: Vec<_> = read(app, &firm.owner).into_iter().flat_map(|(_, things)| things).collect();
    assert_eq!(things, [(SubjectKind::Control, id, 1)]);
}

#[test]
fn of_suppliers_the_one_that_was_read_is_named() {
    let (firm, eve) = examined();
    let app = &firm.app;
    for name in ["Host", "Mail"] {
        let supplier = Box::new(Supplier { name: name.to_owned(), tier: 1, ..Supplier::default() });
        app.change(ORG, &firm.owner, None, Command::Supplier(SupplierCommand::AddSupplier { supplier })).unwrap();
    }
    app.ask(ORG, &eve, At::default(), &SupplierOf("SU-2".to_owned())).unwrap();
    app.ask(ORG, &eve, At::default(), &SuppliersOf).unwrap();
    assert!(app.ask(ORG, &eve, At::default(), &SupplierOf("SU-9".to_owned())).is_err());
    app.flush_readings().unwrap();
    let things: Vec<_> = read(app, &firm.owner).into_iter().flat_map(|(_, things)| things).collect();
    assert_eq!(things, [(SubjectKind::Supplier, "SU-2".to_owned(), 1)]);
}

#[test]
fn readings_are_written_before_an_access_ends_at_sign_out_and_when_the_installation_is_closed() {
    let (firm, eve) = examined();
    firm.app.ask(ORG, &eve, At::default(), &evidence("EV-1")).unwrap();
    firm.app.sign_out(&eve).unwrap();
    assert_eq!(read(&firm.app, &firm.owner).len(), 1);
    firm.app.ask(ORG, &eve, At::default(), &evidence("EV-1")).unwrap();
    let firm = firm.reopened();
    assert_eq!(read(&firm.app, &firm.owner).len(), 2);
    firm.app.ask(ORG, &eve, At::default(), &evidence("EV-1")).unwrap();
    let id =
        firm.app.ask(ORG, &firm.owner, At::default(), &app::ask::PeopleOf).unwrap().value.grants.keys().next().cloned();
    let end = Command::EndGrant { id: id.unwrap(), reason: "done".to_owned() };
    firm.app.change(ORG, &firm.owner, None, end).unwrap();
    assert_eq!(read(&firm.app, &firm.owner).len(), 3, "the last reading stands before the end of the access");
    assert!(firm.app.ask(ORG, &eve, At::default(), &evidence("EV-1")).is_err());
}

#[test]
fn what_is_read_in_the_last_minute_of_a_day_is_written_at_once() {
    let (firm, eve) = examined();
    // 1 May 2026, 23:59:30: half a minute before the access is over.
    firm.clock.set(1_777_679_970_000_000);
    firm.app.ask(ORG, &eve, At::default(), &evidence("EV-1")).unwrap();
    firm.clock.set(1_777_679_970_000_000 + MINUTE);
    assert_eq!(read(&firm.app, &firm.owner).len(), 1);
}

#[test]
fn an_auditor_reads_nothing_where_it_cannot_be_recorded() {
    let (firm, eve) = examined();
    let Firm { app, owner, clock, folder } = firm;
    drop(app);
    let config = Config { read_only: true, ..Config::folder(folder.path()) };
    let app = App::open(&config, clock).unwrap();
    let Err(Failure::Fault(fault)) = app.ask(ORG, &eve, At::default(), &evidence("EV-1")) else {
        panic!("it was read");
    };
    assert!(fault.sentence.contains("cannot be recorded"), "{fault}");
    app.ask(ORG, &owner, At::default(), &evidence("EV-1")).unwrap();
}

#[test]
fn an_auditor_sees_the_evidence_of_the_engagement_and_nothing_of_another() {
    let (firm, eve) = examined();
    let otto = firm.app.demo_actor("otto");
    grant(&firm.app, &firm.owner, &otto, "another engagement");
    let list = |who: &Who| firm.app.ask(ORG, who, At::default(), &EvidenceList::default()).unwrap().value.of;
    assert_eq!((list(&eve), list(&otto), list(&firm.owner)), (1, 0, 1));
    assert!(firm.app.ask(ORG, &otto, At::default(), &evidence("EV-1")).is_err());
    assert!(firm.app.evidence_file(ORG, &otto, &place(), None).is_err());
    assert!(firm.app.ask(ORG, &otto, At::default(), &RoomOf { engagement: EN.to_owned() }).is_err());
    assert!(firm.app.ask(ORG, &otto, At::default(), &Rooms).unwrap().value.is_empty());
    assert!(firm.app.ask(ORG, &otto, At::default(), &CommentsOf { engagement: EN.to_owned(), subject: None }).is_err());
    let readings = ReadingsOf { engagement: EN.to_owned(), ..ReadingsOf::default() };
    assert!(firm.app.ask(ORG, &otto, At::default(), &readings).is_err());
    let rooms = firm.app.ask(ORG, &eve, At::default(), &Rooms).unwrap().value;
    assert!(rooms.len() == 1 && rooms[0].auditor && rooms[0].auditors == ["demo-eve"]);
    let room = firm.app.ask(ORG, &eve, At::default(), &RoomOf { engagement: EN.to_owned() }).unwrap().value;
    assert_eq!((room.evidence, room.controls.len()), (1, 2));
    assert!(room.criteria.iter().any(|one| one.id == "CC6.1" && one.controls == ["AC-1", "AC-2"]));
    let mine = firm.app.ask(ORG, &firm.owner, At::default(), &RoomOf { engagement: EN.to_owned() }).unwrap().value;
    assert!(!mine.auditor);
}

#[test]
fn a_request_makes_its_way_and_shows_what_its_answer_names() {
    let (firm, eve) = examined();
    let app = &firm.app;
    let request = AuditRequest {
        engagement: EN.to_owned(),
        title: "Access reviews".to_owned(),
        text: String::new(),
        subject: Some(Subject { kind: SubjectKind::Control, id: "AC-1".to_owned() }),
        due: date(2026, 3, 10),
        to: String::new(),
        reference: "7".to_owned(),
    };
    let add = RoomCommand::AddRequests { engagement: EN.to_owned(), requests: vec![request], source: String::new() };
    assert_eq!(app.change(ORG, &eve, None, Command::Room(add)).unwrap().object, "AQ-1");
    let answer = RequestAnswer { evidence: vec!["EV-1".to_owned()], ..RequestAnswer::default() };
    let submit = RoomCommand::SubmitRequest { id: "AQ-1".to_owned(), answer };
    app.change(ORG, &firm.owner, None, Command::Room(submit)).unwrap();
    let detail = app.ask(ORG, &eve, At::default(), &AuditRequestOf { id: "AQ-1".to_owned() }).unwrap().value;
    assert!(detail.line.auditor && detail.evidence[0].title == "Access review");
    app.change(ORG, &eve, None, Command::Room(RoomCommand::AcceptRequest { id: "AQ-1".to_owned() })).unwrap();
    let list = app.ask(ORG, &firm.owner, At::default(), &AuditRequests::default()).unwrap().value;
    assert_eq!((list.lines.len(), list.overdue), (1, 0));
}

#[test]
fn a_note_is_sealed_from_everybody_but_the_auditors_of_the_engagement() {
    let (firm, eve) = examined();
    let app = &firm.app;
    let about = || Subject { kind: SubjectKind::Control, id: "AC-1".to_owned() };
    let secret = "The reviewer signed before the list was made.";
    let kept = app.keep_note(ORG, &eve, Some("once"), EN, about(), secret).unwrap();
    assert_eq!(kept.object, "NT-1");
    let again = app.keep_note(ORG, &eve, Some("once"), EN, about(), secret).unwrap();
    assert!(again.repeated, "the same request keeps one note");
    let notes = app.read_notes(ORG, &eve, EN).unwrap();
    assert_eq!((notes.len(), notes[0].text.as_deref()), (1, Some(secret)));
    let whole = format!("{}\n{secret}", notes[0].salt);
    assert_eq!(hex::encode(ledger::Hash::of(whole.as_bytes()).0), notes[0].line.held.sha256);
    assert_ne!(hex::encode(ledger::Hash::of(secret.as_bytes()).0), notes[0].line.held.sha256, "nobody guesses it");
    let otto = app.demo_actor("otto");
    grant(app, &firm.owner, &otto, "another engagement");
    for who in [&firm.owner, &otto] {
        assert!(app.read_notes(ORG, who, EN).is_err());
        assert!(app.ask(ORG, who, At::default(), &NotesOf { engagement: EN.to_owned() }).is_err());
        assert!(app.keep_note(ORG, who, None, EN, about(), "mine").is_err());
    }
    assert!(app.keep_note(ORG, &eve, None, EN, about(), " ").is_err());
    assert!(app.keep_note(ORG, &eve, None, EN, about(), &"x".repeat(app::MAX_NOTE + 1)).is_err());
    // No byte of it lies open on the disk, neither while it is kept nor after.
    let lies_open = |folder: &std::path::Path| {
        let mut open = Vec::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(at) = folders.pop() {
            for entry in std::fs::read_dir(at).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => folders.push(path),
                    false if std::fs::read(&path).unwrap().windows(20).any(|w| w == &secret.as_bytes()[..20]) => {
                        open.push(path);
                    }
                    false => {}
                }
            }
        }
        open
    };
    assert_eq!(lies_open(firm.folder.path()), Vec::<std::path::PathBuf>::new());
    assert!(app.drop_note(ORG, &firm.owner, None, None, "NT-1").is_err());
    app.drop_note(ORG, &eve, None, None, "NT-1").unwrap();
    let notes = app.read_notes(ORG, &eve, EN).unwrap();
    assert!(notes[0].text.is_none() && notes[0].line.held.sha256.len() == 64, "the hash stays");
}

#[test]
fn a_list_of_requests_is_looked_at_and_taken_whole() {
    let (firm, eve) = examined();
    let app = &firm.app;
    let good =
        b"Ref,Title,Criterion or Control,Due,To\n1,Access reviews,cc6.1,2026-03-10,\n2,Joiners,AC-1,2026-03-11,\n";
    let list = app.read_audit_requests(ORG, &eve, EN, (good, "pbc.csv"), None).unwrap();
    assert_eq!((list.rows.len(), list.problems.len()), (2, 0));
    assert_eq!(list.rows[0].subject.as_ref().unwrap().id, "CC6.1");
    let bad = b"Ref,Title,Criterion,Control,Due,To\n1,,,,2026-03-10,\n2,A,,,soon,\n3,A,,,2026-03-10,nobody@x.example\n\
        4,A,CC6.1,AC-1,2026-03-10,\n5,A,CC6.99,,2026-03-10,\n6,A,,,2026-03-01,\n";
    let found = app.read_audit_requests(ORG, &eve, EN, (bad, "pbc.csv"), None).unwrap();
    let rows: Vec<(u32, &str)> = found.problems.iter().map(|one| (one.row, one.field.as_str())).collect();
    let wanted = [(2, "Title"), (3, "Due"), (4, "To"), (5, "Criterion or control"), (6, "Request"), (7, "Request")];
    assert_eq!(rows, wanted, "{:?}", found.problems);
    assert!(app.import_audit_requests(ORG, &eve, None, EN, found).is_err());
    for (bytes, says) in [
        (&b"Ref,Due\n1,2026-03-10\n"[..], "no column is called `Title`"),
        (b"Title,Ref\nA,1\n", "no column is called `Due`"),
        (b"Title,Item,Due\nA,B,2026-03-10\n", "two columns say the same"),
        (b"Title,Due,Other\n,,x\n", "holds no request"),
        (b"Title,Due\n", "no rows under them"),
    ] {
        let failure = app.read_audit_requests(ORG, &eve, EN, (bytes, "pbc.csv"), None).unwrap_err();
        assert!(failure.to_string().contains(says), "{failure}");
    }
    let many = (0..201).fold("Title,Due\n".to_owned(), |text, n| format!("{text}A{n},2026-03-10\n"));
    assert!(app.read_audit_requests(ORG, &eve, EN, (many.as_bytes(), "pbc.csv"), None).is_err());
    app.import_audit_requests(ORG, &eve, None, EN, list).unwrap();
    // What goes out comes in again.
    let lines = app.ask(ORG, &eve, At::default(), &AuditRequests::default()).unwrap().value.lines;
    let out = app::tables::csv(&app::exchange::audit_request_sheet(app, &lines)).unwrap();
    let back = app.read_audit_requests(ORG, &firm.owner, EN, (&out, "out.csv"), None).unwrap();
    assert_eq!(back.unmatched, [""; 0]);
    let says: Vec<&str> = back.problems.iter().map(|one| one.what.as_str()).collect();
    assert_eq!(says, ["the reference 1 stands on the list already", "the reference 2 stands on the list already"]);
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the time that passes is what is measured")]
fn a_list_of_ten_thousand_items_is_cut_for_an_auditor_in_a_moment() {
    let (firm, eve) = examined();
    for _ in 0..500 {
        firm.add(&[&firm.receive("a.txt", b"a")]);
    }
    let began = std::time::Instant::now();
    for _ in 0..20 {
        let page =
            firm.app.ask(ORG, &eve, At::default(), &EvidenceList { take: 1, ..EvidenceList::default() }).unwrap();
        assert_eq!(page.value.of, 501);
    }
    // Twenty lists of five hundred items are the work of one list of ten thousand.
    // A moment of a machine that does much else, and far less than a list that is looked through for every item of it.
    assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
}
