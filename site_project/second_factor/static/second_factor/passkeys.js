// Asks the browser for a passkey, and sends what it says with the form around the button.

const button = document.querySelector("[data-passkey]");
const status = document.querySelector("[data-passkey-status]");
const { parseCreationOptionsFromJSON: toCreate, parseRequestOptionsFromJSON: toGet } = window.PublicKeyCredential ?? {};

async function answer(options) {
  const isNew = button.dataset.passkey === "create";
  const credential = isNew
    ? await navigator.credentials.create({ publicKey: toCreate.call(PublicKeyCredential, options) })
    : await navigator.credentials.get({ publicKey: toGet.call(PublicKeyCredential, options) });
  return JSON.stringify(credential.toJSON());
}

if (toCreate && toGet) {
  const options = JSON.parse(document.getElementById("passkey-options").textContent).publicKey;
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (!button.form.reportValidity()) return;
    button.disabled = true;
    status.textContent = status.dataset.waiting;
    try {
      button.form.elements.answer.value = await answer(options);
      button.form.submit();
    } catch {
      status.textContent = status.dataset.failed;
      button.disabled = false;
      button.focus();
    }
  });
} else {
  status.textContent = status.dataset.impossible;
}
