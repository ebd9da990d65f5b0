//! SOC 2 engagements as JSON: what is engaged, what is missing for the next step, what customers ask for.

use app::ask::EngagementLine;
use domain::registers::engagement::guards::NextStep;
use domain::registers::engagement::{HeldAsked, HeldEngagement};
use domain::reports::engagement::{Advice, Break, Missed, PathStep, Timeline};
use domain::values::{Categories, Category, Engagement, Examination, Method, ServiceFacts, Window};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

/// First and last day, both included.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DaysWords {
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day.
    #[schema(format = Date)]
    pub until: String,
}

impl From<Window> for DaysWords {
    fn from(window: Window) -> DaysWords {
        DaysWords { from: window.from.to_string(), until: window.until.to_string() }
    }
}

/// The firm that examines.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FirmWords {
    /// Its name.
    pub name: String,
    /// Its licence.
    pub licence: String,
    /// How its independence was seen.
    pub independence: String,
}

/// A subservice organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SubserviceWords {
    /// Id of the supplier, or its name.
    pub who: String,
    /// `carve_out` or `inclusive`.
    pub method: &'static str,
}

/// The next step of an engagement.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NextStepWords {
    /// The state that it leads to.
    pub to: &'static str,
    /// What is missing; empty when it can be taken.
    pub missing: Vec<String>,
}

impl From<&NextStep> for NextStepWords {
    fn from(step: &NextStep) -> NextStepWords {
        NextStepWords { to: step.to.id(), missing: step.missing.clone() }
    }
}

/// An engagement.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EngagementWords {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// `type1` or `type2`.
    pub kind: &'static str,
    /// The window; for a Type I its one day.
    pub days: DaysWords,
    /// Where it stands: `planned` to `superseded`, `on_hold` or `withdrawn`.
    pub state: &'static str,
    /// Categories in scope.
    pub categories: Vec<&'static str>,
    /// Services in scope.
    pub services: Vec<String>,
    /// Systems in scope.
    pub systems: Vec<String>,
    /// Locations in scope.
    pub locations: Vec<String>,
    /// The firm.
    pub firm: FirmWords,
    /// Day of the engagement letter.
    #[schema(format = Date)]
    pub letter: Option<String>,
    /// Principal service commitments.
    pub commitments: String,
    /// The earliest end agreed with the firm.
    #[schema(format = Date)]
    pub minimum_end: Option<String>,
    /// Subservice organisations.
    pub subservice: Vec<SubserviceWords>,
    /// Why there are none.
    pub no_subservice: String,
    /// The engagement before it.
    pub follows: Option<String>,
    /// What comes next.
    pub next: Option<NextStepWords>,
    /// Version, as `If-Match` names it.
    pub version: u64,
}

fn text(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn category_ids(categories: Categories) -> Vec<&'static str> {
    categories.iter().map(Category::id).collect()
}

impl EngagementWords {
    /// The words of one.
    pub fn of(id: &str, held: &HeldEngagement, next: Option<&NextStep>, version: u64) -> EngagementWords {
        let engaged = &held.engagement;
        EngagementWords {
            id: id.to_owned(),
            title: engaged.title.clone(),
            kind: engaged.kind.id(),
            days: engaged.kind.days().into(),
            state: held.state.id(),
            categories: category_ids(engaged.categories),
            services: engaged.services.clone(),
            systems: engaged.systems.clone(),
            locations: engaged.locations.clone(),
            firm: FirmWords {
                name: engaged.firm.name.clone(),
                licence: engaged.firm.licence.clone(),
                independence: engaged.firm.independence.clone(),
            },
            letter: text(engaged.letter),
            commitments: engaged.commitments.clone(),
            minimum_end: text(engaged.minimum_end),
            subservice: engaged
                .subservice
                .iter()
                .map(|one| SubserviceWords { who: one.who.clone(), method: one.method.id() })
                .collect(),
            no_subservice: engaged.no_subservice.clone(),
            follows: engaged.follows.clone(),
            next: next.map(NextStepWords::from),
            version,
        }
    }

