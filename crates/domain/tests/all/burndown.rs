//! Burn-down: what is left against what was planned to be left.

use domain::reports::burndown::{Piece, burndown};
use jiff::civil::{Date, date};

fn piece(due: Option<Date>, done: Option<Date>) -> Piece {
    Piece { due, done }
}

#[test]
fn what_is_left_is_counted_at_the_end_of_each_month_up_to_today() {
    let pieces = [
        piece(Some(date(2026, 1, 31)), Some(date(2026, 1, 20))),
        piece(Some(date(2026, 2, 15)), Some(date(2026, 3, 2))),
        piece(Some(date(2026, 4, 30)), None),
        piece(None, None),
    ];
    let found = burndown(&pieces, date(2026, 1, 1), date(2026, 3, 10)).unwrap();
    let points: Vec<(String, usize, Option<usize>)> =
        found.points.iter().map(|point| (point.on.to_string(), point.planned, point.left)).collect();
    let expected = [
        ("2026-01-01", 4, Some(4)),
        ("2026-01-31", 3, Some(3)),
        ("2026-02-28", 2, Some(3)),
        ("2026-03-10", 2, Some(2)),
        ("2026-03-31", 2, None),
        ("2026-04-30", 1, None),
    ];
    let expected: Vec<(String, usize, Option<usize>)> =
        expected.into_iter().map(|(day, planned, left)| (day.to_owned(), planned, left)).collect();
    assert_eq!(points, expected);
    assert_eq!((found.of, found.without_day, found.left(), found.planned()), (4, 1, 2, 2));
}

#[test]
fn nothing_burns_down_to_nothing_and_a_plan_of_tomorrow_has_nothing_done() {
    assert_eq!(burndown(&[], date(2026, 1, 1), date(2026, 3, 10)), None);
    let tomorrow = [piece(Some(date(2026, 5, 31)), None)];
    let found = burndown(&tomorrow, date(2026, 5, 1), date(2026, 3, 10)).unwrap();
    assert!(found.points.iter().all(|point| point.left.is_none()), "{:?}", found.points);
    assert_eq!((found.left(), found.planned()), (1, 1));
    assert!(found.points.windows(2).all(|pair| pair[0].on < pair[1].on), "days are told once and in order");
}
