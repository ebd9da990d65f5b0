//! The readiness scorecard: a score for each framework apart, what lowers it, what the registers contradict, steps, roadmap.

use crate::library::{Organisation, TODAY, TRUVO, catalogue, control};
use domain::command::{Command, ScorecardCommand};
use domain::event::{Event, ScorecardEvent};
use domain::refusal::Refusal;
use domain::reports::scorecard::{
    FactLevel, MOST_VALUABLE, StepGround, contradictions, lowers, most_valuable, roadmap, score, steps, touched,
};
use domain::rules::scorecard::check_card;
use domain::values::scorecard::{
    CardAnswer, CardAnswers, Scorecard, ScorecardFact, ScorecardPart, ScorecardQuestion, TakenScorecard,
};
use formats::library::builtin;
use formats::library::scorecard::scorecard;
use jiff::ToSpan;
use std::collections::BTreeSet;

fn all(answer: CardAnswer) -> CardAnswers {
    scorecard().questions.iter().map(|question| (question.id.clone(), answer)).collect()
}

fn taken(answers: CardAnswers) -> Command {
    let taken = TakenScorecard { card: scorecard().clone(), answers, needed_by: None, people: 1 };
    Command::Scorecard(ScorecardCommand::TakeScorecard { taken: Box::new(taken) })
}

fn ground() -> StepGround {
    StepGround::of(&catalogue(), TRUVO)
}

#[test]
fn r327_r328_twenty_questions_of_five_minutes_hang_together_and_touch_both_frameworks() {
    let card = scorecard();
    assert_eq!((card.questions.len(), card.minutes), (20, 5));
    check_card(card, &catalogue()).unwrap();
    // Read at 200 words a minute, with the hint under each question, and five seconds for each answer.
    let words = |text: &str| text.split_whitespace().count();
    let read: usize = card.questions.iter().map(|question| words(&question.text) + words(&question.help)).sum();
    assert!(read * 60 / 200 + card.questions.len() * 5 < 5 * 60, "{read} words are no five minutes");
    let facts: BTreeSet<ScorecardFact> = card.questions.iter().filter_map(|question| question.fact).collect();
    assert_eq!(facts.len(), ScorecardFact::ALL.len());
    let (soc2, iso) = (builtin::framework("soc2-tsc-2017").unwrap(), builtin::framework("iso27001-2022").unwrap());
    let figures: Vec<(usize, usize)> = touched(card, soc2, iso).iter().map(|one| (one.touched, one.of)).collect();
    assert_eq!(figures.iter().map(|(_, of)| *of).collect::<Vec<_>>()[0], 61);
    assert_eq!(figures[2].1, 93);
    assert!(figures.iter().all(|(touched, of)| *touched > 20 && touched < of), "{figures:?}");
}

#[test]
fn r327_r328_the_three_parts_are_scored_apart_and_never_added() {
    let card = scorecard();
    let full = score(card, &all(CardAnswer::Yes));
    assert!(full.parts.iter().all(|part| part.percent().tenths() == 1_000 && part.answered == part.questions));
    let none = score(card, &all(CardAnswer::No));
    assert!(none.parts.iter().all(|part| part.halves == 0));
    let half = score(card, &all(CardAnswer::Partly));
    assert!(half.parts.iter().all(|part| part.percent().tenths() == 500));
    // The Statement of Applicability has no counterpart in SOC 2: without it the clauses alone are lower.
    let mut answers = all(CardAnswer::Yes);
    answers.insert("SQ05".into(), CardAnswer::No);
    let found = score(card, &answers);
    let tenths: Vec<u32> = found.parts.iter().map(|part| part.percent().tenths()).collect();
    assert_eq!((tenths[0], tenths[2]), (1_000, 1_000));
    let clauses = found.parts[1];
    assert_eq!((clauses.part, clauses.of - clauses.halves), (ScorecardPart::Clauses, 6));
    // Nobody knows is no answer of the programme, and what was not answered counts nothing.
    let unknown = score(card, &all(CardAnswer::DoNotKnow));
    assert_eq!((unknown.unknown, unknown.answered), (20, 20));
    assert!(score(card, &CardAnswers::new()).parts.iter().all(|part| part.halves == 0 && part.answered == 0));
    let by_area: u32 =
        full.areas.iter().flat_map(|area| &area.parts).filter(|p| p.part == ScorecardPart::Soc2).map(|p| p.of).sum();
    assert_eq!(by_area, full.parts[0].of);
}

