//! Small real files, made here.

#![allow(clippy::unwrap_used, dead_code, reason = "a test that meets a surprise has failed; not every test needs all")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

pub(crate) const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
pub(crate) const SHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A picture of many colours.
pub(crate) fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |x, y| Rgb([(x * 3) as u8, (y * 5) as u8, (x ^ y) as u8]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A ZIP archive of these entries.
pub(crate) fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        let how = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(how)).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook, as far as its list of entries goes.
pub(crate) fn workbook(more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut entries: Vec<(&str, &[u8])> =
        vec![("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")];
    entries.extend_from_slice(more);
    archive(&entries)
}

/// A PDF of this many pages, each with a black box and a line of text; `catalog` goes into its catalog, `trailer` into
/// its trailer, `more` are further objects from number 10 on.
pub(crate) fn pdf(pages: usize, catalog: &str, trailer: &str, more: &[&str]) -> Vec<u8> {
    pdf_of(pages, "0 0 300 200", catalog, trailer, more)
}

pub(crate) fn pdf_of(pages: usize, media_box: &str, catalog: &str, trailer: &str, more: &[&str]) -> Vec<u8> {
    let content = "0 0 0 rg 20 20 100 50 re f BT /F1 24 Tf 20 120 Td (Evidence) Tj ET";
    let kids: Vec<String> = (0..pages).map(|page| format!("{} 0 R", 100 + page)).collect();
    let mut objects = vec![
        (1, format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>")),
        (2, format!("<< /Type /Pages /Count {pages} /Kids [{}] >>", kids.join(" "))),
        (3, format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len())),
        (5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned()),
    ];
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [{media_box}] /Contents 3 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    );
    objects.extend((0..pages).map(|number| (100 + number, page.clone())));
    objects.extend(more.iter().enumerate().map(|(at, object)| (10 + at, (*object).to_owned())));
    let mut bytes = String::from("%PDF-1.7\n");
    let mut table = String::new();
    for (number, object) in &objects {
        write!(table, "{number} 1\n{:010} 00000 n \n", bytes.len()).unwrap();
        write!(bytes, "{number} 0 obj\n{object}\nendobj\n").unwrap();
    }
    let at = bytes.len();
    let size = 100 + pages;
    write!(bytes, "xref\n0 1\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n")
        .unwrap();
    write!(bytes, "startxref\n{at}\n%%EOF\n").unwrap();
    bytes.into_bytes()
}

/// A PDF with a password: what it says of its key fits no empty password.
pub(crate) fn locked_pdf() -> Vec<u8> {
    let key = "<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 \
        /O <aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa> \
        /U <bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb> >>";
    let id = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]";
    pdf(1, "", &format!("/Encrypt 10 0 R {id}"), &[key])
}

/// An OLE storage whose folder has these names.
pub(crate) fn storage(names: &[&str]) -> Vec<u8> {
    let mut header = vec![0_u8; 512];
    header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    header[30..32].copy_from_slice(&9_u16.to_le_bytes());
    header[48..52].copy_from_slice(&1_u32.to_le_bytes());
    header[76..].fill(0xff);
    // Sector 0 is the table of sectors, the folder is in the sectors from 1 on.
    header[76..80].copy_from_slice(&0_u32.to_le_bytes());
    let sectors = names.len().div_ceil(4) as u32;
    let mut table = vec![0xff_u8; 512];
    table[..4].copy_from_slice(&0xffff_fffd_u32.to_le_bytes());
    for sector in 1..=sectors {
        let next = if sector == sectors { 0xffff_fffe } else { sector + 1 };
        table[sector as usize * 4..][..4].copy_from_slice(&u32::to_le_bytes(next));
    }
    let mut folder = vec![0_u8; sectors as usize * 512];
    for (entry, name) in folder.chunks_mut(128).zip(names) {
        let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry[..letters.len()].copy_from_slice(&letters);
        entry[64..66].copy_from_slice(&(letters.len() as u16 + 2).to_le_bytes());
    }
    [header, table, folder].concat()
}

/// A PNG that says it has these sides, and holds nothing.
pub(crate) fn png_of_sides(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = picture(1, 1, ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let check = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&check.to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}
