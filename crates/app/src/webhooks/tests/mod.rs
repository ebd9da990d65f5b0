//! Deliveries to real receivers: signed, in order, at least once, one at a time, and paused when nobody takes them.

mod example;
mod receiver;

use super::Delivered;
use crate::shelf::{FOR_EVER, put};
use crate::{App, Clock, Config, Failure, Note, Who, library};
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::{Action, Control, Profile, Role, Webhook};
use outgoing::{HostPort, Outgoing, Rules};
use receiver::{Arrived, Receiver};
use std::sync::atomic::Ordering;
use std::time::Duration;
use store::Expect;

const BASE: &str = "https://tickmark.example.org";
const NOON_US: i64 = 1_795_262_400_000_000;
const MINUTE_US: i64 = 60_000_000;

/// An installation with one organisation, whose clock is moved by hand and which may call one port of this machine.
pub(super) struct Room {
    pub(super) app: App,
    pub(super) who: Who,
    clock: Clock,
    folder: tempfile::TempDir,
}

impl Room {
    pub(super) fn new(port: u16, root: &[u8]) -> Room {
        let (folder, clock) = (tempfile::tempdir().unwrap(), Clock::by_hand(NOON_US));
        let mut app = App::open(&Config::folder(folder.path()), clock.clone()).unwrap();
        let rules = Rules {
            internal: vec![HostPort::new("127.0.0.1", port).unwrap()],
            extra_roots: vec![root.to_vec()],
            ..Rules::default()
        };
        app.outgoing = Outgoing::new(rules).unwrap();
        let who = app.local_operator("cli").unwrap();
        app.create("acme", &who, "Acme Cloud", library::documents(library::STARTING), Profile::default()).unwrap();
        Room { app, who, clock, folder }
    }

    /// Adds a control; its name and activity are text that nobody outside is told.
    fn add(&self, id: &str) {
        let control = Control {
            id: id.to_owned(),
            name: "Canary name".to_owned(),
            activity: "Canary activity".to_owned(),
            ..Control::default()
        };
        self.app.change("acme", &self.who, None, Command::AddControl { control }).unwrap();
    }

    pub(super) fn set(&self, url: &str, events: &[&str]) -> (String, String) {
        let events = events.iter().map(|e| (*e).to_owned()).collect();
        let webhook = Webhook { url: url.to_owned(), events, active: true };
        let set = self.app.set_webhook("acme", &self.who, None, None, webhook).unwrap();
        (set.id, set.secret.unwrap())
    }

    /// Delivers all that is due; answers the last word.
    pub(super) fn deliver(&self) -> Delivered {
        let mut last = Delivered::Nothing;
        while let Some(key) = self.app.webhooks_due().unwrap().first() {
            last = self.app.deliver_webhook(key, BASE).unwrap();
        }
        last
    }

    fn state(&self, id: &str) -> crate::WebhookState {
        self.app.webhook_states("acme", &self.who).unwrap().remove(id).unwrap()
    }

    fn later(&self, us: i64) {
        self.clock.set(self.clock.now_us() + us);
    }

    fn notes(&self, what: &str) -> Vec<Note> {
        let page = self.app.security_log("acme", &self.who, None, 500).unwrap();
        page.notes.into_iter().filter(|n| n.what == what).collect()
    }
}

fn entries(arrived: &[Arrived]) -> Vec<u64> {
    arrived.iter().map(|a| a.json()["data"]["entry"].as_u64().unwrap()).collect()
}

