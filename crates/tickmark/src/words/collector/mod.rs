//! Collectors as JSON: the declaration, its approval, runs, tries, and credentials without what they hold.

mod said;

pub use said::{CollectorSaid, ScheduleSaid, minute, schedule};

use super::NamedWords;
use app::Within;
use app::ask::CollectorLine;
use app::clock::minute_of;
use app::collectors::{CollectorState, Credential, RuleOf, Tried, next_us};
use domain::registers::collector::HeldRun;
use domain::values::Schedule;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// When a collector runs.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ScheduleWords {
    /// `by_hand`, `hourly`, `daily`, `weekly` or `monthly`.
    pub rhythm: &'static str,
    /// At which time, UTC: `06:00`; of an hourly one `00:15`, a quarter past each hour.
    pub at: String,
}

/// When a schedule says run: `06:00`.
pub fn time_of(schedule: Schedule) -> String {
    format!("{:02}:{:02}", schedule.minute / 60, schedule.minute % 60)
}

/// An approval.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CollectorApprovalWords {
    /// Who approved.
    pub by: NamedWords,
    /// When.
    pub at: String,
    /// SHA-256 of the check and rule that were approved.
    pub declaration: String,
    /// Id of the waiver under which its author approved it; null where somebody else did (SoD-1).
    pub waiver: Option<String>,
}

/// A run.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CollectorRunWords {
    /// What the check says: `pass`, `fail` or `unknown`. It is no judgement of a control.
    pub outcome: &'static str,
    /// Why.
    pub reason: String,
    /// When it began.
    pub started: String,
    /// When it ended.
    pub ended: String,
    /// The item of evidence that its output became; null when nothing was collected.
    pub evidence: Option<String>,
    /// Did somebody ask for it, and not the clock?
    pub by_hand: bool,
    /// Who asked, or whoever had set the collector.
    pub by: NamedWords,
    /// SHA-256 of the check and rule that ran.
    pub declaration: String,
    /// The entry of the ledger that holds it.
    pub entry: u64,
}

impl CollectorRunWords {
    /// The words of a run.
    pub fn of(app: &Within<'_>, held: &HeldRun) -> CollectorRunWords {
        CollectorRunWords {
            outcome: held.run.outcome.id(),
            reason: held.run.reason.clone(),
            started: minute_of(held.run.started_us),
            ended: minute_of(held.run.ended_us),
            evidence: held.run.evidence.clone(),
            by_hand: held.run.by_hand,
            by: NamedWords::of(app, &held.by),
            declaration: held.run.declaration.clone(),
            entry: held.entry,
        }
    }
}

/// A credential that a check uses; what it holds is told to nobody.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CredentialWords {
    /// Its name.
    pub name: String,
    /// Was it given?
    pub is_set: bool,
    /// When.
    pub set: Option<String>,
    /// Who gave it, by name.
    pub by: Option<String>,
    /// It is older than a year and is to be changed.
    pub is_old: bool,
}

impl From<&Credential> for CredentialWords {
    fn from(credential: &Credential) -> CredentialWords {
        CredentialWords {
            name: credential.name.clone(),
            is_set: credential.set_us.is_some(),
            set: credential.set_us.map(minute_of),
            by: credential.set_by.clone(),
            is_old: credential.is_old,
        }
    }
}

/// A collector.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CollectorWords {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `git_repository`, `tls_certificate`, `http_headers`, `sql_query`, `file_hash` or `command`.
    pub kind: String,
    /// The own controls that its output is evidence for.
    pub controls: Vec<String>,
    /// The type of evidence that its output is.
    pub evidence_type: &'static str,
    /// From which kind of system it collects.
    pub environment: &'static str,
    /// Personal data stands in its output because it has to.
    pub personal_data: bool,
    /// When it runs.
    pub schedule: ScheduleWords,
    /// When its schedule says run next; null by hand, and while it does not run.
    pub next: Option<String>,
    /// What is collected, with what was left out.
    #[schema(value_type = Object)]
    pub check: Value,
    /// The rule that judges it, in Rego; empty where there is none.
    pub rule: String,
    /// `kind`: it came with the kind of check; `own`; `none`: every run is unknown.
    pub rule_from: &'static str,
    /// SHA-256 of check and rule: what an approval names.
    pub declaration: String,
    /// `waiting` for approval, `approved`, `paused` or `removed`.
    pub standing: &'static str,
    /// Who set it last: it works with this person's rights.
    pub set_by: NamedWords,
    /// When.
    pub set: String,
    /// The approval of what it runs now; null while it waits.
    pub approved: Option<CollectorApprovalWords>,
    /// Why it rests.
    pub paused: Option<String>,
    /// Why it was removed.
    pub removed: Option<String>,
    /// Its last run.
    pub last: Option<CollectorRunWords>,
    /// Number of all its runs.
    pub runs: u64,
    /// When the run began that is under way.
    pub running_since: Option<String>,
    /// Why nothing runs any more, or why the last run of the schedule could not be recorded.
    pub trouble: Option<String>,
    /// The credentials that its check uses, without what they hold.
    pub credentials: Vec<CredentialWords>,
    /// Version, as `If-Match` names it.
    pub version: u64,
}

