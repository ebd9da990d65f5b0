//! Names that look alike, so that nobody takes one person for another.

use crate::App;
use std::collections::BTreeMap;

impl App {
    /// For each of these people whose name looks like somebody else's on a screen: the others. To warn, never to refuse.
    /// Compared are the names that are shown in this organisation.
    pub fn look_alikes<'a>(
        &self,
        slug: &str,
        people: impl IntoIterator<Item = &'a str>,
    ) -> BTreeMap<String, Vec<String>> {
        let Ok(live) = self.live(slug) else {
            return BTreeMap::new();
        };
        let mut shapes: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for person in people {
            shapes.entry(self.shape_at(&live.record.id, person)).or_default().push(person);
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
