//! Papers for who is outside: what a visitor of the public statement asked for and was given. They name nobody of the
//! organisation, and say less than the papers that are read inside.

use super::parts::{fact, facts, named, table};
use super::{Face, markdown};
use domain::registers::description::HeldLetter;
use domain::registers::policy::HeldPolicyVersion;
use domain::registers::statement::HeldStatementVersion;
use domain::values::Framework;
use domain::values::policy::Policy;
use domain::values::statement::{Applicability, Implementation};
use press::{Block, Cell, Figure, Paper, Tone};

/// A document as it is in force: its text, since when, and by when it is looked at again.
pub fn policy_outside(
    face: &Face,
    policy: &Policy,
    version: &HeldPolicyVersion,
    review: Option<jiff::civil::Date>,
) -> Paper {
    let from = version.published.as_ref().map(|one| one.from.to_string()).unwrap_or_default();
    let mut blocks = vec![facts(vec![
        fact("Kind", policy.kind.title()),
        fact("In force from", from),
        fact("Next review", review.map(|day| day.to_string()).unwrap_or_default()),
    ])];
    let mut text = markdown::blocks(&version.text);
    let again = matches!(text.first(), Some(Block::Heading { level: 1, text }) if text.trim().eq_ignore_ascii_case(policy.title.trim()));
    if again {
        text.remove(0);
    }
    blocks.extend(text);
    let version = format!("Version {}", version.number);
    Paper { version, ..face.paper(policy.title.as_str(), "", blocks) }
}

/// The Statement of Applicability without its reasons, owners and references: which controls of Annex A apply, and how far
/// each is there.
pub fn statement_outside(face: &Face, held: &HeldStatementVersion, annex: &Framework) -> Paper {
    let mut rows = Vec::new();
    let (mut applicable, mut excluded, mut implemented) = (0, 0, 0);
    for item in annex.audited(domain::values::ItemKind::Control) {
        let Some(entry) = held.entries.get(&item.id) else { continue };
        let applies = entry.decision == Applicability::Applicable;
        let status = entry.status.filter(|_| applies);
        applicable += usize::from(applies);
        excluded += usize::from(entry.decision == Applicability::Excluded);
        implemented += usize::from(status == Some(Implementation::Implemented));
        let tone = if applies { Tone::Good } else { Tone::Calm };
        rows.push(vec![
            named(&item.id, &item.title),
            Cell::of(tone, entry.decision.title()),
            Cell::new(status.map_or("", Implementation::title)),
        ]);
    }
    let figure = |value: usize, of: usize, label: &str, what: &str| Figure {
        value: value.to_string(),
        label: label.to_owned(),
        of: format!("of {of} {what}"),
    };
    let all = rows.len();
    let columns = [("Control of ISO/IEC 27001:2022, Annex A", 11), ("Decision", 4), ("Implementation", 4)];
    let blocks = vec![
        Block::Figures(vec![
            figure(applicable, all, "applicable", "controls of Annex A"),
            figure(excluded, all, "excluded", "controls of Annex A"),
            figure(implemented, applicable, "implemented", "applicable controls"),
        ]),
        Block::text(
            "A summary of the version in force. Justifications, references and own controls stand in the full statement.",
        ),
        table("Controls of Annex A", &columns, rows, "No control is listed."),
    ];
    let version = held.from.map(|from| format!("In force since {from}")).unwrap_or_default();
    Paper { version, ..face.paper("Statement of Applicability, summary", "ISO/IEC 27001:2022, clause 6.1.3 d", blocks) }
}

/// A bridge letter as it was signed. Who signed stands in its text or nowhere, and to whom else it was sent is not said.
pub fn letter_outside(face: &Face, held: &HeldLetter) -> Paper {
    let mut blocks = markdown::blocks(&held.letter.text);
    let signed = held.signed.as_ref().map(|one| format!("by management, {}", one.on)).unwrap_or_default();
    blocks.push(facts(vec![fact("Speaks until", held.letter.until.to_string()), fact("Signed", signed)]));
    face.paper("Bridge letter", "It is no report: no auditor examined the time of which it speaks.", blocks)
}
