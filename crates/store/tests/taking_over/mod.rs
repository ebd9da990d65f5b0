//! A whole log takes the place of another: in one transaction, with what was there kept and readable.

use ledger::Head;
use store::{Appended, Before, LogRecord, Store, StoreError, TakeOver, written_as};

use crate::log_by_hand::{NEW_YEAR, empty, entries, read_all, request};

fn record(id: &str) -> LogRecord {
    LogRecord { id: id.to_owned(), slug: format!("the-{id}"), created_us: NEW_YEAR }
}

/// What takes the place of `record`, which ends in `expected`, with an entry that says so.
fn over(record: &LogRecord, payloads: &[&str], expected: Option<&Head>, aside: &LogRecord) -> TakeOver {
    let (all, head) = entries(&empty(&record.id), payloads);
    let before = expected.map(|expected| {
        let (last, head) = entries(expected, &["ended"]);
        Before { aside: aside.clone(), expected: expected.clone(), head, entries: last }
    });
    TakeOver { log: record.clone(), head, entries: all, request: request(&format!("over-{}", payloads.len())), before }
}

pub(crate) fn story(shelf: &dyn Store) {
    a_log_takes_the_place_of_another(shelf);
    whatever_is_wrong_changes_nothing(shelf);
    a_log_comes_where_none_was(shelf);
    names_of_logs_that_made_room();
}

fn a_log_takes_the_place_of_another(shelf: &dyn Store) {
    let log = record("over");
    shelf.create_log(&log, &empty("over")).unwrap();
    let (old, head) = entries(&empty("over"), &["a", "b", "c"]);
    assert_eq!(shelf.append(&empty("over"), &head, &old, &request("begin")), Ok(Appended::Done));
    shelf.save_checkpoint("over", None, 3, head.root(), "signed before").unwrap();
    shelf.put_setting(Some("over"), "key", "value").unwrap();
    let aside = log.aside("20260103", &shelf.logs().unwrap());
    assert_eq!((aside.id.as_str(), aside.slug.as_str()), ("over-before-20260103", "the-over-before-20260103"));
    shelf.take_over(over(&log, &["a", "x"], Some(&head), &aside)).unwrap();

    let (new, new_head) = entries(&empty("over"), &["a", "x"]);
    assert_eq!((shelf.head("over"), read_all(shelf, "over", 0..9)), (Ok(new_head.clone()), new));
    assert_eq!((shelf.checkpoints("over"), shelf.snapshot("over", 9)), (Ok(vec![]), Ok(None)));
    assert_eq!(shelf.setting(Some("over"), "key"), Ok(Some("value".to_owned())), "settings stay with the id");
    assert_eq!(shelf.request("over", &request("begin")), Ok(None), "what was asked before was asked of the other log");
    // What was there goes on by its new name, with its last entry, its requests and its checkpoints.
    let (last, end) = entries(&head, &["ended"]);
    assert_eq!(read_all(shelf, &aside.id, 0..9), [old, last].concat());
    assert_eq!(shelf.head(&aside.id), Ok(Head { log: aside.id.clone(), ..end }));
    assert_eq!(shelf.request(&aside.id, &request("begin")), Ok(Some((0, 2))));
    assert_eq!(shelf.checkpoints(&aside.id).unwrap().len(), 1);
    let logs = shelf.logs().unwrap();
    assert!(logs.contains(&log) && logs.contains(&aside), "{logs:?}");
    // It is written to as ever, and makes room in its turn on the same day.
    let (more, longer) = entries(&new_head, &["y"]);
    assert_eq!(shelf.append(&new_head, &longer, &more, &request("more")), Ok(Appended::Done));
    let second = log.aside("20260103", &logs);
    assert_eq!(second.slug, "the-over-before-20260103-2");
    shelf.take_over(over(&log, &["a"], Some(&longer), &second)).unwrap();
    assert_eq!(read_all(shelf, &second.id, 0..9).len(), 4);
}

fn whatever_is_wrong_changes_nothing(shelf: &dyn Store) {
    let (log, other) = (record("firm"), record("beside"));
    for one in [&log, &other] {
        shelf.create_log(one, &empty(&one.id)).unwrap();
    }
    let (rows, head) = entries(&empty("firm"), &["a", "b"]);
    assert_eq!(shelf.append(&empty("firm"), &head, &rows, &request("begin")), Ok(Appended::Done));
    let logs = shelf.logs().unwrap();
    let aside = log.aside("20260103", &logs);
    let (_, stale) = entries(&empty("firm"), &["a"]);
    assert_eq!(
        shelf.take_over(over(&log, &["x"], Some(&stale), &aside)),
        Err(StoreError::Stale { expected: 1, actual: 2 })
    );
    let taken = LogRecord { slug: other.slug.clone(), ..aside.clone() };
    assert_eq!(shelf.take_over(over(&log, &["x"], Some(&head), &taken)), Err(StoreError::Exists));
    let foreign = LogRecord { id: "beside-before-20260103".to_owned(), ..aside.clone() };
    assert!(matches!(shelf.take_over(over(&log, &["x"], Some(&head), &foreign)), Err(StoreError::Fault(_))));
    let named = LogRecord { slug: other.slug, ..log.clone() };
    assert_eq!(shelf.take_over(over(&named, &["x"], Some(&head), &aside)), Err(StoreError::Exists), "at the very end");
    assert_eq!(shelf.take_over(over(&log, &["x"], None, &aside)), Err(StoreError::Exists), "nobody made room");
    let mut gap = over(&log, &["x", "y"], Some(&head), &aside);
    gap.entries.remove(0);
    assert!(matches!(shelf.take_over(gap), Err(StoreError::Fault(_))));
    assert_eq!((shelf.head("firm"), read_all(shelf, "firm", 0..9), shelf.logs()), (Ok(head), rows, Ok(logs)));
}

fn a_log_comes_where_none_was(shelf: &dyn Store) {
    let log = record("come");
    shelf.take_over(over(&log, &["a", "b"], None, &log)).unwrap();
    assert_eq!(read_all(shelf, "come", 0..9).len(), 2);
    assert!(shelf.logs().unwrap().contains(&log));
}

fn names_of_logs_that_made_room() {
    let log = record("name");
    let first = log.aside("20260103", &[]);
    assert!(!log.is_aside() && first.is_aside());
    assert_eq!((log.written_as(), first.written_as(), written_as(&first.id)), ("name", "name", "name"));
    let taken = [first.clone(), log.aside("20260103", std::slice::from_ref(&first))];
    assert_eq!(log.aside("20260103", &taken).slug, "the-name-before-20260103-3");
    assert_eq!(log.aside("20260104", &taken).slug, "the-name-before-20260104");
}
