//! Receiving: in one go, or in pieces that survive a cut line and a restart. What came in belongs to whoever sent it.

use super::{FILE_MAX, FileTrouble, UPLOAD_TAKES_US, WAITING_MAX, WAITS_US};
use crate::history::Live;
use crate::shelf::{FOR_EVER, Held, Kept, put, take};
use crate::{App, Fault, Who, keys};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::rules::access::{Object, allowed};
use domain::stamp::{Badge, Proof};
use domain::values::{Action, EvidenceFile, Membership, State};
use ledger::Blob;
use serde::{Deserialize, Serialize};
use std::io::Read;
use std::sync::{PoisonError, RwLockReadGuard};
use store::{Expect, StoreError};

/// A file that was received and waits to be handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The id under which it is handed in.
    pub id: String,
    /// The file: safe name, hash and size, real type, what was noticed.
    pub file: EvidenceFile,
    /// Until when it waits, microseconds since 1970.
    pub until_us: i64,
}

/// An upload that goes on, or is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its id.
    pub id: String,
    /// Its name, made safe.
    pub name: String,
    /// Bytes that are on the disk for good.
    pub offset: u64,
    /// Bytes promised.
    pub size: u64,
    /// Until when it waits, microseconds since 1970.
    pub until_us: i64,
    /// The file, once it is whole and was looked at.
    pub file: Option<EvidenceFile>,
}

/// What is kept of an upload, beside its bytes. It outlives its end until the sweep has looked after its file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Waiting {
    pub(super) by: String,
    pub(super) name: String,
    #[serde(default)]
    pub(super) claimed: String,
    pub(super) size: u64,
    pub(super) until_us: i64,
    #[serde(default)]
    pub(super) file: Option<EvidenceFile>,
}

impl Kept for Waiting {
    const KIND: &'static str = "evidence_upload";
}

/// A file that was handed in. It waits no longer and counts no longer; whoever hands it in once more, since no answer came
/// the first time, finds it here for [`AGAIN_US`].
#[derive(Clone, Debug, Serialize, Deserialize)]
struct HandedIn {
    by: String,
    file: EvidenceFile,
}

impl Kept for HandedIn {
    const KIND: &'static str = "evidence_handed_in";
}

/// How long the same hand-in may be sent again: ten minutes, in microseconds.
const AGAIN_US: i64 = 10 * 60 * 1_000_000;

/// Key of the record; ids are random, and the log in front keeps organisations apart.
pub(super) fn key(log: &str, id: &str) -> String {
    format!("{log}.{id}")
}

fn upload(id: &str, waiting: &Waiting, offset: u64) -> Upload {
    Upload {
        id: id.to_owned(),
        name: preview::safe_name(&waiting.name),
        offset,
        size: waiting.size,
        until_us: waiting.until_us,
        file: waiting.file.clone(),
    }
}

impl App {
    /// Receives a whole file of at most [`FILE_MAX`] bytes; it is on the disk for good when this returns, and waits
    /// [`WAITS_US`] to be handed in.
    ///
    /// # Errors
    /// [`FileTrouble`]; nothing of a file that was not received remains.
    pub fn receive(
        &self,
        slug: &str,
        who: &Who,
        name: &str,
        claimed_type: &str,
        content: &mut dyn Read,
    ) -> Result<Received, FileTrouble> {
        let live = self.may_send(slug, who)?;
        let _coming = self.coming();
        let id = keys::random_hex(16)?;
        let blob = self.files.put(&live.record.id, content, FILE_MAX)?;
        let waiting = Waiting {
            by: who.id().to_owned(),
            name: name.to_owned(),
            claimed: claimed_type.to_owned(),
            size: blob.size,
            until_us: 0,
            file: None,
        };
        self.arrived(&live, &id, waiting, &blob, Expect::Absent)
    }

    /// Begins an upload of `size` bytes; with a promised SHA-256 (lower-case hex) it is compared at the end.
    ///
    /// # Errors
    /// [`FileTrouble::TooLarge`] past [`FILE_MAX`], [`FileTrouble::TooMany`], or as every change.
    pub fn begin_upload(
        &self,
        slug: &str,
        who: &Who,
        name: &str,
        claimed_type: &str,
        size: u64,
        sha256: Option<&str>,
    ) -> Result<Upload, FileTrouble> {
        let live = self.may_send(slug, who)?;
        let hex = |text: &str| text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        if sha256.is_some_and(|text| !hex(text)) {
            return Err(Refusal::NotPossible {
                sentence: "the SHA-256 promised cannot be read".to_owned(),
                hint: "write it as 64 lower-case hexadecimal digits, or leave it out".to_owned(),
            }
            .into());
        }
        let _coming = self.coming();
        let id = keys::random_hex(16)?;
        self.files.begin(&live.record.id, &id, size, sha256)?;
        let waiting = Waiting {
            by: who.id().to_owned(),
            name: name.to_owned(),
            claimed: claimed_type.to_owned(),
            size,
            until_us: self.clock.now_us() + UPLOAD_TAKES_US,
            file: None,
        };
        let moved = put(&key(&live.record.id, &id), &live.record.id, FOR_EVER, &waiting, Expect::Absent)?;
        self.shelve(&[moved])?;
        Ok(upload(&id, &waiting, 0))
    }

