//! An explanation as JSON.

use super::{Echo, gap::GapControlWords};
use app::Mark;
use app::ask::ExplainAnswer;
use domain::reports::coverage::NamedBy;
use domain::reports::explain::Bearing;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A row that bears on something.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RowWords {
    /// The criterion.
    pub criterion: String,
    /// `full`, `partial`, `unrated`, `iso_only` or `soc2_only`.
    pub overlap: &'static str,
    /// Named only through a broad reference.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub broad: bool,
    /// From an accepted suggestion.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub suggested: bool,
    /// Counts in the scope and mode that were asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<bool>,
    /// References as the source wrote them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// Controls and clauses on the other side (for a criterion).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// Evidence that can be reused.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// What it still needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplement: Option<String>,
    /// What else the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl RowWords {
    /// Criterion and overlap alone.
    pub fn plain(criterion: &str, overlap: &'static str) -> RowWords {
        RowWords {
            criterion: criterion.to_owned(),
            overlap,
            broad: false,
            suggested: false,
            counts: None,
            written: None,
            references: Vec::new(),
            evidence: Vec::new(),
            supplement: None,
            note: None,
        }
    }

    /// A row behind a grade.
    pub fn named(row: &NamedBy) -> RowWords {
        RowWords { broad: row.broad, suggested: row.suggested, ..RowWords::plain(&row.criterion, row.overlap.id()) }
    }

    /// A row of an explanation. For a criterion the other side holds controls, for a control it holds criteria.
    pub fn bearing(bearing: &Bearing, about_criterion: bool) -> RowWords {
        let others = || bearing.other.iter().map(|i| i.id.clone());
        let criterion = if about_criterion {
            bearing.row.criteria.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        } else {
            others().collect::<Vec<_>>().join(", ")
        };
        RowWords {
            broad: bearing.broad,
            counts: Some(bearing.counts),
            written: Some(bearing.row.written.clone()),
            references: if about_criterion { others().collect() } else { Vec::new() },
            evidence: bearing.row.evidence.clone(),
            supplement: bearing.row.supplement.clone(),
            note: bearing.row.note.clone(),
            ..RowWords::plain(&criterion, bearing.row.overlap.id())
        }
    }
}

/// Everything that bears on one item.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ExplainWords {
    /// `A.5.4`.
    pub id: String,
    /// Framework.
    pub framework: String,
    /// Short title.
    pub title: String,
    /// What it asks for.
    pub asks: String,
    /// Rows that bear on it.
    pub rows: Vec<RowWords>,
    /// Best overlap of the counting rows.
    pub best: Option<&'static str>,
    /// Worst overlap of the counting rows.
    pub worst: Option<&'static str>,
    /// What other crosswalks say.
    pub elsewhere: BTreeMap<String, Vec<RowWords>>,
    /// Typical evidence.
    pub typical_evidence: Vec<String>,
    /// Attributes.
    pub attributes: BTreeMap<&'static str, Vec<String>>,
    /// Own controls linked to it.
    pub own_controls: Vec<OwnWords>,
    /// For a control: grade, reason and what is missing.
    pub gap: Option<GapControlWords>,
    /// How it was read.
    #[serde(flatten)]
    pub echo: Echo,
}

/// An own control that is linked to an item.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OwnWords {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// In place?
    pub in_place: bool,
}

impl ExplainWords {
    /// The words of an answer.
    pub fn of(answer: &ExplainAnswer, mark: Option<&Mark>) -> ExplainWords {
        let e = &answer.explanation;
        let criterion = e.item.kind == domain::values::ItemKind::Criterion;
        let rows = |list: &[Bearing]| list.iter().map(|b| RowWords::bearing(b, criterion)).collect::<Vec<_>>();
        ExplainWords {
            id: e.item.id.clone(),
            framework: e.framework.clone(),
            title: e.item.title.clone(),
            asks: e.item.summary.clone(),
            rows: rows(&e.rows),
            best: e.best.map(domain::values::Overlap::id),
            worst: e.worst.map(domain::values::Overlap::id),
            elsewhere: e.elsewhere.iter().map(|(id, list)| (id.clone(), rows(list))).collect(),
            typical_evidence: e.item.evidence.clone(),
            attributes: e
                .item
                .attributes
                .each()
                .into_iter()
                .filter(|(_, v)| !v.is_empty())
                .map(|(k, v)| (k, v.to_vec()))
                .collect(),
            own_controls: answer
                .own
                .iter()
                .map(|(id, name, in_place)| OwnWords { id: id.clone(), name: name.clone(), in_place: *in_place })
                .collect(),
            gap: answer.graded.as_ref().map(GapControlWords::of),
            echo: Echo::of(&answer.read, mark),
        }
    }
}
