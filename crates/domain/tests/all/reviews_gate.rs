//! What is missing before a certification audit is named, and clauses and controls are counted apart (K12).

use crate::evidence::running;
use crate::library;
use crate::nonconformities::{found, raise};
use domain::command::Command;
use domain::reports::certification::{GateMissing, gate};
use domain::values::nonconformity::{Nonconformity, NonconformityClass};
use domain::values::{Assessment, Practice};

#[test]
fn r147_the_gate_names_what_is_missing_until_it_is_there() {
    let mut firm = running();
    let at = |firm: &library::Organisation| gate(&firm.registers, firm.today()).unwrap();
    let first = at(&firm);
    assert_eq!((first.clauses, first.clauses_of, first.controls_of), (0, 30, 0));
    for missing in [GateMissing::NoStatement, GateMissing::InternalAudit, GateMissing::ManagementReview] {
        assert!(first.missing.contains(&missing), "{missing:?}: {first:?}");
    }
    let assessment = Assessment { practice: Practice::Informal, ..Assessment::default() };
    firm.does(Command::AssessItem { item: "4.1".into(), assessment });
    let second = at(&firm);
    assert_eq!(second.clauses, 1);
    assert!(second.missing.iter().any(|one| matches!(one, GateMissing::Clauses(ids) if ids.len() == 29)));
    firm.mr_approved();
    assert!(!at(&firm).missing.contains(&GateMissing::ManagementReview));
    let today = firm.today();
    let id = firm.new_by("paul", raise(Nonconformity { class: NonconformityClass::Major, ..found(today) }));
    assert!(at(&firm).missing.contains(&GateMissing::Majors(vec![id])));
}
