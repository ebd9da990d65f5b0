//! What is planted, and who looks for it.

use super::Asker;
use super::cast::{Cast, HOLDERS, TODAY};
use app::{App, Visitor};
use domain::command::Command;
use domain::values::inheritance::{CoverageReview, ProviderReport};
use domain::values::staff::AccessKind;
use domain::values::{
    AccessRequest, Action, Assessment, CheckDone, Control, Deed, Deputy, Directory, Duty, Frequency, Grant, GrantKind,
    Inheritance, Overlap, Position, Practice, Profile, Role, SignOn, StaffCheck, Status, Step, StepTaken, Target,
    TokenKind, TokenScope, Waiver, Webhook,
};
use jiff::civil::date;
use std::collections::BTreeMap;
use std::ops::Range;

/// How every planted word begins.
pub(crate) const MARK: &str = "zqcanary";
/// What finds every planted word and, as it comes back in an answer, is none.
pub(crate) const FIND: &str = "zqcanar";

/// The words, and the objects that carry them.
pub(crate) struct Planted {
    pub(crate) words: Vec<String>,
    /// The part before the `@` of somebody's address.
    pub(crate) mailbox: String,
    control: String,
    /// Which of the words stand in the management system.
    managed: Range<usize>,
}

impl Planted {
    /// A word for every text that `alpha` can keep.
    pub(crate) fn in_alpha(cast: &Cast) -> Planted {
        let mut planted = Planted { words: Vec::new(), mailbox: String::new(), control: String::new(), managed: 0..0 };
        let app = &cast.doors.app;
        planted.mailbox = planted.word();
        let name = planted.word();
        app.put_demo_person("demo-dora-member", &name, &format!("{}@alpha.example", planted.mailbox)).unwrap();
        planted.programme(app);
        planted.people(app);
        planted.doors(app);
        planted.staff(app);
        super::assurance::plant(cast, &mut || planted.word(), &mut |command| drop(does(app, command)));
        let first = planted.words.len();
        super::managed::plant(cast, &mut || planted.word());
        planted.managed = first..planted.words.len();
        let agent = planted.word();
        enter(app, "olga-owner", &agent);
        planted
    }

    /// The words of documents, registers, internal audits and management reviews.
    pub(crate) fn managed(&self) -> &[String] {
        &self.words[self.managed.clone()]
    }

    /// The next word; all are as long, so that none is part of another.
    fn word(&mut self) -> String {
        let word = format!("{MARK}{:03}x", self.words.len());
        self.words.push(word.clone());
        word
    }

    /// A path with its names replaced by what they stand for in `alpha`, with the control that carries words.
    pub(crate) fn path(&self, cast: &Cast, pattern: &str) -> String {
        cast.path(pattern).replace("/controls/AC-2", &format!("/controls/{}", self.control))
    }

    fn programme(&mut self, app: &App) {
        let mut w = || self.word();
        let profile = Profile { services: vec![w()], locations: vec![w()], isms_scope: w(), ..Profile::default() };
        does(app, Command::SetProfile { profile });
        let control = Control {
            id: "CAN-1".to_owned(),
            name: w(),
            activity: w(),
            owner: w(),
            kind: w(),
            policy: w(),
            status: Status::InPlace,
            frequency: None::<Frequency>,
            links: BTreeMap::new(),
        };
        does(app, Command::AddControl { control: control.clone() });
        let target = Target { framework: "iso27001-2022".to_owned(), item: "A.5.1".to_owned() };
        does(app, Command::LinkControl { id: "CAN-1".to_owned(), target, reason: w(), extent: Overlap::Full });
        let retired = Control { id: "CAN-2".to_owned(), name: w(), ..control };
        does(app, Command::ImportControls { source: w(), file: None, controls: vec![retired] });
        does(app, Command::RetireControl { id: "CAN-2".to_owned(), reason: w() });
        let columns = BTreeMap::from([("name".to_owned(), w())]);
        does(app, Command::SaveColumns { name: w(), columns });
        let record = Inheritance {
            provider: w(),
            justification: w(),
            report: Some(ProviderReport { reference: w(), from: date(2026, 1, 1), until: date(2026, 12, 31) }),
            review: Some(CoverageReview { by: w(), on: date(2026, 2, 1), finding: w() }),
        };
        does(app, Command::RecordInheritance { control: "A.7.5".to_owned(), record });
        let suggestion = ("tickmark-suggestions".to_owned(), "s-a-5-9".to_owned());
        does(app, Command::DecideSuggestion { layer: suggestion.0, row: suggestion.1, accepted: true, reason: w() });
        let assessment = Assessment { practice: Practice::Running, note: w(), ..Assessment::default() };
        does(app, Command::AssessItem { item: "A.5.1".to_owned(), assessment });
        let taken = Some(StepTaken { on: date(2026, 3, 3), note: w() });
        does(app, Command::RecordStep { control: "A.5.1".to_owned(), step: Step::Review, taken });
        self.control = "CAN-1".to_owned();
    }

