//! Commands on collectors: declare, try, approve, run; and their credentials, which go in and never out.

mod read;

use super::Done;
use super::args::{CollectorArgs, CollectorVerb, CredentialVerb, PlaceArgs, ReachArgs};
use super::out::{Shown, mend, show};
use super::people::Here;
use crate::words::collector::{CollectorSaid, TriedWords};
use app::ask::CollectorOf;
use app::collectors::{Declared, SECRET_MAX};
use app::{App, Clock, Config, Failure};
use domain::command::{CollectorCommand, Command};
use domain::values::counted;
use serde_json::json;
use std::io::Read;
use std::path::Path;

/// Largest declaration that is read, in bytes.
const MAX_FILE: u64 = 1024 * 1024;

/// Sends `CollectorCommand::SetCollector`, `CollectorCommand::RemoveCollector` and `CollectorCommand::RecordRun` through
/// `App`, which checks what was typed, keeps the credentials, and runs what is recorded.
pub(crate) fn collector(args: &CollectorArgs) -> Done {
    match &args.verb {
        CollectorVerb::List { control, removed, place } => read::list(place, control.clone(), *removed),
        CollectorVerb::Show { id, place } => read::one(place, id),
        CollectorVerb::Runs { id, place } => read::runs(place, id),
        CollectorVerb::Set { file, id, place } => {
            let here = Here::open(place)?;
            let said = declared(file)?;
            let request = place.request_id.as_deref();
            let receipt = here.app.set_collector(&here.org, &here.who, request, None, id.as_deref(), said)?;
            let done = format!("Declared {}; somebody else approves it before it runs", receipt.object);
            here.once(&done, &[], Some(&receipt), json!({ "collector": receipt.object }))
        }
        CollectorVerb::Try { what, reach, place } => tried(place, reach, what),
        CollectorVerb::Run { id, reach, place } => {
            let here = Here::of(reaching(place, reach)?, place)?;
            let ran = here.app.run_collector(&here.org, &here.who, id)?;
            let mut lines = vec![format!("The check says {}: {}", ran.run.outcome.id(), ran.run.reason)];
            lines.extend(ran.run.evidence.iter().map(|item| format!("Evidence {item} waits to be judged")));
            let json = json!({
                "outcome": ran.run.outcome.id(),
                "reason": ran.run.reason,
                "evidence": ran.run.evidence,
                "declaration": ran.run.declaration,
            });
            here.once(&format!("Ran {id}"), &lines, Some(&ran.receipt), json)
        }
        CollectorVerb::Pause { id, reason, place } => {
            let (id, reason) = (id.clone(), reason.clone());
            let done = format!("{id} rests");
            Here::open(place)?
                .done(&done, Command::Collector(CollectorCommand::PauseCollector { id, paused: true, reason }))
        }
        CollectorVerb::Resume { id, reason, place } => {
            let (id, reason) = (id.clone(), reason.clone());
            let done = format!("{id} goes on");
            Here::open(place)?
                .done(&done, Command::Collector(CollectorCommand::PauseCollector { id, paused: false, reason }))
        }
        CollectorVerb::Approve { id, declaration, place } => {
            let (id, declaration) = (id.clone(), declaration.trim().to_lowercase());
            let done = format!("Approved what {id} runs");
            Here::open(place)?.done(&done, Command::Collector(CollectorCommand::ApproveCollector { id, declaration }))
        }
        CollectorVerb::Remove { id, reason, place } => {
            let here = Here::open(place)?;
            let request = place.request_id.as_deref();
            let receipt = here.app.remove_collector(&here.org, &here.who, request, None, id, reason)?;
            super::out::receipt(place, &format!("Removed {id}"), &receipt)
        }
        CollectorVerb::Credential(args) => credential(&args.verb),
    }
}

/// Judges a rule: the other side of the process that the runner starts. It reads the folder where it is started.
pub(crate) fn judge_rule() -> Done {
    println!("{}", app::collectors::judge_rule());
    Ok(std::process::ExitCode::SUCCESS)
}

/// Opens for changes, with what the operator lets collectors reach.
fn reaching(place: &PlaceArgs, reach: &ReachArgs) -> Result<App, Failure> {
    let config = Config {
        database: place.database.clone(),
        internal: reach.allow_internal.clone(),
        authorities: reach.authority.clone(),
        collect_folders: reach.hands.collect_folder.clone(),
        collect_programs: reach.hands.collect_program.clone(),
        ..Config::folder(&place.data)
    };
    Ok(App::open(&config, Clock::system())?)
}

/// A declaration out of a file.
fn declared(path: &Path) -> Result<Declared, Failure> {
    let shown = path.display();
    let mut text = String::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(MAX_FILE).read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(MAX_FILE).read_to_string(&mut text))
    };
    read.map_err(|e| mend(format!("{shown}: {e}"), "name a file with the declaration as JSON, in UTF-8"))?;
    let said: CollectorSaid = serde_json::from_str(&text)
        .map_err(|e| mend(format!("{shown}: {e}"), "docs/collectors.md has a declaration of each kind"))?;
    said.meant()
}

fn tried(place: &PlaceArgs, reach: &ReachArgs, what: &str) -> Done {
    let here = Here::of(reaching(place, reach)?, place)?;
    let (id, said) = if what.starts_with("CO-") {
        let line = here.ask(&CollectorOf(what.to_owned()))?.0;
        (Some(what), line.held.collector.into())
    } else {
        (None, declared(Path::new(what))?)
    };
    let words = TriedWords::from(here.app.try_collector(&here.org, &here.who, id, said)?);
    let files: Vec<String> =
        words.files.iter().map(|file| format!("{} ({})", file.name, counted(file.bytes, "byte", "bytes"))).collect();
    let brought = match files.is_empty() {
        true => "There would be no evidence: nothing was collected.".to_owned(),
        false => format!(
            "{}; evidence would cover {} to {}: {}",
            counted(words.rows, "row", "rows"),
            words.from,
            words.until,
            files.join(", ")
        ),
    };
    let mut head = vec![
        format!("The check says {}: {}", words.outcome, words.reason),
        format!("Used: {}", words.used),
        brought,
        "Nothing was kept.".to_owned(),
    ];
    if !words.collected.is_empty() {
        head.extend([String::new(), words.collected.clone()]);
    }
    show(place, &Shown { head, ..Shown::default() }, &words)
}

fn credential(verb: &CredentialVerb) -> Done {
    match verb {
        CredentialVerb::Set { name, collector, place } => {
            let here = Here::open(place)?;
            let mut secret = String::new();
            let most = SECRET_MAX as u64 + 2;
            std::io::stdin()
                .lock()
                .take(most)
                .read_to_string(&mut secret)
                .map_err(|e| mend(format!("standard input: {e}"), "write the secret to standard input, in UTF-8"))?;
            let secret = secret.trim_end_matches(['\r', '\n']);
            here.app.set_collector_credential(&here.org, &here.who, collector, name, secret)?;
            let json = json!({ "collector": collector, "credential": name, "is_set": true });
            here.once(&format!("Kept the credential {name} of {collector}; it is never shown"), &[], None, json)
        }
        CredentialVerb::Remove { name, collector, place } => {
            let here = Here::open(place)?;
            here.app.remove_collector_credential(&here.org, &here.who, collector, name)?;
            let json = json!({ "collector": collector, "credential": name, "is_set": false });
            here.once(&format!("Forgot the credential {name} of {collector}"), &[], None, json)
        }
    }
}
