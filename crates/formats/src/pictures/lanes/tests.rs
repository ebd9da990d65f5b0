use super::*;

#[test]
fn stretches_lie_on_their_days_and_join_without_covering_each_other() {
    let scale = Scale { from: date(2026, 1, 1), until: date(2026, 12, 31) };
    let (first, long) = scale.span(date(2026, 1, 1), date(2026, 6, 30));
    let (second, rest) = scale.span(date(2026, 7, 1), date(2027, 6, 30));
    assert!(first == LEFT && first + long < second, "{first} {long} {second}");
    assert_eq!(second + rest + 2, LEFT + WIDE, "a stretch ends at the edge");
    assert_eq!(scale.at(date(2020, 1, 1)), LEFT);
}
