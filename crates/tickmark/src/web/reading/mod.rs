//! What every page of figures shares: how a figure was read, the sentence it carries, and ways to read it otherwise.

mod figures;
mod map;
mod otherwise;
mod source;
#[cfg(test)]
mod tests;

pub(super) use domain::values::counted;
pub(super) use figures::{best, grade, n, official, overlap, percent, sentence, share};
pub(super) use map::{map, map_of_grades};
pub(super) use otherwise::read_otherwise;
pub(super) use source::source;

use super::problem::Problem;
use super::ui;
use super::visit::Visit;
use app::ask::{Answer, Question, Read, Seen};
use domain::refusal::Refusal;
use domain::reports::COVERAGE_IS_NOT_READINESS;
use domain::values::Action;
use maud::{Markup, html};

/// Two questions answered from one and the same state, so that a page cannot speak of two entries at once.
pub(super) struct Both<A, B>(pub(super) A, pub(super) B);

impl<A: Question, B: Question> Question for Both<A, B> {
    type Answer = (A::Answer, B::Answer);

    fn needs(&self) -> Action {
        self.0.needs()
    }

    fn rights(&self) -> Vec<Action> {
        [self.0.rights(), self.1.rights()].concat()
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        Ok((self.0.answer(seen)?, self.1.answer(seen)?))
    }
}

/// The crosswalks by which a question can be read: id and title, layers of suggestions left out.
pub(super) struct Shelf;

impl Question for Shelf {
    type Answer = Vec<(String, String)>;

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        let crosswalks = seen.catalogue.crosswalks().filter(|c| c.layer_on.is_none());
        Ok(crosswalks.map(|c| (c.id.clone(), c.title.clone())).collect())
    }
}

/// Asks the organisation; what it has not adopted is asked of the built-in library, and `true` says that this was done.
pub(super) fn ask_widely<Q: Question>(visit: &Visit, question: &Q) -> Result<(Answer<Q::Answer>, bool), Problem> {
    let refused = match visit.ask(question) {
        Ok(answer) => return Ok((answer, false)),
        Err(Problem::Refused(refusal @ Refusal::Unknown { .. })) => refusal,
        Err(other) => return Err(other),
    };
    let mark = visit.ask(&Shelf)?.mark;
    match app::library::ask(&app::library::catalogue(), mark.on, question) {
        Ok(value) => Ok((Answer { value, mark }, true)),
        Err(_) => Err(refused.into()),
    }
}

/// Says that a page speaks from the built-in library about what the organisation has not adopted.
pub(super) fn not_adopted(visit: &Visit) -> Markup {
    ui::notice(
        ui::Tone::Caution,
        "Not adopted",
        html! {
            "This organisation has not adopted it. It is shown from the built-in library and counts nothing here. "
            a href=(visit.href("/scope")) { "Adopted documents" }
        },
    )
}

/// The parts of an address that say how a crosswalk is read; they travel from page to page.
const READING: [&str; 3] = ["crosswalk", "categories", "mode"];

/// The address of a page of this organisation that reads as this visit does. Each pair of `set` adds a field or puts
/// another value in its place; an empty value drops it.
pub(super) fn again(visit: &Visit, path: &str, set: &[(&str, &str)]) -> String {
    let mut href = visit.href(path);
    let kept = READING.iter().filter(|name| !set.iter().any(|(n, _)| n == *name));
    let kept = kept.filter_map(|name| Some(((*name).to_owned(), visit.field(name)?)));
    let set = set.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    for (name, value) in kept.chain(set).filter(|(_, value)| !value.is_empty()) {
        href.push(if href.contains('?') { '&' } else { '?' });
        href.push_str(&name);
        href.push('=');
        href.push_str(&encode(&value));
    }
    href
}

/// Makes a value fit for an address; what people recognise in ids and lists stays as it is.
pub(super) fn encode(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~,".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// The page that explains a control, criterion or clause. A clause is called so, because a bare `5.1` could as well be
/// the control of that number. Who does not read the programme finds the item in its framework.
pub(super) fn item_href(visit: &Visit, id: &str) -> String {
    if !visit.sees_programme() {
        let iso = id.starts_with(|c: char| c.is_ascii_digit()) || id.starts_with("A.");
        let framework = if iso { "iso27001-2022" } else { domain::values::engagement::CRITERIA };
        return visit.href(&format!("/frameworks/{framework}?q={}", encode(id)));
    }
    again(visit, &item_path(id), &[])
}

/// The same page without its organisation and query.
pub(super) fn item_path(id: &str) -> String {
    format!("/items/{}", named(id))
}

/// An item as a part of an address; a clause is called so.
pub(super) fn named(id: &str) -> String {
    let clause = id.starts_with(|c: char| c.is_ascii_digit());
    format!("{}{}", if clause { "clause%20" } else { "" }, encode(id))
}

/// Ids as links to their explanations; a long list is folded behind its count.
pub(super) fn items<S: AsRef<str>>(visit: &Visit, ids: &[S]) -> Markup {
    let links = html! {
        span.ids { @for id in ids { a.id href=(item_href(visit, id.as_ref())) { (id.as_ref()) } " " } }
    };
    html! {
        @if ids.is_empty() { (ui::nothing()) }
        @else if ids.len() > MANY { details.fold { summary { (ids.len()) " in all" } (links) } }
        @else { (links) }
    }
}

/// Own controls by id, each as a link to its page.
pub(super) fn own_controls(visit: &Visit, ids: &[String]) -> Markup {
    html! {
        @for id in ids { a.id href=(visit.href(&format!("/controls/{}", encode(id)))) { (id) } " " }
    }
}

/// More ids than this are folded away.
const MANY: usize = 18;

/// The two days of a page, as a picker: recorded by, judged on.
pub(super) fn days(visit: &Visit, mark: &app::Mark) -> Markup {
    let keep: Vec<(&str, &str)> = visit
        .query
        .iter()
        .filter(|(name, _)| !matches!(name.as_str(), "as-of" | "as_of" | "on"))
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let judged = visit.at.on.map(|d| d.to_string()).unwrap_or_default();
    ui::day_picker(&visit.path, &mark.as_of.to_string(), &judged, mark.past, &keep)
}

/// How the figures of a page were read where the crosswalk alone speaks, whatever the organisation has in place.
pub(super) fn scope_alone(read: &Read, mark: &app::Mark) -> Markup {
    scope(&Read { layers: Vec::new(), organisation: false, ..read.clone() }, mark)
}

/// How the figures of a page were read.
pub(super) fn scope(read: &Read, mark: &app::Mark) -> Markup {
    let layers = read.layers.join(", ");
    let (recorded, judged) = (mark.as_of.to_string(), mark.on.to_string());
    let crosswalk = format!("{} ({})", read.crosswalk, read.version);
    let names = read.categories.names();
    let mut pairs = vec![
        ("Crosswalk", crosswalk.as_str()),
        ("Categories", names.as_str()),
        ("Mode", read.mode.id()),
        ("Counts", read.speaks()),
        ("Recorded by", recorded.as_str()),
        ("Judged on", judged.as_str()),
    ];
    if !layers.is_empty() {
        pairs.insert(3, ("Accepted suggestions", layers.as_str()));
    }
    ui::scope_line(&pairs)
}

/// The sentence that stands on every view of coverage (R18).
pub(super) fn not_readiness() -> Markup {
    ui::notice(ui::Tone::Neutral, "", html! { (COVERAGE_IS_NOT_READINESS) })
}
