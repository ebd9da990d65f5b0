//! The checks of a Statement of Applicability: the question as it is sent, the answer as it is told (K9).

use super::CheckErrorsWords;
use super::fields::{
    Misread, filled, list, needed, needed_day, object, part, perhaps_day, said, text, texts, unlisted, unreadable,
};
use domain::reports::statement::{
    EntryFacts, InheritanceFacts, MAX_ENTRIES, MAX_TREATMENTS, StatementFacts, TreatmentFacts, soa_checks,
};
use domain::values::statement::{ANNEX_A, Implementation};
use domain::values::{ItemKind, LibraryDocument};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A question as it is written.
const EXAMPLE: &str = r#"{"as_of":"2026-03-31","approved_version":"ST-2","entries":[{"control":"A.5.1","applicable":true,"reasons":["risk"],"exclusion_reason":null,"status":"implemented","references":["PO-1"],"evidence_valid_until":"2026-12-31","inheritance":null}],"treatments":[{"risk":"RI-1","controls":["A.5.1"]}]}"#;
/// Most reasons, references or controls of one entry or treatment.
const MAX_NAMED: usize = 1_000;

/// A statement with the treatments that use its controls.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "as_of": "2026-03-31", "approved_version": "ST-2",
    "entries": [{
        "control": "A.5.1", "applicable": true, "reasons": ["risk"], "exclusion_reason": null, "status": "implemented",
        "references": ["PO-1"], "evidence_valid_until": "2026-12-31", "inheritance": null
    }],
    "treatments": [{ "risk": "RI-1", "controls": ["A.5.1"] }]
}))]
pub struct StatementFactsAsk {
    /// The day on which validity is judged.
    #[schema(value_type = String, format = Date, required = true)]
    as_of: Option<Value>,
    /// The version that is approved; null while none is.
    #[schema(value_type = Option<String>)]
    approved_version: Option<Value>,
    /// The entries; at most 2,000.
    #[schema(value_type = Vec<SoaEntryAsk>, required = true, max_items = 2_000)]
    entries: Option<Value>,
    /// The treatments of risks; at most 10,000.
    #[schema(value_type = Vec<SoaTreatmentAsk>, required = true, max_items = 10_000)]
    treatments: Option<Value>,
}

/// An entry: a control of Annex A or one of own design.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SoaEntryAsk {
    /// The control.
    #[schema(value_type = String, required = true)]
    control: Option<Value>,
    /// True, false for excluded, null while it is undecided.
    #[schema(value_type = Option<bool>)]
    applicable: Option<Value>,
    /// Why it is included: `risk`, `law`, `contract`, `business_need`, `baseline`, or in words.
    #[schema(value_type = Option<Vec<String>>)]
    reasons: Option<Value>,
    /// Why it is excluded.
    #[schema(value_type = Option<String>)]
    exclusion_reason: Option<Value>,
    /// `not_started`, `planned`, `partial`, `implemented` or `inherited`; null when nobody said.
    #[schema(value_type = Option<String>)]
    status: Option<Value>,
    /// Policies, procedures and evidence that it refers to.
    #[schema(value_type = Option<Vec<String>>)]
    references: Option<Value>,
    /// The last day on which its evidence is in date; null without evidence.
    #[schema(value_type = Option<String>, format = Date)]
    evidence_valid_until: Option<Value>,
    /// The provider's answer, when it is inherited.
    #[schema(value_type = Option<SoaInheritanceAsk>)]
    inheritance: Option<Value>,
}

/// The three parts of a provider's answer. Of the first and the third: what it is, or true; null while there is none.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SoaInheritanceAsk {
    /// Why the provider's operation meets the control.
    #[schema(value_type = Option<String>)]
    justification: Option<Value>,
    /// The last day on which the provider's report is in date.
    #[schema(value_type = Option<String>, format = Date)]
    provider_report_valid_until: Option<Value>,
    /// The review of what that report covers.
    #[schema(value_type = Option<String>)]
    coverage_review: Option<Value>,
}

/// A treatment of a risk.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SoaTreatmentAsk {
    /// The risk.
    #[schema(value_type = String, required = true)]
    risk: Option<Value>,
    /// The controls that it uses.
    #[schema(value_type = Vec<String>, required = true)]
    controls: Option<Value>,
}

/// An entry as it was read, with the facts that need no text.
struct ReadEntry {
    control: String,
    facts: EntryFacts<'static>,
}

