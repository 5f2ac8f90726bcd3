/* The live console: gestures go through a queue, the page follows what another clerk does. */
import { aSonTour } from "./direct.js";
import { demander as demanderA, estUneCoupure, poster, rangement } from "./envoi.js";
import { File, nouvelleCle } from "./file.js";
import { inchangee, occupee, oublier, regionsDe, relacher, remplacer, retenir, taper } from "./regions.js";

const RYTHME = 2500;
const $ = (selector, racine = document) => racine.querySelector(selector);
const console_ = $("[data-hc-console]");
const banniere = $("#file");
const nouvelle = $("#nouvelle");
let version = console_.dataset.hcVersion;
let coupure = false;
let session = true;
let suite = null;
let marques = [];

const dire = (texte) => document.dispatchEvent(new CustomEvent("hc:annonce", { detail: { value: texte } }));
const rang = (etiquette) => Number(/\.(\d+)"$/.exec(etiquette)?.[1] ?? 0);
const phrase = (nom) => $("#hc-phrases").content.querySelector(`[data-phrase="${nom}"]`).textContent;

/* Sending ------------------------------------------------------------------------------ */
const entendre = (recu) => {
  session = recu.session;
  return recu;
};
const demander = async (url, options) => entendre(await demanderA(url, options));

/* What a form carries from one button to the next is read when the gesture leaves: the one before may have changed it. */
const etatDe = (form) => {
  const caches = [...form.querySelectorAll("input[type=hidden]:not([name=csrfmiddlewaretoken])")];
  return new URLSearchParams(caches.map((champ) => [champ.name, champ.value]));
};

const corpsDe = (geste) => {
  if (!geste.form) return geste.corps;
  const form = document.getElementById(geste.form);
  const suivi = form?.getAttribute("action") === geste.url && "hcEnCours" in form.dataset;
  return `${geste.corps}&${suivi ? etatDe(form) : geste.etat}`;
};

const envoyer = async (geste) => {
  try {
    const { reponse, texte } = entendre(await poster(geste.url, corpsDe(geste), { "HC-Geste": geste.cle }));
    if (!session || reponse.status >= 500) return false;
    recevoir(geste, reponse, texte);
    return true;
  } catch (panne) {
    if (estUneCoupure(panne)) return false;
    throw panne;
  }
};

const recevoir = (geste, reponse, texte) => {
  const page = new DOMParser().parseFromString(texte, "text/html");
  const origine = document.getElementById(geste.region);
  sansPlace = [];
  if (regionsDe(page).length) {
    relacher(origine);
    version = reponse.headers.get("ETag") || version;
    fusionner(page, geste.region);
  } else if ($("#vote", page) && $("#vote")) {
    relacher(origine);
    remplacer($("#vote"), $("#vote", page));
  } else {
    refuser(geste, $("[data-hc-refus]", page), reponse.status);
    version = "";
  }
  if (reponse.ok) $("#refus").replaceChildren();
  direSansPlace();
  accueillir(page, JSON.parse(reponse.headers.get("HX-Trigger") || "{}")["hc:annonce"]);
};

/* Typed for a report that has passed meanwhile: shown once more, to be copied. */
let sansPlace = [];
document.addEventListener("hc:sans-place", (event) => { sansPlace.push(...event.detail); });
const direSansPlace = () => {
  if (!sansPlace.length) return;
  const dits = sansPlace.map((texte) => `«\u00a0${texte}\u00a0»`).join(", ");
  $("#refus").append(Object.assign(document.createElement("p"), { className: "notice", textContent: `${phrase("sans-place")} ${dits}` }));
};

/* What was done is announced; a refusal takes the focus, unless somebody is typing. */
const accueillir = (page, annonce) => {
  const messages = $("#messages", page);
  if (messages) {
    $("#messages")?.remove();
    console_.before(messages);
  }
  const refus = $("[data-hc-refus]", console_);
  if (refus && !document.activeElement.matches("input, textarea, select")) refus.focus();
  const dit = [annonce || messages?.textContent, quorumDit()].filter(Boolean).join(" ");
  if (dit) dire(dit);
};

const refuser = (geste, refus, statut) => {
  const zone = $("#refus");
  const titre = Object.assign(document.createElement("p"), { textContent: `Non enregistré\u00a0: ${geste.dit}.` });
  const bloc = refus ?? Object.assign(document.createElement("p"), { textContent: phrase(statut === 403 ? "interdit" : "panne") });
  zone.replaceChildren(titre, bloc);
  if (!document.activeElement.matches("input, textarea, select")) (refus ?? zone).focus();
};

let quorum = $("#quorum")?.dataset.hcDire ?? "";
const quorumDit = () => {
  const lu = $("#quorum")?.dataset.hcDire ?? "";
  const change = lu !== quorum;
  quorum = lu;
  return change ? lu : "";
};

/* Following ---------------------------------------------------------------------------- */
const fusionner = (page, region) => {
  for (const neuve of regionsDe(page)) {
    const actuelle = document.getElementById(neuve.id);
    const mienne = neuve.id === region;
    if (!actuelle || (inchangee(neuve) && !mienne)) continue;
    if (!mienne && occupee(actuelle)) {
      if (neuve.id === "centre") reporter(actuelle, neuve);
      else version = "";
      continue;
    }
    remplacer(actuelle, neuve);
    retenir(neuve);
    if (neuve.id === "centre") oublierLaSuite();
  }
  marquer();
};

/* The middle is being used: it stays, says what happened, or asks for its new figures. */
const reporter = (actuelle, neuve) => {
  const memes = ["hcPoint", "hcEtat"].every((nom) => actuelle.dataset[nom] === neuve.dataset[nom]);
  if (!memes) {
    suite = neuve;
    $("[data-hc-phrase]", nouvelle).textContent = neuve.dataset.hcActe || "La séance a avancé.";
    nouvelle.hidden = false;
    retenir(neuve);
    return;
  }
  const actif = document.activeElement;
  if (actuelle.contains(actif) && actif.matches("input[type=text], input[type=number]") && actif.value) {
    version = "";
    return;
  }
  const bouton = $("[data-hc-actualiser]", actuelle);
  if (bouton) bouton.form.requestSubmit(bouton);
  retenir(neuve);
};

const oublierLaSuite = () => {
  suite = null;
  nouvelle.hidden = true;
};

$("[data-hc-suite]").addEventListener("click", () => {
  sansPlace = [];
  if (suite) remplacer($("#centre"), suite);
  direSansPlace();
  oublierLaSuite();
  $("#centre button, #centre a")?.focus();
});

/* Asking for news, it says whether a vote is being noted here: never what. */
const nouvelles = () => ({
  ...(version ? { "If-None-Match": version } : {}),
  ...($("[data-hc-en-cours]") ? { "HC-Saisie": "oui" } : {}),
});

let suit = false;
const suivre = async () => {
  if (suit || document.hidden || file.gestes.length || $("[data-hc-arreter][aria-pressed='true']")) return;
  suit = true;
  try {
    const { reponse, texte } = await demander(console_.dataset.hcConsole, { headers: nouvelles() });
    coupure = reponse.status >= 500;
    if (reponse.status === 200 && !file.gestes.length) adopter(reponse.headers.get("ETag"), texte);
  } catch (panne) {
    if (!estUneCoupure(panne)) throw panne;
    coupure = true;
  } finally {
    suit = false;
  }
  montrer();
};

const adopter = (etiquette, texte) => {
  if (version && rang(etiquette) < rang(version)) return;
  const page = new DOMParser().parseFromString(texte, "text/html");
  version = etiquette;
  fusionner(page, "");
  const dit = quorumDit();
  if (dit) dire(dit);
};

/* Showing what waits ------------------------------------------------------------------- */
const marquer = () => {
  for (const [bouton, texte] of marques) {
    bouton.removeAttribute("aria-busy");
    if (texte !== null) $(".act", bouton).textContent = texte;
  }
  marques = [];
  for (const geste of file.gestes) {
    const bouton = document.getElementById(geste.bouton);
    if (!bouton) continue;
    const acte = $(".act", bouton);
    marques.push([bouton, acte ? acte.textContent : null]);
    bouton.setAttribute("aria-busy", "true");
    if (acte) acte.textContent = file.coupee ? "En attente" : "Envoi…";
  }
};

const montrer = () => {
  const { gestes } = file;
  const textes = banniere.dataset;
  let texte = "";
  if (!session) texte = textes.hcSession.replace("{n}", gestes.length);
  else if (file.coupee && gestes.length === 1) texte = textes.hcUn;
  else if (file.coupee && gestes.length) texte = textes.hcPlusieurs.replace("{n}", gestes.length);
  else if (coupure) texte = textes.hcCoupure;
  const zone = $("[data-hc-phrase]", banniere);
  if (zone.textContent !== texte) zone.textContent = texte;
  banniere.hidden = !texte;
  $("[data-hc-liste]", banniere).replaceChildren(...(texte ? gestes.map(ligne) : []));
  marquer();
};

const ligne = (geste) => {
  const li = Object.assign(document.createElement("li"), { textContent: `${geste.dit} ` });
  const bouton = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-quiet", textContent: "Abandonner" });
  bouton.setAttribute("aria-label", `Abandonner\u00a0: ${geste.dit}`);
  bouton.addEventListener("click", () => file.abandonner(geste.cle));
  li.append(bouton);
  return li;
};

const file = new File(rangement("file", location.pathname), { envoyer, changer: () => montrer() });

/* What an earlier visit could not send goes now, and is told. */
const direRetrouves = () => {
  const zone = $("#retrouves");
  if (!file.retrouves.length) return;
  $("[data-hc-liste]", zone).replaceChildren(...file.retrouves.map(
    ({ dit, at }) => Object.assign(document.createElement("li"), { textContent: `${dit} (${new Date(at).toLocaleString("fr-FR", { dateStyle: "short", timeStyle: "short" })})` }),
  ));
  zone.hidden = false;
  $("[data-hc-lu]", zone).addEventListener("click", () => { zone.hidden = true; });
};

/* Gestures ----------------------------------------------------------------------------- */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("hcGeste" in form.dataset)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const bouton = event.submitter;
  if (bouton?.getAttribute("aria-disabled") === "true") return;
  const geste = lire(form, bouton);
  if (file.repete(geste)) return;
  oublier(form);
  file.ajouter(geste);
}, true);

