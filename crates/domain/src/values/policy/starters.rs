//! Starter texts of our own: short, in Markdown, with placeholders that have to be filled in before anybody approves them.

/// A starter text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Starter {
    /// Id, the name of its file.
    pub id: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// The file: the block in front, and the text.
    pub file: &'static str,
}

impl Starter {
    /// The text alone, without the block in front.
    pub fn text(&self) -> &'static str {
        let body = self.file.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
        body.map_or(self.file, |(_, text)| text)
    }
}

macro_rules! starters {
    ($($id:literal, $title:literal;)*) => {
        /// Every starter text, in the order in which they are best written.
        pub const STARTERS: &[Starter] = &[$(
            Starter { id: $id, title: $title, file: include_str!(concat!("../../../../../library/policies/", $id, ".md")) },
        )*];
    };
}

starters! {
    "information-security", "Information security policy";
    "access-control", "Access control policy";
    "incident-management", "Incident management policy";
    "supplier-security", "Supplier security policy";
    "backup", "Backup policy";
    "acceptable-use", "Acceptable use policy";
}
