//! Lists of controls coming in: bytes to controls, with every row-level problem, before anything is changed.

use crate::access::Who;
use crate::{App, Failure, Fault, Receipt};
use domain::command::{Command, imported_link};
use domain::refusal::Refusal;
use domain::values::nearest::nearest;
use domain::values::{Catalogue, Control, FileRef, Frequency, Reference, Status, Target};
use formats::sheet::columns::{self, Field, SheetControl, SheetLink};
use formats::sheet::{self, ReadOptions};
use std::collections::BTreeMap;

/// Largest file that an import keeps, in bytes.
pub const MAX_IMPORT_FILE: u64 = 32 * 1024 * 1024;

/// A list of controls as it was read; nothing is changed yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ControlList {
    /// Name of the file.
    pub source: String,
    /// The sheet that was read, and all sheets.
    pub sheet: String,
    /// All sheets of the file.
    pub sheets: Vec<String>,
    /// The headings.
    pub headers: Vec<String>,
    /// What each field was read from, as `field=Heading`.
    pub columns: Vec<String>,
    /// Headings that no field took.
    pub unmatched: Vec<String>,
    /// The controls, without the links that are problems.
    pub controls: Vec<Control>,
    /// Row number of each control.
    pub rows: Vec<u32>,
    /// Everything that is wrong, row by row.
    pub problems: Vec<RowProblem>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
    /// Number of links read.
    pub links: usize,
}

/// Something wrong in one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// Row as the spreadsheet shows it.
    pub row: u32,
    /// Which field.
    pub field: &'static str,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub hint: String,
}

/// The two frameworks that links of a list may point into.
#[derive(Clone, Copy, Debug)]
pub struct Sides<'a> {
    /// Where they are found.
    pub catalogue: &'a Catalogue,
    /// Left side: the criteria.
    pub from: &'a str,
    /// Right side: controls and clauses.
    pub to: &'a str,
}

/// Reads a list of controls from XLSX or CSV.
///
/// # Errors
/// A refusal that names file, row or heading and what would be right, when the list cannot be read at all. Problems of
/// single rows are in the list.
pub fn read_controls(
    bytes: &[u8],
    name: &str,
    sheet: Option<&str>,
    mapping: &[String],
    sides: Sides<'_>,
    progress: Option<&mut dyn FnMut(u64, u64)>,
) -> Result<ControlList, Failure> {
    let options = ReadOptions { sheet: sheet.map(str::to_owned), progress };
    let table = sheet::read(bytes, name, options).map_err(|e| refused(&e.to_string(), e.hint()))?;
    let (columns, unmatched) =
        columns::resolve(&table.headers, mapping).map_err(|e| refused(&format!("{name}: {e}"), e.hint()))?;
    let mut list = ControlList {
        source: name.to_owned(),
        columns: columns.to_lines(&table.headers),
        unmatched,
        ..ControlList::default()
    };
    if columns.column(Field::Status).is_none() {
        list.notes.push("no column says whether a control is in place: all of them are taken as in place".to_owned());
    }
    for row in columns::rows(&table, &columns) {
        let control = list.control(row, &columns, sides);
        list.controls.push(control);
    }
    list.notes.splice(0..0, table.notes);
    (list.sheet, list.sheets, list.headers) = (table.sheet, table.sheets, table.headers);
    Ok(list)
}

fn refused(sentence: &str, hint: String) -> Failure {
    Refusal::NotPossible { sentence: sentence.to_owned(), hint }.into()
}

impl ControlList {
    fn control(&mut self, row: SheetControl, columns: &columns::Mapping, sides: Sides<'_>) -> Control {
        let has = |field: Field| columns.column(field).is_some();
        self.rows.push(row.row);
        let id = if has(Field::Id) { row.id.trim().to_owned() } else { id_from(&row.name) };
        if id.is_empty() {
            self.problem(row.row, "id", "the control has no id", "give each control an id of its own");
        }
        let name = if row.name.is_empty() { first_words(&row.activity, &id) } else { row.name };
        let status = self.status(row.row, &row.status, has(Field::Status));
        let frequency = self.frequency(row.row, &row.frequency);
        let mut links = BTreeMap::new();
        for link in &row.links {
            for target in self.targets(row.row, link, sides) {
                self.links += 1;
                let twice = links.insert(target.key(), imported_link(&self.source)).is_some();
                if twice {
                    self.notes.push(format!("row {}: {} stands twice and counts once", row.row, target.item));
                }
            }
        }
        Control {
            id,
            name,
            activity: row.activity,
            owner: row.owner,
            kind: row.kind,
            policy: row.policy,
            status,
            frequency,
            links,
        }
    }

    fn problem(&mut self, row: u32, field: &'static str, what: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(RowProblem { row, field, what: what.into(), hint: hint.into() });
    }

    fn status(&mut self, row: u32, typed: &str, has_column: bool) -> Status {
        if !has_column {
            return Status::InPlace;
        }
        if typed.trim().is_empty() {
            return Status::NotInPlace;
        }
        Status::parse(typed).unwrap_or_else(|| {
            self.problem(
                row,
                "status",
                format!("`{typed}` is no status"),
                "write Yes, Partial, Planned, No or Retired",
            );
            Status::NotInPlace
        })
    }

