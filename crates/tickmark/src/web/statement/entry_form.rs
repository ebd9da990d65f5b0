//! The form of an entry: every field in sight, nothing sent that was not changed.

use super::{entry_path, seen};
use crate::web::people::choices;
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Field};
use crate::web::visit::Visit;
use crate::words::unknown_word;
use app::ask::PeopleOf;
use domain::refusal::Refusal;
use domain::reports::statement::StatementRow;
use domain::values::statement::{
    Applicability, EntryChange, EntryField, Implementation, InclusionReason, Origin, ReferenceKind, SoaReference,
};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

/// What stands in an entry, as the fields of its form.
pub(super) fn typed(row: &StatementRow) -> Typed {
    let entry = &row.entry;
    let lines: Vec<String> = entry.references.iter().map(line).collect();
    let fields = Typed::of([
        ("decision", entry.decision.id()),
        ("exclusion", &entry.exclusion),
        ("status", entry.status.map_or("", Implementation::id)),
        ("how", &entry.how),
        ("references", &lines.join("\n")),
        ("owner", entry.owner.as_deref().unwrap_or_default()),
        ("note", &entry.note),
        ("seen", &seen(&row.control, entry)),
    ]);
    let reasons = entry.reasons.iter().flat_map(|(reason, text)| {
        [("reason".to_owned(), reason.id().to_owned()), (format!("words-{}", reason.id()), text.clone())]
    });
    fields.and(reasons)
}

/// The same with another decision.
pub(super) fn decided(typed: Typed, decision: &str) -> Typed {
    let Some(decision) = Applicability::parse(decision) else { return typed };
    let with = |(name, value): (String, String)| match name.as_str() {
        "decision" => (name, decision.id().to_owned()),
        _ => (name, value),
    };
    typed.pairs().map(with).collect()
}

/// A reference as a line: `Evidence: EV-7`.
fn line(one: &SoaReference) -> String {
    match one.kind {
        ReferenceKind::Text => one.to.clone(),
        kind => format!("{}: {}", word(kind), one.to),
    }
}

fn word(kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Control => "Control",
        ReferenceKind::Evidence => "Evidence",
        ReferenceKind::Text => "Elsewhere",
    }
}

/// A line as a reference: with its kind before a colon, or else by the form of its id.
fn read(line: &str) -> SoaReference {
    let kinds = ReferenceKind::ALL.into_iter();
    if let Some((kind, to)) = line.split_once(':')
        && let Some(kind) = kinds.into_iter().find(|one| word(*one).eq_ignore_ascii_case(kind.trim()))
    {
        return SoaReference { kind, to: to.trim().to_owned() };
    }
    let numbered =
        line.strip_prefix("EV-").is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
    let kind = if numbered { ReferenceKind::Evidence } else { ReferenceKind::Text };
    SoaReference { kind, to: line.to_owned() }
}

pub(super) fn form(visit: &Visit, soa: &str, row: &StatementRow, typed: &Typed) -> Markup {
    let decision = typed.get("decision");
    let decisions = [Applicability::Applicable, Applicability::Excluded, Applicability::Undecided]
        .map(|one| Choice::new(one.id(), one.title(), one.id() == decision));
    let status = typed.get("status");
    let statuses: Vec<Choice<'_>> =
        Implementation::ALL.into_iter().map(|one| Choice::new(one.id(), one.title(), one.id() == status)).collect();
    ui::form(
        &format!("/o/{}{}", visit.org, entry_path(soa, &row.control)),
        html! {
            (ui::hidden("seen", typed.get("seen")))
            (ui::radios(&Field { name: "decision", label: "Does it apply?", ..Field::default() }, &decisions))
            (reasons(typed))
            (ui::textarea(&Field { name: "exclusion", label: "Why it is excluded", hint: "The activity, asset or risk that is missing here; “not needed” says nothing.", value: typed.get("exclusion"), ..Field::default() }, 2))
            (ui::radios(&Field { name: "status", label: "How far it is there", ..Field::default() }, &statuses))
            (ui::textarea(&Field { name: "how", label: "How", hint: "Who does what, by which procedure; for a provider, what it does.", value: typed.get("how"), ..Field::default() }, 4))
            (ui::textarea(&Field { name: "references", label: "References", hint: "One a line: Control: AC-3, Evidence: EV-7, or the name of a policy or of what lies elsewhere.", value: typed.get("references"), ..Field::default() }, 3))
            (owner(visit, typed.get("owner")))
            (ui::textarea(&Field { name: "note", label: "Note", hint: "For those who work on it; it is no part of what is approved.", value: typed.get("note"), ..Field::default() }, 2))
            div.actions {
                button.button.primary type="submit" name="then" value="next" { "Save and go on" }
                button.button.quiet type="submit" name="then" value="back" { "Save and back" }
                p.keys aria-hidden="true" { kbd { "Ctrl Enter" } " saves and goes on" }
            }
        },
    )
}

