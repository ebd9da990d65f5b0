//! Every reason to refuse something about nonconformities, and deadlines.

use crate::evidence::running;
use crate::library;
use crate::nonconformities::*;
use crate::people::end;
use domain::command::{Command, NonconformityCommand};
use domain::values::nonconformity::{
    Effectiveness, MAX_ACTIONS, Nonconformity, NonconformityClass, NonconformityRules, NonconformitySource,
};
use jiff::ToSpan;
use jiff::civil::Date;

fn set(rules: NonconformityRules) -> Command {
    cmd(NonconformityCommand::SetNonconformityRules { rules })
}

#[test]
fn what_is_wrong_with_what_was_found_is_said() {
    let firm = running();
    let today = firm.today();
    let fine = found(today);
    let cases = [
        (Nonconformity { title: " ".into(), ..fine.clone() }, "the title is empty"),
        (Nonconformity { description: String::new(), ..fine.clone() }, "the description is empty"),
        (Nonconformity { title: "x".repeat(201), ..fine.clone() }, "longer than 200"),
        (Nonconformity { found: firm.in_days(1), ..fine.clone() }, "lies in the future"),
        (Nonconformity { agreed: Some(firm.in_days(-1)), ..fine.clone() }, "the agreed day lies before"),
        (
            Nonconformity { against: ids("A.5.199"), ..fine.clone() },
            "no clause, control or criterion is known as `A.5.199`",
        ),
        (Nonconformity { controls: ids("XX-9"), ..fine.clone() }, "no control is known as `XX-9`"),
        (Nonconformity { owner: Some("nobody".into()), ..fine.clone() }, "no member is known as `nobody`"),
        (
            Nonconformity { controls: (0..60).map(|n| format!("C-{n}")).collect(), ..fine.clone() },
            "more than 50 clauses and controls",
        ),
        (
            Nonconformity { source: NonconformitySource::Exception, reference: "EX-9".into(), ..fine.clone() },
            "no exception is known as `EX-9`",
        ),
        (
            Nonconformity { source: NonconformitySource::Collector, reference: "CO-9".into(), ..fine.clone() },
            "no collector is known as `CO-9`",
        ),
        (
            Nonconformity { source: NonconformitySource::Supplier, reference: "SU-9".into(), ..fine.clone() },
            "no supplier or incident of one is known as `SU-9`",
        ),
    ];
    for (wrong, said) in cases {
        let refusal = firm.refuses(raise(wrong)).to_string();
        assert!(refusal.contains(said), "{refusal} says {said}");
    }
}

#[test]
fn ids_are_told_in_any_usual_spelling_and_clauses_from_controls() {
    let mut firm = running();
    let one = Nonconformity { against: ids("a 5.18, cc6.2, clause 10.2, 5.1"), ..found(firm.today()) };
    let id = firm.new_by("paul", raise(one));
    assert_eq!(firm.nc(&id).nonconformity.against, ids("A.5.18, CC6.2, 10.2, 5.1"));
}

#[test]
fn an_owner_who_left_answers_for_nothing_new() {
    let mut firm = running();
    let id = firm.caused();
    firm.does(end("tina"));
    let refusal = firm.not_by("carl", plan(&id, "tina", firm.in_days(3))).to_string();
    assert!(refusal.contains("membership of tina has ended"), "{refusal}");
    let owner = Nonconformity { owner: Some("tina".into()), ..found(firm.today()) };
    assert!(firm.refuses(raise(owner)).to_string().contains("has ended"));
}

#[test]
fn a_step_before_its_time_is_refused() {
    let mut firm = running();
    let id = firm.new_by("paul", raise(found(firm.today())));
    let today = firm.today();
    let tomorrow = firm.in_days(1);
    let says = |firm: &library::Organisation, command: Command, said: &str| {
        let refusal = firm.refuses(command).to_string();
        assert!(refusal.contains(said), "{refusal} says {said}");
    };
    says(&firm, cause(&id), "is not corrected yet");
    says(&firm, plan(&id, "tina", tomorrow), "the cause of NC-1 is not known yet");
    says(&firm, no_action(&id), "the cause of NC-1 is not known yet");
    says(&firm, correct(&id, tomorrow, ""), "lies in the future");
    says(&firm, correct(&id, firm.in_days(-1), ""), "the day of the correction lies before");
    says(&firm, correct(&id, today, "EV-99"), "no evidence is known as `EV-99`");
    says(&firm, cite(&id, ""), "the evidence is empty");
    let id = firm.caused();
    says(&firm, plan(&id, "tina", firm.in_days(-1)), "is over");
    says(&firm, plan(&id, "nobody", tomorrow), "no member is known as `nobody`");
    says(&firm, finish(&id, 1, today, ""), "no line of action is known as `NC-2/1`");
    firm.by("carl", plan(&id, "tina", tomorrow));
    says(&firm, finish(&id, 0, today, ""), "no line of action");
    says(&firm, finish(&id, 1, tomorrow, ""), "lies in the future");
    firm.by("tina", finish(&id, 1, today, ""));
    says(&firm, finish(&id, 1, today, ""), "was carried out on");
    says(&firm, drop_line(&id, 1), "was carried out on");
    says(&firm, judge(&id, Effectiveness::Ineffective, tomorrow, ""), "lies in the future");
    says(
        &firm,
        cmd(NonconformityCommand::CloseNonconformity { id: "NC-77".into(), note: String::new() }),
        "no nonconformity is known as",
    );
    firm.by("carl", plan(&id, "tina", tomorrow));
    firm.by("carl", drop_line(&id, 2));
    says(&firm, drop_line(&id, 2), "was dropped");
}

