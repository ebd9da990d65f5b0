//! The twelve rules of evidence quality that a machine can check, each by name and with its reason (workflows, section 11).

use super::current::{current_until, expired};
use super::retention::keep_until;
use super::twice::seen_again;
use super::window::in_window;
use crate::registers::Registers;
use crate::registers::engagement::scope::days_of;
use crate::registers::evidence::HeldEvidence;
use crate::registers::operation::day_of;
use crate::values::{Environment, EvidenceState, Form, Frequency, Shown, Window, counted, hint_title};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// The rules in their order, as people read them.
pub const RULES: [&str; 12] = [
    "Source",
    "Capture date and period",
    "Period in the window",
    "Files unchanged",
    "Accepted by somebody else",
    "Production system",
    "Lists say how they were made",
    "Screenshots say what they show",
    "Not older than its frequency allows",
    "Kept long enough",
    "Not reused for another period",
    "No secrets, no excess of personal data",
];

/// The one rule that still speaks of an item that was disposed of.
const KEPT_LONG_ENOUGH: u8 = 10;

/// What is known of a file's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// Read just now, and as it was received.
    Unchanged,
    /// Read just now, and not what was received.
    Changed,
    /// Not where it was kept.
    Missing,
    /// Not read for this answer; every reading checks it.
    NotRead,
}

/// One rule on one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Number of the rule, 1 to 12.
    pub rule: u8,
    /// Could it be judged? Not where it asks for something that this item is not, or that nobody has looked at yet.
    pub judged: bool,
    /// It is not broken: it is kept, or it could not be judged.
    pub ok: bool,
    /// Why, in a sentence.
    pub reason: String,
}

impl Check {
    /// The rule as people read it.
    pub fn name(&self) -> &'static str {
        RULES[usize::from(self.rule.clamp(1, 12)) - 1]
    }

    /// Was it judged, and found to be kept?
    pub fn kept(&self) -> bool {
        self.judged && self.ok
    }
}

/// How many of the rules that could be judged are kept, and how many could be judged.
pub fn kept_of_judged(checks: &[Check]) -> (usize, usize) {
    let count = |which: fn(&Check) -> bool| checks.iter().filter(|check| which(check)).count();
    (count(Check::kept), count(|check| check.judged))
}

/// What a rule says of an item, and why.
pub(super) type Found = (Standing, String);

/// How an item stands to a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Kept,
    Broken,
    NotJudged,
}

/// The twelve checks of an item on a day. `files` tells what is known of each content by its hash.
pub fn checks(registers: &Registers, id: &str, on: Date, files: &BTreeMap<String, Integrity>) -> Vec<Check> {
    let Some(held) = registers.evidence.items.get(id) else {
        return Vec::new();
    };
    checked(registers, (id, held), on, files, &latest(registers, held.controls.keys()))
}

/// The same, told to who examines these engagements: of the item the controls alone that `held` is left with, and of the
/// windows theirs alone.
pub fn checks_for(
    registers: &Registers,
    (id, held): (&str, &HeldEvidence),
    engagements: &BTreeSet<&str>,
    on: Date,
    files: &BTreeMap<String, Integrity>,
) -> Vec<Check> {
    let mut examined = days_of(registers, held.controls.keys().map(String::as_str));
    examined.retain(|(engagement, _)| engagements.contains(engagement.as_str()));
    let judged = judged(registers, (id, held), on, files, &latest(registers, held.controls.keys()));
    numbered(judged, in_window(held, &examined))
}

/// Every item that counts and breaks a rule on a day, with the rules that it breaks, and of what was disposed of too soon
/// that it was (rule 10); the newest first.
pub fn wrong_now(registers: &Registers, on: Date, files: &BTreeMap<String, Integrity>) -> Vec<(String, Vec<Check>)> {
    let latest = latest(registers, registers.evidence.shows.keys());
    let looked_at = |held: &HeldEvidence| held.counts() || held.state == EvidenceState::Disposed;
    let items = registers.evidence.items.iter().filter(|(_, held)| looked_at(held));
    let mut found: Vec<(i64, String, Vec<Check>)> = items
        .filter_map(|(id, held)| {
            let mut broken = checked(registers, (id, held), on, files, &latest);
            broken.retain(|check| !check.ok && (held.counts() || check.rule == KEPT_LONG_ENOUGH));
            (!broken.is_empty()).then(|| (-held.newest().received_us, id.clone(), broken))
        })
        .collect();
    found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    found.into_iter().map(|(_, id, broken)| (id, broken)).collect()
}

/// The latest day on which each of these controls ran.
fn latest<'a>(registers: &'a Registers, controls: impl Iterator<Item = &'a String>) -> BTreeMap<&'a str, Date> {
    let room = &registers.evidence;
    let days = controls.filter_map(|control| {
        let items = room.shows.get(control)?.iter().filter_map(|id| room.items.get(id)).filter(|held| held.counts());
        let last = items.filter_map(|held| held.controls.get(control)).map(|shown| shown.ran).max()?;
        Some((control.as_str(), last))
    });
    days.collect()
}

