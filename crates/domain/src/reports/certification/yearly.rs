//! What a surveillance looks at every year, computed from what is there (R222), and what lapsed since the last visit (R228).

use super::visited::visited;
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::registers::certification::{HeldCertification, HeldVisit};
use crate::reports::nonconformity::nonconformities;
use crate::reports::tasks::{Of, Standing, tasks};
use crate::values::certification::SurveillanceTopic as Topic;
use crate::values::counted;
use crate::values::nonconformity::{NonconformitySource, NonconformityState};
use jiff::ToSpan;
use jiff::civil::Date;

/// One line of the list for the next surveillance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearlyLine {
    /// What is looked at.
    pub topic: Topic,
    /// Is there something to show? `None` where there is nothing to ask for.
    pub shown: Option<bool>,
    /// What there is, or what is missing.
    pub says: String,
    /// What it is about, by id.
    pub names: Vec<String>,
}

/// The list for the next surveillance on a day: of the year before it.
///
/// # Errors
/// When a day lies outside the years that are reckoned with.
pub fn yearly(registers: &Registers, held: &HeldCertification, on: Date) -> Result<Vec<YearlyLine>, Refusal> {
    let since = on.saturating_sub(1.years());
    let line = |topic, shown, says: String, names: Vec<String>| YearlyLine { topic, shown, says, names };
    let reported = registers.audits.in_order().into_iter().filter_map(|(id, audit)| {
        let day = audit.report.as_ref().filter(|_| audit.cancelled.is_none())?.report.on;
        (day > since && day <= on).then(|| id.clone())
    });
    let audits: Vec<String> = reported.collect();
    let said = match audits.len() {
        0 => "no internal audit was reported in the last twelve months".to_owned(),
        many => format!("{} reported in the last twelve months", counted(many, "internal audit", "internal audits")),
    };
    let mut lines = vec![line(Topic::InternalAudit, Some(!audits.is_empty()), said, audits)];
    let reviews = registers.reviews.held_before(on, "");
    let reviews: Vec<String> =
        reviews.into_iter().filter(|(_, held, day)| held.approved.is_some() && *day > since).map(|one| one.0).collect();
    let said = match reviews.first() {
        None => "no management review was held in the last twelve months".to_owned(),
        Some(id) => format!("{id} was held in the last twelve months and its minutes are approved"),
    };
    lines.push(line(Topic::ManagementReview, Some(!reviews.is_empty()), said, reviews));
    lines.push(corrective(registers, on));
    lines.push(complaints(registers, since));
    let untold: Vec<String> =
        held.each_change().filter(|(_, one)| one.reported.is_none()).map(|(number, _)| number.to_string()).collect();
    let said = match (untold.len(), held.changes.len()) {
        (0, 0) => "no change of scope is noted".to_owned(),
        (0, all) => format!("the body was told of {}", counted(all, "change of scope", "changes of scope")),
        (open, all) if open == all => {
            format!("the body was not told of {}", counted(all, "change of scope", "changes of scope"))
        }
        (open, all) => format!("the body was not told of {open} of {all} changes of scope"),
    };
    lines.push(line(Topic::Changes, Some(untold.is_empty()), said, untold));
    let mark = held.marks.iter().filter(|mark| mark.on > since && mark.on <= on).max_by_key(|mark| mark.on);
    let said = match mark {
        Some(mark) => format!("looked at on {}: {}", mark.on, mark.note),
        None => "nobody looked at the use of marks in the last twelve months".to_owned(),
    };
    lines.push(line(Topic::Marks, Some(mark.is_some()), said, Vec::new()));
    let matrix = visited(registers, held, on)?;
    let controls = matrix.rows.iter().filter(|row| !row.item.clause).count();
    let open: Vec<String> = matrix.unvisited_controls().map(|row| row.item.id.clone()).collect();
    let controls = counted(controls, "control that applies was", "controls that apply were");
    let said = format!("{} of {controls} covered by no visit of this cycle yet", open.len());
    lines.push(line(Topic::Controls, None, said, open));
    Ok(lines)
}

fn corrective(registers: &Registers, on: Date) -> YearlyLine {
    let report = nonconformities(registers, on, |_| true);
    let late: Vec<String> = report.lines.iter().filter(|line| line.overdue()).map(|line| line.id.clone()).collect();
    let open = report.figures.open();
    let says = format!("{} of {} overdue", late.len(), counted(open, "open nonconformity", "open nonconformities"));
    YearlyLine { topic: Topic::CorrectiveActions, shown: Some(late.is_empty()), says, names: late }
}

fn complaints(registers: &Registers, since: Date) -> YearlyLine {
    let of = |held: &crate::registers::nonconformity::HeldNonconformity| {
        held.nonconformity.source == NonconformitySource::Complaint
    };
    let all: Vec<_> = registers.nonconformities.in_order().into_iter().filter(|(_, held)| of(held)).collect();
    let recent = all.iter().filter(|(_, held)| held.nonconformity.found > since).count();
    let open: Vec<String> = all
        .iter()
        .filter(|(_, held)| !matches!(held.state(), NonconformityState::Closed | NonconformityState::Rejected))
        .map(|(id, _)| (*id).clone())
        .collect();
    let complaints = counted(recent, "complaint", "complaints");
    let says = format!("{complaints} raised in the last twelve months; {} open", open.len());
    YearlyLine { topic: Topic::Complaints, shown: (!all.is_empty()).then_some(open.is_empty()), says, names: open }
}

/// A control that did not run in its time after the last visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lapsed {
    /// The control.
    pub control: String,
    /// The bucket that has no run.
    pub bucket: String,
    /// The last day on which it was not late.
    pub due: Date,
    /// Who owns the control.
    pub owner: Option<String>,
}

/// Controls that lapsed since the last visit of the body, the newest first, and that visit's last day; at most 366 days back.
/// `None` before any visit.
pub fn lapsed(registers: &Registers, held: &HeldCertification, on: Date) -> Option<(Date, Vec<Lapsed>)> {
    let since = held.visits.iter().filter(|visit| visit.record.is_some()).map(HeldVisit::last).max()?;
    let all = tasks(registers, Of::Everybody, on).counted;
    let missed = all.into_iter().filter(|one| one.standing == Standing::Overdue && one.due > since);
    let lapsed = missed.map(|one| Lapsed { control: one.control, bucket: one.bucket, due: one.due, owner: one.owner });
    Some((since, lapsed.collect()))
}
