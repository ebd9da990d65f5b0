//! How a page is laid out below its frame: heading, sections, panels, a wide part beside a narrow one.

use maud::{Markup, html};

/// The heading of a page: its only `h1`, one sentence under it, and what can be done here.
pub(crate) fn heading(title: &str, lead: Option<&str>, actions: Option<Markup>) -> Markup {
    html! {
        header.heading {
            div {
                h1 { (whole(title)) }
                @if let Some(lead) = lead { p.lead { (whole(lead)) } }
            }
            @if let Some(actions) = actions { div.actions { (actions) } }
        }
    }
}

/// A text in which neither a day, such as 2026-03-31, nor a flag of a command, such as `--smtp`, is taken apart at the end
/// of a line.
pub(crate) fn whole(text: &str) -> Markup {
    let apart = |c: char| c == ' ' || c == '\n';
    html! {
        @for piece in text.split_inclusive(apart) {
            @let word = piece.trim_end_matches(apart);
            @if is_day(word) || word.starts_with("--") && word.len() < 24 {
                span.whole { (word) } (&piece[word.len()..])
            } @else { (piece) }
        }
    }
}

/// A day, with or without the mark that follows it in a sentence.
fn is_day(word: &str) -> bool {
    let day = word.trim_matches(|c: char| c.is_ascii_punctuation()).as_bytes();
    day.len() == 10
        && day.iter().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() })
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
    fn a_day_and_a_flag_stay_in_one_piece() {
        let text = whole("From 2026-04-24 to 2026-12-31. Seen <with> --key KEY\nof AC-1").into_string();
        for piece in ["2026-04-24", "2026-12-31.", "--key"] {
            assert!(text.contains(&format!(r#"<span class="whole">{piece}</span>"#)), "{text}");
        }
        assert!(text.contains("&lt;with&gt;") && text.ends_with(" KEY\nof AC-1"), "{text}");
        assert_eq!(text.matches("<span").count(), 3);
    }

    #[test]
    fn a_page_has_one_h1_and_its_actions_beside_it() {
        let text = heading("Gap list", Some("Why."), Some(html! { a href="/x" { "Export" } })).into_string();
        assert_eq!(text.matches("<h1>").count(), 1);
        assert!(text.contains(r#"<div class="actions"><a href="/x">"#));
        assert!(!heading("Gap list", None, None).into_string().contains("actions"));
    }
}
