//! Everything of an organisation that has a page of its own, once, with what is held of it.

use super::names::names;
use crate::registers::Registers;
use crate::reports::search::{FoundKind, Thing};
use crate::values::policy::ids_in;
use serde::{Serialize, Serializer};
use std::borrow::Cow;

/// What tells the strings that it is made of.
pub(super) trait Tells {
    /// Tells them, one by one.
    fn tell(&self, tell: &mut dyn FnMut(&str));
}

impl<T: Serialize> Tells for T {
    fn tell(&self, tell: &mut dyn FnMut(&str)) {
        names(self, tell);
    }
}

/// One object, and the way to the strings that it is made of.
pub(super) struct Object<'a> {
    pub(super) kind: FoundKind,
    pub(super) id: Cow<'a, str>,
    title: Cow<'a, str>,
    /// The engagement of which it is a part.
    of: &'a str,
    parts: Vec<&'a dyn Tells>,
}

impl<'a> Object<'a> {
    fn new(
        kind: FoundKind,
        id: impl Into<Cow<'a, str>>,
        title: impl Into<Cow<'a, str>>,
        held: &'a dyn Tells,
    ) -> Object<'a> {
        Object { kind, id: id.into(), title: title.into(), of: "", parts: vec![held] }
    }

    fn of(self, whole: &'a str) -> Object<'a> {
        Object { of: whole, ..self }
    }

    /// As it is shown.
    pub(super) fn thing(&self) -> Thing {
        Thing::new(self.kind, &self.id, &self.title, "").of(self.of)
    }

    /// Tells every string that it is made of.
    pub(super) fn names(&self, tell: &mut dyn FnMut(&str)) {
        for part in &self.parts {
            part.tell(tell);
        }
    }
}

/// What the newest text of a document names by its id.
struct Named<'a>(&'a str);

impl Serialize for Named<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(ids_in(self.0))
    }
}

