//! The shapes of what is recorded about risks, for the document of the API: the values themselves are of the domain.

#![expect(dead_code, reason = "describes values of the domain for the document; nothing is made of these")]

use utoipa::ToSchema;

/// What the register says of a risk.
#[derive(ToSchema)]
#[schema(example = json!({
    "title": "Customer data leaks through a support account", "cause": "A shared password", "event": "An outsider signs in",
    "consequence": "Shipment data of customers is copied", "properties": ["confidentiality"], "category": "access"
}))]
pub struct RiskShape {
    /// A short title, of one risk only.
    title: String,
    /// What could bring it about.
    cause: Option<String>,
    /// What would happen.
    event: Option<String>,
    /// What would follow.
    consequence: Option<String>,
    /// `confidentiality`, `integrity`, `availability`.
    properties: Option<Vec<String>>,
    /// Where it was found.
    source: Option<String>,
    /// `fraud`, `attack`, `access`, `change`, `continuity`, `supplier`, `people`, `physical`, `legal` or `other`.
    category: Option<String>,
    /// Id of the person who owns it.
    owner: Option<String>,
    /// Assets that it touches, by name.
    assets: Option<Vec<String>>,
    /// Suppliers that it touches, by id.
    suppliers: Option<Vec<String>>,
    /// Anything else that it hangs together with.
    links: Option<Vec<String>>,
    /// Controls that hold it down today: own ones, or controls of Annex A.
    controls: Option<Vec<String>>,
    /// Its entry in the enterprise's register of risks.
    enterprise: Option<String>,
    /// The day on which it is assessed next.
    #[schema(format = Date)]
    next_review: Option<String>,
}

/// A grade of a scale.
#[derive(ToSchema)]
struct RiskGradeShape {
    /// Its word.
    word: String,
    /// What it means.
    meaning: String,
    /// An example.
    example: Option<String>,
}

/// A level of risk.
#[derive(ToSchema)]
struct RiskLevelShape {
    /// Its word.
    word: String,
    /// What it demands.
    demands: String,
    /// Who decides.
    decides: String,
}

/// The method by which risks are rated. Grades and levels are numbered from 1, the lowest first.
#[derive(ToSchema)]
#[schema(example = json!({
    "title": "Risk assessment", "basis": "scenario",
    "likelihood": [{ "word": "rare", "meaning": "less than once in ten years" },
        { "word": "possible", "meaning": "once in some years" }, { "word": "likely", "meaning": "every year" }],
    "impact": [{ "word": "minor", "meaning": "nobody outside notices" },
        { "word": "moderate", "meaning": "a promise is broken" }, { "word": "severe", "meaning": "the organisation may end" }],
    "levels": [{ "word": "low", "demands": "look again next year", "decides": "the risk owner" },
        { "word": "moderate", "demands": "treat where it costs little", "decides": "the risk owner" },
        { "word": "high", "demands": "treat within six months", "decides": "management" }],
    "matrix": [[1, 1, 2], [1, 2, 3], [2, 3, 3]], "appetite": 2, "review_months": 12,
    "consistency": "Two people rate by the meanings of the grades and agree"
}))]
pub struct RiskMethodShape {
    /// Its title.
    title: String,
    /// `scenario` or `asset`.
    basis: Option<String>,
    /// Three to six grades of likelihood.
    likelihood: Vec<RiskGradeShape>,
    /// Three to six grades of impact.
    impact: Vec<RiskGradeShape>,
    /// Three to six levels.
    levels: Vec<RiskLevelShape>,
    /// The number of the level for each likelihood (row) and impact (column).
    matrix: Vec<Vec<u8>>,
    /// The highest level that its owner may retain without the next level of management.
    #[schema(minimum = 1, maximum = 5)]
    appetite: u8,
    /// Months until a risk is assessed again.
    #[schema(minimum = 1, maximum = 12)]
    review_months: u32,
    /// How results stay consistent, valid and comparable.
    consistency: String,
    /// Changes that open a risk again before its day.
    triggers: Option<Vec<String>>,
}

/// A line of a plan.
#[derive(ToSchema)]
struct RiskTreatmentLineShape {
    /// Its id within the plan; left out for a new line.
    id: Option<String>,
    /// What is done.
    what: String,
    /// Controls that do it: own ones, or controls of Annex A.
    controls: Option<Vec<String>>,
    /// Id of the person who does it.
    owner: Option<String>,
    /// By when.
    #[schema(format = Date)]
    due: Option<String>,
}

/// What is decided about a risk, and the plan.
#[derive(ToSchema)]
#[schema(example = json!({
    "option": "modify", "reason": "A second factor costs little", "lines": [{ "what": "Second factor for support accounts" }]
}))]
pub struct RiskTreatmentShape {
    /// `modify` (or `mitigate`), `retain` (`accept`), `share` (`transfer`) or `avoid`.
    option: String,
    /// Why this option.
    reason: Option<String>,
    /// The lines.
    lines: Option<Vec<RiskTreatmentLineShape>>,
}

/// What a line of a plan comes to.
#[derive(ToSchema)]
#[schema(example = json!({ "to": "done", "note": "Rolled out to all accounts" }))]
pub struct RiskStepShape {
    /// `approved`, `in_progress`, `done` or `verified`.
    to: String,
    /// What was done, or seen.
    note: Option<String>,
    /// Ids of evidence that shows it.
    evidence: Option<Vec<String>>,
}

/// An acceptance: it names exactly this plan and this rating of what remains.
#[derive(ToSchema)]
#[schema(example = json!({ "plan": 1, "rating": 3 }))]
pub struct RiskAcceptanceShape {
    /// The version of the plan.
    plan: u32,
    /// The number of the residual rating.
    rating: u32,
    /// Why; needed above the appetite.
    reason: Option<String>,
    /// The last day on which it holds; needed above the appetite.
    #[schema(format = Date)]
    until: Option<String>,
}

/// Least, most likely and greatest value.
#[derive(ToSchema)]
struct RiskEstimateShape {
    /// Least.
    min: u64,
    /// Most likely.
    likely: u64,
    /// Greatest.
    max: u64,
}

/// How often and how much.
#[derive(ToSchema)]
struct RiskExposureShape {
    /// Occurrences in a year, in thousandths: 250 is once in four years.
    frequency: RiskEstimateShape,
    /// Loss of one occurrence, in whole units of the currency.
    loss: RiskEstimateShape,
}

/// What a risk could cost, as ranges.
#[derive(ToSchema)]
#[schema(example = json!({
    "today": { "frequency": { "min": 50, "likely": 200, "max": 500 }, "loss": { "min": 10000, "likely": 60000, "max": 400000 } },
    "cost": 8000, "basis": "Two incidents at comparable firms"
}))]
pub struct RiskQuantityShape {
    /// As it is today.
    today: RiskExposureShape,
    /// With the plan carried out.
    treated: Option<RiskExposureShape>,
    /// What the treatment costs in a year.
    cost: Option<u64>,
    /// On what the estimates rest.
    basis: String,
}

/// How the simulation is run.
#[derive(ToSchema)]
#[schema(example = json!({ "seed": 7, "trials": 20000, "currency": "EUR" }))]
pub struct RiskSimulationShape {
    /// The seed of the generator.
    seed: u32,
    /// Years that are played through.
    #[schema(minimum = 1000, maximum = 100_000)]
    trials: u32,
    /// The currency of all losses: three letters.
    currency: String,
}
