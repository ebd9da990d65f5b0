//! Programs that go too far, and what they get to see.

use std::collections::BTreeSet;
use std::time::Duration;

use collect::{Exit, Failure, Held, Killed, Limits, What};
use serde_json::json;

use crate::bench::{Bench, command, now, seconds, timed};

/// Whether a process with this number is there and not over.
fn alive(pid: &str) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{}/stat", pid.trim())).unwrap_or_default();
    status.rsplit_once(')').is_some_and(|(_, rest)| !rest.trim_start().starts_with('Z'))
}

/// Waits until a process is over, for ten seconds at most.
fn over(pid: &str) -> bool {
    (0..500).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        !alive(pid)
    })
}

#[test]
fn a_program_that_takes_too_long_is_ended_with_its_grandchildren() {
    let bench = Bench::new();
    let note = bench.open("pids");
    // The grandchild keeps standard output open, which must not keep us waiting either.
    let script = format!("sh -c 'sleep 300 & echo $! >>{0}; wait' & echo $! >>{0}; wait", note.display());
    let (collected, took) = timed(|| bench.script(&script, seconds(4)));
    let because = Killed::Time;
    assert_eq!(collected.found, Err(Failure::Killed { program: "sh".to_owned(), because }));
    let ran = collected.ran.unwrap();
    assert_eq!((ran.killed_because, ran.exit), (Some(Killed::Time), Exit::Signal(9)));
    assert!(took >= Duration::from_secs(4) && took < Duration::from_secs(60), "{took:?}");
    let pids = std::fs::read_to_string(note).unwrap();
    assert_eq!(pids.lines().count(), 2, "{pids}");
    assert!(pids.lines().all(over), "{pids}");
}

#[test]
fn a_process_that_leaves_the_group_is_ended_too() {
    let bench = Bench::new();
    let note = bench.open("pid");
    let script = format!(
        "setsid sh -c 'echo $$ >{0}; exec sleep 300' & while [ ! -s {0} ]; do sleep 0.05; done",
        note.display()
    );
    let (collected, took) = timed(|| bench.script(&script, seconds(100)));
    assert!(collected.found.is_ok(), "{collected:?}");
    assert!(took < Duration::from_secs(90), "{took:?}");
    let pid = std::fs::read_to_string(note).unwrap();
    assert!(over(&pid), "{pid} is still there");
}

#[test]
fn output_over_the_limit_ends_the_program_on_either_stream() {
    let bench = Bench::new();
    let limits = Limits { output_mib: 1, ..Limits::default() };
    for script in ["yes", "yes >&2", "head -c 1048577 /dev/zero"] {
        let collected = bench.script(script, limits);
        let because = Killed::Output;
        assert_eq!(collected.found, Err(Failure::Killed { program: "sh".to_owned(), because }), "{script}");
        let ran = collected.ran.unwrap();
        assert!(ran.stdout.len() <= 1024 * 1024 && ran.stderr_tail.len() <= 3 * collect::STDERR_TAIL, "{script}");
    }
    let exactly = bench.script("yes | head -c 1048576", limits);
    assert_eq!(exactly.ran.unwrap().stdout.len(), 1024 * 1024);
    assert!(exactly.found.is_ok());
}

#[test]
fn memory_and_processor_have_limits_from_the_start() {
    let bench = Bench::new();
    let limits = Limits { memory_mib: 64, ..Limits::default() };
    // dd takes one buffer of this size.
    let too_much = bench
        .collect_within(What::Command(command("dd", &["if=/dev/zero", "of=/dev/null", "bs=200M", "count=1"])), limits);
    let ran = too_much.ran.unwrap();
    assert!(matches!(ran.exit, Exit::Code(1)) && ran.stderr_tail.contains("memory"), "{ran:?}");
    assert!(too_much.found.is_err());
    if cfg!(target_os = "linux") {
        assert_eq!(ran.held, Held::FromTheStart);
        let shown = bench.collect_within(What::Command(command("cat", &["/proc/self/limits"])), limits);
        let shown = shown.found.unwrap().to_string();
        assert!(shown.contains("Max address space         67108864             67108864"), "{shown}");
        assert!(shown.contains("Max core file size        0                    0"), "{shown}");
        assert!(shown.contains("Max cpu time              60                   61"), "{shown}");
    }
    // Two that compute together use up their seconds of processor each, not before their time on the clock is over.
    let busy = bench.script("while :; do :; done", seconds(2));
    assert!(matches!(busy.ran.unwrap().killed_because, Some(Killed::Time | Killed::Processor)));
}

