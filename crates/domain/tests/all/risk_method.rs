//! The method: what it has to say, who approves it, and what a change of it leaves alone.

use crate::library::FIRST;
use crate::people::{firm, rests_on};
use crate::risks;
use crate::risks::{approve_method, rate, with_method, with_risk, write};
use domain::refusal::Refusal;
use domain::reports::risk::notes_on_delta;
use domain::values::Duty;
use domain::values::risk::{Grade, RatingKind, RiskMethod, TreatmentOption, proposed_method};
use proptest::prelude::*;

#[test]
fn r106_r118_the_proposal_is_a_whole_method_and_is_used_once_management_approved_it() {
    let mut firm = firm();
    firm.does(risks::record(risks::described("Billing")));
    let early = firm.refuses(rate("RI-1", RatingKind::Current, (3, 3)));
    assert_eq!(early.to_string(), "no method for rating risks is approved");
    firm.does(write(proposed_method()));
    let (version, draft) = firm.registers.risks.draft().unwrap();
    assert_eq!((version, draft.sha256.clone()), (1, proposed_method().sha256()));
    assert_eq!(
        firm.refuses(rate("RI-1", RatingKind::Current, (3, 3))).to_string(),
        early.to_string(),
        "a draft rates nothing"
    );
    firm.by("mark", approve_method(1, &proposed_method().sha256()));
    assert_eq!(firm.registers.risks.in_force().unwrap().0, 1);
    assert!(firm.registers.risks.draft().is_none());
    firm.does(rate("RI-1", RatingKind::Current, (3, 3)));
}

#[test]
fn whoever_wrote_on_the_draft_does_not_approve_it_and_the_approval_is_bound() {
    let mut firm = firm();
    firm.joins("mary", &[domain::values::Role::Management, domain::values::Role::ProgrammeManager]);
    firm.by("mary", write(proposed_method()));
    let changed = RiskMethod { review_months: 6, ..proposed_method() };
    firm.does(write(changed.clone()));
    assert_eq!(firm.registers.risks.methods.len(), 1, "a draft is written on, not beside");
    rests_on(&firm.not_by("mary", approve_method(1, &changed.sha256())), Duty::AuthorApproves);
    let stale = firm.not_by("mark", approve_method(1, &proposed_method().sha256()));
    assert_eq!(stale.code(), "outdated");
    assert_eq!(firm.not_by("mark", approve_method(2, &changed.sha256())).code(), "outdated");
    assert_eq!(firm.not_by("paul", approve_method(1, &changed.sha256())).code(), "not_allowed");
    firm.by("mark", approve_method(1, &changed.sha256()));
    assert_eq!(firm.not_by("mark", approve_method(1, &changed.sha256())).code(), "not_allowed", "there is no draft");
    assert_eq!(firm.not_by("carl", write(proposed_method())).code(), "not_allowed");
    assert_eq!(firm.refuses(write(changed)).code(), "nothing_to_change");
}

#[test]
fn r106_what_a_method_lacks_is_said() {
    let firm = firm();
    let whole = proposed_method;
    let grades = |words: &[&str]| -> Vec<Grade> {
        words.iter().map(|word| Grade { word: (*word).into(), meaning: "m".into(), example: String::new() }).collect()
    };
    let matrix = |change: &dyn Fn(&mut Vec<Vec<u8>>)| {
        let mut method = whole();
        change(&mut method.matrix);
        method
    };
    let level = |change: &dyn Fn(&mut domain::values::risk::Level)| {
        let mut method = whole();
        change(&mut method.levels[0]);
        method
    };
    let cases: [(RiskMethod, &str); 17] = [
        (RiskMethod { title: " ".into(), ..whole() }, "the title is empty"),
        (RiskMethod { likelihood: grades(&["a", "b"]), ..whole() }, "likelihood has 2 grades"),
        (RiskMethod { impact: grades(&["a", "b", "c", "d", "e", "f", "g"]), ..whole() }, "impact has 7 grades"),
        (RiskMethod { impact: grades(&["a", "b", "c", "d", "A"]), ..whole() }, "`A` stands twice in impact"),
        (RiskMethod { impact: grades(&["a", "", "c", "d", "e"]), ..whole() }, "the word of a grade is empty"),
        (RiskMethod { levels: whole().levels[..2].to_vec(), ..whole() }, "the list of levels has 2 grades"),
        (level(&|level| level.demands.clear()), "what a level demands is empty"),
        (level(&|level| level.decides.clear()), "who decides at a level is empty"),
        (level(&|level| level.word = "High".into()), "`high` stands twice in the list of levels"),
        (matrix(&|rows| rows.truncate(4)), "the matrix does not fit the scales"),
        (matrix(&|rows| rows[2][1] = 5), "the matrix names level 5 for likelihood 3 and impact 2"),
        (matrix(&|rows| rows[0][3] = 0), "the matrix names level 0 for likelihood 1 and impact 4"),
        (matrix(&|rows| rows[4][4] = 3), "the level falls at likelihood 5 and impact 5"),
        (RiskMethod { appetite: 4, ..whole() }, "the appetite cannot be level 4"),
        (RiskMethod { review_months: 13, ..whole() }, "risks cannot be assessed every 13 months"),
        (RiskMethod { consistency: String::new(), ..whole() }, "how results stay consistent is empty"),
        (RiskMethod { triggers: vec!["x".into(); 51], ..whole() }, "more than 50 triggers"),
    ];
    for (method, sentence) in cases {
        assert_eq!(firm.refuses(write(method)).to_string(), sentence);
    }
}