impl CollectorWords {
    /// The words of a collector.
    pub fn of(app: &Within<'_>, line: &CollectorLine, state: &CollectorState) -> CollectorWords {
        let (held, collector) = (&line.held, &line.held.collector);
        let next = next_us(collector.schedule, app.clock().now_us()).filter(|_| held.runs_now());
        CollectorWords {
            id: line.id.clone(),
            name: collector.name.clone(),
            kind: collector.kind.clone(),
            controls: collector.controls.iter().cloned().collect(),
            evidence_type: collector.evidence_type.id(),
            environment: collector.environment.id(),
            personal_data: collector.personal_data,
            schedule: ScheduleWords { rhythm: collector.schedule.rhythm.id(), at: time_of(collector.schedule) },
            next: next.map(minute_of),
            check: serde_json::from_str(&collector.check).unwrap_or_default(),
            rule: collector.rule.clone(),
            rule_from: match line.rule {
                RuleOf::Kind => "kind",
                RuleOf::Own => "own",
                RuleOf::Nobody => "none",
            },
            declaration: held.declaration.clone(),
            standing: line.standing.id(),
            set_by: NamedWords::of(app, &held.set_by),
            set: minute_of(held.set_us),
            approved: held.approved.as_ref().map(|approval| CollectorApprovalWords {
                by: NamedWords::of(app, &approval.by),
                at: minute_of(approval.at_us),
                declaration: approval.declaration.clone(),
                waiver: line.waivers.first().filter(|_| held.is_approved()).map(|(id, _)| id.clone()),
            }),
            paused: held.paused.clone(),
            removed: held.removed.clone(),
            last: held.last().map(|run| CollectorRunWords::of(app, run)),
            runs: held.total,
            running_since: state.running_since_us.map(minute_of),
            trouble: state.stopped.as_ref().or(state.trouble.as_ref()).cloned(),
            credentials: state.credentials.iter().map(CredentialWords::from).collect(),
            version: line.version,
        }
    }
}

/// What a try brought back. Nothing of it was kept.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TriedWords {
    /// What the check says: `pass`, `fail` or `unknown`.
    pub outcome: &'static str,
    /// Why.
    pub reason: String,
    /// What the rule adds, any JSON; null if nothing.
    pub details: Value,
    /// When it began.
    pub started: String,
    /// When it ended.
    pub ended: String,
    /// The query or command that was used.
    pub used: String,
    /// Rows, commits, certificates, expectations or lines that came back.
    pub rows: u64,
    /// What was collected, as JSON text, at most 64 KiB of it; empty if nothing was.
    pub collected: String,
    /// The JSON is longer than what is shown.
    pub is_cut: bool,
    /// First day of the period that the evidence would cover.
    #[schema(format = Date)]
    pub from: String,
    /// Last day of it.
    #[schema(format = Date)]
    pub until: String,
    /// The files that the evidence would have.
    pub files: Vec<TriedFileWords>,
}

/// A file that the evidence would have.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TriedFileWords {
    /// Its name.
    pub name: String,
    /// Its length in bytes.
    pub bytes: u64,
}

impl From<Tried> for TriedWords {
    fn from(tried: Tried) -> TriedWords {
        let files = tried.files.into_iter().map(|(name, bytes)| TriedFileWords { name, bytes });
        TriedWords {
            outcome: tried.outcome.id(),
            reason: tried.reason,
            details: serde_json::from_str(&tried.details).unwrap_or_default(),
            started: minute_of(tried.started_us),
            ended: minute_of(tried.ended_us),
            used: tried.used,
            rows: tried.rows,
            collected: tried.collected,
            is_cut: tried.is_cut,
            from: tried.period.from.to_string(),
            until: tried.period.until.to_string(),
            files: files.collect(),
        }
    }
}