#[test]
fn r329_what_lowers_a_score_is_named_the_most_first() {
    let card = scorecard();
    assert!(lowers(card, &all(CardAnswer::Yes)).is_empty());
    let mut answers = all(CardAnswer::Yes);
    answers.insert("SQ08".into(), CardAnswer::No);
    answers.insert("SQ09".into(), CardAnswer::Partly);
    let found = lowers(card, &answers);
    let soc2: Vec<_> = found.iter().filter(|line| line.part == ScorecardPart::Soc2).collect();
    // CC6.1 is lowered by both: 6 half points of SQ08, 3 of SQ09.
    assert_eq!((soc2[0].item.as_str(), soc2[0].lost), ("CC6.1", 9));
    assert_eq!(soc2[0].questions, ["SQ08", "SQ09"]);
    assert!(found.windows(2).all(|pair| pair[0].part < pair[1].part || pair[0].lost >= pair[1].lost));
    assert!(found.iter().all(|line| line.lost <= line.of));
    let annex: Vec<&str> =
        found.iter().filter(|line| line.part == ScorecardPart::AnnexA).map(|l| l.item.as_str()).collect();
    assert_eq!(annex[..2], ["A.5.15", "A.8.2"]);
}

#[test]
fn r327_answers_that_the_registers_contradict_are_pointed_out() {
    let mut firm = Organisation::begun();
    firm.does(Command::AddControl { control: control("AC-1", "CC6.1, CC6.6, A.5.15, A.5.16, A.5.17, A.8.2, A.8.5") });
    let found = contradictions(&firm.registers, scorecard(), &all(CardAnswer::Yes), TODAY);
    let of = |id: &str| found.iter().find(|one| one.question == id);
    // The register has no internal audit and no review; the statement was never begun; the control answers SQ08 wholly.
    let audit = of("SQ20").unwrap();
    assert_eq!(audit.recorded.level, FactLevel::Nothing);
    assert!(audit.sentence.contains("no internal audit has a report"), "{}", audit.sentence);
    assert!(of("SQ05").unwrap().sentence.contains("no Statement of Applicability was begun"));
    assert!(of("SQ08").is_none());
    assert!(of("SQ09").unwrap().sentence.contains("access review"));
    // Said worse than it is, or not known, is pointed out as well.
    let found = contradictions(&firm.registers, scorecard(), &all(CardAnswer::No), TODAY);
    assert_eq!(found.iter().map(|one| one.question.as_str()).collect::<Vec<_>>(), ["SQ08"]);
    let found = contradictions(&firm.registers, scorecard(), &all(CardAnswer::DoNotKnow), TODAY);
    assert!(found.iter().any(|one| one.question == "SQ08"));
    assert!(contradictions(&firm.registers, scorecard(), &CardAnswers::new(), TODAY).is_empty());
}

#[test]
fn r330_the_most_valuable_steps_are_computed_from_reuse_effort_and_date() {
    let card = scorecard();
    let found = steps(card, &all(CardAnswer::No), &ground(), TODAY, (None, 1));
    assert_eq!(found.len(), 20);
    assert_eq!(most_valuable(&found).len(), MOST_VALUABLE);
    assert!(found.windows(2).all(|pair| pair[0].value >= pair[1].value));
    for step in &found {
        let opened = u32::try_from(step.criteria.len() + step.clauses.len() + step.annex_a.len()).unwrap();
        assert_eq!(step.value, opened * step.lost * 200 / (step.days[0] + step.days[1]), "{}", step.question);
        assert!(!step.source.is_empty() && step.shown_by > TODAY);
    }
    // A row of the crosswalk leads further than the question itself: CC6.6 names controls that SQ08 does not.
    let sq08 = found.iter().find(|step| step.question == "SQ08").unwrap();
    assert!(sq08.annex_a.len() > card.question("SQ08").unwrap().annex_a.len(), "{:?}", sq08.annex_a);
    // What comes too late comes last: an audit takes six weeks at least.
    let soon = TODAY.saturating_add(3.weeks());
    let found = steps(card, &all(CardAnswer::No), &ground(), TODAY, (Some(soon), 1));
    let late: Vec<bool> = found.iter().map(|step| step.in_time == Some(false)).collect();
    assert!(late.is_sorted() && late.contains(&true) && late.contains(&false), "{late:?}");
    assert!(found.iter().find(|step| step.question == "SQ20").unwrap().in_time == Some(false));
    assert!(steps(card, &all(CardAnswer::Yes), &ground(), TODAY, (None, 1)).is_empty());
}

#[test]
fn r330_what_own_controls_answer_already_opens_nothing() {
    let mut firm = Organisation::begun();
    let before = StepGround::in_organisation(&firm.registers);
    firm.does(Command::AddControl { control: control("AC-1", "CC6.1, CC6.6, A.5.15, A.5.16, A.5.17, A.8.2, A.8.5") });
    let after = StepGround::in_organisation(&firm.registers);
    let of = |ground: &StepGround| {
        let found = steps(scorecard(), &all(CardAnswer::No), ground, TODAY, (None, 1));
        found.into_iter().find(|step| step.question == "SQ08").unwrap()
    };
    let (before, after) = (of(&before), of(&after));
    assert!(after.criteria.len() < before.criteria.len() && after.value < before.value, "{after:?}");
    assert!(!after.annex_a.contains(&"A.8.5".to_owned()), "{after:?}");
}

