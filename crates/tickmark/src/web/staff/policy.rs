//! The policy on remote working: a starting text with the organisation's name, to read and to take away.

use super::tabs;
use crate::web::attachment::attachment;
use crate::web::problem::Problem;
use crate::web::reading::item_href;
use crate::web::ui::{self, Crumb, Icon, Tone};
use crate::web::visit::Visit;
use crate::words::staff::remote_working;
use app::ask::OwnStaff;
use axum::response::Response;
use domain::values::Action;
use maud::{Markup, html};

pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    let mark = visit.ask(&OwnStaff(visit.who.id().to_owned()))?.mark;
    let text = remote_working(&mark.name);
    let body = html! {
        (ui::heading(
            "Remote working",
            Some("A starting text for the policy on remote working, with the name of the organisation filled in."),
            Some(ui::quiet_link("Download", &visit.href("/staff/remote-working.md"), Some(Icon::Download))),
        ))
        (tabs(&visit, "/staff/remote-working"))
        (ui::notice(Tone::Caution, "Not yet a policy", html! {
            "It becomes one only when management approves it. It then answers "
            a href=(item_href(&visit, "A.6.7")) { "A.6.7" } " and " a href=(item_href(&visit, "CC6.7")) { "CC6.7" }
            "; that each person accepted it is recorded as a check of the person."
        }))
        div.card.paper { (paper(&text)) }
    };
    let register = if super::may(&visit, Action::ReadStaff) {
        Crumb::link("People at work", visit.href("/staff"))
    } else {
        Crumb::here("People at work")
    };
    let crumbs = [register, Crumb::here("Remote working")];
    Ok(visit.page(&mark, "Remote working", "/staff", &crumbs, body))
}

pub(super) async fn file(visit: Visit) -> Result<Response, Problem> {
    let mark = visit.ask(&OwnStaff(visit.who.id().to_owned()))?.mark;
    let name = format!("{}-remote-working.md", mark.slug);
    Ok(attachment("text/markdown; charset=utf-8", &name, remote_working(&mark.name).into_bytes()))
}

/// The text of the policy as markup: headings, paragraphs and lists, which is all that it has.
fn paper(text: &str) -> Markup {
    let blocks = text.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    html! {
        @for block in blocks {
            @if let Some(title) = block.strip_prefix("# ") { h2 { (title) } }
            @else if let Some(title) = block.strip_prefix("## ") { h3 { (title) } }
            @else if let Some(items) = block.strip_prefix("- ") {
                ul.plain-list { @for item in items.split("\n- ") { li { (joined(item)) } } }
            }
            @else { p { (joined(block)) } }
        }
    }
}

/// Lines of one paragraph as one line.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_shown_as_headings_paragraphs_and_lists() {
        let html = paper("# Of A & B\n\none\ntwo\n\n## Places\n\n- first\n  goes on\n- second\n").into_string();
        assert_eq!(
            html,
            "<h2>Of A &amp; B</h2><p>one two</p><h3>Places</h3>\
             <ul class=\"plain-list\"><li>first goes on</li><li>second</li></ul>"
        );
    }

    #[test]
    fn r248_the_policy_names_the_organisation_its_controls_and_who_makes_it_one() {
        let text = remote_working("Acme <Cloud>");
        assert!(text.starts_with("# Remote working policy of Acme <Cloud>\n"), "{text}");
        assert!(!text.contains(['{', '}']), "nothing is left to fill in");
        for word in ["A.6.7", "CC6.7", "management", "Places", "Devices", "Networks", "Screens and papers", "each year"]
        {
            assert!(text.contains(word), "{word}");
        }
        assert!((2_500..6_000).contains(&text.len()), "about a page and a half: {}", text.len());
    }
}
