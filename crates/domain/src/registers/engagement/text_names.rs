//! What a paper of management names of its engagement: days, categories, services and methods. Signing asks for it, and the
//! step to the issued report asks again.

use super::HeldEngagement;
use crate::values::engagement::Method;
use crate::values::{Category, Examination};
use jiff::civil::Date;

/// The days of the examination that a text does not name.
pub fn days(kind: Examination, text: &str) -> Vec<String> {
    let days = kind.days();
    let mut wanted = vec![days.from, days.until];
    wanted.dedup();
    wanted.into_iter().filter(|day| !says_day(text, *day)).map(|day| format!("{day} is not named")).collect()
}

/// The categories in scope that a text does not name.
pub fn categories(held: &HeldEngagement, text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let engaged = held.engagement.categories.with(Category::Security);
    let missing = engaged.iter().filter(|category| !text.contains(&category.name().to_lowercase()));
    missing.map(|category| format!("{} is not named", category.name())).collect()
}

/// The services in scope that a text does not name.
pub fn services(held: &HeldEngagement, text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let missing = held.engagement.services.iter().filter(|service| !text.contains(&service.to_lowercase()));
    missing.map(|service| format!("the service {service} is not named")).collect()
}

/// The methods for subservice organisations that are used and that a text does not name.
pub fn methods(held: &HeldEngagement, text: &str) -> Vec<String> {
    let text = text.to_lowercase().replace("carve out", "carve-out");
    let used = |method: Method| held.engagement.subservice.iter().any(|one| one.method == method);
    let missing =
        Method::ALL.into_iter().filter(|method| used(*method) && !text.contains(&method.title().to_lowercase()));
    missing.map(|method| format!("the {} method is not named", method.title().to_lowercase())).collect()
}

/// Does a text name a day: `2026-06-30`, `30 June 2026` or `June 30, 2026`?
pub fn says_day(text: &str, day: Date) -> bool {
    let month = MONTHS[usize::from(day.month().unsigned_abs()) - 1];
    let (date, year) = (day.day(), day.year());
    let spellings = [day.to_string(), format!("{date} {month} {year}"), format!("{month} {date}, {year}")];
    spellings.iter().any(|spelling| {
        text.match_indices(spelling.as_str()).any(|(at, _)| !text[..at].ends_with(|c: char| c.is_ascii_digit()))
    })
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
