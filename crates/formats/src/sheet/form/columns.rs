//! Which row holds the headings of a form, and which columns hold questions and answers.

use super::FormOptions;
use crate::sheet::{TableRow, column_letters, column_number, limits};

/// What the column of the questions is called.
const QUESTION: &[&str] = &[
    "question",
    "questions",
    "question text",
    "question description",
    "control question",
    "security question",
    "assessment question",
    "query",
    "requirement",
    "requirements",
    "control",
    "control description",
    "inquiry",
    "frage",
    "fragen",
];
/// What the column of the answers is called.
const ANSWER: &[&str] = &[
    "answer",
    "answers",
    "response",
    "responses",
    "your answer",
    "your response",
    "vendor answer",
    "vendor response",
    "supplier answer",
    "supplier response",
    "company response",
    "provider response",
    "reply",
    "antwort",
    "antworten",
];
/// Second best for answers.
const REMARK: &[&str] =
    &["comment", "comments", "remarks", "notes", "explanation", "details", "description of response"];
/// Words by which a heading with `question` or `answer` in it is another column.
const OTHER: &[&str] =
    &["id", "no", "nr", "number", "#", "type", "category", "options", "required", "weight", "score", "code", "ref"];

/// The columns of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// Index of the row with the headings among the rows; `None` where there is none.
    pub(super) header: Option<usize>,
    pub(super) question: usize,
    pub(super) answer: usize,
}

fn plain(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_alphanumeric() && c != '#').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// How well a heading names the questions: 2 by its name, 1 by a word in it.
fn asks(heading: &str) -> u8 {
    named(heading, QUESTION, &["question", "questions", "frage"])
}

fn answers(heading: &str) -> u8 {
    match named(heading, ANSWER, &["answer", "response", "antwort"]) {
        0 if REMARK.contains(&plain(heading).as_str()) => 1,
        0 => 0,
        well => well + 1,
    }
}

fn named(heading: &str, names: &[&str], within: &[&str]) -> u8 {
    let plain = plain(heading);
    if names.contains(&plain.as_str()) {
        return 2;
    }
    let words: Vec<&str> = plain.split(' ').collect();
    let other = words.iter().any(|word| OTHER.contains(word));
    u8::from(!other && words.len() <= 8 && words.iter().any(|word| within.contains(word)))
}

/// The best column of a row by a measure; of equals the first.
fn best(row: &TableRow, measure: impl Fn(&str) -> u8) -> Option<usize> {
    let marked = row.cells.iter().enumerate().map(|(at, cell)| (measure(cell), at)).filter(|(well, _)| *well > 0);
    marked.max_by_key(|(well, at)| (*well, std::cmp::Reverse(*at))).map(|(_, at)| at)
}

/// The headings and columns of a sheet.
///
/// # Errors
/// What is not found, with what would be right.
pub(super) fn find(rows: &[TableRow], options: &FormOptions) -> Result<Columns, (String, String)> {
    let searched = &rows[..rows.len().min(limits::HEADER_SEARCH_ROWS)];
    let header = match options.header_row {
        Some(0) => None,
        Some(number) => {
            let at = rows.iter().position(|row| row.number == number);
            Some(at.ok_or_else(|| (format!("row {number} is empty"), "name the row with the headings".to_owned()))?)
        }
        None => {
            let both = |row: &TableRow| {
                let question = best(row, asks);
                question.is_some() && best(row, answers).is_some_and(|answer| Some(answer) != question)
            };
            let either = |row: &TableRow| best(row, asks).is_some() || best(row, answers).is_some();
            let named = |row: &TableRow| {
                let there = |wanted: &Option<String>| wanted.as_ref().is_none_or(|name| heading(row, name).is_some());
                there(&options.question)
                    && there(&options.answer)
                    && (options.question.is_some() || options.answer.is_some())
            };
            let by = |like: &dyn Fn(&TableRow) -> bool| searched.iter().position(like);
            // A word such as `response` stands in questions too: a heading that only holds one counts where headings are likely.
            let clear = |row: &TableRow| row.cells.iter().any(|cell| asks(cell) == 2 || answers(cell) == 3);
            let likely = *options != FormOptions::default() || bare(rows).is_none();
            by(&named).or_else(|| by(&both)).or_else(|| by(&clear)).or_else(|| by(&either).filter(|_| likely))
        }
    };
    if header.is_none()
        && *options == FormOptions::default()
        && let Some(found) = bare(rows)
    {
        return Ok(found);
    }
    let headings = header.map(|at| &rows[at]);
    let question = column(headings, options.question.as_deref(), asks, None);
    let question = question.map_err(|what| missing("questions", "--question", &what, headings))?;
    let answer = column(headings, options.answer.as_deref(), answers, Some(question));
    let answer = answer.or_else(|what| beside(rows, header, options, question).ok_or(what));
    let answer = answer.map_err(|what| missing("answers", "--answer", &what, headings))?;
    if question == answer {
        let sentence = format!("column {} cannot hold both questions and answers", column_letters(question));
        return Err((sentence, "name two columns".to_owned()));
    }
    if question.max(answer) >= limits::MAX_COLUMNS {
        return Err((
            format!("only {} columns are read", limits::MAX_COLUMNS),
            "move the columns to the left".to_owned(),
        ));
    }
    Ok(Columns { header, question, answer })
}

