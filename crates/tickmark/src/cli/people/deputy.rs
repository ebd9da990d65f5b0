//! Commands on deputies.

use super::{Here, recorded};
use crate::cli::Done;
use crate::cli::args::{DeputyArgs, DeputyVerb, PlaceArgs};
use crate::cli::out::{Shown, show, table};
use crate::cli::place::day;
use crate::words::{DeputyWords, MarkWords};
use domain::command::Command;
use domain::values::Deputy;
use serde_json::json;

pub(crate) fn deputy(args: &DeputyArgs) -> Done {
    match &args.verb {
        DeputyVerb::List(place) => list(place),
        DeputyVerb::Name { principal, deputy, from, until, reason, place } => {
            let here = Here::open(place)?;
            let (principal, deputy) = (here.person(principal)?, here.person(deputy)?);
            let from = match from {
                Some(typed) => day(typed, "--from")?,
                None => here.app.clock().today(),
            };
            let until = day(until, "--until")?;
            let [stands, absent] = [&deputy, &principal].map(|id| here.name_of(id));
            let deputy = Deputy { principal, deputy, from, until, reason: reason.clone() };
            here.done(&format!("{stands} stands in for {absent} until {until}"), Command::NameDeputy { deputy })
        }
        DeputyVerb::End { id, place } => {
            Here::open(place)?.done(&format!("Ended {id}"), Command::EndDeputy { id: id.clone() })
        }
    }
}

fn list(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (people, mark) = here.people()?;
    let mut words: Vec<DeputyWords> =
        people.deputies.iter().map(|(id, held)| DeputyWords::of(&here.names(), id, held, mark.on)).collect();
    words.sort_by(|a, b| (&b.from, &a.id).cmp(&(&a.from, &b.id)));
    let rows = words.iter().map(|d| {
        let state = match (d.ended, d.in_force) {
            (true, _) => "ended",
            (false, true) => "in force",
            (false, false) if d.from > mark.on.to_string() => "to come",
            (false, false) => "over",
        };
        let fields = [&d.id, &d.deputy.name, &d.principal.name, &d.from, &d.until, &d.reason];
        fields.into_iter().cloned().chain([state.to_owned()]).collect()
    });
    let headers = ["Id", "Deputy", "For", "First day", "Last day", "Reason", "State"];
    let shown = Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], ..Shown::default() };
    show(place, &shown, &json!({ "deputies": words, "mark": MarkWords::of(Some(&mark)) }))
}