    /// Where an upload stands.
    ///
    /// # Errors
    /// [`FileTrouble::NoUpload`] for one that is over or somebody else's.
    pub fn upload_standing(&self, slug: &str, who: &Who, id: &str) -> Result<Upload, FileTrouble> {
        let (live, held) = self.own_upload(slug, who, id)?;
        if held.value.file.is_some() {
            return Ok(upload(id, &held.value, held.value.size));
        }
        let standing = self.files.standing(&live.record.id, id)?;
        Ok(upload(id, &held.value, standing.offset))
    }

    /// Receives the bytes from `offset` on; answers where the upload stands then. Those bytes are on the disk for good.
    ///
    /// # Errors
    /// [`FileTrouble::Offset`] when it stands elsewhere, [`FileTrouble::Busy`], [`FileTrouble::TooLarge`].
    pub fn append_upload(
        &self,
        slug: &str,
        who: &Who,
        id: &str,
        offset: u64,
        content: &mut dyn Read,
    ) -> Result<Upload, FileTrouble> {
        let (live, held) = self.own_upload(slug, who, id)?;
        if held.value.file.is_some() {
            return Err(FileTrouble::Offset { at: held.value.size });
        }
        let at = self.files.append(&live.record.id, id, offset, content)?;
        Ok(upload(id, &held.value, at))
    }

    /// Makes a whole upload a file that waits [`WAITS_US`] to be handed in. May be asked again.
    ///
    /// # Errors
    /// [`FileTrouble::Incomplete`], or [`FileTrouble::Mismatch`]: then the upload is given up.
    pub fn finish_upload(&self, slug: &str, who: &Who, id: &str) -> Result<Received, FileTrouble> {
        let (live, held) = self.own_upload(slug, who, id)?;
        let _coming = self.coming();
        if let Some(file) = held.value.file {
            return Ok(Received { id: id.to_owned(), file, until_us: held.value.until_us });
        }
        let blob = match self.files.finish(&live.record.id, id) {
            Err(mismatch @ StoreError::Mismatch { .. }) => {
                self.shelve(&[take::<Waiting>(&held.key, Expect::Any)])?;
                return Err(mismatch.into());
            }
            blob => blob?,
        };
        self.arrived(&live, id, held.value, &blob, Expect::Version(held.version))
    }

    /// Gives an upload up, or a file that waits to be handed in. What an entry names stays.
    ///
    /// # Errors
    /// [`FileTrouble::NoUpload`] for one that is over or somebody else's.
    pub fn abandon_upload(&self, slug: &str, who: &Who, id: &str) -> Result<(), FileTrouble> {
        let (live, held) = self.own_upload(slug, who, id)?;
        if held.value.file.is_none() {
            self.files.abandon(&live.record.id, id)?;
            self.shelve(&[take::<Waiting>(&held.key, Expect::Any)])?;
            return Ok(());
        }
        // The sweep looks whether anything names the file.
        let over = Waiting { until_us: 0, ..held.value };
        self.shelve(&[put(&held.key, &held.owner, FOR_EVER, &over, Expect::Version(held.version))?])?;
        Ok(())
    }

    /// The open uploads and waiting files of whoever asks, by id.
    ///
    /// # Errors
    /// As [`App::upload_standing`].
    pub fn own_uploads(&self, slug: &str, who: &Who) -> Result<Vec<Upload>, FileTrouble> {
        let live = self.may_send(slug, who)?;
        let now = self.clock.now_us();
        let mut own = Vec::new();
        for held in self.all_kept::<Waiting>(Some(&live.record.id))? {
            let id = held.key.rsplit('.').next().unwrap_or_default();
            if held.value.by != who.id() || held.value.until_us <= now {
                continue;
            }
            let offset = match &held.value.file {
                Some(_) => held.value.size,
                None => self.files.standing(&live.record.id, id).map_or(0, |standing| standing.offset),
            };
            own.push(upload(id, &held.value, offset));
        }
        Ok(own)
    }

