//! Commands that open the doors: serve and demo.

use super::Done;
use super::args::{DemoArgs, ServeArgs};
use crate::serve::{Doors, Reach};
use crate::{demo, serve as server};
use app::{App, Clock, Config, Failure};
use std::io::IsTerminal;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

/// Serves an installation.
pub(crate) fn serve(args: &ServeArgs) -> Done {
    log_to_stderr();
    let config = Config {
        database: args.place.database.clone(),
        internal: args.allow_internal.clone(),
        authorities: args.authority.clone(),
        collect_folders: args.hands.collect_folder.clone(),
        collect_programs: args.hands.collect_program.clone(),
        mail: super::mail::settings(&args.relay)?,
        ..Config::folder(&args.place.data)
    };
    let app = App::open(&config, Clock::system())?;
    if let Some(target) = &args.syslog {
        app.forward_security(target)?;
    }
    let reach = Reach { public: args.public_url.clone() };
    let first = app.first_link()?;
    server::serve(Doors::new(app, reach.clone()), SocketAddr::new(args.address, args.port), |bound| {
        let address = reach.public.unwrap_or_else(|| format!("http://localhost:{}", bound.port()));
        println!("Tickmark answers at {address}");
        if let Some(secret) = first {
            // After the hash nothing is sent to the server: the page hands the secret over by itself.
            let none = "Whoever holds this data folder has no account yet. This link makes it, once:";
            println!("\n{none}\n\n  {address}/begin#{secret}\n");
        }
        println!("Stop with Ctrl-C.");
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Builds the demo organisation and opens it in the browser.
pub(crate) fn demo(args: &DemoArgs) -> Done {
    log_to_stderr();
    let (folder, temporary) = match &args.data {
        Some(folder) => (folder.clone(), false),
        None => (temporary_folder()?, true),
    };
    let known = folder.join("tickmark.db").exists();
    if !known {
        eprintln!("Writing sixteen months of a fictional company's history ...");
        let clock = Clock::by_hand(0);
        let app = App::open(&demo::config(&folder), clock.clone())?;
        let who = app.local_operator("demo")?;
        demo::fill(&app, &who, &clock, Clock::system().today())?;
    }
    let app = App::open(&demo::config(&folder), Clock::system())?;
    let kept = if temporary { "thrown away when the server stops" } else { "kept" };
    eprintln!("Data: {} ({kept})", folder.display());
    let done = run(app, SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), args.port), "Tickmark demo", !args.no_browser);
    if temporary {
        // The folder is ours and temporary; a leftover does no harm.
        let _ = std::fs::remove_dir_all(&folder);
    }
    done
}

fn run(app: App, address: SocketAddr, what: &str, browser: bool) -> Done {
    let token = app::new_token()?;
    server::serve(Doors::of_demonstration(app, &token), address, |bound| {
        // After the hash nothing is sent to the server: the page hands the token over by itself.
        let address = format!("http://localhost:{}/demo#{token}", bound.port());
        println!(
            "{what} is open on this machine only.\n\n  Address  {address}\n  Token    {token}\n\nStop with Ctrl-C."
        );
        if browser {
            open_browser(&address);
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

fn temporary_folder() -> Result<PathBuf, Failure> {
    let name = format!("tickmark-demo-{}", &app::new_token()?[..8]);
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder)
        .map_err(|e| super::out::mend(format!("{}: {e}", folder.display()), "set TMPDIR"))?;
    Ok(folder)
}

/// Asks the desktop to open an address, where there is one. The address is printed in any case.
fn open_browser(address: &str) {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let desktop = cfg!(target_os = "macos") || has("DISPLAY") || has("WAYLAND_DISPLAY");
    if desktop {
        let mut command = std::process::Command::new(opener);
        command.arg(address).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        // No opener, no harm: the address is on the screen.
        let _ = command.spawn();
    }
}

#[expect(clippy::disallowed_methods, reason = "whether there is a desktop is known to the environment alone")]
fn has(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|v| !v.is_empty())
}

fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("TICKMARK_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    // A second call in one process keeps the first logger, which is as good.
    let colours = std::io::stderr().is_terminal();
    let _ =
        tracing_subscriber::fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr).try_init();
}
