//! The look of the pages: plain functions from words and numbers to markup that know nothing of what they show.
//!
//! A page is [`page`] around a [`heading`] and a body made of the rest. Every component works without script, has no
//! inline style, and says with a glyph and a word what it also says with a colour.

#![allow(
    dead_code,
    unused_imports,
    reason = "a family of components is kept whole: the next page uses what today's does not"
)]

mod account;
mod action;
mod badge;
mod burndown;
mod chart;
mod coverage_map;
mod explain;
mod figure;
mod form;
mod frame;
mod icon;
mod lanes;
mod layout;
mod navigate;
mod notice;
mod record;
mod table;

pub(crate) use account::{Eyes, Signed};
pub(crate) use action::{Confirm, button, confirm, copy, danger_button, link_button, quiet_link};
pub(crate) use badge::{Mark, Tone, badge, mark, tag};
pub(crate) use burndown::burndown;
pub(crate) use chart::{Part, bar, donut, legend, meter, sparkline, stacked_bar};
pub(crate) use coverage_map::{Cell, ThemeCells, coverage_map};
pub(crate) use explain::{ExplainRow, compare, explain_row};
pub(crate) use figure::{Stat, figures, hero, stat};
pub(crate) use form::{
    Choice, Field, checkboxes, date_field, file_drop, filter_bar, form, hidden, inline_select, password, picks, radios,
    search_field, select, text, textarea, upload_form,
};
pub(crate) use frame::{AsOfBar, EntryMark, Flash, NavItem, PageHead, Theme, page, sign_in};
pub(crate) use icon::Icon;
pub(crate) use lanes::{Lane, Point, Stretch, lanes, picture};
pub(crate) use layout::{card, columns, heading, section, whole};
pub(crate) use navigate::{Chip, Crumb, Step, Tab, breadcrumbs, pager, stepper, tabs, what_if};
pub(crate) use notice::{Source, empty_state, notice, quote, scope_line, source};
pub(crate) use record::{Moment, as_of_picker, code, code_of, day_picker, definition_list, hash, timeline};
pub(crate) use table::{Column, Order, Row, TableOptions, export_link, named, nothing, row, table, table_of};
