//! One framework: search, filters by theme and by the five attributes, and each item's counterparts.

use super::super::explain::{attribute, words};
use super::super::problem::Problem;
use super::super::reading::{self, Both, Shelf, n};
use super::super::ui::{self, Choice, Crumb, Tab};
use super::super::visit::Visit;
use super::counterpart::{self, Counterpart};
use super::{ends_in, table};
use app::ask::{DEFAULT_CROSSWALK, Document, Question, Seen};
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::values::{Action, Category, Framework, Item, ItemKind, LibraryDocument, Mode, Outcome};
use maud::{Markup, html};

/// A framework with the counterparts of each of its items through one crosswalk.
struct Opened {
    id: String,
    crosswalk: Option<String>,
    mode: Option<Mode>,
}

struct OpenedAnswer {
    framework: Framework,
    counterparts: Vec<Vec<Counterpart>>,
    crosswalk: String,
    mode: Mode,
}

impl Question for Opened {
    type Answer = OpenedAnswer;

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<OpenedAnswer, Refusal> {
        let profile = seen.registers.map(|r| &r.profile);
        let LibraryDocument::Framework(framework) = Document(self.id.clone()).answer(seen)? else {
            return Err(Refusal::Unknown { what: "framework", id: self.id.clone(), nearest: None });
        };
        let crosswalk =
            self.crosswalk.as_deref().or(profile.map(|p| p.crosswalk.as_str())).unwrap_or(DEFAULT_CROSSWALK).to_owned();
        let mode = self.mode.or(profile.map(|p| p.mode)).unwrap_or_default();
        let mut counterparts = counterpart::of(seen.catalogue.reading(&crosswalk)?, &framework.id, mode);
        counterparts.resize(framework.items.len(), Vec::new());
        Ok(OpenedAnswer { framework, counterparts, crosswalk, mode })
    }
}

/// What the address asks to see of a framework.
struct Wanted {
    words: Vec<String>,
    kind: String,
    group: String,
    new: bool,
    unanswered: bool,
    attributes: Vec<(&'static str, String)>,
}

const ATTRIBUTES: [&str; 5] =
    ["control_type", "security_properties", "cybersecurity_concepts", "operational_capabilities", "security_domains"];

impl Wanted {
    fn of(visit: &Visit) -> Wanted {
        let field = |name: &str| visit.field(name).unwrap_or_default();
        Wanted {
            words: field("q").split_whitespace().map(str::to_lowercase).collect(),
            kind: field("kind"),
            group: field("group"),
            new: field("show") == "new",
            unanswered: field("show") == "unanswered",
            attributes: ATTRIBUTES.into_iter().map(|a| (a, field(a))).filter(|(_, v)| !v.is_empty()).collect(),
        }
    }

    fn anything(&self) -> bool {
        !(self.words.is_empty() && self.group.is_empty() && self.attributes.is_empty()) || self.new || self.unanswered
    }

    fn holds(&self, item: &Item, counterparts: &[Counterpart]) -> bool {
        let group = self.group.is_empty()
            || item.group.as_deref() == Some(&self.group)
            || item.category.is_some_and(|c| c.id() == self.group);
        let attributes = self
            .attributes
            .iter()
            .all(|(name, value)| item.attributes.each().iter().any(|(n, values)| n == name && values.contains(value)));
        let text = || {
            let lists = [&item.aliases, &item.evidence, &item.predecessors, &item.successors, &item.notes];
            let lists = lists.into_iter().flatten().map(String::as_str);
            let own = [item.id.as_str(), item.title.as_str(), item.summary.as_str()];
            own.into_iter()
                .chain(lists)
                .chain(counterparts.iter().map(|c| c.id.as_str()))
                .collect::<Vec<_>>()
                .join(" ")
                .to_lowercase()
        };
        !item.heading
            && (self.kind.is_empty() || self.kind == kind_id(item.kind))
            && group
            && (!self.new || item.new)
            && (!self.unanswered || counterparts.is_empty())
            && attributes
            && (self.words.is_empty() || {
                let text = text();
                self.words.iter().all(|w| text.contains(w))
            })
    }
}

pub(super) async fn page(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let view = visit.view()?;
    let question = Both(Opened { id, crosswalk: view.crosswalk, mode: view.mode }, Shelf);
    let (answer, from_library) = reading::ask_widely(&visit, &question)?;
    let (found, shelf) = &answer.value;
    let framework = &found.framework;
    let mut wanted = Wanted::of(&visit);
    let kinds: Vec<ItemKind> = KINDS.into_iter().filter(|k| framework.audited(*k).next().is_some()).collect();
    if let ([.., last], true) = (kinds.as_slice(), wanted.kind.is_empty()) {
        wanted.kind = kind_id(*last).to_owned();
    }
    let shown: Vec<(&Item, &Vec<Counterpart>)> =
        framework.items.iter().zip(&found.counterparts).filter(|(i, c)| wanted.holds(i, c)).collect();
    let path = format!("/frameworks/{}", reading::encode(&framework.id));
    let title = framework.title.as_str();
    let body = html! {
        (ui::heading(title, Some(&framework.version), Some(reading::days(&visit, &answer.mark))))
        @if from_library { (reading::not_adopted(&visit)) }
        (about(framework))
        @if kinds.len() > 1 { (kind_tabs(&visit, framework, &kinds, &wanted, &path)) }
        (filters(&visit, found, shelf, &wanted, &path))
        (count(&visit, found, &shown, &wanted))
        (table::table(&visit, framework, &shown, &wanted.kind))
        (reading::source(&framework.source, answer.mark.on))
    };
    let crumbs = [Crumb::link("Frameworks", visit.href("/frameworks")), Crumb::here(title)];
    Ok(visit.page(&answer.mark, title, "/frameworks", &crumbs, body))
}

const KINDS: [ItemKind; 3] = [ItemKind::Clause, ItemKind::Criterion, ItemKind::Control];

fn kind_id(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Criterion => "criteria",
        ItemKind::Clause => "clauses",
        ItemKind::Control => "controls",
    }
}

