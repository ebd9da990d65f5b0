//! Words of the commands that open the doors.

use super::{HandsArgs, PlaceArgs, RelayArgs};
use clap::Args;
use std::net::IpAddr;
use std::path::PathBuf;

/// Serve.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Address; one that other machines can reach is taken only together with --public-url.
    #[arg(long, default_value = "127.0.0.1")]
    pub address: IpAddr,
    /// Port; 0 for a free one.
    #[arg(long, default_value_t = 7390)]
    pub port: u16,
    /// The https address that people type, when a reverse proxy speaks TLS in front and passes Host on.
    #[arg(long, value_name = "URL", env = "TICKMARK_PUBLIC_URL", value_parser = public_url)]
    pub public_url: Option<String>,
    /// A target inside your own network that may be called, such as an identity provider or a receiver of webhooks; may
    /// be given more than once.
    #[arg(long, value_name = "HOST:PORT", env = "TICKMARK_ALLOW_INTERNAL", value_delimiter = ',')]
    pub allow_internal: Vec<String>,
    /// Certificate of an authority of your own, as PEM, for targets that the public authorities do not vouch for; may be
    /// given more than once.
    #[arg(long, value_name = "FILE", env = "TICKMARK_AUTHORITY", value_delimiter = ',')]
    pub authority: Vec<PathBuf>,
    /// Where each note of the security log is sent as well, as syslog (RFC 5424) over TCP.
    #[arg(long, value_name = "HOST:PORT", env = "TICKMARK_SYSLOG")]
    pub syslog: Option<String>,
    /// What collectors may reach.
    #[command(flatten)]
    pub hands: HandsArgs,
    /// The mail relay for reminders.
    #[command(flatten)]
    pub relay: RelayArgs,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// An `https` address without path, as browsers see it.
fn public_url(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").map(|rest| rest.trim_end_matches('/'));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => Ok(format!("https://{host}")),
        _ => Err("write it like https://tickmark.example.org".to_owned()),
    }
}

/// Demo.
#[derive(Clone, Debug, Args)]
pub struct DemoArgs {
    /// Folder for the demo; left out, a new temporary one.
    #[arg(long, value_name = "FOLDER")]
    pub data: Option<PathBuf>,
    /// Port; 0 for a free one.
    #[arg(long, default_value_t = 7390)]
    pub port: u16,
    /// Do not open a browser.
    #[arg(long)]
    pub no_browser: bool,
}
