//! The shapes of what is recorded about suppliers, for the document of the API: the values themselves are of the domain.

#![expect(dead_code, reason = "describes values of the domain for the document; nothing is made of these")]

use utoipa::ToSchema;

/// What the register says of a supplier.
#[derive(ToSchema)]
#[schema(example = json!({
    "name": "Nimbus Cloud", "tier": 1, "services": "Runs the servers", "ict": true, "no_chain": true,
    "criticality": "critical", "contract": { "on": "2026-01-01", "clauses": ["security_requirements", "confidentiality"] },
    "monitoring": "Status page and a monthly call", "needed": true
}))]
pub struct SupplierShape {
    /// Its name.
    name: String,
    /// 1: we contract with it; 2 to 9: below one of those.
    #[schema(minimum = 1, maximum = 9)]
    tier: u8,
    /// What it does for us.
    services: Option<String>,
    /// Information or communication technology.
    ict: Option<bool>,
    /// Ids of the suppliers directly below it.
    chain: Option<Vec<String>>,
    /// It said that nobody below it matters.
    no_chain: Option<bool>,
    /// `low`, `medium`, `high` or `critical`.
    criticality: Option<String>,
    /// Does it handle personal data for us?
    personal_data: Option<bool>,
    /// Id of the person who answers for it.
    owner: Option<String>,
    /// What was agreed.
    contract: Option<ContractShape>,
    /// How its service is watched.
    monitoring: Option<String>,
    /// In-scope systems that it serves.
    systems: Option<Vec<String>>,
    /// Are its controls needed to meet our commitments?
    needed: Option<bool>,
    /// How the description treats it, for a subservice organisation.
    subservice: Option<SubserviceShape>,
}

/// What was agreed.
#[derive(ToSchema)]
struct ContractShape {
    /// Its day.
    #[schema(format = Date)]
    on: Option<String>,
    /// Its last day.
    #[schema(format = Date)]
    until: Option<String>,
    /// `security_requirements`, `confidentiality`, `incident_notice`, `breach_notice`, `audit_right`, `subprocessors`,
    /// `privacy_commitments`, `return_of_data` or `termination`.
    clauses: Option<Vec<String>>,
}

/// How the description treats a subservice organisation.
#[derive(ToSchema)]
struct SubserviceShape {
    /// `carve_out` or `inclusive`.
    method: String,
    /// Controls that are expected of it.
    csocs: Option<Vec<CsocShape>>,
    /// Inclusive: where the tests of its controls stand.
    tests: Option<String>,
    /// Inclusive: the day of its own assertion.
    #[schema(format = Date)]
    assertion: Option<String>,
}

/// A control that is expected of a subservice organisation.
#[derive(ToSchema)]
struct CsocShape {
    /// Its id here.
    id: String,
    /// What is expected.
    text: String,
    /// The criteria that rest on it.
    criteria: Option<Vec<String>>,
}

/// An assessment of a supplier's risks.
#[derive(ToSchema)]
#[schema(example = json!({ "on": "2026-02-03", "result": "Low after the second region", "next": "2027-02-03" }))]
pub struct AssessmentShape {
    /// When.
    #[schema(format = Date)]
    on: String,
    /// What it came to.
    result: String,
    /// When it is due again.
    #[schema(format = Date)]
    next: Option<String>,
}

/// A step to another state.
#[derive(ToSchema)]
#[schema(example = json!({ "to": "monitored", "on": "2026-02-03", "next_review": "2027-02-03" }))]
pub struct StepShape {
    /// `approved`, `monitored`, `exiting` or `ended`.
    to: String,
    /// From which day.
    #[schema(format = Date)]
    on: String,
    /// Why.
    note: Option<String>,
    /// The day of the next review; needed for `monitored`.
    #[schema(format = Date)]
    next_review: Option<String>,
    /// What happened to our data; needed for `ended`.
    data: Option<String>,
    /// What happened to its access; needed for `ended`.
    access: Option<String>,
}

/// The papers by which suppliers are overseen.
#[derive(ToSchema)]
#[schema(example = json!({ "policy": "POL-07 Suppliers", "approved": "2026-02-01", "procedure": "PRO-12" }))]
pub struct RulesShape {
    /// The policy on suppliers.
    policy: Option<String>,
    /// The day on which it was approved.
    #[schema(format = Date)]
    approved: Option<String>,
    /// The procedure for incidents that suppliers cause.
    procedure: Option<String>,
}

/// An incident that a supplier caused.
#[derive(ToSchema)]
#[schema(example = json!({ "supplier": "SU-1", "on": "2026-02-03", "what": "Storage was down for two hours" }))]
pub struct IncidentShape {
    /// The supplier's id.
    supplier: String,
    /// The day on which it happened.
    #[schema(format = Date)]
    on: String,
    /// What happened, and what it did to us.
    what: String,
    /// The day on which the supplier told us.
    #[schema(format = Date)]
    told_us_on: Option<String>,
    /// What was learnt, and what changed.
    lessons: Option<String>,
}

/// A range of days.
#[derive(ToSchema)]
struct PeriodShape {
    /// First day.
    #[schema(format = Date)]
    from: String,
    /// Last day.
    #[schema(format = Date)]
    until: String,
}

/// What a supplier's report says.
#[derive(ToSchema)]
#[schema(example = json!({
    "period": { "from": "2025-02-01", "until": "2026-01-31" }, "received": "2026-02-20", "opinion": "unmodified",
    "cuecs": [{ "id": "CUEC-1", "text": "Restrict who administers the account" }]
}))]
pub struct ReportShape {
    /// Its period.
    period: PeriodShape,
    /// The day on which it came.
    #[schema(format = Date)]
    received: String,
    /// `unmodified`, `qualified`, `adverse`, `disclaimer` or `none`.
    opinion: Option<String>,
    /// Exceptions that it names.
    exceptions: Option<Vec<ReportExceptionShape>>,
    /// What it asks of us.
    cuecs: Option<Vec<AskedShape>>,
    /// Subservice organisations that it carves out itself.
    carve_outs: Option<Vec<String>>,
    /// Of a certificate.
    certificate: Option<CertificateShape>,
    /// Id of the item of evidence that holds it.
    evidence: Option<String>,
}

/// An exception in a report.
#[derive(ToSchema)]
struct ReportExceptionShape {
    /// What the report says.
    text: String,
    /// What it does to us.
    effect: Option<String>,
}

/// A control that is asked of us.
#[derive(ToSchema)]
struct AskedShape {
    /// Its id in the report.
    id: String,
    /// What it asks.
    text: String,
}

/// What a certificate says.
#[derive(ToSchema)]
struct CertificateShape {
    /// The certification body.
    body: String,
    /// Who accredited it.
    accreditation: Option<String>,
    /// The scope, in its words.
    scope: String,
    /// Version of the Statement of Applicability.
    statement: Option<String>,
}

/// A bridge letter.
#[derive(ToSchema)]
#[schema(example = json!({ "until": "2026-02-28", "received": "2026-03-01" }))]
pub struct BridgeLetterShape {
    /// The day up to which it speaks.
    #[schema(format = Date)]
    until: String,
    /// The day on which it came.
    #[schema(format = Date)]
    received: String,
}

/// How a control that is asked of us is met.
#[derive(ToSchema)]
#[schema(example = json!({ "state": "met", "control": "AC-1" }))]
pub struct CuecAnswerShape {
    /// `open`, `met` or `not_applicable`.
    state: String,
    /// Id of the person who answers for it.
    owner: Option<String>,
    /// The own control that meets it.
    control: Option<String>,
    /// Why it does not concern us, or how it is met.
    reason: Option<String>,
}
