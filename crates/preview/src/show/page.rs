//! The first pages of a PDF, drawn by us. No script of it is run, no link followed, no file in it opened.

use std::sync::atomic::{AtomicBool, Ordering};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::ExtendedColorType;

use super::{Limits, NoPreview, Png, Preview, picture, steps};

/// Objects of a PDF; one with more is not drawn.
const OBJECTS_MAX: usize = 1_000_000;
/// No page is enlarged more than this many times: 72 points an inch become 144 pixels.
const SCALE_MAX: f32 = 2.0;

/// Draws the first pages; stops between two when it was given up.
pub(super) fn show(bytes: Vec<u8>, limits: &Limits, given_up: &AtomicBool) -> Result<Preview, NoPreview> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => NoPreview::Encrypted,
        LoadPdfError::Decryption(_) => NoPreview::Broken("it is encrypted in a way that cannot be read".to_owned()),
        LoadPdfError::Invalid => NoPreview::Broken("it cannot be read as a PDF".to_owned()),
    })?;
    if pdf.len() > OBJECTS_MAX {
        return Err(NoPreview::Broken(format!("it has more than {OBJECTS_MAX} objects")));
    }
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(NoPreview::Broken("it has no pages".to_owned()));
    }
    let cache = RenderCache::new();
    let mut drawn = Vec::new();
    for page in pages.iter().take(limits.pages) {
        if given_up.load(Ordering::Relaxed) {
            return Err(NoPreview::TooSlow(limits.patience.as_secs()));
        }
        steps::count(page, limits.patience.as_secs(), given_up)?;
        drawn.push(draw(page, &cache, limits)?);
    }
    Ok(Preview { cut: pages.len() > drawn.len(), of: pages.len(), pages: drawn, text: None })
}

fn draw<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, limits: &Limits) -> Result<Png, NoPreview> {
    let (width, height) = page.render_dimensions();
    let longest = width.max(height);
    if !(width >= 1.0 && height >= 1.0 && longest.is_finite()) {
        return Err(NoPreview::Broken("a page has no size".to_owned()));
    }
    // A page may say that it is as wide as a street; what is drawn never is.
    let shown = f32::from(u16::try_from(limits.shown).unwrap_or(u16::MAX));
    let scale = (shown / longest).min(SCALE_MAX);
    if width.min(height) * scale < 1.0 {
        return Err(NoPreview::Broken(format!("a page of {width} x {height} points is too narrow to be drawn")));
    }
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixmap = render(page, cache, &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    picture::encode(width, height, pixmap.data_as_u8_slice(), ExtendedColorType::Rgba8)
}