#[test]
fn the_environment_holds_four_names_and_no_more() {
    let bench = Bench::new().with_credential("the token", "geheim-1234");
    let mut spec = command("env", &[]);
    spec.environment.insert("API_TOKEN".to_owned(), "the token".to_owned());
    let collected = bench.collect(What::Command(spec));
    let found = collected.found.clone().unwrap();
    let lines: Vec<&str> = found["output"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    let names: BTreeSet<&str> = lines.iter().map(|line| line.split_once('=').unwrap().0).collect();
    assert_eq!(names, BTreeSet::from(["API_TOKEN", "HOME", "LANG", "PATH"]));
    assert!(lines.contains(&"API_TOKEN=[credential the token]"), "{lines:?}");
    assert!(lines.contains(&"LANG=C.UTF-8"), "{lines:?}");
    let home = lines.iter().find_map(|line| line.strip_prefix("HOME=")).unwrap();
    assert!(home.starts_with(bench.means.scratch.to_str().unwrap()), "{home}");
    assert!(!format!("{collected:?}").contains("geheim"), "the credential shows");
}

#[test]
fn a_credential_is_in_no_failure() {
    let bench = Bench::new().with_credential("token", "geheim-1234");
    let mut spec = command("sh", &["-c", "echo \"cannot log in with $TOKEN\" >&2; exit 3"]);
    spec.environment.insert("TOKEN".to_owned(), "token".to_owned());
    let collected = bench.collect(What::Command(spec.clone()));
    let told = collected.found.clone().unwrap_err().to_string();
    assert_eq!(told, "sh ended with exit code 3; it said: cannot log in with [credential token]");
    assert!(!format!("{collected:?}").contains("geheim"));
    spec.environment.insert("TOKEN".to_owned(), "another".to_owned());
    let told = bench.collect(What::Command(spec)).found.unwrap_err();
    assert_eq!(told, Failure::NoCredential { name: "another".to_owned() });
}

#[test]
fn nothing_is_read_by_a_shell() {
    let bench = Bench::new();
    let words = ["; rm -rf /", "$(id)", "`id`", "a && b", "*", "$HOME", "-n"];
    let words = [&["%s\\n"][..], &words].concat();
    let collected = bench.collect(What::Command(command("printf", &words)));
    assert_eq!(collected.found.unwrap()["output"], json!(words[1..]));
    assert!(collected.used.contains("'$(id)'"), "{}", collected.used);
}

#[test]
fn exit_codes_count_as_declared() {
    let bench = Bench::new();
    let mut spec = command("sh", &["-c", "echo done; exit 4"]);
    assert!(matches!(bench.collect(What::Command(spec.clone())).found, Err(Failure::Exit { .. })));
    spec.exits = vec![0, 4];
    let collected = bench.collect(What::Command(spec));
    assert_eq!(collected.found.unwrap(), json!({ "exit": 4, "output": ["done"] }));
    let killed = bench.script("kill -TERM $$", Limits::default());
    assert_eq!(killed.ran.unwrap().exit, Exit::Signal(15));
    assert!(killed.found.unwrap_err().to_string().contains("signal 15"));
}

#[test]
fn a_program_reads_nothing_and_runs_in_an_empty_folder() {
    let bench = Bench::new();
    let collected = bench.script("cat; ls -A | wc -l; touch left; mkdir -p a/b; chmod 500 a; pwd", Limits::default());
    let found = collected.found.unwrap();
    assert_eq!(found["output"][0].as_str().unwrap().trim(), "0");
    assert!(found["output"][1].as_str().unwrap().contains("collect-"), "{found}");
    assert_eq!(collected.started, now());
    assert!(collected.ended > collected.started);
}
