//! The fields of what is said of a document: shown in a form, and read from it.

use super::known;
use crate::web::people::choices;
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Field};
use crate::web::visit::Visit;
use domain::refusal::Refusal;
use domain::values::policy::{MandatoryPiece, Policy, PolicyKind, Quorum};
use domain::values::{Classification, Membership, Role};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Roles of those who belong to the organisation, for whom a document can be.
const READERS: [Role; 7] = [
    Role::Owner,
    Role::ProgrammeManager,
    Role::ControlOwner,
    Role::Contributor,
    Role::Management,
    Role::InternalAuditor,
    Role::Consultant,
];
/// Roles that may approve documents.
const APPROVERS: [Role; 4] = [Role::Owner, Role::ProgrammeManager, Role::ControlOwner, Role::Management];

/// What is said of a document, as a form begins with it.
pub(super) fn typed_of(policy: &Policy) -> Typed {
    let list = |ids: &BTreeSet<String>| ids.iter().cloned().collect::<Vec<_>>().join(", ");
    let single = [
        ("number", policy.number.clone()),
        ("title", policy.title.clone()),
        ("kind", policy.kind.id().to_owned()),
        ("owner", policy.owner.clone().unwrap_or_default()),
        ("classification", policy.classification.id().to_owned()),
        ("review", policy.review_months.to_string()),
        ("approvals", policy.approval.count.to_string()),
        ("retention", policy.retention_years.to_string()),
        ("controls", list(&policy.controls)),
        ("meets", list(&policy.meets)),
    ];
    let approvers = policy.approval.roles.iter().map(|role| ("approver_role", role.id().to_owned()));
    let people = policy.approval.people.iter().map(|person| ("approver", person.clone()));
    let readers = policy.distribution.iter().map(|role| ("distribution", role.id().to_owned()));
    let pieces = policy.pieces.iter().map(|piece| ("piece", piece.id().to_owned()));
    let all = single.into_iter().chain(approvers).chain(people).chain(readers).chain(pieces);
    all.map(|(name, value)| (name.to_owned(), value)).collect()
}

/// What the form says of a document.
pub(super) fn meant(typed: &Typed) -> Result<Policy, Refusal> {
    let number = |name: &str, what: &str| {
        typed.get(name).trim().parse::<u32>().map_err(|_| Refusal::NotPossible {
            sentence: format!("{what}: `{}` is no number", typed.get(name)),
            hint: "write a whole number".to_owned(),
        })
    };
    let ids = |name: &str| {
        let all = typed.get(name).split([',', ';', '\n', '\r']).map(str::trim).filter(|id| !id.is_empty());
        all.map(str::to_owned).collect::<BTreeSet<String>>()
    };
    let roles = |name: &'static str| {
        typed.all(name).map(|role| known("role", role, Role::parse)).collect::<Result<BTreeSet<Role>, Refusal>>()
    };
    let owner = typed.get("owner").trim();
    Ok(Policy {
        number: typed.get("number").to_owned(),
        title: typed.get("title").to_owned(),
        kind: known("kind", typed.get("kind"), PolicyKind::parse)?,
        owner: (!owner.is_empty()).then(|| owner.to_owned()),
        classification: known("classification", typed.get("classification"), Classification::parse)?,
        review_months: number("review", "the review cycle")?,
        approval: Quorum {
            count: number("approvals", "how many approve")?,
            people: typed.all("approver").filter(|person| !person.is_empty()).map(str::to_owned).collect(),
            roles: roles("approver_role")?,
        },
        retention_years: number("retention", "the retention")?,
        distribution: roles("distribution")?,
        controls: ids("controls"),
        meets: ids("meets"),
        pieces: typed
            .all("piece")
            .map(|piece| known("piece", piece, MandatoryPiece::parse))
            .collect::<Result<_, _>>()?,
    })
}