const lire = (form, bouton) => {
  const donnees = new FormData(form, bouton);
  donnees.delete("csrfmiddlewaretoken");
  const suit = "hcPorte" in form.dataset;
  const etat = suit ? etatDe(form) : new URLSearchParams();
  for (const nom of etat.keys()) donnees.delete(nom);
  return {
    cle: nouvelleCle(), at: Date.now(), url: form.getAttribute("action"), dit: form.dataset.hcGeste,
    corps: new URLSearchParams(donnees).toString(), etat: etat.toString(), form: suit ? form.id : "",
    bouton: bouton?.id ?? "", region: form.closest("[data-hc-region]")?.id ?? "",
  };
};

document.addEventListener("input", (event) => taper(event.target));

/* What is kept as it is typed no longer holds its region back. */
document.addEventListener("hc:garde", (event) => {
  oublier(event.target);
  relacher(event.target.closest("[data-hc-region]"));
});

addEventListener("beforeunload", (event) => { if (file.coupee && file.gestes.length) event.preventDefault(); });
document.addEventListener("visibilitychange", () => suivre());
document.addEventListener("hc:nouveau", () => suivre());

/* Keyboard ----------------------------------------------------------------------------- */
document.addEventListener("keydown", (event) => {
  const pas = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const liste = event.target.closest("#membres");
  if (!pas || !liste || event.altKey || event.ctrlKey || event.metaKey) return;
  const boutons = [...liste.querySelectorAll(".member")].filter((el) => el.checkVisibility());
  const suivant = boutons[boutons.indexOf(event.target) + pas] ?? (event.target.matches(".member") ? null : boutons[0]);
  if (!suivant) return;
  event.preventDefault();
  suivant.focus();
});

/* The roll call: a letter answers while the focus is in it, and nowhere else. */
document.addEventListener("keydown", (event) => {
  const groupe = event.target.closest("[data-hc-touches]");
  if (!groupe || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
  const bouton = $(`[data-hc-touche="${CSS.escape(event.key.toLowerCase())}"]`, groupe);
  if (!bouton) return;
  event.preventDefault();
  bouton.focus();
  bouton.click();
});

$("[data-hc-aide]").addEventListener("click", () => $("#raccourcis").showModal());

/* The state first read says what this page holds already. */
const commencer = async () => {
  const deja = version;
  version = "";
  try {
    const { reponse, texte } = await demander(console_.dataset.hcConsole, {});
    if (reponse.status === 200) {
      const page = new DOMParser().parseFromString(texte, "text/html");
      version = reponse.headers.get("ETag");
      if (version === deja) for (const region of regionsDe(page)) retenir(region);
      else fusionner(page, "");
    }
  } catch (panne) {
    if (!estUneCoupure(panne)) throw panne;
    coupure = true;
  }
  montrer();
  direRetrouves();
  file.relancer();
  setInterval(() => { if (aSonTour()) suivre(); }, RYTHME);
};
commencer();
