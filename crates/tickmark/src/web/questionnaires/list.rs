//! The questionnaires, the newest first.

use super::{PLACE, barred, path, tabs};
use crate::web::people::not_offered;
use crate::web::problem::Problem;
use crate::web::ui::{self, Column, Crumb, Row, TableOptions, Tone};
use crate::web::visit::Visit;
use app::ask::{QuestionnaireListed, QuestionnairesOf};
use axum::response::Response;
use maud::{Markup, html};

const TITLE: &str = "Questionnaires";
/// Most questionnaires of one organisation that the page lists.
const SHOWN: usize = 500;

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let answer = visit.ask(&QuestionnairesOf)?;
    let missing = barred(&visit);
    let import = || ui::link_button("Take one in", &visit.href("/questionnaires/import"), None);
    let lead = "What customers ask about security. Each comes in as a spreadsheet and goes back as the very same one.";
    let next =
        "A questionnaire comes as XLSX or CSV. Its answers are suggested from the programme, and accepted by you.";
    let rows: Vec<Row> = answer.value.iter().take(SHOWN).map(|line| row(&visit, line)).collect();
    let columns = [
        Column::narrow("Id"),
        Column::text("Questionnaire"),
        Column::text("Customer"),
        Column::text("Answered"),
        Column::narrow("Wanted by"),
        Column::narrow("State"),
    ];
    let empty = Some((
        "No questionnaire yet",
        next,
        if missing.is_none() {
            import()
        } else {
            html! {}
        },
    ));
    let body = html! {
        (ui::heading(TITLE, Some(lead), (missing.is_none() && !answer.value.is_empty()).then(import)))
        (tabs(&visit, PLACE))
        @if let Some(missing) = &missing { (not_offered(missing)) }
        (ui::table(TITLE, &columns, &rows, TableOptions { empty, ..TableOptions::default() }))
    };
    Ok(visit.page(&answer.mark, TITLE, PLACE, &[Crumb::here(TITLE)], body))
}

fn row(visit: &Visit, line: &QuestionnaireListed) -> Row {
    let (one, told) = (&line.held.questionnaire, &line.figures);
    let count = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    let to = visit.href(&path(&line.id));
    Row::new(vec![
        html! { a.id href=(to) { (line.id) } },
        html! { a href=(to) { (one.title) } },
        html! { (one.customer) },
        html! { (ui::bar(count(told.answered), count(told.questions), "Answered")) " " (told.answered) " of " (told.questions) },
        match one.due {
            Some(due) => html! { time datetime=(due) { (due) } },
            None => ui::nothing(),
        },
        state(line),
    ])
}

fn state(line: &QuestionnaireListed) -> Markup {
    match (&line.held.sent, line.figures.to_confirm) {
        (Some(sent), _) => html! { (ui::badge(Tone::Good, "Sent")) " " time datetime=(sent.on) { (sent.on) } },
        (None, 0) => ui::badge(Tone::Neutral, "Here"),
        (None, n) => ui::badge(Tone::Caution, &format!("{n} to confirm")),
    }
}
