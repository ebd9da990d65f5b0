//! The Statement of Applicability in the terminal.

mod export;
mod read;
mod set;

use super::Done;
use super::args::{SoaArgs, SoaPlaceArgs, SoaVerb};
use super::people::Here;
use super::place::day;
use app::Failure;
use app::ask::{At, StatementOf};
use domain::command::{Command, StatementCommand};
use serde_json::json;

pub(crate) fn soa(args: &SoaArgs) -> Done {
    match &args.verb {
        SoaVerb::List(place) => read::list(place),
        SoaVerb::Show { controls, at } => read::rows(at, controls),
        SoaVerb::Draft(place) => {
            let here = Here::open(place)?;
            let receipt = here.change(Command::Statement(StatementCommand::BeginStatement))?;
            let done = format!("Began the draft {}", receipt.object);
            here.once(&done, &[], Some(&receipt), json!({ "statement": receipt.object }))
        }
        SoaVerb::Set(args) => set::set(args),
        SoaVerb::Take { controls, preview, at } => set::take(at, controls, *preview),
        SoaVerb::Check(at) => read::checks(at),
        SoaVerb::Chain(at) => read::chains(at),
        SoaVerb::Diff { from, at } => read::difference(at, from.as_deref()),
        SoaVerb::Export { to, at } => export::export(at, to.path()),
        SoaVerb::Add { control, at } => {
            let control = control.clone();
            go(at, &format!("Put {control} into"), |id, _| Ok(StatementCommand::AddStatementControl { id, control }))
        }
        SoaVerb::Remove { control, at } => {
            let control = control.clone();
            go(at, &format!("Took {control} out of"), |id, _| {
                Ok(StatementCommand::RemoveStatementControl { id, control })
            })
        }
        SoaVerb::Reviewed { sha256, at } => {
            let sha256 = sha256.clone();
            go(at, "Reviewed", |id, _| Ok(StatementCommand::ReviewStatement { id, sha256 }))
        }
        SoaVerb::Approve { sha256, at } => {
            let sha256 = sha256.clone();
            go(at, "Approved", |id, _| Ok(StatementCommand::ApproveStatement { id, sha256 }))
        }
        SoaVerb::Effective { from, at } => go(at, "Put in force", |id, here| {
            let from = from.as_deref().map_or_else(|| Ok(here.app.clock().today()), |text| day(text, "--from"))?;
            Ok(StatementCommand::EnforceStatement { id, from })
        }),
        SoaVerb::Withdraw { reason, at } => {
            let reason = reason.clone();
            go(at, "Gave up", |id, _| Ok(StatementCommand::WithdrawStatement { id, reason }))
        }
    }
}

/// Makes a change of the version that is meant, and says what was done to it.
fn go(
    at: &SoaPlaceArgs,
    done: &str,
    command: impl FnOnce(String, &Here<'_>) -> Result<StatementCommand, Failure>,
) -> Done {
    let here = Here::open(&at.place)?;
    let id = version(&here, at)?;
    let command = command(id.clone(), &here)?;
    here.done(&format!("{done} {id}"), Command::Statement(command))
}

/// The version that is meant: as named, or the one on its way, or else the one in force.
fn version(here: &Here<'_>, at: &SoaPlaceArgs) -> Result<String, Failure> {
    let question = StatementOf { id: at.version.clone() };
    Ok(here.app.ask(&here.org, &here.who, At::default(), &question)?.value.id)
}
