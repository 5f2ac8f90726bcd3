/* Text kept as it is typed: on this machine at each letter, at the server as soon as it answers.
   Nothing here moves the focus: somebody is writing. */
import { estUneCoupure, poster, rangement } from "./envoi.js";

const PAUSE = 2000;
const DELAIS = [2000, 4000, 8000, 15_000];
const PREFIXE = rangement("note");
const accueillis = new WeakSet();
const refusees = new Set();
let enVol = false;
let echecs = 0;
let minuterie;

const formulaires = () => [...document.querySelectorAll("form[data-hc-note]")];
const adresse = (form) => new URL(form.getAttribute("action") || location.pathname, location.href).pathname;
const formDe = (url) => formulaires().find((form) => adresse(form) === url);
const champDe = (form) => form.elements.texte;

const lire = (url) => JSON.parse(localStorage.getItem(PREFIXE + url) || "null");
const garder = (url, note) => localStorage.setItem(PREFIXE + url, JSON.stringify(note));
const effacer = (url) => localStorage.removeItem(PREFIXE + url);
const attendues = () => Object.keys(localStorage).filter((cle) => cle.startsWith(PREFIXE)).map((cle) => cle.slice(PREFIXE.length));

/* The server trims what it keeps. */
const memes = (a, b) => a.trim() === b.trim();

const dire = (form, nom, texte) => {
  const zone = form?.querySelector("[data-hc-note-etat]");
  if (!zone) return;
  const lu = texte || zone.dataset[nom];
  if (zone.textContent !== lu) zone.textContent = lu;
  for (const classe of ["state", "boxed"]) zone.classList.toggle(classe, nom !== "hcGarde");
  zone.dataset.tone = nom === "hcGarde" || nom === "hcEnvoi" ? "" : "warn";
};

const planifier = (delai) => {
  clearTimeout(minuterie);
  minuterie = setTimeout(() => envoyer(), delai);
};

const noter = (form) => {
  const url = adresse(form);
  const champ = champDe(form);
  refusees.delete(url);
  garder(url, { texte: champ.value, base: lire(url)?.base ?? champ.defaultValue });
  dire(form, echecs ? "hcCoupure" : "hcEnvoi");
};

/* One at a time, whichever report it is of: the page may have moved on to the next one. */
const envoyer = async () => {
  const url = attendues().find((autre) => !refusees.has(autre));
  if (enVol || !url) return;
  enVol = true;
  const { texte } = lire(url);
  const suite = await deposer(url, texte);
  enVol = false;
  echecs = suite.recu ? 0 : echecs + 1;
  if (suite.garde) confirmer(url, texte, suite.garde);
  else dire(formDe(url), suite.nom, suite.refus);
  planifier(suite.recu ? 0 : DELAIS[Math.min(echecs, DELAIS.length) - 1]);
};

const deposer = async (url, texte) => {
  try {
    const { reponse, session, texte: lu } = await poster(url, new URLSearchParams({ texte }).toString());
    if (!session || reponse.status === 403) return { nom: "hcSession" };
    if (reponse.status >= 500) return { nom: "hcCoupure" };
    const page = new DOMParser().parseFromString(lu, "text/html");
    if (reponse.ok) return { recu: true, garde: page.body.textContent.trim() };
    refusees.add(url);
    delete formDe(url)?.dataset.hcNoteFinie;
    const refus = page.querySelector("[data-hc-refus], .error")?.textContent.trim().replace(/\s+/g, " ");
    return { recu: true, nom: "hcRefus", refus };
  } catch (panne) {
    if (estUneCoupure(panne)) return { nom: "hcCoupure" };
    throw panne;
  }
};

/* What was typed since goes in its turn. */
const confirmer = (url, texte, phrase) => {
  const form = formDe(url);
  if (form) champDe(form).defaultValue = texte;
  if (lire(url)?.texte !== texte) {
    garder(url, { ...lire(url), base: texte });
    return;
  }
  effacer(url);
  dire(form, "hcGarde", phrase);
  form?.dispatchEvent(new CustomEvent("hc:garde", { bubbles: true }));
  if (form && "hcNoteFinie" in form.dataset) location.assign(form.dataset.hcNoteSuite);
};

/* Found here and never received: put back, after what somebody else may have written meanwhile. */
const accueillir = (form) => {
  accueillis.add(form);
  const url = adresse(form);
  const note = lire(url);
  if (!note) return;
  const champ = champDe(form);
  if (memes(note.texte, champ.defaultValue)) { effacer(url); return; }
  const seul = memes(note.base, champ.defaultValue);
  champ.value = seul ? note.texte : `${champ.defaultValue.trim()}\n\n${note.texte}`;
  garder(url, { texte: champ.value, base: champ.defaultValue });
  for (let pli = form.closest("details"); pli; pli = pli.parentElement.closest("details")) pli.open = true;
  dire(form, seul ? "hcRetrouve" : "hcJoint");
};

const accueillirToutes = () => {
  for (const form of formulaires()) if (!accueillis.has(form)) accueillir(form);
};

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-hc-note]");
  if (!form) return;
  noter(form);
  planifier(PAUSE);
});

document.addEventListener("change", (event) => { if (event.target.closest("form[data-hc-note]")) planifier(300); });

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("hcNote" in form.dataset)) return;
  event.preventDefault();
  if (form.dataset.hcNoteSuite) form.dataset.hcNoteFinie = "";
  noter(form);
  planifier(0);
});

addEventListener("online", () => planifier(0));
document.addEventListener("hc:regions", accueillirToutes);
accueillirToutes();
planifier(0);
