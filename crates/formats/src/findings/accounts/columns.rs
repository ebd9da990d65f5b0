//! Which column of a list says what, by the headings alone, and whose list it is.

use super::FORMAT;
use super::headings::{ACCOUNTS, ADMINISTRATORS, DEMANDED, ENTRA, FACTORS, GOOGLE, OKTA, SIGN_INS, STATES, comparable};
use crate::findings::error::FindingsError;
use crate::sheet::Table;

/// Columns besides the account that make a list one of accounts.
const TELLING: usize = 2;

/// How the cells of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// As they stand.
    Plain,
    /// The other way round: yes means that it is suspended.
    Reversed,
    /// Names of factors, or how many there are.
    Several,
}

/// A column that was found.
#[derive(Clone, Debug)]
pub(super) struct Column {
    /// From 0.
    pub(super) at: usize,
    /// As the provider writes it.
    pub(super) heading: String,
    pub(super) kind: Kind,
}

/// The columns of a list of accounts.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) account: Column,
    pub(super) state: Option<Column>,
    pub(super) second_factor: Option<Column>,
    pub(super) demanded: Option<Column>,
    pub(super) administrator: Option<Column>,
    pub(super) last_sign_in: Option<Column>,
}

impl Columns {
    /// The columns, if the headings are those of a list of accounts.
    pub(super) fn of(headings: &[String]) -> Option<Self> {
        let known: Vec<String> = headings.iter().map(|heading| comparable(heading)).collect();
        let find = |names: &[(&str, Kind)]| {
            names.iter().find_map(|(name, kind)| {
                let at = known.iter().position(|heading| heading == name)?;
                Some(Column { at, heading: headings[at].clone(), kind: *kind })
            })
        };
        let (state, second_factor) = (find(STATES), find(FACTORS));
        let (administrator, last_sign_in) = (find(ADMINISTRATORS), find(SIGN_INS));
        let telling = [&state, &second_factor, &administrator, &last_sign_in];
        let enough = telling.into_iter().flatten().count() >= TELLING;
        let account = find(ACCOUNTS).filter(|_| enough)?;
        Some(Self { account, state, second_factor, demanded: find(DEMANDED), administrator, last_sign_in })
    }

    /// Refuses a heading that stands twice: nobody could tell which of the two is meant.
    pub(super) fn once(&self, table: &Table) -> Result<(), FindingsError> {
        let maybe = [&self.state, &self.second_factor, &self.demanded, &self.administrator, &self.last_sign_in];
        for column in std::iter::once(&self.account).chain(maybe.into_iter().flatten()) {
            let same = |heading: &&String| comparable(heading) == comparable(&column.heading);
            if table.headers.iter().filter(same).count() > 1 {
                return Err(FindingsError::Field {
                    format: FORMAT,
                    place: format!("row {}", table.header_row),
                    field: column.heading.clone(),
                    what: "stands over two columns".to_owned(),
                    right: "one column of that heading".to_owned(),
                });
            }
        }
        Ok(())
    }

    /// Whose list it is, and by which heading that was told.
    pub(super) fn provider(&self, headings: &[String]) -> (&'static str, String) {
        let with = |wanted: &[&str]| headings.iter().find(|heading| wanted.contains(&comparable(heading).as_str()));
        let told = |provider: &'static str, heading: &String| {
            (provider, format!("Read as a list of {provider}, by its heading `{heading}`."))
        };
        if let Some(heading) = with(&GOOGLE) {
            return told("Google Workspace", heading);
        }
        if let Some(heading) = with(&[ENTRA]) {
            return told("Microsoft Entra ID", heading);
        }
        match (with(&[OKTA.0]), with(&OKTA.1)) {
            (Some(heading), Some(_)) => told("Okta", heading),
            _ => ("Accounts", "The headings are those of no provider that is known here.".to_owned()),
        }
    }
}
