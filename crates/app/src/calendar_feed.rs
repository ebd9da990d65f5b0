//! The calendar of a person for other programs: an address that ends in a secret and shows what is due of that person, and
//! nothing else. The secret is kept as a hash; whoever has it reads these titles and days and has no other right.

use crate::ask::{At, CalendarOf};
use crate::shelf::{FOR_EVER, Kept, put, take};
use crate::{App, Failure, Fault, Who, keys};
use domain::refusal::Refusal;
use domain::reports::tasks::{Standing, TaskKind};
use formats::calendar::{Feed, FeedItem, FeedTime, MAX_ITEMS};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use store::Expect;

/// Bytes of the secret.
const SECRET_BYTES: usize = 32;
/// Months before this one that the feed shows, for what is overdue.
const MONTHS_BACK: i32 = 3;
/// Months after this one that it shows.
const MONTHS_AHEAD: i32 = 3;

/// A feed of one person; the key is the hash of its secret.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct CalendarFeed {
    made_us: i64,
}

impl Kept for CalendarFeed {
    const KIND: &'static str = "calendar_feed";
}

fn key(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}

/// A token acts for a program; the address of a feed is given to people alone.
fn of_a_person(who: &Who) -> Result<(), Failure> {
    if who.is_token() {
        return Err(Refusal::NotPossible {
            sentence: "a token cannot make or end the address of a calendar".to_owned(),
            hint: "sign in and do it on your profile".to_owned(),
        }
        .into());
    }
    Ok(())
}

