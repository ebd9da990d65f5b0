//! Collectors and their runs, in the ledger of a release: each kind of event at least once.

use super::operating::record;
use super::{Hand, reason};
use crate::random::DAY_US;
use app::Who;
use domain::command::{CollectorCommand, Command, EvidenceCommand};
use domain::values::{
    Classification, Collector, CollectorRun, Environment, Evidence, EvidenceType, Form, Rhythm, RunOutcome, Schedule,
    Source, Window,
};

fn does(hand: &Hand<'_>, who: &Who, command: CollectorCommand) -> String {
    hand.does(who, Command::Collector(command))
}

pub(super) fn collecting(hand: &Hand<'_>, founder: &Who) {
    let ana = hand.app.demo_actor("ana-lind");
    let collector = |name: &str, minute| Collector {
        name: name.to_owned(),
        check: r#"{"limits":{},"what":{"file_hash":{"path":"/etc/hosts"}}}"#.into(),
        kind: "file_hash".into(),
        controls: ["AC-3".to_owned()].into(),
        evidence_type: EvidenceType::SystemConfiguration,
        environment: Environment::Production,
        personal_data: true,
        schedule: Schedule { rhythm: Rhythm::Daily, minute },
        rule: "package tickmark\n\nresult := \"pass\"\n".into(),
    };
    let set = |id: Option<String>, name: &str, minute| {
        does(hand, founder, CollectorCommand::SetCollector { id, collector: Box::new(collector(name, minute)) })
    };
    let id = set(None, "Hosts file \u{2013} L\u{f6}we", 0);
    set(Some(id.clone()), "Hosts file \u{2013} L\u{f6}we", 150);
    let declaration = hand.registers(founder).collectors.collectors[&id].declaration.clone();
    does(hand, &ana, CollectorCommand::ApproveCollector { id: id.clone(), declaration: declaration.clone() });
    let run = |outcome, reason: &str, evidence: Option<String>| CollectorRun {
        outcome,
        reason: reason.to_owned(),
        started_us: hand.clock.now_us() - 2_000_000,
        ended_us: hand.clock.now_us() - 1_000_000,
        evidence,
        by_hand: false,
        declaration: declaration.clone(),
    };
    let ran = |run| does(hand, founder, CollectorCommand::RecordRun { id: id.clone(), run: Box::new(run) });
    ran(run(RunOutcome::Unknown, "the file could not be read", None));
    let item = collected(hand, founder, &id);
    ran(run(RunOutcome::Pass, "", Some(item)));
    let paused = |paused| CollectorCommand::PauseCollector { id: id.clone(), paused, reason: reason() };
    does(hand, founder, paused(true));
    does(hand, founder, paused(false));
    let other = set(None, "Tried and left", 60);
    does(hand, founder, CollectorCommand::RemoveCollector { id: other, reason: reason() });
}

/// What a run collected.
fn collected(hand: &Hand<'_>, founder: &Who, collector: &str) -> String {
    let today = app::clock::day_of(hand.clock.now_us() - DAY_US);
    let evidence = Evidence {
        title: "Hosts file".into(),
        kind: EvidenceType::SystemConfiguration,
        form: Form::Document,
        period: Window { from: today, until: today },
        captured: Some(today),
        collected: Some(today),
        source: Source {
            system: "build-1".into(),
            environment: Environment::Production,
            query: String::new(),
            rows: None,
            completeness: String::new(),
            accuracy: String::new(),
        },
        shows: [].into(),
        collector: Some(collector.to_owned()),
        classification: Classification::Internal,
        personal_data: false,
        note: String::new(),
    };
    let controls = [("AC-3".to_owned(), today)].into();
    let add = EvidenceCommand::AddEvidence { evidence, files: vec![record("result.json", 3)], controls, answers: None };
    hand.does(founder, Command::Evidence(add))
}
