/* Asking the server from a page that loses nothing: bounded in time, and told when the session is over. */
const PATIENCE = 15_000;

export const jeton = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1]
  || document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

/* What is kept on this machine is kept for one account. */
export const rangement = (genre, lieu = "") => `hc-${genre}:${document.body.dataset.hcCompte ?? ""}:${lieu}`;

/* A network that fails is an answer too; any other error is a fault of ours. */
export const estUneCoupure = (panne) => panne instanceof TypeError || panne instanceof DOMException;

export const demander = async (url, options) => {
  const reponse = await fetch(url, {
    ...options,
    cache: "no-store",
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
    headers: { "HX-Request": "true", ...options.headers },
  });
  const session = reponse.type !== "opaqueredirect";
  return { reponse, session, texte: session ? await reponse.text() : "" };
};

export const poster = (url, corps, entetes = {}) => demander(url, {
  method: "POST",
  body: corps,
  headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": jeton(), ...entetes },
});
