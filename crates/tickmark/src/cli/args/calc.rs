//! Words of the calculations that need no organisation.

use clap::{Args, Subcommand};

/// Calculations.
#[derive(Clone, Debug, Args)]
pub struct CalcArgs {
    /// What to calculate.
    #[command(subcommand)]
    pub verb: CalcVerb,
}

/// The calculations: one JSON object on standard input, one on standard output; docs/api.md describes the fields.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum CalcVerb {
    /// Did a control run through its window? For example
    /// {"frequency":"quarterly","window":["2026-02-15","2026-08-14"],"runs":["2026-04-10"],"holidays":[]}.
    Window,
    /// How many items to test? For example {"profile":"default","frequency":"monthly","population":6,"risk":"low"}.
    Sample,
}
