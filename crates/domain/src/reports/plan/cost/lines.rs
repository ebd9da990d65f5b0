//! The cost of a plan: lines by the years of the plan, their sums, and a distribution over their ranges.

use super::add::contained;
use super::collection::{Collection, collection};
use super::effort::{Effort, effort};
use super::simulate::{Distribution, Draw, simulate};
use crate::refusal::Refusal;
use crate::registers::Registers;
use crate::reports::plan::book::{Book, Sourced};
use crate::reports::plan::roadmap::Roadmap;
use crate::values::plan::{Basis, Choices, CostLine, CostWhen, Item, Range, SizeWords};
use jiff::civil::Date;

/// The part that a tool pays for.
pub(super) const TOOLING: &str = "tooling";
/// Years that are added up.
pub const YEARS: usize = 3;

/// A line of cost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedCost {
    /// The figure with its source.
    pub figure: Sourced,
    /// What is saved of it, with its source.
    pub saving: Option<Sourced>,
    /// One time of it, with the saving.
    pub usd: Range,
    /// In which years of the plan it falls, from 1.
    pub years: Vec<u32>,
    /// Why it is not counted; `None` when it is.
    pub not_counted: Option<String>,
}

/// The cost of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostPlan {
    /// What is bought.
    pub lines: Vec<PlannedCost>,
    /// Own work.
    pub effort: Effort,
    /// Evidence that is collected by hand, in a year.
    pub collection: Collection,
    /// What is bought and what own people cost, by year.
    pub years: [Range; YEARS],
    /// Of that, what is bought.
    pub bought: Range,
    /// All years.
    pub total: Range,
    /// How the total is distributed when each figure lies anywhere in its range.
    pub distribution: Distribution,
    /// What to know about it.
    pub warnings: Vec<String>,
}

/// The cost of these choices, along their roadmap.
///
/// # Errors
/// [`Refusal::Unknown`] for a tool that is not known.
pub fn cost(
    registers: &Registers,
    book: &Book<'_>,
    choices: &Choices,
    roadmap: &Roadmap,
    on: Date,
) -> Result<CostPlan, Refusal> {
    let mut warnings = Vec::new();
    let lines = lines(book, choices, roadmap, &mut warnings)?;
    let effort = effort(book, roadmap)?;
    let collection = collection(registers, book, choices.tool.is_some(), on)?;
    warnings.extend(effort.warnings.iter().cloned());
    let mut years = [Range::default(); YEARS];
    let mut draws = Vec::new();
    for line in lines.iter().filter(|line| line.not_counted.is_none()) {
        for year in &line.years {
            put(&mut years, *year, line.usd);
        }
        draws.push(Draw { key: line.figure.key.clone(), range: line.usd, times: line.years.len() as u64 });
    }
    let bought = years.iter().copied().fold(Range::default(), Range::plus);
    for (at, line) in effort.lines.iter().enumerate() {
        if let Some(usd) = line.usd {
            put(&mut years, 1, usd);
            draws.push(Draw { key: format!("effort/{at}"), range: usd, times: 1 });
        }
    }
    if let Some(usd) = collection.usd {
        (1..=3).for_each(|year| put(&mut years, year, usd));
        draws.push(Draw { key: "collection".to_owned(), range: usd, times: YEARS as u64 });
    }
    if collection.runs > 0 && collection.usd.is_none() {
        warnings.push(format!(
            "collecting evidence by hand, {} runs in a year, has no amount: say how long one takes (effort.minutes) and what a full-time month costs (effort.rate)",
            collection.runs
        ));
    }
    let total = years.iter().copied().fold(Range::default(), Range::plus);
    let distribution = simulate(&draws, choices.seed);
    Ok(CostPlan { lines, effort, collection, years, bought, total, distribution, warnings })
}

fn put(years: &mut [Range; YEARS], year: u32, usd: Range) {
    let at = usize::try_from(year).ok().and_then(|year| year.checked_sub(1));
    if let Some(sum) = at.and_then(|at| years.get_mut(at)) {
        *sum = sum.plus(usd);
    }
}

