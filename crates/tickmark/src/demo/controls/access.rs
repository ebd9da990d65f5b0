//! Access, network and premises.

use super::{CORRECTIVE, DETECTIVE, Later, Own, PREVENTIVE, own};
use crate::demo::people::{ADAEZE, DANIEL, ERIK, TOMAS, YUKI};
use domain::values::Frequency::{Annual, Continuous, EventDriven, HalfYearly, Monthly, Quarterly};
use domain::values::Status::{InPlace, Planned};

const ACCESS: &str = "Access control policy";
const NETWORK: &str = "Network security standard";
const OFFICES: &str = "Office security rules";

pub(super) const IMPORTED: &[Own] = &[
    own("AC-01", "Single sign-on with a second factor", InPlace, Continuous)
        .by(DANIEL, PREVENTIVE, ACCESS)
        .meets("CC6.1 CC6.6")
        .does(
            "The identity provider asks every person for a passkey or code before any company application opens; \
            IT reviews exceptions monthly. The sign-on configuration and exception list show it.",
        ),
    own("AC-02", "Access granted by role on request", InPlace, EventDriven)
        .by(DANIEL, PREVENTIVE, ACCESS)
        .meets("CC6.2 CC6.3")
        .does(
            "IT opens an account only from a ticket that the manager and the owner of the system approved, and \
            gives the role that fits the job. The approved ticket shows it.",
        ),
    own("AC-03", "Removal of leavers' access", InPlace, EventDriven)
        .by(DANIEL, PREVENTIVE, ACCESS)
        .meets("CC6.2 CC6.3")
        .does(
            "IT disables every account of a leaver within one business day of the last day, starting from the \
            notice of People Operations. Ticket and account log with both times show it.",
        ),
    own("AC-04", "Quarterly review of accounts", InPlace, Quarterly)
        .by(DANIEL, DETECTIVE, ACCESS)
        .meets("CC6.2 CC6.3")
        .does(
            "Owners of the eleven systems in scope confirm or strike each account and role once a quarter; IT \
            carries strikes out within five days. The signed list and its tickets show it.",
        ),
    own("AC-05", "Production rights for a limited time", InPlace, Continuous)
        .by(ERIK, PREVENTIVE, ACCESS)
        .meets("CC6.1 CC6.3")
        .does(
            "Engineers ask for production rights through the access broker, which a second engineer approves and \
            which end after four hours. The broker log with each session shows it.",
        ),
    own("AC-06", "Machine secrets held in a vault", InPlace, Quarterly)
        .by(YUKI, PREVENTIVE, ACCESS)
        .meets("CC6.1")
        .does(
            "Services fetch their secrets from the vault at start; the vault replaces them every 90 days and a \
            scan looks for secrets in code. Vault rotation report and scan results show it.",
        ),
    own("AC-08", "Passwords changed every 90 days", InPlace, Quarterly)
        .by(DANIEL, PREVENTIVE, ACCESS)
        .meets("CC6.1")
        .does(
            "The identity provider forces a new password every 90 days for all staff. The password settings show \
            it.",
        ),
    own("NW-01", "Networks apart by environment", InPlace, Continuous)
        .by(YUKI, PREVENTIVE, NETWORK)
        .meets("CC6.6")
        .does(
            "Production, test and office networks have no route to each other except through named gateways, \
            written as code and refused by default. Network code and a yearly reachability test show it.",
        ),
    own("PH-01", "Office doors by badge", InPlace, Quarterly).by(ADAEZE, PREVENTIVE, OFFICES).meets("CC6.4").does(
        "Badge readers guard both offices; the office leads in Gothenburg and Boston compare badge holders \
            with the staff list each quarter. Badge log and compared list show it.",
    ),
    own("PH-03", "Devices wiped before they leave us", InPlace, EventDriven)
        .by(DANIEL, PREVENTIVE, OFFICES)
        .meets("CC6.5")
        .does(
            "IT erases or shreds the storage of every laptop and drive before sale, return or disposal. The \
            erasure certificate by serial number shows it.",
        ),
];

pub(super) const LATER: &[Later] = &[
    (
        244,
        "adaeze-okafor",
        own("PH-02", "Visitors signed in and walked", InPlace, EventDriven)
            .by(ADAEZE, PREVENTIVE, OFFICES)
            .meets("CC6.4")
            .because("Nobody without a badge moves through the offices alone.")
            .does(
                "Hosts sign visitors in at the desk, hand out a dated badge and stay with them until they leave. \
                The visitor log of each office shows it.",
            ),
    ),
    (
        231,
        "yuki-tanabe",
        own("NW-02", "Filter before the web application", InPlace, Continuous)
            .by(YUKI, PREVENTIVE, NETWORK)
            .meets("CC6.6")
            .because("Requests from outside pass a filter that blocks known attacks and floods.")
            .does(
                "The cloud edge filters requests to the shipping platform by managed and own rules; the platform \
                team tunes rules monthly after reading what was blocked. Rule history and review note show it.",
            ),
    ),
    (
        128,
        "yuki-tanabe",
        own("AC-07", "Cryptographic keys through their life", InPlace, Annual)
            .by(YUKI, PREVENTIVE, "Cryptography standard")
            .meets("CC6.1 CC6.7")
            .because("Keys that protect data at rest and in transit are made, replaced and destroyed by one rule.")
            .does(
                "The platform team makes keys in the cloud key service by an approved list of algorithms, replaces \
                them yearly and records each destruction. The key inventory with dates shows it.",
            ),
    ),
    (
        102,
        "erik-lindqvist",
        own("SD-04", "Read and write rights on source code", InPlace, HalfYearly)
            .by(ERIK, PREVENTIVE, ACCESS)
            .meets("CC6.1 CC6.3 CC8.1")
            .because("Only members of the owning team can write to a repository, and nobody can push past review.")
            .does(
                "Team membership alone gives rights on repositories; the engineering lead compares members and \
                protected branches with the team list half-yearly. The compared export shows it.",
            ),
    ),
    (
        88,
        "adaeze-okafor",
        own("PH-05", "Equipment taken off site is on a list", InPlace, Monthly)
            .by(DANIEL, PREVENTIVE, OFFICES)
            .meets("CC6.7")
            .because("Each device outside the offices is encrypted, known by holder and can be wiped from afar.")
            .does(
                "IT keeps a list of laptops, phones and label printers by holder, and each month wipes or chases \
                what has not reported for 14 days. The device list with its notes shows it.",
            ),
    ),
    (
        55,
        "adaeze-okafor",
        own("PH-04", "Clear desks and locked screens", Planned, Quarterly).by(ADAEZE, DETECTIVE, OFFICES).does(
            "Office leads will walk both offices after hours once a quarter and note papers and open screens. \
                The walk sheet will show it.",
        ),
    ),
    (
        33,
        "erik-lindqvist",
        own("AC-09", "Emergency account under seal", InPlace, Quarterly)
            .by(TOMAS, CORRECTIVE, ACCESS)
            .meets("CC6.1")
            .because(
                "When the identity provider is down, one sealed account keeps production reachable and every \
                use is seen.",
            )
            .does(
                "Two people together open the sealed production account; its use rings the duty engineer, and the \
                seal is tried each quarter. Seal log and alert show it.",
            ),
    ),
];
