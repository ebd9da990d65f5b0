//! Writing the method: each scale in lines of words, the matrix in lines of numbers.

use super::{known, number};
use crate::web::people::why_not;
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::{RiskMethodAnswer, RiskMethodOf};
use axum::response::Response;
use domain::command::{Command, RiskCommand};
use domain::refusal::Refusal;
use domain::values::risk::{Grade, Level, RiskBasis, RiskMethod};
use maud::{Markup, html};

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    let value = visit.ask(&RiskMethodOf)?.value;
    let method = latest(&value);
    if let Some(missing) =
        why_not(&visit, &Command::Risk(RiskCommand::WriteRiskMethod { method: Box::new(method.clone()) }))
    {
        return Err(missing.into());
    }
    page(&visit, &typed_of(method), None)
}

/// What a draft starts from: the draft there is, the version in force, or the proposal.
fn latest(value: &RiskMethodAnswer) -> &RiskMethod {
    value.versions.last().map_or(&value.proposal, |held| &held.method)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&RiskMethodOf)?;
    let body = html! {
        (ui::heading("Write the method", Some("What you write is a draft until management, and nobody who wrote on it, approves it."), None))
        (refused(refusal))
        (ui::form(&format!("/o/{}/risks/method", visit.org), html! {
            (inputs(typed))
            div.actions { (ui::button("Record the draft")) (ui::quiet_link("Cancel", &visit.href("/risks/method"), None)) }
        }))
    };
    let crumbs = [
        Crumb::link("Risks", visit.href("/risks")),
        Crumb::link("Method", visit.href("/risks/method")),
        Crumb::here("Draft"),
    ];
    Ok(visit.page(&answer.mark, "Write the method", "/risks", &crumbs, body))
}

fn inputs(typed: &Typed) -> Markup {
    let get = |name: &str| typed.get(name).to_owned();
    let basis = RiskBasis::parse(typed.get("basis")).unwrap_or_default();
    let bases = RiskBasis::ALL.map(|one| Choice::new(one.id(), one.title(), one == basis));
    html! {
        (ui::text(&Field { name: "title", label: "Title", value: &get("title"), required: true, ..Field::default() }))
        (ui::radios(&Field { name: "basis", label: "An assessment starts from", ..Field::default() }, &bases))
        (ui::textarea(&Field { name: "likelihood", label: "Likelihood", hint: "Three to six grades, the lowest first, one a line: word | meaning | example", value: &get("likelihood"), required: true, ..Field::default() }, 6))
        (ui::textarea(&Field { name: "impact", label: "Impact", hint: "Three to six grades, the lowest first, one a line: word | meaning | example", value: &get("impact"), required: true, ..Field::default() }, 6))
        (ui::textarea(&Field { name: "levels", label: "Levels", hint: "Three to six levels, the lowest first, one a line: word | what it demands | who decides", value: &get("levels"), required: true, ..Field::default() }, 5))
        (ui::textarea(&Field { name: "matrix", label: "Matrix", hint: "One line for each likelihood, the lowest first: the number of the level for each impact, with blanks between them.", value: &get("matrix"), required: true, ..Field::default() }, 6))
        div.field-row {
            (ui::text(&Field { name: "appetite", label: "Appetite", hint: "The number of the highest level that an owner may retain alone.", value: &get("appetite"), required: true, ..Field::default() }))
            (ui::text(&Field { name: "months", label: "Months until a risk is assessed again", hint: "At most 12.", value: &get("months"), required: true, ..Field::default() }))
        }
        (ui::textarea(&Field { name: "consistency", label: "How results stay consistent, valid and comparable", value: &get("consistency"), required: true, ..Field::default() }, 4))
        (ui::textarea(&Field { name: "triggers", label: "What opens a risk again before its day", hint: "One a line.", value: &get("triggers"), ..Field::default() }, 5))
    }
}

fn typed_of(method: &RiskMethod) -> Typed {
    let grades = |grades: &[Grade]| {
        let lines: Vec<String> = grades
            .iter()
            .map(|grade| match grade.example.is_empty() {
                true => format!("{} | {}", grade.word, grade.meaning),
                false => format!("{} | {} | {}", grade.word, grade.meaning, grade.example),
            })
            .collect();
        lines.join("\n")
    };
    let levels: Vec<String> =
        method.levels.iter().map(|level| format!("{} | {} | {}", level.word, level.demands, level.decides)).collect();
    let matrix: Vec<String> =
        method.matrix.iter().map(|row| row.iter().map(u8::to_string).collect::<Vec<_>>().join(" ")).collect();
    Typed::of([
        ("title", method.title.as_str()),
        ("basis", method.basis.id()),
        ("likelihood", &grades(&method.likelihood)),
        ("impact", &grades(&method.impact)),
        ("levels", &levels.join("\n")),
        ("matrix", &matrix.join("\n")),
        ("appetite", &method.appetite.to_string()),
        ("months", &method.review_months.to_string()),
        ("consistency", &method.consistency),
        ("triggers", &method.triggers.join("\n")),
    ])
}

/// The parts of a line, at most three.
fn parts(line: &str) -> [String; 3] {
    let mut parts = line.splitn(3, '|').map(|part| part.trim().to_owned());
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

fn meant(typed: &Typed) -> Result<RiskMethod, Refusal> {
    let grades = |name: &str| -> Vec<Grade> {
        let grade = |line: &String| {
            let [word, meaning, example] = parts(line);
            Grade { word, meaning, example }
        };
        typed.lines(name).iter().map(grade).collect()
    };
    let level = |line: &String| {
        let [word, demands, decides] = parts(line);
        Level { word, demands, decides }
    };
    let row = |line: &String| -> Result<Vec<u8>, Refusal> {
        line.split([' ', ',', '\t']).filter(|cell| !cell.is_empty()).map(|cell| number(cell, "the matrix")).collect()
    };
    Ok(RiskMethod {
        title: typed.get("title").to_owned(),
        basis: known("basis", typed.get("basis"), RiskBasis::parse)?,
        likelihood: grades("likelihood"),
        impact: grades("impact"),
        levels: typed.lines("levels").iter().map(level).collect(),
        matrix: typed.lines("matrix").iter().map(row).collect::<Result<_, _>>()?,
        appetite: number(typed.get("appetite"), "the appetite")?,
        review_months: number(typed.get("months"), "the months")?,
        consistency: typed.get("consistency").to_owned(),
        triggers: typed.lines("triggers"),
    })
}

pub(super) async fn write(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    let written = meant(&typed).map_err(Problem::from).and_then(|method| {
        let command = RiskCommand::WriteRiskMethod { method: Box::new(method) };
        visit.change("Recorded the draft.", "/risks/method", Command::Risk(command))
    });
    or_again(written, |refusal| page(&visit, &typed, Some(refusal)))
}
