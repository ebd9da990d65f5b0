//! The runs of a control, as evidence shows them, and the way to hand in more.

use crate::web::evidence;
use crate::web::reading::{counted, encode};
use crate::web::ui::{self, Column, Icon, Row, TableOptions};
use crate::web::visit::Visit;
use app::ask::{EvidenceLine, EvidenceList};
use domain::values::Action;
use jiff::civil::Date;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Items on the page of a control; the list of evidence has the rest.
const SHOWN: usize = 12;

/// The latest runs with their items, for who may read them.
pub(super) fn section(visit: &Visit, id: &str) -> Markup {
    let question = EvidenceList { control: Some(id.to_owned()), take: app::ask::MAX_PAGE, ..EvidenceList::default() };
    let Ok(answer) = visit.ask(&question) else {
        return html! {};
    };
    let page = answer.value;
    let ran = |line: &EvidenceLine| line.held.controls.get(id).map(|shows| shows.ran);
    let mut lines: Vec<(Date, &EvidenceLine)> = page.lines.iter().filter_map(|line| Some((ran(line)?, line))).collect();
    lines.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    let rows: Vec<Row> = lines.iter().take(SHOWN).map(|(day, line)| row(visit, *day, line)).collect();
    let columns =
        [Column::narrow("Ran on"), Column::text("Shown by"), Column::narrow("Period"), Column::narrow("State")];
    let empty = (
        "No run is shown yet",
        "Hand in what shows that it ran: for which days, from where, on which day.",
        html! { (evidence::hand_in(visit, id)) },
    );
    let all = visit.href(&format!("/evidence?control={}", encode(id)));
    let counting = lines.iter().filter(|(_, line)| line.held.counts());
    let days = counting.map(|(day, _)| *day).collect::<BTreeSet<Date>>().len();
    let items = counted(page.of, "item of evidence", "items of evidence");
    // Beyond one page of items the days of those that were not read are not known.
    let lead = match page.of > page.lines.len() {
        true => format!("{items}, the latest run first."),
        false => format!("Ran on {}, shown by {items}; the latest run first.", counted(days, "day", "days")),
    };
    ui::section(
        "runs",
        "Runs and evidence",
        (!rows.is_empty()).then_some(lead.as_str()),
        html! {
            (ui::table("Runs", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() }))
            @if !rows.is_empty() {
                div.actions {
                    (evidence::hand_in(visit, id))
                    @if page.of > rows.len() { a.button.quiet href=(all) { "All " (counted(page.of, "item", "items")) } }
                    (ask(visit, id))
                }
            }
        },
    )
}

fn ask(visit: &Visit, id: &str) -> Markup {
    let may = visit.doors.app.may(&visit.org, &visit.who, Action::AskEvidence, Some(id));
    let to = visit.href(&format!("/evidence/requests?control={}", encode(id))) + "#ask";
    html! { @if may && !visit.in_the_past() { (ui::quiet_link("Ask somebody for evidence", &to, Some(Icon::Question))) } }
}

fn row(visit: &Visit, day: Date, line: &EvidenceLine) -> Row {
    let evidence = &line.held.newest().evidence;
    let cells = vec![
        html! { time datetime=(day) { (day) } },
        ui::named(&line.id, &evidence.title, &evidence::href(visit, &line.id)),
        evidence::period(evidence.period),
        evidence::state_badge(line.held.state),
    ];
    Row { faint: !line.held.counts(), ..Row::new(cells) }
}
