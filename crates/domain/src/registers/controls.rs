//! The register of the organisation's own controls.

use super::Recorded;
use crate::event::Event;
use crate::values::{Control, Status};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A control with when it was added and last changed, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The control.
    pub control: Control,
    /// Added, microseconds since 1970.
    pub added_us: i64,
    /// Last changed.
    pub changed_us: i64,
    /// Actor id of the last change.
    pub changed_by: String,
    /// Number of events about it.
    pub version: u32,
    /// What its status was when it was retired; none while it is in use, and of one that was retired from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retired_from: Option<Status>,
}

pub(super) fn apply(controls: &mut BTreeMap<String, Held>, recorded: Recorded<'_>, event: Event) {
    let mut touch = |id: &str, change: &mut dyn FnMut(&mut Control)| {
        if let Some(held) = controls.get_mut(id) {
            let before = held.control.status;
            change(&mut held.control);
            held.retired_from = match (before, held.control.status) {
                (Status::Retired, Status::Retired) => held.retired_from,
                (before, Status::Retired) => Some(before),
                _ => None,
            };
            held.changed_us = recorded.at_us;
            if held.changed_by != recorded.by {
                recorded.by.clone_into(&mut held.changed_by);
            }
            held.version += 1;
        }
    };
    match event {
        Event::ControlAdded { control } => {
            let held = Held {
                added_us: recorded.at_us,
                changed_us: recorded.at_us,
                changed_by: recorded.by.to_owned(),
                version: 1,
                retired_from: None,
                control,
            };
            controls.insert(held.control.id.clone(), held);
        }
        Event::ControlRevised { control } => {
            let mut control = Some(control);
            let id = control.as_ref().map(|c| c.id.clone()).unwrap_or_default();
            touch(&id, &mut |held| {
                if let Some(mut next) = control.take() {
                    next.links = std::mem::take(&mut held.links);
                    *held = next;
                }
            });
        }
        Event::ControlAssigned { id, .. } => touch(&id, &mut |_| {}),
        Event::ControlRetired { id, .. } => touch(&id, &mut |c| c.status = Status::Retired),
        Event::ControlLinked { id, target, link } => {
            touch(&id, &mut |c| {
                c.links.insert(target.key(), link.clone());
            });
        }
        Event::ControlUnlinked { id, target } => {
            touch(&id, &mut |c| {
                c.links.remove(&target.key());
            });
        }
        _ => {}
    }
}
