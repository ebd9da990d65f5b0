//! The eighteen rules that keep duties apart. A refusal names the one that it rests on.

use serde::{Deserialize, Serialize};

/// A rule of separation of duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// Who wrote a version does not approve it (ISO/IEC 27001 A.5.3).
    AuthorApproves,
    /// Who hands in evidence does not accept it.
    CollectorAccepts,
    /// An internal auditor has no part in what is audited (clause 9.2.2).
    AuditsOwnWork,
    /// The audited do not change findings.
    AuditeeChangesFinding,
    /// Who carried out a corrective action does not verify it (clause 10.2).
    ImplementerVerifies,
    /// A risk is accepted by its owner at management level, never by its assessor.
    AssessorAccepts,
    /// Nobody changes their own role or grants above it; an owner remains.
    OwnRole,
    /// Two persons, a delay and notice to all owners.
    TwoPersons,
    /// Outside access is given by an owner or programme manager, dated, never by oneself.
    OutsideAccess,
    /// A consultant neither audits nor approves own work.
    ConsultantApproves,
    /// What was approved is not changed; a change is a new draft.
    ApprovedIsFixed,
    /// A program does not change what a person decided.
    ProgramOverrules,
    /// The time of receipt rules.
    ReceiptRules,
    /// Conclusions of an auditor are written by that auditor, after the evidence.
    AuditorConcludes,
    /// An approval names exactly what is approved; approvers are distinct persons.
    ApprovalIsBound,
    /// Rights begin when an invitation is confirmed and end at once.
    ConfirmedOnly,
    /// A deputy inherits conflicts, and cannot be represented in turn.
    DeputyInherits,
    /// A small firm may waive some of these rules openly.
    Waiver,
}

/// What enforces [`Duty::AuthorApproves`].
const AUTHOR_APPROVES: &str = "\
     whoever asks for access to a system, or would get it, does not decide on it; whoever wrote a part of a \
     system description, a version of a document, of the Statement of Applicability, of the risk method, of the \
     programme of internal audits or of the minutes of a review, or set what a collector does, does not approve \
     it";
/// What enforces [`Duty::AuditsOwnWork`].
const AUDITS_OWN_WORK: &str = "\
     who built the programme or owned a control in the last 365 days is not made internal auditor, is not the \
     deputy of one and gets no control while being one; the role excludes every role that builds; and nobody \
     audits an item that the ledger shows them to have owned, operated, written, approved or evidenced in the \
     look-back of the audit";
/// What enforces [`Duty::OutsideAccess`].
const OUTSIDE_ACCESS: &str = "\
     grants: at most 90 days, one engagement, never to oneself; an external auditor holds no other role and \
     no control, and reads the engagement that the access names with the controls in its scope, or, when it \
     names ISO/IEC 27001 instead, the approved versions of the Statement of Applicability and the packages \
     for a certification body";

impl Duty {
    /// All of them, in the order of their numbers.
    pub const ALL: [Duty; 18] = [
        Duty::AuthorApproves,
        Duty::CollectorAccepts,
        Duty::AuditsOwnWork,
        Duty::AuditeeChangesFinding,
        Duty::ImplementerVerifies,
        Duty::AssessorAccepts,
        Duty::OwnRole,
        Duty::TwoPersons,
        Duty::OutsideAccess,
        Duty::ConsultantApproves,
        Duty::ApprovedIsFixed,
        Duty::ProgramOverrules,
        Duty::ReceiptRules,
        Duty::AuditorConcludes,
        Duty::ApprovalIsBound,
        Duty::ConfirmedOnly,
        Duty::DeputyInherits,
        Duty::Waiver,
    ];

    /// Its number, from 1.
    pub fn number(self) -> usize {
        Duty::ALL.iter().position(|d| *d == self).map_or(0, |i| i + 1)
    }

    /// `SoD-7`.
    pub fn id(self) -> String {
        format!("SoD-{}", self.number())
    }

    /// The rule with this id or number.
    pub fn parse(text: &str) -> Option<Duty> {
        let text = text.trim().to_lowercase();
        let number: usize = text.strip_prefix("sod-").unwrap_or(&text).parse().ok()?;
        Duty::ALL.get(number.checked_sub(1)?).copied()
    }

