//! Counting what was tried, by account, by known device and by address, so that guessing gets slow and the owner's own
//! browser does not.

use super::Visitor;
use crate::shelf::{Kept, put};
use crate::{App, Failure, Fault, clock};
use domain::refusal::Refusal;
use identity::throttle::{self, Judgement, Lane, State};
use serde::{Deserialize, Serialize};
use store::Expect;

/// What a refusal begins with when somebody has to wait before the next attempt.
const TOO_MANY: &str = "too many attempts";

/// Failures of one lane.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Counted {
    #[serde(flatten)]
    state: State,
    /// The pause that the security log knows of already: one note for each, however often somebody knocks.
    #[serde(default)]
    noted_us: i64,
}

impl Kept for Counted {
    const KIND: &'static str = "throttle";
}

/// The lanes in which an attempt is counted.
pub(crate) struct Lanes(Vec<(Lane, String)>);

/// Whole seconds to wait, rounded up.
fn seconds(us: i64) -> u64 {
    us.max(0).unsigned_abs().div_ceil(1_000_000)
}

/// A time to wait, as people say it.
fn wait(us: i64) -> String {
    let seconds = seconds(us);
    match (seconds, seconds.div_ceil(60)) {
        (1, _) => "1 second".to_owned(),
        (0..=90, _) => format!("{seconds} seconds"),
        (_, minutes) => format!("{minutes} minutes"),
    }
}

/// The lane of an attempt that is at no account yet.
pub(super) fn address_lane(visitor: &Visitor) -> Lanes {
    Lanes(vec![(Lane::Address, format!("address:{}", visitor.address))])
}

/// The lane of a visitor who asks for something without an account: each time counts, whatever comes of it.
pub(crate) fn asking_lane(visitor: &Visitor) -> Lanes {
    Lanes(vec![(Lane::KnownDevice, format!("asking:{}", visitor.address))])
}

impl App {
    /// The lanes of an attempt at an account (its id, or what was typed when there is none).
    pub(crate) fn lanes(&self, account: &str, visitor: &Visitor) -> Result<Lanes, Fault> {
        let hashed = |text: &str| hex::encode(&ledger::Hash::of(text.as_bytes()).0[..16]);
        let by_account = match self.known_device(visitor, account)? {
            Some(device) => (Lane::KnownDevice, format!("device:{}", hashed(&device))),
            None => (Lane::Account, format!("account:{}", hashed(account))),
        };
        let mut lanes = address_lane(visitor).0;
        lanes.insert(0, by_account);
        Ok(Lanes(lanes))
    }

    /// Counts an attempt as failed before it is looked at, unless it has to wait.
    pub(crate) fn attempt(&self, lanes: &Lanes, visitor: &Visitor) -> Result<(), Failure> {
        let now = self.clock.now_us();
        for (lane, key) in &lanes.0 {
            loop {
                let held = self.kept::<Counted>(key)?;
                // `Absent` meets a record that has ended but was not swept: it may be replaced.
                let (counted, expect) =
                    held.map_or((Counted::default(), Expect::Any), |h| (h.value, Expect::Version(h.version)));
                match throttle::judge(&counted.state, *lane, now) {
                    Judgement::Go => {}
                    Judgement::Wait { until_us } => {
                        self.note_pause(key, &counted, expect, until_us, visitor)?;
                        return Err(Refusal::Paused {
                            sentence: TOO_MANY.to_owned(),
                            hint: format!("wait {} and try again", wait(until_us - now)),
                            seconds: Some(seconds(until_us - now)),
                        }
                        .into());
                    }
                    Judgement::KnownDevicesOnly => {
                        return Err(Refusal::Paused {
                            sentence: format!("{TOO_MANY} from unknown devices"),
                            hint: "use a browser that signed in before, or ask for a new password link".to_owned(),
                            seconds: None,
                        }
                        .into());
                    }
                }
                let counted = Counted { state: throttle::after_failure(&counted.state, now), ..counted };
                if self.shelve(&[put(key, "", now + throttle::FORGET_US * 40, &counted, expect)?])? {
                    break;
                }
            }
        }
        Ok(())
    }

    /// One note for each pause.
    fn note_pause(
        &self,
        key: &str,
        counted: &Counted,
        expect: Expect,
        until_us: i64,
        visitor: &Visitor,
    ) -> Result<(), Fault> {
        if counted.noted_us == until_us {
            return Ok(());
        }
        let noted = Counted { noted_us: until_us, ..counted.clone() };
        // Whoever was faster has noted it, or has counted one more, which is noted next time.
        if self.shelve(&[put(key, "", self.clock.now_us() + throttle::FORGET_US * 40, &noted, expect)?])? {
            self.note_person("throttled", "", &format!("until {}", clock::minute_of(until_us)), visitor);
        }
        Ok(())
    }

    /// Takes back what was counted on the way to a success: so many attempts.
    pub(crate) fn succeeded(&self, lanes: &Lanes, attempts: u32) -> Result<(), Fault> {
        let now = self.clock.now_us();
        for (lane, key) in &lanes.0 {
            let Some(held) = self.kept::<Counted>(key)? else { continue };
            let before = held.value.state;
            let state = match lane {
                // They were counted before they were known to be right.
                Lane::Address => State { failures: before.failures.saturating_sub(attempts), ..before },
                _ => throttle::after_success(&before, *lane),
            };
            let until = now + throttle::FORGET_US * 40;
            self.shelve(&[put(key, "", until, &Counted { state, ..held.value }, Expect::Version(held.version))?])?;
        }
        Ok(())
    }
}
