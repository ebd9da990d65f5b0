//! Governance, risk and people.

use super::{CORRECTIVE, DETECTIVE, Later, Own, PREVENTIVE, own};
use crate::demo::people::{ADAEZE, INGRID, MATEUS, NOOR, PRIYA, SAMIRA};
use domain::values::Frequency::{Annual, EventDriven, HalfYearly, Monthly, Quarterly};
use domain::values::Status::{InPlace, PartlyInPlace, Planned};

const CONDUCT: &str = "Code of conduct";
const SECURITY: &str = "Information security policy";
const RISK: &str = "Risk management policy";
const PEOPLE: &str = "People policy";

pub(super) const IMPORTED: &[Own] = &[
    own("GV-01", "Code of conduct signed", InPlace, Annual).by(ADAEZE, PREVENTIVE, CONDUCT).meets("CC1.1 CC1.5").does(
        "Every person signs the code of conduct in the first week and again each January; People Operations \
            chases what is missing. The signing report of the people system shows it.",
    ),
    own("GV-02", "Security at the board table", InPlace, HalfYearly)
        .by(INGRID, DETECTIVE, SECURITY)
        .meets("CC1.2")
        .does(
            "The chief executive brings risks, incidents and open findings to the board twice a year, and the two \
            outside directors question them without management. Board minutes show it.",
        ),
    own("GV-03", "Roles and reporting lines kept current", InPlace, HalfYearly)
        .by(ADAEZE, PREVENTIVE, PEOPLE)
        .meets("CC1.3")
        .does(
            "People Operations compares the organisation chart and the security duties in job descriptions with \
            reality each half-year and at every reorganisation. The dated chart shows it.",
        ),
    own("GV-04", "Policies reviewed and acknowledged", InPlace, Annual)
        .by(NOOR, PREVENTIVE, SECURITY)
        .meets("CC5.3 CC2.2")
        .does(
            "Each policy owner rereads the policy once a year and the chief executive approves it; all staff \
            acknowledge the new version within 30 days. Version history and acknowledgement list show it.",
        ),
    own("GV-05", "Controls tested by ourselves", Planned, Quarterly)
        .by(NOOR, DETECTIVE, SECURITY)
        .meets("CC4.1 CC5.1")
        .does(
            "The security lead tests one control in five each quarter against its written activity, with somebody \
            else than its owner. The test sheet with sample and result shows it.",
        ),
    own("GV-07", "Monthly security round", InPlace, Monthly)
        .by(NOOR, DETECTIVE, SECURITY)
        .meets("CC2.2 CC5.1 CC4.1")
        .does(
            "Security, platform, support and people leads meet each month over risks, alerts, exceptions and due \
            controls, and leave with named actions. Minutes and the action list show it.",
        ),
    own("GV-08", "Commitments told to customers", InPlace, EventDriven)
        .by(SAMIRA, PREVENTIVE, SECURITY)
        .meets("CC2.3")
        .does(
            "Customer Success publishes service commitments, the status page and a security contact, and announces \
            material changes 30 days ahead. Dated pages and notices show it.",
        ),
    own("RM-01", "Yearly risk assessment", InPlace, Annual).by(NOOR, DETECTIVE, RISK).meets("CC3.2 CC5.1").does(
        "The security lead runs a two-day workshop each spring that rates every risk to the shipping platform \
            by likelihood and impact and names an owner. The risk register shows it.",
    ),
    own("RM-02", "Service objectives set", InPlace, Annual).by(INGRID, PREVENTIVE, RISK).meets("CC3.1").does(
        "Management sets availability, confidentiality and security objectives for each service every January, \
            with a figure for each. The signed objectives sheet shows it.",
    ),
    own("RM-03", "Risks judged again at major change", Planned, EventDriven)
        .by(MATEUS, DETECTIVE, RISK)
        .meets("CC3.4")
        .does(
            "Before a new region, a new critical vendor or an acquisition, the owner of the change reopens the \
            risks it touches and writes down the outcome. The change ticket with its risk note shows it.",
        ),
    own("RM-04", "Fraud in the risk workshop", PartlyInPlace, Annual).by(PRIYA, DETECTIVE, RISK).meets("CC3.3").does(
        "Finance brings fraud scenarios such as altered bank details and false freight documents to the yearly \
            workshop. Discussed aloud so far; the register has no line for them yet.",
    ),
    own("HR-01", "Background check before start", InPlace, EventDriven)
        .by(ADAEZE, PREVENTIVE, PEOPLE)
        .meets("CC1.4")
        .does(
            "People Operations orders identity, reference and, where the law allows, criminal record checks before \
            the first day. The cleared check in the personnel file shows it.",
        ),
    own("HR-02", "Confidentiality agreement signed", InPlace, EventDriven)
        .by(ADAEZE, PREVENTIVE, PEOPLE)
        .meets("CC1.4 CC2.3")
        .does(
            "Employees and contractors sign a confidentiality agreement that outlasts employment before any \
            account is made. The countersigned agreement shows it.",
        ),
    own("HR-03", "Security awareness training", InPlace, Annual)
        .by(ADAEZE, PREVENTIVE, PEOPLE)
        .meets("CC1.4 CC2.2")
        .does(
            "Everyone completes a 40-minute course within 30 days of joining and yearly after that; engineers take \
            a secure coding part as well. The completion report shows it.",
        ),
];

