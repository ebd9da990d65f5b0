//! The steps of an audit from top to bottom: what was done, by whom, and the form of what is next.

use super::{action, class_badge, day, evidence, findings, item_link, members, nonconformity, path};
use crate::web::people::{choices, name, not_offered, why_not};
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Field, Icon, Tone};
use crate::web::visit::Visit;
use app::ask::AuditDetail;
use domain::command::{AuditCommand, Command};
use domain::registers::audit::{HeldAuditor, HeldFinding, Stepped};
use domain::values::audit::{AuditReport, AuditState as State, AuditorPart};
use domain::values::{Role, Window, counted};
use jiff::civil::Date;
use maud::{Markup, html};

/// What may be done about an audit by whoever visits.
struct Way<'a> {
    visit: &'a Visit,
    detail: &'a AuditDetail,
    typed: &'a Typed,
    today: Date,
}

/// A step on the way.
struct Step {
    title: &'static str,
    done: bool,
    current: bool,
    body: Markup,
}

pub(super) fn track(visit: &Visit, detail: &AuditDetail, typed: &Typed) -> Markup {
    let way = Way { visit, detail, typed, today: visit.doors.app.clock().today() };
    let (held, state) = (&detail.held, detail.line.state);
    let at = |wanted: State| state == wanted;
    let steps = [
        Step { title: "Auditors", done: held.announced.is_some(), current: at(State::Planned), body: way.auditors() },
        Step {
            title: "Announced",
            done: held.announced.is_some(),
            current: at(State::Planned) && !held.auditors.is_empty(),
            body: way.announced(),
        },
        Step {
            title: "Fieldwork",
            done: held.report.is_some(),
            current: at(State::Announced) || at(State::Fieldwork),
            body: way.fieldwork(),
        },
        Step { title: "Findings", done: held.report.is_some(), current: false, body: way.found() },
        Step { title: "Report to management", done: held.report.is_some(), current: false, body: way.reported() },
        Step {
            title: "Follow-up",
            done: held.verified.is_some(),
            current: at(State::Reported) || at(State::ActionsOpen),
            body: way.followed(),
        },
        Step {
            title: if at(State::Cancelled) { "Cancelled" } else { "Closed" },
            done: !state.open(),
            current: at(State::Verified),
            body: way.ended(),
        },
    ];
    html! {
        ol.track aria-label="Steps" {
            @for step in steps {
                li.done[step.done] aria-current=[step.current.then_some("step")] {
                    span.step-mark aria-hidden="true" { @if step.done { (Icon::Check.svg()) } }
                    div.track-body { h2.track-title { (step.title) } (step.body) }
                }
            }
        }
    }
}

fn said(visit: &Visit, step: &Stepped) -> Markup {
    html! {
        @if !step.note.is_empty() { p.said-text { (step.note) } }
        p.hint { "On " (day(step.on)) ", recorded by " (visit.name_of(&step.by)) }
    }
}

