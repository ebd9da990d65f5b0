//! A plan with a step, a figure and a baseline, the planner answered, a scorecard, a questionnaire with one answer.

use app::exchange::{FormOptions, QuestionnaireSaid, read_questionnaire};
use app::{App, Who};
use domain::command::{Command, PlanCommand, PlannerCommand, QuestionnaireCommand, ScorecardCommand};
use domain::reports::plan::{baseline, usual};
use domain::values::plan::{Actual, FigureUnit, OwnFigure, Range};
use domain::values::questionnaire::GivenAnswer;
use domain::values::scorecard::{CardAnswer, TakenScorecard};
use domain::values::sequence::{Answers, FigureKind, FigureSet, Market};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

const DAY: Date = date(2026, 3, 2);
const SHEET: &str = "Question,Answer\r\nDo you review access?,\r\nDo you test backups?,\r\n";

/// All of them; the ids stand for the names in addresses.
pub(super) fn planned(app: &App, founder: &Who, ids: &mut BTreeMap<&'static str, String>) {
    let does = |command: Command| app.change("alpha", founder, None, command).unwrap().object;
    let plan = |command| does(Command::Plan(command));
    plan(PlanCommand::SetPlan { choices: usual("extension", DAY), twice: Vec::new() });
    let found = app.ask("alpha", founder, app::At::default(), &app::ask::PlanOf::default()).unwrap().value;
    plan(PlanCommand::KeepPlanBaseline { baseline: baseline(&found.roadmap, "Kept for the matrix") });
    let actual = Actual { started: Some(DAY), ended: None, note: String::new() };
    plan(PlanCommand::ReportPlanStep { step: "extension/foundation".to_owned(), actual });
    let figure = OwnFigure { range: Range::one(15_000), source: "Offer".to_owned(), on: DAY, note: String::new() };
    let key = "iso.certification_audit".to_owned();
    plan(PlanCommand::SetPlanFigure { key, unit: FigureUnit::Usd, figure });
    let answers = Box::new(Answers { markets: [Market::Europe].into(), ..Answers::default() });
    does(Command::Planner(PlannerCommand::AnswerPlanner { answers }));
    let set = Some(FigureSet { value: 70_000, source: "Offer".to_owned() });
    does(Command::Planner(PlannerCommand::SetPlannerFigure { figure: FigureKind::BothUsd, set }));
    let taken = TakenScorecard {
        card: app::library::scorecard().clone(),
        answers: [("SQ01".to_owned(), CardAnswer::Partly)].into(),
        needed_by: None,
        people: 1,
    };
    ids.insert("scorecard", does(Command::Scorecard(ScorecardCommand::TakeScorecard { taken: Box::new(taken) })));
    questionnaire(app, founder, ids);
}

fn questionnaire(app: &App, founder: &Who, ids: &mut BTreeMap<&'static str, String>) {
    let form = read_questionnaire(SHEET.as_bytes(), "questions.csv", &FormOptions::default()).unwrap();
    let said = QuestionnaireSaid { title: String::new(), customer: "Kestrel".to_owned(), received: None, due: None };
    let read = (form, "questions.csv", SHEET.as_bytes());
    let id = app.import_questionnaire("alpha", founder, None, said, read).unwrap().object;
    let answer = "Every quarter, by the owners of the systems.".to_owned();
    let answers = vec![GivenAnswer { row: 2, answer, sources: Vec::new(), owner: None }];
    let command = QuestionnaireCommand::AnswerQuestions { id: id.clone(), answers };
    app.change("alpha", founder, None, Command::Questionnaire(command)).unwrap();
    ids.insert("questionnaire", id);
    ids.insert("answer", "AN-1".to_owned());
}
