//! The register as a table: it comes in again as it went out, and changes nothing then.

use super::super::list::out::{day, names, names_or_none, person};
use super::RISK_HEADINGS;
use crate::App;
use crate::ask::{Question, Seen};
use crate::tables::{CellOut, SheetOut};
use domain::refusal::Refusal;
use domain::registers::risk::HeldRisk;
use domain::reports::risk::{Rated, RiskLine, lines, rated_word};
use domain::rules::risk::own;
use domain::values::Action;
use std::collections::BTreeSet;

/// Every risk that the asker sees, with all that the register says of it.
#[derive(Clone, Copy, Debug)]
pub struct RisksToWrite;

/// A risk as it is written into a table.
#[derive(Clone, Debug, PartialEq)]
pub struct WrittenRisk {
    /// Its line in the register.
    pub line: RiskLine,
    /// What was recorded.
    pub held: HeldRisk,
    /// The version of the method in force.
    pub method: Option<u32>,
}

impl Question for RisksToWrite {
    type Answer = Vec<WrittenRisk>;

    fn needs(&self) -> Action {
        Action::ReadRisks
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<WrittenRisk>, Refusal> {
        let registers = seen.organisation()?;
        let theirs: Option<BTreeSet<String>> = seen.only.map(|persons| own(registers, persons));
        let all = lines(registers, seen.on).into_iter();
        let method = registers.risks.in_force().map(|(version, _)| version);
        let sees = |line: &RiskLine| theirs.as_ref().is_none_or(|theirs| theirs.contains(&line.id));
        let written = all.filter(sees).filter_map(|line| {
            let held = registers.risks.risks.get(&line.id)?.clone();
            Some(WrittenRisk { line, held, method })
        });
        Ok(written.collect())
    }
}

/// The risks as one sheet. Owners stand by e-mail address, or by id where they have none here; an empty list is `none`, so that
/// it is told apart from what is left out.
pub fn risk_sheet(app: &App, risks: &[WrittenRisk]) -> SheetOut {
    SheetOut {
        name: "Risks".to_owned(),
        headers: RISK_HEADINGS.map(str::to_owned).to_vec(),
        widths: vec![
            8, 34, 14, 40, 40, 40, 24, 24, 28, 24, 14, 24, 18, 13, 12, 12, 14, 12, 12, 14, 12, 12, 14, 18, 44, 20, 40,
        ],
        rows: risks.iter().map(|one| row(app, one)).collect(),
        ..SheetOut::default()
    }
}

fn row(app: &App, WrittenRisk { line, held, method }: &WrittenRisk) -> Vec<CellOut> {
    let risk = &held.risk;
    let set = |names: &BTreeSet<String>| names_or_none(names.iter().map(String::as_str));
    let plan = held.plan.as_ref().map(|plan| &plan.treatment);
    let done = plan.into_iter().flat_map(|plan| &plan.lines).map(|line| line.what.as_str());
    let mut row = vec![
        CellOut::text(&line.id),
        CellOut::text(&risk.title),
        CellOut::text(risk.category.id()),
        CellOut::text(&risk.cause),
        CellOut::text(&risk.event),
        CellOut::text(&risk.consequence),
        names_or_none(risk.properties.iter().map(|property| property.id())),
        CellOut::text(&risk.source),
        person(app, risk.owner.as_ref()),
        set(&risk.assets),
        set(&risk.suppliers),
        set(&risk.controls),
        CellOut::text(&risk.enterprise),
        day(risk.next_review),
    ];
    for rated in [&line.inherent, &line.current, &line.residual] {
        row.extend(grades(rated.as_ref(), *method));
    }
    row.extend([
        CellOut::text(plan.map_or("", |plan| plan.option.id())),
        names(done),
        CellOut::text(line.state.id()),
        names(line.missing.iter().copied()),
    ]);
    row
}

/// Likelihood, impact and level. A rating that has to be made anew, because the risk was opened again or another version of the
/// method is in force, has its level alone: read in again, its grades would be an assessment that nobody made.
fn grades(rated: Option<&Rated>, method: Option<u32>) -> [CellOut; 3] {
    let alone = |level: String| [CellOut::Empty, CellOut::Empty, CellOut::text(&level)];
    match rated {
        None => [CellOut::Empty, CellOut::Empty, CellOut::Empty],
        Some(rated) if rated.before_opening => alone(rated_word(&rated.word, true)),
        Some(rated) if Some(rated.method) != method => {
            alone(format!("{}, by version {} of the method", rated.word, rated.method))
        }
        Some(rated) => [
            CellOut::Int(i64::from(rated.likelihood)),
            CellOut::Int(i64::from(rated.impact)),
            CellOut::text(&rated.word),
        ],
    }
}
