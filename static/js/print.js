// A button that prints, on the pages whose sheets are there to be printed.

import { say } from "./book.js";
import { button } from "./dom.js";

/** @param {ParentNode} root */
export function start(root) {
  for (const tools of root.querySelectorAll('[data-module="print"]')) {
    tools.prepend(button("button print", say("js-print"), () => print()), " ");
  }
}
