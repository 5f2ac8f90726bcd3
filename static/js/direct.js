/* The server says that something changed; the page asks what, as it does every few seconds without it. */
const NOUVEL_ESSAI = 15_000;
const racine = document.documentElement;
const nouveau = () => document.dispatchEvent(new CustomEvent("hc:nouveau"));

const ouvrir = (adresse) => {
  const flux = new EventSource(adresse, { withCredentials: true });
  flux.addEventListener("open", () => { racine.dataset.hcDirect = "oui"; nouveau(); });
  flux.addEventListener("message", nouveau);
  flux.addEventListener("error", () => {
    delete racine.dataset.hcDirect;
    if (flux.readyState === EventSource.CLOSED) setTimeout(() => ouvrir(adresse), NOUVEL_ESSAI);
  });
};

const page = document.querySelector("[data-hc-flux]");
if (page) ouvrir(page.dataset.hcFlux);

/* Woken by events, a page asks by itself once in four; while voices come in, each time as before. */
let tour = 0;
export const aSonTour = () => {
  tour += 1;
  return !("hcDirect" in racine.dataset) || Boolean(document.querySelector("[data-hc-voix]")) || tour % 4 === 0;
};
