//! A program that is killed while it receives files: nothing acknowledged is lost, nothing is half stored.
//!
//! The test starts this same binary as a child that uploads, stores and removes files in a loop and tells what was
//! acknowledged, kills it at a random moment, and looks at what lies on the disk. 200 kills; `TICKMARK_KILLS=10000` for
//! a long run.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]
#![expect(clippy::disallowed_methods, reason = "a child is told by its environment what to do")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use sha2::{Digest, Sha256};
use store::StoreError;
use store::files::Files;

const KILLS: u64 = 200;
/// A child lives at most so long after it is ready.
const LIFE_US: u64 = 60_000;
/// All files are read again after so many kills; those of the last child always.
const SCRUB_EACH: u64 = 25;

/// Small numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }
}

/// The file that has this number. Quickly made, since a child does not live long: one block again and again, of a length
/// that no border falls on twice.
fn content(number: u64) -> Vec<u8> {
    const BLOCK: u64 = 4093;
    let size = if number % 7 == 3 { 1_300_000 } else { Dice(number).roll(60_000) };
    let block: Vec<u8> = (0..BLOCK).map(|at| ((at * 31 + number * 7) >> 3) as u8).collect();
    let mut whole = block.repeat(usize::try_from(size / BLOCK + 1).unwrap());
    whole.truncate(usize::try_from(size).unwrap());
    whole
}

/// A small file that is stored at once.
fn small(number: u64) -> Vec<u8> {
    format!("small file {number}").into_bytes()
}

fn hash(content: &[u8]) -> String {
    hex::encode(Sha256::digest(content))
}

fn say(word: &str, number: u64, at: u64) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n>{word} {number} {at}").unwrap();
    out.flush().unwrap();
}

/// The child. Does nothing when it is not asked by its environment.
#[test]
#[ignore = "is started and killed by the other test"]
fn receives_until_it_is_killed() {
    let Ok(folder) = std::env::var("TICKMARK_KILLS_FOLDER") else { return };
    let first: u64 = std::env::var("TICKMARK_KILLS_FIRST").unwrap().parse().unwrap();
    let files = Files::open(Path::new(&folder)).unwrap();
    files.clean_stage().unwrap();
    say("ready", 0, 0);
    for number in first.. {
        upload(&files, number);
        if number.is_multiple_of(3) {
            files.put("log", &mut &small(number)[..], 100).unwrap();
            say("stored", number, 0);
        }
        if number.is_multiple_of(6) {
            say("removing", number, 0);
            files.remove("log", &hash(&small(number))).unwrap();
            say("removed", number, 0);
        }
    }
}

fn upload(files: &Files, number: u64) {
    let (whole, id) = (content(number), format!("u{number}"));
    let mut dice = Dice(number ^ 0xABCD);
    let size = whole.len() as u64;
    let mut at = files.begin("log", &id, size, Some(&hash(&whole))).unwrap();
    while at < size {
        let end = (at + 1 + dice.roll(size / 3 + 10_000)).min(size);
        let piece = &whole[usize::try_from(at).unwrap()..usize::try_from(end).unwrap()];
        at = files.append("log", &id, at, &mut &piece[..]).unwrap();
        assert_eq!(at, end);
        say("at", number, at);
    }
    files.finish("log", &id).unwrap();
    say("finished", number, 0);
}

fn child(folder: &Path, first: u64) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "receives_until_it_is_killed", "--ignored", "--nocapture", "--test-threads=1"]);
    command.env("TICKMARK_KILLS_FOLDER", folder).env("TICKMARK_KILLS_FIRST", first.to_string());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// What the children said, all together.
#[derive(Default)]
struct Told {
    pieces: u64,
    at: BTreeMap<u64, u64>,
    finished: BTreeSet<u64>,
    stored: BTreeSet<u64>,
    removing: BTreeSet<u64>,
    removed: BTreeSet<u64>,
}

impl Told {
    fn hear(&mut self, said: &str) {
        // A last line without its end was not said in full.
        let whole = said.rsplit_once('\n').map_or("", |(whole, _)| whole);
        for line in whole.lines().filter_map(|line| line.strip_prefix('>')) {
            let words: Vec<&str> = line.split(' ').collect();
            let number = words[1].parse().unwrap();
            match words[0] {
                "at" => {
                    self.pieces += 1;
                    self.at.insert(number, words[2].parse().unwrap());
                }
                "finished" => _ = self.finished.insert(number),
                "stored" => _ = self.stored.insert(number),
                "removing" => _ = self.removing.insert(number),
                "removed" => _ = self.removed.insert(number),
                _ => {}
            }
        }
    }
}