impl Way<'_> {
    fn live(&self) -> bool {
        self.detail.line.state.open() && !self.visit.in_the_past()
    }

    fn id(&self) -> String {
        self.detail.line.id.clone()
    }

    /// A folded form; whoever may not send it sees why, where it is what comes next.
    fn form(
        &self,
        wanted: AuditCommand,
        next: bool,
        noun: &str,
        (summary, button): (&str, &str),
        fields: Markup,
    ) -> Markup {
        let missing = why_not(self.visit, &Command::Audit(wanted));
        html! {
            @if self.live() {
                @match missing {
                    Some(missing) => { @if next { (not_offered(&missing)) } },
                    None => details.fold.add open[next || self.typed.get("form") == noun] {
                        summary { (summary) }
                        (ui::form(&action(self.visit, &self.id(), noun), html! {
                            (ui::hidden("form", noun))
                            (fields)
                            div.actions { (ui::button(button)) }
                        }))
                    },
                }
            }
        }
    }

    fn value(&self, form: &str, name: &str, begin: &str) -> String {
        if self.typed.get("form") == form { self.typed.get(name).to_owned() } else { begin.to_owned() }
    }

    fn long(&self, form: &str, name: &str, label: &str, hint: &str, required: bool) -> Markup {
        let (value, id) = (self.value(form, name, ""), format!("{form}-{name}"));
        ui::textarea(&Field { name, id: &id, label, hint, value: &value, required, ..Field::default() }, 3)
    }

    fn on(&self, form: &str, label: &str) -> Markup {
        let (value, id) = (self.value(form, "on", &self.today.to_string()), format!("{form}-on"));
        ui::date_field(&Field { name: "on", id: &id, label, value: &value, required: true, ..Field::default() })
    }

    fn auditors(&self) -> Markup {
        let held = &self.detail.held;
        let part = AuditorPart { person: String::new(), items: [].into(), competence: String::new() };
        let wanted = AuditCommand::AssignAuditor { id: self.id(), part };
        let chosen = self.value("auditors", "person", "");
        let people = members(self.visit, &[Role::InternalAuditor]);
        let (items, competence) = (self.value("auditors", "items", ""), self.value("auditors", "competence", ""));
        let fields = html! {
            (ui::select(&Field { name: "person", label: "Auditor", hint: "Members with the role internal auditor.", required: true, ..Field::default() }, &choices(self.visit, &people, "Choose", &chosen)))
            (ui::text(&Field { name: "items", label: "Items", hint: "Ids with commas; empty for the whole scope.", value: &items, ..Field::default() }))
            (ui::text(&Field { name: "competence", label: "Competence", hint: "Training, experience or qualification.", value: &competence, required: true, ..Field::default() }))
        };
        html! {
            p.hint { "Nobody audits what they owned, operated, wrote, approved or handed in evidence of since " (day(self.detail.look_back.from)) ". That is read from the record, when somebody is named, when fieldwork begins and when it is reported (clause 9.2.2)." }
            @for (person, auditor) in &held.auditors { (self.auditor(person, auditor)) }
            @for hired in &held.plan.hired { p { (hired) " " (ui::tag("Hired")) } p.hint { "No member here: a member records what they say, and the contract states their independence." } }
            @if held.report.is_none() { (self.form(wanted, held.auditors.is_empty(), "auditors", ("Name an auditor", "Name"), fields)) }
        }
    }

    fn auditor(&self, person: &str, auditor: &HeldAuditor) -> Markup {
        let release = AuditCommand::ReleaseAuditor { id: self.id(), person: person.to_owned(), reason: String::new() };
        let may =
            self.live() && self.detail.held.report.is_none() && why_not(self.visit, &Command::Audit(release)).is_none();
        let parts: Vec<_> = self.detail.conflicts.iter().filter(|one| one.person == person).collect();
        let reason = format!("release-{person}");
        html! {
            p { (name(self.visit, person)) @if self.detail.left.contains(person) { " " (ui::badge(Tone::Caution, "Has left")) } @if auditor.part.items.is_empty() { ", the whole scope" } @else { ", " (counted(auditor.part.items.len(), "item", "items")) ": " @for id in auditor.part.items.iter().take(12) { (item_link(self.visit, id)) " " } @if auditor.part.items.len() > 12 { "…" } } }
            p.hint { (auditor.part.competence) }
            @if parts.is_empty() { p { (ui::badge(Tone::Good, "No part in it")) } }
            @else {
                @match self.detail.waived.get(person) {
                    Some(waiver) => p { (ui::badge(Tone::Caution, "Waived")) " " a href=(self.visit.href("/decisions")) { (waiver) } },
                    None => p { (ui::badge(Tone::Danger, "Not independent")) },
                }
                ul.plain-list { @for one in parts.iter().take(12) { li { (item_link(self.visit, &one.item)) " " (one.part.title().to_lowercase()) ": " (one.because) } } }
            }
            @if may {
                details.fold.add {
                    summary { "Take off" }
                    (ui::form(&action(self.visit, &self.id(), "auditors/removal"), html! {
                        (ui::hidden("person", person))
                        (ui::text(&Field { name: "reason", id: &reason, label: "Why", required: true, ..Field::default() }))
                        div.actions { (ui::button("Take off")) }
                    }))
                }
            }
        }
    }

    fn announced(&self) -> Markup {
        let held = &self.detail.held;
        let wanted = AuditCommand::AnnounceAudit { id: self.id(), on: self.today, note: String::new() };
        let fields = html! { (self.on("announcement", "Announced on")) (self.long("announcement", "note", "What they were told", "When, with whom, what to have ready.", false)) };
        match &held.announced {
            Some(step) => html! { (said(self.visit, step)) },
            None => html! {
                p.hint { "Those audited are told, and the checklist is drawn up: " (counted(self.detail.proposed.len(), "question", "questions")) " from what Stage 1 and Stage 2 look for in each clause, and from each control." }
                (self.form(wanted, !held.auditors.is_empty(), "announcement", ("Announce", "Announce"), fields))
            },
        }
    }

    fn fieldwork(&self) -> Markup {
        let held = &self.detail.held;
        let wanted = AuditCommand::StartAudit { id: self.id(), on: self.today };
        let figures = &self.detail.line.figures;
        let list = self.visit.href(&format!("{}/checklist", path(&self.id())));
        let parts = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        html! {
            @match &held.started {
                Some(step) => {
                    (said(self.visit, step))
                    (ui::bar(parts(figures.done()), parts(figures.lines), "Lines answered"))
                    p { a href=(list) { (figures.done()) " of " (counted(figures.lines, "line", "lines")) " answered" } @if figures.done() < figures.lines && held.report.is_none() { ": " a href=(format!("{list}?show=open")) { "answer the others" } } }
                },
                None => { @if held.announced.is_some() { (self.form(wanted, true, "start", ("Begin fieldwork", "Begin"), self.on("start", "First day"))) } },
            }
        }
    }

    fn found(&self) -> Markup {
        let held = &self.detail.held;
        html! {
            @if held.findings.is_empty() { @if held.started.is_some() { p.hint { "Nothing is recorded. A major or minor finding raises a nonconformity in the same moment." } } }
            @else { ol.lines { @for (number, one) in (1u32..).zip(&held.findings) { li { (self.finding(number, one)) } } } }
            @if held.started.is_some() && held.report.is_none() {
                (self.form(findings::another(&self.id()), false, "findings", ("Record a finding", "Record"), findings::inputs(self.visit, self.typed)))
            }
        }
    }

    fn finding(&self, number: u32, one: &HeldFinding) -> Markup {
        let found = &one.finding;
        let mine = self.live()
            && self.detail.held.report.is_none()
            && why_not(self.visit, &findings::changed(&self.id(), number, found)).is_none();
        html! {
            p { (class_badge(found.class)) " " (item_link(self.visit, &found.item)) " " strong { (found.title) } }
            p.said-text { (found.statement) }
            @if !found.evidence.is_empty() { p.hint { "Evidence: " (evidence(self.visit, &found.evidence)) } }
            @if let Some(id) = &one.nonconformity {
                p { (nonconformity(self.visit, id)) " " @if let Some(state) = self.detail.nonconformities.get(id) { (ui::badge(if state.open() { Tone::Caution } else { Tone::Good }, state.title())) } }
            }
            p.hint { (self.visit.name_of(&one.by)) ", " (app::clock::minute_of(one.at_us)) @if !one.revised.is_empty() { ", said differently " (one.revised.len()) " times since" }
                @if mine { " " a href=(self.visit.href(&format!("{}/findings/{number}", path(&self.id())))) { "Change" } } }
        }
    }

    fn reported(&self) -> Markup {
        let held = &self.detail.held;
        let report = AuditReport { on: self.today, summary: String::new(), conclusion: String::new(), to: [].into() };
        let wanted = AuditCommand::ReportAudit { id: self.id(), report: Box::new(report) };
        let figures = &self.detail.line.figures;
        let all = held.started.is_some() && figures.done() == figures.lines;
        let management = members(self.visit, &[Role::Management, Role::Owner]);
        let told: Vec<&str> = self.typed.all("to").collect();
        let people: Vec<Choice<'_>> = management
            .iter()
            .map(|person| Choice::new(person.as_str(), self.visit.name_of(person), told.contains(&person.as_str())))
            .collect();
        let fields = html! {
            (self.on("report", "Reported on"))
            (self.long("report", "summary", "Summary", "What was done and seen.", true))
            (self.long("report", "conclusion", "Conclusion", "In your own words: does the system conform, and does it work?", true))
            (ui::checkboxes(&Field { name: "to", label: "Reported to", hint: "Management that it concerns.", required: true, ..Field::default() }, &people))
        };
        match &held.report {
            Some(report) => html! {
                p.said-text { (report.report.conclusion) }
                p.hint { "On " (day(report.report.on)) " to " @for (at, person) in report.report.to.iter().enumerate() { @if at > 0 { ", " } (self.visit.name_of(person)) } ", by " (self.visit.name_of(&report.by)) }
                p { a href=(self.visit.href(&format!("{}/report", path(&self.id())))) { "Read or print the report" } }
            },
            None => html! {
                @if held.started.is_some() && !all { p.hint { (figures.lines - figures.done()) " lines of the checklist are not answered yet." } }
                @if all { (self.form(wanted, true, "report", ("Report it", "Report"), fields)) }
            },
        }
    }

    fn followed(&self) -> Markup {
        let held = &self.detail.held;
        let wanted = AuditCommand::VerifyAudit { id: self.id(), on: self.today, note: String::new() };
        let open = &self.detail.line.figures.open;
        let fields = html! { (self.on("follow-up", "Looked at on")) (self.long("follow-up", "note", "What was looked at", "To see that what was found is resolved.", true)) };
        match &held.verified {
            Some(step) => said(self.visit, step),
            None if held.report.is_none() => html! {},
            None => html! {
                @if !open.is_empty() { p.hint { "Open: " @for id in open { (nonconformity(self.visit, id)) " " } } }
                @else { (self.form(wanted, true, "follow-up", ("Confirm that it is resolved", "Confirm"), fields)) }
            },
        }
    }

    fn ended(&self) -> Markup {
        let held = &self.detail.held;
        let wanted = AuditCommand::CloseAudit { id: self.id(), note: String::new() };
        let next = self.detail.line.state == State::Verified;
        html! {
            @if let Some(said) = held.closed.as_ref().or(held.cancelled.as_ref()) {
                @if !said.text.is_empty() { p.said-text { (said.text) } }
                p.hint { (self.visit.name_of(&said.by)) ", " (app::clock::minute_of(said.at_us)) }
            } @else if next {
                (self.form(wanted, true, "closing", ("Close", "Close"), self.long("closing", "note", "Note", "", false)))
            }
        }
    }
}

/// The planned days in words.
pub(super) fn window(window: Window) -> Markup {
    html! { (day(window.from)) " to " (day(window.until)) }
}