    /// The words of a line of the list.
    pub fn line(line: &EngagementLine) -> EngagementWords {
        EngagementWords::of(&line.id, &line.held, line.next.as_ref(), line.version)
    }
}

/// The method of a subservice organisation as typed: `carve_out` when nothing is said.
pub fn method(text: &str) -> Option<Method> {
    if text.trim().is_empty() { Some(Method::CarveOut) } else { Method::parse(text) }
}

/// Type I or Type II of the days that were typed: `on` alone is a Type I, `from` and `until` a Type II.
///
/// # Errors
/// What is wrong with the days.
pub fn examination(
    on: Option<Date>,
    from: Option<Date>,
    until: Option<Date>,
) -> Result<Examination, domain::refusal::Refusal> {
    match (on, from, until) {
        (Some(on), None, None) => Ok(Examination::Type1 { on }),
        (None, Some(from), Some(until)) => Ok(Examination::Type2 { window: Window::new(from, until)? }),
        _ => Err(domain::refusal::Refusal::NotPossible {
            sentence: "an engagement is about one day, or about a window".to_owned(),
            hint: "give the day of a Type I, or the first and the last day of a Type II".to_owned(),
        }),
    }
}

/// An engagement with nothing but title, kind and categories.
pub fn bare(title: &str, kind: Examination, categories: Categories) -> Engagement {
    Engagement {
        title: title.to_owned(),
        kind,
        categories: categories.with(Category::Security),
        services: Vec::new(),
        systems: Vec::new(),
        locations: Vec::new(),
        firm: domain::values::Firm::default(),
        letter: None,
        commitments: String::new(),
        minimum_end: None,
        subservice: Vec::new(),
        no_subservice: String::new(),
        follows: None,
    }
}

/// One thing to hear.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AdviceWords {
    /// What about: `category_suggested`, `category_unasked`, `category_asked`, `no_system`, `ends_at_type1`,
    /// `direct_type2`, `other_sent`, `overdue`, `break`, `missed_runs` or `firm`.
    pub kind: &'static str,
    /// The category, control, request or engagement.
    pub about: String,
    /// The sentence.
    pub sentence: String,
    /// What can be done.
    pub hint: String,
    /// Own controls that it is about; empty where it is about something else.
    pub controls: Vec<String>,
}

impl From<&Advice> for AdviceWords {
    fn from(advice: &Advice) -> AdviceWords {
        AdviceWords {
            kind: advice.kind.id(),
            about: advice.about.clone(),
            sentence: advice.sentence.clone(),
            hint: advice.hint.clone(),
            controls: advice.controls.clone(),
        }
    }
}

/// Days that no window holds.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BreakWords {
    /// The engagement before.
    pub after: String,
    /// The engagement after; null as long as none is planned.
    pub before: Option<String>,
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day; null as long as nothing is planned.
    #[schema(format = Date)]
    pub until: Option<String>,
}

impl From<&Break> for BreakWords {
    fn from(gap: &Break) -> BreakWords {
        let (after, before) = (gap.after.clone(), gap.before.clone());
        BreakWords { after, before, from: gap.from.to_string(), until: text(gap.until) }
    }
}

/// Controls that did not run in a window.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MissedWords {
    /// The engagement.
    pub engagement: String,
    /// The controls.
    pub controls: Vec<String>,
    /// Controls in scope.
    pub in_scope: usize,
}

impl From<&Missed> for MissedWords {
    fn from(missed: &Missed) -> MissedWords {
        let (engagement, controls) = (missed.engagement.clone(), missed.controls.clone());
        MissedWords { engagement, controls, in_scope: missed.in_scope }
    }
}

