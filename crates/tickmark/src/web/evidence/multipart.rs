//! A form with files, as a browser without script sends it: each file is received at once and waits under its own id, so that
//! a refused form comes back with the files that are there already.

use super::refused;
use crate::web::problem::Problem;
use crate::web::typed::Typed;
use crate::web::visit::Visit;
use app::evidence::Received;
use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::StatusCode;
use domain::refusal::Refusal;
use domain::values::evidence::MAX_FILES;
use std::io::Cursor;

/// Most fields of one form, files left out: some for each control.
const MAX_FIELDS: usize = 4_000;

/// Reads the form. Files stand in it as fields `upload` with the ids under which they wait.
pub(super) async fn read(visit: &Visit, mut form: Multipart) -> Result<Typed, Problem> {
    let (mut fields, mut files): (Vec<(String, String)>, usize) = (Vec::new(), 0);
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        let name = field.name().unwrap_or_default().to_owned();
        let Some(file) = field.file_name().map(str::to_owned) else {
            if fields.len() >= MAX_FIELDS {
                return Err(Refusal::TooMany { what: "fields of the form", max: MAX_FIELDS }.into());
            }
            fields.push((name, field.text().await.map_err(unreadable)?));
            continue;
        };
        let kind = field.content_type().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(unreadable)?;
        // A field of files that was left empty comes as one without name and content.
        if file.is_empty() && bytes.is_empty() {
            continue;
        }
        files += 1;
        if files > MAX_FILES {
            return Err(Refusal::TooMany { what: "files of one item", max: MAX_FILES }.into());
        }
        let Received { id, .. } = tokio::task::block_in_place(|| {
            visit.doors.app.receive(&visit.org, &visit.who, &file, &kind, &mut Cursor::new(&bytes))
        })
        .map_err(refused)?;
        fields.push(("upload".to_owned(), id));
    }
    Ok(fields.into_iter().collect())
}

/// A form that cannot be read is cut off or too large; the two are told apart by the status it would have.
fn unreadable(error: MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Refusal::NotPossible {
            sentence: format!("files and form are larger than {} MiB together", crate::serve::MAX_BODY / 1024 / 1024),
            hint: "with script, larger files are sent in pieces; `tickmark evidence add` takes up to 1 GiB each"
                .to_owned(),
        }
        .into();
    }
    let sentence = format!("the form cannot be read: {}", error.body_text());
    Refusal::NotPossible { sentence, hint: "send it again".to_owned() }.into()
}
