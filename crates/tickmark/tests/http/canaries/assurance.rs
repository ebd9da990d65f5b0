//! What is planted where evidence, engagements, suppliers and the management system are kept.

use crate::matrix::cast::{Cast, TODAY};
use domain::command::{
    Command, DescriptionCommand, EngagementCommand, EvidenceCommand, NonconformityCommand, RiskCommand, RoomCommand,
    StatementCommand, SupplierCommand, TestingCommand,
};
use domain::values::description::{Content, OwnCuec, Section, StatementKind};
use domain::values::nonconformity::{CorrectiveAction, Nonconformity, NonconformityClass, NonconformitySource};
use domain::values::risk::{Risk, Treatment, TreatmentLine, TreatmentOption};
use domain::values::statement::EntryChange;
use domain::values::supplier::{Supplier, SupplierIncident};
use domain::values::testing::{
    Accuracy, Completeness, CompletenessMethod, CompletenessResult, Population, PopulationItem, PopulationSource,
};
use domain::values::{
    Artefact, Asked, AuditRequest, Categories, Classification, Environment, Evidence, EvidenceFile, EvidenceRequest,
    EvidenceType, FileRef, Form, Source, Subject, SubjectKind, Window,
};
use jiff::civil::date;

/// Where words come from, and who does what is to be done.
pub(crate) type Word<'a> = &'a mut dyn FnMut() -> String;
type Does<'a> = &'a mut dyn FnMut(Command);

/// Words in what the cast has of each noun.
pub(crate) fn plant(cast: &Cast, w: Word<'_>, does: Does<'_>) {
    evidence(cast, w, does);
    engagement(cast, w, does);
    supplier(cast, w, does);
    system(cast, w, does);
}

fn evidence(cast: &Cast, w: Word<'_>, does: Does<'_>) {
    let evidence = Evidence {
        title: w(),
        kind: EvidenceType::AccessReview,
        form: Form::List,
        period: Window { from: date(2026, 1, 1), until: date(2026, 2, 28) },
        captured: Some(TODAY),
        collected: Some(TODAY),
        source: Source {
            system: w(),
            environment: Environment::Production,
            query: w(),
            rows: Some(18),
            completeness: w(),
            accuracy: w(),
        },
        shows: [].into(),
        collector: None,
        classification: Classification::Internal,
        personal_data: false,
        note: w(),
    };
    let file = EvidenceFile {
        name: format!("{}.csv", w()),
        file: FileRef { sha256: "cd".repeat(32), size: 900 },
        media: "text/csv".to_owned(),
        disagrees: None,
        hints: [].into(),
    };
    let (id, files) = (cast.ids["evidence"].clone(), vec![file]);
    does(Command::Evidence(EvidenceCommand::ReviseEvidence { id: id.clone(), evidence, files }));
    does(Command::Evidence(EvidenceCommand::HoldEvidence { id, reason: w() }));
    let (control, person) = ("AC-2".to_owned(), "demo-cora-contributor".to_owned());
    let request = EvidenceRequest { control, person, wanted: w(), period: None, due: date(2026, 3, 20) };
    does(Command::Evidence(EvidenceCommand::AskEvidence { request }));
}

