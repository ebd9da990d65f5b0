//! A package taken apart and put together again, with a writer of archives that shares nothing with the crate.

use std::io::{Cursor, Read, Write};

use flate2::Crc;
use ledger::{Hash, SigningKey, canonical};
use serde_json::Value;

use super::LOG;

/// A member as it lies in the archive; each field may be set to anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub name: Vec<u8>,
    pub flags: u16,
    pub method: u16,
    pub crc: u32,
    pub size: u32,
    pub packed: Vec<u8>,
    /// Bytes put before the local header.
    pub gap: Vec<u8>,
}

impl Part {
    pub fn stored(name: &str, content: &[u8]) -> Part {
        let (mut crc, size) = (Crc::new(), u32::try_from(content.len()).unwrap());
        crc.update(content);
        let (name, packed) = (name.as_bytes().to_vec(), content.to_vec());
        Part { name, flags: 0, method: 0, crc: crc.sum(), size, packed, gap: Vec::new() }
    }

    pub fn deflated(name: &str, content: &[u8], level: u32) -> Part {
        let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::new(level));
        encoder.write_all(content).unwrap();
        Part { method: 8, packed: encoder.finish().unwrap(), ..Part::stored(name, content) }
    }

    pub fn content(&self) -> Vec<u8> {
        if self.method != 8 {
            return self.packed.clone();
        }
        let mut content = Vec::new();
        flate2::read::DeflateDecoder::new(self.packed.as_slice()).read_to_end(&mut content).unwrap();
        content
    }

    /// Whether it can be unpacked.
    pub fn is_sound(&self) -> bool {
        self.method != 8 || {
            let mut content = Vec::new();
            flate2::read::DeflateDecoder::new(self.packed.as_slice()).read_to_end(&mut content).is_ok()
        }
    }

    pub fn content_or_bytes(&self) -> Vec<u8> {
        if self.method == 8 && self.is_sound() { self.content() } else { self.packed.clone() }
    }

    fn headers(&self, offset: usize) -> (Vec<u8>, Vec<u8>) {
        let mut shared = vec![20, 0];
        shared.extend(self.flags.to_le_bytes());
        shared.extend(self.method.to_le_bytes());
        shared.extend([0, 0, 0x21, 0]);
        shared.extend(self.crc.to_le_bytes());
        shared.extend(u32::try_from(self.packed.len()).unwrap().to_le_bytes());
        shared.extend(self.size.to_le_bytes());
        shared.extend(u16::try_from(self.name.len()).unwrap().to_le_bytes());
        shared.extend([0, 0]);
        let local = [b"PK\x03\x04".as_slice(), &shared, &self.name].concat();
        let offset = u32::try_from(offset).unwrap().to_le_bytes();
        let central = [b"PK\x01\x02\x14\x00".as_slice(), &shared, &[0; 10], &offset, &self.name].concat();
        (local, central)
    }
}

/// Takes a package apart with a reader of others.
pub fn apart(package: &[u8]) -> Vec<Part> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index_raw(at).unwrap();
            let mut packed = Vec::new();
            file.read_to_end(&mut packed).unwrap();
            Part {
                name: file.name_raw().to_vec(),
                flags: 0,
                method: if file.compression() == zip::CompressionMethod::Stored { 0 } else { 8 },
                crc: file.crc32(),
                size: u32::try_from(file.size()).unwrap(),
                packed,
                gap: Vec::new(),
            }
        })
        .collect()
}

/// Puts an archive together.
pub fn together(parts: &[Part]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for part in parts {
        out.extend(&part.gap);
        let (local, central) = part.headers(out.len());
        out.extend(local);
        out.extend(&part.packed);
        directory.extend(central);
    }
    let at = u32::try_from(out.len()).unwrap().to_le_bytes();
    let count = u16::try_from(parts.len()).unwrap().to_le_bytes();
    let size = u32::try_from(directory.len()).unwrap().to_le_bytes();
    out.extend(directory);
    out.extend([b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count, &size, &at, &[0, 0]].concat());
    out
}

pub fn at(parts: &[Part], name: &str) -> usize {
    parts.iter().position(|part| part.name == name.as_bytes()).unwrap_or_else(|| panic!("no member {name}"))
}

/// Puts another content under a name, stored or deflated as before.
pub fn put(parts: &mut [Part], name: &str, content: &[u8]) {
    let at = at(parts, name);
    parts[at] = match parts[at].method {
        0 => Part::stored(name, content),
        _ => Part::deflated(name, content, 6),
    };
}

/// What a dishonest holder of a key does: brings the manifest in line with the members, lets `change` alter it, signs it.
pub fn sign_again(parts: &mut [Part], key: &SigningKey, change: impl FnOnce(&mut Value)) {
    let mut manifest: Value = serde_json::from_slice(&parts[at(parts, "manifest.json")].content()).unwrap();
    for member in manifest["members"].as_array_mut().unwrap() {
        let name = member["path"].as_str().unwrap().to_owned();
        let Some(part) = parts.iter().find(|part| part.name == name.as_bytes()) else { continue };
        member["sha256"] = Hash::of(&part.content()).to_string().into();
        member["size"] = part.size.into();
        if part.method == 8 {
            member["packed"] =
                serde_json::json!({"sha256": Hash::of(&part.packed).to_string(), "size": part.packed.len()});
        }
    }
    change(&mut manifest);
    let bytes = canonical::to_bytes(&manifest).unwrap();
    let text = format!("tickmark-package/1\ntickmark/{LOG}\nmanifest.json {} {}\n", bytes.len(), Hash::of(&bytes));
    put(parts, "manifest.json", &bytes);
    put(parts, "manifest.sig", key.sign_text(&text).as_bytes());
}

/// The lines of the entries, altered and put back.
pub fn alter_entries(parts: &mut [Part], change: impl FnOnce(&mut Vec<Value>)) {
    let text = String::from_utf8(parts[at(parts, "ledger/entries.jsonl")].content()).unwrap();
    let mut lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    change(&mut lines);
    let mut bytes = Vec::new();
    for line in lines {
        bytes.extend(canonical::to_bytes(&line).unwrap());
        bytes.push(b'\n');
    }
    put(parts, "ledger/entries.jsonl", &bytes);
}
