//! How the terminal shows what is held.

use super::report;
use domain::reports::public::PublicReport;
use jiff::civil::date;

#[test]
fn a_report_of_one_day_is_shown_by_its_day_and_any_other_by_its_period() {
    let held = |days, one_day| PublicReport {
        title: "SOC 2 report".to_owned(),
        days,
        one_day,
        firm: String::new(),
        categories: "Security".to_owned(),
        opinion: None,
    };
    let (first, last) = (date(2026, 2, 15), date(2026, 11, 20));
    assert_eq!(report(&held((last, last), true))[1], "as of 2026-11-20");
    assert_eq!(report(&held((first, last), false))[1], "2026-02-15 to 2026-11-20");
}
