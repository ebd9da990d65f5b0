//! Audit packages from plan to withdrawal: complete or refused, the very files, nothing left of what was not built.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

#[path = "packages/firm.rs"]
mod firm;

use app::ask::{PackageIndexOf, Packages};
use app::packages::{PackageJobState, PackageStep, verify_package};
use app::printed::{Ending, PaperAsked};
use app::{App, At, Config, Failure};
use domain::command::{Command, EvidenceCommand};
use domain::refusal::Refusal;
use domain::values::{Grant, GrantKind};
use firm::{Firm, ORG, body, cpa};
use jiff::civil::date;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

fn says(failure: &Failure, words: &[&str]) {
    let text = format!("{failure} {}", failure.hint());
    for word in words {
        assert!(text.contains(word), "`{word}` in: {text}");
    }
}

/// What the second verifier, which shares no code with the first, says of a package.
fn python(package: &Path, key: &str) -> (bool, String) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tools/verify_package.py");
    let output = std::process::Command::new("python3").arg("-B").arg(script).arg(package).args(["--key", key]).output();
    let output = output.expect("python3 runs");
    (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn r2_both_packages_of_one_evidence_set_are_intact_elsewhere() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let firm = Firm::whole(folder.path());
    let key = firm.app.public_key().unwrap();
    let mut files = Vec::new();
    for (ask, complete, kind) in [(cpa(), true, "cpa"), (body(), false, "certification")] {
        let built = firm.builds(&ask).unwrap();
        let path = elsewhere.path().join(built.file_name(ORG));
        firm.saves(&built.id, &path);
        let checked = verify_package(&path, Some(&key)).unwrap();
        assert!(checked.is_intact(), "{:#?}", checked.faults);
        let facts = &checked.facts;
        assert_eq!((facts.complete, facts.kind.as_str(), facts.missing.is_empty()), (complete, kind, complete));
        assert_eq!((facts.files, built.package.files), (2, 2));
        assert_eq!((facts.entries, facts.opened), (built.package.entries, built.package.entries));
        assert_eq!(std::fs::metadata(&path).unwrap().len(), built.package.size);
        let (good, said) = python(&path, &key);
        assert!(good, "{said}");
        files.push(facts.files);
    }
    assert_eq!(files[0], files[1]);
    let checked = firm.app.verify(None, None).unwrap();
    assert!(checked.is_clean(), "{checked:?}");
}

#[test]
fn what_is_missing_refuses_a_complete_package_and_stands_on_the_face_of_a_partial_one() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let firm = Firm::new(folder.path());
    let before = firm.everything();
    says(&firm.builds(&cpa()).unwrap_err(), &["lacks 1 thing: GV-1: no accepted evidence", "partial package"]);
    assert_eq!(firm.everything(), before);
    let mut whole = body();
    whole.partial = false;
    says(&firm.builds(&whole).unwrap_err(), &["no internal audit is reported", "ask for a partial package"]);
    let mut partial = cpa();
    partial.partial = true;
    let built = firm.builds(&partial).unwrap();
    assert_eq!((built.id.as_str(), built.package.complete(), built.package.lacks.len()), ("PK-1", false, 1));
    let path = elsewhere.path().join("partial.zip");
    firm.saves("PK-1", &path);
    let checked = verify_package(&path, None).unwrap();
    assert!(checked.is_intact() && !checked.facts.complete);
    assert_eq!(checked.facts.missing[0].what, "GV-1");
    let unpack = "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read('index.html'))";
    let html = std::process::Command::new("python3").args(["-c", unpack]).arg(&path).output().unwrap().stdout;
    let html = String::from_utf8(html).unwrap();
    assert!(html.to_lowercase().contains("partial") && html.contains("no accepted evidence touches these days"));
}