/// Columns of a sheet that says of none what it is: a column of questions, and beside it one of answers or nothing. Any other
/// sheet has to be told.
fn bare(rows: &[TableRow]) -> Option<Columns> {
    let used = used(rows);
    let asked = |at: usize| rows.iter().filter(|row| row.cell(at).trim_end().ends_with('?')).count();
    let said = |at: usize| rows.iter().filter(|row| !row.cell(at).is_empty()).count();
    let (question, answer) = match used.as_slice() {
        [only] => (*only, only + 1),
        [first, second] => (*first, *second),
        _ => return None,
    };
    (asked(question) * 2 > said(question)).then_some(Columns { header: None, question, answer })
}

/// The column of the answers where only the questions have a heading, or it is said that there are none, and nothing else is in
/// the sheet: the next one.
fn beside(rows: &[TableRow], header: Option<usize>, options: &FormOptions, question: usize) -> Option<usize> {
    let (below, only) = match header {
        Some(at) => (&rows[at + 1..], used(&rows[at..=at]) == [question]),
        None => (rows, options.header_row == Some(0)),
    };
    let alone = options.answer.is_none() && only;
    (alone && used(below).iter().all(|at| [question, question + 1].contains(at))).then_some(question + 1)
}

/// Columns in which anything stands.
fn used(rows: &[TableRow]) -> Vec<usize> {
    let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    (0..widest).filter(|at| rows.iter().any(|row| !row.cell(*at).is_empty())).collect()
}

/// The column with a heading, in any case.
fn heading(row: &TableRow, name: &str) -> Option<usize> {
    row.cells.iter().position(|cell| !cell.is_empty() && plain(cell) == plain(name))
}

/// A column by the heading or the letters that were given, else by what it is usually called.
fn column(
    headings: Option<&TableRow>,
    given: Option<&str>,
    measure: impl Fn(&str) -> u8,
    taken: Option<usize>,
) -> Result<usize, String> {
    if let Some(given) = given {
        let by_name = headings.and_then(|row| heading(row, given));
        return by_name
            .or_else(|| column_number(given.trim()))
            .ok_or_else(|| format!("`{given}` is no heading and no column"));
    }
    let free = |at: usize| taken != Some(at);
    let row = headings.ok_or_else(|| "no row of headings was recognised".to_owned())?;
    let found = row.cells.iter().enumerate().map(|(at, cell)| (if free(at) { measure(cell) } else { 0 }, at));
    let found = found.filter(|(well, _)| *well > 0).max_by_key(|(well, at)| (*well, std::cmp::Reverse(*at)));
    found.map(|(_, at)| at).ok_or_else(|| "no heading names it".to_owned())
}

