//! What losing something would take away: choosing what to leave out, and putting it back.

use super::without::WithoutAnswer;
use crate::web::reading::{self, counted};
use crate::web::ui::{self, Choice};
use crate::web::visit::Visit;
use maud::{Markup, html};

pub(super) fn losing(visit: &Visit, found: &WithoutAnswer, kept: &str) -> Markup {
    let left = |id: &str| found.left_out.iter().any(|(l, _)| l == id);
    let choices = |label: &'static str, all: &[(String, String)]| {
        let mut list = vec![Choice::new("", label, true)];
        let rest = all.iter().filter(|(id, _)| !left(id));
        list.extend(rest.map(|(id, title)| Choice::new(id.clone(), format!("{id} \u{b7} {title}"), false)));
        list
    };
    let days = [("as-of", visit.at.as_of), ("on", visit.at.on)];
    html! {
        (ui::filter_bar(&format!("/o/{}/what-if#without", visit.org), html! {
            @for name in ["crosswalk", "categories", "mode"] {
                @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) }
            }
            @for (name, day) in days { @if let Some(day) = day { (ui::hidden(name, &day.to_string())) } }
            @if !kept.is_empty() { (ui::hidden("without", kept)) }
            (ui::inline_select("without", "Own control in place", &choices("Choose one to leave out", &found.controls)))
            (ui::inline_select("without", "Criterion in scope", &choices("Choose one to leave out", &found.criteria)))
        }, (!kept.is_empty()).then(|| reading::again(visit, "/what-if", &[])).as_deref()))
        @if found.left_out.is_empty() {
            p.aside { "Nothing is left out. Choose an own control or a criterion to see what only it holds up." }
        } @else {
            (ui::card(ui::definition_list(&[
                ("Left out", html! {
                    ul.chips { @for (id, title) in &found.left_out { (put_back(visit, found, id, title)) } }
                }),
                ("Lost", html! {
                    p {
                        strong { (counted(found.coverage.lost.len(), "control", "controls")) }
                        " of Annex A would no longer be covered."
                    }
                    @if !found.coverage.lost.is_empty() { (reading::items(visit, &found.coverage.lost)) }
                }),
            ])))
        }
    }
}

fn put_back(visit: &Visit, found: &WithoutAnswer, id: &str, title: &str) -> Markup {
    let rest: Vec<&str> = found.left_out.iter().map(|(l, _)| l.as_str()).filter(|l| *l != id).collect();
    let href = format!("{}#without", reading::again(visit, "/what-if", &[("without", &rest.join(","))]));
    html! {
        li {
            a.chip href=(href) title={ "Put back " (title) } {
                span.plus aria-hidden="true" { "\u{d7}" }
                span.sr-only { "Put back " }
                (id)
            }
        }
    }
}