fn engagement(cast: &Cast, w: Word<'_>, does: Does<'_>) {
    let engagement = cast.ids["engagement"].clone();
    let asked = Asked {
        customer: w(),
        wants: Artefact::Soc2Type2,
        categories: Categories::NONE,
        on: date(2026, 3, 1),
        due: None,
    };
    does(Command::Engagement(EngagementCommand::RecordAsked { asked }));
    let told = |section: &Section| (*section, Content::NotRelevant { reason: w() });
    let sections = Section::ALL.iter().map(told).collect();
    let write = DescriptionCommand::WriteDescription { engagement: engagement.clone(), sections };
    does(Command::Description(write));
    let (kind, text) = (StatementKind::Assertion, w());
    let write = DescriptionCommand::WriteStatement { engagement: engagement.clone(), kind, text };
    does(Command::Description(write));
    let cuec = OwnCuec { text: w(), criteria: [].into() };
    does(Command::Description(DescriptionCommand::RecordOwnCuec { id: None, cuec }));
    let population = Population {
        engagement: engagement.clone(),
        control: "AC-2".to_owned(),
        title: w(),
        source: PopulationSource {
            system: w(),
            query: w(),
            extracted_on: date(2026, 3, 1),
            extracted_at: String::new(),
            extracted_by: w(),
        },
        period: Window { from: date(2026, 1, 1), until: date(2026, 3, 1) },
        claimed_count: Some(1),
        completeness: Completeness {
            method: CompletenessMethod::Sequence,
            result: CompletenessResult::Complete,
            note: w(),
        },
        accuracy: Accuracy { checked: 1, matched: 1, note: w() },
        file: None,
        items: vec![PopulationItem { id: w(), on: date(2026, 3, 1), done: None }],
    };
    let (id, population) = (cast.ids["population"].clone(), Box::new(population));
    does(Command::Testing(TestingCommand::RevisePopulation { id, population }));
    let request = AuditRequest {
        engagement: engagement.clone(),
        title: w(),
        text: String::new(),
        subject: None,
        due: date(2026, 3, 20),
        to: String::new(),
        reference: w(),
    };
    does(Command::Room(RoomCommand::AddRequests {
        engagement: engagement.clone(),
        requests: vec![request],
        source: String::new(),
    }));
    let subject = Subject { kind: SubjectKind::Engagement, id: engagement.clone() };
    does(Command::Room(RoomCommand::Comment { engagement, subject, text: w() }));
}

fn supplier(cast: &Cast, w: Word<'_>, does: Does<'_>) {
    let id = cast.ids["supplier"].clone();
    let supplier = Supplier {
        name: w(),
        tier: 1,
        services: w(),
        monitoring: w(),
        systems: [w()].into(),
        owner: Some("demo-carl-control".to_owned()),
        ..Supplier::default()
    };
    let supplier = Box::new(supplier);
    does(Command::Supplier(SupplierCommand::ReviseSupplier { id: id.clone(), supplier }));
    let incident = SupplierIncident { supplier: id, on: TODAY, what: w(), told_us_on: None, lessons: w() };
    let id = cast.ids["incident"].clone();
    does(Command::Supplier(SupplierCommand::ReviseSupplierIncident { id, incident }));
}

/// Risks, the Statement of Applicability and nonconformities.
fn system(cast: &Cast, w: Word<'_>, does: Does<'_>) {
    let id = cast.ids["risk"].clone();
    let risk = Risk {
        title: w(),
        cause: w(),
        event: w(),
        consequence: w(),
        source: w(),
        assets: [w()].into(),
        enterprise: w(),
        owner: Some("demo-carl-control".to_owned()),
        ..Risk::default()
    };
    does(Command::Risk(RiskCommand::ReviseRisk { id: id.clone(), risk: Box::new(risk) }));
    let line = TreatmentLine { what: w(), ..TreatmentLine::default() };
    let treatment = Treatment { option: TreatmentOption::Modify, reason: w(), lines: vec![line] };
    does(Command::Risk(RiskCommand::PlanTreatment { id, treatment: Box::new(treatment) }));
    let change = EntryChange { how: Some(w()), note: Some(w()), ..EntryChange::default() };
    let (id, control, change) = (cast.ids["soa"].clone(), "A.5.1".to_owned(), Box::new(change));
    does(Command::Statement(StatementCommand::SetStatementEntry { id, control, change }));
    let nonconformity = Nonconformity {
        title: w(),
        description: w(),
        source: NonconformitySource::Other,
        reference: w(),
        class: NonconformityClass::Minor,
        against: ["A.5.18".to_owned()].into(),
        controls: ["AC-2".to_owned()].into(),
        owner: None,
        found: date(2026, 3, 1),
        agreed: None,
    };
    let id = || cast.ids["nonconformity"].clone();
    let action = CorrectiveAction { what: w(), owner: "demo-paul-programme".to_owned(), due: date(2026, 5, 1) };
    for command in [
        NonconformityCommand::ReviseNonconformity { id: id(), nonconformity: Box::new(nonconformity), reason: w() },
        NonconformityCommand::CorrectNonconformity { id: id(), correction: w(), on: TODAY, evidence: [].into() },
        NonconformityCommand::FindNonconformityCause { id: id(), cause: w(), method: w() },
        NonconformityCommand::SeekSimilarNonconformities { id: id(), similar: w() },
        NonconformityCommand::PlanNonconformityAction { id: id(), action },
    ] {
        does(Command::Nonconformity(command));
    }
}
