//! What is known of one item whatever a crosswalk says: what it asks, what an auditor looks for, attributes, editions.

use super::super::reading;
use super::super::ui;
use super::super::visit::Visit;
use super::around::AroundAnswer;
use app::ask::ExplainAnswer;
use domain::values::{Item, ItemKind};
use maud::{Markup, html};

/// What it asks for and what is looked for.
pub(super) fn asked(visit: &Visit, item: &Item) -> Markup {
    let mut pairs: Vec<(&str, Markup)> = Vec::new();
    let words = |text: &Option<String>| text.as_ref().map(|t| html! { (t) });
    pairs.extend(words(&item.look_for).map(|m| ("An auditor looks for", m)));
    pairs.extend(words(&item.stage1).map(|m| ("Stage 1 looks for", m)));
    pairs.extend(words(&item.stage2).map(|m| ("Stage 2 looks for", m)));
    if !item.documented_information.is_empty() {
        pairs.push(("The standard names", documents(item)));
    }
    if !item.evidence.is_empty() {
        pairs.push(("Typical evidence", html! { ul.dashes { @for e in &item.evidence { li { (e) } } } }));
    }
    if !item.touchpoints.is_empty() {
        pairs.push((
            "SOC 2 touches it in",
            html! {
                (reading::items(visit, &item.touchpoints))
                @if let Some(note) = &item.touchpoint_note { p.hint { (note) } }
            },
        ));
    }
    if !item.notes.is_empty() {
        pairs.push(("Worth knowing", html! { ul.dashes { @for note in &item.notes { li { (note) } } } }));
    }
    html! {
        @if !pairs.is_empty() { (ui::section("asks", "What it asks for", None, ui::card(ui::definition_list(&pairs)))) }
    }
}

fn documents(item: &Item) -> Markup {
    html! {
        ul.dashes { @for d in &item.documented_information {
            li {
                (d.name) " " (ui::tag(&d.kind)) " "
                @if d.soc2_equivalent { span.hint { "SOC 2 knows one of this kind" } }
                @else { span.hint { "SOC 2 knows none of the kind" } }
            }
        } }
    }
}

/// The narrow part: grade, place in its framework, attributes, editions, own controls, evidence, source.
pub(super) fn beside(visit: &Visit, found: &ExplainAnswer, around: &AroundAnswer) -> Markup {
    let (item, framework) = (&found.explanation.item, &found.explanation.framework);
    let home = visit.href(&format!("/frameworks/{framework}"));
    let place = html! { a href=(home) { (around.title(framework)) } ", " (kind(item.kind)) };
    let mut pairs: Vec<(&str, Markup)> = vec![("Framework", place)];
    if let Some(group) = &item.group {
        pairs.push(("Group", html! { (around.group(framework, group)) }));
    }
    pairs.extend(item.category.map(|c| ("Category", html! { (c.name()) })));
    if item.kind == ItemKind::Control && !found.explanation.rows.is_empty() {
        pairs.push(("Best overlap in the crosswalk", reading::best(found.explanation.best)));
        pairs.push(("Worst overlap in the crosswalk", reading::best(found.explanation.worst)));
    }
    pairs.extend(item.coso_principle.map(|p| ("COSO 2013", html! { "Principle " (p) })));
    for (name, values) in item.attributes.each().into_iter().filter(|(_, v)| !v.is_empty()) {
        pairs.push((attribute(name), html! { @for v in values { (ui::tag(&words(v))) " " } }));
    }
    if item.new {
        pairs.push(("Edition", ui::badge(ui::Tone::Accent, "New in 2022")));
    }
    if !item.predecessors.is_empty() {
        pairs.push(("Continues, of 2013", reading::items(visit, &item.predecessors)));
    }
    if !item.successors.is_empty() {
        pairs.push(("Continued in 2022 by", reading::items(visit, &item.successors)));
    }
    if !item.aliases.is_empty() {
        pairs.push(("Also called", html! { (item.aliases.join("; ")) }));
    }
    if let Some(judged) = around.assessment(&item.id) {
        pairs.push((
            "As assessed",
            html! {
                (judged.practice.title())
                @if !judged.note.is_empty() { p.hint { (judged.note) } }
            },
        ));
    }
    html! {
        (ui::card(ui::definition_list(&pairs)))
        (own(visit, found))
        (evidence(visit, found))
    }
}

fn own(visit: &Visit, found: &ExplainAnswer) -> Markup {
    html! {
        @if !found.own.is_empty() {
            (ui::card(html! {
                h3 { "Own controls linked to it" }
                ul.lines { @for (id, name, in_place) in &found.own {
                    li {
                        (ui::named(id, name, &visit.href(&format!("/controls/{}", reading::encode(id)))))
                        " "
                        @if *in_place { (ui::badge(ui::Tone::Good, "In place")) }
                        @else { (ui::badge(ui::Tone::Neutral, "Not in place")) }
                    }
                } }
            }))
        }
    }
}

/// The evidence that can be used again, over all rows that count.
fn evidence(visit: &Visit, found: &ExplainAnswer) -> Markup {
    let Some(graded) = found.graded.as_ref().filter(|g| !g.evidence.is_empty() || !g.supplements.is_empty()) else {
        return html! {};
    };
    ui::card(html! {
        @if !graded.evidence.is_empty() {
            h3 { "Evidence to use again" }
            ul.dashes { @for kind in &graded.evidence { li { (kind) } } }
        }
        @if !graded.supplements.is_empty() {
            h3.follows { "Still to be added" }
            ul.dashes { @for s in &graded.supplements { li { (s) } } }
        }
        p.follows { a href=(reading::again(visit, "/evidence-kinds", &[])) { "All kinds of evidence" } }
    })
}

fn kind(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Criterion => "criterion",
        ItemKind::Clause => "clause",
        ItemKind::Control => "control",
    }
}

/// The name of an attribute of ISO/IEC 27002:2022 as people read it.
pub(in super::super) fn attribute(id: &str) -> &'static str {
    match id {
        "control_type" => "Control type",
        "security_properties" => "Security properties",
        "cybersecurity_concepts" => "Cybersecurity concepts",
        "operational_capabilities" => "Operational capabilities",
        _ => "Security domains",
    }
}

/// A lower-case word of the library as a label.
pub(in super::super) fn words(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}
