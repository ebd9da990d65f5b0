//! Commands on security questionnaires: import, suggest, answer, export into the same spreadsheet.

use super::Done;
use super::args::{ImportQuestionnaireArgs, PlaceArgs, QuestionnaireArgs, QuestionnaireVerb};
use super::out::{Shown, mend, receipt, show, table};
use super::people::{Here, recorded};
use super::place::{day, file, write};
use crate::words::MarkWords;
use crate::words::questionnaire::{FormLookWords, QuestionWords, QuestionnaireWords, RowSuggestionsWords};
use app::Failure;
use app::ask::{At, QuestionnaireOf, QuestionnairesOf, SuggestionsFor};
use app::exchange::{FormOptions, QuestionnaireSaid, read_questionnaire};
use domain::command::{Command, QuestionnaireCommand};
use domain::refusal::Refusal;
use domain::reports::questionnaire::{QuestionState, Suggestion};
use domain::values::counted;
use domain::values::nearest::nearest;
use domain::values::questionnaire::{GivenAnswer, SourceRef};
use serde_json::json;

pub(crate) fn questionnaire(args: &QuestionnaireArgs) -> Done {
    match &args.verb {
        QuestionnaireVerb::Import(args) => import(args),
        QuestionnaireVerb::List(place) => list(place),
        QuestionnaireVerb::Show { id, state, place } => show_one(id, state.as_deref(), place),
        QuestionnaireVerb::Suggest { id, rows, place } => suggest(id, rows, place),
        QuestionnaireVerb::Answer { id, row, text, suggestion, sources, owner, place } => {
            let here = Here::open(place)?;
            let (answer, sources) = match (text, suggestion) {
                (Some(text), _) => (text.clone(), cited(sources)?),
                (None, number) => accepted(&here, id, *row, number.unwrap_or(1))?,
            };
            let owner = owner.as_deref().map(|typed| here.person(typed)).transpose()?;
            let answers = vec![GivenAnswer { row: *row, answer, sources, owner }];
            let command = QuestionnaireCommand::AnswerQuestions { id: id.clone(), answers };
            here.done(&format!("Answered row {row} of {id}"), Command::Questionnaire(command))
        }
        QuestionnaireVerb::Export { id, out, place } => {
            let here = Here::read(place)?;
            let filled = here.app.filled_questionnaire(&here.org, &here.who, id)?;
            write(out, &filled.bytes)?;
            let head = vec![
                format!(
                    "Wrote {}: {} as it came, with {}",
                    out.display(),
                    filled.name,
                    counted(filled.answers, "answer", "answers")
                ),
                format!("{} without an answer from here", counted(filled.open, "question is", "questions are")),
            ];
            let tail = vec![format!("Record that it went back: `tickmark questionnaire sent {id}`")];
            let json = json!({ "file": out, "answers": filled.answers, "open": filled.open });
            show(place, &Shown { head, tail, ..Shown::default() }, &json)
        }
        QuestionnaireVerb::Sent { id, day: on, place } => {
            let here = Here::open(place)?;
            let on = on.as_deref().map_or_else(|| Ok(here.app.clock().today()), |text| day(text, "--day"))?;
            let command = QuestionnaireCommand::SendQuestionnaire { id: id.clone(), on };
            here.done(&format!("{id} went back on {on}"), Command::Questionnaire(command))
        }
    }
}

/// Sources as they are typed.
pub(super) fn cited(typed: &[String]) -> Result<Vec<SourceRef>, Failure> {
    let one = |text: &String| {
        let hint = "write it like control:AC-1; kinds are control, policy, statement, evidence, report, certificate";
        SourceRef::parse(text).ok_or_else(|| mend(format!("--source: `{text}` is no source"), hint))
    };
    typed.iter().map(one).collect()
}

/// The text and sources of a suggestion.
fn accepted(here: &Here<'_>, id: &str, row: u32, number: usize) -> Result<(String, Vec<SourceRef>), Failure> {
    let question = SuggestionsFor { id: id.to_owned(), rows: vec![row], open: false };
    let (mut found, _) = here.ask(&question)?;
    let all = found.rows.pop().map(|(_, all)| all).unwrap_or_default();
    let count = all.len();
    let one = all.into_iter().nth(number.wrapping_sub(1)).ok_or_else(|| {
        let sentence = format!("row {row} has no suggestion {number}; it has {count}");
        mend(sentence, format!("see them with `tickmark questionnaire suggest {id} --row {row}`, or write the answer"))
    })?;
    if one.stale {
        let hint = "confirm it first, or write the answer in your own words";
        return Err(mend(format!("suggestion {number} of row {row} is to be confirmed: its source has changed"), hint));
    }
    Ok((one.text, one.sources))
}

/// Taking in ends in `QuestionnaireCommand::ImportQuestionnaire`, by way of the app, which keeps the file.
fn import(args: &ImportQuestionnaireArgs) -> Done {
    let place = &args.place;
    let (bytes, name) = file(&args.file)?;
    let typed = |text: &Option<String>, option| text.as_deref().map(|text| day(text, option)).transpose();
    let said = QuestionnaireSaid {
        title: args.title.clone(),
        customer: args.customer.clone(),
        received: typed(&args.received, "--received")?,
        due: typed(&args.due, "--due")?,
    };
    let options = FormOptions {
        sheet: args.sheet.clone(),
        header_row: args.header_row,
        question: args.question.clone(),
        answer: args.answer.clone(),
    };
    let form = read_questionnaire(&bytes, &name, &options)?;
    let words = FormLookWords::from(&form);
    let mut head = vec![format!(
        "{name}, sheet {}: {}, in column {}; answers in column {}",
        words.sheet,
        counted(words.questions, "question", "questions"),
        words.question_column,
        words.answer_column
    )];
    if args.preview {
        head.push("Nothing is kept yet.".to_owned());
        let rows = form
            .lines
            .iter()
            .map(|line| vec![line.row.to_string(), line.section.clone(), line.question.clone(), line.given.clone()]);
        let tables = vec![table("", &["Row", "Section", "Question", "Given"], rows)];
        let tail = words.problems.iter().chain(&words.notes).cloned().collect();
        return show(place, &Shown { head, tables, tail }, &words);
    }
    let here = Here::open(place)?;
    let request = place.request_id.as_deref();
    let done = here.app.import_questionnaire(&here.org, &here.who, request, said, (form, &name, &bytes))?;
    receipt(place, &format!("Took in {}: {}", done.object, head[0]), &done)
}

