//! The method: show, propose, approve.

use crate::cli::Done;
use crate::cli::args::{PlaceArgs, RiskMethodVerb};
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::{Here, recorded};
use crate::cli::place::file;
use crate::words::MarkWords;
use crate::words::risk::RiskMethodWords;
use app::Failure;
use app::ask::RiskMethodOf;
use app::tables::SheetOut;
use domain::command::{Command, RiskCommand};
use domain::values::counted;
use domain::values::risk::{Grade, RiskMethod, proposed_method};
use serde_json::json;
use std::path::Path;

pub(super) fn method(verb: &RiskMethodVerb) -> Done {
    match verb {
        RiskMethodVerb::Show(place) => show_method(place),
        RiskMethodVerb::Propose { file, place } => {
            let method = Box::new(file.as_deref().map_or_else(|| Ok(proposed_method()), read)?);
            Here::open(place)?
                .done("Wrote a draft of the risk method", Command::Risk(RiskCommand::WriteRiskMethod { method }))
        }
        RiskMethodVerb::Approve { version, sha256, place } => {
            let command = RiskCommand::ApproveRiskMethod { version: *version, sha256: sha256.clone() };
            Here::open(place)?.done(&format!("Approved version {version} of the risk method"), Command::Risk(command))
        }
    }
}

fn read(path: &Path) -> Result<RiskMethod, Failure> {
    let (bytes, name) = file(path)?;
    serde_json::from_slice(&bytes).map_err(|e| {
        mend(format!("{name} is no risk method: {e}"), "`tickmark risk method show --json` shows one under `method`")
    })
}

fn show_method(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&RiskMethodOf)?;
    let words = RiskMethodWords::of(&here.names(), &answer);
    let shown = answer.draft.or(answer.in_force).and_then(|version| {
        let held = words.versions.iter().find(|held| held.version == version)?;
        Some((format!("Version {version}, {}, {}", held.state, held.sha256), held.method.clone()))
    });
    let (which, method) = shown.unwrap_or_else(|| {
        let which = "No method is written; this is the proposal to start from: `tickmark risk method propose`";
        (which.to_owned(), answer.proposal.clone())
    });
    let mut head = vec![recorded(&mark), which, format!("{}, {}", method.title, method.basis.title().to_lowercase())];
    head.push(format!(
        "Appetite: {}. Assessed again within {}. {}",
        method.word(method.appetite),
        counted(method.review_months, "month", "months"),
        method.consistency
    ));
    let tail = words.notes.iter().map(|note| format!("{} says: {}", note.source, note.text)).collect();
    let shown = Shown { head, tables: tables(&method), tail };
    show(place, &shown, &json!({ "method": method, "versions": words, "mark": MarkWords::of(Some(&mark)) }))
}

fn tables(method: &RiskMethod) -> Vec<SheetOut> {
    let numbered = |grades: &[Grade]| -> Vec<Vec<String>> {
        let row = |(grade, n): (&Grade, usize)| {
            vec![n.to_string(), grade.word.clone(), grade.meaning.clone(), grade.example.clone()]
        };
        grades.iter().zip(1..).map(row).collect()
    };
    let levels = method.levels.iter().zip(1..).map(|(level, n)| {
        let n: usize = n;
        vec![n.to_string(), level.word.clone(), level.demands.clone(), level.decides.clone()]
    });
    let mut headers = vec!["Likelihood"];
    headers.extend(method.impact.iter().map(|grade| grade.word.as_str()));
    let matrix = method.likelihood.iter().zip(&method.matrix).rev().map(|(grade, row)| {
        let levels = row.iter().map(|level| method.word(*level).to_owned());
        std::iter::once(grade.word.clone()).chain(levels).collect()
    });
    let scale = ["", "Word", "Meaning", "Example"];
    vec![
        table("Likelihood", &scale, numbered(&method.likelihood)),
        table("Impact", &scale, numbered(&method.impact)),
        table("Levels", &["", "Word", "Demands", "Decides"], levels),
        table("Level by likelihood and impact", &headers, matrix),
    ]
}
