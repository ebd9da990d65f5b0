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

    /// A name for an actor id: the ledger keeps ids only.
    pub fn name_of(&self, id: &str) -> String {
        match self.store.setting(None, OPERATOR) {
            Ok(Some(operator)) if operator == id => "Local operator".to_owned(),
            _ => match id.strip_prefix("demo-") {
                Some(role) => role.replace('-', " "),
                None => id.to_owned(),
            },
        }
    }
}
