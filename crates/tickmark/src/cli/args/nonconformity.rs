//! Words of the commands on nonconformities and corrective action.

use super::{OutFile, PlaceArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Nonconformities.
#[derive(Clone, Debug, Args)]
pub struct NonconformityArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: NonconformityVerb,
}

/// What was found; a person is named by e-mail address or id, several ids stand with commas between them.
#[derive(Clone, Debug, Default, Args)]
pub struct NonconformityFields {
    /// What it is called.
    #[arg(long)]
    pub title: Option<String>,
    /// What was required, what was seen instead, and where.
    #[arg(long)]
    pub description: Option<String>,
    /// Where it was found: audit, incident, exception, collector, supplier, complaint or other.
    #[arg(long)]
    pub source: Option<String>,
    /// What it came from, such as EX-3, CO-2, SU-4 or SI-1.
    #[arg(long)]
    pub reference: Option<String>,
    /// major, minor or opportunity.
    #[arg(long)]
    pub class: Option<String>,
    /// Clauses, controls of Annex A and criteria that it is against, such as 10.2,A.5.18,CC6.2.
    #[arg(long)]
    pub against: Option<String>,
    /// Own controls that it touches.
    #[arg(long)]
    pub controls: Option<String>,
    /// Who answers for it.
    #[arg(long)]
    pub owner: Option<String>,
    /// The day on which it was found.
    #[arg(long, value_name = "DATE")]
    pub found: Option<String>,
    /// A day that was agreed, such as that of the next visit.
    #[arg(long, value_name = "DATE")]
    pub agreed: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Evidence of a step, and its day.
#[derive(Clone, Debug, Default, Args)]
pub struct StepFields {
    /// On which day; today when left out.
    #[arg(long, value_name = "DATE")]
    pub done_on: Option<String>,
    /// Items of evidence, such as EV-3,EV-7.
    #[arg(long, default_value = "")]
    pub evidence: String,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Which of the register are listed.
#[derive(Clone, Debug, Default, Args)]
pub struct NonconformityFilter {
    /// Only open ones.
    #[arg(long)]
    pub open: bool,
    /// Only in this state: raised, corrected, cause_found, action_planned, action_done, effectiveness_checked, closed, rejected.
    #[arg(long)]
    pub state: Option<String>,
    /// Only of this class: major, minor, opportunity.
    #[arg(long)]
    pub class: Option<String>,
    /// Only from this source.
    #[arg(long)]
    pub source: Option<String>,
    /// Only of this owner.
    #[arg(long)]
    pub owner: Option<String>,
    /// Only those that name this own control, clause or criterion.
    #[arg(long)]
    pub about: Option<String>,
    /// Only those whose deadline, or that of a line of action, is over.
    #[arg(long)]
    pub overdue: bool,
    /// Only those whose action is carried out and whose effect is to be judged.
    #[arg(long)]
    pub to_verify: bool,
}

/// Commands on nonconformities: one is closed when nothing is missing, and never by a date.
#[derive(Clone, Debug, Subcommand)]
pub enum NonconformityVerb {
    /// The register: where each stands, its deadline, and what closing still needs.
    List {
        /// Which of them.
        #[command(flatten)]
        filter: Box<NonconformityFilter>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// One nonconformity with all that was done about it.
    Show {
        /// Its id, such as NC-3.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Raise a nonconformity, from whatever source.
    Raise(Box<NonconformityFields>),
    /// Change what is said of one; what is left out stays as it was.
    Revise {
        /// Its id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// What is changed.
        #[command(flatten)]
        fields: Box<NonconformityFields>,
    },
    /// Record how it was corrected, or how its consequences were dealt with.
    Correct {
        /// Its id.
        id: String,
        /// What was done at once.
        #[arg(long)]
        correction: String,
        /// Day and evidence.
        #[command(flatten)]
        step: Box<StepFields>,
    },
    /// Record its cause.
    Cause {
        /// Its id.
        id: String,
        /// The cause.
        #[arg(long)]
        cause: String,
        /// By which method it was found, such as five whys.
        #[arg(long, default_value = "")]
        method: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record what a look for similar cases found.
    Similar {
        /// Its id.
        id: String,
        /// Where was looked, and what was found.
        #[arg(long)]
        similar: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Plan a line of corrective action.
    Plan {
        /// Its id.
        id: String,
        /// What is done, so that the cause does not come back.
        #[arg(long)]
        what: String,
        /// Who carries it out.
        #[arg(long)]
        owner: String,
        /// By when.
        #[arg(long, value_name = "DATE")]
        due: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Drop a planned line that is not carried out.
    Drop {
        /// Its id.
        id: String,
        /// Number of the line.
        number: u32,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record that a line was carried out.
    Finish {
        /// Its id.
        id: String,
        /// Number of the line.
        number: u32,
        /// What was done.
        #[arg(long, default_value = "")]
        note: String,
        /// Day and evidence.
        #[command(flatten)]
        step: Box<StepFields>,
    },
    /// Say why no action is needed.
    NoAction {
        /// Its id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Cite evidence that belongs to it as a whole.
    Cite {
        /// Its id.
        id: String,
        /// Items of evidence, such as EV-3,EV-7.
        #[arg(long)]
        evidence: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Judge whether the action worked, after the waiting time, as somebody else than whoever carried it out.
    Judge {
        /// Its id.
        id: String,
        /// effective or ineffective; ineffective leads back to the cause.
        #[arg(long)]
        result: String,
        /// What was looked at, and what was seen.
        #[arg(long)]
        note: String,
        /// Day and evidence.
        #[command(flatten)]
        step: Box<StepFields>,
    },
    /// Close it, when nothing is missing.
    Close {
        /// Its id.
        id: String,
        /// A note.
        #[arg(long, default_value = "")]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Reject it: it is none.
    Reject {
        /// Its id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Deadlines by class and the waiting time, in days; what is left out stays as it was.
    Rules {
        /// From the day on which a major one was found.
        #[arg(long)]
        major: Option<u32>,
        /// From the day on which a minor one was found.
        #[arg(long)]
        minor: Option<u32>,
        /// For an opportunity; 0 for no deadline.
        #[arg(long)]
        opportunity: Option<u32>,
        /// From the last action to the first day on which its effect can be judged.
        #[arg(long)]
        wait: Option<u32>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Import a list from XLSX or CSV, all rows or none; one that is known stays as it is.
    Import {
        /// The list, with the headings of the export.
        file: PathBuf,
        /// Sheet of the workbook.
        #[arg(long)]
        sheet: Option<String>,
        /// Show what would happen and change nothing.
        #[arg(long)]
        preview: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write the log of corrective action as .csv or .xlsx.
    Export {
        /// Where it is written.
        #[command(flatten)]
        to: OutFile,
        /// Which of them.
        #[command(flatten)]
        filter: Box<NonconformityFilter>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
