//! The part of the story that is about records: what is kept and is not history.

#![allow(dead_code, reason = "each test file uses a part")]

mod model;
pub(crate) mod races;

use store::{Expect, MAX_MOVES, MAX_NAME, MAX_RECORD, Move, Record, Store, StoreError};

/// Without end.
pub(crate) const NEVER: i64 = i64::MAX;

pub(crate) fn story(shelf: &dyn Store) {
    a_record_is_put_changed_and_taken(shelf);
    what_was_not_expected_changes_nothing(shelf);
    a_list_is_made_in_order_and_whole(shelf);
    lists_are_in_the_order_of_bytes(shelf);
    pages_go_down_from_the_highest_key(shelf);
    limits_are_named(shelf);
    what_has_ended_is_swept(shelf);
    model::any_run_of_changes_does_what_the_model_does(shelf);
    races::story(shelf);
    shelf.change_records(&[put("tomorrow", "here", "org", NEVER, b"still", Expect::Absent)]).unwrap();
    shelf.change_records(&[put("tomorrow", "here", "org", NEVER, b"still here", Expect::Version(1))]).unwrap();
    shelf.change_records(&[put("tomorrow", "gone", "org", NEVER, b"", Expect::Any), take("tomorrow", "gone")]).unwrap();
}

pub(crate) fn is_there_tomorrow(shelf: &dyn Store) {
    let kept = record("tomorrow", "here", "org", NEVER, 2, b"still here");
    assert_eq!(shelf.records("tomorrow", None), Ok(vec![kept]));
}

pub(crate) fn put(kind: &str, key: &str, owner: &str, until_us: i64, body: &[u8], expect: Expect) -> Move {
    let (kind, key, owner) = (kind.to_owned(), key.to_owned(), owner.to_owned());
    Move::Put { kind, key, owner, until_us, body: body.to_vec(), expect }
}

pub(crate) fn take(kind: &str, key: &str) -> Move {
    take_if(kind, key, Expect::Any)
}

pub(crate) fn take_if(kind: &str, key: &str, expect: Expect) -> Move {
    Move::Take { kind: kind.to_owned(), key: key.to_owned(), expect }
}

pub(crate) fn moved(kind: &str, key: &str) -> Result<(), StoreError> {
    Err(StoreError::Moved { kind: kind.to_owned(), key: key.to_owned() })
}

fn record(kind: &str, key: &str, owner: &str, until_us: i64, version: u64, body: &[u8]) -> Record {
    let (kind, key, owner) = (kind.to_owned(), key.to_owned(), owner.to_owned());
    Record { kind, key, owner, until_us, version, body: body.to_vec() }
}

fn keys(found: Result<Vec<Record>, StoreError>) -> Vec<String> {
    found.unwrap().into_iter().map(|record| record.key).collect()
}

fn a_record_is_put_changed_and_taken(shelf: &dyn Store) {
    assert_eq!(shelf.record("session", "k"), Ok(None));
    assert_eq!(shelf.records("session", None), Ok(vec![]));
    shelf.change_records(&[]).unwrap();
    let bytes: Vec<u8> = (0..=255).collect();
    shelf.change_records(&[put("session", "k", "ada", 5, &bytes, Expect::Any)]).unwrap();
    assert_eq!(shelf.record("session", "k"), Ok(Some(record("session", "k", "ada", 5, 1, &bytes))));
    // Everything but kind and key may change, and the version counts.
    shelf.change_records(&[put("session", "k", "", -7, b"", Expect::Any)]).unwrap();
    assert_eq!(shelf.record("session", "k"), Ok(Some(record("session", "k", "", -7, 2, b""))));
    shelf.change_records(&[put("session", "k", "bob", NEVER, b"x", Expect::Version(2))]).unwrap();
    assert_eq!(shelf.record("session", "k"), Ok(Some(record("session", "k", "bob", NEVER, 3, b"x"))));
    // Another kind is another drawer, whatever its name begins with.
    shelf.change_records(&[put("sessions", "k", "bob", NEVER, b"y", Expect::Absent)]).unwrap();
    assert_eq!(keys(shelf.records("session", Some("bob"))), ["k"]);
    shelf.change_records(&[take_if("session", "k", Expect::Version(3))]).unwrap();
    assert_eq!(shelf.record("session", "k"), Ok(None));
    shelf.change_records(&[take("session", "k"), take_if("session", "k", Expect::Absent)]).unwrap();
    assert!(shelf.record("sessions", "k").unwrap().is_some());
    shelf.change_records(&[put("session", "k", "", NEVER, b"", Expect::Absent)]).unwrap();
    assert_eq!(shelf.record("session", "k").unwrap().map(|record| record.version), Some(1), "counted anew");
}