    fn frequency(&mut self, row: u32, typed: &str) -> Option<Frequency> {
        if typed.trim().is_empty() {
            return None;
        }
        let known = Frequency::parse(typed);
        if known.is_none() {
            let ids = Frequency::ALL.map(Frequency::id).join(", ");
            self.problem(row, "frequency", format!("`{typed}` is no frequency"), format!("write one of {ids}"));
        }
        known
    }

    /// The items that a link as typed means: a range is spread out, a broad reference is refused.
    fn targets(&mut self, row: u32, link: &SheetLink, sides: Sides<'_>) -> Vec<Target> {
        let field = link.field.word();
        if link.ambiguous {
            let hint = format!("write `A.{0}` for the control or `clause {0}` for the clause", link.typed);
            self.problem(row, field, format!("`{}` may be a control or a clause", link.typed), hint);
            return Vec::new();
        }
        let reference = match Reference::parse(&link.spelled()) {
            Ok(reference) => reference,
            Err(what) => {
                self.problem(row, field, what, "write for example CC6.1, A.5.7 or clause 9.2.1");
                return Vec::new();
            }
        };
        let found = resolve(&reference, sides);
        if found.is_empty() {
            let near = nearest_id(&reference, sides);
            let hint = near.map_or_else(|| "leave it out or correct it".to_owned(), |id| format!("did you mean {id}?"));
            self.problem(row, field, format!("`{}` is no criterion, control or clause", link.typed), hint);
        }
        found
    }
}

fn resolve(reference: &Reference, sides: Sides<'_>) -> Vec<Target> {
    for framework in [sides.from, sides.to].into_iter().filter_map(|id| sides.catalogue.framework(id).ok()) {
        let position = |id: &str| framework.items.iter().position(|i| i.id == *id && !i.heading);
        let span = match reference {
            Reference::Item(id) | Reference::Clause(id) => position(id).map(|p| p..=p),
            Reference::Range(a, b) => position(a).zip(position(b)).filter(|(a, b)| a <= b).map(|(a, b)| a..=b),
            Reference::Broad(_) => None,
        };
        if let Some(span) = span {
            let items = framework.items[span].iter().filter(|i| !i.heading);
            return items.map(|i| Target { framework: framework.id.clone(), item: i.id.clone() }).collect();
        }
    }
    Vec::new()
}

fn nearest_id(reference: &Reference, sides: Sides<'_>) -> Option<String> {
    let typed = match reference {
        Reference::Item(id) | Reference::Clause(id) | Reference::Broad(id) | Reference::Range(id, _) => id,
    };
    let frameworks = [sides.from, sides.to].into_iter().filter_map(|id| sides.catalogue.framework(id).ok());
    let ids: Vec<&str> = frameworks.flat_map(|f| &f.items).filter(|i| !i.heading).map(|i| i.id.as_str()).collect();
    nearest(typed, ids).map(str::to_owned)
}

/// An id made from a name, for lists without an id column: `Access reviews` becomes `access-reviews`.
fn id_from(name: &str) -> String {
    let mut id = String::new();
    for c in name.chars().flat_map(char::to_lowercase).take(60) {
        if c.is_alphanumeric() {
            id.push(c);
        } else if !id.ends_with('-') && !id.is_empty() {
            id.push('-');
        }
    }
    id.trim_end_matches('-').to_owned()
}

fn first_words(activity: &str, id: &str) -> String {
    let words: Vec<&str> = activity.split_whitespace().take(8).collect();
    if words.is_empty() { id.to_owned() } else { words.join(" ") }
}

impl App {
    /// Imports a list that was read without problems, all or nothing; the file itself is kept.
    ///
    /// # Errors
    /// A refusal that lists the problem rows, or that nothing would change; a fault when it could not be recorded.
    pub fn import_controls(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        list: ControlList,
        bytes: &[u8],
    ) -> Result<Receipt, Failure> {
        if !list.problems.is_empty() {
            let shown = list.problems.iter().take(20).map(|p| format!("row {}: {} ({})", p.row, p.what, p.hint));
            return Err(Refusal::ImportRefused { rows: list.problems.len(), problems: shown.collect() }.into());
        }
        let live = self.live(slug)?;
        let blob = self.files.put(&live.record.id, &mut &*bytes, MAX_IMPORT_FILE)?;
        let file = FileRef { sha256: blob.sha256.clone(), size: blob.size };
        let command = Command::ImportControls { source: list.source, file: Some(file), controls: list.controls };
        self.change_with_files(slug, who, request, command, &[blob])
    }

    /// A kept file, verified against its hash.
    ///
    /// # Errors
    /// [`Fault`] when it is not there or is not what its name says.
    pub fn file(&self, slug: &str, _who: &Who, sha256: &str) -> Result<Vec<u8>, Fault> {
        let live = self.live(slug)?;
        let mut bytes = Vec::new();
        let mut file = self.files.read(&live.record.id, sha256)?;
        std::io::Read::read_to_end(&mut file, &mut bytes)
            .map_err(|e| Fault::new(format!("the file {sha256}: {e}"), "run `tickmark verify`"))?;
        Ok(bytes)
    }
}
