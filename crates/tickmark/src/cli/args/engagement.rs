//! Words of the commands on SOC 2 engagements.

use super::PlaceArgs;
use clap::{Args, Subcommand};

/// SOC 2 engagements.
#[derive(Clone, Debug, Args)]
pub struct EngagementArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: EngagementVerb,
}

/// Commands on SOC 2 engagements. A SOC 2 examination ends in a report of a licensed CPA firm.
#[derive(Clone, Debug, Subcommand)]
pub enum EngagementVerb {
    /// All engagements, and days that no window holds.
    List(PlaceArgs),
    /// One engagement: what is missing for its next step, what to hear, when its report can come.
    Show(ShowEngagementArgs),
    /// Plan an engagement: --on-day for a Type I, --from and --until for a Type II.
    Plan {
        /// What it is called.
        title: String,
        /// What is engaged.
        #[command(flatten)]
        fields: EngagementFields,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Change what is engaged; what is left out stays.
    Revise {
        /// Its id, such as EN-1.
        id: String,
        /// Another title.
        #[arg(long)]
        title: Option<String>,
        /// Where the firm agreed to an earlier end than before.
        #[arg(long, default_value = "")]
        agreement: String,
        /// What is engaged.
        #[command(flatten)]
        fields: EngagementFields,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Move an engagement to its next state, put it on hold (on_hold), take it up again or withdraw it (withdrawn).
    Move {
        /// Its id.
        id: String,
        /// The state: scoping, readiness, remediation, type1_fieldwork, window_open, window_closed, fieldwork,
        /// draft_report, issued, superseded, on_hold, withdrawn.
        to: String,
        /// A note; for a hold or withdrawal, the reason.
        #[arg(long, default_value = "")]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Name the controls that are examined: `linked` for all that are linked to a criterion in scope, or their ids.
    Controls {
        /// Its id.
        id: String,
        /// `linked`, or ids.
        #[arg(required = true)]
        controls: Vec<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record that nothing happened that a control could have answered, with the evidence of the empty population.
    Unexercised {
        /// The engagement.
        id: String,
        /// The control.
        control: String,
        /// The item of evidence.
        #[arg(long)]
        evidence: String,
        /// Which population is empty.
        #[arg(long)]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// The window control by control: what ran, what is missing, what is due.
    Window {
        /// Its id.
        id: String,
        /// Only controls of this status, such as gap.
        #[arg(long)]
        status: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// What another window would do.
    WhatIf {
        /// Its id.
        id: String,
        /// First day.
        #[arg(long, value_name = "DATE")]
        from: String,
        /// Last day.
        #[arg(long, value_name = "DATE")]
        until: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// What customers ask for, and what they were sent.
    Asked(AskedArgs),
    /// Say what the services do, as far as it suggests categories; what is not named is not so.
    Facts {
        /// Commitments on uptime or recovery.
        #[arg(long)]
        sla: bool,
        /// Transactions, calculations or transformations of data.
        #[arg(long)]
        transactions: bool,
        /// Trade secrets, financial or other sensitive data of businesses.
        #[arg(long)]
        confidential_business_data: bool,
        /// Data about persons.
        #[arg(long)]
        personal_data: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// One engagement, with what is assumed of its fieldwork.
#[derive(Clone, Debug, Args)]
pub struct ShowEngagementArgs {
    /// Its id.
    pub id: String,
    /// Weeks of fieldwork to assume.
    #[arg(long, default_value_t = domain::reports::engagement::FIELDWORK_WEEKS)]
    pub fieldwork_weeks: u32,
    /// Weeks from fieldwork to the report to assume.
    #[arg(long, default_value_t = domain::reports::engagement::REPORT_WEEKS)]
    pub report_weeks: u32,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// What is engaged.
#[derive(Clone, Debug, Default, Args)]
pub struct EngagementFields {
    /// The day of a Type I.
    #[arg(long = "on-day", value_name = "DATE")]
    pub on_day: Option<String>,
    /// First day of the window of a Type II.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day of the window.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Categories, comma-separated; Security is always one.
    #[arg(long)]
    pub categories: Option<String>,
    /// A service in scope; again for another.
    #[arg(long = "service")]
    pub services: Vec<String>,
    /// A system in scope; again for another.
    #[arg(long = "system")]
    pub systems: Vec<String>,
    /// A location in scope; again for another.
    #[arg(long = "location")]
    pub locations: Vec<String>,
    /// The CPA firm.
    #[arg(long)]
    pub firm: Option<String>,
    /// Its licence.
    #[arg(long)]
    pub licence: Option<String>,
    /// How its independence was seen.
    #[arg(long)]
    pub independence: Option<String>,
    /// Day of the engagement letter.
    #[arg(long, value_name = "DATE")]
    pub letter: Option<String>,
    /// The principal service commitments.
    #[arg(long)]
    pub commitments: Option<String>,
    /// The earliest end agreed with the firm.
    #[arg(long, value_name = "DATE")]
    pub minimum_end: Option<String>,
    /// A subservice organisation with its method, as in `Nimbus Cloud=carve_out`; again for another.
    #[arg(long = "subservice", value_name = "NAME=METHOD")]
    pub subservice: Vec<String>,
    /// Why there is no subservice organisation.
    #[arg(long)]
    pub no_subservice: Option<String>,
    /// The engagement before it.
    #[arg(long)]
    pub follows: Option<String>,
}

/// What customers ask for.
#[derive(Clone, Debug, Args)]
pub struct AskedArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: AskedVerb,
}

/// Commands on what customers ask for.
#[derive(Clone, Debug, Subcommand)]
pub enum AskedVerb {
    /// All requests, and what to hear about them.
    List(PlaceArgs),
    /// Record a request.
    Record {
        /// Who asks.
        customer: String,
        /// soc2_type1, soc2_type2, iso_certificate, bridge_letter or other.
        wants: String,
        /// Categories, comma-separated.
        #[arg(long)]
        categories: Option<String>,
        /// The day of the request; today when left out.
        #[arg(long, value_name = "DATE")]
        asked_on: Option<String>,
        /// By which day.
        #[arg(long, value_name = "DATE")]
        due: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record what was sent.
    Answer {
        /// Id of the request.
        id: String,
        /// What, in the words of a request.
        sent: String,
        /// Which one: title and period.
        #[arg(long)]
        what: String,
        /// On which day; today when left out.
        #[arg(long, value_name = "DATE")]
        sent_on: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Close a request that needs no answer any more.
    Close {
        /// Id of the request.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
