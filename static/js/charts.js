// The server's drawing of a chart is what a reader sees first. When he points at it, touches it or reaches it with the
// keyboard, plotly comes and takes over its marks: the words of the drawing stay where they are, and what is pointed at
// is always the drawing. Until then, and whenever plotly cannot come, the drawing is the chart.
(() => {
  const { plotly, plotlyStyle, notes } = document.currentScript.dataset;
  const config = { staticPlot: true, displayModeBar: false, displaylogo: false, showSendToCloud: false, plotlyServerURL: "" };
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const frameOf = (event) => event.target.closest?.(".frame");

  let library;
  function load() {
    library ??= new Promise((resolve, reject) => {
      const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: plotlyStyle });
      style.id = "plotly.js-style-global"; // by this id and class plotly knows that its rules are there
      style.className = "no-inline-styles";
      style.onerror = reject;
      style.onload = () => document.head.append(script);
      const script = Object.assign(document.createElement("script"), { src: plotly, onload: resolve, onerror: reject });
      document.head.append(style);
    }).catch((problem) => {
      library = undefined;
      throw problem;
    });
    return library;
  }

  // plotly takes over

  const seen = (frame) => [...frame.querySelectorAll(".drawing")].find((drawing) => drawing.offsetParent);

  function recolour(trace) {
    if (trace.type === "sankey") {
      trace.node.color = trace.meta.nodes.map((name) => css(`--${name}`));
      trace.link.color = trace.meta.links.map((name) => `${css(`--${name}`)}66`);
      trace.node.label = trace.node.label.map(() => ""); // the drawing has the words
    } else {
      trace.marker.color = css(`--${trace.meta}`);
    }
    return trace;
  }

  function scaled(layout, scale) {
    const { margin, width, height } = layout;
    for (const side of ["l", "r", "t", "b"]) margin[side] *= scale;
    if (layout.yaxis) layout.yaxis.gridcolor = css("--hair");
    return { ...layout, margin, width: width * scale, height: height * scale };
  }

  async function draw(frame) {
    const drawing = seen(frame);
    const figure = drawing && frame.figures[drawing.dataset.shape];
    frame.classList.toggle("live", Boolean(figure));
    if (!figure) return;
    let place = frame.querySelector(".plot");
    if (!place) {
      place = Object.assign(document.createElement("div"), { className: "plot" });
      place.setAttribute("aria-hidden", "true"); // the drawing and the table are what is read
      frame.prepend(place);
    }
    const { data, layout } = structuredClone(figure);
    const scale = drawing.clientWidth / layout.width;
    for (const trace of data) if (trace.type === "sankey") trace.node = { ...trace.node, pad: trace.node.pad * scale, thickness: trace.node.thickness * scale };
    await window.Plotly.react(place, data.map(recolour), scaled(layout, scale), config);
    frame.dataset.state = "live";
  }

  async function takeOver(frame) {
    if (frame.dataset.state || !seen(frame).dataset.shape) return;
    frame.dataset.state = "loading";
    try {
      const [answer] = await Promise.all([fetch(frame.dataset.figure), load()]);
      if (!answer.ok) throw new Error(answer.status);
      frame.figures = await answer.json();
      await draw(frame);
      new ResizeObserver(() => draw(frame)).observe(frame);
    } catch {
      delete frame.dataset.state; // the drawing stays, and the next time we try again
    }
  }

  let byFinger = false; // how the screen was touched last

  // what the reader points at: a note with its words, and what stands behind it

  const asked = new Map(); // what was fetched, by its address
  function behind(href) {
    const { pathname, search } = new URL(href, location.href);
    const slug = pathname.match(/^\/toezeggingen\/([^/]+)\/$/)?.[1];
    const day = new URLSearchParams(search).get("as_of");
    const one = new URLSearchParams(day ? { commitment: slug, as_of: day } : { commitment: slug });
    const address = notes + (slug ? `?${one}` : search);
    if (!asked.has(address)) {
      const answer = fetch(address).then((found) => (found.ok ? found.json() : Promise.reject(found.status)));
      answer.catch(() => asked.delete(address)); // the next time we try again
      asked.set(address, answer);
    }
    return asked.get(address);
  }

  const make = (tag, className, words) => Object.assign(document.createElement(tag), { className, textContent: words });

  function noteOf(frame) {
    let note = frame.querySelector(".tip");
    if (!note) {
      note = Object.assign(document.createElement("div"), { className: "tip", hidden: true });
      note.setAttribute("role", "status");
      frame.append(note);
    }
    return note;
  }

  // The browser's own tooltip would stand over the note: a name in `aria-label` is not shown.
  function quiet(frame) {
    for (const title of frame.querySelectorAll("title")) {
      const named = title.parentElement;
      named.setAttribute("aria-label", title.textContent);
      named.removeAttribute("aria-labelledby");
      if (named.localName === "g") named.setAttribute("role", "img");
      title.remove();
    }
  }
  const wordsOf = (spot) => spot.getAttribute("aria-label") ?? spot.querySelector("title").textContent;

  // A mark, or words that tell of one: both open the note of it.
  const SPOT = ".frame :is(.point, .words)";

  // A finger means the amount of which the reach is there, a mouse the mark that it is on, also where another's reach lies.
  function spotAt(event) {
    if (!event.target.closest?.(SPOT)) return undefined;
    const found = document.elementsFromPoint(event.clientX, event.clientY);
    const first = (kind) => found.find((one) => one.matches(`:is(.point, .words) > ${kind}`));
    const [mark, reach] = [first(".mark"), first(".reach")];
    return ((byFinger ? reach ?? mark : mark ?? reach) ?? event.target).closest(SPOT);
  }

  // `by` is "mouse", "finger" or "keys".
  async function tell(frame, spot, by, x, y) {
    const note = noteOf(frame);
    const href = spot.getAttribute("href");
    if (frame.told === spot && frame.by === by) return;
    frame.told = spot;
    frame.by = by;
    const more = href ? [Object.assign(make("a", "", "Naar deze toezeggingen"), { href })] : [];
    note.replaceChildren(make("p", "what", wordsOf(spot)), ...more);
    note.hidden = false;
    place(frame, note, x, y);
    if (!href) return;
    await new Promise((done) => setTimeout(done, by === "finger" ? 0 : 120)); // who only passes asks for nothing
    if (frame.told !== spot) return;
    const found = await behind(href).catch(() => undefined);
    if (!found?.count || frame.told !== spot) return;
    const one = found.count === 1;
    const { question } = frame.dataset;
    const lines = [make("p", "", one ? `${found.title} (${found.stage})` : `${found.count} toezeggingen. De grootste: ${found.title} (${found.stage})`)];
    if (found.quote) {
      const source = make("p", "", "");
      source.append(Object.assign(make("a", "", found.source), { href: found.letter + question }));
      lines.push(make("blockquote", "", `“${found.quote}”`), source);
    }
    if (found.remainder) lines.push(make("p", "", found.remainder));
    note.querySelector(".what").after(...lines);
    more[0].textContent = one ? "Naar deze toezegging" : `Naar deze ${found.count} toezeggingen`;
    if (one) more[0].href = found.page + question;
    place(frame, note, x, y);
  }

  // The note stands as near as it can without hiding a word of the drawing, nor more marks than it must, on what is seen of
  // the page. Where that cannot be it is narrower or has less of the quote, or stands below the drawing; on a phone, where
  // the drawing is as wide as the note, and for a mouse, which cannot follow it there, it hides words before that, but no
  // total.
  const GAP = 6, STEP = 12, SIZES = ["", "slim", "slimmer", "brief"]; // names of classes
  function place(frame, note, x, y) {
    const box = frame.getBoundingClientRect();
    frame.style.paddingBottom = "";
    const shown = seen(frame);
    const inside = (one) => {
      const { left, top, right, bottom } = one.getBoundingClientRect();
      return { left: left - box.left, top: top - box.top, right: right - box.left, bottom: bottom - box.top };
    };
    const at = { x: x - box.left, y: y - box.top };
    const pointed = { left: at.x - GAP, right: at.x + GAP, top: at.y - GAP, bottom: at.y + GAP };
    const boxesOf = (kind, weight) => [...shown.querySelectorAll(kind)].filter((one) => one.parentElement !== frame.told).map((one) => ({ ...inside(one), weight }));
    const [totals, words, marks] = [boxesOf("text[font-weight]", 0), boxesOf("text", 60), boxesOf(".point .mark", 120)];
    const nearest = (kept, others) => spotFor(note, box, at, [...kept, pointed], others);
    note.className = "tip";
    const isWide = note.offsetWidth < box.width - STEP;
    let best;
    for (const size of isWide ? SIZES : [""]) {
      note.className = `tip ${size}`;
      best = nearest(words, marks);
      if (best) break;
    }
    if (!best) note.className = "tip";
    if (!best && (!isWide || frame.by === "mouse")) best = nearest(totals, [...words, ...marks]);
    const { offsetWidth: wide, offsetHeight: high } = note;
    const below = { left: Math.min(Math.max(at.x - wide / 2, 0), Math.max(box.width - wide, 0)), top: inside(shown).bottom + GAP };
    const { left, top } = best ?? below;
    note.style.left = `${left}px`;
    note.style.top = `${top}px`;
    if (best) return;
    frame.style.paddingBottom = `${high + 2 * GAP}px`;
    if (frame.by !== "mouse") note.scrollIntoView({ block: "nearest" });
  }

  // Where a note of this size hides nothing of `kept`, nearest to what is pointed at, with as little of `others` below it as can be.
  function spotFor(note, box, at, kept, others) {
    const { offsetWidth: wide, offsetHeight: high } = note;
    let best;
    for (let top = -box.top; top <= innerHeight - box.top - high; top += STEP) {
      for (let left = 0; left <= box.width - wide; left += STEP) {
        const meets = (one) => left < one.right + GAP && one.left < left + wide + GAP && top < one.bottom + GAP && one.top < top + high + GAP;
        if (kept.some(meets)) continue;
        const across = Math.max(left - at.x, 0, at.x - left - wide), down = Math.max(top - at.y, 0, at.y - top - high);
        const far = Math.hypot(across, down) + Math.abs(left + wide / 2 - at.x) / 8 + others.filter(meets).reduce((sum, one) => sum + one.weight, 0);
        if (far < (best?.far ?? Infinity)) best = { left, top, far };
      }
    }
    return best;
  }

  function hide(frame) {
    noteOf(frame).hidden = true;
    frame.told = undefined;
    frame.style.paddingBottom = "";
  }

  // A mouse asks where it stands still and clicks to go there. It has time to move into the note, to read or to follow it.
  const LINGER = 300; // milliseconds
  const hideLater = (frame) => { frame.going = setTimeout(() => hide(frame), LINGER); };
  document.addEventListener("pointermove", (event) => {
    const frame = event.pointerType === "mouse" && frameOf(event);
    if (!frame) return;
    clearTimeout(frame.going);
    quiet(frame);
    const spot = spotAt(event);
    if (spot) tell(frame, spot, "mouse", event.clientX, event.clientY);
    else if (frame.by === "mouse" && frame.told && !event.target.closest(".tip")) hideLater(frame);
  });
  document.addEventListener("pointerout", (event) => {
    const frame = event.pointerType === "mouse" && frameOf(event);
    if (frame && frame.by === "mouse" && frame.told && !frame.contains(event.relatedTarget)) hideLater(frame);
  });

  // A finger asks with its first tap; the link in the note goes there. A tap elsewhere closes it.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.(".tip")) return;
    const spot = spotAt(event);
    if (!byFinger) {
      const href = spot && spot !== event.target.closest(SPOT) && spot.getAttribute("href");
      if (!href || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      location.assign(href);
      return;
    }
    for (const frame of document.querySelectorAll(".frame")) {
      if (frame.by === "finger" && frame.told && !(spot && frame.contains(spot))) hide(frame);
    }
    if (!spot) return;
    event.preventDefault();
    tell(frameOf(event), spot, "finger", event.clientX, event.clientY);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const frame of document.querySelectorAll(".frame")) {
      if (!frame.told) continue;
      if (frame.querySelector(".tip").contains(document.activeElement)) frame.focus();
      leave(frame);
    }
  });

  // With the keyboard: the arrows walk along the amounts of the drawing, Enter goes where one leads, Tab goes to the link in
  // the note, Escape lets go.
  function walk(frame, event) {
    const points = [...seen(frame).querySelectorAll(".point")];
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step) {
      const at = frame.at ?? (step > 0 ? -1 : points.length);
      select(frame, points, Math.min(Math.max(at + step, 0), points.length - 1));
    } else if (event.key === "Home" || event.key === "End") {
      select(frame, points, event.key === "Home" ? 0 : points.length - 1);
    } else if (event.key === "Enter" && points[frame.at]?.getAttribute("href")) {
      location.assign(points[frame.at].getAttribute("href"));
    } else {
      return;
    }
    event.preventDefault();
  }

  function select(frame, points, at) {
    frame.querySelector(".point.chosen")?.classList.remove("chosen");
    frame.at = at;
    const chosen = points[at];
    chosen.classList.add("chosen");
    const box = chosen.querySelector(".mark").getBoundingClientRect();
    tell(frame, chosen, "keys", box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
  }

  function leave(frame) {
    frame.querySelector(".point.chosen")?.classList.remove("chosen");
    frame.at = undefined;
    hide(frame);
  }

  // Listens on the document, so that a chart that arrives later is heard too.
  const onIntent = (event) => {
    const frame = frameOf(event);
    if (frame) takeOver(frame);
  };
  document.addEventListener("pointerover", onIntent);
  document.addEventListener("touchstart", onIntent, { passive: true });
  document.addEventListener("focusin", onIntent);
  document.addEventListener("pointerdown", (event) => { byFinger = event.pointerType === "touch"; }, { capture: true });
  document.addEventListener("keydown", (event) => {
    if (event.target.matches?.(".frame") && !event.ctrlKey && !event.metaKey && !event.altKey) walk(event.target, event);
  });
  document.addEventListener("focusout", (event) => {
    const frame = frameOf(event);
    if (frame && frame.by === "keys" && !frame.contains(event.relatedTarget)) leave(frame);
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const frame of document.querySelectorAll(".frame.live")) draw(frame);
  });

  // On a fast connection that nobody pays by the byte, plotly is fetched beforehand, when nothing else is to be done.
  const line = navigator.connection;
  if (line?.effectiveType === "4g" && line.downlink >= 5 && !line.saveData && "requestIdleCallback" in window) {
    window.addEventListener("load", () => {
      requestIdleCallback(() => {
        for (const [href, as] of [[plotly, "script"], [plotlyStyle, "style"]]) {
          document.head.append(Object.assign(document.createElement("link"), { rel: "prefetch", href, as }));
        }
      });
    });
  }
})();
