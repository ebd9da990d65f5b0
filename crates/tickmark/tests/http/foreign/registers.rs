//! Registers of the management system: an entry of each in the address, and every field that takes an id, in an entry, in
//! a line of it, and in a list that comes in. The fields are those that are declared.

use super::assurance::asked;
use super::own::objects;
use super::{OWN, STRANGER, both, call, entries};
use crate::canaries::examined::nonconformity;
use crate::canaries::registers::{Pointed, filled, required};
use crate::matrix::cast::Cast;
use app::access::Who;
use domain::command::{Command, IsmsCommand};
use domain::values::isms::{Declaration, Field, FieldKind, Fields, LinkTo, RegisterKind, shown};
use domain::values::nonconformity::NonconformitySource;
use serde_json::{Map, Value, json};

/// A word and persons for what a field needs beside the id.
const AT: Pointed<'_> = Pointed { owner: "demo-bea-beta", other: "demo-bea-beta", link: &|_| None };

/// An entry of each register, by somebody who keeps them.
fn kept(cast: &Cast, organisation: &str, who: &Who) {
    let owner = who.id();
    for register in RegisterKind::ALL {
        let at = Pointed { owner, other: owner, link: &|_| None };
        let fields = filled(required(register.declared().fields), &mut || "Kept".to_owned(), &at);
        let add = Command::Isms(IsmsCommand::AddRegisterEntry { register, fields });
        cast.doors.app.change(organisation, who, None, add).unwrap();
    }
}

/// Two entries of each register in alpha, and one of each in beta, so that `ROL-2` is in alpha alone; so is `NC-2`.
fn kept_in_both() -> Cast {
    let cast = both();
    let (founder, bea) = (cast.doors.app.local_operator("cli").unwrap(), cast.doors.app.demo_actor("bea-beta"));
    kept(&cast, "alpha", &founder);
    kept(&cast, "alpha", &founder);
    kept(&cast, "beta", &bea);
    let other = nonconformity("Other", NonconformitySource::Other, "", &["AC-2"]);
    cast.doors.app.change("alpha", &founder, None, other).unwrap();
    cast
}

/// Fields as they are sent: by their words.
fn sent(fields: &Fields) -> Map<String, Value> {
    fields.iter().map(|(id, value)| (id.clone(), json!(shown(value)))).collect()
}

/// What a line needs, and what an entry needs.
fn needed(fields: &'static [Field]) -> Map<String, Value> {
    sent(&filled(required(fields), &mut || "Mine".to_owned(), &AT))
}

