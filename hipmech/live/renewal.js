// Parts of a page, renewed as seldom as the eye allows: in every frame while in sight, else once settled.

const PATIENCE = 60; // ms

export function keepRenewed(parts, store) {
  const inSight = new Set();
  const stale = new Set(parts);
  const byElement = new Map(parts.map((part) => [part.element, part]));
  let timer = 0;

  const renew = (part) => {
    stale.delete(part);
    part.update();
  };
  const look = (entries) => {
    for (const { target, isIntersecting } of entries) {
      const part = byElement.get(target);
      if (isIntersecting) inSight.add(part);
      else inSight.delete(part);
      if (isIntersecting && stale.has(part)) renew(part);
    }
  };
  const sight = window.IntersectionObserver && new IntersectionObserver(look, { rootMargin: "100px" });
  if (sight) parts.forEach(({ element }) => sight.observe(element));

  // who listens instead of looking must not hear old numbers
  const catchUp = () => {
    timer = 0;
    if (!store.dragging) [...stale].forEach(renew);
  };
  const soon = () => {
    timer = timer || setTimeout(catchUp, PATIENCE);
  };
  const off = store.settled(soon);
  const update = () => {
    for (const part of parts) {
      if (!sight || inSight.has(part)) renew(part);
      else stale.add(part);
    }
    if (!store.dragging) soon();
  };
  const destroy = () => {
    clearTimeout(timer);
    off();
    if (sight) sight.disconnect();
  };
  [...stale].forEach(renew);
  return { update, destroy };
}

// Parts of which only one is renewed in each frame of a drag, the one that has waited longest; only what is
// urgent does not wait.
export function inTurn(parts, store) {
  const waiting = new Set();
  let frame = 0;
  const next = () => {
    const [part] = waiting;
    if (part) renew(part);
    frame = waiting.size ? requestAnimationFrame(next) : 0;
  };
  const renew = (part) => {
    waiting.delete(part);
    part.update();
  };
  const update = (part) => {
    if (!store.dragging || part.urgent?.()) return renew(part);
    waiting.add(part);
    frame = frame || requestAnimationFrame(next);
    return null;
  };
  return parts.map((part) => ({ element: part.element, update: () => update(part) }));
}
