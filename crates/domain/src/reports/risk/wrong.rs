//! What is wrong with the risks, each with what would be right (R77, R108, R112, R114, R115, R120, R123).

use super::lines::overdue;
use super::standing::{Signature, acceptance, approval, rated};
use super::superficial::superficial;
use crate::registers::Registers;
use crate::registers::risk::HeldRisk;
use crate::values::operation::words;
use crate::values::risk::{RatingKind, RiskCategory, TreatmentOption};
use crate::values::supplier::SupplierState;
use crate::values::{Membership, Status};
use jiff::civil::Date;

/// What kind of thing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RiskProblem {
    /// Above the appetite, with neither an approved treatment nor a signed acceptance (R123).
    AboveAppetite,
    /// Nobody owns it (R108).
    NoOwner,
    /// Its owner has left.
    OwnerLeft,
    /// It is not rated since it was opened.
    NotRated,
    /// No option is chosen (R120).
    NoTreatment,
    /// The plan is not approved as it stands.
    ApprovalStale,
    /// The acceptance no longer holds.
    AcceptanceStale,
    /// The acceptance waits for the next level.
    WaitsForNextLevel,
    /// A line of the plan is overdue.
    LineOverdue,
    /// Its assessment is overdue (R112).
    ReviewOverdue,
    /// Its rating in force was made by another version of the method.
    OtherMethod,
    /// More remains than there is today, or there is more today than without controls.
    RatingsReversed,
    /// It names a control that is retired.
    ControlGone,
    /// It names a supplier that we have left.
    SupplierGone,
    /// No scenario (R115).
    NoScenario,
    /// It says not what information would lose (R107).
    NoProperty,
    /// No control is linked to it (R115).
    NoControls,
    /// Its words would fit any organisation (R115).
    Generic,
    /// All risks are rated alike (R115).
    OneScore,
    /// No open risk is one of fraud (R114).
    NoFraud,
    /// No method is approved (R106).
    NoMethod,
}

words!(RiskProblem {
    AboveAppetite = "above_appetite", "Above the appetite";
    NoOwner = "no_owner", "No owner";
    OwnerLeft = "owner_left", "The owner left";
    NotRated = "not_rated", "Not rated";
    NoTreatment = "no_treatment", "No decision on treatment";
    ApprovalStale = "approval_stale", "Approval stale";
    AcceptanceStale = "acceptance_stale", "Acceptance stale";
    WaitsForNextLevel = "waits_for_next_level", "Waits for the next level";
    LineOverdue = "line_overdue", "Action overdue";
    ReviewOverdue = "review_overdue", "Assessment overdue";
    OtherMethod = "other_method", "Rated by another version";
    RatingsReversed = "ratings_reversed", "Ratings reversed";
    ControlGone = "control_gone", "Control is gone";
    SupplierGone = "supplier_gone", "Supplier is gone";
    NoScenario = "no_scenario", "No scenario";
    NoProperty = "no_property", "No property of information";
    NoControls = "no_controls", "No control";
    Generic = "generic", "Generic words";
    OneScore = "one_score", "One score for all";
    NoFraud = "no_fraud", "No risk of fraud";
    NoMethod = "no_method", "No approved method";
});

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RiskFinding {
    /// What kind.
    pub problem: RiskProblem,
    /// The risk; `None` when it is about all of them.
    pub risk: Option<String>,
    /// What is wrong, in a sentence.
    pub sentence: String,
    /// What would be right.
    pub hint: String,
}

impl RiskFinding {
    /// Is it about a rating that another version of the method made?
    pub fn is_other_method(&self) -> bool {
        self.problem == RiskProblem::OtherMethod
    }

    pub(super) fn new(problem: RiskProblem, risk: Option<&str>, sentence: String, hint: &str) -> RiskFinding {
        RiskFinding { problem, risk: risk.map(str::to_owned), sentence, hint: hint.to_owned() }
    }
}

/// Everything that is wrong on a day, the gravest kind first, then by risk.
pub fn wrong(registers: &Registers, on: Date) -> Vec<RiskFinding> {
    let register = &registers.risks;
    let mut found = Vec::new();
    if register.in_force().is_none() {
        found.push(RiskFinding::new(
            RiskProblem::NoMethod,
            None,
            "no method for rating risks is approved".to_owned(),
            "write the method, or start from the proposal, and have management approve it",
        ));
    }
    let open = || register.risks.iter().filter(|(_, held)| !held.closed);
    for (id, held) in open() {
        let mut about = About { id, held, found: &mut found };
        about.people(registers);
        about.ratings(registers, on);
        about.signatures(registers, on);
        about.links(registers);
    }
    if open().next().is_some() && !open().any(|(_, held)| held.risk.category == RiskCategory::Fraud) {
        found.push(RiskFinding::new(
            RiskProblem::NoFraud,
            None,
            "no open risk is one of fraud, so that the assessment is no evidence for CC3.3".to_owned(),
            "record the risks of misstatement, misuse, corruption and overridden controls under the category fraud",
        ));
    }
    found.extend(superficial(register));
    found.sort();
    found
}

struct About<'a> {
    id: &'a str,
    held: &'a HeldRisk,
    found: &'a mut Vec<RiskFinding>,
}