#[test]
fn news_arrive_in_order_signed_and_without_a_word_that_anybody_wrote() {
    let receiver = Receiver::listen(Duration::ZERO);
    let room = Room::new(receiver.port, &receiver.root);
    let (_, secret) = room.set(&receiver.url(), &[]);
    let first = room.app.entries("acme").unwrap();
    room.add("AC-1");
    let roles = [Role::Contributor].into();
    room.app.invite("acme", &room.who, None, "Canary Person", "canary@example.org", roles).unwrap();
    let columns = [("id".to_owned(), "Canary heading".to_owned())].into();
    let save = Command::SaveColumns { name: "free text, as an id can be".to_owned(), columns };
    room.app.change("acme", &room.who, None, save).unwrap();
    assert_eq!(room.deliver(), Delivered::More);
    let arrived = receiver.take();
    assert_eq!(entries(&arrived), [first, first + 1, first + 2]);
    for one in &arrived {
        let text = String::from_utf8(one.body.clone()).unwrap();
        for canary in ["anary", "Acme", "free text", "example.org/o/acme/history\"", "in-the-path"] {
            assert!(!text.contains(canary), "{text}");
        }
        assert!(one.header("webhook-signature").starts_with("v1,") && !text.contains(&secret));
        let age = NOON_US / 1_000_000 - one.header("webhook-timestamp").parse::<i64>().unwrap();
        assert!(age.abs() < 10, "{age}");
    }
    let news = arrived[0].json();
    assert_eq!(news["type"], "control_added");
    assert_eq!(news["data"]["object"], serde_json::json!({ "kind": "control", "id": "AC-1" }));
    assert_eq!(news["data"]["link"], format!("{BASE}/o/acme/history/{first}"));
    assert!(arrived[2].json()["data"]["object"]["id"].as_str().unwrap().starts_with("sha256-"));
    assert_eq!(room.deliver(), Delivered::Nothing, "nothing is delivered twice");
}

#[test]
fn what_a_webhook_is_not_told_of_is_passed_over() {
    let receiver = Receiver::listen(Duration::ZERO);
    let room = Room::new(receiver.port, &receiver.root);
    let (id, _) = room.set(&receiver.url(), &["control_retired"]);
    room.add("AC-1");
    room.add("AC-2");
    let retire = Command::RetireControl { id: "AC-1".to_owned(), reason: "replaced".to_owned() };
    let entry = room.app.change("acme", &room.who, None, retire).unwrap().first;
    room.add("AC-3");
    room.deliver();
    assert_eq!(entries(&receiver.take()), [entry]);
    let state = room.state(&id);
    assert_eq!((state.behind, state.due_us), (0, None));
}

#[test]
fn what_is_not_taken_is_tried_again_ever_more_seldom_and_paused_after_three_days() {
    let receiver = Receiver::listen(Duration::ZERO);
    let room = Room::new(receiver.port, &receiver.root);
    let (id, _) = room.set(&receiver.url(), &[]);
    receiver.answers(503);
    room.add("AC-1");
    room.add("AC-2");
    let begun = room.clock.now_us();
    let mut waits = Vec::new();
    while room.state(&id).paused.is_none() {
        assert_eq!(room.deliver(), Delivered::Failed);
        assert_eq!(room.deliver(), Delivered::Nothing, "not before its time");
        if let Some(due) = room.state(&id).due_us {
            waits.push((due - room.clock.now_us()) / MINUTE_US);
            room.clock.set(due);
        }
        assert!(waits.len() < 40, "{waits:?}");
    }
    assert_eq!(waits[..11], [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 720]);
    assert!(waits.iter().all(|w| *w <= 720));
    assert_eq!(room.clock.now_us() - begun, 3 * 24 * 60 * MINUTE_US, "three days and no longer");
    let arrived = receiver.take();
    assert!(arrived.iter().all(|a| a.header("webhook-id") == arrived[0].header("webhook-id")), "the same message");
    let noted = room.notes("webhook_paused");
    assert_eq!(noted.len(), 1);
    assert!(noted[0].detail.contains("127.0.0.1") && !noted[0].detail.contains("in-the-path"), "{}", noted[0].detail);
    receiver.answers(200);
    room.later(10 * 24 * 60 * MINUTE_US);
    assert_eq!(room.deliver(), Delivered::Nothing, "paused until somebody says so");
    room.app.resume_webhook("acme", &room.who, &id, false).unwrap();
    room.deliver();
    assert_eq!(entries(&receiver.take()).len(), 2, "nothing was lost");
    assert_eq!(room.state(&id).failures, 0);
}

