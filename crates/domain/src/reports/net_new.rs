//! Net-new work: what ISO/IEC 27001 asks for in clauses 4-10 that SOC 2 has no equivalent for (R40, R43, R51, R58, R59).

use super::coverage::Coverage;
use crate::values::catalogue::Reading;
use crate::values::{Item, ItemKind, Overlap};

/// How much of a clause exists after SOC 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A row of the crosswalk names it: extend what exists.
    Extends,
    /// SOC 2 touches the matter, but asks for nothing of this form.
    Touched,
    /// SOC 2 asks for nothing of the kind.
    New,
}

impl Standing {
    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            Standing::Extends => "extends",
            Standing::Touched => "touched",
            Standing::New => "new",
        }
    }

    /// As people read it.
    pub fn title(self) -> &'static str {
        match self {
            Standing::Extends => "Extend what exists",
            Standing::Touched => "Touched by SOC 2, form is new",
            Standing::New => "No SOC 2 equivalent",
        }
    }
}

/// Everything that is new work whatever the coverage of Annex A.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetNew {
    /// Every auditable clause.
    pub clauses: Vec<NewClause>,
    /// The four parts of the management-system wrapper, each with its clause.
    pub wrapper: Vec<WrapperPart>,
    /// Documents and records that the standard names and SOC 2 has no equivalent for: (clause, name).
    pub artefacts: Vec<(String, String)>,
    /// Number of documents and records that the standard names: the denominator of `artefacts`.
    pub artefacts_of: usize,
    /// Annex A controls that nothing in scope names.
    pub controls: Vec<String>,
}

/// One clause and what there is to build on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClause {
    /// `6.1.3`.
    pub id: String,
    /// Short title.
    pub title: String,
    /// What it asks for.
    pub asks: String,
    /// How much exists.
    pub standing: Standing,
    /// Rows that name it: (criterion, overlap).
    pub rows: Vec<(String, Overlap)>,
    /// Criteria that touch the matter.
    pub touches: Vec<String>,
    /// A word on that.
    pub note: Option<String>,
    /// Documents and records it names: (name, SOC 2 knows one of this kind).
    pub artefacts: Vec<(String, bool)>,
}

/// One part of the management-system wrapper that programmes coming from SOC 2 lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrapperPart {
    /// Name.
    pub title: &'static str,
    /// Clause.
    pub clause: &'static str,
    /// Why SOC 2 work does not close it.
    pub why: &'static str,
}

/// The wrapper: Truvo Cyber, "SOC 2 to ISO 27001 Control Mapping", reviewed 2026-05-12; clauses of ISO/IEC 27001:2022.
pub const WRAPPER: [WrapperPart; 4] = [
    WrapperPart {
        title: "Statement of Applicability",
        clause: "6.1.3",
        why: "lists every necessary control with reason and status; has to be built even when all controls already run",
    },
    WrapperPart {
        title: "Internal audit programme",
        clause: "9.2.2",
        why: "planned audits of the whole management system by objective auditors; control monitoring does not count",
    },
    WrapperPart {
        title: "Management review",
        clause: "9.3.2",
        why: "top management, set inputs, recorded decisions; board minutes and team notes meet it only in part",
    },
    WrapperPart {
        title: "Nonconformity and corrective action",
        clause: "10.2",
        why: "cause, action and a check that it worked, with records; incident reviews do not replace the form",
    },
];

/// Derives the list from the clauses, their documented information, and the rows that name them.
pub fn net_new(reading: Reading<'_>, coverage: &Coverage) -> NetNew {
    let clauses: Vec<NewClause> = reading.to.audited(ItemKind::Clause).map(|c| clause(reading, c)).collect();
    let artefacts = |open_only: bool| {
        clauses.iter().flat_map(move |c| {
            c.artefacts
                .iter()
                .filter(move |(_, known)| !(open_only && *known))
                .map(|(name, _)| (c.id.clone(), name.clone()))
        })
    };
    NetNew {
        artefacts: artefacts(true).collect(),
        artefacts_of: artefacts(false).count(),
        wrapper: WRAPPER.into_iter().filter(|w| clauses.iter().any(|c| c.id == w.clause)).collect(),
        controls: coverage.ids(false).map(str::to_owned).collect(),
        clauses,
    }
}

impl NetNew {
    /// Number of clauses with a standing.
    pub fn count(&self, standing: Standing) -> usize {
        self.clauses.iter().filter(|c| c.standing == standing).count()
    }
}

fn clause(reading: Reading<'_>, item: &Item) -> NewClause {
    let position = reading.to.items.iter().position(|i| i.id == item.id);
    let rows: Vec<(String, Overlap)> = reading
        .crosswalk
        .rows
        .iter()
        .zip(&reading.expanded.rows)
        .filter(|(_, e)| e.clauses.iter().any(|c| Some(*c) == position))
        .map(|(row, _)| (row.id.clone(), row.overlap))
        .collect();
    let standing = match (rows.is_empty(), item.touchpoints.is_empty()) {
        (false, _) => Standing::Extends,
        (true, false) => Standing::Touched,
        (true, true) => Standing::New,
    };
    NewClause {
        id: item.id.clone(),
        title: item.title.clone(),
        asks: item.summary.clone(),
        standing,
        rows,
        touches: item.touchpoints.clone(),
        note: item.touchpoint_note.clone(),
        artefacts: item.documented_information.iter().map(|d| (d.name.clone(), d.soc2_equivalent)).collect(),
    }
}
