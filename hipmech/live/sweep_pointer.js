// The pointer over a chart: it reads where it is, a click takes a hip over, a pull marks a range.

const PULLED = 5; // px; less is a click

// ready(): whether there is a chart; local(event): px in it; indexAt and placeAt: the case there.
export function listen(over, { ready, local, indexAt, placeAt, acts }) {
  let pressed = null;
  const meant = (event) => ready() && event.target === over;

  function pull(event) {
    const [x, y] = local(event);
    if (!pressed.pulled && Math.hypot(x - pressed.at[0], y - pressed.at[1]) < PULLED) return;
    pressed.pulled = true;
    indexAt(event).forEach((index, axis) => {
      const ends = [pressed.from[axis], index].sort((one, other) => one - other);
      if (ends[0] < ends[1]) acts.mark(axis, ends);
    });
  }

  over.addEventListener("pointermove", (event) => {
    if (!meant(event)) return;
    if (pressed && !pressed.finger) pull(event);
    else acts.read(placeAt(event), Boolean(pressed));
  });
  over.addEventListener("pointerdown", (event) => {
    if (event.button || !meant(event)) return;
    // a finger cannot point without touching: it reads, and a button takes over
    const finger = event.pointerType === "touch";
    pressed = { at: local(event), from: indexAt(event), pulled: finger, finger };
    over.setPointerCapture(event.pointerId);
    if (finger) acts.read(placeAt(event), true);
  });
  over.addEventListener("pointerup", (event) => {
    if (pressed && !pressed.pulled) acts.use(placeAt(event));
    pressed = null;
  });
  over.addEventListener("pointercancel", () => {
    pressed = null;
  });
  over.addEventListener("pointerleave", () => acts.read(null, false));
}