#[test]
fn a_receiver_that_is_gone_is_paused_at_once_and_can_go_on_from_now() {
    let receiver = Receiver::listen(Duration::ZERO);
    let room = Room::new(receiver.port, &receiver.root);
    let (id, _) = room.set(&receiver.url(), &[]);
    receiver.answers(410);
    room.add("AC-1");
    assert_eq!(room.deliver(), Delivered::Failed);
    assert!(room.state(&id).paused.unwrap().contains("410"));
    receiver.answers(200);
    room.app.resume_webhook("acme", &room.who, &id, true).unwrap();
    room.add("AC-2");
    receiver.take();
    room.deliver();
    assert_eq!(entries(&receiver.take()), [room.app.entries("acme").unwrap() - 1]);
}

#[test]
fn a_redirection_is_not_followed_and_is_no_yes() {
    let receiver = Receiver::listen(Duration::ZERO);
    let room = Room::new(receiver.port, &receiver.root);
    let (id, _) = room.set(&receiver.url(), &[]);
    receiver.answers(307);
    room.add("AC-1");
    assert_eq!(room.deliver(), Delivered::Failed);
    let last = room.state(&id).last.unwrap();
    assert!(!last.taken && last.words.contains("points elsewhere"), "{}", last.words);
}

#[test]
fn never_two_deliveries_of_one_webhook_at_the_same_time() {
    let receiver = Receiver::listen(Duration::from_millis(30));
    let room = Room::new(receiver.port, &receiver.root);
    room.set(&receiver.url(), &[]);
    for n in 0..6 {
        room.add(&format!("AC-{n}"));
    }
    let key = room.app.webhooks_due().unwrap().remove(0);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..60 {
                    room.app.deliver_webhook(&key, BASE).unwrap();
                    std::thread::sleep(Duration::from_millis(5));
                }
            });
        }
    });
    let entries = entries(&receiver.take());
    assert_eq!(entries.len(), 6);
    assert!(entries.is_sorted_by(|a, b| a < b), "{entries:?}");
    assert_eq!(receiver.most_at_once.load(Ordering::SeqCst), 1);
}

#[test]
fn what_was_under_way_when_the_process_ended_is_sent_again() {
    let receiver = Receiver::listen(Duration::ZERO);
    let room = Room::new(receiver.port, &receiver.root);
    room.set(&receiver.url(), &[]);
    room.add("AC-1");
    let key = room.app.webhooks_due().unwrap().remove(0);
    // A process that took the delivery and ended without a word.
    let held = room.app.kept::<super::Queue>(&key).unwrap().unwrap();
    let busy = super::Queue { busy_until_us: room.clock.now_us() + MINUTE_US, ..held.value };
    room.app.shelve(&[put(&key, &held.owner, FOR_EVER, &busy, Expect::Version(held.version)).unwrap()]).unwrap();
    assert_eq!(room.app.deliver_webhook(&key, BASE).unwrap(), Delivered::Nothing);
    room.later(2 * MINUTE_US);
    assert_eq!(room.deliver(), Delivered::More);
    assert_eq!(receiver.take().len(), 1);
}

#[test]
fn a_test_is_delivered_and_moves_nothing() {
    let receiver = Receiver::listen(Duration::ZERO);
    let room = Room::new(receiver.port, &receiver.root);
    let (id, _) = room.set(&receiver.url(), &[]);
    room.add("AC-1");
    let before = room.state(&id).next;
    assert!(room.app.test_webhook("acme", &room.who, &id, BASE).unwrap().taken);
    assert_eq!(receiver.take()[0].json()["type"], "test");
    assert_eq!(room.state(&id).next, before);
    receiver.answers(500);
    let answer = room.app.test_webhook("acme", &room.who, &id, BASE).unwrap();
    assert_eq!((answer.taken, answer.words.as_str()), (false, "answered 500"));
    assert_eq!(room.state(&id).failures, 0, "a test counts for nothing");
}

