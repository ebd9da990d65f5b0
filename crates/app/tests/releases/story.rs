//! What happened in the ledger of a release: each kind of event at least once.

#[path = "auditing.rs"]
mod auditing;
#[path = "certifying.rs"]
mod certifying;
#[path = "collecting.rs"]
mod collecting;
#[path = "describing.rs"]
mod describing;
#[path = "engaging.rs"]
mod engaging;
#[path = "managing.rs"]
mod managing;
#[path = "operating.rs"]
mod operating;
#[path = "packaging.rs"]
mod packaging;
#[path = "planning.rs"]
mod planning;
#[path = "policies.rs"]
mod policies;
#[path = "publishing.rs"]
mod publishing;
#[path = "registering.rs"]
mod registering;
#[path = "restoring.rs"]
mod restoring;
#[path = "reviewing.rs"]
mod reviewing;
#[path = "rooming.rs"]
mod rooming;
#[path = "supplying.rs"]
mod supplying;
#[path = "testing.rs"]
mod testing;

use crate::random::{DAY_US, ORG, Whole};
use app::{App, At, Clock, Who};
use domain::command::Command;
use domain::registers::Registers;
use domain::values::inheritance::{CoverageReview, ProviderReport};
use domain::values::staff::{AccessKind, AccessRequest, CheckDone, Position, Staff, StaffCheck, StaffRow, StaffState};
use domain::values::{
    Action, Assessment, Control, Deed, Deputy, Directory, Duty, FileRef, Frequency, Grant, GrantKind, Inheritance,
    LibraryDocument, Link, Overlap, Practice, Profile, Role, SignOn, Status, Step, StepTaken, Target, TokenKind,
    TokenScope, Waiver, Webhook,
};
use jiff::civil::{Date, date};
use std::collections::BTreeSet;

/// A small library: two criteria, four controls, one clause, a mapping, a layer on it and one claim.
pub(crate) fn documents() -> Vec<LibraryDocument> {
    let mut documents = app::library::documents(app::library::STARTING);
    documents.retain(|d| {
        ["soc2-tsc-2017", "iso27001-2022", "truvo-2026-05", "tickmark-suggestions", "published-claims"]
            .contains(&d.id())
    });
    for document in &mut documents {
        match document {
            LibraryDocument::Framework(f) => {
                f.items.retain(|i| {
                    ["CC6.2", "CC7.2", "A.5.9", "A.5.18", "A.7.5", "A.8.15", "9.3.2"].contains(&i.id.as_str())
                });
            }
            LibraryDocument::Crosswalk(c) => c.rows.retain(|r| ["CC7.2", "s-a-5-9"].contains(&r.id.as_str())),
            LibraryDocument::Claims(c) => c.claims.retain(|c| c.id == "PC044"),
        }
    }
    documents
}

fn control(id: &str) -> Control {
    Control {
        id: id.into(),
        name: format!("Control {id} \u{e9}\u{1f512}"),
        activity: "Owners confirm access".into(),
        owner: "IT".into(),
        kind: "detective".into(),
        policy: "Access policy".into(),
        status: Status::InPlace,
        frequency: Some(Frequency::Quarterly),
        links: [("soc2-tsc-2017/CC6.2".to_owned(), Link { reason: "it does".into(), extent: Overlap::Full })].into(),
    }
}

/// One command for each kind of event of the programme.
pub(crate) fn programme() -> Vec<Command> {
    let profile = Profile { services: vec!["Acme".into()], locations: vec!["Bern".into()], ..Profile::default() };
    let first = Command::SetProfile { profile };
    std::iter::once(first).chain(own_controls()).chain(inheritance()).chain(judgements()).collect()
}

fn reason() -> String {
    "as agreed".into()
}

