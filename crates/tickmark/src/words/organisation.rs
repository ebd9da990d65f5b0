//! An organisation's own programme as JSON.

use super::MarkWords;
use app::exchange::ControlList;
use app::{HistoryPage, Mark, Organisation, Receipt};
use domain::registers::Held;
use domain::rules::{ImportPlan, Planned};
use domain::values::{Control, Target};
use serde::Serialize;
use utoipa::ToSchema;

/// An organisation.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrganisationWords {
    /// Short name.
    pub slug: String,
    /// Name.
    pub name: String,
    /// When its ledger began.
    pub created: String,
    /// Number of entries.
    pub entries: u64,
}

impl From<&Organisation> for OrganisationWords {
    fn from(o: &Organisation) -> OrganisationWords {
        OrganisationWords {
            slug: o.slug.clone(),
            name: o.name.clone(),
            created: app::clock::minute_of(o.created_us),
            entries: o.entries,
        }
    }
}

/// Where a change stands in the ledger.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReceiptWords {
    /// First entry.
    pub first_entry: u64,
    /// Last entry.
    pub last_entry: u64,
    /// Entries afterwards.
    pub entries: u64,
    /// Root afterwards.
    pub root: String,
    /// Id of what the first entry is about, such as that of a new grant.
    pub object: String,
    /// The request had been made before; nothing happened a second time.
    pub repeated: bool,
}

impl From<&Receipt> for ReceiptWords {
    fn from(r: &Receipt) -> ReceiptWords {
        ReceiptWords {
            first_entry: r.first,
            last_entry: r.last,
            entries: r.entries,
            root: r.root.clone(),
            object: r.object.clone(),
            repeated: r.repeated,
        }
    }
}

/// A link of an own control.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LinkWords {
    /// Framework id.
    pub framework: String,
    /// Item id.
    pub item: String,
    /// Why.
    pub reason: String,
    /// `full` or `partial`.
    pub extent: &'static str,
}

/// An own control.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ControlWords {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Activity.
    pub activity: String,
    /// Owner.
    pub owner: String,
    /// Type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Policy.
    pub policy: String,
    /// Status.
    pub status: &'static str,
    /// Frequency.
    pub frequency: Option<&'static str>,
    /// Links.
    pub links: Vec<LinkWords>,
    /// Number of events about it.
    pub version: u32,
    /// When it was last changed.
    pub changed: String,
}

impl From<&Held> for ControlWords {
    fn from(held: &Held) -> ControlWords {
        let c = &held.control;
        ControlWords {
            id: c.id.clone(),
            name: c.name.clone(),
            activity: c.activity.clone(),
            owner: c.owner.clone(),
            kind: c.kind.clone(),
            policy: c.policy.clone(),
            status: c.status.id(),
            frequency: c.frequency.map(domain::values::Frequency::id),
            links: links(c),
            version: held.version,
            changed: app::clock::minute_of(held.changed_us),
        }
    }
}

fn links(control: &Control) -> Vec<LinkWords> {
    control
        .links
        .iter()
        .filter_map(|(key, link)| {
            let (framework, item) = Target::of_key(key)?;
            Some(LinkWords {
                framework: framework.to_owned(),
                item: item.to_owned(),
                reason: link.reason.clone(),
                extent: link.extent.id(),
            })
        })
        .collect()
}

/// Own controls.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ControlsWords {
    /// Those that match.
    pub controls: Vec<ControlWords>,
    /// All live ones.
    pub of: usize,
    /// What the answer rests on.
    #[serde(flatten)]
    pub mark: MarkWords,
}

impl ControlsWords {
    /// The words of an answer.
    pub fn of(answer: &app::ask::ControlsAnswer, mark: Option<&Mark>) -> ControlsWords {
        ControlsWords {
            controls: answer.controls.iter().map(ControlWords::from).collect(),
            of: answer.of,
            mark: MarkWords::of(mark),
        }
    }
}

/// What an import would do, or did.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportWords {
    /// File.
    pub source: String,
    /// Sheet.
    pub sheet: String,
    /// Columns as recognised.
    pub columns: Vec<String>,
    /// Headings that nothing took.
    pub unmatched: Vec<String>,
    /// New controls.
    pub new: usize,
    /// Changed controls.
    pub changed: usize,
    /// Controls that are the same.
    pub same: usize,
    /// Rows that are refused.
    pub refused: usize,
    /// Links read.
    pub links: usize,
    /// Row by row: what is wrong.
    pub problems: Vec<ProblemWords>,
    /// What was done to the content on the way in.
    pub notes: Vec<String>,
    /// The receipt, once it was done.
    pub receipt: Option<ReceiptWords>,
}

