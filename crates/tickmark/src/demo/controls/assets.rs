//! Information, assets and suppliers.

use super::{CORRECTIVE, DETECTIVE, Later, Own, PREVENTIVE, own};
use crate::demo::people::{DANIEL, ERIK, NOOR, PRIYA, SAMIRA, YUKI};
use domain::values::Frequency::{Annual, Continuous, EventDriven, HalfYearly, Monthly, Quarterly};
use domain::values::Status::{InPlace, PartlyInPlace, Planned};

const DATA: &str = "Data protection standard";
const ASSETS: &str = "Asset policy";
const SUPPLIERS: &str = "Supplier policy";

pub(super) const IMPORTED: &[Own] = &[
    own("AM-01", "Inventory of systems and devices", Planned, Quarterly)
        .by(DANIEL, DETECTIVE, ASSETS)
        .meets("CC2.1 CC6.1")
        .does(
            "IT and the platform team reconcile one inventory of devices, cloud resources and information stores \
            each quarter and give every line an owner. The reconciled inventory shows it.",
        ),
    own("DP-01", "Encryption in transit", InPlace, Continuous).by(YUKI, PREVENTIVE, DATA).meets("CC6.7").does(
        "Every connection to and between services uses TLS 1.2 or newer; a weekly scan of public addresses \
            reports anything weaker. The scan report shows it.",
    ),
    own("DP-02", "Encryption at rest", InPlace, Continuous).by(YUKI, PREVENTIVE, DATA).meets("CC6.1 CC6.7").does(
        "Databases, backups and object stores are encrypted with keys of the cloud key service, and the \
            deployment refuses a store without. The policy check of each deployment shows it.",
    ),
    own("DP-03", "Laptops encrypted and managed", InPlace, Continuous)
        .by(DANIEL, PREVENTIVE, DATA)
        .meets("CC6.7 CC6.8")
        .does(
            "Device management enforces disk encryption, screen lock and updates before a laptop reaches company \
            data; IT follows up on failing devices weekly. The compliance report shows it.",
        ),
    own("SU-01", "Vendors listed and tiered", PartlyInPlace, HalfYearly)
        .by(PRIYA, DETECTIVE, SUPPLIERS)
        .meets("CC9.2")
        .does(
            "Finance lists each vendor with what it holds of ours and a tier of one to three, compared with the \
            payment ledger half-yearly. The vendor list with its dates shows it.",
        ),
];

pub(super) const LATER: &[Later] = &[
    (
        235,
        "noor-haddad",
        own("SU-02", "Reports of critical vendors read", InPlace, Annual)
            .by(NOOR, DETECTIVE, SUPPLIERS)
            .meets("CC9.2")
            .because("A vendor's own assurance is judged once a year, with what it leaves to us.")
            .does(
                "The security lead reads the SOC 2 report or certificate of each tier-one vendor yearly, notes \
                exceptions and our own duties, and decides. The review note for each vendor shows it.",
            ),
    ),
    (
        176,
        "noor-haddad",
        own("DP-04", "Information classified and marked", InPlace, Annual)
            .by(NOOR, PREVENTIVE, DATA)
            .meets("CC2.1 C1.1")
            .because("Owners name what is confidential, so that it can be kept apart and protected.")
            .does(
                "Owners put each information store into public, internal, confidential or customer class; \
                templates carry the mark, and the security lead rereads the list yearly. The class list shows it.",
            ),
    ),
    (
        171,
        "erik-lindqvist",
        own("DP-05", "Customer data deleted at contract end", Planned, EventDriven)
            .by(ERIK, PREVENTIVE, DATA)
            .meets("C1.2")
            .because("Confidential freight data is disposed of when the contract that allowed us to hold it ends.")
            .does(
                "The platform will delete a customer's documents 60 days after contract end and hand out a \
                certificate. The deletion job is designed and not yet built.",
            ),
    ),
    (
        163,
        "noor-haddad",
        own("DP-06", "Retention schedule for records", InPlace, Annual)
            .by(PRIYA, PREVENTIVE, DATA)
            .meets("C1.1")
            .because("Each class of record has a term and a place where nobody can change it unseen.")
            .does(
                "Finance and Legal set the term of each kind of record with its legal ground, reread it yearly and \
                log disposals. The schedule and the disposal log show it.",
            ),
    ),
    (
        147,
        "erik-lindqvist",
        own("DP-07", "Customer data masked outside production", PartlyInPlace, Continuous)
            .by(ERIK, PREVENTIVE, DATA)
            .meets("C1.1")
            .because("Test systems hold no readable names, addresses or prices of customers.")
            .does(
                "The copy job replaces names, addresses and prices before data reaches a test system. It covers \
                the booking database; the document archive is still copied by hand with approval.",
            ),
    ),
    (
        132,
        "noor-haddad",
        own("SU-03", "Security clauses in supplier contracts", InPlace, EventDriven)
            .by(PRIYA, PREVENTIVE, SUPPLIERS)
            .meets("CC9.2")
            .because("What we expect of a vendor stands in the contract before it gets data.")
            .does(
                "Legal adds the security schedule to every contract of tier one and two: notice of incidents, \
                right to audit, subcontractors, return of data. The signed schedule shows it.",
            ),
    ),
    (
        125,
        "noor-haddad",
        own("AM-02", "Equipment returned on the last day", InPlace, EventDriven)
            .by(DANIEL, PREVENTIVE, ASSETS)
            .meets("CC6.5")
            .because("Devices come back and are wiped before anybody else gets them.")
            .does(
                "IT collects laptop, phone, keys and badge from each leaver on the last day, or by courier within \
                ten days. The signed return list shows it.",
            ),
    ),
    (
        108,
        "yuki-tanabe",
        own("AM-03", "Cloud services chosen, split and left", PartlyInPlace, Annual)
            .by(YUKI, PREVENTIVE, SUPPLIERS)
            .meets("CC9.2")
            .because("Each cloud service has an owner, a page on who does what, and a way out.")
            .does(
                "The platform team keeps a page for each cloud service on split of duties, region, settings and \
                exit, reread yearly. Nine of fourteen services have theirs.",
            ),
    ),
    (
        84,
        "noor-haddad",
        own("SU-04", "Critical vendors watched between reviews", InPlace, Monthly)
            .by(SAMIRA, CORRECTIVE, SUPPLIERS)
            .meets("CC9.2")
            .because(
                "Outages and incidents of vendors are raised with them when they happen, not at the yearly \
                review.",
            )
            .does(
                "Support logs vendor outages and late deliveries, and talks them through with the vendor's contact \
                each month. The service log with agreed actions shows it.",
            ),
    ),
];
