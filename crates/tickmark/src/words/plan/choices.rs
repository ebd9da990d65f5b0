//! The choices of a plan, as they are sent and as they are told.

use crate::words::unknown_word;
use domain::refusal::Refusal;
use domain::reports::plan::usual;
use domain::values::plan::{Basis, Choices, Size};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The choices of a plan.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PlanChoicesWords {
    /// `extension`, `iso`, `type1`, `type2`, `soc2_then_iso`, `iso_then_soc2` or `both`.
    pub route: String,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    pub start: Date,
    /// Months of the window of a Type II report.
    pub window_months: u32,
    /// `small`, `mid` or `larger`.
    pub size: &'static str,
    /// `audit` or `all_in`.
    pub basis: &'static str,
    /// The tool, by the id of its item.
    pub tool: Option<String>,
    /// Why that tool, or none.
    pub tool_reason: String,
    /// The tool is in use already.
    pub tool_in_use: bool,
    /// With a consultant.
    pub consultant: bool,
    /// Preparation and build in per cent of what was published.
    pub maturity_percent: u32,
    /// Why.
    pub maturity_reason: String,
    /// Seed of the simulation.
    pub seed: u32,
}

impl From<&Choices> for PlanChoicesWords {
    fn from(choices: &Choices) -> PlanChoicesWords {
        PlanChoicesWords {
            route: choices.route.clone(),
            start: choices.start,
            window_months: choices.window_months,
            size: choices.size.id(),
            basis: choices.basis.id(),
            tool: choices.tool.clone(),
            tool_reason: choices.tool_reason.clone(),
            tool_in_use: choices.tool_in_use,
            consultant: choices.consultant,
            maturity_percent: choices.maturity_percent,
            maturity_reason: choices.maturity_reason.clone(),
            seed: choices.seed,
        }
    }
}

/// The choices of a plan; what is left out stays as it was set, or is as usual.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "route": "extension", "start": "2027-01-04", "size": "mid", "consultant": true }))]
pub struct PlanChoicesBody {
    /// `extension`, `iso`, `type1`, `type2`, `soc2_then_iso`, `iso_then_soc2` or `both`.
    pub route: Option<String>,
    /// The first day.
    #[schema(value_type = Option<String>, format = Date)]
    pub start: Option<Date>,
    /// Months of the window of a Type II report, 1 to 36.
    pub window_months: Option<u32>,
    /// `small`, `mid` or `larger`.
    pub size: Option<String>,
    /// `audit` for the fee with lines of their own for the rest, or `all_in`.
    pub basis: Option<String>,
    /// The tool, by the id of its item; an empty text for none.
    pub tool: Option<String>,
    /// Why that tool, or none.
    pub tool_reason: Option<String>,
    /// The tool is in use already.
    pub tool_in_use: Option<bool>,
    /// With a consultant.
    pub consultant: Option<bool>,
    /// Preparation and build in per cent of what was published, 50 to 300.
    pub maturity_percent: Option<u32>,
    /// Why; needed unless it is 100.
    pub maturity_reason: Option<String>,
    /// Seed of the simulation.
    pub seed: Option<u32>,
}

/// What was sent over what was set before; without any, over what is usual.
///
/// # Errors
/// [`Refusal`] naming the word that is not known.
pub fn choices_of(body: PlanChoicesBody, before: Option<&Choices>, today: Date) -> Result<Choices, Refusal> {
    let mut choices = before.cloned().unwrap_or_else(|| usual("extension", today));
    if let Some(route) = body.route {
        choices.route = route.trim().to_lowercase().replace([' ', '-'], "_");
    }
    if let Some(size) = body.size {
        choices.size = Size::parse(&size).ok_or_else(|| unknown_word("size", &size, &Size::ALL.map(Size::id)))?;
    }
    if let Some(basis) = body.basis {
        choices.basis =
            Basis::parse(&basis).ok_or_else(|| unknown_word("basis", &basis, &Basis::ALL.map(Basis::id)))?;
    }
    if let Some(tool) = body.tool {
        choices.tool = Some(tool.trim().to_owned()).filter(|tool| !tool.is_empty());
        choices.tool_in_use = choices.tool_in_use && choices.tool.is_some();
    }
    choices.start = body.start.unwrap_or(choices.start);
    choices.window_months = body.window_months.unwrap_or(choices.window_months);
    choices.tool_reason = body.tool_reason.unwrap_or(choices.tool_reason);
    choices.tool_in_use = body.tool_in_use.unwrap_or(choices.tool_in_use);
    choices.consultant = body.consultant.unwrap_or(choices.consultant);
    choices.maturity_percent = body.maturity_percent.unwrap_or(choices.maturity_percent);
    choices.maturity_reason = body.maturity_reason.unwrap_or(choices.maturity_reason);
    choices.seed = body.seed.unwrap_or(choices.seed);
    Ok(choices)
}
