//! Bytes on their way out, a piece at a time: a file of a gigabyte takes as much memory as one of a megabyte.

use axum::body::{Body, Bytes};
use http_body::{Frame, SizeHint};
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc::{Receiver, channel};

/// Bytes of a piece.
const PIECE: usize = 256 * 1024;
/// Pieces that are read ahead of whoever takes them.
const AHEAD: usize = 4;

/// A body of `size` bytes out of a reader. An error in the middle breaks the answer off, so that whoever takes it sees
/// that it is not whole; nothing that a reader refuses is sent.
pub(crate) fn flow(mut reader: impl Read + Send + 'static, size: u64) -> Body {
    let (send, pieces) = channel(AHEAD);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut piece = vec![0; PIECE];
            let read = match reader.read(&mut piece) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                read => read,
            };
            let piece = match read {
                Ok(0) => return,
                Ok(read) => {
                    piece.truncate(read);
                    Ok(Bytes::from(piece))
                }
                Err(error) => {
                    tracing::error!(%error, "a file could not be read to its end");
                    Err(error)
                }
            };
            let last = piece.is_err();
            // Whoever asked may be gone.
            if send.blocking_send(piece).is_err() || last {
                return;
            }
        }
    });
    Body::new(Flow { pieces, left: size })
}

struct Flow {
    pieces: Receiver<io::Result<Bytes>>,
    left: u64,
}

impl http_body::Body for Flow {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let piece = std::task::ready!(self.pieces.poll_recv(context));
        if let Some(Ok(bytes)) = &piece {
            self.left = self.left.saturating_sub(bytes.len() as u64);
        }
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
