//! The public statement: what is held and nothing else, in the words of the trade; documents for a time, once a request.

use crate::library::{Organisation, TODAY};
use domain::command::{Command, PublicCommand};
use domain::event::{Event, PublicEvent};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::certification::{HeldBody, HeldCertification};
use domain::registers::description::HeldOpinion;
use domain::registers::engagement::HeldEngagement;
use domain::registers::policy::HeldPolicy;
use domain::reports::public::{PublicPage, offers, public_page};
use domain::reports::wording::hits;
use domain::values::certification::CertificationState;
use domain::values::public::{MAX_ABOUT, MAX_DAYS, PublicDocument, PublicDocumentKind, PublicStatement};
use domain::values::{Categories, Classification, Engagement, EngagementState, Examination, Firm, Window};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::json;

fn command(statement: PublicStatement) -> Command {
    Command::Public(PublicCommand::SetPublicStatement { statement: Box::new(statement) })
}

fn engaged(kind: Examination, state: EngagementState) -> HeldEngagement {
    let engagement = Engagement {
        title: "internal title that nobody outside reads".into(),
        kind,
        categories: Categories::SECURITY,
        services: Vec::new(),
        systems: Vec::new(),
        locations: Vec::new(),
        firm: Firm { name: "Ledger & Quill LLP".into(), licence: "secret licence".into(), independence: String::new() },
        letter: None,
        commitments: String::new(),
        minimum_end: None,
        subservice: Vec::new(),
        no_subservice: String::new(),
        follows: None,
    };
    HeldEngagement {
        engagement,
        state,
        held_at: None,
        moves: Vec::new(),
        windows: Vec::new(),
        controls: domain::values::InScope::Linked,
        scope: None,
        closed_us: None,
        unexercised: Default::default(),
    }
}

fn type2(until: Date, state: EngagementState) -> HeldEngagement {
    engaged(Examination::Type2 { window: Window { from: date(2025, 11, 1), until } }, state)
}

fn opinion(kind: &str) -> HeldOpinion {
    let held =
        json!({ "opinion": { "kind": kind, "dated": "2026-11-02", "basis": "x" }, "by": "person-1", "at_us": 1 });
    serde_json::from_value(held).unwrap()
}

fn body(valid_until: &str) -> HeldBody {
    let held = json!({
        "body": { "name": "Northern Assurance", "country": "Sweden" },
        "checks": [{
            "accreditation": {
                "by": "SWEDAC", "number": "1234", "standards": ["ISO/IEC 17021-1:2015"], "iso27001": true,
                "valid_until": valid_until, "source": "the register", "on": "2026-01-02"
            },
            "by": "person-1", "at_us": 1
        }],
        "by": "person-1", "at_us": 1
    });
    serde_json::from_value(held).unwrap()
}

/// A project with a certificate of 1 February 2026.
pub(crate) fn certified(state: CertificationState, expiry: &str) -> HeldCertification {
    let held = json!({
        "project": { "title": "internal project", "body": "CB-1", "scope": "planned scope" },
        "state": state,
        "certificates": [{
            "decision": { "on": "2026-02-01", "number": "NA-77", "scope": "Hosting of tide data", "statement": "ST-1" },
            "expiry": expiry, "by": "person-1", "at_us": 1
        }],
        "by": "person-1", "at_us": 1
    });
    serde_json::from_value(held).unwrap()
}

fn policy(title: &str, text: &str) -> HeldPolicy {
    let held = json!({
        "policy": { "number": "POL-1", "title": title, "kind": "policy", "review_months": 12 },
        "versions": [{
            "number": 3, "text": text, "sha256": "ab", "note": "", "authors": ["person-1"], "at_us": 1,
            "published": { "from": "2026-01-01", "by": "person-1", "at_us": 1 }
        }],
        "written_by": "person-1", "written_us": 1
    });
    serde_json::from_value(held).unwrap()
}

fn page(registers: &Registers, shown: &PublicStatement) -> PublicPage {
    public_page(registers, shown, TODAY)
}

fn all() -> PublicStatement {
    PublicStatement { on: true, opinion: true, under_way: true, ..PublicStatement::default() }
}

fn access() -> PublicDocument {
    PublicDocument::new(PublicDocumentKind::Policy, "PL-1")
}

