//! Signs of a superficial assessment (R115): one score for all, no scenario, no control, words that would fit anybody.

use super::standing::rated;
use super::wrong::{RiskFinding, RiskProblem};
use crate::registers::risk::{HeldRisk, RiskRegister};
use crate::values::risk::{RatingKind, Risk};
use std::collections::BTreeMap;

/// Risks from which on one score for all is no coincidence.
pub const ONE_SCORE_FROM: usize = 4;
/// Fewest words of a scenario that says something of this organisation.
const FEWEST_WORDS: usize = 8;
/// Titles that say nothing, in small letters.
const EMPTY_TITLES: [&str; 10] = [
    "risk",
    "security risk",
    "cyber risk",
    "cyber attack",
    "data breach",
    "hacker",
    "malware",
    "human error",
    "tbd",
    "n/a",
];

/// The signs, risk by risk and over all of them.
pub fn superficial(register: &RiskRegister) -> Vec<RiskFinding> {
    let open: Vec<(&String, &HeldRisk)> = register.risks.iter().filter(|(_, held)| !held.closed).collect();
    let mut found = Vec::new();
    let mut texts: BTreeMap<String, &str> = BTreeMap::new();
    for (id, held) in &open {
        each(id, held, &mut found);
        let text = scenario(&held.risk);
        if text.is_empty() {
            continue;
        }
        if let Some(other) = texts.insert(text, id) {
            let sentence = format!("{id} has the scenario of {other}, word for word");
            found.push(RiskFinding::new(
                RiskProblem::Generic,
                Some(id),
                sentence,
                "say what is different, or keep one of them",
            ));
        }
    }
    found.extend(one_score(&open));
    found
}

fn each(id: &str, held: &HeldRisk, found: &mut Vec<RiskFinding>) {
    let risk = &held.risk;
    let mut say =
        |problem, sentence: String, hint: &str| found.push(RiskFinding::new(problem, Some(id), sentence, hint));
    let whole = !risk.cause.is_empty() && !risk.event.is_empty() && !risk.consequence.is_empty();
    if !whole {
        say(RiskProblem::NoScenario, format!("{id} has no whole scenario"), "say cause, event and consequence");
    }
    if risk.properties.is_empty() {
        let sentence = format!("{id} says not what information would lose");
        say(RiskProblem::NoProperty, sentence, "name confidentiality, integrity or availability");
    }
    let planned = held.plan.iter().flat_map(|plan| &plan.treatment.lines).any(|line| !line.controls.is_empty());
    if risk.controls.is_empty() && !planned {
        let hint = "name the controls that hold it down, or those of its treatment";
        say(RiskProblem::NoControls, format!("no control is linked to {id}"), hint);
    }
    let title = risk.title.to_lowercase();
    let few = whole && scenario(risk).split_whitespace().count() < FEWEST_WORDS;
    if EMPTY_TITLES.contains(&title.trim_end_matches('.')) || few {
        let hint = "say what would happen here: which system, whose data, what follows";
        say(RiskProblem::Generic, format!("the words of {id} would fit any organisation"), hint);
    }
}

/// Cause, event and consequence as one text in small letters.
fn scenario(risk: &Risk) -> String {
    let text = format!("{} {} {}", risk.cause, risk.event, risk.consequence).to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn one_score(open: &[(&String, &HeldRisk)]) -> Option<RiskFinding> {
    let current = |(_, held): &(&String, &HeldRisk)| {
        let (_, held) = rated(held, RatingKind::Current)?;
        Some((held.rating.likelihood, held.rating.impact))
    };
    let scores: Vec<(u8, u8)> = open.iter().filter_map(current).collect();
    let (first, rest) = scores.split_first()?;
    (scores.len() >= ONE_SCORE_FROM && rest.iter().all(|score| score == first)).then(|| {
        RiskFinding::new(
            RiskProblem::OneScore,
            None,
            format!("all {} rated risks have likelihood {} and impact {}", scores.len(), first.0, first.1),
            "rate them side by side by the meanings of the grades",
        )
    })
}