fn missing(what: &str, option: &str, why: &str, headings: Option<&TableRow>) -> (String, String) {
    let listed = headings.map(|row| {
        let cells = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
        let cells = cells.map(|(at, cell)| format!("{}: {}", column_letters(at), cell.replace('\n', " ")));
        cells.take(limits::MAX_LISTED).collect::<Vec<_>>().join(", ")
    });
    let listed =
        listed.map_or_else(|| "name the row of the headings too".to_owned(), |all| format!("the headings are {all}"));
    (
        format!("the column of the {what} is not found: {why}"),
        format!("name it by its heading or its letters ({option} in the terminal); {listed}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32, cells: &[&str]) -> TableRow {
        TableRow { number, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() }
    }

    #[test]
    fn headings_are_found_below_a_title_by_what_they_are_called() {
        let rows = [
            row(1, &["Vendor security questionnaire"]),
            row(3, &["Question ID", "Control question", "Response options", "Vendor response", "Comments"]),
            row(4, &["1", "Do you log?", "Yes/No", "", ""]),
        ];
        let found = find(&rows, &FormOptions::default()).unwrap();
        assert_eq!(found, Columns { header: Some(1), question: 1, answer: 3 });
    }

    #[test]
    fn columns_may_be_named_by_heading_or_by_letters() {
        let rows = [row(2, &["Topic", "What we want to know", "Yours"]), row(3, &["Logs", "Do you log?", ""])];
        let named = FormOptions {
            question: Some("what we want to KNOW".into()),
            answer: Some("Yours".into()),
            ..FormOptions::default()
        };
        assert_eq!(find(&rows, &named).unwrap(), Columns { header: Some(0), question: 1, answer: 2 });
        let letters = FormOptions {
            question: Some("B".into()),
            answer: Some("D".into()),
            header_row: Some(0),
            ..FormOptions::default()
        };
        assert_eq!(find(&rows, &letters).unwrap(), Columns { header: None, question: 1, answer: 3 });
    }

    #[test]
    fn a_sheet_of_questions_and_nothing_else_takes_answers_beside_them() {
        let asks = [row(1, &["Do you log?", ""]), row(2, &["Who reads it?"]), row(3, &["For how long"])];
        let found = find(&asks, &FormOptions::default()).unwrap();
        assert_eq!(found, Columns { header: None, question: 0, answer: 1 });
        let given = [row(1, &["", "Do you log?", "Yes"]), row(2, &["", "Who reads it?", ""])];
        assert_eq!(find(&given, &FormOptions::default()).unwrap(), Columns { header: None, question: 1, answer: 2 });
        let headed = [row(1, &["Question"]), row(2, &["Do you log?"]), row(3, &["Who reads it?", "The lead"])];
        assert_eq!(
            find(&headed, &FormOptions::default()).unwrap(),
            Columns { header: Some(0), question: 0, answer: 1 }
        );
        // A sentence that holds the word of a heading is none, and who says that there is none is believed.
        let worded = [
            row(1, &["Do you log?"]),
            row(2, &["Describe your incident response process."]),
            row(3, &["Who reads it?"]),
        ];
        assert_eq!(find(&worded, &FormOptions::default()).unwrap(), Columns { header: None, question: 0, answer: 1 });
        let told = FormOptions { question: Some("A".into()), header_row: Some(0), ..FormOptions::default() };
        assert_eq!(find(&worded, &told).unwrap(), Columns { header: None, question: 0, answer: 1 });
        // Statements are no questions, and a third column is somebody else's.
        let stated = [row(1, &["Logs are kept", "Yes"]), row(2, &["Backups are tested", ""])];
        let three = [row(1, &["1", "Do you log?", "Yes"]), row(2, &["2", "Who reads it?", ""])];
        let owned = [row(1, &["Question"]), row(2, &["Do you log?", "", "Ada"])];
        for rows in [&stated[..], &three[..], &owned[..]] {
            assert!(find(rows, &FormOptions::default()).is_err(), "{rows:?}");
        }
    }

    #[test]
    fn what_is_not_found_is_named_with_the_headings_that_are_there() {
        let rows = [row(1, &["Question", "Owner"]), row(2, &["Do you log?", "x"])];
        let (sentence, hint) = find(&rows, &FormOptions::default()).unwrap_err();
        assert!(sentence.contains("answers") && hint.contains("A: Question, B: Owner"), "{sentence} {hint}");
        let both = FormOptions { answer: Some("A".into()), ..FormOptions::default() };
        assert!(find(&rows, &both).unwrap_err().0.contains("both"));
        let empty = FormOptions { header_row: Some(9), ..FormOptions::default() };
        assert!(find(&rows, &empty).unwrap_err().0.contains("row 9"));
    }
}