/// Every change of an entry: method, the rest of its address, body.
fn changes(declared: &'static Declaration) -> Vec<(&'static str, &'static str, Value)> {
    let next = declared.stages.last().map(|stage| stage.id);
    let mut all = vec![
        ("GET", "", json!({})),
        ("PUT", "", json!({ "fields": { declared.title().id: "Mine" }, "reason": "mine" })),
        ("POST", "/state", json!({ "state": next, "reason": "mine" })),
        ("POST", "/ending", json!({ "reason": "mine" })),
    ];
    if let Some(lines) = declared.lines {
        all.push(("POST", "/lines", json!({ "fields": needed(lines.fields) })));
        all.push(("PUT", "/lines/1", json!({ "fields": needed(lines.fields) })));
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_of_each_register_of_another_organisation_is_as_unknown_as_any_other() {
    let cast = both();
    kept(&cast, "alpha", &cast.doors.app.local_operator("cli").unwrap());
    let (before, mut wrong, mut seen) = (entries(&cast), Vec::new(), 0);
    for kind in RegisterKind::ALL {
        let prefix = kind.declared().prefix;
        let (theirs, nobodys) = (format!("{prefix}-1"), format!("{prefix}-9"));
        for (method, rest, body) in changes(kind.declared()) {
            let told = || ("application/json".to_owned(), body.to_string().into_bytes());
            let path = |id: &str| format!("/api/v1/o/beta/registers/{}/{id}{rest}", kind.id());
            let own = asked(&cast, method, &path(&theirs), &theirs, told()).await;
            let unknown = asked(&cast, method, &path(&nobodys), &nobodys, told()).await;
            seen += 1;
            if own.0 != 404 || own != unknown {
                wrong.push(format!("{method} {}: {own:?}, and of nobody: {unknown:?}", path(&theirs)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
    assert_eq!((seen, entries(&cast)), (17 * 4 + 6 * 2, before));
}

/// An id of the kind that a field takes: what alpha has and beta has not, what nobody has, what beta has.
fn ids(cast: &Cast, of: RegisterKind, kind: FieldKind) -> Option<[String; 3]> {
    let of_cast = |name: &str| cast.ids[name].clone();
    let to = match kind {
        FieldKind::Person | FieldKind::Anybody => {
            return Some([STRANGER, "demo-dora-memqer", OWN].map(str::to_owned));
        }
        FieldKind::Links(to) => to,
        _ => return None,
    };
    let theirs = match to {
        LinkTo::Control => return Some(["AC-2", "AC-9", "OWN-1"].map(str::to_owned)),
        LinkTo::Risk => of_cast("risk"),
        LinkTo::Supplier => of_cast("supplier"),
        LinkTo::Evidence => of_cast("evidence"),
        LinkTo::Policy => of_cast("policy"),
        // `INC-1`, in whose address it stands, has the letters of `NC-1`.
        LinkTo::Nonconformity => return Some(["NC-2", "NC-9", "NC-1"].map(str::to_owned)),
        LinkTo::Engagement => of_cast("engagement"),
        LinkTo::Entry(other) => {
            let prefix = other.declared().prefix;
            // An entry is no part of itself: beta has a second one where it would be.
            let own = if other == of { 3 } else { 1 };
            return Some([format!("{prefix}-2"), format!("{prefix}-9"), format!("{prefix}-{own}")]);
        }
    };
    let prefix = theirs.split_once('-').unwrap().0;
    Some([theirs.clone(), format!("{prefix}-9"), format!("{prefix}-1")])
}

/// One way to send an id: method, address, media type, and the bytes around it.
struct Way {
    method: &'static str,
    path: String,
    media: &'static str,
    around: Box<dyn Fn(&str) -> String>,
}

/// Every way in which a field is sent: a change of an entry, a line, a list.
fn ways(kind: RegisterKind, field: &'static Field, of_line: bool) -> Vec<Way> {
    let (declared, id, json_media) = (kind.declared(), field.id, "application/json");
    let entry = format!("/api/v1/o/beta/registers/{}/{}-1", kind.id(), declared.prefix);
    let body = move |mut fields: Map<String, Value>, typed: &str| {
        fields.insert(id.to_owned(), json!(typed));
        json!({ "fields": fields }).to_string()
    };
    if let Some(lines) = declared.lines.filter(|_| of_line) {
        let around = Box::new(move |typed: &str| body(needed(lines.fields), typed));
        return vec![Way { method: "POST", path: format!("{entry}/lines"), media: json_media, around }];
    }
    let added = Box::new(move |typed: &str| body(needed(declared.fields), typed));
    let list = Box::new(move |typed: &str| {
        let mut row = needed(declared.fields);
        row.insert(declared.title().id.to_owned(), json!(format!("Listed for {id}")));
        row.insert(id.to_owned(), json!(typed));
        let title = |id: &String| format!("\"{}\"", declared.field(id).unwrap().title);
        let headings: Vec<String> = row.keys().map(title).collect();
        let cells: Vec<String> = row.values().map(|cell| format!("\"{}\"", cell.as_str().unwrap())).collect();
        let csv = format!("{}\n{}\n", headings.join(","), cells.join(","));
        let head = "Content-Disposition: form-data; name=\"file\"; filename=\"list.csv\"";
        format!("--part\r\n{head}\r\n\r\n{csv}\r\n--part--\r\n")
    });
    vec![
        Way { method: "PUT", path: entry, media: json_media, around: Box::new(move |typed| body(Map::new(), typed)) },
        Way {
            method: "POST",
            path: format!("/api/v1/o/beta/registers/{}", kind.id()),
            media: json_media,
            around: added,
        },
        Way {
            method: "POST",
            path: format!("/api/v1/o/beta/register-imports/{}", kind.id()),
            media: "multipart/form-data; boundary=part",
            around: list,
        },
    ]
}

/// Every field of every register and of its lines.
fn fields() -> impl Iterator<Item = (RegisterKind, &'static Field, bool)> {
    RegisterKind::ALL.into_iter().flat_map(|kind| {
        let lines = kind.declared().lines.map_or(&[][..], |lines| lines.fields);
        let entry = kind.declared().fields.iter().map(move |field| (kind, field, false));
        entry.chain(lines.iter().map(move |field| (kind, field, true)))
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn no_field_of_a_register_takes_an_id_of_another_organisation() {
    let cast = kept_in_both();
    let app = &cast.doors.app;
    app.put_demo_person(STRANGER, "Dora Alpha", "dora@alpha.example").unwrap();
    let (before, mut wrong, mut seen) = (entries(&cast), Vec::new(), 0);
    for (kind, field, of_line) in fields() {
        let Some([theirs, nobodys, _]) = ids(&cast, kind, field.kind) else { continue };
        let mut pairs = vec![(theirs, nobodys)];
        if matches!(field.kind, FieldKind::Person | FieldKind::Anybody) {
            // By address, as people name each other.
            pairs.push(("dora@alpha.example".to_owned(), "dorb@alpha.example".to_owned()));
        }
        for way in ways(kind, field, of_line) {
            for (theirs, nobodys) in &pairs {
                let told = |id: &str| (way.media.to_owned(), (way.around)(id).into_bytes());
                let own = asked(&cast, way.method, &way.path, theirs, told(theirs)).await;
                let unknown = asked(&cast, way.method, &way.path, nobodys, told(nobodys)).await;
                seen += 1;
                if own.0 != 422 || own != unknown || own.1.contains("Dora") {
                    wrong
                        .push(format!("{} {} {}: {own:?}, and of nobody: {unknown:?}", way.method, way.path, field.id));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {seen}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(seen > 150, "only {seen} fields take an id");
    assert_eq!(entries(&cast), before, "something changed");
}

/// The same with an own id is taken: it is the id for which the others are refused.
#[tokio::test(flavor = "multi_thread")]
async fn the_same_fields_of_a_register_with_an_own_id_are_taken() {
    let cast = kept_in_both();
    let bea = cast.doors.app.demo_actor("bea-beta");
    kept(&cast, "beta", &bea);
    kept(&cast, "beta", &bea);
    objects(&cast);
    let mut wrong = Vec::new();
    for (kind, field, of_line) in fields() {
        let Some([.., own]) = ids(&cast, kind, field.kind) else { continue };
        for way in ways(kind, field, of_line) {
            let told = (way.media.to_owned(), (way.around)(&own).into_bytes());
            let (status, text) = asked(&cast, way.method, &way.path, "no id", told).await;
            // Of what is in force once, the first entry gave way to the second.
            let over = kind == RegisterKind::Climate && way.method == "PUT";
            if !(200..300).contains(&status) && !over {
                wrong.push(format!("{} {} {} with `{own}`: {status} {text}", way.method, way.path, field.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    let list = call(&cast, "GET", "/api/v1/o/beta/registers/assets", &json!({})).await;
    assert!(list.0 == 200 && list.1.contains("Listed for owner"), "{list:?}");
}
