//! The names of everything that can happen, in groups, as a webhook chooses among them.

use crate::web::ui::{self, Choice, Field};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Group, and its events: the name in messages, and what happened in words.
const GROUPS: &[(&str, &[(&str, &str)])] = &[
    (
        "Programme",
        &[
            ("organisation_created", "The organisation began"),
            ("profile_set", "The scope was set"),
            ("document_adopted", "A framework or crosswalk was adopted"),
            ("suggestion_decided", "A suggestion was decided"),
            ("item_assessed", "A clause or control was judged"),
            ("step_recorded", "A step was recorded"),
            ("inheritance_recorded", "What a provider operates was recorded"),
            ("inheritance_withdrawn", "An inheritance was withdrawn"),
        ],
    ),
    (
        "Controls",
        &[
            ("control_added", "A control was added"),
            ("control_revised", "A control was changed"),
            ("control_retired", "A control was retired"),
            ("control_linked", "A control was linked"),
            ("control_unlinked", "A link was taken away"),
            ("control_assigned", "A control was assigned to a person"),
            ("controls_imported", "Controls were imported"),
            ("columns_saved", "Columns of an import were kept"),
        ],
    ),
    (
        "Operation",
        &[
            ("operation_set", "It was said how a control operates"),
            ("life_recorded", "A step in the life of a control was recorded, or taken back"),
            ("holidays_set", "The holidays were set"),
        ],
    ),
    (
        "Evidence",
        &[
            ("evidence_added", "An item was handed in"),
            ("evidence_revised", "A new version of an item was handed in"),
            ("evidence_linked", "An item shows a control"),
            ("evidence_unlinked", "An item no longer shows a control"),
            ("evidence_withdrawn", "An item was withdrawn"),
            ("evidence_judged", "A version was accepted or rejected"),
            ("evidence_asked", "Somebody was asked for evidence"),
            ("evidence_request_closed", "A request was closed without an answer"),
            ("evidence_followed_up", "It was said what came of the results of an item"),
            ("evidence_held", "An item was put under legal hold"),
            ("evidence_released", "A legal hold ended"),
            ("retention_set", "It was set how long evidence is kept for a framework"),
            ("evidence_disposed", "An item was disposed of"),
        ],
    ),
    (
        "Engagements",
        &[
            ("engagement_planned", "An engagement was planned"),
            ("engagement_revised", "What is engaged was changed"),
            ("engagement_moved", "An engagement was moved"),
            ("engagement_controls_named", "It was said which controls are examined"),
            ("unexercised_recorded", "It was recorded that nothing happened that a control could have answered"),
            ("asked_recorded", "A customer asked for something"),
            ("asked_answered", "A customer was sent something"),
            ("asked_closed", "A request was closed"),
            ("service_facts_set", "It was said what the services do"),
        ],
    ),
    (
        "Scorecard and questionnaires",
        &[
            ("scorecard_taken", "The readiness scorecard was answered"),
            ("questionnaire_imported", "A security questionnaire came in"),
            ("questions_answered", "Questions of a questionnaire were answered"),
            ("questionnaire_sent", "A questionnaire went back"),
            ("answer_kept", "An answer to customers was kept"),
            ("answer_confirmed", "An answer to customers was confirmed"),
            ("answer_withdrawn", "An answer to customers was taken out of the library"),
        ],
    ),
    (
        "Public statement",
        &[
            ("public_statement_set", "What everybody may read was set"),
            ("documents_given", "Documents were given to who asked for them"),
            ("documents_declined", "A request for documents was declined"),
            ("documents_withdrawn", "What was given was taken back"),
        ],
    ),
    (
        "Tests",
        &[
            ("population_recorded", "A population was handed in"),
            ("population_revised", "It was handed in again"),
            ("population_frozen", "A population was frozen"),
            ("sample_drawn", "A sample was drawn"),
            ("sampling_profile_set", "An own table of sample sizes was set"),
            ("sampling_profile_chosen", "A table of sample sizes was chosen"),
            ("test_planned", "A test was planned"),
            ("sample_taken", "A planned test uses a sample"),
            ("results_recorded", "Results were recorded"),
            ("readiness_noted", "A readiness test ended in a note"),
            ("test_concluded", "An auditor concluded on a test"),
            ("exception_noted", "An auditor noted an exception"),
            ("exception_explained", "The organisation said how it came about"),
            ("exception_judged", "The auditor let it stand, or cleared it"),
            ("exception_answered", "Management responded"),
            ("exception_linked", "A corrective action was linked"),
            ("exception_closed", "An exception was closed"),
        ],
    ),
    (
        "Description and statements",
        &[
            ("description_written", "A version was written"),
            ("description_submitted", "The newest version was handed to review"),
            ("description_approved", "Management approved a version"),
            ("description_commented", "An auditor commented on the approved version"),
            ("description_finalised", "The approved version was made final"),
            ("statement_written", "A statement was written"),
            ("statement_signed", "A statement was signed"),
            ("opinion_recorded", "The opinion of a report was recorded"),
            ("bridge_letter_written", "A bridge letter of ours was written"),
            ("bridge_letter_signed", "A bridge letter of ours was signed"),
            ("bridge_letter_sent", "A bridge letter of ours was sent"),
            ("own_cuec_recorded", "A control that we expect of customers was recorded"),
            ("own_cuec_withdrawn", "Such a control was withdrawn"),
        ],
    ),
    (
        "Suppliers",
        &[
            ("supplier_added", "A supplier was added"),
            ("supplier_revised", "A supplier was changed"),
            ("supplier_assessed", "A supplier was assessed"),
            ("supplier_moved", "A supplier went to another state"),
            ("supplier_rules_set", "The policy on suppliers was named"),
            ("supplier_incident_recorded", "An incident of a supplier was recorded"),
            ("supplier_incident_revised", "An incident of a supplier was completed"),
            ("supplier_report_requested", "A supplier's report was asked for"),
            ("supplier_report_recorded", "What a supplier's report says was recorded"),
            ("supplier_report_reviewed", "A supplier's report was reviewed"),
            ("supplier_report_decided", "A supplier's report was decided on"),
            ("bridge_letter_recorded", "A bridge letter came"),
            ("cuec_answered", "It was said how a user-entity control is met"),
            ("suppliers_imported", "Suppliers were imported"),
        ],
    ),
    (
        "People",
        &[
            ("person_invited", "A person was invited"),
            ("membership_confirmed", "An invitation was accepted"),
            ("roles_set", "Roles were set"),
            ("member_suspended", "A member was suspended"),
            ("member_resumed", "A suspension ended"),
            ("membership_ended", "A membership ended"),
            ("grant_given", "Outside access was given"),
            ("grant_ended", "Outside access was ended"),
            ("deputy_named", "A deputy was named"),
            ("deputy_ended", "A deputy's time was ended"),
        ],
    ),
    (
        "Staff and access",
        &[
            ("staff_recorded", "Somebody who works here was recorded"),
            ("staff_imported", "People who work here were imported"),
            ("position_set", "A position was set"),
            ("staff_checked", "A check of somebody was recorded"),
            ("access_asked", "Access to a system was asked for"),
            ("access_decided", "A request for access was decided"),
            ("access_carried_out", "Access was given or taken"),
        ],
    ),
    (
        "Risks",
        &[
            ("risk_method_written", "The risk method was written"),
            ("risk_method_approved", "The risk method was approved"),
            ("risk_recorded", "A risk was recorded"),
            ("risk_revised", "A risk was changed"),
            ("risk_rated", "A risk was rated"),
            ("treatment_planned", "The treatment of a risk was planned"),
            ("treatment_approved", "The treatment of a risk was approved"),
            ("treatment_line_moved", "A line of a treatment went on"),
            ("risk_accepted", "What remains of a risk was accepted"),
            ("risk_countersigned", "An acceptance above the appetite was signed"),
            ("risk_reopened", "A risk was opened again"),
            ("risk_closed", "A risk was closed"),
            ("risk_quantified", "Ranges of loss of a risk were set"),
            ("simulation_set", "How losses are played through was set"),
            ("risks_imported", "Risks were imported"),
        ],
    ),
    (
        "Statement of Applicability",
        &[
            ("statement_begun", "A draft was begun"),
            ("statement_entry_set", "An entry was set"),
            ("statement_entries_set", "Many entries were set"),
            ("statement_proposals_taken", "Proposals were taken"),
            ("statement_control_added", "An own control was put in"),
            ("statement_control_removed", "An own control was taken out"),
            ("statement_reviewed", "A version was reviewed"),
            ("statement_approved", "A version was approved"),
            ("statement_enforced", "A version was put in force"),
            ("statement_withdrawn", "A version was given up"),
        ],
    ),
    (
        "Certification",
        &[
            ("certification_body_added", "A certification body was added"),
            ("certification_body_revised", "What is said of a certification body was changed"),
            ("accreditation_checked", "The accreditation of a body was looked up"),
            ("certification_planned", "A certification was planned"),
            ("certification_revised", "The plan of a certification was changed"),
            ("certification_advanced", "A certification took a step"),
            ("certification_visit_planned", "A visit of the body was agreed"),
            ("certification_visit_moved", "A visit of the body was given other days"),
            ("certification_visit_cancelled", "A visit of the body was cancelled"),
            ("certification_visit_recorded", "A visit of the body was recorded"),
            ("certification_finding_recorded", "A finding of the body was recorded"),
            ("certification_finding_settled", "What the body said of a finding was recorded"),
            ("certificate_recorded", "The body decided to certify"),
            ("scope_change_noted", "A change of what is certified was noted"),
            ("scope_change_reported", "The body was told of a change"),
            ("use_of_marks_checked", "The use of marks was looked at"),
        ],
    ),
    (
        "Management reviews",
        &[
            ("review_interval_set", "The interval of management reviews was set"),
            ("review_scheduled", "A management review was scheduled"),
            ("review_moved", "A management review was moved"),
            ("review_cancelled", "A management review was cancelled"),
            ("review_agenda_sent", "The agenda of a management review was sent"),
            ("review_inputs_noted", "What was said of inputs was written down"),
            ("review_held", "A management review was held"),
            ("review_decided", "A management review decided something"),
            ("review_decision_removed", "A decision of a management review was taken back"),
            ("review_minutes_written", "Minutes of a management review were written"),
            ("review_evidence_cited", "Evidence was cited for a management review"),
            ("review_minutes_approved", "Minutes of a management review were approved"),
            ("review_action_reported", "An action of a management review was reported"),
            ("review_closed", "A management review was closed"),
        ],
    ),
    (
        "Planner",
        &[
            ("planner_answered", "The planner was answered"),
            ("planner_figure_set", "A figure of the planner was set"),
            ("plan_set", "The plan was set"),
            ("plan_figure_set", "An own figure of the plan was set"),
            ("plan_figure_removed", "An own figure of the plan was taken away"),
            ("plan_baseline_kept", "The roadmap was kept as a baseline"),
            ("plan_step_reported", "It was reported when a step of the plan began or ended"),
        ],
    ),
    (
        "Registers",
        &[
            ("register_entry_added", "An entry was added to a register"),
            ("register_entry_changed", "An entry of a register was changed"),
            ("register_entry_moved", "An entry of a register entered another state"),
            ("entry_line_added", "A line was added to an entry of a register"),
            ("entry_line_changed", "A line of an entry of a register was changed"),
            ("register_entry_ended", "An entry of a register was ended"),
            ("register_entries_imported", "A list was imported into a register"),
        ],
    ),
    (
        "Policies",
        &[
            ("policy_written", "A document was written"),
            ("policy_revised", "What is said of a document was changed"),
            ("policy_drafted", "A text of a document was written"),
            ("policy_submitted", "A document was handed on for approval"),
            ("policy_approved", "A document was approved"),
            ("policy_returned", "A document was sent back"),
            ("policy_published", "A document was published"),
            ("policy_reviewed", "A document was confirmed as it stands"),
            ("policy_retired", "A document was retired"),
            ("policy_version_disposed", "The text of a version was disposed of"),
            ("policy_acknowledgement_asked", "Acknowledgement of a document was asked for"),
            ("policy_acknowledged", "A document was acknowledged"),
            ("policies_imported", "Documents were imported"),
        ],
    ),
    (
        "Nonconformities",
        &[
            ("nonconformity_raised", "A nonconformity was raised"),
            ("nonconformity_revised", "A nonconformity was changed"),
            ("nonconformity_corrected", "A nonconformity was corrected"),
            ("nonconformity_cause_found", "The cause of a nonconformity was found"),
            ("nonconformity_similar_sought", "Similar cases were looked for"),
            ("nonconformity_action_planned", "Corrective action was planned"),
            ("nonconformity_action_dropped", "Corrective action was dropped"),
            ("nonconformity_action_finished", "Corrective action was carried out"),
            ("nonconformity_action_not_needed", "Corrective action is not needed"),
            ("nonconformity_evidence_cited", "Evidence was cited for a nonconformity"),
            ("nonconformity_effectiveness_judged", "Effectiveness was judged"),
            ("nonconformity_closed", "A nonconformity was closed"),
            ("nonconformity_rejected", "A nonconformity was rejected"),
            ("nonconformity_rules_set", "Deadlines of nonconformities were set"),
            ("nonconformities_imported", "Nonconformities were imported"),
        ],
    ),
    (
        "Internal audits",
        &[
            ("audit_programme_written", "A programme of internal audits was written"),
            ("audit_programme_proposed", "A programme was laid before management"),
            ("audit_programme_approved", "A programme was approved"),
            ("audit_programme_closed", "A programme was closed"),
            ("audit_planned", "An internal audit was planned"),
            ("audit_replanned", "An internal audit was planned otherwise"),
            ("auditor_assigned", "An auditor was named"),
            ("auditor_released", "An auditor was taken off"),
            ("audit_announced", "An internal audit was announced"),
            ("audit_started", "The fieldwork of an internal audit began"),
            ("audit_line_answered", "A line of a checklist was answered"),
            ("audit_finding_recorded", "A finding was recorded"),
            ("audit_finding_revised", "A finding was said differently"),
            ("audit_reported", "An internal audit was reported"),
            ("audit_verified", "The follow-up of an internal audit was verified"),
            ("audit_closed", "An internal audit was closed"),
            ("audit_cancelled", "An internal audit was cancelled"),
        ],
    ),
    (
        "Auditor's room",
        &[
            ("audit_request_added", "The auditor asked for something, or a request was prepared"),
            ("audit_request_revised", "A request of the auditor was changed"),
            ("audit_request_withdrawn", "A request of the auditor was taken back"),
            ("audit_request_submitted", "A request of the auditor was answered"),
            ("audit_request_due_proposed", "Another day was asked for"),
            ("audit_request_due_decided", "It was decided on the other day"),
            ("audit_request_returned", "The auditor gave an answer back"),
            ("audit_request_accepted", "The auditor accepted an answer"),
            ("auditor_room_commented", "Something was said to both sides"),
            ("auditor_note_kept", "An auditor kept a sealed note"),
            ("auditor_note_dropped", "An auditor threw a sealed note away"),
            ("auditor_read", "An auditor read"),
        ],
    ),
    ("Packages", &[("package_built", "A package was built"), ("package_withdrawn", "A package was taken back")]),
    (
        "Collectors",
        &[
            ("collector_set", "A collector was declared, or declared anew"),
            ("collector_approved", "What a collector runs was approved"),
            ("collector_ran", "A collector ran"),
            ("collector_paused", "A collector rests, or goes on"),
            ("collector_removed", "A collector was removed"),
        ],
    ),
    (
        "Waivers and decisions",
        &[
            ("waiver_proposed", "A waiver was proposed"),
            ("waiver_approved", "A waiver was approved"),
            ("waiver_ended", "A waiver was ended"),
            ("deed_proposed", "Something for two persons was proposed"),
            ("deed_approved", "Something for two persons was approved"),
            ("deed_withdrawn", "Something for two persons was stopped"),
            ("deed_done", "Something for two persons was carried out"),
            ("backup_restored", "A backup was restored"),
        ],
    ),
    (
        "Doors",
        &[
            ("sign_on_set", "Single sign-on was set"),
            ("directory_set", "The directory was set"),
            ("token_issued", "A token was issued"),
            ("token_revoked", "A token was revoked"),
            ("webhook_set", "A webhook was set"),
            ("webhook_removed", "A webhook was removed"),
        ],
    ),
];

