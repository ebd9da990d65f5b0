//! What waits for a decision or a signature of one person: judged by the table of rights, as when it is then done.

use super::access::{allowed, object};
use super::ripe_us;
use crate::command::{CollectorCommand, Command, DescriptionCommand, StatementCommand};
use crate::registers::Registers;
use crate::stamp::Badge;
use crate::values::Stage;
use crate::values::description::DescriptionState;
use crate::values::staff::{AccessKind, AccessRequest, AccessStage};
use crate::values::statement::StatementState;
use jiff::civil::Date;

/// Most things that wait in one answer.
pub const MAX_WAITING: usize = 200;

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What is to be done: `Approve a waiver of SoD-1`.
    pub what: String,
    /// Id of what it is about.
    pub object: String,
    /// What people call it: the id where they know it by that, or nothing where `what` says it all.
    pub called: String,
    /// Whom it is about, where it is about a person.
    pub person: Option<String>,
    /// The page that shows it, inside the organisation.
    pub path: String,
}

/// What waits for a person on a day: waivers, decisions of two persons, access asked for, descriptions, statements,
/// letters and collectors; what somebody else has to decide, or what the person may not because of a rule, is not in it.
pub fn waiting(registers: &Registers, person: &str, day: Date, now_us: i64) -> Vec<Waiting> {
    let badge = Badge::fresh(person);
    let may = |command: &Command| {
        let judged = |action| allowed(registers, &badge, action, &object(registers, command, &badge), day);
        command.action().is_some_and(|action| judged(action).is_ok())
    };
    let mut found = governance(registers, day, now_us, &may);
    found.extend(access(registers, &may));
    found.extend(papers(registers, day, &may));
    found.extend(applicability(registers, day, &may));
    found.extend(collectors(registers, &may));
    found.truncate(MAX_WAITING);
    found
}

/// A Statement of Applicability that was read through waits for management, an approved one for its first day.
fn applicability(registers: &Registers, day: Date, may: May<'_>) -> Option<Waiting> {
    let (id, held) = registers.statements.open()?;
    let (what, command) = match held.state {
        StatementState::Reviewed => (
            "Approve the Statement of Applicability",
            StatementCommand::ApproveStatement { id: id.clone(), sha256: held.sha256.clone() },
        ),
        StatementState::Approved => (
            "Put the approved Statement of Applicability in force",
            StatementCommand::EnforceStatement { id: id.clone(), from: day },
        ),
        _ => return None,
    };
    let path = format!("/statement/{id}");
    let mine = may(&Command::Statement(command));
    mine.then(|| Waiting { what: what.to_owned(), called: id.clone(), object: id, person: None, path })
}

/// What a collector runs is approved by somebody else than who wrote it.
fn collectors(registers: &Registers, may: May<'_>) -> Vec<Waiting> {
    let open = registers.collectors.collectors.iter();
    let open = open.filter(|(_, held)| held.removed.is_none() && !held.is_approved());
    let command = |id: &String| {
        let declaration = String::new();
        Command::Collector(CollectorCommand::ApproveCollector { id: id.clone(), declaration })
    };
    let mine = open.filter(|(id, _)| may(&command(id)));
    mine.map(|(id, _)| Waiting {
        what: "Approve a collector".to_owned(),
        object: id.clone(),
        called: id.clone(),
        person: None,
        path: format!("/collectors/{id}"),
    })
    .collect()
}

type May<'a> = &'a dyn Fn(&Command) -> bool;

fn governance(registers: &Registers, day: Date, now_us: i64, may: May<'_>) -> Vec<Waiting> {
    let mut found = Vec::new();
    for (id, held) in &registers.people.waivers {
        let open = held.stage == Stage::Proposed && held.waiver.until >= day;
        if open && may(&Command::ApproveWaiver { id: id.clone() }) {
            found.push(Waiting {
                what: format!("Approve a waiver of {}", held.waiver.duty.id()),
                object: id.clone(),
                called: String::new(),
                person: Some(held.waiver.person.clone()),
                path: format!("/decisions#{id}"),
            });
        }
    }
    for (id, held) in &registers.people.deeds {
        let title = held.deed.title().to_lowercase();
        let ripe = ripe_us(held).is_some_and(|at| at <= now_us);
        let what = if may(&Command::ApproveDeed { id: id.clone() }) {
            format!("Approve: {title}")
        } else if ripe && may(&Command::CarryOutDeed { id: id.clone() }) {
            format!("Carry out: {title}")
        } else {
            continue;
        };
        let (object, path) = (id.clone(), format!("/decisions#{id}"));
        found.push(Waiting { what, object, called: String::new(), person: None, path });
    }
    found
}

fn access(registers: &Registers, may: May<'_>) -> Vec<Waiting> {
    let asked = registers.workforce.requests.iter().filter(|(_, held)| held.stage == AccessStage::Asked);
    let command = |id: &String| Command::DecideAccess { id: id.clone(), approved: true, reason: String::new() };
    let mine = asked.filter(|(id, _)| may(&command(id)));
    mine.map(|(id, held)| Waiting {
        what: format!("Decide on access to {}", wanted(&held.request)),
        object: id.clone(),
        called: String::new(),
        person: Some(held.request.person.clone()),
        path: format!("/staff/access#{id}"),
    })
    .collect()
}

/// The system and the level there: `Payroll as administrator (remove)`.
fn wanted(request: &AccessRequest) -> String {
    let level = if request.level.is_empty() { String::new() } else { format!(" as {}", request.level) };
    let kind = match request.kind {
        AccessKind::Grant => String::new(),
        kind => format!(" ({})", kind.title().to_lowercase()),
    };
    format!("{}{level}{kind}", request.system)
}

fn papers(registers: &Registers, day: Date, may: May<'_>) -> Vec<Waiting> {
    let (register, mut found, none) = (&registers.descriptions, Vec::new(), String::new);
    let mut add = |what: String, object: &str, path: String| {
        let object = object.to_owned();
        found.push(Waiting { what, called: object.clone(), object, person: None, path });
    };
    for (engagement, held) in &register.descriptions {
        let command = DescriptionCommand::ApproveDescription { engagement: engagement.clone(), sha256: none() };
        let reviewed = held.state == DescriptionState::OwnerReview;
        if reviewed && may(&Command::Description(command)) {
            let path = format!("/engagements/{engagement}/description");
            add("Approve the system description".to_owned(), engagement, path);
        }
    }
    for (engagement, kinds) in &register.statements {
        for (kind, _) in kinds.iter().filter(|(_, held)| held.signed.is_none()) {
            let (engagement, kind) = (engagement.clone(), *kind);
            let command =
                DescriptionCommand::SignStatement { engagement: engagement.clone(), kind, sha256: none(), on: day };
            if may(&Command::Description(command)) {
                let path = format!("/engagements/{engagement}/statements");
                add(format!("Sign: {}", kind.title().to_lowercase()), &engagement, path);
            }
        }
    }
    for (id, _) in register.letters.iter().filter(|(_, held)| held.signed.is_none()) {
        let command = DescriptionCommand::SignBridgeLetter { id: id.clone(), sha256: none(), on: day };
        if may(&Command::Description(command)) {
            add("Sign a bridge letter".to_owned(), id, format!("/bridge-letters/{id}"));
        }
    }
    found
}
