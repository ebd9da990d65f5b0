//! A restore that is killed at any moment leaves the ledger of before or the restored one, never some of each. The test starts
//! this same binary as a child that restores, and kills it; `TICKMARK_KILLS=500` for a long run.

#![expect(clippy::disallowed_methods, reason = "a child is told by its environment what to do, and its life is timed")]

use super::{Backed, ORG, RestoreAsk, Whole, copy, restores};
use app::ask::At;
use app::{App, Clock, Config};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const KILLS: u32 = 16;
const ASKED: &str = "TICKMARK_RESTORE";

/// What a child is told, one a line: the data folder, the bundle, its key, the files, the deed, the time.
struct Told([String; 6]);

impl Told {
    fn ask(&self) -> RestoreAsk {
        let [_, bundle, key, files, deed, _] = &self.0;
        let (bundle, files) = (PathBuf::from(bundle), Some(PathBuf::from(files)));
        RestoreAsk { bundle, key: key.clone(), files, deed: Some(deed.clone()), ..RestoreAsk::default() }
    }

    fn open(&self, folder: &Path) -> App {
        App::open(&Config::folder(folder), Clock::by_hand(self.0[5].parse().unwrap())).unwrap()
    }

    fn in_folder(&self, folder: &Path) -> Told {
        let mut all = self.0.clone();
        all[0] = folder.display().to_string();
        Told(all)
    }
}

/// The child. Does nothing when it is not asked by its environment.
#[test]
#[ignore = "is started and killed by the other test"]
fn restores_until_it_is_killed() {
    let Ok(said) = std::env::var(ASKED) else { return };
    let told = Told(said.lines().map(str::to_owned).collect::<Vec<_>>().try_into().unwrap());
    let app = told.open(Path::new(&told.0[0]));
    restores(&app, &app.local_operator("cli").unwrap(), &told.ask()).unwrap();
}

fn child(told: &Told) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let test = "evidence::restored::killed::restores_until_it_is_killed";
    command.args(["--exact", test, "--ignored", "--test-threads=1"]).env(ASKED, told.0.join("\n"));
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// A data folder in which everything is agreed, many files of the backup are gone, and more happened since. Nobody writes in
/// it any more, so that it can be copied as it lies.
fn agreed() -> (Backed, Told) {
    let one = Backed::with_files(40);
    one.goes_on();
    let deed = one.agrees_to_restore();
    one.passes(1);
    let data = one.firm.folder.path().to_owned();
    let blobs = std::fs::read_dir(one.backup()).unwrap().next().unwrap().unwrap().path();
    let log = blobs.file_name().unwrap().to_owned();
    std::fs::remove_dir_all(data.join("blobs").join(log)).unwrap();
    let text = |path: &Path| path.display().to_string();
    let time = one.firm.clock.now_us().to_string();
    let told = Told([text(&data), text(&one.bundle()), one.key.clone(), text(&one.backup()), deed, time]);
    (one, told)
}

#[test]
fn whoever_kills_a_restore_finds_the_ledger_of_before_or_the_restored_one() {
    let kills = std::env::var("TICKMARK_KILLS").ok().map_or(KILLS, |kills| kills.parse().unwrap());
    let (one, told) = agreed();
    let fresh = || {
        let folder = tempfile::tempdir().unwrap();
        copy(Path::new(&told.0[0]), folder.path());
        folder
    };
    let whole = fresh();
    let begun = Instant::now();
    assert!(child(&told.in_folder(whole.path())).wait().unwrap().success());
    let lasts = begun.elapsed();
    let (mut before, mut after) = (0, 0);
    for kill in 0..kills {
        let folder = fresh();
        let mut child = child(&told.in_folder(folder.path()));
        // From the first moment to a little after the last one.
        std::thread::sleep(lasts.mul_f64(1.2 * f64::from(kill) / f64::from(kills)).max(Duration::from_millis(1)));
        child.kill().unwrap();
        child.wait().unwrap();
        match looks(&one, &told, folder.path()) {
            true => after += 1,
            false => before += 1,
        }
    }
    eprintln!("{kills} kills of a restore of {lasts:?}: {before} found the ledger of before, {after} the restored one");
    assert!(before > 0, "none was killed in time");
}

/// Was it restored? Whichever it is, it is whole; and one that was not is restored by running it again.
fn looks(one: &Backed, told: &Told, folder: &Path) -> bool {
    let app = told.open(folder);
    let who = app.local_operator("cli").unwrap();
    let whole = |app: &App| app.ask(ORG, &who, At::default(), &Whole).unwrap().value;
    let ledgers = app.verify(None, None).unwrap().organisations.len();
    let restored = !whole(&app).people.restores.is_empty();
    assert_eq!(ledgers, if restored { 2 } else { 1 });
    if !restored {
        assert!(whole(&app).controls.contains_key("AC-9"), "nothing of before is lost");
        restores(&app, &who, &told.ask()).unwrap();
    }
    let now = whole(&app);
    assert!(now.entries == one.entries + 1 && !now.controls.contains_key("AC-9"));
    let checked = app.verify(Some(ORG), None).unwrap();
    assert!(checked.is_clean(), "{checked:#?}");
    restored
}
