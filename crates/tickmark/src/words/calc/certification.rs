//! The dates of a certification: the question as it is sent, the answer as it is told (K7).

use super::fields::{Misread, absent, days, needed, needed_day, object, perhaps_day, text, unreadable};
use domain::reports::certification::{Cycle, Visits, cycle, is_current, renewal, stage2_major};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// A question as it is written.
const EXAMPLE: &str = r#"{"decision":"2026-03-16"}"#;
/// The four questions.
const SHAPES: &str = "send decision, with surveillance if there was any; or stage2_last_day, verified and as_of; or \
    old_expiry and decision; or certificate_standard and as_of";
/// Most visits of one question.
pub const MAX_VISITS: usize = 100;

/// One of four: `decision`, with `surveillance` if there was any; `stage2_last_day`, `verified` and `as_of`; `old_expiry` and
/// `decision`; `certificate_standard` and `as_of`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "decision": "2026-03-16", "surveillance": ["2027-02-10"] }))]
pub struct CertificationAsk {
    /// The day of the decision on certification, or, with `old_expiry`, on recertification.
    #[schema(value_type = Option<String>, format = Date)]
    decision: Option<Value>,
    /// The days of surveillance since the decision, in any order; at most 100.
    #[schema(value_type = Option<Vec<String>>, max_items = 100)]
    surveillance: Option<Value>,
    /// The last day of Stage 2, for a major found in it.
    #[schema(value_type = Option<String>, format = Date)]
    stage2_last_day: Option<Value>,
    /// The day on which the body verified the action; null while it did not.
    #[schema(value_type = Option<String>, format = Date)]
    verified: Option<Value>,
    /// The day to judge by.
    #[schema(value_type = Option<String>, format = Date)]
    as_of: Option<Value>,
    /// The last day of the certificate that is renewed.
    #[schema(value_type = Option<String>, format = Date)]
    old_expiry: Option<Value>,
    /// The standard that a certificate names, with its edition: `ISO/IEC 27001:2022`.
    #[schema(value_type = Option<String>)]
    certificate_standard: Option<Value>,
}

/// The answer to one of the four questions.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum CertificationWords {
    /// Of a decision.
    Cycle(CycleWords),
    /// Of a major of Stage 2.
    Major(MajorWords),
    /// Of a recertification.
    Renewal(RenewalWords),
    /// Of an edition.
    Edition(EditionWords),
}

/// The cycle that a decision begins.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CycleWords {
    /// The last day of the certificate.
    #[schema(format = Date)]
    pub expiry: String,
    /// The last day on which the first surveillance is in time.
    #[schema(format = Date)]
    pub first_surveillance_due: String,
    /// The day aimed at for the second.
    #[schema(format = Date)]
    pub second_surveillance_target: String,
    /// From this day on recertification can be carried out.
    #[schema(format = Date)]
    pub recertification_opens: String,
    /// The last day on which a certificate that ran out is restored.
    #[schema(format = Date)]
    pub restoration_limit: String,
    /// What the visits show; left out when `surveillance` is not given.
    #[serde(flatten)]
    pub visits: Option<VisitsWords>,
}

/// Surveillance held against its cycle.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VisitsWords {
    /// The calendar years that need a visit.
    pub years_needing_surveillance: Vec<i16>,
    /// Those of them without one.
    pub years_missing: Vec<i16>,
    /// Was the first not later than its last day? Without any: no.
    pub first_surveillance_in_time: bool,
    /// Days by which it was late, 0 when it was not; null without any.
    pub late_days: Option<u32>,
}

/// A major of Stage 2.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MajorWords {
    /// The last day on which its verification is in time.
    #[schema(format = Date)]
    pub limit: String,
    /// Was it verified later, or has the limit passed without?
    pub overdue: bool,
    /// `new Stage 2` when it is overdue, else null.
    pub consequence: Option<&'static str>,
}

/// A recertification.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RenewalWords {
    /// Was it decided by the old expiry or within the restoration limit?
    pub restorable: bool,
    /// The new expiry; null when it was not.
    #[schema(format = Date)]
    pub new_expiry: Option<String>,
    /// Days after the old expiry and before the decision.
    pub days_without_certificate: u32,
    /// The last day on which the old certificate can be restored.
    #[schema(format = Date)]
    pub restoration_limit: String,
    /// `new Stage 2 at least` when that day has passed, else null.
    pub consequence: Option<&'static str>,
}

