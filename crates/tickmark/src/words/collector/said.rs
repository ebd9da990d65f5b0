//! A collector as it is typed: in a file for the terminal, or in a body for the API.

use app::Failure;
use app::collectors::Declared;
use domain::refusal::Refusal;
use domain::values::nearest::nearest;
use domain::values::{Environment, EvidenceType, Rhythm, Schedule};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A collector as it shall be.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Certificate of the website",
    "controls": ["AC-1"],
    "environment": "production",
    "schedule": { "rhythm": "daily", "at": "06:00" },
    "check": { "what": { "tls_certificate": { "host": "www.example.org", "warn_days": 30 } } }
}))]
pub struct CollectorSaid {
    /// Its name; no other collector has it.
    pub name: String,
    /// The own controls that its output is evidence for.
    pub controls: Vec<String>,
    /// The type of evidence that its output is, as for items of evidence; left out, `collector_result`.
    pub evidence_type: Option<String>,
    /// `production`, `test`, `not_a_system` or `not_said` (the default).
    pub environment: Option<String>,
    /// Personal data stands in its output because it has to.
    #[serde(default)]
    pub personal_data: bool,
    /// When it runs; left out, by hand.
    pub schedule: Option<ScheduleSaid>,
    /// What is collected and how far that may go, as docs/collectors.md lists it. Credentials stand in it by name.
    #[schema(value_type = Object)]
    pub check: Value,
    /// The rule that judges it, in Rego; left out, the one that comes with the kind of check.
    #[serde(default)]
    pub rule: String,
}

/// When a collector runs.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ScheduleSaid {
    /// `by_hand`, `hourly`, `daily`, `weekly` (on Mondays) or `monthly` (on the first).
    pub rhythm: String,
    /// At which time, UTC, such as `06:00`; for an hourly one `00:15` is a quarter past each hour. Left out, `00:00`.
    pub at: Option<String>,
}

fn known<T>(
    what: &'static str,
    typed: &str,
    parsed: Option<T>,
    ids: impl IntoIterator<Item = &'static str>,
) -> Result<T, Failure> {
    let unknown = || {
        let nearest = nearest(typed, ids).map(str::to_owned);
        Refusal::Unknown { what, id: typed.to_owned(), nearest }.into()
    };
    parsed.ok_or_else(unknown)
}

/// Minutes of the day of a time such as `06:30`.
///
/// # Errors
/// A refusal that says how a time is written.
pub fn minute(typed: &str) -> Result<u16, Failure> {
    let parts = typed.trim().split_once(':');
    let digits = |text: &str| (text.len() == 2).then(|| text.parse::<u16>().ok()).flatten();
    let time = parts.and_then(|(hour, minute)| Some((digits(hour)?, digits(minute)?)));
    let good = time.filter(|(hour, minute)| *hour < 24 && *minute < 60).map(|(hour, minute)| hour * 60 + minute);
    good.ok_or_else(|| {
        Refusal::NotPossible {
            sentence: format!("schedule.at: `{typed}` is no time of day"),
            hint: "write it like 06:00, in UTC".to_owned(),
        }
        .into()
    })
}

/// A rhythm and a time as typed.
///
/// # Errors
/// A refusal that names the field.
pub fn schedule(rhythm: &str, at: Option<&str>) -> Result<Schedule, Failure> {
    let rhythm = known("rhythm", rhythm, Rhythm::parse(rhythm), Rhythm::ALL.map(Rhythm::id))?;
    Ok(Schedule { rhythm, minute: at.map_or(Ok(0), minute)? })
}

impl CollectorSaid {
    /// What is meant.
    ///
    /// # Errors
    /// A refusal that names the field and what would be right.
    pub fn meant(self) -> Result<Declared, Failure> {
        let kind = self.evidence_type.as_deref().unwrap_or(EvidenceType::CollectorResult.id());
        let environment = self.environment.as_deref().unwrap_or(Environment::NotSaid.id());
        Ok(Declared {
            name: self.name,
            check: self.check.to_string(),
            controls: self.controls.iter().map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).collect(),
            evidence_type: known(
                "type of evidence",
                kind,
                EvidenceType::parse(kind),
                EvidenceType::ALL.map(EvidenceType::id),
            )?,
            environment: known(
                "environment",
                environment,
                Environment::parse(environment),
                Environment::ALL.map(Environment::id),
            )?,
            personal_data: self.personal_data,
            schedule: match &self.schedule {
                Some(said) => schedule(&said.rhythm, said.at.as_deref())?,
                None => Schedule::default(),
            },
            rule: self.rule,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_written() {
        assert_eq!(minute("06:30").unwrap(), 390);
        assert_eq!(minute(" 23:59 ").unwrap(), 1439);
        for bad in ["24:00", "06:60", "6:00", "06", "aa:bb", "-1:00", "06:000"] {
            assert_eq!(minute(bad).unwrap_err().to_string(), format!("schedule.at: `{bad}` is no time of day"));
        }
    }

    #[test]
    fn words_of_lists_are_refused_by_name() {
        let said = |field: &str, word: &str| {
            let mut json = serde_json::json!({ "name": "a", "controls": ["AC-1"], "check": {} });
            json[field] = serde_json::from_str(word).unwrap();
            serde_json::from_value::<CollectorSaid>(json).unwrap().meant().unwrap_err().to_string()
        };
        assert_eq!(said("environment", "\"prod\""), "no environment is known as `prod`");
        assert_eq!(said("evidence_type", "\"logs\""), "no type of evidence is known as `logs`");
        assert_eq!(said("schedule", r#"{"rhythm":"yearly"}"#), "no rhythm is known as `yearly`");
        assert_eq!(said("schedule", r#"{"rhythm":"daily","at":"6"}"#), "schedule.at: `6` is no time of day");
    }
}
