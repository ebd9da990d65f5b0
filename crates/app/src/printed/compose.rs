//! Each paper from the answers to the questions behind it, asked for who wants it.

use super::{PaperAsked, face};
use crate::access::Who;
use crate::ask::{
    Answer, At, AuditOf, AuditRequests, AuditsOf, BridgeLetters, DEFAULT_CROSSWALK, DescriptionOf, Document,
    EngagementOf, GapAnswer, GapOf, NonconformitiesOf, Overview, PackageIndexOf, PlanOf, PoliciesOf, PolicyOf,
    Question, ReadinessOf, RegisterOf, ReuseRatioOf, ReviewOf, RiskBurndown, RiskHeat, RiskTrend, RisksOf, ScorecardOf,
    StatementOf, Statements, SuppliersOf, TestingOf, TimelineOf, ValueOf, WindowOf, text_of,
};
use crate::exchange::RisksToWrite;
use crate::{App, Failure, Mark};
use domain::refusal::Refusal;
use domain::reports::clauses::readiness::Checked;
use domain::reports::isms::EntryFilter;
use domain::reports::programme::View;
use domain::values::description::StatementKind;
use domain::values::isms::RegisterKind;
use domain::values::{Frequency, LibraryDocument};
use formats::papers::{self, BoardPaper, DocumentPaper, IndexPaper, RiskPaper, RoadmapPaper, StatementPaper};
use press::Paper;

/// Weeks of fieldwork and to the report that are assumed where only the title of an engagement is wanted.
const WEEKS: u32 = 4;

/// Who asks for which paper, where and as of when.
struct Wanted<'a> {
    app: &'a App,
    slug: &'a str,
    who: &'a Who,
    at: At,
    asked: &'a PaperAsked,
}

type Composed = Result<(Paper, Mark), Failure>;

impl App {
    /// The paper that is asked for, and what it rests on.
    pub(super) fn composed(&self, slug: &str, who: &Who, at: At, asked: &PaperAsked) -> Composed {
        let wanted = Wanted { app: self, slug, who, at, asked };
        match asked.kind.id {
            "board" => wanted.board(),
            "statement" => wanted.statement(),
            "gap" => wanted.gap(),
            "crosswalk" => wanted.crosswalk(),
            "risks" => wanted.risks(),
            "scope" => {
                wanted.register(RegisterKind::Scope, "Scope of the management system", "ISO/IEC 27001:2022, clause 4.3")
            }
            "assets" => wanted.register(RegisterKind::Assets, "Register of assets", "ISO/IEC 27001:2022, A.5.9"),
            "roadmap" => wanted.roadmap(),
            "cost" => wanted.cost(),
            "calendar" => wanted.calendar(),
            "scorecard" => wanted.scorecard(),
            "documents" => wanted.documents(),
            "document" => wanted.document(),
            "audits" => wanted.audits(),
            "audit" => wanted.audit(),
            "agenda" => wanted.review(false),
            "minutes" => wanted.review(true),
            "nonconformities" => wanted.nonconformities(),
            "suppliers" => wanted.suppliers(),
            "description" => wanted.description(),
            "assertion" => wanted.assertion(),
            "letter" => wanted.letter(),
            "window" => wanted.window(),
            "requests" => wanted.requests(),
            "exceptions" => wanted.exceptions(),
            "index" => wanted.index(),
            "value" => wanted.value(),
            other => Err(Refusal::Unknown { what: "paper", id: other.to_owned(), nearest: None }.into()),
        }
    }
}

