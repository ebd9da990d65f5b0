//! Importing a list of suppliers: all or nothing, found by id or name, and nothing changes the second time.

use crate::library::FIRST;
use crate::people::firm;
use crate::suppliers;
use crate::suppliers::{d, described, with_host};
use domain::command::{Command, SupplierCommand};
use domain::event::{Event, SupplierEvent};
use domain::refusal::Refusal;
use domain::rules::Planned;
use domain::rules::supplier::{MAX_ROWS, plan};
use domain::values::supplier::{Clause, Criticality, SubserviceMethod, SupplierRow};
use proptest::prelude::*;

fn row(name: &str) -> SupplierRow {
    SupplierRow { name: name.into(), ..SupplierRow::default() }
}

fn import(rows: Vec<SupplierRow>) -> Command {
    Command::Supplier(SupplierCommand::ImportSuppliers { source: "suppliers.csv".into(), file: None, rows })
}

#[test]
fn r233_a_list_becomes_a_register_with_its_chain_and_importing_it_again_changes_nothing() {
    let mut firm = firm();
    let host = SupplierRow {
        tier: Some(1),
        services: "Runs the servers.".into(),
        ict: Some(true),
        chain: Some(["colo ltd".to_owned()].into()),
        criticality: Some(Criticality::Critical),
        personal_data: Some(false),
        owner: Some("carl".into()),
        contract_on: Some(d("2026-01-01")),
        clauses: Some([Clause::SecurityRequirements].into()),
        systems: Some(["Production".to_owned()].into()),
        needed: Some(true),
        subservice: Some(Some(SubserviceMethod::CarveOut)),
        ..row("Nimbus Hosting")
    };
    let list = vec![host, SupplierRow { tier: Some(2), ict: Some(true), ..row("Colo Ltd") }];
    let events = firm.does(import(list.clone()));
    assert!(matches!(
        &events[0],
        Event::Supplier(SupplierEvent::SuppliersImported { added: 2, changed: 0, same: 0, .. })
    ));
    let held = &firm.registers.suppliers.suppliers["SU-1"].supplier;
    assert_eq!(held.chain, ["SU-2".to_owned()].into(), "whoever stands further down the list is found");
    assert_eq!(firm.refuses(import(list)).code(), "nothing_to_change");
}

#[test]
fn what_the_list_leaves_out_stays_as_it_was() {
    let mut firm = with_host();
    let before = firm.registers.suppliers.suppliers["SU-1"].clone();
    let list = vec![SupplierRow { services: "Runs servers and stores files.".into(), ..row("NIMBUS hosting") }];
    let planned = plan(&firm.registers, &list);
    let changes = ["name", "services"].map(str::to_owned).to_vec();
    assert_eq!(planned.lines, [("NIMBUS hosting".to_owned(), Planned::Changed(changes))]);
    firm.does(import(list));
    let after = &firm.registers.suppliers.suppliers["SU-1"];
    assert_eq!((after.state, after.next_review), (before.state, before.next_review));
    assert_eq!((&after.supplier.contract, &after.supplier.owner), (&before.supplier.contract, &before.supplier.owner));
    let renamed = SupplierRow { id: "SU-1".into(), ..row("Nimbus") };
    firm.does(import(vec![renamed]));
    assert_eq!(firm.registers.suppliers.suppliers["SU-1"].supplier.name, "Nimbus");
    let off = SupplierRow { subservice: Some(None), ..row("Nimbus") };
    assert_eq!(firm.refuses(import(vec![off])).code(), "nothing_to_change");
}

#[test]
fn every_problem_is_told_and_nothing_is_imported() {
    let firm = with_host();
    let list = vec![
        row(" "),
        row("Payroll"),
        row("payroll"),
        SupplierRow { chain: Some(["Nobody".to_owned()].into()), ..row("Mail") },
        SupplierRow { id: "SU-7".into(), ..row("Other") },
        SupplierRow { id: "SU-1".into(), ..row("New name") },
        row("Nimbus Hosting"),
        SupplierRow { tier: Some(1), chain: Some(["Payroll".to_owned()].into()), ..row("Same tier") },
        SupplierRow { owner: Some("nobody".into()), ..row("Owned") },
    ];
    let planned = plan(&firm.registers, &list);
    let refused: Vec<Option<String>> = planned
        .lines
        .iter()
        .map(|(_, line)| match line {
            Planned::Refused(refusal) => Some(refusal.to_string()),
            _ => None,
        })
        .collect();
    let said = |text: &str| Some(text.to_owned());
    let wanted = [
        said("the name is empty"),
        said("Payroll is of tier 1 and cannot stand below Same tier of tier 1"),
        said("`payroll` stands twice in the list"),
        said("no supplier is known as `Nobody`"),
        said("no supplier is known as `SU-7`"),
        None,
        said("`Nimbus Hosting` stands twice in the list"),
        said("Payroll is of tier 1 and cannot stand below Same tier of tier 1"),
        said("no member is known as `nobody`"),
    ];
    assert_eq!(refused, wanted);
    assert_eq!(planned.counts(), (0, 1, 0, 8), "both ends of a wrong chain are told");
    let Refusal::ImportRefused { rows, problems } = firm.refuses(import(list)) else { panic!("it is refused") };
    assert_eq!((rows, problems.len()), (8, 8));
}

#[test]
fn a_list_has_rows_and_not_too_many_and_a_name() {
    let firm = firm();
    assert_eq!(firm.refuses(import(Vec::new())).to_string(), "the list of suppliers is empty");
    let many = (0..=MAX_ROWS).map(|n| row(&n.to_string())).collect();
    assert_eq!(firm.refuses(import(many)).code(), "too_many");
    let rows = vec![row("A")];
    let nameless = Command::Supplier(SupplierCommand::ImportSuppliers { source: " ".into(), file: None, rows });
    assert_eq!(firm.refuses(nameless).to_string(), "the name of the file is empty");
    assert_eq!(firm.not_by("carl", import(vec![row("A")])).code(), "not_allowed");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever a list says: what was imported is the same when it is planned again.
    #[test]
    fn importing_twice_is_importing_once(rows in proptest::collection::vec(any_row(), 1..8)) {
        let mut firm = firm();
        firm.does(suppliers::add(described("A")));
        let planned = plan(&firm.registers, &rows);
        if planned.counts().3 == 0 && !planned.events.is_empty() {
            firm.by(FIRST, import(rows.clone()));
            let again = plan(&firm.registers, &rows);
            prop_assert!(again.events.is_empty(), "{:?}", again.lines);
        }
    }
}

fn any_row() -> impl Strategy<Value = SupplierRow> {
    let names = prop::sample::select(vec!["A", "B", "C", "D", "E", "F", "G"]);
    let below = proptest::option::of(proptest::collection::btree_set(names.clone().prop_map(str::to_owned), 0..2));
    let (tier, flag) = (proptest::option::of(1_u8..4), || proptest::option::of(any::<bool>()));
    let method = proptest::option::of(proptest::option::of(Just(SubserviceMethod::CarveOut)));
    (names, tier, below, flag(), flag(), method).prop_map(|(name, tier, chain, ict, needed, subservice)| SupplierRow {
        tier,
        chain,
        ict,
        needed,
        subservice,
        ..row(name)
    })
}
