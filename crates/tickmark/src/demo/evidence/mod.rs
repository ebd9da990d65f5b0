//! Evidence of Fathom Freight: every month and every quarter what shows that its controls ran, with small real files. Some
//! came late, one was rejected and handed in again, one lies there twice, some are asked for, and the newest wait to be
//! judged.

mod files;
mod often;
mod once;
mod own;
mod paint;

use super::people::{ENGINEERING, IT, PEOPLE_OPERATIONS, PLATFORM, SECURITY_LEAD, Someone};
use super::story::{Act, Moment, working_day};
use domain::command::{Command, EvidenceCommand, OperationCommand};
use domain::values::{
    Classification, Environment, Evidence, EvidenceRequest, EvidenceType, Execution, Form, Nature, Operation, Shown,
    Source, Window,
};
use jiff::ToSpan;
use jiff::civil::Date;

/// Name and content of a file.
pub(super) type File = (String, Vec<u8>);

/// Days before today before which nothing is handed in: the controls are imported then.
const FIRST: i32 = 262;

/// An item with its files, as somebody hands it in.
#[derive(Clone, Debug)]
pub(super) struct Handed {
    /// By which the story speaks of it.
    pub(super) word: String,
    /// What it is.
    pub(super) evidence: Evidence,
    /// Its files.
    pub(super) files: Vec<File>,
    /// Controls with the day on which each ran.
    pub(super) controls: Vec<(&'static str, Date)>,
    /// The request that it answers, by its word.
    pub(super) answers: Option<&'static str>,
}

/// Everything that happens with evidence.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let mut moments = operations(today);
    moments.extend(often::all(today));
    moments.extend(once::all(today));
    moments.extend(asked(today));
    moments.extend(own::all(today));
    moments
}

/// A document from production, made and collected on a day.
fn item(title: &str, kind: EvidenceType, period: Window, made: Date, system: &str) -> Evidence {
    Evidence {
        title: title.to_owned(),
        kind,
        form: Form::Document,
        period,
        captured: Some(made),
        collected: Some(made),
        source: Source { system: system.to_owned(), environment: Environment::Production, ..Source::default() },
        shows: [].into(),
        collector: None,
        classification: Classification::Internal,
        personal_data: false,
        note: String::new(),
    }
}

/// The same as a list.
fn list(evidence: Evidence, query: &str, rows: u64) -> Evidence {
    let source = Source {
        query: query.to_owned(),
        rows: Some(rows),
        completeness: "The number of rows equals the total that the system shows.".to_owned(),
        accuracy: "Five rows compared with the system, one by one.".to_owned(),
        ..evidence.source
    };
    Evidence { form: Form::List, source, ..evidence }
}

/// The same as a screenshot that shows all three.
fn screenshot(evidence: Evidence) -> Evidence {
    Evidence { form: Form::Screenshot, shows: Shown::ALL.into(), ..evidence }
}

/// Handed in `days` before today.
fn handed(today: Date, days: i32, by: Someone, handed: Handed) -> Moment {
    Moment { on: working_day(today, days), by: by.key, act: Act::HandIn(Box::new(handed)) }
}

/// Judged `days` before today, by somebody else.
fn judged(today: Date, days: i32, by: Someone, word: &str, accepted: bool, note: &str) -> Moment {
    let act = Act::JudgeEvidence { word: word.to_owned(), accepted, note: note.to_owned() };
    Moment { on: working_day(today, days), by: by.key, act }
}

fn of(command: EvidenceCommand) -> Box<Command> {
    Box::new(Command::Evidence(command))
}

/// How some controls operate, as the programme wrote it down before the first evidence.
fn operations(today: Date) -> Vec<Moment> {
    use EvidenceType::{AccessReview, ChangeRecord, MonitoringReport, SystemConfiguration, TestRecord, TrainingRecord};
    type Said = (&'static str, Nature, Execution, bool, &'static [&'static str], &'static [EvidenceType]);
    const SAID: [Said; 8] = [
        ("AC-01", Nature::Preventive, Execution::Automated, true, &["Identity provider"], &[SystemConfiguration]),
        (
            "AC-04",
            Nature::Detective,
            Execution::ItDependent,
            true,
            &["Identity provider", "Freight desk"],
            &[AccessReview],
        ),
        ("SD-01", Nature::Preventive, Execution::ItDependent, true, &["Code host"], &[ChangeRecord]),
        ("OP-01", Nature::Detective, Execution::Automated, true, &["Log archive"], &[MonitoringReport]),
        ("VM-01", Nature::Detective, Execution::Automated, false, &["Scanner"], &[MonitoringReport]),
        ("BC-01", Nature::Corrective, Execution::Automated, true, &["Backup vault"], &[TestRecord]),
        ("DP-01", Nature::Preventive, Execution::Automated, true, &["Load balancers"], &[SystemConfiguration]),
        ("HR-03", Nature::Preventive, Execution::Manual, false, &[], &[TrainingRecord]),
    ];
    let said = SAID.iter().map(|(control, nature, execution, key, systems, evidence)| {
        let operation = Operation {
            nature: Some(*nature),
            execution: Some(*execution),
            key: *key,
            systems: systems.iter().map(|&system| system.to_owned()).collect(),
            limit_days: None,
            evidence: evidence.iter().copied().collect(),
        };
        let from = working_day(today, FIRST);
        let command = OperationCommand::SetOperation { control: (*control).to_owned(), operation, from };
        Moment::new(today, FIRST, SECURITY_LEAD.key, Command::Operation(command))
    });
    said.collect()
}

/// Who is asked for what: one answered, one waits, one is past its day.
fn asked(today: Date) -> Vec<Moment> {
    let ask = |word, days: i32, person: Someone, control: &str, wanted: &str, due: i32| {
        let request = EvidenceRequest {
            control: control.to_owned(),
            person: person.id(),
            wanted: wanted.to_owned(),
            period: None,
            due: today.saturating_sub(due.days()),
        };
        let act = Act::Named(word, of(EvidenceCommand::AskEvidence { request }));
        Moment { on: working_day(today, days), by: SECURITY_LEAD.key, act }
    };
    let made = working_day(today, 84);
    let period = Window { from: made.first_of_month(), until: made };
    let answer = Handed {
        word: "vault".to_owned(),
        evidence: item(
            "Secrets in the vault, with their last rotation",
            EvidenceType::SystemConfiguration,
            period,
            made,
            "Vault",
        ),
        files: vec![files::settings(
            "vault-rotation.txt",
            "vault",
            made,
            &["rotation: 90 days", "secrets: 41", "older than 90 days: 0"],
        )],
        controls: vec![("AC-06", made)],
        answers: Some("vault-asked"),
    };
    vec![
        ask(
            "vault-asked",
            96,
            PLATFORM,
            "AC-06",
            "The rotation setting of the vault and the age of the oldest secret.",
            80,
        ),
        handed(today, 84, PLATFORM, answer),
        judged(today, 80, ENGINEERING, "vault", true, "Compared with the vault itself."),
        ask(
            "laptops",
            12,
            IT,
            "DP-03",
            "The list of laptops with their encryption state, all of them, contractors too.",
            -9,
        ),
        ask(
            "handbook",
            40,
            PEOPLE_OPERATIONS,
            "GV-01",
            "Who signed the code of conduct of this year, and who did not yet.",
            6,
        ),
    ]
}
