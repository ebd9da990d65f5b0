//! Building a package: registers and checkpoint of one moment, the archive on the stage, the file, the entry.

use super::gather::{cancelled, written};
use super::progress::{PackageProgress, PackageStep, Teller};
use crate::change::Receipt;
use crate::history::{Live, State};
use crate::{App, Failure, Fault, VERSION, Who};
use domain::command::{Command, PackageCommand};
use domain::refusal::Refusal;
use domain::registers::Registers;
use domain::registers::people::HeldWaiver;
use domain::reports::package::{PackageAsk, PackageFacts, PackagePlan, resolve};
use domain::rules::access::Object;
use domain::rules::package::may_build;
use domain::values::{Action, Package, State as Stands, Window};
use jiff::civil::Date;
use ledger::{Checkpoint, Note, SigningKey};
use parcel::{About, Missing, Writer};
use std::collections::BTreeMap;
use std::io::BufWriter;
use std::ops::ControlFlow;
use std::sync::Arc;
use store::files::Whole;

/// How often a package is built anew because another process recorded one meanwhile, under the id that stands in it.
const MOST_BUILDS: usize = 5;
/// Bytes written to the disk at once.
const BUFFER: usize = 1 << 18;

/// A package that was built, recorded and kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuiltPackage {
    /// Its id: `PK-3`.
    pub id: String,
    /// What was recorded of it.
    pub package: Package,
    /// SHA-256 of its manifest, lower-case hex.
    pub manifest: String,
    /// Where its entry stands in the ledger.
    pub receipt: Receipt,
}

/// One moment of an organisation: what was so, and the signature under the ledger of that moment.
pub(super) struct Moment {
    state: Arc<State>,
    key: SigningKey,
    note: String,
    pub(super) size: u64,
    root: String,
}

impl App {
    /// Builds a package, keeps its file and records it. `progress` hears how far it is and may end it.
    ///
    /// # Errors
    /// A refusal without the right, for a package that lacks something when no partial one was asked for, while another is
    /// being built in the organisation, or when `progress` broke it off; [`Fault`] for a file that is not what was
    /// received, by its name, and for what store or disk cannot do. Nothing is kept of a package that was not built.
    pub fn build_package(
        &self,
        slug: &str,
        who: &Who,
        ask: &PackageAsk,
        progress: &mut dyn FnMut(PackageProgress) -> ControlFlow<()>,
    ) -> Result<BuiltPackage, Failure> {
        let live = self.may_build_here(slug, who)?;
        let _turn = self.builds.turn(&live.record.id)?;
        self.after_crash(&live)?;
        for _ in 0..MOST_BUILDS {
            if let Some(built) = self.build_once(slug, who, ask, &live, progress)? {
                return Ok(built);
            }
        }
        Err(Refusal::NotPossible {
            sentence: "another process recorded a package each time that this one was ready".to_owned(),
            hint: "try again when it is done".to_owned(),
        }
        .into())
    }

    /// Builds and records; `None` when another process recorded a package under the id that stands in this one.
    fn build_once(
        &self,
        slug: &str,
        who: &Who,
        ask: &PackageAsk,
        live: &Live,
        progress: &mut dyn FnMut(PackageProgress) -> ControlFlow<()>,
    ) -> Result<Option<BuiltPackage>, Failure> {
        let moment = self.moment(live)?;
        let registers = &moment.state.registers;
        let spec = resolve(registers, ask)?;
        let plan = self.planned(live, registers, &spec)?;
        may_build(&spec, &plan.title, &plan.lacks)?;
        let teller = Teller::new(progress);
        teller.change(|now| (now.files_of, now.bytes_of) = (plan.files.len() as u64, plan.bytes));
        let id = registers.packages.next_package();
        let waivers = waivers(registers, plan.spec.window, self.clock.today());
        let facts = PackageFacts {
            id: id.clone(),
            built_us: self.clock.now_us(),
            by: who.id().to_owned(),
            log: live.record.id.clone(),
            origin: Checkpoint::origin_of(&live.record.id),
            tree_size: moment.size,
            root: moment.root.clone(),
            key: moment.key.verifier_key().to_string(),
            version: VERSION.to_owned(),
            paths: BTreeMap::new(),
            entries: BTreeMap::new(),
            names: plan
                .people()
                .into_iter()
                .chain([who.id()])
                .chain(waivers.iter().flat_map(|(_, held)| named_in(held)))
                .map(|id| (id.to_owned(), self.name_at(&live.record.id, id)))
                .collect(),
            waivers,
        };
        let (whole, entries, manifest) = self.write(live, &moment, &plan, facts, &teller)?;
        let PackagePlan { spec, title, lacks, left_out, files, .. } = plan;
        let blob = whole.blob().clone();
        let package = Package {
            spec,
            title,
            lacks,
            left_out,
            sha256: blob.sha256.clone(),
            size: blob.size,
            files: files.len() as u64,
            entries,
            tree_size: moment.size,
        };
        if teller.over() {
            return Err(cancelled());
        }
        let command = Command::Package(PackageCommand::RecordPackage { package: Box::new(package.clone()) });
        let recorded = self.keep_and_record(live, &whole, &mut || {
            self.judge_and_append(slug, who, None, None, command.clone(), std::slice::from_ref(&blob))
        });
        if matches!(recorded, Err(Failure::Refused(_))) && live.state().registers.packages.next_package() != id {
            return Ok(None);
        }
        let receipt = recorded?;
        Ok(Some(BuiltPackage { id: receipt.object.clone(), package, manifest, receipt }))
    }