/// Lets a child live for a moment; answers what it said.
fn live_and_die(folder: &Path, first: u64, dice: &mut Dice) -> String {
    let mut child = child(folder, first);
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut errors = child.stderr.take().unwrap();
    let mut line = String::new();
    while !line.contains(">ready") {
        line.clear();
        if out.read_line(&mut line).unwrap() == 0 {
            let mut why = String::new();
            errors.read_to_string(&mut why).unwrap();
            panic!("the child did not begin: {why}");
        }
    }
    let reader = std::thread::spawn(move || {
        let mut said = String::new();
        out.read_to_string(&mut said).unwrap();
        said
    });
    std::thread::sleep(Duration::from_micros(dice.roll(LIFE_US)));
    assert!(child.try_wait().unwrap().is_none(), "the child ended before it was killed");
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

fn holds(files: &Files, content: &[u8]) -> bool {
    let mut back = Vec::new();
    match files.read("log", &hash(content)) {
        Ok(mut verified) => verified.read_to_end(&mut back).is_ok() && back == content,
        Err(StoreError::Missing { .. }) => false,
        Err(error) => panic!("{error}"),
    }
}

/// Looks at everything that the last child may have touched: numbers from `first` on.
fn look(folder: &Path, told: &Told, first: u64) {
    let files = Files::open(folder).unwrap();
    files.clean_stage().unwrap();
    for number in told.finished.range(first..) {
        assert!(holds(&files, &content(*number)), "file {number} was acknowledged");
    }
    for number in told.stored.range(first..) {
        let (there, removing) = (holds(&files, &small(*number)), told.removing.contains(number));
        assert!(there || removing, "small file {number} was acknowledged");
        assert!(!there || !told.removed.contains(number), "small file {number} was removed");
    }
    for (number, at) in told.at.range(first..).filter(|(number, _)| !told.finished.contains(number)) {
        let (whole, id) = (content(*number), format!("u{number}"));
        match files.standing("log", &id) {
            Ok(standing) => {
                // One that was finished, and killed before it could say so, was begun again by the next child.
                let kept = standing.offset >= *at || holds(&files, &whole);
                assert!(kept, "{at} bytes of {number} were acknowledged, {standing:?}");
                let part = fs::read(folder.join(format!("stage/log.{id}.part"))).unwrap();
                assert!(part == whole[..usize::try_from(standing.offset).unwrap()]);
            }
            // Finished, and killed before it could say so.
            Err(StoreError::NoSuchUpload) => assert!(holds(&files, &whole), "{number} is neither open nor kept"),
            Err(error) => panic!("{number}: {error}"),
        }
    }
    // The first child may have died before it made the stage.
    let stage = fs::read_dir(folder.join("stage")).into_iter().flatten().map(|item| item.unwrap().path());
    let foreign: Vec<_> = stage.filter(|path| !path.with_extension("state").exists()).collect();
    assert!(foreign.is_empty(), "the stage was cleaned: {foreign:?}");
}

#[test]
fn nothing_acknowledged_is_lost_to_a_kill() {
    let kills = std::env::var("TICKMARK_KILLS").ok().map_or(KILLS, |kills| kills.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let (mut told, mut dice) = (Told::default(), Dice(42));
    for kill in 1..=kills {
        let first = told.finished.last().map_or(0, |last| last + 1);
        told.hear(&live_and_die(folder.path(), first, &mut dice));
        look(folder.path(), &told, first);
        if kill.is_multiple_of(SCRUB_EACH) || kill == kills {
            for file in Files::open(folder.path()).unwrap().scrub("log").unwrap() {
                // A removal that broke off says so and is finished by asking again; nothing else may be wrong.
                let unfinished = folder.path().join(file.path.with_extension("gone")).exists();
                assert!(file.state.is_ok() || unfinished, "{file:?}");
            }
        }
    }
    let (pieces, finished, removed) = (told.pieces, told.finished.len(), told.removed.len());
    eprintln!("{kills} kills: {pieces} pieces acknowledged, {finished} files finished, {removed} removed");
    assert!(pieces > kills / 10 && finished > 0, "the children did hardly anything");
}
