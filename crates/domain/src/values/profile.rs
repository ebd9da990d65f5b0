//! What the organisation is: services in scope, categories, hosting, locations (R36, R193, R255).

use super::inheritance::Hosting;
use super::{Categories, Mode};
use serde::{Deserialize, Serialize};

/// Scope of the programme and how its questions are read unless a question says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Services in scope of the SOC 2 examination.
    #[serde(default)]
    pub services: Vec<String>,
    /// Trust services categories in scope.
    pub categories: Categories,
    /// Where the services run.
    pub hosting: Hosting,
    /// Offices and sites.
    #[serde(default)]
    pub locations: Vec<String>,
    /// The crosswalk that speaks unless a question names another.
    pub crosswalk: String,
    /// How its broad references are read.
    pub mode: Mode,
    /// Scope of the ISMS in a sentence; apart from the services, since the two scopes differ (R193).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub isms_scope: String,
}

impl Default for Profile {
    fn default() -> Profile {
        Profile {
            services: Vec::new(),
            categories: Categories::SECURITY,
            hosting: Hosting::Cloud,
            locations: Vec::new(),
            crosswalk: "truvo-2026-05".to_owned(),
            mode: Mode::Literal,
            isms_scope: String::new(),
        }
    }
}
