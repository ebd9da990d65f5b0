//! Does a text say what no text that leaves the house may say? The question as it is sent, the answer as it is told (K14).

use super::fields::{Misread, needed, object, text};
use domain::reports::wording::{Hit, hits};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// A question as it is written.
const EXAMPLE: &str = r#"{"text":"We hold a SOC 2 report."}"#;

/// A text.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "text": "We hold a SOC 2 report." }))]
pub struct WordingAsk {
    /// The text, as it would be sent.
    #[schema(value_type = String, required = true)]
    text: Option<Value>,
}

/// Whether a text may leave the house.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WordingWords {
    /// Is nothing found?
    pub allowed: bool,
    /// Every wording that is refused, in the order of the text.
    pub found: Vec<FoundWordingWords>,
}

/// A wording that is refused, where it stands.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FoundWordingWords {
    /// The words as they stand in the text, with one blank for each gap.
    pub phrase: String,
    /// Why no text can say so.
    pub why: &'static str,
    /// What to say instead.
    pub say_instead: &'static str,
    /// The line on which they begin, from 1.
    pub line: usize,
}

/// Reads a question and answers it.
///
/// # Errors
/// [`Misread`], which names the field and says what would be right.
pub fn wording(bytes: &[u8]) -> Result<WordingWords, Misread> {
    let ask: WordingAsk = object(bytes, EXAMPLE)?;
    let example = "\"We hold a SOC 2 report.\"";
    let said = text(&needed(ask.text, "text", example)?, "text", example)?;
    let found: Vec<FoundWordingWords> = hits(&said).into_iter().map(FoundWordingWords::from).collect();
    Ok(WordingWords { allowed: found.is_empty(), found })
}

impl From<Hit> for FoundWordingWords {
    fn from(hit: Hit) -> FoundWordingWords {
        let Hit { wording, phrase, line, .. } = hit;
        FoundWordingWords { phrase, why: wording.why, say_instead: wording.instead, line }
    }
}
