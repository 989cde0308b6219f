// Numbers that follow their aims as a body does: quickly, without overshoot.

const RATE = 20; // 1/s: nine tenths of the way in 0.2 s
const NEAR = 1e-3;
const LONGEST = 0.05; // s; a page that slept does not jump

const still = () => Boolean(window.matchMedia?.("(prefers-reduced-motion: reduce)").matches);

// show(values) is called in every frame until all values stand at their aims; the first aim is taken at once.
export function createSettling(show) {
  let [values, speeds, aims, frame, before] = [null, {}, {}, 0, 0];

  function step(now) {
    const time = Math.min(Math.max((now - before) / 1000, 0), LONGEST);
    before = now;
    let moving = false;
    for (const name in aims) moving = moved(name, time) || moving;
    show(values);
    frame = moving ? requestAnimationFrame(step) : 0;
  }

  // Critically damped, solved exactly for the time that has passed.
  function moved(name, time) {
    const [away, speed] = [values[name] - aims[name], speeds[name] ?? 0];
    const push = speed + RATE * away;
    const fade = Math.exp(-RATE * time);
    const left = (away + push * time) * fade;
    speeds[name] = (speed - RATE * push * time) * fade;
    const arrived = Math.abs(left) < NEAR && Math.abs(speeds[name]) < NEAR * RATE;
    if (arrived) speeds[name] = 0;
    values[name] = arrived ? aims[name] : aims[name] + left;
    return !arrived;
  }

  function aim(wanted) {
    aims = wanted;
    if (values === null || still() || document.hidden) {
      values = { ...wanted };
      speeds = {};
      show(values);
    } else if (!frame) {
      before = performance.now();
      frame = requestAnimationFrame(step);
    }
  }
  return { aim };
}
