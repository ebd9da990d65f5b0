//! What stands around one item: names on the shelf, decisions on suggestions, own controls, and how a clause stands.

use app::ask::{CriteriaStanding, GapOf, Question, Seen};
use domain::refusal::Refusal;
use domain::reports::net_new::Standing;
use domain::reports::programme::{CriterionStanding, View};
use domain::values::{Assessment, Decision};
use std::collections::BTreeMap;

/// What stands around an item, read by the same view as its explanation.
pub(super) struct Around {
    pub(super) view: View,
}

/// One framework or crosswalk on the shelf.
pub(super) struct Name {
    pub(super) id: String,
    pub(super) title: String,
    /// A layer of suggestions.
    pub(super) suggests: bool,
    /// Groups of a framework: id and title.
    groups: Vec<(String, String)>,
}

pub(super) struct AroundAnswer {
    names: Vec<Name>,
    /// Decisions by layer and row.
    decisions: BTreeMap<String, BTreeMap<String, Decision>>,
    /// Criteria in scope with the own controls that answer them; empty without an organisation.
    criteria: Vec<CriterionStanding>,
    /// How each clause stands after SOC 2.
    clauses: Vec<(String, Standing)>,
    /// A person's judgements.
    assessments: BTreeMap<String, Assessment>,
}

impl Question for Around {
    type Answer = AroundAnswer;

    fn answer(&self, seen: &Seen<'_>) -> Result<AroundAnswer, Refusal> {
        let frameworks = seen.catalogue.frameworks().map(|f| Name {
            id: f.id.clone(),
            title: f.title.clone(),
            suggests: false,
            groups: f.groups.iter().map(|g| (g.id.clone(), g.title.clone())).collect(),
        });
        let crosswalks = seen.catalogue.crosswalks().map(|c| Name {
            id: c.id.clone(),
            title: c.title.clone(),
            suggests: c.layer_on.is_some(),
            groups: Vec::new(),
        });
        let view = self.view.clone();
        let gap = GapOf { view: view.clone(), ..GapOf::default() }.answer(seen)?.gap;
        Ok(AroundAnswer {
            names: frameworks.chain(crosswalks).collect(),
            decisions: seen.registers.map(|r| r.suggestions.clone()).unwrap_or_default(),
            criteria: if seen.registers.is_some() { CriteriaStanding { view }.answer(seen)? } else { Vec::new() },
            clauses: gap.net_new.clauses.into_iter().map(|c| (c.id, c.standing)).collect(),
            assessments: seen.registers.map(|r| r.assessments.clone()).unwrap_or_default(),
        })
    }
}

impl AroundAnswer {
    /// The framework or crosswalk with this id.
    pub(super) fn name(&self, id: &str) -> Option<&Name> {
        self.names.iter().find(|n| n.id == id)
    }

    /// Title of a framework or crosswalk; its id when it is not on the shelf.
    pub(super) fn title<'a>(&'a self, id: &'a str) -> &'a str {
        self.name(id).map_or(id, |n| n.title.as_str())
    }

    /// Title of a group of a framework.
    pub(super) fn group<'a>(&'a self, framework: &str, id: &'a str) -> &'a str {
        let groups = self.name(framework).map(|n| n.groups.as_slice()).unwrap_or_default();
        groups.iter().find(|(g, _)| g == id).map_or(id, |(_, title)| title.as_str())
    }

    /// What was decided on a suggestion.
    pub(super) fn decision(&self, layer: &str, row: &str) -> Option<&Decision> {
        self.decisions.get(layer)?.get(row)
    }

    /// Own controls in place that answer a criterion.
    pub(super) fn answered_by(&self, criterion: &str) -> &[String] {
        self.criteria.iter().find(|c| c.id == criterion).map(|c| c.in_place.as_slice()).unwrap_or_default()
    }

    /// How a clause stands after SOC 2.
    pub(super) fn standing(&self, clause: &str) -> Option<Standing> {
        self.clauses.iter().find(|(id, _)| id == clause).map(|(_, s)| *s)
    }

    /// A person's judgement of an item.
    pub(super) fn assessment(&self, item: &str) -> Option<&Assessment> {
        self.assessments.get(item)
    }
}
