//! Those who work at Fathom Freight: positions, what was checked of whom, access that was asked for, and two who left.

use super::people::{
    ANALYST, AUDITOR, CHIEF_EXECUTIVE, CHIEF_TECHNOLOGY, CUSTOMERS, ENGINEERING, FINANCE, FORMER, IT, LEAVER, NEWCOMER,
    ON_LEAVE, OPERATIONS, PEOPLE_OPERATIONS, PLATFORM, SECURITY_LEAD, Someone,
};
use super::story::{Act, Moment, working_day};
use domain::command::Command;
use domain::values::staff::{AccessKind, StaffState};
use domain::values::{AccessRequest, CheckDone, Position, Staff, StaffCheck};
use jiff::ToSpan;
use jiff::civil::Date;

use StaffCheck::{
    AccessRemoved, AssetsReturned, Confidentiality, DutiesAfter, KeysRevoked, RemoteWork, Review, Screening, Terms,
    Training,
};

const NOOR: &str = SECURITY_LEAD.key;
const ADAEZE: &str = PEOPLE_OPERATIONS.key;

/// Days before today on which the register is begun.
const REGISTER: i32 = 262;

/// Id, title, whom it reports to, duties for information security.
const POSITIONS: &[(&str, &str, &str, &str)] = &[
    (
        "chief-executive",
        "Chief executive",
        "",
        "Approves policies, accepts risks, sets aims and means for information security.",
    ),
    (
        "security-lead",
        "Security lead",
        "chief-executive",
        "Runs the security programme, keeps risks and controls up to date, reports to management each quarter.",
    ),
    (
        "internal-auditor",
        "Internal auditor",
        "chief-executive",
        "Audits the programme from inside and builds nothing of it.",
    ),
    (
        "chief-technology",
        "Chief technology officer",
        "chief-executive",
        "Answers for systems and their owners; decides on access to them.",
    ),
    (
        "engineering-lead",
        "Engineering lead",
        "chief-technology",
        "Sees that code is reviewed, tested and released as agreed; removes access of leavers within one day.",
    ),
    (
        "platform-engineer",
        "Platform engineer",
        "engineering-lead",
        "Hardens, patches and backs up what runs; keeps keys and logs.",
    ),
    (
        "it-administrator",
        "IT administrator",
        "chief-technology",
        "Hands out devices that are encrypted and managed, and takes them back.",
    ),
    (
        "finance-lead",
        "Finance lead",
        "chief-executive",
        "Checks payments by a second person; keeps contracts and their confidentiality clauses.",
    ),
    (
        "people-lead",
        "People and offices lead",
        "chief-executive",
        "Screens before the first day, keeps signed terms, sees that everybody is trained each year.",
    ),
    (
        "customers-lead",
        "Customers and suppliers lead",
        "chief-executive",
        "Assesses suppliers before contracts are signed; tells customers of incidents in time.",
    ),
    (
        "operations-lead",
        "Operations lead",
        "chief-executive",
        "Keeps the freight desk running, also when systems are down; tests the continuity plan.",
    ),
    (
        "analyst",
        "Freight analyst",
        "operations-lead",
        "Handles customer data by its class and reports security events at once.",
    ),
    (
        "dispatcher",
        "Dispatcher",
        "operations-lead",
        "Locks the screen when leaving the desk; gives shipment data to nobody who is not known.",
    ),
];

/// Who, position, days before today of the first day of work, works remotely.
type Employed = (Someone, &'static str, i32, bool);

/// Those who worked there when the register was begun.
const AT_WORK: &[Employed] = &[
    (CHIEF_EXECUTIVE, "chief-executive", 2_900, false),
    (SECURITY_LEAD, "security-lead", 1_100, false),
    (CHIEF_TECHNOLOGY, "chief-technology", 2_700, false),
    (ENGINEERING, "engineering-lead", 1_900, true),
    (PLATFORM, "platform-engineer", 1_300, true),
    (IT, "it-administrator", 1_600, false),
    (FINANCE, "finance-lead", 2_300, false),
    (PEOPLE_OPERATIONS, "people-lead", 1_700, false),
    (CUSTOMERS, "customers-lead", 1_200, false),
    (OPERATIONS, "operations-lead", 2_100, false),
    (LEAVER, "analyst", 900, false),
    (FORMER, "dispatcher", 800, false),
];

/// Everything of it, in its order.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let mut moments = positions(today);
    moments.extend(first_register(today));
    moments.extend(joiners(today));
    moments.extend(yearly(today));
    moments.extend(leavers(today));
    moments.extend(access(today));
    moments
}

fn positions(today: Date) -> Vec<Moment> {
    let set = |(id, title, above, duties): &(&str, &str, &str, &str)| {
        let position = Position { title: (*title).into(), duties: (*duties).into(), reports_to: (*above).into() };
        Moment::new(today, REGISTER, ADAEZE, Command::SetPosition { id: (*id).into(), position })
    };
    POSITIONS.iter().map(set).collect()
}

