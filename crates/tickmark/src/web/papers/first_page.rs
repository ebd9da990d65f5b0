//! The first page of a paper, seen before the paper is taken. The picture stands in the page itself: it was laid out once for
//! who asks, and nothing in it runs or is fetched.

use super::{PLACE, TITLE, href};
use crate::web::problem::Problem;
use crate::web::reading::encode;
use crate::web::ui::{self, Crumb};
use crate::web::visit::Visit;
use app::printed::PaperAsked;
use axum::extract::Path;
use axum::response::Response;
use domain::values::counted;
use maud::html;
use tokio::task::block_in_place;

pub(super) async fn show(visit: Visit, Path((_, paper)): Path<(String, String)>) -> Result<Response, Problem> {
    let name = paper.rsplit_once('.').map_or(paper.as_str(), |(name, _)| name);
    let asked = PaperAsked::read(name, visit.field("of").as_deref(), visit.field("classification").as_deref())?;
    let first = block_in_place(|| visit.doors.app.first_page(&visit.org, &visit.who, visit.at, &asked))?;
    crate::request::rests_on(&first.mark);
    let picture = format!("data:image/svg+xml,{}", encode(&String::from_utf8_lossy(&first.svg)));
    let alt = format!("The first page of {}. The PDF can be read aloud; this picture cannot.", first.title);
    let of = asked.of.as_deref().map(|of| format!("of={}", encode(of)));
    let take = |ending| {
        let href = href(&visit, asked.kind, ending);
        match &of {
            Some(of) => format!("{href}{}{of}", if href.contains('?') { '&' } else { '?' }),
            None => href,
        }
    };
    let lead = match first.pages {
        1 => "It has one page.".to_owned(),
        pages => format!("The first of {}.", counted(pages, "page", "pages")),
    };
    let body = html! {
        (ui::heading(&first.title, Some(&lead), Some(html! {
            @for ending in asked.kind.endings() { (ui::export_link(ending.title(), &take(ending))) " " }
        })))
        figure.first-page { img src=(picture) alt=(alt); }
    };
    let crumbs = [Crumb::link(TITLE, visit.href(PLACE)), Crumb::here("First page")];
    Ok(visit.page(&first.mark, &first.title, PLACE, &crumbs, body))
}
