// A line chart of one scale over the dates it was answered, with a table of the
// same numbers: the reader's own dots, no totals, no good or bad.

import { book, count, say, sayDay } from "./book.js";
import { make } from "./dom.js";

/** @typedef {{id: string, label: string}} Point of the scale, the lowest first */
/** @typedef {{date: string, value: string}} Dot value is a point's id, or "-" where the reader skipped */
/** @typedef {{title: string, points: Point[], dots: Dot[]}} Series */

const width = 320;
const [top, bottom, side, rows] = [22, 40, 8, 110];

/** @param {string} tag @param {Record<string, string|number>} attributes @param {...(Node|string)} children */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * Where each dot stands; the line breaks where a date was skipped.
 *
 * @param {Series} series
 * @returns {{x: number, y: number}[][]} runs of dots that a line joins
 */
export function runs({ points, dots }) {
  const at = dots.map(({ date }) => Date.parse(date));
  const [first, last] = [at[0], at[at.length - 1]];
  /** @type {{x: number, y: number}[][]} */
  const out = [[]];
  dots.forEach(({ value }, i) => {
    const place = points.findIndex((p) => p.id === value);
    if (place < 0) return void out.push([]);
    const along = last > first ? (at[i] - first) / (last - first) : 0.5;
    const x = side + (width - 2 * side) * (book.direction === "rtl" ? 1 - along : along);
    out[out.length - 1].push({ x: Math.round(x), y: Math.round(top + rows * (1 - place / Math.max(1, points.length - 1))) });
  });
  return out.filter((run) => run.length > 0);
}

/**
 * Three dots are the least that anything can be said of, and then no more than
 * where they lie.
 *
 * @param {Series} series
 */
export function comment({ points, dots }) {
  const places = dots.map(({ value }) => points.findIndex((p) => p.id === value)).filter((place) => place >= 0).slice(-3);
  if (places.length < 3) return "";
  const [low, high] = [points[Math.min(...places)].label, points[Math.max(...places)].label];
  return low === high ? say("js-weekly-chart-same", { point: low }) : say("js-weekly-chart-between", { low, high });
}

/**
 * @param {Series} series with dots by date, the oldest first
 * @returns {HTMLElement}
 */
export function chart(series) {
  const { title, points, dots } = series;
  const [low, high] = [points[0], points[points.length - 1]];
  const words = (/** @type {string} */ value) => points.find((p) => p.id === value)?.label ?? (value === "-" ? say("js-weekly-skipped") : value);
  const found = runs(series);
  const [from, to] = [sayDay(dots[0].date), sayDay(dots[dots.length - 1].date)];
  const base = top + rows;
  const picture = svg("svg", { class: "chart-picture", viewBox: `0 0 ${width} ${base + bottom}`, role: "img", "aria-label": count("js-weekly-chart-what", dots.length, { from, to }) },
    ...points.map((_, i) => svg("line", { class: "chart-rule", x1: 0, x2: width, y1: base - (rows * i) / (points.length - 1), y2: base - (rows * i) / (points.length - 1) })),
    svg("text", { class: "chart-label", x: edge(), y: top - 8 }, high.label),
    svg("text", { class: "chart-label", x: edge(), y: base + 15 }, low.label),
    ...dates(dots, base + bottom - 4),
    ...found.map((run) => svg("polyline", { class: "chart-line", points: run.map(({ x, y }) => `${x},${y}`).join(" ") })),
    ...found.flat().map(({ x, y }) => svg("circle", { class: "chart-dot", cx: x, cy: y, r: dots.length > 40 ? 2.5 : 4 })));
  const said = comment(series);
  return make("figure", { class: "chart" }, make("figcaption", {}, title), picture,
    ...(said ? [make("p", { class: "chart-comment" }, said)] : []),
    make("details", { class: "unfold" }, make("summary", {}, say("js-weekly-chart-table")),
      make("table", {}, make("caption", { class: "hidden" }, title),
        make("thead", {}, make("tr", {}, make("th", { scope: "col" }, say("js-weekly-chart-date")), make("th", { scope: "col" }, say("js-weekly-chart-answer")))),
        make("tbody", {}, ...dots.map(({ date, value }) => make("tr", {}, make("th", { scope: "row" }, sayDay(date)), make("td", {}, words(value))))))));
}

/** Where a line of the script begins. */
const edge = () => (book.direction === "rtl" ? width : 0);

/** The first and the last date below the chart. @param {Dot[]} dots @param {number} y */
function dates(dots, y) {
  /** @type {Intl.DateTimeFormatOptions} */
  const short = { day: "numeric", month: "short" };
  const [first, last] = [dots[0].date, dots[dots.length - 1].date];
  return [
    svg("text", { class: "chart-label", x: edge(), y }, sayDay(first, short)),
    ...(first === last ? [] : [svg("text", { class: "chart-label", x: width - edge(), y, "text-anchor": "end" }, sayDay(last, short))]),
  ];
}

/**
 * All the charts of one exercise, drawn when somebody wants to see them.
 *
 * @param {() => Series[]} read
 * @returns {HTMLDetailsElement}
 */
export function charts(read) {
  const place = make("div", { class: "charts-list" });
  const box = make("details", { class: "charts unfold" }, make("summary", {}, say("js-weekly-chart")), place);
  box.addEventListener("toggle", () => {
    if (box.open) place.replaceChildren(...read().map(chart));
  });
  return box;
}

/** A chart of one dot shows nothing. @param {Series} series */
export const isDrawn = ({ points, dots }) => points.length > 1 && dots.filter((d) => points.some((p) => p.id === d.value)).length > 1;
