"use strict";
(() => {
  const form = document.getElementById("filter");
  const { q, actor, verdict } = form.elements;
  const [count, paper] = form.querySelector(".count").children;
  const reset = form.querySelector("button");
  const events = [...document.querySelectorAll(".event")].map((element) => ({
    element,
    actors: JSON.parse(element.dataset.actors),
    verdict: element.dataset.verdict,
    at: element.dataset.at ? element.dataset.at.split(" ").map(Number) : null,
    text: null,
  }));
  if (events.length === 0) return;
  const stretches = new Map();
  for (const event of events) {
    const element = event.element.parentElement;
    if (!stretches.has(element)) {
      const label = element.querySelector("h3 small");
      stretches.set(element, { label, text: label.textContent, events: [] });
    }
    stretches.get(element).events.push(event);
  }

  // Case, accents and the letters that Unicode does not take apart make no difference.
  const plain = { ł: "l", ø: "o", đ: "d", ð: "d", ß: "ss", æ: "ae", œ: "oe", þ: "th", ı: "i", "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-" };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[łøđðßæœþı’‘“”–—]/g, (letter) => plain[letter]).replace(/\s+/g, " ");
  const textOf = (event) => event.text ??= fold(event.element.textContent);

  // Words side by side must all be there; quotation marks make a phrase.
  const terms = (text) => [...fold(text).matchAll(/"([^"]+)"?|[^\s"]+/g)].map((found) => (found[1] ?? found[0]).trim());

  // An actor stands for itself and for all that belong to it, directly or through others.
  const members = new Map();
  for (const { value, dataset } of actor.options) {
    for (const group of JSON.parse(dataset.groups ?? "[]")) {
      if (!members.has(group)) members.set(group, []);
      members.get(group).push(value);
    }
  }
  const belonging = (group) => {
    const found = new Set([group]);
    for (const one of found) for (const member of members.get(one) ?? []) found.add(member);
    return found;
  };

  // The bars of the kept events, by the same rule as those of all.
  const levels = 8;
  const strips = [...document.querySelectorAll(".bars")].map((svg, index) => {
    const width = svg.viewBox.baseVal.width;
    const weigh = (some) => {
      const weights = new Array(width).fill(0);
      for (const { at } of some) {
        if (!at) continue;
        const [first, last] = at.slice(2 * index);
        for (let column = first; column <= last; column++) weights[column] += 1 / (last - first + 1);
      }
      return weights;
    };
    const most = Math.max(0.5, ...weigh(events));
    const path = svg.querySelector(".kept");
    return (some) => {
      const bars = weigh(some).map((weight, column) => {
        const level = Math.min(levels, Math.ceil(levels * Math.sqrt(weight / most) - 1e-9));
        return weight > 1e-9 ? `M${column} ${levels}v-${level}h.8v${level}z` : "";
      });
      path.setAttribute("d", bars.join(""));
    };
  });

  const apply = () => {
    const words = terms(q.value);
    const wanted = belonging(actor.value);
    const kept = events.filter((event) => {
      const keeps = (!actor.value || event.actors.some((one) => wanted.has(one)))
        && (!verdict.value || event.verdict === verdict.value)
        && words.every((word) => textOf(event).includes(word));
      event.element.hidden = !keeps;
      return keeps;
    });
    for (const [element, { label, text, events }] of stretches) {
      const shown = events.filter((event) => !event.element.hidden).length;
      element.hidden = shown === 0;
      label.textContent = shown === events.length ? text : `${shown} of ${text}`;
    }
    for (const draw of strips) draw(kept);
    const set = [q.value && `“${q.value}”`, ...[actor, verdict].map((field) => field.value && field.selectedOptions[0].text)];
    const why = set.filter(Boolean).join(", ");
    reset.hidden = !why;
    count.textContent = kept.length === events.length ? `All ${events.length} events` : `${kept.length} of ${events.length} events`;
    paper.textContent = why && `: ${why}`;
  };

  // A filter is kept behind `#?`, so that its link can be sent.
  const fields = { q, actor, verdict };
  const remember = () => {
    const set = Object.entries(fields).filter(([, field]) => field.value).map(([name, field]) => [name, field.value]);
    const hash = set.length ? `#?${new URLSearchParams(set)}` : "";
    history.replaceState(null, "", location.pathname + location.search + hash);
  };
  const recall = () => {
    const set = new URLSearchParams(location.hash.slice(2));
    for (const [name, field] of Object.entries(fields)) field.value = set.get(name) ?? "";
    for (const field of [actor, verdict]) if (field.selectedIndex < 0) field.value = "";
    apply();
  };
  const clear = () => {
    for (const field of Object.values(fields)) field.value = "";
    apply();
  };

  // Marks that overlap are cut into pieces: all pieces of the quote that a link leads to light up.
  const light = (target) => {
    for (const piece of document.querySelectorAll(".lit")) piece.classList.remove("lit");
    const range = /\.(\d+)-(\d+)$/.exec(target.id);
    if (!range) return;
    const [start, end] = [Number(range[1]), Number(range[2])];
    for (const piece of target.closest(".passage").querySelectorAll("mark")) {
      const [from, to] = piece.dataset.at.split("-").map(Number);
      if (from >= start && to <= end) piece.classList.add("lit");
    }
  };

  const arrive = () => {
    if (location.hash.startsWith("#?")) return recall();
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    const folded = target.closest(".event[hidden]");
    if (folded) {
      clear();
      target.scrollIntoView();
    }
    light(target);
  };

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { apply(); remember(); }, 100);
  });
  form.addEventListener("submit", (submitted) => submitted.preventDefault());
  form.addEventListener("reset", (pressed) => {
    pressed.preventDefault();
    clear();
    remember();
    q.focus();
  });
  window.addEventListener("hashchange", arrive);

  // While an event has the focus, `j` and `k` lead to the next and the one before.
  document.getElementById("timeline").addEventListener("keydown", (pressed) => {
    const here = pressed.target.closest(".event");
    const step = { j: 1, k: -1 }[pressed.key];
    if (!here || !step || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return;
    const shown = events.map((event) => event.element).filter((element) => !element.hidden);
    shown[shown.indexOf(here) + step]?.focus();
  });

  form.hidden = false;
  apply();
  arrive();
})();
