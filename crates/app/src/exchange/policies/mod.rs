//! Documents coming in as files of Markdown or Word: bytes to documents, with every problem by file and line, before anything
//! is changed.

mod out;
mod said;

pub use out::policy_sheet;

pub use formats::policy::{MAX_DOCX_BYTES, STARTERS, Starter, html_with as policy_html};

use crate::access::Who;
use crate::ask::{At, PeopleOf, PreviewPolicies};
use crate::{App, Failure, Receipt};
use domain::command::{Command, PolicyCommand};
use domain::refusal::Refusal;
use domain::rules::policy::MAX_DOCUMENTS;
use domain::values::policy::{MAX_TEXT, PolicyDocument};
use formats::policy::{PolicyProblem, docx, front};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The endings of file names that are read.
pub const POLICY_ENDINGS: [&str; 4] = ["md", "markdown", "txt", "docx"];

/// A file that comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Something wrong in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyFileProblem {
    /// The file.
    pub file: String,
    /// Line, from 1; 0 for the file as a whole.
    pub line: usize,
    /// Field of the block in front; empty for none.
    pub field: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub hint: String,
}

/// Documents as they were read; nothing is changed yet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PolicyList {
    /// Name of the folder, or of the one file.
    pub source: String,
    /// One document for each file that could be read.
    pub documents: Vec<PolicyDocument>,
    /// Everything that is wrong, file by file.
    pub problems: Vec<PolicyFileProblem>,
    /// What is said about a file without stopping it.
    pub notes: Vec<String>,
}

/// Reads documents; `people` finds a member's id by e-mail address in small letters, by id, and by `me`.
///
/// # Errors
/// A refusal when there are too many of them; problems of single files are in the list.
pub fn read_policies(
    source: &str,
    files: &[PolicyFile],
    people: &BTreeMap<String, String>,
) -> Result<PolicyList, Failure> {
    if files.len() > MAX_DOCUMENTS {
        return Err(Refusal::TooMany { what: "documents in one import", max: MAX_DOCUMENTS }.into());
    }
    let mut list = PolicyList { source: source.to_owned(), ..PolicyList::default() };
    for file in files {
        let problem = |wrong: PolicyProblem| PolicyFileProblem {
            file: file.name.clone(),
            line: wrong.line,
            field: wrong.field,
            what: wrong.what,
            hint: wrong.hint,
        };
        match text(file).and_then(|text| front(&text)) {
            Ok(front) => {
                list.notes.extend(front.unread.iter().map(|key| format!("{}: nothing reads `{key}`", file.name)));
                let (document, wrong) = said::document(&file.name, front, people);
                list.problems.extend(wrong.into_iter().map(problem));
                list.documents.push(document);
            }
            Err(wrong) => list.problems.push(problem(wrong)),
        }
    }
    Ok(list)
}

/// The text of a file, whatever it is written in.
fn text(file: &PolicyFile) -> Result<String, PolicyProblem> {
    let whole = |what: String, hint: &str| PolicyProblem { line: 0, field: String::new(), what, hint: hint.to_owned() };
    let ending = file.name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    match ending.as_str() {
        "docx" => docx(&file.bytes),
        "md" | "markdown" | "txt" if file.bytes.len() > MAX_TEXT => {
            let what = format!("the file has {} KiB", file.bytes.len().div_ceil(1024));
            Err(whole(what, &format!("a text has at most {} KiB: split it", MAX_TEXT / 1024)))
        }
        "md" | "markdown" | "txt" => String::from_utf8(file.bytes.clone()).map_err(|error| {
            let before = &file.bytes[..error.utf8_error().valid_up_to()];
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            PolicyProblem { line, ..whole("it is not UTF-8 text".to_owned(), "save it in UTF-8") }
        }),
        _ => Err(whole(
            format!("`{ending}` is no ending of a document that is read"),
            &format!("name files that end in {}", POLICY_ENDINGS.join(", ")),
        )),
    }
}

/// A starter text as a document.
///
/// # Errors
/// A refusal when there is none with this id.
pub fn starter(id: &str) -> Result<PolicyDocument, Failure> {
    let found = STARTERS.iter().find(|starter| starter.id == id);
    let nearest = || STARTERS.iter().map(|starter| starter.id).find(|known| known.starts_with(id)).map(str::to_owned);
    let unknown = || Refusal::Unknown { what: "starter text", id: id.to_owned(), nearest: nearest() };
    let found = found.ok_or_else(unknown)?;
    let file = PolicyFile { name: format!("{id}.md"), bytes: found.file.as_bytes().to_vec() };
    let list = read_policies("starter texts", &[file], &BTreeMap::new())?;
    list.documents.into_iter().next().ok_or_else(|| unknown().into())
}

impl App {
    /// Reads documents by the members of an organisation.
    ///
    /// # Errors
    /// As [`read_policies`], or without the right to write documents.
    pub fn read_policies(
        &self,
        slug: &str,
        who: &Who,
        source: &str,
        files: &[PolicyFile],
    ) -> Result<PolicyList, Failure> {
        // Whoever may import nothing learns nothing of who the members are.
        self.ask(slug, who, At::default(), &PreviewPolicies(&[]))?;
        let members = self.ask(slug, who, At::default(), &PeopleOf).map(|answer| answer.value.members);
        let mut people = BTreeMap::new();
        for id in members.unwrap_or_default().keys() {
            people.insert(id.clone(), id.clone());
            let email = self.person(id)?.map(|person| person.email.to_lowercase()).filter(|email| !email.is_empty());
            people.extend(email.map(|email| (email, id.clone())));
        }
        if people.contains_key(who.id()) {
            people.insert("me".to_owned(), who.id().to_owned());
        }
        read_policies(source, files, &people)
    }

    /// Imports documents that were read without problems: all or none.
    ///
    /// # Errors
    /// A refusal that lists the problems, or that nothing would change; a fault when it could not be recorded.
    pub fn import_policies(
        &self,
        slug: &str,
        who: &Who,
        request: Option<&str>,
        list: PolicyList,
    ) -> Result<Receipt, Failure> {
        if !list.problems.is_empty() {
            let shown = list.problems.iter().take(20).map(|p| match p.line {
                0 => format!("{}: {} ({})", p.file, p.what, p.hint),
                line => format!("{}, line {line}: {} ({})", p.file, p.what, p.hint),
            });
            return Err(Refusal::ImportRefused { rows: list.problems.len(), problems: shown.collect() }.into());
        }
        let command = PolicyCommand::ImportPolicies { source: list.source, documents: list.documents };
        self.change(slug, who, request, Command::Policy(command))
    }
}
