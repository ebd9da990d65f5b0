//! The planner, the plan, the scorecard and questionnaires, in the ledger of a release: each kind of event at least once.

use super::{DAY_US, Hand, days, person, reason};
use app::Who;
use domain::command::{Command, PlanCommand, PlannerCommand, QuestionnaireCommand, ScorecardCommand};
use domain::reports::plan::usual;
use domain::values::FileRef;
use domain::values::plan::{Actual, Baseline, BaselineStep, FigureUnit, OwnFigure, Range};
use domain::values::questionnaire::{GivenAnswer, Question, Questionnaire, QuestionnaireFile, SourceKind, SourceRef};
use domain::values::scorecard::{CardAnswer, TakenScorecard};
use domain::values::sequence::{Answers, FigureKind, FigureSet, Goal, Market};
use formats::library::scorecard::scorecard;

pub(super) fn planning(hand: &Hand<'_>, founder: &Who) {
    first(hand, founder);
    plan(hand, founder);
    card(hand, founder);
    questionnaire(hand, founder);
}

fn first(hand: &Hand<'_>, founder: &Who) {
    let [today, _] = days(hand, 0);
    let answers = Answers {
        markets: [Market::NorthAmerica, Market::Europe].into(),
        asked: [Goal::Soc2].into(),
        request_dates: [(Goal::Soc2, today)].into(),
        engineers: Some(30),
        budget_usd: Some(80_000),
        pre_revenue: Some(false),
        ..Answers::default()
    };
    let does = |command| hand.does(founder, Command::Planner(command));
    does(PlannerCommand::AnswerPlanner { answers: Box::new(answers) });
    let own = Some(FigureSet { value: 60_000, source: "offer of L\u{f6}we & Co".into() });
    for set in [own, None] {
        does(PlannerCommand::SetPlannerFigure { figure: FigureKind::BothUsd, set });
    }
}

fn plan(hand: &Hand<'_>, founder: &Who) {
    let [today, later] = days(hand, 28);
    let does = |command| hand.does(founder, Command::Plan(command));
    does(PlanCommand::SetPlan { choices: usual("extension", today), twice: Vec::new() });
    let key = || "iso.certification_audit".to_owned();
    let range = Range { low: 14_000, high: 18_000 };
    let figure = OwnFigure { range, source: "offer of the body".into(), on: today, note: reason() };
    does(PlanCommand::SetPlanFigure { key: key(), unit: FigureUnit::Usd, figure });
    does(PlanCommand::RemovePlanFigure { key: key(), reason: reason() });
    let step = || "extension/gap".to_owned();
    let kept = BaselineStep { id: step(), title: "Gap analysis".into(), from: today, until: later, until_late: later };
    let baseline = Baseline { route: "extension".into(), steps: vec![kept], reason: reason() };
    does(PlanCommand::KeepPlanBaseline { baseline });
    let actual = Actual { started: Some(today), ended: None, note: "with C\u{e9}line".into() };
    does(PlanCommand::ReportPlanStep { step: step(), actual });
}

fn card(hand: &Hand<'_>, founder: &Who) {
    let mut card = scorecard().clone();
    // The library of this ledger is a small one.
    card.questions.truncate(CardAnswer::ALL.len());
    for question in &mut card.questions {
        question.criteria = vec!["CC6.2".into()];
        question.clauses = vec!["9.3.2".into()];
        question.annex_a = vec!["A.5.18".into()];
    }
    let ids = card.questions.iter().map(|question| question.id.clone());
    let answers = ids.zip(CardAnswer::ALL.iter().copied().cycle()).collect();
    let [_, needed] = days(hand, 200);
    let taken = Box::new(TakenScorecard { card, answers, needed_by: Some(needed), people: 2 });
    hand.does(founder, Command::Scorecard(ScorecardCommand::TakeScorecard { taken }));
}

fn questionnaire(hand: &Hand<'_>, founder: &Who) {
    let today = || app::clock::day_of(hand.clock.now_us() + DAY_US / 24);
    let does = |command| hand.does(founder, Command::Questionnaire(command));
    let question =
        |row, text: &str| Question { row, text: text.into(), section: "Zugriff".into(), given: String::new() };
    let questionnaire = Box::new(Questionnaire {
        title: "Fragebogen 2026".into(),
        customer: "B\u{e4}rn Bank".into(),
        received: today(),
        due: None,
        file: QuestionnaireFile {
            name: "fragen.xlsx".into(),
            file: FileRef { sha256: "cd".repeat(32), size: 9_000 },
            sheet: "Fragen".into(),
            header_row: 1,
            question: "B".into(),
            answer: "C".into(),
        },
        questions: vec![question(2, "Do you review access?"), question(3, "Do you keep logs?")],
    });
    let id = does(QuestionnaireCommand::ImportQuestionnaire { questionnaire });
    let source = SourceRef::new(SourceKind::Control, "AC-1");
    let given = |row, answer: &str| GivenAnswer {
        row,
        answer: answer.into(),
        sources: vec![source.clone()],
        owner: Some(person("ana-lind")),
    };
    let answers = |answers| QuestionnaireCommand::AnswerQuestions { id: id.clone(), answers };
    does(answers(vec![given(2, "Every quarter."), given(3, "For a year.")]));
    does(answers(vec![given(3, "")]));
    does(QuestionnaireCommand::SendQuestionnaire { id: id.clone(), on: today() });
    let keep = |id, answer: &str| QuestionnaireCommand::KeepAnswer {
        id,
        question: "Do you test backups?".into(),
        answer: answer.into(),
        sources: vec![source.clone()],
        owner: None,
    };
    let answer = does(keep(None, "Each year."));
    does(keep(Some(answer.clone()), "Each half-year."));
    does(QuestionnaireCommand::ConfirmAnswer { id: answer.clone() });
    does(QuestionnaireCommand::WithdrawAnswer { id: answer, reason: reason() });
}