/// The members who could answer for a document; for who may not see them, the person alone.
fn members(visit: &Visit) -> Vec<String> {
    let members = visit.ask(&app::ask::PeopleOf).map(|answer| answer.value.members).unwrap_or_default();
    let stays = members.into_iter().filter(|(_, member)| member.state != Membership::Ended && !member.roles.is_empty());
    let all: Vec<String> = stays.map(|(id, _)| id).collect();
    if all.is_empty() { vec![visit.who.id().to_owned()] } else { all }
}

pub(super) fn inputs(visit: &Visit, typed: &Typed) -> Markup {
    let field =
        |name, label, hint, required| Field { name, label, hint, value: typed.get(name), required, ..Field::default() };
    let kind = PolicyKind::parse(typed.get("kind")).unwrap_or_default();
    let kinds = PolicyKind::ALL.map(|one| Choice::new(one.id(), one.title(), one == kind));
    let class = Classification::parse(typed.get("classification")).unwrap_or(Classification::Internal);
    let classes = Classification::ALL.map(|one| Choice::new(one.id(), one.title(), one == class));
    let members = members(visit);
    let owners = choices(visit, &members, "Nobody yet", typed.get("owner"));
    html! {
        div.field-row {
            (ui::text(&field("number", "Number", "In your own scheme: POL-04.", true)))
            (ui::text(&field("title", "Title", "", true)))
        }
        div.field-row {
            (ui::select(&Field { name: "kind", label: "Kind", ..Field::default() }, &kinds))
            (ui::select(&Field { name: "owner", label: "Owner", ..Field::default() }, &owners))
            (ui::select(&Field { name: "classification", label: "Classification", ..Field::default() }, &classes))
        }
        div.field-row {
            (ui::text(&field("review", "Review, months", "0 for no cycle.", true)))
            (ui::text(&field("retention", "Kept, years", "After it is not in use any more.", true)))
            (ui::text(&field("approvals", "Approvals", "1 to 3 distinct persons.", true)))
        }
        (more(visit, typed, &members))
    }
}

/// What most documents leave as it is.
fn more(visit: &Visit, typed: &Typed, members: &[String]) -> Markup {
    let field = |name, label, hint| Field { name, label, hint, value: typed.get(name), ..Field::default() };
    let boxes = |name: &'static str, roles: &[Role]| -> Vec<Choice<'static>> {
        roles
            .iter()
            .map(|role| Choice::new(role.id(), role.title(), typed.all(name).any(|id| id == role.id())))
            .collect()
    };
    let people: Vec<Choice<'_>> = members
        .iter()
        .map(|id| Choice::new(id.as_str(), visit.name_of(id), typed.all("approver").any(|typed| typed == id)))
        .collect();
    let pieces = MandatoryPiece::ALL.map(|one| {
        Choice::new(one.id(), format!("{} {}", one.clause(), one.title()), typed.all("piece").any(|id| id == one.id()))
    });
    html! {
        div.field-row {
            (ui::text(&field("controls", "Own controls", "Ids with commas: AC-01, AC-03.")))
            (ui::text(&field("meets", "Serves", "Clauses, controls of Annex A, criteria: 5.2, A.5.15, CC6.1.")))
        }
        details.fold.add {
            summary { "Who approves it, whom it is for, what it is for the standard" }
            (ui::checkboxes(&Field { name: "approver_role", label: "Approved by", hint: "Nothing chosen: everybody who may approve documents.", ..Field::default() }, &boxes("approver_role", &APPROVERS)))
            (ui::checkboxes(&Field { name: "approver", label: "or by", ..Field::default() }, &people))
            (ui::checkboxes(&Field { name: "distribution", label: "It is for", hint: "Nothing chosen: everybody who belongs to the organisation.", ..Field::default() }, &boxes("distribution", &READERS)))
            (ui::checkboxes(&Field { name: "piece", label: "Documented information of ISO/IEC 27001 that it is", ..Field::default() }, &pieces))
        }
    }
}
