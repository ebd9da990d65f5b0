//! The days of both audits as a file for calendar programs: what lasts long is told by its first and its last day.

use crate::ask::{At, TimelineOf};
use crate::{App, Failure, Fault, Who};
use domain::reports::certification::{Certainty, Happens};
use formats::calendar::{Feed, FeedItem, FeedTime};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// What lasts longer than so many days would cover the weeks of a calendar.
const LONG_DAYS: i32 = 31;

impl App {
    /// Both audits over the years as an iCalendar file. `address` is that of the page on which they are drawn.
    ///
    /// # Errors
    /// As the question [`TimelineOf`]; a fault when the file cannot be made.
    pub fn timeline_file(
        &self,
        slug: &str,
        who: &Who,
        at: At,
        question: &TimelineOf,
        address: &str,
    ) -> Result<Vec<u8>, Failure> {
        let answer = self.ask(slug, who, at, question)?;
        let stamp = start_of(answer.mark.on);
        let item = |when: FeedTime, day: Date, number: usize, title: String, what: &str| FeedItem {
            uid: format!("both-audits.{day}.{number}@{slug}.tickmark"),
            when,
            title,
            description: format!("{}: {what}", answer.mark.name),
            url: Some(address.to_owned()),
            stamp,
        };
        let mut items = Vec::new();
        for one in answer.value.happenings.iter().filter(|one| one.certainty != Certainty::Assumed) {
            let titled = |word: &str| format!("{word}{}", one.what);
            let number = items.len();
            match length(one) {
                0 => items.push(item(FeedTime::Day(one.from), one.from, number, titled(""), one.lane.title())),
                days if days <= LONG_DAYS => {
                    items.push(item(
                        FeedTime::Days(one.from, one.until),
                        one.from,
                        number,
                        titled(""),
                        one.lane.title(),
                    ));
                }
                _ => {
                    items.push(item(
                        FeedTime::Day(one.from),
                        one.from,
                        number,
                        titled("First day: "),
                        one.lane.title(),
                    ));
                    let last = FeedTime::Day(one.until);
                    items.push(item(last, one.until, number + 1, titled("Last day: "), one.lane.title()));
                }
            }
        }
        let feed = Feed { name: format!("{}: both audits", answer.mark.name), items };
        Ok(feed.write().map_err(|error| Fault::new(format!("a calendar: {error}"), "report this"))?)
    }
}

fn length(one: &Happens) -> i32 {
    one.from.until(one.until).map_or(0, |span| span.get_days())
}

/// The start of the day: the same calendar asked again on one day is the same bytes.
fn start_of(day: Date) -> Timestamp {
    day.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp())
}
