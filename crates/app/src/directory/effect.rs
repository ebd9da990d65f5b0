//! What the word of the directory does to a membership. Each change is a command like any other, judged by the same rules.

use super::records::UserRecord;
use super::{Speaking, made_or_so};
use crate::accounts::Session;
use crate::{App, Failure, Fault, Who};
use domain::command::Command;
use domain::registers::people::Member;
use domain::values::{Membership, Role};
use std::collections::BTreeSet;

/// Why a membership is suspended, as it stands in history.
const INACTIVE: &str = "set inactive in the directory";
/// Why a membership ends that was never confirmed.
const NEVER_CAME: &str = "set inactive in the directory before the invitation was accepted";
/// Why a membership ends.
const REMOVED: &str = "removed from the directory";

impl App {
    /// Makes the membership what the directory says. `was` is what it said before, `None` for a user that it just added.
    /// What a person suspended or ended by hand stays so until a person changes it, or the directory says that the user is
    /// inactive, and active again.
    pub(super) fn follow(
        &self,
        at: &Speaking<'_>,
        who: &Who,
        person: &str,
        record: &mut UserRecord,
        was: Option<bool>,
        roles: BTreeSet<Role>,
    ) -> Result<(), Failure> {
        let slug = &at.live.record.slug;
        let member = member_of(at, person);
        let state = member.as_ref().map(|m| m.state);
        let owned = person.to_owned();
        match (record.said.active, state) {
            (true, None) => {
                made_or_so(self.change(slug, who, None, Command::InvitePerson { person: owned, roles }))?;
            }
            (true, Some(Membership::Ended)) if was != Some(true) => {
                made_or_so(self.change(slug, who, None, Command::InvitePerson { person: owned, roles }))?;
            }
            (true, Some(Membership::Suspended)) if member.as_ref().map(|m| m.since_us) == record.suspended_us => {
                made_or_so(self.change(slug, who, None, Command::ResumeMember { person: owned }))?;
                record.suspended_us = None;
            }
            (false, Some(Membership::Confirmed)) => {
                let reason = INACTIVE.to_owned();
                made_or_so(self.change(slug, who, None, Command::SuspendMember { person: owned, reason }))?;
                record.suspended_us = member_of(at, person).map(|m| m.since_us);
                self.end_sessions_here(at, who, person)?;
            }
            (false, Some(Membership::Invited)) => {
                let reason = NEVER_CAME.to_owned();
                made_or_so(self.change(slug, who, None, Command::EndMembership { person: owned, reason }))?;
                self.end_sessions_here(at, who, person)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Ends the membership of somebody whom the directory removes.
    pub(super) fn end_here(&self, at: &Speaking<'_>, who: &Who, person: &str) -> Result<(), Failure> {
        let state = member_of(at, person).map(|m| m.state);
        if state.is_some_and(|s| s != Membership::Ended) {
            let command = Command::EndMembership { person: person.to_owned(), reason: REMOVED.to_owned() };
            made_or_so(self.change(&at.live.record.slug, who, None, command))?;
        }
        self.end_sessions_here(at, who, person)
    }

    /// Ends the sessions of a person, at once. Of somebody who has a part in other organisations too, those that this
    /// organisation's provider spoke for: the directory of one client does not sign a consultant out of another, and the
    /// rights here are over in any case.
    fn end_sessions_here(&self, at: &Speaking<'_>, who: &Who, person: &str) -> Result<(), Failure> {
        let ended = if self.belongs_elsewhere(&at.live, person)? {
            self.end_sessions_of_provider(at, person)?
        } else {
            self.end_all_sessions(person)?
        };
        if ended > 0 {
            self.note_in(&at.live, who, "sessions_ended", &format!("{ended} of {person}, by the directory"));
        }
        Ok(())
    }

    fn end_sessions_of_provider(&self, at: &Speaking<'_>, person: &str) -> Result<usize, Fault> {
        let issuer = at.live.state().registers.people.sign_on.as_ref().map(|s| s.issuer.clone());
        let mut ended = 0;
        for held in self.all_kept::<Session>(Some(person))? {
            if issuer.is_some() && held.value.issuer == issuer {
                self.drop_session(&held.key)?;
                ended += 1;
            }
        }
        Ok(ended)
    }
}

/// The membership as it stands now.
pub(super) fn member_of(at: &Speaking<'_>, person: &str) -> Option<Member> {
    at.live.state().registers.people.members.get(person).cloned()
}
