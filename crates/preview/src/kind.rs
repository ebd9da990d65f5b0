//! What a file is, by its bytes.

/// Families of files, by what may be done with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// A picture.
    Image,
    /// Text that a person reads.
    Text,
    /// A PDF.
    Pdf,
    /// A document, table or presentation of an office program.
    Office,
    /// Files packed into one; never unpacked here.
    Archive,
    /// A program.
    Executable,
    /// A web page, in any of its forms.
    Html,
    /// A drawing that is a web page in disguise.
    Svg,
    /// Anything else.
    Other,
}

impl Family {
    /// Its name in words, as in "it is a PDF".
    pub const fn title(self) -> &'static str {
        match self {
            Family::Image => "a picture",
            Family::Text => "a text",
            Family::Pdf => "a PDF",
            Family::Office => "an office document",
            Family::Archive => "an archive",
            Family::Executable => "a program",
            Family::Html => "a web page",
            Family::Svg => "an SVG drawing",
            Family::Other => "a file of another kind",
        }
    }
}

/// What a file is, and what is odd about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// Media type (RFC 6838) that the bytes speak for; `application/octet-stream` when they speak for none.
    pub media_type: &'static str,
    /// What may be done with it.
    pub family: Family,
    /// In which way the file is not what it claims, or is two things at once: a sentence. Such a file is not shown.
    pub disagrees: Option<String>,
    /// Whether it carries code of its own: macros of an office program, JavaScript or a launch action in a PDF.
    pub macros: bool,
    /// Whether it, or a file in it, can be read only with a password.
    pub encrypted: bool,
}
