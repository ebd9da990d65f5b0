//! The rows of a table of sample sizes: shown, offered for editing, and read from the form.

use crate::web::typed::Typed;
use crate::web::ui;
use domain::refusal::Refusal;
use domain::values::{SampleRule, SamplingFrequency, SamplingProfile, SamplingRow};
use maud::{Markup, html};

const SIZES: [(&str, &str); 3] = [("low", "Low"), ("moderate", "Moderate"), ("high", "High")];

/// A frequency in words.
pub(super) fn words(frequency: SamplingFrequency) -> &'static str {
    match frequency {
        SamplingFrequency::Annual => "Once a year",
        SamplingFrequency::HalfYearly => "Twice a year",
        SamplingFrequency::Quarterly => "Quarterly",
        SamplingFrequency::Monthly => "Monthly",
        SamplingFrequency::Weekly => "Weekly",
        SamplingFrequency::Daily => "Each business day",
        SamplingFrequency::ManyPerDay => "Many times a day",
        SamplingFrequency::EventDriven => "When an event asks for it",
        SamplingFrequency::PerTransactionSmall => "Each transaction, fewer than 250",
        SamplingFrequency::PerTransactionLarge => "Each transaction, 250 or more",
        SamplingFrequency::Any => "Whatever the frequency",
    }
}

/// What a row says in one field, as the form names it.
fn said(row: Option<&SamplingRow>, field: &str) -> String {
    let Some(row) = row else {
        return String::new();
    };
    let size = |at: usize| row.sizes.map(|sizes| sizes[at].to_string()).unwrap_or_default();
    match field {
        "rule" => row.rule.to_string(),
        "low" => size(0),
        "moderate" => size(1),
        "high" => size(2),
        "typical" => row.typical.clone(),
        _ => row.source.clone(),
    }
}

/// The table; where it may be edited, with a row for every frequency.
pub(super) fn grid(profile: &SamplingProfile, typed: &Typed, may: bool) -> Markup {
    let row = |frequency| profile.rows.iter().find(|row| row.frequency == frequency);
    let again = !typed.get("id").is_empty();
    let shown = SamplingFrequency::ALL.into_iter().filter(|frequency| may || row(*frequency).is_some());
    let cell = |frequency: SamplingFrequency, field: &str, label: &str, class: &str| {
        let name = format!("{field}|{}", frequency.id());
        let value = if again { typed.get(&name).to_owned() } else { said(row(frequency), field) };
        html! {
            td data-label=(label) {
                @if may {
                    input class=(class) type="text" name=(name) value=(value) aria-label=(format!("{}, {label}", words(frequency)));
                } @else if value.is_empty() { (ui::nothing()) } @else { (value) }
            }
        }
    };
    html! {
        div.table.wide data-table {
            table.fill[may] {
                caption.sr-only { "Sample sizes by frequency and risk" }
                thead { tr {
                    th scope="col" { "Frequency" }
                    th scope="col" { "Rule" }
                    @for (_, label) in SIZES { th scope="col" { (label) " risk" } }
                    th scope="col" { "In a year" }
                    th scope="col" { "Source" }
                } }
                tbody { @for frequency in shown { tr {
                    th scope="row" data-label="Frequency" { (words(frequency)) }
                    (cell(frequency, "rule", "Rule", "rule-input"))
                    @for (field, label) in SIZES { (cell(frequency, field, label, "size-input")) }
                    (cell(frequency, "typical", "In a year", "size-input"))
                    (cell(frequency, "source", "Source", "source-input"))
                } } }
            }
        }
    }
}

/// The rows as they were typed; one without a rule is left out.
///
/// # Errors
/// A refusal that names the row and what would be right.
pub(super) fn rows(typed: &Typed, frequencies: &[SamplingFrequency]) -> Result<Vec<SamplingRow>, Refusal> {
    let each = frequencies.iter().map(|frequency| {
        let field = |name: &str| typed.get(&format!("{name}|{}", frequency.id())).trim().to_owned();
        let sizes = SIZES.map(|(name, _)| field(name));
        let rule = field("rule");
        if rule.is_empty() {
            return match sizes.iter().all(String::is_empty) {
                true => Ok(None),
                false => Err(wrong(*frequency, "the rule is empty", "write min(population;table), or clear the sizes")),
            };
        }
        let rule = SampleRule::parse(&rule).ok_or_else(|| {
            wrong(*frequency, &format!("`{rule}` is no rule"), "write one such as min(population;table) or all")
        })?;
        let sizes = read_sizes(*frequency, &sizes)?;
        Ok(Some(SamplingRow { frequency: *frequency, typical: field("typical"), sizes, rule, source: field("source") }))
    });
    each.filter_map(Result::transpose).collect()
}

fn read_sizes(frequency: SamplingFrequency, typed: &[String; 3]) -> Result<Option<[u32; 3]>, Refusal> {
    if typed.iter().all(String::is_empty) {
        return Ok(None);
    }
    let mut sizes = [0; 3];
    for (size, text) in sizes.iter_mut().zip(typed) {
        *size = text.parse().map_err(|_| {
            wrong(
                frequency,
                &format!("`{text}` is no size"),
                "write three whole numbers, for low, moderate and high risk",
            )
        })?;
    }
    Ok(Some(sizes))
}

fn wrong(frequency: SamplingFrequency, what: &str, hint: &str) -> Refusal {
    Refusal::NotPossible { sentence: format!("the row `{}`: {what}", words(frequency)), hint: hint.to_owned() }
}