fn checked(
    registers: &Registers,
    (id, held): (&str, &HeldEvidence),
    on: Date,
    files: &BTreeMap<String, Integrity>,
    latest: &BTreeMap<&str, Date>,
) -> Vec<Check> {
    let examined = days_of(registers, held.controls.keys().map(String::as_str));
    numbered(judged(registers, (id, held), on, files, latest), in_window(held, &examined))
}

/// What the rules say but for the third, which speaks of windows.
fn judged(
    registers: &Registers,
    (id, held): (&str, &HeldEvidence),
    on: Date,
    files: &BTreeMap<String, Integrity>,
    latest: &BTreeMap<&str, Date>,
) -> [Found; 11] {
    [
        source(held),
        dates(held),
        unchanged(held, files),
        accepted_by(held),
        production(held),
        list(held),
        screenshot(held),
        current(registers, held, on, latest),
        kept(registers, held),
        one_period(registers, id, held),
        nothing_extra(held),
    ]
}

fn numbered(judged: [Found; 11], third: Found) -> Vec<Check> {
    let mut all = Vec::from(judged);
    all.insert(2, third);
    let check = |(rule, (standing, reason)): (u8, Found)| {
        let (judged, ok) = (standing != Standing::NotJudged, standing != Standing::Broken);
        Check { rule, judged, ok, reason }
    };
    (1u8..).zip(all).map(check).collect()
}

pub(super) fn good(reason: impl Into<String>) -> Found {
    (Standing::Kept, reason.into())
}

pub(super) fn not_judged(reason: impl Into<String>) -> Found {
    (Standing::NotJudged, reason.into())
}

pub(super) fn wrong(reason: impl Into<String>) -> Found {
    (Standing::Broken, reason.into())
}

fn source(held: &HeldEvidence) -> Found {
    let evidence = &held.newest().evidence;
    match (&evidence.collector, evidence.source.system.is_empty()) {
        (Some(collector), _) => good(format!("made by the collector {collector}")),
        (None, false) => good(format!("comes from {}", evidence.source.system)),
        (None, true) => wrong("neither a system nor a person is named as its source"),
    }
}

fn dates(held: &HeldEvidence) -> Found {
    let evidence = &held.newest().evidence;
    let Window { from, until } = evidence.period;
    match evidence.captured {
        Some(day) => good(format!("made on {day}, as claimed, for {from} to {until}")),
        None => wrong("the day on which it was made is not said"),
    }
}

fn unchanged(held: &HeldEvidence, files: &BTreeMap<String, Integrity>) -> Found {
    let newest = held.newest();
    if held.state == EvidenceState::Disposed {
        return not_judged("disposed of: its files are gone on purpose");
    }
    let state = |sha256: &String| files.get(sha256).copied().unwrap_or(Integrity::NotRead);
    for file in &newest.files {
        match state(&file.file.sha256) {
            Integrity::Changed => return wrong(format!("{} is not what was received", file.name)),
            Integrity::Missing => return wrong(format!("{} is not where it was kept", file.name)),
            Integrity::Unchanged | Integrity::NotRead => {}
        }
    }
    let read = newest.files.iter().filter(|f| state(&f.file.sha256) == Integrity::Unchanged).count();
    match newest.files.len() {
        0 => wrong("it has no file, so there is nothing to look at"),
        all if read == all => good(format!("{all} of {} read now and unchanged", counted(all, "file", "files"))),
        all => {
            not_judged(format!("{read} of {} read now; every reading checks the hash", counted(all, "file", "files")))
        }
    }
}

fn accepted_by(held: &HeldEvidence) -> Found {
    let Some(last) = held.judgements.last().filter(|j| j.version == held.version()) else {
        return not_judged("not judged yet; whoever handed it in cannot accept it");
    };
    let word = if last.accepted { "accepted" } else { "rejected" };
    if held.judged_by_its_own() {
        return wrong(format!("{word} by somebody who handed it in"));
    }
    good(format!("{word} by somebody who did not hand it in"))
}

fn production(held: &HeldEvidence) -> Found {
    match held.newest().evidence.source.environment {
        Environment::Production => good("from production"),
        Environment::NotASystem => good("not from a system"),
        Environment::Test => wrong("from a test system, which shows nothing of production"),
        Environment::NotSaid => wrong("it is not said whether its source is production"),
    }
}

fn list(held: &HeldEvidence) -> Found {
    let evidence = &held.newest().evidence;
    if evidence.form != Form::List {
        return not_judged("not a list");
    }
    let source = &evidence.source;
    let missing: Vec<&str> = [
        ("the query", source.query.is_empty()),
        ("the number of rows", source.rows.is_none()),
        ("how it was seen to be complete", source.completeness.is_empty()),
        ("how it was seen to be right", source.accuracy.is_empty()),
    ]
    .into_iter()
    .filter_map(|(what, missing)| missing.then_some(what))
    .collect();
    if missing.is_empty() {
        return good(format!(
            "{}, with query, completeness and accuracy",
            counted(source.rows.unwrap_or_default(), "row", "rows")
        ));
    }
    wrong(format!("a list also says {}", missing.join(", ")))
}