fn what_was_not_expected_changes_nothing(shelf: &dyn Store) {
    let first = put("expect", "k", "o", 1, b"first", Expect::Absent);
    shelf.change_records(std::slice::from_ref(&first)).unwrap();
    let other = |expect| put("expect", "k", "p", 2, b"other", expect);
    let refused = [
        first,
        other(Expect::Absent),
        other(Expect::Version(0)),
        other(Expect::Version(2)),
        other(Expect::Version(u64::MAX)),
        take_if("expect", "k", Expect::Absent),
        take_if("expect", "k", Expect::Version(2)),
        take_if("expect", "k", Expect::Version(u64::MAX)),
    ];
    for one in refused {
        assert_eq!(shelf.change_records(std::slice::from_ref(&one)), moved("expect", "k"), "{one:?}");
    }
    for one in [put("expect", "none", "", 0, b"", Expect::Version(1)), take_if("expect", "none", Expect::Version(1))] {
        assert_eq!(shelf.change_records(std::slice::from_ref(&one)), moved("expect", "none"), "{one:?}");
    }
    assert_eq!(shelf.records("expect", None), Ok(vec![record("expect", "k", "o", 1, 1, b"first")]));
    let told = moved("expect", "k").unwrap_err().to_string();
    assert_eq!(told, "a record of kind expect was changed meanwhile; nothing was changed");
}

fn a_list_is_made_in_order_and_whole(shelf: &dyn Store) {
    let any = |key: &str, body: &[u8]| put("list", key, "", NEVER, body, Expect::Any);
    // Each sees those before it.
    let seen = [
        put("list", "a", "", NEVER, b"1", Expect::Absent),
        put("list", "a", "", NEVER, b"2", Expect::Version(1)),
        any("b", b"1"),
        take_if("list", "b", Expect::Version(1)),
        put("list", "b", "", NEVER, b"2", Expect::Absent),
    ];
    shelf.change_records(&seen).unwrap();
    let both = vec![record("list", "a", "", NEVER, 2, b"2"), record("list", "b", "", NEVER, 1, b"2")];
    assert_eq!(shelf.records("list", None), Ok(both.clone()));
    // One that fails, at whatever place, undoes all; over several kinds as well.
    let fails = put("list", "b", "", NEVER, b"3", Expect::Version(9));
    let good = [any("a", b"3"), take("list", "b"), any("c", b"1"), put("list2", "x", "", 1, b"", Expect::Any)];
    for place in [0, 1, 4] {
        let mut list = good.to_vec();
        list.insert(place, fails.clone());
        assert_eq!(shelf.change_records(&list), moved("list", "b"), "at {place}");
        assert_eq!(shelf.records("list", None), Ok(both.clone()));
        assert_eq!(shelf.records("list2", None), Ok(vec![]));
    }
    let twice = vec![put("list", "new", "", NEVER, b"", Expect::Absent); 2];
    assert_eq!(shelf.change_records(&twice), moved("list", "new"));
    assert_eq!(shelf.record("list", "new"), Ok(None));
}

/// Not in the order of a language, which would differ between the shelves and from one server to the next.
fn lists_are_in_the_order_of_bytes(shelf: &dyn Store) {
    let mut names =
        ["b", "B", "a", "aa", "", "é", "z", "Z", "\u{10ffff}", "\u{ffff}", "a b", "a-b", "a_b", "%", "10", "9"];
    let owner_of = |name: &str| if name.len() == 1 { "one" } else { "more" };
    let list = names.map(|name| put("order", name, owner_of(name), NEVER, name.as_bytes(), Expect::Absent));
    shelf.change_records(&list).unwrap();
    names.sort_unstable();
    assert_eq!(keys(shelf.records("order", None)), names);
    for owner in ["one", "more"] {
        let theirs: Vec<&str> = names.into_iter().filter(|name| owner_of(name) == owner).collect();
        assert_eq!(keys(shelf.records("order", Some(owner))), theirs);
        assert_eq!(shelf.records("order", Some(owner)).unwrap()[0].owner, owner);
    }
    assert_eq!(keys(shelf.records("order", Some(""))), Vec::<String>::new());
    assert_eq!(keys(shelf.records("orde", None)), Vec::<String>::new());
    let reversed: Vec<&str> = names.into_iter().rev().collect();
    assert_eq!(keys(shelf.records_before("order", None, None, 99)), reversed);
}

fn pages_go_down_from_the_highest_key(shelf: &dyn Store) {
    let owner_of = |number: u32| if number.is_multiple_of(3) { "third" } else { "other" };
    let one = |number| put("page", &format!("{number:03}"), owner_of(number), NEVER, b"", Expect::Absent);
    shelf.change_records(&(0..100).map(one).collect::<Vec<_>>()).unwrap();
    for owner in [None, Some("third"), Some("other"), Some("nobody")] {
        let (mut seen, mut before): (Vec<String>, Option<String>) = (Vec::new(), None);
        loop {
            let page = keys(shelf.records_before("page", owner, before.as_deref(), 7));
            assert!(page.len() <= 7);
            let Some(last) = page.last() else { break };
            before = Some(last.clone());
            seen.extend(page);
        }
        seen.reverse();
        assert_eq!(seen, keys(shelf.records("page", owner)), "{owner:?}");
    }
    assert_eq!(keys(shelf.records_before("page", None, Some("003"), u32::MAX)), ["002", "001", "000"]);
    assert_eq!(keys(shelf.records_before("page", Some("third"), Some("004"), 1)), ["003"]);
    assert_eq!(keys(shelf.records_before("page", None, None, 0)), Vec::<String>::new());
    assert_eq!(keys(shelf.records_before("page", None, Some(""), 9)), Vec::<String>::new());
}

