"""From the pages to what Sphinx builds: links, tables and a reference that are written at build time."""
