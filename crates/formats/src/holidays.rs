//! Lists of holidays coming in: an iCalendar of whole days (RFC 5545), or a sheet with the columns date and name.

use crate::sheet::{self, ReadOptions, SheetError};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Most days of one file.
pub const MAX_DAYS: usize = 2_000;
/// Largest file, in bytes.
pub const MAX_FILE_BYTES: usize = 1024 * 1024;
/// Most days of one entry of a calendar: a holiday that is longer is a mistake.
pub const MAX_ENTRY_DAYS: i32 = 31;

/// Why a list is not read; nothing of it is used then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HolidayError {
    /// Neither a calendar nor a sheet that can be read.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// Something in one row is wrong.
    #[error("`{file}`, row {row}: `{field}` {what}")]
    Row {
        /// The file's name.
        file: String,
        /// The row, or the line of a calendar, from 1.
        row: usize,
        /// The column or property.
        field: &'static str,
        /// What is wrong with it.
        what: String,
        /// What would be right.
        right: &'static str,
    },
    /// The file as a whole.
    #[error("`{file}` {what}")]
    File {
        /// The file's name.
        file: String,
        /// What is wrong with it.
        what: String,
        /// What would be right.
        right: &'static str,
    },
}

impl HolidayError {
    /// What would be right.
    pub fn hint(&self) -> String {
        match self {
            HolidayError::Sheet(error) => error.hint(),
            HolidayError::Row { right, .. } | HolidayError::File { right, .. } => (*right).to_owned(),
        }
    }
}

type Read = Result<BTreeMap<Date, String>, HolidayError>;

/// Reads a list of holidays; `name` is the file's name. A calendar is known by its first line.
///
/// # Errors
/// A [`HolidayError`] that names file, row and field, and says what would be right.
pub fn read(bytes: &[u8], name: &str) -> Read {
    let file = |what: String, right| HolidayError::File { file: name.to_owned(), what, right };
    if bytes.len() > MAX_FILE_BYTES {
        return Err(file(format!("has more than {MAX_FILE_BYTES} bytes"), "name the holidays alone, one line each"));
    }
    let days = match std::str::from_utf8(bytes) {
        Ok(text) if text.trim_start_matches('\u{feff}').trim_start().starts_with("BEGIN:VCALENDAR") => {
            calendar(text, name)?
        }
        _ => table(bytes, name)?,
    };
    match days.len() {
        0 => Err(file("holds no holiday".to_owned(), "one row for each day: date and name")),
        count if count > MAX_DAYS => Err(file(format!("holds {count} days"), "at most 2,000 days; leave the past out")),
        _ => Ok(days),
    }
}

fn put(days: &mut BTreeMap<Date, String>, day: Date, name: &str) {
    let names = days.entry(day).or_default();
    if names.is_empty() {
        name.clone_into(names);
    } else if names != name {
        *names = format!("{names}, {name}");
    }
}

fn table(bytes: &[u8], name: &str) -> Read {
    let table = sheet::read(bytes, name, ReadOptions::default())?;
    let column =
        |words: &[&str]| table.headers.iter().position(|header| words.contains(&header.trim().to_lowercase().as_str()));
    let (date, called) = (column(&["date", "day", "datum"]), column(&["name", "holiday", "title", "summary"]));
    let (Some(date), Some(called)) = (date, called) else {
        return Err(HolidayError::File {
            file: name.to_owned(),
            what: format!("has the headings {}", table.headers.join(", ")),
            right: "give it the two headings `date` and `name`",
        });
    };
    let mut days = BTreeMap::new();
    for row in &table.rows {
        let wrong = |field, what: String, right| HolidayError::Row {
            file: name.to_owned(),
            row: row.number as usize,
            field,
            what,
            right,
        };
        let (typed, title) = (row.cell(date).trim(), row.cell(called).trim());
        let day =
            typed.parse().map_err(|_| wrong("date", format!("`{typed}` is no date"), "write it like 2026-12-25"))?;
        if title.is_empty() {
            return Err(wrong("name", "is empty".to_owned(), "name the holiday, such as New Year"));
        }
        put(&mut days, day, title);
    }
    Ok(days)
}