    /// The organisation, if whoever asks may build packages of it now.
    pub(super) fn may_build_here(&self, slug: &str, who: &Who) -> Result<Arc<Live>, Failure> {
        if self.read_only {
            let sentence = "the data folder is open for reading only";
            return Err(Fault { by_user: true, ..Fault::new(sentence, "leave out --read-only") }.into());
        }
        let live = self.live(slug)?;
        let object = Object::plain(Stands::Live);
        self.authorize(&live, &live.state().registers, who, Action::BuildPackage, &object)?;
        if !live.state().registers.begun() {
            return Err(Refusal::NoOrganisation.into());
        }
        Ok(live)
    }

    /// Signs the ledger as it is, and brings the registers of just that moment.
    fn moment(&self, live: &Live) -> Result<Moment, Fault> {
        let signed = |e: ledger::NoteError| Fault::new(format!("the checkpoint: {e}"), "run `tickmark verify`");
        let note = self.sign(live)?;
        let state = live.state();
        let key = self.signing_key()?;
        let parsed = Note::parse(&note).map_err(signed)?;
        // Signed before the key was replaced, when nothing was recorded since.
        let earlier = parsed.verify(&key.verifier_key()).is_err();
        let text = note.split_once("\n\n").map(|(text, _)| format!("{text}\n")).unwrap_or_default();
        let checkpoint = Checkpoint::parse(&text).map_err(signed)?;
        let note = if earlier { key.sign(&checkpoint) } else { note };
        let (size, root) = (checkpoint.size, hex::encode(checkpoint.root.0));
        let state = match state.head.size == size {
            true => state,
            false => Arc::new(State { registers: self.at_size(live, size)?, head: state.head.clone() }),
        };
        Ok(Moment { state, key, note, size, root })
    }

    /// Writes the archive on the stage; answers it, the number of its entries, and the hash of its manifest.
    fn write(
        &self,
        live: &Live,
        moment: &Moment,
        plan: &PackagePlan,
        mut facts: PackageFacts,
        teller: &Teller<'_>,
    ) -> Result<(Whole, u64, String), Failure> {
        let missing = plan.lacks.iter().map(|lack| Missing { what: lack.what.clone(), why: lack.why.clone() });
        let about = About {
            kind: plan.spec.audience.id().to_owned(),
            title: plan.title.clone(),
            log: live.record.id.clone(),
            missing: missing.collect(),
        };
        let out = BufWriter::with_capacity(BUFFER, self.files.scratch()?);
        let key = moment.key.verifier_key();
        let tell = |now: parcel::Progress| {
            teller.change(|told| (told.entries, told.files, told.bytes) = (now.entries, now.files, now.bytes));
        };
        let fail = |error| written(error, teller);
        let mut writer = Writer::begin(out, about, &moment.note, &key, tell).map_err(fail)?;
        facts.entries = self.write_entries(live, moment.size, plan, &mut writer, teller)?;
        facts.paths = self.write_files(live, plan, &mut writer, teller)?;
        teller.change(|now| now.step = PackageStep::Pages);
        let papers = formats::package::render(plan, &facts).map_err(|error| {
            Fault::new(format!("the pages of the package: {error}"), "narrow the days or the scope")
        })?;
        writer.index(&papers.html).map_err(fail)?;
        writer.spreadsheet(&papers.xlsx).map_err(fail)?;
        let (out, done) = writer.finish(&moment.key).map_err(fail)?;
        teller.change(|now| now.step = PackageStep::Keeping);
        let scratch = out.into_inner().map_err(|error| written(error.into_error().into(), teller))?;
        let whole = self.files.finish_scratch(scratch)?;
        Ok((whole, done.progress.entries, done.manifest.to_string()))
    }
}

/// The waivers that touch what is in a package: of the days that it looks at, and of those since (SoD-18).
fn waivers(registers: &Registers, window: Window, today: Date) -> Vec<(String, HeldWaiver)> {
    let touching = registers.people.waivers_within(window.from, window.until.max(today));
    touching.map(|(id, held)| (id.clone(), held.clone())).collect()
}

/// For whom, and by whom.
fn named_in(held: &HeldWaiver) -> impl Iterator<Item = &str> {
    std::iter::once(held.waiver.person.as_str()).chain(held.approved_by.as_deref())
}
