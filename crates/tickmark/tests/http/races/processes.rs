//! Two processes on one PostgreSQL database: neither knows what the other one holds in its memory.

use super::at_once;
use super::cast::Cast;
use super::postgres_server::PostgresServer;
use super::shelf::new_database;
use app::ask::{At, Packages};
use app::packages::verify_package;
use app::{App, Clock, Config, Failure};
use domain::command::Command as Change;
use domain::reports::package::PackageAsk;
use domain::values::{Audience, Deed};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::ops::ControlFlow;
use std::process::{Command, Stdio};

/// How often each of the two does it.
const EACH: usize = 4;

/// Everybody, and a second process's view of the same installation; `None` where there is no PostgreSQL.
struct Two {
    cast: Cast,
    second: App,
    database: String,
    folder: std::path::PathBuf,
    /// Stopped last.
    _server: PostgresServer,
}

impl Two {
    fn begun() -> Option<Two> {
        let server = PostgresServer::start()?;
        let (data, database) = (tempfile::tempdir().unwrap(), new_database(&server));
        let folder = data.path().to_owned();
        let cast = Cast::gathered_in(data, Some(database.clone()));
        let config = Config { database: Some(database.clone()), ..Config::folder(&folder) };
        let second = App::open(&config, Clock::by_hand(cast.doors.app.clock().now_us())).unwrap();
        Some(Two { cast, second, database, folder, _server: server })
    }

    fn app(&self, i: usize) -> &App {
        if i.is_multiple_of(2) { &self.cast.doors.app } else { &self.second }
    }
}

#[test]
fn of_approvals_in_two_processes_one_counts() {
    let Some(two) = Two::begun() else { return };
    for _ in 0..EACH {
        let (founder, olga) = (two.app(0).local_operator("cli").unwrap(), two.app(0).demo_actor("olga-owner"));
        let deed = Change::ProposeDeed { deed: Deed::RotateKey, reason: "yearly".to_owned() };
        let deed = two.app(0).change("alpha", &founder, None, deed).unwrap().object;
        let approve = || Change::ApproveDeed { id: deed.clone() };
        let all = at_once(6, |i| two.app(i).change("alpha", &olga, None, approve()));
        assert_eq!(all.iter().filter(|one| one.is_ok()).count(), 1, "{all:?}");
        assert!(all.iter().all(|one| matches!(one, Ok(_) | Err(Failure::Refused(_)))), "{all:?}");
        // Under one key it is done once, whichever process heard of it first.
        let withdraw = || Change::WithdrawDeed { id: deed.clone(), reason: "not now".to_owned() };
        let all = at_once(10, |i| two.app(i).change("alpha", &founder, Some(&deed), withdraw()));
        assert!(all.iter().all(Result::is_ok), "{all:?}");
        let places: BTreeSet<u64> = all.iter().flatten().map(|receipt| receipt.first).collect();
        assert_eq!((places.len(), all.iter().flatten().filter(|receipt| !receipt.repeated).count()), (1, 1), "{all:?}");
    }
    assert!(two.second.verify(None, None).unwrap().is_clean());
}

/// The archive says under which id it was recorded, also when both processes built one at the same moment.
#[test]
fn packages_that_are_built_in_two_processes_bear_the_ids_that_they_are_recorded_under() {
    let Some(two) = Two::begun() else { return };
    let ask = PackageAsk {
        audience: Audience::CertificationBody,
        engagement: Some("EN-1".to_owned()),
        from: None,
        until: None,
        partial: true,
        restricted: false,
    };
    let built = at_once(2, |i| {
        let app = two.app(i);
        let founder = app.local_operator("cli").unwrap();
        let build = |_| app.build_package("alpha", &founder, &ask, &mut |_| ControlFlow::Continue(()));
        (0..EACH).map(build).collect::<Vec<_>>()
    });
    let built: Vec<_> = built.into_iter().flatten().map(Result::unwrap).collect();
    let ids: BTreeSet<&str> = built.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids.len(), 2 * EACH, "{ids:?}");
    let founder = two.app(0).local_operator("cli").unwrap();
    let held = two.app(0).ask("alpha", &founder, At::default(), &Packages).unwrap().value;
    assert!(format!("{held:?}").contains(&format!("PK-{}", 2 * EACH)), "{held:?}");
    let elsewhere = tempfile::tempdir().unwrap();
    for one in &built {
        let mut bytes = Vec::new();
        two.app(1).open_package("alpha", &founder, &one.id).unwrap().read_to_end(&mut bytes).unwrap();
        let path = elsewhere.path().join(one.file_name("alpha"));
        std::fs::write(&path, bytes).unwrap();
        let checked = verify_package(&path, Some(&two.app(0).public_key().unwrap())).unwrap();
        assert!(checked.is_intact(), "{:#?}", checked.faults);
        let unpack = "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read('index.html'))";
        let page = Command::new("python3").args(["-c", unpack]).arg(&path).output().unwrap().stdout;
        let page = String::from_utf8(page).unwrap();
        let named: BTreeSet<&str> =
            page.split(|c: char| c != '-' && !c.is_ascii_alphanumeric()).filter(|w| ids.contains(w)).collect();
        assert_eq!(named, BTreeSet::from([one.id.as_str()]), "the archive of {} names itself otherwise", one.id);
    }
}

#[test]
fn programs_that_run_at_once_on_one_database_all_do_what_they_say() {
    let Some(two) = Two::begun() else { return };
    let before = two.app(0).entries("alpha").unwrap();
    let ran = at_once(4, |i| {
        let add = |n: usize| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_tickmark"));
            // Every third id is wanted by all of them.
            let id = if n == 2 { "P-SAME".to_owned() } else { format!("P-{i}-{n}") };
            command.args(["control", "add", &id, "--name", "One of many", "--org", "alpha"]);
            command.args(["--database", &two.database]).arg("--data").arg(&two.folder).stdin(Stdio::null());
            let done = command.output().unwrap();
            (id, done.status.success(), String::from_utf8_lossy(&done.stderr).into_owned())
        };
        (0..3).map(add).collect::<Vec<_>>()
    });
    let mut done: BTreeMap<String, usize> = BTreeMap::new();
    for (id, success, said) in ran.into_iter().flatten() {
        assert!(success || (id == "P-SAME" && said.contains("P-SAME")), "{id}: {said}");
        *done.entry(id).or_default() += usize::from(success);
    }
    assert!(done.len() == 9 && done.values().all(|times| *times == 1), "{done:?}");
    let founder = two.second.local_operator("cli").unwrap();
    // Whoever was there all the time hears of it as soon as something is changed here.
    let deed = Change::ProposeDeed { deed: Deed::RotateKey, reason: "yearly".to_owned() };
    let receipt = two.second.change("alpha", &founder, None, deed).unwrap();
    assert!(receipt.first >= before + 9, "{receipt:?}");
    assert!(two.second.verify(None, None).unwrap().is_clean());
}
