//! The programme in the terminal.

use crate::cli::Done;
use crate::cli::args::{AuditProgrammeArgs, AuditProgrammeFields, AuditProgrammeVerb as Verb, PlaceArgs};
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::{Here, recorded};
use crate::cli::place::day;
use crate::words::MarkWords;
use crate::words::audit::AuditProgrammeWords;
use app::ask::{AuditProgrammeOf, AuditsOf};
use app::{Failure, clock};
use domain::command::{AuditCommand, Command};
use domain::registers::audit::HeldProgramme;
use domain::values::audit::AuditProgramme;
use domain::values::counted;
use serde_json::json;

pub(super) fn programme(args: &AuditProgrammeArgs) -> Done {
    match &args.verb {
        Verb::Show { place } => read(place),
        Verb::Write(fields) => write(fields),
        Verb::Propose { id, place } => {
            let command = AuditCommand::ProposeAuditProgramme { id: id.clone() };
            Here::open(place)?.done(&format!("{id}: laid before management"), Command::Audit(command))
        }
        Verb::Approve { id, version, sha256, place } => {
            let here = Here::open(place)?;
            let held = here.ask(&AuditProgrammeOf(id.clone()))?.0.0;
            let (newest, said) = held.newest();
            let (version, sha256) = (version.unwrap_or(newest), sha256.clone().unwrap_or_else(|| said.sha256.clone()));
            let command = AuditCommand::ApproveAuditProgramme { id: id.clone(), version, sha256 };
            here.done(&format!("{id}: version {version} is approved"), Command::Audit(command))
        }
        Verb::Close { id, note, place } => {
            let command = AuditCommand::CloseAuditProgramme { id: id.clone(), note: note.clone() };
            Here::open(place)?.done(&format!("{id}: closed"), Command::Audit(command))
        }
    }
}

fn write(fields: &AuditProgrammeFields) -> Done {
    let here = Here::open(&fields.place)?;
    let was = match &fields.id {
        Some(id) => here.ask(&AuditProgrammeOf(id.clone()))?.0.0.newest().1.programme.clone(),
        None => AuditProgramme::usual(match &fields.from {
            Some(from) => day(from, "--from")?,
            None => here.ask(&AuditsOf::default())?.0.next_cycle(),
        }),
    };
    let programme = Box::new(changed(fields, was)?);
    let receipt =
        here.change(Command::Audit(AuditCommand::WriteAuditProgramme { id: fields.id.clone(), programme }))?;
    here.once(&format!("Wrote {}", receipt.object), &[], Some(&receipt), json!({ "programme": receipt.object }))
}

fn changed(fields: &AuditProgrammeFields, was: AuditProgramme) -> Result<AuditProgramme, Failure> {
    let text = |typed: &Option<String>, was: String| typed.clone().unwrap_or(was);
    let mut important = was.important;
    for typed in &fields.important {
        let Some((item, reason)) = typed.split_once('=') else {
            return Err(mend(format!("--important `{typed}` has no reason"), "write ITEM=REASON"));
        };
        important.insert(item.trim().to_owned(), reason.trim().to_owned());
    }
    Ok(AuditProgramme {
        title: text(&fields.title, was.title),
        from: fields.from.as_deref().map_or(Ok(was.from), |typed| day(typed, "--from"))?,
        years: fields.years.unwrap_or(was.years),
        frequency: text(&fields.frequency, was.frequency),
        methods: text(&fields.methods, was.methods),
        responsibilities: text(&fields.responsibilities, was.responsibilities),
        planning: text(&fields.planning, was.planning),
        reporting: text(&fields.reporting, was.reporting),
        procedure: text(&fields.procedure, was.procedure),
        important,
        look_back_days: fields.look_back.unwrap_or(was.look_back_days),
        weeks_least: fields.weeks_least.unwrap_or(was.weeks_least),
        weeks_most: fields.weeks_most.unwrap_or(was.weeks_most),
    })
}

/// The version that management approved, for where a newer one waits.
fn in_force(held: &HeldProgramme) -> Option<(&'static str, String)> {
    let (number, version) = held.numbered_in_force()?;
    let on = version.approved.as_ref().map(|said| clock::day_of(said.at_us))?;
    let cycle = version.programme.cycle();
    Some(("In force", format!("version {number}, approved {on}, cycle {} to {}", cycle.from, cycle.until)))
}

fn read(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&AuditsOf::default())?;
    let names = here.names();
    let words: Vec<AuditProgrammeWords> =
        answer.programmes.iter().map(|(held, line)| AuditProgrammeWords::of(&names, held, line)).collect();
    let tables = words.iter().zip(&answer.programmes).map(|(one, (held, _))| {
        let important: Vec<String> = one.important.iter().map(|(item, why)| format!("{item}: {why}")).collect();
        let rows = [
            ("Title", one.title.clone()),
            ("State", format!("{}, version {}", one.state, one.version)),
            ("Hash", one.sha256.clone()),
            ("Cycle", format!("{} to {}", one.from, one.until)),
            ("Frequency", one.frequency.clone()),
            ("Methods", one.methods.clone()),
            ("Responsibilities", one.responsibilities.clone()),
            ("Planning", one.planning.clone()),
            ("Reporting", one.reporting.clone()),
            ("Procedure", one.procedure.clone()),
            ("Every year", important.join("; ")),
            ("Look-back", counted(one.look_back_days, "day", "days")),
            ("First audit", format!("{} to {} weeks", one.weeks_least, one.weeks_most)),
        ];
        let rows = rows.into_iter().chain(in_force(held).filter(|_| one.older_in_force));
        table("", &[&one.id, ""], rows.map(|(what, text)| vec![what.to_owned(), text]))
    });
    let tail = match words.is_empty() {
        true => vec!["Write one with `tickmark audit programme write --from ... --title ...`".to_owned()],
        false => Vec::new(),
    };
    let shown = Shown { head: vec![recorded(&mark)], tables: tables.collect(), tail };
    show(place, &shown, &json!({ "programmes": words, "mark": MarkWords::of(Some(&mark)) }))
}
