//! A server at a real socket, and callers who write what they like, as slowly as they like.

use axum::Router;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use tickmark::connections;
use tickmark::patience::Patience;
use tokio::runtime::Runtime;

/// Longest that a test waits for an answer.
const PATIENT: Duration = Duration::from_secs(60);
/// How often it is looked whether something has ended, fifty milliseconds apart.
const LOOKS: usize = 1_200;

/// A server, stopped when dropped.
pub(crate) struct Listening {
    pub(crate) at: SocketAddr,
    runtime: Option<Runtime>,
}

impl Listening {
    /// Serves on a free port of this machine.
    pub(crate) fn to(router: Router, patience: Patience) -> Listening {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let (told, at) = mpsc::channel();
        runtime.spawn(async move {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            told.send(listener.local_addr().unwrap()).unwrap();
            connections::serve(listener, router, patience, std::future::pending()).await;
        });
        Listening { at: at.recv().unwrap(), runtime: Some(runtime) }
    }

    /// A connection on which nothing was sent yet.
    pub(crate) fn line(&self) -> TcpStream {
        let line = TcpStream::connect(self.at).unwrap();
        line.set_read_timeout(Some(PATIENT)).unwrap();
        line.set_nodelay(true).unwrap();
        line
    }

    /// As [`Listening::line`], for a reader for whom the operating system keeps little that was not read yet.
    pub(crate) fn line_of_little(&self) -> TcpStream {
        let socket = socket2::Socket::new(socket2::Domain::IPV4, socket2::Type::STREAM, None).unwrap();
        socket.set_recv_buffer_size(32 * 1024).unwrap();
        socket.connect(&self.at.into()).unwrap();
        let line = TcpStream::from(socket);
        line.set_read_timeout(Some(PATIENT)).unwrap();
        line
    }

    /// What is answered to these bytes, sent at once.
    pub(crate) fn answer(&self, bytes: &[u8]) -> Answer {
        let mut line = self.line();
        // A server that has heard enough may close before it has read everything.
        let _ = line.write_all(bytes);
        Answer::read(&mut line)
    }

    /// Tasks that the server has under way.
    pub(crate) fn tasks(&self) -> usize {
        self.runtime.as_ref().unwrap().metrics().num_alive_tasks()
    }

    /// Tasks that are under way while nobody asks: the fewest within a second, since one that answered may still be ending.
    pub(crate) fn at_rest(&self) -> usize {
        let look = |_| {
            std::thread::sleep(Duration::from_millis(50));
            self.tasks()
        };
        (0..20).map(look).min().unwrap_or_default()
    }

    /// Waits until no more than so many tasks are under way.
    pub(crate) fn calms_down_to(&self, most: usize) {
        for _ in 0..LOOKS {
            if self.tasks() <= most {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("{} tasks are still under way, and {most} were before", self.tasks());
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// What came back until the server closed the connection.
#[derive(Debug)]
pub(crate) struct Answer {
    /// 0 where the connection was closed without a word.
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    /// Reads until the end; a server that keeps the connection open fails the test.
    pub(crate) fn read(line: &mut TcpStream) -> Answer {
        let mut bytes = Vec::new();
        let mut piece = [0; 4096];
        loop {
            match line.read(&mut piece) {
                Ok(0) => break,
                Ok(n) => bytes.extend(&piece[..n]),
                Err(error) if error.kind() == std::io::ErrorKind::ConnectionReset => break,
                Err(error) => panic!("the connection stays open: {error}: {}", String::from_utf8_lossy(&bytes)),
            }
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }
}

/// Sends bytes one after another with a pause between them, until the server ends it; answers how long that took.
pub(crate) fn trickle(line: &mut TcpStream, bytes: &[u8], size: usize, pause: Duration) -> (Answer, Duration) {
    let began = now();
    for part in bytes.chunks(size) {
        if line.write_all(part).is_err() || closed(line) {
            break;
        }
        std::thread::sleep(pause);
    }
    (Answer::read(line), began.elapsed())
}

/// Is there an answer, or the end?
fn closed(line: &TcpStream) -> bool {
    line.set_nonblocking(true).unwrap();
    let seen = line.peek(&mut [0]);
    line.set_nonblocking(false).unwrap();
    seen.is_ok()
}

#[expect(clippy::disallowed_methods, reason = "a test that measures how long a real server waits")]
pub(crate) fn now() -> Instant {
    Instant::now()
}
