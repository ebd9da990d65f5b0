//! What to do next, both audits over the years, and links of one object, as JSON.

use super::MarkWords;
use super::search::ThingWords;
use app::Mark;
use domain::reports::certification::{About, Happens, Timeline};
use domain::reports::home::{Leads, Next, NextSteps};
use domain::reports::links::Links;
use domain::reports::search::{FoundKind, Thing};
use serde::Serialize;
use utoipa::ToSchema;

/// Something that happens on a day, or lasts, over the years of a certification cycle.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HappensWords {
    /// The first day.
    #[schema(format = Date)]
    pub from: String,
    /// The last day; the first one of what happens on a day.
    #[schema(format = Date)]
    pub until: String,
    /// `certificate`, `visits`, `recertification`, `soc2`, `internal_audits`, `management_reviews` or `governance`.
    pub part: &'static str,
    /// What it is.
    pub what: String,
    /// `done`, `planned` or `assumed`: nobody planned what is assumed.
    pub certainty: &'static str,
    /// Kind of the object where it is read about; null for a list.
    pub kind: Option<&'static str>,
    /// Id of that object; null for a list.
    pub id: Option<String>,
}

impl HappensWords {
    fn of(one: &Happens) -> HappensWords {
        let about = match &one.about {
            About::One(kind, id) => Some((kind.id(), id.clone())),
            _ => None,
        };
        HappensWords {
            from: one.from.to_string(),
            until: one.until.to_string(),
            part: one.lane.id(),
            what: one.what.clone(),
            certainty: one.certainty.id(),
            kind: about.as_ref().map(|(kind, _)| *kind),
            id: about.map(|(_, id)| id),
        }
    }
}

/// Both audits over the years of the certification cycle.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AuditYearsWords {
    /// Where the days of the cycle come from: `decision` as recorded, `planned`, `trial`, or `none`.
    pub basis: &'static str,
    /// The day of the decision; null without one.
    #[schema(format = Date)]
    pub decision: Option<String>,
    /// The last day of the certificate; null without a decision.
    #[schema(format = Date)]
    pub expiry: Option<String>,
    /// The first calendar year.
    pub first_year: i16,
    /// The last calendar year.
    pub last_year: i16,
    /// What happens, the earliest first.
    pub happenings: Vec<HappensWords>,
    /// How many were left out.
    pub left_out: usize,
    /// What the answer rests on.
    #[serde(flatten)]
    pub mark: MarkWords,
}

impl AuditYearsWords {
    /// The words of both audits over the years.
    pub fn of(found: &Timeline, mark: &Mark) -> AuditYearsWords {
        AuditYearsWords {
            basis: found.basis.id(),
            decision: found.basis.decision().map(|day| day.to_string()),
            expiry: found.cycle.as_ref().map(|cycle| cycle.expiry.to_string()),
            first_year: found.years.0,
            last_year: found.years.1,
            happenings: found.happenings.iter().map(HappensWords::of).collect(),
            left_out: found.left_out,
            mark: MarkWords::of(Some(mark)),
        }
    }
}

/// One thing to do next.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NextWords {
    /// What to do.
    pub what: String,
    /// About what, or why.
    pub why: String,
    /// By which day; null without one.
    #[schema(format = Date)]
    pub due: Option<String>,
    /// `overdue`, `soon` or `open`.
    pub urgency: &'static str,
    /// How many things the line stands for.
    pub count: usize,
    /// Id of the one object that it is about; null for a list.
    pub id: Option<String>,
}

impl NextWords {
    fn of(one: &Next) -> NextWords {
        let id = match &one.leads {
            Leads::Task(_, id) | Leads::One(_, id) => Some(id.clone()),
            Leads::Tasks(_) | Leads::Page(_) => None,
        };
        let (what, why) = (one.what.clone(), one.why.clone());
        let due = one.due.map(|day| day.to_string());
        NextWords { what, why, due, urgency: one.urgency.id(), count: one.count, id }
    }
}

/// What somebody should do next: at most five lines, the most pressing first.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NextStepsWords {
    /// The lines.
    pub next: Vec<NextWords>,
    /// Lines that were left out.
    pub left_out: usize,
    /// Tasks of the person in all.
    pub tasks: usize,
    /// Of these, overdue.
    pub overdue: usize,
    /// What the answer rests on.
    #[serde(flatten)]
    pub mark: MarkWords,
}

impl NextStepsWords {
    /// The words of what comes next.
    pub fn of(found: &NextSteps, mark: &Mark) -> NextStepsWords {
        NextStepsWords {
            next: found.lines.iter().map(NextWords::of).collect(),
            left_out: found.left_out,
            tasks: found.tasks,
            overdue: found.overdue,
            mark: MarkWords::of(Some(mark)),
        }
    }
}

/// What hangs together with one object, both ways, as far as the caller may read it.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinksWords {
    /// Kind of the object.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// What it names: what it leads to.
    pub to: Vec<ThingWords>,
    /// How many it names in all.
    pub to_of: usize,
    /// What names it: what leads here.
    pub from: Vec<ThingWords>,
    /// How many name it in all.
    pub from_of: usize,
    /// What the answer rests on.
    #[serde(flatten)]
    pub mark: MarkWords,
}

impl LinksWords {
    /// The words of the links of an object.
    pub fn of((kind, id): (FoundKind, &str), links: &Links, mark: &Mark) -> LinksWords {
        let words = |things: &[Thing]| things.iter().map(ThingWords::of).collect();
        LinksWords {
            kind: kind.id(),
            id: id.to_owned(),
            to: words(&links.to),
            to_of: links.to_of,
            from: words(&links.from),
            from_of: links.from_of,
            mark: MarkWords::of(Some(mark)),
        }
    }
}
