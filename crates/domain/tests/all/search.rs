//! Search: what is found, and what comes first.

use domain::reports::search::{Finds, FoundKind, MAX_FOUND, Thing, by_number, search};
use proptest::prelude::*;

fn things() -> Vec<Thing> {
    vec![
        Thing::new(FoundKind::Control, "AC-3", "Review of access", "every quarter, by the owner of the system"),
        Thing::new(FoundKind::Control, "AC-30", "Keys are rotated", "access keys of services"),
        Thing::new(FoundKind::Evidence, "EV-10", "Access review of March", ""),
        Thing::new(FoundKind::Evidence, "EV-9", "Access review of February", ""),
        Thing::new(FoundKind::Supplier, "SU-1", "Acme", "Hosting; also named AC-3 in a note"),
        Thing::new(FoundKind::Member, "p1", "Ünal Özgür", "unal@alpha.example"),
    ]
}

fn ids(finds: &Finds) -> Vec<&str> {
    finds.found.iter().map(|thing| thing.id.as_str()).collect()
}

#[test]
fn an_id_comes_before_what_begins_with_it_and_that_before_a_note() {
    assert_eq!(ids(&search("ac-3", things(), 10)), ["AC-3", "AC-30", "SU-1"]);
    assert_eq!(ids(&search("  AC-3 ", things(), 10)), ["AC-3", "AC-30", "SU-1"]);
}

#[test]
fn a_title_that_begins_so_comes_before_one_with_the_word_and_numbers_count_as_numbers() {
    assert_eq!(ids(&search("access", things(), 10)), ["EV-9", "EV-10", "AC-3", "AC-30"]);
    assert_eq!(ids(&search("access rev", things(), 10)), ["EV-9", "EV-10", "AC-3"]);
}

#[test]
fn ids_stand_in_the_order_of_their_numbers() {
    let mut ids = ["A.8.16", "SU-50", "10.1", "SU-5", "A.8.2", "5.1", "SU-49", "CC6.10", "CC6.2"];
    ids.sort_by(|a, b| by_number(a, b));
    assert_eq!(ids, ["5.1", "10.1", "A.8.2", "A.8.16", "CC6.2", "CC6.10", "SU-5", "SU-49", "SU-50"]);
}

#[test]
fn every_word_must_occur_and_nothing_is_found_without_words() {
    assert_eq!(ids(&search("review quarter", things(), 10)), ["AC-3"]);
    assert_eq!(search("review nowhere", things(), 10).of, 0);
    assert_eq!(search("   ", things(), 10), Finds::default());
    assert_eq!(ids(&search("ÖZG", things(), 10)), ["p1"], "letters beyond ASCII in any case");
}

#[test]
fn no_more_is_named_than_was_asked_for_and_all_are_counted() {
    let many = (1..=500).map(|n| Thing::new(FoundKind::Evidence, &format!("EV-{n}"), "Log", ""));
    let finds = search("log", many.clone(), 3);
    assert_eq!((ids(&finds), finds.of), (vec!["EV-1", "EV-2", "EV-3"], 500));
    assert_eq!(search("log", many, usize::MAX).found.len(), MAX_FOUND);
}

proptest! {
    #[test]
    fn whatever_is_typed_finds_only_what_has_every_word(query in "[ a-zA-Z0-9ÄßİıΣς-]{0,12}") {
        let finds = search(&query, things(), 10);
        prop_assert!(finds.found.len() <= finds.of);
        for thing in &finds.found {
            let all = format!("{} {} {}", thing.id, thing.title, thing.text).to_lowercase();
            prop_assert!(query.to_lowercase().split_whitespace().all(|word| all.contains(word)), "{query:?} {thing:?}");
        }
    }
}
