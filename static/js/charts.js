// Draws each figure that a page carries as JSON, in the page's own colours and typeface. The numbers and words are
// the server's (commitments/charts.py); without this script the table under each chart says the same.
(() => {
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const config = {
    locale: "nl",
    responsive: true,
    displayModeBar: false,
    displaylogo: false,
    showSendToCloud: false,
    plotlyServerURL: "",
    locales: { nl: { dictionary: { "Download plot as a PNG": "Download de grafiek als PNG-bestand" } } },
  };

  const translucent = (hex) => hex + "73";

  function recolour(trace) {
    if (trace.type === "sankey") {
      trace.node.color = trace.meta.nodes.map((name) => css(`--${name}`));
      trace.link.color = trace.meta.links.map((name) => translucent(css(`--${name}`)));
    } else if (trace.type === "bar") {
      trace.marker.color = css(`--${trace.meta}`);
    } else {
      trace.line.color = css(`--${trace.meta}`);
    }
    return trace;
  }

  function layoutOf(figure) {
    const layout = structuredClone(figure.layout);
    const font = { family: css("--sans"), color: css("--ink"), size: 14 };
    layout.font = font;
    layout.hoverlabel = { bgcolor: css("--paper"), bordercolor: css("--ink"), font, align: "left" };
    for (const axis of [layout.xaxis, layout.yaxis].filter(Boolean)) {
      Object.assign(axis, { gridcolor: css("--hair"), linecolor: css("--ink"), zerolinecolor: css("--ink"), zeroline: true });
    }
    if (layout.xaxis) Object.assign(layout.xaxis, { showgrid: false, automargin: true });
    return layout;
  }

  function draw(place) {
    const figure = JSON.parse(document.getElementById(place.dataset.figure).textContent);
    const data = structuredClone(figure.data).map(recolour);
    return window.Plotly.react(place, data, layoutOf(figure), config);
  }

  async function drawAll() {
    await document.fonts.load('14px "Source Sans 3"').catch(() => {});
    for (const place of document.querySelectorAll(".plot")) await draw(place);
  }

  drawAll();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
})();
