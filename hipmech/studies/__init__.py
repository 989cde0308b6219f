"""Studies as files: checked, run, resumed, and told where every number came from."""
