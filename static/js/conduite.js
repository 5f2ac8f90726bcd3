/* The live console: gestures go through a queue, the page follows what another clerk does. */
import { aSonTour } from "./direct.js";
import { File, nouvelleCle } from "./file.js";
import { inchangee, occupee, regionsDe, remplacer, retenir } from "./regions.js";

const RYTHME = 2500;
const PATIENCE = 15_000;
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
const jeton = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] || $("[name=csrfmiddlewaretoken]").value;
const phrase = (nom) => $("#hc-phrases").content.querySelector(`[data-phrase="${nom}"]`).textContent;

/* Sending ------------------------------------------------------------------------------ */
const demander = async (url, options) => {
  const reponse = await fetch(url, {
    ...options,
    cache: "no-store",
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
    headers: { "HX-Request": "true", ...options.headers },
  });
  session = reponse.type !== "opaqueredirect";
  return { reponse, texte: session ? await reponse.text() : "" };
};

const envoyer = async (geste) => {
  try {
    const { reponse, texte } = await demander(geste.url, {
      method: "POST",
      body: geste.corps,
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": jeton(), "HC-Geste": geste.cle },
    });
    if (!session || reponse.status >= 500) return false;
    recevoir(geste, reponse, texte);
    return true;
  } catch (panne) {
    if (panne instanceof TypeError || panne instanceof DOMException) return false;
    throw panne;
  }
};

const recevoir = (geste, reponse, texte) => {
  const page = new DOMParser().parseFromString(texte, "text/html");
  const origine = document.getElementById(geste.region);
  if (origine) delete origine.dataset.hcModifie;
  if (regionsDe(page).length) {
    version = reponse.headers.get("ETag") || version;
    fusionner(page, geste.region);
  } else if ($("#vote", page) && $("#vote")) {
    remplacer($("#vote"), $("#vote", page));
  } else {
    refuser(geste, $("[data-hc-refus]", page), reponse.status);
    version = "";
  }
  if (reponse.ok) $("#refus").replaceChildren();
  accueillir(page, JSON.parse(reponse.headers.get("HX-Trigger") || "{}")["hc:annonce"]);
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
  if (suite) remplacer($("#centre"), suite);
  oublierLaSuite();
  $("#centre button, #centre a")?.focus();
});

let suit = false;
const suivre = async () => {
  if (suit || document.hidden || file.gestes.length || $("[data-hc-arreter][aria-pressed='true']")) return;
  suit = true;
  try {
    const { reponse, texte } = await demander(console_.dataset.hcConsole, { headers: version ? { "If-None-Match": version } : {} });
    coupure = reponse.status >= 500;
    if (reponse.status === 200 && !file.gestes.length) adopter(reponse.headers.get("ETag"), texte);
  } catch (panne) {
    if (!(panne instanceof TypeError || panne instanceof DOMException)) throw panne;
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

const file = new File(`hc-file:${location.pathname}`, { envoyer, changer: () => montrer() });

/* Gestures ----------------------------------------------------------------------------- */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("hcGeste" in form.dataset)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const bouton = event.submitter;
  const url = form.getAttribute("action");
  if (file.attend(url) || bouton?.getAttribute("aria-disabled") === "true") return;
  const corps = new URLSearchParams(new FormData(form, bouton));
  corps.delete("csrfmiddlewaretoken");
  file.ajouter({
    cle: nouvelleCle(), url, corps: corps.toString(), dit: form.dataset.hcGeste,
    bouton: bouton?.id ?? "", region: form.closest("[data-hc-region]")?.id ?? "",
  });
}, true);

document.addEventListener("input", (event) => {
  const region = event.target.closest("[data-hc-region]");
  if (region && !event.target.matches("[data-hc-filtre]")) region.dataset.hcModifie = "oui";
});

/* What is kept as it is typed no longer holds its region back. */
document.addEventListener("htmx:afterRequest", (event) => {
  const region = event.detail.elt.closest("[data-hc-region]");
  if (region && event.detail.successful) delete region.dataset.hcModifie;
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
    if (!(panne instanceof TypeError || panne instanceof DOMException)) throw panne;
    coupure = true;
  }
  montrer();
  file.relancer();
  setInterval(() => { if (aSonTour()) suivre(); }, RYTHME);
};
commencer();
