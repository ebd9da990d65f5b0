//! Evidence handed in by the cast of an organisation whose controls run.

use crate::library::{Organisation, control};
use crate::people::firm;
use domain::command::{Command, EvidenceCommand, OperationCommand};
use domain::registers::evidence::HeldEvidence;
use domain::reports::evidence::{Check, checks};
use domain::values::{
    Environment, Evidence, EvidenceFile, EvidenceRequest, EvidenceType, FileRef, Form, Frequency, LifeStep, Operation,
    Source, Window,
};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};

/// The organisation of the cast, with `carl` as owner of the quarterly AC-1 and nobody as owner of the weekly AC-2.
pub(crate) fn running() -> Organisation {
    let mut firm = firm();
    for (id, items, frequency) in
        [("AC-1", "CC6.2, A.5.18", Frequency::Quarterly), ("AC-2", "CC6.1", Frequency::Weekly)]
    {
        let mut control = control(id, items);
        (control.frequency, control.activity) = (Some(frequency), "The owner reviews access and signs".to_owned());
        firm.does(Command::ReviseControl { control: control.clone() });
        for key in control.links.keys() {
            let (framework, item) = key.split_once('/').unwrap();
            let target = domain::values::Target { framework: framework.into(), item: item.into() };
            let link = &control.links[key];
            firm.does(Command::LinkControl { id: id.into(), target, reason: link.reason.clone(), extent: link.extent });
        }
    }
    firm
}

/// Evidence that keeps every rule, for the third quarter of 2026.
pub(crate) fn review() -> Evidence {
    Evidence {
        title: "Access review".into(),
        kind: EvidenceType::AccessReview,
        form: Form::Document,
        period: quarter(3),
        captured: Some(date(2026, 9, 28)),
        collected: Some(date(2026, 9, 28)),
        source: Source {
            system: "Identity provider".into(),
            environment: Environment::Production,
            ..Source::default()
        },
        shows: BTreeSet::new(),
        collector: None,
        classification: domain::values::Classification::Confidential,
        personal_data: true,
        note: String::new(),
    }
}

/// A quarter of 2026.
pub(crate) fn quarter(number: i8) -> Window {
    let from = date(2026, number * 3 - 2, 1);
    Window { from, until: from.saturating_add(2.months()).last_of_month() }
}

/// A file whose content is `byte`.
pub(crate) fn file(name: &str, byte: u8) -> EvidenceFile {
    EvidenceFile {
        name: name.into(),
        file: FileRef { sha256: format!("{byte:02x}").repeat(32), size: 1_000 },
        media: "application/pdf".into(),
        disagrees: None,
        hints: BTreeMap::new(),
    }
}

/// Hands in an item that shows controls on days.
pub(crate) fn add(evidence: Evidence, files: &[EvidenceFile], controls: &[(&str, Date)]) -> Command {
    Command::Evidence(EvidenceCommand::AddEvidence {
        evidence,
        files: files.to_vec(),
        controls: controls.iter().map(|(id, ran)| ((*id).to_owned(), *ran)).collect(),
        answers: None,
    })
}

pub(crate) fn accept(id: &str, version: u32) -> Command {
    Command::Evidence(EvidenceCommand::AcceptEvidence { id: id.into(), version, note: String::new() })
}

pub(crate) fn reject(id: &str, version: u32) -> Command {
    let reason = "the list has no date".to_owned();
    Command::Evidence(EvidenceCommand::RejectEvidence { id: id.into(), version, reason })
}

pub(crate) fn revise(id: &str, evidence: Evidence, files: &[EvidenceFile]) -> Command {
    Command::Evidence(EvidenceCommand::ReviseEvidence { id: id.into(), evidence, files: files.to_vec() })
}

pub(crate) fn ask(control: &str, person: &str, due: Date) -> Command {
    let request = EvidenceRequest {
        control: control.into(),
        person: person.into(),
        wanted: "the review of the quarter".into(),
        period: Some(quarter(3)),
        due,
    };
    Command::Evidence(EvidenceCommand::AskEvidence { request })
}

pub(crate) fn operates(control: &str, operation: Operation, from: Date) -> Command {
    Command::Operation(OperationCommand::SetOperation { control: control.into(), operation, from })
}

pub(crate) fn lives(control: &str, step: LifeStep, on: Option<Date>) -> Command {
    Command::Operation(OperationCommand::RecordLife { control: control.into(), step, on })
}

impl Organisation {
    /// `carl` hands in the review of the third quarter.
    pub(crate) fn reviewed(&mut self) -> String {
        let ran = [("AC-1", date(2026, 9, 28))];
        self.new_by("carl", add(review(), &[file("review.pdf", 1)], &ran))
    }

    pub(crate) fn item(&self, id: &str) -> &HeldEvidence {
        &self.registers.evidence.items[id]
    }

    /// One of the twelve checks, today, with no file read.
    pub(crate) fn check(&self, id: &str, rule: u8) -> Check {
        self.check_on(id, rule, self.today())
    }

    pub(crate) fn check_on(&self, id: &str, rule: u8, on: Date) -> Check {
        let all = checks(&self.registers, id, on, &BTreeMap::new());
        assert_eq!(all.iter().map(|c| c.rule).collect::<Vec<_>>(), (1..=12).collect::<Vec<_>>());
        assert!(all.iter().all(|check| !check.reason.is_empty()));
        all[usize::from(rule) - 1].clone()
    }
}
