//! The reports of suppliers on a day: their state, the gap after their period, and what they ask of us.

use super::Finding;
use crate::registers::Registers;
use crate::registers::supplier::HeldReport;
use crate::values::Status;
use crate::values::inheritance::EXPIRY_WARNING_DAYS;
use crate::values::supplier::{
    AskedOfUs, BRIDGE_MONTHS, CuecAnswer, CuecState, ReportDecision, ReportKind, ReportOpinion,
};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Where a report stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PaperState {
    /// Asked for.
    Requested,
    /// It came.
    Received,
    /// It was reviewed.
    Reviewed,
    /// It is relied on.
    Accepted,
    /// It is relied on, and something is done beside.
    AcceptedWithActions,
    /// It is not relied on.
    Rejected,
    /// It was relied on and is out of date.
    Expired,
}

crate::values::operation::words!(PaperState {
    Requested = "requested", "Requested";
    Received = "received", "Received";
    Reviewed = "reviewed", "Reviewed";
    Accepted = "accepted", "Accepted";
    AcceptedWithActions = "accepted_with_actions", "Accepted with actions";
    Rejected = "rejected", "Rejected";
    Expired = "expired", "Expired";
});

impl PaperState {
    /// Is it relied on, and in date?
    pub fn relied_on(self) -> bool {
        matches!(self, PaperState::Accepted | PaperState::AcceptedWithActions)
    }
}

/// The time between the end of a report's period and the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Days since the end of the period.
    pub days: i64,
    /// The last day of a bridge letter.
    pub bridged: Option<Date>,
    /// Days that neither the period nor the letter speaks of.
    pub open: i64,
    /// The day lies more than three months after the period, beyond what a bridge letter usually covers.
    pub beyond: bool,
}

/// What a report asks of us, and how that is met on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CuecStanding {
    /// The report's id.
    pub report: String,
    /// The supplier's id.
    pub supplier: String,
    /// What is asked.
    pub asked: AskedOfUs,
    /// What was said.
    pub answer: CuecAnswer,
    /// Where it stands: open again when the own control that met it is retired.
    pub state: CuecState,
    /// That own control is retired.
    pub retired: bool,
    /// Nothing was said yet, and something was of the report before: to be confirmed, and open until then.
    pub carried: Option<Carried>,
}

/// What was said of a control asked of us in the report before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The report in which it was said.
    pub from: String,
    /// What was said.
    pub answer: CuecAnswer,
    /// The new report asks it in other words.
    pub reworded: bool,
}

/// A report on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperStanding {
    /// Its id.
    pub id: String,
    /// The supplier's id.
    pub supplier: String,
    /// What it is.
    pub kind: ReportKind,
    /// Where it stands.
    pub state: PaperState,
    /// The newest of its kind from its supplier, of those that came and were not rejected.
    pub current: bool,
    /// The last day on which it is in date; `None` before it came.
    pub last_day: Option<Date>,
    /// The gap after its period.
    pub gap: Option<Gap>,
    /// A bridge letter that reaches too far.
    pub too_long: Option<Date>,
    /// The opinion.
    pub opinion: ReportOpinion,
    /// The day of its review.
    pub reviewed: Option<Date>,
    /// The same person reviewed it and decided.
    pub same_hand: bool,
    /// What it asks of us.
    pub cuecs: Vec<CuecStanding>,
}

/// Where a report stands on a day.
pub fn state(held: &HeldReport, on: Date) -> PaperState {
    let over = held.report.as_ref().is_some_and(|report| report.last_day(held.kind) < on);
    match (&held.decided, &held.review, &held.report) {
        (Some(decided), ..) if decided.decision == ReportDecision::Rejected => PaperState::Rejected,
        (Some(_), ..) if over => PaperState::Expired,
        (Some(decided), ..) if decided.decision == ReportDecision::AcceptedWithActions => {
            PaperState::AcceptedWithActions
        }
        (Some(_), ..) => PaperState::Accepted,
        (None, Some(_), _) => PaperState::Reviewed,
        (None, None, Some(_)) => PaperState::Received,
        (None, None, None) => PaperState::Requested,
    }
}

/// The time between the end of a report's period and the day; `None` for what has no such gap, and inside the period.
pub fn gap(held: &HeldReport, on: Date) -> Option<Gap> {
    let report = held.report.as_ref().filter(|_| held.kind.has_gap())?;
    let end = report.period.until;
    if on <= end {
        return None;
    }
    let since = |from: Date| from.duration_until(on).as_hours() / 24;
    let bridged = held.letter.as_ref().map(|letter| letter.until).filter(|until| *until > end);
    Some(Gap {
        days: since(end),
        bridged,
        open: since(bridged.unwrap_or(end)).max(0),
        beyond: on > end.saturating_add(BRIDGE_MONTHS.months()),
    })
}

