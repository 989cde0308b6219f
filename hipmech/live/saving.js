// The ways out of the page: a file, the clipboard, the printer; each may be closed in a protected frame.

// Whether the page stands in a frame that may not save files. An opaque origin is the sign of a sandbox;
// a file opened from disk has one too, and may save.
export function mayNotSave() {
  const rules = window.frameElement?.sandbox;
  if (rules?.length) return !rules.contains("allow-downloads");
  return window.origin === "null" && window.parent !== window;
}

// Hand a file to the browser.
export function save(name, blob) {
  const address = URL.createObjectURL(blob);
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // a slow disk may still be reading
}

// Put text on the clipboard; false where that is not allowed, then the field is selected for the keyboard.
export async function copy(text, field) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    select(field);
    return Boolean(document.execCommand?.("copy"));
  }
}

function select(field) {
  field.focus();
  if (field.select) field.select();
  else getSelection()?.selectAllChildren(field);
}

// An SVG as a picture of points, so many times as large as it is drawn.
export async function asPng(svg, times) {
  const image = new Image();
  image.src = asAddress(svg);
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * times);
  canvas.height = Math.round(image.naturalHeight * times);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png");
  });
}

// Text as an address that an image can show, wherever the page stands.
export function asAddress(svg) {
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
