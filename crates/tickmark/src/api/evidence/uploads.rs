//! Uploads that can be resumed: begin, send pieces, ask where it stands, finish. What came in waits 24 hours to be handed in.

use super::{MAX_PIECE, troubled};
use crate::api::call::{Answered, Body, Call, unread_body};
use crate::api::change::{Tagged, Told};
use crate::api::controls::escaped;
use crate::api::parameters::InOrganisation;
use crate::api::problem::{Problem, Refused, Unanswered};
use crate::serve::Doors;
use crate::words::evidence::UploadWords;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use std::io::Cursor;
use std::sync::Arc;
use utoipa::ToSchema;

/// Header that says where a piece belongs, and in answers where the upload stands.
const OFFSET: &str = "upload-offset";
/// Media type of a piece.
const PIECE: &str = "application/octet-stream";

/// The open uploads and waiting files of the caller.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct UploadsWords {
    /// In the order of their ids.
    uploads: Vec<UploadWords>,
}

/// List one's own open uploads, and one's files that wait to be handed in.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/evidence-uploads",
    tag = "evidence",
    params(InOrganisation),
    responses((status = 200, description = "The uploads", body = UploadsWords), Unanswered)
)]
pub(in crate::api) async fn uploads(call: Call) -> Answered<UploadsWords> {
    let own = tokio::task::block_in_place(|| call.doors.app.own_uploads(&call.org(), call.who()));
    let own = own.map_err(|trouble| troubled(&call, trouble))?;
    Ok(Json(UploadsWords { uploads: own.iter().map(UploadWords::from).collect() }))
}

/// A file that will come.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "name": "review.csv", "size": 1024, "type": "text/csv" }))]
pub(in crate::api) struct BeginUploadBody {
    /// Its name; kept in a safe spelling.
    name: String,
    /// Its length in bytes, at most 1 GiB.
    size: u64,
    /// Its SHA-256 in lower-case hex, which is then compared at the end.
    #[serde(default)]
    sha256: Option<String>,
    /// What its sender says it is; compared with its bytes.
    #[serde(default, rename = "type")]
    claimed: String,
}

/// Begin an upload.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/evidence-uploads",
    tag = "evidence",
    params(InOrganisation),
    request_body = BeginUploadBody,
    responses((status = 201, description = "It has begun", body = UploadWords), Refused)
)]
pub(in crate::api) async fn begin_upload(call: Call, Body(body): Body<BeginUploadBody>) -> Told<UploadWords> {
    let BeginUploadBody { name, size, sha256, claimed } = body;
    let (org, app) = (call.org(), &call.doors.app);
    let begun =
        tokio::task::block_in_place(|| app.begin_upload(&org, call.who(), &name, &claimed, size, sha256.as_deref()));
    let words = UploadWords::from(&begun.map_err(|trouble| troubled(&call, trouble))?);
    let place = format!("/api/v1/o/{org}/evidence-uploads/{}", escaped(&words.upload));
    Ok(Tagged { version: None, place: Some(place), body: words })
}

/// An answer with where the upload stands in its head as well.
fn stands(words: UploadWords) -> Response {
    let head = [(OFFSET, words.offset.to_string()), ("upload-length", words.size.to_string())];
    (head, Json(words)).into_response()
}

/// Show where an upload stands. `Upload-Offset` says it too, also to `HEAD`.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/evidence-uploads/{upload}",
    tag = "evidence",
    params(InOrganisation, ("upload" = String, Path, description = "Id of the upload")),
    responses((status = 200, description = "Where it stands", body = UploadWords), Unanswered)
)]
pub(in crate::api) async fn upload(call: Call) -> Result<Response, Problem> {
    let (app, id) = (&call.doors.app, call.part("upload"));
    let standing = tokio::task::block_in_place(|| app.upload_standing(&call.org(), call.who(), &id));
    Ok(stands((&standing.map_err(|trouble| troubled(&call, trouble))?).into()))
}

