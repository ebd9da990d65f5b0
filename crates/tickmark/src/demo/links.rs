//! Links that people made by hand once ISO/IEC 27001 was asked for, each with its reason.

use super::controls::{ANNEX, CRITERIA};
use super::story::Moment;
use domain::command::Command;
use domain::values::{Overlap, Target};
use jiff::civil::Date;

/// Days before today, who, own control, control or clause, how far, why.
type Linked = (i32, &'static str, &'static str, &'static str, Overlap, &'static str);

const FULL: Overlap = Overlap::Full;
const PARTIAL: Overlap = Overlap::Partial;

const LINKED: &[Linked] = &[
    (
        150,
        "erik-lindqvist",
        "AC-01",
        "A.8.5",
        FULL,
        "Every person proves who they are with a passkey before any application opens.",
    ),
    (140, "noor-haddad", "GV-09", "A.5.31", PARTIAL, "Laws are in the register; contract duties are still missing."),
    (135, "noor-haddad", "GV-10", "A.5.5", FULL, "The list names each authority, when to call it and who may."),
    (
        127,
        "noor-haddad",
        "AC-07",
        "A.8.24",
        FULL,
        "One rule covers algorithms, key strength, replacement and destruction.",
    ),
    (124, "noor-haddad", "AM-02", "A.5.11", FULL, "The return list covers every kind of asset a leaver can hold."),
    (123, "noor-haddad", "AM-01", "A.5.9", FULL, "The inventory lists information stores too, each with an owner."),
    (
        123,
        "noor-haddad",
        "DP-06",
        "A.5.33",
        PARTIAL,
        "Terms and disposal are set; protection from alteration only in finance.",
    ),
    (
        121,
        "erik-lindqvist",
        "CH-02",
        "A.8.9",
        FULL,
        "Configurations are set, versioned, watched for drift and reviewed as code.",
    ),
    (
        117,
        "noor-haddad",
        "RM-06",
        "6.1.3",
        PARTIAL,
        "The statement is in force; plans of treatment are not all traced to it yet.",
    ),
    (115, "yuki-tanabe", "OP-05", "A.8.17", FULL, "Every host takes time from one source and drift is alarmed."),
    (
        109,
        "noor-haddad",
        "GV-11",
        "9.1",
        FULL,
        "Once it runs, the quarterly sheet says what is measured, how, by whom and when.",
    ),
    (
        107,
        "yuki-tanabe",
        "AM-03",
        "A.5.23",
        PARTIAL,
        "Duties are split on paper for each service; how to leave it is only a sketch for some.",
    ),
    (103, "adaeze-okafor", "HR-05", "A.6.7", FULL, "The rules speak of rooms, screens, networks, papers and loss."),
    (
        101,
        "erik-lindqvist",
        "SD-04",
        "A.8.4",
        FULL,
        "Read and write rights on code follow teams and are compared half-yearly.",
    ),
    (
        96,
        "noor-haddad",
        "HR-06",
        "A.6.8",
        FULL,
        "Everybody knows the channel, and weaknesses are reported there as well.",
    ),
    (
        92,
        "noor-haddad",
        "IR-03",
        "A.5.28",
        PARTIAL,
        "The steps hold for our own systems; what a cloud provider would hand over is open.",
    ),
    (
        87,
        "adaeze-okafor",
        "PH-05",
        "A.7.9",
        PARTIAL,
        "Devices are listed and can be wiped; papers taken home are not on the list.",
    ),
    (
        81,
        "noor-haddad",
        "RM-01",
        "8.2",
        PARTIAL,
        "The workshop runs yearly; the clause asks for it at significant change as well.",
    ),
    (
        80,
        "noor-haddad",
        "HR-03",
        "7.3",
        PARTIAL,
        "The course lacks the policy of the management system and what each person adds to it.",
    ),
    (
        72,
        "noor-haddad",
        "GV-06",
        "10.2",
        PARTIAL,
        "Findings are corrected and tracked; causes are not yet written down for each.",
    ),
    (
        60,
        "yuki-tanabe",
        "BC-01",
        "A.8.13",
        FULL,
        "Copies of databases and documents lie in another region, out of reach, and each night's report is kept.",
    ),
    (
        54,
        "adaeze-okafor",
        "PH-04",
        "A.7.7",
        FULL,
        "The rule and the walk together make up clear desk and clear screen.",
    ),
    (47, "noor-haddad", "GV-12", "9.2.2", FULL, "The three-year plan names scope, method, frequency and auditors."),
    (
        38,
        "noor-haddad",
        "DP-07",
        "A.8.11",
        PARTIAL,
        "Masking covers the booking database; the document archive is still copied by hand.",
    ),
    (
        26,
        "noor-haddad",
        "SU-04",
        "A.5.22",
        FULL,
        "Service of vendors is watched month by month and changes are talked through.",
    ),
    (
        12,
        "erik-lindqvist",
        "AC-05",
        "A.8.18",
        PARTIAL,
        "Utility programs need the access broker in production; laptops are open.",
    ),
];

/// Links of the first import that were wrong: days before today, who, own control, criterion.
const UNLINKED: &[(i32, &str, &str, &str)] =
    &[(198, "noor-haddad", "HR-02", "CC2.3"), (69, "noor-haddad", "GV-07", "CC4.1")];

/// All links made and taken away by hand.
pub(super) fn all(today: Date) -> impl Iterator<Item = Moment> {
    let linked = LINKED.iter().map(move |(days, by, id, item, extent, reason)| {
        let (target, reason) = (target(ANNEX, item), (*reason).to_owned());
        Moment::new(today, *days, by, Command::LinkControl { id: (*id).to_owned(), target, reason, extent: *extent })
    });
    let unlinked = UNLINKED.iter().map(move |(days, by, id, item)| {
        let target = target(CRITERIA, item);
        Moment::new(today, *days, by, Command::UnlinkControl { id: (*id).to_owned(), target })
    });
    linked.chain(unlinked)
}

fn target(framework: &str, item: &str) -> Target {
    Target { framework: framework.to_owned(), item: item.to_owned() }
}
