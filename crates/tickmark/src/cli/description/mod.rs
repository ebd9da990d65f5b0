//! Commands on the description of the system, and on what we expect of customers.

mod letter;
mod statement;

pub(crate) use letter::bridge_letter;
pub(crate) use statement::statement;

use super::Done;
use super::args::{DescriptionArgs, DescriptionVerb, PlaceArgs, TextArgs};
use super::out::{Shown, mend, print, show, table};
use super::people::{Here, recorded};
use super::place::{day, file};
use crate::words::MarkWords;
use crate::words::description::{DescriptionCheckWords, DescriptionWords, OwnCuecWords};
use app::Failure;
use app::ask::{At, DescriptionAnswer, DescriptionOf, OwnCuecs};
use domain::command::{Command, DescriptionCommand};
use domain::refusal::Refusal;
use domain::reports::description::description_text;
use domain::values::description::{Content, OwnCuec, Section, Sections};
use domain::values::nearest::nearest;
use jiff::civil::Date;
use serde_json::json;

/// Longest file that is read as a text, in bytes.
const MAX_TEXT: usize = 1_000_000;

pub(crate) fn description(args: &DescriptionArgs) -> Done {
    match &args.verb {
        DescriptionVerb::Show { engagement, text, place } => show_one(engagement, *text, place),
        DescriptionVerb::Propose { engagement, place } => propose(engagement, place),
        DescriptionVerb::Write { engagement, section, text, place } => {
            let here = Here::open(place)?;
            let (section, one) = (known_section(section)?, asked(&here, engagement)?);
            let proposed = || one.proposals.get(&section).cloned().unwrap_or_default();
            let content = Content::Text(typed(text, proposed)?);
            write(&here, engagement, &one, section, content)
        }
        DescriptionVerb::NotRelevant { engagement, section, reason, place } => {
            let here = Here::open(place)?;
            let (section, one) = (known_section(section)?, asked(&here, engagement)?);
            write(&here, engagement, &one, section, Content::NotRelevant { reason: reason.clone() })
        }
        DescriptionVerb::Submit { engagement, place } => {
            let command = DescriptionCommand::SubmitDescription { engagement: engagement.clone() };
            done(place, &format!("Handed the description of {engagement} to review"), command)
        }
        DescriptionVerb::Approve { engagement, sha256, place } => {
            let (engagement, sha256) = (engagement.clone(), sha256.clone());
            let words = format!("Approved the description of {engagement}");
            done(place, &words, DescriptionCommand::ApproveDescription { engagement, sha256 })
        }
        DescriptionVerb::Comment { engagement, text, place } => {
            let (engagement, text) = (engagement.clone(), text.clone());
            let words = format!("Commented on the description of {engagement}");
            done(place, &words, DescriptionCommand::CommentDescription { engagement, text })
        }
        DescriptionVerb::Finalise { engagement, sha256, place } => {
            let (engagement, sha256) = (engagement.clone(), sha256.clone());
            let words = format!("Made the description of {engagement} final");
            done(place, &words, DescriptionCommand::FinaliseDescription { engagement, sha256 })
        }
        DescriptionVerb::Cuecs(place) => cuecs(place),
        DescriptionVerb::Expect { text, criteria, again, place } => {
            let cuec = OwnCuec { text: text.clone(), criteria: criteria.iter().cloned().collect() };
            let here = Here::open(place)?;
            let command = DescriptionCommand::RecordOwnCuec { id: again.clone(), cuec };
            let receipt = here.change(Command::Description(command))?;
            let words = format!("Recorded {}", receipt.object);
            here.once(&words, &[], Some(&receipt), json!({ "own_cuec": receipt.object }))
        }
        DescriptionVerb::Unexpect { id, reason, place } => {
            let (id, reason) = (id.clone(), reason.clone());
            done(place, &format!("Withdrew {id}"), DescriptionCommand::WithdrawOwnCuec { id, reason })
        }
    }
}

fn done(place: &PlaceArgs, words: &str, command: DescriptionCommand) -> Done {
    Here::open(place)?.done(words, Command::Description(command))
}

fn asked(here: &Here<'_>, engagement: &str) -> Result<DescriptionAnswer, Failure> {
    let question = DescriptionOf { engagement: engagement.to_owned() };
    Ok(here.app.ask(&here.org, &here.who, At::default(), &question)?.value)
}

fn known_section(typed: &str) -> Result<Section, Failure> {
    super::out::known("section", typed, Section::parse, &Section::ALL.map(Section::id))
}

