//! Limits that the system itself holds: address space, processor time, size of files, no memory dumps.
//!
//! They have to stand before the program's first instruction, and between fork and exec only unsafe code can set them.
//! So where the `prlimit` program of util-linux is there, it sets them on itself and becomes the program. Where it is not,
//! they are set on the program right after its start; what it allocates or forks in that moment, some tenths of a
//! millisecond, is not held. On systems other than Linux they are not held at all. [`Held`] says which it was.

use std::path::PathBuf;

use serde::Serialize;

use super::program::find;
use crate::spec::Limits;

/// The largest file that a program may write, in bytes: 1 GiB.
const FILE_BYTES: u64 = 1024 * 1024 * 1024;

/// Since when the limits of memory and processor held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Held {
    /// Since before the first instruction of the program.
    FromTheStart,
    /// Since a moment after its start.
    FromSoonAfter,
    /// Not at all: this system has no way to.
    Never,
}

/// The figures of the limits, in bytes and seconds.
#[derive(Clone, Copy)]
pub(super) struct Figures {
    memory: u64,
    processor: u64,
}

impl Figures {
    pub(super) fn of(limits: Limits) -> Self {
        Self { memory: u64::from(limits.memory_mib) * 1024 * 1024, processor: u64::from(limits.seconds) }
    }

    /// The program that sets the limits and becomes another, and its arguments before that one.
    pub(super) fn wrapper(self) -> Option<(PathBuf, Vec<String>)> {
        if !cfg!(target_os = "linux") {
            return None;
        }
        let program = find("prlimit").ok()?;
        let (memory, processor) = (self.memory, self.processor);
        let arguments = vec![
            format!("--as={memory}:{memory}"),
            // The soft limit sends a signal that tells why; the hard one a second later cannot be caught.
            format!("--cpu={processor}:{}", processor + 1),
            format!("--fsize={FILE_BYTES}:{FILE_BYTES}"),
            "--core=0:0".to_owned(),
            "--".to_owned(),
        ];
        Some((program, arguments))
    }

    /// Sets the limits on a program that runs.
    #[cfg(target_os = "linux")]
    pub(super) fn set_on(self, pid: rustix::process::Pid) -> Held {
        use rustix::process::{Resource, Rlimit, prlimit};
        let limit = |current, maximum| Rlimit { current: Some(current), maximum: Some(maximum) };
        let limits = [
            (Resource::As, limit(self.memory, self.memory)),
            (Resource::Cpu, limit(self.processor, self.processor + 1)),
            (Resource::Fsize, limit(FILE_BYTES, FILE_BYTES)),
            (Resource::Core, limit(0, 0)),
        ];
        // A program that is over already has nothing left to hold.
        let set = limits.into_iter().all(|(resource, limit)| prlimit(Some(pid), resource, limit).is_ok());
        if set { Held::FromSoonAfter } else { Held::Never }
    }

    #[cfg(all(unix, not(target_os = "linux")))]
    pub(super) fn set_on(self, _: rustix::process::Pid) -> Held {
        Held::Never
    }
}

#[cfg(test)]
mod tests {
    #[test]
    #[cfg(target_os = "linux")]
    fn limits_can_be_set_on_a_program_that_runs() {
        use super::*;
        let mut child = std::process::Command::new("sleep").arg("60").spawn().unwrap();
        let figures = Figures::of(Limits { seconds: 7, memory_mib: 64, output_mib: 1 });
        let held = figures.set_on(rustix::process::Pid::from_child(&child));
        let shown = std::fs::read_to_string(format!("/proc/{}/limits", child.id())).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(held, Held::FromSoonAfter);
        let line = |name: &str| shown.lines().find(|line| line.starts_with(name)).unwrap().split_whitespace().nth(3);
        assert_eq!(line("Max address space"), Some("67108864"));
        assert_eq!(line("Max cpu time"), Some("7"));
    }
}