    /// Writes down what came in, and makes sure that it is still there.
    fn arrived(
        &self,
        live: &Live,
        id: &str,
        waiting: Waiting,
        blob: &Blob,
        expect: Expect,
    ) -> Result<Received, FileTrouble> {
        let log = &live.record.id;
        let file = self.looked_at(log, blob, &waiting.name, &waiting.claimed)?;
        let until_us = self.clock.now_us() + WAITS_US;
        let waiting = Waiting { until_us, file: Some(file.clone()), ..waiting };
        if !self.shelve(&[put(&key(log, id), log, FOR_EVER, &waiting, expect)?])? {
            // Somebody finished it in the same moment.
            let held = self.kept::<Waiting>(&key(log, id))?.ok_or(FileTrouble::NoUpload)?;
            let file = held.value.file.ok_or(FileTrouble::Busy)?;
            return Ok(Received { id: id.to_owned(), file, until_us: held.value.until_us });
        }
        Ok(Received { id: id.to_owned(), file, until_us })
    }

    pub(super) fn coming(&self) -> RwLockReadGuard<'_, ()> {
        self.desk.coming.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The upload of whoever asks. Somebody else's is told of as though it were not there.
    pub(super) fn own_upload(
        &self,
        slug: &str,
        who: &Who,
        id: &str,
    ) -> Result<(std::sync::Arc<Live>, Held<Waiting>), FileTrouble> {
        let live = self.live(slug)?;
        self.inside(&live, who)?;
        if id.len() > 64 || !id.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(FileTrouble::NoUpload);
        }
        let held = self.kept::<Waiting>(&key(&live.record.id, id))?;
        let own = held.filter(|held| held.value.by == who.id() && held.value.until_us > self.clock.now_us());
        Ok((live, own.ok_or(FileTrouble::NoUpload)?))
    }

    /// The file of an upload that whoever asks has just handed in.
    pub(super) fn just_handed_in(&self, live: &Live, who: &Who, id: &str) -> Result<Option<EvidenceFile>, FileTrouble> {
        let held = self.kept::<HandedIn>(&key(&live.record.id, id))?;
        Ok(held.filter(|held| held.value.by == who.id()).map(|held| held.value.file))
    }

    /// Ends the waiting of files that an entry now names. What cannot be ended now is left to the sweep: the entry stands.
    pub(super) fn no_longer_wait(&self, slug: &str, who: &Who, ids: &[String]) {
        let until_us = self.clock.now_us() + AGAIN_US;
        for id in ids {
            let Ok((live, held)) = self.own_upload(slug, who, id) else { continue };
            let Some(file) = held.value.file else { continue };
            let now = HandedIn { by: held.value.by, file };
            let Ok(put) = put(&held.key, &live.record.id, until_us, &now, Expect::Any) else { continue };
            let _ = self.shelve(&[take::<Waiting>(&held.key, Expect::Version(held.version)), put]);
        }
    }

    /// Confirmed members only, as [`App::may_enter`] judges the door.
    fn inside(&self, live: &Live, who: &Who) -> Result<(), FileTrouble> {
        if self.read_only {
            let hint = "leave out --read-only";
            let fault = Fault::new("the data folder is open for reading only", hint);
            return Err(Fault { by_user: true, ..fault }.into());
        }
        let state = live.state();
        self.may_enter(live, &state.registers, who)?;
        let member = state.registers.people.members.get(who.id());
        if member.is_none_or(|member| member.state != Membership::Confirmed) {
            return Err(crate::history::no_such(&live.record.slug).into());
        }
        Ok(())
    }

    /// Whoever may hand in evidence of anything may send files.
    fn may_send(&self, slug: &str, who: &Who) -> Result<std::sync::Arc<Live>, FileTrouble> {
        let live = self.live(slug)?;
        self.inside(&live, who)?;
        let state = live.state();
        if !self.may_hand_in_anything(&state.registers, who) {
            let object = Object::plain(State::Live);
            self.authorize(&live, &state.registers, who, Action::AppendEvidence, &object)?;
        }
        if self.all_kept::<Waiting>(Some(&live.record.id))?.len() >= WAITING_MAX {
            return Err(FileTrouble::TooMany { limit: WAITING_MAX });
        }
        Ok(live)
    }

    /// May whoever asks hand in evidence of at least one thing here? For what a door offers.
    pub fn may_hand_in(&self, slug: &str, who: &Who) -> bool {
        self.live(slug).is_ok_and(|live| {
            let state = live.state();
            self.may_enter(&live, &state.registers, who).is_ok() && self.may_hand_in_anything(&state.registers, who)
        })
    }

    fn may_hand_in_anything(&self, registers: &Registers, who: &Who) -> bool {
        let today = self.clock.today();
        let badge = Badge { proof: Proof::Fresh, ..who.badge.clone() };
        let may = |object: &Object| allowed(registers, &badge, Action::AppendEvidence, object, today).is_ok();
        let asked = |person: &str, control: &str| {
            let of = vec![person.to_owned()];
            may(&Object { of, ..Object::control(registers, control) })
        };
        let requests = registers.evidence.requests.values().filter(|held| held.open());
        may(&Object::plain(State::Live))
            || registers.live_controls().any(|held| may(&Object::control(registers, &held.control.id)))
            || requests.into_iter().any(|held| asked(&held.request.person, &held.request.control))
    }
}
