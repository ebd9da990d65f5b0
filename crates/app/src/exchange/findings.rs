//! Results of other tools coming in as evidence: recognised, read whole before anything is kept, handed in with the file as it
//! came and a summary beside it; and read again for the page of an item.

use crate::evidence::{FilePlace, FileTrouble, NewEvidence, Received};
use crate::{App, Failure, Fault, Receipt, Who};
use domain::refusal::Refusal;
use domain::reports::findings::{claimed, counts_in_words, rows, summary};
use domain::rules::{LONG_TEXT, SHORT_TEXT};
use domain::values::{
    Classification, Environment, Evidence, EvidenceFile, EvidenceType, Findings, FindingsFormat, Form, Source, Window,
};
use formats::findings::{FindingsError, detect, limits, read_on};
use jiff::civil::Date;
use std::io::Read;

/// Largest file of findings that is read, in bytes: 64 MiB.
pub const MAX_FINDINGS_FILE: u64 = limits::MAX_BYTES as u64;
/// Largest file that is read without being asked for, in bytes: 4 MiB.
pub const READ_UNASKED: u64 = 4 << 20;
/// Bytes from which a format is recognised before a file of an item is read whole.
const BEGINNING: u64 = 64 * 1024;

/// A file of findings as it was read; nothing is changed yet.
#[derive(Clone, Debug, PartialEq)]
pub struct FindingsFile {
    /// Its name.
    pub name: String,
    /// SHA-256 of the file, lower-case hex.
    pub sha256: String,
    /// What it says.
    pub findings: Findings,
}

/// Reads findings of another tool, whatever their format. A list of accounts does not say on which day it was exported: `on`
/// says it, and without it no days are counted.
///
/// # Errors
/// A refusal that names the file, the line, row or path, the field, and what would be right; or that no format was
/// recognised.
pub fn read_findings(bytes: &[u8], name: &str, on: Option<Date>) -> Result<Findings, Failure> {
    let format = detect(bytes, name).ok_or_else(|| Refusal::NotPossible {
        sentence: format!("{name} looks like none of the formats that are read"),
        hint: "bring OCSF (as Prowler writes it), SARIF, CycloneDX as JSON, lynis-report.dat, XCCDF results, or a list of accounts with its headings; anything else is handed in as a file".to_owned(),
    })?;
    Ok(read_on(bytes, format, name, on).map_err(|error| Refusal::NotPossible {
        sentence: match &error {
            // It names the file itself.
            FindingsError::Sheet { .. } => error.to_string(),
            _ => format!("{name}: {error}"),
        },
        hint: error.hint().to_owned(),
    })?)
}

/// The day of a list that does not say its own: on which it was made, else the last day of its period or the day on which it
/// was collected, whichever is earlier.
#[must_use]
pub fn day_of_list(evidence: &Evidence) -> Date {
    let until = evidence.period.until;
    evidence.captured.unwrap_or_else(|| evidence.collected.map_or(until, |collected| collected.min(until)))
}

/// What an item with these findings says of itself; the days are the file's own claims. `period` where somebody knows better,
/// or where the file says nothing.
///
/// # Errors
/// A refusal when neither the file nor `period` says which days it is about.
pub fn described(file: &FindingsFile, period: Option<Window>, today: Date) -> Result<Evidence, Refusal> {
    let findings = &file.findings;
    let said = claimed(findings);
    let accounts = findings.format == FindingsFormat::Accounts;
    let period = period.or(said).ok_or_else(|| Refusal::NotPossible {
        sentence: match accounts {
            true => format!("{} does not say on which day it was exported", file.name),
            false => format!("{} does not say on which day the tool ran", file.name),
        },
        hint: "say which days it is about, first and last".to_owned(),
    })?;
    let version = findings.version.as_ref().map_or_else(String::new, |version| format!(" {version}"));
    let target = findings.target.as_ref().map_or_else(String::new, |target| format!(" on {target}"));
    let (tool, day) = (&findings.tool, said.map_or(period.until, |said| said.until));
    Ok(Evidence {
        title: cut(format!("{tool}{version}{target}, {day}"), SHORT_TEXT),
        kind: kind(findings.format),
        form: Form::List,
        period,
        captured: said.map(|said| said.until),
        collected: Some(today),
        source: Source {
            system: cut(format!("{tool}{version}{target}"), SHORT_TEXT),
            environment: Environment::NotSaid,
            rows: Some(rows(findings)),
            ..Source::default()
        },
        shows: [].into(),
        collector: None,
        classification: Classification::Confidential,
        // Accounts are those of people, and a list without them would show nothing.
        personal_data: accounts,
        note: cut(note(findings), LONG_TEXT),
    })
}

