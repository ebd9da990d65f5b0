//! Hostile files: each kept as it is, never opened, noticed where it can be noticed, shown only as our own re-encoding.

use super::firm::{Firm, ORG};
use app::evidence::{FilePlace, NoPreview, Received};
use domain::reports::evidence::Integrity;
use std::io::Read;

/// Hands a file in alone; it has to come back byte for byte.
fn kept(firm: &Firm, name: &str, claimed: &str, bytes: &[u8]) -> (String, Received) {
    let received = firm.app.receive(ORG, &firm.owner, name, claimed, &mut &*bytes).unwrap();
    let id = firm.add(&[&received]);
    let place = FilePlace { id: id.clone(), version: None, index: 0 };
    let mut back = Vec::new();
    firm.app.evidence_file(ORG, &firm.owner, &place, None).unwrap().read_to_end(&mut back).unwrap();
    assert_eq!(back, bytes, "{name} is kept as it is");
    assert!(firm.app.check_files(ORG, &firm.owner, &id).unwrap().values().all(|s| *s == Integrity::Unchanged));
    (id, received)
}

fn shown(firm: &Firm, id: &str) -> Result<app::evidence::Preview, NoPreview> {
    let place = FilePlace { id: id.to_owned(), version: None, index: 0 };
    (*firm.app.preview_of(ORG, &firm.owner, &place).unwrap()).clone()
}

#[test]
fn names_lose_what_makes_them_dangerous() {
    let firm = Firm::new();
    let cases = [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\a.txt", "a.txt"),
        ("a\u{202e}txt.exe\r\nX: y", "atxt.exeX_ y"),
        ("", "file"),
        ("..", "file"),
        ("con", "_con"),
        ("<img src=x>.txt", "_img src=x_.txt"),
    ];
    for (claimed, safe) in cases {
        assert_eq!(firm.receive(claimed, b"text").file.name, safe, "{claimed:?}");
    }
    assert!(firm.receive(&"a".repeat(5_000), b"text").file.name.len() <= 150);
}

#[test]
fn a_web_page_a_drawing_and_nothing_at_all_are_never_shown() {
    let firm = Firm::new();
    let (id, html) = kept(&firm, "report.html", "text/html", b"<html><script>alert(1)</script></html>");
    assert_eq!(html.file.media, "text/html");
    assert!(matches!(shown(&firm, &id), Err(NoPreview::Never(_))));
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let (id, svg) = kept(&firm, "logo.svg", "image/svg+xml", svg);
    assert_eq!(svg.file.media, "image/svg+xml");
    assert!(shown(&firm, &id).is_err());
    let (id, empty) = kept(&firm, "empty.txt", "text/plain", b"");
    assert_eq!(empty.file.file.size, 0);
    // Whatever is made of nothing, it is nothing.
    assert!(shown(&firm, &id).map_or(true, |p| p.pages.is_empty()));
}

#[test]
fn a_type_that_is_a_lie_and_two_files_in_one_are_noticed() {
    let firm = Firm::new();
    let (id, lie) = kept(&firm, "screen.png", "image/png", b"<html><body>no picture</body></html>");
    assert!(lie.file.disagrees.is_some(), "{:?}", lie.file);
    assert!(matches!(shown(&firm, &id), Err(NoPreview::Disagrees(_))));
    let mut both = png();
    both.extend_from_slice(b"<script>alert(1)</script>");
    let (id, both) = kept(&firm, "both.png", "image/png", &both);
    assert!(both.file.disagrees.is_some(), "{:?}", both.file);
    assert!(shown(&firm, &id).is_err());
    let program = [b"MZ".as_slice(), &[0; 100]].concat();
    let (_, program) = kept(&firm, "minutes.pdf", "application/pdf", &program);
    assert!(program.file.disagrees.is_some(), "{:?}", program.file);
}

#[test]
fn what_hides_code_or_needs_a_password_is_noticed() {
    let firm = Firm::new();
    let pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";
    let (_, code) = kept(&firm, "a.pdf", "application/pdf", pdf);
    assert!(code.file.disagrees.as_deref().is_some_and(|odd| odd.contains("code of its own")), "{:?}", code.file);
    let pdf = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R/Encrypt 2 0 R>>\n%%EOF";
    let (id, sealed) = kept(&firm, "b.pdf", "application/pdf", pdf);
    assert!(sealed.file.disagrees.as_deref().is_some_and(|odd| odd.contains("password")), "{:?}", sealed.file);
    assert!(shown(&firm, &id).is_err());
}