/// Every report on the day, by id.
pub(super) fn papers(registers: &Registers, on: Date) -> Vec<PaperStanding> {
    let all = &registers.suppliers.reports;
    // The newest of each kind of each supplier, of those that came and were not rejected.
    let mut newest: BTreeMap<(&str, ReportKind), (Date, i64, &str)> = BTreeMap::new();
    for (id, held) in all {
        if let Some(report) = held.report.as_ref().filter(|_| state(held, on) != PaperState::Rejected) {
            let this = (report.period.until, held.requested_us, id.as_str());
            let best = newest.entry((&held.supplier, held.kind)).or_insert(this);
            *best = this.max(*best);
        }
    }
    let current = |id: &str, held: &HeldReport| {
        newest.get(&(held.supplier.as_str(), held.kind)).is_some_and(|(_, _, newest)| *newest == id)
    };
    let mut found: Vec<PaperStanding> = Vec::with_capacity(all.len());
    let mut earlier: BTreeMap<(&str, ReportKind), Earlier<'_>> = BTreeMap::new();
    for (id, held) in in_order(registers) {
        let before = earlier.entry((&held.supplier, held.kind)).or_default();
        found.push(paper(registers, id, held, current(id, held), before, on));
        before.insert(0, (id, held));
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

/// The reports by the end of their period, then as they were asked for; those that did not come last.
fn in_order(registers: &Registers) -> Earlier<'_> {
    let mut all: Earlier<'_> = registers.suppliers.reports.iter().collect();
    all.sort_by_key(|(id, held)| {
        let end = held.report.as_ref().map_or(Date::MAX, |report| report.period.until);
        (end, held.requested_us, id.len(), (*id).clone())
    });
    all
}

fn paper(
    registers: &Registers,
    id: &str,
    held: &HeldReport,
    current: bool,
    earlier: &Earlier<'_>,
    on: Date,
) -> PaperStanding {
    let report = held.report.as_ref();
    let far = report.map(|report| report.period.until.saturating_add(BRIDGE_MONTHS.months()));
    let letter = held.letter.as_ref().map(|letter| letter.until);
    PaperStanding {
        id: id.to_owned(),
        supplier: held.supplier.clone(),
        kind: held.kind,
        state: state(held, on),
        current,
        last_day: report.map(|report| report.last_day(held.kind)),
        gap: gap(held, on),
        too_long: letter.filter(|until| far.is_some_and(|far| *until > far)),
        opinion: report.map(|report| report.opinion).unwrap_or_default(),
        reviewed: held.review.as_ref().map(|review| review.on),
        same_hand: held.review.as_ref().zip(held.decided.as_ref()).is_some_and(|(r, d)| r.by == d.by),
        cuecs: held.cuecs().iter().map(|asked| cuec(registers, (id, held), earlier, asked)).collect(),
    }
}

/// Earlier reports of the same kind from the same supplier, the newest first.
type Earlier<'a> = Vec<(&'a String, &'a HeldReport)>;

/// What was said last of the same thing in an earlier report: known by its words, or else by its id. What is met by a
/// control that is retired by now is not carried.
fn carried(registers: &Registers, earlier: &Earlier<'_>, asked: &AskedOfUs) -> Option<Carried> {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    earlier.iter().find_map(|(from, held)| {
        let same = held.cuecs().iter().find(|was| words(&was.text) == words(&asked.text));
        let was = same.or_else(|| held.cuecs().iter().find(|was| was.id == asked.id))?;
        let answer = held.answers.get(&was.id).filter(|answer| **answer != CuecAnswer::default())?;
        let gone = answer.control.as_ref().is_some_and(|control| !is_live(registers, control));
        (!gone).then(|| Carried { from: (*from).clone(), answer: answer.clone(), reworded: same.is_none() })
    })
}

fn is_live(registers: &Registers, control: &str) -> bool {
    registers.controls.get(control).is_some_and(|held| held.control.status != Status::Retired)
}

fn cuec(
    registers: &Registers,
    (report, held): (&str, &HeldReport),
    earlier: &Earlier<'_>,
    asked: &AskedOfUs,
) -> CuecStanding {
    let said = held.answers.get(&asked.id);
    let carried = if said.is_none() { carried(registers, earlier, asked) } else { None };
    let answer = said.cloned().unwrap_or_default();
    let lives = answer.control.as_ref().is_some_and(|id| is_live(registers, id));
    let retired = answer.state == CuecState::Met && !lives;
    CuecStanding {
        report: report.to_owned(),
        supplier: held.supplier.clone(),
        asked: asked.clone(),
        state: if retired { CuecState::Open } else { answer.state },
        answer,
        retired,
        carried,
    }
}

/// What is wrong with the newest report of a kind.
pub(super) fn findings(paper: &PaperStanding, on: Date, findings: &mut Vec<Finding>) {
    let report = || paper.id.clone();
    if matches!(paper.state, PaperState::Received | PaperState::Reviewed) {
        findings.push(Finding::ReportWaits { report: report() });
    }
    if !matches!(paper.opinion, ReportOpinion::Unmodified | ReportOpinion::None) {
        let opinion = paper.opinion.title().to_lowercase();
        findings.push(Finding::OpinionModified { report: report(), opinion });
    }
    if let Some(last) = paper.last_day {
        if last < on {
            findings.push(Finding::ReportExpired { report: report(), on: last });
        } else if last <= on.saturating_add(EXPIRY_WARNING_DAYS.days()) {
            findings.push(Finding::ReportExpires { report: report(), on: last });
        }
    }
    if let Some(gap) = paper.gap.filter(|gap| gap.open > 0) {
        findings.push(Finding::GapOpen { report: report(), days: gap.open, beyond: gap.beyond });
    }
    if let Some(until) = paper.too_long {
        findings.push(Finding::BridgeTooLong { report: report(), until });
    }
    for standing in &paper.cuecs {
        let cuec = standing.asked.id.clone();
        match (&standing.answer.control, standing.state) {
            (Some(control), CuecState::Open) if standing.retired => {
                findings.push(Finding::CuecControlRetired { report: report(), cuec, control: control.clone() });
            }
            (_, CuecState::Open) if standing.answer.owner.is_none() => {
                findings.push(Finding::CuecWithoutOwner { report: report(), cuec });
            }
            (_, CuecState::Open) => findings.push(Finding::CuecOpen { report: report(), cuec }),
            (_, CuecState::Met) if standing.answer.owner.is_none() => {
                findings.push(Finding::CuecWithoutOwner { report: report(), cuec });
            }
            _ => {}
        }
    }
}
