//! Running: by hand, by schedule, or as a try that keeps nothing.

use super::declare::{Declared, declare, read};
use super::output::{Output, outcome, reason};
use super::turns::key_of;
use crate::evidence::{FileTrouble, NewEvidence};
use crate::history::Live;
use crate::{App, Failure, Fault, Receipt, Who};
use collect::{Collected, Credentials, JudgeLimits, Language, Rule, Spec, Verdict};
use domain::command::{CollectorCommand, Command};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::collector::HeldCollector;
use domain::rules::access::{Object, allowed};
use domain::rules::collector::runnable;
use domain::stamp::{Badge, Limits, Proof};
use domain::values::collector::MAX_REASON;
use domain::values::{Action, ActionSet, Collector, CollectorRun, Membership, RunOutcome, State, Status, Window};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Most characters of what was collected that a try shows.
const SHOWN: usize = 64 * 1024;
/// The door of collectors.
pub(crate) const VIA: &str = "collector";

/// What a try brought back. Nothing of it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// What the rule says.
    pub outcome: RunOutcome,
    /// Why.
    pub reason: String,
    /// What the rule adds, as JSON; empty if it adds nothing.
    pub details: String,
    /// When it began, microseconds since 1970.
    pub started_us: i64,
    /// When it ended.
    pub ended_us: i64,
    /// The query or command that was used.
    pub used: String,
    /// Rows, commits, certificates, expectations or lines that came back.
    pub rows: u64,
    /// What was collected, as JSON with line breaks, at most 64 KiB of it; empty if nothing was.
    pub collected: String,
    /// The JSON is longer than what is shown.
    pub is_cut: bool,
    /// The period that the evidence would cover.
    pub period: Window,
    /// The files that the evidence would have, with their length in bytes; none if nothing was collected.
    pub files: Vec<(String, u64)>,
}

/// A run that was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RanCollector {
    /// The run.
    pub run: CollectorRun,
    /// Where it stands in the ledger.
    pub receipt: Receipt,
}

impl App {
    /// Declares a collector, or declares it anew; with a version only if it is still at it. Another check or rule voids the
    /// approval, and another check the credentials.
    ///
    /// # Errors
    /// As [`declare`] and [`App::change`].
    pub fn set_collector(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        version: Option<u64>,
        id: Option<&str>,
        said: Declared,
    ) -> Result<Receipt, Failure> {
        let collector = declare(said)?;
        let set = CollectorCommand::SetCollector { id: id.map(str::to_owned), collector: Box::new(collector.clone()) };
        let receipt = self.judge_and_append(slug, who, request, version, Command::Collector(set), &[])?;
        if let Some(id) = id {
            self.drop_credentials(&*self.live(slug)?, id, Some(&collector))?;
        }
        Ok(receipt)
    }

    /// Removes a collector and its credentials; its runs and evidence stay.
    ///
    /// # Errors
    /// As [`App::change`].
    pub fn remove_collector(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        version: Option<u64>,
        id: &str,
        reason: &str,
    ) -> Result<Receipt, Failure> {
        let remove = CollectorCommand::RemoveCollector { id: id.to_owned(), reason: reason.to_owned() };
        let receipt = self.judge_and_append(slug, who, request, version, Command::Collector(remove), &[])?;
        let live = self.live(slug)?;
        self.drop_credentials(&live, id, None)?;
        self.forget_turn(&live.record.id, id)?;
        Ok(receipt)
    }

    /// Runs what was typed and keeps nothing. With an id it gets the credentials of that collector, if its check is the one
    /// that they were given for.
    ///
    /// # Errors
    /// As [`declare`], and a refusal without the right to set and to run collectors, or when too many run.
    pub fn try_collector(&self, slug: &str, who: &Who, id: Option<&str>, said: Declared) -> Result<Tried, Failure> {
        let live = self.live(slug)?;
        let state = live.state();
        let object = Object { controls: said.controls.iter().cloned().collect(), ..Object::plain(State::Live) };
        for action in [Action::SetCollector, Action::RunCollector] {
            self.authorize(&live, &state.registers, who, action, &object)?;
        }
        if let Some(id) = id {
            domain::rules::collector::current(&state.registers, id)?;
        }
        drop(state);
        let collector = declare(said)?;
        let credentials = match id {
            Some(id) => self.credentials_for(&live, id, &collector)?,
            None => Credentials::default(),
        };
        let _place = match id {
            Some(id) => self.place(&key_of(&live.record.id, id), id)?,
            None => self.place(&format!("{}/try/{}", live.record.id, who.id()), "your other try")?,
        };
        self.note_in(&live, who, "collector_tried", &format!("{} {}", id.unwrap_or("new"), collector.kind));
        let done = self.gather(&collector, credentials)?;
        let output = done.output(id, &collector);
        let found = done.collected.found.as_ref().ok();
        let whole = found.and_then(|found| serde_json::to_string_pretty(found).ok()).unwrap_or_default();
        let shown: String = whole.chars().take(SHOWN).collect();
        let files = if found.is_some() { output.files() } else { Vec::new() };
        let details = &done.verdict.details;
        Ok(Tried {
            outcome: outcome(&done.verdict),
            reason: reason(&done.collected, &done.verdict),
            details: if details.is_null() { String::new() } else { details.to_string() },
            started_us: done.started_us,
            ended_us: done.ended_us,
            used: done.collected.used.clone(),
            rows: done.collected.row_count,
            is_cut: shown.len() < whole.len(),
            collected: shown,
            period: output.period(),
            files: files.into_iter().map(|(name, _, bytes)| (name.to_owned(), bytes.len() as u64)).collect(),
        })
    }

