//! The programme with its cycle as a picture, what was covered, and every audit.

use super::{PLACE, day, path, plan, programme_badge, programme_form, programme_path, state_badge};
use crate::web::people::{not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::reading::{days, n};
use crate::web::ui::{self, Column, Crumb, Lane, Mark, Row, Stat, Stretch, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{AuditsAnswer, AuditsOf};
use axum::response::Response;
use domain::registers::audit::HeldAudit;
use domain::reports::audit::{AuditLine, NOT_AN_AUDIT};
use domain::values::audit::{AuditState, ProgrammeState};
use domain::values::counted;
use jiff::civil::Date;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&AuditsOf::default())?;
    let value = &answer.value;
    let lead = "Whether the management system does what it says, seen by people who have no part in what they look at.";
    let body = html! {
        (ui::heading("Internal audits", Some(lead), Some(html! { (days(&visit, &answer.mark)) (offers(&visit, value)) })))
        (programmes(&visit, value))
        @if !value.audits.is_empty() || !value.programmes.is_empty() { (figures(&visit, value)) (picture(value)) }
        (audits(&visit, value))
        p.hint { (NOT_AN_AUDIT) }
    };
    Ok(visit.page(&answer.mark, "Internal audits", PLACE, &[Crumb::here("Internal audits")], body))
}

fn offers(visit: &Visit, value: &AuditsAnswer) -> Markup {
    let may = !visit.in_the_past() && why_not(visit, &plan::another()).is_none();
    html! {
        @if !value.audits.is_empty() && may { (ui::link_button("Plan an audit", &visit.href(&format!("{PLACE}/new")), None)) }
    }
}

fn programmes(visit: &Visit, value: &AuditsAnswer) -> Markup {
    let missing = why_not(visit, &programme_form::another()).filter(|_| !visit.in_the_past());
    let new = visit.href(&format!("{PLACE}/programmes/new"));
    if value.programmes.is_empty() {
        return html! {
            (ui::empty_state(
                "There is no programme of internal audits yet",
                "It says how often, by whom and by which methods is audited, for a cycle of usually three years. Management approves it.",
                html! { @if missing.is_none() && !visit.in_the_past() { (ui::link_button("Write the programme", &new, None)) } },
            ))
            @if let Some(missing) = &missing { (not_offered(missing)) }
        };
    }
    html! {
        (ui::section("programmes", "Programme", None, html! {
            ul.plain-list {
                @for (held, line) in &value.programmes {
                    @let says = &held.newest().1.programme;
                    li {
                        (ui::named(&line.id, &says.title, &visit.href(&programme_path(&line.id)))) " "
                        (programme_badge(line.state)) " "
                        span.hint { (day(says.cycle().from)) " to " (day(says.cycle().until)) ", version " (line.version) }
                        @if line.state == ProgrammeState::Proposed { p.hint { "It waits for management." } }
                        @if line.older_in_force { p.hint { "The approved version stays in force until this one is approved." } }
                    }
                }
            }
            @if missing.is_none() && !visit.in_the_past() && value.programmes.iter().all(|(_, line)| line.state == ProgrammeState::Closed) {
                (ui::quiet_link("Write the programme of the next cycle", &new, None))
            }
        }))
    }
}

fn figures(visit: &Visit, value: &AuditsAnswer) -> Markup {
    let coverage = &value.coverage;
    let all = coverage.rows.len();
    let (covered, planned, missed) = (coverage.covered(), coverage.planned(), coverage.missed().count());
    let yearly = coverage.rows.iter().filter(|row| row.important.is_some()).count();
    let yearly_missed = coverage.rows.iter().filter(|row| row.yearly_missed).count();
    let open: usize = value.audits.iter().map(|(_, line)| line.figures.open.len()).sum();
    let found: usize = value.audits.iter().map(|(_, line)| line.figures.nonconformities).sum();
    let text = [covered, missed, planned, open, found, yearly, yearly_missed, all].map(|n| n.to_string());
    let [covered_text, missed_text, planned_text, open_text, found_text, yearly_text, yearly_missed_text, of] = &text;
    let page = |show: &str| visit.href(&format!("{PLACE}/coverage?show={show}"));
    let (a, b, c) = (page("covered"), page("never"), page("yearly"));
    let nonconformities = visit.href("/nonconformities?source=audit");
    let cycle = format!("In the cycle from {} to {}.", coverage.cycle.from, coverage.cycle.until);
    let planned = format!("Neither audited nor planned; {planned_text} more are planned.");
    let full = if coverage.full() {
        format!("The whole scope was audited since {}.", coverage.cycle.from)
    } else {
        "A certification audit expects the whole scope to be audited before it.".to_owned()
    };
    let share = |part: usize| (all > 0).then(|| (n(part), n(all)));
    html! {
        (ui::figures(&[
            Stat { label: "Audited", figure: covered_text, denominator: of, under: &cycle, href: &a, share: share(covered), ..Stat::default() },
            Stat { label: "Would be missed", figure: missed_text, denominator: of, under: &planned, href: &b, share: share(missed), ..Stat::default() },
            Stat { label: "Every year, missed", figure: yearly_missed_text, denominator: yearly_text, under: "Of what the programme wants audited every year.", href: &c, ..Stat::default() },
            Stat { label: "Nonconformities open", figure: open_text, denominator: found_text, under: "Of those that audits found.", href: &nonconformities, ..Stat::default() },
        ]))
        p.hint { (coverage.sentence()) ". " (full) }
    }
}

