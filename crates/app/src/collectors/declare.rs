//! From what somebody typed to a declaration that can be kept: checked field by field, and written in one way.

use crate::Failure;
use collect::Spec;
use domain::refusal::Refusal;
use domain::values::collector::MAX_CHECK;
use domain::values::{Collector, Environment, EvidenceType, Rhythm, Schedule, Window};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeSet;

/// A collector as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// Its name.
    pub name: String,
    /// The check and its limits, as JSON text.
    pub check: String,
    /// The own controls that its output is evidence for.
    pub controls: BTreeSet<String>,
    /// The type of evidence that its output is.
    pub evidence_type: EvidenceType,
    /// From which kind of system it collects.
    pub environment: Environment,
    /// Personal data stands in its output because it has to.
    pub personal_data: bool,
    /// When it runs.
    pub schedule: Schedule,
    /// The rule, in Rego; empty for the one that comes with the kind.
    pub rule: String,
}

impl From<Collector> for Declared {
    fn from(collector: Collector) -> Declared {
        let Collector { name, check, kind: _, controls, evidence_type, environment, personal_data, schedule, rule } =
            collector;
        Declared { name, check, controls, evidence_type, environment, personal_data, schedule, rule }
    }
}

/// Where the rule of a collector comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleOf {
    /// It came with the kind of check, as this program has it.
    Kind,
    /// Somebody wrote it, or it came with the kind in an earlier version of this program.
    Own,
    /// There is none: every run is unknown.
    Nobody,
}

/// Where the rule of a collector comes from.
pub fn rule_of(collector: &Collector) -> RuleOf {
    if collector.rule.is_empty() {
        return RuleOf::Nobody;
    }
    let same = |spec: &Spec| spec.what.default_rule().is_some_and(|rule| rule.source == collector.rule);
    match read(&collector.check, Rhythm::Daily, Date::ZERO) {
        Ok((spec, _)) if same(&spec) => RuleOf::Kind,
        _ => RuleOf::Own,
    }
}

/// Checks what was typed and writes it in the one way in which it is kept: the check as canonical JSON with everything
/// that was left out, the rule as the text that will judge, also where it came with the kind. So an approval says what runs,
/// whatever a later version of this program brings along.
///
/// # Errors
/// A refusal that names the field and what would be right.
pub fn declare(said: Declared) -> Result<Collector, Failure> {
    let (spec, moves) = read(&said.check, said.schedule.rhythm, Date::constant(2026, 1, 1))?;
    let rule = match said.rule.trim() {
        "" => spec.what.default_rule().map_or_else(String::new, |rule| rule.source),
        _ => said.rule,
    };
    let kind = spec.what.kind().to_owned();
    let Declared { name, controls, evidence_type, environment, personal_data, schedule, .. } = said;
    // Names and addresses stand in every commit.
    let personal_data = personal_data || kind == "git_repository";
    let check = written(&spec, moves)?;
    Ok(Collector { name, check, kind, controls, evidence_type, environment, personal_data, schedule, rule })
}

/// What stands for the first and the last day of the interval of a schedule.
const MOVING: [(&str, &str); 2] = [("since", "$from"), ("until", "$until")];

/// Reads a check as it runs on a day; answers also whether its period moves with the schedule.
pub(super) fn read(check: &str, rhythm: Rhythm, day: Date) -> Result<(Spec, bool), Failure> {
    if check.len() > MAX_CHECK {
        return Err(Refusal::TooLong { field: "the check", max: MAX_CHECK }.into());
    }
    let mut value: Value = serde_json::from_str(check).map_err(|e| wrong("check", &format!("is no JSON: {e}")))?;
    let moves = moving(&mut value, rhythm, day)?;
    let spec: Spec = serde_path_to_error::deserialize(value).map_err(|e| {
        let path = e.path().to_string();
        wrong(if path == "." { "check" } else { &path }, &e.into_inner().to_string())
    })?;
    spec.check().map_err(|bad| wrong(&bad.field, &bad.why))?;
    Ok((spec, moves))
}

fn wrong(field: &str, why: &str) -> Failure {
    let sentence = format!("{field}: {why}");
    Refusal::NotPossible { sentence, hint: "docs/collectors.md lists the fields of each kind of check".to_owned() }
        .into()
}

/// Puts days in the place of `$from` and `$until`.
fn moving(value: &mut Value, rhythm: Rhythm, day: Date) -> Result<bool, Failure> {
    let Some(git) = value.pointer_mut("/what/git_repository").and_then(Value::as_object_mut) else {
        return Ok(false);
    };
    let marked = MOVING.map(|(field, mark)| git.get(field).and_then(Value::as_str) == Some(mark));
    match marked {
        [false, false] => return Ok(false),
        [true, true] => {}
        _ => {
            let why = "`$from` and `$until` stand together; or name both days";
            return Err(wrong("what.git_repository.until", why));
        }
    }
    let Some(period) = super::schedule::interval_before(rhythm, day) else {
        let why = "`$from` and `$until` are the interval of a schedule; set one, or name both days";
        return Err(wrong("what.git_repository.since", why));
    };
    git.insert("since".to_owned(), period.from.to_string().into());
    git.insert("until".to_owned(), period.until.to_string().into());
    Ok(true)
}

fn written(spec: &Spec, moves: bool) -> Result<String, Failure> {
    let mut value = serde_json::to_value(spec).map_err(|e| wrong("check", &e.to_string()))?;
    without_null(&mut value);
    if let (true, Some(git)) = (moves, value.pointer_mut("/what/git_repository").and_then(Value::as_object_mut)) {
        for (field, mark) in MOVING {
            git.insert(field.to_owned(), mark.into());
        }
    }
    let bytes = ledger::canonical::to_bytes(&value).map_err(|e| wrong("check", &e.to_string()))?;
    String::from_utf8(bytes).map_err(|e| wrong("check", &e.to_string()))
}

fn without_null(value: &mut Value) {
    if let Value::Object(members) = value {
        members.retain(|_, member| !member.is_null());
        members.values_mut().for_each(without_null);
    }
}

/// The period that the evidence of a run covers: that of the check where it has one; of a list that is drawn by schedule,
/// the days since the run before; else the day of the run.
pub(super) fn period(spec: &Spec, schedule: Schedule, day: Date) -> Window {
    match &spec.what {
        collect::What::GitRepository(git) => Window { from: git.since, until: git.until },
        collect::What::Command(_) | collect::What::SqlQuery(_) => super::schedule::interval_to(schedule.rhythm, day),
        _ => Window { from: day, until: day },
    }
}
