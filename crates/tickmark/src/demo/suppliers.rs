//! On whom Fathom Freight relies: a cloud host with a chain of two below it, payroll, e-mail, and a help desk not yet chosen.

use super::people::{CUSTOMERS, IT, PEOPLE_OPERATIONS, PLATFORM, SECURITY_LEAD, Someone};
use super::story::{Moment, working_day};
use domain::command::{Command, SupplierCommand};
use domain::values::Window;
use domain::values::supplier::{
    AskedOfUs, BridgeLetter, Certificate, Clause, Contract, Criticality, Csoc, CuecAnswer, CuecState, ReportDecision,
    ReportException, ReportKind, ReportOpinion, Subservice, SubserviceMethod, Supplier, SupplierAssessment,
    SupplierIncident, SupplierReport, SupplierRules, SupplierState, SupplierStep,
};
use jiff::ToSpan;
use jiff::civil::Date;

const NOOR: &str = SECURITY_LEAD.key;
const YUKI: &str = PLATFORM.key;
/// The host's id, as the register gives it: the third that is added.
const HOST: &str = "SU-3";
const MAIL: &str = "SU-5";
const REPORT: &str = "SR-1";
const CERTIFICATE: &str = "SR-2";

/// Everything that happens with suppliers.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let mut moments = vec![did(
        today,
        150,
        NOOR,
        SupplierCommand::SetSupplierRules {
            rules: SupplierRules {
                policy: "POL-09 Suppliers and cloud services".into(),
                approved: Some(working_day(today, 152)),
                procedure: "PRO-14 Incidents at suppliers".into(),
            },
        },
    )];
    for supplier in [power(), colocation(), host(today), payroll(today), mail(today), help_desk()] {
        moments.push(did(today, 148, NOOR, SupplierCommand::AddSupplier { supplier: Box::new(supplier) }));
    }
    moments.extend(taken_further(today));
    moments.extend(papers(today));
    moments.extend(asked_of_us(today));
    moments.extend(later(today));
    moments
}

fn did(today: Date, days: i32, by: &'static str, command: SupplierCommand) -> Moment {
    Moment::new(today, days, by, Command::Supplier(command))
}

fn tier(tier: u8, name: &str, services: &str) -> Supplier {
    Supplier { name: name.into(), tier, services: services.into(), ict: true, ..Supplier::default() }
}

fn agreed(today: Date, days: i32, clauses: &[Clause]) -> Contract {
    Contract { on: Some(working_day(today, days)), until: None, clauses: clauses.iter().copied().collect() }
}

fn owner(person: Someone) -> Option<String> {
    Some(person.id())
}

fn power() -> Supplier {
    let power = tier(3, "Voltgrid Power", "Mains and generators of the halls in Stockholm.");
    Supplier { no_chain: true, owner: owner(PLATFORM), criticality: Criticality::High, ..power }
}

fn colocation() -> Supplier {
    let halls = tier(2, "Nordhall Colocation", "Halls and racks in Stockholm that Nimbus Cloud rents.");
    Supplier { chain: ["SU-1".to_owned()].into(), owner: owner(PLATFORM), criticality: Criticality::High, ..halls }
}

fn host(today: Date) -> Supplier {
    let csoc = |id: &str, text: &str, criteria: &[&str]| Csoc {
        id: id.into(),
        text: text.into(),
        criteria: criteria.iter().map(|id| (*id).to_owned()).collect(),
    };
    let csocs = vec![
        csoc("CSOC-1", "Only people with a task enter the halls, and each entry is logged.", &["CC6.4"]),
        csoc("CSOC-2", "Power, cooling and fire protection are watched and tested.", &["A1.2"]),
        csoc("CSOC-3", "Storage media are wiped or destroyed before they leave the halls.", &["CC6.5"]),
        csoc("CSOC-4", "The layer below the virtual machines is patched and watched.", &["CC7.1"]),
    ];
    Supplier {
        chain: ["SU-2".to_owned()].into(),
        criticality: Criticality::Critical,
        personal_data: true,
        owner: owner(PLATFORM),
        contract: agreed(today, 600, &Clause::ALL),
        monitoring: "Status page on the team's board; service review with the account manager each quarter.".into(),
        systems: ["Shipment platform".to_owned(), "Customer portal".to_owned()].into(),
        needed: Some(true),
        subservice: Some(Subservice { method: SubserviceMethod::CarveOut, csocs, ..Subservice::default() }),
        ..tier(1, "Nimbus Cloud", "Runs the servers, storage and networks of the services in scope.")
    }
}