pub(super) const LATER: &[Later] = &[
    (
        246,
        "noor-haddad",
        own("GV-06", "Deficiency log with deadlines", InPlace, Monthly)
            .by(NOOR, CORRECTIVE, SECURITY)
            .meets("CC4.2")
            .because(
                "Findings of tests, audits and incidents reach one log with owner and deadline, and late ones \
                go to management.",
            )
            .does(
                "The security lead keeps every finding in one log with severity, owner and deadline, and reports \
                late ones each month to the chief executive. The log and the report show it.",
            ),
    ),
    (
        239,
        "adaeze-okafor",
        own("HR-04", "Control duties in yearly reviews", InPlace, Annual)
            .by(ADAEZE, DETECTIVE, PEOPLE)
            .meets("CC1.5")
            .because("People answer once a year for the controls that carry their name.")
            .does(
                "Managers talk through the controls a person owns in the yearly review and record what must \
                improve. The review form with its control section shows it.",
            ),
    ),
    (
        224,
        "noor-haddad",
        own("RM-05", "Insurance against cyber loss", InPlace, Annual)
            .by(PRIYA, CORRECTIVE, RISK)
            .meets("CC9.1")
            .because("What cannot be prevented at a sensible price is insured, with the sum reviewed yearly.")
            .does(
                "Finance renews cyber insurance each year after comparing its sum with the three largest risks. \
                The policy and the comparison show it.",
            ),
    ),
    (
        141,
        "noor-haddad",
        own("GV-09", "Register of legal and contract duties", PartlyInPlace, HalfYearly)
            .by(PRIYA, PREVENTIVE, SECURITY)
            .does(
                "Legal lists security duties from Swedish, EU and Massachusetts law and from the ten largest \
                contracts, each with an owner, and rereads the list half-yearly. The register shows it; contracts \
                are missing.",
            ),
    ),
    (
        136,
        "noor-haddad",
        own("GV-10", "Contacts with authorities kept", InPlace, Annual).by(NOOR, PREVENTIVE, SECURITY).does(
            "The security lead checks once a year the contact list of the data protection authority, the \
                national CSIRT and both police districts. The dated list shows it.",
        ),
    ),
    (
        118,
        "noor-haddad",
        own("RM-06", "Statement of Applicability kept", PartlyInPlace, HalfYearly).by(NOOR, PREVENTIVE, RISK).does(
            "The security lead states for each Annex A control whether it applies and why, and updates the \
                statement after each risk treatment decision. The draft statement shows it; approval is open.",
        ),
    ),
    (
        110,
        "noor-haddad",
        own("GV-11", "Security measures reported", Planned, Quarterly).by(NOOR, DETECTIVE, SECURITY).does(
            "The security lead reports eight figures each quarter, among them patch time, access review \
                completion and restore time, against the objectives. The quarterly sheet will show it.",
        ),
    ),
    (
        104,
        "adaeze-okafor",
        own("HR-05", "Rules for working away from the office", InPlace, Annual)
            .by(ADAEZE, PREVENTIVE, PEOPLE)
            .meets("CC6.7")
            .because("Information leaves the office in laptops and calls; the rules say how it stays protected there.")
            .does(
                "Everyone who works from home or on the road accepts rules on private rooms, screens, networks and \
                loss of equipment, renewed yearly. The acceptance list shows it.",
            ),
    ),
    (
        97,
        "noor-haddad",
        own("HR-06", "One channel to report security events", InPlace, EventDriven)
            .by(NOOR, DETECTIVE, "Incident response policy")
            .meets("CC2.2")
            .because("Staff know where to report, and what they report is answered and kept.")
            .does(
                "Staff report events and weaknesses in one chat channel or by one phone number; the duty engineer \
                answers within an hour and logs each report. The event log shows it.",
            ),
    ),
    (
        62,
        "adaeze-okafor",
        own("HR-07", "Removal of leaver access", InPlace, EventDriven)
            .by(ADAEZE, PREVENTIVE, PEOPLE)
            .meets("CC6.2 CC6.3")
            .because("People Operations closes its own part of the leaver checklist on the last day.")
            .does(
                "People Operations ticks the leaver checklist on the last working day, collects equipment and asks \
                IT to close all accounts. The checklist in the personnel file shows it.",
            ),
    ),
    (
        48,
        "noor-haddad",
        own("GV-12", "Internal audit programme", Planned, Annual).by(INGRID, DETECTIVE, SECURITY).does(
            "An auditor from outside the security team examines clauses and controls of the management system \
                each year by a three-year plan. The plan and its first report will show it.",
        ),
    ),
];
