//! The attributes that are kept of users and groups, and which others are known and passed over. Names are compared without
//! regard to case (RFC 7643, section 2.1).

/// A kind of resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A person.
    User,
    /// A group.
    Group,
}

/// What an attribute holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// One value.
    One,
    /// Parts, by these names.
    Parts(&'static [&'static str]),
    /// A list of values with parts.
    List(&'static [&'static str]),
}

/// An attribute.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    /// May the directory set it?
    pub(super) writable: bool,
    /// Must it be there?
    pub(super) required: bool,
}

const fn attribute(name: &'static str, shape: Shape) -> Attribute {
    Attribute { name, shape, writable: true, required: false }
}

impl Attribute {
    const fn required(self) -> Attribute {
        Attribute { required: true, ..self }
    }

    const fn read_only(self) -> Attribute {
        Attribute { writable: false, ..self }
    }
}

const SHARED: [Attribute; 4] = [
    attribute("id", Shape::One).read_only(),
    attribute("schemas", Shape::One).read_only(),
    attribute("externalId", Shape::One),
    attribute("meta", Shape::Parts(&["resourceType", "created", "lastModified", "location", "version"])).read_only(),
];

const USER: [Attribute; 6] = [
    attribute("userName", Shape::One).required(),
    attribute("active", Shape::One),
    attribute("displayName", Shape::One),
    attribute("name", Shape::Parts(&["formatted", "familyName", "givenName"])),
    attribute("emails", Shape::List(&["value", "type", "primary"])),
    attribute("groups", Shape::List(&["value", "$ref", "display", "type"])).read_only(),
];

const GROUP: [Attribute; 2] =
    [attribute("displayName", Shape::One).required(), attribute("members", Shape::List(&["value", "$ref", "type"]))];

/// Attributes of RFC 7643, section 4.1, that identity providers send and that have no use here: passed over, so that one of
/// them in a mapping does not keep everything else from coming in.
const PASSED_OVER: [&str; 18] = [
    "nickName",
    "profileUrl",
    "title",
    "userType",
    "preferredLanguage",
    "locale",
    "timezone",
    "password",
    "phoneNumbers",
    "ims",
    "photos",
    "addresses",
    "entitlements",
    "roles",
    "x509Certificates",
    "department",
    "manager",
    "employeeNumber",
];
/// Parts of a name and of lists that are passed over likewise.
const PARTS_PASSED_OVER: [&str; 5] = ["middleName", "honorificPrefix", "honorificSuffix", "display", "primary"];

/// What a name stands for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Named {
    /// An attribute that is kept.
    Kept(&'static Attribute),
    /// Known, and passed over.
    PassedOver,
    /// Never heard of.
    Unknown,
}

impl Kind {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Kind::User => "User",
            Kind::Group => "Group",
        }
    }

    pub(super) const fn endpoint(self) -> &'static str {
        match self {
            Kind::User => "Users",
            Kind::Group => "Groups",
        }
    }

    pub(super) const fn schema(self) -> &'static str {
        match self {
            Kind::User => "urn:ietf:params:scim:schemas:core:2.0:User",
            Kind::Group => "urn:ietf:params:scim:schemas:core:2.0:Group",
        }
    }

    /// The attribute called so.
    pub(super) fn named(self, name: &str) -> Named {
        let own: &'static [Attribute] = match self {
            Kind::User => &USER,
            Kind::Group => &GROUP,
        };
        let found = SHARED.iter().chain(own).find(|a| a.name.eq_ignore_ascii_case(name));
        match found {
            Some(attribute) => Named::Kept(attribute),
            None if PASSED_OVER.iter().any(|other| other.eq_ignore_ascii_case(name)) => Named::PassedOver,
            None => Named::Unknown,
        }
    }
}

impl Attribute {
    /// The part called so, as it is written; `None` when there is no such part.
    pub(super) fn part(&self, name: &str) -> Option<&'static str> {
        let (Shape::Parts(parts) | Shape::List(parts)) = self.shape else {
            return None;
        };
        parts.iter().copied().find(|part| part.eq_ignore_ascii_case(name))
    }

    /// Is it a part that is known and passed over?
    pub(super) fn passes_over(&self, part: &str) -> bool {
        self.shape != Shape::One && PARTS_PASSED_OVER.iter().any(|other| other.eq_ignore_ascii_case(part))
    }

    pub(super) fn is_list(&self) -> bool {
        matches!(self.shape, Shape::List(_))
    }
}
