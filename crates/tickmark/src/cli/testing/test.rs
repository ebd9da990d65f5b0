//! Tests of controls in the terminal.

use super::{asked, known};
use crate::cli::Done;
use crate::cli::args::{PlaceArgs, TestArgs, TestVerb};
use crate::cli::out::{Shown, mend, show, table};
use crate::cli::people::{Here, recorded};
use crate::words::MarkWords;
use crate::words::testing::{ExceptionWords, TestWords, TestingWords};
use app::Failure;
use app::ask::{At, TestOf};
use domain::command::{Command, TestingCommand};
use domain::values::testing::{TestAttribute, TestConclusion, TestKind, TestMethod, TestOutcome, TestPlan, TestResult};
use domain::values::{Percent, counted};
use serde_json::json;

pub(crate) fn test(args: &TestArgs) -> Done {
    match &args.verb {
        TestVerb::List { engagement, place } => list(place, engagement),
        TestVerb::Show { id, place } => one(place, id),
        TestVerb::Export { id, out, place } => super::export::test(place, id, out),
        TestVerb::Plan { place, .. } => {
            let here = Here::open(place)?;
            let plan = Box::new(planned(&args.verb)?);
            let receipt = here.change(Command::Testing(TestingCommand::PlanTest { plan }))?;
            let done = format!("Planned {}", receipt.object);
            here.once(&done, &[], Some(&receipt), json!({ "test": receipt.object }))
        }
        TestVerb::Take { id, sample, place } => {
            let command = TestingCommand::TakeSample { id: id.clone(), sample: sample.clone() };
            Here::open(place)?.done(&format!("{id} uses {sample}"), Command::Testing(command))
        }
        TestVerb::Record { id, reopens, place, .. } => {
            let here = Here::open(place)?;
            let results = found(&here, &args.verb)?;
            let done = format!("Recorded {} of {id}", counted(results.len(), "result", "results"));
            let (id, reopens) = (id.clone(), *reopens);
            here.done(&done, Command::Testing(TestingCommand::RecordResults { id, results, reopens }))
        }
        TestVerb::Note { id, text, place } => {
            let command = TestingCommand::NoteReadiness { id: id.clone(), text: text.clone() };
            Here::open(place)?.done(&format!("Wrote the readiness note of {id}"), Command::Testing(command))
        }
        TestVerb::Conclude { id, conclusion, text, evidence, place } => {
            let ids = TestConclusion::ALL.map(TestConclusion::id);
            let command = TestingCommand::ConcludeTest {
                id: id.clone(),
                conclusion: known("conclusion", conclusion, TestConclusion::parse, &ids)?,
                text: text.clone(),
                evidence: evidence.iter().cloned().collect(),
            };
            Here::open(place)?.done(&format!("Concluded on {id}"), Command::Testing(command))
        }
    }
}

fn planned(verb: &TestVerb) -> Result<TestPlan, Failure> {
    let TestVerb::Plan { engagement, control, kind, method, attribute, sample, change_controls, design, .. } = verb
    else {
        unreachable!("the caller matched it")
    };
    let methods = TestMethod::ALL.map(TestMethod::id);
    let read = |typed: &String| {
        let (id, text) = typed.split_once('=').ok_or_else(|| {
            mend(format!("--attribute: `{typed}` has no text"), "write it like `A=approved before release`")
        })?;
        Ok::<_, Failure>(TestAttribute { id: id.trim().to_owned(), text: text.trim().to_owned() })
    };
    Ok(TestPlan {
        engagement: engagement.clone(),
        control: control.clone(),
        kind: known("kind of test", kind, TestKind::parse, &TestKind::ALL.map(TestKind::id))?,
        methods: method
            .iter()
            .map(|typed| known("method", typed, TestMethod::parse, &methods))
            .collect::<Result<_, _>>()?,
        sample: sample.clone(),
        change_controls: change_controls.clone(),
        design: *design,
        attributes: attribute.iter().map(read).collect::<Result<_, _>>()?,
    })
}

