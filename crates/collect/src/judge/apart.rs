//! Judging in a process of its own.
//!
//! A rule of a few lines can double a text forty times, or cross a list with itself five times. No engine of any rule
//! language stops that inside the process without the memory being gone first, so the rule runs where the system holds
//! it: this program again, under the limits of every other collector.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{DETAILS_MAX, INPUT_MAX, Rule, SOURCE_MAX, Verdict, here};
use crate::collected::Collected;
use crate::failure::Failure;
use crate::run::{self, Exit, Order};
use crate::secret::Credentials;
use crate::spec::Limits;

/// The file with the rule and the moment.
const RULE: &str = "rule.json";

/// The file with the JSON.
const INPUT: &str = "input.json";

/// How far the evaluation of a rule may go. What is left out has its default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct JudgeLimits {
    /// Seconds; default 5.
    pub seconds: u32,
    /// MiB of address space; default 512.
    pub memory_mib: u32,
}

impl Default for JudgeLimits {
    fn default() -> Self {
        Self { seconds: 5, memory_mib: 512 }
    }
}

/// The process that judges: a program that calls [`answer`] when it is given these arguments.
#[derive(Clone, Debug)]
pub struct Apart {
    /// The program, by its absolute path: as a rule this one.
    pub program: PathBuf,
    /// The arguments that make it call [`answer`].
    pub arguments: Vec<String>,
    /// Where temporary folders are made.
    pub scratch: PathBuf,
}

#[derive(Serialize, Deserialize)]
struct Question {
    rule: Rule,
    now: Timestamp,
}

impl Apart {
    /// Judges JSON by a rule at a moment. Never fails: what goes wrong is *unknown*, with its reason.
    #[must_use]
    pub fn judge(&self, rule: &Rule, json: &Value, limits: JudgeLimits, now: Timestamp) -> Verdict {
        self.asked(rule, json, limits, now).unwrap_or_else(|why| Verdict::unknown(&why))
    }

    /// Judges what was collected, at the moment of its collection. A collection that failed is *unknown*.
    #[must_use]
    pub fn judge_collected(&self, rule: &Rule, collected: &Collected, limits: JudgeLimits) -> Verdict {
        match &collected.found {
            Ok(json) => self.judge(rule, json, limits, collected.started),
            Err(failure) => Verdict::unknown(&format!("nothing was collected: {failure}")),
        }
    }

    fn asked(&self, rule: &Rule, json: &Value, limits: JudgeLimits, now: Timestamp) -> Result<Verdict, String> {
        if rule.source.len() > SOURCE_MAX {
            return Err(format!("the rule has more than {SOURCE_MAX} bytes"));
        }
        let input = serde_json::to_vec(json).map_err(|error| error.to_string())?;
        if input.len() > INPUT_MAX {
            return Err(format!("the JSON has more than {INPUT_MAX} bytes"));
        }
        // The answer fits in: its details and its reason, and what surrounds them.
        const { assert!(DETAILS_MAX < 1024 * 1024) };
        let limits = Limits { seconds: limits.seconds, memory_mib: limits.memory_mib, output_mib: 1 };
        limits.check().map_err(|bad| bad.to_string())?;
        let name = "the rule";
        let folder = run::temporary(&self.scratch, name).map_err(|failure| failure.to_string())?;
        let question = serde_json::to_vec(&Question { rule: rule.clone(), now }).map_err(|error| error.to_string())?;
        let put = |file: &str, bytes: &[u8]| fs::write(folder.path().join(file), bytes).map_err(|e| e.to_string());
        put(RULE, &question)?;
        put(INPUT, &input)?;
        let (program, arguments) = (self.program.clone(), self.arguments.clone());
        let order = Order { name, program, arguments, folder: None, environment: Vec::new(), limits, now };
        let ran = run::run_in(&order, folder, &Credentials::default()).map_err(|failure| failure.to_string())?;
        let output = ran.output(name, &[0]).map_err(|failure| match (ran.exit, failure) {
            // An allocation that fails ends a Rust program by abort; a recursion too deep for its stack by a fault.
            (Exit::Signal(6 | 11), Failure::Exit { .. }) => {
                format!("the rule needs more than {} MiB of memory, or goes too deep", limits.memory_mib)
            }
            (_, failure) => failure.to_string(),
        })?;
        serde_json::from_slice(output).map_err(|error| format!("the rule's process gave no verdict: {error}"))
    }
}

/// The other side: reads the question from a folder and gives the verdict as JSON. Called by the program that [`Apart`]
/// names, in the folder where it was started, and nowhere else: in here nothing limits the rule.
#[must_use]
pub fn answer(folder: &Path) -> String {
    let read = |file: &str| fs::read_to_string(folder.join(file)).map_err(|error| format!("{file}: {error}"));
    let judged = || -> Result<Verdict, String> {
        let question: Question = serde_json::from_str(&read(RULE)?).map_err(|error| format!("{RULE}: {error}"))?;
        Ok(here::judge(&question.rule, &read(INPUT)?, question.now))
    };
    let verdict = judged().unwrap_or_else(|why| Verdict::unknown(&why));
    serde_json::to_string(&verdict).expect("a verdict has text keys and no floats that are not numbers")
}
