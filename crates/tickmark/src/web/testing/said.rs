//! What is said of a population: read from a form, and the fields of the form.

use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Field};
use domain::refusal::Refusal;
use domain::values::Window;
use domain::values::testing::{
    Accuracy, Completeness, CompletenessMethod, CompletenessResult, Population, PopulationSource,
};
use jiff::civil::Date;
use maud::{Markup, html};

fn unknown(what: &'static str, typed: &str) -> Refusal {
    Refusal::Unknown { what, id: typed.to_owned(), nearest: None }
}

/// A population of which nothing is said, to ask whether one may be handed in.
pub(super) fn nothing(engagement: &str, control: &str, today: Date) -> Population {
    Population {
        engagement: engagement.to_owned(),
        control: control.to_owned(),
        title: String::new(),
        source: PopulationSource {
            system: String::new(),
            query: String::new(),
            extracted_on: today,
            extracted_at: String::new(),
            extracted_by: String::new(),
        },
        period: Window { from: today, until: today },
        claimed_count: None,
        completeness: Completeness::default(),
        accuracy: Accuracy::default(),
        file: None,
        items: Vec::new(),
    }
}

/// What the form says, over what is known already: engagement, control and list stay as they are there.
///
/// # Errors
/// A refusal that names the field that cannot be read.
pub(super) fn read(typed: &Typed, known: Population) -> Result<Population, Refusal> {
    let number = |name: &'static str| match typed.get(name).trim() {
        "" => Ok(None),
        text => text.parse::<u32>().map(Some).map_err(|_| unknown("whole number", text)),
    };
    let said = |name: &str| typed.get(name).to_owned();
    Ok(Population {
        title: said("title"),
        source: PopulationSource {
            system: said("system"),
            query: said("query"),
            extracted_on: typed.day("extracted-on", "the day of the extraction")?,
            extracted_at: said("extracted-at"),
            extracted_by: said("extracted-by"),
        },
        period: Window { from: typed.day("from", "the first day")?, until: typed.day("until", "the last day")? },
        claimed_count: number("claimed")?.map(u64::from),
        completeness: Completeness {
            method: CompletenessMethod::parse(typed.get("completeness")).unwrap_or_default(),
            result: CompletenessResult::parse(typed.get("result")).unwrap_or_default(),
            note: said("note"),
        },
        accuracy: Accuracy {
            checked: number("checked")?.unwrap_or_default(),
            matched: number("matched")?.unwrap_or_default(),
            note: said("accuracy-note"),
        },
        ..known
    })
}

/// The fields of a form as a population has them.
pub(super) fn typed(population: &Population) -> Typed {
    let Population { source, period, completeness, accuracy, .. } = population;
    let looked_up = |figure: u32| if accuracy.checked == 0 { String::new() } else { figure.to_string() };
    let fields = [
        ("control", population.control.clone()),
        ("title", population.title.clone()),
        ("system", source.system.clone()),
        ("query", source.query.clone()),
        ("extracted-on", source.extracted_on.to_string()),
        ("extracted-at", source.extracted_at.clone()),
        ("extracted-by", source.extracted_by.clone()),
        ("from", period.from.to_string()),
        ("until", period.until.to_string()),
        ("claimed", population.claimed_count.map(|count| count.to_string()).unwrap_or_default()),
        ("completeness", completeness.method.id().to_owned()),
        ("result", completeness.result.id().to_owned()),
        ("note", completeness.note.clone()),
        ("checked", looked_up(accuracy.checked)),
        ("matched", looked_up(accuracy.matched)),
        ("accuracy-note", accuracy.note.clone()),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Title and source.
pub(super) fn source_fields(typed: &Typed) -> Markup {
    let text = |name, label, hint| text(typed, name, label, hint);
    html! {
        (text("title", "What it is called", "Such as: changes to production, closed in the window."))
        div.field-row {
            (text("system", "System", "Where the list comes from."))
            (text("query", "Query or filter", "As it was typed there, so that it can be run again."))
        }
        div.field-row {
            (date(typed, "extracted-on", "Extracted on"))
            (text("extracted-at", "Time of extraction", "As the source shows it, such as 14:05 UTC."))
            (text("extracted-by", "Extracted by", "A name or an e-mail address."))
        }
    }
}

/// The days that it covers.
pub(super) fn period_fields(typed: &Typed) -> Markup {
    html! { div.field-row { (date(typed, "from", "First day")) (date(typed, "until", "Last day")) } }
}

/// The checks of completeness and accuracy.
pub(super) fn check_fields(typed: &Typed) -> Markup {
    let text = |name, label, hint| text(typed, name, label, hint);
    let methods =
        CompletenessMethod::ALL.map(|one| Choice::new(one.id(), one.title(), one.id() == typed.get("completeness")));
    let results =
        CompletenessResult::ALL.map(|one| Choice::new(one.id(), one.title(), one.id() == typed.get("result")));
    html! {
        div.field-row {
            (text("claimed", "Rows that the source counts", "Read it off the source, not off this list."))
            (ui::select(&Field { name: "completeness", label: "Completeness was checked by", ..Field::default() }, &methods))
            (ui::select(&Field { name: "result", label: "With what result", ..Field::default() }, &results))
        }
        (text("note", "How completeness was checked", "What was compared with what; for an empty list, how that was seen."))
        div.field-row {
            (text("checked", "Items looked up in the source", "Accuracy: how many you opened there."))
            (text("matched", "Of those, the same", ""))
            (text("accuracy-note", "Which ones, and what was found", ""))
        }
    }
}

fn text(typed: &Typed, name: &'static str, label: &'static str, hint: &'static str) -> Markup {
    ui::text(&Field { name, label, hint, value: typed.get(name), ..Field::default() })
}

fn date(typed: &Typed, name: &'static str, label: &'static str) -> Markup {
    ui::date_field(&Field { name, label, value: typed.get(name), required: true, ..Field::default() })
}
