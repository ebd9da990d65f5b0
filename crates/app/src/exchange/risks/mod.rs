//! Lists of risks coming in and going out: the register as a table that comes in again as it went out.

mod out;
mod row;

pub use out::{RisksToWrite, WrittenRisk, risk_sheet};

use super::list::{Importable, Listed, RowReading};
use crate::ask::{PreviewRisks, Question};
use domain::command::{Command, RiskCommand};
use domain::rules::ImportPlan;
use domain::rules::risk::MAX_ROWS;
use domain::values::risk::RiskRow;
use domain::values::{Action, FileRef};

/// The headings of a list of risks: what the export writes, and what the import reads in any case of letters.
pub const RISK_HEADINGS: [&str; 27] = [
    "Id",
    "Title",
    "Category",
    "Cause",
    "Event",
    "Consequence",
    "Properties",
    "Source",
    "Owner",
    "Assets",
    "Suppliers",
    "Controls",
    "Enterprise entry",
    "Next review",
    "Inherent likelihood",
    "Inherent impact",
    "Inherent level",
    "Current likelihood",
    "Current impact",
    "Current level",
    "Residual likelihood",
    "Residual impact",
    "Residual level",
    "Option",
    "Treatment",
    "State",
    "Missing",
];

/// The headings that are written and not read: they follow from the others.
const NOT_READ: [&str; 5] = ["Inherent level", "Current level", "Residual level", "State", "Missing"];

/// Lists of risks.
#[derive(Clone, Copy, Debug)]
pub struct RiskLists;

impl Listed for RiskLists {
    type Row = RiskRow;

    fn headings(&self) -> Vec<&str> {
        RISK_HEADINGS.to_vec()
    }

    fn not_read(&self) -> Vec<&str> {
        NOT_READ.to_vec()
    }

    fn needed(&self) -> Vec<(&str, &str)> {
        vec![("Title", "name the column with the risks' titles; the export shows all headings")]
    }

    /// The usual words of a SOC 2 risk assessment (R116).
    fn usual(&self, word: &str) -> Option<&str> {
        Some(match word {
            "risk" | "risk title" | "risk name" | "name" => "Title",
            "threat" => "Cause",
            "scenario" | "description" | "risk description" => "Event",
            "risk owner" => "Owner",
            "likelihood" | "probability" => "Current likelihood",
            "impact" | "severity" => "Current impact",
            "response" | "treatment option" | "risk response" => "Option",
            "mitigation" | "treatment plan" | "action" => "Treatment",
            _ => return None,
        })
    }

    fn most(&self) -> (usize, &'static str) {
        (MAX_ROWS, "risks in one import")
    }

    fn row(&self, row: &mut RowReading<'_>) -> Option<RiskRow> {
        Some(row::read(row))
    }
}

impl Importable for RiskLists {
    fn action(&self) -> Action {
        Action::RecordRisk
    }

    fn preview<'a>(&'a self, source: &'a str, rows: &'a [RiskRow]) -> impl Question<Answer = ImportPlan> + 'a {
        PreviewRisks { source, rows }
    }

    fn command(&self, source: String, file: Option<FileRef>, rows: Vec<RiskRow>) -> Command {
        Command::Risk(RiskCommand::ImportRisks { source, file, rows })
    }
}
