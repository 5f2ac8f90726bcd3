/* The parts of a page that follow the server: each is replaced when it changed, and only then. */
const lus = new Map();
/* What was typed since it was last sent: it outlives the answer that takes its place. */
const tapes = new WeakSet();

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

export const taper = (champ) => {
  const region = champ.closest("[data-hc-region]");
  if (!region || champ.matches("[data-hc-filtre]")) return;
  tapes.add(champ);
  region.dataset.hcModifie = "oui";
};

const tapesDans = (region) => [...region.querySelectorAll("input, select, textarea")].filter((champ) => tapes.has(champ));

/* Sent, it is the server's to show again. */
export const oublier = (form) => { for (const champ of form.elements) tapes.delete(champ); };
export const relacher = (region) => { if (region && !tapesDans(region).length) delete region.dataset.hcModifie; };

const adresse = (champ) => champ.form?.getAttribute("action") ?? "";

const etatDe = (region) => ({
  defilements: [...region.querySelectorAll(".scroll")].map((zone) => zone.scrollTop),
  ouverts: new Map([...region.querySelectorAll("details[id]")].map((el) => [el.id, el.open])),
  cherches: new Map([...region.querySelectorAll("[data-hc-filtre]")].map((el) => [el.id, el.value])),
  saisies: tapesDans(region).map((champ) => ({ champ, ou: adresse(champ) })),
  actif: region.contains(document.activeElement) ? document.activeElement : null,
});

const copier = (ancien, champ) => {
  if (champ.matches("[type=checkbox], [type=radio]")) champ.checked = ancien.checked;
  else if (champ.multiple) {
    const choisies = new Set([...ancien.selectedOptions].map((option) => option.value));
    for (const option of champ.options) option.selected = choisies.has(option.value);
  } else champ.value = ancien.value;
};

/* The field that asks the same thing of the same address; elsewhere, the words would lie. */
const reporter = (region, { champ: ancien, ou }) => {
  const memes = [...region.querySelectorAll(`[name="${CSS.escape(ancien.name)}"]`)];
  const champ = memes.find((autre) => autre.id === ancien.id && adresse(autre) === ou);
  if (!champ) return false;
  copier(ancien, champ);
  for (let pli = champ.closest("details"); pli; pli = pli.parentElement.closest("details")) pli.open = true;
  taper(champ);
  return true;
};

const sansPlace = (saisies) => {
  const textes = saisies.map(({ champ }) => champ).filter((champ) => champ.matches("input[type=text], textarea"));
  const perdus = textes.map((champ) => champ.value.trim()).filter(Boolean);
  if (perdus.length) document.dispatchEvent(new CustomEvent("hc:sans-place", { detail: perdus }));
};

const rendre = (region, { defilements, ouverts, cherches, saisies, actif }) => {
  for (const [id, ouvert] of ouverts) { const el = document.getElementById(id); if (el && ouvert) el.open = true; }
  for (const [id, valeur] of cherches) { const el = document.getElementById(id); if (el) el.value = valeur; }
  sansPlace(saisies.filter((saisie) => !reporter(region, saisie)));
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
