//! The public statement, and requests for documents, as they are told.

use super::people::NamedWords;
use app::ask::PublicStatementAnswer;
use app::{DocumentRequestLine, Within};
use domain::refusal::Refusal;
use domain::reports::public::{PublicCertificate, PublicPage, PublicReport};
use domain::values::public::{PublicDocument, PublicStatement};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A document as people write it: `policy:PL-1`, `letter:BL-1` or `statement`.
///
/// # Errors
/// A refusal that says what would be right.
pub fn document(text: &str) -> Result<PublicDocument, Refusal> {
    PublicDocument::parse(text).ok_or_else(|| Refusal::NotPossible {
        sentence: format!("`{}` names no document that can be given", text.trim()),
        hint: "write policy:ID, letter:ID, or statement".to_owned(),
    })
}

/// What the public statement shows, as it is set.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "on": true, "contact": "trust@fathom.example", "documents": ["statement"] }))]
pub struct PublicStatementShape {
    /// Is the page there? While it is off its address is answered as though there were no such organisation.
    #[serde(default)]
    pub on: bool,
    /// A few words of the organisation about itself; at most 2,000 characters.
    #[serde(default)]
    pub about: String,
    /// Whom to ask; at most 200 characters.
    #[serde(default)]
    pub contact: String,
    /// Is the opinion of a report shown?
    #[serde(default)]
    pub opinion: bool,
    /// Is it said what is under way?
    #[serde(default)]
    pub under_way: bool,
    /// The documents that may be asked for: `policy:PL-1`, `letter:BL-1`, `statement`; at most 20.
    #[serde(default)]
    pub documents: Vec<String>,
}

impl PublicStatementShape {
    /// The words of what is set.
    pub fn of(statement: &PublicStatement) -> PublicStatementShape {
        PublicStatementShape {
            on: statement.on,
            about: statement.about.clone(),
            contact: statement.contact.clone(),
            opinion: statement.opinion,
            under_way: statement.under_way,
            documents: statement.documents.iter().map(ToString::to_string).collect(),
        }
    }

    /// What is meant.
    ///
    /// # Errors
    /// A refusal that names the document.
    pub fn meant(self) -> Result<PublicStatement, Refusal> {
        Ok(PublicStatement {
            on: self.on,
            about: self.about,
            contact: self.contact,
            opinion: self.opinion,
            under_way: self.under_way,
            documents: self.documents.iter().map(|one| document(one)).collect::<Result<_, _>>()?,
        })
    }
}

/// The public statement: what is set, and the page as visitors see it, or would see it once it is on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PublicStatementWords {
    /// What is set.
    pub set: PublicStatementShape,
    /// Who set it last; null before anybody did.
    pub by: Option<NamedWords>,
    /// When.
    pub at: Option<String>,
    /// The page.
    pub page: PublicPageWords,
    /// What could be offered.
    pub offers: Vec<PublicDocumentWords>,
}

/// The page for everybody.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PublicPageWords {
    /// Reports that are held, the newest first.
    pub reports: Vec<PublicReportWords>,
    /// Certificates in force.
    pub certificates: Vec<PublicCertificateWords>,
    /// What is under way, a sentence for each.
    pub under_way: Vec<String>,
    /// Documents that may be asked for.
    pub documents: Vec<PublicDocumentWords>,
    /// What visitors do not see, since it uses a wording that no external text may use.
    pub left_out: Vec<String>,
}

/// A report that is held.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PublicReportWords {
    /// Such as `SOC 2 Type II report`.
    pub title: String,
    /// The first day of which it speaks.
    #[schema(format = Date)]
    pub from: String,
    /// The last day of which it speaks.
    #[schema(format = Date)]
    pub until: String,
    /// The firm that examined.
    pub firm: String,
    /// The categories.
    pub categories: String,
    /// The opinion in a sentence, where it is to be shown and is known.
    pub opinion: Option<String>,
}

/// A certificate in force.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PublicCertificateWords {
    /// The standard with its edition.
    pub standard: String,
    /// The body that certified.
    pub body: String,
    /// Who accredited the body; empty where that is not known.
    pub accredited_by: String,
    /// The scope, as it stands on the certificate.
    pub scope: String,
    /// The number of the certificate.
    pub number: String,
    /// The day of the decision.
    #[schema(format = Date)]
    pub since: String,
    /// The last day.
    #[schema(format = Date)]
    pub until: String,
}

/// A document that can be given.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PublicDocumentWords {
    /// As it is written in a change.
    pub document: String,
    /// Its title.
    pub title: String,
}

