//! A file that comes in with a form (RFC 7578): its name, its bytes, and what the fields beside it say.

use super::call::unread_body;
use super::problem::Problem;
use crate::serve::Doors;
use app::exchange::{ControlList, MAX_IMPORT_FILE, Sides, read_controls};
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Largest form with a list of controls, in bytes: the file and a little for the fields.
pub(super) const MAX_FORM: usize = MAX_IMPORT_FILE_BYTES + 128 * 1024;
const MAX_IMPORT_FILE_BYTES: usize = 32 * 1024 * 1024;
const _: () = assert!(MAX_IMPORT_FILE_BYTES as u64 == MAX_IMPORT_FILE);
/// Most fields beside the file.
const MAX_FIELDS: usize = 64;
/// Longest field beside the file, in bytes.
const MAX_FIELD: usize = 1_000;
/// Longest description of a population beside its file, in bytes: its notes may be long.
const MAX_DESCRIPTION: usize = 64 * 1024;
/// The fields that a form with a list of controls may hold, beside `file`.
const FIELDS: [&str; 13] = [
    "sheet",
    "map",
    "columns",
    "save_columns",
    "ignore_unknown",
    "population",
    "customer",
    "title",
    "received",
    "due",
    "question",
    "answer",
    "header_row",
];

/// A file and what was said beside it.
#[derive(Debug, Default)]
pub(super) struct Upload {
    /// Name of the file, without folders.
    pub(super) name: String,
    /// The file.
    pub(super) bytes: axum::body::Bytes,
    fields: BTreeMap<String, Vec<String>>,
}

impl FromRequest<Arc<Doors>> for Upload {
    type Rejection = Problem;

    async fn from_request(request: Request, doors: &Arc<Doors>) -> Result<Upload, Problem> {
        let mut form = Multipart::from_request(request, doors).await.map_err(|_| {
            let hint = "send `multipart/form-data` with the list in the field `file`";
            Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_a_form", "the body is no form with a file", hint)
        })?;
        let mut upload = Upload::default();
        let (mut count, mut named) = (0, false);
        while let Some(field) = form.next_field().await.map_err(broken)? {
            count += 1;
            if count > MAX_FIELDS {
                let hint = format!("send at most {MAX_FIELDS}");
                return Err(Problem::unreadable("the form has too many fields", hint));
            }
            let field_name = field.name().unwrap_or_default().to_owned();
            if field_name == "file" {
                // A form in which nothing was chosen sends a file without a name.
                named = field.file_name().is_some_and(|name| !name.trim().is_empty());
                upload.name = field.file_name().map_or_else(|| "controls.csv".to_owned(), plain_name);
                upload.bytes = field.bytes().await.map_err(broken)?;
            } else if FIELDS.contains(&field_name.as_str()) {
                let text = field.text().await.map_err(broken)?;
                let most = if field_name == "population" { MAX_DESCRIPTION } else { MAX_FIELD };
                if text.len() > most {
                    let hint = format!("shorten it to {most} bytes");
                    return Err(Problem::unreadable(format!("the field `{field_name}` is too long"), hint));
                }
                upload.fields.entry(field_name).or_default().push(text);
            } else {
                let hint = format!("it knows file, {}", FIELDS.join(", "));
                return Err(Problem::unreadable(format!("the form knows no field `{field_name}`"), hint));
            }
        }
        match upload.bytes.len() {
            0 if named => {
                let hint = "choose the file again, or save it once more in the program that made it";
                Err(Problem::unreadable(format!("`{}` is empty (0 bytes)", upload.name), hint))
            }
            0 => Err(Problem::unreadable("the form holds no file", "send the list in the field `file`")),
            size if size > MAX_IMPORT_FILE_BYTES => Err(unread_body(StatusCode::PAYLOAD_TOO_LARGE, "")),
            _ => Ok(upload),
        }
    }
}

fn broken(error: MultipartError) -> Problem {
    unread_body(error.status(), &error.body_text())
}

/// A name without folders, as some browsers send them.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    if last.is_empty() { "controls.csv".to_owned() } else { last.to_owned() }
}

impl Upload {
    /// A field, if it is there and not empty.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.all(name).first().map(|v| v.trim()).filter(|v| !v.is_empty())
    }

    /// Every value of a field that may be repeated.
    pub(super) fn all(&self, name: &str) -> &[String] {
        self.fields.get(name).map_or(&[], Vec::as_slice)
    }

    /// Reads the list of controls. `kept` are the columns of a kept mapping; those of the form come after and win.
    pub(super) fn controls(&self, kept: Vec<String>, sides: Sides<'_>) -> Result<ControlList, Problem> {
        let mut mapping = kept;
        mapping.extend_from_slice(self.all("map"));
        let read = || read_controls(&self.bytes, &self.name, self.field("sheet"), &mapping, sides, None);
        Ok(tokio::task::block_in_place(read)?)
    }
}
