//! The agenda of a management review as JSON: every input with its figures and what they count.

use domain::values::review::{Agenda, AgendaItem, AgendaLine, AgendaPoint};
use serde::Serialize;
use utoipa::ToSchema;

/// Something that a line names.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReviewAgendaItemWords {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// How it stood.
    pub says: String,
}

/// One figure with what it counts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReviewAgendaLineWords {
    /// What is counted.
    pub says: String,
    /// How many.
    pub figure: u64,
    /// Out of how many, where that has a meaning.
    pub of: Option<u64>,
    /// `reviews`, `nonconformities`, `tasks`, `collectors`, `exceptions`, `audits`, `asked`, `risks`, `suppliers` or `register`.
    pub source: &'static str,
    /// Which register, of `register`; empty otherwise.
    pub register: String,
    /// What is counted, by name.
    pub items: Vec<ReviewAgendaItemWords>,
    /// How many are counted and not named.
    pub unnamed: u64,
}

impl From<&AgendaLine> for ReviewAgendaLineWords {
    fn from(line: &AgendaLine) -> ReviewAgendaLineWords {
        let item = |item: &AgendaItem| {
            let AgendaItem { id, title, says } = item.clone();
            ReviewAgendaItemWords { id, title, says }
        };
        ReviewAgendaLineWords {
            says: line.says.clone(),
            figure: line.figure,
            of: line.of,
            source: line.source.id(),
            register: line.register.clone(),
            items: line.items.iter().map(item).collect(),
            unnamed: line.unnamed(),
        }
    }
}

/// What the data says of one input.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReviewAgendaPointWords {
    /// The input: `a`, `b`, `c`, `d1` to `d4`, `e`, `f_results`, `f_plan_status` or `g`; `beside` for what stands beside them.
    pub input: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Figures.
    pub lines: Vec<ReviewAgendaLineWords>,
    /// What is not kept here, so that only people can say it.
    pub not_kept: Vec<String>,
}

impl ReviewAgendaPointWords {
    fn of(input: &'static str, title: &'static str, point: &AgendaPoint) -> ReviewAgendaPointWords {
        let lines = point.lines.iter().map(ReviewAgendaLineWords::from).collect();
        ReviewAgendaPointWords { input, title, lines, not_kept: point.not_kept.clone() }
    }
}

/// An agenda: what was so on a day.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ManagementReviewAgendaWords {
    /// The day on which it was computed.
    pub on: String,
    /// The day of the review before; null for the first.
    pub since: Option<String>,
    /// Entries of the ledger that it rests on.
    pub entry: u64,
    /// Every input of the clause, in its order.
    pub points: Vec<ReviewAgendaPointWords>,
    /// Incidents and performance over time.
    pub beside: ReviewAgendaPointWords,
}

impl From<&Agenda> for ManagementReviewAgendaWords {
    fn from(agenda: &Agenda) -> ManagementReviewAgendaWords {
        let points = agenda.points.iter();
        ManagementReviewAgendaWords {
            on: agenda.on.to_string(),
            since: agenda.since.map(|day| day.to_string()),
            entry: agenda.entry,
            points: points.map(|(input, point)| ReviewAgendaPointWords::of(input.id(), input.title(), point)).collect(),
            beside: ReviewAgendaPointWords::of("beside", "Incidents and performance", &agenda.beside),
        }
    }
}
