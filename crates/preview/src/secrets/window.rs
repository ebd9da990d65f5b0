//! A file as windows that overlap, so that what lies across a border is seen whole, and once.

use std::io::{self, Read};
use std::ops::Range;

/// Bytes of a window.
const WINDOW: usize = 64 << 10;
/// Bytes that a window shares with the one before; nothing that is looked for is longer, save a JWT of unusual size.
const OVERLAP: usize = 8 << 10;

/// Reads a file window by window.
pub(super) struct Windows<'a> {
    file: &'a mut dyn Read,
    buffer: Vec<u8>,
    /// Bytes of the buffer that are filled, and how many of them the last window had already.
    filled: usize,
    shared: usize,
    /// Line on which the buffer begins.
    line: u64,
    looked: u64,
    limit: u64,
    ended: bool,
    whole: bool,
}

/// A window.
pub(super) struct Window<'a> {
    pub(super) bytes: &'a [u8],
    shared: usize,
    line: u64,
    last: bool,
}

impl<'a> Windows<'a> {
    /// Windows over the first `limit` bytes.
    pub(super) fn new(file: &'a mut dyn Read, limit: u64) -> Windows<'a> {
        let buffer = vec![0; WINDOW];
        Windows { file, buffer, filled: 0, shared: 0, line: 1, looked: 0, limit, ended: false, whole: false }
    }

    /// The next window; `None` after the last.
    pub(super) fn next(&mut self) -> io::Result<Option<Window<'_>>> {
        if self.ended {
            return Ok(None);
        }
        if self.filled > 0 {
            let gone = self.filled - OVERLAP.min(self.filled);
            self.line += lines(&self.buffer[..gone]);
            self.buffer.copy_within(gone..self.filled, 0);
            self.filled -= gone;
        }
        self.shared = self.filled;
        while self.filled < WINDOW && !self.ended {
            let left = usize::try_from(self.limit - self.looked).unwrap_or(usize::MAX);
            let room = (WINDOW - self.filled).min(left);
            if room == 0 {
                // One byte more tells whether this was all.
                self.whole = self.read_into(&mut [0])? == 0;
                self.ended = true;
                break;
            }
            let mut fresh = vec![0; room];
            let read = self.read_into(&mut fresh)?;
            self.looked += read as u64;
            (self.ended, self.whole) = (read == 0, read == 0);
            // Zero bytes stand between the letters of a text of two bytes a character.
            for byte in fresh[..read].iter().filter(|byte| **byte != 0) {
                self.buffer[self.filled] = *byte;
                self.filled += 1;
            }
        }
        let bytes = &self.buffer[..self.filled];
        Ok(Some(Window { bytes, shared: self.shared, line: self.line, last: self.ended }))
    }

    /// Bytes looked through, and whether that was all.
    pub(super) fn looked(&self) -> (u64, bool) {
        (self.looked, self.whole)
    }

    fn read_into(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.file.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => return read,
            }
        }
    }
}

impl Window<'_> {
    /// Whether a find is to be told from this window: what ends in the shared part was told before, and what reaches the
    /// end may go on and is told from the next.
    pub(super) fn is_news(&self, range: &Range<usize>) -> bool {
        let goes_on = !self.last && range.end == self.bytes.len() && self.bytes.len() - range.start < OVERLAP;
        let told = self.shared > 0 && range.end < self.shared;
        // The rest of something longer than the shared part.
        let rest = self.shared > 0 && range.start == 0;
        !goes_on && !told && !rest
    }

    /// The line on which this byte stands.
    pub(super) fn line_of(&self, at: usize) -> u64 {
        self.line + lines(&self.bytes[..at])
    }
}

fn lines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that meets a surprise has failed")]

    use super::*;

    #[test]
    fn every_byte_is_in_a_window_up_to_the_limit_and_lines_are_counted() {
        let text: Vec<u8> = (0..300_000).map(|at| if at % 80 == 79 { b'\n' } else { b'a' + (at % 26) as u8 }).collect();
        for (size, limit) in
            [(0, 10), (1, 1), (65_536, 65_536), (65_537, 65_536), (300_000, 300_000), (300_000, 200_000)]
        {
            let mut file = &text[..size];
            let mut windows = Windows::new(&mut file, limit);
            let mut seen = Vec::new();
            while let Some(window) = windows.next().unwrap() {
                let line = seen[..seen.len() - window.shared].iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
                assert_eq!(window.line_of(0), line);
                assert_eq!(seen[seen.len() - window.shared..], window.bytes[..window.shared]);
                seen.extend_from_slice(&window.bytes[window.shared..]);
            }
            let looked = limit.min(size as u64);
            assert_eq!(seen, text[..usize::try_from(looked).unwrap()]);
            assert_eq!(windows.looked(), (looked, looked == size as u64), "{size} {limit}");
        }
    }
}