#[test]
fn bombs_are_kept_and_never_opened() {
    let firm = Firm::new();
    // A ZIP that says of its one file that it unpacks to 4 GiB.
    let zip = zip_bomb();
    let (id, zip) = kept(&firm, "logs.zip", "application/zip", &zip);
    assert_eq!(zip.file.media, "application/zip");
    assert!(matches!(shown(&firm, &id), Err(NoPreview::Never(_) | NoPreview::Disagrees(_))), "{:?}", zip.file);
    // A PNG that says that it is 60,000 pixels high and wide.
    let mut huge = png();
    huge[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    let (id, _) = kept(&firm, "huge.png", "image/png", &huge);
    assert!(shown(&firm, &id).is_err(), "not decoded");
}

#[test]
fn r172_secrets_are_hinted_at_and_never_repeated() {
    let firm = Firm::new();
    let text = "key: AKIAIOSFODNN7EXAMPLQ\n-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----\n";
    let (_, received) = kept(&firm, "config.txt", "text/plain", text.as_bytes());
    assert!(received.file.hints.contains_key("private_key"), "{:?}", received.file.hints);
    assert!(!format!("{:?}", received.file).contains("MIIEow"));
    let cards = "name,card\nana,4111 1111 1111 1111\n";
    let (_, received) = kept(&firm, "cards.csv", "text/csv", cards.as_bytes());
    assert!(received.file.hints.keys().any(|kind| kind.starts_with("personal")), "{:?}", received.file.hints);
}

#[test]
fn a_picture_is_shown_as_one_that_we_made() {
    let firm = Firm::new();
    let (id, _) = kept(&firm, "screen.png", "image/png", &png());
    let shown = shown(&firm, &id).unwrap();
    assert_eq!((shown.pages.len(), shown.pages[0].width, shown.pages[0].height), (1, 1, 1));
    let (id, _) = kept(&firm, "log.txt", "text/plain", b"plain words\x1b[31m\n");
    let text = self::shown(&firm, &id).unwrap().text.unwrap();
    assert!(text.contains("plain words") && !text.contains('\u{1b}'), "{text:?}");
}

/// A PNG of one grey pixel.
fn png() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let chunk = |bytes: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]| {
        bytes.extend_from_slice(&(data.len() as u32).to_be_bytes());
        let from = bytes.len();
        bytes.extend_from_slice(kind);
        bytes.extend_from_slice(data);
        let crc = crc(&bytes[from..]);
        bytes.extend_from_slice(&crc.to_be_bytes());
    };
    chunk(&mut bytes, b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    // zlib, one stored block: filter 0 and the pixel, then Adler-32 of both.
    chunk(&mut bytes, b"IDAT", &[0x78, 0x01, 1, 2, 0, 0xFD, 0xFF, 0, 0x80, 0, 0x82, 0, 0x81]);
    chunk(&mut bytes, b"IEND", &[]);
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |mut crc: u32, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        }
        crc
    })
}

fn zip_bomb() -> Vec<u8> {
    let data = [0x03, 0x00];
    let entry = |signature: &[u8]| {
        let mut head = signature.to_vec();
        if signature[2] == 1 {
            head.extend_from_slice(&[20, 0]);
        }
        head.extend_from_slice(&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        head.extend_from_slice(&(data.len() as u32).to_le_bytes());
        head.extend_from_slice(&0xFFFF_FFF0_u32.to_le_bytes());
        head.extend_from_slice(&[4, 0, 0, 0]);
        head
    };
    let mut bytes = entry(b"PK\x03\x04");
    bytes.extend_from_slice(b"bomb");
    bytes.extend_from_slice(&data);
    let from = bytes.len() as u32;
    bytes.extend(entry(b"PK\x01\x02"));
    bytes.extend_from_slice(&[0; 14]);
    bytes.extend_from_slice(b"bomb");
    let size = bytes.len() as u32 - from;
    bytes.extend_from_slice(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    bytes.extend_from_slice(&size.to_le_bytes());
    bytes.extend_from_slice(&from.to_le_bytes());
    bytes.extend_from_slice(&[0, 0]);
    bytes
}
