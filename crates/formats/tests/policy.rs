//! Documents: the block in front, Word documents as Markdown, Markdown as HTML that can do no harm, starter texts.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

use domain::values::policy::placeholders;
use formats::policy::{STARTERS, docx, front, html, html_with};
use std::io::Write as _;

#[test]
fn the_block_in_front_is_read_and_the_text_stays() {
    let read = front("---\nnumber: POL-05\nreview: 12\nmeets: [A.8.13, \"5.2\"]\nmood: good\n---\n# Backup\n").unwrap();
    assert_eq!(read.text, "# Backup\n");
    assert_eq!(read.values["number"], (2, vec!["POL-05".to_owned()]));
    assert_eq!(read.values["review"].1, ["12"]);
    assert_eq!(read.values["meets"].1, ["A.8.13", "5.2"]);
    assert_eq!(read.unread, ["mood"]);
    // A clause is written as it is called, without quotes, and 7.10 is another one than 7.1.
    let read = front("---\ntitle: \u{dc}ber\nmeets: [5.2, 7.10 ,A.5.1,4]\nnumber: 1.20 # ours\n---\ntext\n").unwrap();
    assert_eq!(read.values["meets"].1, ["5.2", "7.10", "A.5.1", "4"]);
    assert_eq!(read.values["number"], (4, vec!["1.20".to_owned()]));
    let read = front("---\nmeets:\n  - 6.1.2\n  - 5.20\nowner:\n---\ntext\n").unwrap();
    assert_eq!(
        (read.values["meets"].1.clone(), read.values["owner"].1.len()),
        (vec!["6.1.2".into(), "5.20".into()], 0)
    );
    let plain = front("# No block\n\n---\n\nA line in the text.\n").unwrap();
    assert!(plain.values.is_empty() && plain.text.starts_with("# No block"));
    assert!(front("---\n---\ntext\n").unwrap().values.is_empty());
}

#[test]
fn a_block_that_cannot_be_read_is_refused_with_its_line() {
    let cases = [
        ("---\nnumber: POL-05\n", 1, "does not end"),
        ("---\nnumber: POL-05\ntitle: [\n---\ntext\n", 0, "cannot be read"),
        ("---\nnumber: &a x\ntitle: *a\n---\ntext\n", 0, "cannot be read"),
        ("---\n- one\n- two\n---\ntext\n", 0, "cannot be read"),
        ("---\ntitle: x\nowner: { name: Ana }\n---\ntext\n", 3, "expected text, a number, or a list"),
        ("---\ntitle: true\n---\ntext\n", 2, "expected text, a number, or a list"),
    ];
    for (text, line, said) in cases {
        let problem = front(text).unwrap_err();
        assert!(problem.what.contains(said), "{problem:?} says {said}");
        assert!(line == 0 || problem.line == line, "{problem:?} at {line}");
    }
    let long = format!("---\n{}---\ntext\n", "key: value\n".repeat(70));
    assert!(front(&long).unwrap_err().what.contains("too long"));
}

#[test]
fn html_of_a_text_is_text_and_links_lead_to_no_script() {
    let shown = html(
        "# Title\n\n<script>alert(1)</script> <b onclick=x>b</b>\n\n[a](javascript:alert(1)) [b](https://example.org/?a=\"b\") ![p](http://x/y.png)\n",
    );
    assert!(shown.contains("<h2>Title</h2>"), "{shown}");
    for never in ["<script", "<b ", "javascript:", "<img", "onclick=x>b<"] {
        assert!(!shown.contains(never), "{never} in {shown}");
    }
    assert!(
        shown.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && shown.contains("href=\"https://example.org/"),
        "{shown}"
    );
    let shown =
        html("| a | b |\n| --- | ---: |\n| 1 | 2 |\n\n- x\n  1. y\n\n> q\n\n`c` *e* **s** ~~d~~\n\n- [x] done\n");
    for wanted in
        ["<td class=\"number\">2</td>", "<ol>", "<blockquote>", "<code>c</code>", "<em>e</em>", "<del>d</del>", "☑"]
    {
        assert!(shown.contains(wanted), "{wanted} in {shown}");
    }
    let deep = html(&">".repeat(500));
    assert!(
        deep.matches("<blockquote>").count() <= 12
            && deep.matches("<blockquote>").count() == deep.matches("</blockquote>").count()
    );
    let way = |word: &str| (word == "AC-1" || word == "A.5.18").then(|| format!("/x/{word}?a&b"));
    let shown = html_with("Reviewed (AC-1), by A.5.18. `AC-1` [AC-1](https://a.example) AC-10\n\n    AC-1\n", &way);
    assert_eq!(shown.matches("href=\"/x/").count(), 2, "neither in code nor in links: {shown}");
    assert!(
        shown.contains("(<a class=\"id\" href=\"/x/AC-1?a&amp;b\">AC-1</a>), by") && shown.contains(">A.5.18</a>. "),
        "{shown}"
    );
    assert!(html("[a](data:text/html,x) [b](vbscript:x) [c](//evil) [d](JaVaScRiPt:x)").matches("<a ").count() == 0);
}

/// A Word document with this body.
fn word(body: &str) -> Vec<u8> {
    let xml = format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>");
    zipped("word/document.xml", xml.as_bytes())
}

fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
    zip.finish().unwrap().into_inner()
}

fn paragraph(style: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{style}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn a_word_document_becomes_markdown() {
    let list = "<w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"2\"/></w:numPr>";
    let body = [
        paragraph("<w:pStyle w:val=\"Title\"/>", "Access &amp; rights"),
        paragraph("", "By need."),
        paragraph("<w:pStyle w:val=\"Heading2\"/>", "Rules"),
        paragraph("<w:pStyle w:val=\"ListParagraph\"/>", "one"),
        paragraph(list, "two"),
        "<w:p><w:r><w:t>kept</w:t></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p>".to_owned(),
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b|c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".to_owned(),
    ];
    let text = docx(&word(&body.concat())).unwrap();
    assert_eq!(
        text,
        "# Access & rights\n\nBy need.\n\n## Rules\n\n- one\n  - two\n\nkept\n\n| a | b\\|c |\n| --- | --- |\n"
    );
}

#[test]
fn a_hostile_word_document_is_refused() {
    assert!(docx(b"no zip").unwrap_err().what.contains("cannot be read as a Word document"));
    assert!(docx(&zipped("other.xml", b"<a/>")).unwrap_err().what.contains("no text part"));
    let bomb = zipped("word/document.xml", &vec![b' '; 17 * 1024 * 1024]);
    assert!(bomb.len() < 100_000 && docx(&bomb).unwrap_err().what.contains("unpacks to more than 16 MiB"));
    let entity = b"<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>";
    assert!(docx(&zipped("word/document.xml", entity)).unwrap_err().what.contains("document type"));
    let deep = format!("{}{}", "<a>".repeat(300), "</a>".repeat(300));
    assert!(docx(&zipped("word/document.xml", deep.as_bytes())).unwrap_err().what.contains("too deeply"));
    assert!(docx(&vec![0; 9 * 1024 * 1024]).unwrap_err().what.contains("more than 8 MiB"));
}

#[test]
fn starter_texts_can_be_read_and_have_to_be_filled_in() {
    for starter in STARTERS {
        let read = front(starter.file).unwrap();
        assert_eq!(read.values["title"].1, [starter.title], "{}", starter.id);
        assert!(read.unread.is_empty(), "{}", starter.id);
        assert!(!placeholders(&read.text).is_empty(), "{} would be approved as it is", starter.id);
    }
}
