//! The agenda and the minutes of a management review (ISO/IEC 27001:2022, clauses 9.3.2 and 9.3.3).

use super::Face;
use super::parts::{Names, day, day_of, fact, facts, plain, table, typed};
use domain::registers::review::HeldReview;
use domain::values::review::{Agenda, AgendaLine, AgendaPoint, OTHER_MINUTES_IN_PART, ReviewForm, SOC2_ASKS_FOR_NONE};
use press::{Block, Cell, Inline, Paper, Tone};

/// The agenda: every input with what the data says of it.
pub fn agenda(face: &Face, id: &str, held: &HeldReview, agenda: &Agenda) -> Paper {
    let mut blocks = vec![
        facts(vec![fact("Review", held.plan.title.as_str()), fact("Day", held.plan.on.to_string())]),
        as_of(held, agenda),
    ];
    blocks.extend(points(held, agenda, false));
    Paper {
        version: format!("{id}, {}", sent(held)),
        ..face.paper("Management review: agenda", &held.plan.title, blocks)
    }
}

fn sent(held: &HeldReview) -> String {
    match &held.agenda {
        Some(sent) => format!("sent on {}", day_of(sent.at_us)),
        None => "not sent yet".to_owned(),
    }
}

/// The minutes: who attended, what was decided, each input with what was shown and said.
pub fn minutes(face: &Face, names: Names<'_>, id: &str, held: &HeldReview, agenda: &Agenda) -> Paper {
    let mut blocks = Vec::new();
    let approved = held.approved.as_ref().map(|one| {
        let late = if one.late { ", held after the planned interval" } else { "" };
        format!("{}, {}{late}", names(&one.by), day_of(one.at_us))
    });
    if approved.is_none() {
        blocks.push(Block::note(Tone::Part, "Not approved.", "Top management has not approved these minutes."));
    }
    blocks.push(facts(vec![
        fact("Review", held.plan.title.as_str()),
        fact("Held", held.meeting.as_ref().map_or_else(|| "not yet".to_owned(), |meeting| meeting.on.to_string())),
        fact("Approved by", approved.clone().unwrap_or_default()),
        fact("Evidence", held.evidence.iter().cloned().collect::<Vec<_>>().join(", ")),
        fact("SHA-256", held.sha256.as_str()),
    ]));
    blocks.push(Block::heading(1, "Attendance"));
    let attended = held.meeting.iter().flat_map(|meeting| &meeting.attendance).map(|(person, one)| {
        let top = if one.top_management { Cell::of(Tone::Good, "Top management") } else { Cell::default() };
        vec![Cell::new(names(person)), Cell::new(&one.part), top]
    });
    let columns = [("Who", 4), ("Part", 4), ("Of", 3)];
    blocks.push(table("Attendance", &columns, attended.collect(), "Nobody is recorded as attending yet."));
    blocks.push(Block::heading(1, "Decisions and actions"));
    let decided = held.decided().map(|(number, one)| {
        let decision = &one.decision;
        vec![
            Cell::new(number.to_string()),
            Cell::new(decision.kind.title()),
            Cell::new(&decision.text),
            Cell::new(decision.owner.as_deref().map(names).unwrap_or_default()),
            Cell::new(day(decision.due)),
        ]
    });
    let columns = [("No.", 1), ("About", 4), ("Decision", 9), ("Carried out by", 4), ("By", 3)];
    blocks.push(table("Decisions", &columns, decided.collect(), "Nothing is decided yet."));
    if let Some(said) = &held.minutes {
        blocks.push(Block::heading(1, "Minutes"));
        blocks.extend(typed(&said.text));
    }
    blocks.push(Block::heading(1, "Inputs"));
    blocks.push(as_of(held, agenda));
    if held.plan.form == ReviewForm::Record {
        blocks.push(Block::text(OTHER_MINUTES_IN_PART));
    }
    blocks.extend(points(held, agenda, true));
    blocks.push(Block::text(SOC2_ASKS_FOR_NONE));
    let state = held.state().title().to_lowercase();
    Paper { version: format!("{id}, {state}"), ..face.paper("Management review: minutes", &held.plan.title, blocks) }
}

fn as_of(held: &HeldReview, agenda: &Agenda) -> Block {
    let sent = if held.agenda.is_some() { "As it was sent on" } else { "Not sent yet; as it would be on" };
    let since = match agenda.since {
        Some(since) => format!("Changes are counted from the day after the review before, {since}."),
        None => "There was no review before; everything so far counts.".to_owned(),
    };
    Block::text(format!("{sent} {}, from the first {} entries of the ledger. {since}", agenda.on, agenda.entry))
}

fn points(held: &HeldReview, agenda: &Agenda, said: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (input, point) in &agenda.points {
        blocks.push(Block::heading(2, format!("{} {}", letter(input.id()), input.title())));
        blocks.extend(shown(point));
        match held.notes.get(input) {
            Some(note) => blocks.push(Block::Quote(typed(&note.text))),
            None if said => blocks.push(Block::note(Tone::Part, "", "Nothing is said of it yet.")),
            None => {}
        }
    }
    blocks.push(Block::heading(2, "Beside the inputs: incidents and performance"));
    blocks.extend(shown(&agenda.beside));
    blocks
}

/// As the clause counts: `d1` is d.1, both parts of f are f.
fn letter(id: &str) -> String {
    match id {
        "f_results" | "f_plan_status" => "f".to_owned(),
        _ => id
            .split_at_checked(1)
            .filter(|(_, rest)| !rest.is_empty())
            .map_or(id.to_owned(), |(a, b)| format!("{a}.{b}")),
    }
}

fn shown(point: &AgendaPoint) -> Option<Block> {
    let mut items: Vec<Vec<Block>> = point.lines.iter().map(line).collect();
    items.extend(point.not_kept.iter().map(|missing| vec![Block::text(format!("{missing}: to be said in words."))]));
    (!items.is_empty()).then_some(Block::List { first: None, items })
}

fn line(of: &AgendaLine) -> Vec<Block> {
    let figure = match of.of {
        Some(all) => format!("{} of {all}", of.figure),
        None => of.figure.to_string(),
    };
    let mut blocks = vec![Block::Paragraph(vec![Inline::strong(figure), Inline::new(format!(" {}", of.says))])];
    let mut named: Vec<Vec<Block>> = of
        .items
        .iter()
        .map(|item| {
            // A title that somebody typed as a sentence ends where the words go on.
            let told = match item.says.is_empty() {
                true => item.title.clone(),
                false => format!("{}: {}", item.title.trim_end_matches('.'), item.says),
            };
            vec![Block::text(format!("{} {told}", item.id))]
        })
        .collect();
    if of.unnamed() > 0 {
        named.push(vec![Block::Paragraph(plain(format!("and {} more", of.unnamed())))]);
    }
    if !named.is_empty() {
        blocks.push(Block::List { first: None, items: named });
    }
    blocks
}