impl App {
    /// When the address of one's own calendar was made, microseconds since 1970; `None` when there is none.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn own_calendar_feed(&self, who: &Who) -> Result<Option<i64>, Fault> {
        Ok(self.all_kept::<CalendarFeed>(Some(who.id()))?.iter().map(|held| held.value.made_us).max())
    }

    /// Makes the address of one's own calendar; the one before ends. The secret is shown once and kept nowhere.
    ///
    /// # Errors
    /// A refusal for a token; [`Fault`] when the store cannot be written.
    pub fn renew_calendar_feed(&self, who: &Who) -> Result<String, Failure> {
        of_a_person(who)?;
        let secret = keys::random_hex(SECRET_BYTES)?;
        let before = self.all_kept::<CalendarFeed>(Some(who.id()))?;
        let mut moves: Vec<_> = before.iter().map(|held| take::<CalendarFeed>(&held.key, Expect::Any)).collect();
        let feed = CalendarFeed { made_us: self.clock.now_us() };
        moves.push(put(&key(&secret), who.id(), FOR_EVER, &feed, Expect::Absent)?);
        self.shelve(&moves)?;
        Ok(secret)
    }

    /// Ends the address of one's own calendar, at once; was there one?
    ///
    /// # Errors
    /// A refusal for a token; [`Fault`] when the store cannot be written.
    pub fn end_calendar_feed(&self, who: &Who) -> Result<bool, Failure> {
        of_a_person(who)?;
        let held = self.all_kept::<CalendarFeed>(Some(who.id()))?;
        let moves: Vec<_> = held.iter().map(|held| take::<CalendarFeed>(&held.key, Expect::Any)).collect();
        self.shelve(&moves)?;
        Ok(!held.is_empty())
    }

    /// The calendar behind a secret as an iCalendar file; `None` for a secret that opens nothing. `base` is the address under
    /// which browsers reach this server.
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read.
    pub fn calendar_file(&self, secret: &str, base: &str) -> Result<Option<Vec<u8>>, Fault> {
        if secret.len() != 2 * SECRET_BYTES || !secret.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Ok(None);
        }
        let Some(held) = self.kept::<CalendarFeed>(&key(secret))? else {
            return Ok(None);
        };
        let who = Who::person(&held.owner, "calendar");
        let mut items = BTreeMap::new();
        for organisation in self.organisations(&who)? {
            self.due_in(&organisation.slug, &organisation.name, &who, base, &mut items);
        }
        let feed = Feed { name: "Tickmark".to_owned(), items: items.into_values().take(MAX_ITEMS).collect() };
        feed.write().map(Some).map_err(|error| Fault::new(format!("a calendar: {error}"), "report this"))
    }

    /// What is due of a person in one organisation, by the id of the entry. Where they may not read tasks, nothing is.
    fn due_in(&self, slug: &str, name: &str, who: &Who, base: &str, items: &mut BTreeMap<String, FeedItem>) {
        let this = self.clock.today().first_of_month();
        // The start of the day: the same calendar asked again on one day is the same bytes.
        let stamp = this_day(self.clock.today());
        for ahead in -MONTHS_BACK..=MONTHS_AHEAD {
            let month = Some(this.saturating_add(ahead.months()));
            let question = CalendarOf { month, person: Some(who.id().to_owned()) };
            let Ok(answer) = self.ask(slug, who, At::default(), &question) else { return };
            let called = |id: &str| answer.value.names.get(id).map(String::as_str).unwrap_or_default();
            let mut add = |id: String, day: Date, title: String, path: String| {
                let item = FeedItem {
                    uid: format!("{id}@{slug}.tickmark"),
                    when: FeedTime::Day(day),
                    title,
                    description: name.to_owned(),
                    url: Some(format!("{}/o/{slug}{path}", base.trim_end_matches('/'))),
                    stamp,
                };
                items.insert(item.uid.clone(), item);
            };
            for day in &answer.value.month.days {
                for one in day.runs.iter().filter(|one| !matches!(one.standing, Standing::Done { .. })) {
                    let title = format!("{} {}: {}", one.control, called(&one.control), one.bucket);
                    let title = if one.standing == Standing::Overdue { format!("Overdue: {title}") } else { title };
                    let id = format!("{}.{}.v{}", one.control, one.bucket, one.version);
                    add(id, day.day, title, "/tasks".to_owned());
                }
                for (id, held) in day.audit_requests.iter().filter(|(_, held)| held.waits_for_audited()) {
                    let title = format!("{id} asked by the auditor: {}", held.request.title);
                    let title = if held.overdue(self.clock.today()) { format!("Overdue: {title}") } else { title };
                    // Numbered apart from the requests of colleagues, which have the same shape.
                    add(format!("audit.{id}"), day.day, title, format!("/requests/{id}"));
                }
                for (at, one) in day.corrective.iter().enumerate() {
                    let late = one.due.is_some_and(|due| due < self.clock.today());
                    let title = format!("{} {}: {}", one.id, one.title, one.what);
                    let title = if late { format!("Overdue: {title}") } else { title };
                    let id = format!("{}.{}.{}.{at}", one.kind.id(), one.id, day.day);
                    let page = match one.kind {
                        TaskKind::ReviewAction => "/management-reviews".to_owned(),
                        TaskKind::Keep => domain::values::isms::RegisterKind::of_entry(&one.id)
                            .map(|kind| format!("/registers/{}/{}", kind.id(), one.id))
                            .unwrap_or_default(),
                        TaskKind::Review => format!("/management-reviews/{}", one.id),
                        _ => format!("/nonconformities/{}", one.id),
                    };
                    add(id, day.day, title, page);
                }
                for (at, one) in day.risks.iter().enumerate() {
                    let late = one.due.is_some_and(|due| due < self.clock.today());
                    let title = format!("{} {}: {}", one.id, one.title, one.what);
                    let title = if late { format!("Overdue: {title}") } else { title };
                    let id = format!("{}.{}.{}.{at}", one.kind.id(), one.id, day.day);
                    add(id, day.day, title, format!("/risks/{}", one.id));
                }
                for (id, held) in day.requests.iter().filter(|(_, held)| held.open()) {
                    let title = format!("{id} {}: {}", held.request.control, held.request.wanted);
                    add(id.clone(), day.day, title, "/tasks".to_owned());
                }
            }
        }
    }
}

fn this_day(day: Date) -> Timestamp {
    day.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp())
}