fn found(here: &Here<'_>, verb: &TestVerb) -> Result<Vec<TestResult>, Failure> {
    let TestVerb::Record { id, item, attribute, outcome, note, evidence, .. } = verb else {
        unreachable!("the caller matched it")
    };
    let outcome = known("outcome", outcome, TestOutcome::parse, &TestOutcome::ALL.map(TestOutcome::id))?;
    let attributes: Vec<String> = match attribute {
        Some(one) => vec![one.clone()],
        None => {
            let held = here.app.ask(&here.org, &here.who, At::default(), &TestOf { id: id.clone() })?.value.line.held;
            held.plan.attributes.into_iter().map(|attribute| attribute.id).collect()
        }
    };
    let each = item.iter().flat_map(|item| attributes.iter().map(move |attribute| (item, attribute)));
    Ok(each
        .map(|(item, attribute)| TestResult {
            item: item.clone(),
            attribute: attribute.clone(),
            outcome,
            note: note.clone(),
            evidence: evidence.iter().cloned().collect(),
        })
        .collect())
}

fn list(place: &PlaceArgs, engagement: &str) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = asked(&here, engagement)?;
    let figures = &answer.report.figures;
    let mut head = vec![
        recorded(&mark),
        format!(
            "The auditor concluded on {} of {} ({} %)",
            figures.concluded,
            counted(figures.controls, "control", "controls"),
            figures.concluded_percent()
        ),
    ];
    if answer.report.design_only {
        head.push("A Type I looks at the design: there are no results of operation.".to_owned());
    }
    let rows = answer.report.controls.iter().map(|one| {
        let tests: Vec<String> = one
            .tests
            .iter()
            .map(|(id, kind, stage)| format!("{id} {}: {}", kind.title().to_lowercase(), stage.title().to_lowercase()))
            .collect();
        let missing: Vec<&str> = one.missing.iter().map(|missing| missing.title()).collect();
        vec![
            one.control.clone(),
            one.criteria.join(" "),
            tests.join("; "),
            one.exceptions.join(" "),
            missing.join(", "),
        ]
    });
    let tables = vec![table("", &["Control", "Criteria", "Tests", "Exceptions", "Missing"], rows)];
    let json = json!({
        "testing": TestingWords::of(&here.names(), &answer),
        "tests": answer.tests.iter().map(|line| TestWords::of(&here.names(), line)).collect::<Vec<_>>(),
        "mark": MarkWords::of(Some(&mark)),
    });
    show(place, &Shown { head, tables, ..Shown::default() }, &json)
}

fn one(place: &PlaceArgs, id: &str) -> Done {
    let here = Here::read(place)?;
    let (answer, mark) = here.ask(&TestOf { id: id.to_owned() })?;
    let line = &answer.line;
    let words = TestWords::of(&here.names(), line);
    let (plan, tested, deviating) = (&line.held.plan, words.tested, words.deviating);
    let mut head = vec![
        recorded(&mark),
        format!("{id}: {} test of {} in {}", plan.kind.title().to_lowercase(), plan.control, plan.engagement),
        format!("{}; {tested} of {} tested", line.stage.title(), counted(words.items, "item", "items")),
        match tested {
            0 => "Nothing is tested yet".to_owned(),
            _ => format!("{deviating} of {tested} deviate ({} %)", Percent::of(deviating as usize, tested as usize)),
        },
    ];
    head.extend(plan.attributes.iter().map(|one| format!("{}: {}", one.id, one.text)));
    let rows = words.results.iter().map(|one| {
        let outcome = one.outcome.unwrap_or("open").to_owned();
        vec![one.item.clone(), one.attribute.clone(), outcome, one.note.clone(), one.evidence.join(" ")]
    });
    let tables = vec![table("", &["Item", "Attribute", "Result", "Note", "Evidence"], rows)];
    let mut tail: Vec<String> =
        words.readiness_note.iter().map(|note| format!("Readiness note: {}", note.text)).collect();
    tail.extend(
        words
            .conclusions
            .iter()
            .filter(|one| one.stands)
            .map(|one| format!("{}, {}: {}", one.by.name, one.at, one.text)),
    );
    tail.extend((!line.changed.is_empty()).then(|| format!("Evidence changed since: {}", line.changed.join(", "))));
    tail.extend(
        (!line.of_others.is_empty())
            .then(|| format!("Linked to other controls and not to {}: {}", plan.control, line.of_others.join(", "))),
    );
    let exceptions: Vec<ExceptionWords> =
        answer.exceptions.iter().map(|line| ExceptionWords::of(&here.names(), line)).collect();
    let json = json!({ "test": words, "exceptions": exceptions, "mark": MarkWords::of(Some(&mark)) });
    show(place, &Shown { head, tables, tail }, &json)
}
