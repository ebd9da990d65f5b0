//! The inheritance records, with what each still lacks on the day of judgement.

use super::super::{Question, Seen};
use domain::refusal::Refusal;
use domain::values::Inheritance;

/// The inheritance records.
#[derive(Clone, Copy, Debug)]
pub struct InheritanceRecords;

/// One inheritable control with its record and what is missing on the day of judgement.
#[derive(Clone, Debug, PartialEq)]
pub struct InheritanceAnswer {
    /// `A.7.5`.
    pub control: String,
    /// Its title.
    pub title: String,
    /// The record.
    pub record: Option<Inheritance>,
    /// What is missing; empty when complete.
    pub missing: Vec<String>,
    /// The report expires soon.
    pub expires_soon: bool,
}

impl Question for InheritanceRecords {
    type Answer = Vec<InheritanceAnswer>;

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<InheritanceAnswer>, Refusal> {
        let registers = seen.organisation()?;
        let reading = registers.catalogue.reading(&registers.profile.crosswalk)?;
        let all = domain::values::inheritance::INHERITABLE.into_iter().filter_map(|id| reading.to.item(id));
        Ok(all
            .map(|item| {
                let record = registers.inheritance.get(&item.id);
                InheritanceAnswer {
                    control: item.id.clone(),
                    title: item.title.clone(),
                    missing: record.map(|r| r.missing(seen.on)).unwrap_or_default(),
                    expires_soon: record.is_some_and(|r| r.expires_soon(seen.on)),
                    record: record.cloned(),
                }
            })
            .collect())
    }
}