/// A piece of a file, and where it belongs.
pub(in crate::api) struct Piece {
    offset: u64,
    bytes: Bytes,
}

impl FromRequest<Arc<Doors>> for Piece {
    type Rejection = Problem;

    async fn from_request(request: Request, doors: &Arc<Doors>) -> Result<Piece, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind != PIECE {
            let hint = format!("send `Content-Type: {PIECE}`");
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_a_piece", "the body is no piece", hint));
        }
        let offset = offset(request.headers())?;
        let bytes = Bytes::from_request(request, doors).await;
        let bytes = bytes.map_err(|rejection| unread_body(rejection.status(), &rejection.body_text()))?;
        if bytes.len() > MAX_PIECE {
            return Err(unread_body(StatusCode::PAYLOAD_TOO_LARGE, ""));
        }
        Ok(Piece { offset, bytes })
    }
}

fn offset(headers: &HeaderMap) -> Result<u64, Problem> {
    let text = headers.get(OFFSET).and_then(|text| text.to_str().ok());
    text.and_then(|text| text.trim().parse().ok()).ok_or_else(|| {
        let hint = "send the place of its first byte, such as `Upload-Offset: 0`";
        Problem::unreadable("Upload-Offset is missing or no number", hint)
    })
}

/// Send the next piece, at most 16 MiB. What is acknowledged is on the disk for good.
///
/// If the line was cut, ask where the upload stands and send on from there. A piece for another place is refused as
/// `upload_offset`.
#[utoipa::path(
    patch,
    path = "/api/v1/o/{organisation}/evidence-uploads/{upload}",
    tag = "evidence",
    params(
        InOrganisation,
        ("upload" = String, Path, description = "Id of the upload"),
        ("Upload-Offset" = u64, Header, description = "Place of the first byte of the piece"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The bytes"),
    responses((status = 200, description = "Where it stands now", body = UploadWords), Refused)
)]
pub(in crate::api) async fn append_upload(call: Call, piece: Piece) -> Result<Response, Problem> {
    let (app, id) = (&call.doors.app, call.part("upload"));
    let appended = tokio::task::block_in_place(|| {
        app.append_upload(&call.org(), call.who(), &id, piece.offset, &mut Cursor::new(&piece.bytes))
    });
    Ok(stands((&appended.map_err(|trouble| troubled(&call, trouble))?).into()))
}

/// Finish an upload whose bytes have all come; the answer says what the file really is.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/evidence-uploads/{upload}/finish",
    tag = "evidence",
    params(InOrganisation, ("upload" = String, Path, description = "Id of the upload")),
    responses((status = 200, description = "It is a file now, and waits 24 hours", body = UploadWords), Refused)
)]
pub(in crate::api) async fn finish_upload(call: Call) -> Answered<UploadWords> {
    let (app, id) = (&call.doors.app, call.part("upload"));
    let received = tokio::task::block_in_place(|| app.finish_upload(&call.org(), call.who(), &id));
    Ok(Json((&received.map_err(|trouble| troubled(&call, trouble))?).into()))
}

/// An upload that was given up.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct AbandonedWords {
    /// Its id.
    upload: String,
}

/// Give an upload up, or a file that waits to be handed in.
#[utoipa::path(
    post,
    path = "/api/v1/o/{organisation}/evidence-uploads/{upload}/abandonment",
    tag = "evidence",
    params(InOrganisation, ("upload" = String, Path, description = "Id of the upload")),
    responses((status = 200, description = "It is given up", body = AbandonedWords), Refused)
)]
pub(in crate::api) async fn abandon_upload(call: Call) -> Answered<AbandonedWords> {
    let (app, id) = (&call.doors.app, call.part("upload"));
    let gone = tokio::task::block_in_place(|| app.abandon_upload(&call.org(), call.who(), &id));
    gone.map_err(|trouble| troubled(&call, trouble))?;
    Ok(Json(AbandonedWords { upload: id }))
}