fn note(findings: &Findings) -> String {
    let (format, tool, counts) = (findings.format.name(), &findings.tool, counts_in_words(&findings.counts));
    match findings.format {
        FindingsFormat::Accounts => format!("{} accounts; by the rules for accounts: {counts}.", rows(findings)),
        _ => format!("{format} findings as {tool} says them: {counts}."),
    }
}

/// Benchmarks and inventories tell how systems are set, lists of accounts who has access; the others tell what somebody looked
/// for.
fn kind(format: FindingsFormat) -> EvidenceType {
    match format {
        FindingsFormat::Xccdf | FindingsFormat::Lynis | FindingsFormat::CycloneDx => EvidenceType::SystemConfiguration,
        FindingsFormat::Ocsf | FindingsFormat::Sarif => EvidenceType::MonitoringReport,
        FindingsFormat::Accounts => EvidenceType::AccessLog,
    }
}

fn cut(text: String, max: usize) -> String {
    if text.chars().count() <= max { text } else { text.chars().take(max - 1).chain(['…']).collect() }
}

impl App {
    /// Reads a file that was received and waits to be handed in; `on` is the day of a list that does not say its own.
    ///
    /// # Errors
    /// [`FileTrouble::NoUpload`], [`FileTrouble::Incomplete`], or a refusal as [`read_findings`] gives it.
    pub fn findings_of_upload(
        &self,
        slug: &str,
        who: &Who,
        upload: &str,
        on: Option<Date>,
    ) -> Result<FindingsFile, FileTrouble> {
        let waiting = self.upload_standing(slug, who, upload)?;
        let (at, size) = (waiting.offset, waiting.size);
        let file = waiting.file.ok_or(FileTrouble::Incomplete { at, size })?;
        if file.file.size > MAX_FINDINGS_FILE {
            return Err(FileTrouble::TooLarge { limit: MAX_FINDINGS_FILE });
        }
        let live = self.live(slug)?;
        let mut bytes = Vec::new();
        let unread = |error| Fault::new(format!("{} cannot be read: {error}", file.name), "send it again");
        self.files.read(&live.record.id, &file.file.sha256)?.read_to_end(&mut bytes).map_err(unread)?;
        let findings = read_findings(&bytes, &file.name, on)?;
        Ok(FindingsFile { name: file.name, sha256: file.file.sha256, findings })
    }

