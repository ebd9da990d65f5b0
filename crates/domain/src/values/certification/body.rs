//! A certification body, and what shows that it is accredited (R224, R225).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

fn plan_days() -> u32 {
    CertificationBody::PLAN_DAYS
}

fn close_days() -> u32 {
    CertificationBody::CLOSE_DAYS
}

/// A body that certifies to ISO/IEC 27001.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CertificationBody {
    /// What it is called.
    pub name: String,
    /// The country where it sits.
    pub country: String,
    /// Markets where its certificates are recognised.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub markets: BTreeSet<String>,
    /// Days after a visit within which it wants a plan for each nonconformity; usual are 14 to 30.
    #[serde(default = "plan_days")]
    pub plan_days: u32,
    /// Days after a visit within which a major nonconformity has to be resolved; usual are 30 to 90.
    #[serde(default = "close_days")]
    pub close_days: u32,
}

impl CertificationBody {
    /// Days for a plan where a body says nothing else.
    pub const PLAN_DAYS: u32 = 30;
    /// Days for the closure of a major where a body says nothing else.
    pub const CLOSE_DAYS: u32 = 90;
}

/// What was seen of a body's accreditation, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accreditation {
    /// The accreditation body: UKAS, ANAB, `DAkkS` or another.
    pub by: String,
    /// The number of the accreditation.
    pub number: String,
    /// What the body is accredited to, each with its edition, such as `ISO/IEC 17021-1:2015` and `ISO/IEC 27006-1:2024`.
    pub standards: BTreeSet<String>,
    /// Does the scope of the accreditation name ISO/IEC 27001?
    pub iso27001: bool,
    /// Its last day; `None` where the register names none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Where it was looked up: the address of the accreditation body's register, or the paper.
    pub source: String,
    /// The day on which it was looked up.
    pub on: Date,
}

impl Accreditation {
    /// Has it ended on a day? It counts on its last day.
    pub fn ended(&self, on: Date) -> bool {
        self.valid_until.is_some_and(|until| until < on)
    }

    /// Which of the two standards for bodies that certify management systems of information security it does not name.
    pub fn lacks(&self) -> Vec<&'static str> {
        let named = |part: &str| self.standards.iter().any(|standard| standard.replace(' ', "").contains(part));
        let both = [("17021", "ISO/IEC 17021-1"), ("27006", "ISO/IEC 27006-1")];
        both.into_iter().filter(|(part, _)| !named(part)).map(|(_, name)| name).collect()
    }
}
