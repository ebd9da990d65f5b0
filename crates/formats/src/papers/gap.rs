//! The gap analysis: what a SOC 2 programme reaches of ISO/IEC 27001, what is new, and what to check. Coverage of a named
//! mapping is never readiness.

use super::Face;
use super::parts::{fact, facts, lines, named, table};
use crate::pictures::{of_gap, of_reuse, stacked};
use domain::reports::COVERAGE_IS_NOT_READINESS;
use domain::reports::evidence::ReuseRatio;
use domain::reports::gap::{Gap, Grade, Graded};
use domain::reports::net_new::NewClause;
use domain::values::Percent;
use press::{Block, Cell, Chart, Figure, Paper, Tone};

/// Width of the picture on a wide paper, in hundredths.
const WIDE: u8 = 62;

/// The paper; `read` says by which mapping, categories and mode, label and value. `reuse` is `None` for who may not read
/// evidence.
pub fn gap(face: &Face, read: &[(&str, String)], gap: &Gap, reuse: Option<&ReuseRatio>) -> Paper {
    let of = gap.controls.len();
    let coverage = &gap.coverage;
    let figure = |grade: Grade| Figure {
        value: gap.count(grade).to_string(),
        label: grade.title().to_lowercase(),
        of: format!("of {of} controls of Annex A, {} %", gap.percent(grade)),
    };
    let mut blocks = vec![
        Block::note(Tone::Part, "Not readiness.", COVERAGE_IS_NOT_READINESS),
        Block::Figures(Grade::ALL.into_iter().map(figure).collect()),
        Block::Chart(Chart { width: WIDE, ..stacked("Controls of Annex A by grade", &of_gap(gap)) }),
        facts(read.iter().map(|(name, value)| fact(name, value.as_str())).collect()),
        Block::heading(1, "By theme"),
        table(
            "By theme",
            &[("Theme", 5), ("Named by a row or by an own control", 4), ("Of", 1), ("Share", 2)],
            coverage.themes.iter().map(theme).collect(),
            "No theme is known.",
        ),
        Block::heading(1, "Clauses 4 to 10"),
        table(
            "Clauses",
            &[("Clause", 5), ("After SOC 2", 4), ("Asks for", 9), ("SOC 2 touches", 4), ("Documents and records", 6)],
            gap.net_new.clauses.iter().map(clause).collect(),
            "No clause is known.",
        ),
        Block::heading(1, "What SOC 2 has none of"),
    ];
    let wrapper = gap.net_new.wrapper.iter();
    let mut parts: Vec<Vec<Cell>> =
        wrapper.map(|part| vec![Cell::new(part.clause), Cell::new(part.title), Cell::new(part.why)]).collect();
    parts.extend(gap.net_new.artefacts.iter().map(|(clause, name)| {
        vec![Cell::new(clause), Cell::new(name), Cell::new("The standard names it; SOC 2 knows none of the kind.")]
    }));
    blocks.push(table("New", &[("Clause", 1), ("What", 4), ("Why", 6)], parts, "Nothing is new."));
    blocks.extend(reuse.map(reused).unwrap_or_default());
    blocks.push(Block::heading(1, "Controls of Annex A"));
    let columns =
        [("Control", 5), ("Grade", 4), ("Why", 7), ("Reached by", 4), ("What to add", 7), ("Reusable evidence", 6)];
    blocks.push(table("Annex A", &columns, gap.controls.iter().map(control).collect(), "No control is known."));
    blocks.push(Block::heading(1, "Families"));
    let families = gap.families.iter().map(|family| {
        vec![
            Cell::new(family.title),
            Cell::new(format!("{} of {}", family.open.len(), family.of)),
            Cell::new(family.open.join(", ")),
            Cell::new(family.asks),
        ]
    });
    let columns = [("Family", 4), ("Open", 2), ("Open controls", 6), ("Asks for", 8)];
    blocks.push(table("Families", &columns, families.collect(), "No family is open."));
    Paper { landscape: true, ..face.paper("Gap analysis", "ISO/IEC 27001:2022 from a SOC 2 programme", blocks) }
}

/// What evidence that was collected for SOC 2 serves already (R177): clauses and controls are counted apart.
fn reused(of: &ReuseRatio) -> Vec<Block> {
    let (clauses, criteria) = (of.clauses_served, of.criteria);
    let rows = of.missing.iter().map(|one| {
        let controls: Vec<&str> = one.controls.iter().map(String::as_str).collect();
        let unlocks: Vec<&str> = one.unlocks.iter().map(String::as_str).collect();
        vec![
            Cell::new(&one.criterion),
            Cell::new(controls.join(", ")),
            Cell::new(one.unlocks.len().to_string()),
            Cell::new(unlocks.join(", ")),
        ]
    });
    let columns = [("Criterion", 2), ("Own controls", 5), ("Unlocks", 2), ("Controls and clauses", 9)];
    let name = "Controls of Annex A that accepted evidence for SOC 2 serves";
    vec![
        Block::heading(1, "Reuse of evidence"),
        Block::Chart(Chart { width: WIDE, ..stacked(name, &of_reuse(of)) }),
        facts(vec![
            fact("Mapping", of.crosswalk.as_str()),
            fact("Clauses 4 to 10 served", format!("{} of {}, counted apart", clauses.0 + clauses.1, of.clauses)),
            fact("Criteria with accepted evidence", format!("{} of {} in scope", criteria.1, criteria.0)),
        ]),
        table("Not served yet", &columns, rows.collect(), "Each criterion in scope has accepted evidence."),
    ]
}

fn tone(grade: Grade) -> Tone {
    match grade {
        Grade::Fully => Tone::Good,
        Grade::Partially => Tone::Part,
        Grade::NotAddressed => Tone::Bad,
        Grade::InheritedDocumented => Tone::Calm,
    }
}

fn theme(one: &domain::reports::coverage::ThemeCoverage) -> Vec<Cell> {
    let share = Percent::of(one.covered, one.of);
    vec![
        Cell::new(&one.title),
        Cell::new(one.covered.to_string()),
        Cell::new(one.of.to_string()),
        Cell::new(format!("{share} %")),
    ]
}

fn clause(one: &NewClause) -> Vec<Cell> {
    let artefacts: Vec<&str> = one.artefacts.iter().map(|(name, _)| name.as_str()).collect();
    vec![
        named(&one.id, &one.title),
        Cell::new(one.standing.title()),
        Cell::new(&one.asks),
        Cell::new(one.touches.join("; ")),
        Cell::new(artefacts.join("; ")),
    ]
}

fn control(one: &Graded) -> Vec<Cell> {
    let rows = one.rows.iter().map(|row| format!("{} {}", row.criterion, row.overlap.id()));
    let direct = one.direct.iter().map(|own| format!("own control {own}"));
    let mut add = one.supplements.clone();
    add.extend(one.check.iter().map(|check| format!("Check: {check}")));
    vec![
        named(&one.id, &one.title),
        Cell::of(tone(one.grade), one.grade.title()),
        Cell::new(&one.reason),
        lines(rows.chain(direct)),
        lines(add),
        Cell::new(one.evidence.join("; ")),
    ]
}
