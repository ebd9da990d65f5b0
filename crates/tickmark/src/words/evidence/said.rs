//! What an item is, its period and source, and its files.

use super::text_of;
use app::evidence::{Received, Upload};
use domain::values::{Evidence, EvidenceFile, Window};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// First and last day of a period, both included.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PeriodWords {
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day.
    #[schema(format = Date)]
    pub until: String,
}

impl From<Window> for PeriodWords {
    fn from(period: Window) -> PeriodWords {
        PeriodWords { from: period.from.to_string(), until: period.until.to_string() }
    }
}

/// Where evidence comes from.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SourceWords {
    /// The system, or the person when there is none.
    pub system: String,
    /// `not_said`, `production`, `test` or `not_a_system`; left out, it is not said.
    #[schema(value_type = Option<String>)]
    pub environment: Option<String>,
    /// Query, filter or command of a list.
    pub query: String,
    /// Rows of a list.
    pub rows: Option<u64>,
    /// How the list was seen to be complete.
    pub completeness: String,
    /// How the list was seen to be right.
    pub accuracy: String,
}

/// What an item is, as its collector describes it. Every day in it is a claim.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EvidenceSaidWords {
    /// What it is called.
    pub title: String,
    /// What it is: `system_configuration`, `access_log`, `access_review`, `monitoring_report`, `change_record`,
    /// `incident_record`, `test_record`, `control_documentation`, `training_record`, `people_record`, `risk_register`,
    /// `internal_audit_record`, `management_review`, `corrective_action`, `supplier_report`, `collector_result` or `other`.
    pub kind: String,
    /// `document` (the default), `list` or `screenshot`.
    #[serde(default)]
    pub form: Option<String>,
    /// The period that it covers.
    pub period: PeriodWords,
    /// The day on which its files were made, as claimed.
    #[serde(default)]
    #[schema(format = Date)]
    pub captured: Option<String>,
    /// The day on which they were collected, as claimed.
    #[serde(default)]
    #[schema(format = Date)]
    pub collected: Option<String>,
    /// Where it comes from.
    #[serde(default)]
    pub source: SourceWords,
    /// What a screenshot shows of itself: `date`, `system`, `user`.
    #[serde(default)]
    pub shows: Vec<String>,
    /// The collector that made it: only a collector's token may say so, and not the id of a collector that runs here.
    #[serde(default)]
    pub collector: Option<String>,
    /// `public`, `internal`, `confidential` (the default) or `restricted`.
    #[serde(default)]
    pub classification: Option<String>,
    /// Personal data stands in it because it has to.
    #[serde(default)]
    pub personal_data: bool,
    /// A note.
    #[serde(default)]
    pub note: String,
}

impl From<&Evidence> for EvidenceSaidWords {
    fn from(said: &Evidence) -> EvidenceSaidWords {
        let source = &said.source;
        EvidenceSaidWords {
            title: said.title.clone(),
            kind: said.kind.id().to_owned(),
            form: Some(said.form.id().to_owned()),
            period: said.period.into(),
            captured: text_of(said.captured),
            collected: text_of(said.collected),
            source: SourceWords {
                system: source.system.clone(),
                environment: Some(source.environment.id().to_owned()),
                query: source.query.clone(),
                rows: source.rows,
                completeness: source.completeness.clone(),
                accuracy: source.accuracy.clone(),
            },
            shows: said.shows.iter().map(|shown| shown.id().to_owned()).collect(),
            collector: said.collector.clone(),
            classification: Some(said.classification.id().to_owned()),
            personal_data: said.personal_data,
            note: said.note.clone(),
        }
    }
}

/// A file as it was received.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct EvidenceFileWords {
    /// Its name, made safe.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its length in bytes.
    pub size: u64,
    /// What its bytes say it is.
    pub media: String,
    /// How its name or claimed type disagrees with its bytes, or what else is odd; null when nothing is.
    pub disagrees: Option<String>,
    /// Kinds of secrets and personal data that were noticed, with how often; never the data.
    pub hints: BTreeMap<String, u32>,
}

impl From<&EvidenceFile> for EvidenceFileWords {
    fn from(file: &EvidenceFile) -> EvidenceFileWords {
        EvidenceFileWords {
            name: file.name.clone(),
            sha256: file.file.sha256.clone(),
            size: file.file.size,
            media: file.media.clone(),
            disagrees: file.disagrees.clone(),
            hints: file.hints.clone(),
        }
    }
}

/// A file that is coming in, or waits to be handed in.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UploadWords {
    /// Its id, by which it is handed in.
    pub upload: String,
    /// Its name, made safe.
    pub name: String,
    /// Bytes that are on the disk for good; the next piece begins here.
    pub offset: u64,
    /// Bytes promised.
    pub size: u64,
    /// Until when it waits.
    pub until: String,
    /// The file, once it is whole; null before.
    pub file: Option<EvidenceFileWords>,
}

impl From<&Upload> for UploadWords {
    fn from(upload: &Upload) -> UploadWords {
        UploadWords {
            upload: upload.id.clone(),
            name: upload.name.clone(),
            offset: upload.offset,
            size: upload.size,
            until: app::clock::minute_of(upload.until_us),
            file: upload.file.as_ref().map(EvidenceFileWords::from),
        }
    }
}

impl From<&Received> for UploadWords {
    fn from(received: &Received) -> UploadWords {
        let Received { id, file, until_us } = received;
        UploadWords {
            upload: id.clone(),
            name: file.name.clone(),
            offset: file.file.size,
            size: file.file.size,
            until: app::clock::minute_of(*until_us),
            file: Some(file.into()),
        }
    }
}