fn list(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (lines, mark) = here.ask(&QuestionnairesOf)?;
    let words: Vec<QuestionnaireWords> =
        lines.iter().map(|line| QuestionnaireWords::listed(&here.names(), line)).collect();
    let rows = words.iter().map(|one| {
        let told = &one.figures;
        let stands = format!("{} of {} answered", told.answered, told.questions);
        let when = one.sent.as_ref().map_or_else(|| one.due.clone().unwrap_or_default(), |day| format!("sent {day}"));
        vec![one.id.clone(), one.customer.clone(), one.title.clone(), stands, told.to_confirm.to_string(), when]
    });
    let headers = ["Id", "Customer", "Title", "Stands", "To confirm", "Due"];
    let mut tail = Vec::new();
    if words.is_empty() {
        tail.push("Take one in: `tickmark questionnaire import FILE --customer NAME`".to_owned());
    }
    let json = json!({ "questionnaires": words, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], tail }, &json)
}

fn show_one(id: &str, state: Option<&str>, place: &PlaceArgs) -> Done {
    let state = state.map(|typed| {
        QuestionState::parse(typed).ok_or_else(|| {
            let near = nearest(typed, QuestionState::ALL.map(QuestionState::id)).map(str::to_owned);
            Refusal::Unknown { what: "state of a question", id: typed.to_owned(), nearest: near }
        })
    });
    let state = state.transpose()?;
    let here = Here::read(place)?;
    let (detail, mark) = here.ask(&QuestionnaireOf(id.to_owned()))?;
    let words = QuestionnaireWords::of(&here.names(), &detail.id, &detail.held, &detail.figures);
    let mut questions = QuestionWords::all(&detail);
    questions.retain(|one| state.is_none_or(|state| one.state == state.id()));
    let rows = questions.iter().map(|one| {
        let answer = one.answer.clone().unwrap_or_else(|| one.given.clone());
        vec![one.row.to_string(), one.question.clone(), one.state.to_owned(), answer, one.stale.join("; ")]
    });
    let told = &words.figures;
    let head = vec![
        recorded(&mark),
        format!("{}: {} of {}, {}", words.id, words.title, words.customer, words.file),
        format!(
            "{} of {} answered, {} to confirm, {} came with an answer, {} open",
            told.answered, told.questions, told.to_confirm, told.given, told.open
        ),
    ];
    let tail =
        detail.stays.iter().map(|refusal| format!("It may not leave yet: {refusal} ({})", refusal.hint())).collect();
    let tables = vec![table("", &["Row", "Question", "State", "Answer", "To confirm because"], rows)];
    let json = json!({ "questionnaire": words, "questions": questions, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables, tail }, &json)
}

/// The rows of suggestions in a table.
pub(super) fn suggested(number: usize, one: &Suggestion) -> Vec<String> {
    let sources: Vec<String> = one.sources.iter().map(ToString::to_string).collect();
    let why = match one.same {
        true => "the same question".to_owned(),
        false => format!("{} % of its words: {}", one.strength, one.shared.join(", ")),
    };
    let confirm = if one.stale { ", to be confirmed" } else { "" };
    vec![number.to_string(), one.text.clone(), sources.join(", "), format!("{why}{confirm}")]
}

fn suggest(id: &str, rows: &[u32], place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let question = SuggestionsFor { id: id.to_owned(), rows: rows.to_vec(), open: rows.is_empty() };
    let (found, mark) = here.ask(&question)?;
    let asked = here.app.ask(&here.org, &here.who, At::default(), &QuestionnaireOf(id.to_owned()))?.value;
    let with: Vec<_> = found.rows.iter().filter(|(_, all)| !all.is_empty()).collect();
    let lines = with.iter().flat_map(|(row, all)| {
        let text = asked.held.questionnaire.question(*row).map(|question| question.text.clone()).unwrap_or_default();
        all.iter().enumerate().map(move |(at, one)| {
            let mut line = vec![row.to_string(), if at == 0 { text.clone() } else { String::new() }];
            line.extend(suggested(at + 1, one));
            line
        })
    });
    let head = vec![
        recorded(&mark),
        format!(
            "{} of {} have a suggestion, out of {} that the programme can say",
            with.len(),
            counted(found.rows.len(), "question", "questions"),
            counted(found.said, "thing", "things")
        ),
    ];
    let tail = vec![format!("Accept one that you have read: `tickmark questionnaire answer {id} ROW --suggestion N`")];
    let words: Vec<RowSuggestionsWords> = found.rows.iter().map(RowSuggestionsWords::of).collect();
    let tables = vec![table("", &["Row", "Question", "No.", "Suggested", "Rests on", "Why"], lines)];
    show(place, &Shown { head, tables, tail }, &json!({ "rows": words, "mark": MarkWords::of(Some(&mark)) }))
}
