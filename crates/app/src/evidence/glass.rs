//! Previews: what may be shown of a file, made anew from its bytes and kept in memory for a while.

use super::read::kept_badly;
use super::{FilePlace, FileTrouble};
use crate::{App, Fault, Who};
use ledger::Blob;
use preview::{Limits, NoPreview, Preview, preview};
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::{Arc, PoisonError};

/// Most bytes of previews that are kept in memory: 64 MiB.
pub const SHOWN_MAX: usize = 64 << 20;

/// What was made of one file, or why nothing was.
type Made = Arc<Result<Preview, NoPreview>>;

/// Previews made lately, by the organisation's ledger, the content, and the name that it was judged by.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    made: BTreeMap<(String, String, String), (u64, usize, Made)>,
    bytes: usize,
    used: u64,
}

impl Shown {
    fn get(&mut self, key: &(String, String, String)) -> Option<Made> {
        self.used += 1;
        let now = self.used;
        self.made.get_mut(key).map(|(used, _, made)| {
            *used = now;
            made.clone()
        })
    }

    fn keep(&mut self, key: (String, String, String), made: Made) {
        let size = weight(&made);
        if size > SHOWN_MAX / 4 || self.made.contains_key(&key) {
            return;
        }
        while self.bytes + size > SHOWN_MAX {
            let oldest = self.made.iter().min_by_key(|(_, (used, ..))| *used).map(|(key, _)| key.clone());
            let Some((_, gone, _)) = oldest.and_then(|key| self.made.remove(&key)) else { break };
            self.bytes -= gone;
        }
        self.used += 1;
        self.bytes += size;
        self.made.insert(key, (self.used, size, made));
    }
}

/// Bytes that a preview takes, roughly.
fn weight(made: &Made) -> usize {
    let shown = match &**made {
        Ok(preview) => {
            preview.pages.iter().map(|page| page.bytes.len()).sum::<usize>()
                + preview.text.as_ref().map_or(0, String::len)
        }
        Err(_) => 0,
    };
    shown + 1024
}

impl App {
    /// What may be shown of a file of an item, for whoever may read the item: only pictures that we encoded and text that
    /// was made harmless, or the sentence why nothing is shown.
    ///
    /// # Errors
    /// As [`App::evidence_file`].
    pub fn preview_of(&self, slug: &str, who: &Who, place: &FilePlace) -> Result<Made, FileTrouble> {
        let file = self.file_at(slug, who, place)?;
        let live = self.live(slug)?;
        let key = (live.record.id.clone(), file.file.sha256.clone(), file.name.clone());
        let mut shown = self.desk.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = shown.get(&key) {
            drop(shown);
            self.note_file(slug, who, place, &file)?;
            return Ok(made);
        }
        drop(shown);
        let limits = Limits::default();
        let size = usize::try_from(file.file.size).unwrap_or(usize::MAX);
        let blob = Blob { sha256: file.file.sha256.clone(), size: file.file.size };
        let made = match &file.disagrees {
            Some(why) => Err(NoPreview::Disagrees(why.clone())),
            None if size > limits.input => Err(NoPreview::TooLarge { size, limit: limits.input }),
            None => {
                let kind = self.kind_of(&live.record.id, &blob, &file.name, &file.media)?;
                let mut bytes = Vec::new();
                let mut reader = self.files.read(&live.record.id, &blob.sha256).map_err(|e| kept_badly(e, &file))?;
                reader.read_to_end(&mut bytes).map_err(|_| FileTrouble::Changed { name: file.name.clone() })?;
                preview(bytes, &kind, &limits)
            }
        };
        let passing = matches!(made, Err(NoPreview::Busy | NoPreview::TooSlow(_)));
        let made = Arc::new(made);
        if !passing {
            self.desk.shown.lock().unwrap_or_else(PoisonError::into_inner).keep(key, made.clone());
        }
        self.note_file(slug, who, place, &file)?;
        Ok(made)
    }
}

impl From<NoPreview> for Fault {
    fn from(why: NoPreview) -> Fault {
        Fault { by_user: true, ..Fault::new(why.to_string(), "download the file") }
    }
}
