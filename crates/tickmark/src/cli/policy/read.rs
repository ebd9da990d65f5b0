//! What is told of documents.

use crate::cli::Done;
use crate::cli::args::{PlaceArgs, PolicyFilterArgs};
use crate::cli::out::{Shown, known, print, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::policy::{
    PolicyDifferenceWords, PolicyFiguresWords, PolicyLineWords, PolicyPieceWords, PolicyTextChecksWords, PolicyWords,
    left_question, question,
};
use app::Failure;
use app::ask::{PoliciesOf, PolicyChecksOf, PolicyDifferenceOf, PolicyOf, text_of};
use domain::refusal::Refusal;
use domain::reports::policy::PolicyFilter;
use domain::values::policy::{PolicyKind, PolicyState};
use serde_json::json;

fn filter(here: &Here<'_>, typed: &PolicyFilterArgs) -> Result<PolicyFilter, Failure> {
    let (states, kinds) = (PolicyState::ALL.map(PolicyState::id), PolicyKind::ALL.map(PolicyKind::id));
    let state = typed.state.as_deref().map(|state| known("state", state, PolicyState::parse, &states));
    let kind = typed.kind.as_deref().map(|kind| known("kind", kind, PolicyKind::parse, &kinds));
    Ok(PolicyFilter {
        state: state.transpose()?,
        kind: kind.transpose()?,
        owner: typed.owner.as_deref().map(|owner| here.person(owner)).transpose()?,
        about: typed.about.clone(),
        due: typed.due,
        concerns: typed.concerns,
        retired: typed.retired,
        ripe: typed.ripe,
    })
}

pub(super) fn list(place: &PlaceArgs, typed: &PolicyFilterArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&PoliciesOf { filter: filter(&here, typed)? })?;
    let words: Vec<PolicyLineWords> =
        answer.rows.iter().map(|(policy, line)| PolicyLineWords::of(&here.names(), policy, line)).collect();
    let rows = words.iter().zip(&answer.rows).map(|(one, (_, line))| {
        let open = one.open_version.zip(one.open_state).map(|(version, state)| format!("v{version} {state}"));
        let read = if one.asked > 0 { format!("{} of {}", one.acknowledged, one.asked) } else { String::new() };
        vec![
            one.id.clone(),
            one.number.clone(),
            one.title.clone(),
            one.state.to_owned(),
            one.version.map(|version| format!("v{version}")).unwrap_or_default(),
            open.unwrap_or_default(),
            one.due.clone().unwrap_or_default(),
            read,
            line.concerns.iter().map(|concern| concern.title()).collect::<Vec<_>>().join("; "),
        ]
    });
    let headers = ["Id", "Number", "Title", "State", "In force", "Open", "Review by", "Acknowledged", "Look at"];
    let figures = PolicyFiguresWords::from(answer.figures);
    let head = vec![
        recorded(&mark),
        format!(
            "In force {} of {}, reviews overdue {}, in review {}, informal {}. Acknowledged {} of {} asked for. To dispose of: {} of {} documents. Counted are the documents that you may read.",
            figures.in_force,
            figures.live,
            figures.overdue,
            figures.in_review,
            figures.informal,
            figures.acknowledged,
            figures.asked,
            figures.ripe,
            figures.all
        ),
    ];
    let tail = match answer.all {
        0 => vec![
            "Begin with a starter text: `tickmark policy start`, or import a folder: `tickmark policy import`"
                .to_owned(),
        ],
        _ => Vec::new(),
    };
    let json = json!({ "figures": figures, "policies": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables: vec![table("", &headers, rows)], tail }, &json)
}

pub(super) fn one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (detail, mark) = here.ask(&PolicyOf(id.to_owned()))?;
    let words = PolicyWords::of(&here.names(), &detail);
    let line = &words.line;
    let none = |all: String| if all.is_empty() { "everybody".to_owned() } else { all };
    let mut rows = vec![
        ("Number", line.number.clone()),
        ("Title", line.title.clone()),
        ("Kind", line.kind.to_owned()),
        ("Owner", line.owner.as_ref().map(|owner| owner.name.clone()).unwrap_or_default()),
        ("Classification", words.classification.to_owned()),
        ("State", line.state.to_owned()),
        ("Review by", line.due.clone().unwrap_or_default()),
        ("Approvals needed", words.approvals_needed.to_string()),
        ("For", none(words.distribution.join(", "))),
        ("Controls", words.controls.join(", ")),
        ("Meets", words.meets.join(", ")),
    ];
    rows.extend(words.versions.iter().map(|version| {
        let from = version.from.as_ref().map(|from| format!(", from {from}")).unwrap_or_default();
        let kept = match (&version.disposed, &version.kept_until) {
            (Some(said), _) => format!(", disposed of on {}", said.at),
            (None, Some(until)) => format!(", kept until {until}"),
            (None, None) => String::new(),
        };
        ("Version", format!("{} {}{from}{kept}, {}", version.version, version.state, version.sha256))
    }));
    if line.asked > 0 {
        let missing: Vec<&str> = words.waiting_for.iter().map(|person| person.name.as_str()).collect();
        let read = format!("{} of {}; missing: {}", line.acknowledged, line.asked, missing.join(", "));
        rows.push(("Acknowledged", read));
    }
    rows.extend(detail.line.concerns.iter().map(|concern| ("Look at", concern.title().to_owned())));
    rows.extend(
        detail.practice.iter().filter_map(|one| Some(("Question", format!("line {}: {}", one.line, question(one)?)))),
    );
    rows.extend(detail.left.as_ref().and_then(left_question).map(|text| ("Question", text)));
    let rows = rows.into_iter().map(|(what, text)| vec![what.to_owned(), text]);
    let head = vec![recorded(&mark)];
    let shown = Shown { head, tables: vec![table("", &[&line.id, ""], rows)], ..Shown::default() };
    show(place, &shown, &json!({ "policy": words, "mark": MarkWords::of(Some(&mark)) }))
}

