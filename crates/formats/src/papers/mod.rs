//! Papers: what a report says, laid out for people who read on paper. Each function takes plain values of the domain and gives
//! a [`press::Paper`]; the press makes PDF or DOCX of it, and [`sheets()`] a workbook.

mod audits;
mod board;
mod chart;
mod crosswalk;
mod document;
mod examined;
mod face;
mod gap;
mod kinds;
mod lists;
mod logs;
mod markdown;
mod minutes;
mod parts;
mod plan;
mod prose;
mod risks;
mod sheets;
mod statement;
mod words;

pub use audits::{audit, audits};
pub use board::{BoardPaper, board};
pub use chart::{Slice, Span, heat, spans, stacked};
pub use crosswalk::crosswalk;
pub use document::{DocumentPaper, document};
pub use examined::{exceptions, requests};
pub use face::Face;
pub use gap::gap;
pub use kinds::{Ending, NOT_PROVEN, PAPERS, PaperKind, paper};
pub use lists::{documents, register, suppliers};
pub use logs::nonconformities;
pub use markdown::blocks;
pub use minutes::{agenda, minutes};
pub use plan::{cost, roadmap, scorecard};
pub use prose::{assertion, description, letter};
pub use risks::{RiskPaper, risks};
pub use sheets::{of_sheets, sheets};
pub use statement::{StatementPaper, statement};
pub use words::words;
