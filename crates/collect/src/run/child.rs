//! One child process from its start to its end, followed by a single thread that never waits longer than its limits.

use std::io;
use std::path::Path;
use std::time::Duration;

use super::held::Held;
use super::{Exit, Killed, Order};

/// What came of the child, credentials still in.
pub(super) struct Done {
    pub(super) took: Duration,
    pub(super) exit: Exit,
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: Vec<u8>,
    pub(super) killed: Option<Killed>,
    pub(super) held: Held,
}

#[cfg(not(unix))]
pub(super) fn run(_: &Order<'_>, _: &Path) -> io::Result<Done> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "programs are run on Linux and other Unix systems only"))
}

#[cfg(unix)]
pub(super) use unix::run;

#[cfg(unix)]
mod unix {
    use std::io::Read;
    use std::os::fd::AsFd;
    use std::os::unix::process::{CommandExt, ExitStatusExt};
    use std::process::{Child, Command, ExitStatus, Stdio};
    use std::time::Instant;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

    use super::super::held::Figures;
    use super::super::program::FIXED_PATH;
    use super::super::strays;
    use super::{Done, Duration, Exit, Held, Killed, Order, Path, io};

    /// How long is waited for output before looking whether the child is over.
    const TICK: Duration = Duration::from_millis(20);

    /// How long output may still arrive once the child and its group are over.
    const AFTERWARDS: Duration = Duration::from_millis(500);

    /// Bytes that are read at a time.
    const PIECE: usize = 64 * 1024;

    /// The signal that the system sends at the soft limit of processor time.
    const XCPU: i32 = Signal::XCPU.as_raw();

    pub(in super::super) fn run(order: &Order<'_>, home: &Path) -> io::Result<Done> {
        let begun = now();
        let (mut child, held) = start(order, home)?;
        let followed = follow(&mut child, order, begun);
        // Whatever was wrong in following it, nothing of it stays behind.
        let status = end(&mut child, home);
        let (mut out, mut err, killed) = followed?;
        let afterwards = now() + AFTERWARDS;
        let mut over = false;
        while (out.open() || err.open()) && now() < afterwards {
            wait(&out, &err, TICK)?;
            over |= out.take()? || err.take()?;
        }
        let status = status?;
        let killed = killed.or(over.then_some(Killed::Output));
        let killed = killed.or((status.signal() == Some(XCPU)).then_some(Killed::Processor));
        let exit = status.code().map_or(Exit::Signal(status.signal().unwrap_or(0)), Exit::Code);
        Ok(Done { took: begun.elapsed(), exit, stdout: out.bytes, stderr: err.bytes, killed, held })
    }

    /// Starts the program in a group of its own, with no more of an environment than it needs.
    fn start(order: &Order<'_>, home: &Path) -> io::Result<(Child, Held)> {
        let figures = Figures::of(order.limits);
        let wrapper = figures.wrapper();
        let mut command = match &wrapper {
            Some((program, arguments)) => {
                let mut command = Command::new(program);
                command.args(arguments).arg(&order.program);
                command
            }
            None => Command::new(&order.program),
        };
        command.args(&order.arguments).env_clear().env("PATH", FIXED_PATH).env("LANG", "C.UTF-8").env("HOME", home);
        command.envs(order.environment.iter().map(|(name, value)| (name, value)));
        command.current_dir(order.folder.as_deref().unwrap_or(home));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(0);
        let child = command.spawn()?;
        let held = if wrapper.is_some() { Held::FromTheStart } else { figures.set_on(Pid::from_child(&child)) };
        Ok((child, held))
    }

    /// Reads what it writes until it is over or over a limit. It is not waited for here, so that its number and that of
    /// its group stay its own until the group was ended.
    fn follow(child: &mut Child, order: &Order<'_>, begun: Instant) -> io::Result<(Pipe, Pipe, Option<Killed>)> {
        let max = order.limits.output_bytes();
        let mut out = Pipe::new(child.stdout.take(), max)?;
        let mut err = Pipe::new(child.stderr.take(), max)?;
        let until = begun + order.limits.span();
        let pid = Pid::from_child(child);
        loop {
            if now() >= until {
                return Ok((out, err, Some(Killed::Time)));
            }
            wait(&out, &err, TICK)?;
            if out.take()? || err.take()? {
                return Ok((out, err, Some(Killed::Output)));
            }
            let over = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
            if waitid(WaitId::Pid(pid), over)?.is_some() {
                return Ok((out, err, None));
            }
        }
    }

    /// Ends the whole group and those that left it, then takes the status.
    fn end(child: &mut Child, home: &Path) -> io::Result<ExitStatus> {
        // The group is gone if nobody of it is left but the child that is not waited for yet.
        let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
        let status = child.wait();
        strays::end(home);
        status
    }

    /// Waits until one of the pipes has something, or for a tick.
    fn wait(out: &Pipe, err: &Pipe, tick: Duration) -> io::Result<()> {
        let mut fds: Vec<PollFd<'_>> = [out, err].into_iter().filter_map(Pipe::watched).collect();
        if fds.is_empty() {
            std::thread::sleep(tick);
            return Ok(());
        }
        let tick = Timespec { tv_sec: 0, tv_nsec: i64::from(tick.subsec_nanos()) };
        match poll(&mut fds, Some(&tick)) {
            Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// One end of a pipe, with what came out of it.
    struct Pipe {
        from: Option<Box<dyn Readable>>,
        bytes: Vec<u8>,
        max: usize,
    }

    trait Readable: Read + AsFd {}
    impl<T: Read + AsFd> Readable for T {}

    impl Pipe {
        fn new(from: Option<impl Read + AsFd + 'static>, max: usize) -> io::Result<Self> {
            let from = from.ok_or_else(|| io::Error::other("the program has no output to read"))?;
            rustix::io::ioctl_fionbio(&from, true)?;
            Ok(Self { from: Some(Box::new(from)), bytes: Vec::new(), max })
        }

        fn open(&self) -> bool {
            self.from.is_some()
        }

        fn watched(&self) -> Option<PollFd<'_>> {
            self.from.as_ref().map(|from| PollFd::from_borrowed_fd(from.as_fd(), PollFlags::IN))
        }

        /// Takes what is there; whether it was more than allowed, and then no more than allowed is kept.
        fn take(&mut self) -> io::Result<bool> {
            let mut piece = [0; PIECE];
            while let Some(from) = &mut self.from {
                match from.read(&mut piece) {
                    Ok(0) => self.from = None,
                    Ok(count) => {
                        let room = self.max - self.bytes.len();
                        self.bytes.extend_from_slice(&piece[..count.min(room)]);
                        if count > room {
                            self.from = None;
                            return Ok(true);
                        }
                    }
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(false),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(false)
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "it measures how long a program may take; the caller's clock tells when"
    )]
    fn now() -> Instant {
        Instant::now()
    }
}
