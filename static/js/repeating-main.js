// The bundle for pages with an exercise that repeats: dots over time, and the
// weekly time in a calendar. It begins when the first bundle has opened the box.

import { book } from "./book.js";
import { start as calendar } from "./calendar-view.js";
import { start as chart } from "./chart-view.js";

addEventListener("DOMContentLoaded", () => {
  if (!book.context) return;
  chart(document, book.context);
  calendar(document);
});
