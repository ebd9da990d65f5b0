//! The readiness scorecard in the terminal: asked one by one, by options or by a file; with an organisation and without.

use super::Done;
use super::args::{PlaceArgs, ScorecardArgs};
use super::out::{Shown, mend, receipt, show, table};
use super::people::{Here, recorded};
use super::place::{answer, file, write};
use crate::words::MarkWords;
use crate::words::scorecard::{
    ScorecardAnswersAsk, ScorecardResultWords, ScorecardWords, TakenScorecardWords, part_in_words,
};
use app::ask::{ScorecardOf, ScorecardResultOf};
use app::tables::SheetOut;
use app::{Failure, Fault, library};
use domain::command::{Command, ScorecardCommand};
use domain::reports::scorecard::{MOST_VALUABLE, SCORE_IS_NOT_READINESS, ScorecardResult};
use domain::values::counted;
use domain::values::scorecard::{CardAnswer, Scorecard, ScorecardPart, TakenScorecard};
use serde_json::json;
use std::io::{BufRead, IsTerminal, Read, Write};
use std::path::Path;

/// Largest file of answers or questions, in bytes.
const MAX_BYTES: u64 = 1024 * 1024;
/// Rows of what lowers each of the three scores that the terminal lists, the most first; `--json` has all.
const SHOWN: usize = 6;

pub(crate) fn scorecard(args: &ScorecardArgs) -> Done {
    let card = match &args.card {
        Some(path) => library::read_scorecard(&bytes(path)?, &path.display().to_string())?,
        None => library::scorecard().clone(),
    };
    if args.questions {
        return questions(&args.place, &card);
    }
    let asked = args.answers_file.is_some() || !args.answers.is_empty();
    if args.keep && !asked {
        return kept(&args.place);
    }
    let taken = said(args)?.map_or_else(|| interview(&card, args), Ok)?.meant(&card)?;
    if let Some(path) = &args.out {
        let text = serde_json::to_string_pretty(&ScorecardAnswersAsk::of(&taken));
        write(path, format!("{}\n", text.map_err(|e| Fault::new(e.to_string(), "report this"))?).as_bytes())?;
    }
    if args.keep {
        let here = Here::open(&args.place)?;
        let done = here.change(take(taken))?;
        return receipt(&args.place, &format!("Kept the answers as {}", done.object), &done);
    }
    let (result, mark) = answer(&args.place, None, &ScorecardResultOf { taken: taken.clone() })?;
    let head = vec![mark.as_ref().map_or_else(|| "Without an organisation: nothing is kept.".to_owned(), recorded)];
    let json = json!({ "result": ScorecardResultWords::from(&result), "mark": MarkWords::of(mark.as_ref()) });
    show(&args.place, &told(&taken, &result, head), &json)
}

/// The answers of a file, as a command that keeps them.
///
/// # Errors
/// A refusal that names what cannot be read.
pub(super) fn from_file(path: &Path) -> Result<TakenScorecard, Failure> {
    Ok(parsed(&bytes(path)?, &path.display().to_string())?.meant(library::scorecard())?)
}

/// The command that keeps answers: `ScorecardCommand::TakeScorecard`.
pub(super) fn take(taken: TakenScorecard) -> Command {
    Command::Scorecard(ScorecardCommand::TakeScorecard { taken: Box::new(taken) })
}

fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|e| mend(format!("standard input: {e}"), "send one JSON object"))?;
        return small(bytes, "standard input");
    }
    let (bytes, name) = file(path)?;
    small(bytes, &name)
}

fn small(bytes: Vec<u8>, name: &str) -> Result<Vec<u8>, Failure> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(mend(format!("{name} is larger than {MAX_BYTES} bytes"), "send the answers alone"));
    }
    Ok(bytes)
}

