//! What can only be brought about from inside: a full disk, and pieces of work that share one commit.

use std::sync::mpsc;

use super::*;
use crate::Expect;

fn shelf() -> (tempfile::TempDir, Sqlite) {
    let folder = tempfile::tempdir().unwrap();
    let shelf = Sqlite::open(folder.path()).unwrap();
    (folder, shelf)
}

/// Keeps the writer busy with a group of one while `ask` is called for each number, each on a thread of its own; then lets
/// it go on, and answers what they were answered. So they are sure to share a commit.
fn together<T: Send>(shelf: &Sqlite, count: usize, ask: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let (begun, is_begun) = mpsc::channel();
    let (go, may_go) = mpsc::channel::<()>();
    std::thread::scope(|scope| {
        let held = scope.spawn(move || {
            shelf.writing(move |_| {
                begun.send(()).unwrap();
                may_go.recv().unwrap();
                Ok(())
            })
        });
        is_begun.recv().unwrap();
        let ask = &ask;
        let asked: Vec<_> = (0..count).map(|number| scope.spawn(move || ask(number))).collect();
        std::thread::sleep(std::time::Duration::from_millis(100));
        go.send(()).unwrap();
        held.join().unwrap().unwrap();
        asked.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

fn limit(shelf: &Sqlite, more: Option<i64>) {
    let set = shelf.writing(move |c| {
        let pages: i64 = c.pragma_query_value(None, "page_count", |row| row.get(0))?;
        let most = more.map_or(i64::from(u32::MAX) - 1, |more| pages + more);
        Ok(c.query_row(&format!("PRAGMA max_page_count = {most}"), [], |_| Ok(()))?)
    });
    set.unwrap();
}

#[test]
fn a_full_disk_changes_nothing_and_passes() {
    let (folder, shelf) = shelf();
    shelf.put_setting(None, "before", "kept").unwrap();
    limit(&shelf, Some(2));
    let path = folder.path().join(open::DATABASE);
    assert_eq!(shelf.put_setting(None, "big", &"x".repeat(100_000)), Err(StoreError::Full { path }));
    assert_eq!(shelf.setting(None, "big"), Ok(None));
    assert_eq!(shelf.setting(None, "before"), Ok(Some("kept".to_owned())));
    limit(&shelf, None);
    shelf.put_setting(None, "big", &"x".repeat(100_000)).unwrap();
}

#[test]
fn one_that_fails_does_not_undo_the_others() {
    let (_folder, shelf) = shelf();
    let answers = together(&shelf, 20, |number| {
        shelf.writing(move |c| {
            write::put_setting(c, None, &number.to_string(), "x")?;
            if number % 5 == 0 { Err(Fail::Store(StoreError::RequestReused)) } else { Ok(number) }
        })
    });
    for (number, answer) in answers.into_iter().enumerate() {
        let kept = shelf.setting(None, &number.to_string()).unwrap().is_some();
        let wanted = if number % 5 == 0 { Err(StoreError::RequestReused) } else { Ok(number) };
        assert_eq!((answer, kept), (wanted, number % 5 != 0), "{number}");
    }
}

/// SQLite undoes the whole transaction when the disk is full: the ones that fit are done again and kept.
#[test]
fn on_a_full_disk_those_that_fit_are_kept() {
    let (_folder, shelf) = shelf();
    limit(&shelf, Some(8));
    let answers = together(&shelf, 16, |number| {
        let value = "x".repeat(if number % 4 == 3 { 100_000 } else { 100 });
        shelf.put_setting(None, &number.to_string(), &value)
    });
    for (number, answer) in answers.iter().enumerate() {
        let kept = shelf.setting(None, &number.to_string()).unwrap().is_some();
        let full = matches!(answer, Err(StoreError::Full { .. }));
        assert_eq!((full, kept), (number % 4 == 3, number % 4 != 3), "{number}: {answer:?}");
    }
    shelf.put_setting(None, "after", "small").unwrap();
}

fn put(key: &str, body: &[u8]) -> Move {
    let (kind, key, owner, body) = ("kind".to_owned(), key.to_owned(), "owner".to_owned(), body.to_vec());
    Move::Put { kind, key, owner, until_us: i64::MAX, body, expect: Expect::Any }
}

#[test]
fn a_list_of_changes_that_meets_a_full_disk_changes_nothing() {
    let (_folder, shelf) = shelf();
    shelf.change_records(&[put("a", b"before")]).unwrap();
    limit(&shelf, Some(8));
    let full = shelf.change_records(&[put("a", b"after"), put("b", &[7; 100_000])]);
    assert!(matches!(full, Err(StoreError::Full { .. })), "{full:?}");
    let kept = shelf.records("kind", None).unwrap();
    assert_eq!(kept.iter().map(|record| (record.version, &*record.body)).collect::<Vec<_>>(), [(1, &b"before"[..])]);
    limit(&shelf, None);
    shelf.change_records(&[put("b", &[7; 100_000])]).unwrap();
}

/// Lists that share a commit with one whose expectation fails are kept.
#[test]
fn an_expectation_that_fails_undoes_its_own_list_only() {
    let (_folder, shelf) = shelf();
    let answers = together(&shelf, 20, |number| {
        let good = put(&number.to_string(), b"x");
        let Move::Put { kind, owner, until_us, body, .. } = good.clone() else { unreachable!() };
        let once = Move::Put { kind, key: "once".to_owned(), owner, until_us, body, expect: Expect::Absent };
        shelf.change_records(&[good, once])
    });
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    let winner = answers.iter().position(Result::is_ok).unwrap().to_string();
    let kept: Vec<String> = shelf.records("kind", None).unwrap().into_iter().map(|record| record.key).collect();
    assert_eq!(kept, [winner, "once".to_owned()]);
}

#[test]
fn a_reader_in_the_middle_keeps_traces_and_that_is_said() {
    let (folder, shelf) = shelf();
    shelf.change_records(&[put("a", b"Ada Lovelace")]).unwrap();
    shelf.writing(|c| Ok(c.busy_timeout(std::time::Duration::ZERO)?)).unwrap();
    let traces = StoreError::Traces { path: folder.path().join(open::DATABASE) };
    let read = shelf.reading(|c| {
        let transaction = c.unchecked_transaction()?;
        let seen = record::one(c, "kind", "a")?.map(|record| record.body);
        let take = Move::Take { kind: "kind".to_owned(), key: "a".to_owned(), expect: Expect::Any };
        shelf.change_records(&[take])?;
        assert_eq!(shelf.scour(), Err(traces.clone()));
        assert_eq!(record::one(c, "kind", "a")?.map(|record| record.body), seen, "it still reads its own moment");
        Ok(transaction.finish()?)
    });
    read.unwrap();
    assert_eq!(shelf.scour(), Ok(()));
    assert_eq!(std::fs::metadata(folder.path().join("tickmark.db-wal")).unwrap().len(), 0);
}

/// A list of a kind, of an owner, and a page of either each walk one index and sort nothing.
#[test]
fn lists_of_records_walk_an_index() {
    let (_folder, shelf) = shelf();
    for owner in [None, Some("o")] {
        for before in [None, Some("k")] {
            let sql = format!("EXPLAIN QUERY PLAN {}", record::query(owner, before, "DESC"));
            let plan = shelf.reading(|c| {
                let mut statement = c.prepare(&sql)?;
                let steps = statement.query_map(rusqlite::params!["k", owner, before, 9], |row| row.get(3))?;
                Ok(steps.collect::<Result<Vec<String>, _>>()?)
            });
            let plan = plan.unwrap();
            let (index, by) = match owner {
                None => ("sqlite_autoindex_record_1", "kind=?"),
                Some(_) => ("record_of_owner", "kind=? AND owner=?"),
            };
            let below = if before.is_some() { " AND key<?" } else { "" };
            assert_eq!(plan, [format!("SEARCH record USING INDEX {index} ({by}{below})")]);
        }
    }
}
