//! Files of evidence on their way out: as attachments that run nothing, whole or in part, unchanged or not at all.

use super::troubled;
use crate::api::call::Call;
use crate::api::parameters::InOrganisation;
use crate::api::problem::{Problem, ProblemDetails, Unanswered};
use crate::flow::flow;
use app::evidence::{EvidenceBytes, FilePlace, FileTrouble};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::ops::Range;

/// Download a file of an item, as it was received. `Range` (RFC 9110, section 14.2) asks for a part; the `ETag` is the
/// file's SHA-256.
///
/// The bytes are compared with what was received before they are sent; of a whole file of more than 8 MiB the answer
/// breaks off where they are not.
#[utoipa::path(
    get,
    path = "/api/v1/o/{organisation}/evidence/{evidence}/files/{file}",
    tag = "evidence",
    params(
        InOrganisation,
        ("evidence" = String, Path, description = "Id of the item"),
        ("file" = u32, Path, description = "Which of its files, from 1", minimum = 1),
        ("version" = Option<u32>, Query, description = "Version of the item; left out, the newest", minimum = 1),
        ("Range" = Option<String>, Header, description = "A part, such as `bytes=0-1023`"),
    ),
    responses(
        (status = 200, description = "The file", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 206, description = "The part", body = Vec<u8>, content_type = "application/octet-stream"),
        (status = 304, description = "It is what `If-None-Match` names"),
        (status = 410, description = "The item was disposed of, and its files with it", body = ProblemDetails, content_type = "application/problem+json"),
        (status = 416, description = "The part begins past the end of the file", body = ProblemDetails, content_type = "application/problem+json"),
        Unanswered,
    )
)]
pub(in crate::api) async fn evidence_file(call: Call, headers: HeaderMap) -> Result<Response, Problem> {
    let number: usize = call.part("file").parse().ok().filter(|number| *number > 0).ok_or_else(|| {
        Problem::new(StatusCode::NOT_FOUND, "no_file", "files are counted from 1", "see the files of the item")
    })?;
    let version = call.number("version")?.map(|version| u32::try_from(version).unwrap_or(u32::MAX));
    let place = FilePlace { id: call.part("evidence"), version, index: number - 1 };
    let org = call.org();
    let facts = call.doors.app.file_at(&org, call.who(), &place).map_err(|trouble| troubled(&call, trouble))?;
    let (size, tag) = (facts.file.size, format!("\"{}\"", facts.file.sha256));
    let says = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    if says(header::IF_NONE_MATCH) == Some(tag.as_str()) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    // A part is of this file only: with another hash in `If-Range` the whole is sent (RFC 9110, section 13.1.5).
    let named = says(header::RANGE).filter(|_| says(header::IF_RANGE).is_none_or(|value| value == tag));
    let range = named.and_then(|text| part(text, size));
    let partial = range.is_some();
    let opened = tokio::task::block_in_place(|| call.doors.app.evidence_file(&org, call.who(), &place, range));
    match opened {
        Ok(bytes) => Ok(flow_of(bytes, &tag, partial)),
        Err(trouble @ FileTrouble::OutOfRange { .. }) => {
            let head = [(header::CONTENT_RANGE, format!("bytes */{size}"))];
            Ok((head, troubled(&call, trouble)).into_response())
        }
        Err(trouble) => Err(troubled(&call, trouble)),
    }
}

/// The bytes as an attachment under a harmless name, of no type that a browser would show.
fn flow_of(bytes: EvidenceBytes, tag: &str, partial: bool) -> Response {
    let length = bytes.range.end - bytes.range.start;
    let (name, size, range) = (bytes.file.name.clone(), bytes.file.file.size, bytes.range.clone());
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect();
    let exact = name.bytes().fold(String::new(), |text, byte| {
        let kept = byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        if kept { text + &char::from(byte).to_string() } else { text + &format!("%{byte:02X}") }
    });
    let mut head = vec![
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}")),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::ETAG, tag.to_owned()),
    ];
    if partial {
        head.push((header::CONTENT_RANGE, format!("bytes {}-{}/{size}", range.start, range.end - 1)));
    }
    let status = if partial { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let mut response = (status, flow(bytes, length)).into_response();
    for (name, value) in head {
        if let Ok(value) = axum::http::HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// The one part that `Range` asks for. Several parts, other units and what cannot be read are answered with the whole, as
/// RFC 9110, section 14.2, allows.
fn part(text: &str, size: u64) -> Option<Range<u64>> {
    let (from, until) = text.trim().strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<u64>().ok()).flatten();
    match (from.trim(), until.trim()) {
        ("", last) => {
            let last = number(last)?;
            // The last nothing of a file is past its end.
            Some(if last == 0 { size..size.saturating_add(1) } else { size.saturating_sub(last)..size })
        }
        (from, "") => Some(number(from)?..u64::MAX),
        (from, until) => {
            let (from, until) = (number(from)?, number(until)?);
            (from <= until).then(|| from..until.saturating_add(1))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::part;

    #[test]
    fn parts_are_read_as_the_standard_writes_them() {
        assert_eq!(part("bytes=0-0", 10), Some(0..1));
        assert_eq!(part("bytes=2-", 10), Some(2..u64::MAX));
        assert_eq!(part("bytes=-3", 10), Some(7..10));
        assert_eq!(part("bytes=-30", 10), Some(0..10));
        assert_eq!(part("bytes=-0", 10), Some(10..11));
        assert_eq!(part("bytes=50-60", 10), Some(50..61));
        for whole in ["bytes=5-2", "bytes=0-1,4-5", "lines=0-1", "bytes=a-b", "bytes", "bytes=+1-2", "bytes=-"] {
            assert_eq!(part(whole, 10), None, "{whole}");
        }
    }
}