fn screenshot(held: &HeldEvidence) -> Found {
    let evidence = &held.newest().evidence;
    if evidence.form != Form::Screenshot {
        return not_judged("not a screenshot");
    }
    let missing: Vec<String> =
        Shown::ALL.into_iter().filter(|s| !evidence.shows.contains(s)).map(|s| s.title().to_lowercase()).collect();
    if missing.is_empty() {
        return good("shows date, address or system, and user");
    }
    wrong(format!("does not show {}", missing.join(", ")))
}

fn current(registers: &Registers, held: &HeldEvidence, on: Date, latest: &BTreeMap<&str, Date>) -> Found {
    let mut good_until: Option<Date> = None;
    for (control, shown) in &held.controls {
        let Some(frequency) = registers.controls.get(control).and_then(|h| h.control.frequency) else {
            continue;
        };
        let ran = match frequency {
            Frequency::Continuous => held.newest().evidence.period.until,
            _ => shown.ran,
        };
        let later = latest.get(control.as_str()).is_some_and(|last| *last > shown.ran);
        if !later && expired(frequency, ran, on) {
            let until = current_until(frequency, ran).unwrap_or(ran);
            let often = frequency.how_often();
            return wrong(format!(
                "{control} runs {often}: this was current until {until}, and nothing newer is there"
            ));
        }
        good_until = good_until.max(current_until(frequency, ran));
    }
    match good_until {
        Some(until) if on <= until => good(format!("current until {until}")),
        Some(_) => good("followed by newer evidence"),
        None if held.controls.is_empty() => not_judged("it shows no control yet"),
        None => not_judged("no frequency of its controls lets it expire"),
    }
}

fn kept(registers: &Registers, held: &HeldEvidence) -> Found {
    let Some((until, rule)) = keep_until(registers, held) else {
        return not_judged(match held.controls.is_empty() {
            true => "it shows no control yet, so that no framework says how long it is kept",
            false => "no framework uses it, so that none says how long it is kept",
        });
    };
    let disposed = held.ended_us.filter(|_| held.state == EvidenceState::Disposed).map(day_of);
    match (&held.hold, disposed) {
        (_, Some(day)) if day <= until => {
            wrong(format!("disposed of on {day}, and it had to be kept until {until} ({rule})"))
        }
        (_, Some(day)) => good(format!("disposed of on {day}; its time was over on {until} ({rule})")),
        (Some(_), None) => good(format!("under legal hold; otherwise kept until {until} ({rule})")),
        (None, None) => good(format!("kept until {until} ({rule})")),
    }
}

/// Nothing is reused where a collector of this house looked again and found what it had found before.
fn one_period(registers: &Registers, id: &str, held: &HeldEvidence) -> Found {
    let newest = held.newest();
    let mut again: Option<String> = None;
    for file in &newest.files {
        let others = registers.evidence.contents.get(&file.file.sha256).into_iter().flatten();
        let others =
            others.filter(|other| *other != id).filter_map(|other| registers.evidence.items.get_key_value(other));
        for (other, of) in others.filter(|(_, of)| of.counts()) {
            let period = of.newest().evidence.period;
            if period == newest.evidence.period {
                continue;
            }
            match seen_again(registers, held, of) {
                Some(collector) => {
                    let said = || format!("{collector} looked anew, and {} is as it was in {other}", file.name);
                    again.get_or_insert_with(said);
                }
                None => {
                    return wrong(format!("{} is also {other}, for {} to {}", file.name, period.from, period.until));
                }
            }
        }
    }
    good(again.unwrap_or_else(|| "its files show no other period".to_owned()))
}

/// Most kinds that one reason names.
const NAMED_KINDS: usize = 5;

fn nothing_extra(held: &HeldEvidence) -> Found {
    let newest = held.newest();
    let personal = newest.evidence.personal_data;
    let hints = newest.files.iter().flat_map(|file| file.hints.iter().map(move |(kind, times)| (file, kind, times)));
    let extra = hints.filter(|(_, kind, _)| !(personal && kind.starts_with("personal")));
    let mut found: Vec<String> = extra
        .map(|(file, kind, times)| {
            let (kind, times) = (hint_title(kind), counted(*times, "time", "times"));
            format!("{}: looks as if it held {kind}, {times}", file.name)
        })
        .collect();
    if found.len() > NAMED_KINDS {
        let more = found.split_off(NAMED_KINDS - 1).len();
        found.push(format!("{more} more of that kind"));
    }
    match (found.is_empty(), personal) {
        (false, _) => wrong(found.join("; ")),
        (true, true) => good("holds personal data because it has to, as was said"),
        (true, false) => good("nothing of that kind was noticed"),
    }
}
