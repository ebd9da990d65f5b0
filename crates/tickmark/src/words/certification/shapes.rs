//! Bodies about certification, described for the document of the API.

use utoipa::ToSchema;

/// A certification body.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "name": "Northern Certification", "country": "United Kingdom", "markets": ["United Kingdom", "Germany"], "plan_days": 30, "close_days": 90 }))]
pub struct ShapeOfCertificationBody {
    /// What it is called.
    name: String,
    /// Where it sits.
    country: String,
    /// Markets where its certificates are recognised.
    markets: Option<Vec<String>>,
    /// Days after a visit within which it wants a plan; 30 when left out.
    plan_days: Option<u32>,
    /// Days after a visit within which a major has to be resolved; 90 when left out.
    close_days: Option<u32>,
}

/// What was seen of an accreditation.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "by": "UKAS", "number": "0042", "standards": ["ISO/IEC 17021-1:2015", "ISO/IEC 27006-1:2024"], "iso27001": true, "valid_until": "2028-06-30", "source": "https://www.ukas.com/find-an-organisation/", "on": "2026-05-04" }))]
pub struct ShapeOfAccreditation {
    /// The accreditation body, such as UKAS, ANAB or `DAkkS`.
    by: String,
    /// The number of the accreditation.
    number: String,
    /// What the body is accredited to, each with its edition.
    standards: Vec<String>,
    /// Its scope names ISO/IEC 27001.
    iso27001: bool,
    /// Its last day.
    #[schema(format = Date)]
    valid_until: Option<String>,
    /// Where it was looked up.
    source: String,
    /// On which day.
    #[schema(format = Date)]
    on: String,
}

/// What is to be certified, by whom.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "title": "First certificate", "body": "CB-1", "scope": "Development and operation of the billing service", "markets": ["Germany"], "stage1_days": 2, "stage2_days": 5, "people": 40, "owner": "p-1" }))]
pub struct ShapeOfCertification {
    /// What the project is called.
    title: String,
    /// The body, such as `CB-1`.
    body: String,
    /// The standard with its edition; ISO/IEC 27001:2022 when left out.
    standard: Option<String>,
    /// The text of the scope as it is to stand on the certificate.
    scope: String,
    /// Markets where the certificate has to be recognised.
    markets: Option<Vec<String>>,
    /// Audit days of Stage 1 as agreed.
    stage1_days: Option<u32>,
    /// Audit days of Stage 2 as agreed.
    stage2_days: Option<u32>,
    /// People in the scope.
    people: Option<u32>,
    /// The SOC 2 engagement of the same assessor.
    engagement: Option<String>,
    /// How the two are held together: days, interviews and evidence that serve both.
    combined: Option<String>,
    /// Id of the person who answers for the project.
    owner: Option<String>,
}

/// A step of a project.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "to": "stage1", "on": "2026-09-14", "note": "As agreed with the body" }))]
pub struct ShapeOfCertificationStep {
    /// Where to.
    to: String,
    /// The day on which it was so.
    #[schema(format = Date)]
    on: String,
    /// A note.
    note: Option<String>,
    /// Why the body went on although something is missing here.
    because: Option<String>,
    /// Of a suspension: `overdue_surveillance`, `unresolved_major` or `own_request`.
    ground: Option<String>,
}

/// A visit as it is agreed with the body.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "kind": "stage1", "first": "2026-09-14", "last": "2026-09-15", "remote": true, "auditors": ["Jane Rivers"] }))]
pub struct ShapeOfCertificationVisit {
    /// `stage1`, `stage2`, `surveillance1`, `surveillance2`, `recertification` or `special`.
    kind: String,
    /// Its first day.
    #[schema(format = Date)]
    first: String,
    /// Its last day.
    #[schema(format = Date)]
    last: String,
    /// It is held from afar.
    remote: Option<bool>,
    /// Names of the auditors.
    auditors: Option<Vec<String>>,
    /// A note.
    note: Option<String>,
}

/// What is recorded of a visit that was held.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "first": "2026-09-14", "last": "2026-09-15", "auditors": ["Jane Rivers"], "covered": ["4.3", "6.1.3", "A.5.1"], "outcome": "after_actions", "summary": "Documents read, readiness for Stage 2 judged" }))]
pub struct ShapeOfVisitRecord {
    /// The first day on which it was held.
    #[schema(format = Date)]
    first: String,
    /// The last.
    #[schema(format = Date)]
    last: String,
    /// Names of the auditors who came.
    auditors: Vec<String>,
    /// Clauses and controls that were covered.
    covered: Vec<String>,
    /// What a surveillance looked at: `internal_audit`, `management_review`, `corrective_actions`, `complaints`,
    /// `changes`, `marks`, `controls`.
    topics: Option<Vec<String>>,
    /// Lines of treatment plans that were followed, such as `RI-1/L1`.
    followed: Option<Vec<String>>,
    /// `goes_on`, `after_actions` or `not_recommended`.
    outcome: String,
    /// In a few words.
    summary: String,
}

/// What a body found.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "finding": { "visit": 1, "kind": "concern", "title": "Scope leaves out the support desk", "statement": "The scope names operation; the support desk has access and is not named.", "item": "4.3", "on": "2026-09-15", "owner": "p-1" } }))]
pub struct ShapeOfCertificationFinding {
    /// What was found.
    finding: ShapeOfFoundByBody,
    /// A nonconformity that is there already and is the same; one is raised when left out.
    nonconformity: Option<String>,
}

/// A finding in the words of the body.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
pub struct ShapeOfFoundByBody {
    /// Number of the visit, from 1.
    visit: u32,
    /// `concern` of Stage 1, else `major`, `minor` or `opportunity`.
    kind: String,
    /// In a few words.
    title: String,
    /// What was required and what was seen.
    statement: String,
    /// The clause or control.
    item: String,
    /// The day on which it was told.
    #[schema(format = Date)]
    on: String,
    /// Id of the person who answers for it.
    owner: Option<String>,
}

/// What the body said of a finding.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "how": "verified", "on": "2026-10-05", "note": "Letter of 5 October" }))]
pub struct ShapeOfSettlement {
    /// `plan_accepted`, `verified`, `downgraded` or `withdrawn`.
    how: String,
    /// On which day.
    #[schema(format = Date)]
    on: String,
    /// In which words, and where they stand.
    note: String,
}

/// The body's decision to certify, or to certify again.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "on": "2026-11-09", "number": "IS 700001", "scope": "Development and operation of the billing service", "statement": "ST-1" }))]
pub struct ShapeOfCertificate {
    /// The day of the decision.
    #[schema(format = Date)]
    on: String,
    /// The number of the certificate.
    number: String,
    /// The text of the scope as it stands on the certificate.
    scope: String,
    /// The version of the Statement of Applicability that it names.
    statement: String,
    /// A note.
    note: Option<String>,
}

/// A change of what is certified.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes a body for the document; the domain's own type reads it")]
#[schema(example = json!({ "kind": "site", "what": "A second site in Lyon", "on": "2027-02-01" }))]
pub struct ShapeOfScopeChange {
    /// `site`, `service`, `merger` or `other`.
    kind: String,
    /// What changes.
    what: String,
    /// From which day.
    #[schema(format = Date)]
    on: String,
}
