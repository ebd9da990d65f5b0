//! A spreadsheet on its way in, the same for every import: taken from a form, kept while its preview is looked at, then
//! imported or forgotten. What the file says is each import's own.

mod stage;

pub(in crate::web) use stage::{Stage, Upload};

use super::problem::Problem;
use super::visit::Visit;
use crate::serve::Doors;
use app::exchange::MAX_IMPORT_FILE;
use axum::body::Bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::{Extension, Router};
use domain::refusal::Refusal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The words of one import where its file is refused or no longer there.
#[derive(Debug)]
pub(in crate::web) struct Wanted {
    /// What else could be done where no file came: `or drop the spreadsheet with the suppliers`.
    pub(in crate::web) file: &'static str,
    /// How a file that is too large is made smaller.
    pub(in crate::web) smaller: &'static str,
    /// What was not done with an upload that is gone: `imported`.
    pub(in crate::web) done: &'static str,
}

/// What a form sent: one file at most, and the other fields that were asked for.
pub(in crate::web) struct Sent {
    file: Option<(String, Bytes)>,
    fields: BTreeMap<String, String>,
}

/// The routes of an import with a stage of their own. The server's own limit on a request stays above this one; the
/// framework's lower one would refuse honest lists.
pub(in crate::web) fn staged(routes: Router<Arc<Doors>>) -> Router<Arc<Doors>> {
    routes.layer(Extension(Arc::new(Stage::default()))).layer(DefaultBodyLimit::max(crate::serve::MAX_BODY))
}

impl Wanted {
    /// Reads a form: the field `file`, and the text fields of these names.
    ///
    /// # Errors
    /// A refusal for a form that is cut off or too large.
    pub(in crate::web) async fn read(&self, mut form: Multipart, fields: &[&str]) -> Result<Sent, Problem> {
        let mut sent = Sent { file: None, fields: BTreeMap::new() };
        while let Some(field) = form.next_field().await.map_err(|error| self.unreadable(&error))? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "file" {
                let file = field.file_name().unwrap_or_default().to_owned();
                sent.file = Some((file, field.bytes().await.map_err(|error| self.unreadable(&error))?));
            } else if fields.contains(&name.as_str()) {
                sent.fields.insert(name, field.text().await.map_err(|error| self.unreadable(&error))?);
            }
        }
        Ok(sent)
    }

    /// Keeps the file that was sent, and answers the id under which its preview is found.
    ///
    /// # Errors
    /// A refusal where no file came, and for one larger than [`MAX_IMPORT_FILE`].
    pub(in crate::web) fn keep(&self, visit: &Visit, stage: &Stage, sent: Sent) -> Result<String, Problem> {
        let Some((name, bytes)) = sent.file.filter(|(name, bytes)| !(name.is_empty() && bytes.is_empty())) else {
            return Err(Refusal::Empty { field: "the file", wanted: self.file }.into());
        };
        if bytes.len() as u64 > MAX_IMPORT_FILE {
            return Err(self.too_large().into());
        }
        let id = app::new_token()?;
        let now_us = visit.doors.app.clock().now_us();
        stage.put(Upload::new(id.clone(), visit.who.id(), &visit.org, &name, bytes.to_vec(), now_us));
        Ok(id)
    }

    /// The upload with this id, if it belongs to the session and the organisation of this visit.
    ///
    /// # Errors
    /// Not found for one that is too old, was taken already, or is somebody else's.
    pub(in crate::web) fn find(&self, visit: &Visit, stage: &Stage, id: &str) -> Result<Arc<Upload>, Problem> {
        let done = self.done;
        let gone = || {
            Problem::NotFound(format!(
                "This upload is no longer kept. Choose the file again; nothing was {done} from it here."
            ))
        };
        stage.get(id, visit.who.id(), &visit.org, visit.doors.app.clock().now_us()).ok_or_else(gone)
    }

    /// A form that cannot be read is cut off or too large; the two are told apart by the status it would have.
    fn unreadable(&self, error: &MultipartError) -> Problem {
        if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            return self.too_large().into();
        }
        let sentence = format!("the upload cannot be read: {}", error.body_text());
        Refusal::NotPossible { sentence, hint: "send it again".to_owned() }.into()
    }

    fn too_large(&self) -> Refusal {
        Refusal::NotPossible {
            sentence: format!("the file is larger than {} MiB", MAX_IMPORT_FILE / 1024 / 1024),
            hint: self.smaller.to_owned(),
        }
    }
}

impl Sent {
    /// A text field; empty when it did not come.
    pub(in crate::web) fn text(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }
}