fn parsed(bytes: &[u8], name: &str) -> Result<ScorecardAnswersAsk, Failure> {
    serde_json::from_slice(bytes)
        .map_err(|e| mend(format!("{name}: {e}"), "write it like {\"answers\": {\"SQ01\": \"yes\"}}"))
}

/// The answers as they were given by options or a file; `None` when there are none.
fn said(args: &ScorecardArgs) -> Result<Option<ScorecardAnswersAsk>, Failure> {
    let mut said = match &args.answers_file {
        Some(path) => parsed(&bytes(path)?, &path.display().to_string())?,
        None if args.answers.is_empty() => return Ok(None),
        None => ScorecardAnswersAsk::default(),
    };
    for one in &args.answers {
        let (question, answer) = one
            .split_once('=')
            .ok_or_else(|| mend(format!("--answer: `{one}` is no answer"), "write it like SQ08=partly"))?;
        said.answers.insert(question.trim().to_owned(), answer.trim().to_owned());
    }
    said.needed_by = args.needed_by.clone().or(said.needed_by);
    said.people = args.people.or(said.people);
    Ok(Some(said))
}

/// Asks the questions one by one.
fn interview(card: &Scorecard, args: &ScorecardArgs) -> Result<ScorecardAnswersAsk, Failure> {
    let input = std::io::stdin();
    if !input.is_terminal() {
        let hint = "give answers with --answer SQ01=yes or --answers-file FILE; --questions lists the questions";
        return Err(mend("there is nobody to ask", hint));
    }
    let mut said = ScorecardAnswersAsk { needed_by: args.needed_by.clone(), people: args.people, ..Default::default() };
    let mut lines = input.lock().lines();
    let say = |text: String| {
        // A question that cannot be shown will not be answered either.
        let _ = write!(std::io::stderr(), "{text}");
    };
    say(format!(
        "{}, {} questions, about {} minutes. y yes, p partly, n no, ? do not know\n",
        card.title,
        card.questions.len(),
        card.minutes
    ));
    for (number, question) in card.questions.iter().enumerate() {
        say(format!("\n{}/{} {}\n    {}\n> ", number + 1, card.questions.len(), question.text, question.help));
        loop {
            let Some(line) = lines.next().transpose().map_err(|e| mend(format!("the terminal: {e}"), "try again"))?
            else {
                return Ok(said);
            };
            let answer = match line.trim().to_lowercase().as_str() {
                "y" => Some(CardAnswer::Yes),
                "p" => Some(CardAnswer::Partly),
                "n" => Some(CardAnswer::No),
                "?" => Some(CardAnswer::DoNotKnow),
                other => CardAnswer::parse(other),
            };
            if let Some(answer) = answer {
                said.answers.insert(question.id.clone(), answer.id().to_owned());
                break;
            }
            say("y, p, n or ?\n> ".to_owned());
        }
    }
    Ok(said)
}

fn questions(place: &PlaceArgs, card: &Scorecard) -> Done {
    let rows = card.questions.iter().map(|question| {
        let bears = [&question.criteria, &question.clauses, &question.annex_a].map(|ids| ids.join(", "));
        let [criteria, clauses, annex_a] = bears;
        vec![question.id.clone(), question.text.clone(), question.weight.to_string(), criteria, clauses, annex_a]
    });
    let headers = ["Id", "Question", "Weight", "SOC 2 criteria", "Clauses", "Annex A"];
    let head = vec![format!("{}, version {}: {} minutes", card.title, card.version, card.minutes)];
    let tail = vec![card.source.clone()];
    show(place, &Shown { head, tables: vec![table("", &headers, rows)], tail }, &ScorecardWords::from(card))
}