#[test]
fn a_report_is_shown_once_it_is_issued_with_its_period_and_firm() {
    let mut registers = Organisation::begun().registers;
    let engagements = &mut registers.engagements.engagements;
    engagements.insert("EN-1".into(), type2(date(2026, 10, 31), EngagementState::Issued));
    engagements.insert("EN-2".into(), type2(date(2026, 10, 30), EngagementState::Superseded));
    engagements.insert("EN-3".into(), type2(date(2027, 10, 31), EngagementState::WindowOpen));
    engagements.insert("EN-4".into(), engaged(Examination::Type1 { on: date(2026, 9, 1) }, EngagementState::Issued));
    engagements.insert("EN-5".into(), type2(date(2026, 10, 29), EngagementState::DraftReport));
    let shown = page(&registers, &all());
    let told: Vec<(&str, String)> = shown.reports.iter().map(|one| (one.title.as_str(), one.period())).collect();
    assert_eq!(
        told,
        [
            ("SOC 2 Type II report", "2025-11-01 to 2026-10-31".to_owned()),
            ("SOC 2 Type I report", "as of 2026-09-01".to_owned())
        ]
    );
    assert_eq!(
        (shown.reports[0].firm.as_str(), shown.reports[0].categories.as_str()),
        ("Ledger & Quill LLP", "Security")
    );
    assert_eq!(shown.under_way, ["A SOC 2 Type II examination is under way. No report of it was issued."]);
    // Off means not said.
    assert!(page(&registers, &PublicStatement::default()).under_way.is_empty());
    let told = format!("{shown:?}");
    assert!(!told.contains("internal title") && !told.contains("secret licence") && !told.contains("EN-"), "{told}");
    assert!(hits(&told).is_empty(), "K14");
}

#[test]
fn r203_the_opinion_is_shown_only_where_somebody_chose_so_and_never_as_a_pass() {
    let mut registers = Organisation::begun().registers;
    registers.engagements.engagements.insert("EN-1".into(), type2(date(2026, 10, 31), EngagementState::Issued));
    registers.descriptions.opinions.insert("EN-1".into(), vec![opinion("unmodified"), opinion("qualified")]);
    let shown = page(&registers, &all());
    let said = shown.reports[0].opinion.clone().unwrap();
    assert!(said.starts_with("The auditor's opinion is qualified:") && hits(&said).is_empty(), "{said}");
    let quiet = page(&registers, &PublicStatement { opinion: false, ..all() });
    assert_eq!(quiet.reports[0].opinion, None);
    for kind in ["unmodified", "qualified", "adverse", "disclaimer"] {
        registers.descriptions.opinions.insert("EN-1".into(), vec![opinion(kind)]);
        let said = format!("{:?}", page(&registers, &all())).to_lowercase();
        assert!(said.contains(kind) && !said.contains("pass") && !said.contains("fail"), "{said}");
    }
}

#[test]
fn a_certificate_is_shown_while_it_is_in_force_and_never_afterwards() {
    let mut registers = Organisation::begun().registers;
    registers.certifications.bodies.insert(1, body("2027-01-01"));
    let shown_in = |state, expiry| {
        let mut registers = registers.clone();
        registers.certifications.projects.insert(1, certified(state, expiry));
        page(&registers, &all())
    };
    for state in [CertificationState::Certified, CertificationState::Surveillance1, CertificationState::Recertification]
    {
        let shown = shown_in(state, "2029-01-31");
        let one = &shown.certificates[0];
        assert_eq!((one.title().as_str(), one.body.as_str()), ("ISO/IEC 27001:2022 certified", "Northern Assurance"));
        assert_eq!((one.accredited_by.as_str(), one.number.as_str()), ("SWEDAC", "NA-77"));
        assert_eq!((one.scope.as_str(), one.until), ("Hosting of tide data", date(2029, 1, 31)));
        assert!(shown.under_way.is_empty(), "what is held is not under way");
    }
    // The last day counts, the day after it does not.
    assert_eq!(shown_in(CertificationState::Certified, "2026-11-21").certificates.len(), 1);
    assert!(shown_in(CertificationState::Certified, "2026-11-20").certificates.is_empty());
    for state in [CertificationState::Suspended, CertificationState::Withdrawn, CertificationState::Expired] {
        let shown = shown_in(state, "2029-01-31");
        assert!(shown.certificates.is_empty() && shown.under_way.is_empty(), "{state:?}");
        assert!(!format!("{shown:?}").contains("NA-77"), "{state:?}");
    }
    // An accreditation that has ended is nobody's.
    registers.certifications.bodies.insert(1, body("2026-11-20"));
    registers.certifications.projects.insert(1, certified(CertificationState::Certified, "2029-01-31"));
    assert_eq!(page(&registers, &all()).certificates[0].accredited_by, "");
    // Before the decision there is nothing to hold.
    let mut planned = certified(CertificationState::Stage1, "2029-01-31");
    planned.certificates.clear();
    registers.certifications.projects.insert(1, planned.clone());
    let shown = page(&registers, &all());
    assert!(shown.certificates.is_empty() && shown.under_way[0].contains("audits our management system"), "{shown:?}");
    planned.state = CertificationState::Planned;
    registers.certifications.projects.insert(1, planned);
    let shown = page(&registers, &all());
    assert_eq!(shown.under_way, ["We prepare for certification to ISO/IEC 27001:2022. No certificate was issued."]);
}

