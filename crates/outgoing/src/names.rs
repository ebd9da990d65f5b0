//! From a name to its addresses: asked once for each request, within its deadline.

use std::collections::BTreeSet;
use std::io;
use std::net::{IpAddr, ToSocketAddrs};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use crate::deadline::Deadline;

/// The most look-ups that are under way at a time; a name server that never answers must not fill the machine.
const LOOKUPS_MAX: usize = 32;

/// Who knows the addresses of names. The operating system does ([`SystemNames`]); a test brings one that lies.
pub trait Names: Send + Sync + 'static {
    /// All addresses of a name; may block for as long as it likes. An empty list means that the name has none.
    fn addresses(&self, name: &str) -> io::Result<Vec<IpAddr>>;
}

/// The resolver of the operating system: its hosts file, its name servers, its search list.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemNames;

impl Names for SystemNames {
    fn addresses(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        Ok((name, 0).to_socket_addrs()?.map(|address| address.ip()).collect())
    }
}

/// Look-ups with an end. A look-up that is given up goes on in its own thread until the system gives up too.
#[derive(Clone)]
pub(crate) struct LookUp {
    names: Arc<dyn Names>,
    under_way: Arc<AtomicUsize>,
}

impl LookUp {
    pub(crate) fn new(names: Arc<dyn Names>) -> Self {
        Self { names, under_way: Arc::default() }
    }

    /// The addresses of a name, each once and in the order given; `TimedOut` once the deadline is over.
    pub(crate) fn addresses(&self, name: &str, deadline: Deadline) -> io::Result<Vec<IpAddr>> {
        let place = Place::take(&self.under_way)?;
        let (answer, wait) = mpsc::sync_channel(1);
        let (names, name) = (Arc::clone(&self.names), name.to_owned());
        thread::Builder::new().name("look-up".to_owned()).spawn(move || {
            let addresses = names.addresses(&name);
            drop(place);
            // Nobody waits any more once the deadline is over; the answer is then of no use.
            let _ = answer.send(addresses);
        })?;
        let mut addresses = wait.recv_timeout(deadline.left()?).map_err(|error| match error {
            mpsc::RecvTimeoutError::Timeout => io::Error::from(io::ErrorKind::TimedOut),
            mpsc::RecvTimeoutError::Disconnected => io::Error::other("the look-up ended without an answer"),
        })??;
        let mut seen = BTreeSet::new();
        addresses.retain(|address| seen.insert(*address));
        Ok(addresses)
    }
}

/// One of the places for look-ups, given back when dropped.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(under_way: &Arc<AtomicUsize>) -> io::Result<Self> {
        let place = Self(Arc::clone(under_way));
        if under_way.fetch_add(1, Ordering::SeqCst) < LOOKUPS_MAX {
            Ok(place)
        } else {
            Err(io::Error::new(io::ErrorKind::ResourceBusy, "too many names are being looked up"))
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}
