//! Calendars out: the bytes against RFC 5545, and read back by the `icalendar` of PyPI.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use formats::calendar::{Feed, FeedError, FeedItem, FeedTime, MAX_DESCRIPTION_CHARS, MAX_ITEMS, MAX_TITLE_CHARS};
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

fn item(uid: &str, title: &str) -> FeedItem {
    FeedItem {
        uid: uid.to_owned(),
        when: FeedTime::Day("2026-11-30".parse().unwrap()),
        title: title.to_owned(),
        description: String::new(),
        url: None,
        stamp: "2026-11-21T16:00:01.5Z".parse().unwrap(),
    }
}

fn feed(items: Vec<FeedItem>) -> Feed {
    Feed { name: "Acme; reviews, and more".to_owned(), items }
}

fn text(feed: &Feed) -> String {
    let text = String::from_utf8(feed.write().unwrap()).expect("it is UTF-8");
    for line in text.split_inclusive("\r\n") {
        assert!(line.ends_with("\r\n") && line.len() <= 77, "{line:?}");
        assert!(!line.trim_end_matches("\r\n").contains(['\r', '\n']), "{line:?}");
    }
    text
}

#[test]
fn a_feed_is_written_as_the_standard_has_it() {
    let mut review = item("EV-17@acme.example", "Review access; all, of it\\");
    review.description = "First line\r\nsecond".to_owned();
    review.url = Some("https://t.acme.example/o/acme/evidence/EV-17?a=1,2;3".to_owned());
    let mut window = item("W-1", "Window");
    window.when = FeedTime::Days("2026-12-30".parse().unwrap(), "2026-12-31".parse().unwrap());
    let mut meeting = item("M-1", "Meeting");
    let at = |text: &str| text.parse().unwrap();
    meeting.when = FeedTime::Hours(at("2026-11-30T23:30:00+01:00"), at("2026-12-01T00:30:00+01:00"));
    let expected = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Tickmark//Tickmark VERSION//EN\nCALSCALE:GREGORIAN\n\
         METHOD:PUBLISH\nNAME:Acme\\; reviews\\, and more\nX-WR-CALNAME:Acme\\; reviews\\, and more\n\
         BEGIN:VEVENT\nUID:EV-17@acme.example\nDTSTAMP:20261121T160001Z\nDTSTART;VALUE=DATE:20261130\n\
         DTEND;VALUE=DATE:20261201\nTRANSP:TRANSPARENT\nSUMMARY:Review access\\; all\\, of it\\\\\n\
         DESCRIPTION:First line\\nsecond\nURL:https://t.acme.example/o/acme/evidence/EV-17?a=1,2;3\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:W-1\nDTSTAMP:20261121T160001Z\nDTSTART;VALUE=DATE:20261230\nDTEND;VALUE=DATE:20270101\n\
         TRANSP:TRANSPARENT\nSUMMARY:Window\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:M-1\nDTSTAMP:20261121T160001Z\nDTSTART:20261130T223000Z\nDTEND:20261130T233000Z\n\
         SUMMARY:Meeting\nEND:VEVENT\nEND:VCALENDAR\n";
    let expected = expected.replace("VERSION//EN", concat!(env!("CARGO_PKG_VERSION"), "//EN")).replace('\n', "\r\n");
    assert_eq!(text(&feed(vec![review, window, meeting])), expected);
}

/// Titles that end lines, close components, reach the fold in the middle of a letter, or never end.
fn hostile() -> Vec<String> {
    let mut titles: Vec<String> = (60..80).map(|before| format!("{}👩‍👩‍👧‍👦 ü € end", "a".repeat(before))).collect();
    titles.push("one\r\nEND:VEVENT\nEND:VCALENDAR\rBEGIN:VEVENT".to_owned());
    titles.push("a;b,c\\d\\n:\"e\"\u{2028}f\u{85}g\u{0}h\u{7}\ti".to_owned());
    titles.push("x".repeat(10_000));
    titles.push("監".repeat(10_000));
    titles.push(" \\ ".repeat(200));
    titles.push(String::new());
    titles
}

/// What a reader is to find: one line, blanks run together, cut with an ellipsis.
fn expected(title: &str) -> String {
    let line = title.split_whitespace().collect::<Vec<_>>().join(" ").replace(['\u{0}', '\u{7}'], " ");
    if line.chars().count() <= MAX_TITLE_CHARS {
        return line;
    }
    line.chars().take(MAX_TITLE_CHARS - 1).chain(['…']).collect()
}

#[expect(clippy::disallowed_methods, reason = "only a test asks where its peers lie, and whether they may be missing")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// The Python that has `icalendar`: where `./check` put it.
fn python() -> Option<PathBuf> {
    let folder = setting("TICKMARK_PEERS").map(PathBuf::from);
    let exe = std::env::current_exe().unwrap();
    let built = exe.ancestors().nth(3).map(|target| target.join("tools/peers"));
    let has = |python: &PathBuf| {
        let asked = Command::new(python).args(["-c", "import icalendar"]).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    };
    folder.into_iter().chain(built).map(|folder| folder.join("bin/python")).find(has)
}

const READER: &str = "
import icalendar, json, sys
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
events = [{
    'uid': str(event['UID']), 'title': str(event['SUMMARY']), 'text': str(event.get('DESCRIPTION', '')),
    'from': event['DTSTART'].dt.isoformat(), 'until': event['DTEND'].dt.isoformat(),
    'url': str(event.get('URL', '')), 'stamp': event['DTSTAMP'].dt.isoformat(),
    'errors': [str(error) for error in event.errors],
} for event in calendar.walk('VEVENT')]
print(json.dumps({'name': icalendar.parser.unescape_char(str(calendar['NAME'])), 'events': events}))
";