#[test]
fn a_change_of_the_method_regrades_nothing_and_the_report_names_what_it_left() {
    let mut firm = with_risk((3, 3));
    let before = firm.risk("RI-1").clone();
    let mut stricter = proposed_method();
    for row in &mut stricter.matrix {
        row.iter_mut().for_each(|level| *level = (*level + 1).min(4));
    }
    firm.does(write(stricter.clone()));
    assert!(
        !firm.wrong_with(Some("RI-1")).contains(&domain::reports::risk::RiskProblem::OtherMethod),
        "a draft changes nothing"
    );
    firm.by("mark", approve_method(2, &stricter.sha256()));
    assert_eq!(firm.risk("RI-1"), &before);
    assert!(firm.wrong_with(Some("RI-1")).contains(&domain::reports::risk::RiskProblem::OtherMethod));
    firm.does(rate("RI-1", RatingKind::Current, (3, 3)));
    let (_, again) = firm.risk("RI-1").rating(RatingKind::Current).unwrap();
    assert_eq!((again.rating.method, again.rating.level), (2, before.ratings[0].rating.level + 1));
    assert!(!firm.wrong_with(Some("RI-1")).contains(&domain::reports::risk::RiskProblem::OtherMethod));
}

#[test]
fn r117_r119_both_opinions_on_the_size_of_the_step_stand_with_their_sources() {
    let notes = notes_on_delta(&with_method().registers.catalogue);
    assert!(notes.iter().any(|note| note.text.contains("smaller") && note.source.starts_with("Truvo Cyber")));
    assert!(notes.iter().any(|note| note.text.contains("large") && note.source.starts_with("Agency")));
    assert!(notes.iter().any(|note| note.text.contains("most time")), "where the work goes");
    assert!(notes.iter().all(|note| !note.source.is_empty()));
}

#[test]
fn r118_one_method_and_its_outputs_serve_both_frameworks() {
    let served = domain::reports::risk::served(&with_method().registers.catalogue);
    let items: Vec<&str> = served.iter().map(|one| one.item).collect();
    assert_eq!(items, ["CC3.1", "CC3.2", "CC3.3", "CC3.4", "6.1.2", "6.1.3", "8.2", "8.3"]);
    assert!(served.iter().all(|one| !one.title.is_empty()), "each is an item of an adopted framework");
}

#[test]
fn both_vocabularies_are_read() {
    let read = |word| TreatmentOption::parse(word).map(TreatmentOption::id);
    let pairs =
        [("Mitigate", "modify"), ("accept", "retain"), ("transfer", "share"), ("avoid", "avoid"), (" Share ", "share")];
    for (word, id) in pairs {
        assert_eq!(read(word), Some(id));
    }
    assert_eq!(read("ignore"), None);
}

#[test]
fn a_grade_outside_the_scale_is_refused() {
    let firm = with_risk((3, 3));
    for (grades, sentence) in [((6, 1), "likelihood 6"), ((0, 1), "likelihood 0"), ((1, 6), "impact 6")] {
        let Refusal::NotPossible { sentence: said, hint } = firm.refuses(rate("RI-1", RatingKind::Current, grades))
        else {
            panic!("it is refused")
        };
        assert_eq!(said, format!("{sentence} is not on the scale of version 1 of the method"));
        assert!(hint.contains("from 1 (") && hint.contains("to 5"), "{hint}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// R111: whoever rates, and whatever is rated beside, the same inputs give the same level; a higher grade never a lower.
    #[test]
    fn r111_the_same_inputs_give_the_same_level(l in 1_u8..=5, i in 1_u8..=5, more in 0_u8..=4) {
        let mut firm = with_method();
        firm.does(risks::record(risks::described("One")));
        firm.does(risks::record(risks::described("Two")));
        firm.by("carl", rate("RI-1", RatingKind::Current, (l, i)));
        firm.by(FIRST, rate("RI-2", RatingKind::Inherent, (l, i)));
        let level = |id: &str| firm.risk(id).ratings[0].rating.level;
        prop_assert_eq!(level("RI-1"), level("RI-2"));
        let method = proposed_method();
        prop_assert_eq!(Some(level("RI-1")), method.level(l, i));
        prop_assert!(method.level((l + more).min(5), i) >= method.level(l, i));
        prop_assert!(method.level(l, (i + more).min(5)) >= method.level(l, i));
    }

    /// Whatever is changed in a method, its hash changes.
    #[test]
    fn another_content_has_another_hash(which in 0_usize..8) {
        let mut method = proposed_method();
        match which {
            0 => method.title.push('x'),
            1 => method.likelihood[0].word.push('x'),
            2 => method.impact[4].example.push('x'),
            3 => method.levels[1].demands.push('x'),
            4 => method.matrix[0][0] = 2,
            5 => method.appetite = 1,
            6 => method.review_months = 6,
            _ => { method.triggers.pop(); }
        }
        prop_assert_ne!(method.sha256(), proposed_method().sha256());
    }
}
