//! A row of a list of suppliers that is to be imported: what the list leaves out stays as it was.

use super::{Clause, Criticality, SubserviceMethod};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;

/// One row. Empty texts and `None` say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SupplierRow {
    /// Its id here, when the list has it; else it is found by its name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its tier.
    pub tier: Option<u8>,
    /// What it does for us.
    pub services: String,
    /// Information or communication technology.
    pub ict: Option<bool>,
    /// Names or ids of suppliers directly below it; in the list or in the register.
    pub chain: Option<BTreeSet<String>>,
    /// It said that nobody below it matters.
    pub no_chain: Option<bool>,
    /// How much depends on it.
    pub criticality: Option<Criticality>,
    /// Does it handle personal data for us?
    pub personal_data: Option<bool>,
    /// The person who answers for it, by id.
    pub owner: Option<String>,
    /// Day of the contract.
    pub contract_on: Option<Date>,
    /// Last day of the contract.
    pub contract_until: Option<Date>,
    /// What the contract says.
    pub clauses: Option<BTreeSet<Clause>>,
    /// How its service is watched.
    pub monitoring: String,
    /// Systems that it serves.
    pub systems: Option<BTreeSet<String>>,
    /// Are its controls needed to meet our commitments?
    pub needed: Option<bool>,
    /// How the description treats it; `Some(None)`: not as a subservice organisation.
    pub subservice: Option<Option<SubserviceMethod>>,
}
