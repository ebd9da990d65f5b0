//! Our bridge letters in the terminal.

use super::{or_today, typed, unknown};
use crate::cli::Done;
use crate::cli::args::{BridgeLetterArgs, BridgeLetterVerb, PlaceArgs, TextArgs};
use crate::cli::out::{Shown, print, show, table};
use crate::cli::people::{Here, recorded};
use crate::cli::place::day;
use crate::words::MarkWords;
use crate::words::description::LetterWords;
use app::ask::{At, BridgeLetters, ProposedLetter};
use domain::command::{Command, DescriptionCommand};
use domain::values::description::OwnLetter;
use serde_json::json;

pub(crate) fn bridge_letter(args: &BridgeLetterArgs) -> Done {
    match &args.verb {
        BridgeLetterVerb::List(place) => list(place),
        BridgeLetterVerb::Show { id, place } => {
            let (answer, _) = Here::read(place)?.ask(&BridgeLetters)?;
            let all = || answer.letters.iter().map(|line| line.id.as_str());
            let found = answer.letters.iter().find(|line| line.id == *id);
            print(found.ok_or_else(|| unknown("bridge letter", id, all()))?.held.letter.text.as_bytes())
        }
        BridgeLetterVerb::Write { engagement, until, changes, again, text, place } => {
            write(engagement, until, changes, again.as_ref(), text, place)
        }
        BridgeLetterVerb::Sign { id, sha256, dated, place } => {
            let here = Here::open(place)?;
            let on = or_today(&here, dated.as_deref(), "--dated")?;
            let (words, id, sha256) = (format!("Signed {id}"), id.clone(), sha256.clone());
            here.done(&words, Command::Description(DescriptionCommand::SignBridgeLetter { id, sha256, on }))
        }
        BridgeLetterVerb::Send { id, to, sent_on, place } => {
            let here = Here::open(place)?;
            let on = or_today(&here, sent_on.as_deref(), "--sent-on")?;
            let (words, id, to) = (format!("Recorded that {id} was sent to {to}"), id.clone(), to.clone());
            here.done(&words, Command::Description(DescriptionCommand::SendBridgeLetter { id, to, on }))
        }
    }
}

fn write(
    engagement: &str,
    until: &str,
    changes: &str,
    again: Option<&String>,
    text: &TextArgs,
    place: &PlaceArgs,
) -> Done {
    let here = Here::open(place)?;
    let (engagement, until, changes) = (engagement.to_owned(), day(until, "--until")?, changes.to_owned());
    let question = ProposedLetter { engagement: engagement.clone(), until, changes: changes.clone() };
    let proposed = here.app.ask(&here.org, &here.who, At::default(), &question)?.value;
    let letter = OwnLetter { engagement, until, changes, text: typed(text, || proposed)? };
    let command = DescriptionCommand::WriteBridgeLetter { id: again.cloned(), letter };
    let receipt = here.change(Command::Description(command))?;
    let id = receipt.object.clone();
    let advice: Vec<String> = here
        .app
        .ask(&here.org, &here.who, At::default(), &BridgeLetters)?
        .value
        .letters
        .into_iter()
        .filter(|line| line.id == id)
        .flat_map(|line| line.advice)
        .collect();
    let json = json!({ "bridge_letter": id, "advice": advice });
    here.once(&format!("Wrote {id}"), &advice, Some(&receipt), json)
}

fn list(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&BridgeLetters)?;
    let words: Vec<LetterWords> = answer.letters.iter().map(LetterWords::from).collect();
    let rows = words.iter().map(|one| {
        let sent: Vec<String> = one.sent.iter().map(|sent| format!("{} on {}", sent.to, sent.on)).collect();
        let signed = one.signed.as_ref().map_or(String::new(), |signed| signed.on.clone());
        vec![
            one.id.clone(),
            one.engagement.clone(),
            one.until.clone(),
            one.state.to_owned(),
            signed,
            sent.join("; "),
            one.advice.join("; "),
            one.sha256.clone(),
        ]
    });
    let headers = ["Id", "After", "Until", "Stands", "Signed", "Sent", "Worth hearing", "SHA-256"];
    let json = json!({ "bridge_letters": words, "mark": MarkWords::of(Some(&mark)) });
    let tables = vec![table("", &headers, rows)];
    show(place, &Shown { head: vec![recorded(&mark)], tables, ..Shown::default() }, &json)
}
