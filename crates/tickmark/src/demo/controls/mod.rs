//! The own controls of Fathom Freight, by area: what its spreadsheet listed first, and what was added month by month.

mod access;
mod assets;
mod governance;
mod operations;

use domain::command::imported_link;
use domain::values::{Control, Frequency, Link, Overlap, Status};
use std::collections::BTreeMap;

/// The framework whose criteria the controls answer from the start.
pub(super) const CRITERIA: &str = "soc2-tsc-2017";
/// The framework whose controls and clauses they are linked to later.
pub(super) const ANNEX: &str = "iso27001-2022";

/// One own control, as it was first written down.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own {
    id: &'static str,
    name: &'static str,
    status: Status,
    every: Frequency,
    owner: &'static str,
    kind: &'static str,
    policy: &'static str,
    meets: &'static str,
    because: &'static str,
    activity: &'static str,
}

/// A control that was added by hand: days before today, who added it, and the control.
pub(super) type Later = (i32, &'static str, Own);

/// Begins the description of a control.
pub(super) const fn own(id: &'static str, name: &'static str, status: Status, every: Frequency) -> Own {
    let (kind, policy, meets, because, activity) = (PREVENTIVE, "", "", "", "");
    Own { id, name, status, every, owner: "", kind, policy, meets, because, activity }
}

impl Own {
    /// Owner, type and policy.
    pub(super) const fn by(self, owner: &'static str, kind: &'static str, policy: &'static str) -> Own {
        Own { owner, kind, policy, ..self }
    }

    /// The criteria it is linked to, apart by blanks.
    pub(super) const fn meets(self, meets: &'static str) -> Own {
        Own { meets, ..self }
    }

    /// Why it answers them, where somebody wrote that down; an import says only which file named the link.
    const fn because(self, because: &'static str) -> Own {
        Own { because, ..self }
    }

    /// Who does what, how often, and what shows it.
    pub(super) const fn does(self, activity: &'static str) -> Own {
        Own { activity, ..self }
    }

    /// The control as a command takes it; `source` stands for the reason of links that have none of their own.
    pub(super) fn control(&self, source: &str) -> Control {
        let link = || match self.because {
            "" => imported_link(source),
            because => Link { reason: because.to_owned(), extent: Overlap::Full },
        };
        let links: BTreeMap<String, Link> =
            self.meets.split_whitespace().map(|item| (format!("{CRITERIA}/{item}"), link())).collect();
        Control {
            id: self.id.to_owned(),
            name: self.name.to_owned(),
            activity: self.activity.to_owned(),
            owner: self.owner.to_owned(),
            kind: self.kind.to_owned(),
            policy: self.policy.to_owned(),
            status: self.status,
            frequency: Some(self.every),
            links,
        }
    }
}

/// Every control of the first spreadsheet, in its order.
pub(super) fn imported() -> impl Iterator<Item = &'static Own> {
    [governance::IMPORTED, access::IMPORTED, assets::IMPORTED, operations::IMPORTED].into_iter().flatten()
}

/// Every control that was added by hand.
pub(super) fn later() -> impl Iterator<Item = &'static Later> {
    [governance::LATER, access::LATER, assets::LATER, operations::LATER].into_iter().flatten()
}

pub(super) const PREVENTIVE: &str = "preventive";
pub(super) const DETECTIVE: &str = "detective";
const CORRECTIVE: &str = "corrective";
