//! A person's judgement of every clause and control: practice, the three questions, and the three steps (R41, R42, R52).

mod judge;
mod list;
mod steps;

use super::problem::Problem;
use super::reading::{Both, named};
use super::ui::{self, Tone};
use super::visit::Visit;
use crate::serve::Doors;
use app::ask::{AssessmentOf, Assessments, GapOf};
use app::{Answer, Mark};
use axum::Router;
use axum::routing::{get, post};
use domain::reports::gap::Gap;
use domain::values::Practice;
use maud::Markup;
use std::sync::Arc;

pub(super) fn routes() -> Router<Arc<Doors>> {
    Router::new()
        .route("/o/{organisation}/assessments", get(list::show))
        .route("/o/{organisation}/assessments/{item}", get(judge::show).post(judge::assess))
        .route("/o/{organisation}/assessments/{item}/steps/{step}", post(steps::take))
        .route("/o/{organisation}/assessments/{item}/steps/{step}/withdrawal", post(steps::take_back))
}

/// The page on which an item is judged.
pub(super) fn href(visit: &Visit, item: &str) -> String {
    visit.href(&path(item))
}

/// The same page without its organisation and query.
pub(super) fn path(item: &str) -> String {
    format!("/assessments/{}", named(item))
}

/// How an item is practised, in the judgement of a person; a dash when nobody has judged it.
pub(super) fn practice_badge(assessments: &[AssessmentOf], item: &str) -> Markup {
    let found = assessments.iter().find(|a| a.item == item).and_then(|a| a.assessment.as_ref());
    found.map_or_else(|| ui::badge(Tone::Neutral, "Not judged"), |a| badge(a.practice))
}

fn badge(practice: Practice) -> Markup {
    let tone = match practice {
        Practice::NotStarted => Tone::Danger,
        Practice::Informal => Tone::Caution,
        Practice::Documented => Tone::Accent,
        Practice::Running => Tone::Good,
    };
    ui::badge(tone, practice.title())
}

/// Clauses or controls: the two halves of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Clauses,
    Controls,
}

impl Half {
    fn of(item: &str) -> Half {
        if item.starts_with(|c: char| c.is_ascii_digit()) { Half::Clauses } else { Half::Controls }
    }

    fn id(self) -> &'static str {
        match self {
            Half::Clauses => "",
            Half::Controls => "controls",
        }
    }
}

/// Everything that can be judged, with what is known of it.
struct Judged {
    mark: Mark,
    gap: Gap,
    assessments: Vec<AssessmentOf>,
}

/// One line of the list.
struct Line<'a> {
    id: &'a str,
    title: &'a str,
    /// An Annex A control that something covers: it still needs the three steps.
    covered: bool,
    found: Option<&'a AssessmentOf>,
}

impl Judged {
    fn ask(visit: &Visit) -> Result<Judged, Problem> {
        let Answer { value: (gap, assessments), mark } = visit.ask(&Both(GapOf::default(), Assessments))?;
        Ok(Judged { mark, gap: gap.gap, assessments })
    }

    /// The items of one half in official order.
    fn lines(&self, half: Half) -> Vec<Line<'_>> {
        let line =
            |id, title, covered| Line { id, title, covered, found: self.assessments.iter().find(|a| a.item == id) };
        match half {
            Half::Clauses => {
                self.gap.net_new.clauses.iter().map(|c| line(c.id.as_str(), c.title.as_str(), false)).collect()
            }
            Half::Controls => {
                let covered = |c: &domain::reports::gap::Graded| !c.rows.is_empty() || !c.direct.is_empty();
                self.gap.controls.iter().map(|c| line(c.id.as_str(), c.title.as_str(), covered(c))).collect()
            }
        }
    }
}
