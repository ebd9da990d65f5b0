//! The register of suppliers, their reports and user-entity controls.

use super::Recorded;
use crate::event::SupplierEvent;
use crate::values::supplier::{
    AskedOfUs, BridgeLetter, CuecAnswer, ReportDecision, ReportKind, Supplier, SupplierAssessment, SupplierIncident,
    SupplierReport, SupplierRules, SupplierState, SupplierStep,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// All of suppliers, their reports and user-entity controls.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SupplierRegister {
    /// Suppliers by id.
    pub suppliers: BTreeMap<String, HeldSupplier>,
    /// Their reports by id.
    pub reports: BTreeMap<String, HeldReport>,
    /// Incidents that they caused, by id.
    pub incidents: BTreeMap<String, HeldSupplierIncident>,
    /// Policy and procedure.
    pub rules: SupplierRules,
    /// Ids of suppliers by their names in small letters.
    pub names: BTreeMap<String, String>,
}

/// A supplier and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldSupplier {
    /// What it is.
    pub supplier: Supplier,
    /// Where it stands.
    pub state: SupplierState,
    /// Its assessments, in the order in which they were recorded, each with who recorded it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assessments: Vec<(SupplierAssessment, String)>,
    /// Steps, in their order, each with who recorded it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<(SupplierStep, String)>,
    /// The day on which it is reviewed next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_review: Option<Date>,
}

impl HeldSupplier {
    /// The latest assessment by its day.
    pub fn assessed(&self) -> Option<&(SupplierAssessment, String)> {
        self.assessments.iter().max_by_key(|(assessment, _)| assessment.on)
    }

    /// The step by which it ended.
    pub fn ending(&self) -> Option<&SupplierStep> {
        self.steps.iter().rev().map(|(step, _)| step).find(|step| step.to == SupplierState::Ended)
    }
}

/// A report of a supplier and its review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldReport {
    /// The supplier's id.
    pub supplier: String,
    /// What it is.
    pub kind: ReportKind,
    /// The note with which it was asked for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who asked for it.
    pub requested_by: String,
    /// When, microseconds since 1970.
    pub requested_us: i64,
    /// What it says; `None` before it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<SupplierReport>,
    /// Its review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Reviewed>,
    /// What was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
    /// The latest bridge letter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<BridgeLetter>,
    /// How the controls that it asks of us are met, by their id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, CuecAnswer>,
}

/// A review that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewed {
    /// The day.
    pub on: Date,
    /// Who reviewed.
    pub by: String,
    /// What it found.
    pub finding: String,
}

/// A decision that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// What.
    pub decision: ReportDecision,
    /// Who decided.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// Why, and what is done beside.
    pub reason: String,
}

impl HeldReport {
    /// What it asks of us.
    pub fn cuecs(&self) -> &[AskedOfUs] {
        self.report.as_ref().map_or(&[], |report| &report.cuecs)
    }

    /// Is it relied on by a decision?
    pub fn relied_on(&self) -> bool {
        self.decided.as_ref().is_some_and(|decided| decided.decision != ReportDecision::Rejected)
    }
}

/// An incident that a supplier caused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldSupplierIncident {
    /// What is known of it.
    pub incident: SupplierIncident,
    /// Who recorded it.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
}

impl SupplierRegister {
    /// The id of the next supplier.
    pub fn next_supplier(&self) -> String {
        format!("SU-{}", self.suppliers.len() + 1)
    }

    /// The id of the next report.
    pub fn next_report(&self) -> String {
        format!("SR-{}", self.reports.len() + 1)
    }

    /// The id of the next incident.
    pub fn next_incident(&self) -> String {
        format!("SI-{}", self.incidents.len() + 1)
    }

    /// The supplier called so, in any case of letters.
    pub fn named(&self, name: &str) -> Option<(&String, &HeldSupplier)> {
        self.suppliers.get_key_value(self.names.get(&name.trim().to_lowercase())?)
    }

    /// The reports of a supplier, the newest first by the end of their period; those that did not come yet before them.
    pub fn reports_of<'a>(&'a self, supplier: &str) -> Vec<(&'a String, &'a HeldReport)> {
        let mut reports: Vec<_> = self.reports.iter().filter(|(_, held)| held.supplier == supplier).collect();
        reports.sort_by_key(|(_, held)| {
            let until = held.report.as_ref().map(|report| report.period.until);
            (until.is_some(), std::cmp::Reverse((until, held.requested_us)))
        });
        reports
    }
}

