//! An examination with everything that its package needs: description, signed assertion, evidence that somebody else
//! accepted. Used by the tests of the program as well.

#![allow(dead_code, clippy::unwrap_used, reason = "each test takes what it needs; a surprise has failed")]

use app::evidence::NewEvidence;
use app::packages::{BuiltPackage, PackageProgress};
use app::{App, Clock, Config, Failure, Who};
use domain::command::{Command, DescriptionCommand, EngagementCommand, EvidenceCommand};
use domain::reports::description::statement_text;
use domain::reports::package::PackageAsk;
use domain::values::description::{Content, Section, StatementKind};
use domain::values::{
    Audience, Categories, Classification, Control, Engagement, Environment, Evidence, EvidenceType, Examination,
    Firm as Cpa, Form, Frequency, Link, Overlap, Profile, Role, Source, Status, Window,
};
use jiff::civil::date;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// 2025-12-01T12:00:00Z.
const BEGUN: i64 = 1_764_590_400_000_000;
/// 2026-07-14T12:00:00Z.
const NOW: i64 = 1_784_030_400_000_000;
pub(crate) const ORG: &str = "acme";
/// The control that answers every common criterion.
pub(crate) const WHOLE: &str = "GV-1";
pub(crate) const WINDOW: Window = Window { from: date(2026, 1, 1), until: date(2026, 6, 30) };

pub(crate) struct Firm {
    pub(crate) app: App,
    pub(crate) owner: Who,
    pub(crate) paul: Who,
    pub(crate) mark: Who,
    pub(crate) clock: Clock,
    pub(crate) folder: PathBuf,
}

impl Firm {
    /// An examination with description and assertion, and no evidence yet.
    pub(crate) fn new(folder: &Path) -> Firm {
        let clock = Clock::by_hand(BEGUN);
        let app = App::open(&Config::folder(folder), clock.clone()).unwrap();
        let owner = app.local_operator("cli").unwrap();
        let documents = app::library::documents(app::library::STARTING);
        app.create(ORG, &owner, "Acme Cloud", documents, Profile::default()).unwrap();
        let (paul, mark) = (app.demo_actor("paul-programme"), app.demo_actor("mark-management"));
        let firm = Firm { app, owner, paul, mark, clock, folder: folder.to_owned() };
        for (who, role) in [(&firm.paul, Role::ProgrammeManager), (&firm.mark, Role::Management)] {
            firm.does(Command::InvitePerson { person: who.id().to_owned(), roles: BTreeSet::from([role]) });
            firm.by(who, Command::ConfirmMembership);
        }
        firm.does(Command::AddControl { control: control() });
        firm.does(Command::Engagement(EngagementCommand::PlanEngagement { engagement: Box::new(engagement()) }));
        firm.clock.set(NOW);
        firm.describes();
        firm
    }

    /// The same organisation, opened again with its actors.
    pub(crate) fn at(folder: &Path) -> Firm {
        let clock = Clock::by_hand(NOW);
        let app = App::open(&Config::folder(folder), clock.clone()).unwrap();
        let owner = app.local_operator("cli").unwrap();
        let (paul, mark) = (app.demo_actor("paul-programme"), app.demo_actor("mark-management"));
        Firm { app, owner, paul, mark, clock, folder: folder.to_owned() }
    }

    /// As [`Firm::new`], with two items of evidence, one of them restricted: nothing is missing.
    pub(crate) fn whole(folder: &Path) -> Firm {
        let firm = Firm::new(folder);
        firm.accepted(
            "Access review",
            &[("review.csv", b"person,access\nana,read\n"), ("Prüfung 1.png", &[7; 300])],
            false,
        );
        firm.accepted("Screening", &[("screening.txt", b"nobody was found wanting\n")], true);
        firm
    }

    pub(crate) fn does(&self, command: Command) -> String {
        self.by(&self.owner, command)
    }

    pub(crate) fn by(&self, who: &Who, command: Command) -> String {
        self.app.change(ORG, who, None, command).unwrap().object
    }

    fn describes(&self) {
        let engagement = || "EN-1".to_owned();
        let text = |words: &str| Content::Text(words.to_owned());
        let mut sections: BTreeMap<Section, Content> = Section::ALL.map(|section| (section, text("As it is."))).into();
        sections.insert(Section::Dc1, text("Docs, from 2026-01-01 to 2026-06-30, for Security."));
        let kind = StatementKind::Assertion;
        let write = DescriptionCommand::WriteDescription { engagement: engagement(), sections };
        self.does(Command::Description(write));
        self.does(Command::Description(DescriptionCommand::SubmitDescription { engagement: engagement() }));
        let of = || domain_of(self);
        let sha256 = of().descriptions.descriptions["EN-1"].newest().unwrap().sha256.clone();
        let approve = DescriptionCommand::ApproveDescription { engagement: engagement(), sha256 };
        self.by(&self.mark, Command::Description(approve));
        let registers = of();
        let text = statement_text(&registers, &registers.engagements.engagements["EN-1"], kind);
        self.does(Command::Description(DescriptionCommand::WriteStatement { engagement: engagement(), kind, text }));
        let sha256 = of().descriptions.statement("EN-1", kind).unwrap().sha256.clone();
        let sign = DescriptionCommand::SignStatement { engagement: engagement(), kind, sha256, on: date(2026, 7, 14) };
        self.by(&self.mark, Command::Description(sign));
    }

