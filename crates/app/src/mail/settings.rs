//! Which relay takes letters: said by the operator of the installation, never by an owner of an organisation.

use super::Post;
use crate::Fault;
use crate::config::Config;
use jiff::civil::Time;
use outgoing::{HostPort, MailTls, Outgoing, Password, Relay, Rules};

/// The relay, and when reminders go out. `Debug` shows no password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailSettings {
    relay: Relay,
    at: Time,
}

fn wrong(sentence: String, hint: &str) -> Fault {
    Fault { by_user: true, ..Fault::new(sentence, hint) }
}

/// How the address of a relay is written.
const FORM: &str = "write it like smtp://user@mail.example.org:587 (STARTTLS), smtps://user@mail.example.org:465 \
    (TLS from the first byte) or smtp-plain://127.0.0.1:25 (this machine only)";

impl MailSettings {
    /// Reads the address of a relay: `smtp://USER@HOST:PORT` with STARTTLS, `smtps://` with TLS from the first byte,
    /// `smtp-plain://` for a relay on this very machine. `from` is whom letters are from; a password comes with a user and
    /// never in the address.
    ///
    /// # Errors
    /// [`Fault`] by the user that says what is wrong and how it is written.
    pub fn read(address: &str, from: Option<&str>, password: Option<String>) -> Result<MailSettings, Fault> {
        let (scheme, rest) = address.trim().split_once("://").unwrap_or(("", ""));
        let (tls, port) = match scheme {
            "smtp" => (MailTls::StartTls, 587),
            "smtps" => (MailTls::Implicit, 465),
            "smtp-plain" => (MailTls::NoneOnLoopback, 25),
            _ => return Err(wrong("--smtp: the address begins with none of the known ways".to_owned(), FORM)),
        };
        // A user is often an address itself, so that the last @ counts.
        let (user, at) = rest.trim_end_matches('/').rsplit_once('@').map_or((None, rest), |(u, at)| (Some(u), at));
        let at = at.trim_end_matches('/');
        if user.is_some_and(|user| user.contains(':')) {
            let hint =
                "give it by TICKMARK_SMTP_PASSWORD or --smtp-password-file: what stands in a command is seen by others";
            return Err(wrong("--smtp: a password does not belong into the address".to_owned(), hint));
        }
        let (host, port) = match at.rsplit_once(':').filter(|(_, port)| !port.contains(']')) {
            Some((host, text)) => {
                let port = text.parse().map_err(|_| wrong(format!("--smtp: `{text}` is no port"), FORM))?;
                (host, port)
            }
            None => (at, port),
        };
        HostPort::new(host, port).map_err(|error| wrong(format!("--smtp: {error}"), FORM))?;
        let from = from.map(str::trim).filter(|from| !from.is_empty());
        let from = from.ok_or_else(|| {
            wrong(
                "--smtp-from is missing: whom letters are from".to_owned(),
                "write it like \"Tickmark <tickmark@example.org>\"",
            )
        })?;
        if !from.contains('@') || from.chars().any(char::is_control) {
            let hint = "write it like \"Tickmark <tickmark@example.org>\" or tickmark@example.org";
            return Err(wrong(format!("--smtp-from: `{}` is no address", from.escape_debug()), hint));
        }
        let sign_in = match (user.filter(|user| !user.is_empty()), password) {
            (Some(user), Some(password)) => Some((user.to_owned(), Password::new(password))),
            (None, None) => None,
            (Some(_), None) => {
                let hint = "set TICKMARK_SMTP_PASSWORD, or name a file with --smtp-password-file";
                return Err(wrong("the relay is to be told a user, and there is no password".to_owned(), hint));
            }
            (None, Some(_)) => {
                return Err(wrong("there is a password for the relay, and no user".to_owned(), FORM));
            }
        };
        let relay = Relay { host: host.to_owned(), port, tls, sign_in, from: from.to_owned() };
        Ok(MailSettings { relay, at: Time::constant(7, 0, 0, 0) })
    }

    /// From another time of the day on, in UTC, than seven in the morning.
    #[must_use]
    pub fn from(self, at: Time) -> MailSettings {
        MailSettings { at, ..self }
    }

    /// The client that calls this relay and nothing else: what the operator named here needs no other list.
    pub(crate) fn post(&self, config: &Config) -> Result<Post, Fault> {
        let listed = HostPort::new(&self.relay.host, self.relay.port)
            .map_err(|error| wrong(format!("--smtp: {error}"), FORM))?;
        let rules = Rules { internal: vec![listed], extra_roots: config.roots()?, ..Rules::default() };
        let unusable =
            |e: outgoing::BadRules| wrong(format!("letters cannot leave this machine: {e}"), "mend what it names");
        Ok(Post { client: Outgoing::new(rules).map_err(unusable)?, relay: self.relay.clone(), at: self.at })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> Result<MailSettings, Fault> {
        MailSettings::read(address, Some("Tickmark <t@acme.example>"), None)
    }

    #[test]
    fn an_address_says_host_port_user_and_how_the_channel_is_secured() {
        let plain = read("smtp-plain://127.0.0.1:2525").unwrap().relay;
        assert_eq!((plain.host.as_str(), plain.port, plain.tls), ("127.0.0.1", 2525, MailTls::NoneOnLoopback));
        let from = Some("t@acme.example");
        let with = MailSettings::read("smtps://ops@acme.example@mail.acme.example", from, Some("s3".into())).unwrap();
        assert_eq!((with.relay.host.as_str(), with.relay.port), ("mail.acme.example", 465));
        assert_eq!(with.relay.sign_in.as_ref().unwrap().0, "ops@acme.example");
        assert!(!format!("{with:?}").contains("s3"), "no password is shown");
        assert_eq!(read("smtp://mail.acme.example").unwrap().relay.port, 587);
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_how_it_is_written() {
        let said = |result: Result<MailSettings, Fault>| result.unwrap_err().to_string();
        assert!(said(read("mail.acme.example:25")).contains("none of the known ways"));
        assert!(said(read("smtp://u:p@mail.acme.example")).contains("password does not belong"));
        assert!(said(read("smtp://mail.acme.example:port")).contains("`port` is no port"));
        assert!(said(read("smtp://u@mail.acme.example")).contains("there is no password"));
        assert!(said(read("smtp://a b")).contains("--smtp"));
        let no_user = MailSettings::read("smtp://mail.acme.example", Some("a@b.example"), Some("p".into()));
        assert!(said(no_user).contains("no user"));
        assert!(said(MailSettings::read("smtp://mail.acme.example", None, None)).contains("--smtp-from is missing"));
        assert!(said(MailSettings::read("smtp://mail.acme.example", Some("nobody"), None)).contains("is no address"));
    }
}