/// The lines of every track, in the years in which they fall.
fn lines(
    book: &Book<'_>,
    choices: &Choices,
    roadmap: &Roadmap,
    warnings: &mut Vec<String>,
) -> Result<Vec<PlannedCost>, Refusal> {
    let mut found: Vec<(PlannedCost, &Item)> = Vec::new();
    let route = book.tables().route(&choices.route)?;
    for one in &route.tracks {
        let begins = roadmap.steps.iter().filter(|step| step.track == one.track).map(|step| step.late.from).min();
        let offset = begins.map_or(0, |day| years_between(choices.start, day));
        let theirs = book.tables().costs.iter().filter(|line| line.track == one.track);
        for line in theirs.filter(|line| line.when != Some(CostWhen::Consultant) || choices.consultant) {
            let key = named(book, &line.item, choices, warnings);
            let item = book.tables().item(&key)?;
            let figure = book.of(&key)?;
            // What is quoted is a price for this organisation: no published saving is taken from it.
            let saving = line.saving.as_ref().filter(|_| figure.instead_of.is_none());
            let saving = saving.map(|key| book.of(key)).transpose()?;
            let usd = saving.as_ref().map_or(figure.range, |saving| figure.range.saved(saving.range));
            let years: Vec<u32> = line.years.iter().map(|year| year + offset).filter(|year| *year <= 3).collect();
            if years.len() < line.years.len() {
                warnings.push(format!("{key}: years after the third are not added"));
            }
            found.push((PlannedCost { figure, saving, usd, years, not_counted: None }, item));
        }
    }
    if let Some(key) = &choices.tool {
        found.push(tool(book, key, choices)?);
    }
    let items: Vec<&Item> = found.iter().map(|(_, item)| *item).collect();
    for (line, item) in &mut found {
        line.not_counted = contained(&items, item);
        warnings.extend(line.not_counted.clone());
        if line.figure.at_least {
            warnings.push(format!("{}: the published price is where prices start", line.figure.key));
        }
    }
    warnings.sort();
    warnings.dedup();
    Ok(found.into_iter().map(|(line, _)| line).collect())
}

/// A tool costs its price in every year, or nothing more when it is in use already.
fn tool<'a>(book: &Book<'a>, key: &str, choices: &Choices) -> Result<(PlannedCost, &'a Item), Refusal> {
    let item = book.tables().item(key)?;
    let figure = book.of(key)?;
    let saving = choices.tool_in_use.then(|| book.of("saving.platform")).transpose()?;
    let usd = saving.as_ref().map_or(figure.range, |saving| figure.range.saved(saving.range));
    Ok((PlannedCost { figure, saving, usd, years: vec![1, 2, 3], not_counted: None }, item))
}

/// What a tool of these choices would pay for a second time: an all-in price contains tooling already (R302).
///
/// # Errors
/// [`Refusal::Unknown`] with the nearest for a route or tool that is not known, [`Refusal::NotPossible`] for an item that is
/// no tool.
pub fn twice(book: &Book<'_>, choices: &Choices) -> Result<Vec<String>, Refusal> {
    let route = book.tables().route(&choices.route)?;
    let Some(key) = &choices.tool else { return Ok(Vec::new()) };
    let tool = book.tables().item(key)?;
    if tool.part != TOOLING {
        let tools = book.tables().items.iter().filter(|item| item.part == TOOLING);
        let tools: Vec<&str> = tools.map(|item| item.key.as_str()).collect();
        return Err(Refusal::NotPossible {
            sentence: format!("tool: `{key}` is no tool"),
            hint: format!("name one of {}", tools.join(", ")),
        });
    }
    let of_route = |line: &&CostLine| route.tracks.iter().any(|one| one.track == line.track);
    let keys =
        book.tables().costs.iter().filter(of_route).map(|line| named(book, &line.item, choices, &mut Vec::new()));
    let items: Vec<&Item> = keys.map(|key| book.tables().item(&key)).collect::<Result<_, _>>()?;
    Ok(contained(&items, tool).into_iter().collect())
}

/// The item of a line for these choices. Where no price was published for a size, the nearest one is taken, and that is said.
fn named(book: &Book<'_>, item: &str, choices: &Choices, warnings: &mut Vec<String>) -> String {
    let size = book.tables().sizes.iter().find(|size| size.id == choices.size);
    let first = item.contains("type1");
    let taken = |size: &SizeWords| if first { size.type1.clone() } else { size.type2.clone() };
    let published = size.is_none_or(|size| if first { size.type1_published } else { size.type2_published });
    let word = size.map_or_else(|| choices.size.id().to_owned(), taken);
    if !published && item.contains("{size}") {
        let kind = if first { "Type I" } else { "Type II" };
        warnings.push(format!(
            "no price of a {kind} report was published for the size `{}`; the one for `{word}` is taken",
            choices.size.id()
        ));
    }
    let basis = match choices.basis {
        Basis::Audit => "audit",
        Basis::AllIn => "all_in",
    };
    item.replace("{size}", &word).replace("{basis}", basis)
}

/// Whole years from one day to another.
fn years_between(from: Date, until: Date) -> u32 {
    let days = from.until(until).map_or(0, |span| span.get_days());
    u32::try_from(days / 365).unwrap_or_default()
}
