// The server's drawing of a chart is what a reader sees first. When he points at it, touches it or reaches it with the
// keyboard, plotly comes and takes over its marks: the words of the drawing stay where they are. Until then, and
// whenever plotly cannot come, the drawing is the chart.
(() => {
  const { plotly, plotlyStyle } = document.currentScript.dataset;
  const config = { staticPlot: false, displayModeBar: false, displaylogo: false, showSendToCloud: false, plotlyServerURL: "" };
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
    if (!frame.listens) {
      frame.listens = true;
      place.on("plotly_hover", ({ points, event }) => point(frame, points[0].customdata, event.clientX, event.clientY));
      place.on("plotly_unhover", () => hide(frame));
      place.on("plotly_click", ({ points }) => follow(frame, points[0].customdata));
    }
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

  // what the reader points at

  function tipOf(frame) {
    let tip = frame.querySelector(".tip");
    if (!tip) {
      tip = Object.assign(document.createElement("p"), { className: "tip", hidden: true });
      tip.setAttribute("role", "status");
      frame.append(tip);
    }
    return tip;
  }

  function point(frame, [words, href], x, y) {
    const tip = tipOf(frame);
    const box = frame.getBoundingClientRect();
    tip.textContent = words;
    tip.hidden = false;
    frame.classList.toggle("leads", Boolean(href));
    const left = Math.min(Math.max(x - box.left - tip.offsetWidth / 2, 0), box.width - tip.offsetWidth);
    const above = y - box.top - tip.offsetHeight - 14;
    tip.style.left = `${left}px`;
    tip.style.top = `${above < 0 ? y - box.top + 18 : above}px`;
  }

  function hide(frame) {
    tipOf(frame).hidden = true;
    frame.classList.remove("leads");
  }

  // A finger first asks what this is, and then goes there. One tap comes as two clicks: its own and that of the mouse
  // which the browser makes of it.
  let finger; // the spot that was touched last; nothing for a mouse
  let asked = {};
  function follow(frame, [words, href]) {
    const now = performance.now();
    if (finger && asked.words !== words) {
      asked = { words, at: now };
      point(frame, [words, href], ...finger);
    } else if (href && !(finger && now - asked.at < 500)) {
      location.assign(href);
    }
  }

  // Until plotly is there, the drawing tells what is pointed at; then plotly does, from the next move on.
  document.addEventListener("pointerover", (event) => {
    const spot = event.target.closest?.(".frame .point");
    if (spot && event.pointerType === "mouse") {
      point(frameOf(event), [spot.querySelector("title").textContent, spot.getAttribute("href")], event.clientX, event.clientY);
    }
  });
  document.addEventListener("pointerout", (event) => {
    const frame = frameOf(event);
    if (frame && !frame.contains(event.relatedTarget)) hide(frame);
  });

  // The same where plotly has not come yet, or does not come: then the drawing itself is touched.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".frame a.point");
    if (!link || !finger) return;
    event.preventDefault();
    follow(frameOf(event), [link.querySelector("title").textContent, link.getAttribute("href")]);
  });

  // With the keyboard: the arrows walk along the amounts of the drawing, Enter goes where one leads, Escape lets go.
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
    } else if (event.key === "Escape") {
      leave(frame);
      return;
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
    const box = chosen.getBoundingClientRect();
    point(frame, [chosen.querySelector("title").textContent, chosen.getAttribute("href")], box.left + box.width / 2, box.top);
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
  document.addEventListener("pointerdown", (event) => { finger = event.pointerType === "touch" ? [event.clientX, event.clientY] : undefined; });
  document.addEventListener("keydown", (event) => {
    if (event.target.matches?.(".frame") && !event.ctrlKey && !event.metaKey && !event.altKey) walk(event.target, event);
  });
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.(".frame")) leave(event.target);
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
