//! What was typed of a risk, over what was so before.

use super::maybe;
use crate::cli::Done;
use crate::cli::args::RiskFields;
use crate::cli::out::known;
use crate::cli::people::Here;
use app::Failure;
use app::ask::{At, RiskOf};
use domain::command::{Command, RiskCommand};
use domain::values::risk::{Property, Risk, RiskCategory};
use serde_json::json;
use std::collections::BTreeSet;

pub(super) fn add(fields: &RiskFields) -> Done {
    let here = Here::open(&fields.place)?;
    let risk = Box::new(changed(&here, fields, Risk::default())?);
    let receipt = here.change(Command::Risk(RiskCommand::RecordRisk { risk }))?;
    here.once(&format!("Recorded {}", receipt.object), &[], Some(&receipt), json!({ "risk": receipt.object }))
}

pub(super) fn revise(id: &str, fields: &RiskFields) -> Done {
    let here = Here::open(&fields.place)?;
    let before = here.app.ask(&here.org, &here.who, At::default(), &RiskOf(id.to_owned()))?.value.held.risk;
    let risk = Box::new(changed(&here, fields, before)?);
    here.done(&format!("Changed {id}"), Command::Risk(RiskCommand::ReviseRisk { id: id.to_owned(), risk }))
}

fn changed(here: &Here<'_>, typed: &RiskFields, mut risk: Risk) -> Result<Risk, Failure> {
    let text = |typed: &Option<String>, field: &mut String| {
        if let Some(typed) = typed {
            field.clone_from(typed);
        }
    };
    text(&typed.title, &mut risk.title);
    text(&typed.cause, &mut risk.cause);
    text(&typed.event, &mut risk.event);
    text(&typed.consequence, &mut risk.consequence);
    text(&typed.source, &mut risk.source);
    text(&typed.enterprise, &mut risk.enterprise);
    let list = |typed: &Option<String>, field: &mut BTreeSet<String>| {
        if let Some(typed) = typed {
            *field = listed(typed);
        }
    };
    list(&typed.assets, &mut risk.assets);
    list(&typed.suppliers, &mut risk.suppliers);
    list(&typed.links, &mut risk.links);
    list(&typed.controls, &mut risk.controls);
    if let Some(properties) = &typed.properties {
        let ids = Property::ALL.map(Property::id);
        let found = listed(properties).into_iter().map(|word| known("property", &word, Property::parse, &ids));
        risk.properties = found.collect::<Result<_, _>>()?;
    }
    if let Some(category) = &typed.category {
        let ids = RiskCategory::ALL.map(RiskCategory::id);
        risk.category = known("category", category, RiskCategory::parse, &ids)?;
    }
    if let Some(owner) = &typed.owner {
        risk.owner = Some(here.person(owner)?);
    }
    risk.next_review = maybe(typed.next_review.as_deref(), "--next-review")?.or(risk.next_review);
    Ok(risk)
}

pub(super) fn listed(typed: &str) -> BTreeSet<String> {
    typed.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
