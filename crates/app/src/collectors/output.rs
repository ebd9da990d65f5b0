//! What a run brought back, as files and as an item of evidence.

use super::declare::period;
use collect::{Collected, Spec, Verdict, What};
use domain::values::{Classification, Collector, Evidence, Form, RunOutcome, Source, Window, collector::MAX_REASON};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Longest description of the query or command that stands in the item itself, in characters; the file has all of it.
const USED_MAX: usize = 8_000;
/// Most characters of a title's name.
const NAME_MAX: usize = 180;

/// What a run brought back and what its rule says.
pub(super) struct Output<'a> {
    pub(super) id: Option<&'a str>,
    pub(super) collector: &'a Collector,
    pub(super) spec: &'a Spec,
    pub(super) collected: &'a Collected,
    pub(super) verdict: &'a Verdict,
    pub(super) day: Date,
}

/// The outcome as the ledger keeps it.
pub(super) fn outcome(verdict: &Verdict) -> RunOutcome {
    match verdict.result {
        collect::Outcome::Pass => RunOutcome::Pass,
        collect::Outcome::Fail => RunOutcome::Fail,
        collect::Outcome::Unknown => RunOutcome::Unknown,
    }
}

/// The reason as the ledger keeps it; where nothing was collected, with what the operator could do about it.
pub(super) fn reason(collected: &Collected, verdict: &Verdict) -> String {
    let hint = match &collected.found {
        Err(collect::Failure::NotAllowed { list: "folders", .. }) => {
            " The operator allows a folder when the server is started: --collect-folder FOLDER."
        }
        Err(collect::Failure::NotAllowed { list: "programs", .. }) => {
            " The operator allows a program when the server is started: --collect-program PATH."
        }
        Err(collect::Failure::NoCredential { .. }) => " Give it to the collector; a changed check needs it anew.",
        _ => "",
    };
    let said = match verdict.reason.trim() {
        "" => "the rule gives no reason",
        said => said,
    };
    let end = if hint.is_empty() || said.ends_with('.') { "" } else { "." };
    format!("{said}{end}{hint}").chars().take(MAX_REASON).collect()
}

impl Output<'_> {
    /// The files of the item: name, claimed type, content.
    pub(super) fn files(&self) -> Vec<(&'static str, &'static str, Vec<u8>)> {
        let mut files = vec![("result.json", "application/json", self.result())];
        if let Some(ran) = self.collected.ran.as_ref().filter(|ran| !ran.stdout.is_empty()) {
            files.push(("stdout.txt", "text/plain", ran.stdout.clone()));
        }
        files
    }

    fn result(&self) -> Vec<u8> {
        let (collected, verdict) = (self.collected, self.verdict);
        let (found, failure) = match &collected.found {
            Ok(found) => (found.clone(), Value::Null),
            Err(failure) => (Value::Null, failure.to_string().into()),
        };
        let program = collected.ran.as_ref().map(|ran| {
            json!({
                "exit": ran.exit.to_string(),
                "stderr_tail": ran.stderr_tail,
                "limits_held": ran.held,
            })
        });
        let whole = json!({
            "collector": self.id,
            "name": self.collector.name,
            "kind": self.collector.kind,
            "declaration": self.collector.declaration(),
            "check": serde_json::from_str::<Value>(&self.collector.check).unwrap_or(Value::Null),
            "rule": self.collector.rule,
            "began": collected.started.to_string(),
            "ended": collected.ended.to_string(),
            "used": collected.used,
            "rows": collected.row_count,
            "collected": found,
            "failure": failure,
            "program": program,
            "outcome": outcome(verdict).id(),
            "reason": verdict.reason,
            "details": verdict.details,
        });
        let mut bytes = serde_json::to_vec_pretty(&whole).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// The period that the item covers.
    pub(super) fn period(&self) -> Window {
        period(self.spec, self.collector.schedule, self.day)
    }

    /// The day on which the controls ran: the last one of the period that is over or today.
    pub(super) fn ran(&self) -> Date {
        self.period().until.min(self.day)
    }

    /// The item itself.
    pub(super) fn evidence(&self) -> Evidence {
        let (collector, collected) = (self.collector, self.collected);
        let list = matches!(self.spec.what, What::GitRepository(_) | What::SqlQuery(_))
            || (matches!(self.spec.what, What::Command(_)) && rows(collected));
        let name: String = collector.name.chars().take(NAME_MAX).collect();
        let used: String = collected.used.chars().take(USED_MAX).collect();
        let said = outcome(self.verdict);
        let completeness =
            "Every row that the source gave; one row more than the limits is a failure, never a cut list.";
        let accuracy = format!(
            "As the source gave it, without a hand in between; check and rule have the SHA-256 {}.",
            collector.declaration()
        );
        Evidence {
            title: format!("{name}, {}", self.day),
            kind: collector.evidence_type,
            form: if list { Form::List } else { Form::Document },
            period: self.period(),
            captured: Some(self.day),
            collected: Some(self.day),
            source: Source {
                system: source(self.spec).chars().take(NAME_MAX).collect(),
                environment: collector.environment,
                query: used,
                rows: Some(collected.row_count),
                completeness: if list { completeness.to_owned() } else { String::new() },
                accuracy: if list { accuracy } else { String::new() },
            },
            shows: BTreeSet::new(),
            collector: self.id.map(str::to_owned),
            classification: Classification::Confidential,
            personal_data: collector.personal_data,
            note: format!("The check says {}: {}", said.id(), reason(collected, self.verdict)),
        }
    }
}

fn rows(collected: &Collected) -> bool {
    collected.found.as_ref().is_ok_and(|found| found.get("output").is_some_and(Value::is_array))
}

/// What was asked, in a few words, and never with a credential: names and addresses alone.
fn source(spec: &Spec) -> String {
    match &spec.what {
        What::Command(command) => format!("the program {}", command.program),
        What::GitRepository(git) => format!("the repository {}", git.path),
        What::TlsCertificate(tls) => format!("{}:{}", tls.host, tls.port),
        What::HttpHeaders(headers) => headers.url.split(['?', '#']).next().unwrap_or_default().to_owned(),
        What::SqlQuery(query) => format!("the database of the credential {}", query.credential),
        What::FileHash(file) => format!("the file {}", file.path),
    }
}
