//! Security questionnaires: taken in, suggested with the source behind it, accepted by a person, kept, confirmed, sent back.

use crate::description;
use crate::engagement;
use crate::library::{Organisation, control};
use crate::people::firm;
use crate::policies::revise;
use crate::statement;
use domain::command::{Command, QuestionnaireCommand};
use domain::event::{Event, QuestionnaireEvent};
use domain::refusal::Refusal;
use domain::reports::questionnaire::{
    MAX_SUGGESTIONS, Matcher, QuestionState, Stale, answer_lines, answer_pack, figures, mark, question_lines, stale,
};
use domain::rules::questionnaire::may_leave;
use domain::values::policy::Policy;
use domain::values::questionnaire::{
    GivenAnswer, MAX_ANSWER, MAX_QUESTION, MAX_QUESTIONS, Question, Questionnaire, QuestionnaireFile, SourceKind,
    SourceRef,
};
use domain::values::{Artefact, Classification, Control, EngagementState, FileRef, Frequency, Status};
use jiff::civil::date;

const QN: &str = "QN-1";
const LOGS: &str = "Do you review access rights of all users regularly?";

fn does(command: QuestionnaireCommand) -> Command {
    Command::Questionnaire(command)
}

fn questionnaire(questions: &[&str]) -> Questionnaire {
    let question = |(row, text): (u32, &&str)| Question {
        row,
        text: (*text).to_owned(),
        section: "Access".into(),
        given: String::new(),
    };
    Questionnaire {
        title: "Example Bank 2026".into(),
        customer: "Example Bank".into(),
        received: crate::library::TODAY,
        due: None,
        file: QuestionnaireFile {
            name: "q.xlsx".into(),
            file: FileRef { sha256: "a".repeat(64), size: 9_000 },
            sheet: "Questions".into(),
            header_row: 1,
            question: "B".into(),
            answer: "C".into(),
        },
        questions: (2..).zip(questions).map(question).collect(),
    }
}

fn import(questionnaire: Questionnaire) -> Command {
    does(QuestionnaireCommand::ImportQuestionnaire { questionnaire: Box::new(questionnaire) })
}

pub(crate) fn given(row: u32, answer: &str, sources: &[SourceRef]) -> GivenAnswer {
    GivenAnswer { row, answer: answer.into(), sources: sources.to_vec(), owner: None }
}

pub(crate) fn answer(answers: Vec<GivenAnswer>) -> Command {
    does(QuestionnaireCommand::AnswerQuestions { id: QN.into(), answers })
}

fn keep(id: Option<&str>, question: &str, answer: &str, sources: &[SourceRef], owner: Option<&str>) -> Command {
    does(QuestionnaireCommand::KeepAnswer {
        id: id.map(str::to_owned),
        question: question.into(),
        answer: answer.into(),
        sources: sources.to_vec(),
        owner: owner.map(str::to_owned),
    })
}

fn confirm(id: &str) -> Command {
    does(QuestionnaireCommand::ConfirmAnswer { id: id.into() })
}

fn send(firm: &Organisation) -> Command {
    does(QuestionnaireCommand::SendQuestionnaire { id: QN.into(), on: firm.today() })
}

fn ac1() -> SourceRef {
    SourceRef::new(SourceKind::Control, "RV-9")
}

/// A firm with a control that reviews access, and a questionnaire of three questions.
pub(crate) fn asked() -> Organisation {
    let mut firm = firm();
    let control = Control {
        name: "Access review".into(),
        activity: "Owners review all access rights of users every quarter and remove what is not needed".into(),
        status: Status::InPlace,
        frequency: Some(Frequency::Quarterly),
        ..control("RV-9", "CC6.2, A.5.18")
    };
    firm.does(Command::AddControl { control });
    firm.does(import(questionnaire(&[LOGS, "Is data encrypted at rest?", LOGS])));
    firm
}

