//! Whatever the bytes are: an answer or a reason, never a panic, and never more than the limits.

#![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

mod samples;

use std::io::Cursor;
use std::sync::OnceLock;
use std::time::Duration;

use image::ImageFormat;
use preview::{Limits, NAME_MAX, NoPreview, preview, safe_name, secrets, sniff, sniff_file};
use proptest::prelude::*;
use samples::{archive, locked_pdf, pdf, picture, storage, workbook};

/// Real files of every kind that is looked into.
fn real() -> &'static [(&'static str, Vec<u8>)] {
    static REAL: OnceLock<Vec<(&str, Vec<u8>)>> = OnceLock::new();
    REAL.get_or_init(|| {
        vec![
            ("a.png", picture(33, 21, ImageFormat::Png)),
            ("a.jpg", picture(33, 21, ImageFormat::Jpeg)),
            ("a.gif", picture(33, 21, ImageFormat::Gif)),
            ("a.webp", picture(33, 21, ImageFormat::WebP)),
            ("a.bmp", picture(33, 21, ImageFormat::Bmp)),
            ("a.pdf", pdf(2, "/OpenAction << /S /JavaScript /JS (x) >>", "", &[])),
            ("b.pdf", locked_pdf()),
            ("a.xlsx", workbook(&[("xl/vbaProject.bin", b"x")])),
            ("a.zip", archive(&[("a", b"text"), ("b", b"text")])),
            ("a.odt", archive(&[("mimetype", b"application/vnd.oasis.opendocument.text")])),
            ("a.doc", storage(&["Root Entry", "WordDocument", "x", "y", "Macros"])),
            ("a.svg", b"<?xml version='1.0'?><svg/>".to_vec()),
            ("a.txt", "caf\u{e9} \u{20ac} token=aK3vQ9zL1xW7bT5nR2mY8cP4dF6gH0jS".as_bytes().to_vec()),
        ]
    })
}

/// Everything that this crate does with a file.
fn everything(bytes: &[u8], name: &str) -> Result<(), TestCaseError> {
    let kind = sniff_file(&mut Cursor::new(bytes), name, "").unwrap();
    sniff(&bytes[..bytes.len() / 2], name, "image/png");
    let found = secrets(&mut &bytes[..]).unwrap();
    prop_assert!(found.whole && found.looked == bytes.len() as u64);
    // What is odd is not shown; the decoders are tried all the same.
    let shown_kind = preview::Kind { disagrees: None, ..kind };
    let limits = Limits { pixels: 1_000_000, pages: 2, patience: Duration::from_secs(60), ..Limits::default() };
    let shown = loop {
        match preview(bytes.to_vec(), &shown_kind, &limits) {
            Err(NoPreview::Busy) => std::thread::sleep(Duration::from_millis(5)),
            shown => break shown,
        }
    };
    match shown {
        Ok(shown) => {
            prop_assert!(shown.pages.len() <= limits.pages);
            prop_assert!(shown.pages.iter().all(|png| png.width.max(png.height) <= limits.shown));
            prop_assert!(shown.text.is_none_or(|text| text.len() <= limits.text));
        }
        // A decoder that panics ends as this reason, too: it must not be met.
        Err(NoPreview::Broken(why)) => prop_assert!(!why.contains("decoder gave up"), "{name}: a decoder panicked"),
        Err(NoPreview::TooSlow(_)) => prop_assert!(false, "{name} took a minute"),
        Err(_) => {}
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000), name in ".{0,20}") {
        everything(&bytes, &name)?;
    }

    #[test]
    fn random_bytes_after_a_real_beginning(which in any::<prop::sample::Index>(), keep in 0_usize..60, bytes in prop::collection::vec(any::<u8>(), 0..500)) {
        let (name, real) = which.get(real());
        let begun = [&real[..keep.min(real.len())], &bytes[..]].concat();
        everything(&begun, name)?;
    }

    #[test]
    fn real_files_with_changed_bytes(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let (name, real) = which.get(real());
        let mut bytes = real.clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(real.len()));
        }
        everything(&bytes, name)?;
    }

    #[test]
    fn names_are_harmless(claimed in "\\PC{0,40}|[./\\\\a-z\u{0}\u{1b}\u{202e}:*]{0,40}|.{0,400}") {
        let safe = safe_name(&claimed);
        prop_assert!(!safe.is_empty() && safe.len() <= NAME_MAX);
        let bad = safe.contains(['/', '\\', '\0', '"', ':', '\n', '\u{202e}']) || safe == "." || safe == "..";
        prop_assert!(!bad, "{safe:?}");
        prop_assert_eq!(safe_name(&safe), safe);
    }
}
