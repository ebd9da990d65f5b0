// Passkeys: the server says what to ask the device, the device asks its owner, and the answer goes back as a plain form.

const able = Boolean(
  globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON && PublicKeyCredential.parseRequestOptionsFromJSON,
);

/** What to say when the device gave no answer. */
function reason(error) {
  switch (error?.name) {
    case "NotAllowedError":
      return "Nothing was chosen, or it took too long. Try again, or use another way.";
    case "InvalidStateError":
      return "This device has a passkey for your account already.";
    case "SecurityError":
      return "Passkeys need the name under which Tickmark is reached, over https or on localhost.";
    default:
      return "The device did not answer. Try again, or use another way.";
  }
}

async function ask(form) {
  const aim = form.dataset.passkey;
  const fields = new URLSearchParams({ aim });
  for (const name of ["email", "secret"]) {
    if (form.elements[name]) fields.set(name, form.elements[name].value);
  }
  const answer = await fetch("/passkey", { method: "POST", body: fields });
  const said = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.sentence), { told: true });
  const { publicKey } = said.options;
  const credential =
    aim === "add"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  form.elements.ceremony.value = said.ceremony;
  form.elements.response.value = JSON.stringify(credential.toJSON());
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[data-passkey-start]");
  const problem = form.querySelector("[data-passkey-error]");
  if (!able || !button) continue;
  form.querySelector("[data-passkey-missing]").hidden = true;
  button.hidden = false;
  button.addEventListener("click", async () => {
    // At the sign-in the address stands in the form above.
    const typed = document.querySelector("input[name=email]:not([type=hidden])");
    if (form.dataset.passkey === "sign-in" && typed) {
      if (!typed.reportValidity()) return;
      form.elements.email.value = typed.value;
    }
    problem.hidden = true;
    button.disabled = true;
    try {
      await ask(form);
    } catch (error) {
      problem.textContent = error.told ? error.message : reason(error);
      problem.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
  // Enter in a field of this form means the button.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    button.click();
  });
}
