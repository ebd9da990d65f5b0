//! The invented people of Fathom Freight. Owners are written as names; four of them also act in the history.

pub(super) const NOOR: &str = "Noor Haddad";
pub(super) const ERIK: &str = "Erik Lindqvist";
pub(super) const ADAEZE: &str = "Adaeze Okafor";
pub(super) const MATEUS: &str = "Mateus Ribeiro";
pub(super) const INGRID: &str = "Ingrid Solheim";
pub(super) const PRIYA: &str = "Priya Raman";
pub(super) const YUKI: &str = "Yuki Tanabe";
pub(super) const DANIEL: &str = "Daniel Weiss";
pub(super) const SAMIRA: &str = "Samira El Amin";
pub(super) const TOMAS: &str = "Tomas Vrba";
