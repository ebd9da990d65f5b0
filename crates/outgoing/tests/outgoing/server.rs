//! Servers that the tests call: plain sockets that answer byte for byte what a test wants.

use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use outgoing::{HostPort, Outgoing, Rules};

/// A server that keeps what it was asked.
pub(crate) struct Server {
    pub(crate) at: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Reads each request whole, then hands the connection to `answer`.
    pub(crate) fn with(answer: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let kept = Arc::clone(&asked);
        Self {
            at: listen(move |mut stream| {
                kept.lock().unwrap().push(read_request(&mut stream));
                answer(stream);
            }),
            asked,
        }
    }

    /// Answers every request with these bytes and closes.
    pub(crate) fn saying(bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        Self::with(move |mut stream| {
            // The client may hang up before the end of an answer that it does not want.
            let _ = stream.write_all(&bytes);
        })
    }

    /// An address below this server.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// The requests so far.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    /// A client that has this server on its allow-list.
    pub(crate) fn client(&self) -> Outgoing {
        Outgoing::new(Rules { internal: vec![internal(self.at)], ..Rules::default() }).unwrap()
    }

    /// The same with a deadline in milliseconds.
    pub(crate) fn hurried_client(&self, millis: u64) -> Outgoing {
        let timeout = Duration::from_millis(millis);
        Outgoing::new(Rules { internal: vec![internal(self.at)], timeout, ..Rules::default() }).unwrap()
    }
}

/// A door that nobody is to knock at.
pub(crate) struct Door(TcpListener);

impl Door {
    pub(crate) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        Self(listener)
    }

    pub(crate) fn port(&self) -> u16 {
        self.0.local_addr().unwrap().port()
    }

    /// Whether a connection was made since the last call. The system completes connections before anyone accepts them,
    /// so none is missed.
    pub(crate) fn knocked(&self) -> bool {
        match self.0.accept() {
            Ok(_) => true,
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::WouldBlock);
                false
            }
        }
    }
}

/// Serves each connection in a thread of its own; gives the address.
pub(crate) fn listen(serve: impl Fn(TcpStream) + Send + Sync + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let serve = Arc::new(serve);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (serve, stream) = (Arc::clone(&serve), stream.unwrap());
            thread::spawn(move || serve(stream));
        }
    });
    at
}

/// Reads the head of a request and as much of a body as the head announces.
pub(crate) fn read_request(stream: &mut impl Read) -> String {
    let (mut bytes, mut byte) = (Vec::new(), [0]);
    while !bytes.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).unwrap_or(0) == 0 {
            break;
        }
        bytes.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&bytes).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.trim().parse().unwrap())];
    stream.read_exact(&mut body).unwrap();
    bytes.extend(body);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// An entry of the allow-list.
pub(crate) fn internal(at: SocketAddr) -> HostPort {
    HostPort::new(&at.ip().to_string(), at.port()).unwrap()
}

/// What came of something, and how long it took.
#[expect(clippy::disallowed_methods, reason = "a test of deadlines measures time")]
pub(crate) fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let begun = Instant::now();
    let result = run();
    (result, begun.elapsed())
}
