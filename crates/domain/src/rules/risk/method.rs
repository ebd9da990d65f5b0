//! The method: written as a draft, approved by management that did not write it, bound to its hash (SoD-1, SoD-15).

use super::{Judged, event, not_possible};
use crate::event::RiskEvent;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::rules::{LONG_TEXT, SHORT_TEXT, optional, required};
use crate::values::risk::{Grade, Level, MAX_GRADES, MAX_REVIEW_MONTHS, MAX_TRIGGERS, MIN_GRADES, RiskMethod};
use std::collections::BTreeSet;

/// Most versions of the method.
const MAX_VERSIONS: usize = 1_000;

pub(super) fn write(registers: &Registers, method: RiskMethod) -> Judged {
    let register = &registers.risks;
    let draft = register.draft();
    if draft.is_none() && register.methods.len() >= MAX_VERSIONS {
        return Err(Refusal::TooMany { what: "versions of the method", max: MAX_VERSIONS });
    }
    let method = checked(method)?;
    let sha256 = method.sha256();
    if register.methods.last().is_some_and(|held| held.sha256 == sha256) {
        return Err(Refusal::NothingToChange { what: "the method".to_owned() });
    }
    let next = || u32::try_from(register.methods.len() + 1).unwrap_or(u32::MAX);
    let version = draft.map_or_else(next, |(version, _)| version);
    Ok(vec![event(RiskEvent::RiskMethodWritten { version, method: Box::new(method), sha256 })])
}

pub(super) fn approve(registers: &Registers, version: u32, sha256: &str) -> Judged {
    let Some((draft, held)) = registers.risks.draft() else {
        return Err(not_possible("there is no draft of the method".to_owned(), "write one first"));
    };
    if draft != version || !sha256.trim().eq_ignore_ascii_case(&held.sha256) {
        return Err(Refusal::Outdated { what: "method", id: format!("version {draft}") });
    }
    Ok(vec![event(RiskEvent::RiskMethodApproved { version, sha256: held.sha256.clone() })])
}

fn checked(method: RiskMethod) -> Result<RiskMethod, Refusal> {
    let title = required(&method.title, "the title", "what the method is called", SHORT_TEXT)?;
    let likelihood = scale("likelihood", method.likelihood)?;
    let impact = scale("impact", method.impact)?;
    let levels = levels(method.levels)?;
    matrix(&method.matrix, likelihood.len(), impact.len(), levels.len())?;
    let top = levels.len();
    if method.appetite == 0 || usize::from(method.appetite) >= top {
        return Err(not_possible(
            format!("the appetite cannot be level {}", method.appetite),
            format!("name a level from 1 to {}, so that something goes to the next level", top - 1),
        ));
    }
    if method.review_months == 0 || method.review_months > MAX_REVIEW_MONTHS {
        return Err(not_possible(
            format!("risks cannot be assessed every {} months", method.review_months),
            format!("give 1 to {MAX_REVIEW_MONTHS} months: once a year is the least"),
        ));
    }
    if method.triggers.len() > MAX_TRIGGERS {
        return Err(Refusal::TooMany { what: "triggers", max: MAX_TRIGGERS });
    }
    let triggers = method.triggers.iter().map(|text| required(text, "the trigger", "what changes", SHORT_TEXT));
    let wanted = "how two people come to the same result";
    let consistency = required(&method.consistency, "how results stay consistent", wanted, LONG_TEXT)?;
    let triggers = triggers.collect::<Result<_, _>>()?;
    Ok(RiskMethod { title, likelihood, impact, levels, consistency, triggers, ..method })
}

fn counted(what: &str, count: usize) -> Result<(), Refusal> {
    match (MIN_GRADES..=MAX_GRADES).contains(&count) {
        true => Ok(()),
        false => Err(not_possible(
            format!("{what} has {count} grades"),
            format!("give {MIN_GRADES} to {MAX_GRADES}, the lowest first"),
        )),
    }
}

fn distinct<'a>(what: &str, words: impl Iterator<Item = &'a str>) -> Result<(), Refusal> {
    let mut seen = BTreeSet::new();
    for word in words {
        if !seen.insert(word.to_lowercase()) {
            return Err(not_possible(format!("`{word}` stands twice in {what}"), "give each grade its own word"));
        }
    }
    Ok(())
}

fn scale(what: &'static str, grades: Vec<Grade>) -> Result<Vec<Grade>, Refusal> {
    counted(what, grades.len())?;
    let one = |grade: Grade| {
        Ok(Grade {
            word: required(&grade.word, "the word of a grade", "such as `likely`", SHORT_TEXT)?,
            meaning: required(&grade.meaning, "the meaning of a grade", "when to choose it", LONG_TEXT)?,
            example: optional(&grade.example, "the example of a grade", LONG_TEXT)?,
        })
    };
    let grades: Vec<Grade> = grades.into_iter().map(one).collect::<Result<_, Refusal>>()?;
    distinct(what, grades.iter().map(|grade| grade.word.as_str()))?;
    Ok(grades)
}

fn levels(levels: Vec<Level>) -> Result<Vec<Level>, Refusal> {
    counted("the list of levels", levels.len())?;
    let one = |level: Level| {
        Ok(Level {
            word: required(&level.word, "the word of a level", "such as `high`", SHORT_TEXT)?,
            demands: required(&level.demands, "what a level demands", "what is done, and by when", LONG_TEXT)?,
            decides: required(&level.decides, "who decides at a level", "a role, such as `risk owner`", SHORT_TEXT)?,
        })
    };
    let levels: Vec<Level> = levels.into_iter().map(one).collect::<Result<_, Refusal>>()?;
    distinct("the list of levels", levels.iter().map(|level| level.word.as_str()))?;
    Ok(levels)
}

/// One level for each pair of grades, never lower for a higher grade: otherwise results could not be compared.
fn matrix(matrix: &[Vec<u8>], likelihood: usize, impact: usize, levels: usize) -> Result<(), Refusal> {
    if matrix.len() != likelihood || matrix.iter().any(|row| row.len() != impact) {
        return Err(not_possible(
            "the matrix does not fit the scales".to_owned(),
            format!("give {likelihood} rows for likelihood, each with {impact} levels for impact"),
        ));
    }
    for (l, row) in matrix.iter().enumerate() {
        for (i, level) in row.iter().enumerate() {
            let at = format!("likelihood {} and impact {}", l + 1, i + 1);
            if *level == 0 || usize::from(*level) > levels {
                return Err(not_possible(
                    format!("the matrix names level {level} for {at}"),
                    format!("the levels are numbered 1 to {levels}"),
                ));
            }
            let left = i.checked_sub(1).and_then(|i| row.get(i));
            let above = l.checked_sub(1).and_then(|l| matrix.get(l)?.get(i));
            if left.into_iter().chain(above).any(|before| before > level) {
                return Err(not_possible(
                    format!("the level falls at {at}"),
                    "a higher grade never leads to a lower level",
                ));
            }
        }
    }
    Ok(())
}
