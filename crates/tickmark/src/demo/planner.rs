//! Which framework first at Fathom Freight: answered once, before a customer in Europe asked for a certificate.

use super::story::Moment;
use domain::command::{Command, PlannerCommand};
use domain::values::sequence::{Answers, Goal, Market};
use jiff::ToSpan;
use jiff::civil::Date;

/// The answers, as they were given at the beginning of the year.
pub(super) fn all(today: Date) -> Vec<Moment> {
    let answers = Answers {
        markets: [Market::NorthAmerica, Market::Europe].into(),
        asked: [Goal::Soc2].into(),
        request_dates: [(Goal::Soc2, today.saturating_add(120.days()))].into(),
        regulator_requires_iso: Some(false),
        pre_revenue: Some(false),
        enterprise_prospects: Some(true),
        engineers: Some(34),
        budget_usd: Some(60_000),
        months_available: Some(14),
        more_iso_standards: Some(false),
        tight_scope: Some(true),
        ..Answers::default()
    };
    let command = PlannerCommand::AnswerPlanner { answers: Box::new(answers) };
    vec![Moment::new(today, 180, "noor-haddad", Command::Planner(command))]
}
