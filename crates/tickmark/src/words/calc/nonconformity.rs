//! May a nonconformity be closed? The question as it is sent, the answer as it is told (workflows, section 10).

use super::fields::{Misread, object, present, text, told, unlisted};
use domain::reports::nonconformity::close::{CloseFacts, CloseNeed, close};
use domain::values::nonconformity::Effectiveness;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// A question as it is written.
const EXAMPLE: &str = r#"{"correction":"access removed","cause":"no leaver's list","similar_cases":"none found","action":"list each Friday","effectiveness":"effective","evidence":true}"#;

/// A nonconformity. Of each part: what it is, or true; an empty text, false or null while there is none.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "correction": "access removed", "cause": "no leaver's list", "similar_cases": "none found",
    "action": "list each Friday", "effectiveness": null, "evidence": true
}))]
pub struct ClosingAsk {
    /// How it was corrected, or its consequences dealt with.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, required = true)]
    correction: Option<Value>,
    /// Its cause.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, required = true)]
    cause: Option<Value>,
    /// What the look for similar cases gave.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, required = true)]
    similar_cases: Option<Value>,
    /// The action that was carried out, or the reason why none is needed.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, required = true)]
    action: Option<Value>,
    /// `effective` or `ineffective`, judged after the waiting time; null before.
    #[schema(value_type = Option<String>)]
    effectiveness: Option<Value>,
    /// Is there evidence that still counts?
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = true)]
    evidence: Option<Value>,
}

/// Whether it can be closed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ClosingWords {
    /// May it be closed?
    pub can_close: bool,
    /// What is not there, by the names of the fields.
    pub missing: Vec<&'static str>,
    /// The state that it enters next: `corrected`, `cause_found`, `action_planned`, `effectiveness_checked` or `closed`.
    pub next_state: &'static str,
}

/// Reads a question and answers it.
///
/// # Errors
/// [`Misread`], which names the field and says what would be right.
pub fn nonconformity(bytes: &[u8]) -> Result<ClosingWords, Misread> {
    let ask: ClosingAsk = object(bytes, EXAMPLE)?;
    let effectiveness = ask.effectiveness.map(|value| text(&value, "effectiveness", "\"effective\"")).transpose()?;
    let effectiveness = effectiveness.map(|word| {
        let known = Effectiveness::parse(&word);
        known.ok_or_else(|| unlisted("effectiveness", &word, &Effectiveness::ALL.map(Effectiveness::id)))
    });
    let found = close(CloseFacts {
        correction: told(ask.correction, "correction")?,
        cause: told(ask.cause, "cause")?,
        similar_cases: told(ask.similar_cases, "similar_cases")?,
        action: told(ask.action, "action")?,
        effectiveness: effectiveness.transpose()?,
        evidence: told(ask.evidence, "evidence")?,
    });
    Ok(ClosingWords {
        can_close: found.can_close,
        missing: found.missing.into_iter().map(CloseNeed::id).collect(),
        next_state: found.next_state.id(),
    })
}
