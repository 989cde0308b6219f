// What of the tissue stands below a step, in order: each createX(store) gives { element, update, destroy? }.

export const PANELS = [];
