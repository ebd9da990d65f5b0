//! The report of Lynis: `key=value` lines, in which `key[]=` adds to a list and `|` parts the fields.
//!
//! Lynis names what it warns of and what it suggests; it names no test as passed. So a warning is a failure, a
//! suggestion is information, and the tests that said nothing are counted in a note and nowhere else.

use super::error::FindingsError;
use super::gather::{Gather, Said};
use super::limits::{MAX_LINE_BYTES, MAX_RESOURCE_CHARS};
use domain::values::{FindingResult, Findings, FindingsFormat, counted};

const FORMAT: FindingsFormat = FindingsFormat::Lynis;

/// Bytes of the beginning in which the keys of a report are looked for.
const HEAD: usize = 4 * 1024;

/// Whether a text begins as a report does.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    head.starts_with("# Lynis Report") || head.lines().any(|line| line.starts_with("lynis_version="))
}

pub(super) fn read(text: &str) -> Result<Findings, FindingsError> {
    let mut report = Report { gather: Gather::new(FORMAT), version: None, done: None, skipped: None, finished: false };
    for (at, line) in text.lines().enumerate() {
        report.line(at + 1, line)?;
    }
    report.findings()
}

struct Report<'a> {
    gather: Gather,
    version: Option<&'a str>,
    done: Option<usize>,
    skipped: Option<usize>,
    finished: bool,
}

impl<'a> Report<'a> {
    fn line(&mut self, number: usize, line: &'a str) -> Result<(), FindingsError> {
        let place = || format!("line {number}");
        if line.len() > MAX_LINE_BYTES {
            return Err(FindingsError::TooMuch { format: FORMAT, place: place(), what: "bytes", max: MAX_LINE_BYTES });
        }
        if line.trim().is_empty() || line.starts_with('#') {
            return Ok(());
        }
        let Some((key, value)) = line.split_once('=') else {
            let what = "this line has no `=`; right would be `key=value`, as Lynis writes each line".to_owned();
            return Err(FindingsError::Broken { format: FORMAT, place: place(), what });
        };
        match key {
            "lynis_version" => self.version = Some(value.trim()),
            "hostname" => self.gather.target(value),
            "report_datetime_start" => self.gather.began(value),
            "report_datetime_end" => {
                self.gather.ended(value);
                self.finished = true;
            }
            "warning[]" => self.item(number, "warning", FindingResult::Fail, value)?,
            "suggestion[]" => self.item(number, "suggestion", FindingResult::Informational, value)?,
            "hardening_index" => self.index(number, value)?,
            "tests_executed" => self.done = Some(tests(value)),
            "tests_skipped" => self.skipped = Some(tests(value)),
            _ => {}
        }
        Ok(())
    }

    /// `TEST|what was found|detail|what to do|`, in which `-` stands for nothing.
    fn item(&mut self, line: usize, key: &str, result: FindingResult, value: &str) -> Result<(), FindingsError> {
        let mut fields = value.split('|').map(|field| if field.trim() == "-" { "" } else { field.trim() });
        let (id, title) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        if id.is_empty() || title.is_empty() {
            return Err(FindingsError::Field {
                format: FORMAT,
                place: format!("line {line}"),
                field: format!("{key}[]"),
                what: "has no test or no text".to_owned(),
                right: "`TEST-1234|what was found|detail|solution|`".to_owned(),
            });
        }
        let said = Said {
            id: id.to_owned(),
            title: title.to_owned(),
            severity: key.to_owned(),
            detail: fields.filter(|field| !field.is_empty()).collect::<Vec<_>>().join("\n"),
            ..Said::default()
        };
        self.gather.item(|| format!("line {line}"), said.with(result))
    }

    fn index(&mut self, line: usize, value: &str) -> Result<(), FindingsError> {
        let index = value.trim().parse::<u8>().ok().filter(|index| *index <= 100);
        let index = index.ok_or_else(|| FindingsError::Field {
            format: FORMAT,
            place: format!("line {line}"),
            field: "hardening_index".to_owned(),
            what: format!("is `{}`", super::gather::line(value, 40)),
            right: "a whole number from 0 to 100".to_owned(),
        })?;
        let said = Said {
            id: "hardening_index".to_owned(),
            title: "Hardening index".to_owned(),
            detail: format!("{index} of 100, by the tool's own reckoning"),
            ..Said::default()
        };
        self.gather.item(|| format!("line {line}"), said.with(FindingResult::Informational))
    }

    fn findings(mut self) -> Result<Findings, FindingsError> {
        let version = self.version.ok_or_else(|| FindingsError::Field {
            format: FORMAT,
            place: "document".to_owned(),
            field: "lynis_version".to_owned(),
            what: "is missing".to_owned(),
            right: "the whole lynis-report.dat, whose first lines name it".to_owned(),
        })?;
        self.gather.tool("Lynis", &super::gather::line(version, MAX_RESOURCE_CHARS));
        if let Some(done) = self.done {
            let skipped = self.skipped.map_or(String::new(), |skipped| format!(" and skipped {skipped}"));
            self.gather.note(&format!(
                "Lynis ran {}{skipped}; it names none of them as passed.",
                counted(done, "test", "tests")
            ));
        }
        if !self.finished {
            self.gather.note("The report has no end: the run was cut short, or was still going on.");
        }
        Ok(self.gather.findings())
    }
}

fn tests(value: &str) -> usize {
    value.split('|').filter(|test| !test.trim().is_empty()).count()
}
