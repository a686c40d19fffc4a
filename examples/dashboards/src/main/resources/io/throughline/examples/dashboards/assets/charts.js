// Draws a view's numbers with ECharts. Everything that is drawn also stands on the page as text or as a table.
(function () {
  "use strict";

  const drawn = [];

  function color(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  }

  function faded(hex, alpha) {
    return echarts.color.modifyAlpha(hex, alpha);
  }

  function digits(value, count) {
    return String(Number(value.toPrecision(count)));
  }

  function shown(value, unit) {
    if (value === null || value === undefined || Number.isNaN(value)) {
      return "–";
    }
    const size = Math.abs(value);
    if (unit === "s") {
      return size === 0 ? "0" : size < 1 ? digits(value * 1000, 3) + " ms" : digits(value, 3) + " s";
    }
    if (unit === "1") {
      return digits(value * 100, 3) + " %";
    }
    const number = size >= 1000 ? Math.round(value).toLocaleString("en-US") : digits(value, 3);
    return unit.endsWith("/min") ? number + " /min" : number;
  }

  function clock(time) {
    const iso = new Date(time).toISOString();
    return (iso.slice(17, 19) === "00" ? iso.slice(11, 16) : iso.slice(11, 19)) + "Z";
  }

  // A point between two gaps would not be seen as a part of a line.
  function points(values, from, step) {
    return values.map((value, i) => {
      const point = [from + i * step, value];
      const alone = value !== null && (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null;
      return alone ? { value: point, symbol: "circle", symbolSize: 3 } : point;
    });
  }

  function element(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function tooltip(head, rows) {
    const box = element("div", "tip", "");
    box.append(element("div", "tip-head", head));
    for (const [dot, name, value] of rows) {
      const row = element("div", "tip-row", "");
      const mark = element("span", "tip-dot", "");
      mark.style.background = dot;
      row.append(mark, element("span", "tip-name", name), element("span", "tip-value", value));
      box.append(row);
    }
    return box;
  }

  function base() {
    return {
      useUTC: true,
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: color("text") },
      aria: { enabled: false },
    };
  }

  function tooltipStyle() {
    return {
      trigger: "axis",
      confine: true,
      backgroundColor: color("card"),
      borderColor: color("border"),
      textStyle: { color: color("text"), fontSize: 12 },
      padding: 0,
      transitionDuration: 0,
      axisPointer: { type: "line", lineStyle: { color: color("muted"), width: 1, type: "solid" } },
    };
  }

  function xAxis(from, to, labelled) {
    return {
      type: "time",
      min: from,
      max: to,
      axisLine: { lineStyle: { color: color("border") } },
      axisTick: { show: labelled, lineStyle: { color: color("border") } },
      axisLabel: {
        show: labelled,
        color: color("muted"),
        fontSize: 11,
        hideOverlap: true,
        formatter: (time) => {
          const iso = new Date(time).toISOString();
          return iso.slice(11, 16) === "00:00" ? iso.slice(5, 10) : iso.slice(11, 16);
        },
      },
      splitLine: { show: false },
      axisPointer: { label: { show: false } },
    };
  }

  function yAxis(unit) {
    return {
      type: "value",
      min: 0,
      splitNumber: 3,
      axisLabel: { color: color("muted"), fontSize: 11, formatter: (value) => shown(value, unit) },
      splitLine: { lineStyle: { color: color("grid") } },
      axisLine: { show: false },
      axisTick: { show: false },
      axisPointer: { show: false },
    };
  }

  // ---- performance ----

  const LINE_COLORS = { p50: "line-1", p95: "line-2", p99: "line-3", requests: "muted", failures: "danger", sentry: "sentry", exceptions: "azure" };
  const SPARE_COLORS = ["azure", "sonarcloud", "jira", "sentry", "line-3", "line-1"];
  const HEIGHTS = { latency: 190, traffic: 120, errors: 120, utilization: 110, connections: 100 };
  const SYSTEMS = { azure: "Azure", sentry: "Sentry", jira: "Jira", sonarcloud: "SonarCloud" };
  const SYMBOLS = { release: "triangle", deployment: "triangle", "quality-gate": "diamond", change: "triangle", alert: "circle", ticket: "rect", "error-issue": "circle", health: "diamond", query: "diamond", "log-pattern": "circle" };

  function lineColor(line, index) {
    return color(LINE_COLORS[line.id] || SPARE_COLORS[index % SPARE_COLORS.length]);
  }

  // Episodes of one panel often overlap; shading each would only make the colour darker.
  function bands(episodes, to) {
    const merged = [];
    for (const episode of episodes) {
      const start = Date.parse(episode.onset);
      const end = episode.end ? Date.parse(episode.end) : to;
      const last = merged[merged.length - 1];
      if (last && start <= last.end) {
        last.end = Math.max(last.end, end);
        last.ids.push(episode.id);
      } else {
        merged.push({ start, end, ids: [episode.id] });
      }
    }
    return merged;
  }

  function drawPerformance(view, host) {
    const from = Date.parse(view.from);
    const to = Date.parse(view.to);
    const step = view.stepSeconds * 1000;
    const panels = view.panels.filter((panel) => panel.lines.length > 0);
    const left = 74;
    const right = 18;
    const systems = ["sonarcloud", "azure", "sentry", "jira"].filter((system) => view.markers.some((marker) => marker.system === system));
    const lanes = systems.concat([...new Set(view.markers.map((marker) => marker.system))].filter((system) => !systems.includes(system)));
    const lanesHeight = lanes.length * 18;
    const grids = [{ left, right, top: 24, height: lanesHeight }];
    const titles = [title(view.markers.length > 0 ? "Events" : "No events", [], 0)];
    const xAxes = [{ ...xAxis(from, to, false), gridIndex: 0, axisLine: { show: false } }];
    const yAxes = [{
      type: "category",
      gridIndex: 0,
      inverse: true,
      data: lanes,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: color("muted"), fontSize: 11, interval: 0, formatter: (system) => SYSTEMS[system] || system },
      splitLine: { show: true, lineStyle: { color: color("grid") } },
      axisPointer: { show: false },
    }];
    const series = [];
    let top = 24 + lanesHeight + 16;

    // The names of the lines stand beside the panel's title, each after a mark of its colour.
    function title(text, lines, at) {
      const rich = { title: { fontSize: 12.5, fontWeight: 650, color: color("text") }, name: { fontSize: 12, color: color("muted"), padding: [0, 0, 0, 5] } };
      const parts = lines.map((line, i) => {
        rich["line" + i] = { backgroundColor: lineColor(line, i), width: 12, height: 3, borderRadius: 2, padding: [0, 0, 0, 0] };
        return "   {line" + i + "|}{name|" + line.name.replace(/[{}|]/g, " ") + "}";
      });
      return { text: "{title|" + text + "}" + parts.join(""), left: 12, top: at, textStyle: { fontSize: 12, rich } };
    }

    // A label is left out where the next mark of the lane would cover it.
    function hasRoom(marker) {
      const at = Date.parse(marker.at);
      const room = ((to - from) / host.clientWidth) * 90;
      return !view.markers.some((other) => other !== marker && other.system === marker.system
        && Date.parse(other.at) >= at && Date.parse(other.at) - at < room);
    }

    const markerLines = view.markers.map((marker) => ({
      xAxis: Date.parse(marker.at),
      lineStyle: { color: color(marker.system) || color("muted"), type: [2, 3], width: 1, opacity: 0.75 },
    }));
    series.push({
      id: "markers",
      type: "scatter",
      xAxisIndex: 0,
      yAxisIndex: 0,
      z: 5,
      cursor: "pointer",
      data: view.markers.map((marker) => ({
        name: marker.title,
        label: { show: hasRoom(marker) },
        marker,
        value: [Date.parse(marker.at), marker.system],
        symbol: SYMBOLS[marker.kind] || "circle",
        symbolSize: 11,
        itemStyle: { color: color(marker.system) || color("muted"), borderColor: color("card"), borderWidth: 1.5 },
      })),
      label: { position: "right", distance: 4, fontSize: 11, color: color("muted"), formatter: (item) => item.data.marker.kind.replace("-", " ") },
      labelLayout: { hideOverlap: true },
    });
    panels.forEach((panel, index) => {
      const height = HEIGHTS[panel.id] || 110;
      const last = index === panels.length - 1;
      titles.push(title(panel.title, panel.lines, top));
      grids.push({ left, right, top: top + 26, height });
      xAxes.push({ ...xAxis(from, to, last), gridIndex: index + 1 });
      yAxes.push({ ...yAxis(panel.unit), gridIndex: index + 1 });
      const episodes = view.episodes.filter((episode) => episode.panel === panel.id);
      panel.lines.forEach((line, i) => {
        const stroke = lineColor(line, i);
        series.push({
          name: line.name,
          type: "line",
          panel,
          xAxisIndex: index + 1,
          yAxisIndex: index + 1,
          data: points(line.values, from, step),
          symbol: "none",
          showSymbol: true,
          connectNulls: false,
          lineStyle: {
            width: line.id === "p95" || panel.lines.length === 1 ? 1.8 : 1.3,
            color: stroke,
            // Where both count the same exceptions, one line would hide the other.
            type: line.id === "exceptions" ? [4, 3] : "solid",
          },
          itemStyle: { color: stroke },
          areaStyle: ["requests", "sentry"].includes(line.id) ? { color: faded(stroke, 0.12) } : undefined,
          emphasis: { disabled: true },
          markLine: i === 0 ? { silent: true, symbol: "none", label: { show: false }, data: markerLines, animation: false } : undefined,
          markArea: i === 0 && episodes.length > 0 ? {
            cursor: "pointer",
            data: [true, false].flatMap((ofIncident) => bands(episodes.filter((episode) => episode.ofIncident === ofIncident), to)
              .map((band) => [
                { xAxis: band.start, ids: band.ids, itemStyle: { color: faded(color(ofIncident ? "danger" : "muted"), ofIncident ? 0.1 : 0.13) } },
                { xAxis: Math.min(band.end, to) },
              ])),
          } : undefined,
        });
      });
      top += height + 42;
    });
    host.style.height = top + 46 + "px";
    const chart = start(host);
    chart.setOption({
      ...base(),
      title: titles,
      grid: grids,
      xAxis: xAxes,
      yAxis: yAxes,
      series,
      axisPointer: { link: [{ xAxisIndex: "all" }] },
      tooltip: {
        ...tooltipStyle(),
        formatter: (items) => {
          const list = Array.isArray(items) ? items : [items];
          const marked = list.filter((item) => item.seriesId === "markers");
          const lines = list.filter((item) => item.seriesId !== "markers");
          if (list.length === 0) {
            return "";
          }
          const time = list[0].axisValue ?? list[0].value[0];
          const rows = lines.map((item) => {
            const panel = series[item.seriesIndex].panel;
            return [item.color, item.seriesName, shown(item.value[1], panel.unit)];
          });
          return tooltip(clock(time), marked.map((item) => [item.color, item.data.marker.title, ""]).concat(rows));
        },
      },
      dataZoom: [
        { type: "inside", xAxisIndex: "all", zoomOnMouseWheel: "ctrl", filterMode: "none" },
        {
          type: "slider",
          xAxisIndex: xAxes.map((_, i) => i),
          filterMode: "none",
          bottom: 8,
          height: 16,
          left,
          right,
          brushSelect: false,
          showDetail: false,
          showDataShadow: false,
          borderColor: color("border"),
          fillerColor: faded(color("accent"), 0.12),
          handleStyle: { color: color("accent") },
          moveHandleSize: 0,
        },
      ],
    });
    chart.on("click", (event) => {
      if (event.data && event.data.marker) {
        window.dashboards.openReference(event.data.marker.id);
      } else if (event.componentType === "markArea" && event.data.ids) {
        window.dashboards.openReference(event.data.ids[0]);
      }
    });
    host.dataset.ready = "true";
    numbers(view, panels, from, step);
  }

  function numbers(view, panels, from, step) {
    const details = document.getElementById("numbers");
    const table = details.querySelector("table");
    details.addEventListener("toggle", () => {
      if (!details.open || table.rows.length > 0) {
        return;
      }
      const head = table.createTHead().insertRow();
      head.append(element("th", "", "Time (UTC)"));
      const lines = panels.flatMap((panel) => panel.lines.map((line) => ({ panel, line })));
      for (const { panel, line } of lines) {
        const cell = element("th", "num", panel.title.replace(/ \(.*/, "") + ": " + line.name);
        cell.scope = "col";
        head.append(cell);
      }
      const body = table.createTBody();
      const count = lines.length === 0 ? 0 : lines[0].line.values.length;
      for (let i = 0; i < count; i++) {
        const row = body.insertRow();
        row.append(element("td", "", new Date(from + i * step).toISOString().slice(0, 16).replace("T", " ") + "Z"));
        for (const { panel, line } of lines) {
          row.append(element("td", "num", shown(line.values[i], panel.unit)));
        }
      }
    });
  }

  // ---- incident ----

  function drawEpisode(item, host) {
    const episode = item.episode;
    const from = Date.parse(item.from);
    const step = item.stepSeconds * 1000;
    const to = from + step * item.values.length;
    const onset = Date.parse(episode.onset);
    const end = episode.end ? Math.min(Date.parse(episode.end), to) : to;
    const stroke = color(episode.system) || color("accent");
    const chart = start(host);
    chart.setOption({
      ...base(),
      grid: { left: 52, right: 10, top: 10, bottom: 22 },
      xAxis: { ...xAxis(from, to, true), splitNumber: 4 },
      yAxis: yAxis(episode.unit),
      tooltip: {
        ...tooltipStyle(),
        formatter: (items) => tooltip(clock(items[0].axisValue), [
          [stroke, "measured", shown(items[0].value[1], episode.unit)],
          [color("muted"), "expected", shown(episode.baseline, episode.unit)],
        ]),
      },
      series: [{
        type: "line",
        data: points(item.values, from, step),
        symbol: "none",
        showSymbol: true,
        lineStyle: { width: 1.6, color: stroke },
        itemStyle: { color: stroke },
        emphasis: { disabled: true },
        markArea: {
          silent: true,
          data: [
            [{ yAxis: Math.max(0, episode.lower), itemStyle: { color: faded(color("muted"), 0.2) } }, { yAxis: episode.upper }],
            [{ xAxis: onset, itemStyle: { color: faded(color("danger"), 0.09) } }, { xAxis: end }],
          ],
        },
        markLine: {
          silent: true,
          symbol: "none",
          label: { show: false },
          animation: false,
          data: [
            { yAxis: episode.baseline, lineStyle: { color: color("muted"), type: "dashed", width: 1 } },
            { xAxis: onset, lineStyle: { color: color("danger"), type: "solid", width: 1 } },
          ],
        },
      }],
    });
    host.dataset.ready = "true";
  }

  function start(host) {
    const chart = echarts.init(host, null, { renderer: "canvas" });
    drawn.push(chart);
    return chart;
  }

  function draw(view) {
    drawn.splice(0).forEach((chart) => chart.dispose());
    const performance = document.getElementById("performance");
    if (performance) {
      drawPerformance(view, performance);
    }
    drawEpisodes(view, true);
  }

  // What is folded away has no width to be drawn in; it is drawn when it is opened.
  function drawEpisodes(view, again) {
    document.querySelectorAll(".episode-chart").forEach((host) => {
      if (host.clientWidth > 0 && (again || !host.dataset.ready)) {
        drawEpisode(view.charts[Number(host.dataset.index)], host);
      }
    });
  }

  async function load() {
    const answer = await fetch(document.body.dataset.api);
    if (!answer.ok) {
      throw new Error("the view could not be read: " + answer.status);
    }
    const view = await answer.json();
    draw(view);
    document.addEventListener("themechange", () => draw(view));
    document.addEventListener("toggle", () => drawEpisodes(view, false), true);
    addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
    addEventListener("beforeprint", () => drawn.forEach((chart) => chart.resize()));
  }

  document.addEventListener("DOMContentLoaded", () => load().catch((problem) => {
    document.querySelectorAll(".chart").forEach((host) => {
      host.textContent = "No chart because " + problem.message + ".";
      host.classList.add("absent");
    });
  }));
})();
