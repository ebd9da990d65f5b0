//! What changes about own controls over the months: status, owner, frequency, wording, and the end of two of them.

use super::people::{DANIEL, MATEUS, SAMIRA, TOMAS};
use super::story::{Act, Moment, working_day};
use domain::command::Command;
use domain::values::Status::{InPlace, PartlyInPlace, Planned};
use domain::values::{Control, Frequency};
use jiff::civil::Date;

/// Days before today, who, own control, what becomes of it.
type Revision = (i32, &'static str, &'static str, fn(&mut Control));

const REVISIONS: &[Revision] = &[
    (248, "erik-lindqvist", "SD-03", |c| c.status = InPlace),
    (243, "yuki-tanabe", "AM-01", |c| c.status = PartlyInPlace),
    (236, "yuki-tanabe", "OP-02", |c| c.status = InPlace),
    (228, "noor-haddad", "IR-02", |c| c.status = InPlace),
    (221, "noor-haddad", "GV-02", |c| {
        c.frequency = Some(Frequency::Quarterly);
        c.activity = c.activity.replace("twice a year", "each quarter");
    }),
    (212, "noor-haddad", "SU-01", |c| c.owner = SAMIRA.to_owned()),
    (205, "noor-haddad", "SU-01", |c| c.status = InPlace),
    (196, "erik-lindqvist", "VM-01", |c| {
        c.name = "Continuous vulnerability scan".to_owned();
        c.frequency = Some(Frequency::Continuous);
        c.activity = "A scanner examines public addresses, internal hosts and container images all day and opens a \
            ticket with severity and deadline for each finding. The findings board shows it."
            .to_owned();
    }),
    (189, "noor-haddad", "RM-03", |c| c.status = PartlyInPlace),
    (179, "noor-haddad", "GV-08", |c| c.frequency = Some(Frequency::Quarterly)),
    (174, "noor-haddad", "IR-01", |c| {
        c.activity.push_str(" Since Confidentiality is in scope, the plan says when a customer's secrets are lost.");
    }),
    (168, "noor-haddad", "BC-03", |c| c.owner = TOMAS.to_owned()),
    (160, "erik-lindqvist", "AC-01", |c| {
        c.activity = "The identity provider asks every person for a passkey before any company application opens; \
            codes by text message are off, and IT reviews exceptions monthly. Sign-on configuration and exception \
            list show it."
            .to_owned();
    }),
    (155, "erik-lindqvist", "AC-06", |c| c.frequency = Some(Frequency::Monthly)),
    (151, "noor-haddad", "GV-05", |c| c.status = PartlyInPlace),
    (149, "noor-haddad", "RM-01", |c| {
        c.activity.push_str(" Risks to the management system are rated in the same workshop.");
    }),
    (133, "noor-haddad", "RM-03", |c| c.status = InPlace),
    (130, "adaeze-okafor", "HR-03", |c| {
        c.activity.push_str(" Recorded phishing is part of it, with a short test at the end.");
    }),
    (113, "adaeze-okafor", "PH-01", |c| {
        c.frequency = Some(Frequency::Monthly);
        c.activity = c.activity.replace("each quarter", "each month");
    }),
    (111, "yuki-tanabe", "OP-01", |c| c.name = "Logs gathered where nobody alters them".to_owned()),
    (99, "yuki-tanabe", "AC-04", |c| c.owner = TOMAS.to_owned()),
    (95, "erik-lindqvist", "VM-02", |c| c.owner = MATEUS.to_owned()),
    (86, "yuki-tanabe", "BC-03", |c| c.status = InPlace),
    (77, "yuki-tanabe", "AM-01", |c| c.status = InPlace),
    (70, "noor-haddad", "GV-05", |c| c.status = InPlace),
    (67, "yuki-tanabe", "BC-01", |c| {
        c.activity.push_str(" Since the second region, the copy lies outside both.");
    }),
    (59, "erik-lindqvist", "CH-01", |c| {
        c.activity.push_str(" Since the second region, the plan names both regions.");
    }),
    (56, "adaeze-okafor", "HR-01", |c| c.policy = "Hiring and screening policy".to_owned()),
    (51, "noor-haddad", "GV-09", |c| c.owner = MATEUS.to_owned()),
    (44, "yuki-tanabe", "AM-03", |c| {
        c.status = InPlace;
        c.activity = "The platform team keeps a page for each cloud service on split of duties, region, settings and \
            exit, reread yearly. All fourteen services have theirs; the exit of five is a sketch."
            .to_owned();
    }),
    (40, "noor-haddad", "SU-02", |c| c.frequency = Some(Frequency::HalfYearly)),
    (36, "yuki-tanabe", "OP-06", |c| c.status = Planned),
    (31, "noor-haddad", "RM-06", |c| c.frequency = Some(Frequency::Quarterly)),
    (30, "adaeze-okafor", "PH-05", |c| c.frequency = Some(Frequency::Weekly)),
    (27, "noor-haddad", "GV-11", |c| c.status = PartlyInPlace),
    (22, "erik-lindqvist", "SD-03", |c| c.kind = "preventive".to_owned()),
    (19, "yuki-tanabe", "BC-02", |c| {
        c.activity = "The platform team restores a database into an empty account half-yearly and compares row counts \
            and time with the objective. Done for two of three databases; the document archive is next."
            .to_owned();
    }),
    (16, "noor-haddad", "GV-07", |c| {
        c.activity.push_str(" Once a quarter the round goes through the eight security figures.");
    }),
    (9, "adaeze-okafor", "PH-04", |c| c.owner = DANIEL.to_owned()),
    (6, "noor-haddad", "IR-03", |c| {
        c.status = InPlace;
        c.activity = "The incident lead copies disks and logs to a locked store with hash, time and name at each \
            hand-over; the steps were practised on a server and a laptop. The custody sheet shows it."
            .to_owned();
    }),
];

/// Days before today, who, own control, why it is no longer needed.
const RETIRED: &[(i32, &str, &str, &str)] = &[
    (
        157,
        "erik-lindqvist",
        "AC-08",
        "Passkeys replaced passwords for all staff; forced changes made people choose weaker ones.",
    ),
    (
        79,
        "yuki-tanabe",
        "VM-04",
        "The scanner reports the patch state of every server; the spreadsheet only repeated it late.",
    ),
];

/// All changes to own controls.
pub(super) fn all(today: Date) -> impl Iterator<Item = Moment> {
    let revisions = REVISIONS.iter().map(move |(days, by, id, revise)| Moment {
        on: working_day(today, *days),
        by,
        act: Act::Revise(id, *revise),
    });
    let retired = RETIRED.iter().map(move |(days, by, id, reason)| {
        Moment::new(today, *days, by, Command::RetireControl { id: (*id).to_owned(), reason: (*reason).to_owned() })
    });
    revisions.chain(retired)
}
