//! Change, development, operation, incidents and continuity.

use super::{CORRECTIVE, DETECTIVE, Later, Own, PREVENTIVE, own};
use crate::demo::people::{DANIEL, ERIK, MATEUS, NOOR, SAMIRA, TOMAS, YUKI};
use domain::values::Frequency::{Annual, Continuous, EventDriven, HalfYearly, Monthly, Quarterly, Weekly};
use domain::values::Status::{InPlace, NotInPlace, PartlyInPlace};

const CHANGE: &str = "Change management policy";
const DEVELOPMENT: &str = "Secure development standard";
const OPERATION: &str = "Operations handbook";
const VULNERABILITY: &str = "Vulnerability management policy";
const INCIDENT: &str = "Incident response policy";
const CONTINUITY: &str = "Continuity policy";

pub(super) const IMPORTED: &[Own] = &[
    own("SD-01", "Second pair of eyes on every change", InPlace, Continuous)
        .by(ERIK, PREVENTIVE, DEVELOPMENT)
        .meets("CC8.1")
        .does(
            "A pull request merges only after an engineer other than its author approved it and the tests passed; \
            the branch rule allows no exception. The merge record shows it.",
        ),
    own("SD-03", "Code and dependencies scanned", PartlyInPlace, Continuous)
        .by(ERIK, DETECTIVE, DEVELOPMENT)
        .meets("CC6.8 CC7.1")
        .does(
            "The pipeline scans own code, libraries and container images on each build and blocks severe findings. \
            Scan results of each build show it.",
        ),
    own("CH-01", "Infrastructure changes approved", InPlace, EventDriven)
        .by(MATEUS, PREVENTIVE, CHANGE)
        .meets("CC8.1 CC5.2")
        .does(
            "Changes to cloud infrastructure come as code with plan, risk note and way back, and the platform lead \
            or deputy approves them. The approved change with its plan shows it.",
        ),
    own("CH-02", "Base configuration kept as code", InPlace, Continuous)
        .by(YUKI, PREVENTIVE, CHANGE)
        .meets("CC5.2 CC7.1")
        .does(
            "Servers, clusters and cloud accounts are built from reviewed templates; a daily job reports drift, \
            and the platform team mends it in two days. The drift report shows it.",
        ),
    own("OP-01", "Logs gathered in one place", InPlace, Continuous).by(YUKI, DETECTIVE, OPERATION).meets("CC7.2").does(
        "Services, cloud accounts and the identity provider send logs to one store that nobody in engineering \
            can alter, kept 400 days. Source list and retention setting show it.",
    ),
    own("OP-02", "Alerts looked at day and night", PartlyInPlace, Continuous)
        .by(YUKI, DETECTIVE, OPERATION)
        .meets("CC7.2 CC7.3")
        .does(
            "The duty engineer judges each security alert within 30 minutes, writes the verdict and opens an \
            incident where needed. The alert queue with times and verdicts shows it.",
        ),
    own("OP-04", "Malware guard on every endpoint", InPlace, Continuous)
        .by(DANIEL, DETECTIVE, OPERATION)
        .meets("CC6.8")
        .does(
            "The endpoint agent runs on every laptop and server, isolates a machine on a severe finding and tells \
            IT. The agent console with coverage figure shows it.",
        ),
    own("VM-01", "Weekly vulnerability scan", InPlace, Weekly).by(TOMAS, DETECTIVE, VULNERABILITY).meets("CC7.1").does(
        "A scanner examines public addresses and internal hosts each week and opens a ticket with severity and \
            deadline for each finding. The weekly report shows it.",
    ),
    own("VM-02", "Weaknesses mended in time", InPlace, Continuous)
        .by(TOMAS, CORRECTIVE, VULNERABILITY)
        .meets("CC7.1 CC6.8")
        .does(
            "Teams mend critical weaknesses in 7 days, high in 30 and medium in 90; the platform lead signs \
            exceptions. The ticket ages in the weekly report show it.",
        ),
    own("VM-03", "Yearly penetration test", InPlace, Annual)
        .by(NOOR, DETECTIVE, VULNERABILITY)
        .meets("CC4.1 CC7.1")
        .does(
            "An outside firm attacks the shipping platform and its interfaces once a year, and retests what was \
            mended. Report and retest letter show it.",
        ),
    own("VM-04", "Patch state in a spreadsheet", InPlace, Monthly)
        .by(TOMAS, DETECTIVE, VULNERABILITY)
        .meets("CC7.1")
        .does(
            "The platform team notes the patch level of each server in a spreadsheet at the start of the month. \
            The spreadsheet shows it.",
        ),
    own("IR-01", "Incident response plan", InPlace, EventDriven)
        .by(NOOR, CORRECTIVE, INCIDENT)
        .meets("CC7.3 CC7.4")
        .does(
            "The duty engineer calls the incident lead, who grades, contains, informs customers and authorities by \
            the plan and keeps a timeline. The incident record shows it.",
        ),
    own("IR-02", "Review after each incident", PartlyInPlace, EventDriven)
        .by(NOOR, CORRECTIVE, INCIDENT)
        .meets("CC7.5")
        .does(
            "Within ten days of a severe incident those involved write down causes and lasting repairs without \
            blame, and the repairs enter the backlog. The review with its tickets shows it.",
        ),
    own("BC-01", "Daily backups out of reach", InPlace, Continuous)
        .by(YUKI, PREVENTIVE, CONTINUITY)
        .meets("A1.2")
        .does(
            "Databases and documents are copied each night to an account in another region where production rights \
            cannot delete; failures ring the duty engineer. The backup report shows it.",
        ),
    own("BC-02", "Restore tried from backup", PartlyInPlace, HalfYearly)
        .by(YUKI, DETECTIVE, CONTINUITY)
        .meets("A1.3")
        .does(
            "The platform team restores a database into an empty account half-yearly and compares row counts and \
            time with the objective. Done for one of three databases so far.",
        ),
    own("BC-03", "Continuity plan", PartlyInPlace, Annual)
        .by(MATEUS, CORRECTIVE, CONTINUITY)
        .meets("CC9.1 CC7.5")
        .does(
            "The operations lead keeps a plan for loss of a region, of an office and of key people, with people to \
            call and order of recovery, reread yearly. The approved plan shows it.",
        ),
];

