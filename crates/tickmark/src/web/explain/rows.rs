//! The rows that bear on one item: those of the crosswalk that speaks, the suggestions, and the other crosswalks' view.

use super::super::reading;
use super::super::ui::{self, ExplainRow};
use super::super::visit::Visit;
use super::around::AroundAnswer;
use super::linked;
use app::ask::{ExplainAnswer, Read};
use domain::reports::explain::Bearing;
use domain::reports::gap::Grade;
use domain::values::{ItemKind, Mode, Overlap, Reference};
use maud::{Markup, html};

/// The rows of the crosswalk that speaks.
pub(super) fn bearing(visit: &Visit, found: &ExplainAnswer, around: &AroundAnswer) -> Markup {
    let rows = &found.explanation.rows;
    let counting = rows.iter().filter(|b| why_not(found, b).is_none()).count();
    let lead = match (rows.is_empty(), found.explanation.item.kind) {
        (true, ItemKind::Control) => {
            "No row of this crosswalk names it, alone, inside a range or in general terms.".to_owned()
        }
        (true, _) => "No row of this crosswalk speaks of it.".to_owned(),
        (false, _) => format!("Rows that count here: {counting} of {}.", rows.len()),
    };
    ui::section(
        "rows",
        &format!("What {} says", found.read.title),
        Some(&lead),
        html! {
            @if rows.is_empty() && found.graded.as_ref().is_some_and(|g| g.grade == Grade::NotAddressed) {
                p.aside {
                    "New work, unless " a href=(visit.href("/suggestions")) { "a suggestion" }
                    " or an own control answers it."
                }
            }
            (list(visit, rows, &found.read.crosswalk, around, |b| why_not(found, b)))
        },
    )
}

/// What the other crosswalks say, suggestions first and apart.
pub(super) fn elsewhere(visit: &Visit, found: &ExplainAnswer, around: &AroundAnswer) -> Markup {
    let (suggested, others): (Vec<_>, Vec<_>) =
        found.explanation.elsewhere.iter().partition(|(id, _)| around.name(id).is_some_and(|n| n.suggests));
    html! {
        @for (id, rows) in suggested {
            (ui::section("suggestions", "Curated suggestions", Some("Each counts once it is accepted."), html! {
                (list(visit, rows, id, around, |b| suggestion(around, id, b)))
                p { a href=(visit.href("/suggestions")) { "Accept or reject suggestions" } }
            }))
        }
        @if !others.is_empty() {
            (ui::section("elsewhere", "What other crosswalks say", Some("They count nothing here."), html! {
                @for (id, rows) in others {
                    h3.crosswalk-name {
                        a href=(visit.href(&format!("/crosswalks/{id}"))) { (around.title(id)) }
                    }
                    (list(visit, rows, id, around, |b| (!b.counts).then(|| own_reason(&found.read, b))))
                }
            }))
        }
    }
}

fn list(
    visit: &Visit,
    rows: &[Bearing],
    crosswalk: &str,
    around: &AroundAnswer,
    why: impl Fn(&Bearing) -> Option<String>,
) -> Markup {
    html! {
        ol.explain { @for bearing in rows {
            @let why = why(bearing);
            @let counts = why.is_none();
            li {
                (ui::explain_row(&card(visit, bearing, crosswalk, why)))
                @if let ([one], true) = (bearing.other.as_slice(), counts) {
                    (answered(visit, around.answered_by(&one.id)))
                }
                @else if bearing.other.len() > 1 { (beyond(visit, bearing)) }
            }
        } }
    }
}

/// The own controls in place that answer the criterion of a row.
fn answered(visit: &Visit, controls: &[String]) -> Markup {
    html! {
        @if !controls.is_empty() {
            p.beyond {
                "Answered here by "
                (reading::own_controls(visit, controls))
            }
        }
    }
}

/// The items on the other side of a row that names several.
fn beyond(visit: &Visit, bearing: &Bearing) -> Markup {
    html! {
        details.fold.beyond open[bearing.other.len() <= 8] {
            summary { (bearing.other.len()) " on the other side" }
            (linked(visit, &bearing.other))
        }
    }
}

fn card<'a>(visit: &Visit, bearing: &'a Bearing, crosswalk: &str, why: Option<String>) -> ExplainRow<'a> {
    let row = &bearing.row;
    let spread = row.references.iter().any(|r| !matches!(r, Reference::Item(_) | Reference::Clause(_)));
    let (id, title, href) = match bearing.other.as_slice() {
        [one] => (one.id.as_str(), one.title.as_str(), reading::item_href(visit, &one.id)),
        _ => {
            let label = row.label.as_deref().unwrap_or(&row.written);
            (row.id.as_str(), label, format!("{}#{}", visit.href(&format!("/crosswalks/{crosswalk}")), row.id))
        }
    };
    ExplainRow {
        id: id.into(),
        title: title.into(),
        href: href.into(),
        overlap: reading::overlap(row.overlap),
        as_written: if spread || bearing.other.len() != 1 { row.written.as_str().into() } else { "".into() },
        evidence: row.evidence.iter().map(|e| e.as_str().into()).collect(),
        supplement: row.supplement.as_deref().unwrap_or_default().into(),
        note: note(bearing).into(),
        counts: why.is_none(),
        why_not: why.unwrap_or_default().into(),
    }
}

/// What the source says besides: its own level and its note.
fn note(bearing: &Bearing) -> String {
    let level = bearing.row.level.as_ref().map(|l| format!("The source calls the overlap {l}."));
    level.into_iter().chain(bearing.row.note.clone()).collect::<Vec<_>>().join(" ")
}

/// Why a row of the speaking crosswalk does not count; `None` when it does.
fn why_not(found: &ExplainAnswer, bearing: &Bearing) -> Option<String> {
    if !bearing.counts {
        return Some(own_reason(&found.read, bearing));
    }
    let graded = found.graded.as_ref()?;
    let counted = graded.rows.iter().any(|r| r.row == bearing.row.id && !r.suggested);
    (!counted).then(|| {
        let criteria = bearing.other.iter().map(|i| i.id.as_str()).collect::<Vec<_>>().join(", ");
        format!("no own control in place answers {criteria}.")
    })
}

/// Why a row does not count in the scope and mode that were asked for.
fn own_reason(read: &Read, bearing: &Bearing) -> String {
    let row = &bearing.row;
    match row.overlap {
        Overlap::IsoOnly => return "ISO/IEC 27001 asks for more than SOC 2; new work.".to_owned(),
        Overlap::Soc2Only => return "SOC 2 asks for more than ISO/IEC 27001; no credit in this direction.".to_owned(),
        _ => {}
    }
    if bearing.broad && read.mode == Mode::Literal {
        return format!(
            "\u{201c}{}\u{201d} names it only in general terms, and broad references are read literally.",
            row.written
        );
    }
    match row.condition.filter(|c| !read.categories.contains(*c)) {
        Some(category) => format!("it holds only with {category} in scope."),
        None => "its criterion is not in scope.".to_owned(),
    }
}

/// Where a suggestion stands; `None` when it was accepted.
fn suggestion(around: &AroundAnswer, layer: &str, bearing: &Bearing) -> Option<String> {
    match around.decision(layer, &bearing.row.id) {
        Some(decision) if decision.accepted => None,
        Some(decision) => Some(format!("it was rejected: {}", decision.reason)),
        None if bearing.row.overlap == Overlap::IsoOnly => {
            Some("no criterion honestly supports it; the nearest is named.".to_owned())
        }
        None => Some("it waits for a decision.".to_owned()),
    }
}
