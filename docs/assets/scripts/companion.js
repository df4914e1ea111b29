// Additions that a page can do without: preview cards for terms, people and sources, copy buttons, and filters of lists.
"use strict";
(() => {
  const SHOW = 200, HIDE = 250;                 // milliseconds before a card comes and goes under a mouse
  const LINKS = "a[data-tip]:not(.headerlink), a[data-preview]";
  const card = document.createElement("div");
  card.id = "preview-card";
  card.className = "preview-card md-typeset";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  const message = document.createElement("div");
  message.className = "unseen";
  message.setAttribute("role", "status");
  document.body.append(card, message);

  let link = null;                              // the link whose card is open
  let timer = 0;

  // What the card of a link holds: its text, or a copy of the reference on this page that it names.
  function content(of) {
    if (of.dataset.tip) return [of.dataset.tip];
    const reference = document.getElementById(of.dataset.preview);
    if (!reference) return [];
    const copy = (reference.querySelector("span") || reference).cloneNode(true);
    for (const inner of copy.querySelectorAll("a")) inner.tabIndex = -1;
    return [copy];
  }

  function show(of) {
    clearTimeout(timer);
    if (of === link) return;
    hide();
    const parts = content(of);
    if (!parts.length || card.contains(of)) return;
    link = of;
    card.replaceChildren(...parts);
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    const at = link.getClientRects()[0], gap = 6, margin = 12;
    const left = Math.min(Math.max(at.left, margin), document.documentElement.clientWidth - card.offsetWidth - margin);
    const below = at.bottom + gap + card.offsetHeight < innerHeight;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(below ? at.bottom + gap : at.top - gap - card.offsetHeight) + scrollY}px`;
  }

  function hide() {
    clearTimeout(timer);
    if (link) link.removeAttribute("aria-describedby");
    link = null;
    card.hidden = true;
  }

  function later(action, wait) {
    clearTimeout(timer);
    timer = setTimeout(action, wait);
  }

  const target = (event) => event.target.closest?.(LINKS);

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const over = target(event);
    if (over) later(() => show(over), SHOW);
    else if (card.contains(event.target)) clearTimeout(timer);
    else later(hide, HIDE);
  });
  document.addEventListener("focusin", (event) => {
    const focused = target(event);
    if (focused?.matches(":focus-visible")) show(focused);
    else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  // A finger cannot hover: the first tap shows the card, the second follows the link.
  let finger = false;
  document.addEventListener("pointerdown", (event) => {
    finger = event.pointerType === "touch";
    if (!target(event) && !card.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const tapped = target(event);
    if (finger && tapped && tapped !== link) {
      show(tapped);
      if (tapped === link) event.preventDefault();
    }
    const button = event.target.closest?.("button.copy");
    if (button) copy(button);
  });

  async function copy(button) {
    let said = "Copied";
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      said = "Copying is not allowed here";
    }
    const before = button.dataset.label ||= button.textContent;
    button.textContent = message.textContent = said;
    setTimeout(() => {
      button.textContent = before;
      message.textContent = "";
    }, 2500);
  }

  // <form data-filter="x"> shows of the lists with class x the items whose data-NAME is the value of each select NAME.
  for (const form of document.querySelectorAll("form[data-filter]")) {
    const lists = [...document.querySelectorAll(`.${form.dataset.filter}`)];
    const items = lists.flatMap((list) => [...list.children]);
    form.hidden = false;
    form.addEventListener("input", () => {
      const wanted = [...new FormData(form)].filter(([, value]) => value);
      for (const item of items) item.hidden = wanted.some(([name, value]) => item.dataset[name] !== value);
      for (const list of lists) list.hidden = ![...list.children].some((item) => !item.hidden);
      const left = items.filter((item) => !item.hidden).length;
      form.querySelector("output").value = wanted.length ? `${left} of ${items.length} shown` : "";
    });
  }
})();