#[test]
fn a_questionnaire_comes_in_whole_and_once() {
    let mut firm = firm();
    let events = firm.does(import(questionnaire(&[LOGS])));
    assert!(
        matches!(&events[..], [Event::Questionnaire(QuestionnaireEvent::QuestionnaireImported { id, .. })] if id == QN)
    );
    let again = firm.refuses(import(questionnaire(&[LOGS])));
    assert!(again.to_string().contains("QN-1"), "{again}");
    let wrong = |change: &dyn Fn(&mut Questionnaire)| {
        let mut other = questionnaire(&[LOGS, "Two?"]);
        other.file.sheet = "Other".into();
        change(&mut other);
        firm.refuses(import(other))
    };
    assert!(matches!(wrong(&|q| q.title.clear()), Refusal::Empty { field: "the title", .. }));
    assert!(matches!(wrong(&|q| q.customer = " ".into()), Refusal::Empty { field: "the customer", .. }));
    assert!(matches!(wrong(&|q| q.received = q.received.tomorrow().unwrap()), Refusal::InTheFuture { .. }));
    assert!(matches!(wrong(&|q| q.due = q.received.yesterday().ok()), Refusal::DatesReversed { .. }));
    assert!(matches!(wrong(&|q| q.questions.clear()), Refusal::Empty { .. }));
    assert!(wrong(&|q| q.questions[1].row = 2).to_string().contains("row 2"));
    assert!(wrong(&|q| q.questions[0].text = "x".repeat(MAX_QUESTION + 1)).to_string().contains("row 2"));
    assert!(wrong(&|q| q.file.answer = "B".into()).to_string().contains("both"));
    assert!(wrong(&|q| q.file.answer = "7".into()).to_string().contains("no column"));
    assert!(wrong(&|q| q.file.file.size = 0).to_string().contains("file"));
    let many = |q: &mut Questionnaire| {
        q.questions = (1..=u32::try_from(MAX_QUESTIONS).unwrap() + 1)
            .map(|row| Question { row, text: "Why?".into(), section: String::new(), given: String::new() })
            .collect();
    };
    assert!(matches!(wrong(&many), Refusal::TooMany { max: MAX_QUESTIONS, .. }));
    let long = |q: &mut Questionnaire| {
        q.questions =
            (1..3_000).map(|row| Question { row, text: "x".repeat(2_000), ..q.questions[0].clone() }).collect();
    };
    assert!(wrong(&long).to_string().contains("MiB"));
}

#[test]
fn r334_suggestions_come_from_the_programme_with_source_and_shared_words() {
    let firm = asked();
    let matcher = Matcher::new(&firm.registers, firm.today());
    let found = matcher.suggest(LOGS);
    let first = &found[0];
    assert_eq!(first.sources, [ac1()]);
    assert!(first.text.contains("every quarter") && first.text.contains("quarterly"), "{}", first.text);
    assert!(
        ["access", "review", "user"].iter().all(|word| first.shared.iter().any(|shared| shared == word)),
        "{first:?}"
    );
    assert!(found.len() <= MAX_SUGGESTIONS && !first.same && !first.stale);
    assert!(first.strength.tenths() >= 400);
    // What the programme has nothing to say to gets no suggestion.
    assert!(matcher.suggest("What is the colour of your office plants?").is_empty());
    assert!(matcher.suggest("").is_empty());
}

#[test]
fn an_accepted_answer_is_kept_and_the_next_questionnaire_finds_it() {
    let mut firm = asked();
    let events = firm.does(answer(vec![given(2, "Yes, every quarter.", &[ac1()])]));
    assert_eq!(events.iter().map(Event::name).collect::<Vec<_>>(), ["questions_answered", "answer_kept"]);
    let held = firm.registers.questionnaires.questionnaire(QN).unwrap();
    let lines = question_lines(&firm.registers, held, firm.today());
    let states: Vec<QuestionState> = lines.iter().map(|line| line.state).collect();
    assert_eq!(states, [QuestionState::Answered, QuestionState::Open, QuestionState::Open]);
    let told = figures(&lines);
    assert_eq!((told.questions, told.answered, told.open), (3, 1, 2));
    let found =
        Matcher::new(&firm.registers, firm.today()).suggest("do you REVIEW access rights of all users regularly");
    assert_eq!(
        (found[0].answer.as_deref(), found[0].same, found[0].text.as_str()),
        (Some("AN-1"), true, "Yes, every quarter.")
    );
    // The same question in another row is the same answer, and the last word on it is the one that is kept.
    firm.does(answer(vec![given(4, "Yes, each quarter and on demand.", &[ac1()])]));
    let register = &firm.registers.questionnaires;
    assert_eq!((register.answers.len(), register.answer("AN-1").unwrap().version), (1, 2));
    let held = register.questionnaire(QN).unwrap();
    assert_eq!(held.answered[&2].text, "Yes, every quarter.");
    assert!(question_lines(&firm.registers, held, firm.today())[0].differs);
    assert_eq!(answer_lines(&firm.registers, firm.today())[0].used_in, [QN]);
    // Taken back it is open again, and stays in the library.
    firm.does(answer(vec![given(2, "", &[])]));
    assert!(!firm.registers.questionnaires.questionnaire(QN).unwrap().answered.contains_key(&2));
    assert!(firm.registers.questionnaires.answer("AN-1").is_some());
}

