//! What is told of nonconformities.

use crate::cli::Done;
use crate::cli::args::{NonconformityFilter, PlaceArgs};
use crate::cli::out::{Shown, known, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::nonconformity::{
    NonconformityFiguresWords, NonconformityLineWords, NonconformityRulesWords, NonconformityWords,
};
use app::Failure;
use app::ask::{NonconformitiesOf, NonconformityOf};
use domain::reports::nonconformity::Filter;
use domain::values::counted;
use domain::values::nonconformity::{NonconformityClass, NonconformitySource, NonconformityState};
use serde_json::json;

pub(super) fn filter(here: &Here<'_>, typed: &NonconformityFilter) -> Result<Filter, Failure> {
    let states = NonconformityState::ALL.map(NonconformityState::id);
    let classes = NonconformityClass::ALL.map(NonconformityClass::id);
    let sources = NonconformitySource::ALL.map(NonconformitySource::id);
    let state = typed.state.as_deref().map(|s| known("state", s, NonconformityState::parse, &states));
    let class = typed.class.as_deref().map(|c| known("class", c, NonconformityClass::parse, &classes));
    let source = typed.source.as_deref().map(|s| known("source", s, NonconformitySource::parse, &sources));
    Ok(Filter {
        open: typed.open.then_some(true),
        state: state.transpose()?,
        class: class.transpose()?,
        source: source.transpose()?,
        owner: typed.owner.as_deref().map(|owner| here.person(owner)).transpose()?,
        overdue: typed.overdue,
        about: typed.about.clone(),
        to_verify: typed.to_verify,
    })
}

pub(super) fn list(place: &PlaceArgs, typed: &NonconformityFilter) -> Done {
    let here = Here::read(place)?;
    let question = NonconformitiesOf { filter: filter(&here, typed)? };
    let (answer, mark) = here.ask(&question)?;
    let words: Vec<NonconformityLineWords> =
        answer.rows.iter().map(|(held, line)| NonconformityLineWords::of(&here.names(), held, line)).collect();
    let rows = words.iter().map(|one| {
        let due = match one.overdue_days {
            Some(days) => format!(
                "{}, {} over",
                one.due.clone().unwrap_or_default(),
                counted(days.unsigned_abs() as usize, "day", "days")
            ),
            None => one.due.clone().unwrap_or_default(),
        };
        vec![
            one.id.clone(),
            one.title.clone(),
            one.class.to_owned(),
            one.state.to_owned(),
            owner(one),
            due,
            one.age_days.to_string(),
            one.missing.join(", "),
        ]
    });
    let headers = ["Id", "Title", "Class", "State", "Owner", "Due", "Days", "Missing"];
    let figures = NonconformityFiguresWords::from(&answer.report);
    let mut head = vec![
        recorded(&mark),
        format!(
            "Open {}, overdue {}, without owner {}, to verify {} ({} now). Rounds that did not work: {}.",
            figures.open,
            figures.overdue,
            figures.without_owner,
            figures.to_verify,
            figures.to_verify_now,
            figures.ineffective
        ),
    ];
    if !figures.blocking_certification.is_empty() {
        let ids = figures.blocking_certification.join(", ");
        head.push(format!("Unresolved major nonconformities block certification: {ids}"));
    }
    let tail = match answer.report.lines.is_empty() {
        true => {
            vec!["Raise one with `tickmark nonconformity raise --class minor --title ... --description ...`".to_owned()]
        }
        false => Vec::new(),
    };
    let rules = NonconformityRulesWords::from(answer.rules);
    let json =
        json!({ "figures": figures, "rules": rules, "nonconformities": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables: vec![table("", &headers, rows)], tail }, &json)
}

/// Who answers for it, and whether they have left.
fn owner(line: &NonconformityLineWords) -> String {
    let name = line.owner.as_ref().map(|owner| owner.name.clone()).unwrap_or_default();
    if line.owner_left { format!("{name}, who left") } else { name }
}

pub(super) fn one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (detail, mark) = here.ask(&NonconformityOf(id.to_owned()))?;
    let words = NonconformityWords::of(&here.names(), &detail);
    let line = &words.line;
    let mut rows = vec![
        ("Title", line.title.clone()),
        ("Description", words.description.clone()),
        ("Source", format!("{} {}", line.source, line.reference)),
        ("Class", line.class.to_owned()),
        ("Against", line.against.join(", ")),
        ("Controls", line.controls.join(", ")),
        ("Owner", owner(line)),
        ("Found", line.found.clone()),
        ("Due", line.due.clone().unwrap_or_default()),
        ("State", line.state.to_owned()),
    ];
    rows.extend(words.rounds.iter().map(|round| ("Did not work", round.judgement.said.text.clone())));
    let steps = [("Correction", &words.correction), ("Cause", &words.cause), ("Similar cases", &words.similar_cases)];
    rows.extend(steps.into_iter().filter_map(|(what, said)| Some((what, said.as_ref()?.text.clone()))));
    rows.extend(words.actions.iter().map(|line| {
        let stands = match (&line.done, &line.dropped) {
            (Some(done), _) => format!("done {}", done.on.clone().unwrap_or_default()),
            (_, Some(dropped)) => format!("dropped: {}", dropped.text),
            _ => format!("by {}", line.due),
        };
        ("Action", format!("{}. {} ({}, {stands})", line.number, line.what, line.owner.name))
    }));
    rows.extend(words.no_action.iter().map(|said| ("No action", said.text.clone())));
    let judged = words.effectiveness.iter().map(|one| ("Effectiveness", format!("{}: {}", one.result, one.said.text)));
    rows.extend(judged);
    rows.extend(words.evidence.iter().map(|item| ("Evidence", format!("{} {} ({})", item.id, item.title, item.state))));
    rows.extend(words.ending.iter().map(|said| ("Ended", said.text.clone())));
    let tail = match line.missing.is_empty() {
        true => Vec::new(),
        false => vec![format!("Missing before it can be closed: {}", line.missing.join(", "))],
    };
    let rows = rows.into_iter().map(|(what, text)| vec![what.to_owned(), text]);
    let shown = Shown { head: vec![recorded(&mark)], tables: vec![table("", &[id, ""], rows)], tail };
    show(place, &shown, &json!({ "nonconformity": words, "mark": MarkWords::of(Some(&mark)) }))
}

pub(super) fn rules(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&NonconformitiesOf::default())?;
    let words = NonconformityRulesWords::from(answer.rules);
    let rows = [
        ("major", words.major_days),
        ("minor", words.minor_days),
        ("opportunity", words.opportunity_days),
        ("wait before effectiveness is judged", words.wait_days),
    ];
    let rows = rows.into_iter().map(|(what, days)| vec![what.to_owned(), days.to_string()]);
    let shown =
        Shown { head: vec![recorded(&mark)], tables: vec![table("", &["Of", "Days"], rows)], ..Shown::default() };
    show(place, &shown, &json!({ "rules": words, "mark": MarkWords::of(Some(&mark)) }))
}
