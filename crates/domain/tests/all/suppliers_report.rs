//! What the report on suppliers finds, one finding at a time, and the figures with their wholes.

use crate::library;
use crate::library::{FIRST, Organisation};
use crate::suppliers::{add, assess, d, described, go, revise, step, with, with_host};
use domain::reports::supplier::{Finding, of_provider};
use domain::rules::supplier::own;
use domain::values::supplier::{
    Clause, Contract, Criticality, Csoc, Subservice, SubserviceMethod, Supplier, SupplierState, SupplierStep,
};

/// The firm whose monitored supplier was changed to this afterwards, and what is missing of it then.
fn changed(change: impl FnOnce(&mut Supplier)) -> (Organisation, Vec<&'static str>) {
    let mut firm = with_host();
    let mut supplier = described("Nimbus Hosting");
    change(&mut supplier);
    firm.does(revise("SU-1", supplier));
    let lacks = firm.lacks("SU-1");
    (firm, lacks)
}

#[test]
fn nothing_is_missing_of_a_supplier_that_has_everything() {
    let firm = with_host();
    assert_eq!(firm.lacks("SU-1"), [""; 0]);
    let report = firm.read();
    assert_eq!((report.in_use, report.reviewed, report.lacking, report.agreed), (1, 1, 0, 1));
    assert_eq!(firm.lacks_overall(), [""; 0]);
}

#[test]
fn r236_a_register_of_top_tier_vendors_alone_is_warned_of() {
    let (mut firm, lacks) = changed(|supplier| supplier.no_chain = false);
    assert_eq!(lacks, ["chain_unknown"]);
    assert_eq!(firm.lacks_overall(), ["only_top_tier"]);
    let below = firm.new_by(FIRST, add(Supplier { tier: 2, ..described("Colo Ltd") }));
    assert_eq!(firm.lacks_overall(), ["only_top_tier"], "one that is not in use is no chain");
    let host = Supplier { chain: [below.clone()].into(), no_chain: false, ..described("Nimbus Hosting") };
    firm.does(revise("SU-1", host));
    let today = firm.today();
    firm.does(assess(&below, today));
    firm.does(go(&below, step(SupplierState::Approved, today)));
    assert_eq!((firm.lacks("SU-1"), firm.lacks_overall()), (vec![], vec![]));
    let report = firm.read();
    assert_eq!(
        (report.in_use, report.contracted, report.reviewed, report.agreed),
        (2, 1, 1, 1),
        "of those under contract"
    );
    assert_eq!(changed(|supplier| (supplier.ict, supplier.no_chain) = (false, false)).1, [""; 0], "no technology");
}

#[test]
fn r234_a_contract_without_security_requirements_is_found() {
    let without = |clause: Clause| {
        move |supplier: &mut Supplier| {
            supplier.contract.clauses.remove(&clause);
        }
    };
    assert_eq!(changed(without(Clause::SecurityRequirements)).1, ["no_security_requirements"]);
    assert_eq!(changed(without(Clause::AuditRight)).1, ["clauses_lacking"]);
    assert_eq!(changed(without(Clause::BreachNotice)).1, [""; 0], "no personal data");
    let (_, lacks) = changed(|supplier| {
        without(Clause::AuditRight)(supplier);
        supplier.criticality = Criticality::Medium;
    });
    assert_eq!(lacks, [""; 0], "less depends on it, less is wanted");
}

#[test]
fn r237_agreement_chain_and_monitoring_are_recorded_of_each() {
    assert_eq!(changed(|supplier| supplier.contract.on = None).1, ["no_contract"]);
    let over = changed(|supplier| supplier.contract.until = Some(d("2026-11-20")));
    assert_eq!(over.1, ["contract_over"]);
    assert_eq!(changed(|supplier| supplier.contract.until = Some(d("2026-11-21"))).1, [""; 0], "its last day");
    assert_eq!(changed(|supplier| supplier.monitoring = String::new()).1, ["not_monitored"]);
    assert_eq!(changed(|supplier| supplier.owner = None).1, ["no_owner"]);
    let (_, below) = changed(|supplier| {
        (supplier.tier, supplier.contract, supplier.monitoring) = (2, Contract::default(), String::new());
    });
    assert_eq!(below, [""; 0], "whoever contracts with it answers for that");
}

#[test]
fn r238_personal_data_ask_for_privacy_commitments_and_breach_notice() {
    let (firm, lacks) = changed(|supplier| {
        supplier.personal_data = true;
        supplier.contract.clauses.remove(&Clause::PrivacyCommitments);
        supplier.contract.clauses.remove(&Clause::BreachNotice);
    });
    assert_eq!(lacks, ["no_breach_notice", "no_privacy_commitments"]);
    let report = firm.read();
    let answers: Vec<&[&str]> = report.supplier("SU-1").unwrap().findings.iter().map(Finding::answers).collect();
    assert_eq!(answers, [["A.5.34", "P6.5"], ["A.5.34", "P6.4"]]);
    assert_eq!(report.agreed, 0);
}

#[test]
fn r232_no_review_within_a_year_and_an_overdue_one() {
    let mut firm = with_host();
    let today = firm.today();
    let next_review = Some(today.saturating_add(jiff::ToSpan::days(30)));
    firm.does(go("SU-1", SupplierStep { next_review, ..step(SupplierState::Monitored, today) }));
    firm.days_pass(30);
    assert_eq!(firm.lacks("SU-1"), [""; 0], "due today");
    firm.days_pass(1);
    assert_eq!(firm.lacks("SU-1"), ["review_overdue"]);
    firm.days_pass(334);
    assert_eq!(firm.lacks("SU-1"), ["review_overdue"], "a year and no day more");
    firm.days_pass(1);
    assert_eq!(firm.lacks("SU-1"), ["not_reviewed"]);
    assert_eq!(firm.read().reviewed, 0);
    let today = firm.today();
    firm.does(assess("SU-1", today));
    assert_eq!(firm.lacks("SU-1"), [""; 0]);
}