    /// Runs a collector now, waits for its end, and records what it says.
    ///
    /// # Errors
    /// A refusal without the right, when it is not approved, rests, was removed, runs already or too many run.
    pub fn run_collector(&self, slug: &str, who: &Who, id: &str) -> Result<RanCollector, Failure> {
        let live = self.live(slug)?;
        let state = live.state();
        let controls = state.registers.collectors.collectors.get(id).map(|held| &held.collector.controls);
        let controls = controls.map(|controls| controls.iter().cloned().collect()).unwrap_or_default();
        let object = Object { controls, ..Object::plain(State::Live) };
        self.authorize(&live, &state.registers, who, Action::RunCollector, &object)?;
        drop(state);
        self.run_and_record(&live, id, Some(who))
    }

    /// Runs a collector that is due. What kept it from being recorded stands in [`App::collector_states`], and it is tried
    /// again in an hour.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read or written.
    pub fn run_due_collector(&self, key: &str) -> Result<Option<RanCollector>, Fault> {
        let (live, id) = self.of_key(key)?;
        if !self.collectors_due()?.iter().any(|due| due == key) {
            return Ok(None);
        }
        match self.run_and_record(&live, id, None) {
            Ok(ran) => Ok(Some(ran)),
            Err(Failure::Refused(_)) => Ok(None),
            Err(Failure::Fault(fault)) => Err(fault),
        }
    }

    fn run_and_record(&self, live: &Arc<Live>, id: &str, by: Option<&Who>) -> Result<RanCollector, Failure> {
        if self.read_only {
            let fault = Fault::new("the data folder is open for reading only", "leave out --read-only");
            return Err(Fault { by_user: true, ..fault }.into());
        }
        let log = &live.record.id;
        let held = runnable(&live.state().registers, id)?.clone();
        let _place = self.place(&key_of(log, id), id)?;
        let seconds = read(&held.collector.check, held.collector.schedule.rhythm, self.clock.today())
            .map_or(0, |(spec, _)| spec.limits.seconds);
        self.begin_turn(log, id, seconds)?;
        let ran = self.run_once(live, id, &held, by);
        let trouble = ran.as_ref().err().filter(|_| by.is_none()).map(Failure::to_string);
        self.end_turn(log, id, trouble)?;
        ran
    }

    fn run_once(&self, live: &Live, id: &str, held: &HeldCollector, by: Option<&Who>) -> Result<RanCollector, Failure> {
        let slug = &live.record.slug;
        if let Some(refusal) = self.without_setter(live, &live.state().registers, id, held) {
            return Err(refusal.into());
        }
        let who = match by {
            Some(who) => who.clone(),
            None => acting(live, held, Action::RunCollector, false),
        };
        // Asked before anything runs: nothing is done in the name of somebody who may not any more.
        let controls = held.collector.controls.iter().cloned().collect();
        let object = Object { controls, ..Object::plain(State::Live) };
        self.authorize(live, &live.state().registers, &who, Action::RunCollector, &object)?;
        let credentials = self.credentials_for(live, id, &held.collector)?;
        let done = self.gather(&held.collector, credentials)?;
        // Asked again before anything is kept: it may have been changed, let rest or removed meanwhile.
        if !runnable(&live.state().registers, id).is_ok_and(|now| now.declaration == held.declaration) {
            return Err(Refusal::NotPossible {
                sentence: format!("{id} was changed while it ran, and nothing of the run was kept"),
                hint: "run it again as it stands now, when that is approved".to_owned(),
            }
            .into());
        }
        let mut run = CollectorRun {
            outcome: outcome(&done.verdict),
            reason: reason(&done.collected, &done.verdict),
            started_us: done.started_us,
            ended_us: done.ended_us,
            evidence: None,
            by_hand: by.is_some(),
            declaration: held.declaration.clone(),
        };
        if done.collected.found.is_ok() {
            match self.hand_in_output(live, id, held, &done) {
                Ok(item) => run.evidence = Some(item),
                // What is not evidence says nothing, whatever the rule found in it.
                Err(trouble) => {
                    run.outcome = RunOutcome::Unknown;
                    let why = format!("what was collected could not be handed in: {}", trouble.words().0);
                    run.reason = why.chars().take(MAX_REASON).collect();
                }
            }
        }
        let record = CollectorCommand::RecordRun { id: id.to_owned(), run: Box::new(run.clone()) };
        let receipt = self.change(slug, &who, None, Command::Collector(record))?;
        Ok(RanCollector { run, receipt })
    }

