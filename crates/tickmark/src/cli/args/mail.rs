//! Words of the commands on letters: the relay, a test, what a reminder would say, how reminders stand.

use super::PlaceArgs;
use clap::{Args, Subcommand};
use jiff::civil::Time;
use std::path::PathBuf;

/// The relay that takes letters. Its password comes from a file or from `TICKMARK_SMTP_PASSWORD`, never from the command.
#[derive(Clone, Debug, Default, Args)]
pub struct RelayArgs {
    /// The mail relay: smtp://USER@HOST:587 (STARTTLS), smtps://USER@HOST:465, or smtp-plain://127.0.0.1:25 on this machine.
    #[arg(long, value_name = "URL", env = "TICKMARK_SMTP")]
    pub smtp: Option<String>,
    /// Whom letters are from, such as "Tickmark <tickmark@example.org>".
    #[arg(long, value_name = "ADDRESS", env = "TICKMARK_SMTP_FROM")]
    pub smtp_from: Option<String>,
    /// File that holds the relay's password, as its first line.
    #[arg(long, value_name = "FILE", env = "TICKMARK_SMTP_PASSWORD_FILE")]
    pub smtp_password_file: Option<PathBuf>,
    /// From which time of the day reminders go out, in UTC; 07:00 when left out.
    #[arg(long, value_name = "TIME", env = "TICKMARK_REMINDERS_AT", value_parser = time)]
    pub reminders_at: Option<Time>,
}

/// A time of the day, as `07:00`.
fn time(text: &str) -> Result<Time, String> {
    let read = |(hour, minute): (&str, &str)| Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok();
    text.split_once(':').and_then(read).ok_or_else(|| "write it like 07:00".to_owned())
}

/// Letters.
#[derive(Clone, Debug, Args)]
pub struct MailArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: MailVerb,
}

/// Commands on letters.
#[derive(Clone, Debug, Subcommand)]
pub enum MailVerb {
    /// Send one letter, and say exactly what the relay answered.
    Test {
        /// To which address.
        #[arg(long, value_name = "ADDRESS")]
        to: String,
        /// The relay.
        #[command(flatten)]
        relay: RelayArgs,
        /// Certificate of an authority of your own, as PEM, that vouches for the relay; may be given more than once.
        #[arg(long, value_name = "FILE", env = "TICKMARK_AUTHORITY", value_delimiter = ',')]
        authority: Vec<PathBuf>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Show the reminder that a person would get today; nothing is sent.
    Preview {
        /// Whose: e-mail address or id, `me` for whoever holds the data folder.
        #[arg(long)]
        person: String,
        /// The address that the links begin with.
        #[arg(long, value_name = "URL", env = "TICKMARK_PUBLIC_URL", default_value = "http://localhost:7390")]
        public_url: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// How reminders stand: who gets which, what was sent last, what the relay refused, whom no letter reaches.
    Status(PlaceArgs),
}
