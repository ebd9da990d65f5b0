//! Collectors that are due: while the server runs, each has a thread of its own, and never more at once than may run.

use crate::serve::Doors;
use std::sync::Arc;
use std::time::Duration;

/// How often it is looked whether something is due.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// Runs what is due until the server ends. What came due while it did not run is run once.
pub(crate) async fn collect(doors: Arc<Doors>) {
    loop {
        let looking = doors.clone();
        match tokio::task::spawn_blocking(move || looking.app.collectors_due()).await {
            Ok(Ok(due)) => due.into_iter().for_each(|key| run(doors.clone(), key)),
            Ok(Err(fault)) => tracing::error!(%fault, "it cannot be seen which collectors are due"),
            Err(stopped) => tracing::error!(%stopped, "looking for collectors stopped"),
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// Gives a collector its turn. One for which there is no room is due again at the next look.
fn run(doors: Arc<Doors>, key: String) {
    tokio::task::spawn_blocking(move || match doors.app.run_due_collector(&key) {
        Ok(Some(ran)) => tracing::info!(key, outcome = ran.run.outcome.id(), "a collector ran"),
        Ok(None) => {}
        Err(fault) => tracing::error!(%fault, key, "a collector could not be run"),
    });
}