/// The way from a window to its report.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TimelineWords {
    /// Weeks of fieldwork, as assumed.
    pub fieldwork_weeks: u32,
    /// Weeks from fieldwork to the report, as assumed.
    pub report_weeks: u32,
    /// Last day of fieldwork.
    #[schema(format = Date)]
    pub fieldwork_until: String,
    /// The earliest day of the report; never one that is over.
    #[schema(format = Date)]
    pub report: String,
    /// The day that window and weeks alone would give, once it is over; null before.
    #[schema(format = Date)]
    pub missed: Option<String>,
}

impl From<&Timeline> for TimelineWords {
    fn from(way: &Timeline) -> TimelineWords {
        TimelineWords {
            fieldwork_weeks: way.fieldwork_weeks,
            report_weeks: way.report_weeks,
            fieldwork_until: way.fieldwork_until.to_string(),
            report: way.report.to_string(),
            missed: way.missed.map(|day| day.to_string()),
        }
    }
}

/// A step of the path from Type I to Type II to ISO/IEC 27001.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PathStepWords {
    /// What it is.
    pub title: &'static str,
    /// The engagement that is this step.
    pub engagement: Option<String>,
    /// Its report is issued, or the certificate in force.
    pub done: bool,
    /// What it means.
    pub note: String,
}

impl From<&PathStep> for PathStepWords {
    fn from(step: &PathStep) -> PathStepWords {
        let (engagement, note) = (step.engagement.clone(), step.note.clone());
        PathStepWords { title: step.title, engagement, done: step.done, note }
    }
}

/// A request of a customer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AskedWords {
    /// Its id.
    pub id: String,
    /// Who asks.
    pub customer: String,
    /// `soc2_type1`, `soc2_type2`, `iso_certificate`, `bridge_letter` or `other`.
    pub wants: &'static str,
    /// In which categories; empty when none was named.
    pub categories: Vec<&'static str>,
    /// The day of the request.
    #[schema(format = Date)]
    pub on: String,
    /// By which day.
    #[schema(format = Date)]
    pub due: Option<String>,
    /// It waits for what was asked for.
    pub open: bool,
    /// Something else was sent, and what was asked for was not.
    pub other_sent: bool,
    /// Why it was closed.
    pub closed: Option<String>,
    /// What was sent.
    pub answers: Vec<SentWords>,
    /// Version, as `If-Match` names it.
    pub version: u64,
}

/// Something that a customer was sent.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct SentWords {
    /// What, in the words of `wants`.
    pub sent: &'static str,
    /// Which one.
    pub what: String,
    /// On which day.
    #[schema(format = Date)]
    pub on: String,
}

impl AskedWords {
    /// The words of a request.
    pub fn of(id: &str, held: &HeldAsked, version: u64) -> AskedWords {
        let sent = |sent: &domain::registers::engagement::Sent| SentWords {
            sent: sent.sent.id(),
            what: sent.what.clone(),
            on: sent.on.to_string(),
        };
        AskedWords {
            id: id.to_owned(),
            customer: held.asked.customer.clone(),
            wants: held.asked.wants.id(),
            categories: category_ids(held.asked.categories),
            on: held.asked.on.to_string(),
            due: text(held.asked.due),
            open: held.open(),
            other_sent: held.other_sent().is_some(),
            closed: held.closed.clone(),
            answers: held.answers.iter().map(sent).collect(),
            version,
        }
    }
}

/// What the services do.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct ServiceFactsWords {
    /// Commitments on uptime or recovery.
    pub sla: bool,
    /// Transactions, calculations or transformations.
    pub transactions: bool,
    /// Trade secrets, financial or other sensitive data of businesses.
    pub confidential_business_data: bool,
    /// Data about persons.
    pub personal_data: bool,
}

impl From<ServiceFacts> for ServiceFactsWords {
    fn from(facts: ServiceFacts) -> ServiceFactsWords {
        let ServiceFacts { sla, transactions, confidential_business_data, personal_data } = facts;
        ServiceFactsWords { sla, transactions, confidential_business_data, personal_data }
    }
}
