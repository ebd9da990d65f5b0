//! Processes that left the group of the program that made them, as a daemon does, and would outlive it.

/// The most processes that are looked at.
#[cfg(target_os = "linux")]
const LOOKED_AT: usize = 100_000;

/// Ends every process whose environment names this temporary folder as its `HOME`, which is those that the program left
/// behind unless they wiped their environment. The process is held by a handle between looking and ending, so that no
/// other one that got its number can be hit.
#[cfg(target_os = "linux")]
pub(super) fn end(home: &std::path::Path) {
    use rustix::process::{Pid, PidfdFlags, Signal, pidfd_open, pidfd_send_signal};
    use std::os::unix::ffi::OsStrExt;

    let mark = [b"HOME=", home.as_os_str().as_bytes()].concat();
    let Ok(processes) = std::fs::read_dir("/proc") else { return };
    for process in processes.filter_map(Result::ok).take(LOOKED_AT) {
        let number = process.file_name().to_str().and_then(|name| name.parse::<i32>().ok());
        let Some(pid) = number.and_then(Pid::from_raw) else { continue };
        let Ok(handle) = pidfd_open(pid, PidfdFlags::empty()) else { continue };
        let Ok(environment) = std::fs::read(process.path().join("environ")) else { continue };
        if environment.split(|byte| *byte == 0).any(|variable| variable == mark) {
            // It may be gone by itself; that is what was wanted.
            let _ = pidfd_send_signal(&handle, Signal::KILL);
        }
    }
}

#[cfg(not(target_os = "linux"))]
pub(super) fn end(_: &std::path::Path) {}
