//! Giving a review a day, or beginning a record of minutes of another meeting.

use super::{PLACE, TITLE, path};
use crate::web::people::{form_page, not_offered, why_not};
use crate::web::problem::Problem;
use crate::web::typed::{Typed, only_today, or_again, refused};
use crate::web::ui::{self, Choice, Crumb, Field};
use crate::web::visit::Visit;
use app::ask::ReviewsOf;
use axum::response::Response;
use domain::command::{Command, ReviewCommand};
use domain::refusal::Refusal;
use domain::values::review::{OTHER_MINUTES_IN_PART, ReviewForm, ReviewPlan};
use jiff::civil::Date;
use maud::html;

/// The command about nothing yet: asked whether one may be scheduled.
pub(super) fn another() -> Command {
    let plan = ReviewPlan { title: String::new(), form: ReviewForm::Meeting, on: Date::constant(1970, 1, 1) };
    Command::Review(ReviewCommand::ScheduleReview { plan })
}

pub(super) async fn begin(visit: Visit) -> Result<Response, Problem> {
    only_today(&visit)?;
    page(&visit, &Typed::default(), None)
}

fn page(visit: &Visit, typed: &Typed, refusal: Option<&Refusal>) -> Result<Response, Problem> {
    let answer = visit.ask(&ReviewsOf)?;
    let missing = why_not(visit, &another());
    let chosen = ReviewForm::parse(typed.get("form")).unwrap_or_default();
    let forms = ReviewForm::ALL.map(|one| Choice::new(one.id(), one.title(), one == chosen));
    let lead = "The agenda is filled from what is so on the day on which it is sent.";
    let body = html! {
        (ui::heading("Schedule a management review", Some(lead), None))
        (refused(refusal))
        @match &missing {
            Some(missing) => (not_offered(missing)),
            None => (ui::form(&format!("/o/{}{PLACE}", visit.org), html! {
                (ui::text(&Field { name: "title", label: "Title", hint: "Such as Management review 2026.", value: typed.get("title"), required: true, ..Field::default() }))
                (ui::radios(&Field { name: "form", label: "Kind", hint: OTHER_MINUTES_IN_PART, required: true, ..Field::default() }, &forms))
                (ui::date_field(&Field { name: "on", label: "Day", hint: "A day to come; of minutes of another meeting the day on which that was.", value: typed.get("on"), required: true, ..Field::default() }))
                div.actions { (ui::button("Schedule")) (ui::quiet_link("Cancel", &visit.href(PLACE), None)) }
            })),
        }
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here("Schedule")];
    let page = visit.page(&answer.mark, "Schedule a management review", PLACE, &crumbs, body);
    Ok(form_page(page, missing.as_ref()))
}

fn meant(typed: &Typed) -> Result<ReviewPlan, Refusal> {
    let form = match typed.get("form") {
        "" => ReviewForm::Meeting,
        form => ReviewForm::parse(form).ok_or_else(|| Refusal::Unknown {
            what: "kind of review",
            id: form.to_owned(),
            nearest: None,
        })?,
    };
    Ok(ReviewPlan { title: typed.get("title").to_owned(), form, on: typed.day("on", "the day")? })
}

pub(super) async fn schedule(visit: Visit, typed: Typed) -> Result<Response, Problem> {
    only_today(&visit)?;
    let done = meant(&typed).map_err(Problem::from).and_then(|plan| {
        let command = Command::Review(ReviewCommand::ScheduleReview { plan });
        let request = visit.field("request");
        let change = || visit.doors.app.change(&visit.org, &visit.who, request.as_deref(), command);
        let receipt = tokio::task::block_in_place(change)?;
        Ok(visit.went(&format!("Scheduled {}.", receipt.object), &path(&receipt.object), &receipt))
    });
    or_again(done, |refusal| page(&visit, &typed, Some(refusal)))
}
