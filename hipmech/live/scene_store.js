// The hip as the scenes see it: the visitor's own, standing upright, seen from where the examiner stands.

import { once } from "./curves.js";
import { solve } from "./model.js";
import { POSTURE, STRENGTHS } from "./tables.js";

const without = (names, given) =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));

// A scene sets the posture itself; what a link or Explore says of it stays as it is, and is only not shown.
const standing = once((given) => without(POSTURE, given));
// A question asks the hip at its full strength.
export const healthy = once((given) => without([...POSTURE, ...STRENGTHS], given));
export const posed = (given) => POSTURE.some((name) => name in given);

const solved = once(solve);

// look: {full, theme}. A screen of its own begins with light paper, whatever the page around it has.
export function createSceneStore(store, look) {
  const own = {
    given: () => standing(store.given),
    load: () => solved(own.given()),
    frozen: () => null,
    frozenLoad: () => null,
    settings: () => ({ ...store.settings, view: store.settings.scene_view }),
    theme: () => (look.full ? look.theme : store.theme),
  };
  const getters = Object.entries(own).map(([name, get]) => [name, { get }]);
  const setting = (name, value) => store.setting(name === "view" ? "scene_view" : name, value);
  const dress = (theme) => {
    if (!look.full) return store.dress(theme);
    look.theme = theme;
    return store.refresh();
  };
  return Object.create(store, {
    ...Object.fromEntries(getters),
    setting: { value: setting },
    dress: { value: dress },
  });
}