impl Wanted<'_> {
    fn ask<Q: Question>(&self, question: &Q) -> Result<Answer<Q::Answer>, Failure> {
        self.app.ask(self.slug, self.who, self.at, question)
    }

    /// What may not be asked is not shown, and the paper says so.
    fn if_allowed<Q: Question>(&self, question: &Q) -> Result<Option<Q::Answer>, Failure> {
        match self.ask(question) {
            Ok(answer) => Ok(Some(answer.value)),
            Err(Failure::Refused(_)) => Ok(None),
            Err(fault) => Err(fault),
        }
    }

    /// A declaration keeps the words that management gave it, and says nothing of who stands in for whom inside.
    fn face(&self, mark: &Mark) -> papers::Face {
        let mut face = face(mark, self.asked.classification.as_deref());
        if self.asked.kind.declared() {
            face.waivers.clear();
        }
        face
    }

    /// What the paper is about; empty where nothing was named.
    fn of(&self) -> String {
        self.asked.of.clone().unwrap_or_default()
    }

    fn named(&self) -> impl Fn(&str) -> String {
        let within = self.app.within(self.slug);
        move |id: &str| within.name_of(id)
    }

    fn board(&self) -> Composed {
        let Answer { value, mark } = self.ask(&Overview::default())?;
        let risks = self.if_allowed(&RisksOf)?.filter(|answer| !answer.part);
        let found = self.if_allowed(&NonconformitiesOf::default())?.filter(|answer| !answer.part);
        let checks = self.if_allowed(&ReadinessOf)?;
        let paper = papers::board(
            &self.face(&mark),
            &BoardPaper {
                gap: &value.gap.gap,
                read: &read(&value.gap),
                criteria: &value.criteria,
                advice: &value.advice,
                controls: (value.controls, value.in_place),
                risks: risks.as_ref().map(|answer| answer.lines.as_slice()),
                nonconformities: found.as_ref().map(|answer| &answer.report.figures),
                checks: checks.map(|all| all.stages.map(|stage| (stage.count(Checked::There), stage.checkable()))),
            },
        );
        Ok((paper, mark))
    }

    fn statement(&self) -> Composed {
        // What speaks is the version in force; before there is one, the one on its way.
        let id = match &self.asked.of {
            Some(id) => Some(id.clone()),
            None => self.ask(&Statements)?.value.in_force,
        };
        let Answer { value, mark } = self.ask(&StatementOf { id })?;
        let paper = StatementPaper {
            id: &value.id,
            held: &value.held,
            rows: &value.rows,
            findings: &value.findings,
            progress: &value.progress,
            notes: &value.notes,
        };
        Ok((papers::statement(&self.face(&mark), &self.named(), &paper), mark))
    }

    fn gap(&self) -> Composed {
        let Answer { value, mark } = self.ask(&GapOf::default())?;
        let reuse = self.if_allowed(&ReuseRatioOf(View::default()))?;
        Ok((papers::gap(&self.face(&mark), &read(&value), &value.gap, reuse.as_ref().map(|of| &of.ratio)), mark))
    }

    fn crosswalk(&self) -> Composed {
        let id = self.asked.of.clone().unwrap_or_else(|| DEFAULT_CROSSWALK.to_owned());
        let Answer { value, mark } = self.ask(&Document(id.clone()))?;
        match value {
            LibraryDocument::Crosswalk(crosswalk) => Ok((papers::crosswalk(&self.face(&mark), &crosswalk), mark)),
            _ => Err(Refusal::Unknown { what: "crosswalk", id, nearest: Some(DEFAULT_CROSSWALK.to_owned()) }.into()),
        }
    }

    fn risks(&self) -> Composed {
        let Answer { value, mark } = self.ask(&RisksToWrite)?;
        let (part, heat) = (self.ask(&RisksOf)?.value.part, self.ask(&RiskHeat)?.value);
        let risks = value.iter().map(|one| (&one.line, &one.held)).collect();
        let (months, burndown) = (self.ask(&RiskTrend)?.value, self.ask(&RiskBurndown)?.value);
        let paper = RiskPaper { risks, heat: heat.as_ref(), months: &months, burndown: burndown.as_ref(), part };
        Ok((papers::risks(&self.face(&mark), &self.named(), &paper), mark))
    }

    fn register(&self, kind: RegisterKind, title: &str, subtitle: &str) -> Composed {
        let Answer { value, mark } = self.ask(&RegisterOf { kind, filter: EntryFilter::default() })?;
        let paper = papers::register(&self.face(&mark), &self.named(), title, subtitle, &value.report, &value.rows);
        Ok((paper, mark))
    }

    fn roadmap(&self) -> Composed {
        let Answer { value, mark } = self.ask(&PlanOf::default())?;
        let paper = RoadmapPaper {
            roadmap: &value.roadmap,
            trial: value.trial,
            against: value.against.first(),
            burndown: value.burndown.as_ref(),
        };
        Ok((papers::roadmap(&self.face(&mark), &self.named(), &paper), mark))
    }

    fn value(&self) -> Composed {
        let Answer { value, mark } = self.ask(&ValueOf)?;
        Ok((papers::value(&self.face(&mark), &value.benefits, &value.expected), mark))
    }

    fn calendar(&self) -> Composed {
        let Answer { value, mark } = self.ask(&TimelineOf::default())?;
        Ok((papers::calendar(&self.face(&mark), &value), mark))
    }

    fn cost(&self) -> Composed {
        let Answer { value, mark } = self.ask(&PlanOf::default())?;
        Ok((papers::cost(&self.face(&mark), &value.roadmap.title, &value.cost), mark))
    }

    fn scorecard(&self) -> Composed {
        let Answer { value, mark } = self.ask(&ScorecardOf(self.asked.of.clone()))?;
        let found = value.ok_or_else(|| Refusal::NotPossible {
            sentence: "no scorecard was taken yet".to_owned(),
            hint: "answer one first: `tickmark scorecard`".to_owned(),
        })?;
        Ok((papers::scorecard(&self.face(&mark), &found.id, &found.result), mark))
    }

    fn documents(&self) -> Composed {
        let Answer { value, mark } = self.ask(&PoliciesOf::default())?;
        let paper = papers::documents(&self.face(&mark), &self.named(), &value.rows, &value.figures, &value.pieces);
        Ok((paper, mark))
    }

    /// A document is classified by what is said of it.
    fn document(&self) -> Composed {
        let Answer { value, mark } = self.ask(&PolicyOf(self.of()))?;
        let version =
            value.held.speaks(mark.on).or_else(|| value.held.newest()).ok_or_else(|| Refusal::NotPossible {
                sentence: format!("{} has no version yet", value.id),
                hint: "write its text first".to_owned(),
            })?;
        text_of(&value.id, version)?;
        let paper = DocumentPaper { id: &value.id, held: &value.held, version };
        Ok((papers::document(&self.face(&mark), &self.named(), &paper), mark))
    }

    fn audits(&self) -> Composed {
        let Answer { value, mark } = self.ask(&AuditsOf::default())?;
        let ours = value.coverage.programme.as_ref();
        let programme = value.programmes.iter().find(|(_, line)| Some(&line.id) == ours).or(value.programmes.first());
        Ok((papers::audits(&self.face(&mark), programme, &value.audits, &value.coverage), mark))
    }

    fn audit(&self) -> Composed {
        let Answer { value, mark } = self.ask(&AuditOf(self.of()))?;
        Ok((papers::audit(&self.face(&mark), &self.named(), &value.held, &value.line, &value.titles), mark))
    }

    fn review(&self, held: bool) -> Composed {
        let Answer { value, mark } = self.ask(&ReviewOf(self.of()))?;
        let (face, id) = (self.face(&mark), &value.line.id);
        let paper = match held {
            true => papers::minutes(&face, &self.named(), id, &value.held, &value.agenda),
            false => papers::agenda(&face, id, &value.held, &value.agenda),
        };
        Ok((paper, mark))
    }

    fn nonconformities(&self) -> Composed {
        let Answer { value, mark } = self.ask(&NonconformitiesOf::default())?;
        Ok((papers::nonconformities(&self.face(&mark), &self.named(), &value.rows, &value.report.figures), mark))
    }

    fn suppliers(&self) -> Composed {
        let Answer { value, mark } = self.ask(&SuppliersOf)?;
        Ok((papers::suppliers(&self.face(&mark), &self.named(), &value.register, &value.report, value.part), mark))
    }

    fn description(&self) -> Composed {
        let Answer { value, mark } = self.ask(&DescriptionOf { engagement: self.of() })?;
        Ok((papers::description(&self.face(&mark), &self.named(), &value.engagement, value.held.as_ref()), mark))
    }

    fn assertion(&self) -> Composed {
        let Answer { value, mark } = self.ask(&DescriptionOf { engagement: self.of() })?;
        let found = value.statements.iter().find(|one| one.kind == StatementKind::Assertion);
        let held = found.and_then(|one| one.held.as_ref());
        let proposed = found.map_or("", |one| one.proposed.as_str());
        if held.is_none() && proposed.is_empty() {
            let sentence = "no assertion that you may read is there".to_owned();
            return Err(
                Refusal::NotPossible { sentence, hint: "ask again when management has signed it".to_owned() }.into()
            );
        }
        Ok((papers::assertion(&self.face(&mark), &self.named(), &value.engagement, held, proposed), mark))
    }

    fn letter(&self) -> Composed {
        let Answer { value, mark } = self.ask(&BridgeLetters)?;
        let id = self.of();
        let found = value.letters.iter().find(|line| line.id.eq_ignore_ascii_case(&id));
        let nearest = value.letters.first().map(|line| line.id.clone());
        let line = found.ok_or(Refusal::Unknown { what: "bridge letter", id, nearest })?;
        Ok((papers::letter(&self.face(&mark), &self.named(), &line.id, &line.held, line.state), mark))
    }

    /// The title of the engagement; nothing more of it is read.
    fn engagement(&self) -> Result<String, Failure> {
        let id = self.of();
        let answer = self.ask(&EngagementOf { id: id.clone(), fieldwork_weeks: WEEKS, report_weeks: WEEKS })?;
        Ok(format!("{id} {}", answer.value.held.engagement.title))
    }

    fn requests(&self) -> Composed {
        let title = self.engagement()?;
        let Answer { value, mark } = self.ask(&AuditRequests { engagement: Some(self.of()), state: None })?;
        let lines: Vec<_> = value.lines.iter().map(|line| (line.id.as_str(), &line.held, line.overdue)).collect();
        Ok((papers::requests(&self.face(&mark), &self.named(), &title, &lines), mark))
    }

    fn window(&self) -> Composed {
        let Answer { value, mark } = self.ask(&WindowOf { id: self.of(), grain: Frequency::Monthly })?;
        Ok((papers::window(&self.face(&mark), &value.title, &value.report, &value.heat), mark))
    }

    fn index(&self) -> Composed {
        let Answer { value, mark } = self.ask(&PackageIndexOf(self.of()))?;
        let testing = match &value.line.held.package.spec.engagement {
            Some(engagement) => self.if_allowed(&TestingOf { engagement: engagement.clone() })?,
            None => None,
        };
        let stands = |line: crate::ask::TestLine| (line.id, line.held.plan.control, line.stage.title().to_owned());
        let tests: Option<Vec<_>> = testing.map(|answer| answer.tests.into_iter().map(stands).collect());
        let line = &value.line;
        let paper = IndexPaper { id: &line.id, held: &line.held, plan: &value.plan, tests: tests.as_deref() };
        Ok((papers::index(&self.face(&mark), &self.named(), &paper), mark))
    }

    fn exceptions(&self) -> Composed {
        let title = self.engagement()?;
        let Answer { value, mark } = self.ask(&TestingOf { engagement: self.of() })?;
        let lines: Vec<_> =
            value.exceptions.iter().map(|line| (line.id.as_str(), line.control.as_str(), &line.held)).collect();
        Ok((papers::exceptions(&self.face(&mark), &title, &lines), mark))
    }
}

/// By which mapping, categories and mode a gap analysis was read.
fn read(answer: &GapAnswer) -> Vec<(&'static str, String)> {
    let read = &answer.read;
    let layers = (!read.layers.is_empty()).then(|| ("Accepted suggestions", read.layers.join(", ")));
    let all = vec![
        ("Mapping", format!("{} ({}), {}", read.title, read.crosswalk, read.version)),
        ("Source", read.source.publication.clone()),
        ("Categories", read.categories.names()),
        ("Mode", read.mode.id().to_owned()),
        ("Counts", read.speaks().to_owned()),
        ("Hosting", answer.hosting.title().to_owned()),
    ];
    all.into_iter().chain(layers).collect()
}
