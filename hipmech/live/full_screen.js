// A part of the page alone on the screen: by the browser where it may, else laid over everything else.

export function createFullScreen(frame, changed) {
  let over = false;
  const granted = () => frame.getRootNode().fullscreenElement === frame;
  const on = () => over || granted();
  const show = () => {
    frame.classList.toggle("full", on());
    frame.classList.toggle("over", over);
    changed();
  };
  async function enter() {
    try {
      await frame.requestFullscreen();
    } catch {
      // A protected frame refuses, and some telephones do not know how.
      over = true;
    }
    show();
  }
  function leave() {
    if (granted()) return document.exitFullscreen();
    over = false;
    return show();
  }
  document.addEventListener("fullscreenchange", show);
  const destroy = () => {
    document.removeEventListener("fullscreenchange", show);
    if (on()) leave();
  };
  return { on, laidOver: () => over, toggle: () => (on() ? leave() : enter()), leave, destroy };
}
