/* The parts of a page that follow the server: each is replaced when it changed, and only then. */
const lus = new Map();

/* The CSRF token is masked anew in each answer: it changes nothing. */
const empreinte = (region) => region.outerHTML.replace(/(name="csrfmiddlewaretoken" value=")[^"]*/g, "$1");

export const regionsDe = (racine) => [...racine.querySelectorAll("[data-hc-region]")];
export const retenir = (region) => lus.set(region.id, empreinte(region));
export const inchangee = (region) => lus.get(region.id) === empreinte(region);

/* What is typed there, or being noted, is not to be lost. */
export const occupee = (region) => {
  const actif = document.activeElement;
  const saisit = region.contains(actif) && actif.matches("input:not([type=search]), textarea") && actif.value;
  return Boolean(saisit || "hcModifie" in region.dataset || region.querySelector("[data-hc-en-cours]"));
};

const etatDe = (region) => ({
  defilements: [...region.querySelectorAll(".scroll")].map((zone) => zone.scrollTop),
  ouverts: new Map([...region.querySelectorAll("details[id]")].map((el) => [el.id, el.open])),
  cherches: new Map([...region.querySelectorAll("[data-hc-filtre]")].map((el) => [el.id, el.value])),
  actif: region.contains(document.activeElement) ? document.activeElement : null,
});

const rendre = (region, { defilements, ouverts, cherches, actif }) => {
  for (const [id, ouvert] of ouverts) { const el = document.getElementById(id); if (el && ouvert) el.open = true; }
  for (const [id, valeur] of cherches) { const el = document.getElementById(id); if (el) el.value = valeur; }
  document.dispatchEvent(new CustomEvent("hc:regions"));
  [...region.querySelectorAll(".scroll")].forEach((zone, i) => { zone.scrollTop = defilements[i] ?? 0; });
  if (!actif) return;
  const meme = actif.id && document.getElementById(actif.id);
  (meme || region.querySelector("button, a, summary, input:not([type=hidden])"))?.focus({ preventScroll: true });
  if (meme?.setSelectionRange && meme.type === actif.type && actif.selectionStart !== null) {
    meme.setSelectionRange(actif.selectionStart, actif.selectionEnd);
  }
};

export const remplacer = (actuelle, neuve) => {
  const etat = etatDe(actuelle);
  const posee = document.importNode(neuve, true);
  actuelle.replaceWith(posee);
  globalThis.htmx?.process(posee);
  rendre(posee, etat);
  return posee;
};
