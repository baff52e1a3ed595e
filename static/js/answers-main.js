// The second bundle, for the page of everything written alone. It begins when
// the first has opened the box, so that both work on one store.

import { start } from "./answers.js";
import { book } from "./book.js";

addEventListener("DOMContentLoaded", () => {
  if (book.context) start(document, book.context);
});
