//! One moment after which an exchange is over, however slowly the other side answers.

use std::io;
use std::time::{Duration, Instant};

/// The end of an exchange. Each step asks for what is left, so that a slow drip cannot begin the count anew.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline(Instant);

impl Deadline {
    /// The longest span that is kept to; it also keeps the sum inside the clock.
    pub(crate) const LONGEST: Duration = Duration::from_secs(300);

    /// The moment that lies this far ahead, at most [`Deadline::LONGEST`].
    pub(crate) fn after(span: Duration) -> Self {
        Self(now() + span.min(Self::LONGEST))
    }

    /// What is left, never zero; an error of the kind `TimedOut` once nothing is.
    pub(crate) fn left(self) -> io::Result<Duration> {
        let left = self.0.saturating_duration_since(now());
        // A socket takes a timeout of whole microseconds and reads zero as "for ever".
        if left < Duration::from_micros(1) { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

#[expect(clippy::disallowed_methods, reason = "it measures how long a stranger may take; nothing of it is ever kept")]
fn now() -> Instant {
    Instant::now()
}
