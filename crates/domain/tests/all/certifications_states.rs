//! Whatever is tried in whatever order: nobody is certified with a major that is open, or without a decision.

use crate::certifications::*;
use crate::library::Organisation;
use domain::command::Command;
use domain::reports::certification::{open_concerns, open_majors};
use domain::stamp::Badge;
use domain::values::certification::{CertificationState as State, *};
use proptest::prelude::*;
use std::sync::OnceLock;

/// A firm whose Stage 1 is over, made once: what follows is cloned from it.
fn begun() -> Organisation {
    static FIRM: OnceLock<Organisation> = OnceLock::new();
    let made = || {
        let mut firm = ready();
        firm.holds_stage1(1);
        firm.acts_on(1);
        firm
    };
    FIRM.get_or_init(made).clone()
}

fn tries(firm: &mut Organisation, command: Command) {
    if let Ok(events) = firm.judges(&Badge::fresh("paul"), command.clone()) {
        assert!(!events.is_empty());
        firm.by("paul", command);
    }
}

fn does(firm: &mut Organisation, pick: u8, number: u32) {
    let today = firm.today();
    let state = State::ALL[usize::try_from(number).unwrap() % State::ALL.len()];
    let visits = u32::try_from(firm.ct().visits.len()).unwrap();
    let step = |because: &str| CertificationMove {
        because: because.to_owned(),
        ground: (state == State::Suspended).then_some(SuspensionGround::OwnRequest),
        ..step_on(state, today)
    };
    match pick % 12 {
        0 | 1 => tries(firm, advance(step(""))),
        2 => tries(firm, advance(step("the body goes on"))),
        3 => tries(firm, decide(certificate(today))),
        4 => tries(firm, finding(found(visits, FindingKind::Major, today))),
        5 => tries(firm, finding(found(visits, FindingKind::Minor, today))),
        6 => tries(firm, visit(VisitKind::ALL[usize::try_from(number).unwrap() % VisitKind::ALL.len()], today, 1)),
        7 | 8 => tries(firm, record(visits, held_on(today, today, VisitOutcome::AfterActions))),
        9 => tries(firm, settle(number % 4 + 1, Settlement::ALL[usize::try_from(number / 4).unwrap() % 4], today)),
        10 => {
            let wanted = number % 4 + 1;
            let nc = firm.ct().finding(wanted).and_then(|one| one.nonconformity.clone());
            if nc.is_some_and(|nc| firm.nc(&nc).actions.is_empty() && firm.nc(&nc).state().open()) {
                firm.acts_on(wanted);
            }
        }
        _ => firm.days_pass(i64::from(number)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn r226_r227_no_path_leads_to_a_certificate_with_an_open_major(steps in prop::collection::vec((0_u8..12, 0_u32..40), 1..60)) {
        let mut firm = begun();
        for (pick, number) in steps {
            let before = firm.ct().certificates.len();
            let was = firm.ct().state;
            does(&mut firm, pick, number);
            let held = firm.ct();
            if held.certificates.len() > before || (held.state == State::Certified && was != State::Certified) {
                prop_assert_eq!(open_majors(held).count(), 0);
                prop_assert!(held.certificate().is_some(), "certified by a decision alone");
            }
            if held.state == State::Stage2 && was == State::Stage1Closed {
                prop_assert_eq!(open_concerns(held, &firm.registers).count(), 0);
            }
        }
    }
}
