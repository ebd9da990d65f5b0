//! A row of a list of risks that is to be imported: what the list leaves out stays as it was.

use super::{Property, RiskCategory, TreatmentOption};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;

/// Likelihood and impact, from 1.
pub type Grades = (u8, u8);

/// One row. Empty texts and `None` say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RiskRow {
    /// Its id here, when the list has it; else it is found by its title.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What could bring it about.
    pub cause: String,
    /// What would happen.
    pub event: String,
    /// What would follow.
    pub consequence: String,
    /// What information would lose.
    pub properties: Option<BTreeSet<Property>>,
    /// Where it was found.
    pub source: String,
    /// The kind of threat.
    pub category: Option<RiskCategory>,
    /// Who owns it, by id.
    pub owner: Option<String>,
    /// Assets by name.
    pub assets: Option<BTreeSet<String>>,
    /// Suppliers by id.
    pub suppliers: Option<BTreeSet<String>>,
    /// Controls that hold it down today.
    pub controls: Option<BTreeSet<String>>,
    /// Its entry in the enterprise's register.
    pub enterprise: String,
    /// When it is assessed next.
    pub next_review: Option<Date>,
    /// Without controls.
    pub inherent: Option<Grades>,
    /// With the controls of today.
    pub current: Option<Grades>,
    /// After treatment.
    pub residual: Option<Grades>,
    /// What is done about it.
    pub option: Option<TreatmentOption>,
    /// What is done, as one line of a plan.
    pub treatment: String,
}
