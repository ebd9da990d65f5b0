//! Names that look alike, so that nobody takes one person for another.

use crate::App;
use identity::names::skeleton;
use std::collections::BTreeMap;

impl App {
    /// For each of these people whose name looks like somebody else's on a screen: the others. To warn, never to refuse.
    pub fn look_alikes<'a>(&self, people: impl IntoIterator<Item = &'a str>) -> BTreeMap<String, Vec<String>> {
        let mut shapes: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for person in people {
            let shape =
                self.called(person).map_or_else(|| skeleton(&self.name_of(person)), |called| called.shape.clone());
            shapes.entry(shape).or_default().push(person);
        }
        let mut alike = BTreeMap::new();
        for group in shapes.values().filter(|group| group.len() > 1) {
            for person in group {
                let others = group.iter().filter(|other| *other != person).map(|other| (*other).to_owned()).collect();
                alike.insert((*person).to_owned(), others);
            }
        }
        alike
    }
}