/// One entry of a calendar while it is read.
#[derive(Default)]
struct Entry {
    line: usize,
    from: Option<Date>,
    until: Option<Date>,
    name: String,
}

fn calendar(text: &str, name: &str) -> Read {
    let mut days = BTreeMap::new();
    let mut entry: Option<Entry> = None;
    for (line, content) in unfolded(text) {
        let wrong =
            |field, what: String, right| HolidayError::Row { file: name.to_owned(), row: line, field, what, right };
        let Some((head, value)) = content.split_once(':') else { continue };
        let property = head.split(';').next().unwrap_or_default().to_uppercase();
        match (property.as_str(), &mut entry) {
            ("BEGIN", None) if value.eq_ignore_ascii_case("VEVENT") => entry = Some(Entry { line, ..Entry::default() }),
            ("END", Some(_)) if value.eq_ignore_ascii_case("VEVENT") => {
                let ended = entry.take().unwrap_or_default();
                for day in ended.days(name)? {
                    put(&mut days, day, ended.name.trim());
                }
            }
            ("DTSTART", Some(now)) => now.from = Some(day(value).ok_or_else(|| wrong("DTSTART", unread(value), DAY))?),
            ("DTEND", Some(now)) => now.until = Some(day(value).ok_or_else(|| wrong("DTEND", unread(value), DAY))?),
            ("SUMMARY", Some(now)) => now.name = unescaped(value),
            ("RRULE" | "RDATE", Some(_)) => {
                let what = "repeats, and which of its days are meant is not said".to_owned();
                return Err(wrong("RRULE", what, "export the calendar with each day as an entry of its own"));
            }
            _ => {}
        }
    }
    Ok(days)
}

/// What a day of a calendar looks like.
const DAY: &str = "a whole day such as DTSTART;VALUE=DATE:20261225";

fn unread(value: &str) -> String {
    format!("`{value}` is no date")
}

impl Entry {
    /// Its days; the end of an entry is the first day that is not part of it (RFC 5545, section 3.6.1).
    fn days(&self, file: &str) -> Result<Vec<Date>, HolidayError> {
        let wrong = |field, what: &str, right| HolidayError::Row {
            file: file.to_owned(),
            row: self.line,
            field,
            what: what.to_owned(),
            right,
        };
        let Some(from) = self.from else { return Err(wrong("DTSTART", "is missing", DAY)) };
        if self.name.trim().is_empty() {
            return Err(wrong("SUMMARY", "is missing", "name the holiday, such as SUMMARY:New Year"));
        }
        let last = self.until.and_then(|until| until.yesterday().ok()).unwrap_or(from).max(from);
        let all = std::iter::successors(Some(from), |day| day.tomorrow().ok()).take_while(|day| *day <= last);
        let all: Vec<Date> = all.take(MAX_ENTRY_DAYS as usize + 1).collect();
        if all.len() > MAX_ENTRY_DAYS as usize {
            return Err(wrong("DTEND", "is more than 31 days after the first day", "one entry for each holiday"));
        }
        Ok(all)
    }
}

/// Content lines with the number of their first line: a line that begins with a blank goes on with the one before.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, last))) => last.push_str(rest),
            _ => lines.push((number + 1, line.to_owned())),
        }
    }
    lines
}

/// `20261225`, or the day of a moment such as `20261225T000000Z`.
fn day(value: &str) -> Option<Date> {
    let digits = value.trim().split('T').next()?;
    if digits.len() != 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<i16>().ok();
    let small = |range| number(range).and_then(|n| i8::try_from(n).ok());
    Date::new(number(0..4)?, small(4..6)?, small(6..8)?).ok()
}