/// All of them, one after the other.
pub(super) fn each(registers: &Registers, see: &mut dyn FnMut(&Object<'_>)) {
    for (id, held) in &registers.controls {
        see(&Object::new(FoundKind::Control, id, &held.control.name, &held.control));
    }
    for (id, held) in &registers.evidence.items {
        see(&Object::new(FoundKind::Evidence, id, &held.newest().evidence.title, held));
    }
    for (id, held) in &registers.collectors.collectors {
        let mut object = Object::new(FoundKind::Collector, id, &held.collector.name, &held.collector);
        // A collector that runs every hour hands in thousands of items; the newest stands for them.
        object.parts.extend(held.last().map(|run| &run.run as &dyn Tells));
        see(&object);
    }
    for (id, held) in &registers.suppliers.suppliers {
        let mut object = Object::new(FoundKind::Supplier, id, &held.supplier.name, held);
        let reports = registers.suppliers.reports.values().filter(|report| report.supplier == *id);
        object.parts.extend(reports.map(|report| report as &dyn Tells));
        see(&object);
    }
    for (id, held) in &registers.suppliers.reports {
        see(&Object::new(FoundKind::SupplierReport, id, held.kind.title(), held));
    }
    management_system(registers, see);
    examination(registers, see);
    planned(registers, see);
}

fn management_system(registers: &Registers, see: &mut dyn FnMut(&Object<'_>)) {
    for (id, held) in &registers.risks.risks {
        see(&Object::new(FoundKind::Risk, id, &held.risk.title, held));
    }
    // What a superseded version names is history, and read there.
    let statements = &registers.statements;
    let (open, effective) = (statements.open(), statements.effective());
    for (id, held) in open.into_iter().chain(effective) {
        let title = format!("Statement of Applicability, {}", held.state.title().to_lowercase());
        see(&Object::new(FoundKind::Statement, id, title, held));
    }
    for (id, held) in &registers.policies.policies {
        let text = Named(held.versions.last().map_or("", |version| &version.text));
        let mut object = Object::new(FoundKind::Policy, id, &held.policy.title, &held.policy);
        object.parts.push(&text);
        see(&object);
    }
    for held in registers.isms.entries.values().flat_map(|entries| entries.values()) {
        see(&Object::new(FoundKind::Entry, &held.id, held.title(), held));
    }
    for (id, held) in &registers.audits.programmes {
        let newest = held.newest().1;
        see(&Object::new(FoundKind::AuditProgramme, id, &newest.programme.title, newest));
    }
    for (id, held) in &registers.audits.audits {
        see(&Object::new(FoundKind::InternalAudit, id, &held.plan.title, held));
    }
    for (id, held) in registers.reviews.each() {
        let mut object = Object::new(FoundKind::Review, id, &held.plan.title, &held.decisions);
        object.parts.push(&held.evidence);
        see(&object);
    }
    for (id, held) in &registers.nonconformities.nonconformities {
        see(&Object::new(FoundKind::Nonconformity, id, &held.nonconformity.title, held));
    }
    for (id, held) in registers.certifications.each() {
        see(&Object::new(FoundKind::Certification, id, &held.project.title, held));
    }
    for (id, held) in registers.certifications.each_body() {
        see(&Object::new(FoundKind::CertificationBody, id, &held.body.name, &held.body));
    }
}

fn examination(registers: &Registers, see: &mut dyn FnMut(&Object<'_>)) {
    for (id, held) in &registers.engagements.engagements {
        let mut object = Object::new(FoundKind::Engagement, id, &held.engagement.title, &held.engagement);
        object.parts.push(&held.unexercised);
        see(&object);
    }
    let testing = &registers.testing;
    for (id, held) in &testing.populations {
        let population = &held.population;
        let object = Object::new(FoundKind::Population, id, &population.title, population);
        see(&object.of(&population.engagement));
    }
    for (id, held) in &testing.tests {
        let title = format!("Test of {}", held.plan.control);
        see(&Object::new(FoundKind::Test, id, title, held).of(&held.plan.engagement));
    }
    for (id, held) in &testing.exceptions {
        let engagement = testing.of_exception(id).map_or("", |(engagement, _)| engagement);
        see(&Object::new(FoundKind::Exception, id, &held.note.description, held).of(engagement));
    }
    for (id, held) in &registers.room.requests {
        see(&Object::new(FoundKind::AuditRequest, id, &held.request.title, held).of(&held.request.engagement));
    }
    for (id, held) in &registers.packages.packages {
        // The list of what lies in a package is the package's; what it was built for is what it hangs together with.
        see(&Object::new(FoundKind::Package, id, &held.package.title, &held.package.spec));
    }
}

/// What customers ask, what is answered, what somebody said of the programme, and the plan.
fn planned(registers: &Registers, see: &mut dyn FnMut(&Object<'_>)) {
    for (id, held) in registers.questionnaires.each() {
        // A questionnaire hangs together with its answers; its questions are words of somebody else.
        see(&Object::new(FoundKind::Questionnaire, id, &held.questionnaire.title, &held.answered));
    }
    for (id, held) in registers.questionnaires.each_answer() {
        let mut object = Object::new(FoundKind::Answer, id, &held.answer.question, &held.answer.sources);
        object.parts.push(&held.answer.owner);
        see(&object);
    }
    for (id, held) in registers.scorecards.each() {
        // Its questions touch half of both frameworks: who took it is all that it hangs together with.
        see(&Object::new(FoundKind::Scorecard, id, &held.taken.card.title, &held.by));
    }
    let plans = &registers.plans;
    let kept = plans.baselines.last().map(|held| held.baseline.steps.as_slice()).unwrap_or_default();
    for step in kept {
        let mut object = Object::new(FoundKind::PlanStep, &step.id, &step.title, &step.title);
        object.parts.extend(plans.actuals.get(&step.id).map(|actual| actual as &dyn Tells));
        see(&object);
    }
    for (id, actual) in plans.actuals.iter().filter(|(id, _)| kept.iter().all(|step| step.id != **id)) {
        see(&Object::new(FoundKind::PlanStep, id, id, actual));
    }
}
