//! Where it stands what is known of a kind: the command that lists it, and the page.

/// A kind as refusals call it, the command that lists what there is of it, and the page in words.
pub const LISTED: &[(&str, &str, &str)] = &[
    ("access request", "tickmark staff access list", "People at work"),
    ("auditor's request", "tickmark request list", "Auditor's room"),
    ("bridge letter", "tickmark bridge-letter list", "Bridge letters"),
    ("certification", "tickmark certification list", "Certification"),
    ("certification body", "tickmark certification list", "Certification"),
    ("clause", "tickmark library show iso27001-2022", "Frameworks"),
    ("collector", "tickmark collector list", "Collectors"),
    ("control", "tickmark control list", "Controls"),
    ("control in scope", "tickmark engagement list", "Engagements"),
    ("control or criterion", "tickmark control list", "Controls"),
    ("cost item", "tickmark plan figure list", "Time and cost"),
    ("criterion", "tickmark library show soc2-tsc-2017", "Frameworks"),
    ("criterion or own control", "tickmark control list", "Controls"),
    ("criterion, control or clause", "tickmark library list", "Frameworks"),
    ("crosswalk", "tickmark library list", "Crosswalks"),
    ("customer's request", "tickmark engagement asked list", "Asked by customers"),
    ("deed", "tickmark deed list", "Waivers and decisions"),
    ("deed of two persons", "tickmark deed list", "Waivers and decisions"),
    ("deputy", "tickmark deputy list", "People"),
    ("document", "tickmark policy list", "Policies"),
    ("engagement", "tickmark engagement list", "Engagements"),
    ("evidence", "tickmark evidence list", "Evidence"),
    ("evidence that counts", "tickmark evidence list", "Evidence"),
    ("exception", "tickmark exception list", "Engagements"),
    ("framework", "tickmark library list", "Frameworks"),
    ("grant", "tickmark grant list", "People"),
    ("incident", "tickmark supplier list", "Suppliers"),
    ("inheritance record", "tickmark inheritance list", "Inheritance"),
    ("internal audit", "tickmark audit list", "Internal audits"),
    ("item of evidence", "tickmark evidence list", "Evidence"),
    ("library document", "tickmark library list", "Frameworks"),
    ("line of action", "tickmark nonconformity list", "Nonconformities"),
    ("line of the plan", "tickmark risk list", "Risks"),
    ("management review", "tickmark review list", "Management reviews"),
    ("member", "tickmark person list", "People"),
    ("nonconformity", "tickmark nonconformity list", "Nonconformities"),
    ("own figure", "tickmark plan figure list", "Time and cost"),
    ("package", "tickmark package list", "Packages"),
    ("person", "tickmark person list", "People"),
    ("person at work", "tickmark staff list", "People at work"),
    ("plan figure", "tickmark plan figure list", "Time and cost"),
    ("population", "tickmark population list", "Engagements"),
    ("population of the engagement", "tickmark population list", "Engagements"),
    ("register_entry", "tickmark register kinds", "Registers"),
    ("request", "tickmark evidence requests", "Asked for"),
    ("risk", "tickmark risk list", "Risks"),
    ("sample", "tickmark sample list", "Engagements"),
    ("sampling profile", "tickmark sample profiles", "Tables of sample sizes"),
    ("statement", "tickmark statement list", "Engagements"),
    ("statement of applicability", "tickmark soa list", "Statement of Applicability"),
    ("suggestion", "tickmark suggestion list", "Suggestions"),
    ("supplier", "tickmark supplier list", "Suppliers"),
    ("supplier report", "tickmark supplier list", "Suppliers"),
    ("test", "tickmark test list", "Engagements"),
    ("token", "tickmark token list", "Tokens"),
    ("waiver", "tickmark waiver list", "Waivers and decisions"),
    ("webhook", "tickmark webhook list", "Webhooks"),
];

/// What could be done about an id of this kind that nobody knows: the command and the page that list what there is, or for a
/// word of a few that may be said, where they are offered.
pub(super) fn hint(what: &str) -> String {
    match LISTED.iter().find(|(kind, ..)| *kind == what) {
        Some((_, command, page)) => format!("see what there is with `{command}`, or on the page {page}"),
        None => "see which there are in the help of the command, or on the page with the form".to_owned(),
    }
}

/// What the ids of a kind of thing are made of.
pub(super) fn id_hint(what: &str) -> &'static str {
    match what {
        "sampling profile" => "use lower-case letters, digits and underscore, at most 40 characters",
        "position" => "use lower-case letters, digits and hyphen, at most 64 characters",
        "control" => "use letters, digits, spaces and any of . - _ / : #",
        "attribute" => "use letters, digits, dot, hyphen and underscore",
        "person of a demonstration" => "begin it with demo-",
        "note's text" => "send its SHA-256 in 64 lower-case hexadecimal digits",
        _ => "write it as it stands in the list of these things",
    }
}