#[test]
fn restricted_evidence_stays_out_unless_it_is_asked_for() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let firm = Firm::whole(folder.path());
    let out = firm.builds(&cpa()).unwrap().package;
    assert_eq!((out.files, out.left_out.len(), out.left_out[0].what.as_str()), (2, 1, "EV-2"));
    let mut with = cpa();
    with.restricted = true;
    let with = firm.builds(&with).unwrap();
    assert_eq!((with.package.files, with.package.left_out.len()), (3, 0));
    assert!(with.package.entries > out.entries);
    let path = elsewhere.path().join("out.zip");
    firm.saves("PK-1", &path);
    let read = "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\nfor n in z.namelist(): sys.stdout.buffer.write(n.encode() + z.read(n))";
    let all = std::process::Command::new("python3").args(["-c", read]).arg(&path).output().unwrap().stdout;
    let all = String::from_utf8_lossy(&all);
    assert!(!all.contains("screening") && !all.contains("found wanting"), "nothing of it is in the package");
}

#[test]
fn a_file_that_changed_since_it_was_received_ends_the_build_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    let firm = Firm::whole(folder.path());
    let plan = firm.app.plan_package(ORG, &firm.owner, &cpa()).unwrap().value;
    let file = plan.files.iter().find(|file| file.name == "review.csv").unwrap().clone();
    let path = firm.place(&file.sha256);
    let bytes = std::fs::read(&path).unwrap();
    for wrong in [bytes.to_ascii_uppercase(), bytes[1..].to_vec(), [&bytes[..], b"x"].concat()] {
        std::fs::remove_file(&path).unwrap();
        std::fs::write(&path, wrong).unwrap();
        let before = firm.everything();
        says(&firm.builds(&cpa()).unwrap_err(), &["nothing was built", "review.csv of EV-1", "not what was received"]);
        assert_eq!(firm.everything(), before);
    }
    std::fs::remove_file(&path).unwrap();
    says(&firm.builds(&cpa()).unwrap_err(), &["EV-1", "review.csv is not where it was kept"]);
    let lacks = firm.app.plan_package(ORG, &firm.owner, &cpa()).unwrap().value.lacks;
    assert!(lacks.iter().any(|lack| lack.what == "EV-1"), "{lacks:?}");
    assert!(firm.app.ask(ORG, &firm.owner, Default::default(), &Packages).unwrap().value.is_empty());
}