fn own_controls() -> Vec<Command> {
    let target = |framework: &str, item: &str| Target { framework: framework.into(), item: item.into() };
    let file = Some(FileRef { sha256: "ab".repeat(32), size: 12 });
    let id = || "AC-1".to_owned();
    vec![
        Command::AddControl { control: control("AC-1") },
        Command::ReviseControl { control: Control { status: Status::Planned, frequency: None, ..control("AC-1") } },
        Command::LinkControl {
            id: id(),
            target: target("iso27001-2022", "A.5.18"),
            reason: reason(),
            extent: Overlap::Partial,
        },
        Command::UnlinkControl { id: id(), target: target("soc2-tsc-2017", "CC6.2") },
        Command::ImportControls { source: "list.xlsx".into(), file, controls: vec![control("AC-1"), control("AC-2")] },
        Command::RetireControl { id: "AC-2".into(), reason: reason() },
        Command::SaveColumns { name: "list".into(), columns: [("id".to_owned(), "Ref.".to_owned())].into() },
    ]
}

fn inheritance() -> Vec<Command> {
    let (from, until, on) = (date(2026, 1, 1), date(2027, 1, 1), date(2026, 11, 1));
    let whole = Inheritance {
        provider: "Hosting Ltd".into(),
        justification: "its data centre".into(),
        report: Some(ProviderReport { reference: "SOC 2 report".into(), from, until }),
        review: Some(CoverageReview { by: "CISO".into(), on, finding: "covers power".into() }),
    };
    let part = Inheritance { report: None, review: None, ..whole.clone() };
    let record = |record| Command::RecordInheritance { control: "A.7.5".into(), record };
    vec![record(whole), Command::WithdrawInheritance { control: "A.7.5".into(), reason: reason() }, record(part)]
}

fn judgements() -> Vec<Command> {
    let layer = "tickmark-suggestions".to_owned();
    let taken = StepTaken { on: date(2026, 11, 21), note: "seen".into() };
    let step = |step, taken| Command::RecordStep { control: "A.8.15".into(), step, taken };
    let (practice, working, managed) = (Practice::Informal, Some(true), Some(false));
    let assessment = Assessment { practice, working, managed, kept: None, note: "in heads".into() };
    vec![
        Command::DecideSuggestion { layer, row: "s-a-5-9".into(), accepted: true, reason: reason() },
        Command::AssessItem { item: "clause 9.3.2".into(), assessment },
        step(Step::Review, Some(taken.clone())),
        step(Step::Review, None),
        step(Step::SoaEntry, Some(taken)),
    ]
}

/// Somebody who acts; ids of invented people are the only ones that a test can choose.
struct Hand<'a> {
    app: &'a App,
    clock: &'a Clock,
}

impl Hand<'_> {
    /// Makes a change an hour later; answers the id of what it is about.
    fn does(&self, who: &Who, command: Command) -> String {
        self.clock.set(self.clock.now_us() + DAY_US / 24);
        let words = command.verb();
        self.app.change(ORG, who, None, command).unwrap_or_else(|e| panic!("{words}: {e}: {}", e.hint())).object
    }

    /// What is known now, as `who` sees it: hashes that are signed and items that were drawn stand there.
    fn registers(&self, who: &Who) -> Registers {
        self.app.ask(ORG, who, At::default(), &Whole).unwrap().value
    }
}

fn person(name: &str) -> String {
    format!("demo-{name}")
}

/// A backup takes the place of what was there, while the founder is alone; what came after it is in no later entry.
pub(crate) fn restored(app: &App, founder: &Who, clock: &Clock) {
    restoring::restoring(&Hand { app, clock }, founder);
}

/// Everything that happens to people, and what they decide; at its end two of them have agreed on a full export.
pub(crate) fn people(app: &App, founder: &Who, clock: &Clock) {
    let hand = Hand { app, clock };
    members(&hand, founder);
    outside(&hand, founder);
    governance(&hand, founder);
    doors(&hand, founder);
    staff(&hand, founder);
    operating::operating(&hand, founder);
    let engagement = engaging::engaging(&hand, founder);
    supplying::supplying(&hand, founder);
    collecting::collecting(&hand, founder);
    testing::testing(&hand, founder, &engagement);
    rooming::rooming(&hand, founder, &engagement);
    describing::describing(&hand, founder, &engagement);
    packaging::packaging(&hand, founder, &engagement);
    managing::managing(&hand, founder);
    let (mia, ida) = (hand.app.demo_actor("mia-koch"), hand.app.demo_actor("ida-falk"));
    policies::policies(&hand, &mia, &ida);
    registering::registering(&hand, founder);
    auditing::auditing(&hand, founder);
    reviewing::reviewing(&hand, "EV-4");
    certifying::certifying(&hand);
    policies::disposed(&hand, founder);
    planning::planning(&hand, founder);
    publishing::publishing(&hand, founder);
    agreed(&hand, founder);
}

