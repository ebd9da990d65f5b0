//! May a risk be left as it is? The question as it is sent, the answer as it is told (clause 6.1.3 f; workflows, section 7).

use super::fields::{
    Misread, day, needed, object, perhaps_day, present, said, short, text, told, truth, unlisted, unreadable,
};
use domain::reports::acceptance::{AcceptanceFacts, AcceptanceNeed, acceptance as judge};
use domain::values::risk::TreatmentOption;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// A question as it is written.
const EXAMPLE: &str = r#"{"level":"high","appetite":"moderate","decision":"retain","owner":"ana","owner_signed":true,"next_level_signed":true,"reason":"replaced in spring","expiry":"2026-12-31"}"#;
/// Levels that are known by their words, lowest first; `medium` is another word for `moderate`.
pub const LEVELS: [&str; 6] = ["very_low", "low", "moderate", "high", "very_high", "critical"];
/// The decisions, in both vocabularies.
const DECISIONS: [&str; 7] = ["modify", "mitigate", "retain", "accept", "share", "transfer", "avoid"];

/// A decision on a risk.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "level": "high", "appetite": "moderate", "decision": "retain", "owner": "ana", "owner_signed": true,
    "next_level_signed": false, "reason": "replaced in spring", "expiry": "2026-12-31"
}))]
pub struct AcceptanceFactsAsk {
    /// The level of what remains: a whole number, or `very_low`, `low`, `moderate`, `high`, `very_high`, `critical`.
    #[schema(value_type = String, required = true)]
    level: Option<Value>,
    /// The highest level that its owner may retain alone, in the form of `level`.
    #[schema(value_type = String, required = true)]
    appetite: Option<Value>,
    /// `retain` (`accept`), `modify` (`mitigate`), `share` (`transfer`) or `avoid`; the day on which it was decided in its
    /// place means that the risk was retained on that day.
    #[schema(value_type = String, required = true)]
    decision: Option<Value>,
    /// The owner of the risk; null for nobody.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, required = true)]
    owner: Option<Value>,
    /// Did the owner sign?
    #[schema(value_type = bool, required = true)]
    owner_signed: Option<Value>,
    /// Did the next level of management sign?
    #[schema(value_type = bool, required = true)]
    next_level_signed: Option<Value>,
    /// Why; null within the appetite.
    #[schema(value_type = Option<String>)]
    reason: Option<Value>,
    /// The last day on which it holds; null within the appetite.
    #[schema(value_type = Option<String>, format = Date)]
    expiry: Option<Value>,
    /// The day to judge `expiry` by; may be left out.
    #[schema(value_type = Option<String>, format = Date)]
    as_of: Option<Value>,
}

/// Whether a decision stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AcceptanceAnswerWords {
    /// Does it stand?
    pub allowed: bool,
    /// What it still needs, by the names of the fields.
    pub needs: Vec<&'static str>,
    /// What contradicts it: the field, and what is wrong.
    pub errors: Vec<[&'static str; 2]>,
}

/// Reads a question and answers it.
///
/// # Errors
/// [`Misread`], which names the field and says what would be right.
pub fn acceptance(bytes: &[u8]) -> Result<AcceptanceAnswerWords, Misread> {
    let ask: AcceptanceFactsAsk = object(bytes, EXAMPLE)?;
    let level = needed(ask.level, "level", "\"high\"")?;
    let appetite = needed(ask.appetite, "appetite", "\"moderate\"")?;
    if level.is_number() != appetite.is_number() {
        let hint = "write both as whole numbers, or both as words";
        return Err(unreadable("level and appetite are not of the same form", hint));
    }
    let above_appetite = rank(&level, "level")? > rank(&appetite, "appetite")?;
    let (option, decided) = decision(&needed(ask.decision, "decision", "\"retain\"")?)?;
    let as_of = perhaps_day(ask.as_of, "as_of")?;
    let reason = said(ask.reason, "reason")?;
    let found = judge(&AcceptanceFacts {
        option,
        above_appetite,
        owner: told(ask.owner, "owner")?,
        owner_signed: truth(ask.owner_signed, "owner_signed")?,
        next_level_signed: truth(ask.next_level_signed, "next_level_signed")?,
        reason,
        expiry: perhaps_day(ask.expiry, "expiry")?,
        on: as_of.or(decided),
    });
    Ok(AcceptanceAnswerWords {
        allowed: found.allowed,
        needs: found.needs.into_iter().map(AcceptanceNeed::id).collect(),
        errors: found.errors.into_iter().map(|error| [error.field(), error.sentence()]).collect(),
    })
}

/// The place of a level among all of them.
fn rank(value: &Value, field: &str) -> Result<u64, Misread> {
    if let Some(number) = value.as_u64() {
        return Ok(number);
    }
    let Some(word) = value.as_str() else {
        let sentence = format!("{field}: `{}` is neither a word nor a whole number", short(value));
        return Err(unreadable(sentence, format!("write a whole number, or one of {}", LEVELS.join(", "))));
    };
    let plain = word.trim().to_lowercase().replace([' ', '-'], "_");
    let plain = if plain == "medium" { "moderate" } else { plain.as_str() };
    let place = LEVELS.iter().position(|level| *level == plain);
    place.map(|at| at as u64).ok_or_else(|| {
        let sentence = format!("{field}: no level is known as `{}`", short(value).trim_matches('"'));
        unreadable(sentence, format!("write a whole number, or one of {}", LEVELS.join(", ")))
    })
}

/// What was decided, and the day when the day was sent.
fn decision(value: &Value) -> Result<(TreatmentOption, Option<Date>), Misread> {
    let word = text(value, "decision", "\"retain\"")?;
    match TreatmentOption::parse(&word) {
        Some(option) => Ok((option, None)),
        None if word.starts_with(|c: char| c.is_ascii_digit()) => {
            Ok((TreatmentOption::Retain, Some(day(&word, || "decision".to_owned())?)))
        }
        None => Err(unlisted("decision", &word, &DECISIONS)),
    }
}