    fn people(&mut self, app: &App) {
        let mut w = || self.word();
        let dora = || "demo-dora-member".to_owned();
        let roles = [Role::Contributor, Role::ControlOwner].into();
        does(app, Command::SetRoles { person: dora(), roles, reason: w() });
        does(app, Command::SuspendMember { person: dora(), reason: w() });
        does(app, Command::ResumeMember { person: dora() });
        let grant = Grant {
            person: "demo-gil-guest".to_owned(),
            kind: GrantKind::Consultant,
            works: false,
            engagement: w(),
            from: TODAY,
            until: date(2026, 4, 10),
            reason: w(),
        };
        let id = does(app, Command::GiveGrant { grant });
        does(app, Command::EndGrant { id, reason: w() });
        let deputy = Deputy {
            principal: "demo-paul-programme".to_owned(),
            deputy: "demo-cora-contributor".to_owned(),
            from: date(2026, 4, 1),
            until: date(2026, 4, 9),
            reason: w(),
        };
        does(app, Command::NameDeputy { deputy });
        let waiver =
            Waiver { duty: Duty::AuthorApproves, person: dora(), reason: w(), from: TODAY, until: date(2026, 6, 1) };
        let id = does(app, Command::ProposeWaiver { waiver });
        does(app, Command::EndWaiver { id, reason: w() });
        let backup = format!("sha256:{}", "ab".repeat(32));
        for deed in [Deed::Restore { backup }, Deed::ShortenRetention { what: w() }] {
            let id = does(app, Command::ProposeDeed { deed, reason: w() });
            does(app, Command::WithdrawDeed { id, reason: w() });
        }
    }

    fn doors(&mut self, app: &App) {
        let mut w = || self.word();
        let sign_on = SignOn {
            issuer: format!("https://{}.example.org", w()),
            client_id: w(),
            enforced: false,
            break_glass: None,
            link_by_email: false,
        };
        does(app, Command::SetSignOn { sign_on: Some(sign_on) });
        let groups = BTreeMap::from([(w(), [Role::Contributor].into())]);
        does(app, Command::SetDirectory { directory: Some(Directory { groups }) });
        let scope = TokenScope {
            name: w(),
            kind: TokenKind::Api,
            actions: [Action::ReadProgramme].into(),
            controls: Default::default(),
            until: date(2026, 5, 1),
        };
        does(app, Command::IssueToken { scope });
        let url = format!("https://{}.example.org/hook", w());
        let webhook = Webhook { url, events: Default::default(), active: false };
        does(app, Command::SetWebhook { id: None, webhook });
    }

    fn staff(&mut self, app: &App) {
        let mut w = || self.word();
        let position = Position { title: w(), duties: w(), reports_to: String::new() };
        does(app, Command::SetPosition { id: "engineer".to_owned(), position });
        let done = Some(CheckDone { on: date(2026, 3, 3), note: w(), not_needed: false });
        does(app, Command::CheckStaff { person: "demo-dora-member".to_owned(), check: StaffCheck::Training, done });
        let request = AccessRequest {
            person: "demo-dora-member".to_owned(),
            system: w(),
            level: w(),
            kind: AccessKind::Grant,
            reason: w(),
        };
        does(app, Command::AskAccess { request });
    }
}

/// What the founder of `alpha` does.
pub(crate) fn does(app: &App, command: Command) -> String {
    let verb = command.verb();
    let founder = app.local_operator("cli").unwrap();
    app.change("alpha", &founder, None, command).unwrap_or_else(|e| panic!("{verb}: {e:?}")).object
}

fn enter(app: &App, name: &str, agent: &str) -> String {
    let visitor = Visitor { address: "192.0.2.8".to_owned(), agent: agent.to_owned(), device: None };
    app.enter_demonstration(Some(&format!("demo-{name}")), &visitor).unwrap().session
}

/// Somebody with a new session.
pub(crate) fn session(cast: &Cast, name: &str) -> Asker {
    Asker { name: name.to_owned(), secret: enter(&cast.doors.app, name, "test") }
}

/// Everybody of `beta`: its founder, each role once, and somebody whose part in `alpha` is over.
pub(crate) fn everybody_of_beta(cast: &Cast) -> Vec<Asker> {
    const NAMES: [&str; 8] = [
        "b-owner",
        "b-programme",
        "b-control",
        "b-contributor",
        "b-management",
        "b-internal",
        "b-external",
        "b-consultant",
    ];
    let app = &cast.doors.app;
    let bea = app.demo_actor("bea-beta");
    let mut all = vec![session(cast, "bea-beta"), session(cast, "ed-ended")];
    for (name, held) in NAMES.into_iter().zip(&HOLDERS) {
        let person = format!("demo-{name}");
        let outside = |kind| Grant {
            person: person.clone(),
            kind,
            works: false,
            engagement: "Type II 2026".to_owned(),
            from: TODAY,
            until: date(2026, 5, 1),
            reason: "engaged".to_owned(),
        };
        let command = match held.roles {
            [Role::ExternalAuditor] => Command::GiveGrant { grant: outside(GrantKind::ExternalAuditor) },
            [Role::Consultant] => Command::GiveGrant { grant: outside(GrantKind::Consultant) },
            roles => Command::InvitePerson { person: person.clone(), roles: roles.iter().copied().collect() },
        };
        app.change("beta", &bea, None, command).unwrap();
        app.change("beta", &app.demo_actor(name), None, Command::ConfirmMembership).unwrap();
        all.push(session(cast, name));
    }
    all
}