    /// Why nothing runs where whoever set it was suspended or left, and has no right to run it any more.
    pub(super) fn without_setter(
        &self,
        live: &Live,
        registers: &Registers,
        id: &str,
        held: &HeldCollector,
    ) -> Option<Refusal> {
        let gone = match registers.people.members.get(&held.set_by)?.state {
            Membership::Suspended => "is suspended",
            Membership::Ended => "has left",
            Membership::Invited | Membership::Confirmed => return None,
        };
        let controls = held.collector.controls.iter().cloned().collect();
        let object = Object { controls, ..Object::plain(State::Live) };
        let setter = acting(live, held, Action::RunCollector, false);
        allowed(registers, &setter.badge, Action::RunCollector, &object, self.clock.today()).err()?;
        let name = self.name_at(&live.record.id, &held.set_by);
        Some(Refusal::NotPossible {
            sentence: format!("{name}, who set {id}, {gone}: nothing runs any more"),
            hint: "somebody else sets it anew as it is; its approval stands".to_owned(),
        })
    }

    /// Hands in what was collected, in the name of whoever set the collector and with no right but this one.
    fn hand_in_output(&self, live: &Live, id: &str, held: &HeldCollector, done: &Done) -> Result<String, FileTrouble> {
        let slug = &live.record.slug;
        let who = acting(live, held, Action::AppendEvidence, true);
        let output = done.output(Some(id), &held.collector);
        let state = live.state();
        let in_use = |control: &&String| {
            state.registers.controls.get(*control).is_some_and(|held| held.control.status != Status::Retired)
        };
        let ran = output.ran();
        let controls: BTreeMap<_, _> =
            held.collector.controls.iter().filter(in_use).map(|control| (control.clone(), ran)).collect();
        drop(state);
        if controls.is_empty() {
            return Err(Refusal::NotPossible {
                sentence: "none of its controls is in use any more".to_owned(),
                hint: "name others, or remove the collector".to_owned(),
            }
            .into());
        }
        let mut uploads = Vec::new();
        for (name, claimed, bytes) in output.files() {
            uploads.push(self.receive(slug, &who, name, claimed, &mut bytes.as_slice())?.id);
        }
        let new = NewEvidence { evidence: output.evidence(), uploads, controls, answers: None };
        Ok(self.add_evidence(slug, &who, None, new)?.object)
    }

    /// Collects and judges.
    fn gather(&self, collector: &Collector, credentials: Credentials) -> Result<Done, Failure> {
        let started_us = self.clock.now_us();
        let day = crate::clock::day_of(started_us);
        let (spec, _) = read(&collector.check, collector.schedule.rhythm, day)?;
        let began = Timestamp::from_microsecond(started_us).unwrap_or(Timestamp::UNIX_EPOCH);
        let collected = collect::collect(&spec, &self.means(credentials)?, began);
        let verdict = match collector.rule.as_str() {
            "" => match &collected.found {
                Ok(_) => Verdict::unknown("there is no rule that judges what was collected"),
                Err(failure) => Verdict::unknown(&format!("nothing was collected: {failure}")),
            },
            source => {
                let rule = Rule { language: Language::Rego, source: source.to_owned() };
                self.hands.judge().judge_collected(&rule, &collected, JudgeLimits::default())
            }
        };
        let ended_us = self.clock.now_us().max(started_us);
        Ok(Done { spec, collected, verdict, started_us, ended_us, day })
    }
}

struct Done {
    spec: Spec,
    collected: Collected,
    verdict: Verdict,
    started_us: i64,
    ended_us: i64,
    day: jiff::civil::Date,
}

impl Done {
    fn output<'a>(&'a self, id: Option<&'a str>, collector: &'a Collector) -> Output<'a> {
        Output { id, collector, spec: &self.spec, collected: &self.collected, verdict: &self.verdict, day: self.day }
    }
}

/// Whoever set the collector, with one right of theirs; `appends` as a collector, which has no other.
fn acting(live: &Live, held: &HeldCollector, action: Action, appends: bool) -> Who {
    let limits = Limits {
        actions: ActionSet::from_iter([action]),
        controls: if appends { held.collector.controls.clone() } else { BTreeSet::new() },
        collector: appends,
        directory: false,
    };
    let badge = Badge { person: held.set_by.clone(), limits: Some(limits), proof: Proof::Strong };
    Who { badge, bound: Some(live.record.id.clone()), ..Who::person(&held.set_by, VIA) }
}