fn payroll(today: Date) -> Supplier {
    use Clause::{
        BreachNotice, Confidentiality, IncidentNotice, PrivacyCommitments, ReturnOfData, SecurityRequirements,
        Termination,
    };
    let clauses = [
        SecurityRequirements,
        Confidentiality,
        IncidentNotice,
        BreachNotice,
        PrivacyCommitments,
        ReturnOfData,
        Termination,
    ];
    Supplier {
        ict: false,
        personal_data: true,
        owner: owner(PEOPLE_OPERATIONS),
        contract: agreed(today, 900, &clauses),
        monitoring: "Each pay run is compared with the one before.".into(),
        needed: Some(false),
        ..tier(1, "Lindholm Payroll", "Pays 64 people in two countries each month.")
    }
}

fn mail(today: Date) -> Supplier {
    use Clause::{Confidentiality, IncidentNotice, ReturnOfData, SecurityRequirements, Termination};
    let clauses = [SecurityRequirements, Confidentiality, IncidentNotice, ReturnOfData, Termination];
    Supplier {
        owner: owner(IT),
        contract: agreed(today, 410, &clauses),
        monitoring: "Delivery figures once a month.".into(),
        needed: Some(false),
        ..tier(1, "Letterbird Mail", "Sends notices about shipments to customers.")
    }
}

fn help_desk() -> Supplier {
    let desk = tier(1, "Brightdesk", "A help desk for customers that would replace the shared mailbox.");
    Supplier { owner: owner(CUSTOMERS), ..desk }
}

/// Days before today, who, supplier, what the assessment came to.
const ASSESSED: [(i32, &str, &str, &str); 6] = [
    (140, YUKI, HOST, "Both regions visited on paper; the risk that one hall fails is answered by the second region."),
    (139, YUKI, "SU-2", "Named in the host's report as a carve-out; its own report is asked for through the host."),
    (139, YUKI, "SU-1", "Two feeds into the halls; a failure of both is covered by generators."),
    (133, NOOR, "SU-4", "Holds salaries and bank accounts; encryption and two-person release were shown."),
    (126, IT.key, MAIL, "Sees names and shipment numbers; nothing that customers call secret."),
    (12, CUSTOMERS.key, "SU-6", "Promising; the contract still says nothing about security."),
];

fn taken_further(today: Date) -> Vec<Moment> {
    let mut moments: Vec<Moment> = ASSESSED
        .iter()
        .map(|(days, by, id, result)| {
            let (on, next) = (working_day(today, *days), None);
            let assessment = SupplierAssessment { on, result: (*result).to_owned(), next };
            did(today, *days, by, SupplierCommand::AssessSupplier { id: (*id).to_owned(), assessment })
        })
        .collect();
    for (days, id) in [(132, HOST), (132, "SU-2"), (132, "SU-1"), (131, "SU-4"), (124, MAIL)] {
        let step = |days: i32, to, next_review| SupplierCommand::MoveSupplier {
            id: id.to_owned(),
            step: SupplierStep {
                to,
                on: working_day(today, days),
                note: String::new(),
                next_review,
                data: String::new(),
                access: String::new(),
            },
        };
        moments.push(did(today, days, NOOR, step(days, SupplierState::Approved, None)));
        let due = if id == "SU-4" { today.saturating_sub(9.days()) } else { today.saturating_add(180.days()) };
        moments.push(did(today, days - 5, NOOR, step(days - 5, SupplierState::Monitored, Some(due))));
    }
    moments
}

fn report(today: Date) -> SupplierReport {
    let asked = |id: &str, text: &str| AskedOfUs { id: id.into(), text: text.into() };
    SupplierReport {
        period: Window { from: today.saturating_sub(439.days()), until: today.saturating_sub(75.days()) },
        received: working_day(today, 58),
        opinion: ReportOpinion::Unmodified,
        exceptions: vec![ReportException {
            text: "One of 25 generator tests was done nine days late.".into(),
            effect: String::new(),
        }],
        cuecs: vec![
            asked("CUEC-1", "Restrict who administers the account, and ask them for a second factor."),
            asked("CUEC-2", "Encrypt what is stored with keys of one's own."),
            asked("CUEC-3", "Look at the logs that the service provides."),
            asked("CUEC-4", "Tell the provider at once when an administrator leaves."),
            asked("CUEC-5", "Keep guest operating systems on own hardware patched."),
        ],
        carve_outs: ["Nordhall Colocation".to_owned()].into(),
        certificate: None,
        evidence: None,
    }
}

