//! Halyard Legal: fourteen people in Leith who keep contracts for shipowners. The consultant of Fathom Freight has just
//! begun there, so that a portfolio has two organisations to show.

use super::controls::{CRITERIA, DETECTIVE, Own, PREVENTIVE, own};
use super::people::{CONSULTANT, OFFICE, PARTNER};
use super::story::{Act, Moment, OPERATOR, working_day};
use domain::command::Command;
use domain::values::Frequency::{Annual, Continuous, EventDriven, Monthly, Quarterly};
use domain::values::Status::{InPlace, PartlyInPlace, Planned};
use domain::values::{
    Assessment, Categories, Deed, Grant, GrantKind, Hosting, Overlap, Practice, Profile, Role, Target,
};
use jiff::ToSpan;
use jiff::civil::Date;

/// Short name.
pub(super) const SLUG: &str = "halyard";
/// The name under which it trades.
pub(super) const NAME: &str = "Halyard Legal";
/// Days before today on which its ledger begins.
pub(super) const BEGINS: i32 = 80;

const CALLUM: &str = "Callum Reid";
const BEATRIX: &str = "Beatrix Thorne";
const JONAS: &str = CONSULTANT.key;
const POLICY: &str = "Information security policy";

const CONTROLS: &[Own] = &[
    own("H-01", "Sign-on with a second factor", InPlace, Continuous).by(CALLUM, PREVENTIVE, POLICY).meets("CC6.1").does(
        "Every account of the document store asks for a second factor; the office manager looks at exceptions monthly. \
         The sign-on settings show it.",
    ),
    own("H-02", "Accounts asked for and approved", InPlace, EventDriven).by(CALLUM, PREVENTIVE, POLICY).meets("CC6.2").does(
        "A partner approves each account by mail before the office manager opens it. The mail with the date shows it.",
    ),
    own("H-03", "Accounts closed on the last day", InPlace, EventDriven)
        .by(CALLUM, PREVENTIVE, POLICY)
        .meets("CC6.2 CC6.3")
        .does("The office manager closes accounts on the last working day, from the leaver list. The list shows it."),
    own("H-04", "Rights looked through", PartlyInPlace, Quarterly).by(CALLUM, DETECTIVE, POLICY).meets("CC6.3").does(
        "Partners strike rights that nobody needs, once a quarter; done once so far. The signed list shows it.",
    ),
    own("H-05", "Laptops encrypted", InPlace, Continuous).by(CALLUM, PREVENTIVE, POLICY).meets("CC6.7").does(
        "Laptops are set up encrypted and report to the device service, which is read monthly. The device list shows it.",
    ),
    own("H-06", "Backups of the document store", InPlace, Monthly).by(CALLUM, PREVENTIVE, POLICY).meets("A1.2").does(
        "The provider copies the store daily; the office manager restores one file a month. The restore note shows it.",
    ),
    own("H-07", "Incidents by a one-page plan", PartlyInPlace, EventDriven)
        .by(BEATRIX, DETECTIVE, POLICY)
        .meets("CC7.3 CC7.4")
        .does("Whoever sees something calls a partner, who follows the page and keeps notes. The notes show it."),
    own("H-08", "Vendors known by name", Planned, Annual).by(BEATRIX, DETECTIVE, POLICY).meets("CC9.2").does(
        "Partners will list who holds client papers and read their reports yearly. The list will show it.",
    ),
    own("H-09", "Confidentiality signed", InPlace, EventDriven).by(BEATRIX, PREVENTIVE, POLICY).meets("CC1.4 CC2.2").does(
        "Everybody signs a confidentiality undertaking before the first matter. The signed papers show it.",
    ),
    own("H-10", "Risks talked through", Planned, Annual).by(BEATRIX, DETECTIVE, POLICY).meets("CC3.2").does(
        "Partners will rate the ten risks that matter in an afternoon each January. The rated list will show it.",
    ),
];

/// The examination that its clients ask for.
pub(super) fn at_first() -> Profile {
    Profile {
        services: vec!["Contract store for shipowners".to_owned()],
        categories: Categories::SECURITY,
        hosting: Hosting::Cloud,
        locations: vec!["Leith, Constitution Street".to_owned()],
        ..Profile::default()
    }
}