fn members(hand: &Hand<'_>, founder: &Who) {
    let roles = |roles: &[Role]| -> BTreeSet<Role> { roles.iter().copied().collect() };
    let [ana, bo] = ["ana-lind", "bo-berg"].map(|name| (person(name), hand.app.demo_actor(name)));
    for ((person, who), held) in [(&ana, roles(&[Role::Management])), (&bo, roles(&[Role::ControlOwner]))] {
        hand.does(founder, Command::InvitePerson { person: person.clone(), roles: held });
        hand.does(who, Command::ConfirmMembership);
    }
    let more = roles(&[Role::ControlOwner, Role::Contributor]);
    hand.does(founder, Command::SetRoles { person: bo.0.clone(), roles: more, reason: reason() });
    hand.does(founder, Command::AssignControl { id: "AC-1".into(), person: Some(bo.0.clone()) });
    hand.does(founder, Command::SuspendMember { person: bo.0.clone(), reason: reason() });
    hand.does(founder, Command::ResumeMember { person: bo.0.clone() });
    let [from, until] = days(hand, 20);
    let deputy = Deputy { principal: bo.0.clone(), deputy: ana.0, from, until, reason: reason() };
    let id = hand.does(&bo.1, Command::NameDeputy { deputy });
    hand.does(&bo.1, Command::EndDeputy { id });
    hand.does(founder, Command::AssignControl { id: "AC-1".into(), person: None });
    hand.does(founder, Command::EndMembership { person: bo.0, reason: reason() });
}

/// Today, and a day so much later.
fn days(hand: &Hand<'_>, later: i64) -> [Date; 2] {
    let day = |us| app::clock::day_of(us);
    [day(hand.clock.now_us()), day(hand.clock.now_us() + later * DAY_US)]
}

fn outside(hand: &Hand<'_>, founder: &Who) {
    let [from, until] = days(hand, 60);
    let grant = Grant {
        person: person("cleo-marsh"),
        kind: GrantKind::Consultant,
        works: true,
        engagement: "Building the ISMS".into(),
        from,
        until,
        reason: reason(),
    };
    let id = hand.does(founder, Command::GiveGrant { grant: grant.clone() });
    hand.does(&hand.app.demo_actor("cleo-marsh"), Command::ConfirmMembership);
    hand.does(founder, Command::EndGrant { id, reason: reason() });
    let examines = GrantKind::ExternalAuditor;
    let grant = Grant { person: person("dov-katz"), kind: examines, works: false, ..grant };
    hand.does(founder, Command::GiveGrant { grant });
}

fn governance(hand: &Hand<'_>, founder: &Who) {
    let ana = hand.app.demo_actor("ana-lind");
    let [from, until] = days(hand, 100);
    let duty = Duty::ImplementerVerifies;
    let waiver = Waiver { duty, person: founder.id().to_owned(), reason: reason(), from, until };
    let id = hand.does(founder, Command::ProposeWaiver { waiver });
    hand.does(&ana, Command::ApproveWaiver { id: id.clone() });
    hand.does(&ana, Command::EndWaiver { id, reason: reason() });
    let propose = |deed| Command::ProposeDeed { deed, reason: reason() };
    let id = hand.does(founder, propose(Deed::RotateKey));
    hand.does(founder, Command::WithdrawDeed { id, reason: reason() });
    let waits = [
        Deed::ErasePerson { person: person("bo-berg") },
        Deed::Restore { backup: format!("sha256:{}", "ab".repeat(32)) },
        Deed::ShortenRetention { what: "security log: 90 days".into() },
        Deed::Support { person: "operator-of-hosting".into(), days: 3 },
    ];
    for deed in waits {
        hand.does(founder, propose(deed));
    }
}

/// Two persons agree that the whole ledger may leave the house; the agreement holds for 30 days.
fn agreed(hand: &Hand<'_>, founder: &Who) {
    let propose = Command::ProposeDeed { deed: Deed::FullExport, reason: reason() };
    let id = hand.does(founder, propose);
    hand.does(&hand.app.demo_actor("ana-lind"), Command::ApproveDeed { id });
}

