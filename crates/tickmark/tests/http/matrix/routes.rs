//! A line for each route: what it is about, and for a change a form that would be taken.

use super::expected::What::{self, *};
use domain::values::Action::*;
use domain::values::State;
use std::sync::LazyLock;

mod assurance;
mod audits;
mod certification;
mod nonconformities;
mod plan;
mod planner;
mod policies;
mod public;
mod questionnaires;
mod registers;
mod reviews;
mod risks;
mod statements;

/// A page: method, path, what it is about, form.
pub(crate) type Page = (&'static str, &'static str, What, &'static str);

/// The form of an import, which no import can read: whoever may is told so.
const FILE: &str = "--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\n\r\n\
    id,name,status,criteria\nAC-9,Nine,planned,CC6.1\n\r\n--part--\r\n";

/// Every page.
pub(crate) static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    PROGRAMME
        .iter()
        .chain(assurance::PAGES)
        .chain(audits::PAGES)
        .chain(certification::PAGES)
        .chain(nonconformities::PAGES)
        .chain(plan::PAGES)
        .chain(planner::PAGES)
        .chain(policies::PAGES)
        .chain(public::PAGES)
        .chain(questionnaires::PAGES)
        .chain(registers::PAGES)
        .chain(reviews::PAGES)
        .chain(risks::PAGES)
        .chain(statements::PAGES)
        .copied()
        .collect()
});

