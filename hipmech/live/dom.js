// Elements of the page, made and changed with as little as possible.

const SVG = "http://www.w3.org/2000/svg";

// An HTML element: h("button", { class: "x", onclick: f, "aria-label": "…" }, "text", otherElement, …).
export function h(tag, attributes = {}, ...children) {
  return furnished(document.createElement(tag), attributes, children);
}

// The same for SVG.
export function s(tag, attributes = {}, ...children) {
  return furnished(document.createElementNS(SVG, tag), attributes, children);
}

function furnished(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

// Set an attribute, a listener (on…) or, with null or false, remove it; what is unchanged is left alone.
export function set(element, name, value) {
  if (name.startsWith("on")) element[name] = value;
  else if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? "" : value);
}

// Change the text of an element only where it differs.
export function say(element, text) {
  const only = element.firstChild;
  if (!only || only.nextSibling || only.nodeType !== Node.TEXT_NODE) {
    if (element.textContent !== text) element.textContent = text;
  } else if (only.data !== text) only.data = text;
}