impl About<'_> {
    fn say(&mut self, problem: RiskProblem, sentence: String, hint: &str) {
        self.found.push(RiskFinding::new(problem, Some(self.id), sentence, hint));
    }

    fn people(&mut self, registers: &Registers) {
        let id = self.id;
        match &self.held.risk.owner {
            None => self.say(RiskProblem::NoOwner, format!("{id} has no owner"), "name the person who answers for it"),
            Some(owner) => {
                let state = registers.people.members.get(owner).map(|member| member.state);
                if matches!(state, None | Some(Membership::Ended | Membership::Suspended)) {
                    self.say(
                        RiskProblem::OwnerLeft,
                        format!("the owner of {id} is no active member"),
                        "name another owner, who approves and accepts anew",
                    );
                }
            }
        }
    }

    fn ratings(&mut self, registers: &Registers, on: Date) {
        let (id, held) = (self.id, self.held);
        let level = |kind| rated(held, kind).map(|(_, held)| &held.rating);
        let now = RatingKind::ALL.map(level);
        if now[1].is_none() {
            self.say(
                RiskProblem::NotRated,
                format!("{id} is not rated as it is today"),
                "rate its likelihood and impact",
            );
        }
        let in_force = registers.risks.in_force().map(|(version, _)| version);
        for rating in now.into_iter().flatten().filter(|rating| Some(rating.method) != in_force) {
            let sentence =
                format!("the {} rating of {id} was made by version {} of the method", rating.kind.id(), rating.method);
            self.say(RiskProblem::OtherMethod, sentence, "rate it by the version in force");
        }
        for pair in now.windows(2) {
            if let [Some(before), Some(after)] = pair
                && before.method == after.method
                && after.level > before.level
            {
                let sentence = format!(
                    "the {} rating of {id} is {}, higher than the {} one, {}",
                    after.kind.id(),
                    after.word,
                    before.kind.id(),
                    before.word
                );
                self.say(RiskProblem::RatingsReversed, sentence, "rate both again side by side");
            }
        }
        let review = held.risk.next_review;
        if review.is_none_or(|day| day < on) && now[1].is_some() {
            let since = review.map_or("has no day for its next assessment".to_owned(), |day| {
                format!("was due for assessment on {day}")
            });
            self.say(RiskProblem::ReviewOverdue, format!("{id} {since}"), "assess it again, at least once a year");
        }
    }

    fn signatures(&mut self, registers: &Registers, on: Date) {
        let (id, held) = (self.id, self.held);
        let (approval, acceptance) = (approval(held), acceptance(held, on));
        let current = rated(held, RatingKind::Current).map(|(_, held)| &held.rating);
        let treated = approval == Signature::InForce
            && held.plan.as_ref().is_some_and(|plan| plan.treatment.option != TreatmentOption::Retain);
        if current.is_some_and(|rating| registers.risks.above_appetite(rating))
            && !treated
            && acceptance != Signature::InForce
        {
            self.say(
                RiskProblem::AboveAppetite,
                format!("{id} is above the appetite, with neither an approved treatment nor a signed acceptance"),
                "plan its treatment and have its owner approve it, or have owner and management accept it for a time",
            );
        }
        if held.plan.is_none() && current.is_some() {
            self.say(
                RiskProblem::NoTreatment,
                format!("nothing is decided about {id}"),
                "choose to modify, retain, share or avoid it",
            );
        }
        if approval.is_stale() {
            self.say(
                RiskProblem::ApprovalStale,
                format!(
                    "the approval of the plan of {id} is stale: since then the risk was rated otherwise, was opened again or \
                     has another owner"
                ),
                "its owner reads the plan again and approves it",
            );
        }
        match acceptance {
            Signature::Waiting => self.say(
                RiskProblem::WaitsForNextLevel,
                format!("the acceptance of {id} waits for the next level"),
                "somebody of management other than its owner signs",
            ),
            stale if stale.is_stale() || stale == Signature::Expired => self.say(
                RiskProblem::AcceptanceStale,
                format!("the acceptance of {id} no longer holds: {}", stale.title().to_lowercase()),
                "its owner accepts what remains as it is now",
            ),
            _ => {}
        }
        for line in overdue(held, on) {
            let due = line.due.map_or(String::new(), |due| due.to_string());
            let sentence = format!("{} of the plan of {id} was due on {due}", line.id);
            self.found.push(RiskFinding::new(
                RiskProblem::LineOverdue,
                Some(id),
                sentence,
                "do it, or plan another day and approve that",
            ));
        }
    }

    fn links(&mut self, registers: &Registers) {
        let (id, risk) = (self.id, &self.held.risk);
        for control in &risk.controls {
            let held = registers.controls.get(control);
            if held.is_some_and(|held| held.control.status == Status::Retired) {
                let sentence = format!("{id} rests on {control}, which is retired");
                self.say(RiskProblem::ControlGone, sentence, "name what holds the risk down today, and rate it again");
            }
        }
        for supplier in &risk.suppliers {
            let held = registers.suppliers.suppliers.get(supplier);
            if held.is_none_or(|held| held.state == SupplierState::Ended) {
                let sentence = format!("{id} names {supplier}, which we have left");
                self.say(RiskProblem::SupplierGone, sentence, "open the risk again: a vendor changed");
            }
        }
    }
}
