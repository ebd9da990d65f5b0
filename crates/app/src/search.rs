//! Search over one organisation: made of the questions that everybody asks, each with its own right and its own cut, so that
//! nothing is found that could not be read.

use crate::access::Who;
use crate::ask::{
    Answer, AnswersOf, At, AuditRequests, AuditsOf, CertificationLine, CertificationsOf, CollectorsOf, Controls,
    Engagements, EntryNames, EvidenceNames, NonconformitiesOf, Packages, PeopleOf, PlanStepNames, PoliciesOf, Question,
    QuestionnairesOf, ReviewsOf, RisksOf, ScorecardsOf, Seen, StaffOf, StatementNames, SuppliersOf, TestingOf,
};
use crate::{App, Failure};
use domain::refusal::Refusal;
use domain::registers::certification::HeldBody;
use domain::registers::supplier::HeldReport;
use domain::reports::search::{Finds, FoundKind, Thing, search};
use domain::values::Action;
use domain::values::statement::StatementState;

/// Criteria, controls and clauses of the frameworks that the organisation adopted.
struct Named;

impl Question for Named {
    type Answer = Vec<Thing>;

    fn needs(&self) -> Action {
        Action::ReadLibrary
    }

    fn answer(&self, seen: &Seen<'_>) -> Result<Vec<Thing>, Refusal> {
        let items = seen.catalogue.frameworks().flat_map(|framework| {
            let items = framework.items.iter().filter(|item| !item.heading);
            items.map(|item| Thing::new(FoundKind::Item, &item.id, &item.title, &framework.title))
        });
        Ok(items.collect())
    }
}

/// One search, gathering what its asker may see.
struct Gathering<'a> {
    app: &'a App,
    slug: &'a str,
    who: &'a Who,
    at: At,
    things: Vec<Thing>,
}

