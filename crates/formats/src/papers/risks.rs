//! The register of risks, the heat map and the treatment plan (ISO/IEC 27001:2022, clauses 6.1.2, 6.1.3, 8.2 and 8.3).

use super::Face;
use super::parts::{Names, burned, day, day_of, fact, facts, lines, named, table};
use crate::pictures::{heat, trend};
use domain::registers::risk::{HeldPlan, HeldRisk};
use domain::reports::burndown::Burndown;
use domain::reports::risk::{Heat, HeatMap, MonthOfRisk, Rated, RiskLine, rated_word};
use domain::values::risk::{LineState, RiskState};
use press::{Block, Cell, Figure, Paper, Tone};

/// Risks with what was recorded of each.
pub struct RiskPaper<'a> {
    /// The lines of the register with their risks, in its order.
    pub risks: Vec<(&'a RiskLine, &'a HeldRisk)>,
    /// The heat map; `None` while no method is approved.
    pub heat: Option<&'a Heat>,
    /// How they stood at the end of each month.
    pub months: &'a [MonthOfRisk],
    /// How the lines of the treatment plans burn down; `None` without lines.
    pub burndown: Option<&'a Burndown>,
    /// Only a part is seen.
    pub part: bool,
}

/// The paper.
pub fn risks(face: &Face, names: Names<'_>, of: &RiskPaper<'_>) -> Paper {
    let open: Vec<&RiskLine> =
        of.risks.iter().map(|(line, _)| *line).filter(|line| line.state != RiskState::Closed).collect();
    let all = open.len();
    let count = |which: &dyn Fn(&RiskLine) -> bool| open.iter().filter(|line| which(line)).count();
    let figure =
        |value: usize, label: &str, of: String| Figure { value: value.to_string(), label: label.to_owned(), of };
    let of_open = format!("of {all} open risks");
    let mut blocks = vec![Block::Figures(vec![
        figure(all, "open risks", format!("of {} recorded", of.risks.len())),
        figure(
            count(&|line| line.current.as_ref().is_some_and(|rated| rated.above)),
            "above the appetite",
            of_open.clone(),
        ),
        figure(count(&|line| line.treatment.is_some()), "with a treatment plan", of_open.clone()),
        figure(count(&|line| line.overdue), "overdue for assessment", of_open),
    ])];
    if of.part {
        blocks.push(Block::note(Tone::Part, "A part.", "Only the risks that whoever asked for it may see are listed."));
    }
    match of.heat {
        Some(heat) => blocks.extend(heat_maps(heat)),
        None => blocks.push(Block::note(
            Tone::Part,
            "No method.",
            "No method for assessing risks is approved yet, so that no rating has a meaning that is agreed.",
        )),
    }
    blocks.extend(over_time(of.months));
    blocks.push(Block::heading(1, "Register"));
    let columns = [
        ("Risk", 9),
        ("Owner", 5),
        ("State", 5),
        ("Inherent", 5),
        ("Current", 5),
        ("Residual", 5),
        ("Treatment", 5),
        ("Next review", 4),
    ];
    let rows = of.risks.iter().map(|(line, _)| row(names, line)).collect();
    blocks.push(table("Risks", &columns, rows, "No risk is recorded yet."));
    blocks.push(Block::heading(1, "Treatment plan"));
    blocks.extend(of.burndown.map(|one| burned("Lines of treatment plans", one)).unwrap_or_default());
    let columns =
        [("Risk", 6), ("Line", 2), ("What is done", 10), ("Controls", 5), ("Who", 4), ("By", 3), ("State", 4)];
    let planned = of.risks.iter().filter_map(|(line, held)| Some((*line, held.plan.as_ref()?)));
    let rows: Vec<Vec<Cell>> = planned.clone().flat_map(|(line, plan)| plan_rows(names, line, plan)).collect();
    blocks.push(table("Treatment", &columns, rows, "No treatment is planned yet."));
    blocks.extend(approvals(names, &of.risks));
    Paper {
        landscape: true,
        ..face.paper(
            "Risk register and treatment plan",
            "ISO/IEC 27001:2022, clauses 6.1.2, 6.1.3, 8.2 and 8.3",
            blocks,
        )
    }
}

fn heat_maps(heat: &Heat) -> Vec<Block> {
    let method = &heat.method;
    let mut blocks = vec![
        Block::heading(1, "Heat map"),
        facts(vec![
            fact("Method", format!("{}, version {}", method.title, heat.version)),
            fact("Appetite", format!("up to level {}, {}", method.appetite, method.word(method.appetite))),
        ]),
    ];
    for map in &heat.maps {
        blocks.push(Block::heading(2, format!("{} risk", map.kind.title())));
        blocks.push(Block::Chart(picture(heat, map)));
        let beside = [
            (map.by_other_version.len(), "rated by another version of the method"),
            (map.unrated.len(), "not rated since they were opened"),
        ];
        let told: Vec<String> =
            beside.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if !told.is_empty() {
            blocks.push(Block::text(format!("Not in the picture: {}.", told.join("; "))));
        }
    }
    blocks
}

/// Months that the table lists, the newest ones.
const MONTHS: usize = crate::pictures::MONTHS_SHOWN;