#[test]
fn r334_what_no_external_text_may_say_is_refused() {
    let firm = asked();
    let refusal = firm.refuses(answer(vec![given(2, "We are SOC 2 certified.", &[])]));
    assert!(refusal.to_string().contains("soc 2 certified") && refusal.to_string().contains("row 2"), "{refusal}");
    assert!(refusal.hint().contains("SOC 2 report"));
    let refusal = firm.refuses(keep(None, "Are you certified?", "We passed SOC 2.", &[], None));
    assert!(refusal.to_string().contains("passed soc 2"), "{refusal}");
}

#[test]
fn answers_that_make_no_sense_are_named() {
    let firm = asked();
    let refused = |one: GivenAnswer| firm.refuses(answer(vec![one])).to_string();
    assert!(refused(given(9, "Yes", &[])).contains("row 9 holds no question"));
    assert!(refused(given(2, &"x".repeat(MAX_ANSWER + 1), &[])).contains("row 2"));
    let nowhere = SourceRef::new(SourceKind::Evidence, "EV-9");
    assert!(refused(given(2, "Yes", &[nowhere])).contains("evidence:EV-9"));
    assert!(matches!(firm.refuses(answer(vec![given(2, "", &[])])), Refusal::NothingToChange { .. }));
    assert!(matches!(firm.refuses(answer(vec![])), Refusal::Empty { .. }));
    let twice = firm.refuses(answer(vec![given(2, "Yes", &[]), given(2, "No", &[])]));
    assert!(twice.to_string().contains("twice"));
    let unknown =
        does(QuestionnaireCommand::AnswerQuestions { id: "QN-7".into(), answers: vec![given(2, "Yes", &[])] });
    assert!(matches!(firm.refuses(unknown), Refusal::Unknown { what: "questionnaire", .. }));
    let owner = GivenAnswer { owner: Some("nobody".into()), ..given(2, "Yes", &[]) };
    assert!(matches!(firm.refuses(answer(vec![owner])), Refusal::Unknown { what: "member", .. }));
}

#[test]
fn an_answer_is_stale_when_its_source_changed_and_nothing_stale_leaves() {
    let mut firm = asked();
    firm.does(answer(vec![given(2, "Yes, every quarter.", &[ac1()])]));
    may_leave(&firm.registers, QN, firm.today()).unwrap();
    let mut revised = firm.registers.controls["RV-9"].control.clone();
    revised.activity = "Owners review access once a year".into();
    firm.does(Command::ReviseControl { control: revised });
    let held = firm.registers.questionnaires.answer("AN-1").unwrap();
    assert_eq!(stale(&firm.registers, held, firm.today()), [Stale::Changed(ac1())]);
    let refusal = firm.refuses(send(&firm));
    assert!(refusal.to_string().contains("rows 2") && refusal.hint().contains("AN-1"), "{refusal} {}", refusal.hint());
    firm.does(confirm("AN-1"));
    may_leave(&firm.registers, QN, firm.today()).unwrap();
    // Out of force it cannot be confirmed, and old it is to be confirmed again.
    firm.does(Command::RetireControl { id: "RV-9".into(), reason: "replaced".into() });
    let held = firm.registers.questionnaires.answer("AN-1").unwrap();
    assert_eq!(stale(&firm.registers, held, firm.today()), [Stale::Gone(ac1())]);
    assert!(firm.refuses(confirm("AN-1")).to_string().contains("control:RV-9"));
    firm.does(keep(Some("AN-1"), LOGS, "Yes, every quarter.", &[], None));
    assert!(stale(&firm.registers, firm.registers.questionnaires.answer("AN-1").unwrap(), firm.today()).is_empty());
    let later = firm.in_days(366);
    let held = firm.registers.questionnaires.answer("AN-1").unwrap();
    assert_eq!(stale(&firm.registers, held, later), [Stale::Old(366)]);
}

#[test]
fn what_went_back_does_not_change_any_more() {
    let mut firm = asked();
    assert!(matches!(firm.refuses(send(&firm)), Refusal::Empty { .. }));
    firm.does(answer(vec![given(2, "Yes.", &[])]));
    let ahead = does(QuestionnaireCommand::SendQuestionnaire { id: QN.into(), on: firm.in_days(1) });
    assert!(matches!(firm.refuses(ahead), Refusal::InTheFuture { .. }));
    let before = does(QuestionnaireCommand::SendQuestionnaire { id: QN.into(), on: firm.in_days(-1) });
    assert!(matches!(firm.refuses(before), Refusal::DatesReversed { .. }));
    firm.does(send(&firm));
    assert!(firm.refuses(answer(vec![given(3, "Yes.", &[])])).to_string().contains("went back"));
    assert!(matches!(firm.refuses(send(&firm)), Refusal::NothingToChange { .. }));
}

