//! The register, one risk, and what is wrong.

use crate::cli::Done;
use crate::cli::args::PlaceArgs;
use crate::cli::out::{Shown, known, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::risk::{RatingWords, RiskDetailWords, RiskFindingWords, RiskWords};
use app::ask::{RiskOf, RisksOf, WrongRisks};
use app::tables::SheetOut;
use domain::reports::risk::rated_word;
use domain::values::risk::RiskState;
use serde_json::json;

pub(super) fn list(place: &PlaceArgs, state: Option<&str>, above: bool) -> Done {
    let ids = RiskState::ALL.map(RiskState::id);
    let state = state.map(|s| known("state", s, RiskState::parse, &ids)).transpose()?;
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&RisksOf)?;
    let mut risks = RiskWords::all(&here.names(), &answer);
    let is_above = |one: &RiskWords| one.current.as_ref().is_some_and(|rated| rated.above);
    risks.retain(|one| state.is_none_or(|s| one.state == s.id()) && (!above || is_above(one)));
    let word = |rated: &Option<RatingWords>| {
        rated.as_ref().map(|rated| rated_word(&rated.word, rated.before_opening)).unwrap_or_default()
    };
    let rows = risks.iter().map(|one| {
        vec![
            one.id.clone(),
            one.title.clone(),
            one.owner.as_ref().map(|owner| owner.name.clone()).unwrap_or_default(),
            word(&one.inherent),
            word(&one.current),
            word(&one.residual),
            one.option.unwrap_or_default().to_owned(),
            one.state.to_owned(),
            one.next_review.clone().unwrap_or_default(),
        ]
    });
    let headers = ["Id", "Title", "Owner", "Inherent", "Current", "Residual", "Option", "State", "Next review"];
    let mut head = vec![recorded(&mark)];
    head.push(match &answer.method {
        Some((version, method)) => {
            format!("Rated by version {version} of the method, appetite {}.", method.word(method.appetite))
        }
        None => "No method is approved yet: `tickmark risk method show`.".to_owned(),
    });
    let shown = Shown { head, tables: vec![table("", &headers, rows)], ..Shown::default() };
    show(place, &shown, &json!({ "risks": risks, "mark": MarkWords::of(Some(&mark)) }))
}

pub(super) fn show_one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&RiskOf(id.to_owned()))?;
    let words = RiskDetailWords::of(&here.names(), &answer, mark.on);
    let risk = &words.risk;
    let owner = words.line.owner.as_ref().map_or("nobody", |owner| owner.name.as_str());
    let mut head = vec![recorded(&mark), format!("{id} {}, {}, owned by {owner}", risk.title, words.line.state)];
    let texts = [("Cause", &risk.cause), ("Event", &risk.event), ("Consequence", &risk.consequence)];
    head.extend(texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| format!("{name}: {text}")));
    if let Some(plan) = &words.treatment {
        head.push(format!(
            "Plan version {}: {}. Approval {}, acceptance {}. Hash {}",
            plan.version, plan.option, words.line.approval, words.line.acceptance, plan.sha256
        ));
    }
    let tail = words.wrong.iter().map(|finding| format!("{} ({})", finding.what, finding.hint)).collect();
    let shown = Shown { head, tables: vec![ratings(&words), lines(&words)], tail };
    show(place, &shown, &json!({ "risk": words, "mark": MarkWords::of(Some(&mark)) }))
}

fn ratings(words: &RiskDetailWords) -> SheetOut {
    let rows = words.ratings.iter().map(|one| {
        vec![
            one.number.to_string(),
            one.kind.to_owned(),
            format!("{} x {}", one.likelihood, one.impact),
            one.word.clone(),
            one.on.clone(),
            one.made.by.name.clone(),
            one.reason.clone(),
        ]
    });
    table("Ratings", &["", "Kind", "Likelihood x impact", "Level", "Day", "By", "Reason"], rows)
}

fn lines(words: &RiskDetailWords) -> SheetOut {
    let lines = words.treatment.iter().flat_map(|plan| &plan.lines).map(|line| {
        let owner = line.owner.as_ref().map(|owner| owner.name.clone()).unwrap_or_default();
        let (what, due) = (line.what.clone(), line.due.clone().unwrap_or_default());
        vec![line.id.clone(), what, line.controls.join(", "), owner, due, line.state.to_owned()]
    });
    table("Treatment", &["Line", "What", "Controls", "Owner", "Due", "State"], lines)
}

pub(super) fn wrong(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&WrongRisks)?;
    let words = RiskFindingWords::all(&answer);
    let rows = words
        .iter()
        .map(|one| vec![one.id.to_owned(), one.risk.clone().unwrap_or_default(), one.what.clone(), one.hint.clone()]);
    let tables = vec![table("", &["Kind", "Risk", "What is wrong", "Right would be"], rows)];
    let shown = Shown { head: vec![recorded(&mark)], tables, ..Shown::default() };
    show(place, &shown, &json!({ "findings": words, "mark": MarkWords::of(Some(&mark)) }))
}
