//! Counting what a page of a PDF would draw, before anything is drawn.
//!
//! A few lines can ask for thousands of millions of boxes, and a renderer would collect them all. So a page is first read
//! through by a device that draws nothing, takes no memory and can stop. Inside patterns and soft masks, which a renderer
//! reads by itself, nothing is counted.

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};

use hayro::hayro_interpret::font::GlyphRun;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::{BezPath, Rect};

use super::NoPreview;

/// Things that one page may draw; a dense map has some ten thousand.
const STEPS_MAX: u32 = 300_000;

/// Reads a page through; an error if it would draw too much, or was given up meanwhile.
pub(super) fn count<'a>(page: &'a Page<'a>, patience: u64, given_up: &AtomicBool) -> Result<(), NoPreview> {
    let (width, height) = page.render_dimensions();
    let cache = InterpreterCache::new();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, area, &cache, page.xref(), InterpreterSettings::default());
    let mut steps = Steps { left: STEPS_MAX, given_up };
    let read = panic::catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut steps)));
    match read {
        Ok(()) => Ok(()),
        Err(why) if !why.is::<Stop>() => Err(NoPreview::Broken("its decoder gave up".to_owned())),
        Err(_) if given_up.load(Ordering::Relaxed) => Err(NoPreview::TooSlow(patience)),
        Err(_) => Err(NoPreview::TooMuch { limit: STEPS_MAX }),
    }
}

/// Why the reading was stopped; carried out of the reader by unwinding, for it has no other way to stop.
struct Stop;

struct Steps<'s> {
    left: u32,
    given_up: &'s AtomicBool,
}

impl Steps<'_> {
    fn one(&mut self) {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 || self.given_up.load(Ordering::Relaxed) {
            // Not a panic: nothing is printed, and it is caught above.
            panic::resume_unwind(Box::new(Stop));
        }
    }
}

impl<'a> Device<'a> for Steps<'_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.one();
    }

    fn draw_rect(&mut self, _: &Rect, _: DrawProps<'a>, _: &DrawMode) {
        self.one();
    }

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        self.one();
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.one();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.one();
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.one();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.one();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
