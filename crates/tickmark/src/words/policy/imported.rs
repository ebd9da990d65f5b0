//! What importing documents did, or would do.

use crate::words::ReceiptWords;
use app::exchange::PolicyList;
use domain::rules::ImportPlan;
use domain::rules::Planned;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// A problem of one file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyProblemWords {
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

/// What happens to one file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyFileWords {
    /// The file.
    pub file: String,
    /// Number of the document.
    pub number: String,
    /// What it is called.
    pub title: String,
    /// `new`, `draft`, `same` or `refused`.
    pub what: &'static str,
}

/// What was done, or would be.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PolicyImportWords {
    /// Folder or file.
    pub source: String,
    /// New documents.
    pub new: usize,
    /// Known documents that get a draft with another text.
    pub changed: usize,
    /// Known documents with this very text.
    pub same: usize,
    /// Files that are refused; one stops the whole import.
    pub refused: usize,
    /// File by file.
    pub files: Vec<PolicyFileWords>,
    /// File by file: what is wrong.
    pub problems: Vec<PolicyProblemWords>,
    /// What is said about files without stopping them.
    pub notes: Vec<String>,
    /// The receipt, once it was done.
    pub receipt: Option<ReceiptWords>,
}

impl PolicyImportWords {
    /// The words of documents that were read, and of what would happen to them.
    pub fn of(list: &PolicyList, plan: &ImportPlan) -> PolicyImportWords {
        let mut problems: Vec<PolicyProblemWords> = list
            .problems
            .iter()
            .map(|p| PolicyProblemWords {
                file: p.file.clone(),
                line: p.line,
                field: p.field.clone(),
                what: p.what.clone(),
                hint: p.hint.clone(),
            })
            .collect();
        let told: BTreeSet<String> = problems.iter().map(|p| p.file.clone()).collect();
        let mut files = Vec::new();
        for (document, (file, line)) in list.documents.iter().zip(&plan.lines) {
            let what = match line {
                _ if told.contains(file) => "refused",
                Planned::New => "new",
                Planned::Changed(_) => "draft",
                Planned::Same => "same",
                Planned::Refused(refusal) => {
                    problems.push(PolicyProblemWords {
                        file: file.clone(),
                        line: 0,
                        field: String::new(),
                        what: refusal.to_string(),
                        hint: refusal.hint(),
                    });
                    "refused"
                }
            };
            let (number, title) = (document.policy.number.clone(), document.policy.title.clone());
            files.push(PolicyFileWords { file: file.clone(), number, title, what });
        }
        problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        let count = |wanted: &str| files.iter().filter(|file| file.what == wanted).count();
        PolicyImportWords {
            source: list.source.clone(),
            new: count("new"),
            changed: count("draft"),
            same: count("same"),
            refused: problems.iter().map(|p| &p.file).collect::<BTreeSet<_>>().len(),
            problems,
            notes: list.notes.clone(),
            receipt: None,
            files,
        }
    }
}