#[test]
fn an_address_inside_is_refused_before_a_byte_is_sent() {
    let receiver = Receiver::listen(Duration::ZERO);
    let room = Room::new(receiver.port, &receiver.root);
    let other = Receiver::listen(Duration::ZERO);
    let urls = [
        format!("https://127.0.0.1:{}/", other.port),
        "https://169.254.169.254/latest".to_owned(),
        "https://[::1]/".to_owned(),
        "https://10.0.0.5:8443/".to_owned(),
        "https://user:word@example.org/".to_owned(),
        format!("http://127.0.0.1:{}/", receiver.port),
    ];
    for url in urls {
        let webhook = Webhook { url: url.clone(), events: Default::default(), active: true };
        let refused = room.app.set_webhook("acme", &room.who, None, None, webhook).unwrap_err();
        assert!(matches!(refused, Failure::Refused(_)), "{url}: {refused}");
    }
    assert_eq!(other.connections.load(Ordering::SeqCst), 0);
    assert_eq!(receiver.connections.load(Ordering::SeqCst), 0);
}

#[test]
fn a_webhook_that_is_removed_or_not_in_use_is_told_nothing_and_its_secret_goes() {
    let receiver = Receiver::listen(Duration::ZERO);
    let room = Room::new(receiver.port, &receiver.root);
    let (id, secret) = room.set(&receiver.url(), &[]);
    let off = Webhook { url: receiver.url(), events: Default::default(), active: false };
    room.app.set_webhook("acme", &room.who, None, Some(&id), off).unwrap();
    room.add("AC-1");
    assert_eq!(room.deliver(), Delivered::Nothing);
    let on = Webhook { url: receiver.url(), events: Default::default(), active: true };
    room.app.set_webhook("acme", &room.who, None, Some(&id), on).unwrap();
    room.deliver();
    assert!(!receiver.take().is_empty(), "it kept its place");
    let fresh = room.app.new_webhook_secret("acme", &room.who, &id).unwrap();
    assert_ne!(fresh, secret);
    let key = room.app.all_kept::<super::Queue>(None).unwrap().remove(0);
    let sealed = key.value.secret.clone();
    room.app.remove_webhook("acme", &room.who, None, &id).unwrap();
    assert!(room.app.all_kept::<super::Queue>(None).unwrap().is_empty());
    for file in ["tickmark.db", "tickmark.db-wal"] {
        let bytes = std::fs::read(room.folder.path().join(file)).unwrap_or_default();
        assert!(!bytes.windows(sealed.len()).any(|w| w == sealed.as_bytes()), "{file}");
    }
}

#[test]
fn only_an_owner_sets_webhooks() {
    let receiver = Receiver::listen(Duration::ZERO);
    let room = Room::new(receiver.port, &receiver.root);
    let (id, _) = room.set(&receiver.url(), &[]);
    let roles = [Role::ProgrammeManager].into();
    let invited = room.app.invite("acme", &room.who, None, "Lena Ortiz", "lena@example.org", roles).unwrap();
    let manager = Who::person(&invited.person, "web");
    room.app.accept_as(&manager, "acme").unwrap();
    let refused = |failure: Failure| match failure {
        Failure::Refused(Refusal::NotAllowed(missing)) => {
            assert_eq!(
                (missing.action, missing.people.as_slice()),
                (Action::SetWebhook, &["Local operator".to_owned()][..])
            );
        }
        other => panic!("{other}"),
    };
    refused(room.app.new_webhook_secret("acme", &manager, &id).unwrap_err());
    refused(room.app.resume_webhook("acme", &manager, &id, true).unwrap_err());
    refused(room.app.test_webhook("acme", &manager, &id, BASE).unwrap_err());
    refused(room.app.remove_webhook("acme", &manager, None, &id).unwrap_err());
    assert!(room.app.webhook_states("acme", &manager).is_ok(), "who sees the doors sees how they stand");
    assert!(receiver.take().is_empty());
}