#[test]
fn a_build_that_is_broken_off_leaves_nothing_wherever_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let firm = Firm::whole(folder.path());
    let before = firm.everything();
    let mut seen = Vec::new();
    for step in [PackageStep::Entries, PackageStep::Files, PackageStep::Pages, PackageStep::Keeping] {
        let broken = firm.app.build_package(ORG, &firm.owner, &cpa(), &mut |now| {
            seen.push(now.step);
            if now.step == step { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        says(&broken.unwrap_err(), &["cancelled", "nothing of it was kept"]);
        assert_eq!(firm.everything(), before, "{step:?}");
        assert!(seen.contains(&step));
    }
    assert_eq!(firm.builds(&cpa()).unwrap().id, "PK-1", "and the next one can be built at once");
}

#[test]
fn what_a_kill_leaves_behind_is_collected_before_the_next_build() {
    let folder = tempfile::tempdir().unwrap();
    let firm = Firm::whole(folder.path());
    let before = firm.everything();
    // As after a kill in the middle of writing: a file on the stage that nobody holds.
    std::fs::create_dir_all(folder.path().join("stage")).unwrap();
    std::fs::write(folder.path().join("stage/4711-1"), b"half a package").unwrap();
    drop(firm.app);
    let app = App::open(&Config::folder(folder.path()), firm.clock.clone()).unwrap();
    let firm = Firm { app, ..firm };
    assert_eq!(firm.everything(), before);
    // As after a kill between the file and its entry: evidence goes while the package is written, so that no entry comes.
    let refused = firm.app.build_package(ORG, &firm.owner, &cpa(), &mut |now| {
        if now.step == PackageStep::Keeping {
            let (id, reason) = ("EV-1".to_owned(), "the wrong list".to_owned());
            firm.does(Command::Evidence(EvidenceCommand::WithdrawEvidence { id, reason }));
        }
        ControlFlow::Continue(())
    });
    says(&refused.unwrap_err(), &["says that it is complete", "build it again"]);
    let after = firm.everything();
    let left: Vec<_> = after.iter().filter(|(name, size)| !before.contains_key(*name) && **size > 0).collect();
    assert!(left.is_empty(), "{left:?}");
    assert!(firm.app.verify(None, None).unwrap().is_clean());
}

#[test]
fn a_package_that_is_taken_back_has_no_file_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let firm = Firm::whole(folder.path());
    let built = firm.builds(&cpa()).unwrap();
    let place = firm.place(&built.package.sha256);
    assert!(place.exists());
    firm.app.withdraw_package(ORG, &firm.owner, None, None, "PK-1", "sent to the wrong firm").unwrap();
    assert!(!place.exists());
    says(&firm.app.open_package(ORG, &firm.owner, "PK-1").unwrap_err(), &["was taken back: sent to the wrong firm"]);
    let checked = firm.app.verify(None, None).unwrap();
    assert!(checked.is_clean(), "{checked:?}");
    let again = firm.app.withdraw_package(ORG, &firm.owner, None, None, "PK-1", "again").unwrap_err();
    assert!(matches!(again, Failure::Refused(Refusal::NothingToChange { .. })));
    // The evidence stays where it is.
    assert_eq!(firm.builds(&cpa()).unwrap().id, "PK-2");
}

#[test]
fn auditors_take_the_packages_of_their_engagement_and_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let firm = Firm::whole(folder.path());
    let eve = firm.app.demo_actor("eve-auditor");
    let grant = Grant {
        person: eve.id().to_owned(),
        kind: GrantKind::ExternalAuditor,
        works: false,
        engagement: "EN-1".to_owned(),
        from: date(2026, 7, 14),
        until: date(2026, 9, 14),
        reason: "engaged by contract".to_owned(),
    };
    firm.does(Command::GiveGrant { grant });
    firm.by(&eve, Command::ConfirmMembership);
    firm.builds(&cpa()).unwrap();
    firm.builds(&body()).unwrap();
    let list = firm.app.ask(ORG, &eve, Default::default(), &Packages).unwrap().value;
    assert_eq!(list.iter().map(|line| line.id.as_str()).collect::<Vec<_>>(), ["PK-1"]);
    let mut bytes = Vec::new();
    let mut open = firm.app.open_package(ORG, &eve, "PK-1").unwrap();
    open.read_to_end(&mut bytes).unwrap();
    assert_eq!((open.name.as_str(), open.size), ("acme-PK-1-cpa.zip", bytes.len() as u64));
    says(&firm.app.open_package(ORG, &eve, "PK-2").unwrap_err(), &["PK-2"]);
    let refused = firm.app.plan_package(ORG, &eve, &cpa()).unwrap_err();
    assert!(matches!(refused, Failure::Refused(Refusal::NotAllowed(_))), "{refused:?}");
    assert!(firm.app.open_package(ORG, &firm.mark, "PK-2").is_ok());
    assert!(firm.app.build_package(ORG, &firm.mark, &cpa(), &mut |_| ControlFlow::Continue(())).is_err());
    assert!(firm.app.open_package(ORG, &firm.app.demo_actor("sam-stranger"), "PK-1").is_err());
}

#[test]
fn a_build_runs_beside_its_caller_one_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let Firm { app, owner, mark, .. } = Firm::whole(folder.path());
    let app = Arc::new(app);
    let inner = app.build_package(ORG, &owner, &cpa(), &mut |_| {
        let second = app.start_package(ORG, &owner, &cpa()).unwrap_err();
        says(&second, &["another package", "wait"]);
        ControlFlow::Break(())
    });
    assert!(inner.is_err());
    let job = app.start_package(ORG, &owner, &cpa()).unwrap();
    let done = loop {
        let now = app.package_job(ORG, &owner, &job).unwrap();
        if !now.is_running() {
            break now;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    };
    assert_eq!((done.state.clone(), done.percent()), (PackageJobState::Built("PK-1".to_owned()), 100));
    assert_eq!(app.package_jobs(ORG, &owner).unwrap(), [done]);
    assert!(app.cancel_package(ORG, &owner, &job).is_ok(), "one that is over stays as it is");
    says(&app.package_job(ORG, &owner, "0011").unwrap_err(), &["no build is known", "restart"]);
    assert!(app.package_job(ORG, &mark, &job).is_err(), "who may not build may not follow either");
    let mut whole = body();
    whole.partial = false;
    says(&app.start_package(ORG, &owner, &whole).unwrap_err(), &["the package lacks"]);
}

