//! The register of risks, their method and treatment.

use super::Recorded;
use crate::event::RiskEvent;
use crate::values::risk::{
    Acceptance, LineState, LineStep, Quantity, Rating, RatingKind, Risk, RiskMethod, RiskTrigger, Simulation, Treatment,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Risks, the method by which they are rated, and their treatment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RiskRegister {
    /// Versions of the method, the first one first.
    pub methods: Vec<HeldMethod>,
    /// Risks by id.
    pub risks: BTreeMap<String, HeldRisk>,
    /// Ids of risks by their titles in small letters.
    pub titles: BTreeMap<String, String>,
    /// How the simulation is run.
    pub simulation: Simulation,
}

/// Who did something, when, and in which entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Who.
    pub by: String,
    /// When, microseconds since 1970.
    pub at_us: i64,
    /// The number of the entry: what happened later has a higher one.
    pub entry: u64,
}

/// A version of the method. The newest approved one is in force; those before it are superseded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldMethod {
    /// What it says.
    pub method: RiskMethod,
    /// The hash of that.
    pub sha256: String,
    /// Everybody who wrote on it.
    pub authors: BTreeSet<String>,
    /// Who approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Signed>,
}

/// A risk with all that was recorded of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRisk {
    /// What it is.
    pub risk: Risk,
    /// Who recorded it.
    pub recorded: Signed,
    /// All ratings, in the order in which they were made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratings: Vec<HeldRating>,
    /// What is done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<HeldPlan>,
    /// All acceptances, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acceptances: Vec<HeldAcceptance>,
    /// Every time it was opened again, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reopenings: Vec<Reopening>,
    /// Every time it was closed, with the reason, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closings: Vec<(String, Signed)>,
    /// It is closed.
    #[serde(default)]
    pub closed: bool,
    /// What it could cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Quantity>,
}

/// A rating and who made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldRating {
    /// The rating.
    pub rating: Rating,
    /// Who made it.
    pub made: Signed,
}

/// The plan as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldPlan {
    /// Its version, from 1.
    pub version: u32,
    /// Option and lines.
    pub treatment: Treatment,
    /// The hash of that.
    pub sha256: String,
    /// Who wrote this version.
    pub written: Signed,
    /// Who approved this version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<Signed>,
    /// The owner of the risk at that time; somebody else since then has not approved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved_for: Option<String>,
    /// Where each line stands, by its id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub progress: BTreeMap<String, Progress>,
    /// Lines that ever were, so that no id is used twice.
    #[serde(default)]
    pub lines_so_far: u32,
}

/// Where a line stands, and its steps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Where it stands.
    pub state: LineState,
    /// Its steps, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<(LineStep, Signed)>,
}

/// An acceptance of what remains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldAcceptance {
    /// What was accepted.
    pub acceptance: Acceptance,
    /// It lies above the appetite.
    pub above: bool,
    /// Who accepted, as owner.
    pub accepted: Signed,
    /// The owner of the risk at that time; somebody else since then has not accepted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Who signed as the next level, and the note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub countersigned: Option<(Signed, String)>,
}

/// A time when it was opened again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopening {
    /// What kind of thing happened.
    pub trigger: RiskTrigger,
    /// What happened.
    pub note: String,
    /// Who opened it.
    pub opened: Signed,
}

impl RiskRegister {
    /// The id of the next risk.
    pub fn next_risk(&self) -> String {
        format!("RI-{}", self.risks.len() + 1)
    }

    /// The risk called so, in any case of letters.
    pub fn titled(&self, title: &str) -> Option<(&String, &HeldRisk)> {
        self.risks.get_key_value(self.titles.get(&title.trim().to_lowercase())?)
    }

    /// A version of the method.
    pub fn method(&self, version: u32) -> Option<&HeldMethod> {
        self.methods.get(usize::try_from(version).ok()?.checked_sub(1)?)
    }

    /// The method in force: version and content.
    pub fn in_force(&self) -> Option<(u32, &HeldMethod)> {
        let at = self.methods.iter().rposition(|held| held.approved.is_some())?;
        Some((number(at), self.methods.get(at)?))
    }

    /// The draft, when the newest version is one.
    pub fn draft(&self) -> Option<(u32, &HeldMethod)> {
        let last = self.methods.last().filter(|held| held.approved.is_none())?;
        Some((number(self.methods.len() - 1), last))
    }

    /// Does the rating lie above the appetite of the version that it was made by?
    pub fn above_appetite(&self, rating: &Rating) -> bool {
        self.method(rating.method).is_some_and(|held| rating.level > held.method.appetite)
    }
}

impl HeldRisk {
    /// The newest rating of a kind, with its number from 1.
    pub fn rating(&self, kind: RatingKind) -> Option<(u32, &HeldRating)> {
        let at = self.ratings.iter().rposition(|held| held.rating.kind == kind)?;
        Some((number(at), self.ratings.get(at)?))
    }

    /// The rating of this number.
    pub fn numbered(&self, rating: u32) -> Option<&HeldRating> {
        self.ratings.get(usize::try_from(rating).ok()?.checked_sub(1)?)
    }

    /// The entry after which everything has to be looked at anew: the last time that it was opened again; 0 if never.
    pub fn opened_at(&self) -> u64 {
        self.reopenings.last().map_or(0, |reopening| reopening.opened.entry)
    }
}

/// The number from 1 of what stands at this place.
fn number(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}

