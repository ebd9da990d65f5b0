//! Commands on letters: a test of the relay, what a reminder would say, how reminders stand.

use super::Done;
use super::args::{MailArgs, MailVerb, PlaceArgs, RelayArgs};
use super::out::{Shown, mend, show, table};
use super::people::Here;
use super::place::organisation;
use crate::words::RemindersWords;
use app::{App, Clock, Config, Failure, MailSettings};
use serde_json::json;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Longest file with a password that is read, in bytes.
const MAX_PASSWORD: u64 = 4_096;

/// The relay that the operator named, if one was named.
pub(crate) fn settings(args: &RelayArgs) -> Result<Option<MailSettings>, Failure> {
    let Some(address) = args.smtp.as_deref().map(str::trim).filter(|address| !address.is_empty()) else {
        return Ok(None);
    };
    let password = match &args.smtp_password_file {
        Some(path) => Some(first_line(path)?),
        None => environment("TICKMARK_SMTP_PASSWORD").filter(|password| !password.is_empty()),
    };
    let read = MailSettings::read(address, args.smtp_from.as_deref(), password)?;
    Ok(Some(match args.reminders_at {
        Some(at) => read.from(at),
        None => read,
    }))
}

#[expect(clippy::disallowed_methods, reason = "a password never stands in a command, where others see it")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn first_line(path: &Path) -> Result<String, Failure> {
    let unread = |e: std::io::Error| {
        mend(format!("{}: {e}", path.display()), "name a file that holds the relay's password as its first line")
    };
    let mut text = String::new();
    std::fs::File::open(path).map_err(unread)?.take(MAX_PASSWORD).read_to_string(&mut text).map_err(unread)?;
    match text.lines().next() {
        Some(line) if !line.is_empty() => Ok(line.to_owned()),
        _ => Err(mend(format!("{}: the first line is empty", path.display()), "write the relay's password there")),
    }
}

pub(crate) fn mail(args: &MailArgs) -> Done {
    match &args.verb {
        MailVerb::Test { to, relay, authority, place } => test(to, relay, authority, place),
        MailVerb::Preview { person, public_url, place } => preview(person, public_url, place),
        MailVerb::Status(place) => status(place),
    }
}

/// Sends one letter. The data folder is not opened, so that a server may run meanwhile.
fn test(to: &str, relay: &RelayArgs, authority: &[PathBuf], place: &PlaceArgs) -> Done {
    let mail = settings(relay)?.ok_or_else(|| {
        mend("no mail relay is named", "name one with --smtp smtp://USER@HOST:587 and --smtp-from, or in TICKMARK_SMTP")
    })?;
    let config = Config { mail: Some(mail), authorities: authority.to_vec(), ..Config::folder(&place.data) };
    let said = app::test_mail(&config, &Clock::system(), to)?;
    let (host, from) = (said.relay, said.from);
    let head = vec![
        format!("The relay {host} took a letter from {from} to {to}. It said:"),
        format!("  {}", said.said),
        "It answers for it from here on; look whether it arrives.".to_owned(),
    ];
    let json = json!({ "relay": host, "from": from, "to": to, "said": said.said });
    show(place, &Shown { head, ..Shown::default() }, &json)
}

fn preview(person: &str, base: &str, place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let person = here.person(person)?;
    let Some(letter) = here.app.preview_reminder(&here.org, &here.who, &person, base)? else {
        let name = here.name_of(&person);
        let head = vec![format!("There is nothing to remind {name} of today: no letter goes.")];
        return show(place, &Shown { head, ..Shown::default() }, &json!({ "letter": null }));
    };
    let rhythm = here.app.rhythm_of(&person)?;
    let head = vec![
        format!("To: {}", letter.to),
        format!("Subject: {}", letter.subject),
        String::new(),
        letter.text.clone(),
        format!("{}. Nothing was sent.", rhythm.title()),
    ];
    let json = json!({
        "letter": { "to": letter.to, "subject": letter.subject, "text": letter.text },
        "rhythm": rhythm.id(),
    });
    show(place, &Shown { head, ..Shown::default() }, &json)
}

fn status(place: &PlaceArgs) -> Done {
    let app: App = super::place::open_to_read(place)?;
    let who = app.local_operator("cli")?;
    let org = organisation(&app, place)?;
    let words = RemindersWords::of(&app.within(&org), &app.reminders_state(&org, &who)?);
    let rows = words.people.iter().map(|one| {
        let address = if one.address { "yes" } else { "none" };
        let failed = one.failed.as_ref().map(|f| format!("{}: {}", f.day, f.said)).unwrap_or_default();
        vec![
            one.person.name.clone(),
            one.rhythm.to_owned(),
            address.to_owned(),
            one.sent.clone().unwrap_or_default(),
            failed,
        ]
    });
    let tables = vec![table("", &["Person", "Reminded", "Address", "Last sent", "Not taken"], rows)];
    let mut tail = Vec::new();
    if let Some(trouble) = &words.trouble {
        tail.push(format!("The relay took nothing on {}: {}", trouble.at, trouble.said));
    }
    let head = vec!["The relay is named when the server starts: serve --smtp URL --smtp-from ADDRESS".to_owned()];
    show(place, &Shown { head, tables, tail }, &words)
}
