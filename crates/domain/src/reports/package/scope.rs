//! What a package looks at: which own controls, which of their evidence, and how each control stands to both frameworks.

use super::shape::EngagementFace;
use crate::refusal::Refusal;
use crate::registers::engagement::HeldEngagement;
use crate::registers::engagement::scope::controls_in_scope;
use crate::registers::engagement::unexercised::unexercised;
use crate::registers::evidence::HeldEvidence;
use crate::registers::{Held, Registers};
use crate::reports::evidence::{Integrity, Label, Serves, of_controls};
use crate::reports::lens::Lens;
use crate::reports::programme::{View, lens};
use crate::values::{
    Audience, Category, Classification, EngagementState, EvidenceState, Item, Mode, Overlap, PackageSpec, Window,
};
use std::collections::{BTreeMap, BTreeSet};

/// Most items of which it is said what they ask for besides, where no row of the mapping says it.
const MAX_ASKED_BESIDES: usize = 20;

/// All that the parts of a plan are read from.
pub(super) struct Scope<'a> {
    pub(super) registers: &'a Registers,
    pub(super) spec: &'a PackageSpec,
    pub(super) files: &'a BTreeMap<String, Integrity>,
    pub(super) lens: Lens<'a>,
    pub(super) engagement: Option<(&'a str, &'a HeldEngagement)>,
    /// Own controls of the package by id.
    pub(super) controls: BTreeMap<&'a str, Control<'a>>,
}

/// An own control of the package.
pub(super) struct Control<'a> {
    pub(super) held: &'a Held,
    /// What it serves by itself.
    pub(super) serves: Serves,
    /// Evidence that goes into the package, by period and number.
    pub(super) evidence: Vec<(&'a str, &'a HeldEvidence)>,
    /// Evidence that would go in and is left out because it is restricted.
    pub(super) restricted: Vec<(&'a str, &'a HeldEvidence)>,
    /// Evidence that would go in, and a file of which is not what was received: id, and what is wrong.
    pub(super) broken: Vec<(&'a str, String)>,
    /// That nothing happened which it could have answered.
    pub(super) unexercised: Option<&'a str>,
}

