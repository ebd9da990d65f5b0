//! What the sender says of a file, held against what its bytes say.

use super::Seen;
use crate::kind::Family;
use crate::name::{ending, is_hidden};

/// Endings with the media types that they stand for. An ending that is not here claims nothing.
const ENDINGS: [(&[&str], &[&str]); 35] = [
    (&["png"], &["image/png"]),
    (&["jpg", "jpeg", "jpe", "jfif"], &["image/jpeg"]),
    (&["gif"], &["image/gif"]),
    (&["webp"], &["image/webp"]),
    (&["bmp", "dib"], &["image/bmp"]),
    (&["tif", "tiff"], &["image/tiff"]),
    (&["heic", "heif"], &["image/heic"]),
    (&["ico"], &["image/vnd.microsoft.icon"]),
    (&["svg"], &["image/svg+xml"]),
    (&["pdf"], &["application/pdf"]),
    (&["docx", "dotx"], &["application/vnd.openxmlformats-officedocument.wordprocessingml.document"]),
    (&["xlsx", "xltx"], &["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]),
    (&["pptx", "ppsx", "potx"], &["application/vnd.openxmlformats-officedocument.presentationml.presentation"]),
    (&["docm", "dotm"], &["application/vnd.ms-word.document.macroenabled.12"]),
    (&["xlsm", "xltm", "xlam"], &["application/vnd.ms-excel.sheet.macroenabled.12"]),
    (&["pptm", "ppsm", "potm"], &["application/vnd.ms-powerpoint.presentation.macroenabled.12"]),
    (&["odt"], &["application/vnd.oasis.opendocument.text"]),
    (&["ods"], &["application/vnd.oasis.opendocument.spreadsheet"]),
    (&["odp"], &["application/vnd.oasis.opendocument.presentation"]),
    (&["doc", "dot"], &["application/msword", "application/rtf"]),
    (&["xls", "xlt"], &["application/vnd.ms-excel"]),
    (&["ppt", "pps"], &["application/vnd.ms-powerpoint"]),
    (&["msg"], &["application/vnd.ms-outlook"]),
    (&["rtf"], &["application/rtf"]),
    (&["zip"], &["application/zip"]),
    (&["gz", "tgz"], &["application/gzip"]),
    (&["tar"], &["application/x-tar"]),
    (&["7z"], &["application/x-7z-compressed"]),
    (&["rar"], &["application/vnd.rar"]),
    (&["exe", "dll", "scr", "com", "sys"], &["application/vnd.microsoft.portable-executable"]),
    (&["htm", "html", "xhtml", "xht", "shtml"], &["text/html"]),
    (&["mht", "mhtml"], &["multipart/related"]),
    (&["xml"], &["application/xml"]),
    (&["json", "jsonl", "ndjson", "har"], &["application/json"]),
    (
        &[
            "txt", "log", "csv", "tsv", "md", "yaml", "yml", "toml", "ini", "conf", "cfg", "sql", "eml", "tf", "pem",
            "crt",
        ],
        &["text/plain"],
    ),
];

/// Other names of media types.
const ALIASES: [(&str, &str); 12] = [
    ("image/jpg", "image/jpeg"),
    ("image/pjpeg", "image/jpeg"),
    ("image/x-png", "image/png"),
    ("image/x-ms-bmp", "image/bmp"),
    ("image/x-icon", "image/vnd.microsoft.icon"),
    ("application/x-pdf", "application/pdf"),
    ("application/x-zip-compressed", "application/zip"),
    ("application/x-gzip", "application/gzip"),
    ("application/xhtml+xml", "text/html"),
    ("text/xml", "application/xml"),
    ("text/rtf", "application/rtf"),
    ("application/x-msdownload", "application/vnd.microsoft.portable-executable"),
];

/// Adds what is odd about the claims.
pub(super) fn compare(seen: &mut Seen, name: &str, media_type: &str) {
    let what = seen.family.title();
    if name.chars().any(|c| is_hidden(c) && !c.is_ascii_control()) {
        seen.odd.push("its name has characters that hide how it ends".to_owned());
    }
    let ending = ending(name);
    let meant = ENDINGS.iter().find(|(endings, _)| endings.contains(&ending.as_str())).map(|(_, types)| *types);
    if meant.is_some_and(|types| !fits(seen, types)) {
        seen.odd.push(format!("its name ends in .{ending}, and it is {what} ({})", seen.media_type));
    }
    let claimed = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let claimed = ALIASES.iter().find(|(alias, _)| *alias == claimed).map_or(claimed.as_str(), |(_, name)| *name);
    let known = claimed.starts_with("text/") || ENDINGS.iter().any(|(_, types)| types.contains(&claimed));
    // Browsers name a type by the ending; some name CSV after the program that opens it.
    let of_table = claimed == "application/vnd.ms-excel" && seen.family == Family::Text;
    if known && !of_table && !fits(seen, &[claimed]) {
        seen.odd.push(format!("it was sent as {claimed}, and it is {what} ({})", seen.media_type));
    }
}

/// Whether what was found is one of the types meant. One text is as good as another, except a web page.
fn fits(seen: &Seen, types: &[&str]) -> bool {
    let office = |media: &&str| media.starts_with("application/vnd.openxmlformats") || media.contains("macroenabled");
    let text = |media: &&str| matches!(*media, "application/json" | "application/xml") || media.starts_with("text/");
    types.contains(&seen.media_type)
        || seen.in_envelope && types.iter().any(office)
        || seen.family == Family::Text && types.iter().any(|media| text(media) && *media != "text/html")
        // An empty table or note is empty text.
        || types.contains(&"multipart/related") && seen.family == Family::Text
}
