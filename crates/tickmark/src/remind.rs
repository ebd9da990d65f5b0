//! Reminders on their way out: while the server runs, it is looked each minute whether letters are due.

use crate::serve::Doors;
use std::sync::Arc;
use std::time::Duration;

/// How often it is looked whether something is due.
const LOOK_EVERY: Duration = Duration::from_secs(60);

/// Sends reminders until the server ends. `base` is the address of this server, for the links in the letters.
pub(crate) async fn remind(doors: Arc<Doors>, base: String) {
    if !doors.app.sends_mail() {
        return;
    }
    let base: Arc<str> = base.into();
    loop {
        let (doors, base) = (doors.clone(), base.clone());
        // One run at a time: a relay that is slow delays the next look and nothing else.
        match tokio::task::spawn_blocking(move || doors.app.remind(&base)).await {
            Ok(Err(fault)) => tracing::error!(%fault, "reminders could not be sent"),
            Err(stopped) => tracing::error!(%stopped, "sending reminders stopped"),
            Ok(Ok(run)) if run.failed > 0 => {
                tracing::warn!(sent = run.sent, failed = run.failed, "the mail relay did not take every reminder");
            }
            Ok(Ok(run)) if run.sent > 0 => tracing::info!(sent = run.sent, "reminders were sent"),
            Ok(Ok(_)) => {}
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}