pub(super) fn text(place: &PlaceArgs, id: &str, version: Option<u32>) -> Done {
    let here = Here::read(place)?;
    let (detail, _) = here.ask(&PolicyOf(id.to_owned()))?;
    let newest = detail.held.newest().map_or(1, |newest| newest.number);
    let number = version.or(detail.line.current).unwrap_or(newest);
    let unknown = || Refusal::Unknown { what: "version", id: format!("{number} of {}", detail.id), nearest: None };
    print(text_of(&detail.id, detail.held.version(number).ok_or_else(unknown)?)?.as_bytes())
}

pub(super) fn difference(place: &PlaceArgs, id: &str, from: Option<u32>, to: Option<u32>) -> Done {
    let here = Here::read(place)?;
    let (answer, _) = here.ask(&PolicyDifferenceOf { id: id.to_owned(), from, to })?;
    let words = PolicyDifferenceWords::from(&answer);
    let mut head = vec![format!(
        "{} version {} to {}: {} came, {} went",
        words.id,
        words.from,
        words.to,
        domain::values::counted(words.added, "line", "lines"),
        words.removed
    )];
    head.extend(words.lines.iter().map(|line| match line.change {
        "added" => format!("+ {}", line.text),
        "removed" => format!("- {}", line.text),
        "gap" => "...".to_owned(),
        _ => format!("  {}", line.text),
    }));
    show(place, &Shown { head, ..Shown::default() }, &words)
}

pub(super) fn check(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&PoliciesOf::default())?;
    let pieces: Vec<PolicyPieceWords> = answer.pieces.iter().map(PolicyPieceWords::from).collect();
    let rows = pieces.iter().map(|piece| {
        let there = if piece.there { "there" } else { "missing" };
        vec![piece.clause.to_owned(), piece.title.to_owned(), there.to_owned(), piece.documents.join(", ")]
    });
    let same = answer.same.iter().map(|pair| vec![pair.a.clone(), pair.b.clone(), pair.why.to_owned()]);
    let checks = here.ask(&PolicyChecksOf)?.0;
    let mut asked = Vec::new();
    let mut left = Vec::new();
    for document in &checks.documents {
        let questions = document.statements.iter().filter_map(|one| Some((one.line, question(one)?)));
        asked.extend(questions.map(|(at, text)| (document.id.clone(), at, text)));
        left.extend(document.left.as_ref().and_then(left_question).map(|text| vec![document.id.clone(), text]));
    }
    let questions = asked.iter().map(|(id, at, text)| vec![id.clone(), at.to_string(), text.clone()]);
    let tables = vec![
        table("Documented information", &["Clause", "Piece", "Stands", "Documents"], rows),
        table("For one topic", &["One", "Other", "Why"], same),
        table("Left as in a starter text", &["Document", "Question"], left.into_iter()),
        table("Questions about texts", &["Document", "Line", "Question"], questions),
    ];
    let json = json!({
        "pieces": pieces,
        "same_topic": answer.same.iter().map(|pair| json!({ "a": pair.a, "b": pair.b, "why": pair.why })).collect::<Vec<_>>(),
        "questions": asked.iter().map(|(id, line, text)| json!({ "policy": id, "line": line, "question": text })).collect::<Vec<_>>(),
        "texts": PolicyTextChecksWords::from(&checks),
        "mark": MarkWords::of(Some(&mark)),
    });
    let counted = format!(
        "Looked at {} of {} that you may read and that are not retired; asked about: {}.",
        domain::values::counted(checks.statements, "statement", "statements"),
        domain::values::counted(checks.of, "document", "documents"),
        checks.asked
    );
    show(place, &Shown { head: vec![recorded(&mark), counted], tables, ..Shown::default() }, &json)
}
