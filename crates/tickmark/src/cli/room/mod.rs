//! Auditors' requests and the auditor's room in the terminal.

mod exchange;
mod request;
mod said;

pub(crate) use request::request;
pub(crate) use said::room;

use super::out::mend;
use crate::words::room::typed_subject;
use app::Failure;
use domain::values::{Subject, SubjectKind};

/// What something is about, as typed; the engagement when nothing was.
fn about(typed: Option<&String>, engagement: &str) -> Result<Subject, Failure> {
    let Some(typed) = typed else {
        return Ok(Subject { kind: SubjectKind::Engagement, id: engagement.to_owned() });
    };
    typed_subject(typed).ok_or_else(|| {
        let kinds = SubjectKind::ALL.map(SubjectKind::id).join(", ");
        mend(
            format!("--about: `{typed}` names nothing"),
            format!("write a kind and an id, as `control AC-1`; kinds: {kinds}"),
        )
    })
}
