//! Running a program without the privileges of root, to whom no folder is read-only and whom `initdb` refuses.

use std::ffi::OsStr;
use std::process::Command;

/// The program, run as `nobody` if this test is run by root.
pub(crate) fn as_ordinary_user(program: impl AsRef<OsStr>) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let (user, group) = nobody();
    let mut command = Command::new("setpriv");
    command.arg(format!("--reuid={user}")).arg(format!("--regid={group}")).arg("--clear-groups").arg(program);
    command
}

/// Whether this test is run by root.
pub(crate) fn is_root() -> bool {
    id(&["-u"]) == 0
}

/// User and group of `nobody`.
pub(crate) fn nobody() -> (u32, u32) {
    (id(&["-u", "nobody"]), id(&["-g", "nobody"]))
}

fn id(arguments: &[&str]) -> u32 {
    let output = Command::new("id").args(arguments).output().unwrap();
    String::from_utf8_lossy(&output.stdout).trim().parse().unwrap()
}
