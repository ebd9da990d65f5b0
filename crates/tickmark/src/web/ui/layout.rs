//! How a page is laid out below its frame: heading, sections, panels, a wide part beside a narrow one.

use maud::{Markup, html};

/// The heading of a page: its only `h1`, one sentence under it, and what can be done here.
pub(crate) fn heading(title: &str, lead: Option<&str>, actions: Option<Markup>) -> Markup {
    html! {
        header.heading {
            div {
                h1 { (title) }
                @if let Some(lead) = lead { p.lead { (lead) } }
            }
            @if let Some(actions) = actions { div.actions { (actions) } }
        }
    }
}

/// A part of a page under its own `h2`, with an anchor so that it can be linked to.
pub(crate) fn section(id: &str, title: &str, lead: Option<&str>, body: Markup) -> Markup {
    let label = format!("{id}-title");
    html! {
        section.section id=(id) aria-labelledby=(label) {
            header.section-head {
                h2 id=(label) { (title) }
                @if let Some(lead) = lead { p { (lead) } }
            }
            (body)
        }
    }
}

/// A panel on the page.
pub(crate) fn card(body: Markup) -> Markup {
    html! { div.card { (body) } }
}

/// A wide part and a narrow part side by side, one above the other where there is no room.
pub(crate) fn columns(wide: Markup, narrow: Markup) -> Markup {
    html! { div.columns { div.columns-wide { (wide) } aside.columns-narrow { (narrow) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_named_by_its_own_heading() {
        let text = section("rows", "Rows & reasons", None, html! { p { "x" } }).into_string();
        assert!(text.contains(r#"<section class="section" id="rows" aria-labelledby="rows-title">"#), "{text}");
        assert!(text.contains(r#"<h2 id="rows-title">Rows &amp; reasons</h2>"#), "{text}");
    }

    #[test]
    fn a_page_has_one_h1_and_its_actions_beside_it() {
        let text = heading("Gap list", Some("Why."), Some(html! { a href="/x" { "Export" } })).into_string();
        assert_eq!(text.matches("<h1>").count(), 1);
        assert!(text.contains(r#"<div class="actions"><a href="/x">"#));
        assert!(!heading("Gap list", None, None).into_string().contains("actions"));
    }
}