/// What the reader of others finds, or `None` where it is missing, which is said.
fn read_back(feed: &Feed) -> Option<Value> {
    let Some(python) = python() else {
        let missing =
            "icalendar is missing: run ./check, which installs it, or set TICKMARK_PEERS to a venv that has it";
        assert!(setting("CI").as_deref() != Some("true"), "{missing}");
        eprintln!("not run: {missing}");
        return None;
    };
    let mut command = Command::new(Path::new(&python));
    let mut child =
        command.args(["-c", READER]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("Python runs");
    child.stdin.take().unwrap().write_all(&feed.write().unwrap()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the reader of others refuses it");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn hostile_titles_stay_titles() {
    let titles = hostile();
    let items = titles.iter().enumerate().map(|(at, title)| {
        let mut item = item(&format!("{at}@acme.example"), title);
        item.description = format!("{title}\n\n{title}");
        item
    });
    let feed = feed(items.collect());
    let text = text(&feed);
    let count = |line: &str| text.split("\r\n").filter(|other| *other == line).count();
    let (begun, ended) = (count("BEGIN:VEVENT"), count("END:VEVENT"));
    assert_eq!((begun, ended, count("END:VCALENDAR")), (titles.len(), titles.len(), 1));
    assert!(!text.contains(['\u{0}', '\u{7}', '\u{85}', '\u{2028}']));
    let Some(read) = read_back(&feed) else { return };
    assert_eq!(read["name"], "Acme; reviews, and more");
    let events = read["events"].as_array().unwrap();
    assert_eq!(events.len(), titles.len());
    for (event, title) in events.iter().zip(&titles) {
        assert_eq!(event["title"], expected(title).as_str());
        assert_eq!(event["errors"], serde_json::json!([]));
        let text = event["text"].as_str().unwrap();
        assert!(text.chars().count() <= MAX_DESCRIPTION_CHARS);
        if title.chars().all(|c| !c.is_control() && c != '\u{2028}') && title.len() < 4_000 {
            assert_eq!(text, format!("{title}\n\n{title}"));
        }
    }
}

#[test]
fn days_and_hours_are_read_back() {
    let mut days = item("d", "days");
    days.when = FeedTime::Days("2028-02-28".parse().unwrap(), "2028-02-29".parse().unwrap());
    days.url = Some("https://t.acme.example/a,b;c?d=%20".to_owned());
    let mut hours = item("h", "hours");
    hours.when = FeedTime::Hours("2026-11-30T22:30:00Z".parse().unwrap(), "2026-11-30T23:30:00Z".parse().unwrap());
    let Some(read) = read_back(&feed(vec![item("o", "one"), days, hours])) else { return };
    let seen =
        |at: usize| (read["events"][at]["from"].as_str().unwrap(), read["events"][at]["until"].as_str().unwrap());
    assert_eq!(seen(0), ("2026-11-30", "2026-12-01"));
    assert_eq!(seen(1), ("2028-02-28", "2028-03-01"));
    assert_eq!(seen(2), ("2026-11-30T22:30:00+00:00", "2026-11-30T23:30:00+00:00"));
    assert_eq!(read["events"][1]["url"], "https://t.acme.example/a,b;c?d=%20");
    assert_eq!(read["events"][0]["stamp"], "2026-11-21T16:00:01+00:00");
}

#[test]
fn what_cannot_be_written_is_named() {
    let refused = |change: &dyn Fn(&mut FeedItem)| {
        let mut second = item("b", "b");
        change(&mut second);
        match feed(vec![item("a", "a"), second]).write() {
            Err(FeedError::Field { item: 2, field, .. }) => field,
            other => panic!("{other:?}"),
        }
    };
    for uid in ["", "a b", "a\r\nSUMMARY:x", "\u{7}"] {
        assert_eq!(refused(&|item| uid.clone_into(&mut item.uid)), "uid");
    }
    assert_eq!(refused(&|item| item.uid = "x".repeat(2_001)), "uid");
    for url in ["", "javascript:x", "/relative", "https://a/ b", "https://a/\r\nEND:VEVENT", "https://a/ü"] {
        assert_eq!(refused(&|item| item.url = Some(url.to_owned())), "url", "{url}");
    }
    let day = |text: &str| text.parse().unwrap();
    assert_eq!(refused(&|item| item.when = FeedTime::Days(day("2026-01-02"), day("2026-01-01"))), "when");
    assert_eq!(refused(&|item| item.when = FeedTime::Day(day("9999-12-31"))), "when");
    assert_eq!(refused(&|item| item.when = FeedTime::Day(day("-000001-01-01"))), "when");
    let at = "2026-11-30T22:30:00Z".parse().unwrap();
    assert_eq!(refused(&|item| item.when = FeedTime::Hours(at, at)), "when");
    let twice = feed(vec![item("a", "a"), item("b", "b"), item("a", "c")]).write().unwrap_err();
    assert_eq!(twice, FeedError::SameUid { uid: "a".to_owned(), first: 1, second: 3 });
    let many = feed((0..=MAX_ITEMS).map(|at| item(&at.to_string(), "x")).collect());
    assert_eq!(many.write().unwrap_err(), FeedError::TooMany { count: MAX_ITEMS + 1 });
    assert_eq!(feed(Vec::new()).write().unwrap().iter().filter(|byte| **byte == b'\n').count(), 8);
}
