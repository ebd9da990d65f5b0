//! The way out of an answer: whoever takes it more slowly than a slow line carries it is given up.
//!
//! Otherwise somebody who asks for a large file and never reads it would hold a connection and the file for ever.

use crate::patience::Patience;
use socket2::SockRef;
use std::io::{self, Error, ErrorKind, IoSlice};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep_until};

/// Most bytes of an answer that the operating system takes before it sends them. It keeps megabytes otherwise and takes the
/// next only when a third is gone, so that a reader at 16 KiB a second would seem to take nothing for minutes.
const UNSENT: u32 = 128 * 1024;

/// A connection of which the answers have to be taken.
pub(crate) struct Taken {
    stream: TcpStream,
    pace: Pace,
    /// Runs while the reader is waited for.
    alarm: Option<Pin<Box<Sleep>>>,
}

impl Taken {
    pub(crate) fn new(stream: TcpStream, patience: Patience) -> Taken {
        // Without it the limit is as true, only coarser.
        if let Err(error) = keep_little(&SockRef::from(&stream)) {
            tracing::debug!(%error, "a connection keeps as much unsent as it likes");
        }
        Taken { stream, pace: Pace::of(patience), alarm: None }
    }

    /// What is answered to an attempt to write: that of the connection, or that its reader is too far behind.
    fn paced(&mut self, sent: Poll<io::Result<usize>>, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        let now = Instant::now();
        if let Poll::Ready(sent) = sent {
            self.alarm = None;
            self.pace.took(now, *sent.as_ref().unwrap_or(&0));
            return Poll::Ready(sent);
        }
        let until = self.pace.waits(now);
        let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep_until(until)));
        if alarm.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        // What was not taken is thrown away at once instead of being kept by the operating system.
        let _ = self.stream.set_zero_linger();
        Poll::Ready(Err(Error::new(ErrorKind::TimedOut, "the answer was taken too slowly")))
    }
}

/// Of what was not sent yet.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn keep_little(socket: &SockRef<'_>) -> io::Result<()> {
    socket.set_tcp_notsent_lowat(UNSENT)
}

/// Also of what was sent and not received yet, where nothing finer can be set.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn keep_little(socket: &SockRef<'_>) -> io::Result<()> {
    socket.set_send_buffer_size(UNSENT as usize)
}

impl AsyncRead for Taken {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, into: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, into)
    }
}

impl AsyncWrite for Taken {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.paced(sent, cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let sent = Pin::new(&mut self.stream).poll_write_vectored(cx, parts);
        self.paced(sent, cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// How far a reader is behind: the time for which it was waited, less the time that the bytes it took were worth, and never
/// less than nothing, so that nobody saves up by reading fast.
struct Pace {
    patience: Patience,
    behind: Duration,
    /// Since when it is waited for.
    since: Option<Instant>,
}

impl Pace {
    fn of(patience: Patience) -> Pace {
        Pace { patience, behind: Duration::ZERO, since: None }
    }

    /// Nothing can be written now; until when that may last.
    fn waits(&mut self, now: Instant) -> Instant {
        *self.since.get_or_insert(now) + self.patience.behind.saturating_sub(self.behind)
    }

    /// So many bytes were taken.
    fn took(&mut self, now: Instant, bytes: usize) {
        let waited = self.since.take().map_or(Duration::ZERO, |since| now.saturating_duration_since(since));
        let worth = Duration::from_millis((bytes as u64).saturating_mul(1_000) / self.patience.answer_rate.max(1));
        self.behind = self.behind.saturating_add(waited).saturating_sub(worth);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After how long a reader is given up who takes so many bytes every so often; `None` for one who never is.
    fn given_up(bytes: usize, every: Duration) -> Option<Duration> {
        let began = Instant::now();
        let (mut pace, mut now) = (Pace::of(Patience::default()), began);
        while now - began < Duration::from_hours(2) {
            let until = pace.waits(now);
            if until < now + every {
                return Some(until - began);
            }
            now += every;
            pace.took(now, bytes);
        }
        None
    }

    #[test]
    fn a_slow_line_keeps_up_and_a_crawl_does_not() {
        let seconds = Duration::from_secs;
        // 16 KiB a second, in small parts, and in as large ones as a receiver with full buffers takes them.
        assert_eq!(given_up(16 * 1024, seconds(1)), None);
        assert_eq!(given_up(384 * 1024, seconds(24)), None);
        assert_eq!(given_up(8 * 1024, seconds(1)), None);
        // Half of the rate loses half a second every second.
        let took = given_up(4 * 1024, seconds(1)).unwrap();
        assert!(took >= seconds(118) && took <= seconds(122), "{took:?}");
        assert_eq!(given_up(1, seconds(59)).map(|took| took.as_secs()), Some(60));
        assert_eq!(given_up(0, seconds(100)), Some(seconds(60)), "who takes nothing");
    }

    #[test]
    fn nobody_saves_up_by_reading_fast() {
        let began = Instant::now();
        let mut pace = Pace::of(Patience::default());
        pace.waits(began);
        pace.took(began, 1 << 30);
        assert_eq!(pace.waits(began), began + Patience::default().behind);
    }

    #[test]
    fn what_the_server_itself_needs_is_not_counted() {
        let began = Instant::now();
        let mut pace = Pace::of(Patience::default());
        // Parts that are written at once, ten minutes apart.
        for minutes in 1..=6 {
            pace.took(began + Duration::from_mins(10 * minutes), 1);
        }
        let now = began + Duration::from_mins(60);
        assert_eq!(pace.waits(now), now + Patience::default().behind);
    }
}
