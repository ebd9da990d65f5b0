//! The board dashboard: one page, each figure with what it is counted of.

use super::Face;
use super::parts::{ended, table};
use crate::pictures::{of_gap, stacked};
use domain::reports::COVERAGE_IS_NOT_READINESS;
use domain::reports::gap::Gap;
use domain::reports::nonconformity::Figures;
use domain::reports::programme::{Advice, CriterionStanding};
use domain::reports::risk::RiskLine;
use domain::values::risk::RiskState;
use press::{Block, Cell, Figure, Paper, Tone};

/// Most lines of what needs a decision.
const MAX_LINES: usize = 8;

/// What a board is shown; what whoever asks may not see is `None`, and said to be missing.
pub struct BoardPaper<'a> {
    /// The gap analysis.
    pub gap: &'a Gap,
    /// By which mapping, categories and mode it was read, label and value.
    pub read: &'a [(&'a str, String)],
    /// The criteria in scope.
    pub criteria: &'a [CriterionStanding],
    /// What to do next.
    pub advice: &'a [Advice],
    /// Own controls, and those in place.
    pub controls: (usize, usize),
    /// The risks.
    pub risks: Option<&'a [RiskLine]>,
    /// Nonconformities.
    pub nonconformities: Option<&'a Figures>,
    /// Checks before the two stages of a certification audit: those that are met, and those that can be checked.
    pub checks: Option<[(usize, usize); 2]>,
}

/// The paper.
pub fn board(face: &Face, of: &BoardPaper<'_>) -> Paper {
    let met = of.criteria.iter().filter(|one| !one.in_place.is_empty()).count();
    let (controls, in_place) = of.controls;
    let figure =
        |value: usize, label: &str, of: String| Figure { value: value.to_string(), label: label.to_owned(), of };
    let mut first = vec![
        figure(met, "criteria with a control in place", format!("of {} in scope of SOC 2", of.criteria.len())),
        figure(
            of.gap.coverage.covered,
            "controls of Annex A reached",
            format!("of {}, a mapping and not readiness", of.gap.coverage.of),
        ),
        figure(in_place, "own controls in place", format!("of {controls}")),
    ];
    if let Some(checks) = &of.checks {
        first.push(figure(checks[0].0, "checks met before Stage 1", format!("of {} that can be checked", checks[0].1)));
    }
    let mut second = Vec::new();
    if let Some(risks) = of.risks {
        let open: Vec<&RiskLine> = risks.iter().filter(|line| line.state != RiskState::Closed).collect();
        let above = open.iter().filter(|line| line.current.as_ref().is_some_and(|rated| rated.above)).count();
        let late: usize = open.iter().map(|line| line.open_lines.1).sum();
        let lines: usize = open.iter().map(|line| line.open_lines.0).sum();
        second.push(figure(above, "risks above the appetite", format!("of {} open risks", open.len())));
        second.push(figure(late, "overdue actions on risks", format!("of {lines} open ones")));
    }
    if let Some(figures) = of.nonconformities {
        second.push(figure(figures.overdue, "overdue nonconformities", format!("of {} open ones", figures.open())));
    }
    if let Some(checks) = &of.checks {
        second.push(figure(
            checks[1].0,
            "checks met before Stage 2",
            format!("of {} that can be checked", checks[1].1),
        ));
    }
    let mut blocks = vec![Block::Figures(first)];
    if !second.is_empty() {
        blocks.push(Block::Figures(second));
    }
    blocks.push(Block::heading(1, "What SOC 2 work reaches of Annex A"));
    blocks.push(Block::Chart(stacked("Controls of Annex A by grade", &of_gap(of.gap))));
    let read: Vec<String> = of.read.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    blocks.push(Block::text(ended(&read.join("; "))));
    blocks.extend(of.gap.inherited_said().map(Block::text));
    blocks.push(Block::heading(1, "What is next"));
    let rows = of.advice.iter().take(MAX_LINES).map(|one| vec![Cell::new(&one.sentence)]);
    blocks.push(table(
        "Next",
        &[("What", 1)],
        rows.collect(),
        "Nothing is proposed: what is recorded says of no next step.",
    ));
    let more = of.advice.len().saturating_sub(MAX_LINES);
    if more > 0 {
        blocks.push(Block::text(format!("and {more} more.")));
    }
    blocks.extend(not_shown(of));
    blocks.push(Block::text(COVERAGE_IS_NOT_READINESS));
    face.paper("Board dashboard", "SOC 2 and ISO/IEC 27001:2022", blocks)
}

/// What whoever asked may not read, by name.
fn not_shown(of: &BoardPaper<'_>) -> Option<Block> {
    let hidden = [
        (of.risks.is_none(), "risks"),
        (of.nonconformities.is_none(), "nonconformities"),
        (of.checks.is_none(), "checks before the audits"),
    ];
    let hidden: Vec<&str> = hidden.iter().filter(|(missing, _)| *missing).map(|(_, what)| *what).collect();
    let said = format!("Whoever asked for this page may not read: {}.", hidden.join(", "));
    (!hidden.is_empty()).then(|| Block::note(Tone::Part, "Not shown.", said))
}
