//! Pictures as points, for those who read no SVG.

use crate::fonts::{TEXT, embedded_bytes};
use crate::{Chart, Fault};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};
use std::sync::{Arc, LazyLock};

/// Width of a drawn picture, in points of the picture.
const WIDE: f32 = 1_600.0;
/// Greatest height of a drawn picture.
const HIGH: f32 = 2_400.0;

static LETTERS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut letters = fontdb::Database::new();
    for bytes in embedded_bytes() {
        letters.load_font_data(bytes.to_vec());
    }
    letters.set_sans_serif_family(TEXT);
    Arc::new(letters)
});

/// A picture as PNG, with its width and height.
pub(crate) struct Drawn {
    pub(crate) png: Vec<u8>,
    pub(crate) wide: u32,
    pub(crate) high: u32,
}

/// Draws picture `number`, from 1.
pub(crate) fn draw(number: usize, chart: &Chart) -> Result<Drawn, Fault> {
    let fault = |why: String| Fault::Picture { number, why };
    let mut options = Options { font_family: TEXT.to_owned(), fontdb: Arc::clone(&LETTERS), ..Options::default() };
    // A picture is whole in itself: nothing that it names is looked up.
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    options.image_href_resolver.resolve_data = Box::new(|_, _, _| None);
    let tree = Tree::from_str(&chart.svg, &options).map_err(|error| fault(error.to_string()))?;
    let size = tree.size();
    let scale = (WIDE / size.width()).min(HIGH / size.height());
    let (wide, high) = (whole(size.width() * scale), whole(size.height() * scale));
    let mut points = Pixmap::new(wide, high).ok_or_else(|| fault("it has no size".to_owned()))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut points.as_mut());
    let png = points.encode_png().map_err(|error| fault(error.to_string()))?;
    Ok(Drawn { png, wide, high })
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both lie between 1 and the limits above")]
fn whole(length: f32) -> u32 {
    length.ceil().clamp(1.0, WIDE.max(HIGH)) as u32
}