/// The whole story in the order of its days.
pub(super) fn story(today: Date) -> Vec<Moment> {
    let at = |days, by, act| Moment { on: working_day(today, days), by, act };
    let managed = Profile {
        isms_scope: "Keeping contracts and client papers at Halyard Legal in Leith.".to_owned(),
        ..at_first()
    };
    let import = Command::ImportControls {
        source: "halyard-controls.csv".to_owned(),
        file: None,
        controls: CONTROLS.iter().map(|own| own.control("halyard-controls.csv")).collect(),
    };
    let mut moments = vec![
        at(BEGINS, OPERATOR, Act::Invite(PARTNER, &[Role::Owner, Role::Management])),
        at(79, PARTNER.key, Act::Accept),
        at(78, PARTNER.key, Act::Invite(OFFICE, &[Role::ControlOwner])),
        at(77, OFFICE.key, Act::Accept),
        at(76, PARTNER.key, Act::Outside(CONSULTANT, Box::new(mandate(today)))),
        at(75, JONAS, Act::Accept),
        at(72, JONAS, Act::Command(Box::new(import))),
        at(70, JONAS, Act::AssignOwners),
        at(64, JONAS, Act::Command(Box::new(Command::SetProfile { profile: managed }))),
        at(20, JONAS, Act::Revise("H-04", |c| c.status = InPlace)),
    ];
    moments.extend(judged(today));
    moments.extend(linked(today));
    let deed = Command::ProposeDeed {
        deed: Deed::FullExport,
        reason: "Our largest client wants to see that nothing was changed afterwards.".to_owned(),
    };
    moments.push(at(2, PARTNER.key, Act::Command(Box::new(deed))));
    moments.sort_by_key(|m| m.on);
    moments
}

/// The consultant's mandate: it ends soon.
fn mandate(today: Date) -> Grant {
    Grant {
        person: CONSULTANT.id(),
        kind: GrantKind::Consultant,
        works: true,
        engagement: "Towards a first SOC 2 report".to_owned(),
        from: working_day(today, 76),
        until: today.saturating_add(9.days()),
        reason: "Nobody here has done this before; Keller & Roth run the programme with us.".to_owned(),
    }
}

fn judged(today: Date) -> impl Iterator<Item = Moment> {
    const JUDGED: &[(i32, &str, Practice, &str)] = &[
        (62, "4.1", Practice::Informal, "Partners know what presses on the firm; nobody wrote it down."),
        (62, "4.3", Practice::Documented, "One sentence, approved by the partners."),
        (55, "5.2", Practice::Documented, "Two pages, signed; read at the start of each year."),
        (48, "6.1.2", Practice::NotStarted, "Planned for January."),
        (41, "7.2", Practice::Informal, "Partners know who can do what."),
        (34, "9.2.2", Practice::NotStarted, "No internal audit has been planned."),
        (27, "A.5.24", Practice::Documented, "One page with the three calls to make."),
    ];
    JUDGED.iter().map(move |(days, item, practice, note)| {
        let assessment = Assessment { practice: *practice, note: (*note).to_owned(), ..Assessment::default() };
        Moment::new(today, *days, JONAS, Command::AssessItem { item: (*item).to_owned(), assessment })
    })
}

fn linked(today: Date) -> impl Iterator<Item = Moment> {
    const LINKED: &[(i32, &str, &str, &str)] = &[
        (58, "H-02", "CC6.3", "The approval names the rights as well as the account."),
        (50, "H-05", "CC6.1", "A lost laptop shows nothing."),
        (43, "H-06", "CC7.5", "The store can be brought back as it was."),
    ];
    LINKED.iter().map(move |(days, id, item, reason)| {
        let target = Target { framework: CRITERIA.to_owned(), item: (*item).to_owned() };
        let (id, reason) = ((*id).to_owned(), (*reason).to_owned());
        Moment::new(today, *days, JONAS, Command::LinkControl { id, target, reason, extent: Overlap::Partial })
    })
}
