//! Pictures: decoded within limits, made smaller, and encoded again.

use std::io::Cursor;

use image::codecs::png::PngEncoder;
use image::error::ImageError;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader};

use super::{Limits, NoPreview, Png, Preview};

/// Memory that a decoder may take beside the picture itself, in bytes for each pixel.
const BYTES_A_PIXEL: u64 = 8;

/// Shows a picture; of one that moves, its first moment.
pub(super) fn show(bytes: &[u8], media_type: &'static str, limits: &Limits) -> Result<Preview, NoPreview> {
    let format = match media_type {
        "image/png" => ImageFormat::Png,
        "image/jpeg" => ImageFormat::Jpeg,
        "image/gif" => ImageFormat::Gif,
        "image/webp" => ImageFormat::WebP,
        "image/bmp" => ImageFormat::Bmp,
        other => return Err(NoPreview::Format(other)),
    };
    let picture = decode(bytes, format, limits)?;
    let larger = picture.width().max(picture.height()) > limits.shown;
    let picture = if larger { picture.thumbnail(limits.shown, limits.shown) } else { picture };
    let png = if picture.color().has_alpha() {
        let picture = picture.into_rgba8();
        encode(picture.width(), picture.height(), picture.as_raw(), ExtendedColorType::Rgba8)
    } else {
        let picture = picture.into_rgb8();
        encode(picture.width(), picture.height(), picture.as_raw(), ExtendedColorType::Rgb8)
    };
    Ok(Preview { pages: vec![png?], text: None, of: 1, cut: false })
}

fn decode(bytes: &[u8], format: ImageFormat, limits: &Limits) -> Result<DynamicImage, NoPreview> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut allowed = image::Limits::default();
    // The sides are judged below, where the refusal can name them.
    allowed.max_alloc = Some(limits.pixels.saturating_mul(BYTES_A_PIXEL));
    reader.limits(allowed.clone());
    let mut decoder = reader.into_decoder().map_err(|error| broken(&error))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let memory = decoder.total_bytes();
    let too_many = NoPreview::TooManyPixels { width, height };
    if width.max(height) > limits.side || pixels > limits.pixels || allowed.reserve(memory).is_err() {
        return Err(too_many);
    }
    if decoder.set_limits(allowed).is_err() {
        return Err(too_many);
    }
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| broken(&error))?;
    picture.apply_orientation(turned);
    Ok(picture)
}

/// Pixels as PNG. There are no other chunks in it than those of the pixels.
pub(super) fn encode(width: u32, height: u32, pixels: &[u8], color: ExtendedColorType) -> Result<Png, NoPreview> {
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes).write_image(pixels, width, height, color).map_err(|error| broken(&error))?;
    Ok(Png { width, height, bytes })
}

fn broken(error: &ImageError) -> NoPreview {
    NoPreview::Broken(error.to_string())
}
