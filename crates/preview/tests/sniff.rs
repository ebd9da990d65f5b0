//! What a file really is, whatever its sender says.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod samples;

use std::io::Cursor;

use image::ImageFormat;
use preview::{Family, HEAD, Kind, NAME_MAX, safe_name, sniff, sniff_file};
use samples::{SHEET, WORD, archive, locked_pdf, pdf, picture, storage, workbook};

fn look(bytes: &[u8], name: &str, media_type: &str) -> Kind {
    sniff_file(&mut Cursor::new(bytes), name, media_type).unwrap()
}

#[test]
fn honest_files_are_what_they_say() {
    let macros = workbook(&[("xl/vbaProject.bin", b"code")]);
    let table: [(&[u8], &str, &str, Family); 21] = [
        (&picture(3, 2, ImageFormat::Png), "a.png", "image/png", Family::Image),
        (&picture(3, 2, ImageFormat::Jpeg), "a.JPG", "image/jpeg", Family::Image),
        (&picture(3, 2, ImageFormat::Gif), "a.gif", "image/gif", Family::Image),
        (&picture(3, 2, ImageFormat::WebP), "a.webp", "image/webp", Family::Image),
        (&picture(3, 2, ImageFormat::Bmp), "a.bmp", "image/bmp", Family::Image),
        (&pdf(1, "", "", &[]), "a.pdf", "application/pdf", Family::Pdf),
        (&workbook(&[]), "a.xlsx", SHEET, Family::Office),
        (&macros, "a.xlsm", "application/vnd.ms-excel.sheet.macroenabled.12", Family::Office),
        (&archive(&[("[Content_Types].xml", b""), ("word/document.xml", b"")]), "a.docx", WORD, Family::Office),
        (
            &archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"x")]),
            "a.odt",
            "application/vnd.oasis.opendocument.text",
            Family::Office,
        ),
        (&storage(&["Root Entry", "Workbook"]), "a.xls", "application/vnd.ms-excel", Family::Office),
        (&archive(&[("a.txt", b"text")]), "a.zip", "application/zip", Family::Archive),
        (&archive(&[("META-INF/MANIFEST.MF", b"")]), "a.jar", "application/java-archive", Family::Executable),
        (b"\x7fELF\x02\x01\x01", "tool", "application/x-elf", Family::Executable),
        (b"\x1f\x8b\x08\0", "a.tgz", "application/gzip", Family::Archive),
        (b"one,two\n1,2\n", "a.csv", "text/plain", Family::Text),
        (b"{\"a\": 1}", "a.json", "application/json", Family::Text),
        (b"\xff\xfeh\0i\0", "a.txt", "text/plain", Family::Text),
        (b"\n<!-- x --> <!DOCTYPE html><p>hi", "a.html", "text/html", Family::Html),
        (b"<?xml version=\"1.0\"?><svg onload=\"alert(1)\"/>", "a.svg", "image/svg+xml", Family::Svg),
        (b"", "empty.txt", "text/plain", Family::Text),
    ];
    for (bytes, name, media_type, family) in table {
        let kind = look(bytes, name, "");
        assert_eq!((kind.media_type, kind.family), (media_type, family), "{name}");
        assert_eq!(kind.disagrees, None, "{name}");
        assert_eq!((kind.macros, kind.encrypted), (name == "a.xlsm", false), "{name}");
        assert_eq!(look(bytes, name, media_type).disagrees, None, "{name}");
        assert_eq!(look(bytes, name, "application/octet-stream").disagrees, None, "{name}");
        // The head of a file as short as these is the file.
        assert!(bytes.len() <= HEAD && sniff(bytes, name, "") == kind, "{name}");
    }
}