#[test]
fn r209_what_the_organisation_writes_is_refused_with_what_to_say_instead() {
    let organisation = Organisation::begun();
    for (about, instead) in [
        ("We are SOC 2 certified.", "write `SOC 2 report`"),
        ("Our SOC 2\ncertification is done", "write `SOC 2 examination`"),
        ("We passed SOC 2", "write `SOC 2 report with its opinion`"),
        ("Certified to ISO 27002", "ISO/IEC 27001:2022 certified"),
    ] {
        let said = PublicStatement { about: about.into(), ..PublicStatement::default() };
        let refusal = organisation.refuses(command(said));
        assert!(refusal.to_string().contains("the words about the organisation"), "{refusal}");
        assert!(refusal.hint().contains(instead), "{}", refusal.hint());
    }
    let contact = PublicStatement { contact: "ask our SOC 2 certified team".into(), ..PublicStatement::default() };
    assert!(organisation.refuses(command(contact)).to_string().contains("whom to ask"));
    let lines = PublicStatement { contact: "one\ntwo".into(), ..PublicStatement::default() };
    assert!(organisation.refuses(command(lines)).to_string().contains("more than one line"));
    let long = PublicStatement { about: "x".repeat(MAX_ABOUT + 1), ..PublicStatement::default() };
    assert_eq!(
        organisation.refuses(command(long)),
        Refusal::TooLong { field: "the words about the organisation", max: MAX_ABOUT }
    );
}

#[test]
fn what_a_register_says_wrongly_is_left_out_and_stands_in_the_way_of_turning_it_on() {
    let mut organisation = Organisation::begun();
    organisation.registers.certifications.bodies.insert(1, body("2027-01-01"));
    let mut held = certified(CertificationState::Certified, "2029-01-31");
    held.certificates[0].decision.scope = "All that is SOC 2 certified".into();
    organisation.registers.certifications.projects.insert(1, held);
    let shown = page(&organisation.registers, &all());
    assert!(shown.certificates.is_empty() && shown.left_out.len() == 1, "{shown:?}");
    let refusal = organisation.refuses(command(all()));
    assert!(refusal.to_string().contains("soc 2 certified") && refusal.hint().contains("SOC 2 report"), "{refusal}");
    organisation.does(command(PublicStatement { on: false, ..all() }));
}

#[test]
fn it_is_off_until_somebody_turns_it_on_and_setting_it_so_again_is_no_change() {
    let mut organisation = Organisation::begun();
    assert!(!organisation.registers.public.shown().on);
    let events = organisation.does(command(all()));
    assert!(matches!(&events[..], [Event::Public(PublicEvent::PublicStatementSet { statement })] if statement.on));
    assert!(organisation.registers.public.shown().on);
    assert_eq!(organisation.refuses(command(all())).to_string(), "what the public statement says is so already");
    organisation.does(command(PublicStatement { on: false, ..all() }));
    assert!(!organisation.registers.public.shown().on);
}

