//! The register of documents as a table (clause 7.5.3): what each is, whose, where it stands, and whom it is for.

use super::super::list::out::{day, person};
use crate::App;
use crate::ask::PoliciesAnswer;
use crate::tables::{CellOut, SheetOut};
use domain::reports::policy::PolicyLine;
use domain::values::policy::Policy;

/// The headings, each with its width.
const COLUMNS: [(&str, u16); 22] = [
    ("Id", 8),
    ("Number", 12),
    ("Title", 36),
    ("Kind", 12),
    ("Classification", 14),
    ("Owner", 28),
    ("State", 15),
    ("Version in force", 10),
    ("Since", 12),
    ("Version on its way", 12),
    ("Review by", 12),
    ("Review, months", 10),
    ("Approvals", 10),
    ("Approvers", 28),
    ("Distribution", 24),
    ("Kept, years", 10),
    ("Controls", 24),
    ("Serves", 28),
    ("Documented information", 30),
    ("Acknowledged", 13),
    ("Asked to", 10),
    ("To look at", 40),
];

/// The documents of an answer as one sheet. People stand by e-mail address, or by id where they have none here; the texts are not
/// in it.
pub fn policy_sheet(app: &App, answer: &PoliciesAnswer) -> SheetOut {
    SheetOut {
        name: "Documents".to_owned(),
        headers: COLUMNS.iter().map(|(heading, _)| (*heading).to_owned()).collect(),
        widths: COLUMNS.iter().map(|(_, width)| *width).collect(),
        rows: answer.rows.iter().map(|(policy, line)| row(app, policy, line)).collect(),
        ..SheetOut::default()
    }
}

fn row(app: &App, policy: &Policy, line: &PolicyLine) -> Vec<CellOut> {
    let joined = |words: Vec<&str>| CellOut::text(words.join("; "));
    let count = |count: usize| CellOut::Int(i64::try_from(count).unwrap_or(i64::MAX));
    let version = |version: Option<u32>| version.map_or(CellOut::Empty, |number| CellOut::Int(i64::from(number)));
    let progress = line.progress.as_ref();
    vec![
        CellOut::text(&line.id),
        CellOut::text(&policy.number),
        CellOut::text(&policy.title),
        CellOut::text(policy.kind.id()),
        CellOut::text(policy.classification.id()),
        person(app, policy.owner.as_ref()),
        CellOut::text(line.state.id()),
        version(line.current),
        day(line.since),
        version(line.open.map(|(number, _)| number)),
        day(line.due),
        CellOut::Int(i64::from(policy.review_months)),
        CellOut::Int(i64::from(policy.approval.count)),
        approvers(app, policy),
        joined(policy.distribution.iter().map(|role| role.id()).collect()),
        CellOut::Int(i64::from(policy.retention_years)),
        joined(policy.controls.iter().map(String::as_str).collect()),
        joined(policy.meets.iter().map(String::as_str).collect()),
        joined(policy.pieces.iter().map(|piece| piece.title()).collect()),
        progress.map_or(CellOut::Empty, |progress| count(progress.done())),
        progress.map_or(CellOut::Empty, |progress| count(progress.asked())),
        joined(line.concerns.iter().map(|concern| concern.title()).collect()),
    ]
}

/// Persons by e-mail address, then roles.
fn approvers(app: &App, policy: &Policy) -> CellOut {
    let address = |id: &String| Some(app.email_of(id)).filter(|email| !email.is_empty()).unwrap_or_else(|| id.clone());
    let people = policy.approval.people.iter().map(address);
    let all: Vec<String> = people.chain(policy.approval.roles.iter().map(|role| role.id().to_owned())).collect();
    CellOut::text(all.join("; "))
}
