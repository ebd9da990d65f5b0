//! A picture of a window, and just enough of PNG to keep it (ISO/IEC 15948): one byte a pixel from a palette, not compressed.

const WIDTH: usize = 640;
const HEIGHT: usize = 360;

/// Ground, bar, line, words, accent, ink.
const PALETTE: [[u8; 3]; 6] =
    [[250, 251, 250], [38, 70, 83], [221, 228, 224], [150, 163, 156], [42, 157, 112], [33, 43, 38]];

/// Digits and the hyphen, five rows of three points each.
const DIGITS: [[u8; 5]; 11] = [
    [7, 5, 5, 5, 7],
    [2, 6, 2, 2, 7],
    [7, 1, 7, 4, 7],
    [7, 1, 7, 1, 7],
    [5, 5, 7, 1, 1],
    [7, 4, 7, 1, 7],
    [7, 4, 7, 5, 7],
    [7, 1, 2, 2, 2],
    [7, 5, 7, 5, 7],
    [7, 5, 7, 1, 7],
    [0, 0, 7, 0, 0],
];

struct Canvas(Vec<u8>);

impl Canvas {
    fn fill(&mut self, left: usize, top: usize, width: usize, height: usize, colour: u8) {
        for row in top..(top + height).min(HEIGHT) {
            for column in left..(left + width).min(WIDTH) {
                self.0[row * WIDTH + column] = colour;
            }
        }
    }

    /// A day, three pixels a point.
    fn day(&mut self, day: &str, left: usize, top: usize, colour: u8) {
        for (at, letter) in day.chars().enumerate() {
            let digit = letter.to_digit(10).map_or(10, |digit| digit as usize);
            for (row, bits) in DIGITS[digit].iter().enumerate() {
                for column in (0..3).filter(|column| bits >> (2 - column) & 1 == 1) {
                    self.fill(left + at * 12 + column * 3, top + row * 3, 3, 3, colour);
                }
            }
        }
    }
}

/// A window with a bar, the day in its corner and a list of settings, most of them on.
pub(super) fn screen(day: &str, seed: u32) -> Vec<u8> {
    let mut canvas = Canvas(vec![0; WIDTH * HEIGHT]);
    canvas.fill(0, 0, WIDTH, 44, 1);
    canvas.fill(18, 14, 120, 14, 3);
    canvas.day(day, WIDTH - 140, 15, 0);
    canvas.fill(0, 44, 140, HEIGHT, 2);
    for row in 0..7 {
        canvas.fill(18, 66 + row * 34, 60 + (row * 37 + seed as usize * 13) % 44, 9, 3);
    }
    for row in 0..8 {
        let top = 70 + row * 34;
        canvas.fill(160, top + 24, 450, 1, 2);
        canvas.fill(170, top, 110 + (row * 53 + seed as usize * 29) % 170, 10, 5);
        let on = !(row + seed as usize).is_multiple_of(5);
        canvas.fill(560, top - 3, 36, 16, if on { 4 } else { 3 });
        canvas.fill(if on { 580 } else { 563 }, top, 13, 10, 0);
    }
    png(&canvas.0)
}

fn png(points: &[u8]) -> Vec<u8> {
    let mut file = vec![0x89, b'P', b'N', b'G', 13, 10, 26, 10];
    let side = |length: usize| u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
    // Eight bits a point from a palette; no filter, no interlace.
    let head = [side(WIDTH).as_slice(), side(HEIGHT).as_slice(), &[8, 3, 0, 0, 0]].concat();
    let rows: Vec<u8> = points.chunks(WIDTH).flat_map(|row| std::iter::once(0).chain(row.iter().copied())).collect();
    for (name, data) in [(b"IHDR", head), (b"PLTE", PALETTE.concat()), (b"IDAT", stored(&rows)), (b"IEND", Vec::new())]
    {
        file.extend(side(data.len()));
        let chunk = [name.as_slice(), &data].concat();
        file.extend(&chunk);
        file.extend(crc32(&chunk).to_be_bytes());
    }
    file
}

/// Zlib with blocks that are stored as they are (RFC 1950, RFC 1951).
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = bytes.chunks(0xFFFF).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        out.push(u8::from(blocks.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in bytes {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    out.extend((high << 16 | low).to_be_bytes());
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xEDB8_8320 ^ crc >> 1 } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}
