//! Library files: YAML that holds one framework, crosswalk or collection of claims, read with every problem at once.
//!
//! A file is untrusted: it is bounded in size, nesting and aliases before anything is made of it, its shape is held
//! against the published JSON schema (`docs/formats/`), and only then does it become a [`LibraryDocument`].

pub mod audit_time;
pub mod builtin;
pub mod planner;
mod problem;
mod rules;
pub mod sampling;
pub mod scorecard;
mod shape;
mod tree;
pub mod which_first;

pub use problem::{Problem, Severity};
pub use tree::MAX_BYTES;

use domain::values::LibraryDocument;
use tree::Node;

/// What reading one file gave: the document if it has one, and everything that is wrong or doubtful about it.
#[derive(Clone, Debug)]
pub struct Examination {
    /// The document; absent when the file has errors in its shape.
    pub document: Option<LibraryDocument>,
    /// Errors and hints, in the order of the file.
    pub problems: Vec<Problem>,
}

impl Examination {
    /// Is there a document without errors? Hints do not count.
    pub fn is_sound(&self) -> bool {
        self.document.is_some() && !self.problems.iter().any(Problem::is_error)
    }
}

/// Reads one library file; `name` is the file name that problems print.
///
/// # Errors
/// Every error in the file, with line and column. References into other documents are [`check`]'s business.
pub fn read(bytes: &[u8], name: &str) -> Result<LibraryDocument, Vec<Problem>> {
    let Examination { document, mut problems } = look(bytes, name, None);
    problems.retain(Problem::is_error);
    match document {
        Some(document) if problems.is_empty() => Ok(document),
        _ => Err(problems),
    }
}

/// Reads one library file and checks it against the documents it may refer to; what `tickmark library check` shows.
pub fn examine(bytes: &[u8], name: &str, known: &[LibraryDocument]) -> Examination {
    look(bytes, name, Some(known))
}

/// Checks a document against itself and against the `known` documents it may refer to. Problems name the document's id
/// in place of a file and have no line; [`examine`] gives lines.
pub fn check(document: &LibraryDocument, known: &[LibraryDocument]) -> Vec<Problem> {
    let findings = rules::all(document, Some(known));
    findings.into_iter().map(|f| f.placed(document.id(), None)).collect()
}

/// Writes a document as indented JSON, which is YAML too: [`read`] takes it back unchanged.
pub fn write(document: &LibraryDocument) -> String {
    serde_json::to_string_pretty(document).expect("the types of a library document hold nothing that JSON cannot")
}

fn look(bytes: &[u8], name: &str, known: Option<&[LibraryDocument]>) -> Examination {
    let failed = |problems| Examination { document: None, problems };
    let (text, tree) = match tree::parse(bytes) {
        Ok(parsed) => parsed,
        Err(finding) => return failed(vec![finding.at_file(name)]),
    };
    let findings = shape::findings(&tree);
    if !findings.is_empty() {
        return failed(placed(findings, name, &tree));
    }
    match tree::typed(text) {
        Ok(document) => {
            let problems = placed(rules::all(&document, known), name, tree.body());
            Examination { document: Some(document), problems }
        }
        Err(finding) => failed(vec![finding.at_file(name)]),
    }
}

/// Findings as problems with line and column, in the order of the file.
fn placed(findings: Vec<problem::Finding>, name: &str, tree: &Node) -> Vec<Problem> {
    let mut problems: Vec<Problem> = findings.into_iter().map(|f| f.placed(name, Some(tree))).collect();
    problems.sort_by_key(|p| (p.line, p.column));
    problems
}
