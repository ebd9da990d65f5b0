//! Commands on the public statement, and on requests of visitors for documents.

use super::Done;
use super::args::{PlaceArgs, PublicArgs, PublicVerb as Verb};
use super::out::{Shown, mend, receipt, show, table};
use super::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::public::{DocumentRequestWords, PublicStatementShape, PublicStatementWords, document};
use app::ask::{At, PublicStatementOf};
use app::{Failure, GivenDocuments, Receipt};
use domain::command::{Command, PublicCommand};
use domain::reports::public::PublicReport;
use serde_json::json;

#[cfg(test)]
mod tests;

pub(crate) fn public(args: &PublicArgs) -> Done {
    match &args.verb {
        Verb::Show { place } => shown(place),
        Verb::Set { place, .. } => set(place, &args.verb),
        Verb::Requests { place } => requests(place),
        Verb::Request { id, place } => request(place, id),
        Verb::Give { id, documents, days, place } => {
            let here = Here::open(place)?;
            let named = documents.iter().map(|one| document(one)).collect::<Result<Vec<_>, _>>()?;
            let chosen = (!named.is_empty()).then_some(named);
            let key = place.request_id.as_deref();
            let (given, done) = here.app.give_documents(&here.org, &here.who, key, id, chosen, Some(*days))?;
            linked(&here, &format!("Gave documents to {id}"), &given, Some(&done))
        }
        Verb::Decline { id, reason, place } => {
            let here = Here::open(place)?;
            let key = place.request_id.as_deref();
            let done = here.app.decline_documents(&here.org, &here.who, key, id, reason)?;
            receipt(place, &format!("Declined {id}"), &done)
        }
        Verb::TakeBack { id, reason, place } => {
            let here = Here::open(place)?;
            let key = place.request_id.as_deref();
            let done = here.app.withdraw_documents(&here.org, &here.who, key, id, reason)?;
            receipt(place, &format!("Took back what was given to {id}"), &done)
        }
        Verb::Link { id, place } => {
            let here = Here::open(place)?;
            let given = here.app.new_document_link(&here.org, &here.who, id)?;
            linked(&here, &format!("Made a new link for {id}; the one before it ended"), &given, None)
        }
        Verb::Erase { id, place } => {
            let here = Here::open(place)?;
            here.app.erase_document_request(&here.org, &here.who, id)?;
            let head = vec![format!("Erased {id}. What was decided stays in the history, without a name.")];
            show(place, &Shown { head, ..Shown::default() }, &json!({ "erased": id }))
        }
    }
}

fn shown(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&PublicStatementOf)?;
    let words = PublicStatementWords::of(&here.names(), &answer);
    let page = &words.page;
    let state = match words.set.on {
        true => format!("The page is there: /statement-of/{}", here.org),
        false => "The page is off; this is what visitors would see.".to_owned(),
    };
    let reports = answer.page.reports.iter().map(report);
    let certificates = page.certificates.iter().map(|one| {
        vec![
            one.standard.clone(),
            one.body.clone(),
            one.accredited_by.clone(),
            one.scope.clone(),
            one.number.clone(),
            one.until.clone(),
        ]
    });
    let documents = page.documents.iter().map(|one| vec![one.document.clone(), one.title.clone()]);
    let offers = words.offers.iter().map(|one| vec![one.document.clone(), one.title.clone()]);
    let mut tables = vec![
        table("Reports that are held", &["Report", "Period or day", "Firm", "Categories", "Opinion"], reports),
        table(
            "Certificates in force",
            &["Standard", "Body", "Accredited by", "Scope", "Number", "Valid to"],
            certificates,
        ),
        table("Documents on request", &["Document", "Title"], documents),
        table("What could be offered", &["Document", "Title"], offers),
    ];
    tables.retain(|table| !table.rows.is_empty());
    let mut head = vec![recorded(&mark), state];
    if page.reports.is_empty() && page.certificates.is_empty() {
        head.push("No SOC 2 report was issued, and no certificate is in force.".to_owned());
    }
    head.extend(page.under_way.iter().cloned());
    let tail = page.left_out.iter().map(|one| format!("Left out, for its wording: {one}")).collect();
    show(place, &Shown { head, tables, tail }, &json!({ "public": words, "mark": MarkWords::of(Some(&mark)) }))
}

/// A report as the page shows it: a Type I by its day, a Type II by its period.
fn report(one: &PublicReport) -> Vec<String> {
    let opinion = one.opinion.clone().unwrap_or_default();
    vec![one.title.clone(), one.period(), one.firm.clone(), one.categories.clone(), opinion]
}