/// The cycle with its audits: a lane each.
fn picture(value: &AuditsAnswer) -> Markup {
    let cycle = value.coverage.cycle;
    let inside = value.audits.iter().filter(|(_, line)| value.coverage.audits.contains(&line.id));
    let titles: Vec<(&HeldAudit, &AuditLine)> = inside.map(|(held, line)| (held, line)).take(12).collect();
    let lanes = titles.iter().map(|(held, line)| lane(held, line));
    let head = Lane {
        title: "Cycle",
        bars: vec![Stretch {
            from: cycle.from,
            until: cycle.until,
            mark: Mark::None,
            assumed: false,
            short: "".into(),
            said: format!("the cycle from {} to {}", cycle.from, cycle.until).into(),
        }],
        points: Vec::new(),
    };
    let lanes: Vec<Lane<'_>> = std::iter::once(head).chain(lanes).collect();
    ui::lanes("The cycle of internal audits", (cycle.from.year(), cycle.until.year()), None, &lanes)
}

fn lane<'a>(held: &'a HeldAudit, line: &'a AuditLine) -> Lane<'a> {
    let window = held.plan.window;
    let mark = match line.state {
        state if state.reported() => Mark::Full,
        AuditState::Fieldwork | AuditState::Announced => Mark::Partial,
        _ => Mark::Suggested,
    };
    let said = format!("{} from {} to {}", line.state.title().to_lowercase(), window.from, window.until);
    let point = held.report.as_ref().map(|report| ui::Point {
        day: report.report.on,
        done: true,
        said: format!("reported on {}", report.report.on).into(),
    });
    let (from, until, assumed) = (window.from, window.until, false);
    let bar = Stretch { from, until, mark, assumed, short: "".into(), said: said.into() };
    Lane { title: &line.id, bars: vec![bar], points: point.into_iter().collect() }
}

fn audits(visit: &Visit, value: &AuditsAnswer) -> Markup {
    if value.audits.is_empty() {
        let missing = why_not(visit, &plan::another()).filter(|_| !visit.in_the_past());
        return html! {
            (ui::empty_state(
                "No audit is planned yet",
                "An audit has a scope of clauses and controls, auditors without a part in them, and a checklist that is drawn up when it is announced.",
                html! { @if missing.is_none() && !visit.in_the_past() { (ui::link_button("Plan the first audit", &visit.href(&format!("{PLACE}/new")), None)) } },
            ))
            @if let Some(missing) = &missing { (not_offered(missing)) }
        };
    }
    let columns = [
        Column::text("Audit"),
        Column::narrow("State"),
        Column::narrow("Planned"),
        Column::text("Auditors"),
        Column::number("Answered"),
        Column::text("Found"),
    ];
    let rows: Vec<Row> = value.audits.iter().rev().map(|(held, line)| row(visit, held, line)).collect();
    ui::section("audits", "Audits", None, ui::table("Audits", &columns, &rows, TableOptions::default()))
}

fn row(visit: &Visit, held: &HeldAudit, line: &AuditLine) -> Row {
    let until: Date = held.plan.window.until;
    let cells = vec![
        html! {
            (ui::named(&line.id, &held.plan.title, &visit.href(&path(&line.id))))
            p.hint { (counted(held.plan.scope.len(), "clause or control", "clauses and controls")) }
        },
        html! { (state_badge(line.state)) @if line.overdue_days.is_some() { " " (ui::badge(Tone::Danger, "Late")) } },
        html! { (day(held.plan.window.from)) " to " (day(until)) },
        html! {
            @for (at, person) in held.auditors.keys().enumerate() { @if at > 0 { ", " } (visit.name_of(person)) }
            @for name in &held.plan.hired { p.hint { (name) } }
            @if held.auditors.is_empty() && line.state.open() { (ui::badge(Tone::Caution, "Nobody")) }
        },
        html! { @if line.figures.lines == 0 { (ui::nothing()) } @else { a href=(visit.href(&format!("{}/checklist", path(&line.id)))) { (line.figures.done()) " of " (line.figures.lines) } } },
        html! {
            @if held.findings.is_empty() { (ui::nothing()) }
            @for (class, count) in &line.figures.findings { (super::class_badge(*class)) " " (count) " " }
            @if !line.figures.open.is_empty() { p.hint { (line.figures.open.len()) " of " (counted(line.figures.nonconformities, "nonconformity", "nonconformities")) " open" } }
        },
    ];
    Row { faint: line.state == AuditState::Cancelled, ..Row::new(cells).anchored(&line.id) }
}
