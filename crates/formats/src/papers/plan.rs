//! The roadmap on the calendar, what it costs with a source for each figure, and the scorecard. Ranges stay ranges.

use super::Face;
use super::parts::{Names, burned, capital, ended, fact, facts, lines, table};
use crate::pictures::gantt;
use domain::reports::burndown::Burndown;
use domain::reports::plan::cost::{CostPlan, Distribution, SHARES};
use domain::reports::plan::{Against, PlannedStep, Roadmap, Sourced};
use domain::reports::scorecard::ScorecardResult;
use domain::values::plan::Range;
use domain::values::{counted, grouped};
use press::{Block, Cell, Figure, Paper, Tone};

fn told(range: Range, unit: &str) -> String {
    match range.low == range.high {
        true => format!("{} {unit}", grouped(range.low)),
        false => format!("{} to {} {unit}", grouped(range.low), grouped(range.high)),
    }
}

/// What a figure is called and who published it; no colon between them, that a step called *certification* heads no list.
fn source(figure: &Sourced) -> String {
    format!("{} \u{b7} {}", figure.title, figure.told.words())
}

/// A roadmap with what was kept of it.
pub struct RoadmapPaper<'a> {
    /// The roadmap.
    pub roadmap: &'a Roadmap,
    /// Nobody set these choices.
    pub trial: bool,
    /// The newest baseline of the route beside it.
    pub against: Option<&'a Against>,
    /// How its steps burn down.
    pub burndown: Option<&'a Burndown>,
}

/// The roadmap.
pub fn roadmap(face: &Face, names: Names<'_>, paper: &RoadmapPaper<'_>) -> Paper {
    let (of, trial) = (paper.roadmap, paper.trial);
    let steps = of.steps.iter().filter(|step| !step.done()).count();
    let mut blocks = vec![
        Block::Figures(vec![
            Figure {
                value: of.ends.0.to_string(),
                label: "last day at the earliest".to_owned(),
                of: "with the least lengths".to_owned(),
            },
            Figure {
                value: of.ends.1.to_string(),
                label: "last day at the latest".to_owned(),
                of: "with the greatest lengths".to_owned(),
            },
            Figure {
                value: steps.to_string(),
                label: "steps are left".to_owned(),
                of: format!("of {}", of.steps.len()),
            },
        ]),
        Block::text(format!("{} {}.", told(of.days, "days from the first to the last."), capital(&of.binding.says))),
    ];
    if trial {
        blocks.insert(0, Block::note(Tone::Part, "A proposal.", "Nobody has set these choices yet."));
    }
    blocks.extend(of.notes.iter().map(|note| Block::note(Tone::Part, "", note)));
    if let Some((day, figure)) = &of.book_by {
        blocks.push(Block::text(ended(&format!("The certification body is to be asked by {day}. {}", source(figure)))));
    }
    blocks.push(Block::heading(1, "On the calendar"));
    blocks.push(Block::Chart(gantt(of, paper.against, face.on)));
    blocks.extend(of.overlapping().map(Block::text));
    if let Some(one) = paper.burndown {
        blocks.push(Block::heading(1, "What is left"));
        blocks.extend(burned("Steps of the roadmap", one));
    }
    blocks.extend(paper.against.map(kept).unwrap_or_default());
    blocks.push(Block::heading(1, "Steps"));
    let columns = [
        ("Step", 6),
        ("Days", 3),
        ("At the earliest", 5),
        ("At the latest", 5),
        ("Done already", 6),
        ("Who", 12),
        ("Where the length comes from", 10),
    ];
    blocks.push(table(
        "Steps",
        &columns,
        of.steps.iter().map(|one| step(names, one)).collect(),
        "The route has no steps.",
    ));
    if !of.beside.is_empty() {
        let said = of.beside.iter().map(|one| vec![Cell::new(&one.text), Cell::new(one.told.words())]).collect();
        blocks.push(Block::heading(1, "Published beside it"));
        blocks.push(table("Published", &[("What a source says", 10), ("Source", 10)], said, ""));
    }
    Paper { landscape: true, ..face.paper("Roadmap", &of.title, blocks) }
}