#[test]
fn the_library_is_kept_by_who_runs_the_programme_and_by_the_owner_of_an_answer() {
    let mut firm = asked();
    firm.does(keep(None, "Do you train people?", "Yes, every year.", &[], Some("carl")));
    assert!(matches!(
        firm.refuses(keep(Some("AN-1"), "Do you train people?", "Yes, every year.", &[], Some("carl"))),
        Refusal::NothingToChange { .. }
    ));
    assert!(firm.refuses(keep(None, "do you train people", "Always.", &[], None)).to_string().contains("AN-1"));
    assert!(matches!(firm.refuses(keep(None, "", "Yes", &[], None)), Refusal::Empty { .. }));
    assert!(matches!(
        firm.refuses(keep(Some("AN-9"), "Q?", "Yes", &[], None)),
        Refusal::Unknown { what: "answer", .. }
    ));
    firm.by("carl", confirm("AN-1"));
    assert_eq!(firm.registers.questionnaires.answer("AN-1").unwrap().confirmed_by, "carl");
    assert!(matches!(firm.not_by("tina", confirm("AN-1")), Refusal::NotAllowed(_)));
    assert!(matches!(firm.not_by("eve", confirm("AN-1")), Refusal::NotAllowed(_)));
    let withdraw =
        |reason: &str| does(QuestionnaireCommand::WithdrawAnswer { id: "AN-1".into(), reason: reason.into() });
    assert!(matches!(firm.refuses(withdraw("")), Refusal::Empty { .. }));
    firm.does(withdraw("said otherwise by now"));
    assert!(matches!(firm.refuses(withdraw("again")), Refusal::NothingToChange { .. }));
    assert!(firm.refuses(confirm("AN-1")).to_string().contains("taken out"));
    assert!(
        Matcher::new(&firm.registers, firm.today())
            .suggest("Do you train people?")
            .iter()
            .all(|one| one.answer.is_none())
    );
    firm.does(keep(None, "Do you train people?", "Yes, twice a year.", &[], None));
    assert!(firm.registers.questionnaires.answer("AN-2").is_some());
}

#[test]
fn r334_the_pack_says_which_report_or_certificate_answers_which_request() {
    let firm = description::issued();
    let on = firm.today();
    let pack = answer_pack(&firm.registers, on);
    let line = |wants: Artefact| pack.iter().find(|line| line.wants == wants).unwrap();
    let report = line(Artefact::Soc2Type2).held.as_ref().unwrap();
    assert_eq!(report.id, "EN-1");
    assert!(
        report.sentence.contains("SOC 2 Type II report") && report.sentence.contains("unmodified"),
        "{}",
        report.sentence
    );
    assert!(domain::reports::wording::check(&report.sentence).is_empty());
    let alone = "The report speaks of those categories and days alone and proves no compliance with a law.";
    assert!(report.sentence.contains(alone), "R341: {}", report.sentence);
    let mut certified = crate::certifications::ready();
    certified.gets_certified();
    let pack = answer_pack(&certified.registers, certified.today());
    let held = pack.iter().find(|line| line.wants == Artefact::IsoCertificate).unwrap().held.as_ref().unwrap();
    assert!(
        held.sentence.contains("is certified to ISO/IEC 27001:2022 by")
            && held.sentence.ends_with("speaks of that scope alone and proves no compliance with a law."),
        "{held:?}"
    );
    assert!(domain::reports::wording::check(&held.sentence).is_empty());
    assert!(
        pack.iter().all(|line| line.wants == Artefact::IsoCertificate || line.held.is_none()),
        "no report comes of it"
    );
    // A report is no certificate: it can be sent meanwhile, and does not satisfy the request.
    let certificate = line(Artefact::IsoCertificate);
    assert!(certificate.held.is_none() && certificate.meanwhile.iter().any(|other| other.id == "EN-1"));
    assert!(certificate.note.contains("no certificate is in force"));
    assert!(line(Artefact::BridgeLetter).held.is_none());
    assert!(line(Artefact::Soc2Type1).note.contains("Type II"));
    // Asked for it, the programme answers with the report and its source.
    let found = Matcher::new(&firm.registers, on).suggest("Do you have a SOC 2 Type II report?");
    assert_eq!(found[0].sources, [SourceRef::new(SourceKind::Report, "EN-1")]);
    assert!(mark(&firm.registers, &found[0].sources[0], on).is_some());
    let none = answer_pack(&Organisation::begun().registers, on);
    assert!(none.iter().all(|line| line.held.is_none() && !line.note.is_empty()));
}

