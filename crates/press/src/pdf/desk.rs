//! What the layout can reach: one template, the data of one paper, the fonts. No disk, no network, no clock.

use crate::Fonts;
use std::path::PathBuf;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// Our design.
const TEMPLATE: &str = include_str!("paper.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::builder().build()));
static SOURCE: LazyLock<Source> = LazyLock::new(|| Source::new(named("paper.typ"), TEMPLATE.to_owned()));
static DATA: LazyLock<FileId> = LazyLock::new(|| named("paper.json"));

fn named(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("a plain name is a path");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// A desk with one paper on it.
pub(super) struct Desk<'a> {
    fonts: &'a Fonts,
    data: Bytes,
}

impl<'a> Desk<'a> {
    pub(super) fn new(fonts: &'a Fonts, data: Vec<u8>) -> Desk<'a> {
        Desk { fonts, data: Bytes::new(data) }
    }
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        SOURCE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == SOURCE.id() { Ok(SOURCE.clone()) } else { Err(nowhere(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == *DATA { Ok(self.data.clone()) } else { Err(nowhere(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn nowhere(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.get().vpath().get_with_slash()))
}
