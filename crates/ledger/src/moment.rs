//! Time as a leaf writes it: RFC 3339, UTC, exactly six digits of a second.

/// Last moment that four digits of a year can say: 9999-12-31T23:59:59.999999Z.
const LAST: i64 = 253_402_300_799_999_999;
const DAY: i64 = 86_400_000_000;

/// Writes microseconds since 1970-01-01T00:00:00Z as `2026-03-31T12:00:00.000000Z`; `None` before 1970 or after 9999.
#[must_use]
pub fn moment_to_text(time_us: i64) -> Option<String> {
    if !(0..=LAST).contains(&time_us) {
        return None;
    }
    let (year, month, day) = date(time_us / DAY);
    let of_day = time_us % DAY;
    let (seconds, micros) = (of_day / 1_000_000, of_day % 1_000_000);
    let mut text = [0_u8; 27];
    text.copy_from_slice(b"0000-00-00T00:00:00.000000Z");
    for (at, width, value) in [
        (0, 4, year),
        (5, 2, month),
        (8, 2, day),
        (11, 2, seconds / 3600),
        (14, 2, seconds / 60 % 60),
        (17, 2, seconds % 60),
        (20, 6, micros),
    ] {
        let mut value = value;
        for digit in text[at..at + width].iter_mut().rev() {
            *digit = b'0' + u8::try_from(value % 10).ok()?;
            value /= 10;
        }
    }
    String::from_utf8(text.to_vec()).ok()
}

/// Reads exactly what [`moment_to_text`] writes; `None` for any other form or a day that is in no calendar.
#[must_use]
pub fn moment_from_text(text: &str) -> Option<i64> {
    let text: &[u8; 27] = text.as_bytes().try_into().ok()?;
    for (at, &byte) in b"0000-00-00T00:00:00.000000Z".iter().enumerate() {
        let right = if byte == b'0' { text[at].is_ascii_digit() } else { text[at] == byte };
        if !right {
            return None;
        }
    }
    let number = |from: usize, to: usize| text[from..to].iter().fold(0, |n, digit| n * 10 + i64::from(digit - b'0'));
    let (year, month, day) = (number(0, 4), number(5, 7), number(8, 10));
    let (hour, minute, second, micros) = (number(11, 13), number(14, 16), number(17, 19), number(20, 26));
    if year < 1970 || !(1..=12).contains(&month) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let days = days(year, month, day);
    // A thirtieth of February would come back as a day of March.
    (day >= 1 && date(days) == (year, month, day))
        .then_some(days * DAY + ((hour * 60 + minute) * 60 + second) * 1_000_000 + micros)
}

/// Days since 1970-01-01 of a date in the Gregorian calendar; years begin in March so that leap days come last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + of_year - 719_468
}

/// The date of a day since 1970-01-01: the inverse of [`days`].
fn date(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}
