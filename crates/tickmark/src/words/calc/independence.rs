//! Does an auditor have a part in what is audited? The question as it is sent, the answer as it is told (clause 9.2.2).

use super::fields::{Misread, filled, list, needed, object, part, present, short, texts, unreadable};
use domain::reports::independence::{Audited, Part, violations};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// A question as it is written.
const EXAMPLE: &str =
    r#"{"auditor":"ana","items":[{"control":"A.5.15","owner":"ben","operator":"ana","author":null,"approver":"eve"}]}"#;
/// Most items of one question.
const MAX_ITEMS: usize = 10_000;
/// Most persons that have one part in one item.
const MAX_PERSONS: usize = 100;

/// An auditor and what is audited.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "auditor": "ana",
    "items": [{ "control": "A.5.15", "owner": "ben", "operator": "ana", "author": null, "approver": "eve" }]
}))]
pub struct IndependenceAsk {
    /// The auditor.
    #[schema(value_type = String, required = true)]
    auditor: Option<Value>,
    /// What is audited; at most 10,000.
    #[schema(value_type = Vec<AuditedAsk>, required = true, max_items = 10_000)]
    items: Option<Value>,
}

/// An item: `control` or `clause`, and who has a part in it. Of a part one person, a list of persons, or null for nobody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditedAsk {
    /// The control, or
    #[schema(value_type = Option<String>)]
    control: Option<Value>,
    /// the clause.
    #[schema(value_type = Option<String>)]
    clause: Option<Value>,
    /// Who owns it.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    owner: Option<Value>,
    /// Who carries it out.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    operator: Option<Value>,
    /// Who wrote or built it.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    author: Option<Value>,
    /// Who approved it.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    approver: Option<Value>,
}

/// The parts that the auditor has in what is audited.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct IndependenceWords {
    /// Control or clause, and the part: `owner`, `operator`, `author` or `approver`. In the order of the items; empty when
    /// the auditor is independent.
    pub violations: Vec<[String; 2]>,
}

/// An item as it was read: control or clause, and the persons of each part.
struct Read {
    item: String,
    parts: Vec<(Part, String)>,
}

/// Reads a question and answers it.
///
/// # Errors
/// [`Misread`], which names the field and says what would be right.
pub fn independence(bytes: &[u8]) -> Result<IndependenceWords, Misread> {
    let ask: IndependenceAsk = object(bytes, EXAMPLE)?;
    let auditor = filled(&needed(ask.auditor, "auditor", "\"ana\"")?, "auditor", "\"ana\"")?;
    let example = "[{\"control\":\"A.5.15\",\"owner\":\"ben\"}]";
    let items = list(needed(ask.items, "items", example)?, "items", MAX_ITEMS)?;
    let items: Vec<Read> = items.into_iter().enumerate().map(item).collect::<Result<_, _>>()?;
    let audited: Vec<Audited<'_>> = items
        .iter()
        .map(|read| Audited {
            item: &read.item,
            parts: read.parts.iter().map(|(part, person)| (*part, person.as_str())).collect(),
        })
        .collect();
    let found = violations(&auditor, &audited);
    Ok(IndependenceWords { violations: found.into_iter().map(|one| [one.item, one.part.id().to_owned()]).collect() })
}

fn item((at, value): (usize, Value)) -> Result<Read, Misread> {
    let field = |name: &str| format!("items[{at}].{name}");
    let has = "control or clause, owner, operator, author and approver";
    let ask: AuditedAsk = part(value, &format!("items[{at}]"), has)?;
    let (name, value) = match (ask.control, ask.clause) {
        (Some(control), None) => ("control", control),
        (None, Some(clause)) => ("clause", clause),
        (None, None) => {
            return Err(unreadable(format!("items[{at}]: control is missing"), "name a control or a clause"));
        }
        (Some(_), Some(_)) => {
            return Err(unreadable(format!("{} does not go with control", field("clause")), "name one of the two"));
        }
    };
    let mut parts = Vec::new();
    let persons = [
        (Part::Owner, ask.owner),
        (Part::Operator, ask.operator),
        (Part::Author, ask.author),
        (Part::Approver, ask.approver),
    ];
    for (part, value) in persons {
        let field = field(part.id());
        let value = match value {
            Some(Value::Null) | None => None,
            Some(Value::String(one)) => Some(Value::Array(vec![Value::String(one)])),
            Some(Value::Array(all)) => Some(Value::Array(all)),
            Some(other) => {
                let sentence = format!("{field}: `{}` is neither a person nor a list of persons", short(&other));
                return Err(unreadable(sentence, "write one name, or a list of names; null for nobody"));
            }
        };
        parts.extend(texts(value, &field, MAX_PERSONS)?.into_iter().map(|person| (part, person)));
    }
    Ok(Read { item: filled(&value, &field(name), "\"A.5.15\"")?, parts })
}