#[test]
fn lying_names_and_types_are_noticed() {
    let png = picture(3, 2, ImageFormat::Png);
    let table: [(&[u8], &str, &str, &str); 11] = [
        (&png, "a.jpg", "", "ends in .jpg, and it is a picture (image/png)"),
        (&png, "a.png", "application/pdf", "sent as application/pdf"),
        (b"<script>alert(1)</script>", "a.txt", "text/plain", "ends in .txt, and it is a web page"),
        (b"<svg xmlns='x'><script>alert(1)</script></svg>", "a.png", "image/png", "it is an SVG drawing"),
        (b"\x7fELF\x02\x01\x01", "report.pdf", "", "it is a program"),
        (&workbook(&[("xl/vbaProject.bin", b"code")]), "a.xlsx", "", "macroenabled"),
        (&archive(&[("a.txt", b"text")]), "a.xlsx", "", "it is an archive"),
        (b"just words", "a.pdf", "", "it is a text"),
        (b"just words", "a.txt", "text/html", "sent as text/html"),
        (&png, "a\u{202e}gpj.png", "", "hide how it ends"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>text/html", "a.eml", "", "it is a web page"),
    ];
    for (bytes, name, media_type, says) in table {
        let odd = look(bytes, name, media_type).disagrees.unwrap_or_default();
        assert!(odd.contains(says), "{name} {media_type}: {odd:?} should say {says:?}");
    }
    // Browsers send what they like for tables.
    assert_eq!(look(b"a,b\n", "a.csv", "application/vnd.ms-excel").disagrees, None);
    assert_eq!(look(b"a,b\n", "a.csv", "text/csv; charset=utf-8").disagrees, None);
}

#[test]
fn files_that_are_two_things_at_once_are_noticed() {
    let (png, zip) = (picture(3, 2, ImageFormat::Png), archive(&[("a.txt", b"text")]));
    let script = |first: &[u8]| [first, b"=1;/*", &picture(3, 2, ImageFormat::Gif)[6..], b"*/alert(1)"].concat();
    let mut commented = b"GIF89a/*".to_vec();
    commented.extend_from_slice(&picture(3, 2, ImageFormat::Gif)[8..]);
    let table: [(Vec<u8>, &str, &str); 7] = [
        ([pdf(1, "", "", &[]), zip.clone()].concat(), "a.pdf", "a PDF and a ZIP archive at once"),
        ([png.clone(), zip].concat(), "a.png", "a picture and a ZIP archive at once"),
        (
            [b"GIF89a\x01\0\x01\0\0\0\0;", pdf(1, "", "", &[]).as_slice()].concat(),
            "a.gif",
            "a picture and a PDF at once",
        ),
        ([b"\0\0junk\xfe\n", pdf(1, "", "", &[]).as_slice()].concat(), "a.pdf", "before the PDF begins"),
        (script(b"GIF89a"), "a.gif", "a picture and a script"),
        (commented, "a.gif", "a picture and a script"),
        ([png, b"<script>alert(1)</script>".to_vec()].concat(), "a.png", "a picture and a script"),
    ];
    for (bytes, name, says) in table {
        let odd = look(&bytes, name, "").disagrees.unwrap_or_default();
        assert!(odd.contains(says), "{odd:?} should say {says:?}");
    }
}

#[test]
fn macros_and_passwords_are_noticed() {
    let mut locked = archive(&[("a.txt", b"text")]);
    let list = locked.windows(4).position(|mark| mark == b"PK\x01\x02").unwrap();
    locked[list + 8] |= 1;
    let flags = |bytes: &[u8], name: &str| {
        let kind = look(bytes, name, "");
        assert_eq!(kind.disagrees, None, "{name}");
        (kind.family, kind.macros, kind.encrypted)
    };
    assert_eq!(flags(&locked, "a.zip"), (Family::Archive, false, true));
    assert_eq!(flags(&workbook(&[("xl/vbaProject.bin", b"")]), "a.xlsm"), (Family::Office, true, false));
    assert_eq!(flags(&workbook(&[("xl/macrosheets/sheet1.xml", b"")]), "a.xlsm"), (Family::Office, true, false));
    let old = storage(&["Root Entry", "1Table", "WordDocument", "Data", "Macros", "VBA"]);
    assert_eq!(flags(&old, "a.doc"), (Family::Office, true, false));
    let envelope = storage(&["Root Entry", "EncryptionInfo", "x", "y", "EncryptedPackage"]);
    assert_eq!(flags(&envelope, "a.docx"), (Family::Office, false, true));
    assert_eq!(flags(&locked_pdf(), "a.pdf"), (Family::Pdf, false, true));
    for script in ["/JavaScript", "/J#61vaScript", "/#4a#53", "/Launch"] {
        let code = format!("/OpenAction << /S {script} /X (app.alert(1)) >>");
        assert_eq!(flags(&pdf(1, &code, "", &[]), "a.pdf"), (Family::Pdf, true, false), "{script}");
    }
    // Far behind the head, and across the border of what is read at a time.
    for before in [200_000, (64 << 10) - 4] {
        let mut far = b"%PDF-1.7\n".to_vec();
        far.resize(before, b' ');
        far.extend_from_slice(b"/JavaScript ");
        assert_eq!(flags(&far, "a.pdf"), (Family::Pdf, true, false));
    }
}

#[test]
fn bombs_are_recognised_by_their_list_alone() {
    let zeros = vec![0; 40 << 20];
    let bomb = workbook(&[("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 100_000);
    let odd = look(&bomb, "a.xlsx", "").disagrees.unwrap_or_default();
    assert!(odd.contains("would unpack to 419430"), "{odd:?}");

    // Every entry of the list names the same bytes.
    let mut overlapping = archive(&[("a", b"0123456789"), ("b", b"0123456789")]);
    let lists: Vec<usize> =
        overlapping.windows(4).enumerate().filter(|(_, m)| m == b"PK\x01\x02").map(|(at, _)| at).collect();
    overlapping.copy_within(lists[0] + 42..lists[0] + 46, lists[1] + 42);
    let odd = look(&overlapping, "a.zip", "").disagrees.unwrap_or_default();
    assert!(odd.contains("lie over each other"), "{odd:?}");

    let names: Vec<String> = (0..10_001).map(|number| number.to_string()).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    let odd = look(&archive(&entries), "a.zip", "").disagrees.unwrap_or_default();
    assert!(odd.contains("more than 10000 entries"), "{odd:?}");

    let mut damaged = archive(&[("a", b"0123456789"), ("b", b"0123456789")]);
    let second = damaged.windows(4).rposition(|mark| mark == b"PK\x01\x02").unwrap();
    damaged[second] = b'X';
    let odd = look(&damaged, "a.zip", "").disagrees.unwrap_or_default();
    assert!(odd.contains("list is damaged"), "{odd:?}");
}

#[test]
fn names_are_made_harmless() {
    let table = [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\report.pdf", "report.pdf"),
        ("a\0b\r\nc\u{1b}.txt", "abc.txt"),
        ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
        ("a\u{200b}b.txt", "ab.txt"),
        ("..", "file"),
        ("", "file"),
        ("///", "file"),
        (" . . ", "file"),
        (".htaccess", "htaccess"),
        ("trailing. ", "trailing"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com1.log", "_com1.log"),
        ("comet.log", "comet.log"),
        ("a:b*c?\"<d>|.txt", "a_b_c___d__.txt"),
        ("Zugriffspr\u{fc}fung \u{2013} Q3.xlsx", "Zugriffspr\u{fc}fung \u{2013} Q3.xlsx"),
        ("\u{8a3c}\u{62e0}.pdf", "\u{8a3c}\u{62e0}.pdf"),
    ];
    for (claimed, safe) in table {
        assert_eq!(safe_name(claimed), safe, "{claimed:?}");
        assert_eq!(safe_name(safe), safe, "harmless stays as it is");
    }
    let long = safe_name(&format!("{}.pdf", "\u{fc}".repeat(500)));
    assert!(long.len() <= NAME_MAX && long.ends_with("\u{fc}.pdf"), "{long}");
    assert!(safe_name(&"x".repeat(10_000)).len() <= NAME_MAX);
}
