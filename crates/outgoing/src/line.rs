//! A connection to a checked address, every step of which ends with the exchange.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};

use crate::deadline::Deadline;

/// A TCP connection with the moment at which it is over.
#[derive(Debug)]
pub(crate) struct Line {
    stream: TcpStream,
    checked: SocketAddr,
    deadline: Deadline,
}

impl Line {
    /// Connects to the first address that answers. Each gets an even share of the time that is left, so that a silent
    /// one does not use up the time of the next.
    pub(crate) fn connect(addresses: &[SocketAddr], deadline: Deadline) -> io::Result<Self> {
        let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
        for (tried, address) in addresses.iter().enumerate() {
            let shares = u32::try_from(addresses.len() - tried).unwrap_or(u32::MAX);
            let share = (deadline.left()? / shares).max(std::time::Duration::from_millis(1));
            match TcpStream::connect_timeout(address, share) {
                Ok(stream) => return Self::met(stream, *address, deadline),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// Takes a connection if it ends at the address that was checked.
    pub(crate) fn met(stream: TcpStream, checked: SocketAddr, deadline: Deadline) -> io::Result<Self> {
        let line = Self { stream, checked, deadline };
        line.same_peer()?;
        line.stream.set_nodelay(true)?;
        Ok(line)
    }

    /// Holds the other end against the address that was checked.
    pub(crate) fn same_peer(&self) -> io::Result<()> {
        let (peer, checked) = (self.stream.peer_addr()?, self.checked);
        if (peer.ip(), peer.port()) == (checked.ip(), checked.port()) {
            return Ok(());
        }
        Err(io::Error::other(format!("connected to {peer} instead of the checked address {checked}")))
    }

    /// Says that nothing more will be sent.
    pub(crate) fn finish(&self) -> io::Result<()> {
        self.stream.shutdown(Shutdown::Write)
    }
}

impl Read for Line {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            self.stream.set_read_timeout(Some(self.deadline.left()?))?;
            match self.stream.read(into) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                done => return done.map_err(over),
            }
        }
    }
}

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            self.stream.set_write_timeout(Some(self.deadline.left()?))?;
            match self.stream.write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                done => return done.map_err(over),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A socket says "would block" on some systems and "timed out" on others for the same end of patience.
fn over(error: io::Error) -> io::Error {
    if error.kind() == io::ErrorKind::WouldBlock { io::ErrorKind::TimedOut.into() } else { error }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;
    use std::time::Duration;

    #[test]
    fn a_connection_that_ends_elsewhere_is_not_taken() {
        let (meant, other) = (TcpListener::bind("127.0.0.1:0").unwrap(), TcpListener::bind("127.0.0.1:0").unwrap());
        let (meant, other) = (meant.local_addr().unwrap(), other.local_addr().unwrap());
        let soon = || Deadline::after(Duration::from_secs(5));
        let stream = || TcpStream::connect(other).unwrap();
        assert!(Line::met(stream(), other, soon()).is_ok());
        let refused = Line::met(stream(), meant, soon()).unwrap_err().to_string();
        assert!(refused.contains(&format!("instead of the checked address {meant}")), "{refused}");
        let elsewhere = SocketAddr::new("127.0.0.2".parse().unwrap(), other.port());
        assert!(Line::met(stream(), elsewhere, soon()).is_err());
    }

    #[test]
    fn the_second_address_is_tried_when_the_first_refuses() {
        let open = TcpListener::bind("127.0.0.1:0").unwrap();
        let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let both = [gone, open.local_addr().unwrap()];
        assert!(Line::connect(&both, Deadline::after(Duration::from_secs(5))).is_ok());
        let kind = Line::connect(&both[..1], Deadline::after(Duration::from_secs(5))).unwrap_err().kind();
        assert_eq!(kind, io::ErrorKind::ConnectionRefused);
    }

    /// A line with 300 ms to live whose other end is served in a thread.
    fn hurried(serve: impl FnOnce(TcpStream) + Send + 'static) -> Line {
        let open = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = open.local_addr().unwrap();
        std::thread::spawn(move || serve(open.accept().unwrap().0));
        Line::connect(&[at], Deadline::after(Duration::from_millis(300))).unwrap()
    }

    /// Slow enough that all of it takes 20 seconds, fast enough that no single step waits long.
    const STEP: Duration = Duration::from_millis(20);

    #[test]
    fn many_reads_share_one_deadline() {
        let mut line = hurried(|mut peer| {
            while peer.write_all(b"a").is_ok() {
                std::thread::sleep(STEP)
            }
        });
        let mut into = [0; 1000];
        assert_eq!(line.read_exact(&mut into).unwrap_err().kind(), io::ErrorKind::TimedOut);
        assert!(into.iter().filter(|byte| **byte == b'a').count() < 100);
    }

    #[test]
    fn many_writes_share_one_deadline() {
        let (count, counted) = std::sync::mpsc::channel();
        let mut line = hurried(move |mut peer| {
            let (mut some, mut all) = (vec![0; 64 * 1024], 0);
            while let Ok(read @ 1..) = peer.read(&mut some) {
                all += read;
                std::thread::sleep(STEP);
            }
            count.send(all).unwrap();
        });
        let bytes = vec![b'a'; 64 * 1024 * 1024];
        assert_eq!(line.write_all(&bytes).unwrap_err().kind(), io::ErrorKind::TimedOut);
        drop(line);
        assert!(counted.recv().unwrap() < bytes.len() / 2);
    }

    #[test]
    fn nothing_is_begun_once_the_time_is_over() {
        let open = TcpListener::bind("127.0.0.1:0").unwrap();
        let refused = Line::connect(&[open.local_addr().unwrap()], Deadline::after(Duration::ZERO)).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::TimedOut);
        open.set_nonblocking(true).unwrap();
        assert_eq!(open.accept().unwrap_err().kind(), io::ErrorKind::WouldBlock);
    }
}