/// Everything, or boxes in groups.
pub(super) fn boxes(chosen: &dyn Fn(&str) -> bool) -> Markup {
    let some = GROUPS.iter().flat_map(|(_, events)| *events).any(|(name, _)| chosen(name));
    html! {
        (ui::checkboxes(&Field { name: "all", label: "News", ..Field::default() }, &[Choice::new("yes", "Everything, also what a later version adds", !some)]))
        details.fold open[some] {
            summary { "Only some of it" }
            p.hint { "Take the mark away above, and tick here what it is to be told of." }
            div.check-groups {
                @for (title, events) in GROUPS {
                    @let choices: Vec<Choice<'_>> = events.iter().map(|(name, words)| Choice::new(*name, *words, chosen(name))).collect();
                    (ui::checkboxes(&Field { name: "event", label: title, ..Field::default() }, &choices))
                }
            }
        }
    }
}

/// What a webhook is told of, in words.
pub(super) fn chosen(names: &BTreeSet<String>) -> Markup {
    let words = |name: &String| {
        let known = GROUPS.iter().flat_map(|(_, events)| *events).find(|(n, _)| n == name);
        known.map_or_else(|| name.clone(), |(_, words)| (*words).to_owned())
    };
    html! {
        @match names.len() {
            0 => { "everything" }
            n if n > 3 => details.fold { summary { (n) " kinds of entries" } ul.plain-list { @for name in names { li { (words(name)) } } } },
            _ => { @for (at, name) in names.iter().enumerate() { @if at > 0 { "; " } (words(name).to_lowercase()) } }
        }
    }
}

#[cfg(test)]
mod unit {
    use super::GROUPS;

    /// Every name that an event can have, from every file about events.
    fn there() -> Vec<String> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/src/event");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let mut there = Vec::new();
        for file in files.filter(|file| file.extension().is_some_and(|ending| ending == "rs")) {
            let source = std::fs::read_to_string(&file).unwrap();
            let Some((_, names)) = source.split_once("pub fn name(") else { continue };
            let (names, _) = names.split_once("pub fn object(").unwrap();
            there.extend(names.split('"').skip(1).step_by(2).map(str::to_owned));
        }
        there.sort_unstable();
        there
    }

    #[test]
    fn every_event_stands_in_one_group_and_nothing_that_never_happens() {
        let all = GROUPS.iter().flat_map(|(_, events)| *events);
        let mut ours: Vec<&str> = all.map(|(name, _)| *name).collect();
        ours.sort_unstable();
        assert_eq!(ours, there());
        let twice: Vec<&[&str]> = ours.windows(2).filter(|pair| pair[0] == pair[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
        for rooms in ["audit_request_added", "package_built", "collector_ran"] {
            assert!(ours.contains(&rooms), "{rooms}");
        }
    }
}
