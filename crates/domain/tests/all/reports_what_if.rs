//! What-if: what a category adds, what a lost criterion takes away.

use crate::library::{catalogue, ids, truvo};
use domain::reports::what_if::{adding, each_category, losing};
use domain::values::{Categories, Category};

#[test]
fn r15_what_each_category_adds_to_security() {
    let catalogue = catalogue();
    let table = [
        (Category::Availability, "A.5.30 A.7.5 A.7.11 A.8.6", "A.5.29", 65, "69.9"),
        (Category::Confidentiality, "A.5.12 A.5.13 A.8.11 A.8.12", "", 65, "69.9"),
        (Category::ProcessingIntegrity, "A.8.9", "", 62, "66.7"),
        (Category::Privacy, "A.5.34", "", 62, "66.7"),
    ];
    let changes = each_category(&truvo(&catalogue, "security"));
    assert_eq!(changes.len(), 5);
    for (category, gained, strengthened, covered, percent) in table {
        let change = changes.iter().find(|c| c.category == category).unwrap();
        assert!(change.added && change.lost.is_empty());
        assert_eq!((&change.gained, &change.strengthened), (&ids(gained), &ids(strengthened)), "{category}");
        assert_eq!((change.covered, change.of, change.percent.to_string()), (covered, 93, percent.to_owned()));
    }
    let dropped = changes.iter().find(|c| c.category == Category::Security).unwrap();
    assert!(!dropped.added, "what is in scope can only be dropped");
    assert_eq!((dropped.covered, dropped.lost.len()), (0, 61));
}

#[test]
fn r15_dropping_a_category_loses_what_adding_it_gained() {
    let catalogue = catalogue();
    let lens = truvo(&catalogue, "security,availability,confidentiality");
    let changes = each_category(&lens);
    let dropped = changes.iter().find(|c| c.category == Category::Availability).unwrap();
    assert_eq!(dropped.lost, ids("A.5.30 A.7.5 A.7.11 A.8.6"));
    let (then, gained) = adding(&lens, Categories::ALL);
    assert_eq!((then.covered, gained), (71, ids("A.5.34 A.8.9")));
}

#[test]
fn r36_losing_a_criterion_loses_what_only_it_names() {
    let catalogue = catalogue();
    let table = [
        ("CC7.2", "A.8.15 A.8.16 A.8.17"),
        ("CC6.1", "A.5.16 A.5.17 A.8.3 A.8.5"),
        ("CC6.6", "A.8.20 A.8.21 A.8.22"),
        ("CC2.3", "A.5.6"),
        ("CC3.2", ""),
    ];
    for (criterion, lost) in table {
        let (then, gone) = losing(&truvo(&catalogue, "security"), [criterion.to_owned()]);
        assert_eq!(gone, ids(lost), "{criterion}");
        assert_eq!(then.covered, 61 - gone.len());
    }
    let (then, gone) = losing(&truvo(&catalogue, "security,processing_integrity"), ["CC7.2".to_owned()]);
    assert_eq!(gone, ids("A.8.15 A.8.17"), "PI1.3 names A.8.16 too");
    assert_eq!(then.covered, 60);
}