fn about(framework: &Framework) -> Markup {
    let guide = framework.items.iter().any(|i| i.attributes.each().iter().any(|(_, v)| !v.is_empty()));
    html! {
        (ui::notice(ui::Tone::Neutral, "", html! {
            (ends_in(framework.outcome)) " "
            @if framework.outcome == Outcome::Certificate && guide {
                "The five attributes are those of ISO/IEC 27002:2022, which guides on the same controls; "
                "nobody is certified to it. "
            }
            @if let Some(note) = &framework.source.note { (note) }
        }))
    }
}

fn kind_tabs(visit: &Visit, framework: &Framework, kinds: &[ItemKind], wanted: &Wanted, path: &str) -> Markup {
    let tabs: Vec<Tab<'_>> = kinds
        .iter()
        .map(|kind| Tab {
            label: words(kind_id(*kind)).into(),
            href: reading::again(visit, path, &[("kind", kind_id(*kind))]).into(),
            current: wanted.kind == kind_id(*kind),
            count: Some(n(framework.audited(*kind).count())),
        })
        .collect();
    ui::tabs("Kinds of items", &tabs)
}

fn filters(visit: &Visit, found: &OpenedAnswer, shelf: &[(String, String)], wanted: &Wanted, path: &str) -> Markup {
    let framework = &found.framework;
    let audited = || framework.items.iter().filter(|i| !i.heading && kind_id(i.kind) == wanted.kind);
    let mut groups = vec![Choice::new("", "All", wanted.group.is_empty())];
    let used = framework.groups.iter().filter(|g| audited().any(|i| i.group.as_deref() == Some(&g.id)));
    let categories = Category::ALL.into_iter().filter(|c| audited().any(|i| i.category == Some(*c)));
    groups.extend(categories.map(|c| Choice::new(c.id(), format!("Category {c}"), wanted.group == c.id())));
    groups.extend(used.map(|g| Choice::new(g.id.as_str(), group_name(&g.id, &g.title), wanted.group == g.id)));
    let mut show = vec![Choice::new("", "All", !wanted.new && !wanted.unanswered)];
    if audited().any(|i| i.new) {
        show.push(Choice::new("new", "New in 2022", wanted.new));
    }
    show.push(Choice::new("unanswered", "Without a counterpart", wanted.unanswered));
    let crosswalks: Vec<Choice<'_>> =
        shelf.iter().map(|(id, title)| Choice::new(id.as_str(), title.as_str(), *id == found.crosswalk)).collect();
    let days = [("as-of", visit.at.as_of), ("on", visit.at.on)];
    let words_searched = visit.field("q").unwrap_or_default();
    let clear = reading::again(visit, path, &[("kind", &wanted.kind)]);
    ui::filter_bar(
        &format!("/o/{}{path}", visit.org),
        html! {
            (ui::hidden("kind", &wanted.kind))
            @for name in ["categories", "mode"] {
                @if let Some(value) = visit.field(name) { (ui::hidden(name, &value)) }
            }
            @for (name, day) in days { @if let Some(day) = day { (ui::hidden(name, &day.to_string())) } }
            (ui::search_field("q", "Search id, title, words, evidence, old number", &words_searched))
            (ui::inline_select("group", "Group", &groups))
            (ui::inline_select("show", "Show", &show))
            @for name in ATTRIBUTES {
                @let values = attribute_values(audited(), name);
                @if !values.is_empty() {
                    @let chosen = wanted.attributes.iter().find(|(a, _)| *a == name).map_or("", |(_, v)| v.as_str());
                    @let choices: Vec<Choice<'_>> = std::iter::once(Choice::new("", "Any", chosen.is_empty()))
                        .chain(values.iter().map(|v| Choice::new(*v, words(v), *v == chosen))).collect();
                    (ui::inline_select(name, attribute(name), &choices))
                }
            }
            (ui::inline_select("crosswalk", "Counterparts by", &crosswalks))
        },
        wanted.anything().then_some(clear.as_str()),
    )
}

fn group_name(id: &str, title: &str) -> String {
    if id.contains(|c: char| c.is_ascii_digit()) { format!("{id} {title}") } else { title.to_owned() }
}

/// The values of one attribute that occur, in order.
fn attribute_values<'a>(items: impl Iterator<Item = &'a Item>, name: &str) -> Vec<&'a str> {
    let mut values: Vec<&str> = items
        .flat_map(|i| i.attributes.each().into_iter().filter(|(n, _)| *n == name).flat_map(|(_, v)| v))
        .map(String::as_str)
        .collect();
    values.sort_unstable();
    values.dedup();
    values
}

fn count(visit: &Visit, found: &OpenedAnswer, shown: &[(&Item, &Vec<Counterpart>)], wanted: &Wanted) -> Markup {
    let all = found.framework.items.iter().filter(|i| !i.heading && kind_id(i.kind) == wanted.kind).count();
    let read = match found.mode {
        Mode::Literal => "literally",
        Mode::Broad => "broadly",
    };
    html! {
        p.count-line {
            strong { (shown.len()) } " of " (all) " " (wanted.kind) ". Counterparts as named by "
            a href=(visit.href(&format!("/crosswalks/{}", found.crosswalk))) { (found.crosswalk) }
            ", broad references read " (read) ", whatever the scope."
        }
    }
}