/// A problem of one row.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProblemWords {
    /// Row as the spreadsheet shows it; absent for a problem of a control as a whole.
    pub row: Option<u32>,
    /// Field.
    pub field: String,
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub hint: String,
}

impl ImportWords {
    /// The words of a list and, where it could be planned, of its plan.
    pub fn of(list: &ControlList, plan: Option<&ImportPlan>, receipt: Option<&Receipt>) -> ImportWords {
        let (new, changed, same, refused) = plan.map_or((0, 0, 0, 0), ImportPlan::counts);
        let mut problems: Vec<ProblemWords> = list
            .problems
            .iter()
            .map(|p| ProblemWords {
                row: Some(p.row),
                field: p.field.clone(),
                what: p.what.clone(),
                hint: p.hint.clone(),
            })
            .collect();
        for (at, (id, line)) in plan.iter().flat_map(|p| p.lines.iter().enumerate()) {
            if let Planned::Refused(refusal) = line {
                problems.push(ProblemWords {
                    row: list.rows.get(at).copied(),
                    field: id.clone(),
                    what: refusal.to_string(),
                    hint: refusal.hint(),
                });
            }
        }
        let rows: std::collections::BTreeSet<Option<u32>> = problems.iter().map(|p| p.row).collect();
        ImportWords {
            source: list.source.clone(),
            sheet: list.sheet.clone(),
            columns: list.columns.clone(),
            unmatched: list.unmatched.clone(),
            new,
            changed,
            same,
            refused: refused.max(rows.len()),
            links: list.links,
            problems,
            notes: list.notes.clone(),
            receipt: receipt.map(ReceiptWords::from),
        }
    }
}

/// One entry of history.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EntryWords {
    /// Position in the ledger.
    pub entry: u64,
    /// When.
    pub at: String,
    /// Who, by id.
    pub by: String,
    /// The door that it came through: `web`, `cli`, `api`, `token` (a token of the API), `collector`, `directory` (SCIM), `demo`;
    /// a later version may know others.
    pub via: String,
    /// The name of the token that was shown, for who may see tokens and for who issued it; null otherwise.
    pub token: Option<String>,
    /// The event's name; `redacted` by law, or `not_shown` to who asks.
    pub event: &'static str,
    /// Kind of object.
    pub object_type: &'static str,
    /// Its id.
    pub object: String,
    /// What happened, whole; absent when redacted by law or not shown to who asks.
    #[schema(value_type = Option<Object>)]
    pub detail: Option<serde_json::Value>,
}

/// A page of history.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct HistoryWords {
    /// Entries, newest first.
    pub entries: Vec<EntryWords>,
    /// Entries in the ledger.
    pub of: u64,
    /// Where the next older page ends.
    pub older: Option<u64>,
    /// Most entries that this page may have: what `limit` asked for, at most 500.
    pub limit: u64,
}

impl HistoryWords {
    /// The words of a page; whole documents are left out of the detail, their id and version stay.
    pub fn of(page: &HistoryPage, limit: u64) -> HistoryWords {
        let entries = page.entries.iter().map(|e| {
            let (object_type, object) = e.event.as_ref().map_or(("entry", ""), domain::event::Event::object);
            EntryWords {
                entry: e.seq,
                at: app::clock::minute_of(e.at_us),
                by: e.by.clone(),
                via: e.via.clone(),
                token: e.token.clone(),
                event: e.event.as_ref().map_or(gone(e), domain::event::Event::name),
                object_type,
                object: object.to_owned(),
                detail: e.event.as_ref().map(detail),
            }
        });
        HistoryWords { entries: entries.collect(), of: page.of, older: page.older, limit }
    }
}

/// Why an entry has no content here.
fn gone(entry: &app::Entry) -> &'static str {
    if entry.closed { "not_shown" } else { "redacted" }
}

fn detail(event: &domain::event::Event) -> serde_json::Value {
    match event {
        domain::event::Event::DocumentAdopted { document } => {
            serde_json::json!({ "id": document.id(), "version": document.version() })
        }
        other => serde_json::to_value(other).unwrap_or_default(),
    }
}