fn doors(hand: &Hand<'_>, founder: &Who) {
    let sign_on = SignOn {
        issuer: "https://id.acme.example".into(),
        client_id: "tickmark".into(),
        enforced: true,
        break_glass: Some(founder.id().to_owned()),
        link_by_email: true,
    };
    hand.does(founder, Command::SetSignOn { sign_on: Some(sign_on) });
    let groups = [("security".to_owned(), [Role::ProgrammeManager].into())].into();
    hand.does(founder, Command::SetDirectory { directory: Some(Directory { groups }) });
    hand.does(founder, Command::SetDirectory { directory: None });
    let [_, until] = days(hand, 90);
    let scope = |kind, actions: &[Action], controls: &[&str]| TokenScope {
        name: "Reports".into(),
        kind,
        actions: actions.iter().copied().collect(),
        controls: controls.iter().map(|c| (*c).to_owned()).collect(),
        until,
    };
    let api = scope(TokenKind::Api, &[Action::ReadProgramme, Action::ReadControl], &[]);
    let id = hand.does(founder, Command::IssueToken { scope: api });
    hand.does(founder, Command::RevokeToken { id });
    hand.does(founder, Command::IssueToken { scope: scope(TokenKind::Collector, &[], &["AC-1"]) });
    hand.does(founder, Command::IssueToken { scope: scope(TokenKind::Directory, &[], &[]) });
    let events = ["control_added".to_owned()].into();
    let webhook = Webhook { url: "https://hooks.acme.example/news".into(), events, active: true };
    let id = hand.does(founder, Command::SetWebhook { id: None, webhook: webhook.clone() });
    hand.does(founder, Command::RemoveWebhook { id });
    let kept = Webhook { events: BTreeSet::new(), active: false, ..webhook };
    hand.does(founder, Command::SetWebhook { id: None, webhook: kept });
}

fn staff(hand: &Hand<'_>, founder: &Who) {
    let [today, leaves] = days(hand, 30);
    let ana = (person("ana-lind"), hand.app.demo_actor("ana-lind"));
    let position = |title: &str, above: &str| Position {
        title: title.into(),
        duties: "Approves the security policy".into(),
        reports_to: above.into(),
    };
    hand.does(founder, Command::SetPosition { id: "chief".into(), position: position("Chief executive", "") });
    hand.does(founder, Command::SetPosition { id: "lead".into(), position: position("Security lead", "chief") });
    let joined = Some(date(2024, 3, 1));
    let at_work = Staff { state: StaffState::Active, position: "lead".into(), joined, leaves: None, remote: true };
    hand.does(founder, Command::RecordStaff { person: ana.0.clone(), staff: at_work.clone() });
    let check = |done| Command::CheckStaff { person: ana.0.clone(), check: StaffCheck::Training, done };
    let done = CheckDone { on: today, note: "course record 12".into(), not_needed: false };
    hand.does(founder, check(Some(done.clone())));
    hand.does(founder, check(None));
    hand.does(founder, check(Some(CheckDone { note: "taught the course".into(), not_needed: true, ..done })));
    for (system, approved) in [("Vault", true), ("Payroll", false)] {
        let request = AccessRequest {
            person: ana.0.clone(),
            system: system.into(),
            level: "reader".into(),
            kind: AccessKind::Grant,
            reason: reason(),
        };
        let id = hand.does(&ana.1, Command::AskAccess { request });
        hand.does(founder, Command::DecideAccess { id: id.clone(), approved, reason: reason() });
        if approved {
            let [on, _] = days(hand, 0);
            hand.does(founder, Command::CarryOutAccess { id, on });
        }
    }
    let listed = StaffRow { person: person("otto-berg"), position: "lead".into(), joined, ..StaffRow::default() };
    let known = StaffRow { person: ana.0.clone(), remote: Some(true), ..StaffRow::default() };
    hand.does(founder, Command::ImportStaff { source: "people.csv".into(), rows: vec![listed, known] });
    let leaving = Staff { state: StaffState::Notice, leaves: Some(leaves), ..at_work };
    hand.does(founder, Command::RecordStaff { person: ana.0.clone(), staff: leaving });
}
