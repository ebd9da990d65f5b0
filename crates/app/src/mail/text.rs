//! The text of a reminder: plain, one line a thing, with links to this installation and to nothing else.

use super::{one_line, recipient};
use crate::App;
use crate::ask::Reminder;
use domain::reports::tasks::{Task, TaskKind};
use domain::rules::Waiting;
use jiff::civil::Date;
use std::fmt::Write;

/// Most lines under one heading; how many more there are is said.
const LINES: usize = 20;
/// Most characters of a title.
const TITLE: usize = 120;
/// Most characters of the organisation's name in a subject.
const NAME: usize = 80;

/// A reminder as it goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderLetter {
    /// Name and address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// Where a reminder is from, and what its links begin with.
pub(super) struct Place<'a> {
    /// Short name of the organisation.
    pub(super) slug: &'a str,
    /// Its name.
    pub(super) name: &'a str,
    /// The address of this installation.
    pub(super) base: &'a str,
    /// The address by which reminders are stopped.
    pub(super) stop: &'a str,
    /// The day.
    pub(super) day: Date,
}

/// Writes the letter that says this to a person.
pub(super) fn letter(app: &App, person: &str, said: &Reminder, place: &Place<'_>) -> ReminderLetter {
    let (name, address) = (one_line(&app.name_of(person), TITLE), app.email_of(person));
    let organisation = one_line(place.name, NAME);
    let base = format!("{}/o/{}", place.base.trim_end_matches('/'), place.slug);
    let mut text =
        format!("{name},\n\nwhat waits for you at {organisation} on {}:\n", place.day.strftime("%A, %-d %B %Y"));
    let digest = &said.digest;
    section(&mut text, "Overdue", digest.overdue.iter().map(task));
    section(&mut text, "Due in the next 7 days", digest.soon.iter().map(task));
    section(&mut text, "Newly asked of you", digest.asked.iter().map(task));
    section(&mut text, "To decide or to sign", said.waiting.iter().map(|one| waits(app, one, place.slug, &base)));
    section(&mut text, "Evidence to judge", digest.judge.iter().map(judge));
    // Writing into a string cannot fail.
    let _ = write!(
        text,
        "\nAll of it: {base}/tasks\n\n-- \nHow often you are reminded: {}/profile#reminders\nNo more reminders: {}\n",
        place.base.trim_end_matches('/'),
        place.stop,
    );
    ReminderLetter { to: recipient(&name, &address), subject: subject(said, &organisation), text }
}

/// `Tickmark: 2 overdue, 3 due this week at Fathom`.
fn subject(said: &Reminder, organisation: &str) -> String {
    let (overdue, soon) = (said.digest.overdue.len(), said.digest.soon.len());
    let others = said.digest.asked.len() + said.digest.judge.len() + said.waiting.len();
    let what = match (overdue, soon) {
        (0, 0) if others == 1 => "1 waits for you".to_owned(),
        (0, 0) => format!("{others} wait for you"),
        (0, soon) => format!("{soon} due this week"),
        (overdue, 0) => format!("{overdue} overdue"),
        (overdue, soon) => format!("{overdue} overdue, {soon} due this week"),
    };
    format!("Tickmark: {what} at {organisation}")
}

fn section(text: &mut String, title: &str, lines: impl ExactSizeIterator<Item = String>) {
    let count = lines.len();
    if count == 0 {
        return;
    }
    // Writing into a string cannot fail.
    let _ = write!(text, "\n{title}\n");
    for line in lines.take(LINES) {
        let _ = writeln!(text, "- {line}");
    }
    if count > LINES {
        let _ = writeln!(text, "- and {} more", count - LINES);
    }
}

fn task(task: &Task) -> String {
    let by = if task.kind == TaskKind::Audit { "The auditor's request " } else { "" };
    let mut line = format!("{by}{} {}", one_line(&task.object, TITLE), one_line(&task.title, TITLE));
    if !task.what.is_empty() {
        line = format!("{line}: {}", one_line(&task.what, TITLE).trim_end_matches('.'));
    }
    if let Some(due) = task.due {
        line = format!("{line} (by {due})");
    }
    if task.more > 0 {
        line = format!("{line}, and {} more", task.more);
    }
    line
}

fn judge(task: &Task) -> String {
    if task.title.is_empty() {
        format!("{} (restricted: its title is not sent)", one_line(&task.object, TITLE))
    } else {
        format!("{} {}", one_line(&task.object, TITLE), one_line(&task.title, TITLE))
    }
}

fn waits(app: &App, one: &Waiting, slug: &str, base: &str) -> String {
    let person = one.person.as_ref().map(|id| format!(" for {}", one_line(&app.name_in(slug, id), TITLE)));
    let called = if one.called.is_empty() { String::new() } else { format!(", {}", one_line(&one.called, TITLE)) };
    format!("{}{}{called}: {base}{}", one_line(&one.what, TITLE), person.unwrap_or_default(), one.path)
}