    /// The rule in one sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Duty::AuthorApproves => "whoever wrote or last edited a version does not approve it",
            Duty::CollectorAccepts => "whoever hands in evidence does not accept it",
            Duty::AuditsOwnWork => "an internal auditor has not owned, operated or built what is audited",
            Duty::AuditeeChangesFinding => "the audited answer a finding and never change it",
            Duty::ImplementerVerifies => "whoever carried out a corrective action does not verify it",
            Duty::AssessorAccepts => "a risk is accepted by its owner at management level, not by its assessor",
            Duty::OwnRole => {
                "nobody changes their own role or grants one above it, and an organisation always keeps an owner"
            }
            Duty::TwoPersons => "this needs two persons, a delay and notice to all owners",
            Duty::OutsideAccess => {
                "outside access is given by an owner or programme manager, is dated, bound to one engagement and never extended by oneself"
            }
            Duty::ConsultantApproves => "a consultant neither approves as management nor audits own work",
            Duty::ApprovedIsFixed => "what was approved is not changed; a change is a new draft",
            Duty::ProgramOverrules => "a program never changes what a person decided",
            Duty::ReceiptRules => "the time of receipt rules; a claimed time is a claim",
            Duty::AuditorConcludes => "an auditor's conclusion is written by that auditor, after the evidence it cites",
            Duty::ApprovalIsBound => "an approval names exactly what is approved, and approvers are distinct persons",
            Duty::ConfirmedOnly => "rights begin when the invitation is confirmed and end at once",
            Duty::DeputyInherits => {
                "a deputy inherits the conflicts of the person represented and has no deputy in turn"
            }
            Duty::Waiver => "a waiver is explicit, dated, reasoned and approved by management",
        }
    }

    /// Rules that management of a small firm can waive; the others protect the record itself.
    pub fn waivable(self) -> bool {
        matches!(
            self,
            Duty::AuthorApproves
                | Duty::CollectorAccepts
                | Duty::AuditsOwnWork
                | Duty::ImplementerVerifies
                | Duty::AssessorAccepts
        )
    }

    /// What enforces it, in half a sentence.
    pub fn enforced(self) -> &'static str {
        match self {
            Duty::AuthorApproves => AUTHOR_APPROVES,
            Duty::CollectorAccepts => {
                "whoever handed in any version of an item of evidence neither accepts nor rejects it, and an acceptance is \
                 bound to the newest version"
            }
            Duty::AuditeeChangesFinding => {
                "an exception is noted, accepted or cleared by an auditor of the engagement, a finding of an internal audit \
                 is written by its auditors; the audited explain and respond"
            }
            Duty::ApprovedIsFixed => {
                "a frozen population is never changed, nor is a report of an internal audit; a system description, a \
                 document or a Statement of Applicability that was approved is changed by a new draft only, a scope \
                 statement in force by the next one"
            }
            Duty::ImplementerVerifies => {
                "whoever did a corrective action does not judge its effect, nor verify a line of treatment they did"
            }
            Duty::AssessorAccepts => {
                "the owner of a risk accepts what remains and did not rate it; above the appetite management signs too"
            }
            Duty::ReceiptRules => {
                "the time of its entry is the time of receipt; evidence that came late, was claimed afterwards or came after \
                 a window was closed says so for ever"
            }
            Duty::AuditorConcludes => {
                "a test of the examination is concluded by an external auditor of that engagement, in own words, and later \
                 than the evidence it cites"
            }
            Duty::AuditsOwnWork => AUDITS_OWN_WORK,
            Duty::OwnRole => {
                "the table denies every change of one's own membership, also through a token, a directory or a deputy; \
                 nobody names themselves a deputy; no token makes an owner; the last owner stays; in an access review nobody \
                 decides on their own account"
            }
            Duty::TwoPersons => {
                "deeds: proposed by one, approved by another, 24 hours in which every owner sees it in the list of \
                 decisions and can stop it; support access comes this way only"
            }
            Duty::OutsideAccess => OUTSIDE_ACCESS,
            Duty::ConsultantApproves => {
                "a consultant holds no role that approves or audits; who built or advised in the last 365 days gets no \
                 grant as external auditor"
            }
            Duty::ProgramOverrules => {
                "a collector's token appends evidence to the controls that it names, and nothing else; what a collector \
                 found stands beside what a person accepted, rejected or judged, and changes none of it"
            }
            Duty::ApprovalIsBound => {
                "a deed or waiver is not changed once proposed, and nobody approves their own; an approval of a document, \
                 of the Statement of Applicability or of minutes names the version and its hash, one of a treatment or of \
                 what remains the version of the plan and the rating; several approvers of a document are several persons"
            }
            Duty::ConfirmedOnly => {
                "rights are worked out anew for every request from the state of the membership and the day; tokens end \
                 with their owner's membership"
            }
            Duty::DeputyInherits => {
                "what belongs to the person represented counts as the deputy's own; only roles held as a member pass on, \
                 and a deputy names no deputy"
            }
            Duty::Waiver => {
                "proposed by one, approved by management that neither proposed it nor gains by it, dated, at most 366 days, \
                 never reaching back"
            }
        }
    }
}
