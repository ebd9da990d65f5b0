//! What can only be brought about from inside: a full disk, and pieces of work that share one commit.

use std::sync::mpsc;

use super::*;

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
