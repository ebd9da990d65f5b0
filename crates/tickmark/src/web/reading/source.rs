//! Where a library document comes from, and how old its review is.

use super::super::ui;
use domain::values::Provenance;
use jiff::civil::Date;
use maud::Markup;

/// The source of a library document, with the age of its review on the day of judgement.
pub(crate) fn source(source: &Provenance, on: Date) -> Markup {
    let publication = match &source.publisher {
        Some(publisher) => format!("{publisher}, \u{201c}{}\u{201d}", source.publication),
        None => source.publication.clone(),
    };
    let reviewed_on = source.reviewed_on.map(|d| d.to_string()).unwrap_or_default();
    ui::source(&ui::Source {
        publication: &publication,
        reviewer: source.reviewer.as_deref().unwrap_or_default(),
        reviewed_on: &reviewed_on,
        age: &source.reviewed_on.map(|d| age(d, on)).unwrap_or_default(),
        ..ui::Source::default()
    })
}

/// How long before `on` a day was: `6 months ago`.
pub(crate) fn age(day: Date, on: Date) -> String {
    let days = day.until(on).map_or(0, |span| span.get_days());
    let ago = |count: i32, unit: &str| format!("{count} {unit}{} ago", if count == 1 { "" } else { "s" });
    match days {
        ..=-1 => format!("after {on}"),
        0 => "the same day".to_owned(),
        1..=59 => ago(days, "day"),
        60..=729 => ago(days / 30, "month"),
        _ => ago(days / 365, "year"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_age_of_a_review_is_said_in_the_unit_people_would_use() {
        assert_eq!(age(date(2026, 11, 20), date(2026, 11, 21)), "1 day ago");
        assert_eq!(age(date(2026, 5, 12), date(2026, 11, 21)), "6 months ago");
        assert_eq!(age(date(2023, 5, 12), date(2026, 11, 21)), "3 years ago");
    }
}
