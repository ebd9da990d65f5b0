//! What hangs together with one object, as far as who asks may read it.

use super::{Answer, At, Question, Seen};
use crate::access::Who;
use crate::{App, Failure};
use domain::refusal::Refusal;
use domain::reports::links::{Links, links};
use domain::reports::search::FoundKind;
use domain::values::Action;
use std::collections::BTreeSet;

/// The right to read a kind of object.
pub fn reading(kind: FoundKind) -> Action {
    match kind {
        FoundKind::Item => Action::ReadLibrary,
        FoundKind::Control => Action::ReadControl,
        FoundKind::Evidence => Action::ReadEvidence,
        FoundKind::Risk => Action::ReadRisks,
        FoundKind::Nonconformity => Action::ReadNonconformities,
        FoundKind::Statement => Action::ReadStatement,
        FoundKind::Policy => Action::ReadPolicies,
        FoundKind::Entry => Action::ReadIsms,
        FoundKind::AuditProgramme | FoundKind::InternalAudit => Action::ReadAudits,
        FoundKind::Review => Action::ReadReviews,
        FoundKind::Certification | FoundKind::CertificationBody => Action::ReadCertification,
        FoundKind::Engagement
        | FoundKind::Population
        | FoundKind::Test
        | FoundKind::Exception
        | FoundKind::AuditRequest
        | FoundKind::Package
        | FoundKind::Questionnaire
        | FoundKind::Answer => Action::ReadEngagement,
        FoundKind::Scorecard | FoundKind::PlanStep => Action::ReadProgramme,
        FoundKind::Supplier | FoundKind::SupplierReport => Action::ReadSuppliers,
        FoundKind::Collector => Action::ReadCollectors,
        FoundKind::Staff => Action::ReadStaff,
        FoundKind::Member => Action::ReadPeople,
    }
}

/// The links of one object, cut to kinds that may be read whole, and to own controls.
struct LinksOf<'a> {
    kind: FoundKind,
    id: &'a str,
    person: &'a str,
    open: BTreeSet<FoundKind>,
}

impl Question for LinksOf<'_> {
    type Answer = Links;

    fn needs(&self) -> Action {
        reading(self.kind)
    }

    fn control(&self) -> Option<&str> {
        (self.kind == FoundKind::Control).then_some(self.id)
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Links, Refusal> {
        let registers = seen.organisation()?;
        if self.kind == FoundKind::Policy && !seen.reads_document(self.id) {
            return Err(Refusal::Unknown { what: self.kind.noun(), id: self.id.to_owned(), nearest: None });
        }
        let owns = |control: &str| registers.people.controls.get(control).is_some_and(|owner| owner == self.person);
        let found = links(registers, self.kind, self.id, |thing| {
            let open = self.open.contains(&thing.kind) || thing.kind == FoundKind::Control && owns(&thing.id);
            open && (thing.kind != FoundKind::Policy || seen.reads_document(&thing.id))
        });
        found.ok_or_else(|| Refusal::Unknown { what: self.kind.noun(), id: self.id.to_owned(), nearest: None })
    }
}

impl App {
    /// What hangs together with one object, both ways. Only kinds that who asks may read whole are among them, and controls
    /// of their own; an external auditor reads links in the own room and nowhere else.
    ///
    /// # Errors
    /// A refusal without the right to read the object, or when there is none.
    pub fn links(
        &self,
        slug: &str,
        who: &Who,
        at: At,
        (kind, id): (FoundKind, &str),
    ) -> Result<Answer<Links>, Failure> {
        let watched = self.is_watched(slug, who);
        let may = |kind: &FoundKind| !watched && self.may(slug, who, reading(*kind), None);
        let open = FoundKind::ALL.into_iter().filter(may).collect();
        self.ask(slug, who, at, &LinksOf { kind, id, person: who.id(), open })
    }
}