/// Method, path, what it is about, form.
const PROGRAMME: &[Page] = &[
    ("GET", "/", SignedIn, ""),
    ("GET", "/assets/{name}", Open, ""),
    ("GET", "/begin", Open, ""),
    ("POST", "/begin", Open, ""),
    ("GET", "/confirm", SignedIn, ""),
    ("POST", "/confirm", SignedIn, ""),
    ("GET", "/demo", Open, ""),
    ("POST", "/demo", Open, ""),
    ("POST", "/demo/as", SignedIn, ""),
    ("GET", "/invitation", Open, ""),
    ("POST", "/invitation", Open, ""),
    ("POST", "/invitation/new", Open, ""),
    ("GET", "/invitation/to/{organisation}", SignedIn, ""),
    ("POST", "/invitation/to/{organisation}", SignedIn, ""),
    ("GET", "/new-password", Open, ""),
    ("POST", "/new-password", Open, ""),
    ("GET", "/o/{organisation}", Part, ""),
    ("GET", "/o/{organisation}/", Part, ""),
    ("GET", "/o/{organisation}/assessments", Right(ReadProgramme, State::Live), ""),
    ("GET", "/o/{organisation}/assessments/{item}", Right(ReadProgramme, State::Live), ""),
    ("POST", "/o/{organisation}/assessments/{item}", Right(AssessItem, State::Live), "practice=partial&note=x"),
    (
        "POST",
        "/o/{organisation}/assessments/{item}/steps/{step}",
        Right(RecordStep, State::Live),
        "on=2026-03-03&note=x",
    ),
    ("POST", "/o/{organisation}/assessments/{item}/steps/{step}/withdrawal", Right(RecordStep, State::Live), ""),
    ("GET", "/calendar/{file}", Open, ""),
    ("GET", "/o/{organisation}/calendar", OwnList(ReadTasks), ""),
    ("GET", "/o/{organisation}/checkpoint", Right(ReadProof, State::Live), ""),
    ("GET", "/o/{organisation}/certification/calendar", Right(ReadCertification, State::Live), ""),
    ("GET", "/o/{organisation}/certification/calendar.ics", Right(ReadCertification, State::Live), ""),
    ("GET", "/o/{organisation}/certification/readiness", Right(ReadCertification, State::Live), ""),
    ("GET", "/o/{organisation}/certification/readiness.xlsx", Right(ReadCertification, State::Live), ""),
    ("GET", "/o/{organisation}/claims", Right(ReadProgramme, State::Live), ""),
    ("GET", "/o/{organisation}/papers", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/papers/{paper}", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/prints/{print}", Nowhere, ""),
    ("GET", "/o/{organisation}/prints/{print}/file", Nowhere, ""),
    ("GET", "/o/{organisation}/clauses", Right(ReadProgramme, State::Live), ""),
    ("GET", "/o/{organisation}/clauses/{clause}", Right(ReadProgramme, State::Live), ""),
    ("GET", "/o/{organisation}/controls", OwnList(ReadControl), ""),
    ("POST", "/o/{organisation}/controls", Right(AddControl, State::Absent), "id=AC-9&name=Nine&status=planned"),
    ("GET", "/o/{organisation}/controls/new", Right(AddControl, State::Absent), ""),
    ("GET", "/o/{organisation}/controls/{id}", Control(ReadControl), ""),
    ("GET", "/o/{organisation}/controls/{id}/history", Right(ReadHistory, State::Live), ""),
    ("POST", "/o/{organisation}/controls/{id}/life", Control(SetOperation), "step=designed&on=2026-03-03"),
    ("POST", "/o/{organisation}/controls/{id}/links", Control(LinkControl), "item=A.5.1&reason=it+does&extent=full"),
    (
        "POST",
        "/o/{organisation}/controls/{id}/links/removal",
        Control(LinkControl),
        "framework=iso27001-2022&item=A.5.1&target=iso27001-2022/A.5.1",
    ),
    (
        "POST",
        "/o/{organisation}/controls/{id}/operation",
        Control(SetOperation),
        "nature=detective&execution=manual&valid-from=2026-03-03",
    ),
    ("POST", "/o/{organisation}/controls/{id}/owner", Control(AssignControl), "person=demo-paul-programme"),
    ("POST", "/o/{organisation}/controls/{id}/retirement", Control(RetireControl), "retirement-reason=gone"),
    ("POST", "/o/{organisation}/controls/{id}/return", Control(ReviseControl), "status=planned"),
    ("GET", "/o/{organisation}/controls/{id}/revision", Control(ReviseControl), ""),
    ("POST", "/o/{organisation}/controls/{id}/revision", Control(ReviseControl), "name=Two&status=in_place"),
    ("GET", "/o/{organisation}/coverage", Right(ReadProgramme, State::Live), ""),
    ("GET", "/o/{organisation}/crosswalks", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/crosswalks-compared", Right(ReadProgramme, State::Live), ""),
    ("GET", "/o/{organisation}/crosswalks/{id}", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/decisions", Right(ReadGovernance, State::Live), ""),
    (
        "POST",
        "/o/{organisation}/decisions/deeds",
        Right(ProposeDeed, State::Absent),
        "deed=rotate_key&kind=rotate_key&reason=x",
    ),
    ("GET", "/o/{organisation}/decisions/deeds/new", Right(ProposeDeed, State::Absent), ""),
    ("POST", "/o/{organisation}/decisions/deeds/{id}/approval", Right(ApproveDeed, State::Proposed), ""),
    ("POST", "/o/{organisation}/decisions/deeds/{id}/carry-out", Right(CarryOutDeed, State::Approved), ""),
    ("POST", "/o/{organisation}/decisions/deeds/{id}/stop", Right(WithdrawDeed, State::Proposed), "reason=x"),
    (
        "POST",
        "/o/{organisation}/decisions/waivers",
        Right(ProposeWaiver, State::Absent),
        "duty=SoD-2&person=demo-carl-control&reason=small&from=2026-03-10&until=2026-06-10",
    ),
    ("GET", "/o/{organisation}/decisions/waivers/new", Right(ProposeWaiver, State::Absent), ""),
    (
        "POST",
        "/o/{organisation}/decisions/waivers/{id}/approval",
        Of(ApproveWaiver, State::Proposed, &["paul-programme"]),
        "",
    ),
    (
        "POST",
        "/o/{organisation}/decisions/waivers/{id}/end",
        Of(EndWaiver, State::Proposed, &["paul-programme"]),
        "reason=x",
    ),
    ("POST", "/o/{organisation}/documents/{document}/adoption", Right(AdoptDocument, State::Live), ""),
    ("GET", "/o/{organisation}/frameworks", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/frameworks/{id}", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/gap", Right(ReadProgramme, State::Live), ""),
    ("GET", "/o/{organisation}/gap.csv", Right(ReadProgramme, State::Live), ""),
    ("GET", "/o/{organisation}/gap.xlsx", Right(ReadProgramme, State::Live), ""),
    ("GET", "/o/{organisation}/holidays", OwnList(ReadTasks), ""),
    ("POST", "/o/{organisation}/holidays", Right(SetCalendar, State::Live), "list=2026-12-25+Christmas+Day"),
    ("POST", "/o/{organisation}/holidays/file", Right(SetCalendar, State::Live), FILE),
    ("GET", "/o/{organisation}/history", Right(ReadHistory, State::Live), ""),
    ("GET", "/o/{organisation}/history/{entry}", Right(ReadHistory, State::Live), ""),
    ("GET", "/o/{organisation}/history/{entry}/file", Gone(ReadHistory, State::Live, &[]), ""),
    ("GET", "/o/{organisation}/import", Right(ImportControls, State::Live), ""),
    ("POST", "/o/{organisation}/import", Right(ImportControls, State::Live), FILE),
    ("GET", "/o/{organisation}/import/{upload}", Nowhere, ""),
    ("POST", "/o/{organisation}/import/{upload}/confirmation", Nowhere, ""),
    ("POST", "/o/{organisation}/import/{upload}/discarding", SignedIn, ""),
    ("GET", "/o/{organisation}/inheritance", Right(ReadProgramme, State::Live), ""),
    ("GET", "/o/{organisation}/inheritance/{control}", Right(ReadProgramme, State::Live), ""),
    (
        "POST",
        "/o/{organisation}/inheritance/{control}",
        Right(RecordInheritance, State::Live),
        "provider=Hall+One&justification=theirs",
    ),
    ("POST", "/o/{organisation}/inheritance/{control}/withdrawal", Right(RecordInheritance, State::Live), "reason=x"),
    ("GET", "/o/{organisation}/items/{id}", Right(ReadProgramme, State::Live), ""),
    ("GET", "/o/{organisation}/ledger.tickmark", Right(ReadProof, State::Live), ""),
    ("POST", "/o/{organisation}/ledger.tickmark", Right(ProposeDeed, State::Absent), ""),
    ("GET", "/o/{organisation}/look-alikes", Right(ReadProgramme, State::Live), ""),
    ("GET", "/o/{organisation}/people", Right(ReadPeople, State::Live), ""),
    (
        "POST",
        "/o/{organisation}/people",
        Right(InvitePerson, State::Absent),
        "name=Nora+New&email=nora%40alpha.example&roles=contributor",
    ),
    ("GET", "/o/{organisation}/people/new", Right(InvitePerson, State::Absent), ""),
    ("GET", "/o/{organisation}/people/outside", Right(GiveGrant, State::Absent), ""),
    (
        "POST",
        "/o/{organisation}/people/outside",
        Right(GiveGrant, State::Absent),
        "name=Gil+Guest&email=gil%40firm.example&kind=consultant&engagement=help&from=2026-03-10&until=2026-04-10&reason=help",
    ),
    ("GET", "/o/{organisation}/people/{person}", Of(ReadPeople, State::Confirmed, &["dora-member"]), ""),
    (
        "POST",
        "/o/{organisation}/people/{person}/deputies",
        Of(NameDeputy, State::Absent, &["dora-member"]),
        "deputy=demo-carl-control&deputy-from=2026-03-12&deputy-until=2026-03-20&deputy-reason=x",
    ),
    (
        "POST",
        "/o/{organisation}/people/{person}/deputies/{deputy}/end",
        Of(EndDeputy, State::Confirmed, &["mark-management"]),
        "",
    ),
    (
        "POST",
        "/o/{organisation}/people/{person}/end",
        Of(EndMembership, State::Confirmed, &["dora-member"]),
        "reason=x&end-reason=x",
    ),
    (
        "POST",
        "/o/{organisation}/people/{person}/grants/{grant}/end",
        Of(EndGrant, State::Confirmed, &["cleo-consultant"]),
        "reason=x",
    ),
    ("GET", "/o/{organisation}/people/{person}/history", Right(ReadHistory, State::Live), ""),
    ("POST", "/o/{organisation}/people/{person}/invitation", Of(InvitePerson, State::Invited, &["ivo-invited"]), ""),
    (
        "POST",
        "/o/{organisation}/people/{person}/resumption",
        Of(SuspendMember, State::Suspended, &["sue-suspended"]),
        "",
    ),
    (
        "POST",
        "/o/{organisation}/people/{person}/roles",
        Of(SetRoles, State::Confirmed, &["dora-member"]),
        "roles=contributor&roles=control_owner&reason=x",
    ),
    (
        "POST",
        "/o/{organisation}/people/{person}/suspension",
        Of(SuspendMember, State::Confirmed, &["dora-member"]),
        "reason=x&suspension-reason=x",
    ),
    ("GET", "/o/{organisation}/roles", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/scope", Right(ReadProgramme, State::Live), ""),
    (
        "POST",
        "/o/{organisation}/scope",
        Right(SetScope, State::Live),
        "categories=security&hosting=cloud&crosswalk=truvo-2026-05&mode=broad",
    ),
    ("GET", "/o/{organisation}/security-log", Right(ReadSecurityLog, State::Live), ""),
    ("GET", "/o/{organisation}/security-log.csv", Right(ReadSecurityLog, State::Live), ""),
    ("GET", "/o/{organisation}/security-log.jsonl", Right(ReadSecurityLog, State::Live), ""),
    ("GET", "/o/{organisation}/sign-on", Right(ReadDoors, State::Live), ""),
    (
        "POST",
        "/o/{organisation}/sign-on",
        Right(SetSignOn, State::Live),
        "issuer=https://id.example.org&client-id=x&client_id=x",
    ),
    ("POST", "/o/{organisation}/sign-on/directory", Right(SetDirectory, State::Live), "groups=a%3Acontributor"),
    ("POST", "/o/{organisation}/sign-on/directory/removal", Right(SetDirectory, State::Live), ""),
    ("POST", "/o/{organisation}/sign-on/removal", Right(SetSignOn, State::Live), ""),
    ("POST", "/o/{organisation}/sign-on/test", Right(SetSignOn, State::Live), ""),
    ("GET", "/o/{organisation}/staff", Right(ReadStaff, State::Live), ""),
    (
        "POST",
        "/o/{organisation}/staff",
        Right(RecordStaff, State::Live),
        "name=Stan+Staff&email=stan%40alpha.example&position=engineer&state=candidate",
    ),
    ("GET", "/o/{organisation}/staff/access", Right(ReadStaff, State::Live), ""),
    (
        "POST",
        "/o/{organisation}/staff/access",
        Right(AskAccess, State::Absent),
        "person=demo-carl-control&system=x&level=y&kind=grant&reason=z",
    ),
    (
        "POST",
        "/o/{organisation}/staff/access/{request}/completion",
        Right(CarryOutAccess, State::Live),
        "on=2026-03-03",
    ),
    (
        "POST",
        "/o/{organisation}/staff/access/{request}/decision",
        Right(DecideAccess, State::Absent),
        "approved=yes&decision=x",
    ),
    ("GET", "/o/{organisation}/staff/export.csv", Right(ReadStaff, State::Live), ""),
    ("GET", "/o/{organisation}/staff/export.xlsx", Right(ReadStaff, State::Live), ""),
    ("GET", "/o/{organisation}/staff/import", Right(RecordStaff, State::Absent), ""),
    ("POST", "/o/{organisation}/staff/import", Right(RecordStaff, State::Absent), FILE),
    ("GET", "/o/{organisation}/staff/import/{upload}", Nowhere, ""),
    ("POST", "/o/{organisation}/staff/import/{upload}", Nowhere, ""),
    ("GET", "/o/{organisation}/staff/new", Right(RecordStaff, State::Live), ""),
    ("GET", "/o/{organisation}/staff/own", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/staff/positions", Right(ReadStaff, State::Live), ""),
    (
        "POST",
        "/o/{organisation}/staff/positions",
        Right(RecordStaff, State::Live),
        "id=engineer&title=Engineer&duties=keeps+secrets",
    ),
    ("GET", "/o/{organisation}/staff/remote-working", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/staff/remote-working.md", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/staff/{person}", Right(ReadStaff, State::Live), ""),
    ("POST", "/o/{organisation}/staff/{person}", Right(RecordStaff, State::Live), "position=engineer&state=candidate"),
    (
        "POST",
        "/o/{organisation}/staff/{person}/checks",
        Right(RecordStaff, State::Live),
        "check=training&on=2026-03-03",
    ),
    ("POST", "/o/{organisation}/staff/{person}/checks/{check}/withdrawal", Right(RecordStaff, State::Live), ""),
    ("GET", "/o/{organisation}/suggestions", Right(ReadProgramme, State::Live), ""),
    (
        "POST",
        "/o/{organisation}/suggestions/{layer}/{row}/decision",
        Right(DecideSuggestion, State::Live),
        "decision=accept&reason=x",
    ),
    ("GET", "/o/{organisation}/tokens", Right(ReadLibrary, State::Live), ""),
    ("POST", "/o/{organisation}/tokens", OfSelf(IssueToken), "name=t&kind=api&actions=read_programme&until=2026-04-01"),
    ("GET", "/o/{organisation}/tokens/new", OfSelf(IssueToken), ""),
    ("POST", "/o/{organisation}/tokens/{token}/revocation", Right(RevokeToken, State::Live), ""),
    ("GET", "/o/{organisation}/reminders", Right(ReadDoors, State::Live), ""),
    ("GET", "/o/{organisation}/webhooks", Right(ReadDoors, State::Live), ""),
    ("POST", "/o/{organisation}/webhooks", Right(SetWebhook, State::Live), "url=https://hooks.example.org/b&all=yes"),
    ("GET", "/o/{organisation}/webhooks/new", Right(SetWebhook, State::Live), ""),
    ("GET", "/o/{organisation}/webhooks/{webhook}/change", Right(SetWebhook, State::Live), ""),
    (
        "POST",
        "/o/{organisation}/webhooks/{webhook}/change",
        Right(SetWebhook, State::Live),
        "url=https://hooks.example.org/c&all=yes",
    ),
    ("POST", "/o/{organisation}/webhooks/{webhook}/removal", Right(SetWebhook, State::Live), ""),
    ("POST", "/o/{organisation}/webhooks/{webhook}/resumption", Right(SetWebhook, State::Live), ""),
    ("POST", "/o/{organisation}/webhooks/{webhook}/secret", Right(SetWebhook, State::Live), ""),
    ("POST", "/o/{organisation}/webhooks/{webhook}/test", Right(SetWebhook, State::Live), ""),
    ("GET", "/o/{organisation}/tools/acceptance", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/tools/certification", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/tools/independence", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/tools/nonconformity", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/tools/review", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/tools/sample", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/tools/statement", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/tools/window", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/search", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/search.json", Right(ReadLibrary, State::Live), ""),
    ("GET", "/o/{organisation}/tasks", OwnList(ReadTasks), ""),
    ("GET", "/o/{organisation}/tasks/counted", OwnList(ReadTasks), ""),
    ("GET", "/o/{organisation}/what-if", Right(ReadProgramme, State::Live), ""),
    ("GET", "/organisations", SignedIn, ""),
    ("POST", "/organisations", SignedIn, ""),
    ("POST", "/organisations/{organisation}/acceptance", SignedIn, ""),
    ("POST", "/organisations/{organisation}/refusal", SignedIn, ""),
    ("POST", "/passkey", Open, ""),
    ("POST", "/passkey/sign-in", Open, ""),
    ("GET", "/profile", SignedIn, ""),
    ("POST", "/profile/address", SignedIn, ""),
    ("GET", "/profile/address/{secret}", SignedIn, ""),
    ("POST", "/profile/address/{secret}", SignedIn, ""),
    ("POST", "/profile/authenticator/removal", SignedIn, ""),
    ("POST", "/profile/calendar", SignedIn, ""),
    ("POST", "/profile/calendar/end", SignedIn, ""),
    ("POST", "/profile/name", SignedIn, ""),
    ("POST", "/profile/passkeys/{id}/name", SignedIn, ""),
    ("POST", "/profile/passkeys/{id}/removal", SignedIn, ""),
    ("POST", "/profile/password", SignedIn, ""),
    ("POST", "/profile/recovery-codes", SignedIn, ""),
    ("POST", "/profile/reminders", SignedIn, ""),
    ("POST", "/profile/sessions/others/end", SignedIn, ""),
    ("POST", "/profile/sessions/{id}/end", SignedIn, ""),
    ("POST", "/profile/sign-on", SignedIn, ""),
    ("POST", "/profile/sign-on/end", SignedIn, ""),
    ("GET", "/protect", SignedIn, ""),
    ("GET", "/sign-in", Open, ""),
    ("POST", "/sign-in", Open, ""),
    ("POST", "/sign-in/second-factor", Open, ""),
    ("GET", "/reminders/stop/{link}", Open, ""),
    ("POST", "/reminders/stop/{link}", Open, ""),
    ("GET", "/sign-on", Open, ""),
    ("POST", "/sign-on", Open, ""),
    ("GET", "/sign-on/{organisation}/callback", Open, ""),
    ("POST", "/sign-on/{organisation}/logout", Open, ""),
    ("POST", "/sign-out", SignedIn, ""),
];
