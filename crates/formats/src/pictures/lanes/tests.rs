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

#[test]
fn every_year_has_its_name_also_where_today_stands_in_its_place() {
    for today in [date(2026, 11, 23), date(2027, 1, 1), date(2027, 2, 14), date(2030, 1, 9)] {
        let chart = lanes("Years", (2026, 2030), Some(today), &[]);
        let at = |word: &str| -> i64 {
            let (before, _) = chart.svg.split_once(&format!(">{word}</text>")).unwrap_or_default();
            let x = before.rsplit(" x=\"").next().and_then(|x| x.split('"').next());
            x.and_then(|x| x.parse().ok()).unwrap_or(-1)
        };
        let now = at("today");
        for year in 2026..=2030 {
            let name = at(&year.to_string());
            assert!(name > 0, "{year} has its name on {today}: {}", chart.svg);
            assert!(name >= now + HALF_TODAY || name + YEAR <= now, "{year} at {name}, today at {now}");
        }
    }
}
