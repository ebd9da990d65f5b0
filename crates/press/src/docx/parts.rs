//! The parts of the archive around the text.

use super::block::POINTS;
use super::words::{Doc, LONG, MARGIN, SHORT, escaped};
use crate::Paper;
use crate::limits::MAX_DEPTH;
use crate::plain::short;
use std::fmt::Write as _;

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub(super) const TYPES: &str = include_str!("types.xml");
pub(super) const ROOT: &str = include_str!("root.xml");
pub(super) const SETTINGS: &str = include_str!("settings.xml");
const STYLES: &str = include_str!("styles.xml");

/// Title, author, language and day.
pub(super) fn core(paper: &Paper) -> String {
    let (title, subject) = (escaped(&paper.title), escaped(&paper.subtitle));
    let (by, version, day) = (escaped(&paper.organisation), escaped(&paper.version), paper.as_of);
    let language = escaped(&paper.language);
    format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>\
         <dc:creator>{by}</dc:creator><dc:language>{language}</dc:language><cp:version>{version}</cp:version>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created></cp:coreProperties>"
    )
}

/// The text, with its pages.
pub(super) fn document(paper: &Paper, doc: &Doc) -> String {
    let (wide, high) = if paper.landscape { (LONG, SHORT) } else { (SHORT, LONG) };
    let turned = if paper.landscape { " w:orient=\"landscape\"" } else { "" };
    format!(
        "{XML}<w:document {NAMES}><w:body>{}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/>\
         <w:footerReference w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"{wide}\" w:h=\"{high}\"{turned}/>\
         <w:pgMar w:top=\"1361\" w:right=\"{MARGIN}\" w:bottom=\"1361\" w:left=\"{MARGIN}\" w:header=\"680\" w:footer=\"567\" \
         w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
        doc.out
    )
}

/// The styles, in the paper's language.
pub(super) fn styles(paper: &Paper) -> String {
    STYLES.replace("{language}", &escaped(&paper.language))
}

/// Points without numbers, and each numbered list with its first number.
pub(super) fn numbering(doc: &Doc) -> String {
    let mut out = format!("{XML}<w:numbering {NAMES}>");
    for (kind, format) in [(0, "bullet"), (1, "decimal")] {
        // Writing to a string does not fail.
        let _ = write!(out, "<w:abstractNum w:abstractNumId=\"{kind}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>");
        for level in 0..=MAX_DEPTH {
            let text = if kind == 0 { "•".to_owned() } else { format!("%{}.", level + 1) };
            let _ = write!(
                out,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>\
                 <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"300\"/></w:pPr></w:lvl>",
                360 * (level + 1)
            );
        }
        out.push_str("</w:abstractNum>");
    }
    let _ = write!(out, "<w:num w:numId=\"{POINTS}\"><w:abstractNumId w:val=\"0\"/></w:num>");
    for (at, (first, level)) in doc.lists.iter().enumerate() {
        let _ = write!(
            out,
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"{level}\">\
             <w:startOverride w:val=\"{first}\"/></w:lvlOverride></w:num>",
            POINTS + 1 + at
        );
    }
    out.push_str("</w:numbering>");
    out
}

/// Organisation, title and classification.
pub(super) fn header(paper: &Paper, doc: &Doc) -> String {
    let (by, title) = (escaped(&short(&paper.organisation, 48)), escaped(&short(&paper.title, 60)));
    let classification = escaped(&short(&paper.classification, 60));
    format!(
        "{XML}<w:hdr {NAMES}><w:p><w:pPr><w:pStyle w:val=\"Header\"/>{}</w:pPr>{}{}{}</w:p></w:hdr>",
        ends(doc),
        said(&format!("{by}  ·  {title}")),
        "<w:r><w:tab/></w:r>",
        said(&classification)
    )
}

/// Version, day, entry, root and page.
pub(super) fn footer(paper: &Paper, doc: &Doc) -> String {
    let version = escaped(&short(&paper.version, 60));
    let version = if version.is_empty() { version } else { format!("{version}  ·  ") };
    let marks = format!("{version}As of {}  ·  Entry {}", paper.as_of, paper.entry);
    let root = escaped(&paper.root);
    let root = if root.is_empty() { root } else { format!("Root {root}") };
    format!(
        "{XML}<w:ftr {NAMES}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>{}</w:pPr>{}<w:r><w:tab/></w:r>{}{}{}{}</w:p>\
         <w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}</w:p></w:ftr>",
        ends(doc),
        said(&marks),
        said("Page "),
        "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>",
        said(" of "),
        "<w:fldSimple w:instr=\" NUMPAGES \"><w:r><w:t>1</w:t></w:r></w:fldSimple>",
        said(&root)
    )
}

fn ends(doc: &Doc) -> String {
    format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs>", doc.width)
}

fn said(escaped: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{escaped}</w:t></w:r>")
}

/// What the text refers to.
pub(super) fn relations(doc: &Doc) -> String {
    let mut out =
        format!("{XML}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (id, kind, target) in [
        ("styles", "styles", "styles.xml"),
        ("settings", "settings", "settings.xml"),
        ("numbering", "numbering", "numbering.xml"),
        ("header", "header", "header1.xml"),
        ("footer", "footer", "footer1.xml"),
    ] {
        // Writing to a string does not fail.
        let _ = write!(out, "<Relationship Id=\"{id}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"/>");
    }
    for number in 1..=doc.pictures.len() {
        let target = format!("media/picture{number}.png");
        let _ = write!(out, "<Relationship Id=\"picture{number}\" Type=\"{RELATION}/image\" Target=\"{target}\"/>");
    }
    for (at, to) in doc.links.iter().enumerate() {
        let (id, to) = (at + 1, escaped(to));
        let kind = format!("{RELATION}/hyperlink");
        let _ = write!(out, "<Relationship Id=\"link{id}\" Type=\"{kind}\" Target=\"{to}\" TargetMode=\"External\"/>");
    }
    out.push_str("</Relationships>");
    out
}
