//! Who is asking. Until accounts exist there is one local operator, known by a random id.

use crate::{App, Fault};

/// Who asks, and through which door. Only this crate makes one, from a door's proof of who is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    pub(crate) id: String,
    pub(crate) via: &'static str,
}

impl Who {
    /// The random id under which entries are recorded.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// The setting that keeps the local operator's random id.
const OPERATOR: &str = "local_operator";
/// What the ids of invented people begin with, so that no real actor is ever taken for one.
const DEMO: &str = "demo-";

impl App {
    /// The local operator: whoever holds the data folder (`cli`), or the token that `serve` printed (`web`, `api`).
    ///
    /// # Errors
    /// [`Fault`] when the store cannot be read or the id cannot be kept.
    pub fn local_operator(&self, via: &'static str) -> Result<Who, Fault> {
        let id = match self.store.setting(None, OPERATOR)? {
            Some(id) => id,
            None if self.read_only => "person-unknown".to_owned(),
            None => {
                let id = format!("person-{}", crate::keys::random_hex(8)?);
                self.store.put_setting(None, OPERATOR, &id)?;
                id
            }
        };
        Ok(Who { id, via })
    }

    /// A person of a demonstration, by first and last name with a hyphen between: `noor-haddad` acts as
    /// `demo-noor-haddad` through the door `demo`.
    pub fn demo_actor(&self, role: &'static str) -> Who {
        Who { id: format!("{DEMO}{role}"), via: "demo" }
    }

    /// A name for an actor id: the ledger keeps ids only.
    pub fn name_of(&self, id: &str) -> String {
        match self.store.setting(None, OPERATOR) {
            Ok(Some(operator)) if operator == id => "Local operator".to_owned(),
            _ => id.strip_prefix(DEMO).map_or_else(|| id.to_owned(), name_in_words),
        }
    }
}

/// `noor-haddad` as people read it: `Noor Haddad`.
fn name_in_words(role: &str) -> String {
    let mut name = String::with_capacity(role.len());
    for word in role.split('-').filter(|w| !w.is_empty()) {
        if !name.is_empty() {
            name.push(' ');
        }
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}