/// Section 3.3.11.
fn unescaped(value: &str) -> String {
    let mut out = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n' | 'N') | None => out.push(' '),
                Some(other) => out.push(other),
            },
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn ics(lines: &[&str]) -> Vec<u8> {
        let all = ["BEGIN:VCALENDAR", "VERSION:2.0"].iter().chain(lines).chain(&["END:VCALENDAR", ""]);
        all.copied().collect::<Vec<_>>().join("\r\n").into_bytes()
    }

    #[test]
    fn a_calendar_gives_each_of_its_days_a_name() {
        let days = read(
            &ics(&[
                "BEGIN:VEVENT",
                "DTSTART;VALUE=DATE:20261225",
                "DTEND;VALUE=DATE:20261227",
                "SUMMARY:Christmas\\, both",
                "  days",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "DTSTART:20270101T000000Z",
                "SUMMARY:New Year",
                "END:VEVENT",
                "BEGIN:VEVENT",
                "DTSTART;VALUE=DATE:20261225",
                "SUMMARY:Second name",
                "END:VEVENT",
            ]),
            "x.ics",
        )
        .unwrap();
        assert_eq!(days[&date(2026, 12, 25)], "Christmas, both days, Second name");
        assert_eq!(days[&date(2026, 12, 26)], "Christmas, both days");
        assert_eq!(days[&date(2027, 1, 1)], "New Year");
        assert_eq!(days.len(), 3);
    }

    #[test]
    fn a_sheet_gives_date_and_name() {
        let days =
            read("Name,Date\nChristmas Day,2026-12-25\n\"Boxing, Day\",2026-12-26\n".as_bytes(), "h.csv").unwrap();
        assert_eq!(days[&date(2026, 12, 26)], "Boxing, Day");
        assert_eq!(days.len(), 2);
    }

    fn refused(bytes: &[u8], name: &str, words: &[&str]) {
        let error = read(bytes, name).unwrap_err();
        let said = format!("{error}. {}", error.hint());
        assert!(words.iter().all(|word| said.contains(word)) && said.contains(name), "{said} lacks one of {words:?}");
    }

    #[test]
    fn what_cannot_be_read_says_file_row_field_and_what_would_be_right() {
        refused(b"date,name\n25.12.2026,Christmas\n", "h.csv", &["row 2", "date", "25.12.2026", "2026-12-25"]);
        refused(b"date,name\n2026-12-25,\n", "h.csv", &["row 2", "name", "is empty", "New Year"]);
        refused(b"a,b\n1,2\n", "h.csv", &["headings a, b", "`date` and `name`"]);
        refused(&ics(&[]), "x.ics", &["holds no holiday"]);
        let event = |lines: &[&str]| {
            let all: Vec<&str> = ["BEGIN:VEVENT"].iter().chain(lines).chain(&["END:VEVENT"]).copied().collect();
            ics(&all)
        };
        refused(&event(&["DTSTART:soon", "SUMMARY:x"]), "x.ics", &["row 4", "DTSTART", "soon", "20261225"]);
        refused(&event(&["DTSTART:20261325", "SUMMARY:x"]), "x.ics", &["row 4", "is no date"]);
        refused(&event(&["DTSTART:20261225", "DTEND:never", "SUMMARY:x"]), "x.ics", &["row 5", "DTEND"]);
        refused(&event(&["SUMMARY:x"]), "x.ics", &["row 3", "DTSTART", "is missing"]);
        refused(&event(&["DTSTART:20261225"]), "x.ics", &["row 3", "SUMMARY", "is missing"]);
        refused(
            &event(&["DTSTART:20261225", "RRULE:FREQ=YEARLY", "SUMMARY:x"]),
            "x.ics",
            &["row 5", "RRULE", "repeats"],
        );
        refused(&event(&["DTSTART:20261225", "DTEND:20270301", "SUMMARY:x"]), "x.ics", &["DTEND", "31 days"]);
        refused(&vec![b'x'; MAX_FILE_BYTES + 1], "big.csv", &["1048576 bytes"]);
        let many: String = std::iter::once("date,name\n".to_owned())
            .chain((0..=MAX_DAYS).map(|n| format!("{},x\n", date(2000, 1, 1) + jiff::ToSpan::days(n as i64))))
            .collect();
        refused(many.as_bytes(), "h.csv", &["2001 days", "2,000"]);
    }
}
