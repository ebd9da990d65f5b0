//! Where a race takes place: on the embedded database, or in a database of its own on a real PostgreSQL server.

use super::cast::Cast;
use super::postgres_server::PostgresServer;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How often each race is run, since one run alone may fall the harmless way.
pub(crate) const RUNS: usize = 8;
/// The same where each run begins with a database that is made for it.
const RUNS_ELSEWHERE: usize = 3;

/// Number of databases that were made.
static MADE: AtomicUsize = AtomicUsize::new(0);

/// The address of a database in which there is nothing yet.
pub(crate) fn new_database(server: &PostgresServer) -> String {
    let name = format!("race_{}", MADE.fetch_add(1, Ordering::Relaxed));
    let mut client = postgres::Client::connect(&server.url(), postgres::NoTls).unwrap();
    client.batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    server.url().replace("/postgres?", &format!("/{name}?"))
}

pub(crate) enum Shelf<'a> {
    Embedded,
    Postgres(&'a PostgresServer),
}

impl Shelf<'_> {
    /// Everybody, in a database where nothing was before.
    pub(crate) fn cast(&self) -> Cast {
        let Shelf::Postgres(server) = self else { return Cast::gathered() };
        let cast = Cast::gathered_in(tempfile::tempdir().unwrap(), Some(new_database(server)));
        assert_eq!(cast.doors.app.store_kind(), "postgresql");
        cast
    }

    /// How often a race is run here.
    pub(crate) fn runs(&self) -> usize {
        if matches!(self, Shelf::Embedded) { RUNS } else { RUNS_ELSEWHERE }
    }
}