impl From<&PublicReport> for PublicReportWords {
    fn from(one: &PublicReport) -> PublicReportWords {
        PublicReportWords {
            title: one.title.clone(),
            from: one.days.0.to_string(),
            until: one.days.1.to_string(),
            firm: one.firm.clone(),
            categories: one.categories.clone(),
            opinion: one.opinion.clone(),
        }
    }
}

impl From<&PublicCertificate> for PublicCertificateWords {
    fn from(one: &PublicCertificate) -> PublicCertificateWords {
        PublicCertificateWords {
            standard: one.standard.clone(),
            body: one.body.clone(),
            accredited_by: one.accredited_by.clone(),
            scope: one.scope.clone(),
            number: one.number.clone(),
            since: one.since.to_string(),
            until: one.until.to_string(),
        }
    }
}

impl From<&(PublicDocument, String)> for PublicDocumentWords {
    fn from((document, title): &(PublicDocument, String)) -> PublicDocumentWords {
        PublicDocumentWords { document: document.to_string(), title: title.clone() }
    }
}

impl From<&PublicPage> for PublicPageWords {
    fn from(page: &PublicPage) -> PublicPageWords {
        PublicPageWords {
            reports: page.reports.iter().map(Into::into).collect(),
            certificates: page.certificates.iter().map(Into::into).collect(),
            under_way: page.under_way.clone(),
            documents: page.documents.iter().map(Into::into).collect(),
            left_out: page.left_out.clone(),
        }
    }
}

impl PublicStatementWords {
    /// The words of an answer.
    pub fn of(app: &Within<'_>, answer: &PublicStatementAnswer) -> PublicStatementWords {
        let held = answer.held.as_ref();
        PublicStatementWords {
            set: PublicStatementShape::of(&held.map(|one| one.statement.clone()).unwrap_or_default()),
            by: held.map(|one| NamedWords::of(app, &one.by)),
            at: held.map(|one| app::clock::minute_of(one.at_us)),
            page: (&answer.page).into(),
            offers: answer.offers.iter().map(Into::into).collect(),
        }
    }
}

/// A request for documents. Who asks was not proved.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DocumentRequestWords {
    /// `DR-n`.
    pub id: String,
    /// `waiting`, `given`, `over`, `declined` or `withdrawn`.
    pub state: &'static str,
    /// When it came in.
    pub at: String,
    /// Who asks, by name.
    pub name: String,
    /// Their company.
    pub company: String,
    /// Their address.
    pub email: String,
    /// What for.
    pub purpose: String,
    /// What they accepted.
    pub accepted: String,
    /// The documents that were asked for.
    pub documents: Vec<PublicDocumentWords>,
    /// What was given; empty before, and where it was declined.
    pub given: Vec<String>,
    /// The last day on which it can be fetched.
    #[schema(format = Date)]
    pub until: Option<String>,
    /// Who decided.
    pub decided_by: Option<NamedWords>,
    /// Why it was declined, or taken back.
    pub reason: String,
    /// When which document was fetched, the oldest first.
    pub fetched: Vec<DocumentFetchedWords>,
}

/// That a document was fetched.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DocumentFetchedWords {
    /// When.
    pub at: String,
    /// Which.
    pub document: String,
    /// From which network address.
    pub address: String,
}

impl DocumentRequestWords {
    /// The words of one.
    pub fn of(app: &Within<'_>, line: &DocumentRequestLine) -> DocumentRequestWords {
        let (request, decided) = (&line.request, line.decided.as_ref());
        let back = decided.and_then(|held| held.withdrawn.as_ref()).map(|back| back.reason.clone());
        let fetched = request.fetched.iter().map(|one| DocumentFetchedWords {
            at: app::clock::minute_of(one.at_us),
            document: one.document.to_string(),
            address: one.address.clone(),
        });
        let asked = request.documents.iter().cloned().zip(line.titles.iter().cloned());
        DocumentRequestWords {
            id: line.id.clone(),
            state: line.state.id(),
            at: app::clock::minute_of(request.at_us),
            name: request.name.clone(),
            company: request.company.clone(),
            email: request.email.clone(),
            purpose: request.purpose.clone(),
            accepted: request.accepted.clone(),
            documents: asked.map(|one| PublicDocumentWords::from(&one)).collect(),
            given: decided.iter().flat_map(|held| &held.documents).map(ToString::to_string).collect(),
            until: decided.and_then(|held| held.until).map(|day| day.to_string()),
            decided_by: decided.map(|held| NamedWords::of(app, &held.by)),
            reason: back.unwrap_or_else(|| request.declined.clone()),
            fetched: fetched.collect(),
        }
    }
}
