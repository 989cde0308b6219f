// A bone seen close: its outline, the deeper parts of its surface, and the lines on it.

export function drawBone(canvas, bone) {
  const { theme } = canvas;
  const fill = bone.name === "sacrum" ? theme.bone_deep : theme.bone;
  canvas.union(bone.name, [bone], fill, theme.bone_edge, 1.2);
  if (bone.shades.length) {
    canvas.path(`${bone.name}-shade`, canvas.along(bone.shades), { fill: theme.bone_deep });
  }
  if (bone.lines.length) {
    canvas.stroke(`${bone.name}-line`, canvas.along(bone.lines), theme.bone_edge, 0.8, { opacity: 0.6 });
  }
}
