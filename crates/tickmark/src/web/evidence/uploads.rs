//! Files in pieces, for the pages' own script: begin, send on from where it stands, finish. The answers are JSON.

use crate::web::typed::{Typed, sentence};
use crate::web::visit::Visit;
use app::Failure;
use app::evidence::{FileTrouble, Received, Upload};
use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::refusal::Refusal;
use domain::values::{EvidenceFile, hint_title};
use serde::Serialize;
use std::io::Cursor;

/// Where an upload stands, and the file once it is whole.
#[derive(Serialize)]
struct Stands {
    id: String,
    name: String,
    offset: u64,
    size: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<File>,
}

/// A file that waits to be handed in.
#[derive(Serialize)]
struct File {
    name: String,
    media: String,
    sha256: String,
    size: u64,
    /// What is odd about it, in words for whoever hands it in.
    odd: Vec<String>,
}

impl From<EvidenceFile> for File {
    fn from(file: EvidenceFile) -> File {
        let odd = odd(&file);
        File { name: file.name, media: file.media, sha256: file.file.sha256, size: file.file.size, odd }
    }
}

impl From<Upload> for Stands {
    fn from(upload: Upload) -> Stands {
        let file = upload.file.map(File::from);
        Stands { id: upload.id, name: upload.name, offset: upload.offset, size: upload.size, file }
    }
}

/// What is odd about a file: how it disagrees with its name, and what was noticed in it.
pub(super) fn odd(file: &EvidenceFile) -> Vec<String> {
    let noticed = file.hints.iter().map(|(kind, times)| {
        let times = if *times == 1 { "once".to_owned() } else { format!("{times} times") };
        format!("looks as if it held {}, {times}", hint_title(kind))
    });
    file.disagrees.clone().into_iter().chain(noticed).map(|words| sentence(&words)).collect()
}

/// What a call of these routes answers.
type Answered = Result<Response, Told>;

/// A trouble as the script reads it: a sentence, a hint, and from where to send on.
pub(super) struct Told(FileTrouble);

impl From<FileTrouble> for Told {
    fn from(trouble: FileTrouble) -> Told {
        Told(trouble)
    }
}

#[derive(Serialize)]
struct Words {
    sentence: String,
    hint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
}

impl IntoResponse for Told {
    fn into_response(self) -> Response {
        let offset = match &self.0 {
            FileTrouble::Offset { at } | FileTrouble::Incomplete { at, .. } => Some(*at),
            _ => None,
        };
        let status = match &self.0 {
            FileTrouble::NoUpload | FileTrouble::NoFile | FileTrouble::Disposed => StatusCode::NOT_FOUND,
            FileTrouble::Offset { .. } | FileTrouble::Incomplete { .. } | FileTrouble::Busy => StatusCode::CONFLICT,
            FileTrouble::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            FileTrouble::Failed(Failure::Refused(Refusal::NoPart)) => StatusCode::NOT_FOUND,
            FileTrouble::Failed(Failure::Refused(Refusal::NotAllowed(_))) => StatusCode::FORBIDDEN,
            // As on the pages: word for word what is said of an organisation that does not exist.
            FileTrouble::Failed(Failure::Fault(fault)) if fault.sentence.starts_with("no organisation") => {
                StatusCode::NOT_FOUND
            }
            FileTrouble::Failed(Failure::Fault(fault)) if !fault.by_user => StatusCode::INTERNAL_SERVER_ERROR,
            FileTrouble::Failed(Failure::Fault(_)) => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let (said, hint) = self.0.words();
        if status == StatusCode::INTERNAL_SERVER_ERROR {
            tracing::error!(sentence = %said, "an upload failed");
        }
        let said =
            if status == StatusCode::INTERNAL_SERVER_ERROR { "this cannot be done now".to_owned() } else { said };
        (status, Json(Words { sentence: sentence(&said), hint: sentence(&hint), offset })).into_response()
    }
}

pub(super) async fn begin(visit: Visit, typed: Typed) -> Answered {
    let size: u64 = typed.get("size").trim().parse().map_err(|_| {
        FileTrouble::from(Refusal::NotPossible {
            sentence: "the size of the file is no number of bytes".to_owned(),
            hint: "send it as size=1048576".to_owned(),
        })
    })?;
    let (name, kind) = (typed.get("name"), typed.get("type"));
    let (app, org, who) = (&visit.doors.app, &visit.org, &visit.who);
    let upload = tokio::task::block_in_place(|| app.begin_upload(org, who, name, kind, size, None))?;
    Ok((StatusCode::CREATED, Json(Stands::from(upload))).into_response())
}

pub(super) async fn standing(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answered {
    let upload = tokio::task::block_in_place(|| visit.doors.app.upload_standing(&visit.org, &visit.who, &id))?;
    Ok(Json(Stands::from(upload)).into_response())
}

/// A piece, from the byte on that the address names: `?offset=4194304`.
pub(super) async fn append(visit: Visit, Path((_, id)): Path<(String, String)>, piece: Bytes) -> Answered {
    let offset = visit.field("offset").and_then(|offset| offset.parse().ok()).ok_or_else(|| {
        FileTrouble::from(Refusal::NotPossible {
            sentence: "it is not said where the piece belongs".to_owned(),
            hint: "name the first byte as ?offset=0".to_owned(),
        })
    })?;
    let (app, org, who) = (&visit.doors.app, &visit.org, &visit.who);
    let upload = tokio::task::block_in_place(|| app.append_upload(org, who, &id, offset, &mut Cursor::new(&piece)))?;
    Ok(Json(Stands::from(upload)).into_response())
}

pub(super) async fn finish(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answered {
    let received = tokio::task::block_in_place(|| visit.doors.app.finish_upload(&visit.org, &visit.who, &id))?;
    let Received { id, file, .. } = received;
    let (name, size) = (file.name.clone(), file.file.size);
    Ok(Json(Stands { id, name, offset: size, size, file: Some(file.into()) }).into_response())
}

pub(super) async fn abandon(visit: Visit, Path((_, id)): Path<(String, String)>) -> Answered {
    tokio::task::block_in_place(|| visit.doors.app.abandon_upload(&visit.org, &visit.who, &id))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
