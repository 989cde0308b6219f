// What several controls need: a drag with a key held down, and names for elements that belong together.

const MOUNT = Math.random().toString(36).slice(2, 8);
let count = 0;

// An id that no other element has, also with several pictures on one page.
export function unique(word) {
  count += 1;
  return `hipmech-${word}-${MOUNT}-${count}`;
}

// One drag of the store, which begins and ends once however often it is told.
export function holdOf(store) {
  let held = false;
  const begin = () => {
    if (!held) store.grab();
    held = true;
  };
  const end = () => {
    if (held) store.release();
    held = false;
  };
  return { begin, end };
}

// A key held down is a drag: it ends when the key comes up or the focus goes.
export function holdByKeys(element, store) {
  const { begin, end } = holdOf(store);
  element.addEventListener("keydown", (event) => {
    if (moves(event.key)) begin();
  });
  element.addEventListener("keyup", end);
  element.addEventListener("blur", end);
  return end;
}

function moves(key) {
  return /^(Arrow|Page)/.test(key) || key === "Home" || key === "End";
}
