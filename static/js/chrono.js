/* Speaking time, counted by the clock of the server whatever that of this machine says. */
const ici = document.querySelector("[data-hc-heure]");
const ecart = ici ? Number(ici.dataset.hcHeure) * 1000 - Date.now() : 0;
const dits = new Set();

const texte = (secondes) => {
  const n = Math.abs(Math.trunc(secondes));
  return `${secondes < 0 ? "−" : ""}${Math.trunc(n / 60)}:${String(n % 60).padStart(2, "0")}`;
};

const battre = () => {
  for (const el of document.querySelectorAll("[data-hc-chrono]")) {
    const passe = Math.max((Date.now() + ecart) / 1000 - Number(el.dataset.hcChrono), 0);
    const permis = Number(el.dataset.hcSecondes || 0);
    const lu = texte(permis ? permis - passe : passe);
    if (el.textContent !== lu) el.textContent = lu;
    const depasse = Boolean(permis) && passe > permis;
    el.classList.toggle("is-over", depasse);
    /* Said once, never enforced: the président alone withdraws the floor. */
    if (depasse && !dits.has(el.dataset.hcChrono) && el.dataset.hcDepasse) {
      dits.add(el.dataset.hcChrono);
      document.dispatchEvent(new CustomEvent("hc:annonce", { detail: { value: el.dataset.hcDepasse } }));
    }
  }
};

battre();
setInterval(battre, 500);
