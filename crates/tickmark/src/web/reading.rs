//! What every page of figures shares: how a figure was read, the sentence it carries, and the ways to read it otherwise.

use super::problem::Problem;
use super::ui::{self, Chip, Choice};
use super::visit::Visit;
use app::ask::{Answer, Question, Read, Seen};
use domain::refusal::Refusal;
use domain::reports::COVERAGE_IS_NOT_READINESS;
use domain::reports::coverage::{ControlCoverage, Coverage};
use domain::reports::gap::{Grade, Graded};
use domain::values::{Category, Mode, Overlap, Percent, Provenance};
use jiff::civil::Date;
use maud::{Markup, html};

/// Two questions answered from one and the same state, so that a page cannot speak of two entries at once.
pub(super) struct Both<A, B>(pub(super) A, pub(super) B);

impl<A: Question, B: Question> Question for Both<A, B> {
    type Answer = (A::Answer, B::Answer);

    fn answer(&self, seen: &Seen<'_>) -> Result<Self::Answer, Refusal> {
        Ok((self.0.answer(seen)?, self.1.answer(seen)?))
    }
}

/// The crosswalks by which a question can be read: id and title, layers of suggestions left out.
pub(super) struct Shelf;

impl Question for Shelf {
    type Answer = Vec<(String, String)>;

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
    ui::notice(ui::Tone::Caution, "Not adopted", html! {
        "This organisation has not adopted it. It is shown from the built-in library and counts nothing here. "
        a href=(visit.href("/scope")) { "Adopted documents" }
    })
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

/// The page that explains a control, criterion or clause.
pub(super) fn item_href(visit: &Visit, id: &str) -> String {
    again(visit, &format!("/items/{}", encode(id)), &[])
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
    let speaks = if read.organisation { "own controls in place" } else { "the crosswalk alone" };
    let mut pairs = vec![
        ("Crosswalk", crosswalk.as_str()),
        ("Categories", names.as_str()),
        ("Mode", read.mode.id()),
        ("Counts", speaks),
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

/// Categories as toggles, crosswalk and mode as choices: the same page read otherwise, by its address.
/// `effects` says what toggling a category changes; `path` is the page.
pub(super) fn read_otherwise(
    visit: &Visit,
    path: &str,
    read: &Read,
    shelf: &[(String, String)],
    keep: &[(&str, &str)],
    effects: &[(Category, String)],
) -> Markup {
    let chips: Vec<Chip<'_>> = Category::ALL.into_iter().map(|c| category_chip(visit, path, read, c, keep, effects)).collect();
    let crosswalks: Vec<Choice<'_>> =
        shelf.iter().map(|(id, title)| Choice::new(id.as_str(), title.as_str(), *id == read.crosswalk)).collect();
    let modes = [
        Choice::new("literal", "Literal: only what a row names", read.mode == Mode::Literal),
        Choice::new("broad", "Broad: \u{201c}A 8.x broadly\u{201d} counts its theme", read.mode == Mode::Broad),
    ];
    let days = [("as-of", visit.at.as_of), ("on", visit.at.on)];
    html! {
        div.read-otherwise {
            div {
                p.label { "Categories in scope of the examination" }
                (ui::what_if("Categories in scope of the examination", &chips))
            }
            (ui::filter_bar(&format!("/o/{}{path}", visit.org), html! {
                @if let Some(categories) = visit.field("categories") { (ui::hidden("categories", &categories)) }
                @for (name, day) in days { @if let Some(day) = day { (ui::hidden(name, &day.to_string())) } }
                @for (name, value) in keep { @if !value.is_empty() { (ui::hidden(name, value)) } }
                (ui::inline_select("crosswalk", "Crosswalk", &crosswalks))
                (ui::inline_select("mode", "Broad references", &modes))
            }, READING.iter().any(|n| visit.field(n).is_some()).then(|| visit.href(path)).as_deref()))
        }
    }
}

fn category_chip<'a>(
    visit: &Visit,
    path: &str,
    read: &Read,
    category: Category,
    keep: &[(&str, &str)],
    effects: &[(Category, String)],
) -> Chip<'a> {
    let on = read.categories.contains(category);
    let toggled = if on { read.categories.without(category) } else { read.categories.with(category) };
    let ids = toggled.ids();
    let set: Vec<(&str, &str)> = keep.iter().copied().chain([("categories", ids.as_str())]).collect();
    let effect = effects.iter().find(|(c, _)| *c == category).map(|(_, e)| e.clone()).unwrap_or_default();
    let fixed = category == Category::Security && on;
    Chip {
        label: category.name().into(),
        href: again(visit, path, &set).into(),
        on,
        effect: effect.into(),
        fixed: fixed.then(|| "the common criteria are part of every examination".into()),
    }
}

/// A count as the pictures take it.
pub(super) fn n(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// `65.6 %`.
pub(super) fn percent(percent: Percent) -> String {
    format!("{percent} %")
}

/// `n` of `of` as `65.6 %`.
pub(super) fn share(count: usize, of: usize) -> String {
    percent(Percent::of(count, of))
}

/// The mark of a row's overlap.
pub(super) fn overlap(overlap: Overlap) -> ui::Mark {
    match overlap {
        Overlap::Full => ui::Mark::Full,
        Overlap::Partial => ui::Mark::Partial,
        Overlap::Unrated => ui::Mark::Unrated,
        Overlap::IsoOnly => ui::Mark::IsoOnly,
        Overlap::Soc2Only => ui::Mark::Soc2Only,
    }
}

/// The mark of a best or worst overlap.
pub(super) fn best(best: Option<Overlap>) -> Markup {
    best.map_or_else(ui::nothing, |o| ui::mark(overlap(o), ""))
}

/// The mark of a grade.
pub(super) fn grade(grade: Grade) -> ui::Mark {
    match grade {
        Grade::Fully => ui::Mark::Full,
        Grade::Partially => ui::Mark::Partial,
        Grade::InheritedDocumented => ui::Mark::Inherited,
        Grade::NotAddressed => ui::Mark::None,
    }
}

/// The coverage map by best overlap; what nothing names may be inherited or suggested.
pub(super) fn map(visit: &Visit, coverage: &Coverage, graded: &[Graded], suggested: &[&str]) -> Markup {
    draw_map(visit, coverage, |control| match control.best {
        Some(best) => overlap(best),
        None if graded.iter().any(|g| g.id == control.id && g.grade == Grade::InheritedDocumented) => ui::Mark::Inherited,
        None if suggested.contains(&control.id.as_str()) => ui::Mark::Suggested,
        None => ui::Mark::None,
    })
}

/// The same map by grade.
pub(super) fn map_of_grades(visit: &Visit, coverage: &Coverage, graded: &[Graded]) -> Markup {
    let of = |id: &str| graded.iter().find(|g| g.id == id).map_or(ui::Mark::None, |g| grade(g.grade));
    draw_map(visit, coverage, |control| of(&control.id))
}

fn draw_map(visit: &Visit, coverage: &Coverage, state: impl Fn(&ControlCoverage) -> ui::Mark) -> Markup {
    let cells: Vec<Vec<ui::Cell<'_>>> = coverage
        .themes
        .iter()
        .map(|theme| {
            let controls = coverage.controls.iter().filter(|c| c.theme == theme.id);
            controls.map(|c| ui::Cell::new(c.id.as_str(), c.title.as_str(), state(c), item_href(visit, &c.id))).collect()
        })
        .collect();
    let themes: Vec<ui::ThemeCells<'_>> = coverage
        .themes
        .iter()
        .zip(&cells)
        .map(|(t, cells)| ui::ThemeCells {
            title: t.title.trim_end_matches(" controls").into(),
            covered: n(t.covered),
            of: n(t.of),
            cells,
        })
        .collect();
    ui::coverage_map(&themes)
}

/// The source of a library document, with the age of its review on the day of judgement.
pub(super) fn source(source: &Provenance, on: Date) -> Markup {
    let publication = match &source.publisher {
        Some(publisher) => format!("{publisher}, \u{201c}{}\u{201d}", source.publication),
        None => source.publication.clone(),
    };
    let reviewed_on = source.reviewed_on.map_or_else(|| "undated".to_owned(), |d| d.to_string());
    ui::source(&ui::Source {
        publication: &publication,
        reviewer: source.reviewer.as_deref().unwrap_or_default(),
        reviewed_on: &reviewed_on,
        age: &source.reviewed_on.map(|d| age(d, on)).unwrap_or_default(),
        ..ui::Source::default()
    })
}

/// How long before `on` a day was: `6 months ago`.
pub(super) fn age(day: Date, on: Date) -> String {
    let days = day.until(on).map_or(0, |span| span.get_days());
    let ago = |count: i32, unit: &str| format!("{count} {unit}{} ago", if count == 1 { "" } else { "s" });
    match days {
        ..=-1 => format!("after {on}"),
        0 => "the same day".to_owned(),
        1..=59 => ago(days, "day"),
        60..=729 => ago(days / 30, "month"),
        _ => ago(days / 365, "year"),
    }
}

/// A reason as a sentence of its own.
pub(super) fn sentence(reason: &str) -> String {
    let mut chars = reason.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let stop = if reason.ends_with('.') { "" } else { "." };
    format!("{first}{}{stop}", chars.as_str())
}

/// The place of an id in the official order: `A.5.9` before `A.5.10`.
pub(super) fn official(id: &str) -> Vec<u32> {
    id.split('.').map(|part| part.parse().unwrap_or(0)).collect()
}

/// `1 control`, `2 controls`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_id_stays_readable_in_an_address_and_nothing_escapes_from_it() {
        assert_eq!(encode("A.5.7"), "A.5.7");
        assert_eq!(encode("a b&c=d/e"), "a%20b%26c%3Dd%2Fe");
    }

    #[test]
    fn the_age_of_a_review_is_said_in_the_unit_people_would_use() {
        assert_eq!(age(date(2026, 11, 20), date(2026, 11, 21)), "1 day ago");
        assert_eq!(age(date(2026, 5, 12), date(2026, 11, 21)), "6 months ago");
        assert_eq!(age(date(2023, 5, 12), date(2026, 11, 21)), "3 years ago");
    }
}
