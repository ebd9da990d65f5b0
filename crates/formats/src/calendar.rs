//! iCalendar out (RFC 5545): a feed of days and hours that calendars subscribe to.
//!
//! The writer is our own, because what is written is four properties of one component and the whole difficulty is in
//! escaping and folding, which is shorter than the adapter to a crate would be; the crate at hand also brings a second
//! calendar of dates into the tree. Items are events rather than to-dos: most calendars show no to-do of a feed.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The most items of one feed.
pub const MAX_ITEMS: usize = 10_000;

/// Characters kept of a title; more is cut with an ellipsis.
pub const MAX_TITLE_CHARS: usize = 500;

/// Characters kept of a description; more is cut with an ellipsis.
pub const MAX_DESCRIPTION_CHARS: usize = 8_000;

/// Characters of a unique id or an address, which are refused rather than cut.
pub const MAX_ID_CHARS: usize = 2_000;

/// Bytes of one line before it is folded (RFC 5545, section 3.1).
const LINE_BYTES: usize = 75;

/// Who writes it (section 3.7.3).
const PRODUCT: &str = concat!("-//Tickmark//Tickmark ", env!("CARGO_PKG_VERSION"), "//EN");

/// A calendar that others subscribe to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// What clients show as its name.
    pub name: String,
    /// At most [`MAX_ITEMS`], in the order in which they are written.
    pub items: Vec<FeedItem>,
}

/// One entry of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedItem {
    /// The same for the same thing in every version of the feed, unique over all feeds: `EV-17@acme.example`.
    pub uid: String,
    /// When.
    pub when: FeedTime,
    /// One line.
    pub title: String,
    /// Lines of plain text; empty for none.
    pub description: String,
    /// Where to read more, an absolute address.
    pub url: Option<String>,
    /// When the item was last changed.
    pub stamp: Timestamp,
}

/// When an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedTime {
    /// One whole day, in whatever zone the reader is.
    Day(Date),
    /// From the first to the last of these days, both whole and both included.
    Days(Date, Date),
    /// From one moment until another, which is later.
    Hours(Timestamp, Timestamp),
}

/// Why a feed is not written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedError {
    /// More than [`MAX_ITEMS`].
    #[error("the feed has {count} items; at most {MAX_ITEMS} are written, so narrow what it is about")]
    TooMany {
        /// How many there are.
        count: usize,
    },
    /// Two items with one unique id, of which clients show only one.
    #[error("items {first} and {second} both have the uid `{uid}`; each thing needs its own")]
    SameUid {
        /// The id.
        uid: String,
        /// The first that has it, counted from 1.
        first: usize,
        /// The second that has it, counted from 1.
        second: usize,
    },
    /// A field that cannot be written as it stands.
    #[error("item {item}: `{field}` {what}; right would be {right}")]
    Field {
        /// Which item, counted from 1.
        item: usize,
        /// The field of [`FeedItem`].
        field: &'static str,
        /// What is wrong with it.
        what: String,
        /// What would be right.
        right: &'static str,
    },
}

impl Feed {
    /// The feed as bytes of the media type `text/calendar; charset=utf-8`: CRLF line ends, lines folded at 75 octets.
    ///
    /// # Errors
    /// A [`FeedError`] that names the item and the field.
    pub fn write(&self) -> Result<Vec<u8>, FeedError> {
        self.check()?;
        let mut lines = Lines::default();
        for line in ["BEGIN:VCALENDAR", "VERSION:2.0"] {
            lines.line(line);
        }
        lines.line(&format!("PRODID:{PRODUCT}"));
        lines.line("CALSCALE:GREGORIAN");
        lines.line("METHOD:PUBLISH");
        // NAME is RFC 7986; the other spelling is older and what most clients read.
        for name in ["NAME", "X-WR-CALNAME"] {
            lines.text(name, &self.name, MAX_TITLE_CHARS);
        }
        for item in &self.items {
            item.write(&mut lines);
        }
        lines.line("END:VCALENDAR");
        Ok(lines.0)
    }

    fn check(&self) -> Result<(), FeedError> {
        if self.items.len() > MAX_ITEMS {
            return Err(FeedError::TooMany { count: self.items.len() });
        }
        let mut known = std::collections::BTreeMap::new();
        for (at, item) in self.items.iter().enumerate() {
            item.check(at + 1)?;
            if let Some(first) = known.insert(item.uid.as_str(), at + 1) {
                return Err(FeedError::SameUid { uid: item.uid.clone(), first, second: at + 1 });
            }
        }
        Ok(())
    }
}