fn over_time(months: &[MonthOfRisk]) -> Vec<Block> {
    let Some(picture) = trend(months) else { return Vec::new() };
    let shown = &months[months.len().saturating_sub(MONTHS)..];
    let rows = shown.iter().rev().map(|month| {
        let levels = month.levels.iter().rev().map(|(_, word, count)| format!("{count} {word}"));
        let unrated = (month.unrated > 0).then(|| format!("{} not rated", month.unrated));
        let levels: Vec<String> = levels.chain(unrated).collect();
        vec![
            Cell::new(month.on.to_string()),
            Cell::new(month.open.to_string()),
            Cell::new(month.above.to_string()),
            Cell::new(levels.join(", ")),
        ]
    });
    let columns = [("End of", 3), ("Open", 2), ("Above the appetite", 3), ("By current level", 10)];
    vec![
        Block::heading(1, "Over time"),
        Block::text("Open risks at the end of each month, as they were rated by then."),
        Block::Chart(picture),
        table("Risks by month", &columns, rows.collect(), "No month is over yet."),
    ]
}

fn picture(heat_of: &Heat, map: &HeatMap) -> press::Chart {
    let method = &heat_of.method;
    let words =
        |grades: &[domain::values::risk::Grade]| grades.iter().map(|grade| grade.word.clone()).collect::<Vec<_>>();
    let (rows, columns) = (words(&method.likelihood), words(&method.impact));
    let grade = |at: usize| u8::try_from(at + 1).unwrap_or(u8::MAX);
    let cell = |row: usize, column: usize| {
        let level = method.level(grade(row), grade(column)).map_or(1, usize::from);
        (map.count(grade(row), grade(column)), level)
    };
    let cells: Vec<Vec<(usize, usize)>> =
        (0..rows.len()).map(|row| (0..columns.len()).map(|column| cell(row, column)).collect()).collect();
    let levels: Vec<String> = (1..).take(method.levels.len()).map(|level| method.word(level).to_owned()).collect();
    let name = format!("{} risks by likelihood and impact", map.kind.title());
    heat(&name, &rows, &columns, &levels, &cells)
}

fn rated(rating: Option<&Rated>) -> Cell {
    match rating {
        None => Cell::default(),
        Some(rated) => {
            let said = format!("{} ({} × {})", rated.word, rated.likelihood, rated.impact);
            let said = rated_word(&said, rated.before_opening);
            if rated.above { Cell::of(Tone::Bad, format!("{said}, above the appetite")) } else { Cell::new(said) }
        }
    }
}

fn row(names: Names<'_>, line: &RiskLine) -> Vec<Cell> {
    let treatment = line.treatment.map(|(option, version)| format!("{}, version {version}", option.title()));
    let next = day(line.next_review);
    vec![
        named(&line.id, &line.title),
        Cell::new(line.owner.as_deref().map(names).unwrap_or_default()),
        Cell::new(line.state.title()),
        rated(line.inherent.as_ref()),
        rated(line.current.as_ref()),
        rated(line.residual.as_ref()),
        lines([treatment.unwrap_or_default(), line.approval.title().to_owned()]),
        if line.overdue { Cell::of(Tone::Part, format!("{next} overdue").trim().to_owned()) } else { Cell::new(next) },
    ]
}

fn plan_rows(names: Names<'_>, line: &RiskLine, plan: &HeldPlan) -> Vec<Vec<Cell>> {
    let one = |of: &domain::values::risk::TreatmentLine| {
        let state = plan.progress.get(&of.id).map_or(LineState::Planned, |progress| progress.state);
        let controls: Vec<&str> = of.controls.iter().map(String::as_str).collect();
        vec![
            named(&line.id, &line.title),
            Cell::new(&of.id),
            Cell::new(&of.what),
            Cell::new(controls.join(", ")),
            Cell::new(of.owner.as_deref().map(names).unwrap_or_default()),
            Cell::new(day(of.due)),
            Cell::of(if state.is_open() { Tone::Part } else { Tone::Good }, state.title()),
        ]
    };
    plan.treatment.lines.iter().map(one).collect()
}

/// Who approved each plan and accepted what remains (R120 to R123).
fn approvals(names: Names<'_>, risks: &[(&RiskLine, &HeldRisk)]) -> Vec<Block> {
    let rows = risks.iter().filter_map(|(line, held)| {
        let plan = held.plan.as_ref()?;
        let approved = plan.approved.as_ref().map(|one| format!("{}, {}", names(&one.by), day_of(one.at_us)));
        let accepted = held.acceptances.last().map(|one| {
            let counter =
                one.countersigned.as_ref().map(|(signed, _)| format!("; countersigned by {}", names(&signed.by)));
            format!("{}, {}{}", names(&one.accepted.by), day_of(one.accepted.at_us), counter.unwrap_or_default())
        });
        Some(vec![
            named(&line.id, &line.title),
            Cell::new(format!("{} · {}", plan.version, plan.treatment.option.title())),
            Cell::new(approved.unwrap_or_else(|| line.approval.title().to_owned())),
            Cell::new(accepted.unwrap_or_else(|| line.acceptance.title().to_owned())),
        ])
    });
    let columns = [("Risk", 6), ("Plan", 4), ("Approved by its owner", 5), ("What remains, accepted by", 6)];
    vec![Block::heading(1, "Approvals"), table("Approvals", &columns, rows.collect(), "There is no plan to approve.")]
}
