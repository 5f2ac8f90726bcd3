/* Hémicycle – what a page gains when scripts run. Everything works without: hooks are data-hc-*. */
"use strict";

(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];

  const phrase = (nom) => {
    const source = $("#hc-phrases")?.content.querySelector(`[data-phrase="${nom}"]`);
    return source ? source.textContent : "";
  };

  /* One status region per page: emptied first, so that the same sentence is read twice. */
  const annoncer = (texte) => {
    const region = $("#annonce");
    if (!region || !texte) return;
    region.textContent = "";
    setTimeout(() => { region.textContent = texte.trim().replace(/\s+/g, " "); }, 60);
  };

  const montrerRefus = (texte) => {
    const zone = $("#refus");
    if (!zone || !texte) return;
    const bloc = document.createElement("div");
    bloc.className = "notice";
    bloc.dataset.tone = "stop";
    bloc.append(Object.assign(document.createElement("p"), { textContent: texte }));
    zone.replaceChildren(bloc);
    /* Whoever is writing keeps his place. */
    if (document.activeElement?.matches("textarea")) annoncer(texte);
    else zone.focus();
  };

  /* A refusal takes the focus; an act done is only announced. */
  const accueillir = (racine) => {
    const trouver = (crochet) => (racine.matches(crochet) ? racine : $(crochet, racine));
    const refus = trouver("[data-hc-refus]");
    if (refus && !document.activeElement?.matches("textarea")) refus.focus();
    else annoncer(trouver("[data-hc-annonce]")?.textContent);
  };

  /* Sending: once ------------------------------------------------------------------- */
  const occuper = (bouton) => {
    if (!bouton || bouton.classList.contains("btn-icon") || bouton.classList.contains("member")) return;
    bouton.dataset.hcLibelle = bouton.innerHTML;
    bouton.setAttribute("aria-disabled", "true");
    bouton.textContent = phrase("envoi");
  };

  const liberer = (form) => {
    delete form.dataset.hcEnvoye;
    for (const bouton of $$("[data-hc-libelle]", form)) {
      bouton.innerHTML = bouton.dataset.hcLibelle;
      bouton.removeAttribute("aria-disabled");
      delete bouton.dataset.hcLibelle;
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || "hcLibre" in form.dataset || "hcGeste" in form.dataset) return;
    if (form.dataset.hcEnvoye || event.submitter?.getAttribute("aria-disabled") === "true") {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.hcEnvoye = "oui";
    delete form.dataset.hcModifie;
    /* After the browser and htmx have read the button's name and value. */
    setTimeout(() => occuper(event.submitter), 0);
  }, true);

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[aria-disabled='true']")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, true);

  addEventListener("pageshow", () => { for (const form of $$("form[data-hc-envoye]")) liberer(form); });

  /* htmx -------------------------------------------------------------------------------- */
  /* A part that follows says what it shows: the server answers 304 while nothing changed. */
  document.addEventListener("htmx:configRequest", (event) => {
    const { hcVersion } = event.detail.elt.dataset;
    if (hcVersion) event.detail.headers["If-None-Match"] = hcVersion;
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, serverResponse } = event.detail;
    if (xhr.status === 304) event.detail.shouldSwap = false;
    /* A refusal goes to its own place: what was typed stays where it is. */
    if (xhr.status === 422 && serverResponse.includes("titre-refus") && $("#refus")) {
      event.detail.target = $("#refus");
      event.detail.swapOverride = "innerHTML";
    }
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.xhr.status < 300 && event.detail.requestConfig.verb !== "get") $("#refus")?.replaceChildren();
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    /* Fired on each element that came in: the target itself may be gone by now. */
    accueillir(event.target);
    preparer(document);
  });

  /* A part that follows, and no longer hears anything, says so where the page has a place for it. */
  const perdre = (perdue) => {
    const zone = $("[data-hc-connexion]");
    if (!zone || Boolean(zone.firstChild) === perdue) return;
    const dit = Object.assign(document.createElement("p"), { className: "notice", textContent: zone.dataset.hcPerdue });
    dit.dataset.tone = "warn";
    zone.replaceChildren(...(perdue ? [dit] : []));
  };

  document.addEventListener("htmx:afterRequest", (event) => {
    const { status } = event.detail.xhr;
    if (status > 0 && status < 500) perdre(false);
    const form = event.detail.elt.closest("form");
    if (form) liberer(form);
  });

  document.addEventListener("htmx:responseError", (event) => {
    if ("hcSuivre" in event.detail.elt.dataset && event.detail.xhr.status >= 500) { perdre(true); return; }
    /* The link of a screen was revoked: the page itself says so. */
    if ("hcVersion" in event.detail.elt.dataset) { location.reload(); return; }
    montrerRefus(phrase(event.detail.xhr.status === 403 ? "interdit" : "panne"));
  });
  for (const panne of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(panne, (event) => {
      if ("hcSuivre" in event.detail.elt.dataset) perdre(true);
      else montrerRefus(phrase("coupure"));
    });
  }
  document.addEventListener("hc:regions", () => preparer(document));
  document.addEventListener("hc:annonce", (event) => annoncer(event.detail.value));
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    montrerRefus(phrase("cle"));
  });

  /* Long lists: filtered where they are ---------------------------------------------- */
  const plat = (texte) => texte.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const filtrer = (liste) => {
    const mots = plat($(`[data-hc-filtre="#${liste.id}"]`)?.value || "").split(/\s+/).filter(Boolean);
    const etat = $(`[data-hc-filtre-etat][data-hc-liste="#${liste.id}"][aria-pressed="true"]`)?.dataset.hcFiltreEtat || "";
    let visibles = 0;
    for (const ligne of $$("[data-hc-ligne]", liste)) {
      const groupe = ligne.closest("[data-hc-groupe]")?.dataset.hcGroupe || "";
      const texte = plat(`${ligne.dataset.hcTexte || ligne.textContent} ${groupe}`);
      const garder = mots.every((mot) => texte.includes(mot)) && (!etat || ligne.dataset.etat === etat);
      ligne.hidden = !garder;
      visibles += Number(garder);
    }
    for (const groupe of $$("[data-hc-groupe]", liste)) {
      groupe.hidden = !$("[data-hc-ligne]:not([hidden])", groupe);
    }
    return visibles;
  };

  const direCombien = (n) => annoncer(
    n === 0 ? phrase("filtre-aucun") : n === 1 ? phrase("filtre-une") : phrase("filtre-plusieurs").replace("{n}", n),
  );

  let attente;
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-hc-garde]");
    if (form) form.dataset.hcModifie = "oui";
    const liste = event.target.dataset.hcFiltre && $(event.target.dataset.hcFiltre);
    if (!liste) return;
    const visibles = filtrer(liste);
    clearTimeout(attente);
    attente = setTimeout(() => direCombien(visibles), 500);
  });

  document.addEventListener("click", (event) => {
    const bouton = event.target.closest("[data-hc-filtre-etat], [data-hc-imprimer], [data-hc-arreter]");
    if (bouton?.hasAttribute("data-hc-filtre-etat")) {
      for (const autre of $$("[data-hc-filtre-etat]", bouton.parentElement)) {
        autre.setAttribute("aria-pressed", String(autre === bouton));
      }
      direCombien(filtrer($(bouton.dataset.hcListe)));
    } else if (bouton?.hasAttribute("data-hc-imprimer")) {
      print();
    } else if (bouton) {
      bouton.setAttribute("aria-pressed", String(bouton.getAttribute("aria-pressed") !== "true"));
    }
    for (const menu of $$("details[data-hc-menu][open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  /* Keyboard ---------------------------------------------------------------------------- */
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = event.target.closest("details[data-hc-menu][open]");
      if (menu) { menu.open = false; $("summary", menu).focus(); }
      return;
    }
    /* Always with a modifier: a single letter would trouble voice control. */
    if (!event.altKey || event.ctrlKey || event.metaKey || !/^Key[A-Z]$/.test(event.code)) return;
    const touche = `${event.shiftKey ? "maj+" : ""}${event.key.toLowerCase()}`;
    const cible = $$("[data-hc-raccourci]").find((el) => el.dataset.hcRaccourci === touche && el.checkVisibility());
    if (!cible) return;
    event.preventDefault();
    if (cible.matches("summary")) { deplier(cible); return; }
    /* From a field that « Entrée » serves, the next name follows in the same field. */
    const suit = document.activeElement.matches("[data-hc-entree]") && cible.form === document.activeElement.form;
    if (!suit) cible.focus();
    if (cible.matches("a, button")) cible.click();
  });

  /* A form that was folded: straight to its first field. */
  const deplier = (resume) => {
    resume.parentElement.open = true;
    ($("input:not([type=hidden]), select, textarea", resume.parentElement) || resume).focus();
  };

  /* « Entrée » in a field presses the button that it names, and nothing while the field is empty. */
  document.addEventListener("keydown", (event) => {
    const champ = event.target.closest?.("[data-hc-entree]");
    if (!champ || event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    if (champ.value.trim()) document.getElementById(champ.dataset.hcEntree).click();
  });

  /* Nothing typed is lost by leaving ---------------------------------------------------- */
  addEventListener("beforeunload", (event) => {
    if ($("form[data-hc-modifie]:not([data-hc-envoye])")) event.preventDefault();
  });

  /* Parts that follow what others do, until one stops them: the button is « pressed » then. */
  const suivre = () => {
    if (document.hidden || $("[data-hc-arreter][aria-pressed='true']")) return;
    for (const part of $$("[data-hc-suivre]")) part.dispatchEvent(new CustomEvent("hc:suivre"));
  };
  /* Woken by events (direct.js), they ask once in four; while voices come in, each time. */
  let tour = 0;
  setInterval(() => {
    tour += 1;
    if (!("hcDirect" in document.documentElement.dataset) || $("[data-hc-voix]") || tour % 4 === 0) suivre();
  }, 2500);
  document.addEventListener("hc:nouveau", suivre);

  const ROLES = [
    ["thead, tbody, tfoot", "rowgroup"], ["tr", "row"], ["td", "cell"], ["th[scope=col]", "columnheader"], ["th[scope=row]", "rowheader"],
  ];

  const preparer = (racine) => {
    for (const el of $$("[data-hc-js][hidden]", racine)) el.hidden = false;
    for (const liste of $$("[data-hc-filtrable]", racine)) filtrer(liste);
    /* Stacked on a phone, a table loses its roles with its display: put them back. */
    for (const table of $$(".table.is-stacking:not([role])", racine)) {
      table.setAttribute("role", "table");
      for (const [selector, role] of ROLES) for (const el of $$(selector, table)) el.setAttribute("role", role);
    }
    for (const el of $$("[data-hc-raccourci]:not([aria-keyshortcuts])", racine)) {
      el.setAttribute("aria-keyshortcuts", `Alt+${el.dataset.hcRaccourci.replace("maj+", "Shift+").toUpperCase().replace("SHIFT", "Shift")}`);
    }
  };

  preparer(document);
  accueillir(document.body);
})();
