//! The forms of the steps, each folded under its step; the one that is next stands open.

use super::{action, day, notes, path};
use crate::web::nonconformities::members;
use crate::web::people::{choices, not_offered, why_not};
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Field, Tone};
use crate::web::visit::Visit;
use app::ask::{ReviewActionLine, ReviewDetail};
use domain::command::{Command, ReviewCommand};
use domain::refusal::Refusal;
use domain::registers::review::HeldDecision;
use domain::values::review::{ActionReport, ActionStatus, DecisionKind, ReviewForm, ReviewState as State};
use maud::{Markup, html};

/// What may be done about a review by whoever visits.
pub(super) struct Forms<'a> {
    visit: &'a Visit,
    detail: &'a ReviewDetail,
    typed: &'a Typed,
    /// Its minutes can still be written, and the visit is of today.
    live: bool,
    /// What stands in the way of writing.
    missing: Option<Refusal>,
    today: String,
}

impl<'a> Forms<'a> {
    pub(super) fn of(visit: &'a Visit, detail: &'a ReviewDetail, typed: &'a Typed) -> Forms<'a> {
        let open = matches!(detail.line.state, State::Scheduled | State::AgendaSent | State::Held);
        let live = open && !visit.in_the_past();
        let missing = why_not(visit, &notes::writing(&detail.line.id)).filter(|_| live);
        Forms { visit, detail, typed, live, missing, today: visit.doors.app.clock().today().to_string() }
    }

    fn folded(&self, open: bool, name: &str, summary: &str, button: &str, fields: Markup) -> Markup {
        html! {
            details.fold.add open[open || self.typed.get("form") == name] {
                summary { (summary) }
                (ui::form(&action(self.visit, &self.detail.line.id, name), html! {
                    (ui::hidden("form", name))
                    (fields)
                    div.actions { (ui::button(button)) }
                }))
            }
        }
    }

    fn value(&self, form: &str, name: &str, begin: &str) -> String {
        if self.typed.get("form") == form { self.typed.get(name).to_owned() } else { begin.to_owned() }
    }

    /// May the minutes be written now?
    fn writes(&self) -> bool {
        self.live && self.missing.is_none()
    }

    pub(super) fn agenda(&self) -> Markup {
        let held = &self.detail.held;
        if !self.live || held.meeting.is_some() || held.plan.form == ReviewForm::Record {
            return html! {};
        }
        let (summary, hint) = match held.agenda {
            None => (
                "Send the agenda",
                "What is so today is kept with it, so that the minutes stay true to what was shown.",
            ),
            Some(_) => ("Send it again", "With what is so today; what was sent before stays in the history."),
        };
        match &self.missing {
            Some(missing) => not_offered(missing),
            None => self.folded(held.agenda.is_none(), "agenda", summary, "Send", html! { p.hint { (hint) } }),
        }
    }

    pub(super) fn inputs(&self) -> Markup {
        let href = self.visit.href(&format!("{}/notes", path(&self.detail.line.id)));
        html! { @if self.writes() { p { (ui::quiet_link("Write down what is said", &href, None)) } } }
    }

    pub(super) fn meeting(&self) -> Markup {
        let held = &self.detail.held;
        let sent = held.agenda.is_some() || held.plan.form == ReviewForm::Record;
        if !sent || !self.writes() {
            return html! {};
        }
        let again = self.typed.get("form") == "meeting";
        let was = held.meeting.as_ref();
        let attended = |person: &str| match (again, was) {
            (true, _) => self.typed.all("person").any(|one| one == person),
            (false, Some(meeting)) => meeting.attendance.contains_key(person),
            (false, None) => false,
        };
        let in_part = |name: &str, part: &str| match (again, was) {
            (true, _) => self.typed.get(name).to_owned(),
            (false, Some(meeting)) => {
                let found = meeting.attendance.iter().find(|(_, one)| one.part == part);
                found.map(|(person, _)| person.clone()).unwrap_or_default()
            }
            (false, None) => String::new(),
        };
        let members = members(self.visit);
        let mut people: Vec<(String, &String)> = members.iter().map(|id| (self.visit.name_of(id), id)).collect();
        people.sort();
        let boxes: Vec<Choice<'_>> =
            people.iter().map(|(name, id)| Choice::new(id.as_str(), name.as_str(), attended(id))).collect();
        let (chair, keeper) = (in_part("chair", super::acts::CHAIR), in_part("keeper", super::acts::KEEPER));
        let on = was.map_or_else(|| held.plan.on.to_string().min(self.today.clone()), |meeting| meeting.on.to_string());
        let on = self.value("meeting", "on", &on);
        let fields = html! {
            (ui::date_field(&Field { name: "on", id: "held-on", label: "Held on", value: &on, required: true, ..Field::default() }))
            (ui::checkboxes(&Field { name: "person", label: "Who attended", hint: "Top management is marked by the roles of that day.", required: true, ..Field::default() }, &boxes))
            div.field-row {
                (ui::select(&Field { name: "chair", label: "Chair", ..Field::default() }, &choices(self.visit, &members, "Nobody", &chair)))
                (ui::select(&Field { name: "keeper", label: "Keeps the minutes", ..Field::default() }, &choices(self.visit, &members, "Nobody", &keeper)))
            }
        };
        let summary = if was.is_some() { "Correct this" } else { "Record that it was held" };
        self.folded(was.is_none(), "meeting", summary, "Record", fields)
    }

    pub(super) fn decision(&self) -> Markup {
        if self.detail.held.meeting.is_none() || !self.writes() {
            return html! {};
        }
        let kind = DecisionKind::parse(&self.value("decisions", "kind", ""));
        let kinds = DecisionKind::ALL.map(|one| Choice::new(one.id(), one.title(), Some(one) == kind));
        let (text, due) = (self.value("decisions", "text", ""), self.value("decisions", "due", ""));
        let owner = self.value("decisions", "owner", "");
        let members = members(self.visit);
        let fields = html! {
            (ui::radios(&Field { name: "kind", label: "About", required: true, ..Field::default() }, &kinds))
            (ui::textarea(&Field { name: "text", id: "decision-text", label: "Decision", hint: "That nothing changes is a decision too.", value: &text, required: true, ..Field::default() }, 2))
            div.field-row {
                (ui::select(&Field { name: "owner", label: "Carried out by", ..Field::default() }, &choices(self.visit, &members, "Nothing to carry out", &owner)))
                (ui::date_field(&Field { name: "due", label: "By", hint: "With an owner.", value: &due, ..Field::default() }))
            }
        };
        self.folded(false, "decisions", "Record a decision", "Record", fields)
    }

    pub(super) fn removal(&self, number: u32) -> Markup {
        let place = action(self.visit, &self.detail.line.id, &format!("decisions/{number}/removal"));
        html! { @if self.writes() { (ui::form(&place, html! { div.actions { button.button.small.quiet { "Take it back" } } })) } }
    }

    pub(super) fn minutes(&self) -> Markup {
        let held = &self.detail.held;
        if !self.writes() || held.meeting.is_none() {
            return html! {};
        }
        let was = held.minutes.as_ref().map_or("", |said| said.text.as_str());
        let text = self.value("minutes", "minutes", was);
        let cited = self.value("evidence", "evidence", "");
        html! {
            (self.folded(false, "minutes", if was.is_empty() { "Write the minutes" } else { "Change them" }, "Record",
                ui::textarea(&Field { name: "minutes", label: "Minutes", hint: "What was said beyond the inputs, and how it was concluded.", value: &text, required: true, ..Field::default() }, 5)))
            (self.folded(false, "evidence", "Cite evidence", "Cite",
                ui::text(&Field { name: "evidence", label: "Items", hint: "Minutes that were written elsewhere, such as EV-3, EV-7.", value: &cited, required: true, ..Field::default() })))
        }
    }

    /// Whoever may not approve sees why, and whom to ask.
    pub(super) fn approval(&self) -> Markup {
        let (held, id) = (&self.detail.held, &self.detail.line.id);
        if !self.live || held.meeting.is_none() {
            return html! {};
        }
        let approve = ReviewCommand::ApproveReviewMinutes { id: id.clone(), sha256: held.sha256.clone() };
        let blocked = self.detail.line.findings.iter().any(|found| found.blocks());
        let fields = html! {
            (ui::hidden("sha256", &held.sha256))
            p.hint { a href=(self.visit.href(&format!("{}/minutes", path(id)))) { "Read the minutes" } " first; the approval holds for exactly them." }
        };
        match why_not(self.visit, &Command::Review(approve)) {
            Some(missing) => not_offered(&missing),
            None if blocked => html! { p.hint { "They cannot be approved while something is missing." } },
            None => self.folded(true, "approval", "Approve the minutes", "Approve", fields),
        }
    }

    pub(super) fn closing(&self) -> Markup {
        let line = &self.detail.line;
        let id = &line.id;
        let ready = matches!(line.state, State::MinutesApproved | State::ActionsOpen) && line.actions_open == 0;
        if !ready || self.visit.in_the_past() {
            return html! {};
        }
        let close = ReviewCommand::CloseReview { id: id.clone(), note: String::new() };
        let note = self.value("closing", "note", "");
        match why_not(self.visit, &Command::Review(close)) {
            Some(missing) => not_offered(&missing),
            None => self.folded(
                true,
                "closing",
                "No action is open: close it",
                "Close",
                ui::textarea(
                    &Field { name: "note", id: "closing-note", label: "Note", value: &note, ..Field::default() },
                    2,
                ),
            ),
        }
    }
}

/// A decision, and as an action how it stands.
pub(super) fn action_line(visit: &Visit, review: &str, number: u32, held: &HeldDecision, of: bool) -> Markup {
    let one = &held.decision;
    let late = held.open() && one.due.is_some_and(|due| due < visit.doors.app.clock().today());
    html! {
        p.said-text {
            @if of { a.id href=(visit.href(&path(review))) { (review) "/" (number) } " " }
            (one.text)
        }
        p.hint {
            (one.kind.title())
            @if let (Some(owner), Some(due)) = (&one.owner, one.due) { ": " (visit.name_of(owner)) ", by " (day(due)) }
            @if late { " " (ui::badge(Tone::Danger, "Overdue")) }
        }
        @if let Some(last) = held.reports.last() {
            p.hint {
                (ui::badge(if last.report.status == ActionStatus::Done { Tone::Good } else { Tone::Neutral }, last.report.status.title()))
                " " (day(last.report.on)) @if !last.report.note.is_empty() { ": " (last.report.note) }
                @for id in &last.report.evidence { " " a.id href=(visit.href(&format!("/evidence/{id}"))) { (id) } }
            }
        }
    }
}

/// Under an action that is open: where it stands, by whoever carries it out or prepares reviews.
pub(super) fn report(visit: &Visit, one: &ReviewActionLine, typed: &Typed) -> Markup {
    let today = visit.doors.app.clock().today();
    let report = ActionReport { status: ActionStatus::Done, on: today, note: String::new(), evidence: [].into() };
    let command = ReviewCommand::ReportReviewAction { id: one.review.clone(), number: one.number, report };
    let may = one.live && one.held.open() && !visit.in_the_past();
    if !may || why_not(visit, &Command::Review(command)).is_some() {
        return html! {};
    }
    let name = format!("{}/{}", one.review, one.number);
    let again = typed.get("form") == name;
    let value = |field: &str, begin: &str| if again { typed.get(field).to_owned() } else { begin.to_owned() };
    let status = ActionStatus::parse(&value("status", "done"));
    let statuses = ActionStatus::ALL.map(|one| Choice::new(one.id(), one.title(), Some(one) == status));
    let (on, note, cited) = (value("on", &today.to_string()), value("note", ""), value("evidence", ""));
    let ids = ["status", "on", "note", "evidence"].map(|field| format!("{field}-{}-{}", one.review, one.number));
    let [status_id, on_id, note_id, cited_id] = &ids;
    html! {
        details.fold.add open[again] {
            summary { "Report where it stands" }
            (ui::form(&action(visit, &one.review, &format!("decisions/{}/reports", one.number)), html! {
                (ui::hidden("form", &name))
                div.field-row {
                    (ui::select(&Field { name: "status", id: status_id, label: "It is", required: true, ..Field::default() }, &statuses))
                    (ui::date_field(&Field { name: "on", id: on_id, label: "As of", value: &on, required: true, ..Field::default() }))
                }
                (ui::textarea(&Field { name: "note", id: note_id, label: "Note", hint: "What was done, how far it is, or why it is dropped.", value: &note, ..Field::default() }, 2))
                (ui::text(&Field { name: "evidence", id: cited_id, label: "Evidence", hint: "Ids with commas: EV-3, EV-7.", value: &cited, ..Field::default() }))
                div.actions { (ui::button("Record")) }
            }))
        }
    }
}
