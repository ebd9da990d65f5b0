//! What the page shows, for visitors and, before it is on, for who sets it.

use crate::web::ui::{self, Column, Row, TableOptions};
use app::printed::NOT_PROVEN;
use domain::reports::public::{PublicCertificate, PublicPage, PublicReport};
use maud::{Markup, html};

/// What is held, what is under way, and what the organisation says; no form.
pub(super) fn held(page: &PublicPage) -> Markup {
    html! {
        @if !page.about.is_empty() {
            (ui::section("about", "About us", None, html! { @for part in page.about.split("\n\n") { p.said-text { (part) } } }))
        }
        (ui::section("held", "What we hold", Some("As recorded on the day of this page. A SOC 2 report holds the opinion of a licensed CPA firm; a certificate is given by a certification body."), html! {
            @if page.reports.is_empty() && page.certificates.is_empty() {
                p { "No SOC 2 report was issued, and no certificate is in force." }
            }
            @for one in &page.reports { (report(one)) }
            @for one in &page.certificates { (certificate(one)) }
            p.hint { (NOT_PROVEN.replace("This paper", "This page")) }
        }))
        @if !page.under_way.is_empty() {
            (ui::section("under-way", "Under way", None, html! { ul.lines { @for one in &page.under_way { li { (one) } } } }))
        }
        @if !page.contact.is_empty() {
            (ui::section("contact", "Whom to ask", None, html! { p { (page.contact) } }))
        }
    }
}

fn report(one: &PublicReport) -> Markup {
    let mut pairs = vec![(if one.one_day { "Day" } else { "Period" }, html! { (one.period()) })];
    if !one.firm.is_empty() {
        pairs.push(("Examined by", html! { (one.firm) }));
    }
    pairs.push(("Categories", html! { (one.categories) }));
    if let Some(opinion) = &one.opinion {
        pairs.push(("Opinion", html! { (opinion) "." }));
    }
    ui::card(html! { h3 { (one.title) } (ui::definition_list(&pairs)) })
}

fn certificate(one: &PublicCertificate) -> Markup {
    let mut pairs = Vec::new();
    if !one.body.is_empty() {
        pairs.push(("Certified by", html! { (one.body) }));
    }
    let accredited = if one.accredited_by.is_empty() { "Not stated" } else { one.accredited_by.as_str() };
    pairs.push(("Accredited by", html! { (accredited) }));
    pairs.push(("Scope", html! { (one.scope) }));
    pairs.push(("Certificate", html! { (one.number) }));
    pairs.push(("Since", html! { (one.since) }));
    pairs.push(("Valid to", html! { (one.until) }));
    ui::card(html! { h3 { (one.title()) } (ui::definition_list(&pairs)) })
}

/// The documents that may be asked for, as a table; for who sets the page.
pub(super) fn offered(page: &PublicPage) -> Markup {
    let rows: Vec<Row> = page
        .documents
        .iter()
        .map(|(one, title)| Row::new(vec![html! { (title) }, html! { (one.kind.title()) }]))
        .collect();
    let columns = [Column::text("Document"), Column::text("Kind")];
    let empty = ("No document is offered", "Tick documents below, and visitors can ask for them.", html! {});
    ui::table("Documents on request", &columns, &rows, TableOptions { empty: Some(empty), ..TableOptions::default() })
}
