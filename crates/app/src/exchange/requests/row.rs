//! One row of a list as a request, with every problem of the row.

use super::super::list::as_day;
use super::{EITHER, RequestLists, RowReading};
use domain::values::{AuditRequest, Subject, SubjectKind};

/// Reads a row; where anything is wrong in it, there is no request.
pub(super) fn read(row: &mut RowReading<'_>, lists: &RequestLists) -> Option<AuditRequest> {
    row.needs("Title", "say in a line what is wanted");
    let typed = row.cell("Due");
    let due = as_day(typed);
    if due.is_none() {
        row.wrong("Due", format!("`{typed}` is no day"), "write a day such as 2026-03-31");
    }
    let typed = row.cell("To");
    let to = if typed.is_empty() { Some(String::new()) } else { row.people().find(typed) };
    if to.is_none() {
        let hint = "write the e-mail address of a member, or leave it empty";
        row.wrong("To", format!("`{typed}` is no member"), hint);
    }
    let (criterion, control, either) = (row.cell("Criterion"), row.cell("Control"), row.cell(EITHER));
    let named: Vec<&str> = [criterion, control, either].into_iter().filter(|id| !id.is_empty()).collect();
    if named.len() > 1 {
        let what = format!("the row names {}", named.join(" and "));
        row.wrong(EITHER, what, "name a criterion or a control, not both");
    }
    let about = |kind, id: &str| Some(Subject { kind, id: id.to_owned() });
    let known = |id: &str| lists.criteria.iter().find(|known| known.eq_ignore_ascii_case(id));
    let subject = match (criterion, control, either) {
        ("", "", "") => None,
        (id, "", "") => about(SubjectKind::Criterion, known(id).map_or(id, String::as_str)),
        ("", id, "") => about(SubjectKind::Control, id),
        (_, _, id) => match known(id) {
            Some(known) => about(SubjectKind::Criterion, known),
            None => about(SubjectKind::Control, id),
        },
    };
    if !row.is_sound() {
        return None;
    }
    Some(AuditRequest {
        engagement: lists.engagement.clone(),
        title: row.text("Title"),
        text: row.text("Text"),
        subject,
        due: due?,
        to: to?,
        reference: row.text("Reference"),
    })
}
