//! One record for both frameworks: the same policy, evidence, risk and control serve SOC 2 and ISO/IEC 27001; effort that is
//! doubled is told; and the way goes from a risk to the audit plan.

use crate::evidence::{add, file, review, running};
use crate::library;
use crate::risks;
use domain::command::{Command, PolicyCommand, StatementCommand};
use domain::registers::Registers;
use domain::reports::clauses::{Place, clauses, derivation};
use domain::reports::evidence::{serves, twice};
use domain::reports::programme::View;
use domain::reports::risk::served;
use domain::values::policy::Policy;
use domain::values::statement::{Applicability, EntryChange};
use domain::values::{Categories, EvidenceType, Target};
use jiff::civil::date;

#[test]
fn r21_one_library_one_policy_set_one_evidence_store_one_risk_register_serve_both() {
    let mut firm = running();
    let of = |registers: &Registers, item: &str| {
        let part = clauses(registers, library::TODAY).unwrap().parts().find(|part| part.id == item).unwrap().clone();
        part.kept.iter().flat_map(|kept| kept.items.clone()).map(|item| item.place).collect::<Vec<_>>()
    };
    let links = &firm.registers.controls["AC-1"].control.links;
    assert!(links.keys().any(|key| key.starts_with("soc2-")) && links.keys().any(|key| key.starts_with("iso27001-")));
    let policy = Policy {
        number: "POL-04".into(),
        title: "Competence".into(),
        meets: ["CC1.4".to_owned(), "clause 7.2".to_owned()].into(),
        ..Policy::default()
    };
    let text = "# Competence\n\nWhoever does security work can do it.\n".to_owned();
    let id = firm.new_by("paul", Command::Policy(PolicyCommand::WritePolicy { policy: Box::new(policy), text }));
    let meets = &firm.registers.policies.policies[&id].policy.meets;
    assert_eq!(meets.iter().map(String::as_str).collect::<Vec<_>>(), ["7.2", "CC1.4"], "one document for both");
    assert!(of(&firm.registers, "7.2").contains(&Place::Document(id)));
    let item = firm.new_by("carl", add(review(), &[file("review.pdf", 1)], &[("AC-1", date(2026, 9, 28))]));
    let reach = serves(&firm.registers, firm.item(&item), &View::default()).unwrap();
    assert!(reach.soc2 && reach.certification, "one item of evidence for both");
    let frameworks: std::collections::BTreeSet<&str> =
        served(&firm.registers.catalogue).into_iter().map(|one| one.framework).collect();
    assert_eq!(frameworks.len(), 2, "one risk register for both: {frameworks:?}");
}

#[test]
fn r254_a_report_of_the_data_centre_is_evidence_for_cc6_4_and_a1_2_and_for_the_controls_of_their_rows() {
    let mut firm = running();
    let mut control = library::control("PHY-1", "CC6.4");
    let link = control.links.values().next().unwrap().clone();
    let second = Target { framework: "soc2-tsc-2017".into(), item: "A1.2".into() };
    control.links.insert(second.key(), link);
    firm.does(Command::AddControl { control });
    let mut report = review();
    report.kind = EvidenceType::SupplierReport;
    report.title = "SOC 2 Type II report of the data centre".into();
    let item = firm.new_by("paul", add(report, &[file("soc2.pdf", 1)], &[("PHY-1", date(2026, 9, 28))]));
    let view = View { crosswalk: Some(library::TRUVO.into()), categories: Some(Categories::ALL), ..View::default() };
    let reach = serves(&firm.registers, firm.item(&item), &view).unwrap();
    assert_eq!(reach.criteria.iter().map(String::as_str).collect::<Vec<_>>(), ["A1.2", "CC6.4"]);
    for (control, criterion) in [("A.7.1", "CC6.4"), ("A.7.5", "A1.2")] {
        assert!(reach.iso[control].via.contains(criterion), "{control}: {:?}", reach.iso.get(control));
    }
}

#[test]
fn r22_the_same_evidence_handed_in_for_two_frameworks_is_told() {
    let mut firm = running();
    let soc2 = firm.new_by("carl", add(review(), &[file("review.pdf", 1)], &[("AC-1", date(2026, 9, 28))]));
    let mut other = review();
    other.title = "Access review for the certification".into();
    let iso = firm.new_by("carl", add(other, &[file("iso.pdf", 1)], &[("AC-1", date(2026, 9, 28))]));
    let pairs = twice(&firm.registers);
    assert_eq!((pairs[0].first.clone(), pairs[0].second.clone()), (soc2, iso), "the same bytes, whatever it is called");
}

#[test]
fn r105_the_way_goes_from_the_risk_to_the_statement_to_the_audit_plan() {
    let mut firm = risks::with_plan((1, 1));
    let lines = |firm: &library::Organisation| derivation(&firm.registers, firm.today()).unwrap();
    let first = lines(&firm);
    let controls: Vec<&str> = first.iter().map(|line| line.control.as_str()).collect();
    assert!(controls.contains(&"A.5.18"), "{controls:?}");
    let of = |firm: &library::Organisation| lines(firm).into_iter().find(|line| line.control == "A.5.18").unwrap();
    assert_eq!(of(&firm).risks, ["RI-1"]);
    assert_eq!(of(&firm).broken, ["the Statement does not include it", "no audit of the cycle reaches it"]);
    firm.does(Command::Statement(StatementCommand::BeginStatement));
    let change = EntryChange { decision: Some(Applicability::Applicable), ..EntryChange::default() };
    let set =
        StatementCommand::SetStatementEntry { id: "ST-1".into(), control: "A.5.18".into(), change: Box::new(change) };
    firm.by("paul", Command::Statement(set));
    assert_eq!(of(&firm).broken, ["no audit of the cycle reaches it"]);
    let audit = firm.new_by("ivan", firm.planned("9.2.1, A.5.18"));
    let whole = of(&firm);
    assert_eq!((whole.audits.as_slice(), whole.audited, whole.broken.len()), ([audit].as_slice(), None, 0));
    assert_eq!((whole.statement.as_deref(), whole.decision), (Some("ST-1"), Applicability::Applicable));
}