fn employed(today: Date, (_, position, days, remote): &Employed) -> Staff {
    Staff {
        state: StaffState::Active,
        position: (*position).to_owned(),
        joined: Some(today.saturating_sub(days.days())),
        leaves: None,
        remote: *remote,
    }
}

fn recorded(today: Date, days: i32, by: &'static str, person: Someone, staff: Staff) -> Moment {
    Moment::new(today, days, by, Command::RecordStaff { person: person.id(), staff })
}

/// A check that was done `on` days before today and recorded `days` before today.
fn checked(
    today: Date,
    days: i32,
    by: &'static str,
    person: Someone,
    check: StaffCheck,
    on: i32,
    note: &str,
) -> Moment {
    // What is recorded on a Friday for a Saturday was done on that Friday.
    let on = today.saturating_sub(on.days()).min(working_day(today, days));
    let done = Some(CheckDone { on, note: note.to_owned(), not_needed: false });
    Moment::new(today, days, by, Command::CheckStaff { person: person.id(), check, done })
}

/// The paper files of years before, entered at once.
fn first_register(today: Date) -> Vec<Moment> {
    AT_WORK
        .iter()
        .flat_map(|one| {
            let (person, _, days, _) = one;
            let paper =
                |check, before: i32, note| checked(today, REGISTER, ADAEZE, *person, check, days + before, note);
            [
                recorded(today, REGISTER, ADAEZE, *person, employed(today, one)),
                paper(Screening, 12, "Personnel file: references and identity."),
                paper(Terms, 5, "Personnel file: contract with section 9 on information security."),
                paper(Confidentiality, 5, "Personnel file: agreement signed."),
            ]
        })
        .chain([checked(today, REGISTER, ADAEZE, OPERATIONS, Training, 410, "List of those present.")])
        .collect()
}

/// Who came since, and who is about to.
fn joiners(today: Date) -> Vec<Moment> {
    const CAME: &[Employed] = &[
        (ON_LEAVE, "dispatcher", 200, false),
        (ANALYST, "dispatcher", 190, true),
        (AUDITOR, "internal-auditor", 60, false),
    ];
    let mut moments: Vec<Moment> = CAME
        .iter()
        .flat_map(|one| {
            let (person, _, days, _) = one;
            let paper = |check, on: i32, note| checked(today, *days, ADAEZE, *person, check, on, note);
            [
                recorded(
                    today,
                    *days,
                    ADAEZE,
                    *person,
                    Staff { joined: Some(working_day(today, *days)), ..employed(today, one) },
                ),
                paper(Screening, days + 9, "Ticket HR-41: references, identity, criminal record where the law allows."),
                paper(Terms, days + 4, "Signed in the contract system."),
                paper(Confidentiality, days + 4, "Signed in the contract system."),
                paper(Training, *days, "First-day course, test passed."),
            ]
        })
        .collect();
    let (state, joined) = (StaffState::Moved, Some(working_day(today, 190)));
    let moved = Staff { state, position: "analyst".into(), joined, ..employed(today, &CAME[1]) };
    moments.push(recorded(today, 30, ADAEZE, ANALYST, moved));
    let begins = Some(today.saturating_add(24.days()));
    let candidate = Staff {
        state: StaffState::Candidate,
        position: "platform-engineer".into(),
        joined: begins,
        leaves: None,
        remote: true,
    };
    moments.push(recorded(today, 4, NOOR, NEWCOMER, candidate));
    moments
}

/// The course of each spring, the reviews of each autumn, and the rules of remote working. One missed the course.
fn yearly(today: Date) -> Vec<Moment> {
    const TRAINED: [Someone; 11] = [
        CHIEF_EXECUTIVE,
        SECURITY_LEAD,
        CHIEF_TECHNOLOGY,
        ENGINEERING,
        PLATFORM,
        IT,
        FINANCE,
        PEOPLE_OPERATIONS,
        CUSTOMERS,
        LEAVER,
        FORMER,
    ];
    const REVIEWED: [Someone; 9] = [
        SECURITY_LEAD,
        CHIEF_TECHNOLOGY,
        ENGINEERING,
        IT,
        FINANCE,
        PEOPLE_OPERATIONS,
        CUSTOMERS,
        OPERATIONS,
        CHIEF_EXECUTIVE,
    ];
    let course =
        TRAINED.map(|p| checked(today, 150, ADAEZE, p, Training, 151, "Spring course; list of those present."));
    let reviews = REVIEWED.map(|p| checked(today, 46, ADAEZE, p, Review, 50, "Review form, part on security duties."));
    let remote = [ENGINEERING, PLATFORM]
        .map(|p| checked(today, 145, ADAEZE, p, RemoteWork, 146, "Accepted in the contract system."));
    course.into_iter().chain(reviews).chain(remote).collect()
}

