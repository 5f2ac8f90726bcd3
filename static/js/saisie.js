/* Two helps to whoever types or copies. The page works without: what is too long is said at sending. */

/* The count follows each key for the eyes. Aloud, it waits for a pause, and speaks only near the end. */
const PROCHE = 100;
const PAUSE = 1500;

for (const bloc of document.querySelectorAll("[data-hc-compteur]")) {
  const zone = document.getElementById(bloc.dataset.hcCompteur);
  const plafond = Number(bloc.dataset.plafond);
  const vu = bloc.querySelector("[data-hc-signes]");
  const dit = bloc.querySelector("[role='status']");
  let attente;
  const reste = () => plafond - [...zone.value.trim()].length;
  const phrase = (n) => (n < 0 ? `${-n} signes de trop.` : `Il reste ${n} signes sur ${plafond}.`);
  const compter = () => {
    const n = reste();
    vu.textContent = phrase(n);
    bloc.dataset.tone = n < 0 ? "stop" : "";
    clearTimeout(attente);
    attente = setTimeout(() => { dit.textContent = reste() <= PROCHE ? phrase(reste()) : ""; }, PAUSE);
  };
  zone.addEventListener("input", compter);
  bloc.hidden = false;
  vu.textContent = phrase(reste());
}

for (const bouton of document.querySelectorAll("[data-hc-copier]")) {
  if (!navigator.clipboard) continue;
  bouton.hidden = false;
  bouton.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(bouton.dataset.hcCopier).value);
    bouton.textContent = "Adresse copiée";
  });
}
