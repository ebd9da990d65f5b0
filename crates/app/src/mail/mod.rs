//! Letters to people: through the relay that the operator named, to addresses that lie beside the ledger. Without a relay
//! nothing is sent, and whoever could have been told is told where they look.

mod address;
mod reminders;
mod rhythm;
mod settings;
mod state;
mod text;

pub use address::NewAddress;
pub use reminders::{LETTERS_A_RUN, RELAY_TRIES, Reminded};
pub use rhythm::Rhythm;
pub use settings::MailSettings;
pub use state::{LastLetter, RemindersState};
pub use text::ReminderLetter;

use crate::{App, Clock, Config, Failure, Fault};
use domain::refusal::Refusal;
use jiff::Timestamp;
use outgoing::{Letter, NotSent, Outgoing, Relay};

/// A relay with the client that calls it and nothing else.
pub(crate) struct Post {
    client: Outgoing,
    relay: Relay,
    /// From which time of the day reminders go out, in UTC.
    at: jiff::civil::Time,
}

impl Post {
    /// The domain that letters come from, for their ids.
    fn domain(&self) -> &str {
        let address = self.relay.from.trim_end_matches('>');
        address.rsplit_once('@').map_or("localhost", |(_, domain)| domain)
    }

    fn send(&self, letter: &Letter) -> Result<String, NotSent> {
        self.client.send_letter(&self.relay, letter).map(|taken| taken.said)
    }
}

/// A name and an address as one recipient. What cannot stand in quotation marks is left out of the name.
fn recipient(name: &str, address: &str) -> String {
    let name: String = name.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '\\' | '<' | '>')).collect();
    let name = name.trim();
    match (name, address) {
        ("", address) => address.to_owned(),
        // Only a preview has nobody to write to.
        (name, "") => format!("{name}, who has no address here"),
        (name, address) => format!("\"{name}\" <{address}>"),
    }
}

/// Words of people in one line: without control characters, and cut after so many characters.
fn one_line(text: &str, most: usize) -> String {
    let clean = text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c });
    let clean = clean.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    match clean.char_indices().nth(most) {
        Some((at, _)) => format!("{}...", &clean[..at]),
        None => clean,
    }
}

impl App {
    /// Has the operator named a relay?
    pub fn sends_mail(&self) -> bool {
        self.mail.is_some()
    }

    fn now(&self) -> Result<Timestamp, Fault> {
        now_of(&self.clock)
    }
}

/// What a relay said of a letter that says that letters arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestedMail {
    /// The relay, as `host:port`.
    pub relay: String,
    /// Whom the letter is from.
    pub from: String,
    /// The relay's words.
    pub said: String,
}

/// Sends one letter that says that letters arrive, through the relay of a configuration; no data folder is opened.
///
/// # Errors
/// A refusal without a relay, or with what the relay said and what can be done about it.
pub fn test_mail(config: &Config, clock: &Clock, to: &str) -> Result<TestedMail, Failure> {
    let post = config.mail.as_ref().ok_or_else(no_relay)?.post(config)?;
    let letter = Letter {
        to: to.trim().to_owned(),
        subject: "Tickmark: letters arrive".to_owned(),
        text: "This letter was asked for by whoever runs this installation of Tickmark, to see whether letters \
                   arrive. There is nothing to do.\n"
            .to_owned(),
        reply_to: None,
        message_id: format!("test-{}@{}", crate::keys::random_hex(12)?, post.domain()),
        list_unsubscribe: None,
        date: now_of(clock)?,
    };
    let said = post.send(&letter).map_err(|not| refused(&not))?;
    let relay = format!("{}:{}", post.relay.host, post.relay.port);
    Ok(TestedMail { relay, from: post.relay.from, said })
}

fn now_of(clock: &Clock) -> Result<Timestamp, Fault> {
    Timestamp::from_microsecond(clock.now_us())
        .map_err(|error| Fault::new(format!("the clock: {error}"), "set the clock of this machine"))
}

fn no_relay() -> Failure {
    Refusal::NotPossible {
        sentence: "no mail relay is set, so no letter can be sent".to_owned(),
        hint: "name one with --smtp smtp://USER@HOST:587 and --smtp-from".to_owned(),
    }
    .into()
}

fn refused(not: &NotSent) -> Failure {
    Refusal::NotPossible { sentence: not.to_string(), hint: not.hint().to_owned() }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_people_stay_in_one_line_and_names_in_their_quotation_marks() {
        assert_eq!(one_line("a\r\nBcc: x\u{2028}b\tc", 40), "a Bcc: x b c");
        assert_eq!(one_line("abcdef", 3), "abc...");
        assert_eq!(recipient("Ada\r\nBcc: \"x\" <y@z>", "ada@acme.example"), "\"AdaBcc: x y@z\" <ada@acme.example>");
        assert_eq!(recipient(" \u{7} ", "ada@acme.example"), "ada@acme.example");
    }
}
