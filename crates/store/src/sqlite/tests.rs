//! What can only be brought about from inside: a full disk, and pieces of work that share one commit.

use std::sync::mpsc;

use super::*;

fn shelf() -> (tempfile::TempDir, Sqlite) {
    let folder = tempfile::tempdir().unwrap();
    let shelf = Sqlite::open(folder.path()).unwrap();
    (folder, shelf)
}

/// Keeps the writer busy until told to go on.
fn hold(shelf: &Sqlite, until: mpsc::Receiver<()>) -> Result<(), StoreError> {
    shelf.writing(move |_| {
        until.recv().unwrap();
        Ok(())
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
    assert_eq!(
        shelf.put_setting(None, "big", &"x".repeat(100_000)),
        Err(StoreError::Full { path })
    );
    assert_eq!(shelf.setting(None, "big"), Ok(None));
    assert_eq!(shelf.setting(None, "before"), Ok(Some("kept".to_owned())));
    limit(&shelf, None);
    shelf.put_setting(None, "big", &"x".repeat(100_000)).unwrap();
}

/// Holds the writer until several pieces of work wait, so that they are sure to share a commit.
#[test]
fn one_that_fails_does_not_undo_the_others() {
    let (_folder, shelf) = shelf();
    let (go, wait) = mpsc::channel::<()>();
    let answers = std::thread::scope(|scope| {
        let shelf = &shelf;
        let held = scope.spawn(move || hold(shelf, wait));
        let asked: Vec<_> = (0..20)
            .map(|number| {
                scope.spawn(move || {
                    shelf.writing(move |c| {
                        write::put_setting(c, None, &number.to_string(), "x")?;
                        if number % 5 == 0 {
                            Err(Fail::Store(StoreError::RequestReused))
                        } else {
                            Ok(number)
                        }
                    })
                })
            })
            .collect();
        std::thread::sleep(std::time::Duration::from_millis(100));
        go.send(()).unwrap();
        held.join().unwrap().unwrap();
        asked
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect::<Vec<_>>()
    });
    for (number, answer) in answers.into_iter().enumerate() {
        let kept = shelf.setting(None, &number.to_string()).unwrap().is_some();
        let wanted = if number % 5 == 0 {
            Err(StoreError::RequestReused)
        } else {
            Ok(number)
        };
        assert_eq!((answer, kept), (wanted, number % 5 != 0), "{number}");
    }
}

/// A full disk in the middle of a group: who is told "done" is on the disk, who is told otherwise is not.
#[test]
fn in_a_group_on_a_full_disk_every_answer_is_true() {
    let (_folder, shelf) = shelf();
    limit(&shelf, Some(8));
    let (go, wait) = mpsc::channel::<()>();
    let answers = std::thread::scope(|scope| {
        let shelf = &shelf;
        let held = scope.spawn(move || hold(shelf, wait));
        let ask = |number: usize| {
            let value = "x".repeat(if number % 4 == 3 { 100_000 } else { 100 });
            move || shelf.put_setting(None, &number.to_string(), &value)
        };
        let asked: Vec<_> = (0..16).map(|number| scope.spawn(ask(number))).collect();
        std::thread::sleep(std::time::Duration::from_millis(100));
        go.send(()).unwrap();
        held.join().unwrap().unwrap();
        asked
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect::<Vec<_>>()
    });
    for (number, answer) in answers.iter().enumerate() {
        let kept = shelf.setting(None, &number.to_string()).unwrap().is_some();
        assert_eq!(answer.is_ok(), kept, "{number}: {answer:?}");
    }
    let full = answers
        .iter()
        .filter(|answer| matches!(answer, Err(StoreError::Full { .. })))
        .count();
    assert_eq!(full, 4, "{answers:?}");
    shelf.put_setting(None, "after", "small").unwrap();
}