    /// Hands in the findings of one file that was received: the file as it came, a summary beside it, the number of findings
    /// (of a list of accounts that of its accounts) as the number of rows. Everything else is as `new` says; its only upload is
    /// the file.
    ///
    /// # Errors
    /// A refusal for findings that are evidence of no own control; as [`App::findings_of_upload`] and [`App::add_evidence`]; nothing of the summary remains then.
    pub fn import_findings(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        new: NewEvidence,
    ) -> Result<Receipt, FileTrouble> {
        let [upload] = new.uploads.as_slice() else {
            let hint = "name the one file whose findings are imported".to_owned();
            return Err(Refusal::NotPossible { sentence: "findings are imported file by file".to_owned(), hint }.into());
        };
        if new.controls.is_empty() {
            let hint = "name at least one own control, such as AC-1; what a tool names is no link to one".to_owned();
            let sentence = "it is not said which own control these findings are evidence of".to_owned();
            return Err(Refusal::NotPossible { sentence, hint }.into());
        }
        let file = self.findings_of_upload(slug, who, upload, Some(day_of_list(&new.evidence)))?;
        let text = summary(&file.findings, &file.name, &file.sha256);
        let name = summary_name(&file.name);
        let Received { id, .. } = self.receive(slug, who, &name, "text/plain", &mut text.as_bytes())?;
        let rows = Some(rows(&file.findings));
        let evidence = Evidence { form: Form::List, source: Source { rows, ..new.evidence.source }, ..new.evidence };
        let uploads = vec![upload.clone(), id.clone()];
        let added = self.add_evidence(slug, who, request, NewEvidence { evidence, uploads, ..new });
        if added.is_err() {
            // What is not given up now is collected a day later.
            let _ = self.abandon_upload(slug, who, &id);
        }
        added
    }

    /// The findings of a file of an item, for whoever may read the item; `None` for a file of another kind, or for one larger
    /// than `most` bytes. A list of accounts is judged where it was imported as findings, so that its summary lies beside it; a
    /// list that was handed in as a file stays one.
    ///
    /// # Errors
    /// As [`App::evidence_file`]; a refusal for a file of such a format that cannot be read to its end.
    pub fn findings_of(
        &self,
        slug: &str,
        who: &Who,
        place: &FilePlace,
        most: u64,
    ) -> Result<Option<FindingsFile>, FileTrouble> {
        let file = self.file_at(slug, who, place)?;
        if file.file.size > most.min(MAX_FINDINGS_FILE) || !may_hold(&file) {
            return Ok(None);
        }
        let on = self.day_of_imported(slug, who, place, &file)?;
        let mut whole = self.evidence_file(slug, who, place, None)?;
        let changed = |_| FileTrouble::Changed { name: file.name.clone() };
        let mut bytes = Vec::new();
        Read::by_ref(&mut whole).take(BEGINNING).read_to_end(&mut bytes).map_err(changed)?;
        // A workbook shows what it is only when it is there to its end; of those that are read each is a list of accounts.
        let format = match bytes.starts_with(b"PK") {
            true => Some(FindingsFormat::Accounts),
            false => detect(&bytes, &file.name),
        };
        if format.is_none_or(|format| format == FindingsFormat::Accounts && on.is_none()) {
            return Ok(None);
        }
        whole.read_to_end(&mut bytes).map_err(changed)?;
        let findings = read_findings(&bytes, &file.name, on)?;
        Ok(Some(FindingsFile { name: file.name, sha256: file.file.sha256, findings }))
    }

    /// The day of the item in which a file was imported as findings; `None` where no summary of it lies beside it.
    fn day_of_imported(
        &self,
        slug: &str,
        who: &Who,
        place: &FilePlace,
        file: &EvidenceFile,
    ) -> Result<Option<Date>, FileTrouble> {
        let held = self.item_to_read(slug, who, &place.id)?;
        let number = place.version.unwrap_or_else(|| held.version());
        let version = number.checked_sub(1).and_then(|n| held.versions.get(usize::try_from(n).ok()?));
        let summary = summary_name(&file.name);
        Ok(version
            .filter(|version| version.files.iter().any(|beside| beside.name == summary))
            .map(|version| day_of_list(&version.evidence)))
    }
}

/// The name of the summary that lies beside a file of findings.
fn summary_name(name: &str) -> String {
    format!("summary-{name}.txt")
}

/// Could these bytes be findings at all: text, JSON or XML?
fn may_hold(file: &EvidenceFile) -> bool {
    ["text/", "json", "xml"].iter().any(|part| file.media.contains(part))
}
