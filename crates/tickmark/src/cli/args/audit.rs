//! Words of the commands on internal audits.

use super::PlaceArgs;
use clap::{Args, Subcommand};

/// Internal audits.
#[derive(Clone, Debug, Args)]
pub struct AuditArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: AuditVerb,
}

/// What is audited, when, and how.
#[derive(Clone, Debug, Default, Args)]
pub struct AuditPlanFields {
    /// What it is called.
    #[arg(long)]
    pub title: Option<String>,
    /// Clauses, controls of Annex A and own controls, such as 6.1.2,A.5.18,AC-03; the whole scope when left out.
    #[arg(long)]
    pub scope: Option<String>,
    /// First planned day.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last planned day.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// What it is judged against.
    #[arg(long)]
    pub criteria: Option<String>,
    /// How it is carried out.
    #[arg(long)]
    pub methods: Option<String>,
    /// A hired auditor who is no member, with the firm; several times for several.
    #[arg(long)]
    pub hired: Vec<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// What was found.
#[derive(Clone, Debug, Default, Args)]
pub struct AuditFindingFields {
    /// major, minor, opportunity or positive.
    #[arg(long)]
    pub class: Option<String>,
    /// The clause or control that it is about.
    #[arg(long)]
    pub item: Option<String>,
    /// The line of the checklist that it belongs to.
    #[arg(long)]
    pub line: Option<u32>,
    /// What it is called.
    #[arg(long)]
    pub title: Option<String>,
    /// What is required, what was seen instead, and where.
    #[arg(long)]
    pub statement: Option<String>,
    /// Items of evidence, such as EV-3,EV-7.
    #[arg(long, default_value = "")]
    pub evidence: String,
    /// Who answers for what is done about it.
    #[arg(long)]
    pub owner: Option<String>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Internal audits and their programme. Persons are named by e-mail address, id or `me`; several ids stand with commas.
#[derive(Clone, Debug, Subcommand)]
pub enum AuditVerb {
    /// The programme: show, write, propose, approve, close.
    Programme(AuditProgrammeArgs),
    /// List the audits.
    List {
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Show one audit.
    Show {
        /// Its id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Show the checklist of an audit; before it is announced, as it would be drawn up now.
    Checklist {
        /// Its id.
        id: String,
        /// Only lines that are not answered.
        #[arg(long)]
        open: bool,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// What was audited in the cycle, what is planned, what would be missed.
    Coverage {
        /// The programme; the one that covers the day when left out.
        #[arg(long)]
        programme: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Plan an audit.
    Plan(AuditPlanFields),
    /// Plan it otherwise, before it is announced.
    Replan {
        /// Its id.
        id: String,
        /// What changes.
        #[command(flatten)]
        fields: AuditPlanFields,
    },
    /// Name an auditor; who has a part in what is audited is refused.
    Assign {
        /// Its id.
        id: String,
        /// The auditor.
        #[arg(long)]
        auditor: String,
        /// Items of the scope; all of them when left out.
        #[arg(long, default_value = "")]
        items: String,
        /// What makes this person able to audit.
        #[arg(long)]
        competence: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Take an auditor off.
    Release {
        /// Its id.
        id: String,
        /// The auditor.
        #[arg(long)]
        auditor: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Announce it to those audited; its checklist is drawn up.
    Announce {
        /// Its id.
        id: String,
        /// On which day; today when left out.
        #[arg(long, value_name = "DATE")]
        done_on: Option<String>,
        /// What they were told.
        #[arg(long, default_value = "")]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Begin fieldwork.
    Start {
        /// Its id.
        id: String,
        /// On which day; today when left out.
        #[arg(long, value_name = "DATE")]
        done_on: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Answer a line of the checklist.
    Answer {
        /// Its id.
        id: String,
        /// Number of the line.
        line: u32,
        /// conforms, finding or not_examined.
        #[arg(long)]
        result: String,
        /// What was seen; for what was not examined, why.
        #[arg(long, default_value = "")]
        note: String,
        /// Items of evidence, such as EV-3,EV-7.
        #[arg(long, default_value = "")]
        evidence: String,
        /// How many there are.
        #[arg(long, default_value_t = 0)]
        population: u32,
        /// How many were looked at.
        #[arg(long, default_value_t = 0)]
        size: u32,
        /// A sample that was drawn here, such as SA-3.
        #[arg(long)]
        sample: Option<String>,
        /// Which they were, or how they were picked.
        #[arg(long, default_value = "")]
        picked: String,
        /// How often the line was answered before, as it was read; refused when somebody answered meanwhile.
        #[arg(long)]
        seen: Option<u32>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record a finding; a major or minor one raises a nonconformity.
    Finding {
        /// Its id.
        id: String,
        /// A nonconformity that is there already.
        #[arg(long)]
        nonconformity: Option<String>,
        /// What was found.
        #[command(flatten)]
        fields: AuditFindingFields,
    },
    /// Change the words of a finding, before it is reported.
    ReviseFinding {
        /// Its id.
        id: String,
        /// Number of the finding.
        number: u32,
        /// Why.
        #[arg(long)]
        reason: String,
        /// What changes.
        #[command(flatten)]
        fields: AuditFindingFields,
    },
    /// Report it to management.
    Report {
        /// Its id.
        id: String,
        /// On which day; today when left out.
        #[arg(long, value_name = "DATE")]
        done_on: Option<String>,
        /// What was done and seen.
        #[arg(long)]
        summary: String,
        /// What you conclude, in your own words.
        #[arg(long)]
        conclusion: String,
        /// To whom in management, with commas.
        #[arg(long)]
        to: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Confirm that what was found is resolved.
    Verify {
        /// Its id.
        id: String,
        /// On which day; today when left out.
        #[arg(long, value_name = "DATE")]
        done_on: Option<String>,
        /// What was looked at.
        #[arg(long)]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Close it.
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
    /// Give it up before it is reported.
    Cancel {
        /// Its id.
        id: String,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// The programme.
#[derive(Clone, Debug, Args)]
pub struct AuditProgrammeArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: AuditProgrammeVerb,
}

/// What a programme says; what is left out stays, or is as usual.
#[derive(Clone, Debug, Default, Args)]
pub struct AuditProgrammeFields {
    /// The programme that is changed; a new one when left out.
    #[arg(long)]
    pub id: Option<String>,
    /// What it is called.
    #[arg(long)]
    pub title: Option<String>,
    /// First day of the cycle; left out, it follows the last programme, begins with the certificate, or with this year.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Years of the cycle.
    #[arg(long)]
    pub years: Option<u8>,
    /// How often is audited.
    #[arg(long)]
    pub frequency: Option<String>,
    /// By which methods.
    #[arg(long)]
    pub methods: Option<String>,
    /// Who is responsible for what; how auditors are trained or hired.
    #[arg(long)]
    pub responsibilities: Option<String>,
    /// What planning an audit has to consider.
    #[arg(long)]
    pub planning: Option<String>,
    /// To whom is reported, and how.
    #[arg(long)]
    pub reporting: Option<String>,
    /// The procedure: a document or its place.
    #[arg(long)]
    pub procedure: Option<String>,
    /// An item that is audited every year, with the reason: `A.5.24=Incidents of last year`; several times for several.
    #[arg(long, value_name = "ITEM=REASON")]
    pub important: Vec<String>,
    /// Days of look-back for parts of an auditor in what is audited.
    #[arg(long)]
    pub look_back: Option<u32>,
    /// Fewest weeks that the first audit is expected to take.
    #[arg(long)]
    pub weeks_least: Option<u32>,
    /// Most weeks that it is expected to take.
    #[arg(long)]
    pub weeks_most: Option<u32>,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// What can be done with a programme.
#[derive(Clone, Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "made once from what was typed")]
pub enum AuditProgrammeVerb {
    /// Show the programmes.
    Show {
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Write one, or its next version.
    Write(AuditProgrammeFields),
    /// Lay its newest version before management.
    Propose {
        /// Its id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Approve its newest version, as management.
    Approve {
        /// Its id.
        id: String,
        /// The version that was read; the newest one when left out.
        #[arg(long)]
        version: Option<u32>,
        /// The hash of what was read; that of the newest version when left out.
        #[arg(long)]
        sha256: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Close it.
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
}