/// An edition.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct EditionWords {
    /// Can a certificate to it be current on the day?
    pub current: bool,
}

/// Reads a question and answers it.
///
/// # Errors
/// [`Misread`], which names the field and says what would be right.
pub fn certification(bytes: &[u8]) -> Result<CertificationWords, Misread> {
    let ask: CertificationAsk = object(bytes, EXAMPLE)?;
    if ask.certificate_standard.is_some() {
        of_edition(ask).map(CertificationWords::Edition)
    } else if ask.stage2_last_day.is_some() {
        of_major(ask).map(CertificationWords::Major)
    } else if ask.old_expiry.is_some() {
        of_renewal(ask).map(CertificationWords::Renewal)
    } else if ask.decision.is_some() {
        of_cycle(ask).map(CertificationWords::Cycle)
    } else {
        Err(unreadable("decision is missing", SHAPES))
    }
}

/// Refuses fields of another of the four questions.
fn alone(fields: &[(&str, &Option<Value>)], beside: &str) -> Result<(), Misread> {
    fields.iter().try_for_each(|(field, value)| absent(value, field, beside))
}

fn of_cycle(ask: CertificationAsk) -> Result<CycleWords, Misread> {
    alone(&[("verified", &ask.verified), ("as_of", &ask.as_of)], "decision")?;
    let cycle = cycle(needed_day(ask.decision, "decision")?)?;
    let surveillance = ask.surveillance.map(|value| days(value, "surveillance", MAX_VISITS)).transpose()?;
    let visits = surveillance.map(|days| cycle.visits(&days)).transpose()?;
    Ok(CycleWords::of(&cycle, visits))
}

fn of_major(ask: CertificationAsk) -> Result<MajorWords, Misread> {
    let others = [("decision", &ask.decision), ("surveillance", &ask.surveillance), ("old_expiry", &ask.old_expiry)];
    alone(&others, "stage2_last_day")?;
    let last_day = needed_day(ask.stage2_last_day, "stage2_last_day")?;
    let found = stage2_major(last_day, perhaps_day(ask.verified, "verified")?, needed_day(ask.as_of, "as_of")?)?;
    Ok(MajorWords {
        limit: found.limit.to_string(),
        overdue: found.overdue,
        consequence: found.consequence.map(|consequence| consequence.words()),
    })
}

fn of_renewal(ask: CertificationAsk) -> Result<RenewalWords, Misread> {
    let others = [("surveillance", &ask.surveillance), ("verified", &ask.verified), ("as_of", &ask.as_of)];
    alone(&others, "old_expiry")?;
    let found = renewal(needed_day(ask.old_expiry, "old_expiry")?, needed_day(ask.decision, "decision")?)?;
    Ok(RenewalWords {
        restorable: found.restorable,
        new_expiry: found.new_expiry.map(|day| day.to_string()),
        days_without_certificate: found.days_without_certificate,
        restoration_limit: found.restoration_limit.to_string(),
        consequence: found.consequence.map(|consequence| consequence.words()),
    })
}

fn of_edition(ask: CertificationAsk) -> Result<EditionWords, Misread> {
    let others = [
        ("decision", &ask.decision),
        ("surveillance", &ask.surveillance),
        ("stage2_last_day", &ask.stage2_last_day),
        ("verified", &ask.verified),
        ("old_expiry", &ask.old_expiry),
    ];
    alone(&others, "certificate_standard")?;
    let example = "\"ISO/IEC 27001:2022\"";
    let standard = needed(ask.certificate_standard, "certificate_standard", example)?;
    let standard = text(&standard, "certificate_standard", example)?;
    Ok(EditionWords { current: is_current("certificate_standard", &standard, needed_day(ask.as_of, "as_of")?)? })
}

impl CycleWords {
    fn of(cycle: &Cycle, visits: Option<Visits>) -> CycleWords {
        CycleWords {
            expiry: cycle.expiry.to_string(),
            first_surveillance_due: cycle.first_surveillance_due.to_string(),
            second_surveillance_target: cycle.second_surveillance_target.to_string(),
            recertification_opens: cycle.recertification_opens.to_string(),
            restoration_limit: cycle.restoration_limit.to_string(),
            visits: visits.map(|visits| VisitsWords {
                years_needing_surveillance: visits.years_needing,
                years_missing: visits.years_missing,
                first_surveillance_in_time: visits.first_in_time,
                late_days: visits.late_days,
            }),
        }
    }
}
