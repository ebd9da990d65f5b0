//! The risk workshop of Fathom Freight: fourteen risks, their grades and plans.

use crate::demo::people::{
    CHIEF_TECHNOLOGY, CUSTOMERS, ENGINEERING, FINANCE, IT, OPERATIONS, PEOPLE_OPERATIONS, PLATFORM, Someone,
};
use domain::values::risk::{LineState, Property, RiskCategory, TreatmentOption};

use Property::{Availability, Confidentiality, Integrity};
use TreatmentOption::{Avoid, Modify, Retain, Share};

/// A line of a plan: what, controls, who, due so many days before today, where it stands.
pub(super) type Line = (&'static str, &'static [&'static str], Someone, i32, LineState);

/// A risk as the workshop and what followed left it.
pub(super) struct Told {
    pub(super) risk: (&'static str, RiskCategory, Option<Someone>),
    pub(super) scenario: [&'static str; 3],
    pub(super) properties: &'static [Property],
    pub(super) links: [&'static [&'static str]; 3],
    pub(super) grades: [Option<(u8, u8)>; 3],
    pub(super) plan: Option<(TreatmentOption, &'static str, &'static [Line])>,
    pub(super) approved: bool,
    pub(super) accepted: bool,
    pub(super) review: Option<i32>,
}

const BLANK: Told = Told {
    risk: ("", RiskCategory::Other, None),
    scenario: [""; 3],
    properties: &[],
    links: [&[]; 3],
    grades: [None; 3],
    plan: None,
    approved: false,
    accepted: false,
    review: None,
};

/// The workshop, in the order of the ids: RI-1 and so on. Links are controls, assets and suppliers.
pub(super) const TOLD: &[Told] = &[
    Told {
        risk: ("Shipment data leaks through a support account", RiskCategory::Access, Some(CUSTOMERS)),
        scenario: [
            "A support account is shared, or its password is given away on a forged page.",
            "An outsider signs in to the customer portal as support and reads shipments of other customers.",
            "Contents and routes of shipments of many customers are known outside; contracts are ended.",
        ],
        properties: &[Confidentiality],
        links: [&["AC-01", "AC-04"], &["Customer portal"], &[]],
        grades: [Some((4, 4)), Some((3, 4)), Some((2, 4))],
        plan: Some((
            Modify,
            "A second factor for support costs little and stops most of it.",
            &[
                ("Second factor for every support account", &["A.8.5"], IT, 70, LineState::Verified),
                ("Support sees one customer at a time", &["A.8.3"], ENGINEERING, 62, LineState::Done),
            ],
        )),
        approved: true,
        accepted: true,
        ..BLANK
    },
    Told {
        risk: ("All services stop when the Stockholm region is lost", RiskCategory::Continuity, Some(CHIEF_TECHNOLOGY)),
        scenario: [
            "Fire, flood or loss of power in the halls that the cloud host rents.",
            "Servers and storage of the shipment platform are gone for days.",
            "Customers cannot book; promises of availability are broken for all of them.",
        ],
        properties: &[Availability],
        links: [&["BC-01", "BC-02", "BC-03"], &["Shipment platform"], &["SU-2", "SU-3"]],
        grades: [Some((2, 5)), Some((2, 5)), Some((1, 5))],
        plan: Some((
            Modify,
            "A second region halves the time without service; it does not remove the risk.",
            &[
                ("Backups in a second region", &["A.8.13"], PLATFORM, 75, LineState::Done),
                ("Second region ready to take over", &["A.8.14"], PLATFORM, -60, LineState::InProgress),
            ],
        )),
        approved: true,
        accepted: true,
        ..BLANK
    },
    Told {
        risk: ("A release breaks the calculation of customs duties", RiskCategory::Change, Some(ENGINEERING)),
        scenario: [
            "A change to the tariff engine is released without a test of its edge cases.",
            "Duties are computed wrongly for a week before anybody notices.",
            "Customers pay too much or are fined; figures have to be corrected by hand.",
        ],
        properties: &[Integrity],
        links: [&["SD-01"], &["Shipment platform"], &[]],
        grades: [Some((4, 3)), Some((3, 3)), Some((2, 3))],
        plan: Some((
            Modify,
            "Tests of the tariff engine are cheaper than one wrong week.",
            &[("Reference shipments computed before each release", &["A.8.29"], ENGINEERING, 80, LineState::Verified)],
        )),
        approved: true,
        accepted: true,
        ..BLANK
    },
    Told {
        risk: ("Finance pays a forged invoice", RiskCategory::Fraud, Some(FINANCE)),
        scenario: [
            "Somebody writes in the name of a carrier, or somebody inside changes the account of a supplier.",
            "An invoice is paid to an account that is not the supplier's.",
            "Money is lost; management could have overridden the control, so that trust is lost too.",
        ],
        properties: &[Integrity],
        links: [&["RM-04"], &["Payments"], &[]],
        grades: [Some((4, 3)), Some((3, 3)), Some((2, 3))],
        plan: Some((
            Modify,
            "Two people and a call back stop what a filter does not.",
            &[
                (
                    "New accounts are confirmed by a call to a known number",
                    &["A.5.3"],
                    FINANCE,
                    21,
                    LineState::InProgress,
                ),
                ("Payments above 5,000 need two people", &["A.5.3"], FINANCE, 90, LineState::Done),
            ],
        )),
        approved: true,
        ..BLANK
    },
    Told {
        risk: ("The cloud host changes what it offers", RiskCategory::Supplier, Some(PLATFORM)),
        scenario: [
            "The host gives up a service, moves it, or changes who runs it below.",
            "A part of the platform has to be rebuilt within months.",
            "Work on the product stops; a move in a hurry leaves gaps in protection.",
        ],
        properties: &[Availability, Confidentiality],
        links: [&["SU-01"], &["Shipment platform"], &["SU-3"]],
        grades: [Some((3, 4)), Some((3, 4)), Some((2, 4))],
        plan: Some((
            Modify,
            "Known ways out make a change of the host a project and no emergency.",
            &[("Way out described for each service of the host", &["A.5.23"], PLATFORM, 70, LineState::Done)],
        )),
        approved: true,
        accepted: true,
        ..BLANK
    },
    Told {
        risk: ("Ransomware reaches the shipment platform", RiskCategory::Attack, Some(CHIEF_TECHNOLOGY)),
        scenario: [
            "Somebody opens a forged attachment on a laptop with rights in production.",
            "Databases of the platform are encrypted, and data is taken before.",
            "No shipment can be booked for a week; personal data of customers has to be reported.",
        ],
        properties: &[Confidentiality, Integrity, Availability],
        links: [&["OP-04", "BC-01", "AC-05"], &["Shipment platform"], &[]],
        grades: [Some((4, 5)), Some((3, 5)), None],
        plan: Some((
            Modify,
            "Fewer rights on laptops and a tried restore make the week a day.",
            &[
                ("No standing rights in production", &["A.8.2"], PLATFORM, -30, LineState::Planned),
                ("Restore of the whole platform tried", &["A.8.13"], PLATFORM, -45, LineState::Planned),
            ],
        )),
        ..BLANK
    },
    Told {
        risk: ("Somebody who left keeps access", RiskCategory::People, Some(PEOPLE_OPERATIONS)),
        scenario: [
            "A leaver is not reported to IT on the last day.",
            "An account stays open for weeks and is used.",
            "Internal papers and customer data are seen by somebody who should not.",
        ],
        properties: &[Confidentiality],
        links: [&["AC-03", "AC-04"], &[], &[]],
        grades: [Some((4, 3)), Some((2, 3)), Some((2, 3))],
        plan: Some((Retain, "What is there holds it at a level that may be retained.", &[])),
        approved: true,
        accepted: true,
        review: Some(15),
    },
    Told {
        risk: ("A laptop with customer data is stolen", RiskCategory::Physical, Some(IT)),
        scenario: [
            "A laptop is left in a car or on a train.",
            "Somebody takes it and reads what is stored on it.",
            "Papers of some customers are seen; they have to be told.",
        ],
        properties: &[Confidentiality],
        links: [&["DP-03"], &["Laptops"], &[]],
        grades: [Some((4, 3)), Some((4, 2)), Some((3, 2))],
        plan: Some((
            Modify,
            "Encryption and remote wiping leave the price of a laptop.",
            &[("Remote wiping for every laptop", &["A.8.1"], IT, 66, LineState::Done)],
        )),
        approved: true,
        accepted: true,
        ..BLANK
    },
    Told {
        risk: ("A weakness in a server stays open too long", RiskCategory::Attack, Some(PLATFORM)),
        scenario: [
            "A weakness becomes known in a library that the platform uses.",
            "It is used before the patch is rolled out.",
            "The platform is entered from outside; data of customers is read or changed.",
        ],
        properties: &[Confidentiality, Integrity],
        links: [&["VM-01", "VM-02", "VM-04"], &["Shipment platform"], &[]],
        grades: [Some((4, 4)), Some((3, 3)), Some((2, 3))],
        plan: Some((
            Modify,
            "Time limits by severity keep the window short.",
            &[("Patches of critical weaknesses within three days", &["A.8.8"], PLATFORM, 88, LineState::Verified)],
        )),
        approved: true,
        accepted: true,
        ..BLANK
    },
    Told {
        risk: ("Customer data is kept longer than agreed", RiskCategory::Legal, Some(FINANCE)),
        scenario: [
            "Nobody deletes shipments of customers who left.",
            "Data is there years after the contract ended.",
            "A customer or an authority asks, and a fine follows.",
        ],
        properties: &[Confidentiality],
        links: [&["DP-02"], &["Archive of shipments"], &[]],
        grades: [Some((3, 3)), Some((3, 3)), None],
        plan: Some((
            Avoid,
            "What is deleted cannot be kept too long.",
            &[("Deletion 90 days after the end of a contract", &["A.8.10"], ENGINEERING, -20, LineState::InProgress)],
        )),
        approved: true,
        ..BLANK
    },
    Told {
        risk: ("Salaries become known", RiskCategory::Supplier, Some(PEOPLE_OPERATIONS)),
        scenario: [
            "The payroll service sends a list to the wrong address.",
            "Salaries of 64 people are read by somebody who should not.",
            "Trust among staff is lost; personal data has to be reported.",
        ],
        properties: &[Confidentiality],
        links: [&["SU-01"], &["Payroll"], &["SU-4"]],
        grades: [Some((3, 3)), Some((2, 3)), Some((2, 3))],
        plan: Some((
            Share,
            "The service answers for it by contract and is insured.",
            &[("Duty to report and to pay in the contract", &["A.5.20"], PEOPLE_OPERATIONS, 95, LineState::Done)],
        )),
        approved: true,
        accepted: true,
        ..BLANK
    },
    Told {
        risk: ("An engineer leaves without handing over", RiskCategory::People, Some(ENGINEERING)),
        scenario: [
            "One person alone knows how the tariff engine is built.",
            "They leave within a month.",
            "Faults in duties take weeks to be mended.",
        ],
        properties: &[Availability],
        links: [&[], &["Shipment platform"], &[]],
        grades: [Some((3, 3)), None, None],
        ..BLANK
    },
    Told { risk: ("Data breach", RiskCategory::Other, None), ..BLANK },
    Told {
        risk: ("The file server in the office fails", RiskCategory::Continuity, Some(OPERATIONS)),
        scenario: [
            "The server under the stairs is ten years old.",
            "Its disks fail.",
            "Drafts of offers since the last backup are lost.",
        ],
        properties: &[Availability],
        links: [&["BC-01"], &["File server"], &[]],
        grades: [Some((4, 2)), Some((3, 2)), None],
        ..BLANK
    },
];
