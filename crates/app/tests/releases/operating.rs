//! How controls operate and what shows it, in the ledger of a release: each kind of event at least once.

use super::{Hand, control, days, person, reason};
use app::Who;
use domain::command::{Command, EvidenceCommand, OperationCommand};
use domain::values::evidence::FollowUp;
use domain::values::{
    Environment, Evidence, EvidenceFile, EvidenceRequest, EvidenceType, Execution, FileRef, Form, LifeStep, Nature,
    Operation, Shown, Source, Window,
};
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn operating(hand: &Hand<'_>, founder: &Who) {
    hand.does(founder, Command::AddControl { control: control("AC-3") });
    hand.does(founder, Command::AssignControl { id: "AC-3".into(), person: Some(founder.id().to_owned()) });
    let [today, _] = days(hand, 0);
    let systems = ["Portal".to_owned()].into();
    let operation = Operation {
        nature: Some(Nature::Detective),
        execution: Some(Execution::ItDependent),
        key: true,
        systems,
        limit_days: Some(5),
        evidence: [EvidenceType::AccessReview].into(),
    };
    let control = || "AC-3".to_owned();
    let operates = |command| Command::Operation(command);
    hand.does(founder, operates(OperationCommand::SetOperation { control: control(), operation, from: today }));
    let life = |on| OperationCommand::RecordLife { control: control(), step: LifeStep::Operating, on };
    hand.does(founder, operates(life(Some(date(2026, 2, 1)))));
    hand.does(founder, operates(life(None)));
    let holidays = [(date(2026, 12, 25), "Christmas Day".to_owned())].into();
    hand.does(founder, operates(OperationCommand::SetHolidays { holidays }));
    evidence(hand, founder, today);
}

fn item(today: Date) -> Evidence {
    Evidence {
        title: "Access review \u{e9}".into(),
        kind: EvidenceType::AccessReview,
        form: Form::List,
        period: Window { from: date(2026, 7, 1), until: date(2026, 9, 30) },
        captured: Some(date(2026, 9, 28)),
        collected: Some(today),
        source: Source {
            system: "Identity provider".into(),
            environment: Environment::Production,
            query: "all users".into(),
            rows: Some(18),
            completeness: "count agrees".into(),
            accuracy: "three looked up".into(),
        },
        shows: [Shown::Date].into(),
        collector: Some("nightly".into()),
        classification: domain::values::Classification::Restricted,
        personal_data: true,
        note: "reviewed".into(),
    }
}

/// A file that says what an item shows.
pub(super) fn record(name: &str, byte: u8) -> EvidenceFile {
    EvidenceFile {
        name: name.to_owned(),
        file: FileRef { sha256: format!("{byte:02x}").repeat(32), size: 900 },
        media: "text/csv".into(),
        disagrees: None,
        hints: [].into(),
    }
}

fn evidence(hand: &Hand<'_>, founder: &Who, today: Date) {
    let ana = (person("ana-lind"), hand.app.demo_actor("ana-lind"));
    let does = |who: &Who, command| hand.does(who, Command::Evidence(command));
    let request = |due| EvidenceRequest {
        control: "AC-3".into(),
        person: ana.0.clone(),
        wanted: "the list".into(),
        period: Some(Window { from: date(2026, 7, 1), until: date(2026, 9, 30) }),
        due,
    };
    let [_, due] = days(hand, 10);
    let asked = does(founder, EvidenceCommand::AskEvidence { request: request(due) });
    let closed = does(founder, EvidenceCommand::AskEvidence { request: request(due) });
    does(founder, EvidenceCommand::CloseRequest { id: closed, reason: reason() });
    let file = |byte: u8| EvidenceFile {
        disagrees: Some("called .csv, and is text".into()),
        hints: [("personal_email_addresses".to_owned(), 18)].into(),
        ..record("list.csv", byte)
    };
    let add = |controls: BTreeMap<String, Date>, answers| EvidenceCommand::AddEvidence {
        evidence: item(today),
        files: vec![file(1)],
        controls,
        answers,
    };
    let ran = date(2026, 9, 28);
    let shown = does(founder, add([("AC-3".to_owned(), ran)].into(), Some(asked)));
    let judged =
        |id: &String, version| EvidenceCommand::AcceptEvidence { id: id.clone(), version, note: "seen".into() };
    does(&ana.1, judged(&shown, 1));
    let revised = Evidence { note: "with the leavers".into(), ..item(today) };
    does(founder, EvidenceCommand::ReviseEvidence { id: shown.clone(), evidence: revised, files: vec![file(2)] });
    let (id, rejected) = (shown.clone(), "a name is missing".to_owned());
    does(&ana.1, EvidenceCommand::RejectEvidence { id, version: 2, reason: rejected });
    let follow_up = FollowUp {
        acted: true,
        what: "the account was removed".into(),
        on: ran,
        nonconformities: BTreeSet::new(),
        evidence: BTreeSet::new(),
    };
    does(founder, EvidenceCommand::FollowUpEvidence { id: shown.clone(), follow_up });
    let other = does(founder, add(BTreeMap::new(), None));
    let control = || "AC-3".to_owned();
    does(founder, EvidenceCommand::LinkEvidence { id: other.clone(), control: control(), ran });
    does(founder, EvidenceCommand::UnlinkEvidence { id: other.clone(), control: control() });
    does(founder, EvidenceCommand::HoldEvidence { id: other.clone(), reason: reason() });
    does(founder, EvidenceCommand::ReleaseEvidence { id: other.clone(), reason: reason() });
    does(founder, EvidenceCommand::DisposeEvidence { id: other, reason: reason() });
    let withdrawn = does(founder, add(BTreeMap::new(), None));
    does(founder, EvidenceCommand::WithdrawEvidence { id: withdrawn, reason: reason() });
    let framework = "soc2-tsc-2017".to_owned();
    does(founder, EvidenceCommand::SetRetention { framework, months: 24, deed: None });
}