fn certificate(today: Date) -> SupplierReport {
    let until = today.saturating_add(33.days());
    let certificate = Certificate {
        body: "Nordic Certification AS".into(),
        accreditation: "Norwegian Accreditation".into(),
        scope:
            "Operation of infrastructure services in the regions Stockholm and Virginia, upkeep of equipment included."
                .into(),
        statement: "7.1".into(),
    };
    SupplierReport {
        period: Window { from: until.saturating_sub(3.years()).saturating_add(1.day()), until },
        received: working_day(today, 120),
        opinion: ReportOpinion::None,
        exceptions: Vec::new(),
        cuecs: Vec::new(),
        carve_outs: [].into(),
        certificate: Some(certificate),
        evidence: None,
    }
}

fn papers(today: Date) -> Vec<Moment> {
    let ask =
        |kind, note: &str| SupplierCommand::RequestSupplierReport { supplier: HOST.into(), kind, note: note.into() };
    let record = |id: &str, report| SupplierCommand::RecordSupplierReport { id: id.into(), report: Box::new(report) };
    let review = |days, id: &str, finding: &str, effects: &[&str]| SupplierCommand::ReviewSupplierReport {
        id: id.into(),
        on: working_day(today, days),
        finding: finding.into(),
        effects: effects.iter().map(|effect| (*effect).to_owned()).collect(),
    };
    let decide = |id: &str, decision, reason: &str| SupplierCommand::DecideSupplierReport {
        id: id.into(),
        decision,
        reason: reason.into(),
    };
    let letter = BridgeLetter { until: today.saturating_sub(20.days()), received: working_day(today, 17) };
    vec![
        did(today, 122, YUKI, ask(ReportKind::Soc2Type2, "The period that ends this autumn.")),
        did(today, 121, YUKI, ask(ReportKind::IsoCertificate, "With its scope and the version of its statement.")),
        did(today, 118, YUKI, record(CERTIFICATE, certificate(today))),
        did(
            today,
            116,
            YUKI,
            review(116, CERTIFICATE, "Both regions and the upkeep of equipment are in the scope.", &[]),
        ),
        did(today, 115, NOOR, decide(CERTIFICATE, ReportDecision::Accepted, "Covers A.7.13 for both regions.")),
        did(today, 57, YUKI, record(REPORT, report(today))),
        did(
            today,
            52,
            YUKI,
            review(
                52,
                REPORT,
                "Both regions, security and availability; site protection without exception.",
                &["None: the second region would have taken over."],
            ),
        ),
        did(
            today,
            50,
            NOOR,
            decide(
                REPORT,
                ReportDecision::AcceptedWithActions,
                "Relied on for CC6.4 and A1.2. Yuki asks for the next generator tests by the end of the quarter.",
            ),
        ),
        did(today, 16, YUKI, SupplierCommand::RecordBridgeLetter { id: REPORT.into(), letter }),
    ]
}

fn asked_of_us(today: Date) -> Vec<Moment> {
    let answer = |days, cuec: &str, answer| {
        did(today, days, YUKI, SupplierCommand::AnswerCuec { report: REPORT.into(), cuec: cuec.into(), answer })
    };
    let met = |control: &str| CuecAnswer {
        state: CuecState::Met,
        owner: owner(PLATFORM),
        control: Some(control.into()),
        reason: String::new(),
    };
    vec![
        answer(49, "CUEC-1", met("AC-01")),
        answer(49, "CUEC-2", met("DP-02")),
        answer(48, "CUEC-3", met("OP-01")),
        answer(
            48,
            "CUEC-5",
            CuecAnswer {
                state: CuecState::NotApplicable,
                owner: owner(PLATFORM),
                control: None,
                reason: "No hardware of ours stands in the halls.".into(),
            },
        ),
    ]
}

/// Newsletters brought personal data to the mail service before its contract spoke of them, and the host had a bad day.
fn later(today: Date) -> Vec<Moment> {
    let incident = SupplierIncident {
        supplier: HOST.into(),
        on: working_day(today, 40),
        what: "Storage in Virginia was slow for three hours; tracking pages were up to a minute late.".into(),
        told_us_on: None,
        lessons: String::new(),
    };
    let known = SupplierIncident {
        told_us_on: Some(working_day(today, 39)),
        lessons: "We noticed before the host told us. Its notice now goes to the people on call, not to a mailbox."
            .into(),
        ..incident.clone()
    };
    let newsletters = Supplier { personal_data: true, ..mail(today) };
    vec![
        did(today, 40, YUKI, SupplierCommand::RecordSupplierIncident { incident }),
        did(today, 36, YUKI, SupplierCommand::ReviseSupplierIncident { id: "SI-1".into(), incident: known }),
        did(today, 21, NOOR, SupplierCommand::ReviseSupplier { id: MAIL.into(), supplier: Box::new(newsletters) }),
    ]
}