#[test]
fn nothing_is_said_twice_and_words_are_asked_for() {
    let mut firm = running();
    let id = firm.caused();
    let today = firm.today();
    firm.by("carl", similar(&id));
    for again in [correct(&id, today, ""), cause(&id), similar(&id), revise(&id, found(today))] {
        assert_eq!(firm.refuses(again).code(), "nothing_to_change");
    }
    let empty = [
        NonconformityCommand::CorrectNonconformity {
            id: id.clone(),
            correction: " ".into(),
            on: today,
            evidence: ids(""),
        },
        NonconformityCommand::FindNonconformityCause { id: id.clone(), cause: " ".into(), method: String::new() },
        NonconformityCommand::SeekSimilarNonconformities { id: id.clone(), similar: String::new() },
        NonconformityCommand::NeedNoNonconformityAction { id: id.clone(), reason: String::new() },
        NonconformityCommand::RejectNonconformity { id: id.clone(), reason: String::new() },
    ];
    for wanted in empty {
        let by = if matches!(wanted, NonconformityCommand::RejectNonconformity { .. }) { "paul" } else { "carl" };
        assert_eq!(firm.not_by(by, cmd(wanted)).code(), "empty");
    }
    let unsaid = NonconformityCommand::ReviseNonconformity {
        id: id.clone(),
        nonconformity: Box::new(Nonconformity { title: "Other".into(), ..found(today) }),
        reason: String::new(),
    };
    assert_eq!(firm.not_by("carl", cmd(unsaid)).code(), "empty");
    for _ in 0..MAX_ACTIONS {
        firm.by("carl", plan(&id, "tina", firm.in_days(3)));
    }
    assert_eq!(firm.not_by("carl", plan(&id, "tina", firm.in_days(3))).code(), "too_many");
}

#[test]
fn deadlines_follow_the_class_and_the_parameters_of_that_day() {
    let mut firm = running();
    let today = firm.today();
    let after = |days: i32| Some(today.saturating_add(days.days()));
    let of = |class| Nonconformity { class, ..found(today) };
    let due = |firm: &mut library::Organisation, one: Nonconformity| {
        let id = firm.new_by("paul", raise(one));
        firm.nc(&id).due
    };
    assert_eq!(due(&mut firm, of(NonconformityClass::Major)), after(90));
    assert_eq!(due(&mut firm, of(NonconformityClass::Minor)), after(180));
    assert_eq!(due(&mut firm, of(NonconformityClass::Opportunity)), None);
    let visit = Nonconformity { agreed: after(40), ..of(NonconformityClass::Minor) };
    assert_eq!(due(&mut firm, visit), after(40), "the next visit");
    let rules = NonconformityRules { major_days: 30, minor_days: 60, opportunity_days: 365, wait_days: 0 };
    firm.by("paul", set(rules));
    assert_eq!(firm.nc("NC-1").due, after(90), "a deadline that was given stays");
    assert_eq!(due(&mut firm, of(NonconformityClass::Opportunity)), after(365));
    // Another title leaves the deadline alone, another class gives a new one.
    firm.by("paul", revise("NC-1", Nonconformity { title: "Other".into(), ..of(NonconformityClass::Major) }));
    assert_eq!(firm.nc("NC-1").due, after(90));
    firm.by("paul", revise("NC-1", of(NonconformityClass::Minor)));
    assert_eq!(firm.nc("NC-1").due, after(60));
    assert_eq!(firm.refuses(set(rules)).code(), "nothing_to_change");
    for wrong in [NonconformityRules { major_days: 0, ..rules }, NonconformityRules { wait_days: 2_000, ..rules }] {
        assert!(firm.refuses(set(wrong)).to_string().contains("days are not possible"));
    }
    let no_wait = firm.acted();
    firm.by("ivan", judge(&no_wait, Effectiveness::Effective, today, ""));
}

#[test]
fn a_deadline_beyond_the_calendar_is_its_last_day() {
    let rules = NonconformityRules::default();
    let last = Nonconformity { found: Date::MAX, ..found(Date::MAX) };
    assert_eq!(rules.due(&last), Some(Date::MAX));
}
