//! What management signs: the system description, the assertion, the bridge letter. Their words are the organisation's own.

use super::parts::{Names, day, day_of, fact, facts};
use super::{Face, markdown};
use domain::registers::description::{HeldDescription, HeldLetter, HeldStatement, Signature};
use domain::registers::engagement::HeldEngagement;
use domain::values::description::{Content, DescriptionState, Section};
use press::{Block, Paper, Tone};

/// The description of a system, section by section; `proposed` speaks where nothing is written yet.
pub fn description(
    face: &Face,
    names: Names<'_>,
    engagement: &HeldEngagement,
    held: Option<&HeldDescription>,
) -> Paper {
    let about = &engagement.engagement;
    let mut blocks = Vec::new();
    let newest = held.and_then(|held| Some((held, held.newest()?)));
    let approved = held.is_some_and(|held| held.state >= DescriptionState::ManagementApproved);
    if !approved {
        blocks.push(Block::note(Tone::Part, "A draft.", "Management has not approved this description."));
    }
    let version = match newest {
        Some((held, version)) => {
            blocks.push(facts(vec![
                fact("Engagement", about.title.as_str()),
                fact("Examination", format!("SOC 2 {}", about.kind.title())),
                fact("Written by", format!("{}, {}", names(&version.by), day_of(version.at_us))),
                fact("SHA-256", version.sha256.as_str()),
            ]));
            format!("version {}, {}", held.versions.len(), held.state.title().to_lowercase())
        }
        None => "not written yet".to_owned(),
    };
    for section in Section::ALL {
        blocks.push(Block::heading(1, section.title()));
        match newest.and_then(|(_, version)| version.sections.get(&section)) {
            None => {
                blocks.push(Block::note(Tone::Part, "Not written yet.", format!("It asks for {}.", section.asks())))
            }
            Some(Content::Text(text)) => blocks.extend(markdown::blocks(text).into_iter().map(lower)),
            Some(Content::NotRelevant { reason }) => blocks.push(Block::note(Tone::Calm, "Not relevant.", reason)),
        }
    }
    Paper {
        version,
        ..face.paper("System description", format!("{}; DC section 200 (2018), in own words", about.title), blocks)
    }
}

/// A text in Markdown, without a first heading that says what the title says.
fn written(text: &str) -> Vec<Block> {
    let mut blocks = markdown::blocks(text);
    if matches!(blocks.first(), Some(Block::Heading { level: 1, .. })) {
        blocks.remove(0);
    }
    blocks
}

/// A heading inside a section stands under its heading.
fn lower(block: Block) -> Block {
    match block {
        Block::Heading { level, text } => Block::heading(level.saturating_add(1), text),
        other => other,
    }
}

fn signed(names: Names<'_>, signature: Option<&Signature>) -> Vec<Block> {
    match signature {
        None => vec![
            Block::note(Tone::Part, "A draft for signature.", "Nobody has signed it; it asserts nothing yet."),
            facts(vec![
                fact("Name", "\u{2026}"),
                fact("Position", "\u{2026}"),
                fact("Day", "\u{2026}"),
                fact("Signature", "\u{2026}"),
            ]),
        ],
        Some(one) => vec![facts(vec![
            fact("Signed by", names(&one.by)),
            fact("On", one.on.to_string()),
            fact("SHA-256 of what was signed", one.sha256.as_str()),
        ])],
    }
}

/// What management asserts of a period; `proposed` speaks where nothing is written yet.
pub fn assertion(
    face: &Face,
    names: Names<'_>,
    engagement: &HeldEngagement,
    held: Option<&HeldStatement>,
    proposed: &str,
) -> Paper {
    let mut blocks = written(held.map_or(proposed, |held| held.text.as_str()));
    blocks.push(Block::heading(1, "Signature"));
    blocks.extend(signed(names, held.and_then(|held| held.signed.as_ref())));
    let state = match held {
        None => "proposed",
        Some(held) if held.signed.is_some() => "signed",
        Some(_) => "written, not signed",
    };
    Paper { version: state.to_owned(), ..face.paper("Management assertion", &engagement.engagement.title, blocks) }
}

/// A bridge letter.
pub fn letter(face: &Face, names: Names<'_>, id: &str, held: &HeldLetter, state: &str) -> Paper {
    let mut blocks = written(&held.letter.text);
    blocks.push(facts(vec![
        fact("Speaks until", held.letter.until.to_string()),
        fact(
            "Sent to",
            held.sent.iter().map(|sent| format!("{} ({})", sent.to, day(Some(sent.on)))).collect::<Vec<_>>().join("; "),
        ),
    ]));
    blocks.push(Block::heading(1, "Signature"));
    blocks.extend(signed(names, held.signed.as_ref()));
    Paper {
        version: format!("{id}, {state}"),
        ..face.paper("Bridge letter", "It is no report: no auditor examined the time of which it speaks.", blocks)
    }
}