impl Gathering<'_> {
    /// Adds what a question answers, where it may be asked; the engagements that were seen are needed for more questions.
    fn ask<Q: Question>(
        &mut self,
        question: &Q,
        things: impl FnOnce(&App, Q::Answer) -> Vec<Thing>,
    ) -> Result<(), Failure> {
        let action = question.needs();
        let may = self.app.may(self.slug, self.who, action, None)
            || question.lists_own() && self.app.may_own(self.slug, self.who, action);
        if may {
            let answer = self.app.ask(self.slug, self.who, self.at, question)?;
            self.things.extend(things(self.app, answer.value));
        }
        Ok(())
    }

    fn programme(&mut self) -> Result<(), Failure> {
        self.ask(&Controls { retired: true, ..Controls::default() }, |_, answer| {
            let controls = answer.controls.into_iter().map(|held| held.control);
            let text = |c: &domain::values::Control| format!("{} {} {}", c.activity, c.owner, c.policy);
            controls.map(|c| Thing::new(FoundKind::Control, &c.id, &c.name, &text(&c))).collect()
        })?;
        self.ask(&EvidenceNames, |_, answer| {
            let names = answer.into_iter();
            names.map(|(id, title, system)| Thing::new(FoundKind::Evidence, &id, &title, &system)).collect()
        })?;
        self.ask(&RisksOf, |_, answer| {
            answer.lines.iter().map(|line| Thing::new(FoundKind::Risk, &line.id, &line.title, "")).collect()
        })?;
        self.ask(&NonconformitiesOf::default(), |_, answer| {
            let rows = answer.rows.into_iter().map(|(held, line)| (held.nonconformity, line.id));
            rows.map(|(n, id)| Thing::new(FoundKind::Nonconformity, &id, &n.title, &n.description)).collect()
        })?;
        self.ask(&SuppliersOf, |_, answer| {
            let register = &answer.register;
            let all = register.suppliers.iter().map(|(id, held)| (id, &held.supplier));
            let all = all.map(|(id, s)| Thing::new(FoundKind::Supplier, id, &s.name, &s.services));
            let report = |(id, held): (&String, &HeldReport)| {
                let of = register.suppliers.get(&held.supplier).map_or("", |held| held.supplier.name.as_str());
                Thing::new(FoundKind::SupplierReport, id, &format!("{}: {of}", held.kind.title()), &held.note)
            };
            all.chain(register.reports.iter().map(report)).collect()
        })?;
        self.ask(&CollectorsOf::default(), |_, lines| {
            let lines = lines.into_iter().map(|line| (line.id, line.held.collector));
            lines.map(|(id, c)| Thing::new(FoundKind::Collector, &id, &c.name, &c.check)).collect()
        })
    }

    fn management_system(&mut self) -> Result<(), Failure> {
        self.ask(&PoliciesOf::default(), |_, answer| {
            let rows = answer.rows.into_iter();
            rows.map(|(policy, line)| Thing::new(FoundKind::Policy, &line.id, &policy.title, &policy.number)).collect()
        })?;
        self.ask(&EntryNames, |_, entries| {
            let register =
                |(id, title, register): (String, String, &str)| Thing::new(FoundKind::Entry, &id, &title, register);
            entries.into_iter().map(register).collect()
        })?;
        self.ask(&AuditsOf::default(), |_, answer| {
            let programmes = answer.programmes.iter().map(|(held, line)| {
                Thing::new(FoundKind::AuditProgramme, &line.id, &held.newest().1.programme.title, "")
            });
            let audits = answer.audits.iter();
            let audits =
                audits.map(|(held, line)| Thing::new(FoundKind::InternalAudit, &line.id, &held.plan.title, ""));
            programmes.chain(audits).collect()
        })?;
        self.ask(&ReviewsOf, |_, answer| {
            let rows = answer.rows.into_iter();
            rows.map(|(held, line)| Thing::new(FoundKind::Review, &line.id, &held.plan.title, "")).collect()
        })?;
        self.ask(&StatementNames, |_, versions| {
            let title = |state: StatementState| format!("Statement of Applicability, {}", state.title().to_lowercase());
            let version =
                |(id, state): (String, StatementState)| Thing::new(FoundKind::Statement, &id, &title(state), "SoA");
            versions.into_iter().map(version).collect()
        })?;
        self.ask(&CertificationsOf, |_, answer| {
            let project = |line: CertificationLine| {
                let project = line.held.project;
                Thing::new(FoundKind::Certification, &line.id, &project.title, &project.scope)
            };
            let body = |(id, held): (String, HeldBody)| {
                Thing::new(FoundKind::CertificationBody, &id, &held.body.name, &held.body.country)
            };
            answer.projects.into_iter().map(project).chain(answer.bodies.into_iter().map(body)).collect()
        })
    }

    fn engagements(&mut self) -> Result<(), Failure> {
        let mut seen = Vec::new();
        self.ask(&Engagements, |_, answer| {
            let lines = answer.lines.into_iter().map(|line| (line.id, line.held.engagement.title));
            seen.extend(lines);
            seen.iter().map(|(id, title)| Thing::new(FoundKind::Engagement, id, title, "")).collect()
        })?;
        for (engagement, _) in seen {
            self.ask(&TestingOf { engagement: engagement.clone() }, |_, answer| {
                let populations = answer.populations.into_iter().map(|line| (line.id, line.held.population));
                let populations =
                    populations.map(|(id, p)| Thing::new(FoundKind::Population, &id, &p.title, &p.control));
                let title = |control: &str| format!("Test of {control}");
                let tests = answer.tests.into_iter().map(|line| (line.id, line.held.plan.control));
                let tests = tests.map(|(id, control)| Thing::new(FoundKind::Test, &id, &title(&control), ""));
                let exceptions = answer.exceptions.into_iter().map(|line| (line.id, line.held.note));
                let exceptions =
                    exceptions.map(|(id, note)| Thing::new(FoundKind::Exception, &id, &note.description, &note.effect));
                populations.chain(tests).chain(exceptions).map(|thing| thing.of(&engagement)).collect()
            })?;
        }
        self.ask(&AuditRequests { engagement: None, state: None }, |_, answer| {
            let lines = answer.lines.into_iter().map(|line| (line.id, line.held.request));
            lines.map(|(id, r)| Thing::new(FoundKind::AuditRequest, &id, &r.title, &r.text).of(&r.engagement)).collect()
        })?;
        self.ask(&Packages, |_, lines| {
            lines.iter().map(|l| Thing::new(FoundKind::Package, &l.id, &l.held.package.title, "")).collect()
        })
    }

    /// Questionnaires with the library of answers, scorecards, and the steps of the plan.
    fn planned(&mut self) -> Result<(), Failure> {
        self.ask(&QuestionnairesOf, |_, all| {
            let all = all.into_iter().map(|one| (one.id, one.held.questionnaire));
            all.map(|(id, q)| Thing::new(FoundKind::Questionnaire, &id, &q.title, &q.customer)).collect()
        })?;
        self.ask(&AnswersOf, |_, lines| {
            let lines = lines.into_iter().map(|line| (line.id, line.held.answer));
            lines.map(|(id, a)| Thing::new(FoundKind::Answer, &id, &a.question, &a.answer)).collect()
        })?;
        self.ask(&ScorecardsOf, |_, answer| {
            let taken = answer.taken.into_iter();
            taken.map(|(id, held)| Thing::new(FoundKind::Scorecard, &id, &held.taken.card.title, "")).collect()
        })?;
        self.ask(&PlanStepNames, |_, steps| {
            steps.into_iter().map(|(id, title)| Thing::new(FoundKind::PlanStep, &id, &title, "roadmap")).collect()
        })
    }

    fn people(&mut self) -> Result<(), Failure> {
        let slug = self.slug;
        self.ask(&StaffOf, |app, answer| {
            let people = answer.workforce.people.into_keys();
            people.map(|id| Thing::new(FoundKind::Staff, &id, &app.name_in(slug, &id), "")).collect()
        })?;
        self.ask(&PeopleOf, |app, answer| {
            let members = answer.members.into_keys();
            members.map(|id| Thing::new(FoundKind::Member, &id, &app.name_in(slug, &id), &app.email_of(&id))).collect()
        })
    }
}

impl App {
    /// What somebody means by a few words, among all that they may see in an organisation: at most `most` of it, the best
    /// first ([`search`]).
    ///
    /// # Errors
    /// [`Failure`] when the organisation is not there for this person, or its ledger cannot be read.
    pub fn search(&self, slug: &str, who: &Who, at: At, query: &str, most: usize) -> Result<Answer<Finds>, Failure> {
        let named = self.ask(slug, who, at, &Named)?;
        let mut gathering = Gathering { app: self, slug, who, at, things: named.value };
        if !query.trim().is_empty() {
            gathering.programme()?;
            gathering.management_system()?;
            gathering.engagements()?;
            gathering.planned()?;
            gathering.people()?;
        }
        Ok(Answer { value: search(query, gathering.things, most), mark: named.mark })
    }
}
