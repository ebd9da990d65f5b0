//! Statements of management and the opinion of the report, in the terminal.

use super::{asked, check_rows, done, or_today, typed};
use crate::cli::Done;
use crate::cli::args::{PlaceArgs, StatementArgs, StatementVerb};
use crate::cli::out::{Shown, known, print, show, table};
use crate::cli::people::{Here, recorded};
use crate::cli::place::day;
use crate::words::MarkWords;
use crate::words::description::{DescriptionWords, opinion};
use app::Failure;
use app::ask::{DescriptionAnswer, DescriptionOf, StatementDetail};
use domain::command::{Command, DescriptionCommand};
use domain::values::description::{Opinion, StatementKind};
use serde_json::json;

pub(crate) fn statement(args: &StatementArgs) -> Done {
    match &args.verb {
        StatementVerb::List { engagement, place } => list(engagement, place),
        StatementVerb::Show { engagement, kind, place } => {
            let kind = known_kind(kind)?;
            let here = Here::read(place)?;
            let (answer, _) = here.ask(&DescriptionOf { engagement: engagement.clone() })?;
            let text = of(&answer, kind).map(|one| one.held.as_ref().map_or(&one.proposed, |held| &held.text));
            print(text.map(String::as_bytes).unwrap_or_default())
        }
        StatementVerb::Write { engagement, kind, text, place } => {
            let kind = known_kind(kind)?;
            let here = Here::open(place)?;
            let answer = asked(&here, engagement)?;
            let text = typed(text, || of(&answer, kind).map(|one| one.proposed.clone()).unwrap_or_default())?;
            let words = format!("Wrote {} of {engagement}", kind.title().to_lowercase());
            let command = DescriptionCommand::WriteStatement { engagement: engagement.clone(), kind, text };
            here.done(&words, Command::Description(command))
        }
        StatementVerb::Sign { engagement, kind, sha256, dated, place } => {
            let kind = known_kind(kind)?;
            let here = Here::open(place)?;
            let on = or_today(&here, dated.as_deref(), "--dated")?;
            let words = format!("Signed {} of {engagement}", kind.title().to_lowercase());
            let (engagement, sha256) = (engagement.clone(), sha256.clone());
            here.done(&words, Command::Description(DescriptionCommand::SignStatement { engagement, kind, sha256, on }))
        }
        StatementVerb::Opinion { engagement, kind, dated, basis, criteria, report, place } => {
            let kind = opinion(kind)?;
            let recorded = Opinion {
                kind,
                dated: day(dated, "--dated")?,
                basis: basis.clone(),
                criteria: criteria.iter().cloned().collect(),
                report: report.clone(),
            };
            let words = format!("Recorded the opinion on {engagement}: {}", kind.title().to_lowercase());
            done(place, &words, DescriptionCommand::RecordOpinion { engagement: engagement.clone(), opinion: recorded })
        }
    }
}

fn known_kind(typed: &str) -> Result<StatementKind, Failure> {
    known("statement", typed, StatementKind::parse, &StatementKind::ALL.map(StatementKind::id))
}

fn of(answer: &DescriptionAnswer, kind: StatementKind) -> Option<&StatementDetail> {
    answer.statements.iter().find(|one| one.kind == kind)
}

fn list(engagement: &str, place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&DescriptionOf { engagement: engagement.to_owned() })?;
    let words = DescriptionWords::of(engagement, &answer);
    let rows = words.statements.iter().map(|one| {
        let stands = match (&one.text, &one.signed) {
            (None, _) => "not written".to_owned(),
            (Some(_), None) => "not signed".to_owned(),
            (Some(_), Some(signed)) => format!("signed, dated {}", signed.on),
        };
        vec![one.kind.to_owned(), stands, one.sha256.clone().unwrap_or_default()]
    });
    let checks = words.statements.iter().flat_map(|one| check_rows(&one.checks));
    let opinions = words.opinions.iter().map(|one| {
        vec![
            one.kind.to_owned(),
            one.dated.clone(),
            one.criteria.join(", "),
            one.basis.clone(),
            one.report.clone().unwrap_or_default(),
        ]
    });
    let tables = vec![
        table("Statements", &["Statement", "Stands", "SHA-256"], rows),
        table("Checks", &["Stands", "What has to be so", "Why"], checks),
        table("Opinion, the last one stands", &["Opinion", "Dated", "Criteria", "Basis", "Report"], opinions),
    ];
    let json =
        json!({ "statements": words.statements, "opinions": words.opinions, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables, ..Shown::default() }, &json)
}