#[test]
fn r330_a_score_leads_to_a_roadmap_by_phase_with_days_as_ranges() {
    let card = scorecard();
    let found = steps(card, &all(CardAnswer::No), &ground(), TODAY, (None, 2));
    let phases = roadmap(card, &found, TODAY, 2);
    assert_eq!(phases.iter().map(|phase| phase.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(phases[0].from, [TODAY, TODAY]);
    for pair in phases.windows(2) {
        assert_eq!(pair[1].from, pair[0].until.map(|day| day.tomorrow().unwrap()));
    }
    for phase in &phases {
        assert!(phase.until[0] <= phase.until[1] && phase.days[0] < phase.days[1]);
        let least = phase.from[0].saturating_add(i64::from(phase.weeks).weeks()).yesterday().unwrap();
        assert!(phase.until[0] >= least, "{phase:?}");
    }
    let alone = roadmap(card, &found, TODAY, 1);
    assert!(alone.last().unwrap().until[1] > phases.last().unwrap().until[1]);
    assert!(roadmap(card, &[], TODAY, 1).is_empty());
}

#[test]
fn r330_a_result_becomes_part_of_the_organisation_with_its_questions() {
    let mut firm = Organisation::begun();
    let events = firm.does(taken(all(CardAnswer::Partly)));
    let [Event::Scorecard(ScorecardEvent::ScorecardTaken { id, taken: kept })] = events.as_slice() else {
        panic!("{events:?}")
    };
    assert_eq!((id.as_str(), kept.card.questions.len()), ("SC-1", 20));
    assert!(matches!(firm.refuses(taken(all(CardAnswer::Partly))), Refusal::NothingToChange { .. }));
    firm.does(taken(all(CardAnswer::Yes)));
    assert_eq!(firm.registers.scorecards.newest().unwrap().0, "SC-2");
    assert!(firm.registers.scorecards.find("sc-1").is_some());
}

#[test]
fn answers_and_cards_that_make_no_sense_are_named() {
    let firm = Organisation::begun();
    assert!(matches!(firm.refuses(taken(CardAnswers::new())), Refusal::Empty { .. }));
    let odd = CardAnswers::from([("SQ21".to_owned(), CardAnswer::Yes)]);
    let refusal = firm.refuses(taken(odd));
    assert!(matches!(&refusal, Refusal::Unknown { nearest: Some(_), .. }), "{refusal:?}");
    let people =
        TakenScorecard { card: scorecard().clone(), answers: all(CardAnswer::Yes), needed_by: None, people: 0 };
    let refusal = firm.refuses(Command::Scorecard(ScorecardCommand::TakeScorecard { taken: Box::new(people) }));
    assert!(refusal.to_string().contains("people"), "{refusal}");
    let broken = |change: &dyn Fn(&mut Scorecard)| {
        let mut card = scorecard().clone();
        change(&mut card);
        check_card(&card, &catalogue()).unwrap_err().to_string()
    };
    let first = |card: &mut Scorecard, change: &dyn Fn(&mut ScorecardQuestion)| change(&mut card.questions[0]);
    assert!(broken(&|card| first(card, &|q| q.weight = 9)).contains("question SQ01, weight"));
    assert!(broken(&|card| first(card, &|q| q.area = "nowhere".into())).contains("SQ01, area"));
    assert!(broken(&|card| first(card, &|q| q.effort = "huge".into())).contains("SQ01, effort"));
    assert!(broken(&|card| first(card, &|q| q.phase = 9)).contains("SQ01, phase"));
    assert!(broken(&|card| first(card, &|q| q.criteria = vec!["CC99.1".into()])).contains("`CC99.1` is not known"));
    assert!(broken(&|card| first(card, &|q| q.text = String::new())).contains("SQ01, text"));
    assert!(broken(&|card| first(card, &|q| q.weeks = 5_000)).contains("SQ01, weeks"));
    assert!(broken(&|card| card.questions.push(card.questions[0].clone())).contains("stands twice"));
    assert!(broken(&|card| card.efforts[0].days = [9, 3]).contains("9 to 3"));
    assert!(broken(&|card| card.questions.clear()).contains("questions"));
    assert!(broken(&|card| card.title = "x".repeat(2_000)).contains("title"));
    let untied = broken(&|card| {
        first(card, &|q| {
            (q.criteria, q.clauses, q.annex_a) = (Vec::new(), Vec::new(), Vec::new());
        });
    });
    assert!(untied.contains("bears on nothing"), "{untied}");
}

#[test]
fn an_own_file_is_read_with_line_and_column_of_what_is_wrong() {
    let text = std::fs::read("../../library/scorecard.yaml").unwrap();
    assert_eq!(&formats::library::scorecard::read(&text, "own.yaml").unwrap(), scorecard());
    let wrong = String::from_utf8(text).unwrap().replace("minutes: 5", "minutes: soon");
    let problem = formats::library::scorecard::read(wrong.as_bytes(), "own.yaml").unwrap_err();
    assert!(problem.line > 0 && problem.to_string().starts_with("own.yaml:"), "{problem}");
}
