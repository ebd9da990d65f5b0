//! What Fathom Freight plans and says of itself: a scorecard before the work began, a plan with a baseline and a step that
//! slipped, and a questionnaire of a customer that is half answered.

use super::people::SECURITY_LEAD;
use super::story::{Act, Moment, working_day};
use domain::command::{Command, PlanCommand, QuestionnaireCommand, ScorecardCommand};
use domain::reports::plan::usual;
use domain::values::plan::{Actual, Choices, FigureUnit, OwnFigure, Range};
use domain::values::questionnaire::{GivenAnswer, SourceKind, SourceRef};
use domain::values::scorecard::CardAnswer::{self, DoNotKnow, No, Partly, Yes};
use domain::values::scorecard::TakenScorecard;
use jiff::ToSpan;
use jiff::civil::Date;

const NOOR: &str = SECURITY_LEAD.key;
/// What the story calls the questionnaire.
const ASKED: &str = "kestrel-questionnaire";
/// Days before today on which the scorecard was taken.
const SCORED: i32 = 395;
/// Days before today on which the plan begins; it is set some days before.
const BEGINS: i32 = 385;
/// Days before today on which the questionnaire came.
const CAME: i32 = 16;

/// What was answered then; the last of them contradicts what the registers show today.
const ANSWERS: [(&str, CardAnswer); 20] = [
    ("SQ01", Partly),
    ("SQ02", Yes),
    ("SQ03", Yes),
    ("SQ04", No),
    ("SQ05", No),
    ("SQ06", Partly),
    ("SQ07", Partly),
    ("SQ08", Yes),
    ("SQ09", Partly),
    ("SQ10", Partly),
    ("SQ11", Yes),
    ("SQ12", Yes),
    ("SQ13", Partly),
    ("SQ14", Partly),
    ("SQ15", Yes),
    ("SQ16", DoNotKnow),
    ("SQ17", No),
    ("SQ18", Partly),
    ("SQ19", Partly),
    ("SQ20", No),
];

/// The questionnaire as it came: the header of the customer's sheet, and eight questions.
const SHEET: &str = "No,Question,Answer\r\n\
     1,Is access to production given by role and after approval?,\r\n\
     2,How often are user accounts reviewed?,\r\n\
     3,Do you require a second factor for administrators?,\r\n\
     4,Is there an information security policy that management approved?,\r\n\
     5,Are backups restored as a test?,\r\n\
     6,Is customer data encrypted at rest?,\r\n\
     7,How soon do you tell customers of an incident?,\r\n\
     8,Which subprocessors handle our data?,\r\n";

/// Row, answer, and what it rests on.
const GIVEN: [(u32, &str, SourceKind, &str); 4] = [
    (2, "Yes. Access follows roles, and the owner of the system approves each request.", SourceKind::Control, "AC-02"),
    (3, "Every quarter, by the owners of the systems.", SourceKind::Control, "AC-04"),
    (4, "Yes, for everybody: single sign-on with a second factor.", SourceKind::Control, "AC-01"),
    (5, "Yes. Management approved it, and everybody who works here has read it.", SourceKind::Policy, "PL-1"),
];

/// All of it.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let mut moments = vec![scorecard(today)];
    moments.extend(plan(today));
    moments.extend(questionnaire(today));
    moments
}

fn scorecard(today: Date) -> Moment {
    let taken = TakenScorecard {
        card: app::library::scorecard().clone(),
        answers: ANSWERS.map(|(id, answer)| (id.to_owned(), answer)).into(),
        needed_by: Some(today.saturating_add(120.days())),
        people: 2,
    };
    let command = ScorecardCommand::TakeScorecard { taken: Box::new(taken) };
    Moment::new(today, SCORED, NOOR, Command::Scorecard(command))
}

fn plan(today: Date) -> [Moment; 6] {
    let start = working_day(today, BEGINS);
    let choices = Choices { window_months: 9, ..usual("type2", start) };
    let did = |days, command| Moment::new(today, days, NOOR, Command::Plan(command));
    let quote = OwnFigure {
        range: Range::one(38_000),
        source: "Offer of the examining firm".to_owned(),
        on: working_day(today, 380),
        note: "Security and Availability, without travel".to_owned(),
    };
    let key = "soc2.type2.mid.audit".to_owned();
    let step = |step: &str, started: i32, ended: Option<i32>, note: &str| PlanCommand::ReportPlanStep {
        step: format!("type2/{step}"),
        actual: Actual {
            started: Some(working_day(today, started)),
            ended: ended.map(|days| working_day(today, days)),
            note: note.to_owned(),
        },
    };
    [
        did(BEGINS + 4, PlanCommand::SetPlan { choices, twice: Vec::new() }),
        Moment {
            on: working_day(today, BEGINS + 2),
            by: NOOR,
            act: Act::KeepBaseline("Approved by management before the work began"),
        },
        did(BEGINS, step("preparation", BEGINS, None, "")),
        did(378, PlanCommand::SetPlanFigure { key, unit: FigureUnit::Usd, figure: quote }),
        // The baseline has it end weeks earlier: the warehouse system moved in between.
        did(232, step("preparation", BEGINS, Some(233), "Slipped: the move of the warehouse system came first")),
        did(231, step("window", 232, None, "")),
    ]
}

fn questionnaire(today: Date) -> Vec<Moment> {
    let keep = |question: &str, answer: &str, sources: Vec<SourceRef>| {
        Command::Questionnaire(QuestionnaireCommand::KeepAnswer {
            id: None,
            question: question.to_owned(),
            answer: answer.to_owned(),
            sources,
            owner: Some(SECURITY_LEAD.id()),
        })
    };
    let at = |days, act| Moment { on: working_day(today, days), by: NOOR, act };
    let backups = keep(
        "Are backups kept out of reach of an attacker?",
        "Yes. Copies lie in another account that production cannot reach.",
        vec![SourceRef::new(SourceKind::Control, "BC-01")],
    );
    let insurance =
        keep("Do you hold a cyber insurance?", "Yes; the certificate of the insurer is sent on request.", Vec::new());
    vec![
        at(60, Act::Command(Box::new(backups))),
        at(58, Act::Command(Box::new(insurance))),
        at(CAME, Act::Questionnaire(ASKED, "Kestrel Retail", "kestrel-security-questions.csv", SHEET)),
        at(CAME - 3, Act::Upon(ASKED, answered)),
    ]
}

fn answered(id: String) -> Command {
    let given = |(row, answer, kind, source): (u32, &str, SourceKind, &str)| GivenAnswer {
        row,
        answer: answer.to_owned(),
        sources: vec![SourceRef::new(kind, source)],
        owner: Some(SECURITY_LEAD.id()),
    };
    let answers = GIVEN.map(given).to_vec();
    Command::Questionnaire(QuestionnaireCommand::AnswerQuestions { id, answers })
}
