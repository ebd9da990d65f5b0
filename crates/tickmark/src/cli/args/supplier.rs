//! Words of the commands on suppliers.

use super::{OutFile, PlaceArgs};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Suppliers.
#[derive(Clone, Debug, Args)]
pub struct SupplierArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: SupplierVerb,
}

/// Commands on suppliers. A person is named by e-mail address or id.
#[derive(Clone, Debug, Subcommand)]
pub enum SupplierVerb {
    /// The register, and what is missing of whom.
    List {
        /// Only this state: proposed, assessed, approved, monitored, exiting, ended.
        #[arg(long)]
        state: Option<String>,
        /// Only those of which something is missing.
        #[arg(long)]
        lacking: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Suppliers of technology with the chain below them.
    Chain(PlaceArgs),
    /// Put a supplier into the register, as proposed.
    Add(Box<SupplierFields>),
    /// Change what the register says of a supplier; what is left out stays as it was.
    Revise {
        /// Id, such as SU-3.
        id: String,
        /// What is changed.
        #[command(flatten)]
        fields: Box<SupplierFields>,
    },
    /// Record an assessment of a supplier's risks.
    Assess {
        /// Id.
        id: String,
        /// What it came to.
        #[arg(long)]
        result: String,
        /// When; today when left out.
        #[arg(long, value_name = "DATE")]
        done_on: Option<String>,
        /// When it is due again.
        #[arg(long, value_name = "DATE")]
        next: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Take a supplier to approved, monitored, exiting or ended, or set its next review.
    Move {
        /// Id.
        id: String,
        /// The state.
        state: String,
        /// From which day; today when left out.
        #[arg(long, value_name = "DATE")]
        done_on: Option<String>,
        /// Why.
        #[arg(long, default_value = "")]
        note: String,
        /// The day of its next review; needed for monitored.
        #[arg(long, value_name = "DATE")]
        next_review: Option<String>,
        /// What happened to our data; needed for ended.
        #[arg(long, default_value = "")]
        data_outcome: String,
        /// What happened to its access; needed for ended.
        #[arg(long, default_value = "")]
        access_outcome: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Name the policy on suppliers and the procedure for incidents that they cause.
    Rules {
        /// The policy.
        #[arg(long)]
        policy: String,
        /// The day on which it was approved.
        #[arg(long, value_name = "DATE")]
        approved: Option<String>,
        /// The procedure.
        #[arg(long, default_value = "")]
        procedure: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Incidents that suppliers caused: without --supplier the list; with --id what is known of one now.
    Incident {
        /// Id of an incident that is completed.
        #[arg(long)]
        id: Option<String>,
        /// The supplier's id.
        #[arg(long, requires = "what")]
        supplier: Option<String>,
        /// What happened, and what it did to us.
        #[arg(long)]
        what: Option<String>,
        /// The day on which it happened; today when left out.
        #[arg(long, value_name = "DATE")]
        happened: Option<String>,
        /// The day on which the supplier told us.
        #[arg(long, value_name = "DATE")]
        told_us: Option<String>,
        /// What was learnt, and what changed.
        #[arg(long, default_value = "")]
        lessons: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// A supplier's reports and certificates.
    Report(SupplierReportArgs),
    /// What current reports ask of us.
    Cuecs {
        /// Only this state: open, met, not_applicable.
        #[arg(long)]
        state: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Say how a control that a report asks of us is met.
    Cuec {
        /// Id of the report, such as SR-1.
        report: String,
        /// Id of the control in it.
        cuec: String,
        /// open, met or not_applicable.
        #[arg(long)]
        state: String,
        /// Who answers for it.
        #[arg(long)]
        owner: Option<String>,
        /// The own control that meets it.
        #[arg(long)]
        control: Option<String>,
        /// Why it does not concern us, or how it is met.
        #[arg(long, default_value = "")]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Import a list from XLSX or CSV, all or nothing.
    Import {
        /// The list; `supplier export` writes one with all headings.
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

/// What is said of a supplier.
#[derive(Clone, Debug, Args)]
pub struct SupplierFields {
    /// Its name.
    #[arg(long)]
    pub name: Option<String>,
    /// 1: we contract with it; 2 and more: below one of those.
    #[arg(long)]
    pub tier: Option<u8>,
    /// What it does for us.
    #[arg(long)]
    pub services: Option<String>,
    /// Information or communication technology: yes or no.
    #[arg(long)]
    pub technology: Option<String>,
    /// Ids of the suppliers directly below it, comma-separated; `none` when it said that nobody matters.
    #[arg(long)]
    pub chain: Option<String>,
    /// low, medium, high or critical.
    #[arg(long)]
    pub criticality: Option<String>,
    /// Does it handle personal data for us: yes or no.
    #[arg(long)]
    pub personal_data: Option<String>,
    /// Who answers for it.
    #[arg(long)]
    pub owner: Option<String>,
    /// Day of the contract.
    #[arg(long, value_name = "DATE")]
    pub contract_from: Option<String>,
    /// Last day of the contract.
    #[arg(long, value_name = "DATE")]
    pub contract_until: Option<String>,
    /// What the contract says, comma-separated: security_requirements, confidentiality, incident_notice, breach_notice,
    /// audit_right, subprocessors, privacy_commitments, return_of_data, termination.
    #[arg(long)]
    pub clauses: Option<String>,
    /// How its service is watched.
    #[arg(long)]
    pub monitoring: Option<String>,
    /// Systems that it serves, comma-separated.
    #[arg(long)]
    pub systems: Option<String>,
    /// Are its controls needed to meet our commitments: yes or no.
    #[arg(long)]
    pub needed: Option<String>,
    /// How the description treats it: carve_out, inclusive or no.
    #[arg(long)]
    pub subservice: Option<String>,
    /// A control that is expected of a subservice organisation, as `ID|text|CC6.4,A1.2`; may be repeated, and then replaces
    /// those before.
    #[arg(long)]
    pub csoc: Vec<String>,
    /// Inclusive: where the tests of its controls stand.
    #[arg(long)]
    pub tests: Option<String>,
    /// Inclusive: the day of its own assertion.
    #[arg(long, value_name = "DATE")]
    pub assertion: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// A supplier's reports.
#[derive(Clone, Debug, Args)]
pub struct SupplierReportArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: SupplierReportVerb,
}

/// Commands on a supplier's reports.
#[derive(Clone, Debug, Subcommand)]
pub enum SupplierReportVerb {
    /// Reports of all suppliers, with their gap.
    List {
        /// Only of this supplier.
        #[arg(long)]
        supplier: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record that a supplier was asked: soc2_type1, soc2_type2, soc1, soc3, iso_certificate, other.
    Request {
        /// The supplier's id.
        supplier: String,
        /// What was asked for.
        kind: String,
        /// Which period, whom.
        #[arg(long, default_value = "")]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record what a report says, when it came or when it was read again.
    Record(Box<RecordReportArgs>),
    /// Record the review.
    Review {
        /// Id.
        id: String,
        /// What the report covers for us, and what it leaves to us.
        #[arg(long)]
        finding: String,
        /// The effect on us of an exception; once for each, in their order.
        #[arg(long)]
        effect: Vec<String>,
        /// The day; today when left out.
        #[arg(long, value_name = "DATE")]
        done_on: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Decide: accepted, accepted_with_actions or rejected.
    Decide {
        /// Id.
        id: String,
        /// The decision.
        decision: String,
        /// Why, and what is done beside.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record a bridge letter.
    Bridge {
        /// Id.
        id: String,
        /// The day up to which it speaks.
        #[arg(long, value_name = "DATE")]
        until: String,
        /// The day on which it came; today when left out.
        #[arg(long, value_name = "DATE")]
        received: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// What a report says.
#[derive(Clone, Debug, Args)]
pub struct RecordReportArgs {
    /// Id.
    pub id: String,
    /// First day of its period.
    #[arg(long, value_name = "DATE")]
    pub from: String,
    /// Last day of its period, or of a certificate.
    #[arg(long, value_name = "DATE")]
    pub until: String,
    /// The day on which it came; today when left out.
    #[arg(long, value_name = "DATE")]
    pub received: Option<String>,
    /// unmodified, qualified, adverse, disclaimer or none.
    #[arg(long, default_value = "none")]
    pub opinion: String,
    /// An exception that it names; may be repeated.
    #[arg(long)]
    pub exception: Vec<String>,
    /// A control that it asks of us, as `ID|text`; may be repeated.
    #[arg(long)]
    pub cuec: Vec<String>,
    /// A subservice organisation that it carves out itself; may be repeated.
    #[arg(long)]
    pub carve_out: Vec<String>,
    /// The certification body.
    #[arg(long, requires = "scope")]
    pub body: Option<String>,
    /// Who accredited it.
    #[arg(long, default_value = "")]
    pub accreditation: String,
    /// The scope of a certificate.
    #[arg(long, requires = "body")]
    pub scope: Option<String>,
    /// Version of the Statement of Applicability.
    #[arg(long, default_value = "")]
    pub statement: String,
    /// The item of evidence that holds it, such as EV-7.
    #[arg(long)]
    pub evidence: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}
