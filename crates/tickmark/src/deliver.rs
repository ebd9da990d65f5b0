//! News on their way out: while the server runs, each webhook that has something due gets a thread of its own, and one
//! delivery at a time.

use crate::serve::Doors;
use app::Delivered;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How often it is looked whether something is due.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// Webhooks that are served at the same time; the others wait for their turn.
const AT_ONCE: usize = 8;
/// Entries that one turn delivers at most, so that a long queue does not keep the others waiting.
const TURN: usize = 200;
/// How often it is said that the forwarding of the security log lags behind.
const TELL_EVERY: u32 = 60;

/// Delivers until the server ends. `base` is the address of this server, for the links in the messages.
pub(crate) async fn deliver(doors: Arc<Doors>, base: String) {
    let base: Arc<str> = base.into();
    let busy: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    let (mut looks, mut told) = (0_u32, 0);
    loop {
        tokio::time::sleep(LOOK_EVERY).await;
        let looking = doors.clone();
        let due = match tokio::task::spawn_blocking(move || looking.app.webhooks_due()).await {
            Ok(Ok(due)) => due,
            Ok(Err(fault)) => {
                tracing::error!(%fault, "it cannot be seen which webhooks are due");
                continue;
            }
            Err(stopped) => {
                tracing::error!(%stopped, "looking for webhooks stopped");
                continue;
            }
        };
        for key in due {
            serve_one(&doors, &busy, &base, key);
        }
        looks = looks.wrapping_add(1);
        if looks.is_multiple_of(TELL_EVERY) {
            told = tell(&doors, told);
        }
    }
}

/// Gives a webhook its turn, if it has none and there is room.
fn serve_one(doors: &Arc<Doors>, busy: &Arc<Mutex<BTreeSet<String>>>, base: &Arc<str>, key: String) {
    {
        let mut taken = busy.lock().unwrap_or_else(PoisonError::into_inner);
        if taken.len() >= AT_ONCE || !taken.insert(key.clone()) {
            return;
        }
    }
    let (doors, busy, base) = (doors.clone(), busy.clone(), base.clone());
    tokio::task::spawn_blocking(move || {
        for _ in 0..TURN {
            match doors.app.deliver_webhook(&key, &base) {
                Ok(Delivered::More) => {}
                Ok(Delivered::Failed | Delivered::Nothing) => break,
                Err(fault) => {
                    tracing::error!(%fault, "a webhook could not be served");
                    break;
                }
            }
        }
        busy.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
    });
}

/// Says in the server's own log what the forwarding had to leave out; answers how many it has told of.
fn tell(doors: &Doors, told: u64) -> u64 {
    let Some(forwarding) = doors.app.forwarding() else {
        return told;
    };
    if forwarding.dropped > told || !forwarding.trouble.is_empty() {
        let (dropped, trouble) = (forwarding.dropped, forwarding.trouble);
        tracing::warn!(target = %forwarding.target, dropped, trouble, "the security log is not forwarded in full");
    }
    forwarding.dropped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::Reach;
    use app::{App, Clock, Config};
    use domain::command::Command;
    use domain::values::{Control, Profile, Webhook};
    use std::io::{BufRead, BufReader};
    use std::process::Stdio;

    /// A child process that ends with the test.
    struct Ends(std::process::Child);

    impl Drop for Ends {
        fn drop(&mut self) {
            // It may have ended by itself, which is as good.
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }

    #[expect(clippy::disallowed_methods, reason = "only a test asks whether it runs where nothing may be left out")]
    fn nothing_may_be_missing() -> bool {
        std::env::var("CI").is_ok_and(|v| v == "true")
    }

    /// Writes a certificate for 127.0.0.1 that vouches for itself.
    fn certificate(folder: &std::path::Path) {
        let own = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
        std::fs::write(folder.join("cert.pem"), own.cert.pem()).unwrap();
        std::fs::write(folder.join("key.pem"), own.signing_key.serialize_pem()).unwrap();
    }

    fn add(app: &App, id: &str) {
        let control = Control { id: id.to_owned(), name: id.to_owned(), ..Control::default() };
        app.change("acme", &app.local_operator("cli").unwrap(), None, Command::AddControl { control }).unwrap();
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn while_the_server_runs_news_arrive_at_the_receiver_of_the_documentation() {
        let folder = tempfile::tempdir().unwrap();
        let (_, code) = include_str!("../../../docs/webhooks.md").split_once("```python\n").unwrap();
        std::fs::write(folder.path().join("receiver.py"), code.split("```").next().unwrap()).unwrap();
        certificate(folder.path());
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let config = Config {
            internal: vec![format!("127.0.0.1:{port}")],
            authorities: vec![folder.path().join("cert.pem")],
            ..Config::folder(folder.path().join("data"))
        };
        let app = App::open(&config, Clock::system()).unwrap();
        let who = app.local_operator("cli").unwrap();
        let documents = app::library::documents(app::library::STARTING);
        app.create("acme", &who, "Acme", documents, Profile::default()).unwrap();
        let webhook = Webhook { url: format!("https://127.0.0.1:{port}/"), events: BTreeSet::new(), active: true };
        let set = app.set_webhook("acme", &who, None, None, webhook).unwrap();
        let mut command = std::process::Command::new("python3");
        command.args(["receiver.py", "--cert", "cert.pem", "--key", "key.pem", "--port", &port.to_string()]);
        command.env("WEBHOOK_SECRET", set.secret.unwrap()).current_dir(folder.path());
        let Ok(mut receiver) = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map(Ends) else {
            assert!(!nothing_may_be_missing(), "python3 is missing: apt-get install python3");
            eprintln!("not run: python3 is missing (apt-get install python3)");
            return;
        };
        let mut lines = BufReader::new(receiver.0.stdout.take().unwrap()).lines().map_while(Result::ok);
        assert!(lines.next().unwrap().starts_with("listening on"));
        let doors = Doors::new(app, Reach::default());
        let loop_of_the_server = tokio::spawn(deliver(doors.clone(), "http://localhost:1".to_owned()));
        let first = doors.app.entries("acme").unwrap();
        for id in ["AC-1", "AC-2", "AC-3"] {
            add(&doors.app, id);
        }
        let read = tokio::task::spawn_blocking(move || lines.take(3).collect::<Vec<_>>());
        let got = tokio::time::timeout(Duration::from_secs(30), read).await.expect("within seconds").unwrap();
        let wanted: Vec<String> = (0..3).map(|n| format!("control_added {}", first + n)).collect();
        assert_eq!(got, wanted);
        loop_of_the_server.abort();
    }
}
