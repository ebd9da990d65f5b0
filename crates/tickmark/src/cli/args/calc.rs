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
    /// The dates of a certification. For example {"decision":"2026-03-16","surveillance":["2027-02-10"]}.
    Certification,
    /// What is wrong with a Statement of Applicability? Entries and treatments in, SOA-01 to SOA-12 out.
    Statement,
    /// What stands between a management review and its minutes? Facts in, MR-01 to MR-06 out.
    Review,
    /// May a nonconformity be closed, and what is missing?
    Nonconformity,
    /// Does an auditor have a part in what is audited? For example
    /// {"auditor":"ana","items":[{"control":"A.5.15","owner":"ben","operator":"ana"}]}.
    Independence,
    /// May a risk be left as it is, and what does that need?
    Acceptance,
    /// When do the phases of a plan fall? For example {"start":"2026-09-07","plan":"extension"}.
    Timeline,
    /// What do these items cost? For example {"items":["iso.gap_analysis","iso.consulting"]}.
    Cost {
        /// List the items that can be added up; nothing is read.
        #[arg(long)]
        list: bool,
    },
    /// Which framework first? For example {"markets":["us_ca"],"asked":["soc2"],"engineers":30}.
    Decision,
    /// Does a text say what no text that leaves the house may say? For example {"text":"We hold a SOC 2 report."}.
    Wording,
    /// How many items to test? For example {"profile":"default","frequency":"monthly","population":6,"risk":"low"}.
    Sample,
}
