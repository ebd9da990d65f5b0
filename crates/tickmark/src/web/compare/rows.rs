//! One crosswalk row by row: what the source wrote, and what it means.

use super::super::problem::Problem;
use super::super::reading;
use super::super::ui::{self, Choice, Column, Crumb, Row as Line, TableOptions};
use super::super::visit::Visit;
use app::ask::{Question, Seen};
use axum::extract::Path;
use axum::response::Response;
use domain::refusal::Refusal;
use domain::values::reference::canonical;
use domain::values::{Action, Categories, Category, Overlap, Provenance, Reference, Row};
use maud::{Markup, html};

/// The rows of one crosswalk that match.
struct Rows {
    id: String,
    words: Vec<String>,
    criterion: Option<String>,
    control: Option<String>,
    overlap: Option<Overlap>,
    category: Option<Category>,
}

struct RowsAnswer {
    title: String,
    version: String,
    from: String,
    to: String,
    source: Provenance,
    of: usize,
    rows: Vec<Shown>,
}

struct Shown {
    row: Row,
    /// Ids that the left side means.
    criteria: Vec<String>,
    /// Ids that the right side means, clauses after controls.
    named: Vec<String>,
    /// How many items only a broad reference names.
    broad: usize,
    categories: Categories,
}

impl Question for Rows {
    type Answer = RowsAnswer;

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<RowsAnswer, Refusal> {
        let reading = seen.catalogue.reading(&self.id)?;
        let name = |side: &domain::values::Framework, i: usize| side.items[i].id.clone();
        let all = reading.crosswalk.rows.iter().zip(&reading.expanded.rows).map(|(row, expanded)| {
            let alone = expanded.named.iter().filter(|n| !n.broad).map(|n| n.item);
            Shown {
                row: row.clone(),
                criteria: expanded.criteria.iter().map(|(i, _)| name(reading.from, *i)).collect(),
                named: alone.chain(expanded.clauses.iter().copied()).map(|i| name(reading.to, i)).collect(),
                broad: expanded.named.iter().filter(|n| n.broad).count(),
                categories: expanded.criteria.iter().filter_map(|(_, c)| *c).collect(),
            }
        });
        let crosswalk = reading.crosswalk;
        Ok(RowsAnswer {
            title: crosswalk.title.clone(),
            version: crosswalk.version.clone(),
            from: reading.from.title.clone(),
            to: reading.to.title.clone(),
            source: crosswalk.source.clone(),
            of: crosswalk.rows.len(),
            rows: all.filter(|s| self.holds(s)).collect(),
        })
    }
}

impl Rows {
    fn holds(&self, shown: &Shown) -> bool {
        let row = &shown.row;
        let names =
            |ids: &[String], wanted: &Option<String>| wanted.as_ref().is_none_or(|w| ids.contains(&canonical(w)));
        let under = |id: &str, prefix: &str| id.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('.'));
        let in_general = |id: &str, r: &Reference| matches!(r, Reference::Broad(prefix) if under(id, prefix));
        let wanted = self.control.as_ref().map(|c| canonical(c));
        let broad = wanted.is_some_and(|id| row.references.iter().any(|r| in_general(&id, r)));
        let text = || {
            let own = [row.id.as_str(), row.written.as_str()];
            let options =
                [&row.label, &row.supplement, &row.note, &row.level].into_iter().flatten().map(String::as_str);
            let lists = row.evidence.iter().chain(&shown.criteria).chain(&shown.named).map(String::as_str);
            own.into_iter().chain(options).chain(lists).collect::<Vec<_>>().join(" ").to_lowercase()
        };
        names(&shown.criteria, &self.criterion)
            && (broad || names(&shown.named, &self.control))
            && self.overlap.is_none_or(|o| o == row.overlap)
            && self.category.is_none_or(|c| shown.categories.contains(c))
            && (self.words.is_empty() || {
                let text = text();
                self.words.iter().all(|w| text.contains(w))
            })
    }
}

const OVERLAPS: [Overlap; 5] = [Overlap::Full, Overlap::Partial, Overlap::Unrated, Overlap::IsoOnly, Overlap::Soc2Only];