/// The baseline step by step, beside what is.
fn kept(of: &Against) -> Vec<Block> {
    let rows = of.steps.iter().map(|step| {
        let late = match (step.now, step.late_days.unwrap_or_default()) {
            (None, _) => Cell::new("no longer on this route"),
            (_, 0) => Cell::new("as planned"),
            (_, days @ 1..) => Cell::of(Tone::Part, format!("{days} days later")),
            (_, days) => Cell::of(Tone::Good, format!("{} days earlier", -days)),
        };
        let now = step.now.map(|day| if step.ended { format!("{day}, ended") } else { day.to_string() });
        vec![
            Cell::new(&step.then.title),
            Cell::new(format!("{} to {}", step.then.from, step.then.until_late)),
            Cell::new(now.unwrap_or_default()),
            late,
        ]
    });
    let said = format!("Kept on {}: {}", of.kept, of.reason);
    vec![
        Block::heading(1, "Against the baseline"),
        Block::text(said),
        table(
            "Baseline",
            &[("Step", 7), ("As it was planned", 6), ("Its last day now", 5), ("Beside it", 4)],
            rows.collect(),
            "The baseline has no steps.",
        ),
    ]
}

fn step(names: Names<'_>, step: &PlannedStep) -> Vec<Cell> {
    let people = step.people.iter().map(|at| {
        let held: Vec<String> = at.people.iter().map(|person| names(person)).collect();
        if held.is_empty() { at.role.title().to_owned() } else { format!("{}: {}", at.role.title(), held.join(", ")) }
    });
    let done = step.facts().map(|task| task.title.clone());
    let left = if step.done() { Cell::of(Tone::Good, "Done") } else { Cell::new(told(step.days, "days")) };
    vec![
        Cell::new(format!("{}{}", step.title, if step.critical { " (critical)" } else { "" })),
        left,
        Cell::new(format!("{} to {}", step.early.from, step.early.until)),
        Cell::new(format!("{} to {}", step.late.from, step.late.until)),
        lines(done),
        lines(people.chain(step.others.iter().cloned())),
        lines(std::iter::once(step.lengths.says.clone()).chain(step.lengths.figures.iter().map(source))),
    ]
}

/// What the plan costs.
pub fn cost(face: &Face, title: &str, of: &CostPlan) -> Paper {
    let mut blocks = vec![Block::Figures(vec![
        Figure {
            value: told(of.total, "USD"),
            label: "in all".to_owned(),
            of: format!("over {} years", of.years.len()),
        },
        Figure {
            value: told(of.bought, "USD"),
            label: "of that, bought".to_owned(),
            of: "the rest is own work".to_owned(),
        },
    ])];
    let sentence = |words: &String| ended(&capital(words));
    blocks.extend(of.warnings.iter().map(|warning| Block::note(Tone::Part, "", sentence(warning))));
    blocks.push(Block::heading(1, "What is bought"));
    let bought = of.lines.iter().map(|line| {
        let years: Vec<String> = line.years.iter().map(u32::to_string).collect();
        let saved = line.saving.as_ref().map(|saving| format!("Saving: {}", source(saving))).unwrap_or_default();
        let counted = line.not_counted.as_ref().map(|why| Cell::of(Tone::Calm, format!("Not counted: {why}")));
        vec![
            Cell::new(&line.figure.title),
            Cell::new(told(line.usd, "USD")),
            counted.unwrap_or_else(|| Cell::new(years.join(", "))),
            lines([line.figure.told.words(), saved]),
        ]
    });
    let columns = [("What", 7), ("One time of it", 6), ("In years", 6), ("Source", 11)];
    blocks.push(table("Bought", &columns, bought.collect(), "Nothing is bought."));
    blocks.push(Block::heading(1, "Own work"));
    let own = of.effort.lines.iter().map(|line| {
        let months = line.tenths.map(|tenths| {
            format!(
                "{}.{} to {}.{} full-time months",
                tenths.low / 10,
                tenths.low % 10,
                tenths.high / 10,
                tenths.high % 10
            )
        });
        let usd = line.usd.map(|usd| told(usd, "USD"));
        vec![
            Cell::new(&line.title),
            Cell::new(months.unwrap_or_else(|| "no figure was published".to_owned())),
            Cell::new(usd.unwrap_or_else(|| "nobody said what a month costs".to_owned())),
            Cell::new(&line.says),
        ]
    });
    blocks.push(table(
        "Own work",
        &[("What", 6), ("Months", 5), ("USD", 5), ("Where it comes from", 10)],
        own.collect(),
        "No own work is reckoned with.",
    ));
    blocks.push(Block::heading(1, "By year"));
    let years = of
        .years
        .iter()
        .zip(1..)
        .map(|(range, year): (_, u32)| vec![Cell::new(year.to_string()), Cell::new(told(*range, "USD"))]);
    blocks.push(table("Years", &[("Year of the plan", 1), ("Cost", 3)], years.collect(), ""));
    blocks.extend(distribution(&of.distribution));
    face.paper("Cost plan", title, blocks)
}

