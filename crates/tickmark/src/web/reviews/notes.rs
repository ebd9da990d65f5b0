//! What is said of each input, beside what the data says: one form for all of them.

use super::{PLACE, TITLE, action, agenda, path};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::ReviewOf;
use axum::extract::Path;
use axum::response::Response;
use domain::command::{Command, ReviewCommand};
use domain::refusal::Refusal;
use domain::reports::review::ReviewInput;
use maud::html;
use std::collections::BTreeMap;

type Sent = Path<(String, String)>;

/// The command about nothing yet: asked whether the minutes may be written.
pub(super) fn writing(id: &str) -> Command {
    Command::Review(ReviewCommand::NoteReviewInputs { id: id.to_owned(), notes: BTreeMap::new() })
}

pub(super) async fn show(visit: Visit, Path((_, id)): Sent) -> Result<Response, Problem> {
    only_today(&visit)?;
    page(&visit, &id, &Typed::default(), None)
}

fn page(visit: &Visit, id: &str, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&ReviewOf(id.to_owned()))?;
    let detail = &answer.value;
    let id = &detail.line.id;
    let missing = why_not(visit, &writing(id));
    let again = refusal.is_some();
    let lead = "An input counts as treated when something is said of it; \u{201c}nothing to report\u{201d} is enough where that is so.";
    let body = html! {
        (ui::heading(&format!("What is said in {id}"), Some(lead), None))
        (refused(refusal))
        @match &missing {
            Some(missing) => (not_offered(missing)),
            None => (ui::form(&action(visit, id, "notes"), html! {
                (agenda::as_of(detail))
                @for (input, point) in &detail.agenda.points {
                    @let was = detail.held.notes.get(input).map_or("", |said| said.text.as_str());
                    @let value = if again { typed.get(input.id()) } else { was };
                    @let letter = agenda::letter(input.id());
                    @let label = format!("What is said of {letter}");
                    (ui::card(html! {
                        h2.track-title { (letter) " " (input.title()) }
                        (agenda::data(visit, point))
                        (ui::textarea(&Field { name: input.id(), label: &label, value, ..Field::default() }, 2))
                    }))
                }
                div.actions { (ui::button("Record")) (ui::quiet_link("Cancel", &visit.href(&path(id)), None)) }
            })),
        }
    };
    let crumbs =
        [Crumb::link(TITLE, visit.href(PLACE)), Crumb::link(id.clone(), visit.href(&path(id))), Crumb::here("Inputs")];
    let page = visit.page(&answer.mark, &format!("What is said in {id}"), PLACE, &crumbs, body);
    Ok(form_page(page, missing.as_ref()))
}

pub(super) async fn write(visit: Visit, Path((_, id)): Sent, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let sent: Vec<(String, String)> = typed.pairs().collect();
    let notes = sent.into_iter().filter_map(|(name, text)| Some((ReviewInput::parse(&name)?, text))).collect();
    let command = Command::Review(ReviewCommand::NoteReviewInputs { id: id.clone(), notes });
    let done = visit.change("Wrote down what was said.", &path(&id), command);
    or_again(done, |refusal| page(&visit, &id, &typed, Some(refusal)))
}