fn yes_no(typed: Option<&String>, field: &str, before: bool) -> Result<bool, Failure> {
    match typed.map(|text| text.trim().to_lowercase()).as_deref() {
        None => Ok(before),
        Some("yes") => Ok(true),
        Some("no") => Ok(false),
        Some(other) => Err(mend(format!("--{field}: `{other}` is neither yes nor no"), "write yes or no")),
    }
}

fn set(place: &PlaceArgs, verb: &Verb) -> Done {
    let Verb::Set { turn, about, contact, opinion, under_way, documents, no_documents, .. } = verb else {
        return Err(mend("nothing is to be set", "name what the page shows"));
    };
    let here = Here::open(place)?;
    let held = here.app.ask(&here.org, &here.who, At::default(), &PublicStatementOf)?.value.held;
    let before = PublicStatementShape::of(&held.map(|one| one.statement).unwrap_or_default());
    let shape = PublicStatementShape {
        on: match turn.as_ref().map(|text| text.trim().to_lowercase()).as_deref() {
            None => before.on,
            Some("on") => true,
            Some("off") => false,
            Some(other) => return Err(mend(format!("--turn: `{other}` is neither on nor off"), "write on or off")),
        },
        about: about.clone().unwrap_or(before.about),
        contact: contact.clone().unwrap_or(before.contact),
        opinion: yes_no(opinion.as_ref(), "opinion", before.opinion)?,
        under_way: yes_no(under_way.as_ref(), "under-way", before.under_way)?,
        documents: match (no_documents, documents.is_empty()) {
            (true, _) => Vec::new(),
            (false, true) => before.documents,
            (false, false) => documents.clone(),
        },
    };
    let statement = Box::new(shape.meant()?);
    let done = match statement.on {
        true => format!("The public statement is there: /statement-of/{}", here.org),
        false => "The public statement is kept, and off".to_owned(),
    };
    here.done(&done, Command::Public(PublicCommand::SetPublicStatement { statement }))
}

fn requests(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let lines = here.app.document_requests(&here.org, &here.who)?;
    let words: Vec<DocumentRequestWords> =
        lines.iter().map(|line| DocumentRequestWords::of(&here.names(), line)).collect();
    let rows = words.iter().map(|one| {
        let documents = one.documents.iter().map(|document| document.document.as_str()).collect::<Vec<_>>().join(", ");
        vec![one.id.clone(), one.state.to_owned(), one.name.clone(), one.company.clone(), documents, one.at.clone()]
    });
    let table = table("", &["Request", "State", "Who asks", "Company", "Documents", "Came in"], rows);
    let head = if words.is_empty() { vec!["Nobody asked for documents.".to_owned()] } else { Vec::new() };
    let tables = if words.is_empty() { Vec::new() } else { vec![table] };
    show(place, &Shown { head, tables, tail: Vec::new() }, &json!({ "requests": words }))
}

fn request(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let line = here.app.document_request(&here.org, &here.who, id)?;
    let words = DocumentRequestWords::of(&here.names(), &line);
    let mut head = vec![
        format!("{}: {}", words.id, line.state.title().to_lowercase()),
        format!("{}, {}, {}", words.name, words.company, words.email),
        format!("Purpose: {}", words.purpose),
        format!("Asked for: {}", line.titles.join("; ")),
    ];
    head.extend(words.until.as_ref().map(|until| format!("Given until {until}: {}", words.given.join(", "))));
    head.extend((!words.reason.is_empty()).then(|| format!("Reason: {}", words.reason)));
    let fetched = words.fetched.iter().map(|one| vec![one.at.clone(), one.document.clone(), one.address.clone()]);
    let mut tables = vec![table("Fetched", &["When", "Document", "From"], fetched)];
    tables.retain(|table| !table.rows.is_empty());
    show(place, &Shown { head, tables, tail: Vec::new() }, &words)
}

fn linked(here: &Here<'_>, said: &str, given: &GivenDocuments, recorded: Option<&Receipt>) -> Done {
    let lines = [
        format!("Link, shown once: /shared#{} behind the address of your server", given.secret),
        format!("Good until the end of {}; send it yourself, nothing is mailed.", given.until),
    ];
    let json = json!({ "secret": given.secret, "path": format!("/shared#{}", given.secret), "until": given.until.to_string() });
    here.once(said, &lines, recorded, json)
}
