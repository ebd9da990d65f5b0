//! What a planner should hear: categories, requests of customers, scope of controls, the plan. Advice, never a refusal.

use super::continuity::{Overlap, continuity};
use super::window::known;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::engagement::scope::controls_in_scope;
use crate::registers::engagement::{HeldAsked, HeldEngagement};
use crate::values::{Artefact, Categories, Category, EngagementState, Examination, counted};
use jiff::civil::Date;

/// What the advice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AdviceKind {
    /// A category that the services suggest (R188-R191).
    CategorySuggested,
    /// A category that no customer asks for (R192).
    CategoryUnasked,
    /// A category that a customer asks for and that is not in scope.
    CategoryAsked,
    /// A control that names no service or system in scope (R194).
    NoSystem,
    /// The plan ends at Type I while customers ask for Type II (R211).
    EndsAtType1,
    /// A Type II without a Type I before it (R200).
    Direct,
    /// A customer was sent something else than was asked for (R210).
    OtherSent,
    /// A request whose day is over.
    Overdue,
    /// Days that no window holds (R208).
    Break,
    /// Days that two windows hold (R207).
    Overlap,
    /// Controls that did not run (R208).
    Missed,
    /// The firm is not named with licence and engagement letter (R204).
    Firm,
}

impl AdviceKind {
    /// The id used in answers.
    pub fn id(self) -> &'static str {
        match self {
            AdviceKind::CategorySuggested => "category_suggested",
            AdviceKind::CategoryUnasked => "category_unasked",
            AdviceKind::CategoryAsked => "category_asked",
            AdviceKind::NoSystem => "no_system",
            AdviceKind::EndsAtType1 => "ends_at_type1",
            AdviceKind::Direct => "direct_type2",
            AdviceKind::OtherSent => "other_sent",
            AdviceKind::Overdue => "overdue",
            AdviceKind::Break => "break",
            AdviceKind::Overlap => "overlap",
            AdviceKind::Missed => "missed_runs",
            AdviceKind::Firm => "firm",
        }
    }
}

/// One thing to hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// What about.
    pub kind: AdviceKind,
    /// What it is about: a category, control, request or engagement.
    pub about: String,
    /// The sentence.
    pub sentence: String,
    /// What can be done.
    pub hint: String,
    /// The own controls that it is about, by id; empty where it is about something else.
    pub controls: Vec<String>,
}

fn say(kind: AdviceKind, about: impl Into<String>, sentence: impl Into<String>, hint: impl Into<String>) -> Advice {
    Advice { kind, about: about.into(), sentence: sentence.into(), hint: hint.into(), controls: Vec::new() }
}

/// Everything about one engagement on a day.
///
/// # Errors
/// [`Refusal::Unknown`].
pub fn advice(registers: &Registers, id: &str, on: Date) -> Result<Vec<Advice>, Refusal> {
    let held = known(registers, id)?;
    if held.state.over() {
        return Ok(Vec::new());
    }
    let mut all = firm(held);
    all.extend(suggested(registers, held));
    all.extend(asked_for(registers, held));
    all.extend(without_system(registers, id, held));
    all.extend(plan(registers, id, held));
    let joined = continuity(registers, on);
    all.extend(joined.breaks.iter().filter(|gap| gap.after == id || gap.before.as_deref() == Some(id)).map(|gap| {
        let until = gap.until.map_or_else(|| "on".to_owned(), |day| format!("to {day}"));
        let hint =
            "the next window starts the day after the last one; move it, or say in the description why it does not";
        say(AdviceKind::Break, gap.after.clone(), format!("no window holds the days from {} {until}", gap.from), hint)
    }));
    all.extend(joined.overlaps.iter().filter(|both| both.first == id || both.second == id).map(overlap));
    all.extend(joined.missed.iter().filter(|missed| missed.engagement == id).map(|missed| {
        let scope = counted(missed.in_scope, "control", "controls");
        let missed_it = format!("of {scope} in scope, {} missed a run", missed.controls.len());
        let (sentence, hint) = match held.window().filter(|_| held.stage() < EngagementState::WindowOpen) {
            Some(window) => (
                format!("the window began on {} and nobody opened it: {missed_it}", window.from),
                "open the window, move it, or put the engagement on hold with a reason",
            ),
            None => (missed_it, "look at the window; while another project runs, the window runs too"),
        };
        Advice { controls: missed.controls.to_vec(), ..say(AdviceKind::Missed, id, sentence, hint) }
    }));
    Ok(all)
}

fn overlap(both: &Overlap) -> Advice {
    let Overlap { first, second, from, until } = both;
    let sentence = format!("the windows of {first} and {second} both hold the days from {from} to {until}");
    let hint = "the next window starts the day after the last one; move it, or keep both where they examine different services";
    say(AdviceKind::Overlap, second, sentence, hint)
}

fn firm(held: &HeldEngagement) -> Vec<Advice> {
    let firm = &held.engagement.firm;
    let whole = !firm.name.is_empty() && !firm.licence.is_empty() && held.engagement.letter.is_some();
    let hint = "name the firm and its licence, and have the engagement letter";
    let sentence = "only a licensed CPA firm issues the report, and firm, licence or engagement letter is missing";
    if whole { Vec::new() } else { vec![say(AdviceKind::Firm, &held.engagement.title, sentence, hint)] }
}

