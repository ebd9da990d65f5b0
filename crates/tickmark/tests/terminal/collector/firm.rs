//! An organisation whose collectors are judged by the program itself.

use app::ask::{CollectorLine, CollectorOf, EvidenceOf};
use app::collectors::{Declared, RanCollector, Tried};
use app::evidence::FilePlace;
use app::{App, At, Clock, Config, Failure, Who};
use domain::command::{CollectorCommand, Command, EvidenceCommand};
use domain::registers::evidence::HeldEvidence;
use domain::values::{
    Control, Environment, EvidenceType, Frequency, Profile, Rhythm, Role, RunOutcome, Schedule, Status,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// 2026-11-20T09:00:00Z, a Friday.
pub(crate) const START: i64 = 1_795_165_200_000_000;
pub(crate) const HOUR: i64 = 3_600_000_000;
pub(crate) const ORG: &str = "acme";

/// `owner` declares, `mark` of management approves.
pub(crate) struct Firm {
    pub(crate) app: Arc<App>,
    pub(crate) owner: Who,
    pub(crate) mark: Who,
    pub(crate) clock: Clock,
    pub(crate) folder: TempDir,
    pub(crate) config: Config,
}

impl Firm {
    pub(crate) fn new() -> Firm {
        Firm::reaching(&[], &[])
    }

    /// With internal targets, and certificates of authorities as PEM.
    pub(crate) fn reaching(internal: &[String], authorities: &[&str]) -> Firm {
        let folder = tempfile::tempdir().unwrap();
        let (open, data) = (folder.path().join("open"), folder.path().join("data"));
        std::fs::create_dir(&open).unwrap();
        let pem = |(at, text): (usize, &&str)| {
            let path = folder.path().join(format!("authority-{at}.pem"));
            std::fs::write(&path, text).unwrap();
            path
        };
        let config = Config {
            internal: internal.to_vec(),
            authorities: authorities.iter().enumerate().map(pem).collect(),
            collect_folders: vec![open],
            collect_programs: ["/bin", "/usr/bin"].map(PathBuf::from).to_vec(),
            judge: Some(env!("CARGO_BIN_EXE_tickmark").into()),
            ..Config::folder(data)
        };
        let clock = Clock::by_hand(START);
        let app = App::open(&config, clock.clone()).unwrap();
        let owner = app.local_operator("cli").unwrap();
        let documents = app::library::documents(app::library::STARTING);
        app.create(ORG, &owner, "Acme Cloud", documents, Profile::default()).unwrap();
        for id in ["AC-1", "AC-2"] {
            let status = Status::InPlace;
            let control = Control {
                id: id.into(),
                name: id.into(),
                frequency: Some(Frequency::BusinessDay),
                status,
                ..Control::default()
            };
            app.change(ORG, &owner, None, Command::AddControl { control }).unwrap();
        }
        let mark = app.demo_actor("mark-management");
        let invite = Command::InvitePerson { person: mark.id().to_owned(), roles: BTreeSet::from([Role::Management]) };
        app.change(ORG, &owner, None, invite).unwrap();
        app.change(ORG, &mark, None, Command::ConfirmMembership).unwrap();
        Firm { app: Arc::new(app), owner, mark, clock, folder, config }
    }

    /// The same installation after a restart.
    pub(crate) fn reopened(self) -> Firm {
        let Firm { app, owner, mark, clock, folder, config } = self;
        drop(app);
        let app = Arc::new(App::open(&config, clock.clone()).unwrap());
        Firm { app, owner, mark, clock, folder, config }
    }

    /// A path that collectors may read.
    pub(crate) fn open(&self, name: &str) -> PathBuf {
        self.folder.path().join("open").join(name)
    }

    pub(crate) fn set(&self, said: Declared) -> String {
        self.app.set_collector(ORG, &self.owner, None, None, None, said).unwrap().object
    }

    pub(crate) fn approve(&self, id: &str) {
        let declaration = self.line(id).held.declaration;
        let approve = CollectorCommand::ApproveCollector { id: id.to_owned(), declaration };
        self.app.change(ORG, &self.mark, None, Command::Collector(approve)).unwrap();
    }

    /// Declared and approved.
    pub(crate) fn approved(&self, said: Declared) -> String {
        let id = self.set(said);
        self.approve(&id);
        id
    }

    pub(crate) fn line(&self, id: &str) -> CollectorLine {
        self.app.ask(ORG, &self.owner, At::default(), &CollectorOf(id.to_owned())).unwrap().value
    }

    pub(crate) fn run(&self, id: &str) -> RanCollector {
        self.app.run_collector(ORG, &self.owner, id).unwrap()
    }

    pub(crate) fn run_refused(&self, id: &str) -> String {
        self.app.run_collector(ORG, &self.owner, id).unwrap_err().to_string()
    }

    pub(crate) fn tries(&self, id: Option<&str>, said: Declared) -> Result<Tried, Failure> {
        self.app.try_collector(ORG, &self.owner, id, said)
    }

    pub(crate) fn item(&self, id: &str) -> HeldEvidence {
        let question = EvidenceOf { id: id.to_owned(), ..EvidenceOf::default() };
        self.app.ask(ORG, &self.owner, At::default(), &question).unwrap().value.held
    }

    /// A file of an item.
    pub(crate) fn file(&self, id: &str, index: usize) -> Vec<u8> {
        let place = FilePlace { id: id.to_owned(), version: None, index };
        let mut bytes = Vec::new();
        self.app.evidence_file(ORG, &self.owner, &place, None).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    }

    /// What `result.json` of an item says.
    pub(crate) fn result(&self, id: &str) -> Value {
        serde_json::from_slice(&self.file(id, 0)).unwrap()
    }

    pub(crate) fn evidence(&self, command: EvidenceCommand, who: &Who) -> Result<app::Receipt, Failure> {
        self.app.change(ORG, who, None, Command::Evidence(command))
    }

    /// Runs what is due; answers the ids of those that ran, with what they said.
    pub(crate) fn tick(&self) -> Vec<(String, RunOutcome)> {
        let due = self.app.collectors_due().unwrap();
        let ran = |key: &String| Some((key.clone(), self.app.run_due_collector(key).unwrap()?));
        due.iter()
            .filter_map(ran)
            .map(|(key, ran)| (key.split_once('/').unwrap().1.to_owned(), ran.run.outcome))
            .collect()
    }
}

/// A collector of this check for AC-1, by hand, with the rule that comes with it.
pub(crate) fn said(name: &str, what: &Value) -> Declared {
    Declared {
        name: name.to_owned(),
        check: json!({ "what": what }).to_string(),
        controls: BTreeSet::from(["AC-1".to_owned()]),
        evidence_type: EvidenceType::SystemConfiguration,
        environment: Environment::Production,
        personal_data: false,
        schedule: Schedule::default(),
        rule: String::new(),
    }
}

pub(crate) fn every(rhythm: Rhythm, minute: u16, said: Declared) -> Declared {
    Declared { schedule: Schedule { rhythm, minute }, ..said }
}

/// A command whose lines a rule judges.
pub(crate) fn command(program: &str, arguments: &[&str], environment: &Value, rule: &str) -> Declared {
    let what = json!({ "command": {
        "program": program, "arguments": arguments, "environment": environment, "read_as": "text_lines",
    }});
    Declared { rule: rule.to_owned(), ..said(&format!("The program {program}"), &what) }
}

/// Passes for any output.
pub(crate) const PASSES: &str =
    "package check\nresult := \"pass\" if is_array(input.output)\nreason := \"it wrote lines\"";
