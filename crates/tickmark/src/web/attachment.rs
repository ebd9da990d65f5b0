//! Files that leave the house over HTTP: as attachments that a browser neither guesses nor runs. Sheets leave as CSV or
//! as workbooks, in one way for people and for programs.

use crate::flow::flow;
use crate::request;
use app::tables::{self, SheetOut};
use app::{App, Fault};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use std::io::Read;
use tokio::task::block_in_place;

const CSV: &str = "text/csv; charset=utf-8";
/// The media type of a workbook.
pub(crate) const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A sheet as CSV, to be kept as `name.csv`.
///
/// # Errors
/// A fault when it cannot be written.
pub(crate) fn csv<E: From<Fault>>(name: &str, sheet: impl FnOnce() -> SheetOut) -> Result<Response, E> {
    let bytes = block_in_place(|| tables::csv(&sheet()))?;
    Ok(attachment(CSV, &format!("{name}.csv"), bytes))
}

/// Sheets as a workbook with a title and a subject, to be kept as `name.xlsx`. The waivers under which the question was
/// answered are a sheet of their own, at the end (SoD-18).
///
/// # Errors
/// A fault when it cannot be written.
pub(crate) fn xlsx<E: From<Fault>>(
    app: &App,
    name: &str,
    (title, subject): (&str, &str),
    sheets: impl FnOnce() -> Vec<SheetOut>,
) -> Result<Response, E> {
    let made = || tables::with_waivers(sheets(), &request::waived());
    workbook(name, || tables::workbook_about(title, subject, app.clock().now_us(), made()))
}

/// A workbook that is made when it is asked for, to be kept as `name.xlsx`.
///
/// # Errors
/// A fault when it cannot be made.
pub(crate) fn workbook<E: From<Fault>>(
    name: &str,
    made: impl FnOnce() -> Result<Vec<u8>, Fault>,
) -> Result<Response, E> {
    Ok(attachment(WORKBOOK, &format!("{name}.xlsx"), block_in_place(made)?))
}

/// A file to keep, never to show: what is in it came from people.
pub(crate) fn attachment(kind: &str, name: &str, bytes: Vec<u8>) -> Response {
    let head = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", plain(name))),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (head, bytes).into_response()
}

/// The same for a file of any size, read while it is sent. A reader that fails breaks the answer off, so that no browser
/// takes what it has for the whole file.
pub(super) fn attachment_of(name: &str, length: u64, reader: impl Read + Send + 'static) -> Response {
    let head = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain(name), escaped(name)),
        ),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (head, flow(reader, length)).into_response()
}

/// A name that every browser takes as it is.
fn plain(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect()
}

/// The whole name, as RFC 8187 writes it.
fn escaped(name: &str) -> String {
    let word = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    name.bytes().map(|b| if word(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use std::io;

    fn head(response: &Response, name: header::HeaderName) -> String {
        response.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
    }

    #[test]
    fn a_file_leaves_as_an_attachment_under_a_harmless_name() {
        let response = attachment("text/csv", "a\"b\r\n../x.csv", Vec::new());
        assert_eq!(head(&response, header::CONTENT_DISPOSITION), "attachment; filename=\"a_b__.._x.csv\"");
        assert!(head(&response, header::CONTENT_SECURITY_POLICY).contains("sandbox"));
    }

    #[tokio::test]
    async fn a_large_file_leaves_in_pieces_and_a_broken_one_breaks_off() {
        let whole: Vec<u8> = (0..1 << 20).map(|n| u8::try_from(n % 251).unwrap()).collect();
        let response = attachment_of("Bericht \u{e4}.pdf", whole.len() as u64, io::Cursor::new(whole.clone()));
        let disposition = head(&response, header::CONTENT_DISPOSITION);
        assert_eq!(disposition, "attachment; filename=\"Bericht__.pdf\"; filename*=UTF-8''Bericht%20%C3%A4.pdf");
        assert_eq!(to_bytes(response.into_body(), usize::MAX).await.unwrap(), whole);
        struct Broken(bool);
        impl Read for Broken {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                match std::mem::replace(&mut self.0, true) {
                    false => Ok(buffer.len()),
                    true => Err(io::ErrorKind::InvalidData.into()),
                }
            }
        }
        let response = attachment_of("x", 1 << 20, Broken(false));
        assert!(to_bytes(response.into_body(), usize::MAX).await.is_err());
    }
}
