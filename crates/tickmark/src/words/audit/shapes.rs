//! What is sent about internal audits, for the document of the API; the domain's own types read it.

use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What a programme says.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({
    "title": "Internal audits 2026 to 2028", "from": "2026-01-01", "years": 3,
    "frequency": "Every clause and control once in the cycle", "methods": "Interviews, samples, reading of records",
    "responsibilities": "The programme manager plans, trained auditors audit", "planning": "Importance, earlier results",
    "reporting": "To management within two weeks", "procedure": "PO-7", "important": { "A.5.24": "Incidents of last year" },
    "look_back_days": 365, "weeks_least": 4, "weeks_most": 8
}))]
pub struct ShapeOfAuditProgramme {
    /// What it is called.
    title: String,
    /// First day of the cycle.
    #[schema(format = Date)]
    from: String,
    /// Years of the cycle, 1 to 5.
    years: u8,
    /// How often is audited.
    frequency: String,
    /// By which methods.
    methods: String,
    /// Who is responsible for what; how auditors are trained or hired.
    responsibilities: String,
    /// What planning an audit has to consider.
    planning: String,
    /// To whom is reported, and how.
    reporting: String,
    /// The procedure: a document or its place.
    procedure: Option<String>,
    /// Items that are audited every year, each with the reason.
    important: Option<BTreeMap<String, String>>,
    /// Days of look-back for parts of an auditor in what is audited.
    look_back_days: u32,
    /// Fewest weeks that the first audit is expected to take.
    weeks_least: u32,
    /// Most weeks that it is expected to take.
    weeks_most: u32,
}

/// What is audited, when, and how.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({
    "title": "Access and incidents", "scope": ["6.1.2", "A.5.18", "AC-03"],
    "window": { "from": "2026-03-02", "until": "2026-04-03" }, "criteria": "ISO/IEC 27001:2022 and our own policies",
    "methods": "Interviews and samples", "hired": ["R. Holm, Holm Audit"]
}))]
pub struct ShapeOfAuditPlan {
    /// What it is called.
    title: String,
    /// Clauses, controls of Annex A and own controls; none for the whole scope.
    scope: Option<Vec<String>>,
    /// First and last planned day.
    window: ShapeOfAuditWindow,
    /// What it is judged against.
    criteria: String,
    /// How it is carried out.
    methods: String,
    /// Hired auditors who are no members, each with the firm.
    hired: Option<Vec<String>>,
}

/// First and last planned day.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "from": "2026-03-02", "until": "2026-04-03" }))]
pub(super) struct ShapeOfAuditWindow {
    /// First day.
    #[schema(format = Date)]
    from: String,
    /// Last day.
    #[schema(format = Date)]
    until: String,
}

/// An answer to a line of the checklist.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "result": "conforms", "note": "Ten leavers, each ended within a day", "evidence": ["EV-3"], "sample": { "population": 40, "size": 10, "picked": "every fourth" } }))]
pub struct ShapeOfAuditAnswer {
    /// `conforms`, `finding` or `not_examined`.
    result: String,
    /// What was seen; for what was not examined, why.
    note: Option<String>,
    /// Items of evidence.
    evidence: Option<Vec<String>>,
    /// What was sampled.
    sample: Option<ShapeOfAuditSample>,
}

/// A sample.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "population": 40, "size": 10, "picked": "every fourth" }))]
pub(super) struct ShapeOfAuditSample {
    /// How many there are.
    population: Option<u32>,
    /// How many were looked at.
    size: Option<u32>,
    /// A sample that was drawn here, such as `SA-3`: its figures count.
    drawn: Option<String>,
    /// Which they were, or how they were picked.
    picked: Option<String>,
}

/// What was found.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({
    "class": "minor", "item": "A.5.18", "line": 7, "title": "Leavers keep their access",
    "statement": "Access ends within a day; four of ten leavers kept it for a week.", "evidence": ["EV-3"], "owner": null
}))]
pub struct ShapeOfAuditFinding {
    /// `major`, `minor`, `opportunity` or `positive`.
    class: String,
    /// The clause or control that it is about.
    item: String,
    /// The line of the checklist that it belongs to.
    line: Option<u32>,
    /// What it is called.
    title: String,
    /// What is required, what was seen instead, and where.
    statement: String,
    /// Items of evidence.
    evidence: Option<Vec<String>>,
    /// Id of the person who answers for what is done about it.
    owner: Option<String>,
}

/// A report to management.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "on": "2026-04-10", "summary": "Five days of interviews, forty samples", "conclusion": "Effective, but for leavers", "to": ["p-1"] }))]
pub struct ShapeOfAuditReport {
    /// On which day.
    #[schema(format = Date)]
    on: String,
    /// What was done and seen.
    summary: String,
    /// What the auditor concludes, in own words.
    conclusion: String,
    /// Ids of members of management to whom it is reported.
    to: Vec<String>,
}
