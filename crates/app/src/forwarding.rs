//! Forwarding: each note of the security log as a line of syslog (RFC 5424) over TCP, to a log that this machine cannot
//! change. Signing in never waits for it: notes go into a queue with an end, and what finds no room there is counted.

#[cfg(test)]
mod tests;

use crate::{ALARMS, App, Failure, Note};
use domain::refusal::Refusal;
use ledger::moment_to_text;
use outgoing::{HostPort, Outgoing};
use serde_json::json;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Notes that wait for the target at most.
const QUEUE: usize = 4_096;
/// Notes that are handed over in one connection at most.
const BATCH: usize = 256;
/// Pause after a target that could not be reached.
const PAUSE: Duration = Duration::from_secs(5);
/// Longest detail in a line, in characters.
const MAX_DETAIL: usize = 2_000;
/// Facility 10: security and authorization, private (RFC 5424, table 1).
const FACILITY: u8 = 10;

/// How the forwarding stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forwarding {
    /// Host and port that the notes go to.
    pub target: String,
    /// Notes handed over since the start.
    pub sent: u64,
    /// Notes that found no room in the queue since the start.
    pub dropped: u64,
    /// Why the target could not be reached the last time; empty when it could.
    pub trouble: String,
}

/// What the forwarder and those who ask about it share.
#[derive(Debug, Default)]
pub(crate) struct Forwarder {
    target: String,
    sent: AtomicU64,
    dropped: AtomicU64,
    trouble: Mutex<String>,
}

impl Forwarder {
    pub(crate) fn facts(&self) -> Forwarding {
        Forwarding {
            target: self.target.clone(),
            sent: self.sent.load(Ordering::Relaxed),
            dropped: self.dropped.load(Ordering::Relaxed),
            trouble: self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }

    fn say(&self, trouble: String) {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }
}

impl App {
    /// Forwards every note from now on to `target` (`host:port`), which the operator names and which is thereby allowed as
    /// an internal target.
    ///
    /// # Errors
    /// A refusal when the target is none, or notes are forwarded already.
    pub fn forward_security(&self, target: &str) -> Result<(), Failure> {
        let wrong = |why: String| Refusal::NotPossible {
            sentence: format!("`{target}` cannot be forwarded to: {why}"),
            hint: "write it like log.corp.example:514".to_owned(),
        };
        let to: HostPort = target.parse().map_err(|e: outgoing::Refused| wrong(e.to_string()))?;
        let rules = outgoing::Rules { internal: vec![to.clone()], ..outgoing::Rules::default() };
        let way = self.outgoing.with_rules(rules).map_err(|e| wrong(e.to_string()))?;
        let shared = Arc::new(Forwarder { target: to.to_string(), ..Forwarder::default() });
        let kept = shared.clone();
        if self.forwarder.set(shared.clone()).is_err() {
            return Err(wrong("notes are forwarded already".to_owned()).into());
        }
        let (send, receive) = sync_channel(QUEUE);
        std::thread::spawn(move || forward(&receive, &way, &to, &kept));
        self.watch_security(move |note| enqueue(&send, &shared, line(note)));
        Ok(())
    }

    /// How the forwarding of the security log stands; `None` when nothing is forwarded.
    pub fn forwarding(&self) -> Option<Forwarding> {
        self.forwarder.get().map(|f| f.facts())
    }
}

/// Puts a line into the queue if there is room, and never waits.
fn enqueue(queue: &SyncSender<String>, shared: &Forwarder, line: String) {
    match queue.try_send(line) {
        Ok(()) => {}
        Err(TrySendError::Full(_) | TrySendError::Disconnected(_)) => {
            shared.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }
}

/// Hands lines over as they come, many in one connection when many wait, until nobody sends any more. A batch that was not
/// taken is tried again before anything after it.
fn forward(queue: &Receiver<String>, way: &Outgoing, to: &HostPort, shared: &Forwarder) {
    let mut told = 0;
    while let Ok(first) = queue.recv() {
        let batch: Vec<String> = std::iter::once(first).chain(queue.try_iter().take(BATCH - 1)).collect();
        let count = batch.len() as u64;
        loop {
            let dropped = shared.dropped.load(Ordering::Relaxed);
            let lost = (dropped > told).then(|| lost(dropped - told));
            let bytes: String = batch.iter().chain(&lost).fold(String::new(), |all, line| all + line + "\n");
            match way.send_line(to, bytes.as_bytes()) {
                Ok(()) => {
                    told = dropped;
                    shared.sent.fetch_add(count, Ordering::Relaxed);
                    shared.say(String::new());
                    break;
                }
                Err(refused) => {
                    shared.say(refused.to_string());
                    std::thread::sleep(PAUSE);
                }
            }
        }
    }
}

/// A note as a line of syslog: `<PRI>1 TIME - tickmark - WHAT - {...}`. The message is JSON in ASCII, so that no control
/// character and no line break of a browser's name begins a line of its own.
pub(crate) fn line(note: &Note) -> String {
    let severity = if ALARMS.contains(&note.what.as_str()) { 4 } else { 6 };
    let at = moment_to_text(note.at_us).unwrap_or_else(|| "-".to_owned());
    format!(
        "<{}>1 {at} - tickmark - {} - {}",
        FACILITY * 8 + severity,
        word(&note.what),
        ascii(&facts(note).to_string())
    )
}

/// Says in the target's own log how many notes it has not had.
fn lost(count: u64) -> String {
    format!(
        "<{}>1 - - tickmark - notes_dropped - {}",
        FACILITY * 8 + 4,
        json!({ "what": "notes_dropped", "count": count })
    )
}

/// A note as one JSON object, as forwarder and download write it.
pub(crate) fn facts(note: &Note) -> serde_json::Value {
    json!({
        "at": moment_to_text(note.at_us),
        "what": note.what,
        "alarm": ALARMS.contains(&note.what.as_str()),
        "person": note.person,
        "ledger": note.log,
        "detail": note.detail.chars().take(MAX_DETAIL).collect::<String>(),
        "address": note.address,
        "agent": note.agent,
    })
}

/// A word that can stand in the head of a line: printable ASCII, at most 32 characters.
fn word(what: &str) -> String {
    let word: String = what.chars().filter(char::is_ascii_graphic).take(32).collect();
    if word.is_empty() { "-".to_owned() } else { word }
}

/// JSON in ASCII alone.
fn ascii(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_ascii() && !c.is_ascii_control() {
            text.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a string cannot fail.
            let _ = write!(text, "\\u{unit:04x}");
        }
    }
    text
}