/// Each reason with a box and its words.
fn reasons(typed: &Typed) -> Markup {
    let ticked: BTreeSet<&str> = typed.all("reason").collect();
    html! {
        fieldset.field.checks {
            legend { "Why it is included" }
            p.hint { "At least one for a control that applies; in words where they say more." }
            div.soa-reasons {
                @for reason in InclusionReason::ALL {
                    @let name = format!("words-{}", reason.id());
                    div.field.soa-reason-line {
                        label.check {
                            input type="checkbox" name="reason" value=(reason.id()) checked[ticked.contains(reason.id())];
                            span { (reason.title()) }
                        }
                        input type="text" name=(name) value=(typed.get(&name)) autocomplete="off"
                            aria-label={ (reason.title()) ", in words" };
                    }
                }
            }
        }
    }
}

/// Members to choose from for who may see them; who may not leaves the owner as it is.
fn owner(visit: &Visit, chosen: &str) -> Markup {
    let members = visit.sees_people().then(|| visit.ask(&PeopleOf).ok()).flatten();
    let Some(members) = members else { return ui::hidden("owner", chosen) };
    let of = members.value.members.keys();
    let choices = tokio::task::block_in_place(|| choices(visit, of, "Nobody yet", chosen));
    ui::select(&Field { name: "owner", label: "Owner", ..Field::default() }, &choices)
}

/// What the form changes: the fields that say something else than the entry. A decision is confirmed by saving it.
///
/// # Errors
/// A word that is none of those offered.
pub(super) fn change(row: &StatementRow, typed: &Typed) -> Result<EntryChange, Refusal> {
    let entry = &row.entry;
    let (decision, status) = (typed.get("decision"), typed.get("status"));
    let decision = Applicability::parse(decision)
        .ok_or_else(|| unknown_word("decision", decision, &Applicability::ALL.map(Applicability::id)))?;
    let status = match status {
        "" => None,
        typed => Some(
            Implementation::parse(typed)
                .ok_or_else(|| unknown_word("status", typed, &Implementation::ALL.map(Implementation::id)))?,
        ),
    };
    let text = |name: &str| typed.get(name).replace("\r\n", "\n").trim().to_owned();
    let reasons: BTreeMap<InclusionReason, String> = typed
        .all("reason")
        .filter_map(InclusionReason::parse)
        .map(|reason| (reason, text(&format!("words-{}", reason.id()))))
        .collect();
    let references: BTreeSet<SoaReference> = typed.lines("references").iter().map(|line| read(line)).collect();
    let confirmed = entry.origin.get(&EntryField::Decision) == Some(&Origin::Person);
    let confirms = decision != Applicability::Undecided && !confirmed;
    let differs = |name: &str, before: &str| Some(text(name)).filter(|now| now != before);
    Ok(EntryChange {
        decision: (decision != entry.decision || confirms).then_some(decision),
        reasons: (reasons != entry.reasons).then_some(reasons),
        exclusion: differs("exclusion", &entry.exclusion),
        status: status.filter(|now| Some(*now) != entry.status),
        how: differs("how", &entry.how),
        references: (references != entry.references).then_some(references),
        owner: differs("owner", entry.owner.as_deref().unwrap_or_default()),
        note: differs("note", &entry.note),
    })
}
