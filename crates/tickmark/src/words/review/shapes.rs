//! Bodies about management reviews, described for the document of the API.

use utoipa::ToSchema;

/// What is planned.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "title": "Management review 2026", "form": "meeting", "on": "2026-12-01" }))]
pub struct ShapeOfReviewPlan {
    /// What it is called.
    title: String,
    /// `meeting`, or `record` for minutes of another meeting, whose day is over.
    form: Option<String>,
    /// On which day it takes place.
    #[schema(format = Date)]
    on: String,
}

/// A decision. With an owner and a day it is an action.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "kind": "improvement", "text": "Rehearse the restore of the customer database", "owner": "p-1", "due": "2027-03-31" }))]
pub struct ShapeOfReviewDecision {
    /// `improvement`, `change` or `resources`.
    kind: String,
    /// What was decided; that nothing changes is a decision too.
    text: String,
    /// Id of the person who carries it out.
    owner: Option<String>,
    /// By when.
    #[schema(format = Date)]
    due: Option<String>,
}

/// What is reported of an action.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "status": "done", "on": "2027-02-10", "note": "Restored in four hours", "evidence": ["EV-7"] }))]
pub struct ShapeOfActionReport {
    /// `in_progress`, `done` or `dropped`.
    status: String,
    /// As of which day.
    #[schema(format = Date)]
    on: String,
    /// What was done, how far it is, or why it is dropped.
    note: Option<String>,
    /// Items of evidence.
    evidence: Option<Vec<String>>,
}
