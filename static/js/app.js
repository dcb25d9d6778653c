/* What every page does beyond its HTML; without this file everything still works by link and form.
   1 charts   <div data-chart="hist|trend|bars" data-from="table-id"> is drawn from that table
   2 keys     / j k x e ?  and Escape; switched off by <input type="checkbox" data-keys>; [data-open] opens a dialog
   3 lists    the check boxes of table.reg and their .bulk bar
   4 forms    a second click sends nothing; [data-submits] sends its form when changed; [data-print] */
(function () {
  "use strict";
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));

  /* 1 Charts ------------------------------------------------------------------------------------
     A table's own words are the labels, so a chart shows exactly what its table says; an empty
     cell (—) is a gap, never 0. A bar opens the link that stands in its cell.
     Where labels would touch, some are left out: the table has them all.
     hist   rows: name | number        data-low="800": bars that begin below it are marked
     trend  first row (data-row): one number per year     data-target, data-target-name: dashed line
     bars   rows: name | numbers…      data-stack; th data-seg="done|todo|back|none" gives the colour */
  const SEGMENT = { done: "--done", todo: "--todo", back: "--back", none: "--line-2" };

  function point(cell, colour) {
    const text = cell.textContent.trim();
    const digits = text.replace(/\u2212/g, "-").replace(/,/g, "").match(/-?\d+(\.\d+)?/);
    const link = cell.querySelector("a[href]");
    return { value: digits ? Number(digits[0]) : null, text: text, href: link && link.href, itemStyle: { color: colour } };
  }
  const numberColumns = (table) => all("thead tr:last-child > .num", table);
  const name = (row) => row.cells[0].textContent.trim();

  const figures = {
    hist(table, options) {
      const rows = all("tbody tr", table);
      const low = (row) => options.low && parseFloat(name(row)) < Number(options.low);
      return {
        names: rows.map((row) => name(row).split("–")[0]),
        series: [{ barCategoryGap: "12%", data: rows.map((row) => point(row.querySelector(".num"), token(low(row) ? "--back" : "--ink-2"))) }],
      };
    },
    trend(table, options) {
      const row = all("tbody tr", table)[Number(options.row || 0)];
      const columns = numberColumns(table);
      const line = options.target && {
        silent: true, symbol: "none", lineStyle: { color: token("--ink"), type: "dashed", width: 1 },
        label: { formatter: options.targetName, color: token("--ink-2") }, data: [{ yAxis: Number(options.target) }],
      };
      return {
        names: columns.map((column) => column.textContent.trim()), axis: true, top: Number(options.target) || 0,
        series: [{ barMaxWidth: 34, markLine: line, data: columns.map((column) => point(row.cells[column.cellIndex], token("--ink-2"))) }],
      };
    },
    bars(table, options) {
      const rows = all("tbody tr", table);
      return {
        names: rows.map(name), axis: true,
        series: numberColumns(table).map((column) => ({
          name: column.textContent.trim(), stack: "stack" in options ? "all" : undefined, label: { show: !("stack" in options) },
          data: rows.map((row) => point(row.cells[column.cellIndex], token(SEGMENT[column.dataset.seg] || "--ink-2"))),
        })),
      };
    },
  };

  function option(figure) {
    const label = { show: true, position: "top", color: token("--ink-2"), formatter: (bar) => bar.data.text };
    return {
      animation: false,
      textStyle: { color: token("--ink-3"), fontFamily: token("--sans"), fontSize: 12 },
      grid: { left: 4, right: figure.top ? 70 : 8, top: 24, bottom: 2, containLabel: true },
      tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" } },
      xAxis: { type: "category", data: figure.names, axisTick: { show: false }, axisLine: { lineStyle: { color: token("--line-3") } }, axisLabel: { color: token("--ink-3"), interval: 0, hideOverlap: true } },
      yAxis: { type: "value", show: Boolean(figure.axis), splitNumber: 3, max: (range) => (range.max < figure.top ? figure.top : null), axisLabel: { color: token("--ink-3") }, splitLine: { lineStyle: { color: token("--line") } } },
      series: figure.series.map((series) => Object.assign({ type: "bar", labelLayout: { hideOverlap: true } }, series, { label: Object.assign({}, label, series.label) })),
    };
  }

  function drawCharts(root) {
    if (!window.echarts) return;
    all("[data-chart]", root).forEach((place) => {
      const table = document.getElementById(place.dataset.from);
      if (!table || echarts.getInstanceByDom(place)) return;
      const chart = echarts.init(place, null, { renderer: "canvas" });
      chart.setOption(option(figures[place.dataset.chart](table, place.dataset)));
      chart.on("click", (bar) => { if (bar.data && bar.data.href) window.location.assign(bar.data.href); });
      ["resize", "beforeprint"].forEach((event) => window.addEventListener(event, () => chart.resize()));
    });
  }

  /* 2 Keys: j and k move the focus from row to row, so Enter opens what is focused ---------------- */
  const FIELD = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]";
  const rowLink = (row) => row.querySelector("th a[href]") || row.querySelector("a[href]");
  const ROW = "table.reg tbody tr, article.entry";
  const currentRow = () => document.activeElement.closest(ROW);

  function step(by) {
    const rows = all(ROW).filter(rowLink);
    const next = rows[Math.min(Math.max(rows.indexOf(currentRow()) + by, 0), rows.length - 1)];
    if (next) rowLink(next).focus();
    return next;
  }
  function show(id) {
    const dialog = document.getElementById(id);
    if (dialog && !dialog.open) dialog.showModal();
    return dialog;
  }
  const click = (element) => { if (element) element.click(); return element; };
  const KEYS = {
    "/": () => { const field = document.getElementById("q"); if (field) field.focus(); return field; },
    j: () => step(1),
    k: () => step(-1),
    x: () => currentRow() && click(currentRow().querySelector("input[type=checkbox]")),
    e: () => click((currentRow() || document).querySelector("[data-edit]")),
    s: () => currentRow() && click(currentRow().querySelector("[data-seen]")),
    c: () => { const field = currentRow() && currentRow().querySelector("textarea"); if (field) field.focus(); return field; },
    "?": () => show("keys"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") all("details.why[open]").forEach((why) => { why.open = false; });
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.activeElement.matches(FIELD);
    const act = KEYS[event.key];
    if (!act || busy || localStorage.getItem("keys") === "off") return;
    if (act()) event.preventDefault();
  });
  all("[data-keys]").forEach((choice) => {
    choice.checked = localStorage.getItem("keys") !== "off";
    choice.addEventListener("change", () => localStorage.setItem("keys", choice.checked ? "on" : "off"));
  });
  document.addEventListener("click", (event) => {
    all("details.why[open]").forEach((why) => { if (!why.contains(event.target)) why.open = false; });
    const opener = event.target.closest("[data-open]");
    if (opener) show(opener.dataset.open);
  });

  /* 3 Lists: the head's box chooses the whole page; the bar says how many -------------------------- */
  function showChosen(table) {
    const boxes = all("tbody input[type=checkbox]", table);
    const chosen = boxes.filter((box) => box.checked);
    boxes.forEach((box) => box.closest("tr").classList.toggle("is-on", box.checked));
    all(".bulk").forEach((bar) => { bar.hidden = !chosen.length; });
    all(".bulk [data-count]").forEach((place) => { place.textContent = chosen.length; });
    all("thead input[type=checkbox]", table).forEach((box) => {
      box.checked = boxes.length > 0 && chosen.length === boxes.length;
      box.indeterminate = chosen.length > 0 && !box.checked;
    });
  }
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (box.matches("[data-submits]")) { box.form.requestSubmit(); return; }
    const table = box.matches("input[type=checkbox]") && box.closest("table.reg");
    if (!table) return;
    if (box.closest("thead")) all("tbody input[type=checkbox]", table).forEach((other) => { other.checked = box.checked; });
    showChosen(table);
  });

  /* 4 Forms ----------------------------------------------------------------------------------------- */
  const SECOND_CLICK_MS = 3000;
  const sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (Date.now() - (sent.get(event.target) || 0) < SECOND_CLICK_MS) event.preventDefault();
    else sent.set(event.target, Date.now());
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });

  /* Typing is being here: a long text must not be lost to the idle time-out. */
  const AWAKE_MS = 300000;
  let told = Date.now();
  document.addEventListener("input", () => {
    const address = document.body.dataset.awake;
    if (!address || Date.now() - told < AWAKE_MS) return;
    told = Date.now();
    fetch(address, { cache: "no-store" }).catch(() => {});
  });

  if (window.htmx) Object.assign(htmx.config, { allowEval: false, includeIndicatorStyles: false });
  document.addEventListener("htmx:load", (event) => drawCharts(event.target));
  drawCharts(document);
  all("table.reg").forEach(showChosen);
}());
