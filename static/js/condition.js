// Fields with show_if: they are asked only when another field of the exercise
// has one of the answers they name. What was written in one that goes away
// stays, and comes back with it. On paper all are there (condition.css).

/** @param {ParentNode} root */
export function start(root) {
  for (const exercise of root.querySelectorAll(".exercise")) {
    const fields = [...exercise.querySelectorAll(".field")];
    if (!fields.some((field) => field.hasAttribute("data-if"))) continue;
    const show = () => update(fields);
    exercise.addEventListener("change", show);
    exercise.addEventListener("fieldfill", show);
    show();
  }
}

/** @param {Element} field the id that conditions call it by; entries of other days have it too */
const idOf = (field) => field.getAttribute("data-address")?.split("/")[1];

/** @param {Element[]} fields of one exercise */
function update(fields) {
  const byId = new Map(fields.map((field) => [idOf(field), field]));
  /** @type {Map<Element, boolean>} */
  const known = new Map();
  /** @param {Element} field @returns {boolean} */
  const asked = (field) => {
    const condition = field.getAttribute("data-if");
    if (!condition) return true;
    const before = known.get(field);
    if (before !== undefined) return before;
    known.set(field, false); // for conditions that go round in a circle
    const other = byId.get(condition.split("/")[1]);
    const is = other && asked(other) && answersOf(other).some((answer) => field.getAttribute("data-is")?.split(" ").includes(answer));
    known.set(field, !!is);
    return !!is;
  };
  for (const field of fields) field.classList.toggle("away", !asked(field));
}

/** What is chosen in a field: values of radio buttons, ids of ticked choices. @param {Element} field */
function answersOf(field) {
  const chosen = /** @type {Iterable<HTMLInputElement>} */ (field.querySelectorAll("input:checked"));
  return [...chosen].map((input) => (input.type === "radio" ? input.value : input.name.split("/").at(-1) ?? ""));
}
