//! An organisation with two controls, its owner, and a programme manager beside.

use app::evidence::{NewEvidence, Received};
use app::{App, Clock, Config, Who};
use domain::command::Command;
use domain::values::{Control, Evidence, EvidenceType, Link, Overlap, Profile, Source, Status, Window};
use jiff::civil::{Date, date};
use std::collections::{BTreeMap, BTreeSet};
use tempfile::TempDir;

/// 2026-03-02T09:00:00Z.
pub(crate) const START: i64 = 1_772_442_000_000_000;
pub(crate) const DAY: i64 = 24 * 3600 * 1_000_000;
pub(crate) const ORG: &str = "acme";

pub(crate) struct Firm {
    pub(crate) app: App,
    pub(crate) owner: Who,
    pub(crate) clock: Clock,
    pub(crate) folder: TempDir,
}

impl Firm {
    pub(crate) fn new() -> Firm {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::by_hand(START);
        let app = App::open(&Config::folder(folder.path()), clock.clone()).unwrap();
        let owner = app.local_operator("cli").unwrap();
        let documents = app::library::documents(app::library::STARTING);
        app.create(ORG, &owner, "Acme Cloud", documents, Profile::default()).unwrap();
        for id in ["AC-1", "AC-2"] {
            app.change(ORG, &owner, None, Command::AddControl { control: control(id) }).unwrap();
        }
        Firm { app, owner, clock, folder }
    }

    pub(crate) fn reopened(self) -> Firm {
        let Firm { app, owner, clock, folder } = self;
        drop(app);
        let app = App::open(&Config::folder(folder.path()), clock.clone()).unwrap();
        Firm { app, owner, clock, folder }
    }

    pub(crate) fn receive(&self, name: &str, bytes: &[u8]) -> Received {
        self.app.receive(ORG, &self.owner, name, "", &mut &*bytes).unwrap()
    }

    /// Hands in an item of these received files for AC-1, and answers its id.
    pub(crate) fn add(&self, files: &[&Received]) -> String {
        let uploads = files.iter().map(|file| file.id.clone()).collect();
        self.app.add_evidence(ORG, &self.owner, None, new(uploads)).unwrap().object
    }

    /// Where the bytes of a received file lie.
    pub(crate) fn place(&self, received: &Received) -> std::path::PathBuf {
        let sha = &received.file.file.sha256;
        let blobs = std::fs::read_dir(self.folder.path().join("blobs")).unwrap().next().unwrap().unwrap().path();
        blobs.join(&sha[..2]).join(&sha[2..4]).join(sha)
    }
}

pub(crate) fn day() -> Date {
    date(2026, 2, 10)
}

pub(crate) fn said() -> Evidence {
    Evidence {
        title: "Access review".to_owned(),
        kind: EvidenceType::AccessReview,
        form: domain::values::evidence::Form::Document,
        period: Window { from: date(2026, 2, 1), until: date(2026, 2, 28) },
        captured: Some(day()),
        collected: None,
        source: Source { system: "Okta".to_owned(), ..Source::default() },
        shows: BTreeSet::new(),
        collector: None,
        classification: domain::values::evidence::Classification::Confidential,
        personal_data: false,
        note: String::new(),
    }
}

pub(crate) fn new(uploads: Vec<String>) -> NewEvidence {
    let controls = BTreeMap::from([("AC-1".to_owned(), day())]);
    NewEvidence { evidence: said(), uploads, controls, answers: None }
}

fn control(id: &str) -> Control {
    let link = Link { reason: "it does".to_owned(), extent: Overlap::Full };
    Control {
        id: id.to_owned(),
        name: format!("Control {id}"),
        activity: "Owners confirm access".to_owned(),
        owner: String::new(),
        kind: String::new(),
        policy: String::new(),
        status: Status::InPlace,
        frequency: None,
        links: BTreeMap::from([("soc2-tsc-2017/CC6.1".to_owned(), link)]),
    }
}
