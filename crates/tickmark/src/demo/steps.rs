//! How far covered controls were taken: reviewed against the standard, entered in the Statement of Applicability, confirmed.

use super::story::{Moment, working_day};
use domain::command::Command;
use domain::values::{Step, StepTaken};
use jiff::civil::Date;

const REVIEW: Step = Step::Review;
const SOA: Step = Step::SoaEntry;
const CONFIRMED: Step = Step::Confirmation;

/// Days before today, who, step, the controls it was taken for on that day, and a note.
type Stepped = (i32, &'static str, Step, &'static [&'static str], &'static str);

const STEPPED: &[Stepped] = &[
    (
        103,
        "noor-haddad",
        REVIEW,
        &["A.5.1", "A.5.4", "A.5.10"],
        "Read against the text of the standard with the policy owner.",
    ),
    (98, "erik-lindqvist", REVIEW, &["A.5.15", "A.5.16", "A.5.17", "A.5.18"], "Access rules compared line by line."),
    (90, "adaeze-okafor", REVIEW, &["A.6.1", "A.6.3", "A.6.5", "A.6.6"], "Personnel files sampled."),
    (85, "noor-haddad", SOA, &["A.5.15", "A.5.16", "A.5.18"], "Applies; treats risks 3, 7 and 11."),
    (71, "noor-haddad", REVIEW, &["A.5.24", "A.5.26"], "Plan and two incident records read."),
    (57, "adaeze-okafor", SOA, &["A.6.1", "A.6.3"], "Applies; asked for by law and by contracts."),
    (
        50,
        "yuki-tanabe",
        REVIEW,
        &["A.8.3", "A.8.5", "A.8.8", "A.8.13"],
        "Settings looked at together with the platform team.",
    ),
    (
        34,
        "erik-lindqvist",
        REVIEW,
        &["A.8.15", "A.8.20", "A.8.24", "A.8.32"],
        "Logs, networks, keys and changes sampled.",
    ),
    (28, "noor-haddad", SOA, &["A.8.5", "A.8.13", "A.8.15", "A.8.32"], "Applies; treats risks 2, 5 and 9."),
    (
        10,
        "noor-haddad",
        CONFIRMED,
        &["A.6.3", "A.8.32"],
        "Accepted by the certification body in the pre-assessment talk.",
    ),
];

/// A step that was taken too early: days before today, who, control, step.
const TAKEN_BACK: &[(i32, &str, &str, Step)] =
    &[(20, "yuki-tanabe", "A.8.13", REVIEW), (20, "yuki-tanabe", "A.8.13", SOA)];

/// All steps taken and taken back.
pub(super) fn all(today: Date) -> impl Iterator<Item = Moment> {
    let stepped = STEPPED.iter().flat_map(move |(days, by, step, items, note)| {
        items.iter().map(move |item| {
            let taken = StepTaken { on: working_day(today, *days), note: (*note).to_owned() };
            step_of(today, *days, by, item, *step, Some(taken))
        })
    });
    let back = TAKEN_BACK.iter().map(move |(days, by, item, step)| step_of(today, *days, by, item, *step, None));
    stepped.chain(back)
}

fn step_of(today: Date, days: i32, by: &'static str, item: &str, step: Step, taken: Option<StepTaken>) -> Moment {
    Moment::new(today, days, by, Command::RecordStep { control: item.to_owned(), step, taken })
}
