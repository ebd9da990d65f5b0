//! What was typed of a nonconformity, over what was so before.

use super::listed;
use crate::cli::Done;
use crate::cli::args::NonconformityFields;
use crate::cli::out::{known, mend};
use crate::cli::people::Here;
use crate::cli::place::day;
use app::Failure;
use app::ask::{At, NonconformityOf};
use domain::command::{Command, NonconformityCommand};
use domain::values::nonconformity::{Nonconformity, NonconformityClass, NonconformitySource};
use serde_json::json;
use std::collections::BTreeSet;

pub(super) fn raise(fields: &NonconformityFields) -> Done {
    let here = Here::open(&fields.place)?;
    let nothing = Nonconformity {
        title: String::new(),
        description: String::new(),
        source: NonconformitySource::Other,
        reference: String::new(),
        class: NonconformityClass::Minor,
        against: BTreeSet::new(),
        controls: BTreeSet::new(),
        owner: None,
        found: here.app.clock().today(),
        agreed: None,
    };
    if fields.class.is_none() {
        return Err(mend("--class is missing", "write --class major, minor or opportunity"));
    }
    let nonconformity = Box::new(changed(&here, fields, nothing)?);
    let command = NonconformityCommand::RaiseNonconformity { nonconformity };
    let receipt = here.change(Command::Nonconformity(command))?;
    here.once(&format!("Raised {}", receipt.object), &[], Some(&receipt), json!({ "nonconformity": receipt.object }))
}

pub(super) fn revise(id: &str, reason: &str, fields: &NonconformityFields) -> Done {
    let here = Here::open(&fields.place)?;
    let was = here.app.ask(&here.org, &here.who, At::default(), &NonconformityOf(id.to_owned()))?.value.held;
    let nonconformity = Box::new(changed(&here, fields, was.nonconformity)?);
    let (id, reason) = (id.to_owned(), reason.to_owned());
    let done = format!("Changed {id}");
    here.done(&done, Command::Nonconformity(NonconformityCommand::ReviseNonconformity { id, nonconformity, reason }))
}

fn changed(here: &Here<'_>, typed: &NonconformityFields, mut found: Nonconformity) -> Result<Nonconformity, Failure> {
    let texts = [
        (&typed.title, &mut found.title),
        (&typed.description, &mut found.description),
        (&typed.reference, &mut found.reference),
    ];
    for (typed, field) in texts {
        if let Some(typed) = typed {
            field.clone_from(typed);
        }
    }
    if let Some(source) = &typed.source {
        let ids = NonconformitySource::ALL.map(NonconformitySource::id);
        found.source = known("source", source, NonconformitySource::parse, &ids)?;
    }
    if let Some(class) = &typed.class {
        let ids = NonconformityClass::ALL.map(NonconformityClass::id);
        found.class = known("class", class, NonconformityClass::parse, &ids)?;
    }
    if let Some(against) = &typed.against {
        found.against = listed(against);
    }
    if let Some(controls) = &typed.controls {
        found.controls = listed(controls);
    }
    if let Some(owner) = &typed.owner {
        found.owner = Some(here.person(owner)?);
    }
    if let Some(text) = &typed.found {
        found.found = day(text, "--found")?;
    }
    if let Some(text) = &typed.agreed {
        found.agreed = Some(day(text, "--agreed")?);
    }
    Ok(found)
}
