//! Puts everything that happens at Fathom Freight into one order of days.

use super::evidence::Handed;
use super::people::Someone;
use super::{
    audits, certification, changes, collectors, controls, description, engagement, evidence, inheritance, judgements,
    links, members, nonconformities, organisation, outside, package, planned, planner, policies, public, reasons,
    registers, reviews, risk, room, staff, statement, steps, suppliers, testing,
};
use app::AskedDocuments;
use app::Failure;
use app::collectors::Declared;
use domain::command::{Command, StatementCommand};
use domain::reports::package::PackageAsk;
use domain::values::{Control, Grant, Role, Subject, SubjectKind, TokenScope};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::path::Path;

/// Days before today on which the ledger begins.
pub(super) const BEGINS: i32 = 490;
/// Days before today on which the first spreadsheet is imported.
const IMPORTED: i32 = 266;
/// Whoever holds the data folder, among those who act.
pub(super) const OPERATOR: &str = "";

/// One thing that somebody does on one day.
#[derive(Debug)]
pub(super) struct Moment {
    /// The day.
    pub(super) on: Date,
    /// Who, as `first-last`; [`OPERATOR`] for the local operator.
    pub(super) by: &'static str,
    /// What.
    pub(super) act: Act,
}

/// What somebody does.
#[derive(Debug)]
pub(super) enum Act {
    /// A command that needs nothing but itself.
    Command(Box<Command>),
    /// A change to an own control as it stands on that day.
    Revise(&'static str, fn(&mut Control)),
    /// Invites somebody with roles.
    Invite(Someone, &'static [Role]),
    /// Gives somebody outside access who had no part yet.
    Outside(Someone, Box<Grant>),
    /// Accepts the own invitation.
    Accept,
    /// Makes each person whose name stands on a control its owner, as far as they are members.
    AssignOwners,
    /// A command whose object is spoken of by this word afterwards: ids are random.
    Named(&'static str, Box<Command>),
    /// A request for evidence to whoever holds the data folder, spoken of by this word afterwards.
    AskOperator(&'static str, Box<Command>),
    /// A command upon the object that was named so.
    Upon(&'static str, fn(String) -> Command),
    /// Decides on the request for access that was named so.
    Decide(&'static str, bool, &'static str),
    /// Carries out, on this day, the request for access that was named so.
    CarryOut(&'static str),
    /// Issues a token that is spoken of by this word; its secret is thrown away.
    Issue(&'static str, Box<TokenScope>),
    /// Revokes the token that was named so.
    Revoke(&'static str),
    /// Declares a collector, or declares it anew, and speaks of it by this word; the folder is the one that may be read.
    Collector(&'static str, fn(Option<&Path>) -> Declared),
    /// Approves what the collector of this word runs.
    ApproveCollector(&'static str),
    /// Lets every collector run that is due, as the server does each minute.
    Turn,
    /// Accepts what collectors handed in and found as it should be, with a note.
    AcceptCollected(&'static str),
    /// Makes something be so in the folder that collectors may read; nothing where there is none.
    Watch(fn(&Path, Date) -> Result<(), Failure>),
    /// A step of this version of the Statement of Applicability, bound to the hash that it has on that day.
    Statement(&'static str, fn(String, String) -> StatementCommand),
    /// Approves the minutes of this management review as they stand on that day.
    ApproveMinutes(&'static str),
    /// Hands in evidence with its files.
    HandIn(Box<Handed>),
    /// Hands in a new version of it, with all its files anew.
    HandInAgain(Box<Handed>),
    /// Accepts or rejects the newest version of the evidence of this word.
    JudgeEvidence { word: String, accepted: bool, note: String },
    /// Says what came of the results that the evidence of this word shows, as done on that day.
    FollowUp(&'static str, &'static str),
    /// A command upon the evidence of this word.
    UponEvidence(&'static str, fn(String) -> Box<Command>),
    /// Keeps the roadmap of that day as a baseline, for this reason.
    KeepBaseline(&'static str),
    /// Takes in a questionnaire that is spoken of by this word: of whom, the name of its file, and its text.
    Questionnaire(&'static str, &'static str, &'static str, &'static str),
    /// A visitor asks for documents on the public statement.
    AskDocuments(Box<AskedDocuments>),
    /// Gives what was asked for with this request, for so many days; the secret of the link is thrown away.
    GiveDocuments(&'static str, u32),
    /// Builds an audit package.
    Package(Box<PackageAsk>),
    /// Keeps a sealed note in the room of this engagement: what about, and its text.
    KeepNote(&'static str, Subject, &'static str),
    /// Reads things in the room of this engagement, and the evidence of these words.
    Read(&'static str, &'static [(SubjectKind, &'static str)], &'static [&'static str]),
}

impl Moment {
    /// A command, `days` before `today`.
    pub(super) fn new(today: Date, days: i32, by: &'static str, command: Command) -> Moment {
        Moment { on: working_day(today, days), by, act: Act::Command(Box::new(command)) }
    }
}

/// The whole story in the order of its days; what happens on one day keeps the order in which it is told here.
pub(super) fn story(today: Date) -> Vec<Moment> {
    // Whoever acts has been invited: on a day on which much happens, that is told first.
    let mut moments = members::all(today);
    moments.extend([organisation::columns(today, IMPORTED), first_import(today)]);
    for (days, by, own) in controls::later() {
        // Each control that is added by hand states its own reasons, so the source of an import is never asked for.
        moments.push(Moment::new(today, *days, by, Command::AddControl { control: own.control("") }));
    }
    moments.extend(organisation::scopes(today));
    moments.extend(reasons::all(today));
    moments.extend(links::all(today));
    moments.extend(changes::all(today));
    moments.extend(inheritance::records(today));
    moments.extend(judgements::all(today));
    moments.extend(steps::all(today));
    moments.extend(outside::all(today));
    moments.extend(staff::all(today));
    moments.extend(engagement::all(today));
    moments.extend(description::all(today));
    moments.extend(statement::all(today));
    moments.extend(suppliers::all(today));
    moments.extend(risk::all(today));
    moments.extend(evidence::all(today));
    moments.extend(testing::all(today));
    moments.extend(collectors::all(today));
    moments.extend(nonconformities::all(today));
    moments.extend(registers::all(today));
    moments.extend(planner::all(today));
    moments.extend(planned::all(today));
    moments.extend(policies::all(today));
    moments.extend(audits::all(today));
    moments.extend(certification::all(today));
    moments.extend(reviews::all(today));
    moments.extend(package::all(today));
    moments.extend(room::all(today));
    moments.extend(public::all(today));
    moments.sort_by_key(|m| m.on);
    moments
}

fn first_import(today: Date) -> Moment {
    let source = format!("controls-{}.xlsx", working_day(today, IMPORTED).year());
    let controls = controls::imported().map(|own| own.control(&source)).collect();
    Moment::new(today, IMPORTED, "noor-haddad", Command::ImportControls { source, file: None, controls })
}

/// The working day that lies `days` before `today`, or the Friday before it.
pub(super) fn working_day(today: Date, days: i32) -> Date {
    let day = today.saturating_sub(days.days());
    match day.weekday() {
        Weekday::Saturday => day.saturating_sub(1.day()),
        Weekday::Sunday => day.saturating_sub(2.days()),
        _ => day,
    }
}
