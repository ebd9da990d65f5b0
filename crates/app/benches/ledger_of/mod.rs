//! A long history of one organisation: 2,000 controls imported, then changes of all kinds spread over them.

use app::{App, Clock, Config};
use domain::event::Event;
use domain::values::{
    Assessment, Control, Frequency, Link, Overlap, Practice, Profile, Status, Step, StepTaken, Target,
};
use jiff::civil::date;
use ledger::{Actor, Draft, Hash, Head, Object, seal};
use serde::Serialize;
use std::path::Path;
use store::{Location, Request, Store};

/// Short name of the organisation.
pub(crate) const ORG: &str = "acme";
const CONTROLS: u64 = 2_000;
/// Entries in one append.
const PART: u64 = 50_000;
const START_US: i64 = 1_700_000_000_000_000;

/// What is stored for an entry, as `app` stores it.
#[derive(Serialize)]
struct Recording {
    by: &'static str,
    event: Event,
}

/// Builds a data folder whose ledger has `entries` entries.
pub(crate) fn build(folder: &Path, entries: u64) {
    let app = App::open(&Config::folder(folder), Clock::by_hand(START_US)).unwrap();
    let who = app.local_operator("cli").unwrap();
    let documents = app::library::documents(app::library::STARTING);
    app.create(ORG, &who, "Acme Cloud", documents, Profile::default()).unwrap();
    drop(app);
    let store = store::open(&Location::Folder(folder.to_owned())).unwrap();
    let log = store.logs().unwrap().remove(0).id;
    let mut head = store.head(&log).unwrap();
    let (first, mut made) = (head.size, head.size);
    while made < entries {
        let part: Vec<Event> = (made..entries.min(made + PART)).map(|i| event(i - first)).collect();
        made += part.len() as u64;
        head = append(&*store, &head, &part);
    }
}

fn append(store: &dyn Store, head: &Head, events: &[Event]) -> Head {
    let drafts: Vec<Draft> =
        events.iter().enumerate().map(|(i, event)| draft(head.size + i as u64, event.clone())).collect();
    let (sealed, next) = seal(head, &drafts).unwrap();
    let request = Request { id: format!("part-{}", head.size), body_sha256: Hash::of(b"part") };
    store.append(head, &next, &sealed, &request).unwrap();
    next
}

fn draft(seq: u64, event: Event) -> Draft {
    let (kind, id) = event.object();
    let object = Object { kind: kind.to_owned(), id: id.to_owned() };
    let action = event.name().to_owned();
    Draft {
        // One entry a minute: a million of them are about two years.
        time_us: START_US + i64::try_from(seq).unwrap() * 60_000_000,
        actor: Actor { id: "person-0123456789abcdef".into(), kind: "person".into(), via: "web".into() },
        action,
        object,
        request_id: format!("{seq:032x}"),
        app_version: app::VERSION.into(),
        blobs: Vec::new(),
        salt: Hash::of(&seq.to_le_bytes()).0,
        payload: ledger::canonical::to_bytes(&Recording { by: "person-0123456789abcdef", event }).unwrap(),
    }
}

fn control(n: u64, revision: u64) -> Control {
    Control {
        id: format!("CTL-{n:04}"),
        name: format!("Review of access to system {n}"),
        activity: format!(
            "The owner of the system confirms each quarter that every account is still needed; revision {revision}"
        ),
        owner: "Head of platform".into(),
        kind: "detective".into(),
        policy: "Access control policy".into(),
        status: Status::InPlace,
        frequency: Some(Frequency::Quarterly),
        links: if revision == 0 { [("soc2-tsc-2017/CC6.2".to_owned(), link())].into() } else { Default::default() },
    }
}

fn link() -> Link {
    Link { reason: "the review shows who has access and why".into(), extent: Overlap::Full }
}

/// The event at a position: first every control is added, then they change in turn.
fn event(i: u64) -> Event {
    if i < CONTROLS {
        return Event::ControlAdded { control: control(i, 0) };
    }
    let (n, round) = (i * 7_919 % CONTROLS, i / CONTROLS);
    let id = format!("CTL-{n:04}");
    let annex_a = |n: u64| format!("A.5.{}", 1 + n % 37);
    let target = |n: u64| Target { framework: "iso27001-2022".into(), item: annex_a(n) };
    match i % 10 {
        0..4 => Event::ControlRevised { control: control(n, round) },
        4..7 => Event::ControlLinked { id, target: target(i / 3), link: link() },
        7 => Event::ControlUnlinked { id, target: target(i / 5) },
        8 => Event::StepRecorded {
            control: annex_a(i),
            step: Step::Review,
            taken: Some(StepTaken { on: date(2026, 11, 21), note: "compared with the guidance".into() }),
        },
        _ => Event::ItemAssessed {
            item: annex_a(i),
            assessment: Assessment {
                practice: Practice::Running,
                note: format!("seen in round {round}"),
                ..Assessment::default()
            },
        },
    }
}
