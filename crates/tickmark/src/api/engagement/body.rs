//! An engagement as it is sent.

use crate::api::call::{day, unknown};
use crate::api::problem::Problem;
use crate::words::engagement::{examination, method};
use domain::refusal::Refusal;
use domain::values::{Categories, Category, Engagement, Firm, Method, Subservice};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

/// A SOC 2 engagement: `on` for a Type I, `from` and `until` for a Type II.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "title": "SOC 2 Type II 2026", "from": "2026-01-01", "until": "2026-12-31", "categories": ["security"],
    "services": ["Docs"], "firm": { "name": "Whitfield & Lowe", "licence": "CPA 4711" }
}))]
pub(in crate::api) struct EngagementBody {
    /// What it is called.
    title: String,
    /// The day of a Type I.
    #[schema(format = Date)]
    on: Option<String>,
    /// First day of the window of a Type II.
    #[schema(format = Date)]
    from: Option<String>,
    /// Last day of the window.
    #[schema(format = Date)]
    until: Option<String>,
    /// Categories: `security` always, `availability`, `confidentiality`, `processing_integrity`, `privacy`.
    categories: Vec<String>,
    /// Services in scope.
    #[serde(default)]
    services: Vec<String>,
    /// Systems in scope.
    #[serde(default)]
    systems: Vec<String>,
    /// Locations in scope.
    #[serde(default)]
    locations: Vec<String>,
    /// The firm that examines.
    #[serde(default)]
    firm: FirmBody,
    /// Day of the engagement letter.
    #[schema(format = Date)]
    letter: Option<String>,
    /// Principal service commitments.
    #[serde(default)]
    commitments: String,
    /// The earliest end agreed with the firm.
    #[schema(format = Date)]
    minimum_end: Option<String>,
    /// Subservice organisations.
    #[serde(default)]
    subservice: Vec<SubserviceBody>,
    /// Why there are none.
    #[serde(default)]
    no_subservice: String,
    /// The engagement before it.
    follows: Option<String>,
    /// With a change: where the firm agreed to an earlier end than before.
    #[serde(default)]
    agreement: String,
}

/// The firm.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct FirmBody {
    /// Its name.
    #[serde(default)]
    name: String,
    /// Its licence.
    #[serde(default)]
    licence: String,
    /// How its independence was seen.
    #[serde(default)]
    independence: String,
}

/// A subservice organisation.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::api) struct SubserviceBody {
    /// Id of the supplier, or its name.
    who: String,
    /// `carve_out` (the default) or `inclusive`.
    #[serde(default)]
    method: String,
}

/// Categories by their ids.
pub(super) fn categories(typed: &[String]) -> Result<Categories, Problem> {
    let known = |text: &String| {
        Category::parse(text).ok_or_else(|| unknown("category", text, Category::ALL.map(Category::id)).of_the_body())
    };
    typed.iter().map(known).collect()
}

impl EngagementBody {
    /// What is meant, and where the firm agreed.
    pub(super) fn meant(self) -> Result<(Engagement, String), Problem> {
        let maybe = |typed: &Option<String>, field: &str| -> Result<Option<Date>, Problem> {
            typed.as_deref().map(|text| day(text, field)).transpose()
        };
        let kind = examination(maybe(&self.on, "on")?, maybe(&self.from, "from")?, maybe(&self.until, "until")?)?;
        let subservice = self.subservice.into_iter().map(|one| {
            let known = || unknown("method", &one.method, Method::ALL.map(Method::id)).of_the_body();
            Ok(Subservice { method: method(&one.method).ok_or_else(known)?, who: one.who })
        });
        let categories = categories(&self.categories)?;
        if categories.is_empty() {
            return Err(Refusal::NoCategory.into());
        }
        let engagement = Engagement {
            title: self.title,
            kind,
            categories,
            services: self.services,
            systems: self.systems,
            locations: self.locations,
            firm: Firm { name: self.firm.name, licence: self.firm.licence, independence: self.firm.independence },
            letter: maybe(&self.letter, "letter")?,
            commitments: self.commitments,
            minimum_end: maybe(&self.minimum_end, "minimum_end")?,
            subservice: subservice.collect::<Result<_, Problem>>()?,
            no_subservice: self.no_subservice,
            follows: self.follows,
        };
        Ok((engagement, self.agreement))
    }
}
