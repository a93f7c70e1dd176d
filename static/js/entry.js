// Saves each criterion as one goes. Without this script the same fields are one form that is sent as a page.
"use strict";
{
  const form = document.getElementById("entry");
  const texts = form.dataset;
  const LATER = 2500; // milliseconds after the last key
  const AGAIN = 15000; // milliseconds until a failed save is tried again
  const jobs = new Map(); // by criterion: { timer, running, dirty }

  const jobOf = (box) => {
    if (!jobs.has(box)) jobs.set(box, { timer: 0, running: false, dirty: false });
    return jobs.get(box);
  };
  const mark = (box, text, bad) => {
    const place = box.querySelector(".saved");
    place.textContent = text;
    place.classList.toggle("bad", Boolean(bad));
  };

  const showFaults = (box, faults) => {
    const prefix = `${box.dataset.prefix}-`;
    for (const place of box.querySelectorAll("p.fault")) {
      const name = place.id.slice(prefix.length, -"-fault".length);
      place.textContent = faults[name] || "";
      place.hidden = !faults[name];
      for (const field of box.querySelectorAll(`[name="${prefix}${name}"]`)) {
        if (faults[name]) field.setAttribute("aria-invalid", "true");
        else field.removeAttribute("aria-invalid");
      }
    }
  };

  const fieldsOf = (box) => {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const field of box.querySelectorAll("input, select, textarea")) {
      if (["radio", "checkbox"].includes(field.type) && !field.checked) continue;
      data.append(field.name, field.value);
    }
    return data;
  };

  const showSaved = (box, answer) => {
    box.querySelector(`[name="${box.dataset.prefix}-version"]`).value = answer.version;
    box.querySelector(".theirs-place").replaceChildren();
    const points = box.querySelector("output.points");
    if (points) points.textContent = answer.points || "–";
    document.getElementById("sum").textContent = answer.sum;
    document.getElementById("answered").textContent = answer.answered;
    const saved = texts.saved.replace("%s", answer.at);
    mark(box, answer.incomplete ? `${saved} · ${answer.incomplete}` : saved);
  };

  const show = (box, answer) => {
    showFaults(box, answer.faults || {});
    if (answer.error) mark(box, answer.error, true);
    else if (answer.conflict) {
      box.querySelector(".theirs-place").innerHTML = answer.conflict; // made by our own template, escaped there
      mark(box, "");
    } else if (answer.faults) mark(box, "");
    else showSaved(box, answer);
  };

  // Whoever logs in again in another window gets a new token there; this page takes it over.
  const renewToken = async () => {
    const response = await fetch(location.pathname, { redirect: "manual" });
    if (!response.ok) return false;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector("#entry [name=csrfmiddlewaretoken]");
    if (token) form.elements.csrfmiddlewaretoken.value = token.value;
    return Boolean(token);
  };

  const send = async (box, isSecond) => {
    const response = await fetch(box.dataset.save, { method: "POST", body: fieldsOf(box), redirect: "manual" });
    const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
    if (isJson) return response.json();
    if (response.type !== "opaqueredirect" && response.status !== 403) throw new Error(`status ${response.status}`);
    if (!isSecond && (await renewToken())) return send(box, true);
    return { error: texts.loggedOut, again: true };
  };

  const save = async (box) => {
    const job = jobOf(box);
    clearTimeout(job.timer);
    job.dirty = true;
    if (job.running) return; // it goes on by itself when that one is done
    job.running = true;
    while (job.dirty) {
      job.dirty = false;
      mark(box, texts.saving);
      const answer = await send(box).catch(() => ({ error: texts.failed, again: true }));
      job.unsaved = job.dirty || !answer.version;
      if (answer.again) job.timer = setTimeout(() => save(box), AGAIN);
      if (!job.dirty || answer.version) show(box, answer);
    }
    job.running = false;
  };

  const fill = (box, button) => {
    for (const { name, value } of button.attributes) {
      if (!name.startsWith("data-fill-")) continue;
      const suffix = name.slice("data-fill-".length);
      const wanted = suffix === "documents" ? value.split(" ") : [value];
      for (const field of box.querySelectorAll(`[name="${box.dataset.prefix}-${suffix}"]`)) {
        if (["radio", "checkbox"].includes(field.type)) field.checked = wanted.includes(field.value);
        else field.value = value;
      }
    }
  };

  const decide = (box, button) => {
    const version = box.querySelector(`[name="${box.dataset.prefix}-theirs"]`);
    if (button.name !== "keep") fill(box, button);
    if (button.name !== "copy" && version) box.querySelector(`[name="${box.dataset.prefix}-version"]`).value = version.value;
    save(box);
    box.querySelector("input:not([type=hidden]), select, textarea").focus();
  };

  form.addEventListener("change", (event) => {
    const box = event.target.closest("[data-save]");
    if (!box) return;
    const cited = box.querySelector(".cited");
    if (cited) cited.textContent = box.querySelectorAll(".citations input:checked").length;
    save(box);
  });
  form.addEventListener("input", (event) => {
    const box = event.target.closest("[data-save]");
    if (!box || !event.target.matches("input[type=text], textarea")) return;
    const job = jobOf(box);
    clearTimeout(job.timer);
    job.unsaved = true;
    job.timer = setTimeout(() => save(box), LATER);
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=copy], button[name=keep], button[name=take]");
    const box = button && button.closest("[data-save]");
    if (!box) return;
    event.preventDefault();
    decide(box, button);
  });

  let leaving = false;
  form.addEventListener("submit", () => { leaving = true; });
  window.addEventListener("beforeunload", (event) => {
    const waits = [...jobs.values()].some((job) => job.unsaved || job.running);
    if (waits && !leaving) event.preventDefault();
  });
}