fn kept(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (detail, mark) = here.ask(&ScorecardOf(None))?;
    let Some(detail) = detail else {
        let tail = vec!["Answer it: `tickmark scorecard --keep --answers-file FILE`".to_owned()];
        let head = vec![recorded(&mark), "No scorecard was taken yet.".to_owned()];
        return show(place, &Shown { head, tail, ..Shown::default() }, &json!({ "scorecard": null }));
    };
    let words = TakenScorecardWords::of(&here.names(), &detail.id, &detail.held);
    let head = vec![recorded(&mark), format!("{} of {}, by {}", words.id, words.at, words.by.name)];
    let json = json!({
        "scorecard": words,
        "result": ScorecardResultWords::from(&detail.result),
        "mark": MarkWords::of(Some(&mark)),
    });
    show(place, &told(&detail.held.taken, &detail.result, head), &json)
}

/// Half points reached by area, as many as the questions of the area can reach; the columns are never added.
fn areas(result: &ScorecardResult) -> SheetOut {
    let rows = result.score.areas.iter().map(|area| {
        let of = |part| area.parts.iter().find(|one| one.part == part);
        let cell = |part| of(part).map_or_else(String::new, |one| format!("{} of {}", one.halves, one.of));
        std::iter::once(area.title.clone()).chain(ScorecardPart::ALL.map(cell)).collect()
    });
    let headers = ["Area", "SOC 2", "Clauses", "Annex A"];
    table("By area: half points reached, of those that can be reached", &headers, rows)
}

fn told(taken: &TakenScorecard, result: &ScorecardResult, mut head: Vec<String>) -> Shown {
    let score = &result.score;
    head.push(format!(
        "{} of {} questions answered, {} of them with \"do not know\"",
        score.answered, score.of, score.unknown
    ));
    head.extend(score.parts.iter().map(part_in_words));
    let touched = result.touched.iter().map(|one| format!("{} of {} {}", one.touched, one.of, one.part.title()));
    head.push(format!("The questions touch {}.", touched.collect::<Vec<_>>().join(", ")));
    let steps = result.steps.iter().take(MOST_VALUABLE).map(|step| {
        let days = format!("{} to {}", step.days[0], step.days[1]);
        let late = if step.in_time == Some(false) { ", too late" } else { "" };
        let opens = format!(
            "{}, {}, {}",
            counted(step.criteria.len(), "criterion", "criteria"),
            counted(step.clauses.len(), "clause", "clauses"),
            counted(step.annex_a.len(), "control", "controls")
        );
        vec![step.question.clone(), step.step.clone(), opens, days, format!("{}{late}", step.shown_by)]
    });
    let most = |part| result.lowers.iter().filter(move |line| line.part == part).take(SHOWN);
    let lowered = ScorecardPart::ALL.into_iter().flat_map(most).map(|line| {
        vec![
            line.part.title().to_owned(),
            line.item.clone(),
            format!("{} of {}", line.lost, line.of),
            line.questions.join(", "),
        ]
    });
    let phases = result.roadmap.iter().map(|phase| {
        let span = |days: [jiff::civil::Date; 2]| format!("{} to {}", days[0], days[1]);
        vec![
            phase.title.clone(),
            phase.steps.join(", "),
            format!("{} to {}", phase.days[0], phase.days[1]),
            span(phase.from),
            span(phase.until),
        ]
    });
    let mut tables = vec![
        table("The most valuable steps", &["Answers", "Step", "Opens", "Person-days", "Can be shown"], steps),
        areas(result),
        table("What lowers the score most", &["Part", "Item", "Half points lost", "Questions"], lowered),
        table("Roadmap", &["Phase", "Answers", "Person-days", "Begins", "Ends"], phases),
    ];
    let contradicted = result.contradictions.iter().map(|one| vec![one.question.clone(), one.sentence.clone()]);
    tables.push(table("What the registers say otherwise", &["Question", "Said and recorded"], contradicted));
    tables.retain(|table| !table.rows.is_empty());
    let source = taken.card.efforts.first().map(|effort| effort.source.clone()).unwrap_or_default();
    Shown { head, tables, tail: vec![SCORE_IS_NOT_READINESS.to_owned(), format!("Person-days: {source}")] }
}