#[test]
fn r175_any_changed_bit_and_any_file_missing_added_or_swapped_is_named_by_both_verifiers() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let firm = Firm::whole(folder.path());
    let key = firm.app.public_key().unwrap();
    let id = firm.builds(&cpa()).unwrap().id;
    let whole = elsewhere.path().join("whole.zip");
    firm.saves(&id, &whole);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/packages/changed.py");
    let made = std::process::Command::new("python3").arg("-B").arg(script).args([&whole, elsewhere.path()]).output();
    let made = made.unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let cases: Vec<(String, String)> = serde_json::from_slice(&made.stdout).unwrap();
    assert!(cases.len() >= 8 * 3, "{cases:?}");
    for (number, (what, member)) in cases.iter().enumerate() {
        let path = elsewhere.path().join(format!("{number}.zip"));
        let checked = verify_package(&path, Some(&key)).unwrap();
        let named = |kind: &str| checked.faults.iter().any(|f| f.member == *member && f.kind.to_string() == kind);
        let found = match what.as_str() {
            "bit" => checked.faults.iter().any(|fault| fault.member == *member),
            kind => named(kind),
        };
        assert!(found, "{what} {member}: {:#?}", checked.faults);
        let (good, said) = python(&path, &key);
        assert!(!good && said.contains(member.as_str()), "{what} {member}: {said}");
    }
}

/// While one records, three sign: whoever is slower reads again, and nobody is told of an internal error.
#[test]
fn several_may_sign_one_growing_ledger_at_the_same_moment() {
    let folder = tempfile::tempdir().unwrap();
    let firm = Firm::new(folder.path());
    std::thread::scope(|threads| {
        let signs = || (0..12).map(|_| firm.app.checkpoint(ORG, &firm.owner).map_err(|e| e.to_string())).collect();
        let signing: Vec<_> = (0..3).map(|_| threads.spawn(signs)).collect();
        for number in 0..40 {
            let control = domain::values::Control { id: format!("GX-{number}"), ..firm::control() };
            firm.does(Command::AddControl { control });
        }
        for one in signing {
            let notes: Result<Vec<String>, String> = one.join().unwrap();
            assert_eq!(notes.unwrap().len(), 12);
        }
    });
    let checked = firm.app.verify(None, None).unwrap();
    assert!(checked.is_clean(), "{checked:?}");
}

#[test]
fn the_index_of_a_package_is_printed_for_who_may_read_it_and_says_when_it_was_built_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let firm = Firm::whole(folder.path());
    let built = firm.builds(&cpa()).unwrap();
    let print = |id: &str, ending| {
        let asked = PaperAsked::read("index", Some(id), None).unwrap();
        firm.app.print(ORG, &firm.owner, At::default(), &asked, ending)
    };
    for (ending, begins) in [(Ending::Pdf, "%PDF"), (Ending::Docx, "PK"), (Ending::Xlsx, "PK")] {
        let printed = print(&built.id, ending).unwrap();
        assert!(printed.bytes.starts_with(begins.as_bytes()) && printed.warnings.is_empty(), "{:?}", printed.warnings);
    }
    says(&print("PK-9", Ending::Pdf).unwrap_err(), &["PK-9"]);
    let index = |id: &str| firm.app.ask(ORG, &firm.owner, At::default(), &PackageIndexOf(id.to_owned())).unwrap().value;
    assert_eq!(index(&built.id).plan.files.len() as u64, built.package.files);
    firm.accepted("Another review", &[("later.csv", b"user\nbob\n")], false);
    assert!(index(&built.id).plan.files.len() as u64 > built.package.files, "it says what is recorded now");
    assert!(PaperAsked::read("index", None, None).is_err(), "a package has to be named");
}
