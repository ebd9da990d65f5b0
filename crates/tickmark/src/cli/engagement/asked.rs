//! What customers ask for, in the terminal.

use super::known;
use crate::cli::Done;
use crate::cli::args::{AskedVerb, PlaceArgs};
use crate::cli::out::{Shown, show, table};
use crate::cli::people::{Here, recorded};
use crate::cli::place::{categories, day};
use crate::words::MarkWords;
use crate::words::engagement::{AdviceWords, AskedWords};
use app::Failure;
use app::ask::AskedOf;
use domain::command::{Command, EngagementCommand};
use domain::values::{Artefact, Asked, Categories};
use jiff::civil::Date;
use serde_json::json;

pub(super) fn asked(verb: &AskedVerb) -> Done {
    match verb {
        AskedVerb::List(place) => list(place),
        AskedVerb::Record { customer, wants, categories: typed, asked_on, due, place } => {
            let here = Here::open(place)?;
            let asked = Asked {
                customer: customer.clone(),
                wants: artefact(wants)?,
                categories: typed.as_deref().map_or(Ok(Categories::NONE), categories)?,
                on: or_today(&here, asked_on.as_deref(), "--asked-on")?,
                due: due.as_deref().map(|text| day(text, "--due")).transpose()?,
            };
            let receipt = here.change(Command::Engagement(EngagementCommand::RecordAsked { asked }))?;
            let done = format!("Recorded as {}", receipt.object);
            here.once(&done, &[], Some(&receipt), json!({ "asked": receipt.object }))
        }
        AskedVerb::Answer { id, sent, what, sent_on, place } => {
            let here = Here::open(place)?;
            let on = or_today(&here, sent_on.as_deref(), "--sent-on")?;
            let (id, sent, what) = (id.clone(), artefact(sent)?, what.clone());
            let done = format!("Recorded what was sent for {id}");
            here.done(&done, Command::Engagement(EngagementCommand::AnswerAsked { id, sent, what, on }))
        }
        AskedVerb::Close { id, reason, place } => {
            let (id, reason) = (id.clone(), reason.clone());
            let done = format!("Closed {id}");
            Here::open(place)?.done(&done, Command::Engagement(EngagementCommand::CloseAsked { id, reason }))
        }
    }
}

fn artefact(typed: &str) -> Result<Artefact, Failure> {
    known("artefact", typed, Artefact::parse, &Artefact::ALL.map(Artefact::id))
}

fn or_today(here: &Here<'_>, typed: Option<&str>, option: &str) -> Result<Date, Failure> {
    typed.map_or_else(|| Ok(here.app.clock().today()), |text| day(text, option))
}

fn list(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&AskedOf)?;
    let version = |id: &String| answer.versions.get(id).copied().unwrap_or_default();
    let words: Vec<AskedWords> = answer.asked.iter().map(|(id, held)| AskedWords::of(id, held, version(id))).collect();
    let rows = words.iter().map(|one| {
        let sent: Vec<String> = one.answers.iter().map(|sent| format!("{} on {}", sent.sent, sent.on)).collect();
        let state = match (one.open, &one.closed) {
            (true, _) => "waits",
            (false, Some(_)) => "closed",
            (false, None) => "answered",
        };
        vec![
            one.id.clone(),
            one.customer.clone(),
            one.wants.to_owned(),
            one.categories.join(", "),
            one.on.clone(),
            one.due.clone().unwrap_or_default(),
            state.to_owned(),
            sent.join("; "),
        ]
    });
    let headers = ["Id", "Customer", "Wants", "Categories", "Asked", "Due", "Stands", "Sent"];
    let tail = answer.advice.iter().map(|advice| format!("{}: {}.", advice.about, advice.sentence)).collect();
    let advice: Vec<AdviceWords> = answer.advice.iter().map(AdviceWords::from).collect();
    let json = json!({ "asked": words, "advice": advice, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], tail }, &json)
}
