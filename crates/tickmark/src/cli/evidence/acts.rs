//! What is done to items and requests.

use super::said::period;
use crate::cli::Done;
use crate::cli::args::{EvidenceReasonArgs, PlaceArgs};
use crate::cli::out::receipt;
use crate::cli::people::Here;
use crate::cli::place::day;
use app::Failure;
use domain::command::{Command, EvidenceCommand};
use domain::values::EvidenceRequest;
use serde_json::json;

/// Makes a change of one item and says so.
pub(super) fn done(place: &PlaceArgs, word: &str, id: &str, command: EvidenceCommand) -> Done {
    Here::open(place)?.done(&format!("{word} {id}"), Command::Evidence(command))
}

pub(super) fn withdraw(args: &EvidenceReasonArgs) -> Done {
    let (id, reason) = (args.item.clone(), args.reason.clone());
    done(&args.place, "Withdrew", &args.item, EvidenceCommand::WithdrawEvidence { id, reason })
}

pub(super) fn hold(args: &EvidenceReasonArgs) -> Done {
    let (id, reason) = (args.item.clone(), args.reason.clone());
    done(&args.place, "Put under legal hold:", &args.item, EvidenceCommand::HoldEvidence { id, reason })
}

pub(super) fn release(args: &EvidenceReasonArgs) -> Done {
    let (id, reason) = (args.item.clone(), args.reason.clone());
    done(&args.place, "Ended the hold of", &args.item, EvidenceCommand::ReleaseEvidence { id, reason })
}

pub(super) fn close(args: &EvidenceReasonArgs) -> Done {
    let (id, reason) = (args.item.clone(), args.reason.clone());
    done(&args.place, "Closed", &args.item, EvidenceCommand::CloseRequest { id, reason })
}

/// By its own way: the files go after the entry.
pub(super) fn dispose(args: &EvidenceReasonArgs) -> Done {
    let here = Here::open(&args.place)?;
    let request = args.place.request_id.as_deref();
    let disposed = here.app.dispose_evidence(&here.org, &here.who, request, None, &args.item, &args.reason);
    receipt(&args.place, &format!("Disposed of {}", args.item), &disposed.map_err(Failure::from)?)
}

/// A request as typed.
pub(super) struct Asked<'a> {
    pub(super) control: &'a str,
    pub(super) person: &'a str,
    pub(super) wanted: &'a str,
    pub(super) due: &'a str,
    pub(super) period: Option<&'a str>,
}

pub(super) fn ask(place: &PlaceArgs, asked: &Asked<'_>) -> Done {
    let here = Here::open(place)?;
    let request = EvidenceRequest {
        control: asked.control.to_owned(),
        person: here.person(asked.person)?,
        wanted: asked.wanted.to_owned(),
        period: asked.period.map(period).transpose()?,
        due: day(asked.due, "--due")?,
    };
    let receipt = here.change(Command::Evidence(EvidenceCommand::AskEvidence { request }))?;
    here.once(&format!("Asked as {}", receipt.object), &[], Some(&receipt), json!({ "request": receipt.object }))
}
