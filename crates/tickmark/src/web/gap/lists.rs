//! Two lists by which remediation is planned: the families of R46-R50, and what a SaaS programme usually lacks (R45).

use super::usual::PublishedAnswer;
use crate::web::reading::{grade, item_href, items, n, share};
use crate::web::typed::sentence;
use crate::web::ui::{self, Column, Row, TableOptions};
use crate::web::visit::Visit;
use domain::reports::gap::{Gap, Grade};
use maud::{Markup, html};

pub(super) fn families(visit: &Visit, gap: &Gap) -> Markup {
    html! {
        p.section-lead { "Gaps after SOC 2 usually lie in these five families. The bar shows what is fully addressed or documented as inherited." }
        div.family-list {
            @for family in &gap.families {
                (ui::card(html! {
                    (ui::meter(family.title, n(family.of - family.open.len()), n(family.of), &share(family.of - family.open.len(), family.of), ""))
                    p.family-asks { "Asks for " (family.asks) "." }
                    @if family.open.is_empty() { p.hint { "Nothing is open." } }
                    @else { p { span.hint { "Open: " } (items(visit, &family.open)) } }
                }))
            }
        }
    }
}

pub(super) fn saas(visit: &Visit, gap: &Gap, published: &PublishedAnswer) -> Markup {
    let Some(claim) = &published.saas else { return html! {} };
    let listed: Vec<_> = gap.controls.iter().filter(|c| claim.claimed_uncovered.contains(&c.id)).collect();
    let open = listed.iter().filter(|c| c.grade == Grade::NotAddressed).count();
    let rows: Vec<Row> = listed
        .iter()
        .map(|c| {
            Row::new(vec![
                ui::named(&c.id, &c.title, &item_href(visit, &c.id)),
                ui::mark(grade(c.grade), c.grade.title()),
                html! { (c.needs.title()) },
                html! { (sentence(&c.reason)) },
            ])
        })
        .collect();
    let columns = [Column::text("Control"), Column::narrow("Here"), Column::text("Needs"), Column::text("Why")];
    html! {
        p.section-lead {
            (claim.text) " Here " strong { (open) } " of these " (listed.len()) " are not addressed."
        }
        p.hint { "Source: " cite { (claim.source) } ", claim " a href=(visit.href("/claims")) { (claim.id) } }
        (ui::table("Controls that a SaaS programme usually lacks", &columns, &rows, TableOptions::default()))
    }
}