pub(super) async fn page(visit: Visit, Path((_, id)): Path<(String, String)>) -> Result<Response, Problem> {
    let field = |name: &str| visit.field(name).unwrap_or_default();
    let question = Rows {
        id: id.clone(),
        words: field("q").split_whitespace().map(str::to_lowercase).collect(),
        criterion: visit.field("criterion"),
        control: visit.field("control"),
        overlap: OVERLAPS.into_iter().find(|o| o.id() == field("overlap")),
        category: Category::parse(&field("category")),
    };
    let answer = visit.ask(&question)?;
    let found = &answer.value;
    let lead = format!(
        "{} to {}, version {}. As the source wrote it beside what it means.",
        found.from, found.to, found.version
    );
    let body = html! {
        (ui::heading(&found.title, Some(&lead), Some(reading::days(&visit, &answer.mark))))
        (reading::source(&found.source, answer.mark.on))
        @if let Some(note) = &found.source.note { (ui::notice(ui::Tone::Neutral, "", html! { (note) })) }
        (filters(&visit, &id, &question))
        p.count-line { strong { (found.rows.len()) } " of " (reading::counted(found.of, "row", "rows")) "." }
        (table(&visit, &found.rows))
        (reading::not_readiness())
    };
    let crumbs = [Crumb::link("Crosswalks", visit.href("/crosswalks")), Crumb::here(found.title.as_str())];
    Ok(visit.page(&answer.mark, &found.title, "/crosswalks", &crumbs, body))
}

fn filters(visit: &Visit, id: &str, question: &Rows) -> Markup {
    let path = format!("/crosswalks/{}", reading::encode(id));
    let mut overlaps = vec![Choice::new("", "Any", question.overlap.is_none())];
    overlaps.extend(OVERLAPS.map(|o| Choice::new(o.id(), reading::overlap(o).word(), question.overlap == Some(o))));
    let mut categories = vec![Choice::new("", "Any", question.category.is_none())];
    categories.extend(Category::ALL.map(|c| Choice::new(c.id(), c.name(), question.category == Some(c))));
    let days = [("as-of", visit.at.as_of), ("on", visit.at.on)];
    let filtered = ["q", "criterion", "control", "overlap", "category"].iter().any(|n| visit.field(n).is_some());
    let narrow = |name: &'static str, label: &'static str, value: &Option<String>, like: &'static str| {
        html! {
            label.inline-field.short {
                span { (label) }
                input name=(name) value=(value.as_deref().unwrap_or_default()) placeholder=(like) autocomplete="off";
            }
        }
    };
    ui::filter_bar(
        &format!("/o/{}{path}", visit.org),
        html! {
            @for (name, day) in days { @if let Some(day) = day { (ui::hidden(name, &day.to_string())) } }
            (ui::search_field("q", "Search labels, references, evidence, notes", &visit.field("q").unwrap_or_default()))
            (narrow("criterion", "Criterion", &question.criterion, "CC6.1"))
            (narrow("control", "Control or clause", &question.control, "A.5.15"))
            (ui::inline_select("overlap", "Overlap", &overlaps))
            (ui::inline_select("category", "Category", &categories))
        },
        filtered.then(|| visit.href(&path)).as_deref(),
    )
}

fn table(visit: &Visit, rows: &[Shown]) -> Markup {
    let columns = [
        Column::text("Row"),
        Column::narrow("Overlap"),
        Column::text("As written"),
        Column::text("As meant"),
        Column::text("Evidence, supplement and note"),
    ];
    let lines: Vec<Line> = rows.iter().map(|shown| line(visit, shown)).collect();
    let empty = ("No row matches", "Take away a filter; ids may be written in any usual spelling.", html! {});
    ui::table("Rows of the crosswalk", &columns, &lines, TableOptions { empty: Some(empty), ..TableOptions::default() })
}

fn line(visit: &Visit, shown: &Shown) -> Line {
    let row = &shown.row;
    let name = html! {
        @if let [only] = shown.criteria.as_slice() {
            (ui::named(only, row.label.as_deref().unwrap_or_default(), &reading::item_href(visit, only)))
        } @else {
            strong { (row.label.as_deref().unwrap_or(&row.id)) }
            p { (reading::items(visit, &shown.criteria)) }
        }
        @if let Some(category) = row.condition { p.hint { "only with " (category) " in scope" } }
    };
    let meant = html! {
        @if shown.named.is_empty() && shown.broad == 0 { span.hint { "names nothing" } }
        @if !shown.named.is_empty() { (reading::items(visit, &shown.named)) }
        @if shown.broad > 0 {
            p.hint { "and " (shown.broad) " in general terms, counted only when broad references are read broadly" }
        }
    };
    let besides = html! {
        @if !row.evidence.is_empty() { p { (row.evidence.join("; ")) } }
        @if let Some(supplement) = &row.supplement { p.hint { strong { "Still needed " } (supplement) } }
        @if let Some(note) = &row.note { p.hint { strong { "Note " } (note) } }
    };
    let mark = html! {
        (ui::mark(reading::overlap(row.overlap), ""))
        @if let Some(level) = &row.level { p.hint { "source: " (level) } }
    };
    Line::new(vec![name, mark, html! { (row.written) }, meant, besides]).anchored(row.id.clone())
}
