//! The shapes of populations, draws, tests and exceptions, for the document of the API: the values themselves are of the
//! domain.

#![expect(dead_code, reason = "describes values of the domain for the document; nothing is made of these")]

use utoipa::ToSchema;

/// One occurrence of a control.
#[derive(ToSchema)]
pub(super) struct PopulationItemShape {
    /// Its id in the source, unique in the population.
    #[schema(max_length = 64)]
    id: String,
    /// The day on which it occurred.
    #[schema(format = Date)]
    on: String,
    /// The day on which the control was carried out for it.
    #[schema(format = Date)]
    done: Option<String>,
}

/// First and last day.
#[derive(ToSchema)]
pub(super) struct PopulationPeriodShape {
    /// First day.
    #[schema(format = Date)]
    from: String,
    /// Last day.
    #[schema(format = Date)]
    until: String,
}

/// Where a population comes from.
#[derive(ToSchema)]
pub(super) struct PopulationSourceShape {
    /// The system.
    system: String,
    /// Query or filter.
    query: String,
    /// The day of the extraction, as claimed.
    #[schema(format = Date)]
    extracted_on: String,
    /// Its moment, as the source shows it.
    extracted_at: Option<String>,
    /// Who extracted it.
    extracted_by: String,
}

/// How a list was seen to be complete.
#[derive(ToSchema)]
pub(super) struct CompletenessShape {
    /// `sequence`, `totals`, `reconciliation` or `other`.
    method: Option<String>,
    /// `complete`, `gaps` or `not_done`.
    result: Option<String>,
    /// What was compared with what.
    note: Option<String>,
}

/// How many items were looked up in the source.
#[derive(ToSchema)]
pub(super) struct AccuracyShape {
    /// Looked up.
    #[schema(minimum = 0)]
    checked: Option<u32>,
    /// Of those, the same.
    #[schema(minimum = 0)]
    matched: Option<u32>,
    /// Which, and what was found.
    note: Option<String>,
}

/// The file that a population was read from.
#[derive(ToSchema)]
pub(super) struct PopulationFileShape {
    /// Its name.
    name: String,
    /// Hash and length.
    file: KeptFileShape,
    /// What was read from which column.
    columns: Option<Vec<String>>,
}

/// A file that is kept.
#[derive(ToSchema)]
pub(super) struct KeptFileShape {
    /// SHA-256, 64 hex digits.
    sha256: String,
    /// Length in bytes.
    size: u64,
}

/// The complete list of occurrences of a control in a period.
#[derive(ToSchema)]
#[schema(example = json!({
    "engagement": "EN-1", "control": "CH-04", "title": "Releases of the first half-year",
    "source": { "system": "Ticket system", "query": "type = release", "extracted_on": "2026-07-02", "extracted_by": "person-1" },
    "period": { "from": "2026-01-01", "until": "2026-06-30" }, "claimed_count": 1,
    "items": [{ "id": "CHG-104", "on": "2026-02-03", "done": "2026-02-04" }]
}))]
pub struct PopulationShape {
    /// The engagement.
    engagement: String,
    /// The own control.
    control: String,
    /// What it is called.
    title: String,
    /// Where it comes from.
    source: PopulationSourceShape,
    /// The days that it covers.
    period: PopulationPeriodShape,
    /// How many rows the source says that there are.
    #[schema(minimum = 0)]
    claimed_count: Option<u64>,
    /// The check of completeness.
    completeness: Option<CompletenessShape>,
    /// The check of accuracy.
    accuracy: Option<AccuracyShape>,
    /// The file that it was read from.
    file: Option<PopulationFileShape>,
    /// Its items; empty when nothing occurred.
    #[schema(max_items = 100_000)]
    items: Option<Vec<PopulationItemShape>>,
}

/// One row of a table of sample sizes.
#[derive(ToSchema)]
pub struct SamplingRowShape {
    /// `annual`, `half_yearly`, `quarterly`, `monthly`, `weekly`, `daily`, `many_per_day`, `event_driven`,
    /// `per_transaction_small`, `per_transaction_large` or `any`.
    frequency: String,
    /// Items that a year usually has.
    typical: String,
    /// Sizes for low, moderate and high risk; null where the rule reads none.
    sizes: Option<Vec<u32>>,
    /// How the size follows, such as `min(population;table)`.
    rule: String,
    /// Where the row is from.
    source: String,
}

/// One thing that is looked at for each item.
#[derive(ToSchema)]
pub(super) struct TestAttributeShape {
    /// Its letter or short id.
    id: String,
    /// What has to be so.
    text: String,
}

/// A test as it is planned.
#[derive(ToSchema)]
#[schema(example = json!({
    "engagement": "EN-1", "control": "CH-04", "kind": "audit", "methods": ["inspection"], "sample": "SA-1",
    "attributes": [{ "id": "A", "text": "Approved before the release" }]
}))]
pub struct TestPlanShape {
    /// The engagement.
    engagement: String,
    /// The own control.
    control: String,
    /// `readiness` or `audit`.
    kind: String,
    /// `inquiry` (never alone), `observation`, `inspection`, `reperformance`.
    methods: Vec<String>,
    /// The sample that is tested.
    sample: Option<String>,
    /// Why one instance of each version of an automated control is enough.
    change_controls: Option<String>,
    /// Only the design is looked at.
    design: Option<bool>,
    /// What is looked at.
    attributes: Vec<TestAttributeShape>,
}

/// One result.
#[derive(ToSchema)]
pub struct TestResultShape {
    /// The item.
    item: String,
    /// The attribute's id.
    attribute: String,
    /// `met`, `deviation` or `not_applicable`.
    outcome: String,
    /// A note; needed for a deviation.
    note: Option<String>,
    /// Items of evidence that were read.
    evidence: Option<Vec<String>>,
}

/// An exception as the auditor words it.
#[derive(ToSchema)]
#[schema(example = json!({
    "test": "TE-1", "description": "Two of 25 changes were released without a review",
    "effect": "CC8.1: changes are approved before they are released", "tolerable": "0.05"
}))]
pub struct ExceptionNoteShape {
    /// The test.
    test: String,
    /// What was found.
    description: String,
    /// What it does to which criterion.
    effect: String,
    /// The tolerable rate of deviation, a fraction such as `0.05`.
    tolerable: Option<String>,
}
