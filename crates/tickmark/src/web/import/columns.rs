//! Which column says what, as selects that can be corrected, and the list read by them.

use crate::web::staged::Upload;
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice};
use app::ask::{Question, Seen};
use app::exchange::{ControlList, Sides, read_controls};
use app::{Failure, Fault};
use domain::refusal::Refusal;
use domain::rules::{ImportPlan, plan};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Word and name of each field that a column can say, in the order of the selects.
const FIELDS: [(&str, &str); 11] = [
    ("id", "Id"),
    ("name", "Name"),
    ("activity", "Activity"),
    ("criteria", "SOC 2 criteria"),
    ("annex-a", "Annex A controls"),
    ("clauses", "Clauses of ISO/IEC 27001"),
    ("status", "Status"),
    ("owner", "Owner"),
    ("type", "Type"),
    ("frequency", "Frequency"),
    ("policy", "Policy"),
];

/// What the columns were chosen to say, as it travels in the address and in the form.
#[derive(Clone, Debug, Default)]
pub(super) struct Chosen {
    /// The sheet; empty for the first one that is recognised.
    pub(super) sheet: String,
    /// A saved mapping that goes before the headings.
    pub(super) saved: String,
    /// `field=column`, as chosen on the page.
    pub(super) columns: Vec<String>,
}

impl Chosen {
    pub(super) fn of<'a>(field: impl Fn(&str) -> &'a str) -> Chosen {
        let columns = FIELDS.iter().map(|(word, _)| (word, field(&format!("map-{word}"))));
        Chosen {
            sheet: field("sheet").to_owned(),
            saved: field("saved").to_owned(),
            columns: columns.filter(|(_, c)| !c.is_empty()).map(|(word, column)| format!("{word}={column}")).collect(),
        }
    }

    /// The same choice as hidden fields of a form.
    pub(super) fn hidden(&self) -> Markup {
        html! {
            (ui::hidden("sheet", &self.sheet)) (ui::hidden("saved", &self.saved))
            @for (word, column) in self.columns.iter().filter_map(|c| c.split_once('=')) {
                (ui::hidden(&format!("map-{word}"), column))
            }
        }
    }

    pub(super) fn typed(typed: &Typed) -> Chosen {
        Chosen::of(|name| typed.get(name))
    }
}

/// Reads an upload by the organisation's own documents, and plans what importing it would do. Changes nothing.
pub(super) struct Reading<'a> {
    pub(super) upload: &'a Upload,
    pub(super) chosen: &'a Chosen,
}

/// What was read: the list and its plan, or why it cannot be read with the headings that there are.
pub(super) struct Read {
    pub(super) list: Result<(ControlList, ImportPlan), Refusal>,
    /// The headings, the sheets, and what each field was read from.
    pub(super) headers: Vec<String>,
    pub(super) sheets: Vec<String>,
    pub(super) columns: Vec<String>,
}

impl Question for Reading<'_> {
    type Answer = Result<Read, Fault>;

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let registers = seen.organisation()?;
        let saved = registers.columns.get(&self.chosen.saved);
        let saved = saved.into_iter().flat_map(BTreeMap::iter).map(|(field, heading)| format!("{field}={heading}"));
        let mapping: Vec<String> = saved.chain(self.chosen.columns.iter().cloned()).collect();
        Ok(match self.read(seen, &mapping)? {
            Ok(list) => {
                let (headers, sheets, columns) = (list.headers.clone(), list.sheets.clone(), list.columns.clone());
                let plan = plan(registers, &list.controls);
                Ok(Read { list: Ok((list, plan)), headers, sheets, columns })
            }
            Err(Failure::Fault(fault)) => Err(fault),
            Err(Failure::Refused(refusal)) => self.headings_alone(seen, refusal)?,
        })
    }
}

impl Reading<'_> {
    fn read(&self, seen: &Seen<'_>, mapping: &[String]) -> Result<Result<ControlList, Failure>, Refusal> {
        let registers = seen.organisation()?;
        let reading = seen.catalogue.reading(&registers.profile.crosswalk)?;
        let sides = Sides { catalogue: seen.catalogue, from: &reading.from.id, to: &reading.to.id };
        let sheet = Some(self.chosen.sheet.as_str()).filter(|s| !s.is_empty());
        Ok(read_controls(&self.upload.bytes, &self.upload.name, sheet, mapping, sides, None))
    }

    /// The columns cannot be told: reads the file once more with columns that are always there, for its headings, so that
    /// they can be offered.
    fn headings_alone(&self, seen: &Seen<'_>, refusal: Refusal) -> Result<Result<Read, Fault>, Refusal> {
        let always = FIELDS.iter().map(|(word, _)| match *word {
            "id" | "criteria" => format!("{word}=A"),
            _ => format!("{word}=-"),
        });
        let found = self.read(seen, &always.collect::<Vec<_>>())?.ok();
        let (headers, sheets) = found.map(|list| (list.headers, list.sheets)).unwrap_or_default();
        Ok(Ok(Read { list: Err(refusal), headers, sheets, columns: self.chosen.columns.clone() }))
    }
}

/// A select for each field: which column says it.
pub(super) fn selects(read: &Read) -> Markup {
    html! {
        div.column-grid {
            @for (word, label) in FIELDS {
                @let at = read.columns.iter().find_map(|c| place(c, word, &read.headers));
                (ui::inline_select(&format!("map-{word}"), label, &choices(&read.headers, at)))
            }
        }
    }
}

fn choices(headers: &[String], at: Option<usize>) -> Vec<Choice<'_>> {
    let none = Choice::new("-", "Not in this file", at.is_none());
    let each = headers.iter().enumerate();
    let columns = each.map(|(n, h)| Choice::new(letters(n), format!("{} \u{b7} {h}", letters(n)), at == Some(n)));
    std::iter::once(none).chain(columns).collect()
}

/// The column that `field=heading` or `field=letters` speaks of, if it speaks of this field.
fn place(line: &str, field: &str, headers: &[String]) -> Option<usize> {
    let (word, wanted) = line.split_once('=')?;
    let by_heading = || headers.iter().position(|h| h == wanted);
    let by_letters = || (0..headers.len()).find(|n| letters(*n) == wanted);
    if word == field { by_heading().or_else(by_letters) } else { None }
}

/// The letters of a column as spreadsheets write them: A, B, ..., Z, AA.
fn letters(mut column: usize) -> String {
    let mut text = String::new();
    loop {
        let letter = u8::try_from(column % 26).unwrap_or_default();
        text.insert(0, char::from(b'A' + letter));
        if column < 26 {
            return text;
        }
        column = column / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_spreadsheets_do() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_choice_travels_through_a_form_and_back() {
        let typed = Typed::of([("sheet", "Controls"), ("saved", ""), ("map-id", "A"), ("map-annex-a", "-")]);
        let chosen = Chosen::typed(&typed);
        assert_eq!(chosen.sheet, "Controls");
        assert_eq!(chosen.columns, ["id=A", "annex-a=-"]);
        let html = chosen.hidden().into_string();
        assert!(html.contains(r#"name="map-annex-a" value="-""#), "{html}");
    }

    #[test]
    fn a_column_is_found_by_its_heading_or_its_letters() {
        let headers = ["Control ID".to_owned(), "Name".to_owned()];
        assert_eq!(place("id=Control ID", "id", &headers), Some(0));
        assert_eq!(place("id=B", "id", &headers), Some(1));
        assert_eq!(place("name=B", "id", &headers), None);
        assert_eq!(place("id=-", "id", &headers), None);
    }
}
