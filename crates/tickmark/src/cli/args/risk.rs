//! Words of the commands on risks.

use super::{OutFile, PlaceArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Risks.
#[derive(Clone, Debug, Args)]
pub struct RiskArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: RiskVerb,
}

/// Commands on risks. A person is named by e-mail address or id; `me` is whoever holds the data folder.
#[derive(Clone, Debug, Subcommand)]
pub enum RiskVerb {
    /// The method by which risks are rated: show, propose, approve.
    Method(RiskMethodArgs),
    /// The register, the highest level first.
    List {
        /// Only this state: identified, analysed, evaluated, treatment_selected, treating, residual_accepted, monitored, closed.
        #[arg(long)]
        state: Option<String>,
        /// Only those whose current level lies above the appetite.
        #[arg(long)]
        above: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// One risk with ratings, plan and signatures.
    Show {
        /// Id, such as RI-3.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record a risk.
    Add(Box<RiskFields>),
    /// Change what the register says of a risk; what is left out stays as it was.
    Revise {
        /// Id.
        id: String,
        /// What is changed.
        #[command(flatten)]
        fields: Box<RiskFields>,
    },
    /// Rate a risk by the approved method; the level follows from the matrix.
    Rate {
        /// Id.
        id: String,
        /// inherent, current or residual.
        kind: String,
        /// Grade of likelihood, from 1.
        likelihood: u8,
        /// Grade of impact, from 1.
        impact: u8,
        /// Why these grades.
        #[arg(long)]
        reason: String,
        /// When it is assessed next; left out, after the interval of the method.
        #[arg(long, value_name = "DATE")]
        next_review: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Choose what is done about a risk and plan its lines; a change is a new version, to be approved again.
    Treat(RiskTreatArgs),
    /// Say where a line of an approved plan stands.
    Line {
        /// Id of the risk.
        id: String,
        /// Id of the line, such as L1.
        line: String,
        /// approved, `in_progress`, done or verified.
        to: String,
        /// What was done, or seen.
        #[arg(long, default_value = "")]
        note: String,
        /// Evidence that shows it; may be repeated.
        #[arg(long)]
        evidence: Vec<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Approve the plan as it stands, as the owner of the risk.
    Approve {
        /// Id.
        id: String,
        /// The version that was read.
        #[arg(long)]
        version: u32,
        /// The hash of what was read.
        #[arg(long)]
        sha256: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Accept what remains, as the owner of the risk.
    Accept {
        /// Id.
        id: String,
        /// The version of the plan that was read.
        #[arg(long)]
        plan: u32,
        /// The number of the residual rating that was read.
        #[arg(long)]
        rating: u32,
        /// Why; needed above the appetite.
        #[arg(long, default_value = "")]
        reason: String,
        /// The last day on which it holds; needed above the appetite.
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Sign an acceptance above the appetite, as the next level.
    Countersign {
        /// Id.
        id: String,
        /// The number of the acceptance.
        #[arg(long)]
        acceptance: u32,
        /// A note.
        #[arg(long, default_value = "")]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Open a risk again: something happened, so that it is assessed before its day.
    Reopen {
        /// Id.
        id: String,
        /// `vendor_change`, project, `system_change`, incident, finding or other.
        trigger: String,
        /// What happened, with its reference.
        #[arg(long)]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Close a risk that is none any more.
    Close {
        /// Id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Open risks by likelihood and impact.
    Heat {
        /// inherent, current or residual.
        #[arg(long, default_value = "current")]
        kind: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// How the risks stood at the end of each month.
    Trend(PlaceArgs),
    /// What is wrong, and what would be right.
    Wrong(PlaceArgs),
    /// Whether risk, treatment, control, Statement of Applicability and evidence agree.
    Chain(PlaceArgs),
    /// What the risks could cost in a year, by simulation.
    Exposure(PlaceArgs),
    /// Set seed, trials and currency of the simulation; what is left out stays as it was.
    Simulation {
        /// The seed.
        #[arg(long)]
        seed: Option<u32>,
        /// Years that are played through, 1000 to 100000.
        #[arg(long)]
        trials: Option<u32>,
        /// Three letters, such as EUR.
        #[arg(long)]
        currency: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Say what a risk could cost, as ranges of least, most likely and greatest.
    Quantify(RiskQuantifyArgs),
    /// Import a list from XLSX or CSV, all or nothing.
    Import {
        /// The list; `risk export` writes one with all headings.
        file: PathBuf,
        /// Sheet of a workbook.
        #[arg(long)]
        sheet: Option<String>,
        /// Show what would happen and change nothing.
        #[arg(long)]
        preview: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write the register as CSV or XLSX, by the ending of the file; imported again, it changes nothing.
    Export {
        /// Where it is written.
        #[command(flatten)]
        to: OutFile,
        /// Place.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// The method.
#[derive(Clone, Debug, Args)]
pub struct RiskMethodArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: RiskMethodVerb,
}

/// Commands on the method.
#[derive(Clone, Debug, Subcommand)]
pub enum RiskMethodVerb {
    /// Scales, matrix, levels and appetite, with all versions; before the first one the proposal to start from.
    Show(PlaceArgs),
    /// Write a draft: the shipped proposal, or a file.
    Propose {
        /// A method as JSON, as `risk method show --json` shows one under `method`.
        #[arg(long)]
        file: Option<PathBuf>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Approve the draft, as management that did not write it.
    Approve {
        /// The version that was read.
        #[arg(long)]
        version: u32,
        /// The hash of what was read.
        #[arg(long)]
        sha256: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// What is said of a risk. Lists are comma-separated.
#[derive(Clone, Debug, Args)]
pub struct RiskFields {
    /// A short title.
    #[arg(long)]
    pub title: Option<String>,
    /// What could bring it about.
    #[arg(long)]
    pub cause: Option<String>,
    /// What would happen.
    #[arg(long)]
    pub event: Option<String>,
    /// What would follow.
    #[arg(long)]
    pub consequence: Option<String>,
    /// confidentiality, integrity, availability.
    #[arg(long)]
    pub properties: Option<String>,
    /// Where it was found.
    #[arg(long)]
    pub source: Option<String>,
    /// fraud, attack, access, change, continuity, supplier, people, physical, legal or other.
    #[arg(long)]
    pub category: Option<String>,
    /// Who owns it.
    #[arg(long)]
    pub owner: Option<String>,
    /// Assets that it touches.
    #[arg(long)]
    pub assets: Option<String>,
    /// Ids of suppliers that it touches.
    #[arg(long)]
    pub suppliers: Option<String>,
    /// Anything else that it hangs together with.
    #[arg(long)]
    pub links: Option<String>,
    /// Controls that hold it down today: own ones, or controls of Annex A.
    #[arg(long)]
    pub controls: Option<String>,
    /// Its entry in the enterprise's register of risks.
    #[arg(long)]
    pub enterprise: Option<String>,
    /// When it is assessed next.
    #[arg(long, value_name = "DATE")]
    pub next_review: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// A plan of treatment.
#[derive(Clone, Debug, Args)]
pub struct RiskTreatArgs {
    /// Id of the risk.
    pub id: String,
    /// modify, retain, share or avoid; or mitigate, accept, transfer, avoid.
    pub option: String,
    /// Why this option.
    #[arg(long, default_value = "")]
    pub reason: String,
    /// A line, as `what|controls|owner|date`, with its id in front for one that is there, as `L1:what|AC-1,A.8.5|me|2027-01-31`;
    /// may be repeated. The lines that are given are all there are.
    #[arg(long)]
    pub line: Vec<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// What a risk could cost.
#[derive(Clone, Debug, Args)]
pub struct RiskQuantifyArgs {
    /// Id of the risk.
    pub id: String,
    /// Occurrences in a year as they are today, in thousandths: `50,200,500`.
    #[arg(long)]
    pub frequency: Option<String>,
    /// Loss of one occurrence, in whole units of the currency: `10000,60000,400000`.
    #[arg(long)]
    pub loss: Option<String>,
    /// Occurrences with the plan carried out.
    #[arg(long)]
    pub treated_frequency: Option<String>,
    /// Loss of one occurrence with the plan carried out.
    #[arg(long)]
    pub treated_loss: Option<String>,
    /// What the treatment costs in a year.
    #[arg(long, default_value_t = 0)]
    pub cost: u64,
    /// On what the estimates rest.
    #[arg(long, default_value = "")]
    pub basis: String,
    /// Take back what was said.
    #[arg(long, conflicts_with_all = ["frequency", "loss", "treated_frequency", "treated_loss", "basis"])]
    pub remove: bool,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
