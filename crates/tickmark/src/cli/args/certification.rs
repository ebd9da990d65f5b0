//! Words of the commands on certification.

use super::{CertificationCalendarArgs, PlaceArgs};
use clap::{Args, Subcommand};

/// Certification to ISO/IEC 27001.
#[derive(Clone, Debug, Args)]
pub struct CertificationArgs {
    /// What to do.
    #[command(subcommand)]
    pub verb: CertificationVerb,
}

/// Commands on certification: bodies, projects, visits, findings, certificates. What a step needs is computed, not declared.
#[derive(Clone, Debug, Subcommand)]
pub enum CertificationVerb {
    /// The bodies and the projects, each with where it stands.
    List {
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Both audits over the years: visits, periods, internal audits, reviews.
    Calendar(CertificationCalendarArgs),
    /// One project: what is missing for the next step, certificate, visits, findings, what is due.
    Show {
        /// Its id, such as CT-1.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// What is missing before the next step. Ends with 1 while something is.
    Check {
        /// Its id.
        id: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Add a certification body, or change what is said of one.
    Body {
        /// The id of one that is there, such as CB-1; left out for a new one.
        #[arg(long)]
        id: Option<String>,
        /// What it is called.
        #[arg(long)]
        name: String,
        /// Where it sits.
        #[arg(long)]
        country: String,
        /// Markets where its certificates are recognised, separated by commas.
        #[arg(long, default_value = "")]
        markets: String,
        /// Days after a visit within which it wants a plan.
        #[arg(long, default_value_t = 30)]
        plan_days: u32,
        /// Days after a visit within which a major has to be resolved.
        #[arg(long, default_value_t = 90)]
        close_days: u32,
        /// Why it is said differently now.
        #[arg(long, default_value = "")]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record what was seen of the accreditation of a body, and where.
    Accreditation {
        /// The body, such as CB-1.
        id: String,
        /// The accreditation body, such as UKAS, ANAB or `DAkkS`.
        #[arg(long)]
        by: String,
        /// The number of the accreditation.
        #[arg(long)]
        number: String,
        /// What it is accredited to, each with its edition, separated by commas.
        #[arg(long)]
        standards: String,
        /// Its scope does not name ISO/IEC 27001.
        #[arg(long)]
        not_iso27001: bool,
        /// Its last day.
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
        /// Where it was looked up.
        #[arg(long)]
        source: String,
        /// On which day; today when left out.
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Plan a certification with a body, or change what is to be certified.
    Plan(Box<CertificationPlanArgs>),
    /// Take a step; the refusal lists every missing thing with what to do.
    Advance {
        /// Its id, such as CT-1.
        id: String,
        /// Where to, such as `gap_done`, `stage1`, `surveillance1`, suspended or withdrawn.
        to: String,
        /// On which day; today when left out.
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        /// A note.
        #[arg(long, default_value = "")]
        note: String,
        /// Why the body went on although something is missing here.
        #[arg(long, default_value = "")]
        because: String,
        /// Of a suspension: `overdue_surveillance`, `unresolved_major` or `own_request`.
        #[arg(long)]
        ground: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record the body's decision to certify, or to certify again.
    Certify {
        /// Its id.
        id: String,
        /// The number of the certificate.
        #[arg(long)]
        number: String,
        /// The text of the scope as it stands on the certificate.
        #[arg(long)]
        scope: String,
        /// The version of the Statement of Applicability that it names, such as ST-1.
        #[arg(long)]
        statement: String,
        /// The day of the decision; today when left out.
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        /// A note.
        #[arg(long, default_value = "")]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Visits of the body: plan, move, cancel, record.
    #[command(subcommand)]
    Visit(CertificationVisitVerb),
    /// Record what the body found; all but an opportunity is raised as a nonconformity.
    Finding {
        /// The project, such as CT-1.
        id: String,
        /// Number of the visit.
        #[arg(long)]
        visit: u32,
        /// concern (of Stage 1), major, minor or opportunity.
        #[arg(long)]
        kind: String,
        /// In a few words.
        #[arg(long)]
        title: String,
        /// What was required and what was seen, as the body wrote it.
        #[arg(long)]
        statement: String,
        /// The clause or control.
        #[arg(long)]
        item: String,
        /// The day on which it was told; today when left out.
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        /// Who answers for it.
        #[arg(long)]
        owner: Option<String>,
        /// A nonconformity that is there already and is the same.
        #[arg(long)]
        nonconformity: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record what the body said of a finding: `plan_accepted`, verified, downgraded or withdrawn.
    Answer {
        /// The project.
        id: String,
        /// Number of the finding.
        number: u32,
        /// What it said.
        how: String,
        /// In which words, and where they stand.
        #[arg(long)]
        note: String,
        /// On which day; today when left out.
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Note a change of what is certified: site, service, merger or other.
    Change {
        /// The project.
        id: String,
        /// What kind.
        #[arg(long)]
        kind: String,
        /// What changes.
        #[arg(long)]
        what: String,
        /// From which day; today when left out.
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record that the body was told of a change, and what it answered.
    Tell {
        /// The project.
        id: String,
        /// Number of the change.
        number: u32,
        /// What it answered.
        #[arg(long)]
        answer: String,
        /// It wants a Stage 1 before the next recertification.
        #[arg(long)]
        stage1: bool,
        /// On which day; today when left out.
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record a look at how the marks of the body and of its accreditation are used.
    Marks {
        /// The project.
        id: String,
        /// Where was looked, and what was seen.
        #[arg(long)]
        note: String,
        /// On which day; today when left out.
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}

/// What is to be certified, by whom.
#[derive(Clone, Debug, Args)]
pub struct CertificationPlanArgs {
    /// The id of one that is there, such as CT-1; left out for a new one.
    #[arg(long)]
    pub id: Option<String>,
    /// What the project is called.
    #[arg(long)]
    pub title: String,
    /// The body, such as CB-1.
    #[arg(long)]
    pub body: String,
    /// The standard with its edition; ISO/IEC 27001:2022 when left out.
    #[arg(long, default_value = "")]
    pub standard: String,
    /// The text of the scope as it is to stand on the certificate.
    #[arg(long)]
    pub scope: String,
    /// Markets where the certificate has to be recognised, separated by commas.
    #[arg(long, default_value = "")]
    pub markets: String,
    /// Audit days of Stage 1 as agreed.
    #[arg(long, default_value_t = 0)]
    pub stage1_days: u32,
    /// Audit days of Stage 2 as agreed.
    #[arg(long, default_value_t = 0)]
    pub stage2_days: u32,
    /// People in the scope.
    #[arg(long)]
    pub people: Option<u32>,
    /// The SOC 2 engagement of the same assessor, such as EN-1.
    #[arg(long)]
    pub engagement: Option<String>,
    /// How the two are held together: days, interviews and evidence that serve both.
    #[arg(long, default_value = "")]
    pub combined: String,
    /// Who answers for the project.
    #[arg(long)]
    pub owner: Option<String>,
    /// Why it is said differently now.
    #[arg(long, default_value = "")]
    pub reason: String,
    /// Place and output.
    #[command(flatten)]
    pub place: PlaceArgs,
}

/// Visits of the body.
#[derive(Clone, Debug, Subcommand)]
pub enum CertificationVisitVerb {
    /// Agree the days of a visit with the body.
    Plan {
        /// The project, such as CT-1.
        id: String,
        /// stage1, stage2, surveillance1, surveillance2, recertification or special.
        kind: String,
        /// Its first day.
        #[arg(long, value_name = "DATE")]
        first: String,
        /// Its last day; the first when left out.
        #[arg(long, value_name = "DATE")]
        last: Option<String>,
        /// It is held from afar.
        #[arg(long)]
        remote: bool,
        /// Names of the auditors, separated by commas.
        #[arg(long, default_value = "")]
        auditors: String,
        /// A note.
        #[arg(long, default_value = "")]
        note: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Give a visit other days.
    Move {
        /// The project.
        id: String,
        /// Number of the visit.
        number: u32,
        /// Its first day.
        #[arg(long, value_name = "DATE")]
        first: String,
        /// Its last day; the first when left out.
        #[arg(long, value_name = "DATE")]
        last: Option<String>,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Let a visit not take place.
    Cancel {
        /// The project.
        id: String,
        /// Number of the visit.
        number: u32,
        /// Why.
        #[arg(long)]
        reason: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
    /// Record a visit that was held: who came, what was covered, what came of it.
    Record {
        /// The project.
        id: String,
        /// Number of the visit.
        number: u32,
        /// The first day on which it was held.
        #[arg(long, value_name = "DATE")]
        first: String,
        /// The last day; the first when left out.
        #[arg(long, value_name = "DATE")]
        last: Option<String>,
        /// Names of the auditors who came, separated by commas.
        #[arg(long)]
        auditors: String,
        /// Clauses and controls that were covered, separated by commas.
        #[arg(long)]
        covered: String,
        /// What a surveillance looked at: `internal_audit`, `management_review`, `corrective_actions`, complaints, changes,
        /// marks, controls.
        #[arg(long, default_value = "")]
        topics: String,
        /// Lines of treatment plans that were followed, such as RI-1/L1.
        #[arg(long, default_value = "")]
        followed: String,
        /// `goes_on`, `after_actions` or `not_recommended`.
        #[arg(long)]
        outcome: String,
        /// What was seen and what the body said.
        #[arg(long)]
        summary: String,
        /// Place and output.
        #[command(flatten)]
        place: PlaceArgs,
    },
}
