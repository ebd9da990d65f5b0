//! Commands on waivers, and on what needs two persons.

use super::Done;
use super::args::{DeedArgs, DeedVerb, PlaceArgs, WaiverArgs, WaiverVerb};
use super::out::{Shown, mend, show, table};
use super::people::{Here, recorded};
use super::place::day;
use crate::words::{DeedWords, MarkWords, RestoreWords, WaiverWords};
use app::Failure;
use app::ask::Governance;
use domain::command::Command;
use domain::refusal::Refusal;
use domain::values::nearest::nearest;
use domain::values::{Deed, Duty, Waiver};
use serde_json::json;

pub(crate) fn waiver(args: &WaiverArgs) -> Done {
    match &args.verb {
        WaiverVerb::List(place) => list_waivers(place),
        WaiverVerb::Propose { rule, person, from, until, reason, place } => {
            let here = Here::open(place)?;
            let duty = Duty::parse(rule).ok_or_else(|| Refusal::Unknown {
                what: "rule of separation of duty",
                id: rule.clone(),
                nearest: Some("SoD-1".to_owned()),
            })?;
            let from = match from {
                Some(typed) => day(typed, "--from")?,
                None => here.app.clock().today(),
            };
            let (person, until) = (here.person(person)?, day(until, "--until")?);
            let done = format!("Proposed to waive {} for {} until {until}", duty.id(), here.name_of(&person));
            let waiver = Waiver { duty, person, reason: reason.clone(), from, until };
            here.done(&done, Command::ProposeWaiver { waiver })
        }
        WaiverVerb::Approve { id, place } => {
            Here::open(place)?.done(&format!("Approved {id}"), Command::ApproveWaiver { id: id.clone() })
        }
        WaiverVerb::End { id, reason, place } => {
            let command = Command::EndWaiver { id: id.clone(), reason: reason.clone() };
            Here::open(place)?.done(&format!("Ended {id}"), command)
        }
    }
}

fn list_waivers(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (decided, mark) = here.ask(&Governance)?;
    let mut words: Vec<WaiverWords> =
        decided.waivers.iter().map(|(id, held)| WaiverWords::of(&here.names(), id, held, mark.on)).collect();
    words.sort_by(|a, b| (&b.from, &a.id).cmp(&(&a.from, &b.id)));
    let rows = words.iter().map(|w| {
        let state = match (w.stage, w.in_force) {
            (_, true) if w.alone => "in force, approved alone",
            (_, true) => "in force",
            ("approved", false) if w.from > mark.on.to_string() => "to come",
            ("approved", false) => "over",
            (stage, false) => stage,
        };
        let fields = [&w.id, &w.rule, &w.person.name, &w.from, &w.until, &w.reason];
        fields.into_iter().cloned().chain([state.to_owned()]).collect()
    });
    let headers = ["Id", "Rule", "For", "First day", "Last day", "Reason", "State"];
    let shown = Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], ..Shown::default() };
    show(place, &shown, &json!({ "waivers": words, "mark": MarkWords::of(Some(&mark)) }))
}

pub(crate) fn deed(args: &DeedArgs) -> Done {
    match &args.verb {
        DeedVerb::List(place) => list_deeds(place),
        DeedVerb::Propose { kind, person, what, days, reason, place } => {
            let here = Here::open(place)?;
            let about = About { person: person.as_deref(), what: what.as_deref(), days: *days };
            let deed = about.deed(&here, kind)?;
            let done = format!("Proposed: {}", deed.title().to_lowercase());
            here.done(&done, Command::ProposeDeed { deed, reason: reason.clone() })
        }
        DeedVerb::Approve { id, place } => {
            Here::open(place)?.done(&format!("Approved {id}"), Command::ApproveDeed { id: id.clone() })
        }
        DeedVerb::Withdraw { id, reason, place } => {
            let command = Command::WithdrawDeed { id: id.clone(), reason: reason.clone() };
            Here::open(place)?.done(&format!("Stopped {id}"), command)
        }
        DeedVerb::CarryOut { id, place } => {
            let here = Here::open(place)?;
            let held = here.ask(&Governance)?.0.deeds.remove(id);
            if held.is_some_and(|held| held.deed == Deed::FullExport) {
                let hint = "run `tickmark export FILE`: it writes the ledger and records that it was carried out";
                return Err(mend("a full export is carried out by exporting", hint));
            }
            let receipt = here.app.carry_out(&here.org, &here.who, place.request_id.as_deref(), id)?;
            super::out::receipt(place, &format!("Carried out {id}"), &receipt)
        }
    }
}

/// What a deed is about, as typed.
struct About<'a> {
    person: Option<&'a str>,
    what: Option<&'a str>,
    days: i32,
}

impl About<'_> {
    fn deed(&self, here: &Here<'_>, kind: &str) -> Result<Deed, Failure> {
        let what = || self.what.unwrap_or_default().to_owned();
        let known = ["full_export", "erase_person", "rotate_key", "restore", "shorten_retention", "support"];
        Ok(match kind.trim().to_lowercase().replace('-', "_").as_str() {
            "full_export" => Deed::FullExport,
            "rotate_key" => Deed::RotateKey,
            "restore" => Deed::Restore { backup: what() },
            "shorten_retention" => Deed::ShortenRetention { what: what() },
            "erase_person" => Deed::ErasePerson { person: here.person(self.person.unwrap_or_default())? },
            // Whoever keeps the installation running is no member, so the id is taken as it stands.
            "support" => match self.person {
                None | Some("me") => Deed::Support { person: here.who.id().to_owned(), days: self.days },
                Some(person) => Deed::Support { person: person.to_owned(), days: self.days },
            },
            _ => {
                let nearest = nearest(kind, known).or(Some("full_export")).map(str::to_owned);
                return Err(Refusal::Unknown { what: "deed of two persons", id: kind.to_owned(), nearest }.into());
            }
        })
    }
}

fn list_deeds(place: &PlaceArgs) -> Done {
    let here = Here::read(place)?;
    let (decided, mark) = here.ask(&Governance)?;
    let mut deeds: Vec<_> = decided.deeds.iter().collect();
    deeds.sort_by_key(|(_, held)| std::cmp::Reverse(held.proposed_us));
    let words: Vec<DeedWords> = deeds.into_iter().map(|(id, held)| DeedWords::of(&here.names(), id, held)).collect();
    let rows = words.iter().map(|d| {
        let about = d.person.as_ref().map(|p| p.name.clone()).or_else(|| d.what.clone()).unwrap_or_default();
        let state = match (d.stage, &d.ripe) {
            ("approved", Some(ripe)) => format!("approved, from {ripe}"),
            (stage, _) => stage.to_owned(),
        };
        vec![d.id.clone(), d.title.to_owned(), about, d.reason.clone(), d.proposed_by.name.clone(), state]
    });
    let headers = ["Id", "What", "About", "Reason", "Proposed by", "State"];
    let restores: Vec<RestoreWords> =
        decided.restores.iter().map(|held| RestoreWords::of(&here.names(), held)).collect();
    let tail = restores.iter().map(RestoreWords::sentence).collect();
    let shown = Shown { head: vec![recorded(&mark)], tables: vec![table("", &headers, rows)], tail };
    show(place, &shown, &json!({ "deeds": words, "restores": restores, "mark": MarkWords::of(Some(&mark)) }))
}
