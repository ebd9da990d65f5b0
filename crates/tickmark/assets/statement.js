// The form of an entry of the Statement of Applicability: a decision made by a key goes on where it needs words, and Ctrl Enter
// saves and goes on to the next entry, with the cursor where its form begins. Without script the same form is filled in with the
// Tab key.

const form = document.querySelector("[data-entry] form");
const decided = new URLSearchParams(location.search).get("decide");
const words = { applicable: "input[name=reason]", excluded: "textarea[name=exclusion]" };
if (words[decided]) form?.querySelector(words[decided])?.focus();
// Come to by "Save and go on", it is filled in at once; its title stays in sight.
else if (location.hash === "#go-on") form?.querySelector("[name=decision]:checked")?.focus({ preventScroll: true });
form?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button[name=then][value=next]"));
});
