//! The files of an item: what each is by its bytes, the way to download it as it came, and what may be shown of it. Nothing of
//! a file is ever put into a page as it came: pictures are drawn anew, text is made harmless.

use super::uploads::odd;
use super::{path, size, trouble};
use crate::web::attachment::attachment_of;
use crate::web::problem::Problem;
use crate::web::reading::counted;
use crate::web::typed::sentence;
use crate::web::ui::{self, Icon};
use crate::web::visit::Visit;
use app::ask::EvidenceDetail;
use app::evidence::{FilePlace, Png};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::values::{EvidenceFile, EvidenceState};
use maud::{Markup, html};

/// Files that are shown at once; of the others a link shows one.
const SHOWN: usize = 4;
/// Largest file that is shown without being asked for, in bytes.
const SHOWN_SIZE: u64 = 8 << 20;

/// Item, version and place of a file in its address.
type Place = Path<(String, String, u32, usize)>;

fn address(visit: &Visit, id: &str, version: u32, index: usize) -> String {
    format!("/o/{}{}/files/{version}/{index}", visit.org, path(id))
}

/// The files of the newest version, with what may be shown of them.
pub(super) fn section(visit: &Visit, detail: &EvidenceDetail) -> Markup {
    let newest = detail.held.newest();
    let gone = detail.held.state == EvidenceState::Disposed;
    let asked: Option<usize> = visit.field("show").and_then(|show| show.parse().ok());
    html! {
        @if newest.files.is_empty() {
            p.hint { "It has no file, so nobody can accept it: a new version with a file can be handed in." }
        } @else {
            ul.evidence-files {
                @for (index, file) in newest.files.iter().enumerate() {
                    li.evidence-file id={ "file-" (index) } {
                        (head(visit, detail, index, file))
                        @if !gone && (asked == Some(index) || index < SHOWN && file.file.size <= SHOWN_SIZE) {
                            (shown(visit, &detail.id, detail.held.version(), index))
                        } @else if !gone {
                            p { a href=(format!("{}#file-{index}", visit.with(&path(&detail.id), &[("show", &index.to_string())]))) { "Show what may be shown of it" } }
                        }
                    }
                }
            }
        }
    }
}

fn head(visit: &Visit, detail: &EvidenceDetail, index: usize, file: &EvidenceFile) -> Markup {
    let gone = detail.held.state == EvidenceState::Disposed;
    html! {
        div.file-head {
            div.file-name {
                strong { (file.name) }
                p.hint { (size(file.file.size)) " · " (file.media) " · SHA-256 " (ui::hash(&file.file.sha256)) }
                @for one in odd(file) { p.upload-odd { (Icon::Alert.svg()) (one) } }
            }
            @if !gone {
                a.button.quiet.small href=(address(visit, &detail.id, detail.held.version(), index)) download { (Icon::Download.svg()) "Download" }
            }
        }
    }
}

/// What may be shown of a file, or the sentence why nothing is.
fn shown(visit: &Visit, id: &str, version: u32, index: usize) -> Markup {
    let place = FilePlace { id: id.to_owned(), version: Some(version), index };
    let made = tokio::task::block_in_place(|| visit.doors.app.preview_of(&visit.org, &visit.who, &place));
    let made = match made {
        Ok(made) => made,
        Err(trouble) => return html! { p.not-shown { (Icon::Alert.svg()) (sentence(&trouble.to_string())) } },
    };
    match &*made {
        Err(why) => html! { p.not-shown { (Icon::Info.svg()) (sentence(&why.to_string())) } },
        Ok(preview) => html! {
            figure.glass {
                @if let Some(text) = &preview.text { pre tabindex="0" { (text) } }
                @for (page, png) in preview.pages.iter().enumerate() {
                    img src={ (address(visit, id, version, index)) "/pages/" (page) } width=(png.width) height=(png.height) loading="lazy"
                        alt={ "Page " (page + 1) " of " (preview.of) ", drawn anew" };
                }
                @if preview.cut {
                    figcaption.hint {
                        @if preview.text.is_some() { "Its beginning. The whole is in the download." }
                        @else { (preview.pages.len()) " of " (counted(preview.of, "page", "pages")) ". The whole is in the download." }
                    }
                }
            }
        },
    }
}

/// The files of a version by name, each to be downloaded.
pub(super) fn named(visit: &Visit, detail: &EvidenceDetail, number: u32) -> Markup {
    let gone = detail.held.state == EvidenceState::Disposed;
    let version = usize::try_from(number).ok().and_then(|n| detail.held.versions.get(n.checked_sub(1)?));
    let files = version.map(|v| v.files.as_slice()).unwrap_or_default();
    html! {
        @if files.is_empty() { (ui::nothing()) }
        ul.lines {
            @for (index, file) in files.iter().enumerate() {
                li { @if gone { (file.name) } @else { a href=(address(visit, &detail.id, number, index)) download { (file.name) } } }
            }
        }
    }
}

/// A file as it was received, as an attachment that is neither guessed nor run.
pub(super) async fn download(visit: Visit, Path((_, id, version, index)): Place) -> Result<Response, Problem> {
    let place = FilePlace { id, version: Some(version), index };
    let bytes = tokio::task::block_in_place(|| visit.doors.app.evidence_file(&visit.org, &visit.who, &place, None));
    let bytes = bytes.map_err(trouble)?;
    let (name, length) = (bytes.file.name.clone(), bytes.range.end - bytes.range.start);
    Ok(attachment_of(&name, length, bytes))
}

/// A page that we drew: pixels and nothing else of the file.
pub(super) async fn page(
    visit: Visit,
    Path((_, id, version, index, page)): Path<(String, String, u32, usize, usize)>,
) -> Result<Response, Problem> {
    let place = FilePlace { id, version: Some(version), index };
    let made = tokio::task::block_in_place(|| visit.doors.app.preview_of(&visit.org, &visit.who, &place));
    let made = made.map_err(trouble)?;
    let drawn: Option<&Png> = made.as_ref().as_ref().ok().and_then(|preview| preview.pages.get(page));
    let png = drawn.ok_or_else(|| Problem::not_found("There is no such page."))?;
    let head = [(header::CONTENT_TYPE, "image/png"), (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox")];
    Ok((head, png.bytes.clone()).into_response())
}