#[test]
fn only_what_is_in_force_and_for_everybody_inside_can_be_offered() {
    let mut organisation = Organisation::begun();
    let offered = |document| command(PublicStatement { documents: vec![document], ..PublicStatement::default() });
    let policies = |organisation: &mut Organisation, held: HeldPolicy| {
        organisation.registers.policies.policies.insert("PL-1".into(), held);
    };
    let cannot = |organisation: &Organisation, document: PublicDocument| {
        let refusal = organisation.refuses(offered(document));
        assert!(refusal.to_string().contains("cannot be given to others"), "{refusal}");
    };
    cannot(&organisation, access());
    cannot(&organisation, PublicDocument::new(PublicDocumentKind::Statement, ""));
    cannot(&organisation, PublicDocument::new(PublicDocumentKind::Letter, "BL-1"));
    let mut held = policy("Access policy", "# Access\n");
    held.policy.classification = Classification::Restricted;
    policies(&mut organisation, held.clone());
    cannot(&organisation, access());
    held.policy.classification = Classification::Internal;
    held.policy.distribution = [domain::values::Role::Management].into();
    policies(&mut organisation, held.clone());
    cannot(&organisation, access());
    held.policy.distribution.clear();
    held.versions[0].published = None;
    policies(&mut organisation, held);
    cannot(&organisation, access());
    policies(&mut organisation, policy("Access policy", "# Access\n"));
    assert_eq!(offers(&organisation.registers, TODAY), [(access(), "Access policy, version 3".to_owned())]);
    let twice = PublicStatement { documents: vec![access(), access()], ..PublicStatement::default() };
    assert!(organisation.refuses(command(twice)).to_string().contains("stands twice"));
    organisation.does(offered(access()));
    assert_eq!(page(&organisation.registers, &organisation.registers.public.shown()).documents.len(), 1);
    // Retired, it goes from the page by itself, and may stay in what is set.
    organisation.registers.policies.policies.clear();
    let kept = organisation.registers.public.shown();
    assert!(page(&organisation.registers, &kept).documents.is_empty());
    organisation.does(command(PublicStatement { about: "Tides.".into(), ..kept }));
}

#[test]
fn documents_are_given_for_a_time_declined_once_and_taken_back_at_once() {
    let mut organisation = Organisation::begun();
    organisation.registers.policies.policies.insert("PL-1".into(), policy("Access policy", "# Access\n"));
    organisation.does(command(PublicStatement { documents: vec![access()], ..all() }));
    let until = |days: i64| TODAY.saturating_add(days.days());
    let give =
        |id: &str, documents, until| Command::Public(PublicCommand::GiveDocuments { id: id.into(), documents, until });
    for (documents, day, says) in [
        (vec![], until(14), "the list of documents is empty"),
        (vec![PublicDocument::new(PublicDocumentKind::Policy, "PL-2")], until(14), "none of the documents"),
        (vec![access()], TODAY, "is over, or good for too long"),
        (vec![access()], until(i64::from(MAX_DAYS) + 1), "is over, or good for too long"),
    ] {
        let refusal = organisation.refuses(give("DR-1", documents, day));
        assert!(refusal.to_string().contains(says), "{says}: {refusal}");
    }
    organisation.does(give("DR-1", vec![access()], until(1)));
    assert!(organisation.refuses(give("DR-1", vec![access()], until(1))).to_string().contains("decided on already"));
    let decline = |id: &str| Command::Public(PublicCommand::DeclineDocuments { id: id.into() });
    assert!(organisation.refuses(decline("DR-1")).to_string().contains("decided on already"));
    let held = &organisation.registers.public.requests["DR-1"];
    assert!(held.good(until(1)) && !held.good(until(2)));
    let back = |id: &str, reason: &str| {
        Command::Public(PublicCommand::WithdrawDocuments { id: id.into(), reason: reason.into() })
    };
    assert!(organisation.refuses(back("DR-1", " ")).to_string().contains("the reason is empty"));
    assert!(organisation.refuses(back("DR-2", "x")).to_string().contains("nothing was given"));
    organisation.does(back("DR-1", "wrong person"));
    assert!(!organisation.registers.public.requests["DR-1"].good(TODAY));
    assert!(matches!(organisation.refuses(back("DR-1", "x")), Refusal::NothingToChange { .. }));
    organisation.does(decline("DR-2"));
    assert!(organisation.refuses(back("DR-2", "x")).to_string().contains("nothing was given"));
    organisation.does(give("DR-3", vec![access()], until(i64::from(MAX_DAYS))));
}

#[test]
fn a_document_is_written_as_it_is_read() {
    for text in ["policy:PL-1", "letter:BL-2", "statement"] {
        assert_eq!(PublicDocument::parse(text).unwrap().to_string(), text);
    }
    assert_eq!(PublicDocument::parse(" Policy : pl-1 "), Some(access()));
    for text in ["", "policy", "policy:", "statement:ST-1", "report:EN-1", "../x"] {
        assert_eq!(PublicDocument::parse(text), None, "{text}");
    }
}
