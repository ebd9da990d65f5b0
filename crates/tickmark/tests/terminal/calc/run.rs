//! Runs `tickmark calc` as a program does: bytes in, one line of JSON out, or an exit code and a sentence.

use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn run(what: &str, sent: &[u8]) -> Ran {
    let mut child = Command::new(env!("CARGO_BIN_EXE_tickmark"))
        .args(["calc", what])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that has read enough closes its end; what it says about it is what counts.
    let _ = child.stdin.take().unwrap().write_all(sent);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

#[track_caller]
pub(crate) fn answer(what: &str, sent: &Value) -> String {
    let ran = run(what, sent.to_string().as_bytes());
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{sent}: {}", ran.out);
    ran.out.strip_suffix('\n').unwrap().to_owned()
}

/// Refused with exit code 2, one sentence that says so, and a hint; nothing on standard output.
#[track_caller]
pub(crate) fn refused(what: &str, sent: &Value, said: &str) {
    let ran = run(what, sent.to_string().as_bytes());
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{sent}: {}", ran.err);
    assert!(ran.err.starts_with("error: ") && ran.err.contains(" hint: "), "{}", ran.err);
    assert!(ran.err.contains(said), "`{said}` is not said of {sent}: {}", ran.err);
}