pub(super) fn apply(register: &mut SupplierRegister, recorded: Recorded<'_>, _entry: u64, event: SupplierEvent) {
    let by = || recorded.by.to_owned();
    match event {
        SupplierEvent::SupplierAdded { id, supplier } => {
            register.names.insert(supplier.name.to_lowercase(), id.clone());
            let held = HeldSupplier {
                supplier: *supplier,
                state: SupplierState::Proposed,
                assessments: Vec::new(),
                steps: Vec::new(),
                next_review: None,
            };
            register.suppliers.insert(id, held);
        }
        SupplierEvent::SupplierRulesSet { rules } => register.rules = rules,
        SupplierEvent::SupplierIncidentRecorded { id, incident } => {
            register.incidents.insert(id, HeldSupplierIncident { incident, by: by(), at_us: recorded.at_us });
        }
        SupplierEvent::SupplierIncidentRevised { id, incident } => {
            if let Some(held) = register.incidents.get_mut(&id) {
                held.incident = incident;
            }
        }
        SupplierEvent::SupplierReportRequested { id, supplier, kind, note } => {
            let held = HeldReport {
                supplier,
                kind,
                note,
                requested_by: by(),
                requested_us: recorded.at_us,
                report: None,
                review: None,
                decided: None,
                letter: None,
                answers: BTreeMap::new(),
            };
            register.reports.insert(id, held);
        }
        SupplierEvent::SupplierRevised { id, supplier } => {
            if let Some(held) = register.suppliers.get_mut(&id) {
                register.names.remove(&held.supplier.name.to_lowercase());
                register.names.insert(supplier.name.to_lowercase(), id);
                held.supplier = *supplier;
            }
        }
        SupplierEvent::SuppliersImported { .. } => {}
        other => {
            let id = other.object().1.to_owned();
            if let Some(held) = register.suppliers.get_mut(&id) {
                supplier(held, recorded, other);
            } else if let Some(held) = register.reports.get_mut(&id) {
                report(held, recorded, other);
            }
        }
    }
}

fn supplier(held: &mut HeldSupplier, recorded: Recorded<'_>, event: SupplierEvent) {
    match event {
        SupplierEvent::SupplierAssessed { assessment, .. } => {
            if held.state == SupplierState::Proposed {
                held.state = SupplierState::Assessed;
            }
            held.next_review = assessment.next.or(held.next_review);
            held.assessments.push((assessment, recorded.by.to_owned()));
        }
        SupplierEvent::SupplierMoved { step, .. } => {
            held.state = step.to;
            held.next_review = step.next_review.or(held.next_review);
            held.steps.push((step, recorded.by.to_owned()));
        }
        _ => {}
    }
}

fn report(held: &mut HeldReport, recorded: Recorded<'_>, event: SupplierEvent) {
    match event {
        SupplierEvent::SupplierReportRecorded { report, .. } => {
            // What is read again is reviewed again.
            (held.report, held.review) = (Some(*report), None);
            let asked = |id: &String| held.report.iter().flat_map(|r| &r.cuecs).any(|cuec| cuec.id == *id);
            held.answers.retain(|id, _| asked(id));
        }
        SupplierEvent::SupplierReportReviewed { on, finding, effects, .. } => {
            held.review = Some(Reviewed { on, by: recorded.by.to_owned(), finding });
            for (exception, effect) in held.report.iter_mut().flat_map(|r| &mut r.exceptions).zip(effects) {
                exception.effect = effect;
            }
        }
        SupplierEvent::SupplierReportDecided { decision, reason, .. } => {
            let (by, at_us) = (recorded.by.to_owned(), recorded.at_us);
            held.decided = Some(Decided { decision, by, at_us, reason });
        }
        SupplierEvent::BridgeLetterRecorded { letter, .. } => held.letter = Some(letter),
        SupplierEvent::CuecAnswered { cuec, answer, .. } => {
            held.answers.insert(cuec, answer);
        }
        _ => {}
    }
}