/// Folds an event in.
pub(super) fn apply(register: &mut RiskRegister, recorded: Recorded<'_>, entry: u64, event: RiskEvent) {
    let signed = Signed { by: recorded.by.to_owned(), at_us: recorded.at_us, entry };
    match event {
        RiskEvent::RiskMethodWritten { version, method, sha256 } => {
            let authors = match register.draft() {
                Some((draft, held)) if draft == version => held.authors.clone(),
                _ => BTreeSet::new(),
            };
            register.methods.truncate(usize::try_from(version).unwrap_or(usize::MAX).saturating_sub(1));
            let authors = authors.into_iter().chain([signed.by]).collect();
            register.methods.push(HeldMethod { method: *method, sha256, authors, approved: None });
        }
        RiskEvent::RiskMethodApproved { version, .. } => {
            let at = usize::try_from(version).unwrap_or(usize::MAX).saturating_sub(1);
            if let Some(held) = register.methods.get_mut(at) {
                held.approved = Some(signed);
            }
        }
        RiskEvent::RiskRecorded { id, risk } => {
            register.titles.insert(risk.title.to_lowercase(), id.clone());
            let held = HeldRisk {
                risk: *risk,
                recorded: signed,
                ratings: Vec::new(),
                plan: None,
                acceptances: Vec::new(),
                reopenings: Vec::new(),
                closings: Vec::new(),
                closed: false,
                quantity: None,
            };
            register.risks.insert(id, held);
        }
        RiskEvent::RiskRevised { id, risk } => {
            if let Some(held) = register.risks.get_mut(&id) {
                let before = held.risk.title.to_lowercase();
                if register.titles.get(&before) == Some(&id) {
                    register.titles.remove(&before);
                }
                register.titles.insert(risk.title.to_lowercase(), id);
                held.risk = *risk;
            }
        }
        RiskEvent::SimulationSet { simulation } => register.simulation = simulation,
        RiskEvent::RisksImported { .. } => {}
        other => {
            let id = other.object().1;
            if let Some(held) = register.risks.get_mut(id) {
                one(held, signed, other);
            }
        }
    }
}

/// What happened to one risk.
fn one(held: &mut HeldRisk, signed: Signed, event: RiskEvent) {
    match event {
        RiskEvent::RiskRated { rating, next_review, .. } => {
            held.risk.next_review = Some(next_review);
            held.ratings.push(HeldRating { rating, made: signed });
        }
        RiskEvent::TreatmentPlanned { version, treatment, sha256, .. } => {
            let progress = carried(held.plan.as_ref(), &treatment);
            let so_far = held.plan.as_ref().map_or(0, |plan| plan.lines_so_far);
            let numbers = treatment.lines.iter().filter_map(|line| line.id.strip_prefix('L')?.parse().ok());
            let lines_so_far = numbers.chain([so_far]).max().unwrap_or_default();
            held.plan = Some(HeldPlan {
                version,
                treatment: *treatment,
                sha256,
                written: signed,
                approved: None,
                approved_for: None,
                progress,
                lines_so_far,
            });
        }
        RiskEvent::TreatmentApproved { .. } => {
            if let Some(plan) = &mut held.plan {
                plan.approved = Some(signed);
                plan.approved_for.clone_from(&held.risk.owner);
                for progress in plan.progress.values_mut().filter(|p| p.state == LineState::Planned) {
                    progress.state = LineState::Approved;
                }
            }
        }
        RiskEvent::TreatmentLineMoved { line, step, .. } => {
            if let Some(progress) = held.plan.as_mut().and_then(|plan| plan.progress.get_mut(&line)) {
                progress.state = step.to;
                progress.steps.push((step, signed));
            }
        }
        RiskEvent::RiskAccepted { acceptance, above, .. } => {
            let owner = held.risk.owner.clone();
            let accepted = HeldAcceptance { acceptance, above, accepted: signed, owner, countersigned: None };
            held.acceptances.push(accepted);
        }
        RiskEvent::RiskCountersigned { acceptance, note, .. } => {
            let at = usize::try_from(acceptance).unwrap_or(usize::MAX).saturating_sub(1);
            if let Some(acceptance) = held.acceptances.get_mut(at) {
                acceptance.countersigned = Some((signed, note));
            }
        }
        RiskEvent::RiskReopened { trigger, note, .. } => {
            held.closed = false;
            held.reopenings.push(Reopening { trigger, note, opened: signed });
        }
        RiskEvent::RiskClosed { reason, .. } => {
            held.closed = true;
            held.closings.push((reason, signed));
        }
        RiskEvent::RiskQuantified { quantity, .. } => held.quantity = quantity.map(|quantity| *quantity),
        _ => {}
    }
}

/// Where the lines of a new version stand: a line that says the same keeps what was done on it; what was approved only is
/// planned again.
fn carried(plan: Option<&HeldPlan>, treatment: &Treatment) -> BTreeMap<String, Progress> {
    let before = |id: &str| {
        let plan = plan?;
        let line = plan.treatment.lines.iter().find(|line| line.id == id)?;
        let new = treatment.lines.iter().find(|line| line.id == id)?;
        let same = (&line.what, &line.controls) == (&new.what, &new.controls);
        plan.progress.get(id).filter(|progress| same && progress.state > LineState::Approved).cloned()
    };
    treatment.lines.iter().map(|line| (line.id.clone(), before(&line.id).unwrap_or_default())).collect()
}
