//! Contradictions inside a crosswalk, and between it and what its own source claims.

use super::{Held, Rule};
use crate::reports::coverage::coverage;
use crate::reports::lens::Lens;
use crate::values::catalogue::Reading;
use crate::values::{Categories, Mode};

/// A contradiction found by rule inside a crosswalk or between it and what its own source claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Which rule found it.
    pub rule: Rule,
    /// Controls, criteria or claims concerned.
    pub about: Vec<String>,
    /// What contradicts what, in one sentence.
    pub sentence: String,
}

/// Finds contradictions by rule, not by list.
pub fn contradictions(reading: Reading<'_>, held: &[Held]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for h in held {
        let id = &h.claim.id;
        let mut add = |rule: Rule, about: &[String], sentence: String| {
            if !about.is_empty() {
                found.push(Contradiction { rule, about: about.to_vec(), sentence });
            }
        };
        add(
            Rule::NamedButUncovered,
            &h.named_but_claimed_uncovered,
            format!("{id} calls them uncovered; rows name them"),
        );
        add(
            Rule::ClaimedButUnnamed,
            &h.claimed_but_unnamed,
            format!("{id} counts them as covered; no row in scope names them"),
        );
        add(
            Rule::FullButPartial,
            &h.full_but_claimed_partial,
            format!("{id} calls them partial; a row carries them fully"),
        );
        if let (Some(figure), Some(false), Some(p)) = (h.derived, h.agrees, &h.claim.published) {
            let sentence = format!(
                "{id} publishes {}; the rows give {} ({} of {})",
                interval(p.low, p.high),
                figure.value.number(),
                figure.n,
                figure.of
            );
            add(Rule::FigureDiffers, std::slice::from_ref(id), sentence);
        }
    }
    figures_differ(held, &mut found);
    rows_differ(reading, &mut found);
    found.sort_by_key(|c| c.rule);
    found
}

fn interval(low: u32, high: Option<u32>) -> String {
    match high {
        Some(h) if h != low => format!("{low}-{h}"),
        Some(_) => low.to_string(),
        None => format!("at least {low}"),
    }
}

fn figures_differ(held: &[Held], found: &mut Vec<Contradiction>) {
    for (i, a) in held.iter().enumerate() {
        for b in &held[i + 1..] {
            let same = a.claim.derive.is_some() && a.claim.derive == b.claim.derive && a.claim.scope == b.claim.scope;
            if let (true, Some(p), Some(q)) = (same, &a.claim.published, &b.claim.published)
                && (p.unit == q.unit && (p.low, p.high) != (q.low, q.high))
            {
                found.push(Contradiction {
                    rule: Rule::FiguresDiffer,
                    about: vec![a.claim.id.clone(), b.claim.id.clone()],
                    sentence: format!(
                        "{} and {} answer one question",
                        interval(p.low, p.high),
                        interval(q.low, q.high)
                    ),
                });
            }
        }
    }
}

fn rows_differ(reading: Reading<'_>, found: &mut Vec<Contradiction>) {
    let seen = coverage(&Lens::new(reading, Categories::ALL, Mode::Literal));
    for c in seen.controls.iter().filter(|c| c.best != c.worst) {
        let rows: Vec<String> = c.rows.iter().map(|r| format!("{} {}", r.criterion, r.overlap.id())).collect();
        found.push(Contradiction {
            rule: Rule::RowsDiffer,
            about: vec![c.id.clone()],
            sentence: format!("{}: {}", c.id, rows.join(", ")),
        });
    }
}