/// One left in good order; of the other nobody confirmed that access was removed.
fn leavers(today: Date) -> Vec<Moment> {
    let left = |one: usize, state, leaves| Staff { state, leaves: Some(leaves), ..employed(today, &AT_WORK[one]) };
    let (first, second) = (working_day(today, 118).saturating_sub(2.days()), working_day(today, 40));
    let out = |check, note| checked(today, 118, ADAEZE, LEAVER, check, 118, note);
    vec![
        recorded(today, 150, ADAEZE, LEAVER, left(10, StaffState::Notice, first)),
        recorded(today, 118, ADAEZE, LEAVER, left(10, StaffState::Left, first)),
        out(AssetsReturned, "Laptop 0147 and both keys, receipt signed."),
        out(AccessRemoved, "Ticket IT-212: all accounts closed, list attached."),
        out(KeysRevoked, "Ticket IT-212: two SSH keys, one token."),
        out(DutiesAfter, "Exit talk; letter on duties that go on."),
        recorded(today, 40, ADAEZE, FORMER, left(11, StaffState::Left, second)),
        checked(today, 38, ADAEZE, FORMER, AssetsReturned, 39, "Phone returned."),
        checked(today, 38, ADAEZE, FORMER, DutiesAfter, 40, "Exit talk; letter on duties that go on."),
    ]
}

/// What is asked for: system, level, kind.
type Wanted = (&'static str, &'static str, AccessKind);

/// Requests that went all the way: word, days before today, who asks, for whom, what, why.
const CARRIED_OUT: &[(&str, i32, Someone, Someone, Wanted, &str)] = &[
    ("petra", 252, OPERATIONS, LEAVER, ("Freight desk", "analyst", AccessKind::Grant), "Rates are analysed there."),
    ("ramon", 251, OPERATIONS, FORMER, ("Customer portal", "administrator", AccessKind::Grant), "Answers at night."),
    ("oskar", 198, OPERATIONS, ON_LEAVE, ("Freight desk", "dispatcher", AccessKind::Grant), "First day."),
    ("lena", 188, OPERATIONS, ANALYST, ("Freight desk", "dispatcher", AccessKind::Grant), "First day."),
    ("petra-out", 118, PEOPLE_OPERATIONS, LEAVER, ("Freight desk", "", AccessKind::Remove), "Left the company."),
];

/// Asked by one, decided by another, carried out by a third; some wait.
fn access(today: Date) -> Vec<Moment> {
    let (story, grant) = (Requests(today), AccessKind::Grant);
    let whole = CARRIED_OUT.iter().flat_map(|one| story.whole(one));
    let database = ("Production database", "reader", grant);
    let no = "The freight desk shows the same; nobody reads the database directly.";
    let firewall = ("Firewall console", "reader", grant);
    let yes = "For the time of the holiday; reading is enough.";
    let warehouse = ("Data warehouse", "analyst", grant);
    let open = [
        story.asked("oskar-database", 90, OPERATIONS, ON_LEAVE, database, "Looks up shipments faster."),
        story.decided("oskar-database", 89, CHIEF_EXECUTIVE, false, no),
        story.asked("tomas", 6, OPERATIONS, OPERATIONS, firewall, "Covers for Daniel during his holiday."),
        story.decided("tomas", 5, CHIEF_TECHNOLOGY, true, yes),
        story.asked("samira", 3, CUSTOMERS, CUSTOMERS, warehouse, "Supplier figures for the yearly assessment."),
        story.asked("lena-warehouse", 2, ANALYST, ANALYST, warehouse, "New position: rates are analysed there."),
    ];
    whole.chain(open).collect()
}

/// The requests of the story.
struct Requests(Date);

impl Requests {
    /// Asked, approved on the same day by the chief technology officer, and carried out by the engineering lead.
    fn whole(&self, one: &(&'static str, i32, Someone, Someone, Wanted, &str)) -> [Moment; 3] {
        let (word, days, by, person, what, reason) = *one;
        let fits = if what.2 == AccessKind::Remove { "Has left." } else { "Fits the position." };
        [
            self.asked(word, days, by, person, what, reason),
            self.decided(word, days, CHIEF_TECHNOLOGY, true, fits),
            Moment { on: working_day(self.0, days), by: ENGINEERING.key, act: Act::CarryOut(word) },
        ]
    }

    fn asked(
        &self,
        word: &'static str,
        days: i32,
        by: Someone,
        person: Someone,
        (system, level, kind): Wanted,
        reason: &str,
    ) -> Moment {
        let (system, level, reason) = (system.to_owned(), level.to_owned(), reason.to_owned());
        let request = AccessRequest { person: person.id(), system, level, kind, reason };
        let act = Act::Named(word, Box::new(Command::AskAccess { request }));
        Moment { on: working_day(self.0, days), by: by.key, act }
    }

    fn decided(&self, word: &'static str, days: i32, by: Someone, approved: bool, reason: &'static str) -> Moment {
        Moment { on: working_day(self.0, days), by: by.key, act: Act::Decide(word, approved, reason) }
    }
}