impl<'a> Scope<'a> {
    pub(super) fn of(
        registers: &'a Registers,
        spec: &'a PackageSpec,
        files: &'a BTreeMap<String, Integrity>,
    ) -> Result<Scope<'a>, Refusal> {
        let all = &registers.engagements.engagements;
        let engagement = spec.engagement.as_ref().and_then(|id| all.get_key_value(id));
        let engagement = engagement.map(|(id, held)| (id.as_str(), held));
        let categories = engagement.map(|(_, held)| held.engagement.categories.with(Category::Security));
        let lens = lens(registers, &View { categories, ..View::default() })?;
        let candidates: Vec<&'a Held> = match engagement {
            Some((_, held)) => controls_in_scope(registers, held),
            None => registers.live_controls().collect(),
        };
        let mut scope = Scope { registers, spec, files, lens, engagement, controls: BTreeMap::new() };
        for held in candidates {
            let id = held.control.id.as_str();
            let serves = of_controls(registers, &scope.lens, [id].into_iter());
            if spec.audience == Audience::CertificationBody && serves.iso.is_empty() {
                continue;
            }
            let control = scope.control(held, serves);
            scope.controls.insert(id, control);
        }
        Ok(scope)
    }

    fn control(&self, held: &'a Held, serves: Serves) -> Control<'a> {
        let room = &self.registers.evidence;
        let id = held.control.id.as_str();
        let said = self.unexercised(id);
        let shown = room.shows.get(id).into_iter().flatten().map(String::as_str);
        let ids: BTreeSet<&str> = shown.chain(said.map(|(_, evidence)| evidence)).collect();
        let items = ids.into_iter().filter_map(|id| room.items.get_key_value(id));
        let accepted = items.filter(|(_, held)| held.state == EvidenceState::Accepted);
        let mut inside: Vec<(&str, &HeldEvidence)> = accepted
            .filter(|(_, held)| touch(held.newest().evidence.period, self.spec.window))
            .map(|(id, held)| (id.as_str(), held))
            .collect();
        inside.sort_by_key(|(id, held)| (held.newest().evidence.period, id.len(), *id));
        let mut control = Control {
            held,
            serves,
            evidence: Vec::new(),
            restricted: Vec::new(),
            broken: Vec::new(),
            unexercised: said.map(|(note, _)| note),
        };
        for (id, held) in inside {
            if held.newest().evidence.classification == Classification::Restricted && !self.spec.restricted {
                control.restricted.push((id, held));
            } else if let Some(what) = self.broken(held) {
                control.broken.push((id, what));
            } else {
                control.evidence.push((id, held));
            }
        }
        control
    }

    /// The record that a control was not exercised in the days of the package: its note, and the item that shows it.
    fn unexercised(&self, control: &str) -> Option<(&'a str, &'a str)> {
        let all = self.registers.engagements.engagements.iter();
        let theirs = all.filter(|(_, held)| held.state != EngagementState::Withdrawn);
        let theirs = theirs.filter(|(_, held)| match self.engagement {
            Some((_, ours)) => std::ptr::eq(*held, ours),
            None => touch(held.engagement.kind.days(), self.spec.window),
        });
        let mut said = theirs.filter_map(|(id, held)| unexercised(self.registers, id, held, control));
        said.next().map(|said| (said.note.as_str(), said.evidence.as_str()))
    }

    /// Rule 4: no file at all, as ledgers of earlier releases allow, or one that is known not to be what was received.
    fn broken(&self, held: &HeldEvidence) -> Option<String> {
        if held.newest().files.is_empty() {
            return Some("it has no file, so there is nothing to look at".to_owned());
        }
        held.newest().files.iter().find_map(|file| match self.files.get(&file.file.sha256) {
            Some(Integrity::Changed) => Some(format!("its file {} is not what was received", file.name)),
            Some(Integrity::Missing) => Some(format!("its file {} is not where it was kept", file.name)),
            Some(Integrity::Unchanged | Integrity::NotRead) | None => None,
        })
    }

    /// How evidence of a control stands under a criterion: full and partial rows carry it into the other audit, additive
    /// ones do not (R177); a direct link of the control does as well.
    pub(super) fn label(&self, criterion: &str, control: &Control<'_>) -> (Label, Vec<String>) {
        let mut label = Label::FrameworkOnly;
        let mut supplements: BTreeSet<String> = BTreeSet::new();
        let mut asked: BTreeSet<&str> = BTreeSet::new();
        let reading = self.lens.reading;
        for (row, expanded) in reading.crosswalk.rows.iter().zip(&reading.expanded.rows) {
            let out = expanded.condition.is_some_and(|category| !self.lens.categories.contains(category));
            let of = expanded.criteria.iter().any(|(i, _)| reading.from.items[*i].id == criterion);
            let literal = self.lens.mode == Mode::Literal;
            let names = expanded.named.iter().any(|n| !(n.broad && literal)) || !expanded.clauses.is_empty();
            if !row.overlap.counts() || out || !of || !names {
                continue;
            }
            if row.overlap == Overlap::Full {
                label = Label::Reused;
            } else {
                label = label.min(Label::Supplemented);
                supplements.extend(row.supplement.clone());
                let named = expanded.named.iter().filter(|n| !(n.broad && literal)).map(|n| n.item);
                asked.extend(named.chain(expanded.clauses.iter().copied()).map(|i| reading.to.items[i].id.as_str()));
            }
        }
        for (item, link) in control.held.control.linked(&reading.to.id) {
            label = label.min(if link.extent == Overlap::Full { Label::Reused } else { Label::Supplemented });
            asked.extend((link.extent != Overlap::Full).then_some(item));
        }
        if supplements.is_empty() {
            // No row has the words for what is missing: what the items ask for is said all the same.
            let items = asked.into_iter().filter_map(|id| reading.to.item(id));
            supplements = items.take(MAX_ASKED_BESIDES).map(Item::supplement).collect();
        }
        let supplements = if label == Label::Supplemented { supplements.into_iter().collect() } else { Vec::new() };
        (label, supplements)
    }

    /// The engagement as it stands on the face.
    pub(super) fn face(&self) -> Option<EngagementFace> {
        self.engagement.map(|(id, held)| EngagementFace {
            id: id.to_owned(),
            title: held.engagement.title.clone(),
            kind: held.engagement.kind,
            state: held.state,
            firm: held.engagement.firm.name.clone(),
            categories: held.engagement.categories.with(Category::Security).iter().map(Category::name).collect(),
        })
    }

    /// What is looked at, in words.
    pub(super) fn words(&self) -> String {
        match self.engagement {
            Some((_, held)) => held.engagement.services.join(", "),
            None => self.registers.profile.isms_scope.clone(),
        }
    }
}

fn touch(one: Window, other: Window) -> bool {
    one.from <= other.until && other.from <= one.until
}
