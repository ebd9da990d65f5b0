//! The one writer: what is asked at the same time is committed together, with one fsync for all.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread::JoinHandle;

use rusqlite::{Connection, ErrorCode};

use super::Fail;
use crate::StoreError;

/// Callers beyond this many wait at the door.
const QUEUE: usize = 1024;
/// Most pieces of work in one commit, so that the first does not wait for ever.
const GROUP: usize = 128;

/// A piece of work with its caller.
trait Work: Send {
    /// Does it, once more if SQLite gave up the transaction that it was in; `false` if it wants to be undone.
    fn run(&mut self, connection: &Connection) -> bool;
    /// Tells the caller: what the work came to, if the commit it was part of is on the disk.
    fn answer(self: Box<Self>, commit: Result<(), StoreError>);
}

struct Task<T, F> {
    work: F,
    done: Option<Result<T, Fail>>,
    caller: SyncSender<Result<T, Fail>>,
}

impl<T: Send, F: FnMut(&Connection) -> Result<T, Fail> + Send> Work for Task<T, F> {
    fn run(&mut self, connection: &Connection) -> bool {
        self.done.insert((self.work)(connection)).is_ok()
    }

    fn answer(self: Box<Self>, commit: Result<(), StoreError>) {
        let done = self.done.unwrap_or(Err(Fail::Store(StoreError::Unavailable)));
        // A caller that has gone away cannot be answered; its work stands all the same.
        drop(self.caller.send(commit.map_err(Fail::Store).and(done)));
    }
}

enum Job {
    Write(Box<dyn Work>),
    /// Moves everything out of the write-ahead log, so that erased bytes are gone from it too.
    Scour(SyncSender<Result<(), Fail>>),
}

/// The door to the writer's thread.
pub(crate) struct Writer {
    jobs: Option<SyncSender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread that owns `connection` from now on.
    pub(crate) fn start(path: PathBuf, connection: Connection) -> Result<Writer, StoreError> {
        let (jobs, queue) = mpsc::sync_channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || Desk { path, connection, broken: false }.serve(&queue))
            .map_err(|error| StoreError::Fault(format!("the writer cannot start: {error}")))?;
        Ok(Writer { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Runs `work` among others, and answers when it is on the disk. An error of one undoes that one only.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        work: impl FnMut(&Connection) -> Result<T, Fail> + Send + 'static,
    ) -> Result<T, Fail> {
        let (caller, wait) = mpsc::sync_channel(1);
        self.send(Job::Write(Box::new(Task { work, done: None, caller })))?;
        wait.recv().map_err(|_| StoreError::Unavailable)?
    }

    /// Empties the write-ahead log into the database file.
    pub(crate) fn scour(&self) -> Result<(), Fail> {
        let (answer, wait) = mpsc::sync_channel(1);
        self.send(Job::Scour(answer))?;
        wait.recv().map_err(|_| StoreError::Unavailable)?
    }

    fn send(&self, job: Job) -> Result<(), StoreError> {
        self.jobs.as_ref().ok_or(StoreError::Unavailable)?.send(job).map_err(|_| StoreError::Unavailable)
    }
}

impl Drop for Writer {
    /// What was asked is finished first.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

/// The thread's own side.
struct Desk {
    path: PathBuf,
    connection: Connection,
    /// A commit did not reach the disk. What the kernel then holds is unknown, so nothing is written any more.
    broken: bool,
}

impl Desk {
    fn serve(&mut self, queue: &Receiver<Job>) {
        let mut group = Vec::new();
        while let Ok(first) = queue.recv() {
            for job in std::iter::once(first).chain(queue.try_iter().take(GROUP - 1)) {
                match job {
                    Job::Write(work) => group.push(work),
                    Job::Scour(answer) => {
                        self.write(std::mem::take(&mut group));
                        drop(answer.send(self.scour()));
                    }
                }
            }
            self.write(std::mem::take(&mut group));
        }
    }

    /// Commits `group` together, or in as few parts as the database allows.
    fn write(&mut self, mut group: Vec<Box<dyn Work>>) {
        while !group.is_empty() {
            match self.begin() {
                Ok(()) => group = self.commit_what_fits(group),
                Err(error) => return group.into_iter().for_each(|work| work.answer(Err(error.clone()))),
            }
        }
    }

    fn begin(&self) -> Result<(), StoreError> {
        if self.broken {
            let path = self.path.display();
            return Err(StoreError::Fault(format!("{path}: an earlier write did not reach the disk; start again")));
        }
        self.sql("BEGIN IMMEDIATE")
    }

    /// One transaction with a savepoint for each piece. A full disk may make SQLite undo the whole transaction: the piece
    /// that met it is answered, and the others are returned to be done again. So each round answers one at least.
    fn commit_what_fits(&mut self, group: Vec<Box<dyn Work>>) -> Vec<Box<dyn Work>> {
        let (mut kept, mut refused) = (Vec::new(), Vec::new());
        let mut rest = group.into_iter();
        while let Some(mut work) = rest.next() {
            if let Err(error) = self.sql("SAVEPOINT one") {
                work.answer(Err(error));
            } else if work.run(&self.connection) {
                kept.push(work);
            } else if self.connection.is_autocommit() {
                work.answer(Ok(()));
                kept.extend(refused);
                kept.extend(rest);
                return kept;
            } else {
                drop(self.sql("ROLLBACK TO one"));
                refused.push(work);
            }
        }
        let fate = self.commit();
        // Who was refused because of what another did is told when that is on the disk, so that they find it there.
        for work in kept.into_iter().chain(refused) {
            work.answer(fate.clone());
        }
        Vec::new()
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        let committed = self.connection.execute_batch("COMMIT");
        committed.map_err(|error| {
            self.broken = error.sqlite_error_code() == Some(ErrorCode::SystemIoFailure);
            tracing::error!(%error, path = %self.path.display(), "a commit failed");
            drop(self.sql("ROLLBACK"));
            StoreError::of_sqlite(&self.path, &error)
        })
    }

    /// A reader that is still at an older state keeps the write-ahead log from being emptied: SQLite waits a while for it
    /// and then answers 1 in the first column, which is no error to it.
    fn scour(&self) -> Result<(), Fail> {
        let kept: i64 = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if kept == 0 { Ok(()) } else { Err(StoreError::Traces { path: self.path.clone() }.into()) }
    }

    fn sql(&self, sql: &str) -> Result<(), StoreError> {
        self.connection.execute_batch(sql).map_err(|error| StoreError::of_sqlite(&self.path, &error))
    }
}
