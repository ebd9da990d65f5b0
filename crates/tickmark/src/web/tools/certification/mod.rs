//! The dates of a certification: the cycle with its visits as a picture, a major of Stage 2, recertification, the edition
//! (K7).

mod cycle;
mod limits;

use super::asked::{self, Tool};
use crate::web::problem::Problem;
use crate::web::ui;
use crate::web::visit::Visit;
use axum::response::Response;
use maud::html;

const PATH: &str = "/tools/certification";

const TOOL: Tool = Tool {
    title: "Certification dates",
    path: PATH,
    lead: "When a certificate runs out, when visits are due, and what is lost when a limit passes. Nothing is kept.",
    next: "Give the day of the decision on certification, and the days of surveillance since.",
    example: "/tools/certification?decision=2026-03-16&surveillance=2027-02-10&soc2=2026-01-01&months=12",
    how: &[
        "The day of the decision is the first day of the certificate; it is in force on its last day too, 36 months later less one day.",
        "The first surveillance is due within 12 months of the decision, the second is aimed at 24 months. Articles that count the year of the decision as year 1 speak of surveillance in years 2 and 3 and of recertification in year 4; the standard wants recertification before the expiry.",
        "Each calendar year after that of the decision has at least one surveillance, except the year of the expiry.",
        "Recertification opens 3 months before the expiry. Decided by the expiry, or within 6 months after it, the new expiry is 36 months after the old one; later, Stage 2 at least is done again.",
        "A major of Stage 2 is verified within 6 months of the last day of Stage 2, or Stage 2 is done again.",
        "Months keep the day, or take the last day of a month that is shorter.",
        "The transition from the 2013 edition ended on 31 October 2025. Amendment 1:2024 asks for no new certificate.",
    ],
};

pub(super) async fn page(visit: Visit) -> Result<Response, Problem> {
    let asked = [
        ("decision", cycle::found as fn(&Visit) -> _),
        ("stage2", limits::major),
        ("expired", limits::renewal),
        ("standard", limits::edition),
    ];
    let found = asked.into_iter().find(|(field, _)| visit.field(field).is_some()).map(|(_, found)| found(&visit));
    let forms = html! {
        (ui::section("cycle", "The cycle of a certificate", None, cycle::fields(&visit)))
        (ui::section("major", "A major of Stage 2", None, limits::major_fields(&visit)))
        (ui::section("renewal", "Recertification", None, limits::renewal_fields(&visit)))
        (ui::section("edition", "The edition that a certificate names", None, limits::edition_fields(&visit)))
    };
    asked::page(&visit, &TOOL, &forms, found)
}
