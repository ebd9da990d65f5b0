//! What somebody should do next, and both audits over the years.

use super::tasks::read;
use super::{Question, Seen};
use domain::refusal::Refusal;
use domain::reports::certification::{Timeline, timeline};
use domain::reports::home::{NextSteps, next_steps};
use domain::reports::tasks::tasks;
use domain::rules::access::{allowed, object};
use domain::stamp::Badge;
use domain::values::{Action, Role};
use jiff::civil::Date;

/// What one person should do next.
#[derive(Clone, Debug)]
pub struct NextOf {
    /// Who.
    pub person: String,
}

impl Question for NextOf {
    type Answer = NextSteps;

    fn needs(&self) -> Action {
        Action::ReadTasks
    }

    fn of_person(&self) -> Option<(&str, Action)> {
        Some((&self.person, Action::ReadProgramme))
    }

    fn lists_own(&self) -> bool {
        true
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<NextSteps, Refusal> {
        let registers = seen.organisation()?;
        let (tasks, _) = read(seen, Some(&self.person), |registers, of| tasks(registers, of, seen.on))?;
        let badge = Badge::fresh(&self.person);
        let signs = |command: &domain::command::Command| {
            let about = object(registers, command, &badge);
            command.action().is_some_and(|action| allowed(registers, &badge, action, &about, seen.on).is_ok())
        };
        let runs = registers.people.hats(&self.person, seen.on).roles.contains(&Role::ProgrammeManager);
        next_steps(registers, &tasks, signs, runs, seen.on)
    }
}

/// Both audits over the years of the certification cycle.
#[derive(Clone, Copy, Debug, Default)]
pub struct TimelineOf {
    /// A day of decision to be tried out.
    pub trial: Option<Date>,
}

impl Question for TimelineOf {
    type Answer = Timeline;

    fn needs(&self) -> Action {
        Action::ReadCertification
    }

    fn rights(&self) -> Vec<Action> {
        use Action::{
            ReadAudits, ReadCertification, ReadEngagement, ReadPolicies, ReadReviews, ReadRisks, ReadStatement,
        };
        vec![ReadCertification, ReadEngagement, ReadAudits, ReadReviews, ReadStatement, ReadRisks, ReadPolicies]
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Timeline, Refusal> {
        let registers = seen.unnamed()?;
        timeline(&registers, self.trial, seen.on)
    }
}
