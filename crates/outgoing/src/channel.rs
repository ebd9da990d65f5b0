//! What HTTP is spoken over: a line to a checked address, secured unless the target is an internal one under `http`.

use std::fmt;
use std::io::{self, Read, Write};
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use ureq::Error;
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, LazyBuffers, NextTimeout, Transport};

use crate::deadline::Deadline;
use crate::line::Line;
use crate::target::Target;

/// Bytes that are read and written at a time; the head of an answer fits in twice over.
const BUFFER: usize = 64 * 1024;

/// Makes channels. Nothing of the environment, no proxy above all, has a say in it.
pub(crate) struct Channels {
    pub(crate) tls: Arc<ClientConfig>,
}

impl fmt::Debug for Channels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channels").finish_non_exhaustive()
    }
}

impl Connector for Channels {
    type Out = Channel;

    fn connect(&self, details: &ConnectionDetails, _: Option<()>) -> Result<Option<Channel>, Error> {
        let refused = |refused| Error::Other(Box::new(refused));
        let target = Target::read(&details.uri.to_string()).map_err(refused)?;
        let line = Line::connect(&details.addrs, Deadline::after(*details.timeout.after))?;
        let stream = if target.tls { Stream::Sealed(Box::new(self.seal(&target, line)?)) } else { Stream::Plain(line) };
        Ok(Some(Channel { stream, buffers: LazyBuffers::new(BUFFER, BUFFER) }))
    }
}

impl Channels {
    fn seal(&self, target: &Target, mut line: Line) -> Result<StreamOwned<ClientConnection, Line>, Error> {
        let tls = |error: rustls::Error| Error::Other(Box::new(error));
        let name = match target.at.literal() {
            Some(address) => ServerName::from(address),
            None => ServerName::try_from(target.at.host()).map_err(|_| tls(rustls::Error::UnsupportedNameType))?,
        };
        let mut connection = ClientConnection::new(Arc::clone(&self.tls), name).map_err(tls)?;
        connection.complete_io(&mut line)?;
        line.same_peer()?;
        Ok(StreamOwned::new(connection, line))
    }
}

/// One connection for one exchange; it is never kept for another.
pub(crate) struct Channel {
    stream: Stream,
    buffers: LazyBuffers,
}

enum Stream {
    Plain(Line),
    Sealed(Box<StreamOwned<ClientConnection, Line>>),
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Channel").field("tls", &self.is_tls()).finish_non_exhaustive()
    }
}

/// The timeouts that are handed in are left aside: the line keeps the deadline of the whole exchange, which was taken
/// from the first of them, and is never later.
impl Transport for Channel {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, _: NextTimeout) -> Result<(), Error> {
        let bytes = &self.buffers.output()[..amount];
        match &mut self.stream {
            Stream::Plain(line) => line.write_all(bytes)?,
            Stream::Sealed(stream) => {
                stream.write_all(bytes)?;
                stream.flush()?;
            }
        }
        Ok(())
    }

    fn await_input(&mut self, _: NextTimeout) -> Result<bool, Error> {
        let into = self.buffers.input_append_buf();
        let read = match &mut self.stream {
            Stream::Plain(line) => line.read(into),
            Stream::Sealed(stream) => stream.read(into),
        };
        let amount = read.map_err(broken)?;
        self.buffers.input_appended(amount);
        Ok(amount > 0)
    }

    fn is_open(&mut self) -> bool {
        false
    }

    fn is_tls(&self) -> bool {
        matches!(self.stream, Stream::Sealed(_))
    }
}

/// A connection that breaks off is no end of an answer: an attacker on the way could cut it where it suits. The client
/// takes these kinds for an end, so they get another.
fn broken(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset => {
            io::Error::other(format!("the connection broke off: {error}"))
        }
        _ => error,
    }
}
