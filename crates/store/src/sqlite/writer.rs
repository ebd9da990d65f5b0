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

/// Called with the fate of the commit, it answers the caller.
type Answer = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
/// A piece of work. `Err` wants to be undone, and answers the same whatever the others do.
type Work = Box<dyn FnOnce(&Connection) -> Result<Answer, Answer> + Send>;

enum Job {
    Write(Work),
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
            .spawn(move || {
                Desk {
                    path,
                    connection,
                    broken: false,
                }
                .serve(&queue)
            })
            .map_err(|error| StoreError::Fault(format!("the writer cannot start: {error}")))?;
        Ok(Writer {
            jobs: Some(jobs),
            thread: Some(thread),
        })
    }

    /// Runs `work` among others, and answers when it is on the disk. An error of one undoes that one only.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Fail> + Send + 'static,
    ) -> Result<T, Fail> {
        let (answer, wait) = mpsc::sync_channel::<Result<T, Fail>>(1);
        let job: Work = Box::new(move |connection| {
            let done = work(connection);
            let failed = done.is_err();
            // A caller that has gone away cannot be answered; its work stands all the same.
            let reply: Answer = Box::new(move |commit| drop(answer.send(commit.map_err(Fail::Store).and(done))));
            if failed { Err(reply) } else { Ok(reply) }
        });
        self.send(Job::Write(job))?;
        wait.recv().map_err(|_| StoreError::Unavailable)?
    }

    /// Empties the write-ahead log into the database file.
    pub(crate) fn scour(&self) -> Result<(), Fail> {
        let (answer, wait) = mpsc::sync_channel(1);
        self.send(Job::Scour(answer))?;
        wait.recv().map_err(|_| StoreError::Unavailable)?
    }

    fn send(&self, job: Job) -> Result<(), StoreError> {
        self.jobs
            .as_ref()
            .ok_or(StoreError::Unavailable)?
            .send(job)
            .map_err(|_| StoreError::Unavailable)
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
    fn write(&mut self, group: Vec<Work>) {
        let mut rest = group.into_iter();
        while rest.len() > 0 {
            match self.begin() {
                Ok(()) => self.commit_what_fits(&mut rest),
                Err(error) => self.refuse(&mut rest, &error),
            }
        }
    }

    fn begin(&self) -> Result<(), StoreError> {
        if self.broken {
            let path = self.path.display();
            return Err(StoreError::Fault(format!(
                "{path}: an earlier write did not reach the disk; start again"
            )));
        }
        self.sql("BEGIN IMMEDIATE")
    }

    /// Answers each piece of work with `error`, by letting it run where nothing is kept.
    fn refuse(&self, rest: &mut std::vec::IntoIter<Work>, error: &StoreError) {
        for work in rest {
            if self.sql("BEGIN").is_err() {
                return;
            }
            let (Ok(answer) | Err(answer)) = work(&self.connection);
            drop(self.sql("ROLLBACK"));
            answer(Err(error.clone()));
        }
    }

    /// One transaction with a savepoint for each piece, until all are done or SQLite gives the transaction up.
    fn commit_what_fits(&mut self, rest: &mut std::vec::IntoIter<Work>) {
        let mut answers = Vec::new();
        for work in rest {
            let held = self.sql("SAVEPOINT one");
            match (work(&self.connection), held) {
                (Ok(answer), Ok(())) => answers.push(answer),
                (Ok(answer), Err(error)) => answer(Err(error)),
                // A full disk may undo the whole transaction: then the others did not happen either.
                (Err(answer), _) if self.connection.is_autocommit() => {
                    answer(Ok(()));
                    for other in answers {
                        other(Err(StoreError::Unavailable));
                    }
                    return;
                }
                (Err(answer), _) => {
                    drop(self.sql("ROLLBACK TO one"));
                    answer(Ok(()));
                }
            }
        }
        let fate = self.commit();
        for answer in answers {
            answer(fate.clone());
        }
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

    fn scour(&self) -> Result<(), Fail> {
        Ok(self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }

    fn sql(&self, sql: &str) -> Result<(), StoreError> {
        self.connection
            .execute_batch(sql)
            .map_err(|error| StoreError::of_sqlite(&self.path, &error))
    }
}
