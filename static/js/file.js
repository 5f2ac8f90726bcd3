/* Gestures wait here until the server has them: kept on this machine, sent one at a time and in order.
   Two tabs share the list. Each sends its own and what it found; a key makes a second sending harmless. */
const DELAIS = [1000, 2000, 4000, 8000, 15_000];

export class File {
  #miens;
  #enVol = false;
  #echecs = 0;
  #minuterie;

  /* `envoyer` says whether the server answered; what it answered is its own business. */
  constructor(rangement, { envoyer, changer }) {
    this.rangement = rangement;
    this.envoyer = envoyer;
    this.changer = changer;
    /* What an earlier visit left. */
    this.retrouves = this.gestes;
    this.#miens = new Set(this.retrouves.map((geste) => geste.cle));
    addEventListener("online", () => this.relancer());
    addEventListener("storage", (event) => { if (event.key === rangement) changer(); });
  }

  get gestes() { return JSON.parse(localStorage.getItem(this.rangement) || "[]"); }

  get coupee() { return this.#echecs > 0; }

  /* The same gesture twice in a row is one; a correction, or the next speaker, waits in turn. */
  repete({ url, corps }) { return this.gestes.findLast((geste) => geste.url === url)?.corps === corps; }

  ajouter(geste) {
    this.#miens.add(geste.cle);
    this.#garder([...this.gestes, geste]);
    this.relancer();
  }

  abandonner(cle) { this.#garder(this.gestes.filter((geste) => geste.cle !== cle)); }

  async relancer() {
    clearTimeout(this.#minuterie);
    const premier = this.gestes.find((geste) => this.#miens.has(geste.cle));
    if (this.#enVol || !premier) return;
    this.#enVol = true;
    const recu = await this.envoyer(premier);
    this.#enVol = false;
    this.#echecs = recu ? 0 : this.#echecs + 1;
    if (recu) this.abandonner(premier.cle);
    else this.changer();
    const delai = recu ? 0 : DELAIS[Math.min(this.#echecs, DELAIS.length) - 1];
    this.#minuterie = setTimeout(() => this.relancer(), delai);
  }

  #garder(gestes) {
    localStorage.setItem(this.rangement, JSON.stringify(gestes));
    this.changer();
  }
}

/* randomUUID asks for https; a council on its own network may not have it. */
export const nouvelleCle = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000"
  .replace(/[018]/g, (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));
