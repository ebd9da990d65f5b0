//! The forms of the steps, each folded under its step; the one that is next stands open.

use super::{action, members};
use crate::web::people::{choices, not_offered, why_not};
use crate::web::typed::Typed;
use crate::web::ui::{self, Choice, Field};
use crate::web::visit::Visit;
use app::ask::NonconformityDetail;
use domain::command::{Command, NonconformityCommand};
use domain::refusal::Refusal;
use domain::registers::nonconformity::HeldAction;
use domain::reports::nonconformity::close::CloseNeed;
use domain::values::nonconformity::Effectiveness;
use maud::{Markup, html};

/// What may be done about a nonconformity by whoever visits.
pub(super) struct Forms<'a> {
    visit: &'a Visit,
    detail: &'a NonconformityDetail,
    typed: &'a Typed,
    /// It is open, and the visit is of today.
    live: bool,
    /// What stands in the way of working on it, and of judging it.
    work: Option<Refusal>,
    verify: Option<Refusal>,
    today: String,
}

impl<'a> Forms<'a> {
    pub(super) fn of(visit: &'a Visit, detail: &'a NonconformityDetail, typed: &'a Typed) -> Forms<'a> {
        let id = detail.line.id.clone();
        let similar = NonconformityCommand::SeekSimilarNonconformities { id: id.clone(), similar: String::new() };
        let close = NonconformityCommand::CloseNonconformity { id, note: String::new() };
        let live = detail.line.state.open() && !visit.in_the_past();
        let missing = |wanted| if live { why_not(visit, &Command::Nonconformity(wanted)) } else { None };
        let (work, verify) = (missing(similar), missing(close));
        let today = visit.doors.app.clock().today().to_string();
        Forms { visit, detail, typed, live, work, verify, today }
    }

    /// Is this the step to do next?
    fn next(&self, need: CloseNeed) -> bool {
        self.detail.line.missing.first() == Some(&need)
    }

    /// A folded form of a step of the work; whoever may not work sees why at the step that is next.
    fn worked(&self, need: CloseNeed, name: &str, summary: &str, fields: Markup) -> Markup {
        self.folded(self.work.as_ref(), self.next(need), name, summary, fields)
    }

    fn folded(&self, missing: Option<&Refusal>, next: bool, name: &str, summary: &str, fields: Markup) -> Markup {
        // What was seen to work is not changed any more; what is still missing is recorded.
        let judged = self.detail.held.judgement.is_some() && !matches!(name, "closing" | "similar-cases");
        html! {
            @if self.live && !judged {
                @match missing {
                    Some(missing) => { @if next { (not_offered(missing)) } },
                    None => details.fold.add open[next || self.typed.get("form") == name] {
                        summary { (summary) }
                        (ui::form(&action(self.visit, &self.detail.line.id, name), html! {
                            (ui::hidden("form", name))
                            (fields)
                            div.actions { (ui::button("Record")) }
                        }))
                    },
                }
            }
        }
    }

    /// What was typed into the form of this name, or else what it begins with.
    fn value(&self, form: &str, name: &str, begin: &str) -> String {
        if self.typed.get("form") == form { self.typed.get(name).to_owned() } else { begin.to_owned() }
    }

    fn long(&self, form: &str, name: &str, label: &str, hint: &str, begin: &str) -> Markup {
        let (value, id) = (self.value(form, name, begin), format!("{form}-{name}"));
        let rows = if begin.len() > 200 { 5 } else { 3 };
        ui::textarea(&Field { name, id: &id, label, hint, value: &value, required: true, ..Field::default() }, rows)
    }

    /// The day and the evidence of a step.
    fn shown(&self, form: &str, label: &str) -> Markup {
        let (on, cited) = (self.value(form, "on", &self.today), self.value(form, "evidence", ""));
        let (on_id, cited_id) = (format!("{form}-on"), format!("{form}-evidence"));
        html! {
            div.field-row {
                (ui::date_field(&Field { name: "on", id: &on_id, label, value: &on, required: true, ..Field::default() }))
                (ui::text(&Field { name: "evidence", id: &cited_id, label: "Evidence", hint: "Ids with commas: EV-3, EV-7.", value: &cited, ..Field::default() }))
            }
        }
    }

    pub(super) fn correction(&self) -> Markup {
        let was = self.detail.held.correction.as_ref();
        let (summary, begin) = was.map_or(("Record the correction", ""), |one| ("Change it", one.text.as_str()));
        let hint = "What was done at once, how the consequences were dealt with, or why there is nothing to correct.";
        let fields = html! { (self.long("correction", "correction", "Correction", hint, begin)) (self.shown("correction", "Done on")) };
        self.worked(CloseNeed::Correction, "correction", summary, fields)
    }

    pub(super) fn cause(&self) -> Markup {
        let held = &self.detail.held;
        if held.correction.is_none() {
            return html! {};
        }
        let was = held.cause.as_ref();
        let (summary, begin) = was.map_or(("Record the cause", ""), |one| ("Change it", one.text.as_str()));
        let method = self.value("cause", "method", was.map_or("", |one| &one.method));
        let fields = html! {
            (self.long("cause", "cause", "Cause", "Why it happened, not what happened.", begin))
            (ui::text(&Field { name: "method", label: "Found by", hint: "Such as five whys, or a timeline.", value: &method, ..Field::default() }))
        };
        self.worked(CloseNeed::Cause, "cause", summary, fields)
    }

    pub(super) fn similar(&self) -> Markup {
        let was = self.detail.held.similar.as_ref();
        let (summary, begin) =
            was.map_or(("Record the look for similar cases", ""), |one| ("Change it", one.text.as_str()));
        let fields =
            self.long("similar-cases", "similar", "Similar cases", "Where was looked, and what was found.", begin);
        self.worked(CloseNeed::SimilarCases, "similar-cases", summary, fields)
    }

    pub(super) fn plan(&self) -> Markup {
        let held = &self.detail.held;
        if held.cause.is_none() {
            return html! { @if self.live { p.hint { "Action is taken against the cause, which is not known yet." } } };
        }
        let members = members(self.visit);
        let owner = self.value("actions", "owner", held.nonconformity.owner.as_deref().unwrap_or_default());
        let (due, owners) =
            (self.value("actions", "due", ""), choices(self.visit, &members, "Choose somebody", &owner));
        let fields = html! {
            (self.long("actions", "what", "What is done", "So that the cause does not come back.", ""))
            div.field-row {
                (ui::select(&Field { name: "owner", label: "Carries it out", required: true, ..Field::default() }, &owners))
                (ui::date_field(&Field { name: "due", label: "By", value: &due, required: true, ..Field::default() }))
            }
        };
        let nothing = held.actions.iter().all(|line| line.dropped.is_some());
        let none =
            html! { (self.long("no-action", "reason", "Why no action is needed", "Why this cause needs none.", "")) };
        // With a line that waits, carrying it out is next, and not another plan.
        let waits = self.work.is_none() && held.actions.iter().any(HeldAction::open);
        let next = self.next(CloseNeed::Action) && !waits;
        html! {
            (self.folded(self.work.as_ref(), next, "actions", "Plan an action", fields))
            @if nothing && held.no_action.is_none() && self.work.is_none() {
                (self.folded(None, false, "no-action", "No action is needed", none))
            }
        }
    }

    /// Under a line that waits: carried out, or dropped.
    pub(super) fn line(&self, number: u32, one: &HeldAction) -> Markup {
        let (id, name) = (&self.detail.line.id, format!("actions/{number}"));
        let done = NonconformityCommand::FinishNonconformityAction {
            id: id.clone(),
            number,
            on: one.action.due,
            note: String::new(),
            evidence: [].into(),
        };
        if !self.live
            || self.detail.held.judgement.is_some()
            || why_not(self.visit, &Command::Nonconformity(done)).is_some()
        {
            return html! {};
        }
        let form = format!("{name}/completion");
        let (note, note_id) = (self.value(&form, "note", ""), format!("note-{number}"));
        let fields = html! {
            (ui::textarea(&Field { name: "note", id: &note_id, label: "What was done", value: &note, ..Field::default() }, 2))
            (self.shown(&form, "Done on"))
        };
        let removal = format!("{name}/removal");
        html! {
            (self.folded(None, false, &form, "It is carried out", fields))
            @if self.work.is_none() {
                (self.folded(None, false, &removal, "Drop this line", self.long(&removal, "reason", "Why it is not done", "", "")))
            }
        }
    }

    pub(super) fn effect(&self) -> Markup {
        if self.detail.line.judge_from.is_none() {
            return html! {};
        }
        let chosen = Effectiveness::parse(&self.value("effectiveness", "result", ""));
        let results = Effectiveness::ALL.map(|one| Choice::new(one.id(), one.title(), Some(one) == chosen));
        let fields = html! {
            (ui::radios(&Field { name: "result", label: "Did it work?", hint: "What did not work goes back to the cause, and another round begins.", required: true, ..Field::default() }, &results))
            (self.long("effectiveness", "note", "What was seen", "What was looked at, and what was seen.", ""))
            (self.shown("effectiveness", "Looked at on"))
        };
        let next = self.next(CloseNeed::Effectiveness);
        self.folded(self.verify.as_ref(), next, "effectiveness", "Judge whether it worked", fields)
    }

    pub(super) fn closing(&self) -> Markup {
        let ready = self.detail.line.missing.is_empty();
        if !ready {
            return html! {};
        }
        let note = self.value("closing", "note", "");
        let fields = ui::textarea(
            &Field { name: "note", id: "closing-note", label: "Note", value: &note, ..Field::default() },
            2,
        );
        self.folded(self.verify.as_ref(), true, "closing", "Nothing is missing: close it", fields)
    }
}
