//! What can be chosen, quoted and reported of a plan.

use crate::library::Organisation;
use crate::people::firm;
use crate::plans::*;
use domain::command::{Command, PlanCommand};
use domain::event::{Event, PlanEvent};
use domain::refusal::Refusal;
use domain::reports::plan::baseline;
use domain::values::plan::{Choices, FigureUnit, OwnFigure};
use jiff::civil::date;

fn said(firm: &Organisation, command: Command) -> String {
    firm.not_by("paul", command).to_string()
}

fn kept(reason: &str) -> Command {
    Command::Plan(PlanCommand::KeepPlanBaseline { baseline: baseline(&bare("extension"), reason) })
}

#[test]
fn r311_choices_are_kept_as_they_were_made_with_the_reason_for_the_tool() {
    let mut firm = firm();
    let tool = Some("tool.secureframe".to_owned());
    let choices = Choices { tool, tool_reason: "two people, one cloud".into(), ..choices("extension") };
    let events = firm.by("paul", set(choices.clone()));
    assert_eq!(events, [Event::Plan(PlanEvent::PlanSet { choices: choices.clone() })]);
    assert_eq!(firm.registers.plans.choices, Some(choices.clone()));
    assert_eq!(said(&firm, set(choices)), "the plan is so already");
}

#[test]
fn choices_that_cannot_be_are_refused_by_field() {
    let firm = firm();
    let plan = |change: &dyn Fn(&mut Choices)| {
        let mut one = choices("type2");
        change(&mut one);
        said(&firm, set(one))
    };
    assert!(plan(&|one| one.start = date(1800, 1, 1)).starts_with("start: 1800-01-01 lies outside"));
    assert!(plan(&|one| one.window_months = 0).starts_with("window_months: 0 months"));
    assert!(plan(&|one| one.window_months = 37).starts_with("window_months: 37"));
    assert!(plan(&|one| one.maturity_percent = 301).starts_with("maturity_percent: 301"));
    assert_eq!(plan(&|one| one.maturity_percent = 120), "maturity_reason is empty");
    assert!(plan(&|one| one.tool_in_use = true).starts_with("tool_in_use"));
}

#[test]
fn r302_a_plan_that_pays_for_tooling_twice_is_refused_with_the_reason() {
    let firm = firm();
    let why = "tool.any is not counted: soc2.type2.mid.all_in contains tooling already".to_owned();
    let command = Command::Plan(PlanCommand::SetPlan { choices: choices("type2"), twice: vec![why.clone()] });
    let refusal = firm.not_by("paul", command);
    assert_eq!(refusal.to_string(), why);
    assert!(refusal.hint().contains("leave the tool out"));
}

#[test]
fn an_own_figure_names_its_source_and_lies_in_its_unit() {
    let mut firm = firm();
    let today = firm.today();
    let figure =
        |low, high| OwnFigure { range: range(low, high), source: "Firm".into(), on: today, note: String::new() };
    let own = |key: &str, unit, figure| Command::Plan(PlanCommand::SetPlanFigure { key: key.to_owned(), unit, figure });
    let usd = |figure| own("iso.surveillance", FigureUnit::Usd, figure);
    assert!(said(&firm, usd(figure(9, 8))).contains("9 to 8 is reversed"));
    assert!(said(&firm, usd(figure(0, 1_000_000_001))).contains("out of range"));
    let percent = own("saving.second", FigureUnit::Percent, figure(0, 101));
    assert!(said(&firm, percent).starts_with("saving.second: 0 to 101 is out of range"));
    let weeks = own("extension.foundation", FigureUnit::WeekRange, figure(0, 4));
    assert!(said(&firm, weeks).contains("out of range"), "week 0 is none");
    assert_eq!(said(&firm, usd(OwnFigure { source: " ".into(), ..figure(1, 2) })), "source is empty");
    let tomorrow = OwnFigure { on: today.tomorrow().unwrap(), ..figure(1, 2) };
    assert_eq!(firm.not_by("paul", usd(tomorrow)), Refusal::InTheFuture { field: "on" });
    firm.by("paul", usd(figure(7_000, 9_000)));
    assert_eq!(said(&firm, usd(figure(7_000, 9_000))), "the figure for iso.surveillance is so already");
    let remove = |reason: &str| {
        Command::Plan(PlanCommand::RemovePlanFigure { key: "iso.surveillance".into(), reason: reason.to_owned() })
    };
    assert_eq!(said(&firm, remove("")), "reason is empty");
    firm.by("paul", remove("the offer ran out"));
    assert!(firm.registers.plans.figures.is_empty());
    assert_eq!(said(&firm, remove("again")), "no own figure is known as `iso.surveillance`");
}

#[test]
fn a_baseline_is_of_a_plan_and_says_what_it_is_for() {
    let mut firm = firm();
    assert_eq!(said(&firm, kept("approved")), "there is no plan to keep yet");
    firm.by("paul", set(choices("extension")));
    assert_eq!(said(&firm, kept(" ")), "reason is empty");
    firm.by("paul", kept("approved by the board"));
    assert_eq!(said(&firm, kept("approved by the board")), "the baseline is so already");
    assert_eq!(firm.registers.plans.baselines[0].by, "paul");
}

#[test]
fn a_step_is_reported_with_days_that_can_have_been() {
    let mut firm = firm();
    let today = firm.today();
    let (step, yesterday, tomorrow) = ("extension/foundation", today.yesterday().unwrap(), today.tomorrow().unwrap());
    assert_eq!(firm.not_by("paul", report(step, Some(tomorrow), None)), Refusal::InTheFuture { field: "started" });
    assert!(said(&firm, report(step, None, Some(today))).starts_with("started: "));
    let reversed = firm.not_by("paul", report(step, Some(today), Some(yesterday)));
    assert_eq!(reversed, Refusal::DatesReversed { from: "started", until: "ended" });
    firm.by("paul", report(step, Some(yesterday), Some(today)));
    assert_eq!(said(&firm, report(step, Some(yesterday), Some(today))), format!("the step {step} is so already"));
    firm.by("paul", report(step, None, None));
    assert!(firm.registers.plans.actuals.is_empty(), "empty takes it back");
}

#[test]
fn a_contributor_does_not_set_the_plan() {
    let firm = firm();
    assert!(matches!(firm.not_by("tina", set(choices("iso"))), Refusal::NotAllowed(_)));
    assert!(matches!(firm.not_by("ivan", set(choices("iso"))), Refusal::NotAllowed(_)));
}
