//! One row of a list as a request, with every problem of the row.

use super::super::RowProblem;
use super::{Field, RequestSides};
use domain::values::{AuditRequest, Subject, SubjectKind};
use jiff::civil::Date;

/// Reads a row; what is wrong in it is added to `problems`, and then there is no request.
pub(super) fn read<'a>(
    row: u32,
    cell: impl Fn(Field) -> &'a str,
    sides: &RequestSides,
    problems: &mut Vec<RowProblem>,
) -> Option<AuditRequest> {
    let before = problems.len();
    let mut wrong = |field: &'static str, what: String, hint: &str| {
        problems.push(RowProblem { row, field, what, hint: hint.to_owned() });
    };
    let title = cell(Field::Title);
    if title.is_empty() {
        wrong("Title", "the title is empty".to_owned(), "say in a line what is wanted");
    }
    // A workbook may give a day with a time of midnight.
    let typed = cell(Field::Due);
    let due: Option<Date> = typed.split(['T', ' ']).next().and_then(|day| day.parse().ok());
    if due.is_none() {
        wrong("Due", format!("`{typed}` is no day"), "write a day such as 2026-03-31");
    }
    let typed = cell(Field::To);
    let to = match typed.is_empty() {
        true => Some(String::new()),
        false => sides.people.get(typed).or_else(|| sides.people.get(&typed.to_lowercase())).cloned(),
    };
    if to.is_none() {
        wrong("To", format!("`{typed}` is no member"), "write the e-mail address of a member, or leave it empty");
    }
    let (criterion, control, either) = (cell(Field::Criterion), cell(Field::Control), cell(Field::Either));
    let named: Vec<&str> = [criterion, control, either].into_iter().filter(|id| !id.is_empty()).collect();
    if named.len() > 1 {
        let what = format!("the row names {}", named.join(" and "));
        wrong("Criterion or control", what, "name a criterion or a control, not both");
    }
    let about = |kind, id: &str| Some(Subject { kind, id: id.to_owned() });
    let known = |id: &str| sides.criteria.iter().find(|known| known.eq_ignore_ascii_case(id));
    let subject = match (criterion, control, either) {
        ("", "", "") => None,
        (id, "", "") => about(SubjectKind::Criterion, known(id).map_or(id, String::as_str)),
        ("", id, "") => about(SubjectKind::Control, id),
        (_, _, id) => match known(id) {
            Some(known) => about(SubjectKind::Criterion, known),
            None => about(SubjectKind::Control, id),
        },
    };
    if problems.len() > before {
        return None;
    }
    Some(AuditRequest {
        engagement: sides.engagement.clone(),
        title: title.to_owned(),
        text: cell(Field::Text).to_owned(),
        subject,
        due: due?,
        to: to?,
        reference: cell(Field::Reference).to_owned(),
    })
}