/// Reads a question and answers it.
///
/// # Errors
/// [`Misread`], which names the field and says what would be right.
pub fn statement(bytes: &[u8]) -> Result<CheckErrorsWords, Misread> {
    let ask: StatementFactsAsk = object(bytes, EXAMPLE)?;
    let as_of = needed_day(ask.as_of, "as_of")?;
    let approved = approved(ask.approved_version)?;
    let entries =
        list(needed(ask.entries, "entries", "[{\"control\":\"A.5.1\",\"applicable\":true}]")?, "entries", MAX_ENTRIES)?;
    let entries: Vec<ReadEntry> = entries.into_iter().enumerate().map(entry).collect::<Result<_, _>>()?;
    let example = "[{\"risk\":\"RI-1\",\"controls\":[\"A.5.1\"]}], or [] for none";
    let treatments = list(needed(ask.treatments, "treatments", example)?, "treatments", MAX_TREATMENTS)?;
    let treatments: Vec<(String, Vec<String>)> =
        treatments.into_iter().enumerate().map(treatment).collect::<Result<_, _>>()?;
    let annex = annex();
    let facts = StatementFacts {
        as_of,
        approved,
        annex: annex.iter().map(String::as_str).collect(),
        entries: entries.iter().map(|read| EntryFacts { control: &read.control, ..read.facts.clone() }).collect(),
        treatments: treatments
            .iter()
            .map(|(risk, controls)| TreatmentFacts { risk, controls: controls.iter().map(String::as_str).collect() })
            .collect(),
    };
    let errors = soa_checks(&facts);
    Ok(CheckErrorsWords { errors: errors.into_iter().map(|one| [one.check.id(), one.control]).collect() })
}

/// The controls of Annex A, in official order.
fn annex() -> Vec<String> {
    let controls = app::library::documents([ANNEX_A]).into_iter().flat_map(|document| match document {
        LibraryDocument::Framework(framework) => framework.items,
        _ => Vec::new(),
    });
    controls.filter(|item| item.kind == ItemKind::Control).map(|item| item.id).collect()
}

/// A version by its name or its number.
fn approved(value: Option<Value>) -> Result<bool, Misread> {
    match value {
        Some(Value::Number(number)) if number.is_u64() => Ok(true),
        other => said(other, "approved_version"),
    }
}

fn entry((at, value): (usize, Value)) -> Result<ReadEntry, Misread> {
    let field = |name: &str| format!("entries[{at}].{name}");
    let has =
        "control, applicable, reasons, exclusion_reason, status, references, evidence_valid_until and inheritance";
    let ask: SoaEntryAsk = part(value, &format!("entries[{at}]"), has)?;
    let control = filled(&needed(ask.control, &field("control"), "\"A.5.1\"")?, &field("control"), "\"A.5.1\"")?;
    let applicable = ask.applicable.map(|value| super::fields::truth(Some(value), &field("applicable"))).transpose()?;
    let status = ask.status.map(|value| text(&value, &field("status"), "\"implemented\"")).transpose()?;
    let status = status.map(|word| {
        let known = Implementation::parse(&word);
        known.ok_or_else(|| match unlisted("status", &word, &Implementation::ALL.map(Implementation::id)) {
            Misread::Unlisted { sentence, hint } => unreadable(format!("{}: {sentence}", field("status")), hint),
            near => near,
        })
    });
    let facts = EntryFacts {
        applicable,
        included_for: !texts(ask.reasons, &field("reasons"), MAX_NAMED)?.is_empty(),
        excluded_for: said(ask.exclusion_reason, &field("exclusion_reason"))?,
        status: status.transpose()?,
        referenced: !texts(ask.references, &field("references"), MAX_NAMED)?.is_empty(),
        evidence_valid_until: perhaps_day(ask.evidence_valid_until, &field("evidence_valid_until"))?,
        inheritance: ask.inheritance.map(|value| inheritance(value, &field("inheritance"))).transpose()?,
        ..EntryFacts::default()
    };
    Ok(ReadEntry { control, facts })
}

fn inheritance(value: Value, field: &str) -> Result<InheritanceFacts, Misread> {
    let has = "justification, provider_report_valid_until and coverage_review";
    let ask: SoaInheritanceAsk = part(value, field, has)?;
    let until = format!("{field}.provider_report_valid_until");
    Ok(InheritanceFacts {
        justification: said(ask.justification, &format!("{field}.justification"))?,
        report_valid_until: perhaps_day(ask.provider_report_valid_until, &until)?,
        coverage_review: said(ask.coverage_review, &format!("{field}.coverage_review"))?,
    })
}

fn treatment((at, value): (usize, Value)) -> Result<(String, Vec<String>), Misread> {
    let field = |name: &str| format!("treatments[{at}].{name}");
    let ask: SoaTreatmentAsk = part(value, &format!("treatments[{at}]"), "risk and controls")?;
    let risk = filled(&needed(ask.risk, &field("risk"), "\"RI-1\"")?, &field("risk"), "\"RI-1\"")?;
    let controls = needed(ask.controls, &field("controls"), "[\"A.5.1\"]")?;
    Ok((risk, texts(Some(controls), &field("controls"), MAX_NAMED)?))
}
