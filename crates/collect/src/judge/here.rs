//! Evaluating a rule, without limits of time and memory: for the process that has them, never for the server itself.

use jiff::Timestamp;
use regorus::{Engine, Value as Rego};
use serde_json::{Value, json};

use super::{DETAILS_MAX, Language, Outcome, REASON_MAX, Rule, SOURCE_MAX, Verdict};
use crate::failure::printable;

/// The package that a rule is written in, as the engine names it.
const PACKAGE: &str = "data.check";

/// Judges JSON by a rule. The engine is built without clock, randomness, network and environment; the one moment that a
/// rule can know is handed in as `data.now`.
pub(super) fn judge(rule: &Rule, input: &str, now: Timestamp) -> Verdict {
    let Language::Rego = rule.language;
    evaluated(rule, input, now).unwrap_or_else(|why| Verdict::unknown(&why))
}

fn evaluated(rule: &Rule, input: &str, now: Timestamp) -> Result<Verdict, String> {
    if rule.source.len() > SOURCE_MAX {
        return Err(format!("the rule has more than {SOURCE_MAX} bytes"));
    }
    let mut engine = Engine::new();
    engine.set_strict_builtin_errors(true);
    let package = engine
        .add_policy("rule.rego".to_owned(), rule.source.clone())
        .map_err(|error| format!("the rule cannot be read: {error}"))?;
    if package != PACKAGE {
        return Err(format!("the rule is in the package {package}; it begins with `package check`"));
    }
    let moment = json!({
        "now": now.to_string(),
        "now_seconds": now.as_second(),
        "today": now.to_zoned(jiff::tz::TimeZone::UTC).date().to_string(),
    });
    engine.add_data_json(&moment.to_string()).map_err(|error| error.to_string())?;
    engine.set_input_json(input).map_err(|error| format!("the JSON cannot be judged: {error}"))?;
    let results =
        engine.eval_query(PACKAGE.to_owned(), false).map_err(|error| format!("the rule came to no answer: {error}"))?;
    let answer = results.result.first().and_then(|result| result.expressions.first()).map(|found| &found.value);
    verdict(answer.ok_or("the rule came to no answer")?)
}

fn verdict(answer: &Rego) -> Result<Verdict, String> {
    let member = |name: &str| match &answer[name] {
        Rego::Undefined => None,
        found => Some(found),
    };
    let result = match member("result") {
        None => return Err("the rule leaves `result` undefined for this JSON".to_owned()),
        Some(found) => match found.as_string().map(|text| text.to_string()).unwrap_or_default().as_str() {
            "pass" => Outcome::Pass,
            "fail" => Outcome::Fail,
            "unknown" => Outcome::Unknown,
            _ => return Err("`result` is neither \"pass\" nor \"fail\" nor \"unknown\"".to_owned()),
        },
    };
    let reason = match member("reason") {
        None => String::new(),
        Some(found) => found.as_string().map_err(|_| "`reason` is no text".to_owned())?.to_string(),
    };
    let details = match member("details") {
        None => Value::Null,
        Some(found) => {
            let text = found.to_json_str().map_err(|error| format!("`details` is no JSON: {error}"))?;
            if text.len() > DETAILS_MAX {
                return Err(format!("`details` has more than {DETAILS_MAX} bytes"));
            }
            serde_json::from_str(&text).map_err(|error| format!("`details` is no JSON: {error}"))?
        }
    };
    Ok(Verdict { result, reason: printable(&reason, REASON_MAX), details })
}
