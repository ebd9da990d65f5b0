//! A few connections, lent one at a time.

use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use postgres::{Client, Config, NoTls};

use super::open;

/// Most connections at a time; further callers wait for one to come back.
const CONNECTIONS: usize = 8;

/// Connections to one database.
pub(super) struct Pool {
    config: Config,
    state: Mutex<State>,
    back: Condvar,
}

#[derive(Default)]
struct State {
    idle: Vec<Client>,
    lent: usize,
}

impl Pool {
    pub(super) fn new(config: Config) -> Pool {
        Pool { config, state: Mutex::default(), back: Condvar::new() }
    }

    /// Lends a connection, a new one if none lies idle.
    pub(super) fn take(&self) -> Result<Lent<'_>, postgres::Error> {
        let full = |state: &mut State| state.lent >= CONNECTIONS;
        let mut state = self.back.wait_while(self.state(), full).unwrap_or_else(PoisonError::into_inner);
        state.lent += 1;
        let idle = state.idle.pop();
        drop(state);
        // Counted before it is opened, and given back by its drop even if it never opens.
        let mut lent = Lent { pool: self, client: idle };
        if lent.client.is_none() {
            let mut client = self.config.connect(NoTls)?;
            open::prepare(&mut client)?;
            lent.client = Some(client);
        }
        Ok(lent)
    }

    /// Closes the idle connections: when one is broken the others are too.
    pub(super) fn forget(&self) {
        let idle = std::mem::take(&mut self.state().idle);
        drop(idle);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection on loan; goes back when dropped, unless it is closed or a panic interrupted its use.
pub(super) struct Lent<'p> {
    pool: &'p Pool,
    client: Option<Client>,
}

impl Deref for Lent<'_> {
    type Target = Client;

    fn deref(&self) -> &Client {
        self.client.as_ref().expect("a lent connection is open from `take` until it is dropped")
    }
}

impl DerefMut for Lent<'_> {
    fn deref_mut(&mut self) -> &mut Client {
        self.client.as_mut().expect("a lent connection is open from `take` until it is dropped")
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        let client = self.client.take().filter(|client| !client.is_closed() && !std::thread::panicking());
        let mut state = self.pool.state();
        state.lent -= 1;
        state.idle.extend(client);
        drop(state);
        self.pool.back.notify_one();
    }
}