#[test]
fn the_pack_says_when_a_report_can_be_expected() {
    let mut firm = engagement::firm();
    let note = |firm: &Organisation, wants: Artefact| {
        let pack = answer_pack(&firm.registers, firm.today());
        pack.into_iter().find(|line| line.wants == wants).unwrap().note
    };
    let none = "no report was issued yet: plan an engagement, and tell the customer its day";
    assert_eq!(note(&firm, Artefact::Soc2Type2), none);
    firm.engaged(engagement::type2(), EngagementState::WindowOpen);
    let expected = "no report was issued yet: that of EN-1 (window open) can be expected on 2026-08-18 at the earliest";
    assert_eq!(note(&firm, Artefact::Soc2Type2), expected);
    assert_eq!(note(&firm, Artefact::Soc2Type1), expected, "a Type II speaks of the design as well");
    firm.does(engagement::plan(engagement::type1(date(2026, 3, 15))));
    assert!(note(&firm, Artefact::Soc2Type1).contains("that of EN-2 (planned) speaks of 2026-03-15; ask the firm"));
    assert_eq!(note(&firm, Artefact::Soc2Type2), expected, "a Type I does not stand in for a Type II");
    firm.does(engagement::to("EN-1", EngagementState::Withdrawn, "the firm merges"));
    assert_eq!(note(&firm, Artefact::Soc2Type2), none);
}

#[test]
fn entries_of_the_statement_and_documents_in_force_answer_too() {
    let mut firm = statement::in_force();
    let on = firm.today();
    let found = Matcher::new(&firm.registers, on).suggest("Is development outsourced to suppliers?");
    let entry = found.iter().find(|one| one.sources == [SourceRef::new(SourceKind::Statement, "A.8.30")]).unwrap();
    assert!(entry.text.contains("does not apply") && entry.text.contains("no development is given"), "{}", entry.text);
    let id = firm.in_force();
    let policy = SourceRef::new(SourceKind::Policy, id);
    let found = Matcher::new(&firm.registers, firm.today()).suggest("Do owners review access quarterly by policy?");
    assert!(found.iter().any(|one| one.sources == [policy.clone()]), "{found:?}");
    assert_eq!(mark(&firm.registers, &policy, firm.today()).as_deref(), Some("v1"));
}

#[test]
fn what_is_for_some_readers_only_is_never_suggested_and_an_answer_that_rests_on_it_is_looked_at_again() {
    let mut firm = asked();
    let id = firm.in_force();
    let policy = SourceRef::new(SourceKind::Policy, &id);
    let ask = |firm: &Organisation| {
        let found = Matcher::new(&firm.registers, firm.today()).suggest("Do owners review access quarterly by policy?");
        found.iter().any(|one| one.answer.is_none() && one.sources == [policy.clone()])
    };
    assert!(ask(&firm));
    firm.does(answer(vec![given(3, "Yes, our document says so.", std::slice::from_ref(&policy))]));
    may_leave(&firm.registers, QN, firm.today()).unwrap();
    let restricted =
        Policy { classification: Classification::Restricted, ..firm.registers.policies.policies[&id].policy.clone() };
    firm.does(revise(&id, restricted));
    assert!(!ask(&firm), "restricted");
    let held = firm.registers.questionnaires.answer("AN-1").unwrap();
    assert_eq!(stale(&firm.registers, held, firm.today()), [Stale::Changed(policy.clone())]);
    assert!(may_leave(&firm.registers, QN, firm.today()).is_err());
    // Somebody who may read it looked at the answer: it says nothing that others must not know.
    firm.does(confirm("AN-1"));
    may_leave(&firm.registers, QN, firm.today()).unwrap();
    assert!(!ask(&firm));
}

#[test]
fn ten_thousand_questions_are_asked_of_a_large_programme_in_good_time() {
    let mut firm = firm();
    for n in 0..300 {
        let control = Control {
            name: format!("Control {n} of access, backup and logs"),
            activity: format!("The team {n} reviews logs, restores backups and checks access rights of system {n}"),
            ..control(&format!("C-{n}"), "CC6.1, A.8.15")
        };
        firm.does(Command::AddControl { control });
    }
    let matcher = Matcher::new(&firm.registers, firm.today());
    let asked: usize = (0..10_000)
        .map(|n| matcher.suggest(&format!("Do you check the access rights and the logs of system {}?", n % 300)).len())
        .sum();
    assert!(asked >= 10_000);
}