pub(super) const LATER: &[Later] = &[
    (
        252,
        "yuki-tanabe",
        own("OP-03", "Capacity looked at before it is short", InPlace, Monthly)
            .by(YUKI, DETECTIVE, OPERATION)
            .meets("A1.1")
            .because("Load is compared with what the platform can carry before customers notice.")
            .does(
                "The platform team compares load, storage and queue lengths with limits each month and orders more \
                ahead of the autumn peak. The capacity note shows it.",
            ),
    ),
    (
        242,
        "erik-lindqvist",
        own("SD-02", "Tests run before every release", InPlace, Continuous)
            .by(ERIK, PREVENTIVE, DEVELOPMENT)
            .meets("CC8.1")
            .because("A release that fails its tests cannot reach production.")
            .does(
                "The pipeline runs unit, interface and document-layout tests in a system apart from production, \
                and releases only a green build. The build record shows it.",
            ),
    ),
    (
        217,
        "erik-lindqvist",
        own("CH-03", "Emergency changes read afterwards", InPlace, EventDriven)
            .by(MATEUS, DETECTIVE, CHANGE)
            .meets("CC8.1")
            .because("A change made in haste is approved and tested after the fact.")
            .does(
                "The platform lead reads each emergency change within two business days, has missing tests added \
                and approves or reverts it. The marked change record shows it.",
            ),
    ),
    (
        116,
        "yuki-tanabe",
        own("OP-05", "Clocks from one source", InPlace, Continuous)
            .by(YUKI, PREVENTIVE, OPERATION)
            .meets("CC7.2")
            .because("Logs of different systems can be laid side by side only if their clocks agree.")
            .does(
                "Hosts take time from the cloud provider's service, and an alert fires at half a second of drift. \
                Template and alert rule show it.",
            ),
    ),
    (
        94,
        "noor-haddad",
        own("IR-03", "Evidence of incidents preserved", PartlyInPlace, EventDriven)
            .by(NOOR, CORRECTIVE, INCIDENT)
            .meets("CC7.4")
            .because("What may be needed by police or a court is copied, hashed and signed over.")
            .does(
                "The incident lead copies disks and logs to a locked store with hash, time and name at each \
                hand-over. Steps are written; nobody has practised them on a laptop yet.",
            ),
    ),
    (
        73,
        "noor-haddad",
        own("IR-04", "Incident exercise", InPlace, HalfYearly)
            .by(SAMIRA, DETECTIVE, INCIDENT)
            .meets("CC7.4")
            .because("The plan is tried on an invented incident before a real one tries it.")
            .does(
                "Support, platform and management play an invented incident for two hours twice a year and write \
                down what did not work. The exercise report with actions shows it.",
            ),
    ),
    (
        66,
        "yuki-tanabe",
        own("BC-04", "Second region ready to take over", PartlyInPlace, Quarterly)
            .by(YUKI, PREVENTIVE, CONTINUITY)
            .meets("A1.2")
            .because("Booking and documents keep running when a region of the provider is lost.")
            .does(
                "Databases are copied to a second region without pause and the web tier can start there. The \
                switch has been made in the test system only.",
            ),
    ),
    (
        41,
        "yuki-tanabe",
        own("OP-06", "Web addresses filtered on laptops", NotInPlace, Continuous)
            .by(DANIEL, PREVENTIVE, OPERATION)
            .does(
                "Device management shall block known harmful addresses on every laptop. A product has been chosen; \
                nothing is switched on.",
            ),
    ),
];