fn limits_are_named(shelf: &dyn Store) {
    for length in [1_000_000, MAX_RECORD] {
        let body: Vec<u8> = (0..length).map(|at| (at * 31 % 251) as u8).collect();
        shelf.change_records(&[put("limit", "big", "", NEVER, &body, Expect::Any)]).unwrap();
        assert!(shelf.record("limit", "big").unwrap().unwrap().body == body, "{length} bytes come back as they were");
    }
    let kept = shelf.record("limit", "big").unwrap();
    let larger = vec![0; MAX_RECORD + 1];
    let list = [take("limit", "big"), put("limit", "big", "", NEVER, &larger, Expect::Any)];
    let refused = shelf.change_records(&list).unwrap_err();
    assert_eq!(refused, StoreError::RecordTooLarge { kind: "limit".to_owned(), limit: MAX_RECORD });
    assert_eq!(refused.to_string(), "a record of kind limit is larger than the 1048576 bytes allowed");
    assert!(shelf.record("limit", "big").unwrap() == kept, "nothing was changed");
    // Names as long as they may be, different in every byte so that no index can shorten them.
    let name = |seed: u32, length: usize| -> String {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'!' + (state >> 24) as u8 % 94)
        };
        (0..length).map(|_| next()).collect()
    };
    let (kind, key, owner) = (name(1, MAX_NAME), name(2, MAX_NAME), name(3, MAX_NAME));
    shelf.change_records(&[put(&kind, &key, &owner, NEVER, b"", Expect::Absent)]).unwrap();
    assert_eq!(keys(shelf.records(&kind, Some(&owner))), [key]);
    let bad = [name(4, MAX_NAME + 1), "a\0b".to_owned()];
    for bad in &bad {
        let is = |what| Err(StoreError::RecordName { what });
        assert_eq!(shelf.change_records(&[put(bad, "k", "o", 0, b"", Expect::Any)]), is("kind"));
        assert_eq!(shelf.change_records(&[put("k", bad, "o", 0, b"", Expect::Any)]), is("key"));
        assert_eq!(shelf.change_records(&[put("k", "k", bad, 0, b"", Expect::Any)]), is("owner"));
        assert_eq!(shelf.change_records(&[take("k", bad)]), is("key"));
        assert_eq!(shelf.record("k", bad).map(|_| ()), is("key"));
        assert_eq!(shelf.records(bad, None).map(|_| ()), is("kind"));
        assert_eq!(shelf.records("k", Some(bad)).map(|_| ()), is("owner"));
        assert_eq!(shelf.records_before("k", None, Some(bad), 1).map(|_| ()), is("key"));
    }
    let many = vec![take("limit", "big"); MAX_MOVES + 1];
    assert_eq!(shelf.change_records(&many), Err(StoreError::TooManyMoves { limit: MAX_MOVES }));
    assert!(shelf.record("limit", "big").unwrap().is_some());
}

fn what_has_ended_is_swept(shelf: &dyn Store) {
    shelf.sweep_records(i64::MAX).unwrap();
    let until = |key: &str, until_us| put("sweep", key, "o", until_us, b"", Expect::Any);
    shelf.change_records(&[until("a", 100), until("b", 200), until("c", NEVER), until("d", i64::MIN)]).unwrap();
    assert_eq!(shelf.sweep_records(99), Ok(1));
    assert_eq!(keys(shelf.records("sweep", None)), ["a", "b", "c"]);
    assert_eq!(shelf.sweep_records(100), Ok(1));
    shelf.change_records(&[until("b", 300)]).unwrap();
    assert_eq!(shelf.sweep_records(299), Ok(0), "what was given more time stays");
    assert_eq!(shelf.sweep_records(i64::MAX), Ok(1));
    assert_eq!(keys(shelf.records("sweep", None)), ["c"], "what has no end stays for ever");
    // More than are erased in one go, of several kinds, as many as one list may have.
    let many: Vec<Move> = (0..MAX_MOVES - 1)
        .map(|number| put(&format!("many{}", number % 3), &number.to_string(), "", 7, b"x", Expect::Absent))
        .collect();
    shelf.change_records(&many).unwrap();
    assert_eq!(shelf.sweep_records(7), Ok(MAX_MOVES as u64 - 1));
    assert_eq!(shelf.records("many1", None), Ok(vec![]));
    shelf.scour().unwrap();
}
