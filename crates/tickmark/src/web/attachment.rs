//! Files that leave the house through the browser: as attachments that it neither guesses nor runs.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// A file to keep, never to show: what is in it came from people.
pub(super) fn attachment(kind: &str, name: &str, bytes: Vec<u8>) -> Response {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect();
    let head = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{plain}\"")),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (head, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_leaves_as_an_attachment_under_a_harmless_name() {
        let response = attachment("text/csv", "a\"b\r\n../x.csv", Vec::new());
        let head = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        assert_eq!(head(header::CONTENT_DISPOSITION), "attachment; filename=\"a_b__.._x.csv\"");
        assert!(head(header::CONTENT_SECURITY_POLICY).contains("sandbox"));
    }
}
