//! Rules about people: membership, outside access, waivers, deeds of two persons, and the doors they come by.

mod doors;
mod governance;
mod members;
mod outside;

pub(super) use governance::ripe;
pub use governance::{restore, restore_command, ripe_us};

use crate::command::Command;
use crate::event::Event;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::stamp::Stamp;
use crate::values::Duty;
use jiff::ToSpan;
use jiff::civil::Date;

type Judged = Result<Vec<Event>, Refusal>;

pub(super) fn decide(registers: &Registers, command: Command, stamp: &Stamp) -> Judged {
    match command {
        Command::AssignControl { id, person } => members::assign_control(registers, id, person, stamp),
        Command::InvitePerson { person, roles } => members::invite(registers, person, roles, stamp),
        Command::ConfirmMembership => members::confirm(stamp),
        Command::SetRoles { person, roles, reason } => members::set_roles(registers, person, roles, &reason, stamp),
        Command::SuspendMember { person, reason } => members::suspend(registers, person, &reason),
        Command::ResumeMember { person } => members::resume(registers, person),
        Command::EndMembership { person, reason } => members::end(registers, person, &reason),
        Command::GiveGrant { grant } => outside::give(registers, grant, stamp),
        Command::EndGrant { id, reason } => outside::end(registers, id, &reason),
        Command::NameDeputy { deputy } => outside::name_deputy(registers, deputy, stamp),
        Command::EndDeputy { id } => outside::end_deputy(registers, id),
        Command::ProposeWaiver { waiver } => governance::propose_waiver(registers, waiver, stamp),
        Command::ApproveWaiver { id } => governance::approve_waiver(registers, id, stamp),
        Command::EndWaiver { id, reason } => governance::end_waiver(registers, id, &reason),
        Command::ProposeDeed { deed, reason } => governance::propose_deed(registers, deed, &reason, stamp),
        Command::ApproveDeed { id } => governance::approve_deed(registers, id, stamp),
        Command::WithdrawDeed { id, reason } => governance::withdraw_deed(registers, id, &reason),
        Command::CarryOutDeed { id } => governance::carry_out(registers, id, stamp),
        Command::SetSignOn { sign_on } => doors::set_sign_on(registers, sign_on),
        Command::SetDirectory { directory } => doors::set_directory(registers, directory),
        Command::IssueToken { scope } => doors::issue_token(registers, scope, stamp),
        Command::RevokeToken { id } => doors::revoke_token(registers, id),
        Command::SetWebhook { id, webhook } => doors::set_webhook(registers, id, webhook, stamp),
        Command::RemoveWebhook { id } => doors::remove_webhook(registers, id),
        _ => Err(Refusal::NoOrganisation),
    }
}

/// Something is not known by that id.
fn unknown(what: &'static str, id: &str) -> Refusal {
    Refusal::Unknown { what, id: id.to_owned(), nearest: None }
}

/// A rule of separation of duty says no.
fn kept_apart(duty: Duty, sentence: impl Into<String>, hint: impl Into<String>) -> Refusal {
    Refusal::KeptApart { duty, sentence: sentence.into(), hint: hint.into() }
}

/// The days of something dated: in order, not over yet, and not longer than its named maximum.
fn days(from: Date, until: Date, max: i32, what: &str, today: Date) -> Result<(), Refusal> {
    if until < from {
        return Err(Refusal::DatesReversed { from: "the first day", until: "the last day" });
    }
    if until < today {
        return Err(Refusal::NotPossible {
            sentence: format!("{what} until {until} would be over already"),
            hint: format!("choose a last day from {today} on"),
        });
    }
    let last = from.saturating_add((max - 1).days());
    if until > last {
        return Err(Refusal::NotPossible {
            sentence: format!("{what} lasts at most {max} days"),
            hint: format!("end it by {last}, and decide again then"),
        });
    }
    Ok(())
}