/// What the services do suggests a category (R188-R191).
fn suggested(registers: &Registers, held: &HeldEngagement) -> Vec<Advice> {
    let facts = registers.engagements.facts.unwrap_or_default();
    let all = [
        (facts.sla, Category::Availability, "commitments on uptime or recovery are made to customers", ""),
        (facts.transactions, Category::ProcessingIntegrity, "the services carry out transactions or calculations", ""),
        (
            facts.confidential_business_data,
            Category::Confidentiality,
            "the services hold trade secrets, financial or other sensitive data of businesses",
            "",
        ),
        (
            facts.personal_data,
            Category::Privacy,
            "the services hold data about persons",
            "; it is judged by the criteria alone and is no check of any data protection law",
        ),
    ];
    let wanted = all.into_iter().filter(|(so, category, ..)| *so && !held.engagement.categories.contains(*category));
    let words = |(_, category, why, warning): (bool, Category, &str, &str)| {
        let sentence = format!("{why}, and {} is not in scope{warning}", category.name());
        say(AdviceKind::CategorySuggested, category.id(), sentence, "add the category, or leave it out knowingly")
    };
    wanted.map(words).collect()
}

/// Categories in scope and categories asked for, held against each other (R192).
fn asked_for(registers: &Registers, held: &HeldEngagement) -> Vec<Advice> {
    let reports = |asked: &&HeldAsked| matches!(asked.asked.wants, Artefact::Soc2Type1 | Artefact::Soc2Type2);
    let named: Vec<_> = registers.engagements.asked.values().filter(reports).collect();
    let asked = named.iter().fold(Categories::NONE, |all, one| all.union(one.asked.categories));
    let scope = held.engagement.categories;
    let mut all = Vec::new();
    if !named.is_empty() {
        for category in scope.iter().filter(|c| *c != Category::Security && !asked.contains(*c)) {
            let sentence = format!("{} is in scope, and no customer on file asks for it", category.name());
            let hint = "each category adds criteria to examine; keep it if customers want it";
            all.push(say(AdviceKind::CategoryUnasked, category.id(), sentence, hint));
        }
    }
    for category in asked.iter().filter(|category| !scope.with(Category::Security).contains(*category)) {
        let sentence = format!("a customer asks for {}, which is not in scope", category.name());
        all.push(say(AdviceKind::CategoryAsked, category.id(), sentence, "add it, or answer the customer"));
    }
    all
}

/// Every control names a service or system in scope; an ISO certificate alone gives no credit here (R194). One thing to hear,
/// however many controls it is about.
fn without_system(registers: &Registers, id: &str, held: &HeldEngagement) -> Option<Advice> {
    let engaged = &held.engagement;
    let scope: Vec<String> = engaged.services.iter().chain(&engaged.systems).map(|name| name.to_lowercase()).collect();
    let all = controls_in_scope(registers, held);
    let names = |control: &str| {
        let of = registers.operations.controls.get(control);
        of.is_some_and(|of| of.operation.systems.iter().any(|name| scope.contains(&name.to_lowercase())))
    };
    let ids = all.iter().map(|own| &own.control.id);
    let controls: Vec<String> = ids.filter(|control| !names(control)).cloned().collect();
    let hint = "say on which of them it operates; a certificate of the management system alone gives no credit";
    let (about, sentence) = match controls.as_slice() {
        [] => return None,
        [only] => (only.as_str(), format!("{only} names no service or system in scope")),
        many => {
            let (some, of) = (many.len(), counted(all.len(), "control", "controls"));
            (id, format!("{some} of {of} in scope name no service or system in scope"))
        }
    };
    Some(Advice { controls: controls.clone(), ..say(AdviceKind::NoSystem, about, sentence, hint) })
}

/// Where the plan ends, and how it begins (R200, R211).
fn plan(registers: &Registers, id: &str, held: &HeldEngagement) -> Vec<Advice> {
    let register = &registers.engagements;
    let planned = register.in_order();
    match held.engagement.kind {
        Examination::Type1 { on } => {
            let operation = planned.iter().any(|(_, other)| other.window().is_some_and(|window| on <= window.until));
            let asked =
                register.asked.values().filter(|asked| asked.open() && asked.asked.wants == Artefact::Soc2Type2);
            let customers: Vec<&str> = asked.map(|asked| asked.asked.customer.as_str()).collect();
            if operation || customers.is_empty() {
                return Vec::new();
            }
            let sentence = format!("the plan ends at Type I while {} ask for Type II", customers.join(", "));
            vec![say(AdviceKind::EndsAtType1, id, sentence, "plan the Type II that follows")]
        }
        Examination::Type2 { window } => {
            let before =
                planned.iter().any(|(other, held)| *other != id && held.engagement.kind.days().until <= window.until);
            if before {
                return Vec::new();
            }
            let sentence = format!(
                "straight to Type II: no report can be shared before that of the window that ends on {}",
                window.until
            );
            vec![say(AdviceKind::Direct, id, sentence, "a Type I report could be shared while the window runs")]
        }
    }
}

/// What to hear about the requests of customers on a day (R210).
pub fn asked_advice(registers: &Registers, on: Date) -> Vec<Advice> {
    let mut all = Vec::new();
    for (id, held) in &registers.engagements.asked {
        let (asked, customer) = (&held.asked, &held.asked.customer);
        if let Some(sent) = held.other_sent() {
            let sentence = format!("{customer} asked for: {}; and was sent: {}", asked.wants.title(), sent.title());
            all.push(say(AdviceKind::OtherSent, id, sentence, "send what was asked for, or agree on the other one"));
        }
        if let Some(due) = asked.due.filter(|due| held.open() && *due < on) {
            let sentence = format!("{customer} wanted it by {due}: {}", asked.wants.title());
            all.push(say(AdviceKind::Overdue, id, sentence, "send it, or tell the customer when it comes"));
        }
    }
    all
}
