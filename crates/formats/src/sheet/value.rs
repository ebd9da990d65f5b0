//! One cell's value as the text that a person would have typed.

use calamine::{CellErrorType, DataRef, ExcelDateTime};

/// Clean text of a cell.
///
/// # Errors
/// The spreadsheet's own error value, such as `#REF!`.
pub(super) fn text(value: &DataRef<'_>) -> Result<String, CellErrorType> {
    Ok(match value {
        DataRef::Empty => String::new(),
        DataRef::String(s) => clean(s),
        DataRef::SharedString(s) => clean(s),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => number(*n),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => s.strip_suffix("T00:00:00").unwrap_or(s).to_owned(),
        DataRef::Error(e) => return Err(e.clone()),
    })
}

/// Outer blanks away (no-break and zero-width ones too), one kind of line end.
pub(super) fn clean(text: &str) -> String {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

/// A number at the fifteen digits that a spreadsheet keeps: `7`, not `7.0`; `0.3`, not `0.30000000000000004`.
fn number(n: f64) -> String {
    let rounded = format!("{n:.14e}").parse().unwrap_or(n);
    if rounded == 0.0 { "0".to_owned() } else { format!("{rounded}") }
}

/// ISO 8601: a date alone where there is no time, a time alone where there is no date.
fn moment_text(moment: &ExcelDateTime) -> String {
    let serial = moment.as_f64();
    if moment.is_duration() {
        let seconds = (serial * 86_400.0).round() as i64;
        let (sign, s) = (if seconds < 0 { "-" } else { "" }, seconds.unsigned_abs());
        return format!("{sign}{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match () {
        () if (0.0..1.0).contains(&serial) => time,
        () if serial.fract() == 0.0 => format!("{year:04}-{month:02}-{day:02}"),
        () => format!("{year:04}-{month:02}-{day:02}T{time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    #[test]
    fn numbers_and_dates_become_what_was_typed() {
        assert_eq!(number(7.0), "7");
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(number(-0.0), "0");
        assert_eq!(number(5.1), "5.1");
        assert_eq!(number(1e15), "1000000000000000");
        assert_eq!(moment_text(&ExcelDateTime::new(46_082.0, DateTime, false)), "2026-03-01");
        assert_eq!(moment_text(&ExcelDateTime::new(46_082.5, DateTime, false)), "2026-03-01T12:00:00");
        assert_eq!(moment_text(&ExcelDateTime::new(0.75, DateTime, false)), "18:00:00");
        assert_eq!(moment_text(&ExcelDateTime::new(1.5, TimeDelta, false)), "36:00:00");
        assert_eq!(clean("\u{a0}\u{feff} a\r\nb\rc \u{200b}"), "a\nb\nc");
    }
}
