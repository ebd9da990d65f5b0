//! What is wrong with a library file: where, in which field, why, and what would be right.

use super::tree::Node;
use std::fmt;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used as it is.
    Error,
    /// The file can be used; the built-in library allows itself none of these.
    Hint,
}

/// One problem of a library file. Prints as `file:line:column: field: message (hint)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Error or hint.
    pub severity: Severity,
    /// File name as given, or the id of a document that came from no file.
    pub file: String,
    /// Line, counted from 1; 0 when there is no text to point into.
    pub line: usize,
    /// Column in characters, counted from 1; 0 when there is no text to point into.
    pub column: usize,
    /// The field, such as `items[3].group`; empty for the file as a whole.
    pub field: String,
    /// What is wrong, as a sentence without its full stop.
    pub message: String,
    /// What would be right; may be empty.
    pub hint: String,
}

impl Problem {
    /// Does it make the file unusable?
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        if !self.field.is_empty() {
            write!(f, ": {}", self.field)?;
        }
        write!(f, ": {}", self.message)?;
        if !self.hint.is_empty() {
            write!(f, " ({})", self.hint)?;
        }
        Ok(())
    }
}

/// One step from a node of the file to a node below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// The way from the document to one of its nodes: `items`, 3, `group`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Path(pub(super) Vec<Step>);

impl Path {
    pub(super) fn key(&self, key: &str) -> Path {
        self.step(Step::Key(key.to_owned()))
    }

    pub(super) fn index(&self, index: usize) -> Path {
        self.step(Step::Index(index))
    }

    fn step(&self, step: Step) -> Path {
        let mut steps = self.0.clone();
        steps.push(step);
        Path(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) if n == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
            }
        }
        Ok(())
    }
}

/// A problem before it has a place in a file.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    severity: Severity,
    path: Path,
    line: usize,
    column: usize,
    message: String,
    hint: String,
}

impl Finding {
    pub(super) fn error(path: Path, message: impl Into<String>, hint: impl Into<String>) -> Finding {
        Finding { severity: Severity::Error, path, line: 0, column: 0, message: message.into(), hint: hint.into() }
    }

    pub(super) fn hint(path: Path, message: impl Into<String>, hint: impl Into<String>) -> Finding {
        Finding { severity: Severity::Hint, ..Finding::error(path, message, hint) }
    }

    /// The same finding at a place that the parser gave.
    pub(super) fn on(mut self, line: usize, column: usize) -> Finding {
        (self.line, self.column) = (line, column);
        self
    }

    /// Without a tree to look the place up in: the parser's own place, or none.
    pub(super) fn at_file(self, file: &str) -> Problem {
        self.placed(file, None)
    }

    pub(super) fn placed(self, file: &str, tree: Option<&Node>) -> Problem {
        let found = tree.filter(|_| self.line == 0).map(|tree| tree.place(&self.path));
        let (line, column) = found.unwrap_or((self.line, self.column));
        Problem {
            severity: self.severity,
            file: file.to_owned(),
            line,
            column,
            field: self.path.to_string(),
            message: self.message,
            hint: self.hint,
        }
    }
}
