//! A paper as a Word document (Office Open XML, ISO/IEC 29500): real headings, lists and tables whose headings are repeated,
//! with the marks of the paper on each page.

mod block;
mod parts;
mod table;
mod words;

use crate::picture::Drawn;
use crate::{Fault, Paper, limits};
use std::io::{Cursor, Write};
use words::Doc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Prints a paper as DOCX. The same paper gives the same bytes.
///
/// # Errors
/// [`Fault`] when there is more on it than is printed, or a picture cannot be drawn.
pub fn docx(paper: &Paper) -> Result<Vec<u8>, Fault> {
    limits::check(paper)?;
    let mut doc = Doc::new(paper.landscape);
    doc.face(paper);
    doc.blocks(&paper.blocks, 0)?;
    let mut archive = Archive(ZipWriter::new(Cursor::new(Vec::new())));
    archive.put("[Content_Types].xml", parts::TYPES)?;
    archive.put("_rels/.rels", parts::ROOT)?;
    archive.put("docProps/core.xml", &parts::core(paper))?;
    archive.put("word/document.xml", &parts::document(paper, &doc))?;
    archive.put("word/styles.xml", &parts::styles(paper))?;
    archive.put("word/settings.xml", parts::SETTINGS)?;
    archive.put("word/numbering.xml", &parts::numbering(&doc))?;
    archive.put("word/header1.xml", &parts::header(paper, &doc))?;
    archive.put("word/footer1.xml", &parts::footer(paper, &doc))?;
    archive.put("word/_rels/document.xml.rels", &parts::relations(&doc))?;
    for (at, picture) in doc.pictures.iter().enumerate() {
        archive.picture(at + 1, picture)?;
    }
    archive.done()
}

struct Archive(ZipWriter<Cursor<Vec<u8>>>);

impl Archive {
    fn put(&mut self, name: &str, text: &str) -> Result<(), Fault> {
        self.bytes(name, text.as_bytes(), CompressionMethod::Deflated)
    }

    fn picture(&mut self, number: usize, picture: &Drawn) -> Result<(), Fault> {
        self.bytes(&format!("word/media/picture{number}.png"), &picture.png, CompressionMethod::Stored)
    }

    fn bytes(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> Result<(), Fault> {
        // A day that says nothing: the same paper is the same archive whenever it is made.
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        self.0.start_file(name, options).map_err(|error| Fault::Archive(error.to_string()))?;
        self.0.write_all(bytes).map_err(|error| Fault::Archive(error.to_string()))
    }

    fn done(self) -> Result<Vec<u8>, Fault> {
        self.0.finish().map(Cursor::into_inner).map_err(|error| Fault::Archive(error.to_string()))
    }
}
