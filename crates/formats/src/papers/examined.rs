//! What an examination asks for and finds: the request list, and exceptions with management's responses.

use super::Face;
use super::parts::{Names, lines, named, table};
use domain::registers::room::HeldRequest;
use domain::registers::testing::HeldException;
use domain::values::{RequestState, counted};
use press::{Block, Cell, Figure, Paper, Tone};

/// The request list: id, request, and whether it is overdue.
pub fn requests(face: &Face, names: Names<'_>, engagement: &str, requests: &[(&str, &HeldRequest, bool)]) -> Paper {
    let open =
        requests.iter().filter(|(_, held, _)| held.ended.is_none() && held.state != RequestState::Accepted).count();
    let overdue = requests.iter().filter(|(_, _, overdue)| *overdue).count();
    let figure = |value: usize, label: &str| Figure {
        value: value.to_string(),
        label: label.to_owned(),
        of: format!("of {} requests", requests.len()),
    };
    let mut blocks = vec![Block::Figures(vec![figure(open, "open"), figure(overdue, "overdue")])];
    let rows = requests.iter().map(|(id, held, overdue)| {
        let of = &held.request;
        let due = of.due.to_string();
        vec![
            named(id, &of.title),
            Cell::new(&of.reference),
            Cell::new(&of.text),
            Cell::new(if of.to.is_empty() { String::new() } else { names(&of.to) }),
            if *overdue { Cell::of(Tone::Bad, format!("{due} overdue")) } else { Cell::new(due) },
            Cell::new(held.state.title()),
            lines(held.answers.last().map(|answer| answer.answer.text.clone())),
        ]
    });
    let columns =
        [("Request", 7), ("Reference", 3), ("Asked for", 9), ("Of", 4), ("By", 3), ("State", 4), ("Answer", 8)];
    blocks.push(Block::heading(1, "Requests"));
    blocks.push(table("Requests", &columns, rows.collect(), "Nothing was asked for yet."));
    Paper { landscape: true, ..face.paper("Request list", engagement, blocks) }
}

/// Exceptions: id, control, exception.
pub fn exceptions(face: &Face, engagement: &str, exceptions: &[(&str, &str, &HeldException)]) -> Paper {
    let answered = exceptions.iter().filter(|(_, _, held)| held.response.is_some()).count();
    let mut blocks = vec![
        Block::note(
            Tone::Plain,
            "An exception is no opinion.",
            "Whether it matters for the report is for the examining CPA firm to judge.",
        ),
        Block::Figures(vec![Figure {
            value: answered.to_string(),
            label: "with a response of management".to_owned(),
            of: format!("of {}", counted(exceptions.len(), "exception", "exceptions")),
        }]),
    ];
    for (id, control, held) in exceptions {
        let said = |written: &Option<domain::registers::testing::Written>| {
            written.as_ref().map(|one| one.text.clone()).unwrap_or_default()
        };
        blocks.push(Block::heading(1, format!("{id} \u{b7} {control}")));
        blocks.push(super::parts::facts(vec![
            super::parts::fact("State", held.state.title()),
            super::parts::fact("Tested", format!("{} deviating of {} tested", held.deviating, held.tested)),
            super::parts::fact("What was found", held.note.description.as_str()),
            super::parts::fact("Effect", held.note.effect.as_str()),
            super::parts::fact("Cause", said(&held.cause)),
            super::parts::fact("Compensating controls", held.compensating.as_str()),
            super::parts::fact("Response of management", said(&held.response)),
            super::parts::fact("Action", said(&held.action)),
            super::parts::fact("Closed", said(&held.closed)),
        ]));
    }
    let rows = exceptions.iter().map(|(id, control, held)| {
        vec![
            Cell::new(*id),
            Cell::new(*control),
            Cell::new(held.note.description.as_str()),
            Cell::new(held.state.title()),
            lines(held.response.as_ref().map(|one| one.text.clone())),
        ]
    });
    let columns =
        [("Exception", 4), ("Control", 3), ("What was found", 9), ("State", 4), ("Response of management", 9)];
    blocks.push(Block::heading(1, "All exceptions"));
    blocks.push(table("Exceptions", &columns, rows.collect(), "No exception was noted."));
    face.paper("Exceptions with responses of management", engagement, blocks)
}
