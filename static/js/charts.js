/* Makes a drawing interactive when it comes into view. Without this file, or until it has done its work, the drawing stays. */
(() => {
  "use strict";

  const here = document.currentScript;
  const STRIP = 30; // above the drawing, for the mode bar
  const CONFIG = {
    displaylogo: false,
    responsive: true,
    showSendToCloud: false,
    plotlyServerURL: "",
    locale: document.documentElement.lang,
    modeBarButtons: [["pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d"]],
  };
  const VIETNAMESE = {
    moduleType: "locale",
    name: "vi",
    dictionary: {
      Pan: "Kéo",
      Zoom: "Phóng",
      "Zoom in": "Phóng to",
      "Zoom out": "Thu nhỏ",
      "Reset axes": "Trở về ban đầu",
      Autoscale: "Vừa khung",
      "Double-click to zoom back out": "Nhấp đúp để thu nhỏ lại",
    },
    format: {
      days: ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"],
      shortDays: ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
      months: Array.from({ length: 12 }, (_, month) => `Tháng ${month + 1}`),
      shortMonths: Array.from({ length: 12 }, (_, month) => `Th${month + 1}`),
      date: "%d/%m/%Y",
      decimal: ",",
      thousands: ".",
    },
  };

  let loading = null;

  /* The script comes once, and only for a reader who looks at a chart. */
  function loadPlotly() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = here.dataset.plotly;
      script.onload = () => {
        if (!window.Plotly) return reject(new Error("plotly.js is not what came"));
        window.Plotly.register(VIETNAMESE);
        return resolve(window.Plotly);
      };
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  /* The colours that the style sheet gives now, in light or dark. */
  function colours(box) {
    const svg = box.querySelector(".drawing");
    const classes = { rest: "rest", ink: "ink-fill", paper: "paper-fill" };
    return (tone) => {
      const probe = document.createElementNS("http://www.w3.org/2000/svg", "rect");
      probe.setAttribute("class", classes[tone] ?? `tone-${tone}`);
      svg.append(probe);
      const colour = getComputedStyle(probe).fill;
      probe.remove();
      return colour;
    };
  }

  /* The figure in those colours, moved down by the strip of the mode bar. */
  function dressed(figure, box) {
    const { data, layout } = structuredClone(figure);
    const colour = colours(box);
    for (const trace of data) {
      const tone = colour(trace.meta.tone);
      trace.marker.color = tone;
      if (trace.marker.line) trace.marker.line.color = tone;
      if (trace.marker.pattern) trace.marker.pattern.fgcolor = colour("paper");
      if (trace.line) trace.line.color = tone;
    }
    layout.height += STRIP;
    layout.margin.t += STRIP;
    layout.font.color = colour("ink");
    layout.font.family = getComputedStyle(box).fontFamily;
    layout.hoverlabel = { bgcolor: colour("paper"), bordercolor: colour("ink"), font: { color: colour("ink") } };
    layout.modebar = { bgcolor: "rgba(0,0,0,0)", color: colour("ink"), activecolor: colour("0") };
    for (const axis of [layout.xaxis, layout.yaxis]) axis.gridcolor = colour("rest");
    for (const shape of layout.shapes) shape.line.color = colour("ink");
    return { data, layout };
  }

  /* Lays the interactive chart over the drawing, which keeps its box and its name for readers who hear it. */
  async function enliven(chart) {
    if (chart.dataset.state) return;
    chart.dataset.state = "loading";
    const figure = JSON.parse(document.getElementById(chart.dataset.figure).textContent);
    const box = chart.querySelector(".plot");
    const live = document.createElement("div");
    live.className = "live";
    live.setAttribute("role", "group");
    live.setAttribute("aria-label", chart.querySelector("figcaption b").textContent);
    try {
      const Plotly = await loadPlotly();
      box.append(live);
      const draw = () => {
        const { data, layout } = dressed(figure, box);
        return Plotly.react(live, data, layout, CONFIG);
      };
      await draw();
      live.querySelectorAll(".main-svg").forEach((svg) => svg.setAttribute("aria-hidden", "true"));
      box.classList.add("ready");
      chart.dataset.state = "ready";
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    } catch {
      live.remove(); // the drawing stays
      loading = null;
      delete chart.dataset.state;
    }
  }

  /* The picture that the server draws, with title and source in it, as pixels. */
  async function savePicture(address) {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.naturalWidth * 2;
    canvas.height = image.naturalHeight * 2;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = image.src.replace(/^.*\/\/[^/]+\/(en\/)?|[?].*$|charts\/|\.svg/g, "").replaceAll("/", "-") + ".png";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  const seen = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => enliven(entry.target)),
    { rootMargin: "100px" },
  );
  for (const chart of document.querySelectorAll("[data-figure]")) {
    const ask = chart.querySelector("[data-enliven]");
    ask.addEventListener("click", () => enliven(chart));
    if (navigator.connection?.saveData) ask.hidden = false; // 1.5 MB only for who asks for them
    else seen.observe(chart);
  }
  for (const button of document.querySelectorAll("[data-picture]")) {
    button.hidden = false;
    button.addEventListener("click", () => savePicture(button.dataset.picture));
  }
})();
