//! Letters through a real mail relay: reminders of what is due, once a day at most; a relay that is down; who gets none;
//! the link that stops them; and one's own new address.

mod address;
mod binary;
mod letters;
mod relay;
mod trouble;

use app::{App, Clock, Config, MailSettings, Who};
use domain::command::{Command, OperationCommand};
use domain::values::{Control, Frequency, LifeStep, Profile, Role, Status};
use jiff::civil::date;
use tempfile::TempDir;

/// Noon of 21 November 2026, a Saturday, microseconds since 1970.
const SATURDAY: i64 = 1_795_262_400_000_000;
const MINUTE: i64 = 60_000_000;
const DAY: i64 = 1_440 * MINUTE;
/// The address that links begin with.
const BASE: &str = "https://tickmark.acme.example";

/// An organisation in which `carl-diaz` owns the quarterly AC-1, which has operated since the first of January.
struct Firm {
    app: App,
    clock: Clock,
    _folder: TempDir,
}

impl Firm {
    /// Letters go to this port of this machine.
    fn with(port: u16, name: &str) -> Firm {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::by_hand(SATURDAY - 2 * DAY);
        let relay = format!("smtp-plain://127.0.0.1:{port}");
        let mail = MailSettings::read(&relay, Some("Tickmark <tickmark@acme.example>"), None).unwrap();
        let config = Config { mail: Some(mail), ..Config::folder(folder.path().join("data")) };
        let app = App::open(&config, clock.clone()).unwrap();
        let documents = app::library::documents(app::library::STARTING);
        let founder = app.local_operator("web").unwrap();
        app.create("acme", &founder, name, documents, Profile::default()).unwrap();
        let firm = Firm { app, clock, _folder: folder };
        firm.joins("carl-diaz", "Carl Diaz", Role::ControlOwner);
        firm.runs("AC-1", "Access review", "carl-diaz");
        firm.clock.set(SATURDAY);
        firm
    }

    fn founder(&self) -> Who {
        self.app.local_operator("web").unwrap()
    }

    fn does(&self, command: Command) {
        self.app.change("acme", &self.founder(), None, command).unwrap();
    }

    fn joins(&self, id: &'static str, name: &str, role: Role) -> Who {
        let who = self.app.demo_actor(id);
        self.app.put_demo_person(who.id(), name, &format!("{id}@acme.example")).unwrap();
        self.does(Command::InvitePerson { person: who.id().to_owned(), roles: [role].into() });
        self.app.change("acme", &who, None, Command::ConfirmMembership).unwrap();
        who
    }

    /// A quarterly control that has operated since the first of January.
    fn runs(&self, id: &str, name: &str, owner: &str) {
        let control = Control {
            id: id.to_owned(),
            name: name.to_owned(),
            activity: "The owner reviews access and signs".to_owned(),
            status: Status::InPlace,
            frequency: Some(Frequency::Quarterly),
            ..Control::default()
        };
        self.does(Command::AddControl { control });
        self.does(Command::AssignControl { id: id.to_owned(), person: Some(format!("demo-{owner}")) });
        let (control, step, on) = (id.to_owned(), LifeStep::Operating, Some(date(2026, 1, 1)));
        self.does(Command::Operation(OperationCommand::RecordLife { control, step, on }));
    }

    /// Goes on by so much time, and sends what is due; how many were taken, and how many not.
    fn after(&self, us: i64) -> (usize, usize) {
        self.clock.set(self.clock.now_us() + us);
        let run = self.app.remind(BASE).unwrap();
        (run.sent, run.failed)
    }
}