/// The text that was typed, that stands in a file, or that is proposed.
fn typed(text: &TextArgs, proposed: impl FnOnce() -> String) -> Result<String, Failure> {
    if let Some(path) = &text.file {
        let (bytes, name) = file(path)?;
        if bytes.len() > MAX_TEXT {
            return Err(mend(format!("{name} is longer than {MAX_TEXT} bytes"), "hand in the text alone"));
        }
        return String::from_utf8(bytes).map_err(|_| mend(format!("{name} is no text in UTF-8"), "save it as UTF-8"));
    }
    Ok(text.text.clone().unwrap_or_else(proposed))
}

fn or_today(here: &Here<'_>, typed: Option<&str>, option: &str) -> Result<Date, Failure> {
    typed.map_or_else(|| Ok(here.app.clock().today()), |text| day(text, option))
}

fn write(here: &Here<'_>, engagement: &str, one: &DescriptionAnswer, section: Section, content: Content) -> Done {
    let newest = one.held.as_ref().and_then(|held| held.newest());
    let mut sections: Sections = newest.map(|version| version.sections.clone()).unwrap_or_default();
    sections.insert(section, content);
    let command = DescriptionCommand::WriteDescription { engagement: engagement.to_owned(), sections };
    here.done(&format!("Wrote {} of {engagement}", section.title()), Command::Description(command))
}

fn check_rows(checks: &[DescriptionCheckWords]) -> Vec<Vec<String>> {
    checks.iter().map(|c| vec![c.standing.to_owned(), c.title.to_owned(), c.reasons.join("; ")]).collect()
}

fn show_one(engagement: &str, text: bool, place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (one, mark) = here.ask(&DescriptionOf { engagement: engagement.to_owned() })?;
    let newest = one.held.as_ref().and_then(|held| held.newest());
    if text {
        let sections = newest.map(|version| version.sections.clone()).unwrap_or_default();
        return print(description_text(&one.engagement.engagement.title, &one.engagement, &sections).as_bytes());
    }
    let words = DescriptionWords::of(engagement, &one);
    let stands = one.held.as_ref().map_or("Nothing is written yet", |held| held.state.title());
    let mut head = vec![recorded(&mark), format!("{engagement} {}: {stands}", words.title)];
    head.extend(words.sha256.as_ref().map(|sha256| format!("Version {}, SHA-256 {sha256}", words.versions)));
    let sections = Section::ALL.into_iter().map(|section| {
        let held = newest.and_then(|version| version.sections.get(&section));
        let said = match held {
            None => format!("not written: {}", section.asks()),
            Some(Content::Text(text)) => text.lines().next().unwrap_or_default().to_owned(),
            Some(Content::NotRelevant { reason }) => format!("not relevant: {reason}"),
        };
        vec![section.id().to_owned(), section.title().to_owned(), said]
    });
    let tables = vec![
        table("Sections", &["Id", "Section", "Says"], sections),
        table("Checks", &["Stands", "What has to be so", "Why"], check_rows(&words.checks)),
    ];
    let json = json!({ "description": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables, ..Shown::default() }, &json)
}

fn propose(engagement: &str, place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (one, mark) = here.ask(&DescriptionOf { engagement: engagement.to_owned() })?;
    let rows = one.proposals.iter().map(|(section, text)| vec![section.title().to_owned(), text.clone()]);
    let words = DescriptionWords::of(engagement, &one);
    let tail = vec![
        "Nothing of this is saved. Take a section: `tickmark description write ENGAGEMENT SECTION --proposed`".into(),
    ];
    let json = json!({ "proposals": words.proposals, "mark": MarkWords::of(Some(&mark)) });
    let tables = vec![table("What the data propose", &["Section", "Text"], rows)];
    show(place, &Shown { head: vec![recorded(&mark)], tables, tail }, &json)
}

fn cuecs(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (all, mark) = here.ask(&OwnCuecs)?;
    let words: Vec<OwnCuecWords> = all.iter().map(|(id, held, version)| OwnCuecWords::of(id, held, *version)).collect();
    let rows = words.iter().map(|one| {
        let stands = one.withdrawn.as_ref().map_or("expected".to_owned(), |why| format!("withdrawn: {why}"));
        vec![one.id.clone(), one.text.clone(), one.criteria.join(", "), stands]
    });
    let tables = vec![table("What we expect of customers", &["Id", "Control", "Criteria", "Stands"], rows)];
    let json = json!({ "own_cuecs": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables, ..Shown::default() }, &json)
}

/// The refusal of an id that is not there.
fn unknown<'a>(what: &'static str, id: &str, all: impl IntoIterator<Item = &'a str>) -> Failure {
    Refusal::Unknown { what, id: id.to_owned(), nearest: nearest(id, all).map(str::to_owned) }.into()
}