impl FeedItem {
    fn check(&self, item: usize) -> Result<(), FeedError> {
        let wrong = |field, what: &str, right| Err(FeedError::Field { item, field, what: what.to_owned(), right });
        let odd = |text: &str| text.chars().any(|c| c.is_control() || c.is_whitespace());
        if self.uid.is_empty() || odd(&self.uid) || self.uid.chars().count() > MAX_ID_CHARS {
            return wrong("uid", "is empty, too long, or has a blank in it", "1 to 2,000 characters without a blank");
        }
        if let Some(url) = &self.url {
            let absolute = url.starts_with("https://") || url.starts_with("http://");
            if !absolute || !url.is_ascii() || odd(url) || url.len() > MAX_ID_CHARS {
                return wrong("url", "is no absolute address", "https:// and at most 2,000 ASCII characters, no blank");
            }
        }
        match self.when {
            FeedTime::Days(first, last) if last < first => {
                wrong("when", "ends before it begins", "a last day that is the first or later")
            }
            FeedTime::Hours(from, until) if until <= from => {
                wrong("when", "ends before it begins", "a moment until which that is later")
            }
            FeedTime::Day(last) | FeedTime::Days(_, last) if !writable(last) || last.tomorrow().is_err() => {
                wrong("when", "lies outside the years that calendars know", "a day from 0001-01-01 to 9999-12-30")
            }
            FeedTime::Days(first, _) if !writable(first) => {
                wrong("when", "lies outside the years that calendars know", "a day from 0001-01-01 to 9999-12-30")
            }
            _ => Ok(()),
        }
    }

    fn write(&self, lines: &mut Lines) {
        lines.line("BEGIN:VEVENT");
        lines.text("UID", &self.uid, MAX_ID_CHARS);
        lines.line(&format!("DTSTAMP:{}", moment(self.stamp)));
        match self.when {
            FeedTime::Day(day) => lines.days(day, day),
            FeedTime::Days(first, last) => lines.days(first, last),
            FeedTime::Hours(from, until) => {
                lines.line(&format!("DTSTART:{}", moment(from)));
                lines.line(&format!("DTEND:{}", moment(until)));
            }
        }
        lines.text("SUMMARY", &one_line(&self.title), MAX_TITLE_CHARS);
        if !self.description.is_empty() {
            lines.text("DESCRIPTION", &self.description, MAX_DESCRIPTION_CHARS);
        }
        if let Some(url) = &self.url {
            // Of the type URI, which is not escaped; what could end the line was refused above.
            lines.line(&format!("URL:{url}"));
        }
        lines.line("END:VEVENT");
    }
}

#[derive(Default)]
struct Lines(Vec<u8>);

impl Lines {
    /// A property of the type TEXT: cut, escaped, folded.
    fn text(&mut self, name: &str, text: &str, max: usize) {
        let cut: String = match text.char_indices().nth(max) {
            None => text.to_owned(),
            Some(_) => text.chars().take(max - 1).chain(['…']).collect(),
        };
        self.line(&format!("{name}:{}", escaped(&cut)));
    }

    /// Whole days. The end of an event is the first day that is not part of it (section 3.6.1), and an all-day entry of a
    /// feed takes nobody's time.
    fn days(&mut self, first: Date, last: Date) {
        self.line(&format!("DTSTART;VALUE=DATE:{}", day(first)));
        let after = last.tomorrow().expect("the check refused the last day of all years");
        self.line(&format!("DTEND;VALUE=DATE:{}", day(after)));
        self.line("TRANSP:TRANSPARENT");
    }

    /// One content line, folded: a blank at the beginning of a line says that it belongs to the one before.
    fn line(&mut self, line: &str) {
        let (mut rest, mut room) = (line, LINE_BYTES);
        while rest.len() > room {
            let (head, tail) = rest.split_at(rest.floor_char_boundary(room));
            self.0.extend_from_slice(head.as_bytes());
            self.0.extend_from_slice(b"\r\n ");
            (rest, room) = (tail, LINE_BYTES - 1);
        }
        self.0.extend_from_slice(rest.as_bytes());
        self.0.extend_from_slice(b"\r\n");
    }
}

/// Section 3.3.11: backslash, semicolon, comma and line ends are escaped; other control characters are not allowed.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\\' | ';' | ',' => out.extend(['\\', character]),
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            '\t' => out.push('\t'),
            control if control.is_control() => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn writable(date: Date) -> bool {
    date.year() >= 1
}

fn day(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

fn moment(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::UTC).datetime();
    format!("{}T{:02}{:02}{:02}Z", day(at.date()), at.hour(), at.minute(), at.second())
}
