/* Gestures wait here until the server has them: kept in the tab, sent one at a time and in order. */
const DELAIS = [1000, 2000, 4000, 8000, 15_000];

export class File {
  #gestes;
  #enVol = false;
  #echecs = 0;
  #minuterie;

  /* `envoyer` says whether the server answered; what it answered is its own business. */
  constructor(rangement, { envoyer, changer }) {
    this.rangement = rangement;
    this.envoyer = envoyer;
    this.changer = changer;
    this.#gestes = JSON.parse(sessionStorage.getItem(rangement) || "[]");
    addEventListener("online", () => this.relancer());
  }

  get gestes() { return [...this.#gestes]; }

  get coupee() { return this.#echecs > 0; }

  attend(url) { return this.#gestes.some((geste) => geste.url === url); }

  ajouter(geste) {
    this.#gestes.push(geste);
    this.#garder();
    this.relancer();
  }

  abandonner(cle) {
    this.#gestes = this.#gestes.filter((geste) => geste.cle !== cle);
    this.#garder();
  }

  async relancer() {
    clearTimeout(this.#minuterie);
    if (this.#enVol || !this.#gestes.length) return;
    this.#enVol = true;
    const [premier] = this.#gestes;
    const recu = await this.envoyer(premier);
    this.#enVol = false;
    this.#echecs = recu ? 0 : this.#echecs + 1;
    if (recu) this.abandonner(premier.cle);
    else this.changer();
    const delai = recu ? 0 : DELAIS[Math.min(this.#echecs, DELAIS.length) - 1];
    this.#minuterie = setTimeout(() => this.relancer(), delai);
  }

  #garder() {
    sessionStorage.setItem(this.rangement, JSON.stringify(this.#gestes));
    this.changer();
  }
}

/* randomUUID asks for https; a council on its own network may not have it. */
export const nouvelleCle = () => crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000"
  .replace(/[018]/g, (c) => (c ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (c / 4)))).toString(16));