    /// Hands in an item of March for the control, which `paul` accepts; answers its id.
    pub(crate) fn accepted(&self, title: &str, files: &[(&str, &[u8])], restricted: bool) -> String {
        let received =
            files.iter().map(|(name, bytes)| self.app.receive(ORG, &self.owner, name, "", &mut &**bytes).unwrap().id);
        let evidence = evidence(title, restricted);
        let controls = BTreeMap::from([(WHOLE.to_owned(), evidence.period.until)]);
        let new = NewEvidence { evidence, uploads: received.collect(), controls, answers: None };
        let id = self.app.add_evidence(ORG, &self.owner, None, new).unwrap().object;
        let accept = EvidenceCommand::AcceptEvidence { id: id.clone(), version: 1, note: String::new() };
        self.by(&self.paul, Command::Evidence(accept));
        id
    }

    pub(crate) fn builds(&self, ask: &PackageAsk) -> Result<BuiltPackage, Failure> {
        self.app.build_package(ORG, &self.owner, ask, &mut |_: PackageProgress| ControlFlow::Continue(()))
    }

    /// Writes a package that was built to a file in another folder.
    pub(crate) fn saves(&self, id: &str, path: &Path) {
        let mut bytes = Vec::new();
        self.app.open_package(ORG, &self.owner, id).unwrap().read_to_end(&mut bytes).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// The folder of kept files.
    pub(crate) fn blobs(&self) -> PathBuf {
        std::fs::read_dir(self.folder.join("blobs")).unwrap().next().unwrap().unwrap().path()
    }

    /// Where a content lies.
    pub(crate) fn place(&self, sha256: &str) -> PathBuf {
        self.blobs().join(&sha256[..2]).join(&sha256[2..4]).join(sha256)
    }

    /// Every file below the folder of kept files and the stage, by name and length.
    pub(crate) fn everything(&self) -> BTreeMap<String, u64> {
        let mut found = BTreeMap::new();
        let mut folders = vec![self.folder.join("blobs"), self.folder.join("stage")];
        while let Some(folder) = folders.pop() {
            let Ok(list) = std::fs::read_dir(&folder) else { continue };
            for item in list.map(Result::unwrap) {
                match item.file_type().unwrap().is_dir() {
                    true => folders.push(item.path()),
                    false => drop(found.insert(item.path().display().to_string(), item.metadata().unwrap().len())),
                }
            }
        }
        found
    }
}

/// All registers, as a question sees them.
fn domain_of(firm: &Firm) -> domain::registers::Registers {
    struct All;
    impl app::ask::Question for All {
        type Answer = domain::registers::Registers;
        fn answer(&self, seen: &app::ask::Seen<'_>) -> Result<Self::Answer, domain::refusal::Refusal> {
            seen.organisation().cloned()
        }
    }
    firm.app.ask(ORG, &firm.owner, app::ask::At::default(), &All).unwrap().value
}

pub(crate) fn cpa() -> PackageAsk {
    PackageAsk {
        audience: Audience::CpaFirm,
        engagement: Some("EN-1".to_owned()),
        from: None,
        until: None,
        partial: false,
        restricted: false,
    }
}

pub(crate) fn body() -> PackageAsk {
    PackageAsk { audience: Audience::CertificationBody, partial: true, ..cpa() }
}

pub(crate) fn control() -> Control {
    let catalogue = app::library::catalogue();
    let criteria = catalogue.framework("soc2-tsc-2017").unwrap().items.iter();
    let common = criteria.filter(|item| item.id.starts_with("CC") && !item.heading);
    let link = Link { reason: "it does".to_owned(), extent: Overlap::Full };
    Control {
        id: WHOLE.to_owned(),
        name: "Everything".to_owned(),
        activity: "Owners confirm access".to_owned(),
        owner: "Olga Berg".to_owned(),
        status: Status::InPlace,
        frequency: Some(Frequency::Monthly),
        links: common.map(|item| (format!("soc2-tsc-2017/{}", item.id), link.clone())).collect(),
        ..Control::default()
    }
}

fn engagement() -> Engagement {
    Engagement {
        title: "Docs 2026".to_owned(),
        kind: Examination::Type2 { window: WINDOW },
        categories: Categories::SECURITY,
        services: vec!["Docs".to_owned()],
        systems: Vec::new(),
        locations: Vec::new(),
        firm: Cpa { name: "Whitfield & Lowe".to_owned(), ..Cpa::default() },
        letter: None,
        commitments: "99.9 percent".to_owned(),
        minimum_end: None,
        subservice: Vec::new(),
        no_subservice: "All is run here".to_owned(),
        follows: None,
    }
}

fn evidence(title: &str, restricted: bool) -> Evidence {
    Evidence {
        title: title.to_owned(),
        kind: EvidenceType::AccessReview,
        form: Form::Document,
        period: Window { from: date(2026, 3, 1), until: date(2026, 3, 31) },
        captured: Some(date(2026, 3, 31)),
        collected: None,
        source: Source { system: "Okta".to_owned(), environment: Environment::Production, ..Source::default() },
        shows: BTreeSet::new(),
        collector: None,
        classification: if restricted { Classification::Restricted } else { Classification::Confidential },
        personal_data: false,
        note: String::new(),
    }
}