fn distribution(spread: &Distribution) -> Vec<Block> {
    let mut blocks = vec![Block::heading(1, "How the total is distributed")];
    blocks.push(Block::text(format!(
        "Each figure lies anywhere in its range with the same chance; {} sums with seed {}. The mean is {} USD.",
        grouped(spread.trials),
        spread.seed,
        grouped(spread.mean)
    )));
    let sums: std::collections::BTreeSet<u64> = spread.points.iter().map(|(_, usd)| *usd).collect();
    if let (1, Some(usd)) = (sums.len(), sums.first()) {
        blocks.push(Block::text(format!(
            "No figure of this plan is a range, so that every sum is {} USD.",
            grouped(*usd)
        )));
        return blocks;
    }
    let points = spread
        .points
        .iter()
        .map(|(share, usd)| vec![Cell::new(format!("{share} %")), Cell::new(format!("{} USD", grouped(*usd)))]);
    let empty = format!("Nothing was drawn; {} shares would be shown.", SHARES.len());
    blocks.push(table("Distribution", &[("Of the sums", 1), ("are not above", 3)], points.collect(), &empty));
    blocks
}

/// What the answers of a scorecard come to.
pub fn scorecard(face: &Face, id: &str, of: &ScorecardResult) -> Paper {
    let score = &of.score;
    let part = |one: &domain::reports::scorecard::PartScore| Figure {
        value: format!("{} %", one.percent()),
        label: one.part.title().to_owned(),
        of: format!("of {} questions that touch it, {} answered", one.questions, one.answered),
    };
    let mut blocks = vec![
        Block::note(
            Tone::Part,
            "Answers, not evidence.",
            "A score is what somebody answered. It is no coverage, no readiness and no opinion.",
        ),
        Block::Figures(score.parts.iter().map(part).collect()),
        facts(vec![
            fact("Answered", format!("{} of {} questions", score.answered, score.of)),
            fact("Not known", format!("{} of {} questions", score.unknown, score.of)),
        ]),
        Block::heading(1, "By area"),
    ];
    let mut columns = vec![("Area", 5)];
    columns.extend(score.parts.iter().map(|one| (one.part.title(), 3)));
    let areas = score.areas.iter().map(|area| {
        let mut row = vec![Cell::new(&area.title)];
        row.extend(score.parts.iter().map(|whole| {
            let found = area.parts.iter().find(|one| one.part == whole.part).filter(|one| one.of > 0);
            Cell::new(found.map(|one| format!("{} %", one.percent())).unwrap_or_default())
        }));
        row
    });
    blocks.push(table("Areas", &columns, areas.collect(), "The scorecard has no areas."));
    blocks.push(Block::heading(1, "The most valuable next steps"));
    let steps = of.steps.iter().map(|step| {
        let unlocks = [
            (step.criteria.len(), "criterion of SOC 2", "criteria of SOC 2"),
            (step.clauses.len(), "clause", "clauses"),
            (step.annex_a.len(), "control of Annex A", "controls of Annex A"),
        ];
        let told =
            unlocks.into_iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| counted(count, one, many));
        vec![
            Cell::new(&step.step),
            Cell::new(told.collect::<Vec<_>>().join(", ")),
            Cell::new(format!("{} to {} person-days", step.days[0], step.days[1])),
            Cell::new(&step.source),
        ]
    });
    blocks.push(table(
        "Steps",
        &[("Step", 8), ("Serves", 6), ("Effort", 4), ("Source", 6)],
        steps.collect(),
        "No step is proposed.",
    ));
    Paper {
        version: id.to_owned(),
        ..face.paper("Readiness scorecard", "SOC 2 and ISO/IEC 27001:2022, each apart", blocks)
    }
}
