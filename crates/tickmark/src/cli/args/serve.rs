//! Words of the commands that open the doors.

use super::PlaceArgs;
use clap::Args;
use std::net::IpAddr;
use std::path::PathBuf;

/// Serve.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// Address; until accounts exist only addresses of this machine are taken.
    #[arg(long, default_value = "127.0.0.1")]
    pub address: IpAddr,
    /// Port; 0 for a free one.
    #[arg(long, default_value_t = 7390)]
    pub port: u16,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
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
