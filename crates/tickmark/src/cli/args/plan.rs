//! Words of the commands on the plan.

use super::PlaceArgs;
use clap::{Args, Subcommand};

/// A number that is typed, its thousands apart or not.
pub(super) fn whole<N: std::str::FromStr>(text: &str) -> Result<N, &'static str> {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | '_' | '\'')).collect();
    plain.parse().map_err(|_| "write a whole number without a sign, such as 6 or 18,500")
}

/// Time and cost of the way to a report or a certificate.
#[derive(Clone, Debug, Args)]
pub struct PlanArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: PlanVerb,
}

/// The choices of a plan; what is left out stays as it was set, or is as usual.
#[derive(Clone, Debug, Default, Args)]
pub struct PlanChoicesArgs {
    /// extension, iso, type1, type2, soc2_then_iso, iso_then_soc2 or both.
    #[arg(long)]
    pub route: Option<String>,
    /// The first day.
    #[arg(long, value_name = "DATE")]
    pub start: Option<String>,
    /// Months of the window of a Type II report, 1 to 36.
    #[arg(long, value_name = "MONTHS", allow_negative_numbers = true, value_parser = whole::<u32>)]
    pub window: Option<u32>,
    /// small, mid or larger.
    #[arg(long)]
    pub size: Option<String>,
    /// audit: the fee, with lines of their own for the rest; `all_in`: one price for all of it.
    #[arg(long)]
    pub basis: Option<String>,
    /// The tool, by the id of its item such as tool.vanta.small; an empty text for none.
    #[arg(long)]
    pub tool: Option<String>,
    /// Why that tool, or none: stack, team and budget.
    #[arg(long, value_name = "TEXT")]
    pub tool_reason: Option<String>,
    /// The tool is in use and paid already: true or false.
    #[arg(long, value_name = "BOOL")]
    pub tool_in_use: Option<bool>,
    /// With a consultant: true or false.
    #[arg(long, value_name = "BOOL")]
    pub consultant: Option<bool>,
    /// Preparation and build in per cent of what was published, 50 to 300.
    #[arg(long, value_name = "PERCENT", allow_negative_numbers = true, value_parser = whole::<u32>)]
    pub maturity: Option<u32>,
    /// Why; needed unless maturity is 100.
    #[arg(long, value_name = "TEXT")]
    pub maturity_reason: Option<String>,
    /// Seed of the simulation of cost.
    #[arg(long, allow_negative_numbers = true, value_parser = whole::<u32>)]
    pub seed: Option<u32>,
}

/// Commands on the plan: roadmap, cost, own figures, baselines. A figure names its source, and a range stays a range.
#[derive(Clone, Debug, Subcommand)]
pub enum PlanVerb {
    /// The roadmap on the calendar; with choices, as a trial of which nothing is kept.
    Show {
        /// Choices that are tried out.
        #[command(flatten)]
        choices: Box<PlanChoicesArgs>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// What it costs, line by line and year by year; with choices, as a trial.
    Cost {
        /// Choices that are tried out.
        #[command(flatten)]
        choices: Box<PlanChoicesArgs>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Alternatives side by side: sequence, scope, start, own people or a consultant.
    WhatIf {
        /// Choices that are tried out.
        #[command(flatten)]
        choices: Box<PlanChoicesArgs>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Set the plan.
    Set {
        /// The choices.
        #[command(flatten)]
        choices: Box<PlanChoicesArgs>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Keep the roadmap as it stands, to be compared with what happens.
    Baseline {
        /// What it is for.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Report when a step began and ended; without days the report is taken back.
    Report {
        /// The step, such as extension/foundation.
        step: String,
        /// First day.
        #[arg(long, value_name = "DATE")]
        started: Option<String>,
        /// Last day.
        #[arg(long, value_name = "DATE")]
        ended: Option<String>,
        /// A note.
        #[arg(long, default_value = "")]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Figures that the plan is reckoned with, and own ones in their place.
    #[command(subcommand)]
    Figure(PlanFigureVerb),
    /// The steps as a file for calendar programs, written to standard output.
    Ics {
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// Commands on figures of the plan.
#[derive(Clone, Debug, Subcommand)]
pub enum PlanFigureVerb {
    /// Every figure with its source.
    List {
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Put an own figure in the place of a published one.
    Set {
        /// Key of the figure, such as `iso.certification_audit`.
        key: String,
        /// Least, in the unit of the figure.
        #[arg(allow_negative_numbers = true, value_parser = whole::<u64>)]
        low: u64,
        /// Greatest; the same as the least when left out.
        #[arg(allow_negative_numbers = true, value_parser = whole::<u64>)]
        high: Option<u64>,
        /// Who says so.
        #[arg(long)]
        source: String,
        /// Day of the quote; today when left out.
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        /// A note, such as what is included.
        #[arg(long, default_value = "")]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Let the published figure count again.
    Remove {
        /// Key of the figure.
        key: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
