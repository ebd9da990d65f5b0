//! Uploads between choosing and confirming: in memory only, few, for half an hour, each bound to the session that sent it.

use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};

/// Most uploads held at once; the oldest goes first.
const MAX_UPLOADS: usize = 8;
/// How long an upload is kept, in microseconds: 30 minutes.
const KEPT_US: i64 = 30 * 60 * 1_000_000;

/// The uploads.
#[derive(Default)]
pub(in crate::web) struct Stage(Mutex<Vec<Arc<Upload>>>);

/// A file that was sent and not yet imported.
pub(in crate::web) struct Upload {
    /// Random, in the address of the preview; without the session's cookie it opens nothing.
    pub(in crate::web) id: String,
    /// The file's name as it was sent, without folders.
    pub(in crate::web) name: String,
    /// Its content.
    pub(in crate::web) bytes: Vec<u8>,
    session: [u8; 32],
    organisation: String,
    at_us: i64,
}

impl Upload {
    pub(in crate::web) fn new(
        id: String,
        session: &str,
        organisation: &str,
        name: &str,
        bytes: Vec<u8>,
        at_us: i64,
    ) -> Upload {
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
        let name = if name.is_empty() { "upload.csv" } else { name };
        Upload {
            id,
            name: name.chars().filter(|c| !c.is_control()).take(200).collect(),
            bytes,
            session: hash(session),
            organisation: organisation.to_owned(),
            at_us,
        }
    }
}

impl Stage {
    /// Keeps an upload; whatever is too old, or too many, goes.
    pub(in crate::web) fn put(&self, upload: Upload) {
        let mut uploads = self.uploads();
        let now_us = upload.at_us;
        uploads.retain(|u| now_us - u.at_us < KEPT_US);
        if uploads.len() >= MAX_UPLOADS {
            uploads.remove(0);
        }
        uploads.push(Arc::new(upload));
    }

    /// The upload with this id, for the session and the organisation that it was sent in.
    pub(in crate::web) fn get(&self, id: &str, session: &str, organisation: &str, now_us: i64) -> Option<Arc<Upload>> {
        let session = hash(session);
        let belongs = |u: &&Arc<Upload>| {
            u.id == id && u.session == session && u.organisation == organisation && now_us - u.at_us < KEPT_US
        };
        self.uploads().iter().find(belongs).cloned()
    }

    /// Forgets an upload.
    pub(in crate::web) fn forget(&self, id: &str) {
        self.uploads().retain(|u| u.id != id);
    }

    fn uploads(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Upload>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upload(id: &str, at_us: i64) -> Upload {
        Upload::new(id.to_owned(), "mine", "acme", "C:\\lists\\controls.xlsx", vec![1], at_us)
    }

    #[test]
    fn an_upload_opens_for_its_session_and_its_organisation_only_and_not_for_ever() {
        let stage = Stage::default();
        stage.put(upload("a", 0));
        assert_eq!(stage.get("a", "mine", "acme", 1).map(|u| u.name.clone()).as_deref(), Some("controls.xlsx"));
        assert!(stage.get("a", "theirs", "acme", 1).is_none());
        assert!(stage.get("a", "mine", "other", 1).is_none());
        assert!(stage.get("b", "mine", "acme", 1).is_none());
        assert!(stage.get("a", "mine", "acme", KEPT_US).is_none());
        stage.forget("a");
        assert!(stage.get("a", "mine", "acme", 1).is_none());
    }

    #[test]
    fn no_more_than_a_few_uploads_are_held() {
        let stage = Stage::default();
        for n in 0..12 {
            stage.put(upload(&n.to_string(), n));
        }
        assert!(stage.get("3", "mine", "acme", 12).is_none());
        assert!(stage.get("4", "mine", "acme", 12).is_some());
        assert_eq!(stage.uploads().len(), MAX_UPLOADS);
    }
}
