//! Builds that run beside whoever asked for them: one at a time for an organisation, known to this process alone.

use super::PackageProgress;
use crate::{App, Failure, Fault, Who, keys};
use domain::refusal::Refusal;
use domain::reports::package::PackageAsk;
use domain::rules::package::may_build;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Most jobs that are remembered; the oldest that is over is forgotten first.
const MAX_JOBS: usize = 200;

/// A build that runs, or ran since the program was started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackageJob {
    /// Its id, random.
    pub id: String,
    /// Who asked for it.
    pub by: String,
    /// When, microseconds since 1970.
    pub began_us: i64,
    /// What was asked for.
    pub ask: PackageAsk,
    /// How far it is, or was.
    pub progress: PackageProgress,
    /// Where it stands.
    pub state: PackageJobState,
}

/// Where a build stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackageJobState {
    /// It goes on.
    Running,
    /// It will end as soon as it can.
    Cancelling,
    /// The package with this id was built.
    Built(String),
    /// Nothing was built, and why.
    Failed(Failure),
}

impl PackageJob {
    /// Does it go on?
    pub fn is_running(&self) -> bool {
        matches!(self.state, PackageJobState::Running | PackageJobState::Cancelling)
    }
}

/// Builds of this process.
#[derive(Debug, Default)]
pub(crate) struct Builds {
    /// Ledgers for which a package is being built.
    turns: Arc<Mutex<BTreeSet<String>>>,
    /// Jobs by id, with the ledger that each is of.
    jobs: Mutex<BTreeMap<String, (String, PackageJob)>>,
}

/// That it is one's turn to build; given back when dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    log: String,
    turns: Arc<Mutex<BTreeSet<String>>>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.log);
    }
}

impl Builds {
    pub(crate) fn turn(&self, log: &str) -> Result<Turn, Refusal> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if !turns.insert(log.to_owned()) {
            return Err(Refusal::NotPossible {
                sentence: "another package of this organisation is being built".to_owned(),
                hint: "wait until it is done, or cancel it".to_owned(),
            });
        }
        Ok(Turn { log: log.to_owned(), turns: Arc::clone(&self.turns) })
    }

    fn jobs(&self) -> MutexGuard<'_, BTreeMap<String, (String, PackageJob)>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, id: &str, set: impl FnOnce(&mut PackageJob)) {
        if let Some((_, job)) = self.jobs().get_mut(id) {
            set(job);
        }
    }

    fn begin(&self, log: &str, job: PackageJob) {
        let mut jobs = self.jobs();
        while jobs.len() >= MAX_JOBS {
            let over = jobs.values().filter(|(_, job)| !job.is_running()).min_by_key(|(_, job)| job.began_us);
            let Some(id) = over.map(|(_, job)| job.id.clone()) else { break };
            jobs.remove(&id);
        }
        jobs.insert(job.id.clone(), (log.to_owned(), job));
    }
}

impl App {
    /// Begins to build a package beside the caller; answers the id of the job. What would be refused is refused at once.
    ///
    /// # Errors
    /// The refusals of [`App::build_package`]; [`Fault`] when no thread can be had.
    pub fn start_package(self: &Arc<App>, slug: &str, who: &Who, ask: &PackageAsk) -> Result<String, Failure> {
        let live = self.may_build_here(slug, who)?;
        drop(self.builds.turn(&live.record.id)?);
        let plan = self.plan_package(slug, who, ask)?.value;
        may_build(&plan.spec, &plan.title, &plan.lacks)?;
        let id = keys::random_hex(8)?;
        let job = PackageJob {
            id: id.clone(),
            by: who.id().to_owned(),
            began_us: self.clock.now_us(),
            ask: ask.clone(),
            progress: PackageProgress::default(),
            state: PackageJobState::Running,
        };
        self.builds.begin(&live.record.id, job);
        let (app, slug, who, ask, job) = (Arc::clone(self), slug.to_owned(), who.clone(), ask.clone(), id.clone());
        let spawned =
            std::thread::Builder::new().name("package".to_owned()).spawn(move || app.run(&job, &slug, &who, &ask));
        if let Err(error) = spawned {
            let fault = Fault::new(format!("no build can be begun: {error}"), "ask again");
            self.builds.change(&id, |job| job.state = PackageJobState::Failed(fault.clone().into()));
            return Err(fault.into());
        }
        Ok(id)
    }

    fn run(&self, job: &str, slug: &str, who: &Who, ask: &PackageAsk) {
        let built = self.build_package(slug, who, ask, &mut |progress| {
            let mut flow = ControlFlow::Continue(());
            self.builds.change(job, |job| {
                job.progress = progress;
                if job.state == PackageJobState::Cancelling {
                    flow = ControlFlow::Break(());
                }
            });
            flow
        });
        self.builds.change(job, |job| {
            job.state = match built {
                Ok(built) => PackageJobState::Built(built.id),
                Err(failure) => PackageJobState::Failed(failure),
            };
        });
    }

    /// How far a build is, for whoever may build packages of the organisation.
    ///
    /// # Errors
    /// A refusal without the right, and for a build that this process knows nothing of: a restart forgets them.
    pub fn package_job(&self, slug: &str, who: &Who, id: &str) -> Result<PackageJob, Failure> {
        let live = self.may_build_here(slug, who)?;
        let jobs = self.builds.jobs();
        let found = jobs.get(id).filter(|(log, _)| *log == live.record.id);
        found.map(|(_, job)| job.clone()).ok_or_else(|| unknown(id))
    }

    /// The builds of an organisation that this process knows, the newest first.
    ///
    /// # Errors
    /// A refusal without the right.
    pub fn package_jobs(&self, slug: &str, who: &Who) -> Result<Vec<PackageJob>, Failure> {
        let live = self.may_build_here(slug, who)?;
        let jobs = self.builds.jobs();
        let mut theirs: Vec<PackageJob> =
            jobs.values().filter(|(log, _)| *log == live.record.id).map(|(_, job)| job.clone()).collect();
        theirs.sort_by_key(|job| std::cmp::Reverse(job.began_us));
        Ok(theirs)
    }

    /// Ends a build as soon as it can; nothing of it is kept. One that is over stays as it is.
    ///
    /// # Errors
    /// As [`App::package_job`].
    pub fn cancel_package(&self, slug: &str, who: &Who, id: &str) -> Result<PackageJob, Failure> {
        self.package_job(slug, who, id)?;
        self.builds.change(id, |job| {
            if job.state == PackageJobState::Running {
                job.state = PackageJobState::Cancelling;
            }
        });
        self.package_job(slug, who, id)
    }
}

fn unknown(id: &str) -> Failure {
    Refusal::NotPossible {
        sentence: format!("no build is known as `{id}`"),
        hint: "a restart of the program ends and forgets builds: look in the list of packages, or build again"
            .to_owned(),
    }
    .into()
}