#[test]
fn the_test_of_a_subservice_organisation_and_its_method() {
    let marked = |method, needed| {
        changed(move |supplier| {
            supplier.needed = needed;
            supplier.subservice = Some(Subservice { method, ..Subservice::default() });
        })
    };
    assert_eq!(changed(|supplier| supplier.needed = Some(true)).1, ["needed_not_marked"]);
    assert_eq!(marked(SubserviceMethod::CarveOut, Some(true)).1, ["no_csoc", "no_report"]);
    assert_eq!(marked(SubserviceMethod::CarveOut, Some(false)).1, ["marked_not_needed", "no_csoc", "no_report"]);
    assert_eq!(marked(SubserviceMethod::Inclusive, None).1, ["test_not_asked", "no_tests", "no_assertion"]);
    let (mut firm, _) = marked(SubserviceMethod::CarveOut, Some(true));
    firm.relies_on(d("2025-11-21"), d("2026-11-21"));
    assert!(!firm.lacks("SU-1").contains(&"no_report"));
    let csoc = Csoc { id: "CSOC-1".into(), text: "Guards its sites.".into(), criteria: ["CC6.4".to_owned()].into() };
    let carved = Subservice { csocs: vec![csoc], ..Subservice::default() };
    let host = Supplier { needed: Some(true), subservice: Some(carved), ..described("Nimbus Hosting") };
    firm.does(revise("SU-1", host.clone()));
    assert!(!firm.lacks("SU-1").contains(&"no_csoc"));
    let (tests, assertion) = ("Section IV of the report".into(), Some(d("2026-11-01")));
    let inclusive = Subservice { method: SubserviceMethod::Inclusive, tests, assertion, ..Subservice::default() };
    firm.does(revise("SU-1", Supplier { subservice: Some(inclusive), ..host }));
    let lacks = firm.lacks("SU-1");
    assert!(lacks.iter().all(|id| id.starts_with("cuec")), "{lacks:?}");
}

#[test]
fn every_finding_says_what_it_is_and_what_it_answers() {
    let day = d("2026-01-01");
    let report = || "SR-1".to_owned();
    let all = [
        Finding::NoPolicy,
        Finding::NoProcedure,
        Finding::OnlyTopTier,
        Finding::ChainUnknown,
        Finding::NoContract,
        Finding::ContractOver { until: day },
        Finding::NoSecurityRequirements,
        Finding::ClausesLacking(vec![Clause::AuditRight, Clause::Subprocessors]),
        Finding::NoPrivacy(Clause::BreachNotice),
        Finding::NoPrivacy(Clause::PrivacyCommitments),
        Finding::NoOwner,
        Finding::NotMonitored,
        Finding::NotReviewed { last: None },
        Finding::NotReviewed { last: Some(day) },
        Finding::ReviewOverdue { due: day },
        Finding::NeededNotMarked,
        Finding::MarkedNotNeeded,
        Finding::TestNotAsked,
        Finding::NoCsoc,
        Finding::NoReport,
        Finding::NoTests,
        Finding::NoAssertion,
        Finding::ReportWaits { report: report() },
        Finding::OpinionModified { report: report(), opinion: "qualified".into() },
        Finding::GapOpen { report: report(), days: 100, beyond: true },
        Finding::BridgeTooLong { report: report(), until: day },
        Finding::ReportExpired { report: report(), on: day },
        Finding::ReportExpires { report: report(), on: day },
        Finding::CuecWithoutOwner { report: report(), cuec: "CUEC-1".into() },
        Finding::CuecOpen { report: report(), cuec: "CUEC-1".into() },
        Finding::CuecControlRetired { report: report(), cuec: "CUEC-1".into(), control: "AC-1".into() },
    ];
    let catalogue = library::catalogue();
    let mut sentences = std::collections::BTreeSet::new();
    for finding in all {
        assert!(sentences.insert(finding.sentence()), "{}", finding.sentence());
        for item in finding.answers() {
            let known = |framework: &str| catalogue.framework(framework).unwrap().item(item).is_some();
            assert!(known("soc2-tsc-2017") || known("iso27001-2022"), "{item}");
        }
    }
}

#[test]
fn who_sees_a_part_sees_figures_of_that_part() {
    let mut firm = with_host();
    firm.monitors(Supplier { owner: Some("paul".into()), monitoring: String::new(), ..described("Other") });
    let own = own(&firm.registers, &["carl".to_owned()], firm.today());
    let whole = firm.read();
    assert_eq!((whole.in_use, whole.lacking), (2, 1));
    let part = whole.only(&firm.registers, &own);
    assert_eq!((part.in_use, part.lacking, part.suppliers.len()), (1, 0, 1));
    assert!(part.supplier("SU-2").is_none());
}

#[test]
fn r251_r256_the_provider_of_inherited_controls_is_found_by_its_name() {
    let mut firm = with(described("Nimbus Hosting"));
    let today = firm.today();
    assert_eq!(of_provider(&firm.registers, "Hosting Ltd", today), None);
    assert_eq!(of_provider(&firm.registers, " nimbus hosting ", today), Some(("SU-1".into(), None)));
    let id = firm.relies_on(d("2025-10-01"), d("2026-09-30"));
    let (_, paper) = of_provider(&firm.registers, "Nimbus Hosting", today).unwrap();
    let paper = paper.unwrap();
    assert_eq!((paper.id, paper.last_day), (id, Some(d("2027-09-30"))));
}
