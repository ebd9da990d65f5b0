//! Many at once: exactly one wins, nothing is lost, and nobody waits for ever.

use std::thread;

use store::{Expect, Move, Record, Store, StoreError};

use super::{NEVER, keys, moved, put, take, take_if};

pub(super) fn story(shelf: &dyn Store) {
    one_of_ten_is_first(shelf);
    ten_count_together(shelf, shelf);
    lists_in_any_order_do_not_wait_in_a_circle(shelf);
    an_expected_absence_holds_until_the_end(shelf);
    a_sweep_goes_on_beside_changes(shelf);
}

fn one_of_ten_is_first(shelf: &dyn Store) {
    for round in 0..10 {
        let key = round.to_string();
        let answers = thread::scope(|scope| {
            let key = &key;
            let ask =
                |number: u8| move || shelf.change_records(&[put("first", key, "", NEVER, &[number], Expect::Absent)]);
            let asked: Vec<_> = (0..10).map(|number| scope.spawn(ask(number))).collect();
            asked.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        });
        let winners: Vec<u8> = (0..10).filter(|number| answers[usize::from(*number)].is_ok()).collect();
        assert_eq!(winners.len(), 1, "{answers:?}");
        assert_eq!(answers.iter().filter(|answer| **answer == moved("first", &key)).count(), 9, "{answers:?}");
        let kept = shelf.record("first", &key).unwrap().unwrap();
        assert_eq!((kept.version, kept.body), (1, winners));
    }
}

/// Ten threads, five through each door, which may be two processes' doors to one database.
pub(crate) fn ten_count_together(one: &dyn Store, two: &dyn Store) {
    const EACH: u64 = 20;
    thread::scope(|scope| {
        for number in 0..10 {
            let shelf = if number % 2 == 0 { one } else { two };
            scope.spawn(move || (0..EACH).for_each(|_| count(shelf)));
        }
    });
    let kept = one.record("counter", "c").unwrap().unwrap();
    assert_eq!((number_in(&kept), kept.version), (10 * EACH, 10 * EACH));
}

/// Adds one, as often as it takes.
fn count(shelf: &dyn Store) {
    loop {
        let before = shelf.record("counter", "c").unwrap();
        let (number, expect) = match &before {
            None => (0, Expect::Absent),
            Some(record) => (number_in(record), Expect::Version(record.version)),
        };
        match shelf.change_records(&[put("counter", "c", "", NEVER, (number + 1).to_string().as_bytes(), expect)]) {
            Ok(()) => return,
            Err(StoreError::Moved { .. }) => {}
            Err(other) => panic!("{other}"),
        }
    }
}

fn number_in(record: &Record) -> u64 {
    std::str::from_utf8(&record.body).unwrap().parse().unwrap()
}

fn lists_in_any_order_do_not_wait_in_a_circle(shelf: &dyn Store) {
    let list = |who: u8| -> Vec<Move> {
        let mut list: Vec<Move> =
            (0..6).map(|key| put("circle", &key.to_string(), "", NEVER, &[who], Expect::Any)).collect();
        list.rotate_left(usize::from(who));
        list
    };
    thread::scope(|scope| {
        for who in 0..6 {
            scope.spawn(move || (0..25).for_each(|_| shelf.change_records(&list(who)).unwrap()));
        }
    });
    let kept = shelf.records("circle", None).unwrap();
    assert!(kept.iter().all(|record| record.version == 150 && record.body == kept[0].body), "{kept:?}");
}

/// Each may enter only while the other is out: never both, and never neither.
fn an_expected_absence_holds_until_the_end(shelf: &dyn Store) {
    for _ in 0..20 {
        shelf.change_records(&[take("door", "left"), take("door", "right")]).unwrap();
        let enter = |me: &'static str, other: &'static str| {
            let list = [take_if("door", other, Expect::Absent), put("door", me, "", NEVER, b"", Expect::Absent)];
            move || shelf.change_records(&list)
        };
        let (left, right) = thread::scope(|scope| {
            let (left, right) = (scope.spawn(enter("left", "right")), scope.spawn(enter("right", "left")));
            (left.join().unwrap(), right.join().unwrap())
        });
        let inside = keys(shelf.records("door", None));
        let wanted = if left.is_ok() { (Ok(()), moved("door", "left")) } else { (moved("door", "right"), Ok(())) };
        assert_eq!(((left, right), inside.len()), (wanted, 1), "{inside:?}");
    }
}

fn a_sweep_goes_on_beside_changes(shelf: &dyn Store) {
    shelf.sweep_records(5).unwrap();
    let swept = thread::scope(|scope| {
        for who in 0..4_u8 {
            scope.spawn(move || {
                for _ in 0..15 {
                    let keys = (0..8).map(|key| if who % 2 == 0 { key } else { 7 - key });
                    let list: Vec<Move> =
                        keys.map(|key| put("beside", &key.to_string(), "", 5, &[who], Expect::Any)).collect();
                    shelf.change_records(&list).unwrap();
                }
            });
        }
        scope.spawn(|| (0..15).map(|_| shelf.sweep_records(5).unwrap()).sum::<u64>()).join().unwrap()
    });
    let left = shelf.sweep_records(5).unwrap();
    assert!((swept + left).is_multiple_of(8), "a list was seen half made: {swept} and {left} swept");
    assert_eq!(shelf.records("beside", None), Ok(vec![]));
}
